//! Writing a new message: to whom, what, check, receipt.

use helsebro_domain::text;
use helsebro_domain::time::Instant;

use crate::pages::public::{Switchboard, Week};

use super::{BodyFault, ContactCard, Kept, TopicFault};

/// `/meldinger/ny`: to whom. Posts `contact` to the same address.
#[derive(Clone)]
pub struct ChooseContact {
    /// Every contact, also those that take no messages.
    pub contacts: Vec<ContactCard>,
    /// Whether the person pressed on without choosing.
    pub answer: Answer,
    /// Whom to ring when a service is missing.
    pub switchboards: Vec<Switchboard>,
}

/// Whether a choice was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Not asked yet.
    Awaited,
    /// Asked, and nothing chosen.
    Missing,
}

/// What is promised before one writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outlook {
    /// When the unit opens, when it is closed now.
    pub opens_at: Option<Instant>,
    /// When an answer is promised for a message sent now.
    pub promise_at: Option<Instant>,
}

/// A member of staff one may write to (L-EFV-3).
#[derive(Clone, PartialEq, Eq)]
pub struct StaffChoice {
    /// The id, what the form posts as `to_staff`.
    pub value: String,
    /// Name and title, as in «Per Haug, sykepleier».
    pub label: String,
}

/// `/meldinger/ny/til/{kontakt}` and `/meldinger/utkast/{ref}`.
///
/// Posts `draft`, `topic`, `body`, `to_staff` (may be empty) and `act`, which is
/// `continue`, `save_draft` or `discard`.
#[derive(Clone)]
pub struct NewMessage {
    /// Where the form is posted.
    pub action: String,
    /// To whom.
    pub to: String,
    /// What is promised.
    pub outlook: Outlook,
    /// The draft's id; becomes the conversation's.
    pub draft: String,
    /// When the draft was saved, when it was.
    pub saved_at: Option<Instant>,
    /// Why the fields are filled.
    pub kept: Kept,
    /// What it is about, as typed.
    pub topic: String,
    /// Why that cannot be used.
    pub topic_fault: Option<TopicFault>,
    /// The message, as typed.
    pub body: String,
    /// Why that cannot be used.
    pub body_fault: Option<BodyFault>,
    /// Staff one may choose; empty where the unit does not arrange for that.
    pub staff: Vec<StaffChoice>,
    /// The one chosen.
    pub to_staff: Option<String>,
    /// Who answers for what is written, as in «Solvik kommune».
    pub controller: String,
    /// The phone number.
    pub phone: String,
    /// When it is answered.
    pub week: Week,
}

impl NewMessage {
    /// Whether something must be put right.
    pub fn has_fault(&self) -> bool {
        self.topic_fault.is_some() || self.body_fault.is_some()
    }

    /// How many letters are left of the message.
    pub fn letters_left(&self) -> i64 {
        left(&self.body, text::MAX_BODY)
    }
}

/// How many letters are left; below zero when there are too many.
pub(super) fn left(body: &str, limit: usize) -> i64 {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    limit.saturating_sub(i64::try_from(text::letters(body)).unwrap_or(i64::MAX))
}

/// `/meldinger/utkast/{ref}/se-over`. Posts `act`, which is `send` or `save_draft`,
/// and `draft`.
#[derive(Clone)]
pub struct Check {
    /// Where the form is posted.
    pub action: String,
    /// Where one changes what is written.
    pub edit_href: String,
    /// The draft's id.
    pub draft: String,
    /// To whom.
    pub to: String,
    /// The member of staff chosen.
    pub to_staff: Option<String>,
    /// From whom: the person's full name.
    pub from: String,
    /// What it is about.
    pub topic: String,
    /// The message.
    pub body: String,
    /// What is promised.
    pub outlook: Outlook,
}

/// `/meldinger/{ref}/kvittering` (L-EFV-6).
#[derive(Clone)]
pub struct Receipt {
    /// The conversation.
    pub thread_href: String,
    /// To whom.
    pub to: String,
    /// From whom.
    pub from: String,
    /// When it was stored.
    pub at: Instant,
    /// The reference, as in «SOL-2027-000123».
    pub reference: String,
    /// When an answer is promised.
    pub promise_at: Option<Instant>,
}
