//! Application receipts (AppRec 1.1): what each says, and what follows from it.

use crate::ids::UnitId;

/// The most errors that one receipt is read for.
pub const MAX_RECEIPT_ERRORS: usize = 20;

/// The status of a receipt (8258).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReceiptStatus {
    /// 1: taken.
    Ok,
    /// 2: refused.
    Rejected,
    /// 3: taken, with an error in a part of it.
    OkErrorInPart,
}

impl ReceiptStatus {
    /// Every status.
    pub const ALL: [Self; 3] = [Self::Ok, Self::Rejected, Self::OkErrorInPart];

    /// The code on the wire.
    pub const fn code(self) -> u8 {
        match self {
            Self::Ok => 1,
            Self::Rejected => 2,
            Self::OkErrorInPart => 3,
        }
    }

    /// The status with this code.
    pub fn from_code(code: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|status| i64::from(status.code()) == code)
    }
}

/// A receipt: the status, and the codes of its errors (8221). Free text in it is
/// not kept, since nobody knows what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The status.
    pub status: ReceiptStatus,
    /// The codes of its errors.
    pub errors: Vec<String>,
}

/// What a receipt means for us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The journal system has it; the responsibility is theirs now.
    Received,
    /// It has it, but not all of it.
    ReceivedInPart,
    /// E35: the person is not in the journal system.
    PersonUnknown,
    /// Something is wrong with what we wrote, or with whom we wrote to.
    Faulty,
    /// S codes: our signature or certificate was not accepted.
    NotTrusted,
}

/// What follows from a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AfterReceipt {
    /// Nothing; it went as it should.
    Nothing,
    /// It is there, and staff are told to look at it.
    Tell,
    /// The conversation is answered in the console, where staff are told why.
    Console,
    /// The same, and nothing more about the person is sent to that journal system
    /// until it shows that it knows her.
    ConsoleAndStop,
}

/// E35, patient not in the receiving system.
const PERSON_UNKNOWN: &str = "E35";

impl Receipt {
    /// What it means.
    pub fn verdict(&self) -> Verdict {
        match self.status {
            ReceiptStatus::Ok => Verdict::Received,
            ReceiptStatus::OkErrorInPart => Verdict::ReceivedInPart,
            ReceiptStatus::Rejected if self.errors.iter().any(|code| code == PERSON_UNKNOWN) => {
                Verdict::PersonUnknown
            }
            ReceiptStatus::Rejected if self.errors.iter().any(|code| code.starts_with('S')) => {
                Verdict::NotTrusted
            }
            ReceiptStatus::Rejected => Verdict::Faulty,
        }
    }
}

impl Verdict {
    /// What follows. A refused message is never left where nobody looks: the
    /// conversation comes to the console.
    pub const fn then(self) -> AfterReceipt {
        match self {
            Self::Received => AfterReceipt::Nothing,
            Self::ReceivedInPart => AfterReceipt::Tell,
            Self::PersonUnknown => AfterReceipt::ConsoleAndStop,
            Self::Faulty | Self::NotTrusted => AfterReceipt::Console,
        }
    }

    /// Whether the journal system has taken it.
    pub const fn is_received(self) -> bool {
        matches!(self, Self::Received | Self::ReceivedInPart)
    }
}

/// Whether messages are failing, by receipts of what units were sent, the newest first: the
/// newest that says anything of a unit's journal system is a refusal (ON-13). That it does
/// not know a person says nothing of the system.
pub fn are_failing(receipts: &[(UnitId, Receipt)]) -> bool {
    let says = |(_, receipt): &&(UnitId, Receipt)| receipt.verdict() != Verdict::PersonUnknown;
    let newest_of = |unit: UnitId| receipts.iter().filter(says).find(|(of, _)| *of == unit);
    let is_refused = |(_, receipt): &(UnitId, Receipt)| !receipt.verdict().is_received();
    receipts.iter().any(|(unit, _)| newest_of(*unit).is_some_and(is_refused))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    /// ON-13: the newest word of any unit's journal system decides.
    #[test]
    fn on_13_messages_are_failing_when_the_newest_that_says_anything_is_refused() {
        let unit = |number| UnitId::from_uuid(Uuid::from_u128(number));
        let said = |number, status, error: &str| {
            let errors = error.split_whitespace().map(str::to_owned).collect();
            (unit(number), Receipt { status, errors })
        };
        let taken = |number| said(number, ReceiptStatus::Ok, "");
        let refused = |number, error| said(number, ReceiptStatus::Rejected, error);
        assert!(!are_failing(&[]));
        assert!(!are_failing(&[taken(1), refused(1, "T02")]));
        assert!(!are_failing(&[refused(1, "E35"), taken(1)]));
        assert!(!are_failing(&[refused(1, "E35")]));
        assert!(are_failing(&[refused(1, "T02"), taken(1)]));
        assert!(are_failing(&[refused(1, "S01")]));
        assert!(are_failing(&[refused(1, "E35"), refused(1, "T02"), taken(1)]));
        assert!(are_failing(&[taken(1), refused(2, "T02")]));
    }

    /// S1-2.1-b: what each receipt does.
    #[test]
    fn s1_2_1_b_each_receipt_has_its_consequence() {
        use AfterReceipt::{Console, ConsoleAndStop, Nothing, Tell};
        use ReceiptStatus::{Ok, OkErrorInPart, Rejected};
        for (status, errors, verdict, then) in [
            (Ok, &[][..], Verdict::Received, Nothing),
            (Ok, &["E35"], Verdict::Received, Nothing),
            (OkErrorInPart, &["T99"], Verdict::ReceivedInPart, Tell),
            (OkErrorInPart, &["E35"], Verdict::ReceivedInPart, Tell),
            (Rejected, &["E35"], Verdict::PersonUnknown, ConsoleAndStop),
            (Rejected, &["T02", "E35"], Verdict::PersonUnknown, ConsoleAndStop),
            (Rejected, &["S01"], Verdict::NotTrusted, Console),
            (Rejected, &["T01"], Verdict::Faulty, Console),
            (Rejected, &["T02"], Verdict::Faulty, Console),
            (Rejected, &["E10"], Verdict::Faulty, Console),
            (Rejected, &["E21"], Verdict::Faulty, Console),
            (Rejected, &["E31"], Verdict::Faulty, Console),
            (Rejected, &["X99"], Verdict::Faulty, Console),
            (Rejected, &[], Verdict::Faulty, Console),
        ] {
            let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
            let receipt = Receipt { status, errors };
            assert_eq!(
                (receipt.verdict(), receipt.verdict().then()),
                (verdict, then),
                "{receipt:?}"
            );
            assert_eq!(verdict.is_received(), status != Rejected);
        }
    }

    #[test]
    fn a_status_reads_back_from_its_code() {
        assert_eq!(ReceiptStatus::ALL.map(ReceiptStatus::code), [1, 2, 3]);
        for status in ReceiptStatus::ALL {
            assert_eq!(ReceiptStatus::from_code(i64::from(status.code())), Some(status));
        }
        assert_eq!(ReceiptStatus::from_code(0), None);
    }
}
