//! The demo town's own pages.

use helsebro_domain::time::{Date, Instant};

use super::{Field, page};

page! {
    /// `/demo`: who one can be, and the clock. Each person posts `person` to
    /// `/demo/logg-inn`; the clock's buttons post `step` (`hour`, `day`) to `/demo/klokke`.
    DemoPage => "demo/start.html" {
        /// The citizens.
        pub citizens: Vec<DemoPerson>,
        /// The staff.
        pub staff: Vec<DemoPerson>,
    }
}

page! {
    /// `/demo/klokke`: set the clock. Posts `date` (2027-02-03) and `time` (09:00).
    DemoClockPage => "demo/clock.html" {
        /// The day that is written.
        pub date: Field,
        /// The time that is written.
        pub time: Field,
        /// The earliest that can be chosen: the clock never goes back.
        pub earliest: Instant,
    }
}

/// Somebody one can be in the demo town.
#[derive(Clone)]
pub struct DemoPerson {
    /// The value of `person`, which is also the key of the sentence about them:
    /// `demo-person-{key}`.
    pub key: String,
    /// Full name.
    pub name: String,
    /// The given name, for the button.
    pub given: String,
    /// The date of birth of a citizen; the age is worked out.
    pub born: Option<Date>,
    /// The place: municipality, or title and place of work.
    pub place: String,
}
