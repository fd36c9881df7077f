//! A block, from the notice to its end.

use crate::ids::{BlockId, MunicipalityId, PersonId, StaffId, UnitId};
use crate::parties::{ConsoleAccess, ConsoleRole};
use crate::refusals::{ReasonCode, Refusal};
use crate::time::{Date, Instant, roll};

const RULES: &[&str] = &["L-EFV-14"];

/// How many days she has to comment.
pub const COMMENT_DAYS: i64 = 14;

/// The most days a block lasts before it must be decided anew.
pub const MAX_BLOCK_DAYS: i64 = 183;

/// How many days after the day to comment by a block that began at once ends by itself,
/// when nobody has decided.
pub const UNDECIDED_DAYS: i64 = 14;

/// The fewest letters of reasons and comments.
pub const MIN_BLOCK_WORDS: usize = 20;

/// The most.
pub const MAX_BLOCK_WORDS: usize = 4_000;

/// When a block begins to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begins {
    /// When it is decided, after the day to comment by.
    WhenDecided,
    /// At once: somebody's security asks for it.
    AtOnce,
}

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It holds through this day.
    Blocked {
        /// The last day.
        last_day: Date,
    },
    /// Nothing is blocked.
    NotBlocked,
}

/// A decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided {
    /// By whom.
    pub by: StaffId,
    /// When.
    pub at: Instant,
    /// What.
    pub outcome: Outcome,
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockState {
    /// She is told, and can comment.
    Noticed,
    /// The day to comment by is over, and nobody has decided.
    ToDecide,
    /// It holds.
    Blocked,
    /// It was decided that nothing is blocked.
    NotBlocked,
    /// It is over.
    Over,
    /// It was lifted before its end.
    Lifted,
}

/// A block of one person's writing to one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Its id.
    pub id: BlockId,
    /// Who wrote.
    pub person: PersonId,
    /// Whose unit.
    pub municipality: MunicipalityId,
    /// To which unit.
    pub unit: UnitId,
    /// Who began it.
    pub begun_by: StaffId,
    /// When she was told.
    pub noticed_at: Instant,
    /// When it begins to hold.
    pub begins: Begins,
    /// When she commented.
    pub commented_at: Option<Instant>,
    /// What was decided.
    pub decided: Option<Decided>,
    /// When it was lifted.
    pub lifted_at: Option<Instant>,
}

impl Block {
    /// The last day to comment: two weeks on, on a working day.
    pub fn comment_by(&self) -> Date {
        roll(days_on(self.noticed_at.in_oslo().date, COMMENT_DAYS))
    }

    /// The last day that a block at once holds without a decision.
    pub fn undecided_until(&self) -> Date {
        days_on(self.comment_by(), UNDECIDED_DAYS)
    }

    /// How far it has come.
    pub fn state(&self, today: Date) -> BlockState {
        match (self.lifted_at, self.decided.map(|decided| decided.outcome)) {
            (Some(_), _) => BlockState::Lifted,
            (None, Some(Outcome::NotBlocked)) => BlockState::NotBlocked,
            (None, Some(Outcome::Blocked { last_day })) if today <= last_day => BlockState::Blocked,
            (None, Some(Outcome::Blocked { .. })) => BlockState::Over,
            (None, None) if today <= self.comment_by() => BlockState::Noticed,
            (None, None) => BlockState::ToDecide,
        }
    }

    /// Whether she cannot write to the unit today.
    pub fn holds(&self, today: Date) -> bool {
        match self.state(today) {
            BlockState::Blocked => true,
            BlockState::Noticed | BlockState::ToDecide => {
                self.begins == Begins::AtOnce && today <= self.undecided_until()
            }
            BlockState::NotBlocked | BlockState::Over | BlockState::Lifted => false,
        }
    }

    /// Refuses her to write while it holds.
    ///
    /// # Errors
    /// `CHANNEL_BLOCKED`.
    pub fn lets_write(&self, today: Date) -> Result<(), Refusal> {
        match self.holds(today) {
            true => Err(Refusal::told(ReasonCode::ChannelBlocked, RULES)),
            false => Ok(()),
        }
    }

    /// She has commented, once, by the day.
    ///
    /// # Errors
    /// Neutral for anybody else; `REASON_TOO_SHORT`; `REASON_TOO_LONG`; `INVALID_TRANSITION` when she has, or
    /// the day is over.
    pub fn commented(&self, by: PersonId, words: &str, now: Instant) -> Result<Self, Refusal> {
        if by != self.person {
            return Err(Refusal::neutral(ReasonCode::NotAvailable, RULES));
        }
        enough_words(words)?;
        let is_in_time = self.state(now.in_oslo().date) == BlockState::Noticed;
        if !is_in_time || self.commented_at.is_some() {
            return Err(Refusal::told(ReasonCode::InvalidTransition, RULES));
        }
        Ok(Self { commented_at: Some(now), ..*self })
    }

    /// Decided by an administrator who did not begin it. That nothing is blocked can be
    /// decided at any time; that it is, only after the day to comment by.
    ///
    /// # Errors
    /// `STAFF_NOT_AUTHORISED`; `FOUR_EYES`; `REASON_TOO_SHORT`; `COMMENT_DEADLINE_RUNNING`;
    /// `INVALID_TRANSITION` when it is decided, or for an end that is over or too far.
    pub fn decided(
        &self,
        access: &ConsoleAccess,
        (outcome, words): (Outcome, &str),
        now: Instant,
    ) -> Result<Self, Refusal> {
        access.as_one(ConsoleRole::Administrator)?;
        if access.staff() == self.begun_by {
            return Err(Refusal::told(ReasonCode::FourEyes, RULES));
        }
        enough_words(words)?;
        let today = now.in_oslo().date;
        if self.decided.is_some() || self.lifted_at.is_some() {
            return Err(Refusal::told(ReasonCode::InvalidTransition, RULES));
        }
        if let Outcome::Blocked { last_day } = outcome {
            if today <= self.comment_by() {
                return Err(Refusal::told(ReasonCode::CommentDeadlineRunning, RULES));
            }
            if !(today..=days_on(today, MAX_BLOCK_DAYS)).contains(&last_day) {
                return Err(Refusal::told(ReasonCode::InvalidTransition, RULES));
            }
        }
        let decided = Decided { by: access.staff(), at: now, outcome };
        Ok(Self { decided: Some(decided), ..*self })
    }

    /// Lifted before its end, by an administrator.
    ///
    /// # Errors
    /// `STAFF_NOT_AUTHORISED`; `INVALID_TRANSITION` when it does not hold.
    pub fn lifted(&self, access: &ConsoleAccess, now: Instant) -> Result<Self, Refusal> {
        access.as_one(ConsoleRole::Administrator)?;
        match self.holds(now.in_oslo().date) {
            true => Ok(Self { lifted_at: Some(now), ..*self }),
            false => Err(Refusal::told(ReasonCode::InvalidTransition, RULES)),
        }
    }
}

/// Whether as much is written as must be, and no more than fits.
///
/// # Errors
/// `REASON_TOO_SHORT`; `REASON_TOO_LONG`.
pub fn enough_words(words: &str) -> Result<(), Refusal> {
    match words.trim().chars().count() {
        ..MIN_BLOCK_WORDS => Err(Refusal::told(ReasonCode::ReasonTooShort, RULES)),
        MIN_BLOCK_WORDS..=MAX_BLOCK_WORDS => Ok(()),
        _ => Err(Refusal::told(ReasonCode::ReasonTooLong, RULES)),
    }
}

fn days_on(date: Date, days: i64) -> Date {
    date.saturating_add(jiff::Span::new().days(days))
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};
    use uuid::Uuid;

    use super::*;
    use crate::parties::RoleHeld;

    const WHY: &str = "Du har skrevet at du skal komme og skade dem som jobber her.";

    fn at(day: Date) -> Instant {
        Instant::from_oslo(day, time(9, 0, 0, 0))
    }

    fn who(number: u128) -> StaffId {
        StaffId::from_uuid(Uuid::from_u128(number))
    }

    fn with(staff: StaffId, role: ConsoleRole) -> ConsoleAccess {
        let municipality = MunicipalityId::from_uuid(Uuid::from_u128(9));
        let (from, last_day) = (date(2026, 1, 1), date(2027, 12, 31));
        let held = [RoleHeld { staff, municipality, role, from, last_day }];
        ConsoleAccess::at(staff, municipality, &held, date(2027, 2, 2)).unwrap()
    }

    fn gro() -> ConsoleAccess {
        with(who(2), ConsoleRole::Administrator)
    }

    fn noticed(begins: Begins) -> Block {
        Block {
            id: BlockId::from_uuid(Uuid::nil()),
            person: PersonId::from_uuid(Uuid::from_u128(7)),
            municipality: MunicipalityId::from_uuid(Uuid::from_u128(9)),
            unit: UnitId::from_uuid(Uuid::from_u128(8)),
            begun_by: who(1),
            noticed_at: at(date(2027, 2, 2)),
            begins,
            commented_at: None,
            decided: None,
            lifted_at: None,
        }
    }

    fn until(last_day: Date) -> Outcome {
        Outcome::Blocked { last_day }
    }

    fn code<T>(found: Result<T, Refusal>) -> ReasonCode {
        found.map(|_| ()).unwrap_err().code()
    }

    /// L-EFV-14: threats in messages; she is told, and it begins after the day to comment.
    #[test]
    fn l_efv_14_a_block_begins_after_the_day_to_comment() {
        let block = noticed(Begins::WhenDecided);
        assert_eq!(block.comment_by(), date(2027, 2, 16));
        let ends = until(date(2027, 5, 1));
        let early = block.decided(&gro(), (ends, WHY), at(date(2027, 2, 16)));
        assert_eq!(code(early), ReasonCode::CommentDeadlineRunning);
        assert!(!block.holds(date(2027, 2, 20)));
        let decided = block.decided(&gro(), (ends, WHY), at(date(2027, 2, 17))).unwrap();
        assert!(decided.holds(date(2027, 2, 17)) && decided.holds(date(2027, 5, 1)));
        assert_eq!(code(decided.lets_write(date(2027, 5, 1))), ReasonCode::ChannelBlocked);
        assert_eq!(decided.state(date(2027, 5, 2)), BlockState::Over);
        assert!(decided.lets_write(date(2027, 5, 2)).is_ok());
        let lifted = decided.lifted(&gro(), at(date(2027, 3, 1))).unwrap();
        assert!(lifted.lets_write(date(2027, 3, 1)).is_ok());
        assert_eq!(
            code(lifted.lifted(&gro(), at(date(2027, 3, 1)))),
            ReasonCode::InvalidTransition
        );
    }

    /// L-EFV-14: a day to comment that falls in Easter moves to the next working day.
    #[test]
    fn l_efv_14_the_day_to_comment_is_a_working_day() {
        let block = Block { noticed_at: at(date(2027, 3, 12)), ..noticed(Begins::WhenDecided) };
        assert_eq!(block.comment_by(), date(2027, 3, 30));
    }

    /// L-EFV-14: for security it holds at once, and ends by itself when nobody decides.
    #[test]
    fn l_efv_14_for_security_it_holds_at_once_and_not_for_long() {
        let block = noticed(Begins::AtOnce);
        assert!(block.holds(date(2027, 2, 2)));
        assert_eq!(block.undecided_until(), date(2027, 3, 2));
        assert!(block.holds(date(2027, 3, 2)) && !block.holds(date(2027, 3, 3)));
        let freed = block.decided(&gro(), (Outcome::NotBlocked, WHY), at(date(2027, 2, 3)));
        assert!(!freed.unwrap().holds(date(2027, 2, 3)));
        assert!(block.lifted(&gro(), at(date(2027, 2, 3))).is_ok());
    }

    /// L-EFV-14: she comments once, in time; nobody else does, nor learns of it.
    #[test]
    fn l_efv_14_she_alone_comments_and_in_time() {
        let block = noticed(Begins::WhenDecided);
        let (in_time, late) = (at(date(2027, 2, 16)), at(date(2027, 2, 17)));
        let commented = block.commented(block.person, WHY, in_time).unwrap();
        assert_eq!(
            code(commented.commented(block.person, WHY, in_time)),
            ReasonCode::InvalidTransition
        );
        assert_eq!(code(block.commented(block.person, WHY, late)), ReasonCode::InvalidTransition);
        assert_eq!(
            code(block.commented(block.person, "Nei.", in_time)),
            ReasonCode::ReasonTooShort
        );
        let (most, more) = ("å".repeat(MAX_BLOCK_WORDS), "å".repeat(MAX_BLOCK_WORDS + 1));
        assert!(block.commented(block.person, &most, in_time).is_ok());
        let long = block.commented(block.person, &more, in_time);
        assert_eq!(code(long), ReasonCode::ReasonTooLong);
        let other = PersonId::from_uuid(Uuid::from_u128(70));
        assert!(block.commented(other, WHY, in_time).unwrap_err().is_neutral());
    }

    /// L-EFV-14: an administrator who did not begin it decides, once, for half a year at
    /// most, with reasons.
    #[test]
    fn l_efv_14_another_person_decides_once_and_not_for_ever() {
        let block = noticed(Begins::WhenDecided);
        let now = at(date(2027, 2, 17));
        let ends = until(date(2027, 5, 1));
        let by = |access: ConsoleAccess| block.decided(&access, (ends, WHY), now);
        assert_eq!(code(by(with(who(1), ConsoleRole::Administrator))), ReasonCode::FourEyes);
        assert_eq!(code(by(with(who(2), ConsoleRole::Dpo))), ReasonCode::StaffNotAuthorised);
        assert_eq!(code(block.decided(&gro(), (ends, "Nei."), now)), ReasonCode::ReasonTooShort);
        let longest = date(2027, 8, 19);
        for (last_day, is_right) in [
            (date(2027, 2, 16), false),
            (date(2027, 2, 17), true),
            (longest, true),
            (longest.tomorrow().unwrap(), false),
        ] {
            let found = block.decided(&gro(), (until(last_day), WHY), now);
            assert_eq!(found.is_ok(), is_right, "{last_day}");
        }
        let decided = by(gro()).unwrap();
        let again = decided.decided(&gro(), (Outcome::NotBlocked, WHY), now);
        assert_eq!(code(again), ReasonCode::InvalidTransition);
    }

    #[test]
    fn l_efv_14_reasons_have_twenty_letters_at_least() {
        for (letters, is_enough) in [(19, false), (20, true), (4_000, true), (4_001, false)] {
            assert_eq!(enough_words(&"å".repeat(letters)).is_ok(), is_enough, "{letters}");
        }
    }
}
