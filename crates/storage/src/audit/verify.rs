//! A walk over all blocks and all lines, in bounded memory.
//!
//! First the blocks in the order of the sequence: each must follow the one before
//! it in its chain, and its lines must give its hash; the file is held against
//! them on the way. Then all lines, a page at a time: each must be in one block,
//! or wait for one, and one that is sealed must be entered by the person it is about, or
//! she would not find it. Last the lines that went with a record: whoever told of the
//! deletion must vouch for them. Nothing is locked, so it can be done while the platform runs:
//! what is sealed meanwhile is left for the next walk.

use std::collections::HashMap;

use uuid::Uuid;

use super::block::{Block, Chain, Entry, hint_of};
use super::blocks;
use super::canonical::{HASH_BYTES, Hash};
use super::file::{ChainFile, ChainFileFault};
use super::findings::{BlockAt, ChainSeen, Finding, LineAt, Verified};
use super::gone;
use super::hashed;
use super::witness::Witness;
use crate::db::Db;
use crate::scope::{Scope, SystemReason};
use crate::{StorageError, Tx, from_row, values};

const SCOPE: Scope = Scope::System(SystemReason::Audit);

/// How many lines the second walk takes at a time.
const LINES_AT_ONCE: u32 = 1_000;

/// The most chains: one for each municipality there has ever been, with room.
const MAX_CHAINS: usize = 10_000;

/// The most lines missing before they were sealed that are listed.
const MAX_LISTED: u32 = 200;

const ALL_LINES: &str = "SELECT l.month, l.id, l.org, \
     CASE WHEN l.subject IS NULL OR s.id IS NOT NULL THEN 1 ELSE 0 END AS entered \
     FROM audit_lines l LEFT JOIN audit_subjects s \
     ON s.subject = l.subject AND s.id = l.id AND s.month = l.month \
     WHERE (l.month, l.id) > ($1, $2) ORDER BY l.month, l.id LIMIT $3";
const WAITS: &str =
    "SELECT COUNT(*) FROM audit_unsealed WHERE chain = $1 AND month = $2 AND line = $3";
const GONE_UNSEALED: &str = "SELECT u.chain, u.month, u.line FROM audit_unsealed u \
     LEFT JOIN audit_lines l ON l.month = u.month AND l.id = u.line WHERE l.id IS NULL \
     ORDER BY u.chain, u.month, u.line LIMIT $1";

pub(super) const STATEMENTS: &[&str] = &[ALL_LINES, WAITS, GONE_UNSEALED];

/// A line, as the second walk meets it.
struct Met {
    month: i64,
    id: Uuid,
    org: Option<Uuid>,
    entered: i64,
}

from_row!(Met { month, id, org, entered });

/// How far a chain has come.
struct Link {
    number: i64,
    hash: Vec<u8>,
}

/// Walks over everything and tells what is not as it was when it was sealed.
/// Without the file nobody can notice that blocks were removed at the end.
///
/// # Errors
/// When the database or the file fails, not when something was tampered with.
pub async fn verify(db: &Db, file: Option<&ChainFile>) -> Result<Verified, ChainFileFault> {
    let mut found = Verified { with_file: file.is_some(), ..Verified::default() };
    walk_blocks(db, file, &mut found).await?;
    walk_lines(db, &mut found).await?;
    walk_gone(db, &mut found).await?;
    let gone: Vec<(Uuid, i64, Uuid)> = db
        .read(SCOPE, "audit.gone", async |mut tx| tx.all(GONE_UNSEALED, values![MAX_LISTED]).await)
        .await?;
    for (chain, month, id) in gone {
        found.add(Finding::MissingUnsealed(LineAt { month, id }, Chain::from_id(chain)));
    }
    found.chains.sort_by_key(|seen| seen.chain);
    Ok(found)
}

async fn head(db: &Db) -> Result<i64, StorageError> {
    db.read(SCOPE, "audit.head", async |mut tx| blocks::head(&mut tx).await).await
}

async fn walk_blocks(
    db: &Db,
    file: Option<&ChainFile>,
    found: &mut Verified,
) -> Result<(), ChainFileFault> {
    let upto = head(db).await?;
    let mut witness = file.map(|file| Witness::of(file, db.now())).transpose()?;
    let mut links = HashMap::new();
    let mut at = 0;
    loop {
        let page: Vec<(Block, HashMap<Uuid, Hash>)> = db
            .read(SCOPE, "audit.walk_blocks", async |mut tx| {
                let mut page = Vec::new();
                for block in blocks::after(&mut tx, at, upto).await? {
                    let lines = lines_of(&mut tx, &block).await?;
                    page.push((block, lines));
                }
                Ok::<_, StorageError>(page)
            })
            .await?;
        if page.is_empty() {
            break;
        }
        for (block, lines) in page {
            tell_gap(at, block.sequence, found);
            at = block.sequence;
            see(&block, found)?;
            follow(&block, &mut links, found);
            hold(&block, &lines, found);
            if let Some(witness) = &mut witness {
                witness.meet(&block, found)?;
            }
        }
    }
    tell_gap(at, upto.saturating_add(1), found);
    if let Some(witness) = &mut witness {
        let beyond = witness.end(upto, found)?;
        // The database commits before the file is written.
        let by_now = head(db).await?;
        for sequence in beyond.into_iter().filter(|sequence| *sequence > by_now) {
            found.add(Finding::OnlyInFile(sequence));
        }
    }
    Ok(())
}

/// Tells of blocks between two in the sequence.
fn tell_gap(before: i64, after: i64, found: &mut Verified) {
    if after > before.saturating_add(1) {
        found.add(Finding::BlocksMissing(before + 1, after - 1));
    }
}

/// Counts the block.
fn see(block: &Block, found: &mut Verified) -> Result<(), StorageError> {
    let chain = Chain::from_id(block.chain);
    let place = if let Some(place) = found.chains.iter().position(|seen| seen.chain == chain) {
        place
    } else {
        if found.chains.len() >= MAX_CHAINS {
            return Err(StorageError::TooManyRows { limit: MAX_CHAINS });
        }
        found.chains.push(ChainSeen { chain, blocks: 0, lines: 0, findings: 0 });
        found.chains.len() - 1
    };
    if let Some(seen) = found.chains.get_mut(place) {
        seen.blocks += 1;
        seen.lines += u64::try_from(block.lines).unwrap_or(0);
    }
    Ok(())
}

/// Holds the block against the one before it in its chain.
fn follow(block: &Block, links: &mut HashMap<Uuid, Link>, found: &mut Verified) {
    let first = || Link { number: 0, hash: vec![0; HASH_BYTES] };
    let link = links.entry(block.chain).or_insert_with(first);
    if block.number != link.number + 1 || block.previous != link.hash {
        found.add(Finding::NotLinked(at(block)));
    }
    *link = Link { number: block.number, hash: block.hash.clone() };
}

fn at(block: &Block) -> BlockAt {
    BlockAt { chain: Chain::from_id(block.chain), number: block.number }
}

/// Holds the block against its lines, and names those that are not as they were.
fn hold(block: &Block, lines: &HashMap<Uuid, Hash>, found: &mut Verified) {
    let Some(entries) = block.entries() else {
        return found.add(Finding::BlockChanged(at(block)));
    };
    let whole = block.hash_over(entries.iter().filter_map(|entry| {
        let hash = lines.get(&entry.id)?;
        Some((entry.id, hash))
    }));
    let named = named(block, &entries, lines);
    if named.is_empty() && whole[..] != block.hash[..] {
        found.add(Finding::BlockChanged(at(block)));
    } else if !named.is_empty() && whole[..] == block.hash[..] {
        // The lines are right and the block's own list of them is not.
        found.add(Finding::BlockChanged(at(block)));
    } else {
        named.into_iter().for_each(|finding| found.add(finding));
    }
}

/// The lines that are not what the block remembers.
fn named(block: &Block, entries: &[Entry], lines: &HashMap<Uuid, Hash>) -> Vec<Finding> {
    let remembered: HashMap<_, _> = entries.iter().map(|entry| (entry.hint, entry.id)).collect();
    let mut named = Vec::new();
    let mut before = Uuid::nil();
    for entry in entries {
        let line = LineAt { month: block.month, id: entry.id };
        let hint = lines.get(&entry.id).map(hint_of);
        match hint {
            None => named.push(Finding::Missing(line, at(block))),
            Some(hint) if hint == entry.hint => {}
            Some(hint) if remembered.contains_key(&hint) => {
                named.push(Finding::Moved(line, at(block)));
            }
            Some(_) => named.push(Finding::Changed(line, at(block))),
        }
        if entry.id <= before {
            named.push(Finding::Reordered(line, at(block)));
        }
        before = entry.id;
    }
    named
}

/// The lines of a block that are there, each with its hash as it is now, and those that went
/// with a record, with the hash they had.
async fn lines_of(tx: &mut Tx, block: &Block) -> Result<HashMap<Uuid, Hash>, StorageError> {
    let entries = block.entries().unwrap_or_default();
    let ids: Vec<Uuid> = entries.iter().map(|entry| entry.id).collect();
    let lines = hashed::lines(tx, block.month, &ids).await?;
    let mut lines: HashMap<_, _> = lines.into_iter().map(|line| (line.id, line.hash)).collect();
    for id in ids {
        if lines.contains_key(&id) {
            continue;
        }
        if let Some(hash) = gone::hash_of(tx, block.month, id).await? {
            lines.insert(id, hash);
        }
    }
    Ok(lines)
}

async fn walk_gone(db: &Db, found: &mut Verified) -> Result<(), StorageError> {
    let mut walk = gone::Walk::new();
    loop {
        let (findings, more);
        (walk, findings, more) = db
            .read(SCOPE, "audit.walk_gone", async |mut tx| {
                let mut walk = walk.clone();
                let (findings, more) = walk.on(&mut tx).await?;
                Ok::<_, StorageError>((walk, findings, more))
            })
            .await?;
        findings.into_iter().for_each(|finding| found.add(finding));
        if !more {
            return Ok(());
        }
    }
}

async fn walk_lines(db: &Db, found: &mut Verified) -> Result<(), StorageError> {
    let mut from = (i64::MIN, Uuid::nil());
    loop {
        let (last, page) = db
            .read(SCOPE, "audit.walk_lines", async |mut tx| page_of_lines(&mut tx, from).await)
            .await?;
        found.lines += page.lines;
        found.unsealed += page.unsealed;
        page.findings.into_iter().for_each(|finding| found.add(finding));
        match last {
            Some(last) => from = last,
            None => return Ok(()),
        }
    }
}

/// What was seen of a page of lines.
#[derive(Default)]
struct Page {
    lines: u64,
    unsealed: u64,
    findings: Vec<Finding>,
}

type Place = (i64, Uuid);

async fn page_of_lines(
    tx: &mut Tx,
    (month, id): Place,
) -> Result<(Option<Place>, Page), StorageError> {
    let met: Vec<Met> = tx.all(ALL_LINES, values![month, id, LINES_AT_ONCE]).await?;
    let last = met.last().map(|line| (line.month, line.id));
    let mut page = Page { lines: met.len() as u64, ..Page::default() };
    for run in met.chunk_by(|one, other| one.month == other.month) {
        let sealed = times_sealed(tx, run).await?;
        for line in run {
            let place = LineAt { month: line.month, id: line.id };
            match sealed.get(&line.id) {
                Some(1) if line.entered == 0 => page.findings.push(Finding::NotEntered(place)),
                Some(1) => {}
                Some(0) | None => {
                    let chain = line.org.unwrap_or(Uuid::nil());
                    let (waits,): (i64,) =
                        tx.one(WAITS, values![chain, line.month, line.id]).await?;
                    if waits == 0 {
                        page.findings.push(Finding::Added(place));
                    } else {
                        page.unsealed += 1;
                    }
                }
                Some(_) => page.findings.push(Finding::Twice(place)),
            }
        }
    }
    Ok((last, page))
}

/// In how many blocks each of these lines of one month is.
async fn times_sealed(tx: &mut Tx, run: &[Met]) -> Result<HashMap<Uuid, u32>, StorageError> {
    let mut times: HashMap<Uuid, u32> = run.iter().map(|line| (line.id, 0)).collect();
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return Ok(times) };
    let mut sequence = 0;
    loop {
        let some = blocks::about(tx, first.month, (first.id, last.id), sequence).await?;
        let Some(block) = some.last() else { return Ok(times) };
        sequence = block.sequence;
        for entry in some.iter().filter_map(Block::entries).flatten() {
            if let Some(times) = times.get_mut(&entry.id) {
                *times += 1;
            }
        }
    }
}
