//! The receipt for a message that began a conversation, shown again (L-EFV-6).

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::dialog::{CitizensThread, MessageKind, Thread};
use helsebro_domain::ids::{DraftId, ThreadId};
use helsebro_domain::representation::{CitizenAccess, Deed};
use helsebro_domain::time::Instant;
use helsebro_storage::dialog::MessageRow;
use helsebro_storage::{Scope, StorageError, Tx, dialog, parties};

use crate::{ActError, Acts, trail};

/// A receipt, and what has come of the message since.
#[derive(Debug, Clone)]
pub struct ReceiptView {
    /// To whom it was sent, as she knew the service then.
    pub to: String,
    /// The reference.
    pub reference: String,
    /// When it was stored.
    pub at: Instant,
    /// What has come of it.
    pub standing: Standing,
}

/// What has come of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It waits for an answer, with when one is promised.
    Waiting(Option<Instant>),
    /// It is answered.
    Answered,
    /// The conversation was closed without an answer.
    Closed,
}

/// The receipt of a conversation that the citizen began.
///
/// Nothing is marked as read: what has been answered is only told of, not shown.
///
/// # Errors
/// [`ActError::NotFound`] when it is not the citizen's or she did not begin it.
pub async fn one(
    acts: &Acts,
    citizen: &CitizenAccess,
    id: ThreadId,
) -> Result<ReceiptView, ActError> {
    let about = (Event::ThreadRead, Object::Thread(id.uuid()));
    trail::allowed(acts, citizen, Deed::ReadThreads, about).await?;
    let found = acts
        .db()
        .read(Scope::from(citizen), "dialog.receipt", async |mut tx| {
            load(&mut tx, citizen, id).await
        })
        .await;
    let Err(ActError::NotFound) = found else { return found };
    let thing = Object::Thread(id.uuid());
    Err(trail::not_hers(acts, citizen, Event::ThreadRead, thing).await?)
}

async fn load(tx: &mut Tx, citizen: &CitizenAccess, id: ThreadId) -> Result<ReceiptView, ActError> {
    let stored = dialog::citizens_thread(tx, id).await?.ok_or(ActError::NotFound)?;
    let opened = CitizensThread::open(citizen, &stored.thread)?;
    let thread = opened.thread();
    // The draft that was sent gave the conversation its id.
    let draft = DraftId::from_uuid(id.uuid());
    let sent = dialog::submitted_message(tx, id, draft.uuid()).await?.ok_or(ActError::NotFound)?;
    let messages = dialog::citizens_messages(tx, id).await?;
    Ok(ReceiptView {
        to: to(tx, thread).await?.ok_or(ActError::NotFound)?,
        reference: sent.message.reference.unwrap_or_default(),
        at: sent.message.at,
        standing: standing(thread, &messages),
    })
}

/// The service that she wrote to, also when another unit has it now.
async fn to(tx: &mut Tx, thread: &Thread) -> Result<Option<String>, StorageError> {
    if let Some(contact) = thread.contact
        && let Some(found) = dialog::citizens_contact(tx, contact).await?
    {
        return Ok(Some(found.listed.name));
    }
    Ok(parties::unit(tx, thread.unit).await?.map(|unit| unit.name))
}

fn standing(thread: &Thread, messages: &[MessageRow]) -> Standing {
    let is_answer = |row: &MessageRow| {
        let answered = match row.message.kind {
            MessageKind::Text => true,
            MessageKind::Talk(_) => row.message.answers_promise.is_some(),
            MessageKind::RefusedByEpj(_) => false,
        };
        answered && !row.message.author.is_citizen()
    };
    if messages.iter().any(is_answer) {
        Standing::Answered
    } else if thread.is_open() {
        Standing::Waiting(thread.awaiting.and_then(|awaiting| awaiting.promise_at))
    } else {
        Standing::Closed
    }
}
