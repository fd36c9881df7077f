//! A question to those responsible about a line of the log (L-PJL-22a, L-EFV-6).

use std::sync::Arc;

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::controllership::Register;
use helsebro_domain::dialog::{AskPermit, Author, Message, MessageKind};
use helsebro_domain::ids::{AuditId, DraftId, MessageId, MunicipalityId, ThreadId};
use helsebro_domain::parties::{Municipality, Revealing, Unit};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::representation::{CitizenAccess, Deed};
use helsebro_domain::text::{Body, Topic};
use helsebro_domain::time::Instant;
use helsebro_storage::audit::{Question, StoredLine};
use helsebro_storage::dialog::{NewMessage, SealedPair};
use helsebro_storage::{Scope, Tx, audit, dialog, parties};

use super::SeenLine;
use super::facts::Facts;
use super::seen::permitted;
use crate::blocks;
use crate::content::{self, Words};
use crate::controllership::made;
use crate::dialog::contacts;
use crate::dialog::start::{Receipt, sent_before};
use crate::{ActError, Acts, Sight, trail};

/// What one sees before one asks.
#[derive(Debug, Clone)]
pub struct Prospect {
    /// The line.
    pub line: SeenLine,
    /// Who answers for it.
    pub municipality: Municipality,
    /// The unit that the question goes to; none where no unit takes messages, and one
    /// has to ring.
    pub unit: Option<Unit>,
    /// The receipt, when it has been asked about already.
    pub asked: Option<Receipt>,
}

/// What is asked.
#[derive(Debug, Clone)]
pub struct NewQuestion {
    /// About which line.
    pub line: AuditId,
    /// The form it was written in; sending it twice is sending it once.
    pub draft: DraftId,
    /// What the conversation is called.
    pub topic: Topic,
    /// What it says, with what the line tells.
    pub body: Body,
}

/// The line and whom a question about it goes to.
///
/// # Errors
/// [`ActError::NotFound`] for a line that she is not told, or that nobody can be asked
/// about; `NO_REPRESENTATION_BASIS` for whoever may not see the log.
pub async fn prospect(
    acts: &Acts,
    citizen: &CitizenAccess,
    line: AuditId,
) -> Result<Prospect, ActError> {
    let sight = permitted(acts, citizen).await?;
    let today = acts.now().in_oslo().date;
    let found = acts
        .db()
        .read(Scope::from(citizen), "audit.prospect", async |mut tx| {
            let row = audit::own_line(&mut tx, line).await?.ok_or(ActError::NotFound)?;
            let mut facts = Facts::of(&mut tx, citizen, sight).await?;
            let told = facts.told(&mut tx, &row).await?;
            let told = told.filter(|told| told.line().can_be_asked_about);
            let told = told.ok_or(ActError::NotFound)?;
            let home = row.org.ok_or(ActError::NotFound)?;
            let municipality = parties::municipality(&mut tx, home).await?;
            let unit = unit_for(&mut tx, citizen, &row, (home, today)).await?;
            let question = audit::question_about(&mut tx, line).await?;
            let municipality = municipality.ok_or(ActError::NotFound)?;
            Ok((told, municipality, unit, question))
        })
        .await;
    let (told, municipality, unit, question) = match found {
        Err(ActError::NotFound) => {
            return Err(trail::not_hers(acts, citizen, Event::LogAsked, Object::None).await?);
        }
        found => found?,
    };
    let asked = match question {
        Some(question) => {
            let draft = DraftId::from_uuid(question.thread.uuid());
            sent_before(acts, citizen, draft).await?
        }
        None => None,
    };
    Ok(Prospect { line: told.opened(acts).await?, municipality, unit, asked })
}

/// The unit that a question goes to: where the line was made, else where its
/// conversation is, else a unit of the municipality that she gets a service from.
async fn unit_for(
    tx: &mut Tx,
    citizen: &CitizenAccess,
    row: &StoredLine,
    (home, today): (MunicipalityId, helsebro_domain::time::Date),
) -> Result<Option<Unit>, ActError> {
    let takes = |unit: &Unit| unit.municipality == home && unit.takes_messages();
    let mut candidates = Vec::new();
    if let Some(unit) = row.unit {
        candidates.extend(parties::answering_unit(tx, unit).await?);
    }
    if let Object::Thread(id) = row.object
        && let Some(stored) = dialog::citizens_thread(tx, ThreadId::from_uuid(id)).await?
    {
        candidates.extend(parties::answering_unit(tx, stored.thread.unit).await?);
    }
    if citizen.may(Deed::SeeContacts).is_ok() {
        let may_see =
            |unit: &Unit| unit.revealing == Revealing::No || citizen.sees_sensitive_units();
        let held = contacts::active(tx, today).await?.into_iter().map(|found| found.unit);
        candidates.extend(held.filter(may_see));
    }
    Ok(candidates.into_iter().find(takes))
}

/// Asks. The question is a conversation with the unit.
///
/// # Errors
/// As [`prospect`]; `CHANNEL_BLOCKED`; `UNIT_NOT_ACTIVE` when no unit takes messages, and one has to ring.
pub async fn send(
    acts: &Acts,
    citizen: &CitizenAccess,
    new: &NewQuestion,
) -> Result<Receipt, ActError> {
    if let Some(receipt) = sent_before(acts, citizen, new.draft).await? {
        return Ok(receipt);
    }
    let prospect = prospect(acts, citizen, new.line).await?;
    let home = prospect.municipality.id;
    let ready = Ready::of(acts, &prospect.municipality, new).await?;
    let sent = acts
        .db()
        .write(Scope::from(citizen), "audit.ask", async |mut tx| {
            send_in(acts, &mut tx, citizen, (new.line, home, prospect.unit.as_ref()), &ready).await
        })
        .await??;
    let Some((receipt, unit)) = sent else {
        return sent_before(acts, citizen, new.draft).await?.ok_or(ActError::NotFound);
    };
    acts.news().tell(Sight::Unit(unit.id));
    acts.news().tell(Sight::Citizen(citizen.person()));
    Ok(receipt)
}

/// What must be ready before the writer's turn.
struct Ready {
    now: Instant,
    thread: ThreadId,
    message: MessageId,
    topic: SealedPair,
    body: SealedPair,
    reference: String,
    inputs_hash: [u8; 32],
    register: Arc<Register>,
}

impl Ready {
    async fn of(
        acts: &Acts,
        municipality: &Municipality,
        new: &NewQuestion,
    ) -> Result<Self, ActError> {
        let now = acts.now();
        let thread = ThreadId::from_uuid(new.draft.uuid());
        let message = MessageId::from_uuid(acts.fresh(now));
        let home = municipality.id;
        let words = Words::of(new.body.as_str()).to_text();
        let topic_place = ("threads", thread.uuid(), "topic");
        let body_place = ("messages", message.uuid(), "text");
        Ok(Self {
            register: made::at_hand(acts).await?,
            now,
            thread,
            message,
            topic: content::seal_pair(acts, home, topic_place, new.topic.as_str()).await?,
            body: content::seal_pair(acts, home, body_place, &words).await?,
            reference: acts.references().next(acts, municipality, now).await?,
            inputs_hash: content::inputs_hash(acts, &words).await?,
        })
    }
}

type Sent = Option<(Receipt, Unit)>;

async fn send_in(
    acts: &Acts,
    tx: &mut Tx,
    citizen: &CitizenAccess,
    (about, home, unit): (AuditId, MunicipalityId, Option<&Unit>),
    ready: &Ready,
) -> Result<Result<Sent, Refusal>, ActError> {
    let mut line = trail::by_citizen(acts, citizen, Event::LogAsked, ready.now);
    line.org = Some(home);
    line.object = Object::Thread(ready.thread.uuid());
    line.rules = &["L-PJL-22a", "L-EFV-6"];
    line.inputs_hash = Some(ready.inputs_hash);
    let nowhere = Refusal::told(ReasonCode::UnitNotActive, &["L-PJL-22a"]);
    let decided = unit.ok_or(nowhere).and_then(|unit| {
        let permit = AskPermit::to(citizen, unit, home)?;
        let made = made::under(&ready.register, unit, ready.now);
        made::takes_new(&made)?;
        Ok((unit, permit.start(ready.thread, ready.now), made))
    });
    // Whoever may not write to the unit may not by this way either (L-EFV-14).
    let decided = match decided {
        Ok(decided) => blocks::lets_write(tx, decided.0.id, ready.now).await?.map(|()| decided),
        Err(refusal) => Err(refusal),
    };
    let (unit, thread, made) = match decided {
        Ok(decided) => decided,
        Err(refusal) => {
            audit::append(tx, &line.refused(refusal)).await?;
            return Ok(Err(refusal));
        }
    };
    if !dialog::add_thread(tx, &thread, &ready.topic, &thread.id.to_string()).await? {
        return Ok(Ok(None));
    }
    audit::append(tx, &line).await?;
    let message = Message {
        id: ready.message,
        thread: thread.id,
        at: ready.now,
        author: Author::Citizen(citizen.actor()),
        kind: MessageKind::Text,
        reference: Some(ready.reference.clone()),
        answers_promise: None,
    };
    let submission = Some(thread.id.uuid());
    let resolution = made::keep_in(acts, tx, made, ready.now).await?;
    let new = NewMessage { message: &message, submission, resolution, text: &ready.body };
    dialog::add_message(tx, &new).await?;
    let question =
        Question { thread: thread.id, municipality: home, line: about, asked_at: ready.now };
    audit::add_question(tx, &question).await?;
    let receipt = Receipt {
        thread: thread.id,
        reference: ready.reference.clone(),
        at: ready.now,
        promise_at: thread.awaiting.and_then(|awaiting| awaiting.promise_at),
    };
    Ok(Ok(Some((receipt, unit.clone()))))
}
