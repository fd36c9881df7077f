//! Powers of attorney that are given, and how they end.

use helsebro_domain::audit::{AuditLine, Event, Object};
use helsebro_domain::ids::GrantId;
use helsebro_domain::representation::{CitizenAccess, Deed, GrantEnd};
use helsebro_domain::time::Instant;
use helsebro_storage::jobs::NoticeFact;
use helsebro_storage::representation::{self, GrantEnded};
use helsebro_storage::{Scope, audit, parties};

use super::asking::own_line;
use crate::{ActError, Acts, Sight, notices, trail};

/// A power of attorney with the other party's name.
#[derive(Debug, Clone)]
pub struct Held {
    /// The power of attorney.
    pub grant: GrantEnded,
    /// The other one's full name.
    pub name: String,
    /// Her given name.
    pub given: String,
    /// Whether it holds now.
    pub holds: bool,
}

/// Those that a citizen has given, newest first.
///
/// # Errors
/// When the database fails.
pub async fn given(acts: &Acts, citizen: &CitizenAccess) -> Result<Vec<Held>, ActError> {
    if citizen.may(Deed::ManageHelpers).is_err() {
        return Ok(Vec::new());
    }
    let now = acts.now();
    acts.db()
        .read(Scope::from(citizen), "representation.given", async |mut tx| {
            let mut held = Vec::new();
            for grant in representation::grants_given(&mut tx).await? {
                let other = grant.grant.receiver;
                if let Some(found) = parties::person(&mut tx, other).await? {
                    held.push(named(grant, &found.name, now));
                }
            }
            Ok(held)
        })
        .await
}

/// Those that she who acts has got and that hold now, newest first.
///
/// # Errors
/// When the database fails.
pub async fn received(acts: &Acts, citizen: &CitizenAccess) -> Result<Vec<Held>, ActError> {
    let now = acts.now();
    acts.db()
        .read(Scope::Citizen(citizen.actor()), "representation.received", async |mut tx| {
            let mut held = Vec::new();
            for grant in representation::grants_received(&mut tx).await? {
                let giver = representation::party(&mut tx, grant.grant.giver).await?;
                // The reason why somebody can no longer be helped is not told (§ 1.4).
                let may_be_told = giver.is_some_and(|giver| giver.can_be_represented().is_ok());
                if !grant.grant.holds_at(now) || !may_be_told {
                    continue;
                }
                if let Some(found) = parties::person(&mut tx, grant.grant.giver).await? {
                    held.push(named(grant, &found.name, now));
                }
            }
            Ok(held)
        })
        .await
}

fn named(grant: GrantEnded, name: &helsebro_domain::parties::PersonName, now: Instant) -> Held {
    let holds = grant.grant.holds_at(now);
    Held { grant, name: name.full(), given: name.given().to_owned(), holds }
}

/// One that a citizen has given or got.
///
/// # Errors
/// [`ActError::NotFound`] when there is none such.
pub async fn one(acts: &Acts, citizen: &CitizenAccess, id: GrantId) -> Result<Held, ActError> {
    let now = acts.now();
    acts.db()
        .read(Scope::Citizen(citizen.actor()), "representation.grant", async |mut tx| {
            let grant = representation::grant(&mut tx, id).await?.ok_or(ActError::NotFound)?;
            let other = match grant.grant.giver == citizen.actor() {
                true => grant.grant.receiver,
                false => grant.grant.giver,
            };
            let found = parties::person(&mut tx, other).await?.ok_or(ActError::NotFound)?;
            Ok(named(grant, &found.name, now))
        })
        .await
}

/// Ends a power of attorney at once: its giver withdraws it, or its receiver gives it
/// up. What was sent under it stays. Ended already, it stays as it is.
///
/// # Errors
/// [`ActError::NotFound`] when there is none such.
pub async fn end(acts: &Acts, citizen: &CitizenAccess, id: GrantId) -> Result<(), ActError> {
    let now = acts.now();
    let about = (Event::GrantEnded, Object::Grant(id.uuid()));
    trail::allowed(acts, citizen, Deed::ManageHelpers, about).await?;
    let mut line = own_line(acts, citizen, Event::GrantEnded);
    line.object = Object::Grant(id.uuid());
    let receiver = acts
        .db()
        .write(Scope::from(citizen), "representation.end", async |mut tx| {
            let found = representation::grant(&mut tx, id).await?.ok_or(ActError::NotFound)?;
            let is_giver = found.grant.giver == citizen.person();
            let why = if is_giver { GrantEnd::Withdrawn } else { GrantEnd::GivenUp };
            let line = AuditLine { subject: Some(found.grant.giver), ..line.clone() };
            if representation::end_grant(&mut tx, id, why, now).await? {
                audit::append(&mut tx, &line).await?;
                let (giver, receiver) = (found.grant.giver, found.grant.receiver);
                let to = if is_giver { receiver } else { giver };
                let fact = NoticeFact::GrantEnded { grant: id, giver, to };
                notices::queue_in(acts, &mut tx, fact, now).await?;
            }
            Ok::<_, ActError>(found.grant.receiver)
        })
        .await;
    if let Err(ActError::NotFound) = receiver {
        return Err(trail::not_hers(acts, citizen, about.0, about.1).await?);
    }
    let receiver = receiver?;
    acts.news().tell(Sight::Citizen(receiver));
    Ok(())
}
