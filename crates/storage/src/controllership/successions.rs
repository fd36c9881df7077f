//! Municipalities, or services of them, that another took over.

use helsebro_domain::controllership::Succession;
use helsebro_domain::ids::{MunicipalityId, SuccessionId};

use super::facts::changed;
use super::places::{area_of, scope, unit_of};
use crate::{FromRow, Row, StorageError, Tx, values};

const ADD: &str = "INSERT INTO successions (id, municipality, care_area, unit, successor, at) \
     VALUES ($1, $2, $3, $4, $5, $6)";
pub(super) const ALL: &str = "SELECT municipality, care_area, unit, successor, at \
     FROM successions ORDER BY at, id LIMIT 5000";
const OF: &str = "SELECT municipality, care_area, unit, successor, at FROM successions \
     WHERE municipality = $1 OR successor = $1 ORDER BY at, id LIMIT 500";

pub(super) const STATEMENTS: &[&str] = &[ADD, ALL, OF];

pub(super) struct SuccessionRow(pub(super) Succession);

impl FromRow for SuccessionRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        Ok(Self(Succession { scope: scope(row, 0)?, to: row.get(3)?, at: row.get(4)? }))
    }
}

/// Adds that a municipality, or services of it, went over to another.
///
/// # Errors
/// When the database fails.
pub async fn add_succession(
    tx: &mut Tx,
    id: SuccessionId,
    new: &Succession,
) -> Result<(), StorageError> {
    tx.system()?;
    let Succession { scope, to, at } = *new;
    let (area, unit) = (area_of(scope.place), unit_of(scope.place));
    tx.ensure_one(ADD, values![id, scope.municipality, area, unit, to, at]).await?;
    changed(tx).await
}

/// What went over from a municipality, or to it.
///
/// # Errors
/// When the database fails.
pub async fn successions_of(
    tx: &mut Tx,
    municipality: MunicipalityId,
) -> Result<Vec<Succession>, StorageError> {
    tx.system()?;
    let rows: Vec<SuccessionRow> = tx.all(OF, values![municipality]).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}
