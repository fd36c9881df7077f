//! L-PJL-16-E: looking somebody up in an emergency.

use core::time::Duration;

use helsebro_domain::audit::{
    EMERGENCY_TIME, EmergencyPermit, EmergencyReason, MAX_REASON, MIN_REASON, ReasonClass,
    Reviewer, Verdict,
};
use helsebro_domain::ids::{EmergencyId, StaffId};
use helsebro_domain::parties::{HprNumber, PersonName, Staff};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::time::{Date, Instant};
use jiff::civil::date;
use uuid::Uuid;

use crate::cast::{
    ANNE, GRANLI, HEGE, KARI, LIV, PER, SIRI, SOLVIK, access, at, granli_care, healthy_life,
    home_care, kari_wrote, nine,
};

fn nurse(id: StaffId) -> Staff {
    let (name, hpr) = (PersonName::new("Per", "Haug"), HprNumber::parse("900000101"));
    Staff { id, hpr, name, title: "sykepleier".to_owned() }
}

fn opened(now: Instant) -> helsebro_domain::audit::EmergencyAccess {
    let permit = EmergencyPermit::of(&access(PER, &home_care()), &nurse(PER)).unwrap();
    permit.open(EmergencyId::from_uuid(Uuid::from_u128(0x91)), KARI, now)
}

/// L-PJL-16-E: only a clinician, who is one in the register of health personnel.
#[test]
fn l_pjl_16_e_only_a_clinician_opens_in_an_emergency() {
    let access = access(LIV, &healthy_life());
    let adviser = Staff { hpr: None, ..nurse(LIV) };
    let refused = EmergencyPermit::of(&access, &adviser).unwrap_err();
    assert_eq!((refused.code(), refused.is_neutral()), (ReasonCode::EmergencyNotAllowed, false));
    assert!(EmergencyPermit::of(&access, &nurse(SIRI)).is_err(), "somebody else's number");
    assert!(EmergencyPermit::of(&access, &nurse(LIV)).is_ok());
}

/// L-PJL-16-E: a class and at least twenty letters.
#[test]
fn l_pjl_16_e_a_reason_has_a_class_and_twenty_letters() {
    let class = Some(ReasonClass::CannotAnswer);
    let given = EmergencyReason::new(class, "bevisstløs, legevakten spør om medisiner").unwrap();
    assert_eq!(given.class(), ReasonClass::CannotAnswer);
    assert!(!format!("{given:?}").contains("medisiner"));
    for (count, is_taken) in [
        (0, false),
        (MIN_REASON - 1, false),
        (MIN_REASON, true),
        (MAX_REASON, true),
        (MAX_REASON + 1, false),
    ] {
        let text = format!("  {}  ", "ø".repeat(count));
        assert_eq!(EmergencyReason::new(class, &text).is_ok(), is_taken, "{count}");
        let refused = EmergencyReason::new(None, &text).unwrap_err();
        assert_eq!(refused.code(), ReasonCode::EmergencyReasonMissing);
    }
    for class in ReasonClass::ALL {
        assert_eq!(ReasonClass::from_stored(class.as_str()), Some(class));
    }
}

/// L-PJL-16-E: sixty minutes, for the one who opened it, about one person.
#[test]
fn l_pjl_16_e_it_is_open_for_an_hour_to_the_one_who_opened_it() {
    let found = opened(nine());
    let per = access(PER, &home_care());
    let (last, over) = (
        found.opened_at.plus(EMERGENCY_TIME).minus(Duration::from_micros(1)),
        found.opened_at.plus(EMERGENCY_TIME),
    );
    assert!(found.look(&per, last).is_ok());
    assert_eq!(found.look(&per, over).unwrap_err().code(), ReasonCode::EmergencyNotAllowed);
    let siri = found.look(&access(SIRI, &home_care()), nine()).unwrap_err();
    assert!(!siri.is_neutral());
    let hege = found.look(&access(HEGE, &granli_care()), nine()).unwrap_err();
    assert!(hege.is_neutral());

    let thread = kari_wrote();
    assert!(found.read(&per, &thread, nine()).is_ok());
    assert!(found.read(&per, &thread, over).is_err());
    let annes = helsebro_domain::dialog::Thread { person: ANNE, ..thread.clone() };
    assert!(found.read(&per, &annes, nine()).unwrap_err().is_neutral());
    let granlis = helsebro_domain::dialog::Thread { municipality: GRANLI, ..thread };
    assert!(found.read(&per, &granlis, nine()).unwrap_err().is_neutral());
}

/// L-PJL-16-E: judged within three working days.
#[test]
fn l_pjl_16_e_it_is_judged_within_three_working_days() {
    let opened_on = |day: Date| opened(at(day, 22, 40)).review_by;
    for (day, expected) in [
        (date(2027, 2, 2), date(2027, 2, 5)),
        (date(2027, 2, 5), date(2027, 2, 10)),
        // Easter: Thursday, Friday and Monday are days off.
        (date(2027, 3, 24), date(2027, 4, 1)),
    ] {
        assert_eq!(opened_on(day), expected, "{day}");
    }
}

/// L-PJL-16-E: by the unit's leader or the data protection officer, once, and never by
/// the one who looked.
#[test]
fn l_pjl_16_e_it_is_judged_once_by_the_leader_or_the_officer() {
    let found = opened(nine());
    let unit = Some(home_care().id);
    let reviewer = |staff, municipality, unit| Reviewer { staff, municipality, unit };
    for (by, is_hers) in [
        (reviewer(SIRI, SOLVIK, unit), true),
        (reviewer(SIRI, SOLVIK, None), true),
        (reviewer(SIRI, SOLVIK, Some(healthy_life().id)), false),
        (reviewer(PER, SOLVIK, unit), false),
        (reviewer(PER, SOLVIK, None), false),
        (reviewer(HEGE, GRANLI, None), false),
    ] {
        assert_eq!(found.judged(&by, Verdict::Lawful).is_ok(), is_hers, "{by:?}");
    }
    let leader = reviewer(SIRI, SOLVIK, unit);
    let judged = found.judged(&leader, Verdict::Unlawful).unwrap();
    assert_eq!(judged.verdict, Some(Verdict::Unlawful));
    let again = judged.judged(&leader, Verdict::Lawful).unwrap_err();
    assert_eq!(again.code(), ReasonCode::InvalidTransition);
    assert!(found.judged(&reviewer(HEGE, GRANLI, None), Verdict::Lawful).unwrap_err().is_neutral());
}
