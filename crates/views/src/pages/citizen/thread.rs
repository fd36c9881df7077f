//! `/meldinger/{ref}`: a conversation.

use helsebro_domain::dialog::CloseReason;
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::time::Instant;

use super::super::{Author, Entry, Field, Switchboard, UnitInfo, page};

page! {
    /// A conversation as its citizen sees it.
    ThreadPage => "citizen/thread.html" {
        /// What it is about.
        pub topic: String,
        /// The unit that answers now.
        pub unit: UnitInfo,
        /// What was just done.
        pub status: Option<ThreadStatus>,
        /// Messages and happenings, oldest first.
        pub entries: Vec<Entry>,
        /// Who has read on the other side, each once.
        pub readings: Vec<Reading>,
        /// What is promised.
        pub promise: PromiseState,
        /// How it goes on.
        pub ending: Ending,
        /// The reference of the first receipt.
        pub reference: Option<String>,
        /// The page for paper.
        pub print_href: String,
    }
}

/// Who has read.
#[derive(Clone)]
pub struct Reading {
    /// Who.
    pub by: Author,
    /// When last.
    pub at: Instant,
}

/// What was just done in a conversation.
#[derive(Clone, PartialEq, Eq)]
pub enum ThreadStatus {
    /// A reply was sent.
    ReplySent {
        /// Its reference.
        reference: String,
    },
    /// The text was saved as a draft.
    DraftSaved {
        /// When.
        at: Instant,
    },
}

/// What is promised about an answer (§ 5.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PromiseState {
    /// Nothing is awaited, or the unit never opens.
    None,
    /// An answer is awaited.
    Waiting {
        /// When it is promised.
        by: Instant,
    },
    /// The promise is broken.
    Late {
        /// When it was promised.
        by: Instant,
    },
}

/// How a conversation goes on; a reply never ends in a wall.
#[derive(Clone)]
pub enum Ending {
    /// More can be written here.
    Reply(ReplyBox),
    /// A notice that cannot be answered.
    NoReply {
        /// Where a new one can be written.
        write_href: Option<String>,
    },
    /// It is closed.
    Closed {
        /// When.
        at: Instant,
        /// Why.
        reason: CloseReason,
        /// A new conversation about the same, when the contact can be written to.
        anew_href: Option<String>,
    },
    /// It cannot be gone on with: `RELATION_ENDED`, `UNIT_NOT_ACTIVE` and the like.
    Refused {
        /// Why.
        code: ReasonCode,
        /// Whom to write to instead, when somebody can be.
        write_href: Option<String>,
        /// Whom to ring besides the unit.
        switchboard: Option<Switchboard>,
        /// What was typed when it was refused, so that nothing is lost.
        typed: Option<String>,
    },
}

/// The box for writing more. Posts `body` and `submission` to `action`;
/// `then=send` sends, `then=save` saves the draft.
#[derive(Clone)]
pub struct ReplyBox {
    /// Where it posts.
    pub action: String,
    /// What stands in it.
    pub body: Field,
    /// The id that makes sending twice sending once, in the hidden field `submission`.
    pub submission: String,
    /// Where a script saves the draft.
    pub autosave_href: String,
    /// When the draft was saved.
    pub saved_at: Option<Instant>,
}
