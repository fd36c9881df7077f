//! A unit begins a block: she is told, with the reasons and a day to comment by.

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::blocks::{Begins, Block, BlockState, enough_words};
use helsebro_domain::dialog::{Author, Desk};
use helsebro_domain::ids::{BlockId, PersonId, ThreadId};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::Instant;
use helsebro_storage::jobs::NoticeFact;
use helsebro_storage::{Scope, Tx, audit, blocks, dialog, parties};

use super::{RULES, place};
use crate::dialog::desk::decide::opened;
use crate::{ActError, Acts, Sight, content, notices, trail};

/// What is written when one is begun.
#[derive(Debug, Clone, Copy)]
pub struct NewBlock<'a> {
    /// The conversation that it is about.
    pub thread: ThreadId,
    /// Whom it is of, as the form named her.
    pub of: PersonId,
    /// When it begins to hold.
    pub begins: Begins,
    /// Why, as she will read it.
    pub reasons: &'a str,
}

/// Whom a block from a conversation would be of, with her name.
///
/// # Errors
/// `NO_SERVICE_NEED` for another unit's; [`ActError::NotFound`] for another municipality's
/// and for one in which no citizen has written.
pub async fn prospect(
    acts: &Acts,
    desk: &Desk,
    thread: ThreadId,
) -> Result<(PersonId, String), ActError> {
    acts.db()
        .read(Scope::Municipality(desk.municipality()), "blocks.prospect", async |mut tx| {
            let stored = dialog::desk_thread(&mut tx, thread).await?.ok_or(ActError::NotFound)?;
            desk.open(&stored.thread)?;
            let person = writer(&mut tx, thread).await?.ok_or(ActError::NotFound)?;
            let found = parties::person(&mut tx, person).await?.ok_or(ActError::NotFound)?;
            Ok::<_, ActError>((person, found.name.full()))
        })
        .await
}

/// Begins one: of whoever wrote last in the conversation.
///
/// # Errors
/// `REASON_TOO_SHORT`; `INVALID_TRANSITION` when one of hers at the unit goes on, and when
/// somebody else has written last by now: the reasons are not about her;
/// `NO_SERVICE_NEED` for another unit's; [`ActError::NotFound`] for another municipality's.
pub async fn begin(acts: &Acts, desk: &Desk, new: NewBlock<'_>) -> Result<BlockId, ActError> {
    let now = acts.now();
    let Desk::Staff(access) = desk else { return Err(no_person(acts, desk, now).await?) };
    let id = BlockId::from_uuid(acts.fresh(now));
    let home = desk.municipality();
    let words = new.reasons.trim();
    let sealed = content::seal_pair(acts, home, place(id, "reasons"), words).await?;
    let mut line = trail::at_desk(acts, desk, Event::BlockNoticed, now);
    line.object = Object::Block(id.uuid());
    line.rules = RULES;
    let block = |person: PersonId| Block {
        id,
        person,
        municipality: home,
        unit: desk.unit(),
        begun_by: access.staff(),
        noticed_at: now,
        begins: new.begins,
        commented_at: None,
        decided: None,
        lifted_at: None,
    };
    let person = acts
        .db()
        .write(Scope::Municipality(home), "blocks.begin", async |mut tx| {
            let mut line = line.clone();
            let event = Event::BlockNoticed;
            if let Err(refusal) = opened(acts, &mut tx, desk, new.thread, event, now).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            let Some(person) = writer(&mut tx, new.thread).await? else {
                line.object = Object::Thread(new.thread.uuid());
                let refusal = Refusal::neutral(ReasonCode::NotAvailable, RULES);
                audit::append(&mut tx, &line.refused(refusal)).await?;
                return Ok(Err(refusal));
            };
            line.subject = Some(person);
            // Begun twice at once, from wherever, it is one.
            parties::take_turn(&mut tx, person).await?;
            let decided = match person == new.of {
                true => decide(&mut tx, desk, (person, words), now).await?,
                false => Err(Refusal::told(ReasonCode::InvalidTransition, RULES)),
            };
            if let Err(refusal) = trail::settle(&mut tx, line, decided).await? {
                return Ok(Err(refusal));
            }
            blocks::add_block(&mut tx, &block(person), &sealed).await?;
            let told = acts.fresh(now);
            let fact = NoticeFact::Block { told, municipality: home, person };
            notices::queue_in(acts, &mut tx, fact, now).await?;
            Ok(Ok(person))
        })
        .await??;
    acts.news().tell(Sight::Citizen(person));
    Ok(id)
}

/// Somebody answers for it by name: no journal system begins one.
async fn no_person(acts: &Acts, desk: &Desk, now: Instant) -> Result<ActError, ActError> {
    let refusal = Refusal::neutral(ReasonCode::StaffNotAuthorised, RULES);
    let line = trail::at_desk(acts, desk, Event::BlockNoticed, now).refused(refusal);
    acts.db()
        .write(Scope::Municipality(desk.municipality()), "blocks.no_person", async |mut tx| {
            Ok::<_, ActError>(audit::append(&mut tx, &line).await?)
        })
        .await?;
    Ok(refusal.into())
}

async fn decide(
    tx: &mut Tx,
    desk: &Desk,
    (person, words): (PersonId, &str),
    now: Instant,
) -> Result<Result<(), Refusal>, ActError> {
    let today = now.in_oslo().date;
    let goes_on =
        |state| matches!(state, BlockState::Noticed | BlockState::ToDecide | BlockState::Blocked);
    let there = blocks::blocks_about(tx, (person, desk.unit())).await?;
    if there.iter().any(|stored| goes_on(stored.block.state(today))) {
        return Ok(Err(Refusal::told(ReasonCode::InvalidTransition, RULES)));
    }
    Ok(enough_words(words))
}

/// Who wrote last in a conversation, of those who are citizens.
async fn writer(tx: &mut Tx, thread: ThreadId) -> Result<Option<PersonId>, ActError> {
    let messages = dialog::desk_messages(tx, thread).await?;
    Ok(messages.iter().rev().find_map(|row| match row.message.author {
        Author::Citizen(person) => Some(person),
        _ => None,
    }))
}
