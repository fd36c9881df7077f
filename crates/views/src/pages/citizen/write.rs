//! Writing a new message: to whom, what, check, receipt.

use helsebro_domain::time::Instant;

use crate::pages::files::ListedFile;
use crate::pages::public::{Switchboard, Week};

use super::{BodyFault, ContactCard, Kept, TopicFault};

/// `/meldinger/ny`: to whom. Posts `contact`, and `draft` when there is one, to
/// the same address.
#[derive(Clone)]
pub struct ChooseContact {
    /// A draft whose text goes along to the contact chosen.
    pub draft: Option<String>,
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

impl ChooseContact {
    /// Whether the person pressed on without choosing.
    pub fn is_missing(&self) -> bool {
        self.answer == Answer::Missing
    }

    /// Whether anybody can be written to.
    pub fn has_open(&self) -> bool {
        self.contacts.iter().any(|card| card.write_href().is_some())
    }

    /// The id of the first field, where the error's link leads.
    pub fn first_choice_id(&self) -> String {
        let open = self.contacts.iter().find(|card| card.write_href().is_some());
        open.map(|card| format!("contact-{}", card.value)).unwrap_or_default()
    }
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
    /// What lies ready to go along; none where files are not taken.
    pub files: Option<Vec<ListedFile>>,
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

    /// Whether this member of staff is the one chosen.
    pub fn has_chosen(&self, choice: &StaffChoice) -> bool {
        self.to_staff.as_ref() == Some(&choice.value)
    }
}

/// `/meldinger/utkast/{ref}/se-over`. Posts `act`, which is `send` or `save_draft`,
/// and `draft`.
#[derive(Clone)]
pub struct Check {
    /// Where the form is posted.
    pub action: String,
    /// Where one changes what is written.
    pub edit_href: String,
    /// Where one chooses another contact, with the draft going along.
    pub change_to_href: String,
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
    /// What goes along.
    pub files: Vec<ListedFile>,
    /// Where that is changed.
    pub files_href: String,
    /// What is promised.
    pub outlook: Outlook,
}

/// `/meldinger/{ref}/kvittering` (L-EFV-6).
#[derive(Clone)]
pub struct Receipt {
    /// The conversation.
    pub thread_href: String,
    /// The conversation for printing.
    pub print_href: String,
    /// To whom.
    pub to: String,
    /// From whom.
    pub from: String,
    /// When it was stored.
    pub at: Instant,
    /// The reference, as in «SOL-2027-000123».
    pub reference: String,
    /// What has come of it.
    pub standing: ReceiptStanding,
}

/// What has come of a message since it was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReceiptStanding {
    /// It waits for an answer, promised at a time when that can be said.
    Waiting(Option<Instant>),
    /// It is answered.
    Answered,
    /// The conversation was closed without an answer.
    Closed,
}

crate::page::page!(ChooseContact, "citizen/choose_contact.html");
crate::page::page!(NewMessage, "citizen/new_message.html");
crate::page::page!(Check, "citizen/check.html");
crate::page::page!(Receipt, "citizen/receipt.html");
