//! A citizen says yes to using the platform, to more or less of it, or takes it back
//! (L-GDPR-7, L-GDPR-8, L-GDPR-13).
//!
//! Each leaves a row in the ledger that is never changed. It holds from the same moment:
//! how far a session reaches is worked out anew for each request.

mod page;
pub mod youth;

use helsebro_domain::audit::{AuditLine, Event, Object};
use helsebro_domain::consent::{Agreed, Level, Portal, TERMS};
use helsebro_domain::ids::{EpjId, GrantId, PersonId};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::representation::{CitizenAccess, Deed, GrantEnd, Reach};
use helsebro_domain::time::Instant;
use helsebro_storage::consent::{self, NewConsent};
use helsebro_storage::{Scope, StorageError, Tx, audit, dialog, representation};

pub use page::{Given, Responsible, Standing, asks_anew, standing};

use crate::epj::{queueing, status};
use crate::{ActError, Acts, Sight, trail};

/// How far a power of attorney from a person reaches: no farther than she does herself
/// (S1-2.1-a). One who was never asked has not said no to anything.
pub(crate) async fn givers_reach(tx: &mut Tx, giver: PersonId) -> Result<Reach, StorageError> {
    Ok(match consent::stands(tx, giver).await?.portal {
        Portal::Active(Level::Looking) => Reach::Looking,
        Portal::Active(Level::Everything) | Portal::NotAsked | Portal::Closed => Reach::Everything,
    })
}

/// Says yes, or yes to more or less than before. `language` is the one that the terms
/// were read in.
///
/// # Errors
/// [`Agreed::to`]; `NO_REPRESENTATION_BASIS` for whoever acts for another: nobody
/// consents for somebody else.
pub async fn give(
    acts: &Acts,
    citizen: &CitizenAccess,
    level: Level,
    language: &str,
) -> Result<(), ActError> {
    allowed(acts, citizen, Event::ConsentGiven).await?;
    let now = acts.now();
    let line = line(acts, citizen, Event::ConsentGiven, now);
    let id = acts.fresh(now);
    let given = acts
        .db()
        .write(Scope::from(citizen), "consent.give", async |mut tx| {
            let stand = consent::stands(&mut tx, citizen.person()).await?;
            let terms = consent::terms_agreed(&mut tx).await?;
            let about = (stand, terms.as_deref());
            let decided = Agreed::to(level, about, now.in_oslo().date);
            let agreed = match trail::settle(&mut tx, line.clone(), decided).await? {
                Ok(agreed) => agreed,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            let new = row(citizen, id, (Some(agreed.level()), language), now);
            consent::add_consent(&mut tx, &new).await?;
            let to = Portal::Active(agreed.level());
            Ok(Ok(told(acts, &mut tx, citizen.person(), (stand.portal, to), now).await?))
        })
        .await?;
    for epj in given? {
        queueing::tell(acts, epj);
    }
    Ok(())
}

/// Takes it back and closes: powers of attorney end both ways, what was not sent is
/// thrown away, and journal systems are told. What was sent stays with whom it was sent
/// to, and her own copies are there if she comes back.
///
/// # Errors
/// `INVALID_TRANSITION` when there is nothing to take back.
pub async fn withdraw(
    acts: &Acts,
    citizen: &CitizenAccess,
    language: &str,
) -> Result<(), ActError> {
    allowed(acts, citizen, Event::ConsentWithdrawn).await?;
    let now = acts.now();
    let line = line(acts, citizen, Event::ConsentWithdrawn, now);
    let id = acts.fresh(now);
    let person = citizen.person();
    let closed = acts
        .db()
        .write(Scope::from(citizen), "consent.withdraw", async |mut tx| {
            let portal = consent::stands(&mut tx, person).await?.portal;
            let decided = match portal {
                Portal::Active(_) => Ok(()),
                Portal::NotAsked | Portal::Closed => {
                    Err(Refusal::told(ReasonCode::InvalidTransition, line.rules))
                }
            };
            if let Err(refusal) = trail::settle(&mut tx, line.clone(), decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            consent::add_consent(&mut tx, &row(citizen, id, (None, language), now)).await?;
            let ended = end_grants(acts, &mut tx, citizen, now).await?;
            dialog::discard_all_by(&mut tx, person, person).await?;
            let to = told(acts, &mut tx, person, (portal, Portal::Closed), now).await?;
            Ok(Ok((ended, to)))
        })
        .await?;
    let (ended, epj) = closed?;
    for (_, giver, receiver) in ended {
        acts.news().tell(Sight::Citizen(giver));
        acts.news().tell(Sight::Citizen(receiver));
    }
    for epj in epj {
        queueing::tell(acts, epj);
    }
    Ok(())
}

async fn end_grants(
    acts: &Acts,
    tx: &mut Tx,
    citizen: &CitizenAccess,
    now: Instant,
) -> Result<Vec<(GrantId, PersonId, PersonId)>, ActError> {
    let why = GrantEnd::ProfileClosed;
    let ended = representation::end_all_of(tx, citizen.person(), why, now).await?;
    for (grant, giver, _) in &ended {
        let mut line = trail::by_citizen(acts, citizen, Event::GrantEnded, now);
        line.subject = Some(*giver);
        line.object = Object::Grant(grant.uuid());
        line.rules = why.rules();
        audit::append(tx, &line).await?;
    }
    Ok(ended)
}

/// Tells the journal systems of those who serve her, when she can be reached here from
/// now on, or no longer.
async fn told(
    acts: &Acts,
    tx: &mut Tx,
    person: PersonId,
    (before, after): (Portal, Portal),
    now: Instant,
) -> Result<Vec<EpjId>, StorageError> {
    if before.takes_messages() == after.takes_messages() {
        return Ok(Vec::new());
    }
    status::changed_in(acts, tx, person, now).await
}

const fn row<'a>(
    citizen: &CitizenAccess,
    id: uuid::Uuid,
    (level, language): (Option<Level>, &'a str),
    at: Instant,
) -> NewConsent<'a> {
    let (person, given_by) = (citizen.person(), citizen.actor());
    NewConsent { id, person, level, terms: TERMS, language, given_by, at }
}

async fn allowed(acts: &Acts, citizen: &CitizenAccess, event: Event) -> Result<(), ActError> {
    trail::allowed(acts, citizen, Deed::ManageProfile, (event, Object::None)).await
}

fn line(acts: &Acts, citizen: &CitizenAccess, event: Event, now: Instant) -> AuditLine {
    let mut line = trail::by_citizen(acts, citizen, event, now);
    line.rules = &["L-GDPR-7"];
    line
}
