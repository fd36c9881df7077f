//! What is given out with an answer.

use helsebro_domain::audit::Event;
use helsebro_domain::controllership::Validity;
use helsebro_domain::ids::{MessageId, RightsPartId, ThreadId};
use helsebro_domain::rights::Spot;
use helsebro_domain::time::Instant;

use crate::dialog::visible;
use crate::{FromRow, Row, StorageError, Tx, Viewer, values};

const ADD: &str = "INSERT INTO rights_entries (part, place, at, by_citizen, words, event) \
     VALUES ($1, $2, $3, $4, $5, $6)";
const OF: &str = "SELECT at, by_citizen, words, event FROM rights_entries WHERE part = $1 \
     ORDER BY place LIMIT $2";
const WRITTEN: &str = concat!(
    "SELECT m.thread, m.id, m.at, m.author_kind, x.citizen_copy FROM threads t \
     JOIN messages m ON m.thread = t.id JOIN message_texts x ON x.message = m.id \
     WHERE t.person = $1 AND t.municipality = $2 AND t.unit = $3 AND m.at >= $4 AND m.at < $5",
    visible!(6, 7),
    "ORDER BY m.at, m.id LIMIT $8"
);
const ALL_WRITTEN: &str = concat!(
    "SELECT m.thread, m.id, m.at, m.author_kind, x.citizen_copy \
     FROM threads t JOIN messages m ON m.thread = t.id \
     JOIN message_texts x ON x.message = m.id \
     WHERE t.person = $1 AND m.at >= $2 AND m.at < $3",
    visible!(4, 5),
    "ORDER BY m.at, m.id LIMIT $6"
);

pub(super) const STATEMENTS: &[&str] = &[ADD, OF, WRITTEN, ALL_WRITTEN];

/// The most messages and deeds that go out with one answer: years of daily writing.
const MAX_GIVEN: i64 = 10_000;

/// How a message of hers is marked among the authors.
const BY_CITIZEN: i64 = 0;

/// Something to be given out.
#[derive(Debug, Clone, Copy)]
pub struct NewEntry<'a> {
    /// Its place in the answer.
    pub place: i64,
    /// When it was written.
    pub at: Instant,
    /// Whether she wrote it herself, or somebody for her.
    pub by_citizen: bool,
    /// What stands there, sealed.
    pub words: &'a [u8],
    /// What was done, when it is no message.
    pub event: Option<Event>,
}

/// Something that was given out.
#[derive(Debug, Clone)]
pub struct EntryRow {
    /// When it was written.
    pub at: Instant,
    /// Whether she wrote it herself, or somebody for her.
    pub by_citizen: bool,
    /// What stands there, sealed.
    pub words: Vec<u8>,
    /// What was done, when it is no message.
    pub event: Option<Event>,
}

impl FromRow for EntryRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let by_citizen: i64 = row.get(1)?;
        let event: Option<String> = row.get(3)?;
        Ok(Self {
            at: row.get(0)?,
            by_citizen: by_citizen == 1,
            words: row.get(2)?,
            event: event
                .and_then(|text| Event::ALL.iter().find(|one| one.as_str() == text).copied()),
        })
    }
}

/// A message as it is kept.
#[derive(Debug, Clone)]
pub struct Written {
    /// Its conversation.
    pub thread: ThreadId,
    /// Its id.
    pub message: MessageId,
    /// When.
    pub at: Instant,
    /// Whether she wrote it, or somebody for her.
    pub by_citizen: bool,
    /// Her copy, sealed.
    pub words: Vec<u8>,
}

impl FromRow for Written {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let author: i64 = row.get(3)?;
        Ok(Self {
            thread: row.get(0)?,
            message: row.get(1)?,
            at: row.get(2)?,
            by_citizen: author == BY_CITIZEN,
            words: row.get(4)?,
        })
    }
}

/// Stores something that is given out.
///
/// # Errors
/// When the database fails.
pub async fn add_entry(
    tx: &mut Tx,
    part: RightsPartId,
    new: &NewEntry<'_>,
) -> Result<(), StorageError> {
    tx.system()?;
    let by_citizen = i64::from(new.by_citizen);
    let event = new.event.map(|event| event.as_str());
    tx.ensure_one(ADD, values![part, new.place, new.at, by_citizen, new.words, event]).await
}

/// What was given out with the answer to a part. Whoever asks has been let see the part.
///
/// # Errors
/// When the database fails.
pub async fn entries_of(tx: &mut Tx, part: RightsPartId) -> Result<Vec<EntryRow>, StorageError> {
    tx.all(OF, values![part, MAX_GIVEN]).await
}

/// What she and a unit have written to each other in a time, as far as whoever asks sees it.
///
/// # Errors
/// When the database fails.
pub async fn written_at(
    tx: &mut Tx,
    asks: Viewer,
    (spot, during): (Spot, Validity),
) -> Result<Vec<Written>, StorageError> {
    tx.system()?;
    let to = during.to().unwrap_or(Instant::from_micros(i64::MAX));
    tx.all(
        WRITTEN,
        values![
            asks.person,
            spot.municipality,
            spot.unit,
            during.from(),
            to,
            asks.sight_column(),
            asks.actor,
            MAX_GIVEN
        ],
    )
    .await
}

/// What she and any unit have written to each other in a time: the copy that her inbox has,
/// as far as whoever asks sees it.
///
/// # Errors
/// When the database fails.
pub async fn all_written(
    tx: &mut Tx,
    asks: Viewer,
    during: Validity,
) -> Result<Vec<Written>, StorageError> {
    tx.system()?;
    let to = during.to().unwrap_or(Instant::from_micros(i64::MAX));
    let (sight, actor) = (asks.sight_column(), asks.actor);
    tx.all(ALL_WRITTEN, values![asks.person, during.from(), to, sight, actor, MAX_GIVEN]).await
}
