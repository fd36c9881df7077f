//! What a municipality is charged, line by line: entered by one at the operator, approved
//! by another, and due in thirty days (S1-4-a, S1-5.2-e).

use crate::ids::StaffId;
use crate::refusals::{ReasonCode, Refusal};
use crate::time::Date;

use super::costs::{
    Amount, CostKind, CostLine, GeneralClause, Payee, allowed_cost, invoice_due, payee_of,
    statutory_quarter,
};
use super::terms::TermsVersion;

/// The most a line can be for; what is larger was typed wrong.
pub const MAX_AMOUNT: Amount = Amount::from_ore(10_000_000_000);

/// The whole of the cost key, in millionths.
pub const WHOLE_KEY: u32 = 1_000_000;

/// The most letters of what a line is for.
const MAX_WHAT: usize = 200;

const RULES: &[&str] = &["S1-4-a", "S1-5.2-e"];

/// A line before it is entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCharge {
    /// What kind, how much, and the clause that describes it.
    pub line: CostLine,
    /// Who is paid.
    pub payee: Payee,
    /// What it is for, in words.
    pub what: String,
}

/// What is known about the municipality when a line is entered or approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Charged<'a> {
    /// The text of the general terms that it accepted last.
    pub accepted: Option<&'a [u8; 32]>,
    /// When its connection fee is due; none while nothing has been taken into use.
    pub fee_due: Option<Date>,
    /// Whether another line charges the same: its fee, or its share of the same quarter.
    pub is_charged: bool,
}

impl NewCharge {
    /// Whether it may be invoiced (S1-4-a).
    ///
    /// # Errors
    /// `COST_LINE_NOT_ALLOWED` beyond what the law and the accepted terms describe, for no
    /// amount, and for a fee that nothing has made due; `WRONG_PAYEE`;
    /// `DOCUMENT_MISSING` when it does not say what it is for; `INVALID_TRANSITION` when
    /// another line charges the same.
    pub fn may_be_invoiced(&self, known: Charged<'_>) -> Result<(), Refusal> {
        allowed_cost(&self.line, known.accepted)?;
        payee_of(self.line.kind, self.payee)?;
        let is_amount = (Amount::from_ore(1)..=MAX_AMOUNT).contains(&self.line.amount);
        let is_owed = self.line.kind != CostKind::DigifinFee || known.fee_due.is_some();
        if !is_amount || !is_owed {
            return Err(Refusal::told(ReasonCode::CostLineNotAllowed, RULES));
        }
        if !(1..=MAX_WHAT).contains(&self.what.trim().chars().count()) {
            return Err(Refusal::told(ReasonCode::DocumentMissing, RULES));
        }
        if known.is_charged {
            return Err(Refusal::told(ReasonCode::InvalidTransition, RULES));
        }
        Ok(())
    }

    /// Whether it charges the same as another line: there is one fee, and one share of a
    /// quarter.
    pub fn is_as(&self, quarter: Option<Date>, other: (CostKind, Option<Date>)) -> bool {
        let is_once = matches!(self.line.kind, CostKind::DigifinFee | CostKind::StatutoryShare);
        is_once && (self.line.kind, quarter) == other
    }

    /// Whether somebody may approve it, with everything asked again: another than whoever
    /// entered it.
    ///
    /// # Errors
    /// `INVALID_TRANSITION` the second time; `FOUR_EYES` for the same person; as
    /// [`Self::may_be_invoiced`].
    pub fn may_be_approved(
        &self,
        (entered_by, is_approved): (StaffId, bool),
        by: StaffId,
        known: Charged<'_>,
    ) -> Result<(), Refusal> {
        if is_approved {
            return Err(Refusal::told(ReasonCode::InvalidTransition, RULES));
        }
        if entered_by == by {
            return Err(Refusal::told(ReasonCode::FourEyes, RULES));
        }
        self.may_be_invoiced(known)
    }

    /// When it is due: thirty days after the invoice, the fee not before its own day.
    pub fn due(&self, invoiced_on: Date, known: Charged<'_>) -> Date {
        let usual = invoice_due(invoiced_on);
        match (self.line.kind, known.fee_due) {
            (CostKind::DigifinFee, Some(fee)) => usual.max(fee),
            _ => usual,
        }
    }
}

/// A clause of a version, with the version's text, when it is there to refer to.
pub fn clause_of(version: &TermsVersion, number: &str) -> Option<GeneralClause> {
    let found = version.clauses.iter().find(|clause| clause.number == number.trim())?;
    Some(GeneralClause { clause: found.number.clone(), text_hash: version.text_hash })
}

/// The share of a quarter: the line that the regulation itself describes, with the total of
/// the year in force. `totals` are years with what all pay together.
///
/// # Errors
/// `COST_LINE_NOT_ALLOWED` when there is no total for the year, or the key is none.
pub fn share_of(totals: &[(i16, Amount)], quarter: Date, key: u32) -> Result<Amount, Refusal> {
    let known = totals.iter().filter(|total| total.0 <= quarter.year()).max_by_key(|one| one.0);
    match known {
        Some((_, total)) if (1..=WHOLE_KEY).contains(&key) => Ok(statutory_quarter(*total, key)),
        _ => Err(Refusal::told(ReasonCode::CostLineNotAllowed, RULES)),
    }
}

/// The first day of the quarter that a day lies in.
pub fn quarter_of(day: Date) -> Date {
    let month = (day.month() - 1) / 3 * 3 + 1;
    Date::new(day.year(), month, 1).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    const ACCEPTED: [u8; 32] = [7; 32];
    const FEE_DUE: Date = date(2027, 3, 5);

    fn known() -> Charged<'static> {
        Charged { accepted: Some(&ACCEPTED), fee_due: Some(FEE_DUE), is_charged: false }
    }

    fn charge(kind: CostKind, payee: Payee) -> NewCharge {
        let line = CostLine { kind, amount: Amount::from_ore(2_500_000), clause: None };
        NewCharge { line, payee, what: "Etablering".to_owned() }
    }

    fn code(refused: Result<(), Refusal>) -> Option<ReasonCode> {
        refused.err().map(|refusal| refusal.code())
    }

    /// S1-4-a: «onboarding» for NOK 25 000 is refused, and taken with the clause.
    #[test]
    fn s1_4_a_a_line_beyond_the_law_refers_to_the_accepted_terms() {
        let mut onboarding = charge(CostKind::Establishment, Payee::Operator);
        let refused = onboarding.may_be_invoiced(known());
        assert_eq!(code(refused), Some(ReasonCode::CostLineNotAllowed));
        let clause = GeneralClause { clause: "4.2".to_owned(), text_hash: ACCEPTED };
        onboarding.line.clause = Some(clause);
        assert_eq!(code(onboarding.may_be_invoiced(known())), None);
        onboarding.what = " ".to_owned();
        let unsaid = onboarding.may_be_invoiced(known());
        assert_eq!(code(unsaid), Some(ReasonCode::DocumentMissing));
        onboarding.what = "Etablering".to_owned();
        for amount in [0, -1, MAX_AMOUNT.ore() + 1] {
            onboarding.line.amount = Amount::from_ore(amount);
            let refused = onboarding.may_be_invoiced(known());
            assert_eq!(code(refused), Some(ReasonCode::CostLineNotAllowed), "{amount}");
        }
    }

    /// S1-5.2-e: the fee goes to the association, and not before it is due.
    #[test]
    fn s1_5_2_e_the_fee_goes_to_the_association_when_something_is_in_use() {
        let fee = charge(CostKind::DigifinFee, Payee::Association);
        assert_eq!(code(fee.may_be_invoiced(known())), None);
        let early = fee.may_be_invoiced(Charged { fee_due: None, ..known() });
        assert_eq!(code(early), Some(ReasonCode::CostLineNotAllowed));
        let wrong = charge(CostKind::DigifinFee, Payee::Operator).may_be_invoiced(known());
        assert_eq!(code(wrong), Some(ReasonCode::WrongPayee));
        assert_eq!(fee.due(date(2027, 2, 3), known()), FEE_DUE);
        assert_eq!(fee.due(date(2027, 3, 1), known()), date(2027, 3, 31));
    }

    /// S1-4-a: there is one fee and one share of a quarter; other lines may be alike.
    #[test]
    fn s1_4_a_nothing_is_charged_twice() {
        let [first, second] = [date(2027, 1, 1), date(2027, 4, 1)].map(Some);
        let share = charge(CostKind::StatutoryShare, Payee::Operator);
        assert!(share.is_as(first, (CostKind::StatutoryShare, first)));
        assert!(!share.is_as(first, (CostKind::StatutoryShare, second)));
        let fee = charge(CostKind::DigifinFee, Payee::Association);
        assert!(fee.is_as(None, (CostKind::DigifinFee, None)));
        assert!(!fee.is_as(None, (CostKind::StatutoryShare, None)));
        let other = charge(CostKind::Establishment, Payee::Operator);
        assert!(!other.is_as(None, (CostKind::Establishment, None)));
        let again = fee.may_be_invoiced(Charged { is_charged: true, ..known() });
        assert_eq!(code(again), Some(ReasonCode::InvalidTransition));
    }

    /// S1-4-a: whoever entered a line does not approve it, and nobody does twice.
    #[test]
    fn s1_4_a_a_line_is_approved_by_another() {
        let [nina, odd] = [1, 2].map(|id| StaffId::from_uuid(Uuid::from_u128(id)));
        let share = charge(CostKind::StatutoryShare, Payee::Operator);
        let by = |is_approved, by| code(share.may_be_approved((nina, is_approved), by, known()));
        assert_eq!(by(false, nina), Some(ReasonCode::FourEyes));
        assert_eq!(by(false, odd), None);
        assert_eq!(by(true, odd), Some(ReasonCode::InvalidTransition));
        assert_eq!(share.due(date(2027, 1, 4), known()), date(2027, 2, 3));
    }

    /// S1-4-a: Solvik's key is 0.0123, so that the first quarter of 2027 is NOK 621 457.50.
    #[test]
    fn s1_4_a_the_share_of_a_quarter_is_by_the_total_of_its_year() {
        let totals = [(2026, Amount::from_ore(20_210_000_000)), (2028, Amount::from_ore(4_000))];
        let share = |quarter, key| share_of(&totals, quarter, key).map(Amount::ore);
        assert_eq!(share(date(2027, 1, 1), 12_300), Ok(62_145_750));
        assert_eq!(share(date(2028, 1, 1), WHOLE_KEY), Ok(1_000));
        assert!(share(date(2025, 10, 1), 12_300).is_err());
        assert!(share(date(2027, 1, 1), 0).is_err());
        assert!(share(date(2027, 1, 1), WHOLE_KEY + 1).is_err());
    }

    #[test]
    fn a_quarter_begins_in_january_april_july_and_october() {
        for (day, first) in [
            (date(2027, 1, 1), date(2027, 1, 1)),
            (date(2027, 3, 31), date(2027, 1, 1)),
            (date(2027, 4, 1), date(2027, 4, 1)),
            (date(2027, 12, 31), date(2027, 10, 1)),
        ] {
            assert_eq!(quarter_of(day), first, "{day}");
        }
    }
}
