//! Powers of attorney on paper. System scope only: who may see which unit's is for the
//! act to say.

use helsebro_domain::ids::{GrantId, MunicipalityId, PaperGrantId, StaffId, UnitId};
use helsebro_domain::representation::{Coverage, GrantEnd, PaperGrant, Terms};
use helsebro_domain::time::{Date, Instant};

use crate::{FromRow, Row, StorageError, Tx, values};

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT p.id, p.unit, p.giver, p.receiver, p.coverage, p.last_day, p.signed_on, \
             p.registered_by, p.registered_at, p.granted FROM paper_grants p ",
            $rest
        )
    };
}

const ADD: &str = "INSERT INTO paper_grants (id, municipality, unit, giver, receiver, coverage, \
     last_day, signed_on, registered_by, registered_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const WAITING: &str = columns!("WHERE p.unit = $1 AND p.answer IS NULL ORDER BY p.id LIMIT 51");
const ONE: &str = columns!("WHERE p.id = $1 AND p.unit = $2 AND p.answer IS NULL");
const HELD: &str = columns!(
    "JOIN grants g ON g.id = p.granted WHERE p.unit = $1 AND p.answer = 1 \
     AND g.ended_at IS NULL AND (g.last_day IS NULL OR g.last_day >= $2) \
     ORDER BY p.id DESC LIMIT 200"
);
const CONFIRMED: &str = columns!("WHERE p.granted = $1 AND p.unit = $2");
const ANSWER: &str = "UPDATE paper_grants SET answered_by = $2, answered_at = $3, answer = $4, \
     granted = $5 WHERE id = $1 AND answer IS NULL";
const END: &str = "UPDATE grants SET ended_at = $2, ended_why = $3 \
     WHERE id = $1 AND ended_at IS NULL";

pub(super) const STATEMENTS: &[&str] = &[ADD, WAITING, ONE, HELD, CONFIRMED, ANSWER, END];

/// A paper, and the power of attorney that it became.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaperRow {
    /// The paper.
    pub paper: PaperGrant,
    /// What it became.
    pub granted: Option<GrantId>,
}

impl FromRow for PaperRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            paper: PaperGrant {
                id: row.get(0)?,
                unit: row.get(1)?,
                giver: row.get(2)?,
                receiver: row.get(3)?,
                terms: Terms {
                    coverage: Coverage::from_stored(row.get(4)?),
                    last_day: row.get(5)?,
                },
                signed_on: row.get(6)?,
                by: row.get(7)?,
                at: row.get(8)?,
            },
            granted: row.get(9)?,
        })
    }
}

/// Adds a paper that waits to be confirmed.
///
/// # Errors
/// When the database fails.
pub async fn add_paper(
    tx: &mut Tx,
    municipality: MunicipalityId,
    paper: &PaperGrant,
) -> Result<(), StorageError> {
    tx.system()?;
    tx.ensure_one(
        ADD,
        values![
            paper.id,
            municipality,
            paper.unit,
            paper.giver,
            paper.receiver,
            paper.terms.coverage.stored(),
            paper.terms.last_day,
            paper.signed_on,
            paper.by,
            paper.at,
        ],
    )
    .await
}

/// What waits at a unit, oldest first; one more than may wait at most.
///
/// # Errors
/// When the database fails.
pub async fn papers_waiting(tx: &mut Tx, unit: UnitId) -> Result<Vec<PaperRow>, StorageError> {
    tx.system()?;
    tx.all(WAITING, values![unit]).await
}

/// One that waits at a unit.
///
/// # Errors
/// When the database fails.
pub async fn paper(
    tx: &mut Tx,
    id: PaperGrantId,
    unit: UnitId,
) -> Result<Option<PaperRow>, StorageError> {
    tx.system()?;
    tx.optional(ONE, values![id, unit]).await
}

/// Those confirmed at a unit that hold today, newest first.
///
/// # Errors
/// When the database fails.
pub async fn papers_held(
    tx: &mut Tx,
    unit: UnitId,
    today: Date,
) -> Result<Vec<PaperRow>, StorageError> {
    tx.system()?;
    tx.all(HELD, values![unit, today]).await
}

/// The paper behind a power of attorney that a unit has confirmed.
///
/// # Errors
/// When the database fails.
pub async fn paper_of(
    tx: &mut Tx,
    grant: GrantId,
    unit: UnitId,
) -> Result<Option<PaperRow>, StorageError> {
    tx.system()?;
    tx.optional(CONFIRMED, values![grant, unit]).await
}

/// Stores that a paper was confirmed, with what it became, or put away; false when
/// somebody was first.
///
/// # Errors
/// When the database fails.
pub async fn answer_paper(
    tx: &mut Tx,
    id: PaperGrantId,
    (by, at): (StaffId, Instant),
    granted: Option<GrantId>,
) -> Result<bool, StorageError> {
    tx.system()?;
    let answer = if granted.is_some() { 1_i64 } else { 2 };
    Ok(tx.execute(ANSWER, values![id, by, at, answer, granted]).await? == 1)
}

/// Ends a power of attorney that was on paper, as its giver has asked; false when it
/// has ended.
///
/// # Errors
/// When the database fails.
pub async fn end_on_paper(tx: &mut Tx, id: GrantId, at: Instant) -> Result<bool, StorageError> {
    tx.system()?;
    let why = GrantEnd::Withdrawn.as_str();
    Ok(tx.execute(END, values![id, at, why]).await? == 1)
}
