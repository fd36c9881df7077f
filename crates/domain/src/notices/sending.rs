//! When a notice is sent, and what follows from how it went.
//!
//! Gateways do not tell one message that comes twice from two. So what may have been
//! taken is not sent again, unless the law demands that it is told and no word has come
//! of it for as long as words take.

use core::time::Duration;

use crate::time::{Instant, Time};

use super::NoticeChannel;

/// From when in the day an SMS is sent (N-01).
const SMS_FROM: Time = Time::constant(9, 0, 0, 0);

/// Until when in the day an SMS is sent (N-01).
const SMS_UNTIL: Time = Time::constant(20, 0, 0, 0);

/// How long a delivery report is waited for when it is not known whether something was
/// taken.
pub const REPORT_WAIT: Duration = Duration::from_secs(10 * 60);

/// How many times a notice that is owed is sent at most, when nobody knows.
pub const MAX_SENDINGS: u32 = 3;

/// How many times a gateway may say «not now» before it is given up.
pub const MAX_NOT_TAKEN: u32 = 20;

/// How old a notice may become before nobody needs it any more, unless it is owed.
pub const TOO_OLD: Duration = Duration::from_secs(24 * 60 * 60);

/// The first pause after «not now»; each is twice the one before, up to the longest.
const PAUSE_FIRST: Duration = Duration::from_secs(60);
const PAUSE_MOST: Duration = Duration::from_secs(60 * 60);

/// When something that is ready now is sent: e-mail at once, an SMS between nine and
/// twenty, or else at nine the next time (N-01).
pub fn sending_time(channel: NoticeChannel, now: Instant) -> Instant {
    if channel == NoticeChannel::Email {
        return now;
    }
    let oslo = now.in_oslo();
    if oslo.time < SMS_FROM {
        return Instant::from_oslo(oslo.date, SMS_FROM);
    }
    if oslo.time < SMS_UNTIL {
        return now;
    }
    // The calendar ends before there is no tomorrow.
    Instant::from_oslo(oslo.date.tomorrow().unwrap_or(oslo.date), SMS_FROM)
}

/// Where a notice stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoticeState {
    /// It waits for its time.
    Waiting,
    /// It is being handed to the gateway; nobody has said yet how that went.
    Sending,
    /// The gateway has it.
    Sent,
    /// It reached the receiver.
    Delivered,
    /// It did not, and will not.
    Failed,
    /// Nobody knows whether the gateway has it.
    Unknown,
    /// It is not sent, or not sent again.
    GivenUp,
}

impl NoticeState {
    /// Every state.
    pub const ALL: [Self; 7] = [
        Self::Waiting,
        Self::Sending,
        Self::Sent,
        Self::Delivered,
        Self::Failed,
        Self::Unknown,
        Self::GivenUp,
    ];

    /// The state as it is stored; never renumbered.
    pub const fn stored(self) -> i64 {
        match self {
            Self::Waiting => 0,
            Self::Sending => 1,
            Self::Sent => 2,
            Self::Delivered => 3,
            Self::Failed => 4,
            Self::Unknown => 5,
            Self::GivenUp => 6,
        }
    }

    /// The state that is stored so.
    pub fn from_stored(stored: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.stored() == stored)
    }

    /// What a delivery report makes of it; none when it changes nothing. A report may
    /// come before we have heard that it was taken, and after it was given up.
    pub const fn reported(self, report: Reported) -> Option<Self> {
        match (self, report) {
            (Self::Sending | Self::Sent | Self::Unknown | Self::GivenUp, Reported::Delivered) => {
                Some(Self::Delivered)
            }
            (Self::Sending | Self::Unknown | Self::GivenUp, Reported::UnderWay) => Some(Self::Sent),
            (Self::Sending | Self::Sent | Self::Unknown | Self::GivenUp, Reported::Failed) => {
                Some(Self::Failed)
            }
            _ => None,
        }
    }
}

/// What a delivery report says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reported {
    /// It arrived.
    Delivered,
    /// The gateway has it.
    UnderWay,
    /// It did not arrive.
    Failed,
}

/// How far a notice has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sending {
    /// Where it stands.
    pub state: NoticeState,
    /// Whether it is owed.
    pub is_owed: bool,
    /// How many times it was handed to the gateway.
    pub sendings: u32,
    /// How many times the gateway said that it did not take it.
    pub not_taken: u32,
    /// When it was decided.
    pub decided_at: Instant,
    /// When it may be sent first.
    pub due_at: Instant,
    /// When it was last handed to the gateway.
    pub sending_at: Option<Instant>,
}

/// Why a notice was given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GivenUp {
    /// Nobody knows whether it was sent, and it may not be sent twice.
    NobodyKnows,
    /// It became too old.
    TooOld,
    /// The gateway never took it.
    NeverTaken,
}

impl GivenUp {
    /// A code for the row.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NobodyKnows => "OUTCOME_UNKNOWN",
            Self::TooOld => "NOTICE_STALE",
            Self::NeverTaken => "NOT_TAKEN",
        }
    }
}

/// What is to be done with a notice now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Hand it to the gateway.
    Send,
    /// Hand it to the gateway once more, though it may have been taken.
    Repeat,
    /// Look again then.
    LookAt(Instant),
    /// It is not known whether it was taken: say so, and look again then.
    WaitForReport(Instant),
    /// No more.
    GiveUp(GivenUp),
    /// It is as it should be.
    Nothing,
}

impl Sending {
    /// What is to be done now.
    pub fn step(&self, now: Instant) -> Step {
        match self.state {
            NoticeState::Waiting if now < self.due_at => Step::LookAt(self.due_at),
            NoticeState::Waiting if self.not_taken >= MAX_NOT_TAKEN => {
                Step::GiveUp(GivenUp::NeverTaken)
            }
            NoticeState::Waiting if !self.is_owed && now.since(self.decided_at) >= TOO_OLD => {
                Step::GiveUp(GivenUp::TooOld)
            }
            NoticeState::Waiting => Step::Send,
            NoticeState::Sending | NoticeState::Unknown => self.after_silence(now),
            NoticeState::Sent
            | NoticeState::Delivered
            | NoticeState::Failed
            | NoticeState::GivenUp => Step::Nothing,
        }
    }

    fn after_silence(&self, now: Instant) -> Step {
        let heard_by = self.sending_at.unwrap_or(self.due_at).plus(REPORT_WAIT);
        if now < heard_by {
            return Step::WaitForReport(heard_by);
        }
        if self.is_owed && self.sendings < MAX_SENDINGS {
            return Step::Repeat;
        }
        Step::GiveUp(GivenUp::NobodyKnows)
    }

    /// When it is tried again after the gateway said «not now».
    pub fn next_try(&self, now: Instant, asked: Option<Duration>) -> Instant {
        let pause = PAUSE_FIRST.saturating_mul(1 << self.not_taken.min(10)).min(PAUSE_MOST);
        now.plus(asked.unwrap_or(pause).clamp(PAUSE_FIRST, PAUSE_MOST))
    }
}
