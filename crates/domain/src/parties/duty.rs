//! Who leads the duty at a unit: is warned when a promise is near, and sets up how
//! the unit works (S1-2.1.1-a).

use crate::ids::{StaffId, UnitId};
use crate::refusals::{ReasonCode, Refusal};

use super::{Absence, GoesTo, StaffAccess, goes_to};
use crate::time::Date;

/// Who leads the duty at a unit today. When nobody is named, or whoever is named no
/// longer works there, everybody at the unit does: a warning must never go to no one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DutyLead {
    /// One member of staff.
    Named(StaffId),
    /// Everybody at the unit.
    Everybody,
}

/// The right to set up how a unit works. Only [`DutyLead::may_set_up`] makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SetUpPermit {
    unit: UnitId,
}

impl SetUpPermit {
    /// Which unit.
    pub const fn unit(&self) -> UnitId {
        self.unit
    }
}

impl DutyLead {
    /// Who leads today: whoever is named, or who stands in for her when she is away.
    /// `at_work` are those who are authorised at the unit today.
    pub fn today(
        named: Option<StaffId>,
        absences: &[Absence],
        at_work: &[StaffId],
        today: Date,
    ) -> Self {
        let Some(named) = named.filter(|named| at_work.contains(named)) else {
            return Self::Everybody;
        };
        match goes_to(named, absences, at_work, today) {
            GoesTo::Her => Self::Named(named),
            GoesTo::StandIn(other) => Self::Named(other),
            GoesTo::Queue => Self::Everybody,
        }
    }

    /// Who, when one member of staff does.
    pub const fn named(self) -> Option<StaffId> {
        match self {
            Self::Named(staff) => Some(staff),
            Self::Everybody => None,
        }
    }

    /// Whether the warnings are for her.
    pub fn is(self, staff: StaffId) -> bool {
        self.named().is_none_or(|named| named == staff)
    }

    /// Whether she may set up how her unit works.
    ///
    /// # Errors
    /// `STAFF_NOT_AUTHORISED` when somebody else leads.
    pub fn may_set_up(self, access: &StaffAccess) -> Result<SetUpPermit, Refusal> {
        if self.is(access.staff()) {
            return Ok(SetUpPermit { unit: access.unit() });
        }
        Err(Refusal::told(ReasonCode::StaffNotAuthorised, &["S1-2.1-b"]))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::super::{Authorisation, StandIn};
    use super::*;
    use crate::ids::{AbsenceId, MunicipalityId};

    const TODAY: Date = date(2027, 2, 2);

    fn staff(n: u128) -> StaffId {
        StaffId::from_uuid(Uuid::from_u128(n))
    }

    fn unit() -> UnitId {
        UnitId::from_uuid(Uuid::from_u128(50))
    }

    fn home() -> MunicipalityId {
        MunicipalityId::from_uuid(Uuid::from_u128(60))
    }

    fn away(who: StaffId, stand_in: StandIn) -> Absence {
        Absence {
            id: AbsenceId::from_uuid(Uuid::nil()),
            staff: who,
            unit: unit(),
            municipality: home(),
            from: TODAY,
            last_day: TODAY,
            stand_in,
        }
    }

    /// S1-2.1.1-a: the warning goes to the duty lead, and never to no one.
    #[test]
    fn s1_2_1_1_a_a_warning_always_has_somebody_to_go_to() {
        let (per, siri, jon) = (staff(1), staff(2), staff(3));
        let at_work = [per, siri];
        for (named, absences, expected) in [
            (None, vec![], DutyLead::Everybody),
            (Some(siri), vec![], DutyLead::Named(siri)),
            (Some(jon), vec![], DutyLead::Everybody),
            (Some(siri), vec![away(siri, StandIn::Colleague(per))], DutyLead::Named(per)),
            (Some(siri), vec![away(siri, StandIn::Queue)], DutyLead::Everybody),
        ] {
            assert_eq!(DutyLead::today(named, &absences, &at_work, TODAY), expected);
        }
        assert!(DutyLead::Everybody.is(per) && DutyLead::Named(per).is(per));
        assert!(!DutyLead::Named(siri).is(per));
    }

    /// S1-2.1-b: the unit is set up by whoever leads there.
    #[test]
    fn s1_2_1_b_only_whoever_leads_sets_up_the_unit() {
        let (per, siri) = (staff(1), staff(2));
        let held = Authorisation::new(per, unit(), home(), TODAY, Some(TODAY)).unwrap();
        let access = StaffAccess::at(per, unit(), &[held], TODAY).unwrap();
        assert_eq!(DutyLead::Everybody.may_set_up(&access).unwrap().unit(), unit());
        assert_eq!(DutyLead::Named(per).may_set_up(&access).unwrap().unit(), unit());
        let refused = DutyLead::Named(siri).may_set_up(&access).unwrap_err();
        assert_eq!(refused.code(), ReasonCode::StaffNotAuthorised);
    }
}
