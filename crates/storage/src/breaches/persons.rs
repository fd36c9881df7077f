//! The people that a breach concerns.

use helsebro_domain::ids::{BreachId, PersonId};
use helsebro_domain::time::Instant;

use crate::{FromRow, Row, StorageError, Tx, values};

/// How many people one breach names at once: a whole unit, and as many numbers as a form holds.
pub const MAX_CONCERNED: usize = 10_000;

const NAME: &str = "INSERT INTO breach_persons (person, breach, told_at) VALUES ($1, $2, $3) \
     ON CONFLICT (person, breach) DO NOTHING";
const CONCERNED: &str = "SELECT COUNT(*) FROM breach_persons WHERE breach = $1";
const TOLD_OF: &str = "SELECT p.breach, p.told_at, b.story, m.name, m.switchboard, \
     o.name, o.phone \
     FROM breach_persons p JOIN breaches b ON b.id = p.breach \
     LEFT JOIN municipalities m ON m.id = b.municipality LEFT JOIN organisations o ON o.id = b.org \
     WHERE p.person = $1 AND b.story IS NOT NULL AND ($1 = $2 OR NOT EXISTS \
     (SELECT 1 FROM parent_blocks k WHERE k.child = $1 AND k.ended_at IS NULL \
     AND (k.parent IS NULL OR k.parent = $2))) ORDER BY p.breach DESC LIMIT 50";

pub(super) const STATEMENTS: &[&str] = &[NAME, CONCERNED, TOLD_OF];

/// What somebody is told of a breach.
#[derive(Debug, Clone)]
pub struct ToldOfBreach {
    /// Which.
    pub breach: BreachId,
    /// When.
    pub told_at: Instant,
    /// What, sealed under the platform's key.
    pub story: Vec<u8>,
    /// The municipality's name and phone, when it is in its register.
    pub home: Option<(String, String)>,
    /// The provider's, when it is in its own; with neither it is that of the platform.
    pub provider: Option<(String, String)>,
}

impl FromRow for ToldOfBreach {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let (name, phone): (Option<String>, Option<String>) = (row.get(3)?, row.get(4)?);
        let provider: Option<String> = row.get(5)?;
        Ok(Self {
            breach: row.get(0)?,
            told_at: row.get(1)?,
            story: row.get(2)?,
            home: name.zip(phone),
            provider: provider.zip(row.get(6)?),
        })
    }
}

/// Names people that a breach concerns; each once. Those who were not named before come back.
/// Whoever names them has loaded the breach first.
///
/// # Errors
/// When the database fails.
pub async fn name_persons(
    tx: &mut Tx,
    breach: BreachId,
    people: &[PersonId],
    now: Instant,
) -> Result<Vec<PersonId>, StorageError> {
    let mut new = Vec::new();
    for person in people.iter().take(MAX_CONCERNED) {
        if tx.execute(NAME, values![*person, breach, now]).await? == 1 {
            new.push(*person);
        }
    }
    Ok(new)
}

/// How many are named.
///
/// # Errors
/// When the database fails.
pub async fn concerned(tx: &mut Tx, breach: BreachId) -> Result<i64, StorageError> {
    let (count,): (i64,) = tx.one(CONCERNED, values![breach]).await?;
    Ok(count)
}

/// What the scope's citizen is told of, newest first. To a parent to whom anything about the
/// child is closed, nothing (L-PBRL-3-4).
///
/// # Errors
/// When the database fails.
pub async fn told_of(tx: &mut Tx, reader: PersonId) -> Result<Vec<ToldOfBreach>, StorageError> {
    let person = tx.citizen()?;
    tx.all(TOLD_OF, values![person, reader]).await
}
