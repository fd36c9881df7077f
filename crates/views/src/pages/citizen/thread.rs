//! One conversation, on the screen and on paper.

use helsebro_domain::time::{Date, Instant};

use crate::pages::files::ListedFile;
use crate::pages::public::{Reach, Switchboard};

use super::{BodyFault, Closed, Entry, Happened, Kept, Reading, Standing};

/// How many messages there are before the page offers a way to the last.
pub const MANY_MESSAGES: usize = 6;

/// `/meldinger/{ref}`. Its title is neutral: a topic must not show in a
/// browser's history.
#[derive(Clone)]
pub struct Thread {
    /// What it is about.
    pub topic: String,
    /// The unit that answers now.
    pub unit: Reach,
    /// Messages and events, oldest first; see [`Entry::woven`].
    pub entries: Vec<Entry>,
    /// What waits for an answer.
    pub standing: Standing,
    /// Whether one can write more.
    pub reply: ReplyBox,
    /// A reply that was just sent.
    pub just_sent: Option<JustSent>,
    /// Who at the unit has read, each at the first time.
    pub readers: Vec<Reading>,
    /// Who answers for what is written, as in «Solvik kommune».
    pub controller: String,
    /// The municipality.
    pub municipality: String,
    /// The last day of messages here, when the municipality or the operator has given one
    /// (ON-15).
    pub ends_on: Option<Date>,
    /// The last day on which she can take out a copy of what is hers, when it will be gone here.
    pub copies_until: Option<Date>,
    /// The page for printing.
    pub print_href: String,
}

/// The receipt for a reply, told in the conversation (L-EFV-6).
#[derive(Clone, PartialEq, Eq)]
pub struct JustSent {
    /// The reference.
    pub reference: String,
    /// When it was stored.
    pub at: Instant,
}

/// Whether one can write more, and what to do when not.
#[derive(Clone)]
pub enum ReplyBox {
    /// One can.
    Open(ReplyForm),
    /// The conversation is closed.
    Closed {
        /// How.
        closed: Closed,
        /// Where one starts anew about the same, when the contact still holds.
        anew_href: Option<String>,
    },
    /// The person no longer gets the service.
    ContactEnded {
        /// Where one starts anew with the unit, when another contact holds.
        anew_href: Option<String>,
        /// Whom to ring.
        switchboard: Option<Switchboard>,
    },
    /// A notice that cannot be answered.
    NotAllowed {
        /// Where one writes a new message.
        anew_href: Option<String>,
    },
    /// The unit takes no messages here; the page gives its phone number.
    UnitNotActive,
}

/// The form for writing more. Posts `body`, `submission` and `act`, which is
/// `send` or `save_draft`.
#[derive(Clone)]
pub struct ReplyForm {
    /// Where it is posted.
    pub action: String,
    /// The form's id; sending it twice is sending it once.
    pub submission: String,
    /// The message, as typed.
    pub body: String,
    /// Why that cannot be used.
    pub body_fault: Option<BodyFault>,
    /// What lies ready to go along; none where files are not taken.
    pub files: Option<Vec<ListedFile>>,
    /// When the draft was saved, when it was.
    pub saved_at: Option<Instant>,
    /// Why the field is filled.
    pub kept: Kept,
}

impl ReplyForm {
    /// Whether the field is filled with what was kept over a sign-in.
    pub fn is_kept(&self) -> bool {
        self.kept != Kept::No
    }
}

impl Thread {
    /// The last message's id, when there are so many that a way to it helps.
    pub fn far_last(&self) -> Option<&str> {
        let mut ids = self.entries.iter().rev().filter_map(|entry| match entry {
            Entry::Message(message) => Some(message.id.as_str()),
            Entry::Happened(_) => None,
        });
        let last = ids.next()?;
        (ids.count() >= MANY_MESSAGES).then_some(last)
    }

    /// The lines that the page shows. How a closed conversation ended stands in
    /// the box under them, and is not said twice.
    pub fn shown_entries(&self) -> impl Iterator<Item = &Entry> {
        let is_closed = matches!(self.reply, ReplyBox::Closed { .. });
        self.entries.iter().filter(move |entry| {
            !(is_closed && matches!(entry, Entry::Happened(Happened::Closed(_))))
        })
    }

    /// What is wrong with the reply, when something is.
    pub fn fault(&self) -> Option<BodyFault> {
        match &self.reply {
            ReplyBox::Open(form) => form.body_fault,
            _ => None,
        }
    }
}

/// `/meldinger/{ref}/skriv-ut`.
#[derive(Clone)]
pub struct Print {
    /// Whose conversation: the person's full name.
    pub person: String,
    /// What it is about.
    pub topic: String,
    /// The unit that answers now.
    pub unit: String,
    /// Who answers for what is written.
    pub controller: String,
    /// Messages and events, oldest first.
    pub entries: Vec<Entry>,
    /// The way back.
    pub thread_href: String,
}

crate::page::page!(Thread, "citizen/thread.html");
crate::page::page!(Print, "citizen/print.html");
