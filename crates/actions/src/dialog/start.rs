//! A citizen starts a conversation (S1-2.1.1-a, L-EFV-3, L-EFV-6).

use std::sync::Arc;

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::controllership::{Register, Resolution};
use helsebro_domain::dialog::{Author, HealthContact, Message, MessageKind, Thread, WritePermit};
use helsebro_domain::ids::{ContactId, DraftId, MessageId, StaffId, ThreadId};
use helsebro_domain::parties::{GoesTo, Municipality, Staff, StaffAccess, Unit};
use helsebro_domain::representation::{CitizenAccess, Deed};
use helsebro_domain::text::{Body, Topic};
use helsebro_domain::time::Instant;
use helsebro_storage::dialog::{NewMessage, SealedPair};
use helsebro_storage::{Scope, StorageError, Tx, audit, dialog, parties};

use super::attachments::{ReadyFiles, WithFiles};
use super::contacts::Contact;
use super::{names, timers};
use crate::blocks;
use crate::content::{self, Words};
use crate::controllership::made;
use crate::epj::queueing::{self, Written};
use crate::parties::roster::Roster;
use crate::{ActError, Acts, Sight, trail};

/// What the citizen sends.
#[derive(Debug, Clone)]
pub struct NewThread {
    /// To whom.
    pub contact: ContactId,
    /// The draft it was written in; sending it twice is sending it once.
    pub draft: DraftId,
    /// What it is about.
    pub topic: Topic,
    /// What it says.
    pub body: Body,
    /// A named member of staff, where the unit allows that.
    pub to_staff: Option<StaffId>,
}

/// The receipt for a message (L-EFV-6).
#[derive(Debug, Clone)]
pub struct Receipt {
    /// The conversation.
    pub thread: ThreadId,
    /// The reference.
    pub reference: String,
    /// When it was stored.
    pub at: Instant,
    /// When an answer is promised.
    pub promise_at: Option<Instant>,
}

/// What a citizen sees before she writes: the contact, and the promise for a
/// message sent now.
#[derive(Debug, Clone)]
pub struct Prospect {
    /// To whom.
    pub contact: Contact,
    /// When an answer would be promised.
    pub promise_at: Option<Instant>,
    /// Those at the unit whom she may choose among; none where the unit has not
    /// arranged for that (L-EFV-3).
    pub staff: Vec<Staff>,
}

/// Whether a citizen may write to a contact now, and what she is promised.
///
/// # Errors
/// [`ActError::Refused`] with the rule's code; [`ActError::NotFound`] when the
/// contact is not hers.
pub async fn prospect(
    acts: &Acts,
    citizen: &CitizenAccess,
    contact: ContactId,
) -> Result<Prospect, ActError> {
    let found = super::contacts::one(acts, citizen, contact).await?;
    let now = acts.now();
    let permit = WritePermit::to(citizen, &found.contact, &found.unit, now)?;
    made::takes_new(&made::under(&*made::at_hand(acts).await?, &found.unit, now))?;
    blocks::may_write(acts, citizen, found.unit.id).await?;
    let promise_at = permit.promise(now);
    let staff = match permit.may_name_staff() {
        true => staff_of(acts, citizen, &found.unit, now).await?,
        false => Vec::new(),
    };
    Ok(Prospect { contact: found, promise_at, staff })
}

async fn staff_of(
    acts: &Acts,
    citizen: &CitizenAccess,
    unit: &Unit,
    now: Instant,
) -> Result<Vec<Staff>, ActError> {
    let today = now.in_oslo().date;
    acts.db()
        .read(Scope::from(citizen), "dialog.staff_of", async |mut tx| {
            Ok(parties::staff_here(&mut tx, unit, today).await?)
        })
        .await
}

/// Sends a new conversation's first message.
///
/// # Errors
/// [`ActError::Refused`] with the rule's code, and nothing stored but the audit
/// line; [`ActError::NotFound`] when the contact is not the citizen's.
pub async fn send(
    acts: &Acts,
    citizen: &CitizenAccess,
    new: &NewThread,
) -> Result<Receipt, ActError> {
    send_with(acts, citizen, new, WithFiles::None).await
}

/// The same, with the files of its draft: all of them looked through, or nothing is
/// sent.
///
/// # Errors
/// As [`send`]; and `ATTACHMENT_NOT_SCANNED` when nobody can look through the files
/// now, `ATTACHMENT_HARMFUL` when something was found.
pub async fn send_with(
    acts: &Acts,
    citizen: &CitizenAccess,
    new: &NewThread,
    files: WithFiles,
) -> Result<Receipt, ActError> {
    if let Some(receipt) = sent_before(acts, citizen, new.draft).await? {
        return Ok(receipt);
    }
    let not_hers = async |thing| trail::not_hers(acts, citizen, Event::MessageSent, thing).await;
    let sealed = match Sealed::of(acts, citizen, (new, files)).await {
        Err(ActError::NotFound) => {
            return Err(not_hers(Object::Contact(new.contact.uuid())).await?);
        }
        sealed => sealed?,
    };
    let scope = Scope::from(citizen);
    let sent = acts
        .db()
        .write(scope, "dialog.start", async |mut tx| {
            send_in(acts, &mut tx, citizen, new, &sealed).await
        })
        .await??;
    let Some((receipt, thread)) = sent else {
        // Another request with the same draft was first; its receipt is ours.
        return match sent_before(acts, citizen, new.draft).await? {
            Some(receipt) => Ok(receipt),
            None => Err(not_hers(Object::Thread(new.draft.uuid())).await?),
        };
    };
    acts.news().tell(Sight::Unit(thread.unit));
    acts.news().tell(Sight::Citizen(thread.person));
    Ok(receipt)
}

/// The receipt of a draft that was sent already.
///
/// # Errors
/// When the database fails.
pub async fn sent_before(
    acts: &Acts,
    citizen: &CitizenAccess,
    draft: DraftId,
) -> Result<Option<Receipt>, ActError> {
    let thread = ThreadId::from_uuid(draft.uuid());
    // Whoever may not write has sent nothing.
    if citizen.may(Deed::Write).is_err() {
        return Ok(None);
    }
    acts.db()
        .read(Scope::from(citizen), "dialog.sent_before", async |mut tx| {
            let Some(stored) = dialog::citizens_thread(&mut tx, thread).await? else {
                return Ok(None);
            };
            let row = dialog::submitted_message(&mut tx, thread, draft.uuid()).await?;
            Ok(row.map(|row| Receipt {
                thread,
                reference: row.message.reference.unwrap_or_default(),
                at: row.message.at,
                promise_at: stored.thread.awaiting.and_then(|awaiting| awaiting.promise_at),
            }))
        })
        .await
}

/// What must be ready before the writer's turn: ids, seals and the reference.
struct Sealed {
    now: Instant,
    thread: ThreadId,
    message: MessageId,
    topic: SealedPair,
    body: SealedPair,
    reference: String,
    inputs_hash: [u8; 32],
    files: ReadyFiles,
    register: Arc<Register>,
}

impl Sealed {
    async fn of(
        acts: &Acts,
        citizen: &CitizenAccess,
        (new, with): (&NewThread, WithFiles),
    ) -> Result<Self, ActError> {
        let municipality: Municipality =
            super::contacts::one(acts, citizen, new.contact).await?.municipality;
        let now = acts.now();
        let thread = ThreadId::from_uuid(new.draft.uuid());
        let message = MessageId::from_uuid(acts.fresh(now));
        let topic_place = ("threads", thread.uuid(), "topic");
        let body_place = ("messages", message.uuid(), "text");
        let home = municipality.id;
        let words = Words::of(new.body.as_str()).to_text();
        let line = || {
            let mut line = trail::by_citizen(acts, citizen, Event::MessageSent, now);
            line.org = Some(home);
            line.object = Object::Draft(new.draft.uuid());
            line
        };
        let files = ReadyFiles::of(acts, citizen, home, (with, new.draft), line).await?;
        Ok(Self {
            files,
            register: made::at_hand(acts).await?,
            now,
            thread,
            message,
            topic: content::seal_pair(acts, home, topic_place, new.topic.as_str()).await?,
            body: content::seal_pair(acts, home, body_place, &words).await?,
            reference: acts.references().next(acts, &municipality, now).await?,
            inputs_hash: content::inputs_hash(acts, &words).await?,
        })
    }
}

type Decided<T> = Result<T, helsebro_domain::refusals::Refusal>;

async fn send_in(
    acts: &Acts,
    tx: &mut Tx,
    citizen: &CitizenAccess,
    new: &NewThread,
    sealed: &Sealed,
) -> Result<Decided<Option<(Receipt, Thread)>>, ActError> {
    let Some((contact, unit)) = contact_and_unit(tx, new.contact).await? else {
        return Err(ActError::NotFound);
    };
    let wish = wished(tx, &unit, new.to_staff, sealed.now).await?;
    let is_stopped = queueing::is_stopped(tx, &unit, citizen.person()).await?;
    let decided = WritePermit::to(citizen, &contact, &unit, sealed.now)
        .map(|permit| permit.start(sealed.thread, wish, sealed.now).at_work_in(&unit, is_stopped));
    let made = made::under(&sealed.register, &unit, sealed.now);
    let decided = decided.and_then(|thread| made::takes_new(&made).map(|()| thread));
    let decided = match decided {
        Ok(thread) => blocks::lets_write(tx, unit.id, sealed.now).await?.map(|()| thread),
        refused => refused,
    };
    let mut line = trail::by_citizen(acts, citizen, Event::MessageSent, sealed.now);
    line.org = Some(contact.municipality);
    line.object = Object::Thread(sealed.thread.uuid());
    line.rules = &["S1-2.1.1-a", "L-EFV-6"];
    line.inputs_hash = Some(sealed.inputs_hash);
    let thread = match decided {
        Ok(thread) => thread,
        Err(refusal) => {
            audit::append(tx, &line.refused(refusal)).await?;
            return Ok(Err(refusal));
        }
    };
    let conversation = thread.id.to_string();
    if !dialog::add_thread(tx, &thread, &sealed.topic, &conversation).await? {
        return Ok(Ok(None));
    }
    // Only now: of those who send the same draft at once, one has sent it.
    audit::append(tx, &line).await?;
    store_message(acts, tx, (citizen, &thread), (sealed, made), new).await?;
    let message = sealed.message;
    sealed.files.send_in(tx, (thread.id, message)).await?;
    let written = Written { thread: &thread, unit: &unit, message, is_first: true };
    queueing::message_in(acts, tx, &written, sealed.now).await?;
    timers::set_in(acts, tx, (&thread, &unit), sealed.now).await?;
    dialog::discard(tx, new.draft).await?;
    let receipt = Receipt {
        thread: thread.id,
        reference: sealed.reference.clone(),
        at: sealed.now,
        promise_at: thread.awaiting.and_then(|awaiting| awaiting.promise_at),
    };
    Ok(Ok(Some((receipt, thread))))
}

async fn store_message(
    acts: &Acts,
    tx: &mut Tx,
    (citizen, thread): (&CitizenAccess, &Thread),
    (sealed, made): (&Sealed, Resolution),
    new: &NewThread,
) -> Result<(), StorageError> {
    let message = Message {
        id: sealed.message,
        thread: thread.id,
        at: sealed.now,
        author: Author::Citizen(citizen.actor()),
        kind: MessageKind::Text,
        reference: Some(sealed.reference.clone()),
        answers_promise: None,
    };
    let submission = Some(new.draft.uuid());
    let resolution = made::keep_in(acts, tx, made, sealed.now).await?;
    let new = NewMessage { message: &message, submission, resolution, text: &sealed.body };
    dialog::add_message(tx, &new).await
}

async fn contact_and_unit(
    tx: &mut Tx,
    id: ContactId,
) -> Result<Option<(HealthContact, Unit)>, StorageError> {
    let Some(contact) = dialog::citizens_contact(tx, id).await? else { return Ok(None) };
    let Some(unit) = parties::answering_unit(tx, contact.listed.unit).await? else {
        return Ok(None);
    };
    Ok(Some((contact, names::for_citizen(tx, unit).await?)))
}

/// The wish, when that member of staff works at the unit. Which wishes count is
/// the rule's to say (L-EFV-3).
async fn wished(
    tx: &mut Tx,
    unit: &Unit,
    wish: Option<StaffId>,
    now: Instant,
) -> Result<Option<StaffAccess>, StorageError> {
    let Some(staff) = wish else { return Ok(None) };
    let today = now.in_oslo().date;
    let to = match Roster::here(tx, unit, today).await?.goes_to(staff) {
        GoesTo::Her => staff,
        GoesTo::StandIn(other) => other,
        GoesTo::Queue => return Ok(None),
    };
    let held = parties::authorisations_here(tx, unit.id, to).await?;
    Ok(StaffAccess::at(to, unit.id, &held, today).ok())
}
