//! What there is between two persons, and whom somebody has any tie to.

use std::collections::BTreeSet;

use helsebro_domain::ids::PersonId;
use helsebro_domain::representation::{CompetenceDecision, Found, GrantEnd, Parenthood};

use super::GrantEnded;
use super::register::scope_of;
use crate::{FromRow, Row, StorageError, Tx, values};

const GRANTS: &str = "SELECT id, giver, receiver, coverage, valid_from, last_day, source, \
     ended_at, ended_why FROM grants WHERE receiver = $1 AND giver = $2 AND ended_at IS NULL \
     ORDER BY id DESC LIMIT 20";
// One question, whoever asks: that a child is blocked for a parent must not show in
// how much was asked.
const PARENTHOOD: &str = "SELECT \
     (SELECT COUNT(*) FROM parents WHERE child = $1 AND parent = $2), \
     (SELECT COUNT(*) FROM people p WHERE p.id = $1 AND (p.lives_with_parent = 1 \
         OR EXISTS (SELECT 1 FROM parents r WHERE r.child = p.id AND r.shares_address = 1))), \
     (SELECT COUNT(*) FROM parent_blocks WHERE child = $1 AND ended_at IS NULL \
         AND thread IS NULL AND (parent IS NULL OR parent = $2)), \
     (SELECT COUNT(*) FROM parent_openings WHERE child = $1 AND parent = $2 \
         AND ended_at IS NULL)";
const GUARDIAN: &str = "SELECT scope FROM guardians WHERE ward = $1 AND guardian = $2";
const DECISION: &str = "SELECT id, patient, named, decided_by, unit, valid_from, last_day, \
     ended_at FROM competence_decisions WHERE patient = $1 AND named = $2 \
     AND ended_at IS NULL ORDER BY id DESC LIMIT 1";
const LAST_END: &str = "SELECT ended_why FROM grants WHERE receiver = $1 AND giver = $2 \
     ORDER BY id DESC LIMIT 1";
const GIVERS: &str = "SELECT giver FROM grants WHERE receiver = $1 AND ended_at IS NULL \
     ORDER BY id DESC LIMIT 200";
const CHILDREN: &str = "SELECT child FROM parents WHERE parent = $1 ORDER BY child LIMIT 50";
const WARDS: &str = "SELECT ward FROM guardians WHERE guardian = $1 ORDER BY ward LIMIT 50";
const PATIENTS: &str = "SELECT patient FROM competence_decisions WHERE named = $1 \
     AND ended_at IS NULL ORDER BY patient LIMIT 50";

pub(super) const STATEMENTS: &[&str] =
    &[GRANTS, PARENTHOOD, GUARDIAN, DECISION, LAST_END, GIVERS, CHILDREN, WARDS, PATIENTS];

/// Somebody whom a person has a tie to, whatever it gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tie(pub PersonId);

struct Decision(CompetenceDecision);

impl FromRow for Decision {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        Ok(Self(CompetenceDecision {
            id: row.get(0)?,
            patient: row.get(1)?,
            named: row.get(2)?,
            by: row.get(3)?,
            unit: row.get(4)?,
            from: row.get(5)?,
            last_day: row.get(6)?,
            ended_at: row.get(7)?,
        }))
    }
}

/// Everything that could let `actor` act for `person`. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn found(tx: &mut Tx, actor: PersonId, person: PersonId) -> Result<Found, StorageError> {
    tx.system()?;
    let grants: Vec<GrantEnded> = tx.all(GRANTS, values![actor, person]).await?;
    let guardian: Option<(i64,)> = tx.optional(GUARDIAN, values![person, actor]).await?;
    let decision: Option<Decision> = tx.optional(DECISION, values![person, actor]).await?;
    Ok(Found {
        grants: grants.into_iter().map(|row| row.grant).collect(),
        parenthood: parenthood(tx, actor, person).await?,
        guardianship: guardian.map(|(scope,)| scope_of(scope)),
        decision: decision.map(|row| row.0),
    })
}

/// How the newest power of attorney between two persons was ended, if it was. System
/// scope only.
///
/// # Errors
/// When the database fails.
pub async fn last_end(
    tx: &mut Tx,
    actor: PersonId,
    person: PersonId,
) -> Result<Option<GrantEnd>, StorageError> {
    tx.system()?;
    let row: Option<(Option<String>,)> = tx.optional(LAST_END, values![actor, person]).await?;
    let stored = row.and_then(|(why,)| why);
    Ok(stored.and_then(|why| GrantEnd::ALL.into_iter().find(|end| end.as_str() == why)))
}

pub(super) async fn parenthood(
    tx: &mut Tx,
    parent: PersonId,
    child: PersonId,
) -> Result<Option<Parenthood>, StorageError> {
    let (is_parent, sharing, blocks, openings): (i64, i64, i64, i64) =
        tx.one(PARENTHOOD, values![child, parent]).await?;
    Ok((is_parent > 0).then_some(Parenthood {
        one_lives_with_child: sharing > 0,
        is_blocked: blocks > 0,
        has_opened: openings > 0,
    }))
}

/// Everybody whom a person has a tie to, each once. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn ties_of(tx: &mut Tx, actor: PersonId) -> Result<Vec<Tie>, StorageError> {
    tx.system()?;
    let mut ties = BTreeSet::new();
    for sql in [GIVERS, CHILDREN, WARDS, PATIENTS] {
        let rows: Vec<(PersonId,)> = tx.all(sql, values![actor]).await?;
        ties.extend(rows.into_iter().map(|(person,)| Tie(person)));
    }
    Ok(ties.into_iter().collect())
}
