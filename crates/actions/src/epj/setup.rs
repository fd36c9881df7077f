//! Connecting a journal system to a municipality.

use helsebro_domain::audit::{Actor, AuditLine, Event};
use helsebro_domain::epj::EpjSystem;
use helsebro_domain::ids::{AuditId, EpjId, MunicipalityId, UnitId};
use helsebro_domain::parties::Unit;
use helsebro_storage::epj::{self, Backlog};
use helsebro_storage::{Scope, SystemReason, audit, parties};

use crate::{ActError, Acts};

const OPERATION: Scope = Scope::System(SystemReason::Operation);

/// Connects a journal system. Units are moved to it one by one.
///
/// # Errors
/// When its client is known already or the database fails.
pub async fn connect(acts: &Acts, system: &EpjSystem) -> Result<(), ActError> {
    acts.db()
        .write(OPERATION, "epj.connect", async |mut tx| {
            epj::add_system(&mut tx, system).await?;
            let now = acts.now();
            let id = AuditId::from_uuid(acts.fresh(now));
            let mut line = AuditLine::accepted(id, now, Event::EpjConnected, Actor::System);
            line.org = Some(system.municipality);
            line.rules = &["S1-2.1-b"];
            Ok(audit::append(&mut tx, &line).await?)
        })
        .await
}

/// The journal systems of a municipality.
///
/// # Errors
/// When the database fails.
pub async fn systems_of(
    acts: &Acts,
    municipality: MunicipalityId,
) -> Result<Vec<EpjSystem>, ActError> {
    acts.db()
        .read(Scope::Municipality(municipality), "epj.systems", async |mut tx| {
            Ok(epj::systems_of(&mut tx).await?)
        })
        .await
}

/// One journal system.
///
/// # Errors
/// When the database fails.
pub async fn system(acts: &Acts, id: EpjId) -> Result<Option<EpjSystem>, ActError> {
    acts.db()
        .read(OPERATION, "epj.system", async |mut tx| Ok(epj::system(&mut tx, id).await?))
        .await
}

/// A unit, as where it works is set up.
///
/// # Errors
/// When the database fails.
pub async fn unit(acts: &Acts, id: UnitId) -> Result<Option<Unit>, ActError> {
    acts.db()
        .read(OPERATION, "epj.unit", async |mut tx| Ok(parties::unit(&mut tx, id).await?))
        .await
}

/// How much waits for each journal system of the installation.
///
/// # Errors
/// When the database fails.
pub async fn backlog(acts: &Acts) -> Result<Vec<Backlog>, ActError> {
    acts.db().read(OPERATION, "epj.backlog", async |mut tx| Ok(epj::backlog(&mut tx).await?)).await
}
