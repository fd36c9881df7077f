//! How much a service is used, without anything about anybody (S1-5.3-b).

use crate::refusals::{ReasonCode, Refusal};
use crate::time::Date;

/// Fewer than so many are not told, only that they are fewer [D].
pub const SMALL_CELL: u32 = 5;

/// How many months a report goes back [D].
pub const REPORT_MONTHS: usize = 6;

/// How many digits in a row a report may hold: a phone number has eight, an identity number
/// eleven.
const MAX_DIGITS: usize = 7;

/// A number that may leave the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// Fewer than [`SMALL_CELL`].
    Few,
    /// So many.
    Exactly(u32),
}

/// How much was written in a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: Date,
    /// How many messages.
    pub messages: Told,
    /// How many conversations began.
    pub conversations: Told,
}

impl Told {
    /// The number as it may be told. There is no total beside it that a small one could be
    /// worked out from.
    pub const fn of(count: u32) -> Self {
        if count < SMALL_CELL { Self::Few } else { Self::Exactly(count) }
    }
}

/// Whether a report may be handed over: months, numbers and the names of municipalities, and
/// nothing that could be somebody's number or address.
///
/// # Errors
/// `REPORT_CONTAINS_PERSONAL_DATA`.
pub fn may_leave(report: &str) -> Result<(), Refusal> {
    let has_number = report
        .split(|letter: char| !letter.is_ascii_digit())
        .any(|digits| digits.len() > MAX_DIGITS);
    if has_number || report.contains('@') {
        return Err(Refusal::told(ReasonCode::ReportContainsPersonalData, &["S1-5.3-b"]));
    }
    Ok(())
}

/// The first day of a month, and of the one after.
pub fn month_of(day: Date) -> (Date, Date) {
    let first = day.first_of_month();
    let next = first.last_of_month().tomorrow().unwrap_or(first);
    (first, next)
}

/// The first days of the months before the one that a day lies in, newest first.
pub fn months_before(day: Date) -> Vec<Date> {
    let before = |first: &Date| first.yesterday().ok().map(Date::first_of_month);
    core::iter::successors(Some(day.first_of_month()), before).skip(1).take(REPORT_MONTHS).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// S1-5.3-b: three messages in Granli in February are told as fewer than five.
    #[test]
    fn s1_5_3_b_a_small_number_is_not_told() {
        assert_eq!([0, 3, 4].map(Told::of), [Told::Few; 3]);
        assert_eq!(Told::of(5), Told::Exactly(5));
    }

    /// S1-5.3-b: what could be a person's number or address is never handed over.
    #[test]
    fn s1_5_3_b_a_report_that_could_name_somebody_is_refused() {
        let fine = "\"Solvik kommune\";DIALOG;2027-02;1234567;<5";
        assert_eq!(may_leave(fine), Ok(()));
        for bad in ["41416299", "13887312345", "kari@nilsen.example"] {
            let refused = may_leave(&format!("{fine}\r\n{bad};2027-02")).unwrap_err();
            assert_eq!(refused.code(), ReasonCode::ReportContainsPersonalData, "{bad}");
        }
    }

    #[test]
    fn a_report_holds_whole_months_that_have_gone() {
        let months = months_before(date(2027, 2, 2));
        assert_eq!(months.len(), REPORT_MONTHS);
        assert_eq!((months[0], months[5]), (date(2027, 1, 1), date(2026, 8, 1)));
        assert_eq!(month_of(date(2027, 12, 9)), (date(2027, 12, 1), date(2028, 1, 1)));
    }
}
