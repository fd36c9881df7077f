//! What clinicians have decided about those around a patient. Each row is its
//! municipality's; the patient reads those that she is told of.

use helsebro_domain::ids::{DecisionId, PersonId, StaffId, ThreadId, UnitId};
use helsebro_domain::representation::{
    BlockClass, BlockReach, CompetenceDecision, ParentBlock, ParentOpening, Parenthood,
};
use helsebro_domain::time::{Date, Instant};
use uuid::Uuid;

use super::found::parenthood;
use crate::{FromRow, Row, StorageError, Tx, values};

const PARENTS: &str = "SELECT parent FROM parents WHERE child = $1 ORDER BY parent LIMIT 50";
const ADD_DECISION: &str = "INSERT INTO competence_decisions (id, patient, named, municipality, \
     unit, decided_by, reason, valid_from, last_day, created_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const DECISIONS: &str = "SELECT id, named, unit, decided_by, reason, last_day \
     FROM competence_decisions WHERE patient = $1 AND municipality = $2 AND ended_at IS NULL \
     AND last_day >= $3 ORDER BY id DESC LIMIT 50";
const ABOUT_ME: &str = "SELECT id, named, unit, decided_by, reason, last_day \
     FROM competence_decisions WHERE patient = $1 AND ended_at IS NULL AND last_day >= $2 \
     ORDER BY id DESC LIMIT 50";
const END_DECISION: &str = "UPDATE competence_decisions SET ended_at = $4 WHERE id = $1 \
     AND patient = $2 AND municipality = $3 AND ended_at IS NULL";
const ADD_BLOCK: &str = "INSERT INTO parent_blocks (id, child, parent, thread, municipality, \
     set_by, reason, reason_class, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const BLOCKS: &str = "SELECT id, parent, thread, set_by, reason, reason_class, created_at \
     FROM parent_blocks WHERE child = $1 AND municipality = $2 AND ended_at IS NULL \
     AND (thread IS NULL OR thread = $3) ORDER BY id DESC LIMIT 50";
const END_BLOCK: &str = "UPDATE parent_blocks SET ended_at = $5 WHERE id = $1 AND child = $2 \
     AND municipality = $3 AND (thread IS NULL OR thread = $4) AND ended_at IS NULL";
const ADD_OPENING: &str = "INSERT INTO parent_openings (id, thread, child, parent, municipality, \
     opened_by, reason, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const OPENINGS: &str = "SELECT id, thread, parent, opened_by, reason, created_at \
     FROM parent_openings WHERE child = $1 AND municipality = $2 AND thread = $3 \
     AND ended_at IS NULL ORDER BY id DESC LIMIT 50";
const OPENED_OF_MINE: &str = "SELECT id, thread, parent, opened_by, reason, created_at \
     FROM parent_openings WHERE child = $1 AND ended_at IS NULL ORDER BY id DESC LIMIT 50";
const END_OPENING: &str = "UPDATE parent_openings SET ended_at = $4 WHERE id = $1 \
     AND municipality = $2 AND thread = $3 AND ended_at IS NULL";

pub(super) const STATEMENTS: &[&str] = &[
    PARENTS,
    ADD_DECISION,
    DECISIONS,
    ABOUT_ME,
    END_DECISION,
    ADD_BLOCK,
    BLOCKS,
    END_BLOCK,
    ADD_OPENING,
    OPENINGS,
    OPENED_OF_MINE,
    END_OPENING,
];

/// A decision about competence that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionRow {
    /// Its id.
    pub id: DecisionId,
    /// Who may help.
    pub named: PersonId,
    /// At which unit it was made.
    pub unit: UnitId,
    /// Who decided.
    pub by: StaffId,
    /// Why, sealed.
    pub reason: Vec<u8>,
    /// The last day.
    pub last_day: Date,
}

impl FromRow for DecisionRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            id: row.get(0)?,
            named: row.get(1)?,
            unit: row.get(2)?,
            by: row.get(3)?,
            reason: row.get(4)?,
            last_day: row.get(5)?,
        })
    }
}

/// Something that is closed to a parent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockRow {
    /// Its id.
    pub id: Uuid,
    /// To whom; none for every parent.
    pub parent: Option<PersonId>,
    /// How much.
    pub reach: BlockReach,
    /// Who closed it.
    pub by: StaffId,
    /// Why, sealed.
    pub reason: Vec<u8>,
    /// On what; none for one that was closed before classes were asked for.
    pub class: Option<BlockClass>,
    /// When.
    pub at: Instant,
}

impl FromRow for BlockRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let thread: Option<ThreadId> = row.get(2)?;
        let class: Option<String> = row.get(5)?;
        Ok(Self {
            id: row.get(0)?,
            parent: row.get(1)?,
            reach: if thread.is_some() { BlockReach::Thread } else { BlockReach::Everything },
            by: row.get(3)?,
            reason: row.get(4)?,
            class: class.as_deref().and_then(BlockClass::from_stored),
            at: row.get(6)?,
        })
    }
}

/// A conversation that is opened to a parent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningRow {
    /// Its id.
    pub id: Uuid,
    /// Which conversation.
    pub thread: ThreadId,
    /// To whom.
    pub parent: PersonId,
    /// Who opened it.
    pub by: StaffId,
    /// The assessment, sealed.
    pub reason: Vec<u8>,
    /// When.
    pub at: Instant,
}

impl FromRow for OpeningRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            id: row.get(0)?,
            thread: row.get(1)?,
            parent: row.get(2)?,
            by: row.get(3)?,
            reason: row.get(4)?,
            at: row.get(5)?,
        })
    }
}

/// Those with parental responsibility for a child whose conversation the desk has open.
///
/// # Errors
/// When the database fails.
pub async fn parents_at_desk(tx: &mut Tx, child: PersonId) -> Result<Vec<PersonId>, StorageError> {
    tx.municipality()?;
    let rows: Vec<(PersonId,)> = tx.all(PARENTS, values![child]).await?;
    Ok(rows.into_iter().map(|(parent,)| parent).collect())
}

/// What lies between a parent and a child whose conversation the desk has open.
///
/// # Errors
/// When the database fails.
pub async fn parenthood_at_desk(
    tx: &mut Tx,
    (child, parent): (PersonId, PersonId),
) -> Result<Option<Parenthood>, StorageError> {
    tx.municipality()?;
    parenthood(tx, parent, child).await
}

/// Stores a decision, with its reason sealed.
///
/// # Errors
/// When the database fails.
pub async fn add_decision(
    tx: &mut Tx,
    new: &CompetenceDecision,
    reason: &[u8],
    now: Instant,
) -> Result<(), StorageError> {
    let home = tx.municipality()?;
    let CompetenceDecision { id, patient, named, by, unit, from, last_day, .. } = *new;
    tx.ensure_one(
        ADD_DECISION,
        values![id, patient, named, home, unit, by, reason, from, last_day, now],
    )
    .await
}

/// The decisions about a patient that the scope's municipality has made and that hold.
///
/// # Errors
/// When the database fails.
pub async fn decisions_at_desk(
    tx: &mut Tx,
    patient: PersonId,
    today: Date,
) -> Result<Vec<DecisionRow>, StorageError> {
    let home = tx.municipality()?;
    tx.all(DECISIONS, values![patient, home, today]).await
}

/// The decisions about the scope's citizen that hold.
///
/// # Errors
/// When the database fails.
pub async fn decisions_about_me(
    tx: &mut Tx,
    today: Date,
) -> Result<Vec<DecisionRow>, StorageError> {
    let citizen = tx.citizen()?;
    tx.all(ABOUT_ME, values![citizen, today]).await
}

/// Ends a decision about a patient; false when it has ended or is another's.
///
/// # Errors
/// When the database fails.
pub async fn end_decision(
    tx: &mut Tx,
    (id, patient): (DecisionId, PersonId),
    now: Instant,
) -> Result<bool, StorageError> {
    let home = tx.municipality()?;
    Ok(tx.execute(END_DECISION, values![id, patient, home, now]).await? == 1)
}

/// Stores that something is closed to a parent.
///
/// # Errors
/// When the database fails.
pub async fn add_block(
    tx: &mut Tx,
    (id, thread): (Uuid, ThreadId),
    new: &ParentBlock,
    reason: &[u8],
    now: Instant,
) -> Result<(), StorageError> {
    let home = tx.municipality()?;
    let thread = (new.reach() == BlockReach::Thread).then_some(thread);
    let class = new.class().as_str();
    tx.ensure_one(
        ADD_BLOCK,
        values![id, new.child(), new.parent(), thread, home, new.by(), reason, class, now],
    )
    .await
}

/// What the scope's municipality has closed to parents: everything about the child, or
/// this conversation.
///
/// # Errors
/// When the database fails.
pub async fn blocks_at_desk(
    tx: &mut Tx,
    (child, thread): (PersonId, ThreadId),
) -> Result<Vec<BlockRow>, StorageError> {
    let home = tx.municipality()?;
    tx.all(BLOCKS, values![child, home, thread]).await
}

/// Opens again what was closed; false when it is open already or another's.
///
/// # Errors
/// When the database fails.
pub async fn end_block(
    tx: &mut Tx,
    id: Uuid,
    (child, thread): (PersonId, ThreadId),
    now: Instant,
) -> Result<bool, StorageError> {
    let home = tx.municipality()?;
    Ok(tx.execute(END_BLOCK, values![id, child, home, thread, now]).await? == 1)
}

/// Stores that a conversation is opened to a parent.
///
/// # Errors
/// When the database fails.
pub async fn add_opening(
    tx: &mut Tx,
    (id, thread): (Uuid, ThreadId),
    new: &ParentOpening,
    reason: &[u8],
    now: Instant,
) -> Result<(), StorageError> {
    let home = tx.municipality()?;
    let (youth, parent, by) = (new.youth(), new.parent(), new.by());
    tx.ensure_one(ADD_OPENING, values![id, thread, youth, parent, home, by, reason, now]).await
}

/// To whom a conversation is opened.
///
/// # Errors
/// When the database fails.
pub async fn openings_at_desk(
    tx: &mut Tx,
    (child, thread): (PersonId, ThreadId),
) -> Result<Vec<OpeningRow>, StorageError> {
    let home = tx.municipality()?;
    tx.all(OPENINGS, values![child, home, thread]).await
}

/// What is opened to parents of the scope's citizen's conversations.
///
/// # Errors
/// When the database fails.
pub async fn openings_of_mine(tx: &mut Tx) -> Result<Vec<OpeningRow>, StorageError> {
    let citizen = tx.citizen()?;
    tx.all(OPENED_OF_MINE, values![citizen]).await
}

/// Ends an opening; false when it has ended or is another conversation's.
///
/// # Errors
/// When the database fails.
pub async fn end_opening(
    tx: &mut Tx,
    (id, thread): (Uuid, ThreadId),
    now: Instant,
) -> Result<bool, StorageError> {
    let home = tx.municipality()?;
    Ok(tx.execute(END_OPENING, values![id, home, thread, now]).await? == 1)
}
