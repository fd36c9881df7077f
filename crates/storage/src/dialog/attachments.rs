//! Files that go along with messages, sealed; and those not yet sent.

use helsebro_domain::dialog::FileKind;
use helsebro_domain::ids::{
    AttachmentId, DraftId, MessageId, MunicipalityId, PersonId, StaffId, ThreadId,
};
use helsebro_domain::time::Instant;

use crate::{FromRow, Row, Scope, StorageError, Tx, Viewer, values};

/// The most files that are listed of one conversation: ten of each message of a page.
pub const MAX_ATTACHMENTS: usize = 2_000;

macro_rules! columns {
    ($key:literal, $rest:literal) => {
        concat!(
            "SELECT a.id, a.thread, a.message, a.kind, a.size_bytes, a.checked_at, ",
            $key,
            " FROM attachments a ",
            $rest
        )
    };
}

const BEGIN: &str = "INSERT INTO attachments (id, municipality, person, draft, writer, staff, \
     thread, message, kind, size_bytes, is_whole, checked_at, added_at, citizen_key, unit_key) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, $8, $9, 0, $10, $11, $12, $13)";
const ADD_PART: &str =
    "INSERT INTO attachment_parts (attachment, part, sealed) VALUES ($1, $2, $3)";
const FINISH: &str = "UPDATE attachments SET is_whole = 1 WHERE id = $1 AND is_whole = 0";
const MARK_CHECKED: &str = "UPDATE attachments SET checked_at = $2 \
     WHERE id = $1 AND message IS NULL AND checked_at IS NULL";
const OF_DRAFT: &str = columns!(
    "a.citizen_key",
    "WHERE a.draft = $1 AND a.person = $2 AND a.writer = $3 AND a.message IS NULL \
     AND a.is_whole = 1 ORDER BY a.id LIMIT 20"
);
const OF_DESK_DRAFT: &str = columns!(
    "a.unit_key",
    "WHERE a.thread = $1 AND a.municipality = $2 AND a.staff = $3 AND a.message IS NULL \
     AND a.is_whole = 1 ORDER BY a.id LIMIT 20"
);
const OF_BEGUN: &str = columns!(
    "a.unit_key",
    "WHERE a.draft = $1 AND a.municipality = $2 AND a.staff = $3 AND a.message IS NULL \
     AND a.is_whole = 1 ORDER BY a.id LIMIT 20"
);
const OF_CITIZEN: &str = columns!(
    "a.citizen_key",
    "JOIN threads t ON t.id = a.thread WHERE a.thread = $1 AND t.person = $2 \
     AND (a.message IS NOT NULL OR a.writer = $3) AND a.is_whole = 1 \
     ORDER BY a.id DESC LIMIT 2000"
);
const OF_DESK: &str = columns!(
    "a.unit_key",
    "JOIN threads t ON t.id = a.thread WHERE a.thread = $1 AND t.municipality = $2 \
     AND (a.message IS NOT NULL OR a.staff = $3) AND a.is_whole = 1 \
     ORDER BY a.id DESC LIMIT 2000"
);
const ONE_OF_CITIZEN: &str = columns!(
    "a.citizen_key",
    "JOIN threads t ON t.id = a.thread WHERE a.thread = $1 AND a.id = $2 AND t.person = $3 \
     AND a.message IS NOT NULL AND a.checked_at IS NOT NULL"
);
const ONE_OF_DESK: &str = columns!(
    "a.unit_key",
    "JOIN threads t ON t.id = a.thread WHERE a.thread = $1 AND a.id = $2 AND t.municipality = $3 \
     AND a.message IS NOT NULL AND a.checked_at IS NOT NULL"
);
const OF_MESSAGE: &str = columns!(
    "a.unit_key",
    "JOIN threads t ON t.id = a.thread WHERE a.thread = $1 AND a.message = $2 \
     AND t.municipality = $3 AND a.checked_at IS NOT NULL ORDER BY a.id LIMIT 20"
);
const CITIZENS_PART: &str = "SELECT p.sealed FROM attachment_parts p \
     JOIN attachments a ON a.id = p.attachment \
     WHERE p.attachment = $1 AND p.part = $2 AND a.person = $3";
const DESKS_PART: &str = "SELECT p.sealed FROM attachment_parts p \
     JOIN attachments a ON a.id = p.attachment \
     WHERE p.attachment = $1 AND p.part = $2 AND a.municipality = $3";
const SEND: &str = "UPDATE attachments SET thread = $5, message = $6, draft = NULL, \
     unit_key = $7 WHERE id = $1 AND draft = $2 AND person = $3 AND writer = $4 \
     AND message IS NULL AND is_whole = 1 AND checked_at IS NOT NULL";
const SEND_FROM_DESK: &str = "UPDATE attachments SET message = $5, citizen_key = $6 \
     WHERE id = $1 AND thread = $2 AND municipality = $3 AND staff = $4 \
     AND message IS NULL AND is_whole = 1 AND checked_at IS NOT NULL";
const SEND_BEGUN: &str = "UPDATE attachments SET thread = $5, message = $6, person = $7, \
     draft = NULL, citizen_key = $8 WHERE id = $1 AND draft = $2 AND municipality = $3 \
     AND staff = $4 AND message IS NULL AND is_whole = 1 AND checked_at IS NOT NULL";
const SEND_RECEIVED: &str = "UPDATE attachments SET thread = $2, message = $3, is_whole = 1 \
     WHERE id = $1 AND municipality = $4 AND draft IS NULL AND staff IS NULL AND message IS NULL \
     AND is_whole = 0 AND checked_at IS NOT NULL";
const FOLLOW: &str = "UPDATE attachments SET draft = $3 WHERE person = $1 AND writer = $2 \
     AND message IS NULL AND draft IN (SELECT u.id FROM unsent u WHERE u.person = $1 \
     AND u.writer = $2 AND u.id <> $3 AND (u.contact = $4 OR u.thread = $5))";

pub(super) const STATEMENTS: &[&str] = &[
    BEGIN,
    ADD_PART,
    FINISH,
    MARK_CHECKED,
    OF_DRAFT,
    OF_DESK_DRAFT,
    OF_BEGUN,
    OF_CITIZEN,
    OF_DESK,
    ONE_OF_CITIZEN,
    ONE_OF_DESK,
    OF_MESSAGE,
    CITIZENS_PART,
    DESKS_PART,
    SEND,
    SEND_FROM_DESK,
    SEND_BEGUN,
    SEND_RECEIVED,
    FOLLOW,
];

/// A file as it is kept; what it holds lies in parts.
#[derive(Debug, Clone)]
pub struct AttachmentRow {
    /// Its id.
    pub id: AttachmentId,
    /// The conversation; none while it waits in the draft of a new one.
    pub thread: Option<ThreadId>,
    /// The message that it goes along with; none before that is sent.
    pub message: Option<MessageId>,
    /// Which kind.
    pub kind: FileKind,
    /// How large.
    pub size_bytes: u32,
    /// When it was looked through; none when nobody has been able to.
    pub checked_at: Option<Instant>,
    /// The reader's own copy of its key and name, sealed.
    pub sealed_key: Vec<u8>,
}

impl FromRow for AttachmentRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let kind: String = row.get(3)?;
        let kind = FileKind::ALL.into_iter().find(|known| known.mime() == kind);
        Ok(Self {
            id: row.get(0)?,
            thread: row.get(1)?,
            message: row.get(2)?,
            kind: kind.ok_or(StorageError::Column { column: 3, wanted: "a kind of file" })?,
            size_bytes: row.get(4)?,
            checked_at: row.get(5)?,
            sealed_key: row.get(6)?,
        })
    }
}

/// Whose a file is until it is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnsentBy {
    /// The scope's citizen's, or her helper's, in her draft, and in which conversation
    /// when it is a reply.
    Citizen {
        /// The draft.
        draft: DraftId,
        /// The conversation.
        thread: Option<ThreadId>,
        /// The municipality that it will go to.
        municipality: MunicipalityId,
    },
    /// A member of staff's, in a conversation of the scope's municipality.
    Staff {
        /// Who.
        staff: StaffId,
        /// The conversation.
        thread: ThreadId,
        /// The citizen of the conversation.
        person: PersonId,
    },
    /// A member of staff's, for a conversation that she has begun to write.
    Begun {
        /// Who.
        staff: StaffId,
        /// What she has begun.
        draft: DraftId,
        /// The citizen it is to, as far as that is chosen.
        person: PersonId,
    },
    /// Nobody's: it came from a journal system of the scope's municipality.
    Received {
        /// The citizen that it is about.
        person: PersonId,
    },
}

/// A file whose parts are about to come.
#[derive(Debug)]
pub struct NewAttachment<'a> {
    /// Its id.
    pub id: AttachmentId,
    /// Whose it is.
    pub by: UnsentBy,
    /// Which kind.
    pub kind: FileKind,
    /// How large it will be.
    pub size_bytes: usize,
    /// When it was looked through.
    pub checked_at: Option<Instant>,
    /// When it came.
    pub added_at: Instant,
    /// Its key and name, sealed for the citizen.
    pub citizen_key: Option<&'a [u8]>,
    /// The same, sealed for the unit.
    pub unit_key: Option<&'a [u8]>,
}

/// Begins a file; it is not there for anybody before [`finish_attachment`].
///
/// # Errors
/// When the database fails.
pub async fn begin_attachment(tx: &mut Tx, new: &NewAttachment<'_>) -> Result<(), StorageError> {
    let (municipality, person, draft, writer, staff, thread) = match new.by {
        UnsentBy::Citizen { draft, thread, municipality } => {
            let Viewer { person, actor, .. } = tx.viewer()?;
            (municipality, person, Some(draft), Some(actor), None, thread)
        }
        UnsentBy::Staff { staff, thread, person } => {
            (tx.municipality()?, person, None, None, Some(staff), Some(thread))
        }
        UnsentBy::Begun { staff, draft, person } => {
            (tx.municipality()?, person, Some(draft), None, Some(staff), None)
        }
        UnsentBy::Received { person } => (tx.municipality()?, person, None, None, None, None),
    };
    let size = i64::try_from(new.size_bytes).unwrap_or(i64::MAX);
    tx.ensure_one(
        BEGIN,
        values![
            new.id,
            municipality,
            person,
            draft,
            writer,
            staff,
            thread,
            new.kind.mime(),
            size,
            new.checked_at,
            new.added_at,
            new.citizen_key,
            new.unit_key,
        ],
    )
    .await
}

/// Adds a part of a file that was begun.
///
/// # Errors
/// When the database fails.
pub async fn add_attachment_part(
    tx: &mut Tx,
    id: AttachmentId,
    part: u32,
    sealed: &[u8],
) -> Result<(), StorageError> {
    tx.ensure_one(ADD_PART, values![id, part, sealed]).await
}

/// All parts of a file are there.
///
/// # Errors
/// When it was not begun, or the database fails.
pub async fn finish_attachment(tx: &mut Tx, id: AttachmentId) -> Result<(), StorageError> {
    tx.ensure_one(FINISH, values![id]).await
}

/// A file that is not sent yet was looked through, and nothing was found.
///
/// # Errors
/// When the database fails.
pub async fn mark_checked(tx: &mut Tx, id: AttachmentId, at: Instant) -> Result<(), StorageError> {
    tx.execute(MARK_CHECKED, values![id, at]).await.map(|_| ())
}

/// The files of a draft of the scope's citizen, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn draft_attachments(
    tx: &mut Tx,
    draft: DraftId,
) -> Result<Vec<AttachmentRow>, StorageError> {
    let Viewer { person, actor, .. } = tx.viewer()?;
    tx.all(OF_DRAFT, values![draft, person, actor]).await
}

/// The files that a member of staff has ready in a conversation of the scope's
/// municipality, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn desk_draft_attachments(
    tx: &mut Tx,
    thread: ThreadId,
    staff: StaffId,
) -> Result<Vec<AttachmentRow>, StorageError> {
    let municipality = tx.municipality()?;
    tx.all(OF_DESK_DRAFT, values![thread, municipality, staff]).await
}

/// The files that lie ready for a conversation that a member of staff has begun to write,
/// oldest first.
///
/// # Errors
/// When the database fails.
pub async fn begun_attachments(
    tx: &mut Tx,
    draft: DraftId,
    staff: StaffId,
) -> Result<Vec<AttachmentRow>, StorageError> {
    let municipality = tx.municipality()?;
    tx.all(OF_BEGUN, values![draft, municipality, staff]).await
}

/// The files of a conversation of the scope's citizen, and those that the viewer has
/// ready in it, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn citizens_attachments(
    tx: &mut Tx,
    thread: ThreadId,
) -> Result<Vec<AttachmentRow>, StorageError> {
    let Viewer { person, actor, .. } = tx.viewer()?;
    let mut rows: Vec<AttachmentRow> = tx.all(OF_CITIZEN, values![thread, person, actor]).await?;
    rows.reverse();
    Ok(rows)
}

/// The files of a conversation of the scope's municipality, and those that a member
/// of staff has ready in it, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn desk_attachments(
    tx: &mut Tx,
    thread: ThreadId,
    staff: Option<StaffId>,
) -> Result<Vec<AttachmentRow>, StorageError> {
    let municipality = tx.municipality()?;
    let mut rows: Vec<AttachmentRow> =
        tx.all(OF_DESK, values![thread, municipality, staff]).await?;
    rows.reverse();
    Ok(rows)
}

/// One file that was sent in a conversation of the scope's citizen.
///
/// # Errors
/// When the database fails.
pub async fn citizens_attachment(
    tx: &mut Tx,
    thread: ThreadId,
    id: AttachmentId,
) -> Result<Option<AttachmentRow>, StorageError> {
    let citizen = tx.citizen()?;
    tx.optional(ONE_OF_CITIZEN, values![thread, id, citizen]).await
}

/// One file that was sent in a conversation of the scope's municipality.
///
/// # Errors
/// When the database fails.
pub async fn desk_attachment(
    tx: &mut Tx,
    thread: ThreadId,
    id: AttachmentId,
) -> Result<Option<AttachmentRow>, StorageError> {
    let municipality = tx.municipality()?;
    tx.optional(ONE_OF_DESK, values![thread, id, municipality]).await
}

/// The files of one message in a conversation of the scope's municipality, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn message_attachments(
    tx: &mut Tx,
    thread: ThreadId,
    message: MessageId,
) -> Result<Vec<AttachmentRow>, StorageError> {
    let municipality = tx.municipality()?;
    tx.all(OF_MESSAGE, values![thread, message, municipality]).await
}

/// A part of a file of the scope's citizen or municipality, sealed.
///
/// # Errors
/// When it is not there, or the database fails.
pub async fn attachment_part(
    tx: &mut Tx,
    id: AttachmentId,
    part: u32,
) -> Result<Vec<u8>, StorageError> {
    let (sealed,): (Vec<u8>,) = match tx.scope()? {
        Scope::Municipality(home) => tx.one(DESKS_PART, values![id, part, home]).await?,
        _ => {
            let citizen = tx.citizen()?;
            tx.one(CITIZENS_PART, values![id, part, citizen]).await?
        }
    };
    Ok(sealed)
}

/// A file of the scope's citizen goes along with a message that was just stored, with
/// the unit's copy of its key; false when it is not there, or nobody looked through it.
///
/// # Errors
/// When the database fails.
pub async fn send_attachment(
    tx: &mut Tx,
    (id, draft): (AttachmentId, DraftId),
    (thread, message): (ThreadId, MessageId),
    unit_key: &[u8],
) -> Result<bool, StorageError> {
    let Viewer { person, actor, .. } = tx.viewer()?;
    let values = values![id, draft, person, actor, thread, message, unit_key];
    Ok(tx.execute(SEND, values).await? == 1)
}

/// The same for a file that a member of staff has ready, with the citizen's copy.
///
/// # Errors
/// When the database fails.
pub async fn send_desk_attachment(
    tx: &mut Tx,
    (id, staff): (AttachmentId, StaffId),
    (thread, message): (ThreadId, MessageId),
    citizen_key: &[u8],
) -> Result<bool, StorageError> {
    let municipality = tx.municipality()?;
    let values = values![id, thread, municipality, staff, message, citizen_key];
    Ok(tx.execute(SEND_FROM_DESK, values).await? == 1)
}

/// The same for a file that lay ready for a conversation which was begun, to whoever it was
/// written to in the end.
///
/// # Errors
/// When the database fails.
pub async fn send_begun_attachment(
    tx: &mut Tx,
    (id, draft, staff): (AttachmentId, DraftId, StaffId),
    (thread, message, person): (ThreadId, MessageId, PersonId),
    citizen_key: &[u8],
) -> Result<bool, StorageError> {
    let municipality = tx.municipality()?;
    let values = values![id, draft, municipality, staff, thread, message, person, citizen_key];
    Ok(tx.execute(SEND_BEGUN, values).await? == 1)
}

/// The same for a file that came from a journal system, with both copies of its key.
///
/// # Errors
/// When it is not there, or the database fails.
pub async fn keep_received_attachment(
    tx: &mut Tx,
    id: AttachmentId,
    (thread, message): (ThreadId, MessageId),
) -> Result<(), StorageError> {
    let municipality = tx.municipality()?;
    tx.ensure_one(SEND_RECEIVED, values![id, thread, message, municipality]).await
}

/// The files of what the scope's citizen has not sent follow her to the draft that now
/// counts for the same target.
///
/// # Errors
/// When the database fails.
pub(super) async fn follow_draft(
    tx: &mut Tx,
    draft: DraftId,
    target: (Option<helsebro_domain::ids::ContactId>, Option<ThreadId>),
) -> Result<(), StorageError> {
    let Viewer { person, actor, .. } = tx.viewer()?;
    tx.execute(FOLLOW, values![person, actor, draft, target.0, target.1]).await.map(|_| ())
}
