//! Time: instants, civil dates in Oslo, working days and opening hours.
//!
//! Instants are microseconds since 1970 in UTC on every floor (§ 1.2). Civil
//! dates are Europe/Oslo. Nobody here asks what time it is; a [`Clock`] is
//! handed in by whoever may know.

mod clock;
mod holidays;
mod instant;
mod months;
mod opening;
mod written;

pub use clock::Clock;
pub use holidays::{easter_sunday, is_public_holiday, is_working_day, roll};
pub use instant::{Instant, Oslo};
pub use jiff::civil::{Date, Time, Weekday};
pub use months::add_months;
pub use opening::{
    DayHours, InvalidHours, MAX_CLOSED_DAYS, MAX_PERIODS_A_DAY, OpeningHours, Period,
};
pub use written::{written_date, written_instant};
