//! What is owed with a part, and until when: an answer by whoever is responsible, or guidance
//! the next working day by whoever is not (§ 5.4 no. 1, S2-3-c).

use crate::time::{Date, Instant};

use super::clock::{morning_of, next_working_day};
use super::{Part, Standing, State, Timing};

impl Part {
    /// The day on which something is owed with it, when the request was sent then: the answer, or
    /// that she is told who is responsible. None when nothing is left to do about what is
    /// another's.
    pub fn owed_on(&self, sent_at: Instant) -> Option<Date> {
        self.clock.map(|clock| clock.due_on()).or_else(|| self.guided_by(sent_at))
    }

    /// How near that day is.
    pub fn timing(&self, sent_at: Instant, today: Date) -> Option<Timing> {
        let guidance = || {
            let day = self.guided_by(sent_at)?;
            Some(match today.cmp(&day) {
                core::cmp::Ordering::Less => Timing::Soon,
                core::cmp::Ordering::Equal => Timing::Now,
                core::cmp::Ordering::Greater => Timing::Late,
            })
        };
        self.clock.map(|clock| clock.timing(today)).or_else(guidance)
    }

    /// When those who have it are warned.
    pub fn rings(&self, sent_at: Instant) -> Vec<Instant> {
        match self.clock {
            Some(clock) => clock.rings().to_vec(),
            None => self.guided_by(sent_at).map(morning_of).into_iter().collect(),
        }
    }

    /// Whether a warning that was set for a day still has something to say.
    pub fn rings_now(&self, sent_at: Instant, due_on: Date, now: Instant) -> bool {
        self.state.is_open()
            && self.owed_on(sent_at) == Some(due_on)
            && self.rings(sent_at).iter().any(|at| *at <= now)
    }

    fn guided_by(&self, sent_at: Instant) -> Option<Date> {
        let waits =
            matches!((&self.standing, self.state), (Standing::Misdirected(_), State::Received));
        waits.then(|| next_working_day(sent_at.in_oslo().date))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};
    use uuid::Uuid;

    use super::*;
    use crate::controllership::Party;
    use crate::ids::OrgId;
    use crate::rights::Kind;

    fn part(standing: Standing, at: Instant) -> Part {
        let party = Party::Org(OrgId::from_uuid(Uuid::from_u128(1)));
        Part::received(Kind::RectifyRecord, vec![party], standing, at)
    }

    /// S2-3-c, § 5.4 no. 1: what went to the wrong one is guided or sent on by the next working
    /// day, past days off, and is nobody's task after that is done.
    #[test]
    fn s2_3_c_what_went_to_the_wrong_one_is_a_task_the_next_working_day() {
        for (sent, by) in [
            (date(2027, 2, 1), date(2027, 2, 2)),
            (date(2027, 2, 5), date(2027, 2, 8)),
            (date(2027, 3, 24), date(2027, 3, 30)),
            (date(2026, 12, 24), date(2026, 12, 28)),
        ] {
            let at = Instant::from_oslo(sent, time(10, 20, 0, 0));
            let wrong = part(Standing::Misdirected(Vec::new()), at);
            assert_eq!(wrong.owed_on(at), Some(by));
            assert_eq!(wrong.timing(at, sent), Some(Timing::Soon));
            assert_eq!(wrong.timing(at, by), Some(Timing::Now));
            let after = by.tomorrow().unwrap();
            assert_eq!(wrong.timing(at, after), Some(Timing::Late));
            let morning = Instant::from_oslo(by, time(8, 0, 0, 0));
            assert_eq!(wrong.rings(at), [morning]);
            assert!(wrong.rings_now(at, by, morning));
            assert!(!wrong.rings_now(at, by, at));
            for done in [wrong.clone().guide().unwrap(), wrong.hand_over().unwrap()] {
                assert_eq!((done.owed_on(at), done.timing(at, after)), (None, None));
                assert!(done.rings(at).is_empty() && !done.rings_now(at, by, morning));
            }
        }
    }

    /// L-GDPR-12: with whoever is responsible the clock says it.
    #[test]
    fn with_whoever_is_responsible_the_clock_says_it() {
        let at = Instant::from_oslo(date(2027, 2, 1), time(10, 20, 0, 0));
        let own = part(Standing::Alone, at);
        let clock = own.clock.unwrap();
        assert_eq!(own.owed_on(at), Some(clock.due_on()));
        assert_eq!(own.rings(at), clock.rings());
        assert_eq!(own.timing(at, date(2027, 2, 1)), Some(Timing::Later));
    }
}
