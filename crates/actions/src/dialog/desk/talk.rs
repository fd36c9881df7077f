//! Logging a talk on the phone or at the counter in its conversation (S1-2.1.1-a).

use helsebro_domain::audit::Event;
use helsebro_domain::dialog::{
    Desk, GotAnswer, MessageKind, Nature, Talk, Thread, VedtakAnswer, vedtak_words,
};
use helsebro_domain::ids::ThreadId;
use helsebro_domain::refusals::Refusal;
use helsebro_domain::text::Body;
use helsebro_storage::{Scope, Tx};

use super::answer::{self, Answered, Ready};
use super::decide::{self, Change};
use crate::content::Words;
use crate::{ActError, Acts};

/// A talk to be logged.
#[derive(Debug, Clone)]
pub struct NewTalk {
    /// In which conversation.
    pub thread: ThreadId,
    /// How and when they talked.
    pub talk: Talk,
    /// What was said, in words for the citizen.
    pub body: Body,
    /// Whether she got her answer; only then does the clock stop.
    pub got: GotAnswer,
    /// What kind of message staff say that it is.
    pub nature: Nature,
}

/// Logs a talk. The citizen reads that there was one, and what was said.
///
/// # Errors
/// `VEDTAK_NOT_ALLOWED_IN_DIALOG` when staff say that it is a decision;
/// `INVALID_TRANSITION` when the conversation is closed, or when an answer is logged
/// over a colleague's head.
pub async fn log(acts: &Acts, desk: &Desk, new: &NewTalk) -> Result<Answered, ActError> {
    match vedtak_words(new.body.as_str(), new.nature) {
        VedtakAnswer::MaySend => {}
        VedtakAnswer::Ask => return Ok(Answered::AskNature),
        VedtakAnswer::Refused(refusal) => {
            let on = (new.thread, Event::ContactLogged);
            answer::log_refused(acts, desk, on, refusal).await?;
            return Err(refusal.into());
        }
    }
    let words = Words::of(new.body.as_str());
    let ready = Ready::of(acts, desk, &words, MessageKind::Talk(new.talk)).await?;
    let thread = acts
        .db()
        .write(Scope::Municipality(desk.municipality()), "dialog.talk", async |mut tx| {
            log_in(acts, &mut tx, desk, new, &ready).await
        })
        .await??;
    decide::tell(acts, desk, &thread);
    Ok(Answered::Sent(thread))
}

async fn log_in(
    acts: &Acts,
    tx: &mut Tx,
    desk: &Desk,
    new: &NewTalk,
    ready: &Ready,
) -> Result<Result<Thread, Refusal>, ActError> {
    let event = Event::ContactLogged;
    let before = match decide::opened(acts, tx, desk, new.thread, event, ready.now).await? {
        Ok(stored) => stored.thread,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let decided = desk
        .open(&before)
        .and_then(|open| open.log_talk(new.got, ready.now))
        .map(|thread| Change { thread, event: None });
    let stored = decide::store(acts, tx, desk, (&before, event), decided, ready.now).await?;
    if stored.is_ok() {
        let promised = before.awaiting.filter(|_| new.got == GotAnswer::Yes);
        let promised = promised.and_then(|awaiting| awaiting.promise_at);
        answer::add(acts, tx, desk, &before, (ready, promised)).await?;
    }
    Ok(stored)
}
