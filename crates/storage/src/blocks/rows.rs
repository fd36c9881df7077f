//! Blocks, for the municipality and for the one who is blocked.

use helsebro_domain::blocks::{Begins, Block, Decided, Outcome};
use helsebro_domain::ids::{BlockId, PersonId, StaffId, UnitId};
use helsebro_domain::time::{Date, Instant};

use crate::dialog::SealedPair;
use crate::{FromRow, Row, Scope, StorageError, Tx, values};

/// How many are listed at most.
pub const MAX_BLOCKS: usize = 200;

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, person, municipality, unit, begun_by, noticed_at, at_once, commented_at, \
             decided_by, decided_at, last_day, lifted_at, reasons_citizen, reasons_unit, \
             comment_citizen, comment_unit, decision_citizen, decision_unit FROM channel_blocks ",
            $rest
        )
    };
}

const ADD: &str = "INSERT INTO channel_blocks (id, person, municipality, unit, begun_by, \
     noticed_at, at_once, reasons_citizen, reasons_unit) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const OF_HOME: &str = columns!("WHERE municipality = $1 ORDER BY id DESC LIMIT 200");
const ONE_OF_HOME: &str = columns!("WHERE id = $1 AND municipality = $2");
const ABOUT: &str =
    columns!("WHERE person = $1 AND unit = $2 AND municipality = $3 ORDER BY id DESC LIMIT 200");
const OWN: &str = columns!("WHERE person = $1 ORDER BY id DESC LIMIT 200");
const ONE_OWN: &str = columns!("WHERE id = $1 AND person = $2");
const HOLDING: &str =
    columns!("WHERE person = $1 AND unit = $2 AND lifted_at IS NULL ORDER BY id DESC LIMIT 20");
const COMMENT: &str = "UPDATE channel_blocks SET commented_at = $3, comment_citizen = $4, \
     comment_unit = $5 WHERE id = $1 AND person = $2 AND commented_at IS NULL \
     AND decided_at IS NULL";
const DECIDE: &str = "UPDATE channel_blocks SET decided_by = $3, decided_at = $4, last_day = $5, \
     decision_citizen = $6, decision_unit = $7 WHERE id = $1 AND municipality = $2 \
     AND decided_at IS NULL AND lifted_at IS NULL";
const LIFT: &str = "UPDATE channel_blocks SET lifted_at = $3, lifted_by = $4 \
     WHERE id = $1 AND municipality = $2 AND lifted_at IS NULL";

pub(super) const STATEMENTS: &[&str] =
    &[ADD, OF_HOME, ONE_OF_HOME, ABOUT, OWN, ONE_OWN, HOLDING, COMMENT, DECIDE, LIFT];

/// What is written about a block, each sealed for her and for the municipality.
#[derive(Debug, Clone)]
pub struct BlockWords {
    /// Why.
    pub reasons: SealedPair,
    /// What she says to it.
    pub comment: Option<SealedPair>,
    /// Why it was decided so.
    pub decision: Option<SealedPair>,
}

/// A block as it is stored.
#[derive(Debug, Clone)]
pub struct StoredBlock {
    /// The block.
    pub block: Block,
    /// What is written about it.
    pub words: BlockWords,
}

fn pair(row: &Row<'_>, at: usize) -> Result<Option<SealedPair>, StorageError> {
    let (citizen, unit): (Option<Vec<u8>>, Option<Vec<u8>>) = (row.get(at)?, row.get(at + 1)?);
    Ok(citizen.zip(unit).map(|(citizen, unit)| SealedPair { citizen, unit }))
}

impl FromRow for StoredBlock {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let at_once: i64 = row.get(6)?;
        let (by, at): (Option<StaffId>, Option<Instant>) = (row.get(8)?, row.get(9)?);
        let last_day: Option<Date> = row.get(10)?;
        let outcome =
            last_day.map_or(Outcome::NotBlocked, |last_day| Outcome::Blocked { last_day });
        Ok(Self {
            block: Block {
                id: row.get(0)?,
                person: row.get(1)?,
                municipality: row.get(2)?,
                unit: row.get(3)?,
                begun_by: row.get(4)?,
                noticed_at: row.get(5)?,
                begins: if at_once == 1 { Begins::AtOnce } else { Begins::WhenDecided },
                commented_at: row.get(7)?,
                decided: by.zip(at).map(|(by, at)| Decided { by, at, outcome }),
                lifted_at: row.get(11)?,
            },
            words: BlockWords {
                reasons: SealedPair { citizen: row.get(12)?, unit: row.get(13)? },
                comment: pair(row, 14)?,
                decision: pair(row, 16)?,
            },
        })
    }
}

/// Who writes, whoever she writes for.
fn actor(tx: &Tx) -> Result<PersonId, StorageError> {
    match tx.scope()? {
        Scope::Citizen(person) => Ok(person),
        Scope::Acting(viewer) => Ok(viewer.actor),
        Scope::Municipality(_) | Scope::System(_) => {
            Err(StorageError::OutOfScope { wanted: "a citizen" })
        }
    }
}

/// Stores a block that she is told of.
///
/// # Errors
/// When the database fails.
pub async fn add_block(
    tx: &mut Tx,
    block: &Block,
    reasons: &SealedPair,
) -> Result<(), StorageError> {
    let home = tx.municipality()?;
    let at_once = i64::from(block.begins == Begins::AtOnce);
    let row = values![
        block.id,
        block.person,
        home,
        block.unit,
        block.begun_by,
        block.noticed_at,
        at_once,
        reasons.citizen,
        reasons.unit,
    ];
    tx.ensure_one(ADD, row).await
}

/// The municipality's, newest first.
///
/// # Errors
/// When the database fails.
pub async fn blocks(tx: &mut Tx) -> Result<Vec<StoredBlock>, StorageError> {
    let home = tx.municipality()?;
    tx.all(OF_HOME, values![home]).await
}

/// One of the municipality's.
///
/// # Errors
/// When the database fails.
pub async fn block(tx: &mut Tx, id: BlockId) -> Result<Option<StoredBlock>, StorageError> {
    let home = tx.municipality()?;
    tx.optional(ONE_OF_HOME, values![id, home]).await
}

/// The municipality's about one person and one unit, newest first.
///
/// # Errors
/// When the database fails.
pub async fn blocks_about(
    tx: &mut Tx,
    (person, unit): (PersonId, UnitId),
) -> Result<Vec<StoredBlock>, StorageError> {
    let home = tx.municipality()?;
    tx.all(ABOUT, values![person, unit, home]).await
}

/// The citizen's own, newest first.
///
/// # Errors
/// When the database fails.
pub async fn own_blocks(tx: &mut Tx) -> Result<Vec<StoredBlock>, StorageError> {
    let person = tx.citizen()?;
    tx.all(OWN, values![person]).await
}

/// One of the citizen's own.
///
/// # Errors
/// When the database fails.
pub async fn own_block(tx: &mut Tx, id: BlockId) -> Result<Option<StoredBlock>, StorageError> {
    let person = tx.citizen()?;
    tx.optional(ONE_OWN, values![id, person]).await
}

/// Those of whoever writes at a unit that are not lifted; which of them hold is the
/// rule's to say.
///
/// # Errors
/// When the database fails.
pub async fn holding(tx: &mut Tx, unit: UnitId) -> Result<Vec<Block>, StorageError> {
    let actor = actor(tx)?;
    let found: Vec<StoredBlock> = tx.all(HOLDING, values![actor, unit]).await?;
    Ok(found.into_iter().map(|stored| stored.block).collect())
}

/// Stores what she says to it; false when she has, or it is decided.
///
/// # Errors
/// When the database fails.
pub async fn comment(
    tx: &mut Tx,
    (id, at): (BlockId, Instant),
    words: &SealedPair,
) -> Result<bool, StorageError> {
    let person = tx.citizen()?;
    let row = values![id, person, at, words.citizen, words.unit];
    Ok(tx.execute(COMMENT, row).await? == 1)
}

/// Stores what was decided; false when it was before.
///
/// # Errors
/// When the database fails.
pub async fn decide(
    tx: &mut Tx,
    (id, decided): (BlockId, &Decided),
    words: &SealedPair,
) -> Result<bool, StorageError> {
    let home = tx.municipality()?;
    let last_day = match decided.outcome {
        Outcome::Blocked { last_day } => Some(last_day),
        Outcome::NotBlocked => None,
    };
    let row = values![id, home, decided.by, decided.at, last_day, words.citizen, words.unit];
    Ok(tx.execute(DECIDE, row).await? == 1)
}

/// Stores that it was lifted; false when it was before.
///
/// # Errors
/// When the database fails.
pub async fn lift(
    tx: &mut Tx,
    (id, by): (BlockId, StaffId),
    now: Instant,
) -> Result<bool, StorageError> {
    let home = tx.municipality()?;
    Ok(tx.execute(LIFT, values![id, home, now, by]).await? == 1)
}
