//! Opening a file that was sent. That it was opened is stored before it is shown.

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::dialog::{CitizensThread, Desk, FileKind};
use helsebro_domain::ids::{AttachmentId, ThreadId};
use helsebro_domain::representation::{CitizenAccess, Deed};
use helsebro_storage::dialog::AttachmentRow;
use helsebro_storage::sealing::{FILE_PART_BYTES, FileKey};
use helsebro_storage::{Scope, audit, dialog};

use super::super::desk::decide;
use super::desk::not_there;
use super::keeping::{self, Copy};
use crate::{ActError, Acts, trail};

/// A file that may be read, part by part, so that no more than one part is held.
pub struct OpenFile {
    acts: Acts,
    scope: Scope,
    id: AttachmentId,
    key: FileKey,
    name: String,
    kind: FileKind,
    size_bytes: usize,
    next: u32,
}

impl OpenFile {
    /// What it is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Which kind it is.
    pub const fn kind(&self) -> FileKind {
        self.kind
    }

    /// How large it is.
    pub const fn size_bytes(&self) -> usize {
        self.size_bytes
    }

    /// The next part of it; none after the last.
    ///
    /// # Errors
    /// When the database fails, or a part is not what was laid there.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, ActError> {
        let parts = self.size_bytes.div_ceil(FILE_PART_BYTES);
        let part = self.next;
        if usize::try_from(part).is_ok_and(|part| part >= parts) {
            return Ok(None);
        }
        let id = self.id;
        let sealed = self
            .acts
            .db()
            .read(self.scope, "attachments.read_part", async |mut tx| {
                dialog::attachment_part(&mut tx, id, part).await
            })
            .await?;
        self.next += 1;
        Ok(Some(self.key.open(part, sealed)?))
    }

    /// All of it at once, for those who need it whole.
    ///
    /// # Errors
    /// As [`OpenFile::next`].
    pub async fn whole(mut self) -> Result<Vec<u8>, ActError> {
        let mut bytes = Vec::with_capacity(self.size_bytes);
        while let Some(part) = self.next().await? {
            bytes.extend_from_slice(&part);
        }
        Ok(bytes)
    }

    pub(crate) async fn of(
        acts: &Acts,
        scope: Scope,
        copy: Copy,
        row: &AttachmentRow,
    ) -> Result<Self, ActError> {
        let (key, name) = keeping::open_key(acts, copy, row).await?;
        Ok(Self {
            acts: acts.clone(),
            scope,
            id: row.id,
            key,
            name: name.as_str().to_owned(),
            kind: row.kind,
            size_bytes: keeping::size(row),
            next: 0,
        })
    }
}

/// Opens a file in a conversation of the citizen's.
///
/// # Errors
/// [`ActError::NotFound`] when it is not hers, or was not sent; it leaves a line.
pub async fn open_citizens(
    acts: &Acts,
    citizen: &CitizenAccess,
    thread: ThreadId,
    id: AttachmentId,
) -> Result<OpenFile, ActError> {
    let about = (Event::AttachmentRead, Object::Thread(thread.uuid()));
    trail::allowed(acts, citizen, Deed::ReadThreads, about).await?;
    let scope = Scope::from(citizen);
    let now = acts.now();
    let found = acts
        .db()
        .write(scope, "attachments.open", async |mut tx| {
            let stored = dialog::citizens_thread(&mut tx, thread).await?;
            let stored = stored.ok_or(ActError::NotFound)?;
            CitizensThread::open(citizen, &stored.thread)?;
            let row = dialog::citizens_attachment(&mut tx, thread, id).await?;
            let row = row.ok_or(ActError::NotFound)?;
            let line = trail::by_citizen(acts, citizen, Event::AttachmentRead, now);
            audit::append(&mut tx, &trail::about(line, &stored.thread)).await?;
            Ok(row)
        })
        .await;
    match found {
        Ok(row) => OpenFile::of(acts, scope, Copy::Citizens, &row).await,
        Err(ActError::NotFound) => Err(trail::not_hers(acts, citizen, about.0, about.1).await?),
        Err(fault) => Err(fault),
    }
}

/// Opens a file in a conversation of the unit's.
///
/// # Errors
/// `NO_SERVICE_NEED` for another unit's; [`ActError::NotFound`] for another
/// municipality's, or when it was not sent. Those leave a line.
pub async fn open_at_desk(
    acts: &Acts,
    desk: &Desk,
    thread: ThreadId,
    id: AttachmentId,
) -> Result<OpenFile, ActError> {
    let home = desk.municipality();
    let scope = Scope::Municipality(home);
    let now = acts.now();
    let row = acts
        .db()
        .write(scope, "attachments.open_at_desk", async |mut tx| {
            let event = Event::AttachmentRead;
            let stored = match decide::opened(acts, &mut tx, desk, thread, event, now).await? {
                Ok(stored) => stored,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            let row = dialog::desk_attachment(&mut tx, thread, id).await?;
            let line = trail::at_desk(acts, desk, event, now);
            let found = row.ok_or_else(not_there);
            Ok(trail::settle(&mut tx, trail::about(line, &stored.thread), found).await?)
        })
        .await??;
    OpenFile::of(acts, scope, Copy::Units(home), &row).await
}
