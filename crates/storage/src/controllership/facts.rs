//! All facts at once, and the number that says whether a copy of them is old.

use helsebro_domain::controllership::registering::{InForce, in_force};
use helsebro_domain::controllership::{ControllerMode, Facts};
use helsebro_domain::ids::{AgreementId, CustodyId, DeliveryId, OverrideId};
use uuid::Uuid;

use super::agreements::{Head, PAGED as AGREEMENTS, whole};
use super::custody::{AHEAD, EventRow, PAGED as CUSTODY, PlanRow};
use super::deliveries::{DeliveryRow, PAGED as DELIVERIES};
use super::organisations::organisations;
use super::overrides::{OverrideRow, PAGED as OVERRIDES};
use super::processings::processings;
use super::successions::{ALL as SUCCESSIONS, SuccessionRow};
use crate::{StorageError, Tx, values};

const VERSION: &str = "SELECT version FROM controllership_version WHERE id = 1";
const CHANGED: &str = "UPDATE controllership_version SET version = version + 1 WHERE id = 1";

pub(super) const STATEMENTS: &[&str] = &[VERSION, CHANGED];

/// Notes that a copy of the facts is old.
pub(crate) async fn changed(tx: &mut Tx) -> Result<(), StorageError> {
    tx.ensure_one(CHANGED, values![]).await
}

/// The number of the facts as they are.
///
/// # Errors
/// When the database fails.
pub async fn version(tx: &mut Tx) -> Result<i64, StorageError> {
    tx.system()?;
    let (version,): (i64,) = tx.one(VERSION, values![]).await?;
    Ok(version)
}

/// Every fact of the installation that is in force or was, with its number; who is
/// controller for the platform's own part is the configuration's to say.
///
/// # Errors
/// When the database fails.
pub async fn facts(tx: &mut Tx, mode: ControllerMode) -> Result<(i64, Facts), StorageError> {
    let version = version(tx).await?;
    let organisations = organisations(tx).await?.iter().map(|row| row.organisation()).collect();
    let mut facts = Facts { organisations, mode, ..Facts::default() };
    deliveries(tx, &mut facts).await?;
    agreements(tx, &mut facts).await?;
    overrides(tx, &mut facts).await?;
    let rows: Vec<SuccessionRow> = tx.all(SUCCESSIONS, values![]).await?;
    facts.successions = rows.into_iter().map(|row| row.0).collect();
    facts.processings = processings(tx).await?;
    custody(tx, &mut facts).await?;
    Ok((version, facts))
}

async fn deliveries(tx: &mut Tx, facts: &mut Facts) -> Result<(), StorageError> {
    let mut after = DeliveryId::from_uuid(Uuid::nil());
    loop {
        let rows: Vec<DeliveryRow> = tx.all(DELIVERIES, values![after]).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.0.id;
        facts.deliveries.extend(rows.into_iter().map(|row| row.0));
    }
}

async fn agreements(tx: &mut Tx, facts: &mut Facts) -> Result<(), StorageError> {
    let mut after = AgreementId::from_uuid(Uuid::nil());
    loop {
        let heads: Vec<Head> = tx.all(AGREEMENTS, values![after]).await?;
        let Some(last) = heads.last() else { return Ok(()) };
        after = last.id;
        for head in heads {
            match in_force(&whole(tx, head).await?.draft) {
                Some(InForce::JointRecord(joint)) => facts.joint_records.push(joint),
                Some(InForce::Host(host)) => facts.host_cooperations.push(host),
                Some(InForce::TaskCommunity(found)) => facts.task_communities.push(found),
                Some(InForce::Service) | None => {}
            }
        }
    }
}

async fn overrides(tx: &mut Tx, facts: &mut Facts) -> Result<(), StorageError> {
    let mut after = OverrideId::from_uuid(Uuid::nil());
    loop {
        let rows: Vec<OverrideRow> = tx.all(OVERRIDES, values![after]).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.decision.id;
        facts.overrides.extend(rows.into_iter().map(|row| row.decision));
    }
}

async fn custody(tx: &mut Tx, facts: &mut Facts) -> Result<(), StorageError> {
    let ahead: Vec<PlanRow> = tx.all(AHEAD, values![]).await?;
    facts.custody.extend(ahead.iter().filter_map(PlanRow::ahead));
    let mut after = CustodyId::from_uuid(Uuid::nil());
    loop {
        let rows: Vec<EventRow> = tx.all(CUSTODY, values![after]).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.0.id;
        facts.custody.extend(rows.into_iter().map(|row| row.0));
    }
}
