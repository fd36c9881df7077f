//! The files of a draft go along with its message: all of them looked through, or
//! nothing is sent.

use helsebro_domain::audit::AuditLine;
use helsebro_domain::dialog::{Checked, Desk, Thread};
use helsebro_domain::ids::{AttachmentId, DraftId, MessageId, MunicipalityId, StaffId, ThreadId};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::representation::CitizenAccess;
use helsebro_storage::dialog::AttachmentRow;
use helsebro_storage::{Scope, Tx, audit, dialog};

use super::super::desk::begun;
use super::keeping::{self, Copy};
use super::reading::OpenFile;
use super::{WithFiles, draft};
use crate::{ActError, Acts};

/// Files that may go along, each with the other side's copy of its key.
#[derive(Default)]
pub(in super::super) struct ReadyFiles {
    draft: Option<DraftId>,
    files: Vec<(AttachmentId, Vec<u8>)>,
}

impl ReadyFiles {
    /// The files of a citizen's draft, each looked through. A message without files
    /// asks nobody. `line` is stored as refused when they may not go.
    pub(in super::super) async fn of(
        acts: &Acts,
        citizen: &CitizenAccess,
        home: MunicipalityId,
        (with, draft): (WithFiles, DraftId),
        line: impl FnOnce() -> AuditLine,
    ) -> Result<Self, ActError> {
        if with == WithFiles::None {
            return Ok(Self::default());
        }
        let found = match draft::load(acts, citizen, draft).await {
            Ok(found) => found,
            // Sent a moment ago, with its files.
            Err(ActError::NotFound) => return Ok(Self::default()),
            Err(fault) => return Err(fault),
        };
        let scope = Scope::from(citizen);
        let decided = match found.limits.may_send(&keeping::sizes(&found.rows)) {
            Ok(()) => all_checked(acts, scope, Copy::Citizens, &found.rows).await?,
            Err(refusal) => Err(refusal),
        };
        if let Err(refusal) = decided {
            return Err(refused(acts, scope, line(), refusal).await?);
        }
        let files = copied(acts, (Copy::Citizens, Copy::Units(home)), &found.rows).await?;
        Ok(Self { draft: Some(draft), files })
    }

    /// They go along with a message that was just stored.
    pub(in super::super) async fn send_in(
        &self,
        tx: &mut Tx,
        message: (ThreadId, MessageId),
    ) -> Result<(), ActError> {
        let Some(draft) = self.draft else { return Ok(()) };
        for (id, unit_key) in &self.files {
            if !dialog::send_attachment(tx, (*id, draft), message, unit_key).await? {
                return Err(changed().into());
            }
        }
        Ok(())
    }
}

/// The same for what staff have ready.
#[derive(Default)]
pub(in super::super) struct ReadyAtDesk {
    staff: Option<StaffId>,
    /// What she has begun, when it is a conversation of hers.
    begun: Option<DraftId>,
    files: Vec<(AttachmentId, Vec<u8>)>,
}

impl ReadyAtDesk {
    pub(in super::super) async fn of(
        acts: &Acts,
        desk: &Desk,
        (with, thread): (WithFiles, ThreadId),
        line: impl FnOnce() -> AuditLine,
    ) -> Result<Self, ActError> {
        let (Some(me), WithFiles::OfDraft) = (desk.staff(), with) else {
            return Ok(Self::default());
        };
        let scope = Scope::Municipality(desk.municipality());
        let rows = acts
            .db()
            .read(scope, "attachments.at_hand", async |mut tx| {
                dialog::desk_draft_attachments(&mut tx, thread, me).await
            })
            .await?;
        Self::checked(acts, desk, (me, None, &rows), line).await
    }

    /// Those that lie ready for a conversation that she has begun to write. Sent a moment
    /// ago, it is not there any more.
    pub(in super::super) async fn of_begun(
        acts: &Acts,
        desk: &Desk,
        id: DraftId,
        line: AuditLine,
    ) -> Result<Self, ActError> {
        let scope = Scope::Municipality(desk.municipality());
        let now = acts.now();
        let (me, rows) = acts
            .db()
            .write(scope, "attachments.at_hand_begun", async |mut tx| {
                let about = (line.event, id);
                Ok::<_, ActError>(match begun::opened(acts, &mut tx, desk, about, now).await? {
                    Ok((me, _)) => Ok((me, dialog::begun_attachments(&mut tx, id, me).await?)),
                    Err(refusal) => Err(refusal),
                })
            })
            .await??;
        Self::checked(acts, desk, (me, Some(id), &rows), || line).await
    }

    async fn checked(
        acts: &Acts,
        desk: &Desk,
        (me, begun, rows): (StaffId, Option<DraftId>, &[AttachmentRow]),
        line: impl FnOnce() -> AuditLine,
    ) -> Result<Self, ActError> {
        let home = desk.municipality();
        let scope = Scope::Municipality(home);
        let decided = match acts.files().limits.may_send(&keeping::sizes(rows)) {
            Ok(()) => all_checked(acts, scope, Copy::Units(home), rows).await?,
            Err(refusal) => Err(refusal),
        };
        if let Err(refusal) = decided {
            return Err(refused(acts, scope, line(), refusal).await?);
        }
        let files = copied(acts, (Copy::Units(home), Copy::Citizens), rows).await?;
        Ok(Self { staff: Some(me), begun, files })
    }

    pub(in super::super) async fn send_in(
        &self,
        tx: &mut Tx,
        thread: &Thread,
        message: MessageId,
    ) -> Result<(), ActError> {
        let Some(me) = self.staff else { return Ok(()) };
        for (id, citizen_key) in &self.files {
            let is_sent = match self.begun {
                Some(begun) => {
                    let to = (thread.id, message, thread.person);
                    dialog::send_begun_attachment(tx, (*id, begun, me), to, citizen_key).await?
                }
                None => {
                    let to = (thread.id, message);
                    dialog::send_desk_attachment(tx, (*id, me), to, citizen_key).await?
                }
            };
            if !is_sent {
                return Err(changed().into());
            }
        }
        // Whoever is second finds it gone, and nothing of it is stored.
        if let Some(begun) = self.begun
            && !dialog::discard_begun(tx, begun, (thread.unit, me)).await?
        {
            return Err(ActError::NotFound);
        }
        Ok(())
    }
}

/// Has what nobody could look through before looked through now.
async fn all_checked(
    acts: &Acts,
    scope: Scope,
    copy: Copy,
    rows: &[AttachmentRow],
) -> Result<Result<(), Refusal>, ActError> {
    for row in rows.iter().filter(|row| row.checked_at.is_none()) {
        let bytes = OpenFile::of(acts, scope, copy, row).await?.whole().await?;
        let now = match keeping::scanned(acts, &bytes).await {
            Ok(Some(now)) => now,
            Ok(None) => return Ok(Checked::NotYet.may_leave()),
            Err(harmful) => return Ok(Err(harmful)),
        };
        acts.db()
            .write(scope, "attachments.checked", async |mut tx| {
                dialog::mark_checked(&mut tx, row.id, now).await
            })
            .await?;
    }
    Ok(Ok(()))
}

/// The other side's copy of each key.
async fn copied(
    acts: &Acts,
    (ours, theirs): (Copy, Copy),
    rows: &[AttachmentRow],
) -> Result<Vec<(AttachmentId, Vec<u8>)>, ActError> {
    let mut files = Vec::with_capacity(rows.len());
    for row in rows {
        let (key, name) = keeping::open_key(acts, ours, row).await?;
        files.push((row.id, keeping::seal_key(acts, theirs, &key, (row.id, &name)).await?));
    }
    Ok(files)
}

async fn refused(
    acts: &Acts,
    scope: Scope,
    line: AuditLine,
    refusal: Refusal,
) -> Result<ActError, ActError> {
    acts.db()
        .write(scope, "attachments.not_sent", async |mut tx| {
            Ok::<_, ActError>(audit::append(&mut tx, &line.clone().refused(refusal)).await?)
        })
        .await?;
    Ok(refusal.into())
}

/// The files were changed in another window while the message was being sent.
const fn changed() -> Refusal {
    Refusal::told(ReasonCode::AttachmentNotScanned, &["S1-2.1.1-a"])
}
