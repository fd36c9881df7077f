//! The cast of the scenarios (§ 1.5), and short ways to write its facts.

use helsebro_domain::controllership::{
    Category, Construct, Delivery, Entry, ExitPlan, Facts, HostClause, HostController,
    HostCooperation, JointRecord, LegalPerson, Mode, OrgKind, Organisation, Outsourcing, Party,
    Question, RecordOperator, Register, Resolution, Scope, Validity, resolve,
};
use helsebro_domain::ids::{AgreementId, DeliveryId, MunicipalityId, OrgId, PersonId, UnitId};
use helsebro_domain::parties::CareArea;
use helsebro_domain::time::{Date, Instant};
use uuid::Uuid;

pub(crate) const SOLVIK: MunicipalityId = MunicipalityId::from_uuid(Uuid::from_u128(1));
pub(crate) const GRANLI: MunicipalityId = MunicipalityId::from_uuid(Uuid::from_u128(2));
pub(crate) const NORDFJELL: MunicipalityId = MunicipalityId::from_uuid(Uuid::from_u128(3));
pub(crate) const STRANGER: MunicipalityId = MunicipalityId::from_uuid(Uuid::from_u128(4));

pub(crate) const FJORDRO_ORG: OrgId = OrgId::from_uuid(Uuid::from_u128(11));
pub(crate) const KYST_ORG: OrgId = OrgId::from_uuid(Uuid::from_u128(12));
pub(crate) const MIDTBYGDA: OrgId = OrgId::from_uuid(Uuid::from_u128(13));
pub(crate) const FJORDRO: Party = Party::Org(FJORDRO_ORG);
pub(crate) const KYST: Party = Party::Org(KYST_ORG);
pub(crate) const BETA: Party = Party::Org(OrgId::from_uuid(Uuid::from_u128(14)));
pub(crate) const HOSTING: Party = Party::Org(OrgId::from_uuid(Uuid::from_u128(15)));

pub(crate) const SOLBAKKEN: UnitId = UnitId::from_uuid(Uuid::from_u128(21));
pub(crate) const FJELLHEIM: UnitId = UnitId::from_uuid(Uuid::from_u128(22));
pub(crate) const KARI: PersonId = PersonId::from_uuid(Uuid::from_u128(31));
pub(crate) const OLA: PersonId = PersonId::from_uuid(Uuid::from_u128(32));

pub(crate) const fn solvik() -> Party {
    Party::Municipality(SOLVIK)
}

pub(crate) const fn nordfjell() -> Party {
    Party::Municipality(NORDFJELL)
}

pub(crate) const fn agreement(number: u128) -> AgreementId {
    AgreementId::from_uuid(Uuid::from_u128(number))
}

pub(crate) const fn delivery_id(number: u128) -> DeliveryId {
    DeliveryId::from_uuid(Uuid::from_u128(number))
}

pub(crate) fn day(year: i16, month: i8, day: i8) -> Date {
    jiff::civil::date(year, month, day)
}

/// A time of day in Oslo.
pub(crate) fn at(date: Date, hour: i8, minute: i8) -> Instant {
    Instant::from_oslo(date, jiff::civil::time(hour, minute, 0, 0))
}

pub(crate) fn since(first: Date) -> Validity {
    Validity::starting(Instant::start_of(first))
}

#[expect(clippy::unwrap_used, reason = "the days of a scenario stand in order")]
pub(crate) fn between(first: Date, last: Date) -> Validity {
    Validity::days(first, Some(last)).unwrap()
}

pub(crate) fn delivery(number: u128, scope: Scope, validity: Validity, mode: Mode) -> Delivery {
    Delivery { id: delivery_id(number), scope, validity, mode }
}

pub(crate) fn outsourced(provider: Party) -> Mode {
    Mode::Outsourced(Outsourcing {
        provider,
        agreement: agreement(100),
        record_operator: None,
        subcontractor: None,
    })
}

/// A joint journal of Solvik and Fjordro for one scope.
pub(crate) fn joint_record(scope: Scope, validity: Validity, construct: Construct) -> JointRecord {
    JointRecord {
        id: agreement(200),
        parties: vec![solvik(), FJORDRO],
        scopes: vec![scope],
        validity,
        construct: Some(construct),
        record_operator: Some(RecordOperator::Municipality),
        contact: None,
        handlers: Vec::new(),
        exit: ExitPlan::MunicipalityHolds,
    }
}

/// Nordfjell's cooperation with these, for all patients.
pub(crate) fn hosted_by_nordfjell(
    validity: Validity,
    participants: Vec<MunicipalityId>,
) -> HostCooperation {
    HostCooperation {
        id: agreement(300),
        host: NORDFJELL,
        participants: participants.clone(),
        validity,
        clause: Some(HostClause { residents_of: participants, who: HostController::HostForAll }),
    }
}

pub(crate) fn host(id: u128) -> Mode {
    Mode::Host { host: NORDFJELL, agreement: agreement(id) }
}

pub(crate) fn midtbygda(legal_person: LegalPerson) -> Organisation {
    Organisation { id: MIDTBYGDA, kind: OrgKind::TaskCommunity(legal_person) }
}

pub(crate) fn solbakken() -> Scope {
    Scope::unit(SOLVIK, CareArea::NursingHome, SOLBAKKEN)
}

/// Solbakken outsourced to Fjordro 2026-01-01 to 2027-12-31.
pub(crate) fn solbakken_by_fjordro() -> Delivery {
    let years = between(day(2026, 1, 1), day(2027, 12, 31));
    delivery(1, solbakken(), years, outsourced(FJORDRO))
}

/// A record at a unit of Solvik's nursing homes.
pub(crate) fn record_at(unit: UnitId, at: Instant) -> Question {
    Question::new(Category::EpjRecord, SOLVIK, CareArea::NursingHome, Some(unit), at)
}

/// A record of somebody's emergency visit.
pub(crate) fn emergency_record(municipality: MunicipalityId, at: Instant) -> Question {
    Question::new(Category::EpjRecord, municipality, CareArea::EmergencyClinic, None, at)
}

pub(crate) fn written(created_at: Instant, author: Party) -> Entry {
    Entry { created_at: Some(created_at), author: Some(author), ..Entry::default() }
}

pub(crate) fn ask(facts: &Facts, question: &Question) -> Resolution {
    resolve(&Register::new(facts.clone()), question)
}
