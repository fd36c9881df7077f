//! Municipalities on their way out: who is told, what is handed over, the receipt (§ 5.6
//! case VII).

use helsebro_domain::ids::{
    ActivationId, LeavingId, MessageId, MunicipalityId, PersonId, StaffId, ThreadId, UnitId,
};
use helsebro_domain::joining::{Leaving, Receipted, Volume};
use helsebro_domain::parties::CareArea;
use helsebro_domain::time::{Date, Instant};
use uuid::Uuid;

use super::held::{Stretch, add_stretch};
use super::own;
use crate::{FromRow, Row, StorageError, Tx, values};

/// The most people who are told in one transaction.
pub const MAX_TOLD_AT_ONCE: u32 = 200;

/// The most conversations whose size is read at once, and the most messages.
const MAX_READ: u32 = 500;

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, municipality, began_at, confirmed_by, confirmed_at, receipt_by, \
             receipt_at, archive, authority, destroyed_at FROM leavings ",
            $rest
        )
    };
}

const TO_TELL: &str = "SELECT p.person FROM ( \
     SELECT c.person AS person FROM contacts c JOIN units u ON u.id = c.unit \
     WHERE c.municipality = $1 AND u.care_area = $2 AND c.valid_from <= $3 \
     AND (c.last_day IS NULL OR c.last_day >= $3) \
     UNION SELECT t.person FROM threads t JOIN units u ON u.id = t.unit \
     WHERE t.municipality = $1 AND u.care_area = $2 AND t.closed = 0) p \
     WHERE NOT EXISTS (SELECT 1 FROM last_day_tellings d WHERE d.activation = $4 \
     AND d.last_day = $5 AND d.person = p.person) ORDER BY p.person LIMIT $6";
const TELL: &str = "INSERT INTO last_day_tellings (activation, last_day, person, id, at) \
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
const GONE: &str = "SELECT DISTINCT a.municipality FROM activations a \
     WHERE a.state = 'TERMINATED' AND NOT EXISTS (SELECT 1 FROM activations b \
     WHERE b.municipality = a.municipality \
     AND b.state NOT IN ('TERMINATED', 'CANCELLED', 'REJECTED')) \
     AND NOT EXISTS (SELECT 1 FROM threads t WHERE t.municipality = a.municipality \
     AND t.closed = 0) \
     AND NOT EXISTS (SELECT 1 FROM leavings l WHERE l.municipality = a.municipality \
     AND l.ended_at IS NULL) ORDER BY a.municipality LIMIT 50";
const OVER_UNITS: &str = "SELECT u.id FROM units u WHERE u.municipality = $1 \
     AND u.care_area = $2 ORDER BY u.id LIMIT 500";
const ENDED: &str = "SELECT DISTINCT u.municipality, u.care_area FROM units u \
     JOIN threads t ON t.unit = u.id WHERE u.service = 3 AND t.closed = 0 LIMIT 200";
const ADD: &str = "INSERT INTO leavings (id, municipality, began_at) VALUES ($1, $2, $3)";
const ADD_VOLUME: &str = "INSERT INTO leaving_volumes (leaving, number, after_thread, \
     conversations) VALUES ($1, $2, $3, $4)";
const OF: &str = columns!("WHERE municipality = $1 AND ended_at IS NULL");
const ALL: &str = columns!("WHERE ended_at IS NULL ORDER BY id DESC LIMIT 500");
const VOLUMES: &str = "SELECT number, conversations, sum FROM leaving_volumes \
     WHERE leaving = $1 ORDER BY number LIMIT 5000";
const VOLUME: &str = "SELECT after_thread, conversations FROM leaving_volumes \
     WHERE leaving = $1 AND number = $2";
const NOTE_SUM: &str = "UPDATE leaving_volumes SET sum = $3 WHERE leaving = $1 AND number = $2";
const CONFIRM: &str = "UPDATE leavings SET confirmed_by = $3, confirmed_at = $4 \
     WHERE id = $1 AND municipality = $2 AND confirmed_at IS NULL";
const RECEIPT: &str = "UPDATE leavings SET receipt_by = $3, receipt_at = $4, archive = $5, \
     authority = $6 WHERE id = $1 AND municipality = $2 AND receipt_at IS NULL";
const DESTROYED: &str = "UPDATE leavings SET destroyed_by = $2, destroyed_at = $3 \
     WHERE id = $1 AND destroyed_at IS NULL";
const END: &str = "UPDATE leavings SET ended_at = $2 WHERE municipality = $1 AND ended_at IS NULL";
const SIZES: &str = "SELECT t.id, \
     (SELECT CAST(COALESCE(SUM(LENGTH(x.unit_copy)), 0) AS BIGINT) FROM messages m \
     JOIN message_texts x ON x.message = m.id WHERE m.thread = t.id), \
     (SELECT CAST(COALESCE(SUM(a.size_bytes), 0) AS BIGINT) FROM attachments a \
     WHERE a.thread = t.id AND a.message IS NOT NULL) \
     FROM threads t WHERE t.municipality = $1 AND t.id > $2 ORDER BY t.id LIMIT $3";
const IDS: &str = "SELECT t.id FROM threads t WHERE t.municipality = $1 AND t.id > $2 \
     ORDER BY t.id LIMIT $3";
const MESSAGES: &str = "SELECT m.id, m.at, m.author_kind, m.author, m.reference, x.unit_copy \
     FROM messages m JOIN threads t ON t.id = m.thread \
     JOIN message_texts x ON x.message = m.id \
     WHERE m.thread = $1 AND t.municipality = $2 AND m.id > $3 ORDER BY m.id LIMIT $4";
const HOLD: &str = "UPDATE municipalities SET name = name WHERE id = $1";

pub(super) const STATEMENTS: &[&str] = &[
    HOLD, TO_TELL, TELL, GONE, OVER_UNITS, ENDED, ADD, ADD_VOLUME, OF, ALL, VOLUMES, VOLUME,
    NOTE_SUM, CONFIRM, RECEIPT, DESTROYED, END, SIZES, IDS, MESSAGES,
];

impl FromRow for Leaving {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let (confirmed_by, confirmed_at): (Option<StaffId>, Option<Instant>) =
            (row.get(3)?, row.get(4)?);
        let (by, at): (Option<StaffId>, Option<Instant>) = (row.get(5)?, row.get(6)?);
        let text = |column| row.get::<Option<String>>(column).map(Option::unwrap_or_default);
        let (archive, authority) = (text(7)?, text(8)?);
        let receipt = by.zip(at).map(|(by, at)| Receipted { by, at, archive, authority });
        Ok(Self {
            id: row.get(0)?,
            municipality: row.get(1)?,
            began_at: row.get(2)?,
            volumes: Vec::new(),
            confirmed: confirmed_by.zip(confirmed_at),
            receipt,
            destroyed_at: row.get(9)?,
        })
    }
}

/// A message as the unit has it, for handing over.
#[derive(Debug, Clone)]
pub struct HeldMessage {
    /// Its id.
    pub id: MessageId,
    /// When.
    pub at: Instant,
    /// Who wrote it: 0 the citizen or whoever acted for her, 1 staff, 2 the journal system.
    pub author_kind: i64,
    /// Her or his id.
    pub author: Option<Uuid>,
    /// Its receipt number.
    pub reference: Option<String>,
    /// The unit's copy, sealed.
    pub sealed: Vec<u8>,
}

crate::from_row!(HeldMessage { id, at, author_kind, author, reference, sealed });

/// Those who use a service and have not been told of its last day, some at a time. System
/// scope only.
///
/// # Errors
/// When the database fails.
pub async fn to_tell(
    tx: &mut Tx,
    (municipality, care_area): (MunicipalityId, CareArea),
    (activation, last_day): (ActivationId, Date),
    today: Date,
) -> Result<Vec<PersonId>, StorageError> {
    tx.system()?;
    let area = care_area.code();
    let asked = values![municipality, area, today, activation, last_day, MAX_TOLD_AT_ONCE];
    let rows: Vec<(PersonId,)> = tx.all(TO_TELL, asked).await?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

/// Notes that somebody is told of a last day; false when she was. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn add_telling(
    tx: &mut Tx,
    (activation, last_day): (ActivationId, Date),
    person: PersonId,
    (id, at): (Uuid, Instant),
) -> Result<bool, StorageError> {
    tx.system()?;
    Ok(tx.execute(TELL, values![activation, last_day, person, id, at]).await? > 0)
}

/// Services that are over and have open conversations. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn ended_with_open_threads(
    tx: &mut Tx,
) -> Result<Vec<(MunicipalityId, CareArea)>, StorageError> {
    tx.system()?;
    let rows: Vec<(MunicipalityId, i64)> = tx.all(ENDED, values![]).await?;
    let bad = StorageError::Column { column: 1, wanted: "a care area" };
    let all = rows.into_iter().map(|(home, area)| Some((home, CareArea::from_code(area)?)));
    all.collect::<Option<Vec<_>>>().ok_or(bad)
}

/// The units of a municipality in a care area.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn units_in(
    tx: &mut Tx,
    (municipality, care_area): (MunicipalityId, CareArea),
) -> Result<Vec<UnitId>, StorageError> {
    own(tx, municipality)?;
    let area = care_area.code();
    let rows: Vec<(UnitId,)> = tx.all(OVER_UNITS, values![municipality, area]).await?;
    Ok(rows.into_iter().map(|(unit,)| unit).collect())
}

/// Municipalities whose services are all over, and that are not on their way out yet.
/// System scope only.
///
/// # Errors
/// When the database fails.
pub async fn gone(tx: &mut Tx) -> Result<Vec<MunicipalityId>, StorageError> {
    tx.system()?;
    let rows: Vec<(MunicipalityId,)> = tx.all(GONE, values![]).await?;
    Ok(rows.into_iter().map(|(home,)| home).collect())
}

/// Conversations of a municipality after one, with their sizes, in the order of their ids.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn thread_sizes(
    tx: &mut Tx,
    municipality: MunicipalityId,
    after: ThreadId,
) -> Result<Vec<(ThreadId, u64)>, StorageError> {
    own(tx, municipality)?;
    let rows: Vec<(ThreadId, i64, i64)> =
        tx.all(SIZES, values![municipality, after, MAX_READ]).await?;
    let size = |texts: i64, files: i64| u64::try_from(texts.saturating_add(files)).unwrap_or(0);
    Ok(rows.into_iter().map(|(id, texts, files)| (id, size(texts, files))).collect())
}

/// A part that will be handed over.
#[derive(Debug, Clone)]
pub struct NewVolume {
    /// After which conversation it begins.
    pub after: ThreadId,
    /// How many conversations are in it.
    pub conversations: u32,
    /// What else is in it.
    pub stretches: Vec<Stretch>,
}

/// Holds a municipality until the transaction ends: of two that would each see it as it was
/// before the other, as beginning anew and leaving, one is tried again.
///
/// # Errors
/// When there is none such, the scope is another's or the database fails.
pub async fn hold(tx: &mut Tx, municipality: MunicipalityId) -> Result<(), StorageError> {
    own(tx, municipality)?;
    tx.ensure_one(HOLD, values![municipality]).await
}

/// Notes that a municipality is on its way out, with the parts that will be handed over.
/// System scope only.
///
/// # Errors
/// When one is noted already, or the database fails.
pub async fn begin_leaving(
    tx: &mut Tx,
    (id, municipality, at): (LeavingId, MunicipalityId, Instant),
    volumes: &[NewVolume],
) -> Result<(), StorageError> {
    tx.system()?;
    tx.ensure_one(ADD, values![id, municipality, at]).await?;
    for (number, volume) in (1_u32..).zip(volumes) {
        let row = values![id, number, volume.after, volume.conversations];
        tx.ensure_one(ADD_VOLUME, row).await?;
        for stretch in &volume.stretches {
            add_stretch(tx, (id, number), stretch).await?;
        }
    }
    Ok(())
}

/// How far a municipality has come on its way out; none when it is not.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn leaving_of(
    tx: &mut Tx,
    municipality: MunicipalityId,
) -> Result<Option<Leaving>, StorageError> {
    own(tx, municipality)?;
    let found: Option<Leaving> = tx.optional(OF, values![municipality]).await?;
    match found {
        Some(leaving) => Ok(Some(with_volumes(tx, leaving).await?)),
        None => Ok(None),
    }
}

/// Every municipality on its way out, newest first. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn leavings(tx: &mut Tx) -> Result<Vec<Leaving>, StorageError> {
    tx.system()?;
    let rows: Vec<Leaving> = tx.all(ALL, values![]).await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        found.push(with_volumes(tx, row).await?);
    }
    Ok(found)
}

async fn with_volumes(tx: &mut Tx, mut leaving: Leaving) -> Result<Leaving, StorageError> {
    let rows: Vec<(u32, u32, Option<[u8; 32]>)> = tx.all(VOLUMES, values![leaving.id]).await?;
    let volume = |(number, conversations, sum)| Volume { number, conversations, sum };
    leaving.volumes = rows.into_iter().map(volume).collect();
    Ok(leaving)
}

/// The conversations of one part, in the order of their ids; none when there is no such
/// part.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn volume_threads(
    tx: &mut Tx,
    leaving: &Leaving,
    number: u32,
) -> Result<Option<Vec<ThreadId>>, StorageError> {
    own(tx, leaving.municipality)?;
    let found: Option<(ThreadId, u32)> = tx.optional(VOLUME, values![leaving.id, number]).await?;
    let Some((after, count)) = found else { return Ok(None) };
    let rows: Vec<(ThreadId,)> = tx.all(IDS, values![leaving.municipality, after, count]).await?;
    Ok(Some(rows.into_iter().map(|(id,)| id).collect()))
}

/// Messages of a conversation of the scope's municipality after one, oldest first, some at
/// a time.
///
/// # Errors
/// When the database fails.
pub async fn held_messages(
    tx: &mut Tx,
    thread: ThreadId,
    after: MessageId,
) -> Result<Vec<HeldMessage>, StorageError> {
    let municipality = tx.municipality()?;
    tx.all(MESSAGES, values![thread, municipality, after, MAX_READ]).await
}

/// Notes the checksum of a part as it was fetched last.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn note_sum(
    tx: &mut Tx,
    leaving: &Leaving,
    (number, sum): (u32, &[u8; 32]),
) -> Result<(), StorageError> {
    own(tx, leaving.municipality)?;
    tx.ensure_one(NOTE_SUM, values![leaving.id, number, sum]).await
}

/// Notes who found that what was handed over is whole.
///
/// # Errors
/// When it is noted already, the scope is another's or the database fails.
pub async fn confirm_export(
    tx: &mut Tx,
    leaving: &Leaving,
    (staff, at): (StaffId, Instant),
) -> Result<(), StorageError> {
    own(tx, leaving.municipality)?;
    tx.ensure_one(CONFIRM, values![leaving.id, leaving.municipality, staff, at]).await
}

/// Stores the receipt.
///
/// # Errors
/// When there is one, the scope is another's or the database fails.
pub async fn add_receipt(
    tx: &mut Tx,
    leaving: &Leaving,
    new: &Receipted,
) -> Result<(), StorageError> {
    own(tx, leaving.municipality)?;
    let Receipted { by, at, archive, authority } = new;
    let row = values![leaving.id, leaving.municipality, by, at, archive, authority];
    tx.ensure_one(RECEIPT, row).await
}

/// Notes that the key was destroyed. System scope only.
///
/// # Errors
/// When it was already, or the database fails.
pub async fn note_destroyed(
    tx: &mut Tx,
    id: LeavingId,
    (staff, at): (StaffId, Instant),
) -> Result<(), StorageError> {
    tx.system()?;
    tx.ensure_one(DESTROYED, values![id, staff, at]).await
}

/// Notes that a municipality begins anew, whatever it had come to.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn end_leaving(
    tx: &mut Tx,
    municipality: MunicipalityId,
    at: Instant,
) -> Result<bool, StorageError> {
    own(tx, municipality)?;
    Ok(tx.execute(END, values![municipality, at]).await? > 0)
}
