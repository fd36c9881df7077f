//! Requests for a power of attorney, offers of one, and those who may not be heard.

use helsebro_domain::ids::{GrantId, PersonId, RequestId};
use helsebro_domain::representation::{Coverage, Direction, GrantRequest, NewRequest, Terms};
use helsebro_domain::time::{Date, Instant};

use crate::{FromRow, Row, StorageError, Tx, values};

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT r.id, r.asker, r.coverage, r.terms_last_day, r.asked_at, r.last_day, \
             r.direction FROM grant_requests r ",
            $rest
        )
    };
}

const ADD: &str = "INSERT INTO grant_requests (id, asker, number_mac, coverage, terms_last_day, \
     asked_at, last_day, direction) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const OPEN_BY: &str = "SELECT COUNT(*) FROM grant_requests WHERE asker = $1 AND last_day >= $2 \
     AND (answer IS NULL OR answer <> 1)";
const MADE: &str = "SELECT id, coverage, terms_last_day, asked_at, last_day, granted, \
     direction, answer FROM grant_requests WHERE asker = $1 ORDER BY id DESC LIMIT 20";
const TO: &str = columns!(
    "WHERE r.number_mac = $1 AND r.answer IS NULL AND r.last_day >= $2 AND NOT EXISTS \
     (SELECT 1 FROM blocked_askers b WHERE b.person = $3 AND b.asker = r.asker) \
     ORDER BY r.id LIMIT 50"
);
const ONE: &str = columns!(
    "JOIN people p ON p.number_mac = r.number_mac \
     WHERE r.id = $1 AND p.id = $2 AND r.answer IS NULL AND NOT EXISTS \
     (SELECT 1 FROM blocked_askers b WHERE b.person = $2 AND b.asker = r.asker)"
);
const ANSWER: &str = "UPDATE grant_requests SET answered_at = $2, answer = $3, granted = $4 \
     WHERE id = $1 AND answer IS NULL";
// One that was declined is taken back like any other, so that nobody learns that it was.
const TAKE_BACK: &str = "UPDATE grant_requests SET answered_at = $3, answer = 3 \
     WHERE id = $1 AND asker = $2 AND direction = 1 AND last_day >= $4 \
     AND (answer IS NULL OR answer = 2)";
const BLOCK: &str = "INSERT INTO blocked_askers (person, asker, since) VALUES ($1, $2, $3) \
     ON CONFLICT (person, asker) DO NOTHING";
const PARTIES: &str = "SELECT asker, number_mac FROM grant_requests WHERE id = $1";
const IS_BLOCKED: &str = "SELECT COUNT(*) FROM blocked_askers WHERE person = $1 AND asker = $2";

pub(super) const STATEMENTS: &[&str] =
    &[ADD, OPEN_BY, MADE, TO, ONE, ANSWER, TAKE_BACK, BLOCK, PARTIES, IS_BLOCKED];

/// A request to be stored.
#[derive(Debug, Clone, Copy)]
pub struct NewRequestRow {
    /// Its id.
    pub id: RequestId,
    /// Keyed hash of the number that was typed.
    pub number_mac: [u8; 32],
    /// What is asked for.
    pub new: NewRequest,
    /// When.
    pub asked_at: Instant,
}

/// A request as its asker sees it: whether it was granted, and nothing else of what
/// became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MadeRequest {
    /// Its id.
    pub id: RequestId,
    /// Asked for or offered.
    pub direction: Direction,
    /// What was asked for.
    pub terms: Terms,
    /// When.
    pub asked_at: Instant,
    /// The last day it can be answered.
    pub last_day: Date,
    /// The power of attorney it became.
    pub granted: Option<GrantId>,
    /// Whether she took it back.
    pub is_taken_back: bool,
}

/// How a citizen answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// She said yes.
    Granted(GrantId),
    /// She said no.
    Declined,
}

struct Found(GrantRequest);

impl FromRow for Found {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        Ok(Self(GrantRequest {
            id: row.get(0)?,
            asker: row.get(1)?,
            terms: Terms { coverage: Coverage::from_stored(row.get(2)?), last_day: row.get(3)? },
            asked_at: row.get(4)?,
            last_day: row.get(5)?,
            direction: Direction::from_stored(row.get(6)?),
        }))
    }
}

impl FromRow for MadeRequest {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            id: row.get(0)?,
            terms: Terms { coverage: Coverage::from_stored(row.get(1)?), last_day: row.get(2)? },
            asked_at: row.get(3)?,
            last_day: row.get(4)?,
            granted: row.get(5)?,
            direction: Direction::from_stored(row.get(6)?),
            is_taken_back: row.get::<Option<i64>>(7)? == Some(3),
        })
    }
}

/// Stores what the scope's citizen asks.
///
/// # Errors
/// When the database fails.
pub async fn add_request(tx: &mut Tx, row: &NewRequestRow) -> Result<(), StorageError> {
    let asker = tx.citizen()?;
    let terms = row.new.terms;
    tx.ensure_one(
        ADD,
        values![
            row.id,
            asker,
            row.number_mac,
            terms.coverage.stored(),
            terms.last_day,
            row.asked_at,
            row.new.last_day,
            row.new.direction.stored(),
        ],
    )
    .await
}

/// How many requests and offers of the scope's citizen wait. One that was declined or
/// taken back counts as long as one that nobody has seen, so that the number tells nothing
/// and nobody is written to again and again.
///
/// # Errors
/// When the database fails.
pub async fn open_by_asker(tx: &mut Tx, today: Date) -> Result<usize, StorageError> {
    let asker = tx.citizen()?;
    let (count,): (u32,) = tx.one(OPEN_BY, values![asker, today]).await?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

/// What the scope's citizen has asked for, newest first.
///
/// # Errors
/// When the database fails.
pub async fn made_by(tx: &mut Tx) -> Result<Vec<MadeRequest>, StorageError> {
    let asker = tx.citizen()?;
    tx.all(MADE, values![asker]).await
}

/// What waits for an answer from the scope's citizen, whose number has this hash.
///
/// # Errors
/// When the database fails.
pub async fn requests_to(
    tx: &mut Tx,
    number_mac: &[u8; 32],
    today: Date,
) -> Result<Vec<GrantRequest>, StorageError> {
    let citizen = tx.citizen()?;
    let rows: Vec<Found> = tx.all(TO, values![number_mac, today, citizen]).await?;
    Ok(rows.into_iter().map(|found| found.0).collect())
}

/// One request that waits for an answer from the scope's citizen.
///
/// # Errors
/// When the database fails.
pub async fn request(tx: &mut Tx, id: RequestId) -> Result<Option<GrantRequest>, StorageError> {
    let citizen = tx.citizen()?;
    Ok(tx.optional::<Found>(ONE, values![id, citizen]).await?.map(|found| found.0))
}

/// Stores the answer to a request that was read in this transaction; false when
/// somebody was first.
///
/// # Errors
/// When the database fails.
pub async fn answer(
    tx: &mut Tx,
    id: RequestId,
    given: Answer,
    now: Instant,
) -> Result<bool, StorageError> {
    tx.citizen()?;
    let (code, granted) = match given {
        Answer::Granted(grant) => (1_i64, Some(grant)),
        Answer::Declined => (2, None),
    };
    Ok(tx.execute(ANSWER, values![id, now, code, granted]).await? == 1)
}

/// The scope's citizen takes back what she has offered; false when there is no such to
/// take back.
///
/// # Errors
/// When the database fails.
pub async fn take_back(
    tx: &mut Tx,
    id: RequestId,
    (now, today): (Instant, Date),
) -> Result<bool, StorageError> {
    let citizen = tx.citizen()?;
    Ok(tx.execute(TAKE_BACK, values![id, citizen, now, today]).await? == 1)
}

/// Notes that the scope's citizen does not want to hear from somebody.
///
/// # Errors
/// When the database fails.
pub async fn block(tx: &mut Tx, asker: PersonId, now: Instant) -> Result<(), StorageError> {
    let citizen = tx.citizen()?;
    tx.execute(BLOCK, values![citizen, asker, now]).await?;
    Ok(())
}

/// Whether the scope's citizen does not want to hear from somebody.
///
/// # Errors
/// When the database fails.
pub async fn is_blocked(tx: &mut Tx, asker: PersonId) -> Result<bool, StorageError> {
    let citizen = tx.citizen()?;
    let (count,): (i64,) = tx.one(IS_BLOCKED, values![citizen, asker]).await?;
    Ok(count > 0)
}

/// Who asked, and the keyed hash of the number of whom she asked for. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn parties_of(
    tx: &mut Tx,
    id: RequestId,
) -> Result<Option<(PersonId, [u8; 32])>, StorageError> {
    tx.system()?;
    tx.optional(PARTIES, values![id]).await
}
