//! Whether a conversation may be deleted, and what holds it back.

use crate::refusals::{ReasonCode, Refusal};
use crate::time::{Date, add_months};

use super::Class;

/// What is known of a conversation when it is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, in any company")]
pub struct Facts {
    /// How long it is kept.
    pub class: Class,
    /// Whether it can still be written in.
    pub is_open: bool,
    /// The day of its last entry.
    pub last_on: Date,
    /// Whether it is contested who is controller.
    pub is_contested: bool,
    /// Whether another answers for it, alone or too: what a provider is controller of is not the
    /// municipality's to delete (S2-3-b).
    pub is_anothers: bool,
    /// Whether a request about rights of hers waits for its answer.
    pub has_rights_request: bool,
    /// Whether something of hers is kept and not used (L-GDPR-18).
    pub is_restricted: bool,
    /// Whether a disclosure about her waits or has not run out.
    pub has_disclosure: bool,
    /// Whether it is on its way to another.
    pub in_custody: bool,
    /// Whether the municipality is on its way out, with rules of its own.
    pub is_leaving: bool,
}

macro_rules! findings {
    ($($(#[$doc:meta])* $name:ident => $code:literal;)*) => {
        /// What came of looking at a conversation.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Finding {
            $($(#[$doc])* $name,)*
        }

        impl Finding {
            /// Every finding.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The finding as it is stored.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }
        }
    };
}

findings! {
    /// It is deleted.
    Delete => "DELETE";
    /// It is contested who is controller: nothing is deleted until that is settled.
    Contested => "CONTESTED";
    /// Another answers for it.
    Anothers => "ANOTHERS";
    /// A request about rights waits for its answer.
    RightsRequest => "RIGHTS_REQUEST";
    /// It is kept and not used, as she has demanded.
    Restricted => "RESTRICTED";
    /// It is given out, or asked for.
    Disclosure => "DISCLOSURE";
    /// It is on its way to another.
    Custody => "CUSTODY";
    /// The municipality is on its way out.
    Leaving => "LEAVING";
    /// It can still be written in.
    Open => "OPEN";
    /// Its time has not come.
    NotYet => "NOT_YET";
    /// It is kept for posterity (L-BEV).
    Preserved => "PRESERVED";
}

impl Finding {
    /// The finding that is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|finding| finding.as_str() == text)
    }

    /// Why what somebody has demanded is not erased now; nothing when it is.
    ///
    /// # Errors
    /// `CONTESTED_NO_DELETE`, `MUST_BE_PRESERVED`, or `ERASURE_HELD_BACK` for what may pass.
    pub fn lets_erase(self) -> Result<(), Refusal> {
        let (code, rules): (_, &[&str]) = match self {
            Self::Delete => return Ok(()),
            Self::Contested => (ReasonCode::ContestedNoDelete, &["CTX-6"]),
            Self::Preserved => (ReasonCode::MustBePreserved, &["L-ARK-13", "L-BEV"]),
            _ => (ReasonCode::ErasureHeldBack, &["L-HPL-43"]),
        };
        Err(Refusal::told(code, rules))
    }
}

/// The first day on which a conversation of a class can be deleted; none when it never is.
pub fn earliest(class: Class, last_on: Date) -> Option<Date> {
    match class {
        Class::Preserve | Class::WithRecord => None,
        Class::RetainUntil { years } => {
            Some(add_months(last_on, years.saturating_mul(12)).tomorrow().unwrap_or(Date::MAX))
        }
    }
}

/// Whether a conversation is deleted today, or what holds it back. What is never deleted,
/// still in use or not due is said before what holds back what is due.
pub fn judge(facts: &Facts, today: Date) -> Finding {
    let Some(earliest) = earliest(facts.class, facts.last_on) else { return Finding::Preserved };
    if facts.is_open {
        return Finding::Open;
    }
    if today < earliest {
        return Finding::NotYet;
    }
    held(facts).unwrap_or(Finding::Delete)
}

/// Whether what somebody has demanded, and was granted, is erased today, or what holds it back.
/// That its time has not come does not (L-HPL-43); that it is kept for posterity does (L-ARK-13).
pub fn judge_granted(facts: &Facts) -> Finding {
    match facts.class {
        Class::Preserve | Class::WithRecord => Finding::Preserved,
        Class::RetainUntil { .. } if facts.is_open => Finding::Open,
        Class::RetainUntil { .. } => held(facts).unwrap_or(Finding::Delete),
    }
}

fn held(facts: &Facts) -> Option<Finding> {
    let holds = [
        (facts.is_contested, Finding::Contested),
        (facts.is_anothers, Finding::Anothers),
        (facts.has_rights_request, Finding::RightsRequest),
        (facts.is_restricted, Finding::Restricted),
        (facts.has_disclosure, Finding::Disclosure),
        (facts.in_custody, Finding::Custody),
        (facts.is_leaving, Finding::Leaving),
    ];
    holds.into_iter().find_map(|(holds, finding)| holds.then_some(finding))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::super::Held;
    use super::*;
    use crate::parties::CareArea;

    fn class(area: CareArea) -> Class {
        Class::of(Held::Conversation(area))
    }

    fn facts(area: CareArea) -> Facts {
        Facts {
            class: class(area),
            is_open: false,
            last_on: date(2027, 2, 2),
            is_contested: false,
            is_anothers: false,
            has_rights_request: false,
            is_restricted: false,
            has_disclosure: false,
            in_custody: false,
            is_leaving: false,
        }
    }

    const DUE: Date = Date::constant(2037, 2, 3);

    /// L-PJL-25: it is kept through the day ten years on, and deleted from the next.
    #[test]
    fn l_pjl_25_it_is_kept_until_it_is_not_needed_for_care() {
        let wound = facts(CareArea::HomeServices);
        assert_eq!(judge(&wound, date(2037, 2, 2)), Finding::NotYet);
        assert_eq!(judge(&wound, DUE), Finding::Delete);
        assert_eq!(judge(&Facts { is_open: true, ..wound }, DUE), Finding::Open);
        let leap = earliest(class(CareArea::NursingHome), date(2028, 2, 29));
        assert_eq!(leap, Some(date(2038, 3, 1)));
    }

    /// L-ARK-13, L-BEV: what is kept for posterity is never due.
    #[test]
    fn l_ark_13_what_is_kept_for_posterity_is_never_deleted() {
        let school = facts(CareArea::SchoolHealth);
        assert_eq!(judge(&school, date(2137, 1, 1)), Finding::Preserved);
        assert_eq!(earliest(school.class, school.last_on), None);
    }

    /// CT-62, L-PJL-25: each thing that holds it back is told by its own name.
    #[test]
    fn ct_62_contested_data_are_never_deleted_nor_what_somebody_waits_for() {
        let due = facts(CareArea::HomeServices);
        for (held, expected) in [
            (Facts { is_contested: true, ..due }, Finding::Contested),
            (Facts { is_anothers: true, ..due }, Finding::Anothers),
            (Facts { has_rights_request: true, ..due }, Finding::RightsRequest),
            (Facts { is_restricted: true, ..due }, Finding::Restricted),
            (Facts { has_disclosure: true, ..due }, Finding::Disclosure),
            (Facts { in_custody: true, ..due }, Finding::Custody),
            (Facts { is_leaving: true, ..due }, Finding::Leaving),
        ] {
            assert_eq!(judge(&held, DUE), expected);
        }
    }

    /// L-HPL-43, L-ARK-13, L-BEV, CTX-6: what was granted is erased before its time has come,
    /// but not what is kept for posterity, still written in, or held back by anything.
    #[test]
    fn l_hpl_43_what_was_granted_is_erased_unless_something_keeps_it() {
        let wound = facts(CareArea::HomeServices);
        let school = facts(CareArea::SchoolHealth);
        for (found, expected, code) in [
            (wound, Finding::Delete, None),
            (school, Finding::Preserved, Some(ReasonCode::MustBePreserved)),
            (
                Facts { is_contested: true, ..wound },
                Finding::Contested,
                Some(ReasonCode::ContestedNoDelete),
            ),
            (Facts { is_open: true, ..wound }, Finding::Open, Some(ReasonCode::ErasureHeldBack)),
            (
                Facts { is_anothers: true, ..wound },
                Finding::Anothers,
                Some(ReasonCode::ErasureHeldBack),
            ),
        ] {
            assert_eq!(judge_granted(&found), expected);
            assert_eq!(expected.lets_erase().err().map(Refusal::code), code);
        }
    }

    proptest! {
        /// L-PJL-25: nothing is deleted that anything holds back, on any day.
        #[test]
        fn l_pjl_25_nothing_is_deleted_that_anything_holds_back(
            area in prop::sample::select(CareArea::ALL.to_vec()),
            holds in prop::collection::vec(any::<bool>(), 8),
            days in 0_i64..9_000,
        ) {
            let found = Facts {
                is_open: holds[0],
                is_contested: holds[1],
                has_rights_request: holds[2],
                is_restricted: holds[3],
                has_disclosure: holds[4],
                in_custody: holds[5],
                is_leaving: holds[6],
                is_anothers: holds[7],
                ..facts(area)
            };
            let today = found.last_on.saturating_add(jiff::Span::new().days(days));
            let is_due = earliest(found.class, found.last_on).is_some_and(|day| day <= today);
            let is_free = !holds.contains(&true);
            prop_assert_eq!(judge(&found, today) == Finding::Delete, is_due && is_free);
        }
    }

    #[test]
    fn a_finding_reads_back_from_storage() {
        for finding in Finding::ALL {
            assert_eq!(Finding::from_stored(finding.as_str()), Some(*finding));
        }
        assert_eq!(Finding::from_stored("OTHER"), None);
    }
}
