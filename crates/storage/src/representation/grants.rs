//! Powers of attorney.

use helsebro_domain::ids::{GrantId, PersonId, RequestId};
use helsebro_domain::representation::{Coverage, Grant, GrantEnd, GrantSource, Terms};
use helsebro_domain::time::{Date, Instant};

use crate::{FromRow, Row, StorageError, Tx, values};

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, giver, receiver, coverage, valid_from, last_day, source, ended_at, \
             ended_why FROM grants ",
            $rest
        )
    };
}

const ADD: &str = "INSERT INTO grants (id, giver, receiver, coverage, valid_from, last_day, \
     source, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
// The giver and the terms are those of the offer, which its receiver has answered.
const ADD_OFFERED: &str = "INSERT INTO grants (id, giver, receiver, coverage, valid_from, \
     last_day, source, created_at) SELECT r.granted, r.asker, p.id, r.coverage, $3, \
     r.terms_last_day, 0, r.answered_at FROM grant_requests r \
     JOIN people p ON p.number_mac = r.number_mac \
     WHERE r.id = $1 AND p.id = $2 AND r.direction = 1 AND r.answer = 1";
const ONE: &str = columns!("WHERE id = $1 AND (giver = $2 OR receiver = $2)");
const GIVEN: &str = columns!("WHERE giver = $1 ORDER BY id DESC LIMIT 200");
const RECEIVED: &str = columns!("WHERE receiver = $1 ORDER BY id DESC LIMIT 200");
const END: &str = "UPDATE grants SET ended_at = $3, ended_why = $4 \
     WHERE id = $1 AND (giver = $2 OR receiver = $2) AND ended_at IS NULL";
const END_ALL: &str = "UPDATE grants SET ended_at = $2, ended_why = $3 \
     WHERE (giver = $1 OR receiver = $1) AND ended_at IS NULL RETURNING id, giver, receiver";

pub(super) const STATEMENTS: &[&str] = &[ADD, ADD_OFFERED, ONE, GIVEN, RECEIVED, END, END_ALL];

/// A power of attorney, and why it ended if it did before its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantEnded {
    /// The power of attorney.
    pub grant: Grant,
    /// Why it ended.
    pub why: Option<GrantEnd>,
}

impl FromRow for GrantEnded {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let why: Option<String> = row.get(8)?;
        Ok(Self {
            grant: Grant {
                id: row.get(0)?,
                giver: row.get(1)?,
                receiver: row.get(2)?,
                terms: Terms {
                    coverage: Coverage::from_stored(row.get(3)?),
                    last_day: row.get(5)?,
                },
                from: row.get(4)?,
                source: match row.get::<i64>(6)? {
                    0 => GrantSource::Online,
                    _ => GrantSource::Paper,
                },
                ended_at: row.get(7)?,
            },
            why: why
                .and_then(|stored| GrantEnd::ALL.into_iter().find(|end| end.as_str() == stored)),
        })
    }
}

/// Adds a power of attorney that the scope's citizen gives, or one that the system
/// has from paper.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn add_grant(tx: &mut Tx, grant: &Grant, now: Instant) -> Result<(), StorageError> {
    if tx.system().is_err() && tx.citizen()? != grant.giver {
        return Err(StorageError::OutOfScope { wanted: "the giver" });
    }
    let source = match grant.source {
        GrantSource::Online => 0_i64,
        GrantSource::Paper => 1,
    };
    tx.ensure_one(
        ADD,
        values![
            grant.id,
            grant.giver,
            grant.receiver,
            grant.terms.coverage.stored(),
            grant.from,
            grant.terms.last_day,
            source,
            now,
        ],
    )
    .await
}

/// Adds the power of attorney that an offer has become when the scope's citizen, to whom
/// it was made, has said yes to it in this transaction.
///
/// # Errors
/// When there is no such offer or the database fails.
pub async fn add_offered(tx: &mut Tx, offer: RequestId, from: Date) -> Result<(), StorageError> {
    let receiver = tx.citizen()?;
    tx.ensure_one(ADD_OFFERED, values![offer, receiver, from]).await
}

/// One that the scope's citizen has given or got.
///
/// # Errors
/// When the database fails.
pub async fn grant(tx: &mut Tx, id: GrantId) -> Result<Option<GrantEnded>, StorageError> {
    let citizen = tx.citizen()?;
    tx.optional(ONE, values![id, citizen]).await
}

/// What the scope's citizen has given, newest first, ended ones too.
///
/// # Errors
/// When the database fails.
pub async fn grants_given(tx: &mut Tx) -> Result<Vec<GrantEnded>, StorageError> {
    let citizen = tx.citizen()?;
    tx.all(GIVEN, values![citizen]).await
}

/// What the scope's citizen has got, newest first, ended ones too.
///
/// # Errors
/// When the database fails.
pub async fn grants_received(tx: &mut Tx) -> Result<Vec<GrantEnded>, StorageError> {
    let citizen = tx.citizen()?;
    tx.all(RECEIVED, values![citizen]).await
}

/// Ends one that the scope's citizen has given or got; false when it has ended.
///
/// # Errors
/// When the database fails.
pub async fn end_grant(
    tx: &mut Tx,
    id: GrantId,
    why: GrantEnd,
    now: Instant,
) -> Result<bool, StorageError> {
    let citizen = tx.citizen()?;
    Ok(tx.execute(END, values![id, citizen, now, why.as_str()]).await? == 1)
}

/// Ends everything between a person and others, and says what that was. System
/// scope, or the person's own.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn end_all_of(
    tx: &mut Tx,
    person: PersonId,
    why: GrantEnd,
    now: Instant,
) -> Result<Vec<(GrantId, PersonId, PersonId)>, StorageError> {
    if tx.system().is_err() && tx.citizen()? != person {
        return Err(StorageError::OutOfScope { wanted: "the person" });
    }
    tx.all(END_ALL, values![person, now, why.as_str()]).await
}
