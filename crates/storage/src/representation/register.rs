//! What the population register said last of parents and guardians.

use helsebro_domain::ids::PersonId;
use helsebro_domain::parties::GuardianScope;
use helsebro_domain::time::Instant;

use crate::{StorageError, Tx, values};

const PARENTS: &str =
    "SELECT parent, shares_address FROM parents WHERE child = $1 ORDER BY parent LIMIT 100";
const DROP_PARENTS: &str = "DELETE FROM parents WHERE child = $1";
const ADD_PARENT: &str =
    "INSERT INTO parents (child, parent, shares_address, as_of) VALUES ($1, $2, $3, $4)";
const CHILDREN: &str = "SELECT child FROM parents WHERE parent = $1 ORDER BY child LIMIT 100";
const GUARDIANS: &str =
    "SELECT guardian, scope FROM guardians WHERE ward = $1 ORDER BY guardian LIMIT 100";
const DROP_GUARDIANS: &str = "DELETE FROM guardians WHERE ward = $1";
const ADD_GUARDIAN: &str =
    "INSERT INTO guardians (ward, guardian, scope, as_of) VALUES ($1, $2, $3, $4)";

pub(super) const STATEMENTS: &[&str] =
    &[PARENTS, DROP_PARENTS, ADD_PARENT, CHILDREN, GUARDIANS, DROP_GUARDIANS, ADD_GUARDIAN];

/// Those who have parental responsibility for a child and are known here, each with
/// whether she is registered where the child is. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn parents_of(
    tx: &mut Tx,
    child: PersonId,
) -> Result<Vec<(PersonId, bool)>, StorageError> {
    tx.system()?;
    let rows: Vec<(PersonId, i64)> = tx.all(PARENTS, values![child]).await?;
    Ok(rows.into_iter().map(|(parent, shares)| (parent, shares == 1)).collect())
}

/// The children that somebody has parental responsibility for. System scope, or her own.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn children_of(tx: &mut Tx, parent: PersonId) -> Result<Vec<PersonId>, StorageError> {
    if tx.system().is_err() && tx.citizen()? != parent {
        return Err(StorageError::OutOfScope { wanted: "the parent" });
    }
    let rows: Vec<(PersonId,)> = tx.all(CHILDREN, values![parent]).await?;
    Ok(rows.into_iter().map(|(child,)| child).collect())
}

/// Replaces who has parental responsibility for a child, each with whether she is
/// registered where the child is. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn replace_parents(
    tx: &mut Tx,
    child: PersonId,
    parents: &[(PersonId, bool)],
    as_of: Instant,
) -> Result<(), StorageError> {
    tx.system()?;
    tx.execute(DROP_PARENTS, values![child]).await?;
    for (parent, shares_address) in parents {
        let shares = i64::from(*shares_address);
        tx.ensure_one(ADD_PARENT, values![child, *parent, shares, as_of]).await?;
    }
    Ok(())
}

/// Those who are guardians for a person and are known here. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn guardians_of(
    tx: &mut Tx,
    ward: PersonId,
) -> Result<Vec<(PersonId, GuardianScope)>, StorageError> {
    tx.system()?;
    let rows: Vec<(PersonId, i64)> = tx.all(GUARDIANS, values![ward]).await?;
    Ok(rows.into_iter().map(|(guardian, scope)| (guardian, scope_of(scope))).collect())
}

/// Replaces who is guardian for a person. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn replace_guardians(
    tx: &mut Tx,
    ward: PersonId,
    guardians: &[(PersonId, GuardianScope)],
    as_of: Instant,
) -> Result<(), StorageError> {
    tx.system()?;
    tx.execute(DROP_GUARDIANS, values![ward]).await?;
    for (guardian, scope) in guardians {
        let scope = stored_scope(*scope);
        tx.ensure_one(ADD_GUARDIAN, values![ward, *guardian, scope, as_of]).await?;
    }
    Ok(())
}

const fn stored_scope(scope: GuardianScope) -> i64 {
    match scope {
        GuardianScope::Financial => 0,
        GuardianScope::Personal => 1,
        GuardianScope::Both => 2,
        GuardianScope::Unknown => 3,
    }
}

/// The scope that is stored so.
pub(super) const fn scope_of(stored: i64) -> GuardianScope {
    match stored {
        0 => GuardianScope::Financial,
        1 => GuardianScope::Personal,
        2 => GuardianScope::Both,
        _ => GuardianScope::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_reads_back_from_storage() {
        for scope in [
            GuardianScope::Financial,
            GuardianScope::Personal,
            GuardianScope::Both,
            GuardianScope::Unknown,
        ] {
            assert_eq!(scope_of(stored_scope(scope)), scope);
        }
        assert_eq!(scope_of(99), GuardianScope::Unknown);
    }
}
