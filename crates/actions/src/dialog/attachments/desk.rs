//! Files that staff have ready: in a conversation, for their answer; or for one that they
//! have begun to write.

use helsebro_domain::audit::{AuditLine, Event};
use helsebro_domain::dialog::{Desk, Thread};
use helsebro_domain::ids::{AttachmentId, DraftId, PersonId, StaffId, ThreadId};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::Instant;
use helsebro_storage::dialog::{AttachmentRow, UnsentBy};
use helsebro_storage::{Scope, StorageError, Tx, audit, dialog};

use super::super::desk::{begun, decide};
use super::keeping::{self, Copy, Not};
use super::{Added, NewFile, Ready};
use crate::{ActError, Acts, trail};

/// What the files of a member of staff are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadyFor {
    /// Her answer in a conversation.
    Answer(ThreadId),
    /// A conversation that she has begun to write.
    Begun(DraftId),
}

impl From<ThreadId> for ReadyFor {
    fn from(thread: ThreadId) -> Self {
        Self::Answer(thread)
    }
}

impl From<DraftId> for ReadyFor {
    fn from(draft: DraftId) -> Self {
        Self::Begun(draft)
    }
}

/// Who writes, to whom, and in which conversation when there is one.
struct Writer {
    me: StaffId,
    person: PersonId,
    thread: Option<Thread>,
    what: ReadyFor,
}

impl Writer {
    fn about(&self, acts: &Acts, desk: &Desk, event: Event) -> AuditLine {
        let now = acts.now();
        match (&self.thread, self.what) {
            (_, ReadyFor::Begun(id)) => {
                let line = begun::line(acts, desk, (event, id), now);
                AuditLine { subject: Some(self.person), ..line }
            }
            (Some(thread), ReadyFor::Answer(_)) => {
                trail::about(trail::at_desk(acts, desk, event, now), thread)
            }
            (None, ReadyFor::Answer(_)) => trail::at_desk(acts, desk, event, now),
        }
    }

    const fn unsent(&self) -> UnsentBy {
        let (staff, person) = (self.me, self.person);
        match self.what {
            ReadyFor::Answer(thread) => UnsentBy::Staff { staff, thread, person },
            ReadyFor::Begun(draft) => UnsentBy::Begun { staff, draft, person },
        }
    }

    /// What she has begun is in use when its files change; else it is gone meanwhile.
    async fn touches(
        &self,
        tx: &mut Tx,
        desk: &Desk,
        now: Instant,
    ) -> Result<Result<(), Refusal>, StorageError> {
        let ReadyFor::Begun(id) = self.what else { return Ok(Ok(())) };
        let is_there = dialog::touch_begun(tx, id, (desk.unit(), self.me), now).await?;
        Ok(if is_there { Ok(()) } else { Err(not_there()) })
    }

    async fn rows(&self, tx: &mut Tx) -> Result<Vec<AttachmentRow>, StorageError> {
        match self.what {
            ReadyFor::Answer(thread) => dialog::desk_draft_attachments(tx, thread, self.me).await,
            ReadyFor::Begun(draft) => dialog::begun_attachments(tx, draft, self.me).await,
        }
    }
}

/// The files that a member of staff has ready, and how much room there is.
///
/// # Errors
/// As opening the conversation to write; `INVALID_TRANSITION` when it is closed or
/// answered elsewhere.
pub async fn of_desk_draft(
    acts: &Acts,
    desk: &Desk,
    what: impl Into<ReadyFor>,
) -> Result<Ready, ActError> {
    let what = what.into();
    let scope = Scope::Municipality(desk.municipality());
    let now = acts.now();
    let rows = acts
        .db()
        .write(scope, "attachments.of_desk", async |mut tx| {
            Ok::<_, ActError>(
                match writer(acts, &mut tx, desk, what, (Event::AttachmentAdded, now)).await? {
                    Ok(writer) => Ok(writer.rows(&mut tx).await?),
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
    what: impl Into<ReadyFor>,
    file: &NewFile,
) -> Result<Added, ActError> {
    let what = what.into();
    let (scope, home) = (Scope::Municipality(desk.municipality()), desk.municipality());
    let (now, limits) = (acts.now(), acts.files().limits);
    let (writer, rows) = acts
        .db()
        .write(scope, "attachments.at_desk", async |mut tx| {
            Ok::<_, ActError>(
                match writer(acts, &mut tx, desk, what, (Event::AttachmentAdded, now)).await? {
                    Ok(writer) => {
                        let rows = writer.rows(&mut tx).await?;
                        Ok((writer, rows))
                    }
                    Err(refusal) => Err(refusal),
                },
            )
        })
        .await??;
    if let Err(refusal) = limits.may_add(&keeping::sizes(&rows), file.bytes.len()) {
        return refused(acts, desk, &writer, refusal).await.map(|()| Added::Refused(refusal));
    }
    let looked = match keeping::look(acts, file).await {
        Ok(looked) => looked,
        Err(Not::Taken(fault)) => {
            refused(acts, desk, &writer, fault.refusal()).await?;
            return Ok(Added::NotTaken(fault));
        }
        Err(Not::Refused(refusal)) => {
            refused(acts, desk, &writer, refusal).await?;
            return Ok(Added::Refused(refusal));
        }
    };
    let added = match looked.checked_at {
        Some(_) => Added::Checked,
        None => Added::NotChecked,
    };
    let by = writer.unsent();
    let length = looked.found.length;
    let laid = keeping::lay(acts, scope, by, &[Copy::Units(home)], (looked, &file.bytes)).await?;
    let mut line = writer.about(acts, desk, Event::AttachmentAdded);
    line.rules = &["S1-2.1-b", "S1-2.1.1-a"];
    let settled = acts
        .db()
        .write(scope, "attachments.finish_at_desk", async |mut tx| {
            let there = writer.rows(&mut tx).await?;
            let decided = match limits.may_add(&keeping::sizes(&there), length) {
                Ok(()) => writer.touches(&mut tx, desk, now).await?,
                Err(refusal) => Err(refusal),
            };
            let decided = trail::settle(&mut tx, line.clone(), decided).await?;
            if decided.is_ok() {
                dialog::finish_attachment(&mut tx, laid.id).await?;
            }
            Ok::<_, ActError>(decided)
        })
        .await?;
    match settled {
        Ok(()) => Ok(added),
        Err(refusal) if refusal == not_there() => Err(refusal.into()),
        Err(refusal) => Ok(Added::Refused(refusal)),
    }
}

/// Takes a file away from what a member of staff has ready.
///
/// # Errors
/// As [`of_desk_draft`]; [`ActError::NotFound`] when it is not there.
pub async fn remove_at_desk(
    acts: &Acts,
    desk: &Desk,
    what: impl Into<ReadyFor>,
    file: AttachmentId,
) -> Result<(), ActError> {
    let what = what.into();
    let now = acts.now();
    acts.db()
        .write(Scope::Municipality(desk.municipality()), "attachments.off_desk", async |mut tx| {
            let event = Event::AttachmentRemoved;
            let writer = match writer(acts, &mut tx, desk, what, (event, now)).await? {
                Ok(found) => found,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            let is_gone = match what {
                ReadyFor::Answer(id) => {
                    dialog::discard_desk_attachment(&mut tx, (id, writer.me), file).await?
                }
                ReadyFor::Begun(id) => {
                    dialog::discard_begun_attachment(&mut tx, (id, writer.me), file).await?
                }
            };
            let decided = match is_gone {
                true => writer.touches(&mut tx, desk, now).await?,
                false => Err(not_there()),
            };
            let line = writer.about(acts, desk, event);
            Ok(trail::settle(&mut tx, line, decided).await?)
        })
        .await?
        .map_err(Into::into)
}

/// The refusal of a file that is not there, or is a colleague's.
pub(super) const fn not_there() -> Refusal {
    Refusal::neutral(ReasonCode::NotAvailable, &["S1-2.1-b"])
}

/// Who writes in a conversation that can be answered here, or what she has begun.
async fn writer(
    acts: &Acts,
    tx: &mut Tx,
    desk: &Desk,
    what: ReadyFor,
    (event, now): (Event, Instant),
) -> Result<Result<Writer, Refusal>, ActError> {
    let id = match what {
        ReadyFor::Answer(id) => id,
        ReadyFor::Begun(id) => {
            let found = begun::opened(acts, tx, desk, (event, id), now).await?;
            return Ok(found.map(|(me, row)| Writer {
                me,
                person: row.person,
                thread: None,
                what,
            }));
        }
    };
    let stored = match decide::opened(acts, tx, desk, id, event, now).await? {
        Ok(stored) => stored,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let line = trail::about(trail::at_desk(acts, desk, event, now), &stored.thread);
    match desk.open(&stored.thread).and_then(|open| open.note()) {
        Ok(me) => {
            let (person, thread) = (stored.thread.person, Some(stored.thread));
            Ok(Ok(Writer { me, person, thread, what }))
        }
        Err(refusal) => {
            audit::append(tx, &line.refused(refusal)).await?;
            Ok(Err(refusal))
        }
    }
}

async fn refused(
    acts: &Acts,
    desk: &Desk,
    writer: &Writer,
    refusal: Refusal,
) -> Result<(), ActError> {
    let line = writer.about(acts, desk, Event::AttachmentAdded).refused(refusal);
    acts.db()
        .write(Scope::Municipality(desk.municipality()), "attachments.desk_no", async |mut tx| {
            Ok(audit::append(&mut tx, &line).await?)
        })
        .await
}
