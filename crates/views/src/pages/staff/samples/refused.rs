//! Each refusal.

use super::super::{Refused, RefusedWhat};
use super::{at, day_of, home_care, text};
use crate::Samples;

impl Samples for Refused {
    fn samples() -> Vec<(&'static str, Self)> {
        let open = || text("/ansatt/samtaler/a1");
        let not_authorised = |ended, choose_unit| RefusedWhat::NotAuthorised {
            unit: Some(home_care()),
            ended,
            choose_unit,
        };
        let taken = |at| RefusedWhat::TakenMeanwhile { name: text("Siri Dahl"), at, open: open() };
        let ended = Some(day_of(1, 31));
        let other = Some(text("/ansatt/bytt-enhet"));
        let nowhere = RefusedWhat::NotAuthorised { unit: None, ended: None, choose_unit: None };
        let not_active =
            RefusedWhat::UnitNotActive { unit: home_care(), phone: text("75 00 01 20") };
        let closed = RefusedWhat::ClosedMeanwhile { at: at(2, 14, 49), open: open() };
        let changed = RefusedWhat::ChangedMeanwhile { open: open() };
        vec![
            ("ended", refused("STAFF_NOT_AUTHORISED", not_authorised(ended, other))),
            ("not-authorised", refused("STAFF_NOT_AUTHORISED", not_authorised(None, None))),
            ("nowhere", refused("STAFF_NOT_AUTHORISED", nowhere)),
            ("no-service-need", refused("NO_SERVICE_NEED", RefusedWhat::NoServiceNeed)),
            ("taken", refused("INVALID_TRANSITION", taken(Some(at(2, 14, 49))))),
            ("taken-some-time", refused("INVALID_TRANSITION", taken(None))),
            ("closed", refused("INVALID_TRANSITION", closed)),
            ("changed", refused("INVALID_TRANSITION", changed)),
            ("unit-not-active", refused("UNIT_NOT_ACTIVE", not_active)),
            ("decision", refused("VEDTAK_NOT_ALLOWED_IN_DIALOG", RefusedWhat::Decision)),
            ("destroyed", refused("CONTENT_DESTROYED", RefusedWhat::Destroyed)),
            ("not-a-recipient", refused("NOT_A_RECIPIENT_OF_SERVICE", RefusedWhat::NotARecipient)),
        ]
    }
}

fn refused(code: &str, what: RefusedWhat) -> Refused {
    Refused {
        what,
        code: text(code),
        trace: Some(text("K7Q2")),
        back: text("/ansatt/arbeidsliste"),
    }
}
