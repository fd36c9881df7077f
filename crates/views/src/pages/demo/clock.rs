//! Setting the demo town's clock.

use helsebro_domain::time::Instant;

use crate::Words;
use crate::page::page;

/// The page `/demo/klokke`. Posts `day`, `month`, `year` and `time` («14.30»).
#[derive(Debug, Clone)]
pub struct Clock {
    /// The demo's front page.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// What the clock shows.
    pub now: Instant,
    /// The day of the month, as typed.
    pub day: String,
    /// The month as a number, as typed.
    pub month: String,
    /// The year, as typed.
    pub year: String,
    /// The time, as typed.
    pub time: String,
    /// What is wrong.
    pub fault: Option<ClockFault>,
}

page!(Clock, "demo/clock.html");

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockFault {
    /// There is no such date.
    NoSuchDate,
    /// There is no such time.
    NoSuchTime,
    /// The clock only goes forward.
    Backwards,
    /// Further ahead than the town goes.
    TooFar,
}

impl Clock {
    /// What stands in the way: the field, and the words.
    pub(crate) fn errors(&self, w: &Words<'_>) -> Vec<(&'static str, String)> {
        let field = if self.is_time_wrong() { "time" } else { "day" };
        self.fault.iter().map(|fault| (field, w.t(fault.key()))).collect()
    }

    /// Whether the fault is in the time and not the date.
    pub fn is_time_wrong(&self) -> bool {
        self.fault == Some(ClockFault::NoSuchTime)
    }

    /// Whether the fault is in the date.
    pub fn is_date_wrong(&self) -> bool {
        self.fault.is_some() && !self.is_time_wrong()
    }
}

impl ClockFault {
    /// The key of its words.
    pub(crate) const fn key(&self) -> &'static str {
        match self {
            Self::NoSuchDate => "demo-fault-date",
            Self::NoSuchTime => "demo-fault-time",
            Self::Backwards => "demo-fault-backwards",
            Self::TooFar => "demo-fault-too-far",
        }
    }
}
