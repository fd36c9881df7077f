//! What a reader of a conversation is shown, the same way for both sides.

use std::collections::HashMap;

use helsebro_domain::dialog::{Author, CloseReason, MessageKind, ReturnedWhy, Thread, ThreadEvent};
use helsebro_domain::epj::ReceiptWatch;
use helsebro_domain::ids::{MessageId, PersonId, StaffId, UnitId};
use helsebro_domain::parties::{Staff, StaffNames, Unit};
use helsebro_domain::time::Instant;
use helsebro_storage::dialog::{EventRow, MessageRow, ReadRow, Reader};
use helsebro_storage::epj::ThreadDelivery;
use helsebro_storage::{StorageError, Tx, parties};

use super::attachments::Attachment;
use crate::content::Words;

/// Who wrote a message, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShownAuthor {
    /// The citizen of the conversation.
    Citizen(PersonId),
    /// Somebody who acts for her, always by name (L-EFV-10).
    Helper {
        /// Who.
        id: PersonId,
        /// Full name.
        name: String,
    },
    /// A member of staff, by name and title.
    Staff {
        /// Who.
        id: StaffId,
        /// Full name.
        name: String,
        /// Title.
        title: String,
    },
    /// Somebody at the unit; only its name is shown.
    Unit,
    /// Written in the journal system, with the name it gave.
    Epj(String),
}

/// A message as it is shown.
#[derive(Clone)]
pub struct ShownMessage {
    /// Its id.
    pub id: MessageId,
    /// When it was stored.
    pub at: Instant,
    /// Who wrote it.
    pub author: ShownAuthor,
    /// What kind it is.
    pub kind: MessageKind,
    /// What the journal system called it.
    pub heading: Option<String>,
    /// What it says.
    pub body: String,
    /// The files that came along with it.
    pub files: Vec<Attachment>,
    /// Whether nobody can read it any more; then it says nothing.
    pub is_gone: bool,
    /// The reference on its receipt.
    pub reference: Option<String>,
    /// The promise it answered, and whether it was kept.
    pub answered: Option<(Instant, bool)>,
    /// Who on the other side has read it, and when first.
    pub read_by: Vec<ShownReading>,
    /// How far it has come to the unit's journal system; none in the console.
    pub delivery: Option<ShownDelivery>,
}

/// How far a message has come to the unit's journal system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShownDelivery {
    /// It waits; the journal system has not asked for it, or does not take it now.
    Queued,
    /// It is there; no receipt yet.
    HandedOver {
        /// Whether the receipt is later than it should be.
        is_late: bool,
    },
    /// The journal system has it.
    Received {
        /// Whether it named something wrong with a part of it.
        with_errors: bool,
    },
    /// The journal system did not take it; the unit answers in the console.
    NotTaken,
}

impl ShownDelivery {
    fn of(found: &ThreadDelivery, now: Instant) -> Self {
        match found.state {
            0 => Self::Queued,
            1 => {
                let watch = found.handed_over_at.map(|at| ReceiptWatch::of(at, now));
                Self::HandedOver {
                    is_late: watch.is_some_and(|watch| watch != ReceiptWatch::InTime),
                }
            }
            2 => Self::Received { with_errors: found.has_errors },
            _ => Self::NotTaken,
        }
    }
}

/// Notes on each message how far it has come, the newest sending counting.
pub(crate) fn with_deliveries(
    messages: &mut [ShownMessage],
    deliveries: &[ThreadDelivery],
    now: Instant,
) {
    for message in messages {
        let found = deliveries.iter().rev().find(|found| found.message == message.id);
        message.delivery = found.map(|found| ShownDelivery::of(found, now));
    }
}

/// Puts each file with the message that it came along with; those that are not sent
/// yet are given back.
pub(crate) fn with_files(messages: &mut [ShownMessage], files: Vec<Attachment>) -> Vec<Attachment> {
    let (sent, unsent): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|file| file.message.is_some());
    for file in sent {
        let home = messages.iter_mut().find(|message| Some(message.id) == file.message);
        if let Some(home) = home {
            home.files.push(file);
        }
    }
    unsent
}

/// Who has read, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownReading {
    /// Who.
    pub reader: ShownAuthor,
    /// When first.
    pub at: Instant,
}

/// Something that happened, as it is shown.
#[derive(Clone, PartialEq, Eq)]
pub enum ShownEvent {
    /// Taken by somebody at the unit.
    Taken {
        /// When.
        at: Instant,
        /// By whom.
        by: String,
    },
    /// Put back in the queue.
    PutBack {
        /// When.
        at: Instant,
    },
    /// Given to a colleague.
    Assigned {
        /// When.
        at: Instant,
        /// To whom.
        to: String,
    },
    /// Sent on to another unit, or followed its unit to the one that took over.
    Forwarded {
        /// When.
        at: Instant,
        /// To which unit.
        to: String,
    },
    /// Went back to the queue by itself.
    Returned {
        /// When.
        at: Instant,
        /// Who had it.
        from: String,
        /// Why.
        why: ReturnedWhy,
    },
    /// The promise was moved because the unit closed on its day.
    PromiseMoved {
        /// When.
        at: Instant,
        /// What was promised.
        from: Instant,
        /// What is promised now.
        to: Instant,
    },
    /// Closed.
    Closed {
        /// When.
        at: Instant,
        /// Why.
        reason: CloseReason,
        /// Where the citizen was guided to.
        guidance: Option<String>,
    },
}

impl ShownEvent {
    /// When it happened.
    pub const fn at(&self) -> Instant {
        match self {
            Self::Taken { at, .. }
            | Self::PutBack { at }
            | Self::Assigned { at, .. }
            | Self::Forwarded { at, .. }
            | Self::Returned { at, .. }
            | Self::PromiseMoved { at, .. }
            | Self::Closed { at, .. } => *at,
        }
    }
}

/// The names that a conversation mentions, looked up once each.
#[derive(Default)]
pub(crate) struct Names {
    citizen: Option<PersonId>,
    people: HashMap<PersonId, String>,
    staff: HashMap<StaffId, Staff>,
    units: HashMap<UnitId, Unit>,
}

impl Names {
    /// Looks up everybody that these rows mention.
    pub(crate) async fn of(
        tx: &mut Tx,
        thread: &Thread,
        messages: &[MessageRow],
        events: &[EventRow],
        reads: &[ReadRow],
    ) -> Result<Self, StorageError> {
        let mut names = Self { citizen: Some(thread.person), ..Self::default() };
        names.add_person(tx, thread.person).await?;
        for row in messages {
            match row.message.author {
                Author::Citizen(id) => names.add_person(tx, id).await?,
                Author::Staff(id) => names.add_staff(tx, id).await?,
                Author::Epj => {}
            }
        }
        for row in reads {
            match row.reader {
                Reader::Citizen(id) => names.add_person(tx, id).await?,
                Reader::Staff(id) => names.add_staff(tx, id).await?,
            }
        }
        for row in events {
            match row.happened.event {
                ThreadEvent::Taken(id)
                | ThreadEvent::Assigned(id)
                | ThreadEvent::Returned { from: id, .. } => {
                    names.add_staff(tx, id).await?;
                }
                ThreadEvent::Forwarded { to, .. } | ThreadEvent::Followed { to, .. } => {
                    names.add_unit(tx, to).await?;
                }
                ThreadEvent::PutBack
                | ThreadEvent::Closed(_)
                | ThreadEvent::PromiseMoved { .. } => {}
            }
        }
        Ok(names)
    }

    pub(crate) async fn add_staff(&mut self, tx: &mut Tx, id: StaffId) -> Result<(), StorageError> {
        if !self.staff.contains_key(&id)
            && let Some(found) = parties::staff(tx, id).await?
        {
            self.staff.insert(id, found);
        }
        Ok(())
    }

    async fn add_person(&mut self, tx: &mut Tx, id: PersonId) -> Result<(), StorageError> {
        if !self.people.contains_key(&id)
            && let Some(found) = parties::person(tx, id).await?
        {
            self.people.insert(id, found.name.full());
        }
        Ok(())
    }

    async fn add_unit(&mut self, tx: &mut Tx, id: UnitId) -> Result<(), StorageError> {
        if !self.units.contains_key(&id)
            && let Some(found) = parties::unit(tx, id).await?
        {
            self.units.insert(id, found);
        }
        Ok(())
    }

    /// A member of staff, as the unit shows her to the reader.
    pub(crate) fn author(&self, id: StaffId, names: StaffNames) -> ShownAuthor {
        match self.shown_as(id, names) {
            Some((name, title)) => ShownAuthor::Staff { id, name, title },
            None => ShownAuthor::Unit,
        }
    }

    /// The name and title of a member of staff, as a reader is shown her.
    pub(crate) fn shown_as(&self, id: StaffId, names: StaffNames) -> Option<(String, String)> {
        self.staff.get(&id).and_then(|found| found.shown_as(names))
    }

    /// The full name of a member of staff, for colleagues.
    pub(crate) fn staff_name(&self, id: StaffId) -> String {
        self.staff.get(&id).map(|found| found.name.full()).unwrap_or_default()
    }

    /// The full name of a person.
    pub(crate) fn person_name(&self, id: PersonId) -> String {
        self.people.get(&id).cloned().unwrap_or_default()
    }

    /// The citizen herself, or somebody who acts for her.
    fn citizens_side(&self, id: PersonId) -> ShownAuthor {
        if self.citizen.is_none_or(|citizen| citizen == id) {
            return ShownAuthor::Citizen(id);
        }
        ShownAuthor::Helper { id, name: self.person_name(id) }
    }

    fn unit_name(&self, id: UnitId) -> String {
        self.units.get(&id).map(|found| found.name.clone()).unwrap_or_default()
    }

    pub(crate) fn message(
        &self,
        row: MessageRow,
        words: Words,
        names: StaffNames,
        reads: &[ReadRow],
    ) -> ShownMessage {
        let message = row.message;
        let author = match message.author {
            Author::Citizen(person) => self.citizens_side(person),
            Author::Staff(id) => self.author(id, names),
            // The name that a journal system gave cannot be shortened: it is a text.
            Author::Epj if words.author.is_empty() || names != StaffNames::Shown => {
                ShownAuthor::Unit
            }
            Author::Epj => ShownAuthor::Epj(words.author),
        };
        ShownMessage {
            id: message.id,
            at: message.at,
            kind: message.kind,
            heading: (!words.heading.is_empty()).then_some(words.heading),
            body: words.body,
            files: Vec::new(),
            is_gone: false,
            answered: message.answers_promise.zip(message.kept_promise()),
            read_by: self.read_by(message.id, message.author, names, reads),
            reference: message.reference,
            delivery: None,
            author,
        }
    }

    /// Who on the other side has come as far as this message, each at the first time.
    fn read_by(
        &self,
        message: MessageId,
        author: Author,
        names: StaffNames,
        reads: &[ReadRow],
    ) -> Vec<ShownReading> {
        let mut found: Vec<ShownReading> = Vec::new();
        for read in reads.iter().filter(|read| read.upto >= message) {
            let reader = match read.reader {
                Reader::Citizen(person) if !author.is_citizen() => self.citizens_side(person),
                Reader::Staff(id) if author.is_citizen() => self.author(id, names),
                _ => continue,
            };
            if !found.iter().any(|seen| seen.reader == reader) {
                found.push(ShownReading { reader, at: read.at });
            }
        }
        found
    }

    pub(crate) fn event(&self, row: &EventRow, guidance: Option<String>) -> ShownEvent {
        let at = row.happened.at;
        match row.happened.event {
            ThreadEvent::Taken(id) => ShownEvent::Taken { at, by: self.staff_name(id) },
            ThreadEvent::PutBack => ShownEvent::PutBack { at },
            ThreadEvent::Assigned(id) => ShownEvent::Assigned { at, to: self.staff_name(id) },
            ThreadEvent::Forwarded { to, .. } | ThreadEvent::Followed { to, .. } => {
                ShownEvent::Forwarded { at, to: self.unit_name(to) }
            }
            ThreadEvent::Closed(reason) => ShownEvent::Closed { at, reason, guidance },
            ThreadEvent::Returned { from, why } => {
                ShownEvent::Returned { at, from: self.staff_name(from), why }
            }
            ThreadEvent::PromiseMoved { from, to } => ShownEvent::PromiseMoved { at, from, to },
        }
    }
}
