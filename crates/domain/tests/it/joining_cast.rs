//! The municipalities that join, and what they have in place.

use helsebro_domain::ids::{AcceptanceId, ActivationId, MunicipalityId, StaffId, TermsId};
use helsebro_domain::joining::{
    Acceptance, Acting, Activation, AgreementState, By, Cause, Change, Controllership, Deployment,
    Digifin, Document, Event, Facts, Kind, Module, Offer, Overdue, Placed, Proof, Request,
    Standing, State, TermsVersion, TestMessage, VersionNumber,
};
use helsebro_domain::parties::{CareArea, HerId};
use helsebro_domain::time::{Date, Instant, Time};
use jiff::civil::date;
use uuid::Uuid;

/// Solvik.
pub(crate) const SOLVIK: MunicipalityId = MunicipalityId::from_uuid(Uuid::from_u128(1));
/// Berit Sand, who signs for Solvik.
pub(crate) const BERIT: StaffId = StaffId::from_uuid(Uuid::from_u128(11));
/// Solvik's administrator.
pub(crate) const ADMIN: StaffId = StaffId::from_uuid(Uuid::from_u128(12));
/// Nina Ek at the operator.
pub(crate) const NINA: StaffId = StaffId::from_uuid(Uuid::from_u128(13));

/// Nine o'clock on a day.
pub(crate) fn nine(day: Date) -> Instant {
    Instant::from_oslo(day, Time::constant(9, 0, 0, 0))
}

/// Who acts, registered in the role.
pub(crate) const fn acting(by: By) -> Acting {
    match by {
        By::Administrator => Acting::Registered { staff: ADMIN, by },
        By::Signatory => Acting::Registered { staff: BERIT, by },
        By::Operator => Acting::Registered { staff: NINA, by },
        By::System => Acting::System,
    }
}

/// Everything is in place for a module.
pub(crate) fn all_in_place(module: Module) -> Facts {
    Facts {
        module,
        deployment: Deployment::Operator,
        offer: Some(Offer {
            module,
            available_from: date(2019, 12, 10),
            documentation: "https://example.org".to_owned(),
        }),
        wind_down: None,
        general: Standing::Current,
        special: Standing::Current,
        overdue: Overdue::No,
        ahead: None,
        agreement: AgreementState::InForce,
        proof: Some(Proof::Journal {
            product: "Alfa".to_owned(),
            version: "5.1".to_owned(),
            evidence: "T-2026-14".to_owned(),
            tested_on: date(2026, 11, 20),
        }),
        digifin: Digifin::Member,
        controller: Controllership::Resolved,
        dpo: Some("personvernombud@solvik.example".to_owned()),
        dpia: Some("2026/77".to_owned()),
        network_since: Some(date(2027, 1, 4)),
        address: HerId::parse("8000123"),
        test: TestMessage::Answered,
    }
}

/// Where Solvik's activations are.
pub(crate) const fn in_solvik(module: Module) -> Placed {
    Placed { municipality: SOLVIK, module, care_area: CareArea::HomeServices }
}

/// An activation in a state, as if it had come there.
pub(crate) fn standing_in(state: State, module: Module) -> Activation {
    let facts = all_in_place(module);
    let request =
        Request::plain(Event::Create, acting(By::Administrator), nine(date(2027, 1, 29)), &facts);
    let id = ActivationId::from_uuid(Uuid::from_u128(100));
    let draft = Activation::create(id, in_solvik(module), None, &request).unwrap();
    let cause = (state == State::Suspended).then_some(Cause::Security);
    Activation { state, cause, ordered_by: Some(ADMIN), ..draft }
}

/// A published version.
pub(crate) fn version(
    document: Document,
    number: &str,
    (kind, effective_from): (Kind, Date),
) -> TermsVersion {
    let version = VersionNumber::parse(number).unwrap();
    TermsVersion {
        id: TermsId::from_uuid(Uuid::from_u128(200)),
        document,
        version,
        title: "Vilkår".to_owned(),
        kind,
        effective_from,
        published_on: Some(effective_from),
        consulted_on: None,
        legal_basis: None,
        changes: vec![Change { version, on: effective_from, text: format!("endret i {number}") }],
        clauses: Vec::new(),
        text_hash: [1; 32],
    }
}

/// That Solvik accepted a version.
pub(crate) fn accepted(document: Document, number: &str, on: Date) -> Acceptance {
    Acceptance {
        id: AcceptanceId::from_uuid(Uuid::from_u128(300)),
        municipality: SOLVIK,
        document,
        version: VersionNumber::parse(number).unwrap(),
        text_hash: [1; 32],
        signer: BERIT,
        authority: "kommunedirektør".to_owned(),
        at: nine(on),
        on_general: None,
    }
}
