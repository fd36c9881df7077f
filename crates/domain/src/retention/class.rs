//! To which class each kind of what is held belongs (L-PJL-25, L-BEV).

use crate::parties::CareArea;

/// How many years after its last entry a conversation is presumed to be needed for care.
pub const KEEP_YEARS: i16 = 10;

/// What is held for a municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// The unit's copy of a conversation, in a service.
    Conversation(CareArea),
    /// Who has seen a conversation.
    AccessLog,
    /// A request about rights and its answer.
    RightsCase,
    /// An agreement about cooperation or who answers for the archives.
    Agreement,
}

/// How long it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// `PRESERVE`: for posterity; never deleted here.
    Preserve,
    /// `RETAIN_UNTIL`: until so many years have gone since the last entry.
    RetainUntil {
        /// How many.
        years: i16,
    },
    /// As long as the record that it belongs to.
    WithRecord,
}

impl Class {
    /// The class of what is held.
    pub const fn of(held: Held) -> Self {
        match held {
            Held::Conversation(area) => of_area(area),
            Held::AccessLog => Self::WithRecord,
            // BEV § 62: cases that may ground compensation; which, no program can tell.
            // BEV § 23: agreements about cooperation and archives.
            Held::RightsCase | Held::Agreement => Self::Preserve,
        }
    }

    /// The class of a conversation that units in several services have had: what one of them
    /// must keep is kept (L-BEV), and where none is known it is.
    pub fn of_conversation_in(areas: impl IntoIterator<Item = CareArea>) -> Self {
        let classes = areas.into_iter().map(|area| Self::of(Held::Conversation(area)));
        classes.reduce(Self::stricter).unwrap_or(Self::Preserve)
    }

    fn stricter(self, other: Self) -> Self {
        match (self, other) {
            (Self::RetainUntil { years: one }, Self::RetainUntil { years: other }) => {
                Self::RetainUntil { years: one.max(other) }
            }
            (Self::WithRecord, kept) | (kept, Self::WithRecord) => kept,
            (Self::Preserve, _) | (_, Self::Preserve) => Self::Preserve,
        }
    }
}

const fn of_area(area: CareArea) -> Class {
    match area {
        // BEV § 54: child health and school health, whose parts midwife and youth are.
        CareArea::ChildHealthCentre
        | CareArea::SchoolHealth
        | CareArea::Midwife
        | CareArea::YouthHealth
        // BEV §§ 57 and 58: psychosocial care and substance use.
        | CareArea::MentalHealth
        | CareArea::SubstanceUse => Class::Preserve,
        CareArea::HomeServices
        | CareArea::EmergencyClinic
        | CareArea::InfectionControl
        | CareArea::Vaccination
        | CareArea::HealthyLifeCentre
        | CareArea::NursingHome => Class::RetainUntil { years: KEEP_YEARS },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// L-BEV: what is kept for posterity, and what only as long as care needs it.
    #[test]
    fn l_bev_records_of_children_minds_and_substances_are_kept_for_posterity() {
        let kept = CareArea::ALL
            .into_iter()
            .filter(|area| Class::of(Held::Conversation(*area)) == Class::Preserve);
        let expected = [
            CareArea::ChildHealthCentre,
            CareArea::SchoolHealth,
            CareArea::Midwife,
            CareArea::YouthHealth,
            CareArea::MentalHealth,
            CareArea::SubstanceUse,
        ];
        assert_eq!(kept.collect::<Vec<_>>(), expected);
        assert_eq!(Class::of(Held::Agreement), Class::Preserve);
        assert_eq!(Class::of(Held::RightsCase), Class::Preserve);
    }

    /// L-BEV: a conversation that was forwarded is kept as the strictest of its services asks.
    #[test]
    fn l_bev_a_conversation_of_several_services_is_kept_as_the_strictest_asks() {
        use CareArea::{HomeServices, MentalHealth, NursingHome};
        let ten = Class::RetainUntil { years: KEEP_YEARS };
        for (areas, expected) in [
            (&[HomeServices][..], ten),
            (&[HomeServices, NursingHome], ten),
            (&[MentalHealth, HomeServices], Class::Preserve),
            (&[HomeServices, MentalHealth], Class::Preserve),
            (&[], Class::Preserve),
        ] {
            assert_eq!(Class::of_conversation_in(areas.iter().copied()), expected);
        }
        let longer = ten.stricter(Class::RetainUntil { years: 15 });
        assert_eq!(longer, Class::RetainUntil { years: 15 });
        assert_eq!(Class::WithRecord.stricter(ten), ten);
    }

    /// L-PJL-25: the log of who has seen a record is kept as long as the record.
    #[test]
    fn l_pjl_25_the_log_is_kept_as_long_as_the_record() {
        assert_eq!(Class::of(Held::AccessLog), Class::WithRecord);
    }
}
