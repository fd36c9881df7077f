//! One conversation, as the desk sees it.

use helsebro_domain::dialog::CloseReason;
use helsebro_domain::time::{Date, Instant};

use super::entry::Entry;
use super::{Facts, NamesShown, Person, ReplyForm, SideActs, Why};
use crate::Words;
use crate::page::page;

/// A conversation `/ansatt/samtaler/{ref}` (S1-2.1-b, S1-2.1.1-a).
#[derive(Debug, Clone)]
pub struct Thread {
    /// The work list.
    pub back: String,
    /// What was done just now.
    pub notice: Option<ThreadNotice>,
    /// What it is about; none when nobody can read it any more.
    pub topic: Option<String>,
    /// With whom.
    pub person: Person,
    /// When an answer is promised.
    pub promise: Promised,
    /// Messages and events, oldest first.
    pub entries: Vec<Entry>,
    /// What can be done at the end of it.
    pub state: State,
    /// Set when an answer was refused; what was written is shown.
    pub refused: Option<RefusedAnswer>,
    /// The facts at the side.
    pub facts: Facts,
    /// The acts at the side.
    pub acts: SideActs,
    /// How staff are shown to the citizen.
    pub names: NamesShown,
    /// Why the reader sees it.
    pub why: Why,
    /// The page that lists the keys.
    pub shortcuts: String,
}

page!(Thread, "staff/thread.html");

/// What is said on top after an act that lands here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThreadNotice {
    /// The reader took it.
    Taken,
    /// The reader took it over from a colleague.
    TakenOver,
    /// The draft was saved.
    DraftSaved,
    /// A standard reply stands in the box.
    Inserted,
    /// A note was written.
    Noted,
    /// A talk was logged.
    Talked,
    /// How staff are shown to the citizen was chosen.
    NamesChosen,
}

/// The promise as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Promised {
    /// Nothing waits for an answer.
    Nothing,
    /// An answer is promised.
    Waiting(Instant),
    /// The promise is broken.
    Broken(Instant),
}

/// What can be done at the end of the conversation.
#[derive(Debug, Clone)]
pub enum State {
    /// Nobody has taken it.
    NotTaken {
        /// Where [Ta samtalen] posts to.
        take: String,
    },
    /// The reader has taken it.
    Mine(ReplyForm),
    /// A colleague has taken it.
    Colleague {
        /// Who.
        name: String,
        /// When, where it is known.
        at: Option<Instant>,
        /// Where [Ta over] posts to.
        take_over: String,
        /// Set when she is away.
        stood: Option<Stood>,
    },
    /// It is answered in the journal system.
    InEpj,
    /// It is closed.
    Closed {
        /// When.
        at: Instant,
        /// Why.
        reason: CloseReason,
        /// A new conversation with the same citizen, where that can be started.
        new_thread: Option<String>,
    },
}

/// Whoever has a conversation is away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stood {
    /// Until then, and the reader stands in for her.
    ByReader(Date),
    /// Until then.
    ByOthers(Date),
}

/// Why an answer was not sent.
#[derive(Clone, PartialEq, Eq)]
pub enum RefusedAnswer {
    /// Staff said that it is a decision; the text stands in the box.
    Decision,
    /// A colleague took it meanwhile, or it was closed; no box, so the text is here.
    Meanwhile {
        /// What was written.
        body: String,
    },
    /// The service is stopped for a while; the text stands in the box.
    Stopped,
}

impl core::fmt::Debug for RefusedAnswer {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("RefusedAnswer(…)")
    }
}

impl Thread {
    /// Whether the answer could not be sent.
    pub(crate) fn has_errors(&self) -> bool {
        let State::Mine(form) = &self.state else { return false };
        form.fault.is_some() || form.is_asked() || self.is_decision() || self.is_stopped()
    }

    /// What stands in the way of the answer: the field, and the words.
    pub(crate) fn errors(&self, w: &Words<'_>) -> Vec<(&'static str, String)> {
        let State::Mine(form) = &self.state else { return Vec::new() };
        if let Some(fault) = &form.fault {
            return vec![("body", w.desk_body_fault(fault))];
        }
        if self.is_stopped() {
            return vec![("body", w.t("staff-answer-stopped"))];
        }
        if self.is_decision() {
            return vec![("nature", w.t("staff-decision-refused"))];
        }
        if form.is_asked() {
            return vec![("nature", w.t("staff-nature-question"))];
        }
        Vec::new()
    }

    /// The key of the heading over that.
    pub(crate) fn errors_heading(&self) -> &'static str {
        match &self.state {
            State::Mine(form) if form.is_asked() && !self.is_decision() => "staff-nature-needed",
            _ => "staff-reply-faults",
        }
    }

    /// Whether the reader has taken it.
    pub(crate) fn is_mine(&self) -> bool {
        matches!(self.state, State::Mine(_))
    }

    /// Whether staff said that the answer is a decision.
    pub(crate) fn is_decision(&self) -> bool {
        self.refused == Some(RefusedAnswer::Decision)
    }

    /// Whether the service is stopped for a while.
    fn is_stopped(&self) -> bool {
        self.refused == Some(RefusedAnswer::Stopped)
    }
}

impl ThreadNotice {
    /// The key of its words.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Taken => "staff-notice-taken",
            Self::TakenOver => "staff-notice-taken-over",
            Self::DraftSaved => "staff-notice-draft-saved",
            Self::Inserted => "staff-notice-inserted",
            Self::Noted => "staff-notice-noted",
            Self::Talked => "staff-notice-talked",
            Self::NamesChosen => "staff-notice-names-chosen",
        }
    }
}
