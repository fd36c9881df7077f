//! Blocks as rows.

use uuid::Uuid;

use super::block::Block;
use super::canonical::{HASH_BYTES, Hash};
use crate::{StorageError, Tx, values};

/// How many blocks without their lines are read at once.
pub(super) const HEADS_AT_ONCE: u32 = 200;

/// How many blocks with their lines are read at once: each is 24 KB at most.
pub(super) const BLOCKS_AT_ONCE: u32 = 8;

macro_rules! blocks {
    ($rest:literal) => {
        concat!(
            "SELECT sequence, chain, number, month, first, last, lines, previous, hash, \
             sealed_at, members FROM audit_blocks ",
            $rest
        )
    };
}

const STEP: &str = "UPDATE audit_head SET sequence = sequence + 1 WHERE id = 1 RETURNING sequence";
const HEAD: &str = "SELECT sequence FROM audit_head WHERE id = 1";
const NEWEST: &str = "SELECT COALESCE(MAX(sequence), 0) FROM audit_blocks";
const LAST_OF_CHAIN: &str =
    "SELECT number, hash FROM audit_blocks WHERE chain = $1 ORDER BY number DESC LIMIT 1";
const ADD: &str = "INSERT INTO audit_blocks (sequence, chain, number, month, first, last, lines, \
     previous, hash, sealed_at, members) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
const AFTER: &str = blocks!("WHERE sequence > $1 AND sequence <= $2 ORDER BY sequence LIMIT $3");
const HEADS_AFTER: &str = "SELECT sequence, chain, number, month, first, last, lines, previous, \
     hash, sealed_at, hash FROM audit_blocks WHERE sequence > $1 ORDER BY sequence LIMIT $2";
const ABOUT: &str = blocks!(
    "WHERE month = $1 AND last >= $2 AND first <= $3 AND sequence > $4 ORDER BY sequence LIMIT $5"
);

pub(super) const STATEMENTS: &[&str] =
    &[STEP, HEAD, NEWEST, LAST_OF_CHAIN, ADD, AFTER, HEADS_AFTER, ABOUT];

/// Goes one further in the sequence, and keeps others who seal waiting until the
/// transaction ends.
pub(super) async fn step(tx: &mut Tx) -> Result<i64, StorageError> {
    let (sequence,) = tx.one(STEP, values![]).await?;
    Ok(sequence)
}

/// How far the sequence has come.
pub(super) async fn head(tx: &mut Tx) -> Result<i64, StorageError> {
    let (sequence,) = tx.one(HEAD, values![]).await?;
    Ok(sequence)
}

/// Where the newest block stands that is there. It is the head, unless somebody has
/// been at the blocks.
pub(super) async fn newest(tx: &mut Tx) -> Result<i64, StorageError> {
    let (sequence,) = tx.one(NEWEST, values![]).await?;
    Ok(sequence)
}

/// The number and hash of a chain's newest block; before the first, 0 and zeros.
pub(super) async fn last_of(tx: &mut Tx, chain: Uuid) -> Result<(i64, Hash), StorageError> {
    let last = tx.optional(LAST_OF_CHAIN, values![chain]).await?;
    Ok(last.unwrap_or((0, [0; HASH_BYTES])))
}

pub(super) async fn add(tx: &mut Tx, block: &Block) -> Result<(), StorageError> {
    let Block { sequence, chain, number, month, first, last, .. } = block;
    let Block { lines, previous, hash, sealed_at, members, .. } = block;
    let values = values![
        sequence, chain, number, month, first, last, lines, previous, hash, sealed_at, members
    ];
    tx.ensure_one(ADD, values).await
}

/// Some blocks after that one, up to that one.
pub(super) async fn after(
    tx: &mut Tx,
    sequence: i64,
    upto: i64,
) -> Result<Vec<Block>, StorageError> {
    tx.all(AFTER, values![sequence, upto, BLOCKS_AT_ONCE]).await
}

/// Some blocks after that one, without their lines.
pub(super) async fn heads_after(tx: &mut Tx, sequence: i64) -> Result<Vec<Block>, StorageError> {
    let mut blocks: Vec<Block> = tx.all(HEADS_AFTER, values![sequence, HEADS_AT_ONCE]).await?;
    blocks.iter_mut().for_each(|block| block.members.clear());
    Ok(blocks)
}

/// Some blocks that may hold lines of a month between those two, after that one.
pub(super) async fn about(
    tx: &mut Tx,
    month: i64,
    (from, to): (Uuid, Uuid),
    sequence: i64,
) -> Result<Vec<Block>, StorageError> {
    tx.all(ABOUT, values![month, from, to, sequence, BLOCKS_AT_ONCE]).await
}
