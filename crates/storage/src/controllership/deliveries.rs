//! Who delivers a service, where and from when.

use helsebro_domain::controllership::{Delivery, Mode, Outsourcing, Party, RecordOperator};
use helsebro_domain::ids::{AgreementId, DeliveryId, MunicipalityId};
use helsebro_domain::time::Instant;

use super::facts::changed;
use super::places::{area_of, party, scope, unit_of, validity};
use crate::{FromRow, Row, StorageError, Tx, values};

const ADD: &str = "INSERT INTO deliveries (id, municipality, care_area, unit, valid_from, \
     valid_to, mode, deliverer, agreement, record_operator, subcontractor) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
const OF: &str = "SELECT id, municipality, care_area, unit, valid_from, valid_to, mode, \
     deliverer, agreement, record_operator, subcontractor FROM deliveries \
     WHERE municipality = $1 ORDER BY valid_from, id LIMIT 5000";
pub(super) const PAGED: &str = "SELECT id, municipality, care_area, unit, valid_from, valid_to, \
     mode, deliverer, agreement, record_operator, subcontractor FROM deliveries \
     WHERE id > $1 ORDER BY id LIMIT 5000";
const ONE: &str = "SELECT id, municipality, care_area, unit, valid_from, valid_to, mode, \
     deliverer, agreement, record_operator, subcontractor FROM deliveries \
     WHERE id = $1 AND municipality = $2";
const UNDER: &str = "SELECT id, municipality, care_area, unit, valid_from, valid_to, mode, \
     deliverer, agreement, record_operator, subcontractor FROM deliveries \
     WHERE agreement = $1 ORDER BY id LIMIT 5000";
const END: &str = "UPDATE deliveries SET valid_to = $3 WHERE id = $1 AND municipality = $2";

pub(super) const STATEMENTS: &[&str] = &[ADD, OF, PAGED, ONE, UNDER, END];

pub(super) struct DeliveryRow(pub(super) Delivery);

impl FromRow for DeliveryRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        Ok(Self(Delivery {
            id: row.get(0)?,
            scope: scope(row, 1)?,
            validity: validity(row, 4)?,
            mode: mode(row)?,
        }))
    }
}

fn mode(row: &Row<'_>) -> Result<Mode, StorageError> {
    let wrong = || StorageError::Column { column: 6, wanted: "a mode of delivery" };
    let mode: String = row.get(6)?;
    let deliverer = party(row, 7)?;
    let agreement: Option<AgreementId> = row.get(8)?;
    Ok(match (mode.as_str(), deliverer, agreement) {
        ("OWN", None, None) => Mode::Own,
        ("OUTSOURCED", Some(provider), Some(agreement)) => Mode::Outsourced(Outsourcing {
            provider,
            agreement,
            record_operator: operator(row)?,
            subcontractor: party(row, 10)?,
        }),
        ("HOST", Some(Party::Municipality(host)), Some(agreement)) => {
            Mode::Host { host, agreement }
        }
        ("TASK_COMMUNITY", Some(Party::Org(community)), Some(agreement)) => {
            Mode::TaskCommunity { community, agreement }
        }
        _ => return Err(wrong()),
    })
}

fn operator(row: &Row<'_>) -> Result<Option<RecordOperator>, StorageError> {
    let text: Option<String> = row.get(9)?;
    Ok(match text.as_deref() {
        None => None,
        Some("MUNICIPALITY") => Some(RecordOperator::Municipality),
        Some("PROVIDER") => Some(RecordOperator::Provider),
        Some(other) => Party::from_stored(other).map(RecordOperator::ThirdParty),
    })
}

fn stored_operator(operator: RecordOperator) -> String {
    match operator {
        RecordOperator::Municipality => "MUNICIPALITY".to_owned(),
        RecordOperator::Provider => "PROVIDER".to_owned(),
        RecordOperator::ThirdParty(party) => party.to_stored(),
    }
}

/// Adds a delivery to the scope's municipality.
///
/// # Errors
/// When it is another municipality's, or the database fails.
pub async fn add_delivery(tx: &mut Tx, new: &Delivery) -> Result<(), StorageError> {
    tx.system()?;
    let (mode, deliverer, agreement, operator, under) = match &new.mode {
        Mode::Own => ("OWN", None, None, None, None),
        Mode::Outsourced(found) => (
            "OUTSOURCED",
            Some(found.provider.to_stored()),
            Some(found.agreement),
            found.record_operator.map(stored_operator),
            found.subcontractor.map(Party::to_stored),
        ),
        Mode::Host { host, agreement } => {
            let host = Party::Municipality(*host).to_stored();
            ("HOST", Some(host), Some(*agreement), None, None)
        }
        Mode::TaskCommunity { community, agreement } => {
            let community = Party::Org(*community).to_stored();
            ("TASK_COMMUNITY", Some(community), Some(*agreement), None, None)
        }
    };
    let (place, validity) = (new.scope.place, new.validity);
    tx.ensure_one(
        ADD,
        values![
            new.id,
            new.scope.municipality,
            area_of(place),
            unit_of(place),
            validity.from(),
            validity.to(),
            mode,
            deliverer,
            agreement,
            operator,
            under,
        ],
    )
    .await?;
    changed(tx).await
}

/// Every delivery of a municipality, ended ones too, in the order of time.
///
/// # Errors
/// When the database fails.
pub async fn deliveries_of(
    tx: &mut Tx,
    municipality: MunicipalityId,
) -> Result<Vec<Delivery>, StorageError> {
    tx.system()?;
    let rows: Vec<DeliveryRow> = tx.all(OF, values![municipality]).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// One delivery of a municipality.
///
/// # Errors
/// When the database fails.
pub async fn delivery(
    tx: &mut Tx,
    id: DeliveryId,
    municipality: MunicipalityId,
) -> Result<Option<Delivery>, StorageError> {
    tx.system()?;
    let row: Option<DeliveryRow> = tx.optional(ONE, values![id, municipality]).await?;
    Ok(row.map(|row| row.0))
}

/// Every delivery that stands on an agreement, whosever it is, ended ones too.
///
/// # Errors
/// When the database fails.
pub async fn deliveries_under(
    tx: &mut Tx,
    agreement: AgreementId,
) -> Result<Vec<Delivery>, StorageError> {
    tx.system()?;
    let rows: Vec<DeliveryRow> = tx.all(UNDER, values![agreement]).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// Gives a delivery of a municipality an end.
///
/// # Errors
/// When it is not there, or the database fails.
pub async fn end_delivery(
    tx: &mut Tx,
    id: DeliveryId,
    (municipality, at): (MunicipalityId, Instant),
) -> Result<(), StorageError> {
    tx.system()?;
    tx.ensure_one(END, values![id, municipality, at]).await?;
    changed(tx).await
}
