//! What the population register said last of parents and guardians.

use helsebro_domain::ids::PersonId;
use helsebro_domain::representation::GuardianScope;
use helsebro_domain::time::Instant;

use crate::{StorageError, Tx, values};

const DROP_PARENTS: &str = "DELETE FROM parents WHERE child = $1";
const ADD_PARENT: &str =
    "INSERT INTO parents (child, parent, shares_address, as_of) VALUES ($1, $2, $3, $4)";
const DROP_GUARDIANS: &str = "DELETE FROM guardians WHERE ward = $1";
const ADD_GUARDIAN: &str =
    "INSERT INTO guardians (ward, guardian, scope, as_of) VALUES ($1, $2, $3, $4)";

pub(super) const STATEMENTS: &[&str] = &[DROP_PARENTS, ADD_PARENT, DROP_GUARDIANS, ADD_GUARDIAN];

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
        let scope = i64::from(*scope == GuardianScope::Personal);
        tx.ensure_one(ADD_GUARDIAN, values![ward, *guardian, scope, as_of]).await?;
    }
    Ok(())
}
