//! Sealing: lines into blocks.
//!
//! Lines are read and hashed before the writer's turn. In the turn the sequence
//! goes one further, the lines' rows leave the side table, each line is entered by the
//! person it is about, and the block is added.
//! When another process was first, the rows are gone and nothing is kept.

use helsebro_domain::time::Instant;
use uuid::Uuid;

use super::block::{Block, MAX_BLOCK_LINES, members_of};
use super::blocks;
use super::canonical::HashedLine;
use super::hashed;
use crate::db::Db;
use crate::scope::{Scope, SystemReason};
use crate::value::ToValue;
use crate::{StorageError, Tx, values};

const SCOPE: Scope = Scope::System(SystemReason::Audit);

/// The most blocks that one call makes; more than there are municipalities.
const MAX_BLOCKS: u32 = 1_000;

/// How many pages of ids are looked through for the lines of one block. All are
/// there, unless somebody has removed them.
const MAX_PAGES: u32 = 100;

const NEXT_GROUP: &str = "SELECT chain, month FROM audit_unsealed \
     WHERE (chain, month) > ($1, $2) ORDER BY chain, month LIMIT 1";
const IDS: &str = "SELECT line FROM audit_unsealed WHERE chain = $1 AND month = $2 AND line > $3 \
     ORDER BY line LIMIT $4";
// The bounds are as in `hashed.rs`: the table is most often empty, and is planned
// for as such.
const TAKE: &str = "DELETE FROM audit_unsealed WHERE chain = $1 AND month = $2 \
     AND line >= $3 AND line <= $4 AND line IN (\
     $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, \
     $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, \
     $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54)";
const ENTER: &str = "INSERT INTO audit_subjects (subject, id, month) \
     SELECT subject, id, month FROM audit_lines \
     WHERE month = $1 AND id >= $2 AND id <= $3 AND subject IS NOT NULL AND id IN (\
     $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, \
     $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, \
     $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53)";
const COUNT_SOME: &str =
    "SELECT COUNT(*) FROM (SELECT line FROM audit_unsealed LIMIT $1) AS waiting";
const COUNT: &str = "SELECT COUNT(*) FROM audit_unsealed";
const OLDEST: &str = "SELECT month, line FROM audit_unsealed ORDER BY month, line LIMIT 1";
const WRITTEN_AT: &str = "SELECT at FROM audit_lines WHERE month = $1 AND id = $2";

pub(super) const STATEMENTS: &[&str] =
    &[NEXT_GROUP, IDS, TAKE, ENTER, COUNT_SOME, COUNT, OLDEST, WRITTEN_AT];

/// What a call of [`seal`] did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sealed {
    /// The blocks it made.
    pub blocks: u32,
    /// The lines in them.
    pub lines: u64,
    /// Whether a chain had more lines than one block holds.
    pub more: bool,
}

/// What waits to be sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unsealed {
    /// How many lines.
    pub lines: i64,
    /// When the oldest of them was written.
    pub since: Option<Instant>,
}

/// Why a block was not made.
enum NotMade {
    TakenByAnother,
    Failed(StorageError),
}

impl From<StorageError> for NotMade {
    fn from(error: StorageError) -> Self {
        Self::Failed(error)
    }
}

/// Seals what waits: at most one block for each chain and month.
///
/// # Errors
/// When the database fails; blocks made before that stay.
pub async fn seal(db: &Db) -> Result<Sealed, StorageError> {
    let mut sealed = Sealed::default();
    let mut group = (Uuid::nil(), 0);
    for _ in 0..MAX_BLOCKS {
        let Some((next, lines)) = next_lines(db, group).await? else { return Ok(sealed) };
        group = next;
        match make(db, group, &lines).await {
            Ok(()) if lines.is_empty() => {}
            Ok(()) => {
                sealed.blocks += 1;
                sealed.lines += lines.len() as u64;
                sealed.more |= lines.len() >= MAX_BLOCK_LINES as usize;
            }
            Err(NotMade::TakenByAnother) => {}
            Err(NotMade::Failed(error)) => return Err(error),
        }
    }
    sealed.more = true;
    Ok(sealed)
}

/// How many lines wait, counted no further than a full block: cheap enough to ask
/// every second.
///
/// # Errors
/// When the database fails.
pub async fn waiting(db: &Db) -> Result<u32, StorageError> {
    let (waiting,) = db
        .read(SCOPE, "audit.waiting", async |mut tx| {
            tx.one(COUNT_SOME, values![MAX_BLOCK_LINES]).await
        })
        .await?;
    Ok(waiting)
}

/// What waits to be sealed, counted in full.
///
/// # Errors
/// When the database fails.
pub async fn unsealed(tx: &mut Tx) -> Result<Unsealed, StorageError> {
    tx.system()?;
    let (lines,) = tx.one(COUNT, values![]).await?;
    let oldest: Option<(i64, Uuid)> = tx.optional(OLDEST, values![]).await?;
    let Some((month, line)) = oldest else { return Ok(Unsealed { lines, since: None }) };
    let written: Option<(Instant,)> = tx.optional(WRITTEN_AT, values![month, line]).await?;
    Ok(Unsealed { lines, since: written.map(|(at,)| at) })
}

/// The chain and month after this one that has something to be sealed, and the
/// first of its lines.
async fn next_lines(
    db: &Db,
    (chain, month): (Uuid, i64),
) -> Result<Option<((Uuid, i64), Vec<HashedLine>)>, StorageError> {
    db.read(SCOPE, "audit.next_lines", async |mut tx| {
        let Some(group) = tx.optional(NEXT_GROUP, values![chain, month]).await? else {
            return Ok(None);
        };
        Ok(Some((group, lines_of(&mut tx, group).await?)))
    })
    .await
}

/// The first lines of a group that are there.
async fn lines_of(
    tx: &mut Tx,
    (chain, month): (Uuid, i64),
) -> Result<Vec<HashedLine>, StorageError> {
    let mut lines = Vec::new();
    let mut after = Uuid::nil();
    for _ in 0..MAX_PAGES {
        let wanted = (MAX_BLOCK_LINES as usize).saturating_sub(lines.len());
        let limit = u32::try_from(wanted).unwrap_or(MAX_BLOCK_LINES);
        let page: Vec<(Uuid,)> = tx.all(IDS, values![chain, month, after, limit]).await?;
        let ids: Vec<Uuid> = page.into_iter().map(|(id,)| id).collect();
        let Some(last) = ids.last() else { break };
        after = *last;
        lines.extend(hashed::lines(tx, month, &ids).await?);
        if lines.len() >= MAX_BLOCK_LINES as usize {
            break;
        }
    }
    Ok(lines)
}

/// Makes a block of these lines, unless one of them is in a block by now. Lines
/// that are missing though they are said to wait stay in the side table: there
/// [`verify`](super::verify) finds them.
async fn make(db: &Db, group: (Uuid, i64), lines: &[HashedLine]) -> Result<(), NotMade> {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return Ok(()) };
    let (chain, month) = group;
    let block = Block {
        sequence: 0,
        chain,
        number: 0,
        month,
        first: first.id,
        last: last.id,
        lines: i64::try_from(lines.len()).unwrap_or(i64::MAX),
        previous: Vec::new(),
        hash: Vec::new(),
        sealed_at: db.now(),
        members: members_of(lines),
    };
    db.write(SCOPE, "audit.seal", async |mut tx| {
        let sequence = blocks::step(&mut tx).await?;
        take(&mut tx, group, lines).await?;
        let (number, previous) = blocks::last_of(&mut tx, chain).await?;
        let number = number + 1;
        let mut block = Block { sequence, number, previous: previous.to_vec(), ..block.clone() };
        block.hash = block.hash_over(lines.iter().map(|line| (line.id, &line.hash))).to_vec();
        Ok(blocks::add(&mut tx, &block).await?)
    })
    .await
}

/// Removes the lines from the side table, and enters them by the person they are about.
async fn take(
    tx: &mut Tx,
    (chain, month): (Uuid, i64),
    lines: &[HashedLine],
) -> Result<(), NotMade> {
    let ids: Vec<Uuid> = lines.iter().map(|line| line.id).collect();
    for some in ids.chunks(hashed::IDS_AT_ONCE) {
        let mut given = vec![chain.to_value(), month.to_value()];
        given.extend(hashed::places(some));
        if tx.execute(TAKE, &given).await? != some.len() as u64 {
            return Err(NotMade::TakenByAnother);
        }
        let mut given = vec![month.to_value()];
        given.extend(hashed::places(some));
        tx.execute(ENTER, &given).await?;
    }
    Ok(())
}
