//! A plan of what is deleted, and who carries it out.

use crate::controllership::Party;
use crate::ids::{MunicipalityId, RetentionPlanId, RightsPartId, StaffId};
use crate::parties::{ConsoleAccess, ConsoleRole};
use crate::refusals::{ReasonCode, Refusal};
use crate::time::{Date, Instant};

const RULES: &[&str] = &["L-PJL-25", "L-ARK-13"];

/// How many days a plan can be carried out after it was made. What is true of the
/// conversations changes, and whoever answers for it must have looked lately.
pub const MAX_PLAN_AGE_DAYS: i64 = 30;

/// How far a plan has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanState {
    /// The conversations are being looked through.
    Counting,
    /// It waits for whoever carries it out.
    Ready,
    /// It is too old to be carried out.
    TooOld,
    /// It was thrown away.
    Dropped,
    /// It is being carried out.
    Deleting,
    /// It was carried out.
    Done,
}

/// A demand for erasure that was granted: the plan carries out that and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Granted {
    /// The part that was answered so.
    pub part: RightsPartId,
    /// For whom.
    pub by: Party,
}

/// A plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// Its id.
    pub id: RetentionPlanId,
    /// Whose.
    pub municipality: MunicipalityId,
    /// Who made it.
    pub made_by: StaffId,
    /// When.
    pub made_at: Instant,
    /// When all was looked through.
    pub counted_at: Option<Instant>,
    /// Who carries it out, since when.
    pub begun: Option<(StaffId, Instant)>,
    /// When all was done.
    pub done_at: Option<Instant>,
    /// When it was thrown away.
    pub dropped_at: Option<Instant>,
    /// What was granted; none when it is about what is due.
    pub granted: Option<Granted>,
}

impl Plan {
    /// A new plan, by an administrator.
    ///
    /// # Errors
    /// `STAFF_NOT_AUTHORISED` for anybody else.
    pub fn made(
        id: RetentionPlanId,
        access: &ConsoleAccess,
        now: Instant,
    ) -> Result<Self, Refusal> {
        access.as_one(ConsoleRole::Administrator)?;
        Ok(Self {
            id,
            municipality: access.municipality(),
            made_by: access.staff(),
            made_at: now,
            counted_at: None,
            begun: None,
            done_at: None,
            dropped_at: None,
            granted: None,
        })
    }

    /// The plan of what was granted, by whoever granted it. It says which conversations it is
    /// about, so nothing is looked through.
    pub const fn of_granted(
        id: RetentionPlanId,
        (municipality, made_by): (MunicipalityId, StaffId),
        granted: Granted,
        now: Instant,
    ) -> Self {
        Self {
            id,
            municipality,
            made_by,
            made_at: now,
            counted_at: Some(now),
            begun: None,
            done_at: None,
            dropped_at: None,
            granted: Some(granted),
        }
    }

    /// How far it has come.
    pub fn state(&self, today: Date) -> PlanState {
        match (self.dropped_at, self.done_at, self.begun, self.counted_at) {
            (Some(_), ..) => PlanState::Dropped,
            (_, Some(_), ..) => PlanState::Done,
            (_, _, Some(_), _) => PlanState::Deleting,
            (_, _, _, None) => PlanState::Counting,
            // She has been told that it is granted, so it waits for as long as it takes.
            _ if self.granted.is_none() && self.last_day() < today => PlanState::TooOld,
            _ => PlanState::Ready,
        }
    }

    /// The last day on which it can be carried out.
    pub fn last_day(&self) -> Date {
        self.made_at.in_oslo().date.saturating_add(jiff::Span::new().days(MAX_PLAN_AGE_DAYS))
    }

    /// The plan as it is from when it is carried out: by whoever may bind the municipality,
    /// and another person than whoever made it.
    ///
    /// # Errors
    /// `NOT_SIGNATORY`; `FOUR_EYES`; `INVALID_TRANSITION` when it is not ready.
    pub fn begin(&self, access: &ConsoleAccess, now: Instant) -> Result<Self, Refusal> {
        if !access.is(ConsoleRole::Signatory) {
            return Err(Refusal::told(ReasonCode::NotSignatory, RULES));
        }
        if access.staff() == self.made_by {
            return Err(Refusal::told(ReasonCode::FourEyes, RULES));
        }
        if self.state(now.in_oslo().date) != PlanState::Ready {
            return Err(Refusal::told(ReasonCode::InvalidTransition, RULES));
        }
        Ok(Self { begun: Some((access.staff(), now)), ..*self })
    }

    /// The plan as it is from when it is carried out by somebody who answers for these, the
    /// controller that granted it among them: a provider's own, which no municipality carries out (S2-3-b). A provider
    /// may have one who answers, so it is not asked for another.
    ///
    /// # Errors
    /// `NOT_SIGNATORY` for a municipality's; `INVALID_TRANSITION` when it is not ready.
    pub fn begin_at(
        &self,
        (staff, answers_for): (StaffId, &[Party]),
        now: Instant,
    ) -> Result<Self, Refusal> {
        let by = self.granted.map(|granted| granted.by);
        let is_hers = by.is_some_and(|by| answers_for.contains(&by));
        if !is_hers || by == Some(Party::Municipality(self.municipality)) {
            return Err(Refusal::told(ReasonCode::NotSignatory, RULES));
        }
        if self.state(now.in_oslo().date) != PlanState::Ready {
            return Err(Refusal::told(ReasonCode::InvalidTransition, RULES));
        }
        Ok(Self { begun: Some((staff, now)), ..*self })
    }

    /// The plan as it is when it is thrown away.
    ///
    /// # Errors
    /// `STAFF_NOT_AUTHORISED` for who is no administrator; `INVALID_TRANSITION` when it is
    /// carried out already, gone, or was granted.
    pub fn dropped(&self, access: &ConsoleAccess, now: Instant) -> Result<Self, Refusal> {
        access.as_one(ConsoleRole::Administrator)?;
        if self.granted.is_some() {
            return Err(Refusal::told(ReasonCode::InvalidTransition, RULES));
        }
        match self.state(now.in_oslo().date) {
            PlanState::Counting | PlanState::Ready | PlanState::TooOld => {
                Ok(Self { dropped_at: Some(now), ..*self })
            }
            _ => Err(Refusal::told(ReasonCode::InvalidTransition, RULES)),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};
    use uuid::Uuid;

    use super::*;
    use crate::parties::RoleHeld;

    fn who(number: u128) -> StaffId {
        StaffId::from_uuid(Uuid::from_u128(number))
    }

    fn with(staff: StaffId, roles: &[ConsoleRole]) -> ConsoleAccess {
        let home = MunicipalityId::from_uuid(Uuid::from_u128(9));
        let (from, last_day) = (date(2026, 1, 1), date(2027, 12, 31));
        let held = |role: &ConsoleRole| RoleHeld {
            staff,
            municipality: home,
            role: *role,
            from,
            last_day,
        };
        let held: Vec<_> = roles.iter().map(held).collect();
        ConsoleAccess::at(staff, home, &held, date(2027, 2, 2)).unwrap()
    }

    fn at(day: Date) -> Instant {
        Instant::from_oslo(day, time(9, 0, 0, 0))
    }

    fn ready() -> Plan {
        let gro = with(who(1), &[ConsoleRole::Administrator]);
        let id = RetentionPlanId::from_uuid(Uuid::nil());
        let made = Plan::made(id, &gro, at(date(2027, 2, 2))).unwrap();
        Plan { counted_at: Some(made.made_at), ..made }
    }

    /// L-PJL-25: an administrator plans, and another who may bind the municipality carries
    /// it out.
    #[test]
    fn l_pjl_25_whoever_made_the_plan_does_not_carry_it_out() {
        let now = at(date(2027, 2, 3));
        let code = |found: Result<Plan, Refusal>| found.unwrap_err().code();
        let berit = with(who(2), &[ConsoleRole::Signatory]);
        assert_eq!(
            ready().begin(&berit, now).unwrap().state(date(2027, 2, 3)),
            PlanState::Deleting
        );
        for role in [ConsoleRole::Administrator, ConsoleRole::Dpo] {
            assert_eq!(code(ready().begin(&with(who(2), &[role]), now)), ReasonCode::NotSignatory);
        }
        let both = with(who(1), &[ConsoleRole::Administrator, ConsoleRole::Signatory]);
        assert_eq!(code(ready().begin(&both, now)), ReasonCode::FourEyes);
        let id = RetentionPlanId::from_uuid(Uuid::nil());
        assert_eq!(code(Plan::made(id, &berit, now)), ReasonCode::StaffNotAuthorised);
    }

    /// L-PJL-25: a plan is carried out once, when all is looked through, within a month.
    #[test]
    fn l_pjl_25_a_plan_is_carried_out_once_and_while_it_is_fresh() {
        let berit = with(who(2), &[ConsoleRole::Signatory]);
        let gro = with(who(1), &[ConsoleRole::Administrator]);
        let plan = ready();
        let (last, after) = (at(plan.last_day()), at(plan.last_day().tomorrow().unwrap()));
        assert_eq!(plan.last_day(), date(2027, 3, 4));
        assert!(plan.begin(&berit, last).is_ok());
        let begun = plan.begin(&berit, last).unwrap();
        let done = Plan { done_at: Some(last), ..begun };
        let dropped = plan.dropped(&gro, last).unwrap();
        let counting = Plan { counted_at: None, ..plan };
        let code = |found: Result<Plan, Refusal>| found.unwrap_err().code();
        for plan in [begun, done, dropped, counting] {
            assert_eq!(code(plan.begin(&berit, last)), ReasonCode::InvalidTransition);
        }
        assert_eq!(code(plan.begin(&berit, after)), ReasonCode::InvalidTransition);
        assert!(plan.dropped(&gro, after).is_ok() && counting.dropped(&gro, last).is_ok());
        for plan in [begun, done, dropped] {
            assert_eq!(code(plan.dropped(&gro, last)), ReasonCode::InvalidTransition);
        }
        assert_eq!(code(plan.dropped(&berit, last)), ReasonCode::StaffNotAuthorised);
    }

    /// RR-04, L-GDPR-17: what was granted waits until it is carried out, is not thrown away, and
    /// a provider's is carried out by whoever answers for it, a municipality's never so.
    #[test]
    fn rr_04_what_was_granted_is_never_too_old_nor_thrown_away() {
        let home = MunicipalityId::from_uuid(Uuid::from_u128(9));
        let org = crate::ids::OrgId::from_uuid(Uuid::from_u128(8));
        let (made, later) = (at(date(2027, 2, 2)), date(2028, 2, 2));
        let of = |by| {
            let id = RetentionPlanId::from_uuid(Uuid::nil());
            let granted = Granted { part: RightsPartId::from_uuid(Uuid::nil()), by };
            Plan::of_granted(id, (home, who(1)), granted, made)
        };
        let (own, theirs) = (of(Party::Municipality(home)), of(Party::Org(org)));
        let gro = with(who(1), &[ConsoleRole::Administrator, ConsoleRole::Signatory]);
        let berit = with(who(2), &[ConsoleRole::Signatory]);
        assert_eq!(own.state(later), PlanState::Ready);
        let code = |found: Result<Plan, Refusal>| found.unwrap_err().code();
        assert_eq!(code(own.dropped(&gro, made)), ReasonCode::InvalidTransition);
        assert_eq!(code(own.begin(&gro, at(later))), ReasonCode::FourEyes);
        assert!(own.begin(&berit, at(later)).is_ok());
        let (theirs_is, ours_is) = ([Party::Org(org)], [Party::Municipality(home)]);
        let mona = (who(3), theirs_is.as_slice());
        assert!(theirs.begin_at(mona, made).is_ok());
        assert_eq!(code(theirs.begin_at((who(3), &[]), made)), ReasonCode::NotSignatory);
        let hilde = (who(4), ours_is.as_slice());
        assert_eq!(code(own.begin_at(hilde, made)), ReasonCode::NotSignatory);
        let done = Plan { done_at: Some(made), ..theirs };
        assert_eq!(code(done.begin_at(mona, made)), ReasonCode::InvalidTransition);
    }
}
