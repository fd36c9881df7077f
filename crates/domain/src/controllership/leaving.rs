//! How long whoever leaves a cooperation is still in it.

use crate::time::{Date, add_months};

/// What the law gives when nothing else is agreed: a year (L-KL-20-8).
pub const HOST_EXIT_MONTHS: i16 = 12;

/// The last day of a municipality that gives notice to leave a host cooperation on that
/// day. Not moved to a working day: it is a notice under a contract (§ 1.2).
pub fn last_day_of_participation(notice: Date, agreed_months: Option<i16>) -> Date {
    add_months(notice, agreed_months.unwrap_or(HOST_EXIT_MONTHS))
}
