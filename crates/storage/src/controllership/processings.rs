//! Who processes for whom on the platform: the data processing agreements of joining.

use helsebro_domain::controllership::{Party, Processing, System, Validity};
use helsebro_domain::ids::{AgreementId, MunicipalityId};
use helsebro_domain::joining::Checklist;
use helsebro_domain::time::Date;

use crate::{StorageError, Tx, values};

const PAGED: &str = "SELECT id, municipality, items, valid_from, last_day \
     FROM processing_agreements WHERE signed_by IS NOT NULL AND countersigned_by IS NOT NULL \
     AND (municipality, id) > ($1, $2) ORDER BY municipality, id LIMIT 1000";

pub(super) const STATEMENTS: &[&str] = &[PAGED];

type Signed = (AgreementId, MunicipalityId, i64, Date, Option<Date>);

/// What the operator processes for each municipality, by the agreements that both have
/// signed and that hold all they must (S1-3.2-a).
pub(super) async fn processings(tx: &mut Tx) -> Result<Vec<Processing>, StorageError> {
    let mut found = Vec::new();
    let mut after =
        (MunicipalityId::from_uuid(uuid::Uuid::nil()), AgreementId::from_uuid(uuid::Uuid::nil()));
    loop {
        let rows: Vec<Signed> = tx.all(PAGED, values![after.0, after.1]).await?;
        let Some((id, municipality, ..)) = rows.last() else { return Ok(found) };
        after = (*municipality, *id);
        found.extend(rows.into_iter().filter_map(processing));
    }
}

fn processing((id, municipality, items, first, last): Signed) -> Option<Processing> {
    let items = Checklist::from_bits(u16::try_from(items).ok()?);
    if items.missing().next().is_some() {
        return None;
    }
    Some(Processing {
        controller: Party::Municipality(municipality),
        processor: Party::Operator,
        system: System::Platform,
        validity: Validity::days(first, last)?,
        agreement: Some(id),
    })
}
