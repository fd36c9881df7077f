//! `/ansatt/samtaler/{ref}`: a conversation at the desk.

use helsebro_domain::dialog::CloseReason;
use helsebro_domain::time::{Date, Instant};

use super::super::{Entry, Field, page};
use super::Due;

page! {
    /// A conversation as the desk sees it.
    DeskThreadPage => "staff/thread.html" {
        /// What it is about.
        pub topic: String,
        /// The citizen: shortened for a protected person until the reader has taken it.
        pub name: String,
        /// The given name, for headings.
        pub given: String,
        /// How old; none for a protected person.
        pub age: Option<i16>,
        /// Whether the address is protected.
        pub is_protected: bool,
        /// The identity number.
        pub number: NumberShown,
        /// What is promised.
        pub due: Option<Due>,
        /// Messages and happenings, oldest first.
        pub entries: Vec<Entry>,
        /// Who has taken it.
        pub taken_by: TakenBy,
        /// The unit.
        pub unit: String,
        /// The bare name of the municipality, the controller.
        pub municipality: String,
        /// The last day of the reader's authorisation here.
        pub authorised_to: Date,
        /// What can be done.
        pub acts: ThreadActs,
        /// How it goes on.
        pub ending: DeskEnding,
    }
}

/// An identity number: masked, or shown for a short while.
#[derive(Clone)]
pub enum NumberShown {
    /// «158248 •••••», with where to ask for all of it. Asking is logged. Post with `csrf`.
    Masked {
        /// What is shown.
        text: String,
        /// Where to ask.
        show_href: String,
    },
    /// The whole number; a script hides it after 30 seconds.
    Shown {
        /// The digits.
        digits: String,
    },
}

/// Who has taken a conversation.
#[derive(Clone, PartialEq, Eq)]
pub enum TakenBy {
    /// Nobody.
    Nobody,
    /// The reader.
    You,
    /// A colleague.
    Colleague(String),
}

/// What can be done with a conversation; what cannot is not shown. `take_href` and
/// `put_back_href` are posted to with `csrf`, the others are pages.
#[derive(Clone, Default)]
pub struct ThreadActs {
    /// Take it.
    pub take_href: Option<String>,
    /// Put it back.
    pub put_back_href: Option<String>,
    /// Give it to a colleague.
    pub assign_href: Option<String>,
    /// Send it on to another unit.
    pub forward_href: Option<String>,
    /// Close it without an answer.
    pub close_href: Option<String>,
}

/// How a conversation goes on.
#[derive(Clone)]
pub enum DeskEnding {
    /// An answer can be written.
    Answer(AnswerBox),
    /// A colleague has taken it.
    Colleagues,
    /// It is closed.
    Closed {
        /// When.
        at: Instant,
        /// Why.
        reason: CloseReason,
    },
}

/// The box for the answer. Posts `body`, `submission` and, when asked, `nature` to
/// `action`; the button `then=send` sends, `then=close` sends and closes.
#[derive(Clone)]
pub struct AnswerBox {
    /// Where it posts.
    pub action: String,
    /// What stands in it.
    pub body: Field,
    /// The id that makes sending twice sending once, in the hidden field `submission`.
    pub submission: String,
    /// The name that the citizen sees.
    pub shown_name: String,
    /// Whether staff must say what kind of message it is.
    pub nature: NatureQuestion,
}

/// «Hva slags melding er dette?» The radio `nature` takes `ordinary` or `decision`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NatureQuestion {
    /// It is not asked.
    #[default]
    NotAsked,
    /// It is: the text sounds like a decision.
    Asked,
    /// They said that it is a decision: `VEDTAK_NOT_ALLOWED_IN_DIALOG`.
    Refused,
}
