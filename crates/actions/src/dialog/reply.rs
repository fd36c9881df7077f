//! A citizen writes more in a conversation (S1-2.1.1-a).

use std::sync::Arc;

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::controllership::{Register, Resolution};
use helsebro_domain::dialog::{
    Author, CitizensThread, Message, MessageKind, PromiseTimer, Replied, Thread,
};
use helsebro_domain::ids::{DraftId, EventId, MessageId, ThreadId, UnitId};
use helsebro_domain::parties::Unit;
use helsebro_domain::refusals::Refusal;
use helsebro_domain::representation::CitizenAccess;
use helsebro_domain::text::Body;
use helsebro_domain::time::Instant;
use helsebro_storage::dialog::{NewMessage, SealedPair};
use helsebro_storage::{Scope, Tx, dialog, parties};
use uuid::Uuid;

use super::attachments::{ReadyFiles, WithFiles};
use super::start::Receipt;
use super::timers;
use crate::blocks;
use crate::content::{self, Words};
use crate::controllership::made;
use crate::epj::queueing::{self, Written};
use crate::{ActError, Acts, Sight, trail};

/// What the citizen writes more.
#[derive(Debug, Clone)]
pub struct NewReply {
    /// In which conversation.
    pub thread: ThreadId,
    /// The form it was written in; sending it twice is sending it once.
    pub submission: Uuid,
    /// What it says.
    pub body: Body,
}

/// Whether a citizen could write more now; for the page, nothing is stored.
///
/// # Errors
/// When the database fails.
pub(crate) async fn may_reply(
    tx: &mut Tx,
    citizen: &CitizenAccess,
    thread: &Thread,
    now: Instant,
) -> Result<Result<(), Refusal>, ActError> {
    let (decided, _) = decide(tx, citizen, thread, now).await?;
    Ok(decided.map(|_| ()))
}

/// Sends a reply.
///
/// # Errors
/// [`ActError::Refused`] with the rule's code, and nothing stored but the audit
/// line; [`ActError::NotFound`] when the conversation is not the citizen's.
pub async fn send(
    acts: &Acts,
    citizen: &CitizenAccess,
    new: &NewReply,
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
    new: &NewReply,
    files: WithFiles,
) -> Result<Receipt, ActError> {
    let scope = Scope::from(citizen);
    let ready = match Ready::of(acts, citizen, (new, files)).await {
        Err(ActError::NotFound) => {
            let thing = Object::Thread(new.thread.uuid());
            return Err(trail::not_hers(acts, citizen, Event::MessageSent, thing).await?);
        }
        ready => ready?,
    };
    let (receipt, unit) = acts
        .db()
        .write(scope, "dialog.reply", async |mut tx| {
            send_in(acts, &mut tx, citizen, new, &ready).await
        })
        .await??;
    acts.news().tell(Sight::Unit(unit));
    acts.news().tell(Sight::Citizen(citizen.person()));
    Ok(receipt)
}

/// What must be ready before the writer's turn.
struct Ready {
    now: Instant,
    message: MessageId,
    body: SealedPair,
    reference: String,
    inputs_hash: [u8; 32],
    files: ReadyFiles,
    register: Arc<Register>,
}

impl Ready {
    async fn of(
        acts: &Acts,
        citizen: &CitizenAccess,
        (new, with): (&NewReply, WithFiles),
    ) -> Result<Self, ActError> {
        let scope = Scope::from(citizen);
        let municipality = acts
            .db()
            .read(scope, "dialog.reply_to", async |mut tx| {
                dialog::citizens_home(&mut tx, new.thread).await?.ok_or(ActError::NotFound)
            })
            .await?;
        let now = acts.now();
        let message = MessageId::from_uuid(acts.fresh(now));
        let place = ("messages", message.uuid(), "text");
        let words = Words::of(new.body.as_str()).to_text();
        let line = || {
            let mut line = trail::by_citizen(acts, citizen, Event::MessageSent, now);
            line.org = Some(municipality.id);
            line.object = Object::Thread(new.thread.uuid());
            line
        };
        let of = (with, DraftId::from_uuid(new.submission));
        let files = ReadyFiles::of(acts, citizen, municipality.id, of, line).await?;
        Ok(Self {
            files,
            register: made::at_hand(acts).await?,
            now,
            message,
            body: content::seal_pair(acts, municipality.id, place, &words).await?,
            reference: acts.references().next(acts, &municipality, now).await?,
            inputs_hash: content::inputs_hash(acts, &words).await?,
        })
    }
}

type Sent = (Receipt, UnitId);

async fn send_in(
    acts: &Acts,
    tx: &mut Tx,
    citizen: &CitizenAccess,
    new: &NewReply,
    ready: &Ready,
) -> Result<Result<Sent, Refusal>, ActError> {
    let stored = dialog::citizens_thread_to_write(tx, new.thread).await?;
    let thread = stored.ok_or(ActError::NotFound)?.thread;
    if let Some(row) = dialog::submitted_message(tx, thread.id, new.submission).await? {
        return Ok(Ok((receipt(&thread, &row.message), thread.unit)));
    }
    let (decided, unit) = decide(tx, citizen, &thread, ready.now).await?;
    let made = made::under(&ready.register, &unit, ready.now);
    let decided = decided.and_then(|replied| made::takes_new(&made).map(|()| replied));
    let mut line = trail::by_citizen(acts, citizen, Event::MessageSent, ready.now);
    line = trail::about(line, &thread);
    line.rules = &["S1-2.1.1-a", "L-EFV-6"];
    line.inputs_hash = Some(ready.inputs_hash);
    let replied = match trail::settle(tx, line, decided).await? {
        Ok(replied) => replied,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let replied = Decided { before: thread, replied, unit, made };
    store(acts, tx, (citizen, &replied), new, ready).await.map(Ok)
}

/// A conversation before and after, and the unit that has it then.
struct Decided {
    before: Thread,
    replied: Replied,
    unit: Unit,
    made: Resolution,
}

async fn store(
    acts: &Acts,
    tx: &mut Tx,
    (citizen, decided): (&CitizenAccess, &Decided),
    new: &NewReply,
    ready: &Ready,
) -> Result<Sent, ActError> {
    let Decided { before, replied, unit, .. } = decided;
    let thread = &replied.thread;
    let message = Message {
        id: ready.message,
        thread: thread.id,
        at: ready.now,
        author: Author::Citizen(citizen.actor()),
        kind: MessageKind::Text,
        reference: Some(ready.reference.clone()),
        answers_promise: None,
    };
    let submission = Some(new.submission);
    let resolution = made::keep_in(acts, tx, decided.made.clone(), ready.now).await?;
    let new_message = NewMessage { message: &message, submission, resolution, text: &ready.body };
    dialog::add_message(tx, &new_message).await?;
    ready.files.send_in(tx, (thread.id, message.id)).await?;
    if let Some(event) = replied.moved {
        let id = EventId::from_uuid(acts.fresh(ready.now));
        dialog::add_event(tx, thread.id, (id, ready.now), event, None).await?;
    }
    let is_stopped = queueing::is_stopped(tx, unit, thread.person).await?;
    let thread = &thread.clone().at_work_in(unit, is_stopped);
    let written = Written { thread, unit, message: message.id, is_first: false };
    queueing::message_in(acts, tx, &written, ready.now).await?;
    if PromiseTimer::for_thread(thread) != PromiseTimer::for_thread(before) {
        timers::set_in(acts, tx, (thread, unit), ready.now).await?;
    }
    dialog::update_thread_since(tx, before, thread).await?;
    dialog::discard(tx, DraftId::from_uuid(new.submission)).await?;
    Ok((receipt(thread, &message), thread.unit))
}

async fn decide(
    tx: &mut Tx,
    citizen: &CitizenAccess,
    thread: &Thread,
    now: Instant,
) -> Result<(Result<Replied, Refusal>, Unit), ActError> {
    let unit = parties::answering_unit(tx, thread.unit).await?.ok_or(ActError::NotFound)?;
    let contact = match thread.contact {
        Some(id) => dialog::citizens_contact(tx, id).await?,
        None => None,
    };
    let decided = CitizensThread::open(citizen, thread)
        .and_then(|open| open.reply(&unit, contact.as_ref(), now));
    let decided = match decided {
        Ok(replied) => blocks::lets_write(tx, unit.id, now).await?.map(|()| replied),
        refused => refused,
    };
    Ok((decided, unit))
}

fn receipt(thread: &Thread, message: &Message) -> Receipt {
    Receipt {
        thread: thread.id,
        reference: message.reference.clone().unwrap_or_default(),
        at: message.at,
        promise_at: thread.awaiting.and_then(|awaiting| awaiting.promise_at),
    }
}
