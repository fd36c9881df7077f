//! Looking at a file, and laying it away sealed.

use helsebro_domain::dialog::{FileFault, FileName, FoundFile, harmful};
use helsebro_domain::ids::{AttachmentId, MunicipalityId};
use helsebro_domain::refusals::Refusal;
use helsebro_domain::time::Instant;
use helsebro_partners::scanner::Scanned;
use helsebro_storage::dialog::{AttachmentRow, NewAttachment, UnsentBy};
use helsebro_storage::sealing::{FILE_KEY_BYTES, FILE_PART_BYTES, FileKey};
use helsebro_storage::{Scope, StorageError, dialog};

use super::{Attachment, NewFile};
use crate::{ActError, Acts, content};

/// Whose copy of a file's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Copy {
    /// The citizen's, under the platform's key.
    Citizens,
    /// The unit's, under its municipality's.
    Units(MunicipalityId),
}

/// Why a file is not kept.
pub(super) enum Not {
    Taken(FileFault),
    Refused(Refusal),
}

/// A file that may be kept.
pub(crate) struct Looked {
    pub(crate) found: FoundFile,
    pub(crate) name: FileName,
    pub(crate) checked_at: Option<Instant>,
}

/// What a file is, by its bytes and by what the scanner says.
pub(super) async fn look(acts: &Acts, file: &NewFile) -> Result<Looked, Not> {
    let name = FileName::clean(&file.name).unwrap_or_else(|| FileName::numbered(1));
    let found = FoundFile::of(&file.bytes, &name).map_err(Not::Taken)?;
    let name = name.ending_as(found.kind);
    let checked_at = scanned(acts, &file.bytes).await.map_err(Not::Refused)?;
    Ok(Looked { found, name, checked_at })
}

/// When it was looked through: none when nobody could.
pub(super) async fn scanned(acts: &Acts, bytes: &[u8]) -> Result<Option<Instant>, Refusal> {
    match acts.files().scanner.scan(bytes).await {
        Ok(Scanned::Clean) => Ok(Some(acts.now())),
        Ok(Scanned::Harmful) => Err(harmful()),
        Err(_) => Ok(None),
    }
}

/// A file's key with its name, sealed for one side.
pub(crate) async fn seal_key(
    acts: &Acts,
    copy: Copy,
    key: &FileKey,
    file: (AttachmentId, &FileName),
) -> Result<Vec<u8>, StorageError> {
    let mut kept = key.bytes().to_vec();
    kept.extend_from_slice(file.1.as_str().as_bytes());
    let place = content::file_place(file.0);
    match copy {
        Copy::Citizens => content::seal_citizens_bytes(acts, place, &kept).await,
        Copy::Units(home) => content::seal_units_bytes(acts, home, place, &kept).await,
    }
}

/// A file's key and name, from one side's copy.
pub(crate) async fn open_key(
    acts: &Acts,
    copy: Copy,
    row: &AttachmentRow,
) -> Result<(FileKey, FileName), StorageError> {
    let place = content::file_place(row.id);
    let kept = match copy {
        Copy::Citizens => content::open_citizens_bytes(acts, place, &row.sealed_key).await?,
        Copy::Units(home) => content::open_units_bytes(acts, home, place, &row.sealed_key).await?,
    };
    let (key, name) = kept.split_at_checked(FILE_KEY_BYTES).ok_or(StorageError::Unsealable)?;
    let name = String::from_utf8(name.to_vec()).map_err(|_| StorageError::Unsealable)?;
    Ok((FileKey::kept(row.id, key)?, FileName::stored(name)))
}

/// The files of rows, as one side sees them. One whose key is destroyed is left out.
pub(crate) async fn listed(
    acts: &Acts,
    copy: Copy,
    rows: &[AttachmentRow],
) -> Result<Vec<Attachment>, StorageError> {
    let mut files = Vec::with_capacity(rows.len());
    for row in rows {
        let name = match open_key(acts, copy, row).await {
            Ok((_, name)) => name,
            Err(StorageError::KeyDestroyed) => continue,
            Err(error) => return Err(error),
        };
        files.push(Attachment {
            id: row.id,
            message: row.message,
            name: name.as_str().to_owned(),
            kind: row.kind,
            size_bytes: size(row),
            is_checked: row.checked_at.is_some(),
        });
    }
    Ok(files)
}

pub(super) fn size(row: &AttachmentRow) -> usize {
    usize::try_from(row.size_bytes).unwrap_or(usize::MAX)
}

/// How large each file of a draft is.
pub(super) fn sizes(rows: &[AttachmentRow]) -> Vec<usize> {
    rows.iter().map(size).collect()
}

/// A file that lies there in its parts, and that nobody sees yet.
pub(crate) struct Laid {
    pub(crate) id: AttachmentId,
}

/// Seals a file part by part and stores each in a turn of its own, so that a large
/// file does not hold up those who write. What breaks off is swept away later.
pub(crate) async fn lay(
    acts: &Acts,
    scope: Scope,
    by: UnsentBy,
    copies: &[Copy],
    (looked, bytes): (Looked, &[u8]),
) -> Result<Laid, ActError> {
    let now = acts.now();
    let id = AttachmentId::from_uuid(acts.fresh(now));
    let key = FileKey::new(id, acts.dice())?;
    let bytes = bytes.get(..looked.found.length).unwrap_or(bytes);
    let (mut citizen_key, mut unit_key) = (None, None);
    for copy in copies {
        let sealed = seal_key(acts, *copy, &key, (id, &looked.name)).await?;
        match copy {
            Copy::Citizens => citizen_key = Some(sealed),
            Copy::Units(_) => unit_key = Some(sealed),
        }
    }
    let new = NewAttachment {
        id,
        by,
        kind: looked.found.kind,
        size_bytes: bytes.len(),
        checked_at: looked.checked_at,
        added_at: now,
        citizen_key: citizen_key.as_deref(),
        unit_key: unit_key.as_deref(),
    };
    acts.db()
        .write(scope, "attachments.begin", async |mut tx| {
            dialog::begin_attachment(&mut tx, &new).await
        })
        .await?;
    for (part, content) in (0_u32..).zip(bytes.chunks(FILE_PART_BYTES)) {
        let sealed = key.seal(part, content)?;
        acts.db()
            .write(scope, "attachments.part", async |mut tx| {
                dialog::add_attachment_part(&mut tx, id, part, &sealed).await
            })
            .await?;
    }
    Ok(Laid { id })
}
