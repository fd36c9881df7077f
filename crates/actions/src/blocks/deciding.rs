//! She comments; somebody who did not begin it decides; it is lifted.

use helsebro_domain::audit::{AuditLine, Event, Object};
use helsebro_domain::blocks::Outcome;
use helsebro_domain::ids::{BlockId, MunicipalityId};
use helsebro_domain::parties::ConsoleAccess;
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::representation::CitizenAccess;
use helsebro_domain::time::Instant;
use helsebro_storage::blocks::StoredBlock;
use helsebro_storage::jobs::NoticeFact;
use helsebro_storage::{Scope, Tx, audit, blocks};

use super::{RULES, at_console, place};
use crate::{ActError, Acts, Sight, content, notices, trail};

const UNKNOWN: Refusal = Refusal::neutral(ReasonCode::NotAvailable, RULES);

/// She says what she has to say to it.
///
/// # Errors
/// `REASON_TOO_SHORT`; `INVALID_TRANSITION` when she has, or the day is over;
/// [`ActError::NotFound`] for another's.
pub async fn comment(
    acts: &Acts,
    citizen: &CitizenAccess,
    (id, words): (BlockId, &str),
) -> Result<(), ActError> {
    if !citizen.is_own() {
        let thing = Object::Block(id.uuid());
        return Err(trail::not_hers(acts, citizen, Event::BlockCommented, thing).await?);
    }
    let now = acts.now();
    let home = home_of(acts, citizen, id).await?;
    let words = words.trim();
    let sealed = match home {
        Some(home) => Some(content::seal_pair(acts, home, place(id, "comment"), words).await?),
        None => None,
    };
    let mut line = trail::by_citizen(acts, citizen, Event::BlockCommented, now);
    line.object = Object::Block(id.uuid());
    line.org = home;
    line.rules = RULES;
    acts.db()
        .write(Scope::from(citizen), "blocks.comment", async |mut tx| {
            let decided = match blocks::own_block(&mut tx, id).await? {
                Some(stored) => stored.block.commented(citizen.actor(), words, now).map(drop),
                None => Err(UNKNOWN),
            };
            let decided = match (decided, &sealed) {
                (Ok(()), Some(sealed)) => {
                    match blocks::comment(&mut tx, (id, now), sealed).await? {
                        true => Ok(()),
                        false => Err(Refusal::told(ReasonCode::InvalidTransition, RULES)),
                    }
                }
                (Ok(()), None) => Err(UNKNOWN),
                (refused, _) => refused,
            };
            Ok::<_, ActError>(trail::settle(&mut tx, line.clone(), decided).await?)
        })
        .await??;
    Ok(())
}

async fn home_of(
    acts: &Acts,
    citizen: &CitizenAccess,
    id: BlockId,
) -> Result<Option<MunicipalityId>, ActError> {
    acts.db()
        .read(Scope::from(citizen), "blocks.home_of", async |mut tx| {
            let found = blocks::own_block(&mut tx, id).await?;
            Ok::<_, ActError>(found.map(|stored| stored.block.municipality))
        })
        .await
}

/// Decides it.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for who is no administrator; `FOUR_EYES` for whoever began it;
/// `REASON_TOO_SHORT`; `COMMENT_DEADLINE_RUNNING`; `INVALID_TRANSITION`;
/// [`ActError::NotFound`] for another municipality's.
pub async fn decide(
    acts: &Acts,
    access: &ConsoleAccess,
    id: BlockId,
    (outcome, words): (Outcome, &str),
) -> Result<(), ActError> {
    let now = acts.now();
    let home = access.municipality();
    let words = words.trim();
    let sealed = content::seal_pair(acts, home, place(id, "decision"), words).await?;
    let line = at_console(acts, access, (Event::BlockDecided, id), now);
    let person = acts
        .db()
        .write(Scope::Municipality(home), "blocks.decide", async |mut tx| {
            let Some(stored) = found(&mut tx, id, &line).await? else { return Ok(Err(UNKNOWN)) };
            let line = about(&line, &stored);
            let decided = stored.block.decided(access, (outcome, words), now);
            let block = match trail::settle(&mut tx, line, decided).await? {
                Ok(block) => block,
                Err(refusal) => return Ok(Err(refusal)),
            };
            if let Some(decided) = &block.decided
                && !blocks::decide(&mut tx, (id, decided), &sealed).await?
            {
                return Err(ActError::NotFound);
            }
            tell(acts, &mut tx, &stored, now).await?;
            Ok::<_, ActError>(Ok(block.person))
        })
        .await??;
    acts.news().tell(Sight::Citizen(person));
    Ok(())
}

/// Lifts it before its end.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED`; `INVALID_TRANSITION` when it does not hold;
/// [`ActError::NotFound`] for another municipality's.
pub async fn lift(acts: &Acts, access: &ConsoleAccess, id: BlockId) -> Result<(), ActError> {
    let now = acts.now();
    let line = at_console(acts, access, (Event::BlockLifted, id), now);
    let person = acts
        .db()
        .write(Scope::Municipality(access.municipality()), "blocks.lift", async |mut tx| {
            let Some(stored) = found(&mut tx, id, &line).await? else { return Ok(Err(UNKNOWN)) };
            let decided = stored.block.lifted(access, now);
            if let Err(refusal) = trail::settle(&mut tx, about(&line, &stored), decided).await? {
                return Ok(Err(refusal));
            }
            if !blocks::lift(&mut tx, (id, access.staff()), now).await? {
                return Err(ActError::NotFound);
            }
            tell(acts, &mut tx, &stored, now).await?;
            Ok::<_, ActError>(Ok(stored.block.person))
        })
        .await??;
    acts.news().tell(Sight::Citizen(person));
    Ok(())
}

async fn found(
    tx: &mut Tx,
    id: BlockId,
    line: &AuditLine,
) -> Result<Option<StoredBlock>, ActError> {
    let found = blocks::block(tx, id).await?;
    if found.is_none() {
        audit::append(tx, &line.clone().refused(UNKNOWN)).await?;
    }
    Ok(found)
}

fn about(line: &AuditLine, stored: &StoredBlock) -> AuditLine {
    let mut line = line.clone();
    line.subject = Some(stored.block.person);
    line.unit = Some(stored.block.unit);
    line
}

async fn tell(
    acts: &Acts,
    tx: &mut Tx,
    stored: &StoredBlock,
    now: Instant,
) -> Result<(), ActError> {
    let (municipality, person) = (stored.block.municipality, stored.block.person);
    let fact = NoticeFact::Block { told: acts.fresh(now), municipality, person };
    Ok(notices::queue_in(acts, tx, fact, now).await?)
}
