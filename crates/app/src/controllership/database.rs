//! Facts from the database: what is in force.

use std::sync::Arc;

use anyhow::Context as _;
use helsebro_actions::controllership::mode_of;
use helsebro_domain::controllership::Facts;
use helsebro_domain::joining::Deployment;
use helsebro_domain::time::Clock;
use helsebro_storage::{Db, Scope, StorageError, SystemReason, controllership as stored, parties};

use super::names::Names;
use crate::clock::SystemClock;
use crate::config::Config;
use crate::wiring;

const SCOPE: Scope = Scope::System(SystemReason::Controllership);

/// The facts of the configured database.
pub(super) async fn configured(config: &Config) -> anyhow::Result<(Facts, Names)> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let db = wiring::database(&config.database()?, &clock).await?;
    db.check_schema().await.context("the database is not ready; run `helsebro migrate`")?;
    read(&db, config.platform()?.deployment).await
}

/// The facts of a database.
pub(super) async fn read(db: &Db, deployment: Deployment) -> anyhow::Result<(Facts, Names)> {
    let read = db.read(SCOPE, "controllership.explain", async |mut tx| {
        let mut names = Names::default();
        let (_, facts) = stored::facts(&mut tx, mode_of(deployment)).await?;
        for one in stored::organisations(&mut tx).await? {
            names.organisation(&one.name, one.id);
        }
        for one in parties::municipalities(&mut tx).await? {
            names.municipality(&one.name, one.id);
            for unit in parties::units_of(&mut tx, one.id).await? {
                names.unit(one.id, &unit.name, unit.id);
            }
            for agreement in stored::agreements_of(&mut tx, one.id).await? {
                names.thing(&agreement.draft.title, agreement.draft.id.uuid());
            }
        }
        Ok::<_, StorageError>((facts, names))
    });
    Ok(read.await?)
}
