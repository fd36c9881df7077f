//! Files that staff have ready in a conversation, for their answer.

use helsebro_domain::audit::Event;
use helsebro_domain::dialog::{Desk, Thread};
use helsebro_domain::ids::{AttachmentId, StaffId, ThreadId};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::Instant;
use helsebro_storage::dialog::UnsentBy;
use helsebro_storage::{Scope, Tx, audit, dialog};

use super::super::desk::decide;
use super::keeping::{self, Copy, Not};
use super::{Added, NewFile, Ready};
use crate::{ActError, Acts, trail};

/// The files that a member of staff has ready, and how much room there is.
///
/// # Errors
/// As opening the conversation to write; `INVALID_TRANSITION` when it is closed or
/// answered elsewhere.
pub async fn of_desk_draft(acts: &Acts, desk: &Desk, id: ThreadId) -> Result<Ready, ActError> {
    let scope = Scope::Municipality(desk.municipality());
    let now = acts.now();
    let rows = acts
        .db()
        .write(scope, "attachments.of_desk", async |mut tx| {
            Ok::<_, ActError>(
                match writer(acts, &mut tx, desk, id, (Event::AttachmentAdded, now)).await? {
                    Ok((_, me)) => Ok(dialog::desk_draft_attachments(&mut tx, id, me).await?),
                    Err(refusal) => Err(refusal),
                },
            )
        })
        .await??;
    let copy = Copy::Units(desk.municipality());
    Ok(Ready { files: keeping::listed(acts, copy, &rows).await?, limits: acts.files().limits })
}

/// Adds a file to what a member of staff has ready.
///
/// # Errors
/// As [`of_desk_draft`].
pub async fn add_at_desk(
    acts: &Acts,
    desk: &Desk,
    id: ThreadId,
    file: &NewFile,
) -> Result<Added, ActError> {
    let (scope, home) = (Scope::Municipality(desk.municipality()), desk.municipality());
    let (now, limits) = (acts.now(), acts.files().limits);
    let (thread, me, rows) = acts
        .db()
        .write(scope, "attachments.at_desk", async |mut tx| {
            Ok::<_, ActError>(
                match writer(acts, &mut tx, desk, id, (Event::AttachmentAdded, now)).await? {
                    Ok((thread, me)) => {
                        let rows = dialog::desk_draft_attachments(&mut tx, id, me).await?;
                        Ok((thread, me, rows))
                    }
                    Err(refusal) => Err(refusal),
                },
            )
        })
        .await??;
    if let Err(refusal) = limits.may_add(&keeping::sizes(&rows), file.bytes.len()) {
        return refused(acts, desk, &thread, refusal).await.map(|()| Added::Refused(refusal));
    }
    let looked = match keeping::look(acts, file).await {
        Ok(looked) => looked,
        Err(Not::Taken(fault)) => {
            refused(acts, desk, &thread, fault.refusal()).await?;
            return Ok(Added::NotTaken(fault));
        }
        Err(Not::Refused(refusal)) => {
            refused(acts, desk, &thread, refusal).await?;
            return Ok(Added::Refused(refusal));
        }
    };
    let added = match looked.checked_at {
        Some(_) => Added::Checked,
        None => Added::NotChecked,
    };
    let by = UnsentBy::Staff { staff: me, thread: id, person: thread.person };
    let length = looked.found.length;
    let laid = keeping::lay(acts, scope, by, &[Copy::Units(home)], (looked, &file.bytes)).await?;
    let mut line =
        trail::about(trail::at_desk(acts, desk, Event::AttachmentAdded, acts.now()), &thread);
    line.rules = &["S1-2.1-b", "S1-2.1.1-a"];
    let settled = acts
        .db()
        .write(scope, "attachments.finish_at_desk", async |mut tx| {
            let there = dialog::desk_draft_attachments(&mut tx, id, me).await?;
            let decided = limits.may_add(&keeping::sizes(&there), length);
            let decided = trail::settle(&mut tx, line.clone(), decided).await?;
            if decided.is_ok() {
                dialog::finish_attachment(&mut tx, laid.id).await?;
            }
            Ok::<_, ActError>(decided)
        })
        .await?;
    Ok(match settled {
        Ok(()) => added,
        Err(refusal) => Added::Refused(refusal),
    })
}

/// Takes a file away from what a member of staff has ready.
///
/// # Errors
/// As [`of_desk_draft`]; [`ActError::NotFound`] when it is not there.
pub async fn remove_at_desk(
    acts: &Acts,
    desk: &Desk,
    id: ThreadId,
    file: AttachmentId,
) -> Result<(), ActError> {
    let now = acts.now();
    acts.db()
        .write(Scope::Municipality(desk.municipality()), "attachments.off_desk", async |mut tx| {
            let (thread, me) =
                match writer(acts, &mut tx, desk, id, (Event::AttachmentRemoved, now)).await? {
                    Ok(found) => found,
                    Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
                };
            let decided = match dialog::discard_desk_attachment(&mut tx, (id, me), file).await? {
                true => Ok(()),
                false => Err(not_there()),
            };
            let line = trail::at_desk(acts, desk, Event::AttachmentRemoved, now);
            Ok(trail::settle(&mut tx, trail::about(line, &thread), decided).await?)
        })
        .await?
        .map_err(Into::into)
}

/// The refusal of a file that is not there, or is a colleague's.
pub(super) const fn not_there() -> Refusal {
    Refusal::neutral(ReasonCode::NotAvailable, &["S1-2.1-b"])
}

/// Who writes in a conversation that can be answered here.
async fn writer(
    acts: &Acts,
    tx: &mut Tx,
    desk: &Desk,
    id: ThreadId,
    (event, now): (Event, Instant),
) -> Result<Result<(Thread, StaffId), Refusal>, ActError> {
    let stored = match decide::opened(acts, tx, desk, id, event, now).await? {
        Ok(stored) => stored,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let line = trail::about(trail::at_desk(acts, desk, event, now), &stored.thread);
    match desk.open(&stored.thread).and_then(|open| open.note()) {
        Ok(me) => Ok(Ok((stored.thread, me))),
        Err(refusal) => {
            audit::append(tx, &line.refused(refusal)).await?;
            Ok(Err(refusal))
        }
    }
}

async fn refused(
    acts: &Acts,
    desk: &Desk,
    thread: &Thread,
    refusal: Refusal,
) -> Result<(), ActError> {
    let line = trail::at_desk(acts, desk, Event::AttachmentAdded, acts.now());
    let line = trail::about(line, thread).refused(refusal);
    acts.db()
        .write(Scope::Municipality(desk.municipality()), "attachments.desk_no", async |mut tx| {
            Ok(audit::append(&mut tx, &line).await?)
        })
        .await
}
