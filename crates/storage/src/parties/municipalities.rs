//! Municipalities and the running numbers of their receipts.

use helsebro_domain::ids::MunicipalityId;
use helsebro_domain::parties::{HerId, Municipality, OrgNumber, ReferenceCode};

use crate::{FromRow, Row, StorageError, Tx, values};

const ADD: &str = "INSERT INTO municipalities (id, name, org_number, her_id, switchboard) \
     VALUES ($1, $2, $3, $4, $5)";
const BY_ID: &str =
    "SELECT id, name, org_number, her_id, switchboard FROM municipalities WHERE id = $1";
const BY_HER: &str =
    "SELECT id, name, org_number, her_id, switchboard FROM municipalities WHERE her_id = $1";
const ALL: &str =
    "SELECT id, name, org_number, her_id, switchboard FROM municipalities ORDER BY name LIMIT 400";
const LEASE: &str = "INSERT INTO reference_numbers (municipality, year, next) VALUES ($1, $2, $3) \
     ON CONFLICT (municipality, year) DO UPDATE SET next = reference_numbers.next + $4 \
     RETURNING next";

pub(super) const STATEMENTS: &[&str] = &[ADD, BY_ID, BY_HER, ALL, LEASE];

/// A municipality, from the columns that its statements have.
pub(crate) struct MunicipalityRow(pub(crate) Municipality);

impl FromRow for MunicipalityRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let name: String = row.get(1)?;
        let org: String = row.get(2)?;
        let her: Option<String> = row.get(3)?;
        Ok(Self(Municipality {
            id: row.get(0)?,
            reference_code: ReferenceCode::from_name(&name),
            name,
            org_number: OrgNumber::parse(&org)
                .ok_or(StorageError::Column { column: 2, wanted: "an organisation number" })?,
            her_id: her.as_deref().and_then(HerId::parse),
            switchboard: row.get(4)?,
        }))
    }
}

/// Adds a municipality. System scope only.
///
/// # Errors
/// When it is there already or the database fails.
pub async fn add_municipality(tx: &mut Tx, new: &Municipality) -> Result<(), StorageError> {
    tx.system()?;
    let her = new.her_id.as_ref().map(HerId::as_str);
    tx.ensure_one(ADD, values![new.id, new.name, new.org_number.as_str(), her, new.switchboard])
        .await?;
    // Its name stands in the copies of who answers for what.
    crate::controllership::changed(tx).await
}

/// The municipality with this id.
///
/// # Errors
/// When the database fails.
pub async fn municipality(
    tx: &mut Tx,
    id: MunicipalityId,
) -> Result<Option<Municipality>, StorageError> {
    Ok(tx.optional::<MunicipalityRow>(BY_ID, values![id]).await?.map(|found| found.0))
}

/// The municipality with this level 1 HER-id.
///
/// # Errors
/// When the database fails.
pub async fn municipality_by_her(
    tx: &mut Tx,
    her: &HerId,
) -> Result<Option<Municipality>, StorageError> {
    Ok(tx.optional::<MunicipalityRow>(BY_HER, values![her.as_str()]).await?.map(|found| found.0))
}

/// Every municipality, by name.
///
/// # Errors
/// When the database fails.
pub async fn municipalities(tx: &mut Tx) -> Result<Vec<Municipality>, StorageError> {
    Ok(tx.all::<MunicipalityRow>(ALL, values![]).await?.into_iter().map(|found| found.0).collect())
}

/// Leases `count` running numbers for receipts (L-EFV-6) and answers the first.
/// Numbers that are leased and not used leave a gap; none is used twice.
///
/// # Errors
/// When the database fails.
pub async fn lease_references(
    tx: &mut Tx,
    municipality: MunicipalityId,
    year: i16,
    count: u32,
) -> Result<u32, StorageError> {
    tx.system()?;
    let (next,): (i64,) =
        tx.one(LEASE, values![municipality, year, i64::from(count) + 1, i64::from(count)]).await?;
    let first = next - i64::from(count);
    u32::try_from(first).map_err(|_| StorageError::Column { column: 0, wanted: "a number" })
}
