//! The desk starts a conversation, with or without reply allowed.

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::dialog::{
    Desk, HealthContact, MessageKind, Nature, NewThreadByDesk, Reply, ServiceId, Thread,
    VedtakAnswer, vedtak_words,
};
use helsebro_domain::ids::{DraftId, PersonId, ThreadId};
use helsebro_domain::notices::Weight;
use helsebro_domain::parties::Unit;
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::text::{Body, Topic};
use helsebro_storage::dialog::SealedPair;
use helsebro_storage::{Scope, Tx, dialog, parties};

use super::super::attachments::ReadyAtDesk;
use super::answer::{self, Ready};
use super::decide;
use crate::content::{self, Words};
use crate::controllership::made;
use crate::{ActError, Acts, trail};

/// A new conversation.
#[derive(Debug, Clone)]
pub struct NewByDesk {
    /// With whom.
    pub person: PersonId,
    /// What it is about.
    pub topic: Topic,
    /// What it says.
    pub body: Body,
    /// Whether she may answer.
    pub reply: Reply,
    /// What kind of message staff say that it is.
    pub nature: Nature,
}

/// What became of it.
#[derive(Debug, Clone)]
pub enum StartedByDesk {
    /// It was sent.
    Sent(Thread),
    /// It sounds like a decision; staff must say what kind of message it is.
    AskNature,
}

/// Somebody whom the desk can write to.
#[derive(Debug, Clone)]
pub struct Recipient {
    /// Who.
    pub person: PersonId,
    /// The name, shortened for protected persons.
    pub name: String,
    /// The year of birth, to tell two of the same name apart; none for protected
    /// persons.
    pub born_year: Option<i16>,
}

/// Those who get the unit's service today.
///
/// # Errors
/// When the database fails.
pub async fn recipients(acts: &Acts, desk: &Desk) -> Result<Vec<Recipient>, ActError> {
    let today = acts.now().in_oslo().date;
    let rows = acts
        .db()
        .read(Scope::Municipality(desk.municipality()), "dialog.recipients", async |mut tx| {
            Ok::<_, ActError>(parties::units_persons(&mut tx, desk.unit(), today).await?)
        })
        .await?;
    let mut line = trail::at_desk(acts, desk, Event::ThreadsListed, acts.now());
    line.object = Object::Unit(desk.unit().uuid());
    super::queue::log(acts, desk, line).await?;
    Ok(rows
        .into_iter()
        .map(|row| Recipient {
            person: row.id,
            name: row.name_in_lists(),
            born_year: row.born_in_lists(),
        })
        .collect())
}

/// Starts a conversation from the console.
///
/// # Errors
/// `NOT_A_RECIPIENT_OF_SERVICE` when the citizen does not get the unit's service
/// today; `UNIT_NOT_ACTIVE`; `VEDTAK_NOT_ALLOWED_IN_DIALOG`.
pub async fn start(acts: &Acts, desk: &Desk, new: &NewByDesk) -> Result<StartedByDesk, ActError> {
    start_with(acts, desk, new, Weight::Plain).await
}

/// The same; one that needs an answer is told of to whoever wants to hear of nothing else
/// (N-07).
///
/// # Errors
/// As [`start`].
pub async fn start_with(
    acts: &Acts,
    desk: &Desk,
    new: &NewByDesk,
    weight: Weight,
) -> Result<StartedByDesk, ActError> {
    begin(acts, desk, new, (weight, None)).await
}

/// The same from what was begun under an id, with the files that lie ready for it: all of
/// them looked through, or nothing is sent.
///
/// # Errors
/// As [`start`]; [`ActError::NotFound`] when nothing of hers is begun under the id, so that
/// it is sent once; `ATTACHMENT_NOT_SCANNED` when nobody can look through the files now,
/// `ATTACHMENT_HARMFUL` when something was found.
pub async fn start_begun(
    acts: &Acts,
    desk: &Desk,
    (new, weight): (&NewByDesk, Weight),
    begun: DraftId,
) -> Result<StartedByDesk, ActError> {
    begin(acts, desk, new, (weight, Some(begun))).await
}

async fn begin(
    acts: &Acts,
    desk: &Desk,
    new: &NewByDesk,
    (weight, begun): (Weight, Option<DraftId>),
) -> Result<StartedByDesk, ActError> {
    match vedtak_words(new.body.as_str(), new.nature) {
        VedtakAnswer::Ask => return Ok(StartedByDesk::AskNature),
        VedtakAnswer::Refused(refusal) => return Err(refused(acts, desk, refusal).await?),
        VedtakAnswer::MaySend => {}
    }
    let words = Words::of(new.body.as_str());
    let mut ready = ReadyThread::of(acts, desk, &new.topic, &words, None).await?;
    ready.first.weight = weight;
    let who = (new.person, new.reply);
    let files = match begun {
        Some(id) => {
            let mut line = trail::at_desk(acts, desk, Event::ThreadStarted, ready.first.now);
            line.object = Object::Draft(id.uuid());
            ReadyAtDesk::of_begun(acts, desk, id, line).await?
        }
        None => ReadyAtDesk::default(),
    };
    let thread = acts
        .db()
        .write(Scope::Municipality(desk.municipality()), "dialog.desk_start", async |mut tx| {
            let started = start_in(acts, &mut tx, desk, who, &ready).await?;
            if let Ok(thread) = &started {
                files.send_in(&mut tx, thread, ready.first.id).await?;
            }
            Ok::<_, ActError>(started)
        })
        .await??;
    decide::tell(acts, desk, &thread);
    Ok(StartedByDesk::Sent(thread))
}

/// A conversation and its first message, ready before the writer's turn.
pub(super) struct ReadyThread {
    pub(super) id: ThreadId,
    pub(super) topic: SealedPair,
    pub(super) first: Ready,
    pub(super) conversation: String,
    /// Under which of the citizen's services it is shown, when the sender says so.
    pub(super) service: Option<ServiceId>,
}

impl ReadyThread {
    pub(super) async fn of(
        acts: &Acts,
        desk: &Desk,
        topic: &Topic,
        words: &Words,
        conversation: Option<&str>,
    ) -> Result<Self, ActError> {
        let first = Ready::of(acts, desk, words, MessageKind::Text).await?;
        let id = ThreadId::from_uuid(acts.fresh(first.now));
        let place = ("threads", id.uuid(), "topic");
        let topic = content::seal_pair(acts, desk.municipality(), place, topic.as_str()).await?;
        let conversation = conversation.map_or_else(|| id.to_string(), str::to_owned);
        Ok(Self { id, topic, first, conversation, service: None })
    }
}

/// Starts a conversation inside a transaction of the municipality's.
pub(super) async fn start_in(
    acts: &Acts,
    tx: &mut Tx,
    desk: &Desk,
    (person, reply): (PersonId, Reply),
    ready: &ReadyThread,
) -> Result<Result<Thread, Refusal>, ActError> {
    let now = ready.first.now;
    let decided = decide_start(tx, desk, (person, reply), ready).await?;
    let mut line = trail::at_desk(acts, desk, Event::ThreadStarted, now);
    line.subject = Some(person);
    line.rules = &["S1-2.1.1-a"];
    if decided.is_ok() {
        line.object = Object::Thread(ready.id.uuid());
    }
    let thread = match trail::settle(tx, line, decided).await? {
        Ok(thread) => thread,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if !dialog::add_thread(tx, &thread, &ready.topic, &ready.conversation).await? {
        // The conversation id is taken by another conversation of the municipality.
        let refusal = Refusal::told(ReasonCode::InvalidTransition, &["S1-2.1.1-a"]);
        return Ok(Err(refusal));
    }
    answer::add(acts, tx, desk, &thread, (&ready.first, None)).await?;
    Ok(Ok(thread))
}

async fn decide_start(
    tx: &mut Tx,
    desk: &Desk,
    (person, reply): (PersonId, Reply),
    ready: &ReadyThread,
) -> Result<Result<Thread, Refusal>, ActError> {
    let unit: Option<Unit> = parties::unit(tx, desk.unit()).await?;
    let contact = contact_with(tx, desk, person, ready).await?;
    let (Some(unit), Some(contact)) = (unit, contact) else {
        let code = ReasonCode::NotARecipientOfService;
        return Ok(Err(Refusal::told(code, &["S1-2.1.1-a", "S1-2.1.1-b"])));
    };
    if dialog::thread_by_conversation(tx, &ready.conversation).await?.is_some() {
        // A conversation begins once; what comes later in it is an answer.
        return Ok(Err(Refusal::told(ReasonCode::InvalidTransition, &["S1-2.1.1-a"])));
    }
    let made = made::under(&ready.first.register, &unit, ready.first.now);
    let new = NewThreadByDesk { contact: &contact, unit: &unit, reply };
    let started = desk.start(new, ready.id, ready.first.now);
    Ok(started.and_then(|thread| made::takes_new(&made).map(|()| thread)))
}

/// The contact that it is shown under: the service that the sender names, or
/// else one with the desk's unit.
async fn contact_with(
    tx: &mut Tx,
    desk: &Desk,
    person: PersonId,
    ready: &ReadyThread,
) -> Result<Option<HealthContact>, ActError> {
    let today = ready.first.now.in_oslo().date;
    let Some(service) = &ready.service else {
        return Ok(dialog::contact_of_person_at(tx, person, desk.unit(), today).await?);
    };
    let listed = dialog::listed_contacts(tx, person).await?;
    Ok(listed.into_iter().find(|contact| contact.listed.service == *service))
}

async fn refused(acts: &Acts, desk: &Desk, refusal: Refusal) -> Result<ActError, ActError> {
    let line = trail::at_desk(acts, desk, Event::ThreadStarted, acts.now()).refused(refusal);
    super::queue::log(acts, desk, line).await?;
    Ok(refusal.into())
}
