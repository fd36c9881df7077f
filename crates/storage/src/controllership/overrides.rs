//! Decisions that place controllership.

use helsebro_domain::controllership::{Category, Named, Override, Party};
use helsebro_domain::ids::{MunicipalityId, OverrideId, StaffId};

use super::facts::changed;
use super::places::{area_of, scope, unit_of, validity};
use crate::{FromRow, Row, StorageError, Tx, values};

const ADD: &str = "INSERT INTO controllership_overrides (id, municipality, care_area, unit, \
     valid_from, valid_to, controllers, reference, entered_by) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const OF: &str = "SELECT id, municipality, care_area, unit, valid_from, valid_to, controllers, \
     reference, entered_by, confirmed_by FROM controllership_overrides \
     WHERE municipality = $1 ORDER BY id LIMIT 500";
pub(super) const PAGED: &str = "SELECT id, municipality, care_area, unit, valid_from, valid_to, \
     controllers, reference, entered_by, confirmed_by FROM controllership_overrides \
     WHERE confirmed_by IS NOT NULL AND id > $1 ORDER BY id LIMIT 5000";
const CONFIRM: &str = "UPDATE controllership_overrides SET confirmed_by = $3 \
     WHERE id = $1 AND municipality = $2 AND confirmed_by IS NULL";

pub(super) const STATEMENTS: &[&str] = &[ADD, OF, PAGED, CONFIRM];

/// A decision, what it is called, and who has seen it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverrideRow {
    /// The decision.
    pub decision: Override,
    /// Where it is found.
    pub reference: String,
    /// Who entered it.
    pub entered_by: StaffId,
    /// Who confirmed it.
    pub confirmed_by: Option<StaffId>,
}

impl FromRow for OverrideRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let parties: String = row.get(6)?;
        let controllers = parties.split(' ').filter_map(Party::from_stored).collect();
        Ok(Self {
            decision: Override {
                id: row.get(0)?,
                categories: vec![Category::EpjRecord],
                scope: scope(row, 1)?,
                validity: validity(row, 4)?,
                named: Named { controllers, processors: None, contact: None },
            },
            reference: row.get(7)?,
            entered_by: row.get(8)?,
            confirmed_by: row.get(9)?,
        })
    }
}

/// Adds a decision; it counts when it is confirmed.
///
/// # Errors
/// When the database fails.
pub async fn add_override(tx: &mut Tx, new: &OverrideRow) -> Result<(), StorageError> {
    tx.system()?;
    let Override { id, scope, validity, named, .. } = &new.decision;
    let parties: Vec<String> = named.controllers.iter().map(|party| party.to_stored()).collect();
    tx.ensure_one(
        ADD,
        values![
            id,
            scope.municipality,
            area_of(scope.place),
            unit_of(scope.place),
            validity.from(),
            validity.to(),
            parties.join(" "),
            new.reference,
            new.entered_by,
        ],
    )
    .await
}

/// The decisions about a municipality's services.
///
/// # Errors
/// When the database fails.
pub async fn overrides_of(
    tx: &mut Tx,
    municipality: MunicipalityId,
) -> Result<Vec<OverrideRow>, StorageError> {
    tx.system()?;
    tx.all(OF, values![municipality]).await
}

/// Confirms a decision.
///
/// # Errors
/// When none such waits in the municipality, or the database fails.
pub async fn confirm_override(
    tx: &mut Tx,
    id: OverrideId,
    (municipality, by): (MunicipalityId, StaffId),
) -> Result<(), StorageError> {
    tx.system()?;
    tx.ensure_one(CONFIRM, values![id, municipality, by]).await?;
    changed(tx).await
}
