//! The staff, and where they are authorised.

use helsebro_domain::audit::Reviewer;
use helsebro_domain::ids::{MunicipalityId, StaffId, UnitId};
use helsebro_domain::joining::OperatorHeld;
use helsebro_domain::parties::{
    Authorisation, ConsoleRole, HprNumber, PersonName, RoleHeld, Staff,
};
use helsebro_domain::rights::ProviderHeld;
use helsebro_domain::time::Date;

use super::StaffMember;
use super::citizens::synthetic;
use super::ids::{
    BERIT, ELI, GRANLI, GRANLI_HOME_CARE, GRO, HEALTHY_LIFE, HEGE, HILDE, HOME_NURSING, JON, LARS,
    LIV, MONA, NINA, NORDFJELL, NURSING_HOME, ODD, PER, RAGNA, ROLF, SIRI, SOLVIK,
};

const NURSE: &str = "sykepleier";

/// The first day of every authorisation.
const FROM: Date = Date::constant(2026, 1, 1);

/// The last day of those that hold.
const UNTIL: Date = Date::constant(2027, 6, 30);

/// The last day of the one that has ended (S1-2.1-b).
const ENDED: Date = Date::constant(2027, 1, 31);

/// The last day of the roles.
const ROLES_UNTIL: Date = Date::constant(2029, 12, 31);

/// Everybody who works in the town.
pub(super) fn staff() -> Vec<StaffMember> {
    [
        (PER, "27858600133", Some("900000101"), "Per", "Haug", NURSE),
        (SIRI, "04929100005", Some("900000102"), "Siri", "Dahl", NURSE),
        (JON, "17897900157", Some("900000103"), "Jon", "Lunde", NURSE),
        (LIV, "30838200016", None, "Liv", "Moe", "frisklivsveileder"),
        (MONA, "22887700463", Some("900000105"), "Mona", "Lie", NURSE),
        (HEGE, "01868800018", Some("900000106"), "Hege", "Ås", NURSE),
        (BERIT, "14837000050", None, "Berit", "Sand", "kommunedirektør"),
        (GRO, "09887900083", None, "Gro", "Hagen", "administrator"),
        (HILDE, "22848100092", None, "Hilde", "Bø", "personvernombud"),
        (RAGNA, "03897600268", None, "Ragna", "Tveit", "administrator"),
        (ELI, "19856500082", None, "Eli", "Strand", "administrator"),
        (ROLF, "11878300175", None, "Rolf", "Nes", "kommunedirektør"),
        (NINA, "21857400078", None, "Nina", "Ek", "drift"),
        (LARS, "02906800341", None, "Lars", "Vik", "kommunedirektør"),
        (ODD, "08896900197", None, "Odd", "Rein", "drift"),
    ]
    .into_iter()
    .filter_map(|(id, number, hpr, given, family, title)| {
        let name = PersonName::new(given, family);
        let hpr = hpr.and_then(HprNumber::parse);
        let staff = Staff { id, hpr, name, title: title.to_owned() };
        Some(StaffMember { staff, number: synthetic(number)? })
    })
    .collect()
}

/// Who judges emergency look-ups: Siri leads home nursing, and is the municipality's data
/// protection officer for the rest.
pub(super) fn reviewers() -> Vec<Reviewer> {
    let siri = |unit| Reviewer { staff: SIRI, municipality: SOLVIK, unit };
    vec![siri(Some(HOME_NURSING)), siri(None)]
}

/// Where each of them may work, and until when.
pub(super) fn authorisations() -> Vec<Authorisation> {
    vec![
        at(PER, HOME_NURSING, SOLVIK, UNTIL),
        at(SIRI, HOME_NURSING, SOLVIK, UNTIL),
        at(JON, HOME_NURSING, SOLVIK, ENDED),
        at(LIV, HEALTHY_LIFE, SOLVIK, UNTIL),
        at(MONA, NURSING_HOME, SOLVIK, UNTIL),
        at(HEGE, GRANLI_HOME_CARE, GRANLI, UNTIL),
    ]
}

/// Who keeps the registers, who may sign, and who is data protection officer. Nordfjell
/// has appointed none yet.
pub(super) fn roles() -> Vec<RoleHeld> {
    let role = |staff, municipality, role| RoleHeld {
        staff,
        municipality,
        role,
        from: FROM,
        last_day: ROLES_UNTIL,
    };
    vec![
        role(BERIT, SOLVIK, ConsoleRole::Signatory),
        role(GRO, SOLVIK, ConsoleRole::Administrator),
        role(HILDE, SOLVIK, ConsoleRole::Dpo),
        role(RAGNA, GRANLI, ConsoleRole::Administrator),
        role(LARS, GRANLI, ConsoleRole::Signatory),
        role(ELI, NORDFJELL, ConsoleRole::Administrator),
        role(ROLF, NORDFJELL, ConsoleRole::Signatory),
    ]
}

/// Mona answers for Fjordro Omsorg AS, from the day that somebody enters it.
pub(super) fn providers() -> Vec<ProviderHeld> {
    let org_number = "310000043".to_owned();
    vec![ProviderHeld { staff: MONA, org_number, from: FROM, last_day: ROLES_UNTIL }]
}

/// Who works for the operator.
pub(super) fn operators() -> Vec<OperatorHeld> {
    let held = |staff| OperatorHeld { staff, from: FROM, last_day: ROLES_UNTIL };
    vec![held(NINA), held(ODD)]
}

const fn at(
    staff: StaffId,
    unit: UnitId,
    municipality: MunicipalityId,
    last_day: Date,
) -> Authorisation {
    Authorisation { staff, unit, municipality, from: FROM, last_day }
}
