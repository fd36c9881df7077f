//! What journal systems have said lately of what they were sent (ON-13).

use helsebro_domain::epj::{Receipt, ReceiptStatus};
use helsebro_domain::ids::{MunicipalityId, UnitId};
use helsebro_domain::parties::CareArea;

use super::systems::within;
use crate::{FromRow, Row, StorageError, Tx, values};

/// The most receipts that are read to see whether messages are failing.
const MAX_RECEIPTS: u32 = 200;

// Asked only of a service that has lost what showed it can be answered, so it needs no index.
const NEWEST: &str = "SELECT o.unit, o.receipt_status, o.errors FROM epj_outbox o \
     JOIN units u ON u.id = o.unit AND u.epj = o.epj \
     WHERE o.municipality = $1 AND u.care_area = $2 AND o.receipt_status IS NOT NULL \
     ORDER BY o.ended_at DESC, o.id DESC LIMIT $3";

pub(super) const STATEMENTS: &[&str] = &[NEWEST];

struct ReceiptRow(UnitId, Receipt);

impl FromRow for ReceiptRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let wanted = StorageError::Column { column: 1, wanted: "a receipt's status" };
        let status = ReceiptStatus::from_code(row.get(1)?).ok_or(wanted)?;
        let errors: Option<String> = row.get(2)?;
        let errors = errors.unwrap_or_default().split_whitespace().map(str::to_owned).collect();
        Ok(Self(row.get(0)?, Receipt { status, errors }))
    }
}

/// The newest receipts of what was sent for the units of a service that work in a journal
/// system now, the newest first.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn newest_receipts(
    tx: &mut Tx,
    municipality: MunicipalityId,
    area: CareArea,
) -> Result<Vec<(UnitId, Receipt)>, StorageError> {
    within(tx, municipality)?;
    let (area, most) = (area.code(), i64::from(MAX_RECEIPTS));
    let rows: Vec<ReceiptRow> = tx.all(NEWEST, values![municipality, area, most]).await?;
    Ok(rows.into_iter().map(|ReceiptRow(unit, receipt)| (unit, receipt)).collect())
}
