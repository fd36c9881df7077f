//! Until when an answer is owed (L-GDPR-12, § 1.2, § 9).

use crate::refusals::{ReasonCode, Refusal};
use crate::time::{Date, Instant, Time, add_months, is_working_day, roll};

use super::Kind;

/// How many months there are to answer.
pub const MONTHS: i16 = 1;

/// How many there are, from the same day, when the time is extended.
pub const EXTENDED_MONTHS: i16 = 3;

/// How many days before the last one those who answer are warned.
pub const ALARM_DAYS_BEFORE: i64 = 7;

/// When on its day a warning rings.
const RINGS_AT: Time = Time::constant(8, 0, 0, 0);

const RULES: &[&str] = &["L-GDPR-12"];

/// The time that one controller has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// When the first of those responsible got the request.
    pub received_at: Instant,
    /// Whether it has been extended.
    pub extended: bool,
    /// Whether it holds at once, and no month is given (RR-07).
    pub at_once: bool,
}

/// How near the last day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Timing {
    /// After the last day, days off counted with it.
    Late,
    /// The day itself, or a day off that it is moved past.
    Now,
    /// Within the days of the warning.
    Soon,
    /// Later.
    Later,
}

impl Clock {
    /// The clock of a request that was received then.
    pub const fn of(kind: Kind, received_at: Instant) -> Self {
        Self { received_at, extended: false, at_once: matches!(kind, Kind::OpposeDisclosure) }
    }

    /// The day that the answer is owed; alarms and figures go by it.
    pub fn due_on(&self) -> Date {
        let received = self.received_at.in_oslo().date;
        if self.at_once {
            return next_working_day(received);
        }
        add_months(received, if self.extended { EXTENDED_MONTHS } else { MONTHS })
    }

    /// The day after which it is late: the same, moved past days off.
    pub fn latest_on(&self) -> Date {
        roll(self.due_on())
    }

    /// The day on which those who answer are warned.
    pub fn warn_on(&self) -> Date {
        self.due_on().saturating_sub(jiff::Span::new().days(ALARM_DAYS_BEFORE))
    }

    /// When those who answer are warned: in the morning of the two days.
    pub fn rings(&self) -> [Instant; 2] {
        [self.warn_on(), self.due_on()].map(morning_of)
    }

    /// How near it is.
    pub fn timing(&self, today: Date) -> Timing {
        if today > self.latest_on() {
            Timing::Late
        } else if today >= self.due_on() {
            Timing::Now
        } else if today >= self.warn_on() {
            Timing::Soon
        } else {
            Timing::Later
        }
    }

    /// The same with two months more. Told within the first month, so not after the day
    /// itself, and once.
    ///
    /// # Errors
    /// `EXTENSION_TOO_LATE` after the day, and for what holds at once; `INVALID_TRANSITION`
    /// when it has been extended.
    pub fn extend(self, today: Date) -> Result<Self, Refusal> {
        if self.extended {
            return Err(Refusal::told(ReasonCode::InvalidTransition, RULES));
        }
        if self.at_once || today > self.due_on() {
            return Err(Refusal::told(ReasonCode::ExtensionTooLate, RULES));
        }
        Ok(Self { extended: true, ..self })
    }
}

/// When on a day those who answer are warned.
pub(super) fn morning_of(day: Date) -> Instant {
    Instant::from_oslo(day, RINGS_AT)
}

/// The first working day after a day.
pub(super) fn next_working_day(day: Date) -> Date {
    let mut next = day.tomorrow().unwrap_or(day);
    while !is_working_day(next) {
        let Ok(after) = next.tomorrow() else { return next };
        next = after;
    }
    next
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    fn clock(received: Date) -> Clock {
        Clock::of(Kind::AccessRecord, Instant::from_oslo(received, time(10, 20, 0, 0)))
    }

    /// L-GDPR-12, TV-1, TV-2, TV-3, TV-15: the ends of months, Christmas, 17 May and Easter.
    #[test]
    fn tv_1_2_3_15_a_month_by_the_calendar_and_late_after_days_off() {
        for (id, received, due, latest) in [
            ("TV-1", date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 1)),
            ("TV-2", date(2026, 11, 25), date(2026, 12, 25), date(2026, 12, 28)),
            ("TV-3", date(2027, 4, 17), date(2027, 5, 17), date(2027, 5, 18)),
            ("TV-15", date(2027, 2, 28), date(2027, 3, 28), date(2027, 3, 30)),
            ("RRX-1", date(2027, 2, 1), date(2027, 3, 1), date(2027, 3, 1)),
            ("CTX-2", date(2027, 3, 20), date(2027, 4, 20), date(2027, 4, 20)),
        ] {
            let clock = clock(received);
            assert_eq!((clock.due_on(), clock.latest_on()), (due, latest), "{id}");
        }
    }

    /// TV-1, TV-3: three months from the same day when it is extended.
    #[test]
    fn tv_1_3_an_extended_month_is_three_from_the_same_day() {
        for (received, today, due, latest) in [
            (date(2027, 1, 31), date(2027, 2, 20), date(2027, 4, 30), date(2027, 4, 30)),
            (date(2027, 4, 17), date(2027, 5, 17), date(2027, 7, 17), date(2027, 7, 19)),
        ] {
            let extended = clock(received).extend(today).unwrap();
            assert_eq!((extended.due_on(), extended.latest_on()), (due, latest));
            let again = extended.extend(today).unwrap_err();
            assert_eq!(again.code(), ReasonCode::InvalidTransition);
        }
    }

    /// RRX-3, L-GDPR-12: not after the day itself, also where it is not late yet.
    #[test]
    fn rrx_3_an_extension_after_the_day_is_too_late() {
        let clock = clock(date(2027, 1, 31));
        for (today, may) in
            [(date(2027, 2, 28), true), (date(2027, 3, 1), false), (date(2027, 3, 2), false)]
        {
            let found = clock.extend(today).map_err(Refusal::code).map(|_| ());
            let expected = if may { Ok(()) } else { Err(ReasonCode::ExtensionTooLate) };
            assert_eq!(found, expected, "{today}");
        }
    }

    /// TV-14 for days: received in the hour after midnight on the night the clocks go
    /// forward, and just before it, is the day that people call it.
    #[test]
    fn tv_14_the_night_the_clocks_change_belongs_to_the_day_in_oslo() {
        let at = |day: Date, hour: i8, minute: i8| {
            Clock::of(Kind::AccessRecord, Instant::from_oslo(day, time(hour, minute, 0, 0)))
        };
        assert_eq!(at(date(2027, 3, 27), 23, 59).due_on(), date(2027, 4, 27));
        assert_eq!(at(date(2027, 3, 28), 0, 1).due_on(), date(2027, 4, 28));
        assert_eq!(at(date(2027, 10, 31), 2, 30).due_on(), date(2027, 11, 30));
    }

    /// RR-07: what is opposed holds at once, and is confirmed by the next working day.
    #[test]
    fn rr_07_what_is_opposed_is_confirmed_by_the_next_working_day() {
        let before_easter = Instant::from_oslo(date(2027, 3, 24), time(15, 0, 0, 0));
        let clock = Clock::of(Kind::OpposeDisclosure, before_easter);
        assert_eq!(clock.due_on(), date(2027, 3, 30));
        let refused = clock.extend(date(2027, 3, 24)).unwrap_err();
        assert_eq!(refused.code(), ReasonCode::ExtensionTooLate);
    }

    /// § 9: alarms seven days before, on the day, and late only after days off.
    #[test]
    fn those_who_answer_are_warned_seven_days_before_and_on_the_day() {
        let clock = clock(date(2026, 11, 25));
        for (today, timing) in [
            (date(2026, 12, 17), Timing::Later),
            (date(2026, 12, 18), Timing::Soon),
            (date(2026, 12, 24), Timing::Soon),
            (date(2026, 12, 25), Timing::Now),
            (date(2026, 12, 28), Timing::Now),
            (date(2026, 12, 29), Timing::Late),
        ] {
            assert_eq!(clock.timing(today), timing, "{today}");
        }
    }
}
