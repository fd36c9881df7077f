//! Whom a signed-in citizen can act for, and going from one to the other.

use helsebro_domain::audit::{Actor, AuditLine, Event, Object};
use helsebro_domain::ids::{AuditId, PersonId, SessionId};
use helsebro_domain::representation::{Basis, CitizenAccess, GrantEnd, is_recent};
use helsebro_domain::time::{Date, Instant};
use helsebro_storage::{Scope, SystemReason, Tx, audit, dialog, parties, representation, sessions};

use crate::dialog::inbox;
use crate::{ActError, Acts};

const SCOPE: Scope = Scope::System(SystemReason::Representation);

/// Somebody whom one can act for.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Who.
    pub person: PersonId,
    /// Full name.
    pub name: String,
    /// Given name.
    pub given: String,
    /// Age in whole years.
    pub age: Option<i16>,
    /// On what.
    pub basis: Basis,
    /// The last day of a power of attorney that has one.
    pub last_day: Option<Date>,
}

/// Somebody whom one could act for until lately.
#[derive(Debug, Clone)]
pub struct Past {
    /// Full name.
    pub name: String,
    /// The last day it held, wholly or in part.
    pub ended_on: Date,
}

/// Whom a citizen can act for now, and whom until lately.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// Now, by name.
    pub now: Vec<Choice>,
    /// Until lately, by name.
    pub past: Vec<Past>,
}

/// Whom a citizen can act for. Who is not offered is not listed, except powers of
/// attorney that ended lately and whose giver's name may still be told.
///
/// # Errors
/// When the database fails.
pub async fn choices(acts: &Acts, citizen: &CitizenAccess) -> Result<Choices, ActError> {
    let (actor, now) = (citizen.actor(), acts.now());
    let mut choices = acts
        .db()
        .read(SCOPE, "representation.choices", async |mut tx| {
            let mut choices = Choices::default();
            for tie in representation::ties_of(&mut tx, actor).await? {
                if let Ok(access) = super::access(&mut tx, actor, tie.0, now).await? {
                    choices.now.extend(choice(&mut tx, &access, now).await?);
                }
            }
            Ok::<_, ActError>(choices)
        })
        .await?;
    choices.past = past(acts, actor, &choices.now, now).await?;
    choices.now.sort_by(|one, other| one.name.cmp(&other.name));
    choices.past.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(choices)
}

/// Those whom a citizen can act for and where there is something she has not read, with
/// in how many conversations.
///
/// # Errors
/// When the database fails.
pub async fn news(acts: &Acts, citizen: &CitizenAccess) -> Result<Vec<(Choice, u32)>, ActError> {
    let mut news = Vec::new();
    for choice in choices(acts, citizen).await?.now {
        let (actor, person, now) = (citizen.actor(), choice.person, acts.now());
        let access = acts
            .db()
            .read(SCOPE, "representation.news", async |mut tx| {
                super::access(&mut tx, actor, person, now).await
            })
            .await?;
        if let Ok(access) = access {
            let count = inbox::unread(acts, &access).await?;
            if count > 0 {
                news.push((choice, count));
            }
        }
    }
    Ok(news)
}

async fn choice(
    tx: &mut Tx,
    access: &CitizenAccess,
    now: Instant,
) -> Result<Option<Choice>, ActError> {
    let Some(found) = parties::person(tx, access.person()).await? else { return Ok(None) };
    let ties = representation::found(tx, access.actor(), access.person()).await?;
    let last_day = match access.basis() {
        Basis::PowerOfAttorney { grant, .. } => {
            let held = ties.grants.iter().find(|held| held.id == grant);
            held.and_then(|held| held.terms.last_day)
        }
        Basis::NextOfKin { .. } => ties.decision.map(|decision| decision.last_day),
        Basis::Own | Basis::Parent | Basis::ParentOfYouth | Basis::Guardian => None,
    };
    Ok(Some(Choice {
        person: access.person(),
        name: found.name.full(),
        given: found.name.given().to_owned(),
        age: found.age_on(now.in_oslo().date),
        basis: access.basis(),
        last_day,
    }))
}

/// Powers of attorney that ended by themselves or were ended by one of the two; of
/// other ends nothing is told, since the reason lies with the other person (§ 1.4).
async fn past(
    acts: &Acts,
    actor: PersonId,
    held: &[Choice],
    now: Instant,
) -> Result<Vec<Past>, ActError> {
    let today = now.in_oslo().date;
    acts.db()
        .read(Scope::Citizen(actor), "representation.past", async |mut tx| {
            let mut past: Vec<Past> = Vec::new();
            for row in representation::grants_received(&mut tx).await? {
                let ended_on = match (row.why, row.grant.ended_at, row.grant.terms.last_day) {
                    (Some(GrantEnd::Withdrawn | GrantEnd::GivenUp), Some(at), _) => {
                        at.in_oslo().date
                    }
                    (None, None, Some(last)) if last < today => last,
                    _ => continue,
                };
                let is_held = held.iter().any(|choice| choice.person == row.grant.giver);
                let giver = representation::party(&mut tx, row.grant.giver).await?;
                let may_be_told = giver.is_some_and(|giver| giver.can_be_represented().is_ok());
                if !is_recent(ended_on, today) || is_held || !may_be_told {
                    continue;
                }
                if let Some(found) = parties::person(&mut tx, row.grant.giver).await? {
                    let name = found.name.full();
                    if past.iter().all(|seen| seen.name != name) {
                        past.push(Past { name, ended_on });
                    }
                }
            }
            Ok(past)
        })
        .await
}

/// Begins to act for somebody in this session.
///
/// # Errors
/// The rule's refusal, neutral; nothing is changed then but the audit line.
pub async fn begin(
    acts: &Acts,
    session: SessionId,
    citizen: &CitizenAccess,
    person: PersonId,
) -> Result<(), ActError> {
    let now = acts.now();
    let line = line(acts, Event::ActingBegan, citizen.actor(), person, now);
    let refused = acts
        .db()
        .write(SCOPE, "representation.begin", async |mut tx| {
            match super::access(&mut tx, citizen.actor(), person, now).await? {
                Ok(access) => {
                    let line = AuditLine { basis: access.basis().id(), ..line.clone() };
                    sessions::act_for(&mut tx, session, Some(person)).await?;
                    audit::append(&mut tx, &line).await?;
                    Ok::<_, ActError>(None)
                }
                Err(refusal) => {
                    audit::append(&mut tx, &line.clone().refused(refusal)).await?;
                    Ok(Some(refusal))
                }
            }
        })
        .await?;
    refused.map_or(Ok(()), |refusal| Err(refusal.into()))
}

/// Goes back to acting for oneself.
///
/// # Errors
/// When the database fails.
pub async fn back(
    acts: &Acts,
    session: SessionId,
    citizen: &CitizenAccess,
) -> Result<(), ActError> {
    if citizen.is_own() {
        return Ok(());
    }
    let now = acts.now();
    let line = line(acts, Event::ActingEnded, citizen.actor(), citizen.person(), now);
    acts.db()
        .write(SCOPE, "representation.back", async |mut tx| {
            sessions::act_for(&mut tx, session, None).await?;
            audit::append(&mut tx, &line).await?;
            Ok::<_, ActError>(())
        })
        .await
}

/// The right was lost while the session acted: it is the person's own again, and
/// what she wrote for the other and did not send is gone.
pub(crate) async fn lost(
    acts: &Acts,
    session: SessionId,
    (actor, person): (PersonId, PersonId),
    refusal: helsebro_domain::refusals::Refusal,
) -> Result<(), ActError> {
    let now = acts.now();
    let line = line(acts, Event::ActingEnded, actor, person, now).refused(refusal);
    acts.db()
        .write(SCOPE, "representation.lost", async |mut tx| {
            sessions::act_for(&mut tx, session, None).await?;
            dialog::discard_all_by(&mut tx, person, actor).await?;
            audit::append(&mut tx, &line).await?;
            Ok::<_, ActError>(())
        })
        .await
}

fn line(acts: &Acts, event: Event, actor: PersonId, person: PersonId, now: Instant) -> AuditLine {
    let id = AuditId::from_uuid(acts.fresh(now));
    let mut line = AuditLine::accepted(id, now, event, Actor::Citizen(actor));
    line.on_behalf_of = Some(person);
    line.subject = Some(person);
    line.object = Object::None;
    line.rules = &["S1-2.1-a", "L-EFV-10"];
    line
}
