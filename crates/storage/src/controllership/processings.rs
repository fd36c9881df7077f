//! Who processes for whom on the platform: the data processing agreements of joining.

use helsebro_domain::controllership::{Party, Processing, System, Validity};
use helsebro_domain::ids::{AgreementId, MunicipalityId, OrgId};
use helsebro_domain::joining::Checklist;
use helsebro_domain::time::Date;

use crate::{StorageError, Tx, values};

const PAGED: &str = "SELECT id, municipality, items, valid_from, last_day \
     FROM processing_agreements WHERE signed_by IS NOT NULL AND countersigned_by IS NOT NULL \
     AND (municipality, id) > ($1, $2) ORDER BY municipality, id LIMIT 1000";

const WITH_ORGS: &str = "SELECT id, org, items, valid_from, last_day FROM providers_agreements \
     WHERE (org, id) > ($1, $2) ORDER BY org, id LIMIT 1000";

pub(super) const STATEMENTS: &[&str] = &[PAGED, WITH_ORGS];

type Signed<Id> = (AgreementId, Id, i64, Date, Option<Date>);

/// What the operator processes for each municipality and organisation, by the agreements that both
/// have signed and that hold all they must (S1-3.2-a).
pub(super) async fn processings(tx: &mut Tx) -> Result<Vec<Processing>, StorageError> {
    let mut found = Vec::new();
    let mut after =
        (MunicipalityId::from_uuid(uuid::Uuid::nil()), AgreementId::from_uuid(uuid::Uuid::nil()));
    loop {
        let rows: Vec<Signed<MunicipalityId>> = tx.all(PAGED, values![after.0, after.1]).await?;
        let Some((id, municipality, ..)) = rows.last() else { break };
        after = (*municipality, *id);
        found.extend(rows.into_iter().filter_map(|row| processing(row, Party::Municipality)));
    }
    let mut after =
        (OrgId::from_uuid(uuid::Uuid::nil()), AgreementId::from_uuid(uuid::Uuid::nil()));
    loop {
        let rows: Vec<Signed<OrgId>> = tx.all(WITH_ORGS, values![after.0, after.1]).await?;
        let Some((id, org, ..)) = rows.last() else { return Ok(found) };
        after = (*org, *id);
        found.extend(rows.into_iter().filter_map(|row| processing(row, Party::Org)));
    }
}

fn processing<Id>(
    (id, whose, items, first, last): Signed<Id>,
    party: impl FnOnce(Id) -> Party,
) -> Option<Processing> {
    let items = Checklist::from_bits(u16::try_from(items).ok()?);
    if items.missing().next().is_some() {
        return None;
    }
    Some(Processing {
        controller: party(whose),
        processor: Party::Operator,
        system: System::Platform,
        validity: Validity::days(first, last)?,
        agreement: Some(id),
    })
}
