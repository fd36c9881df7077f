//! Files in a citizen's draft.

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::dialog::FileLimits;
use helsebro_domain::ids::{AttachmentId, DraftId, MunicipalityId, ThreadId, UnitId};
use helsebro_domain::refusals::Refusal;
use helsebro_domain::representation::{CitizenAccess, Deed};
use helsebro_storage::dialog::{AttachmentRow, DraftTarget, UnsentBy};
use helsebro_storage::{Scope, Tx, audit, dialog, parties};

use super::keeping::{self, Copy, Not};
use super::{Added, NewFile, Ready};
use crate::{ActError, Acts, trail};

/// The files of a draft, and how much room there is.
///
/// # Errors
/// [`ActError::NotFound`] when the draft is not the citizen's.
pub async fn of_draft(
    acts: &Acts,
    citizen: &CitizenAccess,
    draft: DraftId,
) -> Result<Ready, ActError> {
    let found = load(acts, citizen, draft).await?;
    Ok(Ready {
        files: keeping::listed(acts, Copy::Citizens, &found.rows).await?,
        limits: found.limits,
    })
}

/// Adds a file to a draft.
///
/// # Errors
/// [`ActError::NotFound`] when the draft is not the citizen's; it leaves a line.
pub async fn add(
    acts: &Acts,
    citizen: &CitizenAccess,
    draft: DraftId,
    file: &NewFile,
) -> Result<Added, ActError> {
    let about = (Event::AttachmentAdded, Object::Draft(draft.uuid()));
    trail::allowed(acts, citizen, Deed::Write, about).await?;
    let found = load(acts, citizen, draft).await;
    let Some(found) = hers(found)? else {
        return Err(trail::not_hers(acts, citizen, about.0, about.1).await?);
    };
    let room = found.limits.may_add(&keeping::sizes(&found.rows), file.bytes.len());
    if let Err(refusal) = room {
        return refused(acts, citizen, draft, refusal).await.map(|()| Added::Refused(refusal));
    }
    let looked = match keeping::look(acts, file).await {
        Ok(looked) => looked,
        Err(Not::Taken(fault)) => {
            refused(acts, citizen, draft, fault.refusal()).await?;
            return Ok(Added::NotTaken(fault));
        }
        Err(Not::Refused(refusal)) => {
            refused(acts, citizen, draft, refusal).await?;
            return Ok(Added::Refused(refusal));
        }
    };
    let added = match looked.checked_at {
        Some(_) => Added::Checked,
        None => Added::NotChecked,
    };
    let by = UnsentBy::Citizen { draft, thread: found.thread, municipality: found.municipality };
    let (length, scope) = (looked.found.length, Scope::from(citizen));
    let laid = keeping::lay(acts, scope, by, &[Copy::Citizens], (looked, &file.bytes)).await?;
    let mut line = trail::by_citizen(acts, citizen, Event::AttachmentAdded, acts.now());
    line.org = Some(found.municipality);
    line.object = about.1;
    line.rules = &["S1-2.1.1-a"];
    let settled = acts
        .db()
        .write(scope, "attachments.finish", async |mut tx| {
            if !dialog::touch_draft(&mut tx, draft, line.at).await? {
                return Err(ActError::NotFound);
            }
            // Another window may have added one meanwhile.
            let there = dialog::draft_attachments(&mut tx, draft).await?;
            let decided = found.limits.may_add(&keeping::sizes(&there), length);
            let decided = trail::settle(&mut tx, line.clone(), decided).await?;
            if decided.is_ok() {
                dialog::finish_attachment(&mut tx, laid.id).await?;
            }
            Ok(decided)
        })
        .await?;
    Ok(match settled {
        Ok(()) => added,
        Err(refusal) => Added::Refused(refusal),
    })
}

/// Takes a file out of a draft, and throws it away.
///
/// # Errors
/// [`ActError::NotFound`] when it is not there, or not the citizen's; it leaves a line.
pub async fn remove(
    acts: &Acts,
    citizen: &CitizenAccess,
    draft: DraftId,
    id: AttachmentId,
) -> Result<(), ActError> {
    let about = (Event::AttachmentRemoved, Object::Draft(draft.uuid()));
    trail::allowed(acts, citizen, Deed::Write, about).await?;
    let mut line = trail::by_citizen(acts, citizen, Event::AttachmentRemoved, acts.now());
    line.object = about.1;
    line.rules = &["S1-2.1.1-a"];
    let removed = acts
        .db()
        .write(Scope::from(citizen), "attachments.remove", async |mut tx| {
            if !dialog::discard_attachment(&mut tx, draft, id).await?
                || !dialog::touch_draft(&mut tx, draft, line.at).await?
            {
                return Err(ActError::NotFound);
            }
            Ok(audit::append(&mut tx, &line).await?)
        })
        .await;
    let Err(ActError::NotFound) = removed else { return removed };
    Err(trail::not_hers(acts, citizen, about.0, about.1).await?)
}

/// Stores that a file was refused.
async fn refused(
    acts: &Acts,
    citizen: &CitizenAccess,
    draft: DraftId,
    refusal: Refusal,
) -> Result<(), ActError> {
    let mut line = trail::by_citizen(acts, citizen, Event::AttachmentAdded, acts.now());
    line.object = Object::Draft(draft.uuid());
    acts.db()
        .write(Scope::from(citizen), "attachments.refused", async |mut tx| {
            Ok(audit::append(&mut tx, &line.clone().refused(refusal)).await?)
        })
        .await
}

/// A draft with its files, and where it will go.
pub(super) struct Found {
    pub(super) rows: Vec<AttachmentRow>,
    pub(super) limits: FileLimits,
    municipality: MunicipalityId,
    thread: Option<ThreadId>,
}

pub(super) async fn load(
    acts: &Acts,
    citizen: &CitizenAccess,
    draft: DraftId,
) -> Result<Found, ActError> {
    let limits = acts.files().limits;
    acts.db()
        .read(Scope::from(citizen), "attachments.of_draft", async |mut tx| {
            let row = dialog::citizens_draft(&mut tx, draft).await?.ok_or(ActError::NotFound)?;
            let (municipality, unit, thread) = goes_to(&mut tx, row.target).await?;
            let unit = parties::answering_unit(&mut tx, unit).await?;
            let on_the_wire = unit.is_some_and(|unit| unit.epj.is_some());
            Ok::<_, ActError>(Found {
                rows: dialog::draft_attachments(&mut tx, draft).await?,
                limits: if on_the_wire { limits.on_the_wire() } else { limits },
                municipality,
                thread,
            })
        })
        .await
}

async fn goes_to(
    tx: &mut Tx,
    target: DraftTarget,
) -> Result<(MunicipalityId, UnitId, Option<ThreadId>), ActError> {
    Ok(match target {
        DraftTarget::Contact(id) => {
            let contact = dialog::citizens_contact(tx, id).await?.ok_or(ActError::NotFound)?;
            (contact.municipality, contact.listed.unit, None)
        }
        DraftTarget::Thread(id) => {
            let thread = dialog::citizens_thread(tx, id).await?.ok_or(ActError::NotFound)?.thread;
            (thread.municipality, thread.unit, Some(id))
        }
    })
}

fn hers(found: Result<Found, ActError>) -> Result<Option<Found>, ActError> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(ActError::NotFound) => Ok(None),
        Err(fault) => Err(fault),
    }
}
