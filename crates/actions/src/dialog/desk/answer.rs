//! Answering (S1-2.1-b, S1-2.1.1-a): from the console or the journal system.

use std::sync::Arc;

use helsebro_domain::audit::Event;
use helsebro_domain::controllership::Register;
use helsebro_domain::dialog::{
    Author, Closing, Desk, Message, MessageKind, Nature, Thread, VedtakAnswer, vedtak_words,
};
use helsebro_domain::ids::{MessageId, ThreadId};
use helsebro_domain::notices::Weight;
use helsebro_domain::refusals::Refusal;
use helsebro_domain::text::Body;
use helsebro_domain::time::Instant;
use helsebro_storage::dialog::{NewMessage, SealedPair};
use helsebro_storage::jobs::NoticeFact;
use helsebro_storage::{Scope, Tx, audit, dialog, parties};

use super::super::attachments::{ReadyAtDesk, WithFiles};
use super::close::{self, SealedClosing};
use super::decide::{self, Change};
use crate::content::{self, Words};
use crate::controllership::made;
use crate::{ActError, Acts, notices, trail};

/// An answer.
#[derive(Debug, Clone)]
pub struct NewAnswer {
    /// In which conversation.
    pub thread: ThreadId,
    /// What it says.
    pub body: Body,
    /// What kind of message staff say that it is.
    pub nature: Nature,
    /// Set to close the conversation with the answer.
    pub closing: Option<Closing>,
}

/// What became of an answer.
#[derive(Debug, Clone)]
pub enum Answered {
    /// It was sent.
    Sent(Thread),
    /// It sounds like a decision; staff must say what kind of message it is.
    AskNature,
}

/// A message from the desk, ready before the writer's turn.
pub(super) struct Ready {
    pub(super) now: Instant,
    pub(super) id: MessageId,
    pub(super) kind: MessageKind,
    pub(super) text: SealedPair,
    pub(super) register: Arc<Register>,
    /// Whether those who are told only of what needs an answer are told of it (N-07).
    pub(super) weight: Weight,
}

impl Ready {
    pub(super) async fn of(
        acts: &Acts,
        desk: &Desk,
        words: &Words,
        kind: MessageKind,
    ) -> Result<Self, ActError> {
        let now = acts.now();
        let id = MessageId::from_uuid(acts.fresh(now));
        let place = ("messages", id.uuid(), "text");
        let text = content::seal_pair(acts, desk.municipality(), place, &words.to_text()).await?;
        let register = made::at_hand(acts).await?;
        Ok(Self { now, id, kind, text, register, weight: Weight::Plain })
    }
}

/// Sends an answer.
///
/// # Errors
/// `VEDTAK_NOT_ALLOWED_IN_DIALOG` when staff say that it is a decision;
/// `INVALID_TRANSITION` when the conversation is closed or a colleague's; `UNIT_NOT_ACTIVE`
/// while the unit's service is stopped.
pub async fn answer(acts: &Acts, desk: &Desk, new: &NewAnswer) -> Result<Answered, ActError> {
    answer_with(acts, desk, new, (WithFiles::None, Weight::Plain)).await
}

/// The same, with the files that staff have ready: all of them looked through, or
/// nothing is sent. One that needs an answer is told of to whoever wants to hear of
/// nothing else (N-07).
///
/// # Errors
/// As [`answer`]; and `ATTACHMENT_NOT_SCANNED` when nobody can look through the files
/// now, `ATTACHMENT_HARMFUL` when something was found.
pub async fn answer_with(
    acts: &Acts,
    desk: &Desk,
    new: &NewAnswer,
    (with, weight): (WithFiles, Weight),
) -> Result<Answered, ActError> {
    match vedtak_words(new.body.as_str(), new.nature) {
        VedtakAnswer::MaySend => {}
        VedtakAnswer::Ask => return Ok(Answered::AskNature),
        VedtakAnswer::Refused(refusal) => {
            log_refused(acts, desk, (new.thread, Event::ThreadAnswered), refusal).await?;
            return Err(refusal.into());
        }
    }
    let words = Words::of(new.body.as_str());
    let ready = Ready::of(acts, desk, &words, MessageKind::Text).await?;
    let ready = Ready { weight, ..ready };
    let line = || {
        let mut line = trail::at_desk(acts, desk, Event::ThreadAnswered, ready.now);
        line.object = helsebro_domain::audit::Object::Thread(new.thread.uuid());
        line
    };
    let files = ReadyAtDesk::of(acts, desk, (with, new.thread), line).await?;
    let closing = match &new.closing {
        Some(closing) => Some((closing, SealedClosing::of(acts, desk, closing, ready.now).await?)),
        None => None,
    };
    let thread = acts
        .db()
        .write(Scope::Municipality(desk.municipality()), "dialog.answer", async |mut tx| {
            let event = Event::ThreadAnswered;
            let opened = decide::opened(acts, &mut tx, desk, new.thread, event, ready.now).await?;
            let thread = match opened {
                Ok(stored) => match answer_in(acts, &mut tx, desk, &stored.thread, &ready).await? {
                    Ok(thread) => {
                        files.send_in(&mut tx, &thread, ready.id).await?;
                        thread
                    }
                    Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
                },
                Err(refusal) => return Ok(Err(refusal)),
            };
            match &closing {
                Some((closing, sealed)) => {
                    let at = (sealed, ready.now);
                    close::close_in(acts, &mut tx, desk, &thread, closing, at).await
                }
                None => Ok(Ok(thread)),
            }
        })
        .await??;
    decide::tell(acts, desk, &thread);
    Ok(Answered::Sent(thread))
}

/// The same inside a transaction, over a conversation that was opened to write.
pub(super) async fn answer_in(
    acts: &Acts,
    tx: &mut Tx,
    desk: &Desk,
    before: &Thread,
    ready: &Ready,
) -> Result<Result<Thread, Refusal>, ActError> {
    let unit = parties::unit(tx, before.unit).await?.ok_or(ActError::NotFound)?;
    let decided = desk
        .open(before)
        .and_then(|open| open.answer(&unit, ready.now))
        .map(|thread| Change { thread, event: None });
    let at = (before, Event::ThreadAnswered);
    let stored = decide::store(acts, tx, desk, at, decided, ready.now).await?;
    if stored.is_ok() {
        let promised = before.awaiting.and_then(|awaiting| awaiting.promise_at);
        add(acts, tx, desk, before, (ready, promised)).await?;
        if let Some(me) = desk.staff() {
            dialog::discard_desk_draft(tx, before.id, me).await?;
        }
    }
    Ok(stored)
}

/// Stores a message from the desk, and queues the notice of it. A talk was had with the
/// citizen, so nobody is told of it.
pub(super) async fn add(
    acts: &Acts,
    tx: &mut Tx,
    desk: &Desk,
    thread: &Thread,
    (ready, answers_promise): (&Ready, Option<Instant>),
) -> Result<(), ActError> {
    let message = Message {
        id: ready.id,
        thread: thread.id,
        at: ready.now,
        author: desk.staff().map_or(Author::Epj, Author::Staff),
        kind: ready.kind,
        reference: None,
        answers_promise,
    };
    let made = (&*ready.register, thread);
    let resolution = made::for_thread(acts, tx, made, ready.now).await?;
    let new = NewMessage { message: &message, submission: None, resolution, text: &ready.text };
    dialog::add_message(tx, &new).await?;
    if !matches!(ready.kind, MessageKind::Talk(_)) {
        let fact = NoticeFact::Message {
            municipality: thread.municipality,
            thread: thread.id,
            message: ready.id,
            person: thread.person,
            weight: ready.weight,
        };
        notices::queue_in(acts, tx, fact, ready.now).await?;
    }
    Ok(())
}

pub(super) async fn log_refused(
    acts: &Acts,
    desk: &Desk,
    (thread, event): (ThreadId, Event),
    refusal: Refusal,
) -> Result<(), ActError> {
    let mut line = trail::at_desk(acts, desk, event, acts.now()).refused(refusal);
    line.object = helsebro_domain::audit::Object::Thread(thread.uuid());
    acts.db()
        .write(Scope::Municipality(desk.municipality()), "dialog.answer_refused", async |mut tx| {
            Ok(audit::append(&mut tx, &line).await?)
        })
        .await
}
