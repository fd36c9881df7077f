//! What somebody has asked, and what came of it.

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::ids::{RightsPartId, RightsRequestId};
use helsebro_domain::representation::{CitizenAccess, Deed};
use helsebro_domain::rights::{Kind, Part};
use helsebro_domain::time::Instant;
use helsebro_storage::{Scope, audit, parties, rights};

use super::shown::{self, PartShown, RequestShown};
use crate::{ActError, Acts, trail};

/// A request in her list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Its id.
    pub id: RightsRequestId,
    /// What for.
    pub kind: Kind,
    /// At which unit.
    pub place: Option<String>,
    /// What it is called.
    pub reference: String,
    /// When.
    pub sent_at: Instant,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// What she has asked, newest first.
///
/// # Errors
/// `NO_REPRESENTATION_BASIS` for whoever may not ask for her.
pub async fn list(acts: &Acts, citizen: &CitizenAccess) -> Result<Vec<Listed>, ActError> {
    let about = (Event::RightsAsked, Object::None);
    trail::allowed(acts, citizen, Deed::AskForRights, about).await?;
    acts.db()
        .read(Scope::from(citizen), "rights.mine", async |mut tx| {
            let mut found = Vec::new();
            for request in rights::requests_by(&mut tx).await? {
                let parts = rights::parts_of(&mut tx, request.id).await?;
                let place = match request.spot.unit {
                    Some(unit) => parties::unit(&mut tx, unit).await?.map(|unit| unit.name),
                    None => None,
                };
                found.push(Listed {
                    id: request.id,
                    kind: request.kind,
                    place,
                    reference: request.reference,
                    sent_at: request.sent_at,
                    parts: parts.into_iter().map(|part| part.planned.part).collect(),
                });
            }
            Ok::<_, ActError>(found)
        })
        .await
}

/// One of them.
///
/// # Errors
/// [`ActError::NotFound`] when it is not hers.
pub async fn one(
    acts: &Acts,
    citizen: &CitizenAccess,
    id: RightsRequestId,
) -> Result<RequestShown, ActError> {
    let thing = Object::RightsRequest(id.uuid());
    trail::allowed(acts, citizen, Deed::AskForRights, (Event::RightsAsked, thing)).await?;
    let now = acts.now();
    let loaded = acts
        .db()
        .read(Scope::from(citizen), "rights.one", async |mut tx| {
            match rights::request_here(&mut tx, id).await? {
                Some(request) => Ok::<_, ActError>(Some(shown::load(&mut tx, request, now).await?)),
                None => Ok(None),
            }
        })
        .await?;
    match loaded {
        Some(loaded) => shown::opened(acts, loaded).await,
        None => Err(trail::not_hers(acts, citizen, Event::RightsAsked, thing).await?),
    }
}

/// The answer to one part, read or taken out. That it is read leaves a line: who got what
/// is known of somebody shall be known (§ 10.3).
///
/// # Errors
/// [`ActError::NotFound`] when it is not hers, or not answered.
pub async fn answer(
    acts: &Acts,
    citizen: &CitizenAccess,
    (request, part): (RightsRequestId, RightsPartId),
) -> Result<(RequestShown, PartShown), ActError> {
    let shown = one(acts, citizen, request).await?;
    let found = shown.parts.iter().find(|one| one.id == part && one.outcome().is_some());
    let Some(found) = found.cloned() else { return Err(ActError::NotFound) };
    let now = acts.now();
    let mut line = trail::by_citizen(acts, citizen, Event::RightsAnswerRead, now);
    line.object = Object::RightsPart(part.uuid());
    line.rules = shown.kind.rules();
    acts.db()
        .write(Scope::from(citizen), "rights.answer_read", async |mut tx| {
            Ok::<_, ActError>(audit::append(&mut tx, &line).await?)
        })
        .await?;
    Ok((shown, found))
}
