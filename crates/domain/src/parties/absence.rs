//! When a member of staff is away, and who stands in for her.

use crate::ids::{AbsenceId, MunicipalityId, StaffId, UnitId};
use crate::time::Date;

/// The longest that one absence may last.
pub const MAX_ABSENCE_DAYS: i32 = 366;

/// The most absences that somebody may have at a unit that are not over.
pub const MAX_ABSENCES: usize = 10;

/// How often the one who stands in may herself be away before it goes to the queue.
pub const MAX_STAND_INS: usize = 4;

/// Who stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StandIn {
    /// A colleague at the unit.
    Colleague(StaffId),
    /// Nobody: what she has goes to the queue.
    Queue,
}

/// A time when somebody is away from a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Absence {
    /// Our own id.
    pub id: AbsenceId,
    /// Who.
    pub staff: StaffId,
    /// From which unit.
    pub unit: UnitId,
    /// In which municipality.
    pub municipality: MunicipalityId,
    /// The first day.
    pub from: Date,
    /// The last day, inclusive.
    pub last_day: Date,
    /// Who stands in.
    pub stand_in: StandIn,
}

/// An absence that cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AbsenceFault {
    /// The last day is before the first.
    #[error("it ends before it begins")]
    EndsBeforeItBegins,
    /// Its last day is past.
    #[error("it is over")]
    IsOver,
    /// Longer than [`MAX_ABSENCE_DAYS`].
    #[error("it is too long")]
    TooLong,
    /// She cannot stand in for herself.
    #[error("she stands in for herself")]
    StandsInForHerself,
    /// Whoever stands in is not authorised at the unit today.
    #[error("who stands in does not work here")]
    StandInNotHere,
    /// More than [`MAX_ABSENCES`].
    #[error("too many")]
    TooMany,
}

impl Absence {
    /// Whether it can be, said today. `at_work` are those authorised at the unit
    /// today, `others` the absences that she has there already.
    ///
    /// # Errors
    /// [`AbsenceFault`] says what is wrong.
    pub fn checked(
        self,
        at_work: &[StaffId],
        others: usize,
        today: Date,
    ) -> Result<Self, AbsenceFault> {
        if self.last_day < self.from {
            return Err(AbsenceFault::EndsBeforeItBegins);
        }
        if self.last_day < today {
            return Err(AbsenceFault::IsOver);
        }
        let days = self.from.until(self.last_day).map_or(i32::MAX, |span| span.get_days());
        if days >= MAX_ABSENCE_DAYS {
            return Err(AbsenceFault::TooLong);
        }
        if others >= MAX_ABSENCES {
            return Err(AbsenceFault::TooMany);
        }
        match self.stand_in {
            StandIn::Colleague(other) if other == self.staff => {
                Err(AbsenceFault::StandsInForHerself)
            }
            StandIn::Colleague(other) if !at_work.contains(&other) => {
                Err(AbsenceFault::StandInNotHere)
            }
            _ => Ok(self),
        }
    }

    /// Whether she is away on a day.
    pub fn covers(&self, day: Date) -> bool {
        self.from <= day && day <= self.last_day
    }
}

/// To whom goes what is given to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GoesTo {
    /// To her: she is not away.
    Her,
    /// To whoever stands in.
    StandIn(StaffId),
    /// To the queue.
    Queue,
}

/// To whom goes what is given to `staff` on a day. Who stands in may be away too;
/// then who stands in for her counts, and at last the queue.
pub fn goes_to(staff: StaffId, absences: &[Absence], at_work: &[StaffId], today: Date) -> GoesTo {
    let mut to = staff;
    for _ in 0..=MAX_STAND_INS {
        let away = absences.iter().find(|away| away.staff == to && away.covers(today));
        match away.map(|away| away.stand_in) {
            None if to == staff => return GoesTo::Her,
            None => return GoesTo::StandIn(to),
            Some(StandIn::Colleague(next)) if next != staff && at_work.contains(&next) => to = next,
            Some(_) => return GoesTo::Queue,
        }
    }
    GoesTo::Queue
}

/// Those for whom somebody stands in on a day.
pub fn stands_in_for(
    me: StaffId,
    absences: &[Absence],
    at_work: &[StaffId],
    today: Date,
) -> Vec<StaffId> {
    let mut found: Vec<StaffId> = Vec::new();
    for away in absences.iter().filter(|away| away.covers(today)) {
        let mine = goes_to(away.staff, absences, at_work, today) == GoesTo::StandIn(me);
        if mine && !found.contains(&away.staff) {
            found.push(away.staff);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    const TODAY: Date = date(2027, 2, 2);

    fn staff(n: u128) -> StaffId {
        StaffId::from_uuid(Uuid::from_u128(n))
    }

    fn away(n: u128, from: Date, last_day: Date, stand_in: StandIn) -> Absence {
        Absence {
            id: AbsenceId::from_uuid(Uuid::from_u128(n)),
            staff: staff(n),
            unit: UnitId::from_uuid(Uuid::from_u128(50)),
            municipality: MunicipalityId::from_uuid(Uuid::from_u128(60)),
            from,
            last_day,
            stand_in,
        }
    }

    fn now(n: u128, stand_in: StandIn) -> Absence {
        away(n, TODAY, date(2027, 2, 5), stand_in)
    }

    const fn by(n: u128) -> StandIn {
        StandIn::Colleague(StaffId::from_uuid(Uuid::from_u128(n)))
    }

    #[test]
    fn what_is_given_to_somebody_who_is_away_goes_to_whoever_stands_in_or_to_the_queue() {
        let here = [staff(1), staff(2), staff(3)];
        for (absences, expected) in [
            (vec![], GoesTo::Her),
            (vec![now(1, by(2))], GoesTo::StandIn(staff(2))),
            (vec![now(1, StandIn::Queue)], GoesTo::Queue),
            (vec![now(1, by(2)), now(2, by(3))], GoesTo::StandIn(staff(3))),
            (vec![now(1, by(2)), now(2, StandIn::Queue)], GoesTo::Queue),
            (vec![now(1, by(2)), now(2, by(1))], GoesTo::Queue),
            (vec![now(1, by(2)), now(2, by(3)), now(3, by(2))], GoesTo::Queue),
            (vec![now(1, by(9))], GoesTo::Queue),
            (vec![away(1, date(2027, 2, 3), date(2027, 2, 5), by(2))], GoesTo::Her),
            (vec![away(1, date(2027, 1, 1), date(2027, 2, 1), by(2))], GoesTo::Her),
        ] {
            assert_eq!(goes_to(staff(1), &absences, &here, TODAY), expected, "{absences:?}");
        }
    }

    #[test]
    fn whoever_stands_in_knows_for_whom() {
        let here = [staff(1), staff(2), staff(3)];
        let absences = [now(1, by(2)), now(2, by(3))];
        assert_eq!(stands_in_for(staff(3), &absences, &here, TODAY), [staff(1), staff(2)]);
        assert_eq!(stands_in_for(staff(2), &absences, &here, TODAY), []);
    }

    #[test]
    fn an_absence_that_cannot_be_is_told_what_is_wrong() {
        let here = [staff(1), staff(2)];
        let of = |from, last, stand_in, others| {
            away(1, from, last, stand_in).checked(&here, others, TODAY).err()
        };
        let (day, queue) = (|d| date(2027, 2, d), StandIn::Queue);
        assert_eq!(of(day(3), day(2), queue, 0), Some(AbsenceFault::EndsBeforeItBegins));
        assert_eq!(of(day(1), day(1), queue, 0), Some(AbsenceFault::IsOver));
        assert_eq!(of(day(1), day(2), queue, 0), None);
        assert_eq!(of(day(2), date(2028, 2, 2), queue, 0), None);
        assert_eq!(of(day(2), date(2028, 2, 3), queue, 0), Some(AbsenceFault::TooLong));
        assert_eq!(of(day(2), day(3), by(1), 0), Some(AbsenceFault::StandsInForHerself));
        assert_eq!(of(day(2), day(3), by(9), 0), Some(AbsenceFault::StandInNotHere));
        assert_eq!(of(day(2), day(3), by(2), MAX_ABSENCES), Some(AbsenceFault::TooMany));
        assert_eq!(of(day(2), day(3), by(2), MAX_ABSENCES - 1), None);
    }
}
