//! What may be sent again, and under which ids.

/// How often the same message may be sent again as it is, after it was handed over.
pub const MAX_IDENTICAL_RESENDS: u8 = 1;

/// Why a message is to be sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SendFault {
    /// It was never handed over; nobody has seen it.
    NotHandedOver,
    /// The transport gave it back as faulty.
    Returned,
    /// The receiver refused it in a receipt.
    NegativeReceipt,
    /// Nothing came back.
    NoReceipt,
}

/// Whether an id is used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdUse {
    /// The same.
    Same,
    /// A new one.
    New,
}

/// How a message is sent again: the transport's id and the message's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resend {
    /// The transport's id.
    pub transport: IdUse,
    /// `MsgId`.
    pub message: IdUse,
}

/// Whether and how a message is sent again; none when it must not be.
pub fn resend(fault: SendFault, identical_before: u8) -> Option<Resend> {
    use IdUse::{New, Same};
    match fault {
        SendFault::NotHandedOver => Some(Resend { transport: Same, message: Same }),
        SendFault::Returned => Some(Resend { transport: New, message: Same }),
        SendFault::NegativeReceipt => Some(Resend { transport: New, message: New }),
        SendFault::NoReceipt => (identical_before < MAX_IDENTICAL_RESENDS)
            .then_some(Resend { transport: New, message: Same }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// S1-2.1-b: the matrix of what is sent again under which ids.
    #[test]
    fn s1_2_1_b_what_is_sent_again_keeps_or_changes_its_ids() {
        use IdUse::{New, Same};
        let ids =
            |fault, before| resend(fault, before).map(|found| (found.transport, found.message));
        assert_eq!(ids(SendFault::NotHandedOver, 0), Some((Same, Same)));
        assert_eq!(ids(SendFault::NotHandedOver, 9), Some((Same, Same)));
        assert_eq!(ids(SendFault::Returned, 0), Some((New, Same)));
        assert_eq!(ids(SendFault::NegativeReceipt, 0), Some((New, New)));
        assert_eq!(ids(SendFault::NoReceipt, 0), Some((New, Same)));
        assert_eq!(ids(SendFault::NoReceipt, 1), None);
    }
}
