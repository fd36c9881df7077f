//! What everything stored must have.

use helsebro_domain::joining::Deployment;
use helsebro_storage::controllership::{self, Thing};
use helsebro_storage::{Db, StorageError, parties};

use super::{Findings, SCOPE, told};
use crate::config::Config;

/// Whether everything stored says who was controller when it was made (S2-2-d-2).
pub(super) async fn resolutions(db: &Db, findings: &mut Findings) {
    const WHAT: &str = "controllership";
    let read = db.read(SCOPE, "doctor.controllership", async |mut tx| {
        let mut left = Vec::new();
        for thing in Thing::ALL {
            let count = controllership::how_many_unresolved(&mut tx, thing).await?;
            left.extend((count > 0).then(|| format!("{count} {}", thing.name())));
        }
        Ok::<_, StorageError>(left)
    });
    match read.await {
        Ok(left) if left.is_empty() => {
            findings.ok(WHAT, "everything stored says who was controller when it was made");
        }
        Ok(left) => {
            let found = format!("{} do not say yet who was controller", left.join(", "));
            let advice = "let the jobs run; every hour those that are left are looked at";
            findings.warn(WHAT, found, advice);
        }
        Err(error) => findings.fail(WHAT, told(&error), "look at the database"),
    }
}

/// Whether a platform that one municipality runs for itself has no other (§ 5.1).
pub(super) async fn one_municipality(config: &Config, db: &Db, findings: &mut Findings) {
    const WHAT: &str = "platform";
    let Ok(platform) = config.platform() else { return };
    if platform.deployment == Deployment::Operator {
        return findings.ok(WHAT, "an operator runs it");
    }
    let read = db.read(SCOPE, "doctor.municipalities", async |mut tx| {
        Ok::<_, StorageError>(parties::municipalities(&mut tx).await?.len())
    });
    match read.await {
        Ok(0 | 1) => findings.ok(WHAT, "the municipality runs it for itself"),
        Ok(many) => {
            let advice = "set platform.run_by to \"operator\"";
            findings.fail(
                WHAT,
                format!("one municipality is to run it, and there are {many}"),
                advice,
            );
        }
        Err(error) => findings.fail(WHAT, told(&error), "look at the database"),
    }
}
