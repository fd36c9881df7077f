//! A person as the rule of representation needs her.

use helsebro_domain::ids::PersonId;
use helsebro_domain::representation::{InRegister, Party};

use crate::parties::{last_known, stored_protection};
use crate::{FromRow, Row, StorageError, Tx, values};

const ONE: &str =
    "SELECT id, born, protection, in_register, register_as_of FROM people WHERE id = $1";
const SET: &str = "UPDATE people SET protection = $2, in_register = $3 WHERE id = $1";

pub(super) const STATEMENTS: &[&str] = &[ONE, SET];

struct Found(Party);

impl FromRow for Found {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        Ok(Self(Party {
            id: row.get(0)?,
            born: row.get(1)?,
            protection: last_known(row.get(2)?, row.get(4)?),
            register: match row.get::<i64>(3)? {
                0 => InRegister::Active,
                1 => InRegister::Deceased,
                _ => InRegister::NotActive,
            },
        }))
    }
}

/// A person, by an id that the caller has from a row it may read.
///
/// # Errors
/// When the database fails.
pub async fn party(tx: &mut Tx, id: PersonId) -> Result<Option<Party>, StorageError> {
    Ok(tx.optional::<Found>(ONE, values![id]).await?.map(|found| found.0))
}

/// Stores what the register says of a person's protection and life. System scope
/// only.
///
/// # Errors
/// When she is not known or the database fails.
pub async fn set_register(tx: &mut Tx, party: &Party) -> Result<(), StorageError> {
    tx.system()?;
    let protection = stored_protection(party.protection);
    let register = match party.register {
        InRegister::Active => 0_i64,
        InRegister::Deceased => 1,
        InRegister::NotActive => 2,
    };
    tx.ensure_one(SET, values![party.id, protection, register]).await
}
