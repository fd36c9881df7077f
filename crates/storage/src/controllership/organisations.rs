//! Organisations that are no municipality here.

use helsebro_domain::controllership::{OrgKind, Organisation};
use helsebro_domain::ids::{MunicipalityId, OrgId};

use super::facts::changed;
use super::places::{kind, stored_kind};
use crate::{FromRow, Row, StorageError, Tx, values};

const ADD: &str = "INSERT INTO organisations \
     (id, name, org_number, kind, contact, phone, entered_by_municipality) \
     VALUES ($1, $2, $3, $4, $5, $6, $7)";
const ALL: &str = "SELECT id, name, org_number, kind, contact, phone FROM organisations \
     ORDER BY name, id LIMIT 5000";
const ONE: &str =
    "SELECT id, name, org_number, kind, contact, phone FROM organisations WHERE id = $1";

pub(super) const STATEMENTS: &[&str] = &[ADD, ALL, ONE];

/// An organisation with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationRow {
    /// Its id.
    pub id: OrgId,
    /// What kind it is.
    pub kind: OrgKind,
    /// Its name.
    pub name: String,
    /// Its number in the register of entities, when it has one.
    pub org_number: Option<String>,
    /// The e-mail address of its data protection officer, or of who answers.
    pub contact: String,
    /// The phone number of who answers.
    pub phone: String,
}

impl OrganisationRow {
    /// The organisation as a fact.
    pub const fn organisation(&self) -> Organisation {
        Organisation { id: self.id, kind: self.kind }
    }
}

impl FromRow for OrganisationRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let stored: String = row.get(3)?;
        let wrong = StorageError::Column { column: 3, wanted: "a kind of organisation" };
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            org_number: row.get(2)?,
            kind: kind(&stored).ok_or(wrong)?,
            contact: row.get(4)?,
            phone: row.get(5)?,
        })
    }
}

/// Adds an organisation.
///
/// # Errors
/// When one with the same number is there, or the database fails.
pub async fn add_organisation(
    tx: &mut Tx,
    by: MunicipalityId,
    new: &OrganisationRow,
) -> Result<(), StorageError> {
    tx.system()?;
    let OrganisationRow { id, kind, name, org_number, contact, phone } = new;
    tx.ensure_one(ADD, values![id, name, org_number, stored_kind(*kind), contact, phone, by])
        .await?;
    changed(tx).await
}

/// Every organisation, by name.
///
/// # Errors
/// When the database fails.
pub async fn organisations(tx: &mut Tx) -> Result<Vec<OrganisationRow>, StorageError> {
    tx.system()?;
    tx.all(ALL, values![]).await
}

/// One organisation.
///
/// # Errors
/// When the database fails.
pub async fn organisation(tx: &mut Tx, id: OrgId) -> Result<Option<OrganisationRow>, StorageError> {
    tx.system()?;
    tx.optional(ONE, values![id]).await
}
