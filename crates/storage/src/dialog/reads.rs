//! Who has read how far.

use helsebro_domain::ids::{MessageId, PersonId, StaffId, ThreadId};
use helsebro_domain::time::Instant;
use uuid::Uuid;

use crate::{FromRow, Row, StorageError, Tx, values};

const MARK: &str = "INSERT INTO thread_reads (thread, reader_kind, reader, upto, at) \
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (thread, reader_kind, reader, upto) DO NOTHING";
const ALL: &str = "SELECT reader_kind, reader, upto, at FROM thread_reads WHERE thread = $1 \
     ORDER BY at, reader LIMIT 1000";

pub(super) const STATEMENTS: &[&str] = &[MARK, ALL];

/// Who read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reader {
    /// The citizen.
    Citizen(PersonId),
    /// A member of staff.
    Staff(StaffId),
}

/// One reading: the messages up to and with this one.
#[derive(Debug, Clone, Copy)]
pub struct ReadRow {
    /// Who.
    pub reader: Reader,
    /// How far.
    pub upto: MessageId,
    /// When.
    pub at: Instant,
}

impl FromRow for ReadRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let id: Uuid = row.get(1)?;
        let reader = match row.get::<i64>(0)? {
            0 => Reader::Citizen(PersonId::from_uuid(id)),
            _ => Reader::Staff(StaffId::from_uuid(id)),
        };
        Ok(Self { reader, upto: row.get(2)?, at: row.get(3)? })
    }
}

/// Notes that a reader has read this far; the same place twice is noted once.
///
/// # Errors
/// When the database fails.
pub async fn mark_read(tx: &mut Tx, thread: ThreadId, read: ReadRow) -> Result<(), StorageError> {
    let (kind, reader) = match read.reader {
        Reader::Citizen(person) => (0_i64, person.uuid()),
        Reader::Staff(staff) => (1, staff.uuid()),
    };
    tx.execute(MARK, values![thread, kind, reader, read.upto, read.at]).await?;
    Ok(())
}

/// Every reading of a conversation that the caller has opened, earliest first.
///
/// # Errors
/// When the database fails.
pub async fn reads(tx: &mut Tx, thread: ThreadId) -> Result<Vec<ReadRow>, StorageError> {
    tx.all(ALL, values![thread]).await
}
