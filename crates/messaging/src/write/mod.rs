//! Messages that we send.
//!
//! What can be sent is an enum: a citizen's words, news of who is active, and
//! tests of the link. The codes of health personnel (19, DI, EKI) are not ours
//! to write. Output follows the schemas to the letter and repeats none of the
//! faults that reading tolerates. Ids and times come from the caller.

mod dates;
mod dialog;
mod files;
mod head;
mod persons;
mod text;
mod xml;

use helsebro_domain::dialog::ServiceId;
use helsebro_domain::parties::{HerId, IdentityNumber, PersonName};
use helsebro_domain::time::Instant;
use uuid::Uuid;

use crate::hidden::hides;
use crate::msghead::MsgInfo;
use crate::pasientrelasjon::Relation;

pub(crate) use dates::date_time;
pub use files::OutgoingFile;
pub(crate) use text::{required_short, short};
pub(crate) use xml::Xml;

/// A message to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// `MsgId`: new for each message, the same when the same message is sent again.
    pub message_id: Uuid,
    /// `GenDate`.
    pub sent_at: Instant,
    /// Who sends.
    pub sender: Address,
    /// Who shall receive.
    pub receiver: Address,
    /// What is sent.
    pub content: OutgoingContent,
}

/// One end of the exchange, by the two levels of the address register.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    /// Level one: the organisation.
    pub organisation: AddressLevel,
    /// Level two: the unit that messages are for.
    pub unit: AddressLevel,
}

/// One level of an address.
#[derive(Clone, PartialEq, Eq)]
pub struct AddressLevel {
    /// Its number in the address register.
    pub her_id: HerId,
    /// Its name, at most [`crate::limits::MAX_SHORT_CHARS`] characters.
    pub name: String,
}

/// What a message says.
#[derive(Clone, PartialEq, Eq)]
pub enum OutgoingContent {
    /// A citizen writes to a service (HE).
    CitizenWrites {
        /// Whom it is about, and who acts for her.
        about: About,
        /// `TjenesteId` of the health contact she writes to.
        service_id: ServiceId,
        /// The topic, on one line.
        topic: Option<String>,
        /// What she writes.
        text: String,
        /// What it continues; nothing when it starts a conversation.
        after: Option<Preceding>,
    },
    /// A citizen answers (22).
    CitizenReplies {
        /// Whom it is about, and who acts for her.
        about: About,
        /// `TjenesteId` of the health contact, when it is known.
        service_id: Option<ServiceId>,
        /// The topic, on one line.
        topic: Option<String>,
        /// What she writes.
        text: String,
        /// What she answers.
        after: Preceding,
    },
    /// The conversation has ended (13).
    ConversationClosed {
        /// Whom it is about.
        about: About,
        /// A last word.
        text: Option<String>,
        /// The conversation.
        after: Preceding,
    },
    /// A citizen has become active or inactive here (SDAB).
    DigitalStatusChanged {
        /// The citizen.
        person: Person,
        /// What she is now.
        status: DigitalStatus,
    },
    /// Those who are active, of the persons that were asked about (28; 29 when none is).
    DigitalAnswer {
        /// The active ones, at most [`crate::limits::MAX_PERSONS`].
        active: Vec<Person>,
        /// The question.
        after: Preceding,
    },
    /// Is anybody there (KT)?
    LinkTest,
    /// Yes (RKT).
    LinkTestAnswer {
        /// The question.
        after: Preceding,
    },
}

/// Whom a message is about, and who acts for her.
#[derive(Clone, PartialEq, Eq)]
pub struct About {
    /// The citizen.
    pub citizen: Person,
    /// The one who acts for her; must be told whenever it is another.
    pub acting: Option<Representative>,
}

/// A person, by name and number.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// Her name.
    pub name: PersonName,
    /// Her identity number.
    pub number: IdentityNumber,
}

/// The one who acts for a citizen.
#[derive(Clone, PartialEq, Eq)]
pub struct Representative {
    /// Who it is.
    pub person: Person,
    /// By what right.
    pub relation: Relation,
    /// A phone number; signs that no number has are left out.
    pub phone: Option<String>,
}

/// Whether a citizen is active here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DigitalStatus {
    /// She has a profile and may be written to.
    Active,
    /// She is not, or no longer.
    Inactive,
}

/// The messages that a message comes after, as their senders called them.
#[derive(Clone, PartialEq, Eq)]
pub struct Preceding {
    /// `RefToParent`: the message that is answered.
    pub parent: String,
    /// `RefToConversation`: the first message of the conversation.
    pub conversation: String,
}

hides! {
    Outgoing { message_id, sent_at, sender, receiver, content }
    Address { organisation, unit }
    AddressLevel { her_id }
    About {}
    Person {}
    Representative { relation }
    Preceding {}
}

impl core::fmt::Debug for OutgoingContent {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.code())
    }
}

impl OutgoingContent {
    /// The code in 7601, 7602 or 7603 that it is sent with.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::CitizenWrites { .. } => "HE",
            Self::CitizenReplies { .. } => "22",
            Self::ConversationClosed { .. } => "13",
            Self::DigitalStatusChanged { .. } => "SDAB",
            Self::DigitalAnswer { active, .. } if active.is_empty() => "29",
            Self::DigitalAnswer { .. } => "28",
            Self::LinkTest => "KT",
            Self::LinkTestAnswer { .. } => "RKT",
        }
    }
}

impl Preceding {
    /// What an answer to the message of this head comes after.
    pub fn answering(info: &MsgInfo) -> Self {
        let parent = info.message_id.raw().to_owned();
        let first = info.conversation.as_ref().map(|refs| refs.conversation.raw().to_owned());
        Self { conversation: first.unwrap_or_else(|| parent.clone()), parent }
    }
}

/// What could not be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum What {
    /// A unit's or an organisation's name.
    #[error("a unit's name")]
    UnitName,
    /// The id of a message before.
    #[error("the reference to a message before")]
    Reference,
    /// A person's name.
    #[error("a person's name")]
    PersonName,
    /// The topic.
    #[error("the topic")]
    Topic,
    /// The text.
    #[error("the text")]
    Text,
    /// A file.
    #[error("a file")]
    File,
    /// What a file is called.
    #[error("the name of a file")]
    FileName,
    /// The list of persons.
    #[error("the list of persons")]
    Persons,
    /// A time.
    #[error("a time")]
    Time,
    /// The reasons of a receipt that says no.
    #[error("the reason of a receipt")]
    Reason,
    /// A unit's or an organisation's number.
    #[error("a unit's number")]
    UnitNumber,
    /// The id of the message that a receipt is for.
    #[error("the id of the original message")]
    OriginalId,
    /// What the message that a receipt is for was called.
    #[error("the type of the original message")]
    OriginalType,
}

/// Why a message cannot be written. It says which part, never what stood there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotWrite {
    /// Nothing where the schema or the process demands something.
    #[error("{0} is missing")]
    Empty(What),
    /// A limit was passed.
    #[error("{what} has more than {most} {unit}")]
    TooLong {
        /// Of what there was too much.
        what: What,
        /// How much is accepted.
        most: usize,
        /// What was counted.
        unit: &'static str,
    },
    /// Not something that the schema can say.
    #[error("{0} cannot be written")]
    Unwritable(What),
}

/// The message as an XML document.
///
/// Texts are trimmed, line breaks are written as one sign, and characters that
/// XML cannot carry become U+FFFD.
///
/// # Errors
///
/// [`CannotWrite`] when a part is missing or passes its limit.
pub fn write(message: &Outgoing) -> Result<String, CannotWrite> {
    write_with_files(message, &[])
}

/// The same, with files after what is said.
///
/// # Errors
///
/// As [`write()`]; also when a file is empty or too large.
pub fn write_with_files(
    message: &Outgoing,
    files: &[OutgoingFile<'_>],
) -> Result<String, CannotWrite> {
    let head = head::prepare(message)?;
    let files = files::prepare(files)?;
    let documents = dialog::prepare(&message.content)?;
    Ok(Xml::document(|xml| {
        xml.element("MsgHead", &[("xmlns", crate::names::MSGHEAD)], |xml| {
            head.write(xml);
            documents.write(&head.gen_date, xml);
            files::write(&files, &head.gen_date, xml);
        });
    }))
}
