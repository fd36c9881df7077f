//! Whom a journal system does not know (AppRec E35).

use helsebro_domain::ids::{EpjId, MunicipalityId, PersonId};
use helsebro_domain::time::Instant;

use super::systems::within;
use crate::{StorageError, Tx, values};

const STOP: &str = "INSERT INTO epj_stops (epj, person, municipality, since) \
     VALUES ($1, $2, $3, $4) ON CONFLICT (epj, person) DO NOTHING";
const LIFT: &str = "DELETE FROM epj_stops WHERE epj = $1 AND person = $2 AND municipality = $3";
const IS_STOPPED: &str = "SELECT COUNT(*) FROM epj_stops WHERE epj = $1 AND person = $2";

pub(super) const STATEMENTS: &[&str] = &[STOP, LIFT, IS_STOPPED];

/// Stops what is sent about a person to a journal system.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn stop(
    tx: &mut Tx,
    (epj, municipality): (EpjId, MunicipalityId),
    person: PersonId,
    now: Instant,
) -> Result<(), StorageError> {
    within(tx, municipality)?;
    tx.execute(STOP, values![epj, person, municipality, now]).await?;
    Ok(())
}

/// Lets it be sent again; true when it was stopped.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn lift_stop(
    tx: &mut Tx,
    (epj, municipality): (EpjId, MunicipalityId),
    person: PersonId,
) -> Result<bool, StorageError> {
    within(tx, municipality)?;
    Ok(tx.execute(LIFT, values![epj, person, municipality]).await? == 1)
}

/// Whether what is sent about a person to a journal system is stopped.
///
/// # Errors
/// When the database fails.
pub async fn is_stopped(tx: &mut Tx, epj: EpjId, person: PersonId) -> Result<bool, StorageError> {
    let (count,): (i64,) = tx.one(IS_STOPPED, values![epj, person]).await?;
    Ok(count > 0)
}
