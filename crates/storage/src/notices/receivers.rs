//! Those who may be told, and what is known of them.

use std::collections::BTreeSet;

use helsebro_domain::ids::{MessageId, PersonId, RequestId, ThreadId};
use helsebro_domain::notices::Account;
use helsebro_domain::representation::Direction;

use crate::{FromRow, Row, StorageError, Tx, values};

const ONE: &str = "SELECT number_sealed, portal FROM people WHERE id = $1";
const RECEIVERS: &str = "SELECT receiver FROM grants WHERE giver = $1 AND ended_at IS NULL \
     ORDER BY id DESC LIMIT 200";
const PARENTS: &str = "SELECT parent FROM parents WHERE child = $1 ORDER BY parent LIMIT 50";
const GUARDIANS: &str = "SELECT guardian FROM guardians WHERE ward = $1 ORDER BY guardian LIMIT 50";
const NAMED: &str = "SELECT named FROM competence_decisions WHERE patient = $1 \
     AND ended_at IS NULL ORDER BY named LIMIT 50";
const ASKED: &str = "SELECT p.id, r.asker, r.direction FROM grant_requests r \
     JOIN people p ON p.number_mac = r.number_mac \
     WHERE r.id = $1 AND r.answer IS NULL AND NOT EXISTS \
     (SELECT 1 FROM blocked_askers b WHERE b.person = p.id AND b.asker = r.asker)";
const OPENED: &str = "SELECT COUNT(*) FROM thread_reads WHERE thread = $1 AND reader_kind = 0 \
     AND reader = $2 AND upto >= $3";
const CLOSED_TO: &str = "SELECT COUNT(*) FROM parent_blocks WHERE child = $1 AND ended_at IS NULL \
     AND (parent IS NULL OR parent = $2)";

pub(super) const STATEMENTS: &[&str] =
    &[ONE, RECEIVERS, PARENTS, GUARDIANS, NAMED, ASKED, OPENED, CLOSED_TO];

/// What is needed to look somebody up in the contact register, and whether she can
/// sign in to read.
#[derive(Debug, Clone)]
pub struct NotifiedPerson {
    /// Her number, sealed.
    pub number_sealed: Vec<u8>,
    /// Whether she can sign in. The level of her consent is read here and nowhere else.
    pub account: Account,
}

impl FromRow for NotifiedPerson {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let account = match row.get::<i64>(1)? {
            2 => Account::Closed,
            _ => Account::Open,
        };
        Ok(Self { number_sealed: row.get(0)?, account })
    }
}

/// Somebody who may be told. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn notified(
    tx: &mut Tx,
    person: PersonId,
) -> Result<Option<NotifiedPerson>, StorageError> {
    tx.system()?;
    tx.optional(ONE, values![person]).await
}

/// Everybody who has any tie to a person, each once, whatever it gives. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn helpers_of(tx: &mut Tx, person: PersonId) -> Result<Vec<PersonId>, StorageError> {
    tx.system()?;
    let mut found = BTreeSet::new();
    for sql in [RECEIVERS, PARENTS, GUARDIANS, NAMED] {
        let rows: Vec<(PersonId,)> = tx.all(sql, values![person]).await?;
        found.extend(rows.into_iter().map(|(helper,)| helper));
    }
    Ok(found.into_iter().collect())
}

/// Those with parental responsibility for a person. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn parents_of(tx: &mut Tx, person: PersonId) -> Result<Vec<PersonId>, StorageError> {
    tx.system()?;
    let rows: Vec<(PersonId,)> = tx.all(PARENTS, values![person]).await?;
    Ok(rows.into_iter().map(|(parent,)| parent).collect())
}

/// Whether anything at all about a child is closed to a parent (L-PBRL-3-4). System scope only.
///
/// # Errors
/// When the database fails.
pub async fn has_closed(
    tx: &mut Tx,
    child: PersonId,
    parent: PersonId,
) -> Result<bool, StorageError> {
    tx.system()?;
    let (closed,): (i64,) = tx.one(CLOSED_TO, values![child, parent]).await?;
    Ok(closed > 0)
}

/// Who is to answer a request or an offer that waits, who began, and which of the two it
/// is; none when nobody here has the number, it is answered, or she does not want to hear
/// from the other. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn asked_person(
    tx: &mut Tx,
    request: RequestId,
) -> Result<Option<(PersonId, PersonId, Direction)>, StorageError> {
    tx.system()?;
    let row: Option<(PersonId, PersonId, i64)> = tx.optional(ASKED, values![request]).await?;
    Ok(row.map(|(person, began, code)| (person, began, Direction::from_stored(code))))
}

/// Whether somebody has opened a conversation since a message came (N-10). System scope
/// only.
///
/// # Errors
/// When the database fails.
pub async fn has_opened(
    tx: &mut Tx,
    thread: ThreadId,
    reader: PersonId,
    message: MessageId,
) -> Result<bool, StorageError> {
    tx.system()?;
    let (count,): (i64,) = tx.one(OPENED, values![thread, reader, message]).await?;
    Ok(count > 0)
}
