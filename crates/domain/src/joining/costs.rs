//! What may be invoiced, to whom the fee is paid, and when (S1-4-a, S1-5.2-d to f).

use jiff::Span;

use crate::refusals::{ReasonCode, Refusal};
use crate::time::Date;

/// How many days after the first activation the connection fee is due [D].
pub const FEE_DUE_DAYS: i64 = 30;

/// How many calendar days after its date an invoice is due (TV-18).
pub const INVOICE_DAYS: i64 = 30;

/// What the municipalities pay together for a year, before the price index [V:EHF § 16].
pub const STATUTORY_2026: Amount = Amount::from_ore(20_210_000_000);

/// An amount of money, in øre.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(i64);

impl Amount {
    /// So many øre.
    pub const fn from_ore(ore: i64) -> Self {
        Self(ore)
    }

    /// In øre.
    pub const fn ore(self) -> i64 {
        self.0
    }
}

/// What a line of an invoice is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CostKind {
    /// The share that the regulation sets (§§ 13–17).
    StatutoryShare,
    /// The connection fee of the financing scheme.
    DigifinFee,
    /// Something that the accepted general terms describe.
    GeneralTerms,
    /// Connecting.
    Establishment,
    /// Management.
    Management,
    /// Operation.
    Operation,
    /// Maintenance.
    Maintenance,
}

impl CostKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::StatutoryShare,
        Self::DigifinFee,
        Self::GeneralTerms,
        Self::Establishment,
        Self::Management,
        Self::Operation,
        Self::Maintenance,
    ];

    /// The kind as it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::StatutoryShare => "STATUTORY_SHARE",
            Self::DigifinFee => "DIGIFIN_FEE",
            Self::GeneralTerms => "GENERAL_TERMS",
            Self::Establishment => "ESTABLISHMENT",
            Self::Management => "MANAGEMENT",
            Self::Operation => "OPERATION",
            Self::Maintenance => "MAINTENANCE",
        }
    }

    /// The kind that is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// A clause of the general terms that describes a cost, by the text it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GeneralClause {
    /// As in «4.2».
    pub clause: String,
    /// SHA-256 of the version's text.
    pub text_hash: [u8; 32],
}

/// A line of an invoice, before it is allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CostLine {
    /// What it is for.
    pub kind: CostKind,
    /// How much.
    pub amount: Amount,
    /// The clause that describes it, when one does.
    pub clause: Option<GeneralClause>,
}

/// Who is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Payee {
    /// The association, which manages the financing scheme.
    Association,
    /// The operator.
    Operator,
}

impl Payee {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Association, Self::Operator];

    /// The payee as it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Association => "ASSOCIATION",
            Self::Operator => "OPERATOR",
        }
    }

    /// The payee that is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|payee| payee.as_str() == text)
    }
}

/// What accepting the special terms commits a municipality to (S1-5.2-f).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Obligation {
    /// To be a member of the financing scheme.
    DigifinMembership,
    /// To pay its connection fee.
    DigifinFee,
}

impl Obligation {
    /// Both.
    pub const ALL: [Self; 2] = [Self::DigifinMembership, Self::DigifinFee];

    /// The obligation as it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DigifinMembership => "DIGIFIN_MEMBERSHIP",
            Self::DigifinFee => "DIGIFIN_FEE",
        }
    }
}

/// Whether a line may be invoiced. `accepted` is the text of the general terms that the
/// municipality has accepted.
///
/// # Errors
/// `COST_LINE_NOT_ALLOWED` for anything beyond the statutory share and the fee that does
/// not refer to a clause of that text.
pub fn allowed_cost(line: &CostLine, accepted: Option<&[u8; 32]>) -> Result<(), Refusal> {
    let refers = line.clause.as_ref().is_some_and(|clause| {
        !clause.clause.trim().is_empty() && accepted == Some(&clause.text_hash)
    });
    match line.kind {
        CostKind::StatutoryShare | CostKind::DigifinFee => Ok(()),
        _ if refers => Ok(()),
        _ => Err(Refusal::told(ReasonCode::CostLineNotAllowed, &["S1-4-a"])),
    }
}

/// Whether a cost is paid to the right party.
///
/// # Errors
/// `WRONG_PAYEE` when the connection fee is to go anywhere but to the association that
/// manages the scheme, or anything else to the association.
pub fn payee_of(kind: CostKind, payee: Payee) -> Result<(), Refusal> {
    let right = match kind {
        CostKind::DigifinFee => Payee::Association,
        _ => Payee::Operator,
    };
    if payee == right {
        return Ok(());
    }
    Err(Refusal::told(ReasonCode::WrongPayee, &["S1-5.2-e"]))
}

/// When the connection fee is due: a set time after the first module was taken into use
/// (S1-5.2-d).
pub fn fee_due(first_active_on: Date) -> Date {
    first_active_on.saturating_add(Span::new().days(FEE_DUE_DAYS))
}

/// When an invoice is due. Calendar days, not rolled (TV-18).
pub fn invoice_due(invoiced_on: Date) -> Date {
    invoiced_on.saturating_add(Span::new().days(INVOICE_DAYS))
}

/// A municipality's share for a quarter, in advance: `key` is its part of the cost key in
/// millionths. Rounded to the nearest øre.
pub fn statutory_quarter(year_total: Amount, key_millionths: u32) -> Amount {
    let share = i128::from(year_total.0) * i128::from(key_millionths);
    let quarter = (share + 2_000_000) / 4_000_000;
    Amount(i64::try_from(quarter).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn line(kind: CostKind, clause: Option<GeneralClause>) -> CostLine {
        CostLine { kind, amount: Amount::from_ore(2_500_000), clause }
    }

    /// S1-4-a: a line for onboarding is refused, unless it refers to a clause of the
    /// general terms that were accepted.
    #[test]
    fn s1_4_a_only_what_the_law_or_the_accepted_terms_describe_is_invoiced() {
        let accepted = [7; 32];
        let refers = |text_hash| Some(GeneralClause { clause: "4.2".to_owned(), text_hash });
        for kind in [
            CostKind::Establishment,
            CostKind::Management,
            CostKind::Operation,
            CostKind::Maintenance,
            CostKind::GeneralTerms,
        ] {
            let refused = allowed_cost(&line(kind, None), Some(&accepted)).unwrap_err();
            assert_eq!(refused.code(), ReasonCode::CostLineNotAllowed);
            assert!(allowed_cost(&line(kind, refers(accepted)), Some(&accepted)).is_ok());
            assert!(allowed_cost(&line(kind, refers([8; 32])), Some(&accepted)).is_err());
            assert!(allowed_cost(&line(kind, refers(accepted)), None).is_err());
        }
        for kind in [CostKind::StatutoryShare, CostKind::DigifinFee] {
            assert!(allowed_cost(&line(kind, None), None).is_ok());
        }
    }

    /// S1-4-a: key 0.0123 of NOK 202 100 000, a quarter at a time.
    #[test]
    fn s1_4_a_the_statutory_share_of_a_quarter() {
        assert_eq!(statutory_quarter(STATUTORY_2026, 12_300).ore(), 62_145_750);
    }

    /// TV-18: 30 calendar days.
    #[test]
    fn tv_18_an_invoice_is_due_after_thirty_calendar_days() {
        assert_eq!(invoice_due(date(2027, 1, 4)), date(2027, 2, 3));
    }

    /// S1-5.2-d: the first module active 2027-02-03 makes the fee due 2027-03-05.
    #[test]
    fn s1_5_2_d_taking_into_use_makes_the_fee_due() {
        assert_eq!(fee_due(date(2027, 2, 3)), date(2027, 3, 5));
    }

    /// S1-5.2-e: the fee goes to whoever manages the scheme.
    #[test]
    fn s1_5_2_e_the_fee_is_not_paid_to_the_operator() {
        assert!(payee_of(CostKind::DigifinFee, Payee::Association).is_ok());
        let wrong = payee_of(CostKind::DigifinFee, Payee::Operator).unwrap_err();
        assert_eq!(wrong.code(), ReasonCode::WrongPayee);
        assert!(payee_of(CostKind::StatutoryShare, Payee::Association).is_err());
    }
}
