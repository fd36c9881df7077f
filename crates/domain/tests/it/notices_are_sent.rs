//! When a notice is sent, and what is done when nobody knows how it went (N-01, § 8.5).

use core::time::Duration;

use helsebro_domain::notices::{
    GivenUp, MAX_NOT_TAKEN, MAX_SENDINGS, NoticeChannel, NoticeState, REPORT_WAIT, Reported,
    Sending, Step, TOO_OLD, sending_time,
};
use helsebro_domain::time::{Date, Instant};
use jiff::civil::date;
use proptest::prelude::*;

use crate::cast::{TODAY, at};

/// N-01: an SMS between nine and twenty, or else at nine; e-mail at once.
#[test]
fn n_01_an_sms_is_sent_by_day_and_an_email_at_once() {
    let next = |day: Date| day.tomorrow().unwrap();
    for (now, sms) in [
        (at(TODAY, 8, 59), at(TODAY, 9, 0)),
        (at(TODAY, 9, 0), at(TODAY, 9, 0)),
        (at(TODAY, 19, 59), at(TODAY, 19, 59)),
        (at(TODAY, 20, 0), at(next(TODAY), 9, 0)),
        (at(TODAY, 23, 59), at(next(TODAY), 9, 0)),
        (at(next(TODAY), 0, 0), at(next(TODAY), 9, 0)),
        // The nights when the clock is moved.
        (at(date(2027, 3, 27), 21, 0), at(date(2027, 3, 28), 9, 0)),
        (at(date(2027, 10, 30), 21, 0), at(date(2027, 10, 31), 9, 0)),
    ] {
        assert_eq!(sending_time(NoticeChannel::Sms, now), sms, "{now:?}");
        assert_eq!(sending_time(NoticeChannel::Email, now), now);
    }
}

fn sending(state: NoticeState) -> Sending {
    let decided_at = at(TODAY, 10, 0);
    Sending {
        state,
        is_owed: false,
        sendings: 1,
        not_taken: 0,
        decided_at,
        due_at: decided_at,
        sending_at: Some(decided_at),
    }
}

/// SM-10: what waits is sent in its time, and what is done is left alone.
#[test]
fn what_waits_is_sent_in_its_time_and_what_is_done_is_left_alone() {
    let now = at(TODAY, 10, 0);
    let waiting = sending(NoticeState::Waiting);
    assert_eq!(waiting.step(now), Step::Send);
    let later = Sending { due_at: at(TODAY, 11, 0), ..waiting };
    assert_eq!(later.step(now), Step::LookAt(at(TODAY, 11, 0)));
    let old = now.plus(TOO_OLD);
    assert_eq!(waiting.step(old), Step::GiveUp(GivenUp::TooOld));
    assert_eq!(Sending { is_owed: true, ..waiting }.step(old), Step::Send);
    let refused = Sending { not_taken: MAX_NOT_TAKEN, ..waiting };
    assert_eq!(refused.step(now), Step::GiveUp(GivenUp::NeverTaken));
    for state in
        [NoticeState::Sent, NoticeState::Delivered, NoticeState::Failed, NoticeState::GivenUp]
    {
        assert_eq!(sending(state).step(old), Step::Nothing, "{state:?}");
    }
}

/// What nobody knows the outcome of is sent again only when ten minutes have brought no
/// report, and only when it is owed; at most so many times.
#[test]
fn an_unknown_outcome_is_repeated_after_ten_minutes_and_only_when_owed() {
    let sent_at = at(TODAY, 10, 0);
    let heard_by = sent_at.plus(REPORT_WAIT);
    let just_before = heard_by.minus(Duration::from_micros(1));
    for state in [NoticeState::Sending, NoticeState::Unknown] {
        let chosen = sending(state);
        let owed = Sending { is_owed: true, ..chosen };
        for one in [chosen, owed] {
            assert_eq!(one.step(sent_at), Step::WaitForReport(heard_by));
            assert_eq!(one.step(just_before), Step::WaitForReport(heard_by));
        }
        assert_eq!(chosen.step(heard_by), Step::GiveUp(GivenUp::NobodyKnows));
        assert_eq!(owed.step(heard_by), Step::Repeat);
        let often = Sending { sendings: MAX_SENDINGS, ..owed };
        assert_eq!(often.step(heard_by), Step::GiveUp(GivenUp::NobodyKnows));
    }
    assert_eq!(REPORT_WAIT, Duration::from_secs(600));
}

/// A report counts whenever it comes: before we know that it was taken, or after it was given up.
#[test]
fn a_report_counts_whenever_it_comes() {
    use NoticeState as S;
    use Reported as R;
    for (state, report, expected) in [
        (S::Sending, R::Delivered, Some(S::Delivered)),
        (S::Sending, R::UnderWay, Some(S::Sent)),
        (S::Sending, R::Failed, Some(S::Failed)),
        (S::Sent, R::Delivered, Some(S::Delivered)),
        (S::Sent, R::UnderWay, None),
        (S::Sent, R::Failed, Some(S::Failed)),
        (S::Unknown, R::Delivered, Some(S::Delivered)),
        (S::Unknown, R::UnderWay, Some(S::Sent)),
        (S::Unknown, R::Failed, Some(S::Failed)),
        (S::GivenUp, R::Delivered, Some(S::Delivered)),
        (S::GivenUp, R::UnderWay, Some(S::Sent)),
        (S::GivenUp, R::Failed, Some(S::Failed)),
        (S::Delivered, R::Failed, None),
        (S::Delivered, R::Delivered, None),
        (S::Failed, R::Delivered, None),
        (S::Waiting, R::Delivered, None),
    ] {
        assert_eq!(state.reported(report), expected, "{state:?} {report:?}");
    }
    for state in S::ALL {
        assert_eq!(S::from_stored(state.stored()), Some(state));
    }
    assert_eq!(S::from_stored(7), None);
}

/// Each pause after «not now» is longer, and what the gateway asks for is heeded within bounds.
#[test]
fn a_gateway_that_says_not_now_is_left_longer_each_time() {
    let now = at(TODAY, 10, 0);
    let pause = |not_taken, asked| {
        let one = Sending { not_taken, ..sending(NoticeState::Waiting) };
        one.next_try(now, asked).since(now).as_secs()
    };
    let found: Vec<u64> = (0..8).map(|times| pause(times, None)).collect();
    assert_eq!(found, [60, 120, 240, 480, 960, 1_920, 3_600, 3_600]);
    assert_eq!(pause(0, Some(Duration::from_secs(300))), 300);
    assert_eq!(pause(0, Some(Duration::from_secs(1))), 60);
    assert_eq!(pause(0, Some(Duration::from_secs(1_000_000))), 3_600);
}

proptest! {
    /// Whatever the hour, an SMS is sent by day, within a day, and never before it is ready.
    #[test]
    fn n_01_an_sms_is_never_sent_by_night(minutes in 0..(2 * 365 * 24 * 60_i64)) {
        let now = Instant::from_micros(at(TODAY, 0, 0).micros() + minutes * 60_000_000);
        let due = sending_time(NoticeChannel::Sms, now);
        let hour = due.in_oslo().time.hour();
        prop_assert!((9..20).contains(&hour));
        prop_assert!(due >= now);
        prop_assert!(due.since(now) <= Duration::from_secs(14 * 60 * 60));
    }
}
