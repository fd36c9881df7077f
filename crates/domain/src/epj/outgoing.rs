//! A message of ours on its way to a journal system.

use crate::ids::EnvelopeId;
use crate::refusals::{ReasonCode, Refusal};
use crate::time::Instant;

/// What we send to a journal system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OutgoingKind {
    /// The citizen writes (HE).
    Inquiry,
    /// The citizen answers what the unit began (22).
    Reply,
    /// The conversation goes on, or has ended, outside the journal system (13).
    Closing,
    /// A receipt for a message of theirs (APPREC).
    Receipt,
    /// A citizen has become, or ceased to be, one who can be reached here (SDAB).
    ActiveStatus,
    /// What a patient does not want to be shared (L-PJL-17): an inquiry (HE) by her.
    Opposition,
    /// Who of those asked about can be reached here (28, 29).
    ActiveAnswer,
    /// The answer to a link test (RKT).
    TestAnswer,
    /// A link test of ours (KT), which is answered with an answer of theirs (ON-08).
    LinkTest,
}

impl OutgoingKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Inquiry,
        Self::Reply,
        Self::Closing,
        Self::Receipt,
        Self::ActiveStatus,
        Self::Opposition,
        Self::ActiveAnswer,
        Self::TestAnswer,
        Self::LinkTest,
    ];

    /// The kind as it is stored and shown to vendors.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Inquiry => "HE",
            Self::Reply => "22",
            Self::Closing => "13",
            Self::Receipt => "APPREC",
            Self::ActiveStatus => "SDAB",
            Self::Opposition => "HE/17",
            Self::ActiveAnswer => "28/29",
            Self::TestAnswer => "RKT",
            Self::LinkTest => "KT",
        }
    }

    /// The kind that is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// Whether the receiver answers it with a receipt. A receipt and the answer
    /// to a link test are not answered; a link test is answered with an answer.
    pub const fn wants_receipt(self) -> bool {
        !matches!(self, Self::Receipt | Self::TestAnswer | Self::LinkTest)
    }

    /// Whether it carries what a citizen wrote.
    pub const fn is_from_citizen(self) -> bool {
        matches!(self, Self::Inquiry | Self::Reply)
    }
}

/// Where a message of ours stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutgoingState {
    /// In the queue.
    Queued,
    /// With the journal system, no receipt yet.
    HandedOver(Instant),
    /// Receipted as taken, or nothing to receipt.
    Received(Instant),
    /// Receipted as refused, or given up.
    Refused(Instant),
    /// Taken back before it was handed over.
    Withdrawn(Instant),
}

/// A message of ours on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outgoing {
    /// Its `MsgId`.
    pub id: EnvelopeId,
    /// What it is.
    pub kind: OutgoingKind,
    /// Where it stands.
    pub state: OutgoingState,
}

const RULES: &[&str] = &["S1-2.1-b"];

impl Outgoing {
    /// The same message, handed over. Handing over what was handed over changes
    /// nothing: the journal system may mark what it fetched twice.
    ///
    /// # Errors
    /// `INVALID_TRANSITION` when it was taken back.
    pub const fn hand_over(self, now: Instant) -> Result<Self, Refusal> {
        let state = match self.state {
            OutgoingState::Queued if self.kind.wants_receipt() => OutgoingState::HandedOver(now),
            OutgoingState::Queued => OutgoingState::Received(now),
            OutgoingState::Withdrawn(_) => return Err(invalid()),
            state => state,
        };
        Ok(Self { state, ..self })
    }

    /// The same message, receipted. There is one receipt for a message: the first
    /// counts, also when it comes before the message was marked as fetched.
    ///
    /// # Errors
    /// `INVALID_TRANSITION` when it was taken back or has its receipt.
    pub const fn receipted(self, is_received: bool, now: Instant) -> Result<Self, Refusal> {
        match self.state {
            OutgoingState::Queued | OutgoingState::HandedOver(_) if self.kind.wants_receipt() => {
                let state = if is_received {
                    OutgoingState::Received(now)
                } else {
                    OutgoingState::Refused(now)
                };
                Ok(Self { state, ..self })
            }
            _ => Err(invalid()),
        }
    }

    /// The same message, taken back.
    ///
    /// # Errors
    /// `INVALID_TRANSITION` when the journal system may have it.
    pub const fn withdraw(self, now: Instant) -> Result<Self, Refusal> {
        match self.state {
            OutgoingState::Queued => Ok(Self { state: OutgoingState::Withdrawn(now), ..self }),
            _ => Err(invalid()),
        }
    }
}

const fn invalid() -> Refusal {
    Refusal::told(ReasonCode::InvalidTransition, RULES)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const NOW: Instant = Instant::from_micros(5);
    const LATER: Instant = Instant::from_micros(9);

    fn inquiry(state: OutgoingState) -> Outgoing {
        let id = EnvelopeId::from_uuid(Uuid::from_u128(1));
        Outgoing { id, kind: OutgoingKind::Inquiry, state }
    }

    /// S1-2.1-b: every state and everything that can happen to it.
    #[test]
    fn s1_2_1_b_a_message_goes_from_queue_to_receipt_and_never_back() {
        use OutgoingState::{HandedOver, Queued, Received, Refused, Withdrawn};
        let state = |changed: Result<Outgoing, Refusal>| changed.ok().map(|found| found.state);
        for (from, handed_over, taken, refused, withdrawn) in [
            (
                Queued,
                Some(HandedOver(LATER)),
                Some(Received(LATER)),
                Some(Refused(LATER)),
                Some(Withdrawn(LATER)),
            ),
            (
                HandedOver(NOW),
                Some(HandedOver(NOW)),
                Some(Received(LATER)),
                Some(Refused(LATER)),
                None,
            ),
            (Received(NOW), Some(Received(NOW)), None, None, None),
            (Refused(NOW), Some(Refused(NOW)), None, None, None),
            (Withdrawn(NOW), None, None, None, None),
        ] {
            let message = inquiry(from);
            assert_eq!(state(message.hand_over(LATER)), handed_over, "{from:?}");
            assert_eq!(state(message.receipted(true, LATER)), taken, "{from:?}");
            assert_eq!(state(message.receipted(false, LATER)), refused, "{from:?}");
            assert_eq!(state(message.withdraw(LATER)), withdrawn, "{from:?}");
        }
    }

    #[test]
    fn a_receipt_is_not_receipted() {
        let receipt = Outgoing { kind: OutgoingKind::Receipt, ..inquiry(OutgoingState::Queued) };
        assert!(receipt.receipted(true, LATER).is_err());
        let given = receipt.hand_over(LATER).unwrap();
        assert_eq!(given.state, OutgoingState::Received(LATER));
        assert!(!OutgoingKind::TestAnswer.wants_receipt());
        assert!(!OutgoingKind::LinkTest.wants_receipt());
    }

    #[test]
    fn a_kind_reads_back_from_storage() {
        for kind in OutgoingKind::ALL {
            assert_eq!(OutgoingKind::from_stored(kind.as_str()), Some(kind));
        }
        assert_eq!(OutgoingKind::from_stored("19"), None);
        let from_citizen: Vec<_> =
            OutgoingKind::ALL.into_iter().filter(|kind| kind.is_from_citizen()).collect();
        assert_eq!(from_citizen, [OutgoingKind::Inquiry, OutgoingKind::Reply]);
    }
}
