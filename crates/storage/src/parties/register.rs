//! What the population register said of people, and how far its changes have been
//! followed (§ 1.6). All in the system's scope.

use helsebro_domain::ids::PersonId;
use helsebro_domain::parties::PersonName;
use helsebro_domain::time::{Date, Instant};

use crate::{StorageError, Tx, from_row, values};

/// The most people of whom the register is asked at once.
pub const ASKED_AT_ONCE: u32 = 100;

/// The one row of the feed.
const FEED: i64 = 1;

const BY_REGISTER_ID: &str = "SELECT id FROM people WHERE register_id = $1 LIMIT 1";
const NEVER_ANSWERED: &str = "SELECT COUNT(*) FROM people WHERE id = $1 AND register_as_of IS NULL";
const NEVER_ASKED: &str =
    "SELECT id FROM people WHERE register_asked_at IS NULL ORDER BY id LIMIT $1";
const ASKED_BEFORE: &str = "SELECT id FROM people WHERE register_asked_at < $1 \
     ORDER BY register_asked_at, id LIMIT $2";
const NOTE_ASKED: &str = "UPDATE people SET register_asked_at = $2 WHERE id = $1";
const SET: &str = "UPDATE people SET given = $2, family = $3, born = $4, register_id = $5, \
     lives_with_parent = $6, register_as_of = $7, register_asked_at = $7 WHERE id = $1";
const SET_NUMBER: &str = "UPDATE people SET number_mac = $2, number_sealed = $3 WHERE id = $1";
const READ_FEED: &str = "SELECT next_change, followed_at FROM register_feed WHERE id = $1";
const SET_FEED: &str = "INSERT INTO register_feed (id, next_change, followed_at) \
     VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET next_change = excluded.next_change, \
     followed_at = excluded.followed_at";
const COUNT_BEFORE: &str = "SELECT COUNT(*) FROM people \
     WHERE register_asked_at IS NULL OR register_asked_at < $1";

pub(super) const STATEMENTS: &[&str] = &[
    BY_REGISTER_ID,
    NEVER_ANSWERED,
    NEVER_ASKED,
    ASKED_BEFORE,
    NOTE_ASKED,
    SET,
    SET_NUMBER,
    READ_FEED,
    SET_FEED,
    COUNT_BEFORE,
];

/// What the register said of a person herself.
#[derive(Debug, Clone)]
pub struct RegisterAnswer {
    /// About whom.
    pub person: PersonId,
    /// The register's own name for her.
    pub register_id: String,
    /// What she is called.
    pub name: PersonName,
    /// When she was born.
    pub born: Option<Date>,
    /// Whether somebody with parental responsibility lives with her.
    pub lives_with_parent: bool,
    /// When.
    pub as_of: Instant,
}

/// How far the register's changes have been followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegisterFeed {
    /// The first change not yet followed.
    pub next: u64,
    /// When the register last answered.
    pub followed_at: Instant,
}

struct FeedRow {
    next: i64,
    followed_at: Instant,
}

from_row!(FeedRow { next, followed_at });

/// The person whom the register calls so, when she is known here.
///
/// # Errors
/// When the database fails.
pub async fn person_by_register_id(
    tx: &mut Tx,
    register_id: &str,
) -> Result<Option<PersonId>, StorageError> {
    tx.system()?;
    let row: Option<(PersonId,)> = tx.optional(BY_REGISTER_ID, values![register_id]).await?;
    Ok(row.map(|(person,)| person))
}

/// Whether the register has never said anything of a person.
///
/// # Errors
/// When the database fails.
pub async fn never_answered(tx: &mut Tx, person: PersonId) -> Result<bool, StorageError> {
    tx.system()?;
    let (count,): (i64,) = tx.one(NEVER_ANSWERED, values![person]).await?;
    Ok(count > 0)
}

/// Those of whom the register was never asked, then those not since this instant, the
/// longest ago first; at most [`ASKED_AT_ONCE`].
///
/// # Errors
/// When the database fails.
pub async fn not_asked_since(tx: &mut Tx, since: Instant) -> Result<Vec<PersonId>, StorageError> {
    tx.system()?;
    let mut rows: Vec<(PersonId,)> = tx.all(NEVER_ASKED, values![ASKED_AT_ONCE]).await?;
    if rows.is_empty() {
        rows = tx.all(ASKED_BEFORE, values![since, ASKED_AT_ONCE]).await?;
    }
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

/// How many the register has not been asked about since this instant.
///
/// # Errors
/// When the database fails.
pub async fn count_not_asked_since(tx: &mut Tx, since: Instant) -> Result<u64, StorageError> {
    tx.system()?;
    let (count,): (i64,) = tx.one(COUNT_BEFORE, values![since]).await?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// Notes that the register was asked about somebody whom it does not have: what it last
/// said stands.
///
/// # Errors
/// When the database fails.
pub async fn note_asked(tx: &mut Tx, person: PersonId, at: Instant) -> Result<(), StorageError> {
    tx.system()?;
    tx.ensure_one(NOTE_ASKED, values![person, at]).await
}

/// Stores what the register said of a person herself.
///
/// # Errors
/// When she is not known or the database fails.
pub async fn set_answer(tx: &mut Tx, answer: &RegisterAnswer) -> Result<(), StorageError> {
    tx.system()?;
    let (given, family) = (answer.name.given(), answer.name.family());
    let lives_with_parent = i64::from(answer.lives_with_parent);
    let values = values![
        answer.person,
        given,
        family,
        answer.born,
        answer.register_id,
        lives_with_parent,
        answer.as_of,
    ];
    tx.ensure_one(SET, values).await
}

/// Gives a person the number that the register knows her by now.
///
/// # Errors
/// When another has it or the database fails.
pub async fn set_number(
    tx: &mut Tx,
    person: PersonId,
    (mac, sealed): (&[u8; 32], &[u8]),
) -> Result<(), StorageError> {
    tx.system()?;
    tx.ensure_one(SET_NUMBER, values![person, mac, sealed]).await
}

/// How far the register's changes have been followed; none when they never were.
///
/// # Errors
/// When the database fails.
pub async fn register_feed(tx: &mut Tx) -> Result<Option<RegisterFeed>, StorageError> {
    tx.system()?;
    let row: Option<FeedRow> = tx.optional(READ_FEED, values![FEED]).await?;
    Ok(row.map(|row| RegisterFeed {
        next: u64::try_from(row.next).unwrap_or(0),
        followed_at: row.followed_at,
    }))
}

/// Stores how far the register's changes have been followed.
///
/// # Errors
/// When the database fails.
pub async fn set_register_feed(tx: &mut Tx, feed: RegisterFeed) -> Result<(), StorageError> {
    tx.system()?;
    let next = i64::try_from(feed.next).unwrap_or(i64::MAX);
    tx.execute(SET_FEED, values![FEED, next, feed.followed_at]).await?;
    Ok(())
}
