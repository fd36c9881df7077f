//! Who may act for the operator (§ 1.3).

use crate::ids::StaffId;
use crate::refusals::{ReasonCode, Refusal};
use crate::time::Date;

/// That somebody is an administrator at the operator for a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OperatorHeld {
    /// Who.
    pub staff: StaffId,
    /// The first day.
    pub from: Date,
    /// The last day, inclusive.
    pub last_day: Date,
}

/// The right of one person to act for the operator now. Only [`OperatorAccess::at`] makes
/// one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OperatorAccess {
    staff: StaffId,
}

impl OperatorAccess {
    /// The access that somebody has today.
    ///
    /// # Errors
    /// `STAFF_NOT_AUTHORISED` when she is no administrator there today.
    pub fn at(staff: StaffId, held: &[OperatorHeld], today: Date) -> Result<Self, Refusal> {
        let holds =
            |one: &OperatorHeld| one.staff == staff && one.from <= today && today <= one.last_day;
        if held.iter().any(holds) {
            return Ok(Self { staff });
        }
        Err(Refusal::told(ReasonCode::StaffNotAuthorised, &["S1-5.1-e"]))
    }

    /// Who.
    pub const fn staff(&self) -> StaffId {
        self.staff
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn an_operators_right_has_a_first_and_a_last_day() {
        let nina = StaffId::from_uuid(Uuid::from_u128(1));
        let held =
            [OperatorHeld { staff: nina, from: date(2027, 1, 1), last_day: date(2027, 6, 30) }];
        let on = |day| OperatorAccess::at(nina, &held, day).map(|found| found.staff());
        assert_eq!(on(date(2027, 1, 1)), Ok(nina));
        assert_eq!(on(date(2027, 6, 30)), Ok(nina));
        assert!(on(date(2026, 12, 31)).is_err() && on(date(2027, 7, 1)).is_err());
        let other = StaffId::from_uuid(Uuid::from_u128(2));
        assert!(OperatorAccess::at(other, &held, date(2027, 2, 1)).is_err());
    }
}
