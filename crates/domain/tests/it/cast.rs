//! The catalogue's persons, units and days (§ 1.5).

use helsebro_domain::dialog::{
    CloseReason, Desk, EpjAccess, HealthContact, ListedService, Reply, Route, ServiceId, StartedBy,
    Thread, ThreadState, WritePermit,
};
use helsebro_domain::epj::AnsweredIn;
use helsebro_domain::ids::{ContactId, MunicipalityId, PersonId, StaffId, ThreadId, UnitId};
use helsebro_domain::parties::{
    Authorisation, CareArea, DialogSetting, NamedStaff, Revealing, Service, StaffAccess,
    StaffNames, Unit,
};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::representation::{CitizenAccess, EidLevel};
use helsebro_domain::time::{Date, Instant, OpeningHours, Period};
use jiff::civil::{date, time};
use uuid::Uuid;

/// The day the town begins.
pub(crate) const TODAY: Date = date(2027, 2, 2);

/// Rules named by most refusals in a conversation.
pub(crate) const WRITING: &[&str] = &["S1-2.1.1-a"];
pub(crate) const RELATION: &[&str] = &["S1-2.1.1-a", "S1-2.1.1-b"];
pub(crate) const OWN: &[&str] = &["S1-2.1-a"];
pub(crate) const DESK: &[&str] = &["S1-2.1-b"];

pub(crate) const INVALID: Refusal = Refusal::told(ReasonCode::InvalidTransition, WRITING);
pub(crate) const NOT_ACTIVE: Refusal = Refusal::told(ReasonCode::UnitNotActive, WRITING);
pub(crate) const ENDED: Refusal = Refusal::told(ReasonCode::RelationEnded, RELATION);

pub(crate) const SOLVIK: MunicipalityId = MunicipalityId::from_uuid(Uuid::from_u128(0x51));
pub(crate) const GRANLI: MunicipalityId = MunicipalityId::from_uuid(Uuid::from_u128(0x52));

pub(crate) const KARI: PersonId = PersonId::from_uuid(Uuid::from_u128(0x11));
pub(crate) const ANNE: PersonId = PersonId::from_uuid(Uuid::from_u128(0x12));

pub(crate) const PER: StaffId = StaffId::from_uuid(Uuid::from_u128(0x21));
pub(crate) const SIRI: StaffId = StaffId::from_uuid(Uuid::from_u128(0x22));
pub(crate) const LIV: StaffId = StaffId::from_uuid(Uuid::from_u128(0x23));
pub(crate) const HEGE: StaffId = StaffId::from_uuid(Uuid::from_u128(0x24));

pub(crate) const THREAD: ThreadId = ThreadId::from_uuid(Uuid::from_u128(0x41));

/// When a wall clock in Oslo shows this.
pub(crate) fn at(day: Date, hour: i8, minute: i8) -> Instant {
    Instant::from_oslo(day, time(hour, minute, 0, 0))
}

/// The first hour of the town.
pub(crate) fn nine() -> Instant {
    at(TODAY, 9, 0)
}

fn unit(id: u128, municipality: MunicipalityId, name: &str) -> Unit {
    let office = Period { from: time(8, 0, 0, 0), to: time(15, 30, 0, 0) };
    Unit {
        id: UnitId::from_uuid(Uuid::from_u128(id)),
        municipality,
        name: name.to_owned(),
        care_area: CareArea::HomeServices,
        her_id: None,
        phone: "75 00 01 20".to_owned(),
        hours: OpeningHours::weekdays(vec![office]).unwrap(),
        promise_days: 1,
        dialog: DialogSetting::Active,
        service: Service::Open,
        named_staff: NamedStaff::Off,
        staff_names: StaffNames::Shown,
        revealing: Revealing::No,
        successor: None,
        epj: None,
        service_last_day: None,
    }
}

/// Where Kari gets home care.
pub(crate) fn home_care() -> Unit {
    unit(0x31, SOLVIK, "Hjemmesykepleien Solvik øst")
}

/// Another unit of Solvik.
pub(crate) fn healthy_life() -> Unit {
    unit(0x32, SOLVIK, "Frisklivssentralen Solvik")
}

/// A unit of Solvik that takes no messages.
pub(crate) fn allocation() -> Unit {
    let office = unit(0x33, SOLVIK, "Tildelingskontoret");
    Unit { dialog: DialogSetting::NotActive, ..office }
}

/// A unit of another municipality.
pub(crate) fn granli_care() -> Unit {
    unit(0x34, GRANLI, "Hjemmetjenesten Granli")
}

/// Kari's contact with home care, to a last day.
pub(crate) fn home_care_until(last_day: Option<Date>) -> HealthContact {
    HealthContact {
        id: ContactId::from_uuid(Uuid::from_u128(0x61)),
        person: KARI,
        municipality: SOLVIK,
        listed: ListedService {
            service: ServiceId::parse("HJSP").unwrap(),
            name: "Hjemmesykepleie".to_owned(),
            unit: home_care().id,
            phone: None,
            link: None,
            from: date(2026, 9, 1),
            last_day,
        },
    }
}

/// A citizen signed in at level high.
pub(crate) fn signed_in(person: PersonId) -> CitizenAccess {
    CitizenAccess::signed_in(person, EidLevel::High).unwrap()
}

/// Everybody's authorisations: Per and Siri at home care, Liv and Hege elsewhere.
pub(crate) fn authorisations() -> Vec<Authorisation> {
    let of = |staff, unit: &Unit| Authorisation {
        staff,
        unit: unit.id,
        municipality: unit.municipality,
        from: date(2026, 1, 1),
        last_day: date(2027, 6, 30),
    };
    let home_care = home_care();
    vec![
        of(PER, &home_care),
        of(SIRI, &home_care),
        of(LIV, &healthy_life()),
        of(HEGE, &granli_care()),
    ]
}

/// The access of a member of staff at a unit.
pub(crate) fn access(staff: StaffId, unit: &Unit) -> StaffAccess {
    StaffAccess::at(staff, unit.id, &authorisations(), TODAY).unwrap()
}

/// A member of staff at the desk of a unit.
pub(crate) fn desk(staff: StaffId, unit: &Unit) -> Desk {
    Desk::Staff(access(staff, unit))
}

/// The journal system of a unit.
pub(crate) fn epj(unit: &Unit) -> Desk {
    Desk::Epj(EpjAccess::of(unit))
}

/// Kari wrote to home care at nine; nobody has taken it.
pub(crate) fn kari_wrote() -> Thread {
    let (contact, unit) = (home_care_until(None), home_care());
    let permit = WritePermit::to(&signed_in(KARI), &contact, &unit, nine()).unwrap();
    permit.start(THREAD, None, nine())
}

/// The same conversation taken by somebody.
pub(crate) fn taken_by(staff: StaffId) -> Thread {
    Thread { state: ThreadState::Open { taken_by: Some(staff) }, ..kari_wrote() }
}

/// The same conversation closed at ten.
pub(crate) fn closed() -> Thread {
    let state = ThreadState::Closed { at: at(TODAY, 10, 0), reason: CloseReason::Answered };
    Thread { state, awaiting: None, ..kari_wrote() }
}

/// A notice from home care that cannot be answered.
pub(crate) fn notice() -> Thread {
    Thread {
        reply: Reply::NotAllowed,
        started_by: StartedBy::Unit,
        route: Route::ByContact,
        answered_in: AnsweredIn::Console,
        awaiting: None,
        ..kari_wrote()
    }
}
