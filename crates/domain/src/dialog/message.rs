//! One message in a conversation.

use crate::ids::{MessageId, PersonId, StaffId, ThreadId};
use crate::time::Instant;

/// Who wrote a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Author {
    /// The citizen.
    Citizen(PersonId),
    /// A member of staff in the console.
    Staff(StaffId),
    /// The unit's journal system; the name it gave is stored with the text.
    Epj,
}

impl Author {
    /// Whether it is the citizen's side.
    pub const fn is_citizen(self) -> bool {
        matches!(self, Self::Citizen(_))
    }
}

/// What kind of message it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageKind {
    /// Written text.
    Text,
    /// The journal system would not take the citizen's message: code 26, 30 or 31 of 7602.
    RefusedByEpj(u8),
}

/// A message without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Our own id.
    pub id: MessageId,
    /// The conversation.
    pub thread: ThreadId,
    /// When it was stored.
    pub at: Instant,
    /// Who wrote it.
    pub author: Author,
    /// What kind it is.
    pub kind: MessageKind,
    /// The reference on the citizen's receipt (L-EFV-6).
    pub reference: Option<String>,
    /// The promise that this answer was given under.
    pub answers_promise: Option<Instant>,
}

impl Message {
    /// Whether the answer came in time; none when nothing was promised.
    pub fn kept_promise(&self) -> Option<bool> {
        self.answers_promise.map(|promised| self.at <= promised)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn an_answer_at_the_promised_instant_is_in_time() {
        let promised = Instant::from_micros(100);
        let answer = |at: i64| Message {
            id: MessageId::from_uuid(Uuid::nil()),
            thread: ThreadId::from_uuid(Uuid::nil()),
            at: Instant::from_micros(at),
            author: Author::Epj,
            kind: MessageKind::Text,
            reference: None,
            answers_promise: Some(promised),
        };
        assert_eq!(answer(99).kept_promise(), Some(true));
        assert_eq!(answer(100).kept_promise(), Some(true));
        assert_eq!(answer(101).kept_promise(), Some(false));
        assert_eq!(Message { answers_promise: None, ..answer(1) }.kept_promise(), None);
        assert!(!Author::Epj.is_citizen());
        assert!(Author::Citizen(PersonId::from_uuid(Uuid::nil())).is_citizen());
        assert!(!Author::Staff(StaffId::from_uuid(Uuid::nil())).is_citizen());
    }
}
