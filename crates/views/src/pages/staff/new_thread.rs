//! The unit starts a conversation.

use helsebro_domain::dialog::{MAX_BEGUN, UNTOUCHED_DAYS};
use helsebro_domain::notices::Weight;
use helsebro_domain::time::Instant;

use super::{Choice, NatureQuestion, ShownAs, TextFault};
use crate::Words;
use crate::page::page;
use crate::pages::files::ListedFile;

/// More choices than this stand in a list.
const MOST_RADIOS: usize = 7;

/// The pages `/ansatt/samtaler/ny` and `/ansatt/samtaler/ny/{draft}` (S1-2.1.1-a). Posts
/// `person`, `topic`, `body`, `reply` (`allowed` or `not_allowed`), `act` (`attach` to go to
/// the files, `discard` to throw away what is begun), the `unit` and, when asked, `nature`.
#[derive(Clone)]
pub struct NewThread {
    /// The work list.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// The unit that it is written at, so that it is not sent from another.
    pub unit: String,
    /// What the reader has begun at the unit, what was touched last first; on the page of one
    /// of them, none.
    pub begun: Vec<BegunLine>,
    /// Whether one was thrown away just now.
    pub is_discarded: bool,
    /// What lies ready to go along; none where no files are taken.
    pub files: Option<Vec<ListedFile>>,
    /// Those who get the unit's service today, with the year of birth as detail.
    pub people: Vec<Choice>,
    /// Who was chosen.
    pub chosen: Option<String>,
    /// The topic, as typed.
    pub topic: String,
    /// The most letters of it.
    pub topic_limit: usize,
    /// The text, as typed.
    pub body: String,
    /// The most letters of it.
    pub body_limit: usize,
    /// Whether the citizen may answer.
    pub reply: ReplyChoice,
    /// The name the citizen will see.
    pub shown_as: ShownAs,
    /// Whether staff are asked what kind of message it is.
    pub nature: NatureQuestion,
    /// Whether it needs an answer, so that more are told (N-07).
    pub weight: Weight,
    /// What is wrong.
    pub faults: NewThreadFaults,
}

page!(NewThread, "staff/new_thread.html");

impl core::fmt::Debug for NewThread {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("NewThread(…)")
    }
}

/// A conversation that the reader has begun.
#[derive(Clone)]
pub struct BegunLine {
    /// Where she goes on, and where it is thrown away.
    pub href: String,
    /// What it is about; none when nothing is typed.
    pub topic: Option<String>,
    /// To whom; none when she does not get the unit's service today.
    pub to: Option<String>,
    /// When it was touched last.
    pub saved_at: Instant,
    /// How many files lie ready for it.
    pub files: i64,
}

impl core::fmt::Debug for BegunLine {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("BegunLine(…)")
    }
}

/// Whether the citizen may answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReplyChoice {
    /// She may.
    Allowed,
    /// It is a notice that cannot be answered.
    NotAllowed,
}

/// What is wrong with a new conversation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewThreadFaults {
    /// With whom.
    pub person: Option<PersonFault>,
    /// What it is about.
    pub topic: Option<TextFault>,
    /// What it says.
    pub body: Option<TextFault>,
    /// Set when staff said that it is a decision.
    pub decision: Option<Decision>,
    /// Set when it cannot be kept with its files.
    pub begun: Option<TooManyBegun>,
}

/// The reader has begun as many as she may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooManyBegun;

/// What can be wrong with the choice of a citizen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonFault {
    /// Nobody was chosen.
    NobodyChosen,
    /// She does not get the unit's service today.
    NotARecipient,
}

/// A decision cannot be sent as a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision;

impl NewThreadFaults {
    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl PersonFault {
    /// The key of its words.
    pub(crate) const fn key(&self) -> &'static str {
        match self {
            Self::NobodyChosen => "staff-fault-person-missing",
            Self::NotARecipient => "staff-fault-person-not-a-recipient",
        }
    }
}

impl NewThread {
    /// Whether it needs an answer.
    pub(crate) fn needs_answer(&self) -> bool {
        self.weight == Weight::NeedsAnswer
    }

    /// How long what is begun lies untouched.
    #[expect(clippy::unused_self, reason = "a template asks its page")]
    pub(crate) fn untouched_days(&self) -> u64 {
        UNTOUCHED_DAYS
    }

    /// Whether it could not be sent.
    pub(crate) fn has_errors(&self) -> bool {
        !self.faults.is_empty() || self.is_asked()
    }

    /// Whether staff are asked what kind of message it is.
    pub(crate) fn is_asked(&self) -> bool {
        self.nature == NatureQuestion::Ask
    }

    /// Whether staff said that it is a decision.
    pub(crate) fn is_decision(&self) -> bool {
        self.faults.decision.is_some()
    }

    /// Whether there are so few that radios hold them (experience § 5.1).
    pub(crate) fn is_short(&self) -> bool {
        self.people.len() <= MOST_RADIOS
    }

    /// Whether the citizen may answer.
    pub(crate) fn may_reply(&self) -> bool {
        self.reply == ReplyChoice::Allowed
    }

    /// Whether the citizen of this value is chosen.
    pub fn is_chosen(&self, value: &str) -> bool {
        self.chosen.as_deref() == Some(value)
    }

    /// What stands in the way: the field, and the words.
    pub(crate) fn errors(&self, w: &Words<'_>) -> Vec<(&'static str, String)> {
        let mut errors = Vec::new();
        errors.extend(self.faults.person.map(|fault| ("person", w.t(fault.key()))));
        let too_many = |_| ("begun", w.a("staff-begun-too-many", "count", MAX_BEGUN));
        errors.extend(self.faults.begun.map(too_many));
        errors.extend(self.faults.topic.as_ref().map(|fault| ("topic", w.desk_topic_fault(fault))));
        errors.extend(self.faults.body.as_ref().map(|fault| ("body", w.desk_body_fault(fault))));
        if self.is_decision() {
            errors.push(("nature", w.t("staff-decision-refused")));
        } else if self.is_asked() {
            errors.push(("nature", w.t("staff-nature-question")));
        }
        errors
    }
}
