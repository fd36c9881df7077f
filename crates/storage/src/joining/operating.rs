//! Who operates the platform, and what it has agreed with the association (S1-0-d,
//! S1-5.3-a).

use helsebro_domain::ids::StaffId;
use helsebro_domain::joining::{AssociationAgreement, OperatingBody};
use helsebro_domain::parties::OrgNumber;
use helsebro_domain::time::Date;
use uuid::Uuid;

use crate::{FromRow, Row, StorageError, Tx, values};

const ADD_BODY: &str = "INSERT INTO operating_bodies (valid_from, name, org_number, document, \
     staff) VALUES ($1, $2, $3, $4, $5)";
const BODIES: &str = "SELECT name, org_number, valid_from, document FROM operating_bodies \
     ORDER BY valid_from DESC LIMIT 50";
const ADD_AGREEMENT: &str = "INSERT INTO association_agreements (id, document, valid_from, \
     last_day, staff) VALUES ($1, $2, $3, $4, $5)";
const AGREEMENTS: &str = "SELECT document, valid_from, last_day FROM association_agreements \
     ORDER BY valid_from DESC, id DESC LIMIT 50";

pub(super) const STATEMENTS: &[&str] = &[ADD_BODY, BODIES, ADD_AGREEMENT, AGREEMENTS];

struct FoundBody(OperatingBody);

impl FromRow for FoundBody {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let number: String = row.get(1)?;
        let bad = StorageError::Column { column: 1, wanted: "an organisation number" };
        Ok(Self(OperatingBody {
            name: row.get(0)?,
            org_number: OrgNumber::parse(&number).ok_or(bad)?,
            from: row.get(2)?,
            document: row.get(3)?,
        }))
    }
}

/// Adds a legal person that operates from a day. System scope only.
///
/// # Errors
/// When another does from the same day, or the database fails.
pub async fn add_operating_body(
    tx: &mut Tx,
    new: &OperatingBody,
    by: Option<StaffId>,
) -> Result<(), StorageError> {
    tx.system()?;
    let OperatingBody { name, org_number, from, document } = new;
    tx.ensure_one(ADD_BODY, values![*from, name, org_number.as_str(), document, by]).await
}

/// Those who have operated, do and will, newest first; public.
///
/// # Errors
/// When the database fails.
pub async fn operating_bodies(tx: &mut Tx) -> Result<Vec<OperatingBody>, StorageError> {
    let rows: Vec<FoundBody> = tx.all(BODIES, values![]).await?;
    Ok(rows.into_iter().map(|found| found.0).collect())
}

/// Adds an agreement with the association. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn add_association_agreement(
    tx: &mut Tx,
    (id, new): (Uuid, &AssociationAgreement),
    by: Option<StaffId>,
) -> Result<(), StorageError> {
    tx.system()?;
    let AssociationAgreement { document, from, last_day } = new;
    tx.ensure_one(ADD_AGREEMENT, values![id, document, *from, *last_day, by]).await
}

/// The agreements with the association, newest first; public.
///
/// # Errors
/// When the database fails.
pub async fn association_agreements(
    tx: &mut Tx,
) -> Result<Vec<AssociationAgreement>, StorageError> {
    let rows: Vec<(String, Date, Option<Date>)> = tx.all(AGREEMENTS, values![]).await?;
    let one = |(document, from, last_day)| AssociationAgreement { document, from, last_day };
    Ok(rows.into_iter().map(one).collect())
}
