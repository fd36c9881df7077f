//! The schema, brought forward one version at a time.
//!
//! A version is one script for both databases, with tokens where their types
//! differ (`dialect.rs`). Scripts are embedded, applied in order, each in one
//! transaction with the note that it was, and never edited afterwards. The runner
//! refuses a schema newer than it knows and a script that differs from what was
//! applied. Migrations widen first and narrow in a later release, so that the
//! previous binary can run beside this one.

mod postgres;
mod sqlite;

use aws_lc_rs::digest::{SHA256, digest};

use crate::db::{Db, Engine};
use crate::error::StorageError;

/// One version of the schema.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Migration {
    pub(crate) version: i64,
    pub(crate) name: &'static str,
    pub(crate) script: &'static str,
}

macro_rules! migrations {
    ($($version:literal $file:literal)+) => {
        &[$(Migration {
            version: $version,
            name: $file,
            script: include_str!(concat!("../../migrations/", $file)),
        }),+]
    };
}

/// All versions, in order.
pub(crate) const MIGRATIONS: &[Migration] = migrations! {
    1 "0001_core.sql"
    2 "0002_parties.sql"
    3 "0003_dialog.sql"
    4 "0004_epj.sql"
    5 "0005_survival.sql"
    6 "0006_representation.sql"
    7 "0007_desk.sql"
    8 "0008_look_ups.sql"
    9 "0009_message_texts.sql"
    10 "0010_notices.sql"
    11 "0011_profile.sql"
    12 "0012_attachments.sql"
    13 "0013_paper_grants.sql"
    14 "0014_resolutions.sql"
    15 "0015_agreements.sql"
    16 "0016_joining.sql"
    17 "0017_people_around.sql"
    18 "0018_fewer_pages.sql"
    20 "0020_leaving.sql"
    21 "0021_custody.sql"
    22 "0022_rights.sql"
    23 "0023_between_controllers.sql"
    24 "0024_subjects_later.sql"
    25 "0025_offers.sql"
    26 "0026_charges.sql"
    27 "0027_made_under.sql"
    29 "0029_retention_and_blocks.sql"
    31 "0031_rights_followed.sql"
    32 "0032_handed_over.sql"
    33 "0033_charges_discarded.sql"
    34 "0034_begun_made_under.sql"
    35 "0035_emergency_over_opposition.sql"
    36 "0036_test_message_sent.sql"
    37 "0037_job_revivals.sql"
    38 "0038_granted_erasures.sql"
    39 "0039_declined_receivers.sql"
    40 "0040_frozen_findings.sql"
    41 "0041_providers_breaches.sql"
    42 "0042_log_receivers.sql"
    43 "0043_providers_agreements.sql"
    44 "0044_lines_gone.sql"
    45 "0045_breach_contents.sql"
};

/// Where migrations are noted; made by the runner itself.
const NOTES: &str = "CREATE TABLE IF NOT EXISTS schema_versions (
    version {int} NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    checksum {bytes} NOT NULL,
    applied_at {ts} NOT NULL
)";

const APPLIED: &str = "SELECT version, checksum FROM schema_versions ORDER BY version";

const NOTE: &str =
    "INSERT INTO schema_versions (version, name, checksum, applied_at) VALUES ($1, $2, $3, $4)";

/// What a run of the migrations did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Migrated {
    /// The version before; 0 for an empty database.
    pub from: i64,
    /// The version now.
    pub to: i64,
}

impl Db {
    /// Brings the schema to the version this binary knows.
    ///
    /// # Errors
    /// When the schema is newer, a script was edited, or the database fails.
    /// Versions applied before the failure stay.
    pub async fn migrate(&self) -> Result<Migrated, StorageError> {
        self.migrate_with(MIGRATIONS).await
    }

    /// The version of the schema in the database; 0 when there is none.
    ///
    /// # Errors
    /// When the database cannot be read, or its history is not ours.
    pub async fn schema_version(&self) -> Result<i64, StorageError> {
        let applied = match self.engine() {
            Engine::Sqlite(engine) => sqlite::applied(&engine.connect()?)?,
            Engine::Postgres(engine) => postgres::applied(&**engine.client().await?).await?,
        };
        Ok(applied.last().map_or(0, |applied| applied.version))
    }

    /// Whether the schema is the one this binary needs.
    ///
    /// # Errors
    /// [`StorageError::SchemaOlder`] or [`StorageError::SchemaNewer`] when not.
    pub async fn check_schema(&self) -> Result<(), StorageError> {
        let found = self.schema_version().await?;
        let known = newest(MIGRATIONS);
        match found.cmp(&known) {
            core::cmp::Ordering::Equal => Ok(()),
            core::cmp::Ordering::Less => Err(StorageError::SchemaOlder { found, known }),
            core::cmp::Ordering::Greater => Err(StorageError::SchemaNewer { found, known }),
        }
    }

    /// Brings an empty database to an older version, to be filled with a copy of it.
    pub(crate) async fn migrate_to(&self, version: i64) -> Result<Migrated, StorageError> {
        let upto = MIGRATIONS.iter().take_while(|migration| migration.version <= version).count();
        self.migrate_with(&MIGRATIONS[..upto]).await
    }

    pub(crate) async fn migrate_with(
        &self,
        migrations: &[Migration],
    ) -> Result<Migrated, StorageError> {
        let now = self.now();
        match self.engine() {
            Engine::Sqlite(engine) => sqlite::migrate(&mut engine.connect()?, migrations, now),
            Engine::Postgres(engine) => {
                postgres::migrate(&mut engine.client().await?, migrations, now).await
            }
        }
    }
}

/// A version that the database says it has.
struct Applied {
    version: i64,
    checksum: Vec<u8>,
}

impl Migration {
    fn checksum(&self) -> Vec<u8> {
        digest(&SHA256, self.script.as_bytes()).as_ref().to_vec()
    }
}

/// The newest version there is.
pub(crate) fn newest_version() -> i64 {
    newest(MIGRATIONS)
}

/// The tables of a version, each after those that it refers to: a script can only
/// refer to what is there.
pub(crate) fn tables(version: i64) -> Vec<&'static str> {
    let scripts = MIGRATIONS.iter().take_while(|migration| migration.version <= version);
    let lines = scripts.flat_map(|migration| migration.script.lines());
    let made = lines.filter_map(|line| line.strip_prefix("CREATE TABLE "));
    let names = made.filter_map(|rest| rest.split([' ', '(']).next());
    core::iter::once("schema_versions").chain(names).collect()
}

fn newest(migrations: &[Migration]) -> i64 {
    migrations.last().map_or(0, |migration| migration.version)
}

/// Holds what was applied against what we know, and gives what is next.
fn next<'m>(
    applied: &[Applied],
    migrations: &'m [Migration],
) -> Result<Option<&'m Migration>, StorageError> {
    let known = newest(migrations);
    for done in applied {
        let Some(ours) = migrations.iter().find(|ours| ours.version == done.version) else {
            return Err(StorageError::SchemaNewer { found: done.version, known });
        };
        if ours.checksum() != done.checksum {
            return Err(StorageError::MigrationEdited { version: ours.version });
        }
    }
    Ok(migrations.get(applied.len()))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use helsebro_domain::ids::Dice;
    use helsebro_domain::time::{Clock, Instant};

    use super::*;
    use crate::StorageSettings;

    struct Still;

    impl Clock for Still {
        fn now(&self) -> Instant {
            Instant::from_micros(1)
        }
    }

    impl Dice for Still {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(7);
        }
    }

    const FIRST: Migration =
        Migration { version: 1, name: "first", script: "CREATE TABLE a (b {uuid} NOT NULL);" };
    const SECOND: Migration =
        Migration { version: 2, name: "second", script: "ALTER TABLE a ADD COLUMN c {ts};" };
    const BROKEN: Migration =
        Migration { version: 2, name: "broken", script: "CREATE TABLE d (e {int}); NONSENSE;" };

    async fn empty(folder: &tempfile::TempDir) -> Db {
        let url = format!("sqlite:{}", folder.path().join("town.db").display());
        Db::open(&StorageSettings::new(url), Arc::new(Still), Arc::new(Still)).await.unwrap()
    }

    const OLD_HOME: &str = "INSERT INTO municipalities (id, name, org_number, switchboard) \
         VALUES ($1, $2, $3, '75')";
    const OLD_UNIT: &str = "INSERT INTO units (id, municipality, name, care_area, phone, hours, \
         promise_days, dialog, named_staff, staff_names) \
         VALUES ($1, $2, 'Enheten', $3, '75', '', 1, $4, 0, 0)";
    const OLD_PERSON: &str = "INSERT INTO people (id, number_mac, number_sealed, given, family, \
         protection, language, theme) VALUES ($1, $2, $2, 'Kari', 'Nilsen', 0, 'nb', 'auto')";
    const OLD_CONTACT: &str = "INSERT INTO contacts (id, person, municipality, service, name, \
         unit, valid_from) VALUES ($1, $2, $3, 'HJSP', 'Hjemmesykepleie', $4, 20260101)";
    const SERVICES: &str = "SELECT u.id, u.service FROM units u ORDER BY u.id";
    const STARTED: &str =
        "SELECT municipality, care_area, state FROM activations ORDER BY care_area";

    /// Whoever was running before municipalities joined goes on after an upgrade; whoever
    /// had nobody here has nothing in use until it joins.
    #[tokio::test]
    async fn an_upgrade_stops_nobody_who_is_running() {
        use uuid::Uuid;

        use crate::{Scope, SystemReason, values};

        let id = Uuid::from_u128;
        let folder = tempfile::tempdir().unwrap();
        let db = empty(&folder).await;
        db.migrate_to(18).await.unwrap();
        let scope = Scope::System(SystemReason::Operation);
        db.write(scope, "test.old", async |mut tx| {
            for (home, name, number) in [(1, "Solvik", "900000001"), (2, "Granli", "900000002")] {
                tx.execute(OLD_HOME, values![id(home), name, number]).await?;
            }
            // Two units of one service, one that takes no messages, and another's.
            for (unit, home, area, dialog) in
                [(11, 1, 7_i64, 1_i64), (12, 1, 7, 1), (13, 1, 9, 0), (21, 2, 7, 1)]
            {
                tx.execute(OLD_UNIT, values![id(unit), id(home), area, dialog]).await?;
            }
            tx.execute(OLD_PERSON, values![id(5), &[5_u8; 32][..]]).await?;
            tx.execute(OLD_CONTACT, values![id(6), id(5), id(1), id(11)]).await?;
            Ok::<_, StorageError>(())
        })
        .await
        .unwrap();
        db.migrate().await.unwrap();
        let (services, started) = db
            .read(scope, "test.new", async |mut tx| {
                let services = tx.all::<(Uuid, i64)>(SERVICES, values![]).await?;
                let started = tx.all::<(Uuid, i64, String)>(STARTED, values![]).await?;
                Ok::<_, StorageError>((services, started))
            })
            .await
            .unwrap();
        let open = [(id(11), 1), (id(12), 1), (id(13), 0), (id(21), 0)];
        assert_eq!(services, open);
        assert_eq!(started, [(id(1), 7, "ACTIVE".to_owned())]);
    }

    #[tokio::test]
    async fn versions_are_applied_once_and_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let db = empty(&folder).await;
        assert_eq!(db.schema_version().await.unwrap(), 0);
        let all = [FIRST, SECOND];
        assert_eq!(db.migrate_with(&all[..1]).await.unwrap(), Migrated { from: 0, to: 1 });
        assert_eq!(db.migrate_with(&all).await.unwrap(), Migrated { from: 1, to: 2 });
        assert_eq!(db.migrate_with(&all).await.unwrap(), Migrated { from: 2, to: 2 });
    }

    #[tokio::test]
    async fn a_newer_schema_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let db = empty(&folder).await;
        db.migrate_with(&[FIRST, SECOND]).await.unwrap();
        let refused = db.migrate_with(&[FIRST]).await;
        assert!(matches!(refused, Err(StorageError::SchemaNewer { found: 2, known: 1 })));
    }

    #[tokio::test]
    async fn an_edited_script_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let db = empty(&folder).await;
        db.migrate_with(&[FIRST]).await.unwrap();
        let edited = Migration { script: "CREATE TABLE a (b {uuid});", ..FIRST };
        let refused = db.migrate_with(&[edited]).await;
        assert!(matches!(refused, Err(StorageError::MigrationEdited { version: 1 })));
    }

    #[tokio::test]
    async fn a_script_that_fails_half_way_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let db = empty(&folder).await;
        assert!(db.migrate_with(&[FIRST, BROKEN]).await.is_err());
        assert_eq!(db.schema_version().await.unwrap(), 1);
        assert!(db.prepares("SELECT e FROM d").await.is_err());
        db.migrate_with(&[FIRST, SECOND]).await.unwrap();
        db.prepares("SELECT c FROM a").await.unwrap();
    }
}
