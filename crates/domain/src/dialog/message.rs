//! One message in a conversation.

use core::time::Duration;

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
    /// A talk that staff have logged, with what was said in words for the citizen.
    Talk(Talk),
    /// The journal system would not take the citizen's message: code 26, 30 or 31 of 7602.
    RefusedByEpj(u8),
}

/// A talk outside the conversation that is told of in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Talk {
    /// How they talked.
    pub way: TalkWay,
    /// When.
    pub at: Instant,
}

/// How staff and citizen talked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TalkWay {
    /// On the phone.
    Phone,
    /// At the counter, or wherever they met.
    Counter,
}

/// Whether the citizen got her answer in a talk. A note does not stop the clock, so
/// whoever logs the talk must say that it was one (S1-2.1.1-a).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GotAnswer {
    /// She did: the clock stops.
    Yes,
    /// She did not: the promise stands.
    No,
}

/// How long ago a talk may be that is logged now.
pub const MAX_TALK_AGE: Duration = Duration::from_secs(7 * 24 * 60 * 60);

impl Talk {
    /// A talk that has taken place, at most [`MAX_TALK_AGE`] ago.
    pub fn new(way: TalkWay, at: Instant, now: Instant) -> Option<Self> {
        (at <= now && now.since(at) <= MAX_TALK_AGE).then_some(Self { way, at })
    }
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
    fn a_talk_is_logged_after_it_was_and_within_a_week() {
        let now = Instant::from_micros(1_000_000_000_000);
        let of = |at| Talk::new(TalkWay::Phone, at, now).is_some();
        assert_eq!(MAX_TALK_AGE.as_secs(), 604_800);
        assert!(of(now) && of(now.minus(MAX_TALK_AGE)));
        assert!(!of(now.plus(Duration::from_micros(1))));
        assert!(!of(now.minus(MAX_TALK_AGE).minus(Duration::from_micros(1))));
    }

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
