//! Copies that are taken while others write, and put back.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use helsebro_domain::audit::{Actor, AuditLine, Event};
use helsebro_domain::controllership::{Category, Controller};
use helsebro_domain::ids::AuditId;
use helsebro_domain::ids::Dice;
use helsebro_domain::time::Clock;
use helsebro_storage::audit::{self, ChainFile};
use helsebro_storage::backup::{self, BackupFault, ChainRestored, Manifest, Restored, Scratch};
use helsebro_storage::sealing::{Label, MasterKey, Place, Vault};
use helsebro_storage::{Db, EngineKind, StorageSettings, values};
use tempfile::TempDir;
use uuid::Uuid;

use crate::harness::{SYSTEM, Town, both, names, put};

const CITIZENS: Label = (Controller::Platform, Category::Platform);
const PLACE: Place = Place { table: "messages", row: Uuid::from_u128(5), column: "body" };

fn with(town: &Town) -> (Arc<dyn Clock>, Arc<dyn Dice>) {
    (town.clock.clone(), town.dice.clone())
}

/// Draws from the address of the test's own database, so that no two tests at a server give
/// what they make there the same name.
#[derive(Debug)]
struct OwnName(String);

impl Dice for OwnName {
    fn fill(&self, bytes: &mut [u8]) {
        let count = bytes.len().max(1);
        for (at, letter) in self.0.bytes().enumerate() {
            if let Some(byte) = bytes.get_mut(at % count) {
                *byte = byte.wrapping_mul(31).wrapping_add(letter);
            }
        }
    }
}

/// A town with something in it, sealed and not, and room for a copy of it.
struct Copied {
    town: Town,
    chain: ChainFile,
    sealed: Vec<u8>,
    folder: TempDir,
}

impl Copied {
    async fn found(town: Town) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let chain = ChainFile::at(folder.path().join("audit.chain"));
        let vault = Vault::unlock(&town.db, Some(&MasterKey::from_bytes([1; 32]))).await.unwrap();
        let sealed = vault.seal(CITIZENS, PLACE, "Såret væsker".as_bytes()).await.unwrap();
        for name in ["a", "b", "c"] {
            town.db.write(SYSTEM, "test", async |mut tx| put(&mut tx, name).await).await.unwrap();
        }
        let copied = Self { town, chain, sealed, folder };
        copied.line().await;
        audit::seal(&copied.town.db).await.unwrap();
        copied.line().await;
        copied
    }

    async fn line(&self) {
        let town = &self.town;
        let id = AuditId::new(town.now(), &*town.dice);
        let line = AuditLine::accepted(id, town.now(), Event::ThreadRead, Actor::System);
        let db = &town.db;
        db.write(SYSTEM, "test", async |mut tx| audit::append(&mut tx, &line).await).await.unwrap();
        town.clock.move_on(Duration::from_secs(1));
    }

    fn copy(&self) -> std::path::PathBuf {
        self.folder.path().join("copy")
    }

    async fn take(&self) -> Manifest {
        let taken = backup::take(&self.town.db, Some(&self.chain), &self.copy()).await.unwrap();
        assert_eq!(taken.ahead, 0);
        taken.manifest
    }

    async fn scratch(&self) -> Scratch {
        let settings = StorageSettings::new(self.town.url.clone());
        let dice = Arc::new(OwnName(self.town.url.clone()));
        let with = (with(&self.town).0, dice as Arc<dyn Dice>);
        Scratch::make(&settings, with, self.folder.path()).await.unwrap()
    }

    async fn put_back(&self, scratch: &Scratch) -> Result<Restored, BackupFault> {
        let chain = ChainFile::at(self.folder.path().join("restored.chain"));
        backup::restore(&scratch.settings, with(&self.town), Some(&chain), &self.copy()).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_copied_is_put_back_whole_and_the_audit_trail_with_it() {
    both(async |town| {
        let copied = Copied::found(town).await;
        let manifest = copied.take().await;
        let scratch = copied.scratch().await;
        let restored = copied.put_back(&scratch).await.unwrap();
        assert_eq!(restored.chain, ChainRestored::Now);
        assert_eq!(restored.manifest, manifest);
        let db = restored.db;
        db.check_schema().await.unwrap();
        assert_eq!(names(&db).await, names(&copied.town.db).await);
        let vault = Vault::unlock(&db, Some(&MasterKey::from_bytes([1; 32]))).await.unwrap();
        let opened = vault.open(CITIZENS, PLACE, &copied.sealed).await.unwrap();
        assert_eq!(opened, "Såret væsker".as_bytes());
        copied.town.clock.move_on(Duration::from_secs(600));
        let chain = ChainFile::at(copied.folder.path().join("restored.chain"));
        let found = audit::verify(&db, Some(&chain)).await.unwrap();
        assert_eq!((found.findings, found.lines, found.unsealed), (vec![], 2, 1));
        // It can be written to: the sequence goes on where it was.
        audit::seal(&db).await.unwrap();
        chain.catch_up(&db).await.unwrap();
        assert!(audit::verify(&db, Some(&chain)).await.unwrap().is_well());
        drop((vault, db));
        scratch.remove().await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_taken_while_others_write_is_one_state() {
    both(async |town| {
        let copied = Copied::found(town).await;
        let stop = Arc::new(AtomicBool::new(false));
        let (db, stopped, dice) =
            (copied.town.opened_again().await, stop.clone(), copied.town.dice.clone());
        let now = copied.town.now();
        let writing = tokio::spawn(async move {
            // A setting and a line with each write: the copy has as many of both.
            for number in 0.. {
                if stopped.load(Ordering::SeqCst) {
                    return number;
                }
                let name = format!("n{number}");
                let id = AuditId::new(now, &*dice);
                let line = AuditLine::accepted(id, now, Event::SignedIn, Actor::Nobody);
                db.write(SYSTEM, "test", async |mut tx| {
                    put(&mut tx, &name).await?;
                    audit::append(&mut tx, &line).await
                })
                .await
                .unwrap();
            }
            0
        });
        let before = names(&copied.town.db).await.len();
        while names(&copied.town.db).await.len() < before + 20 {
            tokio::task::yield_now().await;
        }
        copied.take().await;
        stop.store(true, Ordering::SeqCst);
        let written: usize = writing.await.unwrap();
        assert!(written >= 20);

        let scratch = copied.scratch().await;
        let db = copied.put_back(&scratch).await.unwrap().db;
        let settings = names(&db).await.iter().filter(|name| name.starts_with('n')).count();
        let lines = lines(&db).await;
        assert!(settings >= 20, "{settings}");
        assert_eq!(lines, settings);
        drop(db);
        scratch.remove().await.unwrap();
    })
    .await;
}

async fn lines(db: &Db) -> usize {
    const COUNT: &str = "SELECT COUNT(*) FROM audit_lines WHERE event = 'SIGNED_IN'";
    let (count,): (i64,) =
        db.read(SYSTEM, "test", async |mut tx| tx.one(COUNT, values![]).await).await.unwrap();
    usize::try_from(count).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_put_only_into_an_empty_database_and_taken_only_to_an_empty_folder() {
    both(async |town| {
        let copied = Copied::found(town).await;
        copied.take().await;
        let again = backup::take(&copied.town.db, None, &copied.copy()).await;
        assert!(matches!(again, Err(BackupFault::FolderNotEmpty(_))));
        let settings = StorageSettings::new(copied.town.url.clone());
        let refused =
            backup::restore(&settings, with(&copied.town), None, &copied.copy()).await.err();
        assert!(matches!(refused, Some(BackupFault::DatabaseNotEmpty)), "{refused:?}");
        assert_eq!(names(&copied.town.db).await.len(), 4);

        let scratch = copied.scratch().await;
        let kept = copied.folder.path().join("restored.chain");
        std::fs::write(&kept, "mine\n").unwrap();
        let restored = copied.put_back(&scratch).await.unwrap();
        assert_eq!(restored.chain, ChainRestored::Kept);
        assert_eq!(std::fs::read_to_string(&kept).unwrap(), "mine\n");
        drop(restored);
        scratch.remove().await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_is_damaged_not_finished_or_of_another_kind_is_refused() {
    both(async |town| {
        let copied = Copied::found(town).await;
        let manifest = copied.take().await;
        let copy = copied.copy();
        let scratch = copied.scratch().await;
        let refused = async || copied.put_back(&scratch).await.err().unwrap();
        for file in &manifest.files {
            let path = copy.join(&file.name);
            let whole = std::fs::read(&path).unwrap();
            let mut damaged = whole.clone();
            damaged.push(0);
            std::fs::write(&path, damaged).unwrap();
            assert!(matches!(refused().await, BackupFault::Damaged(name) if name == file.name));
            std::fs::write(&path, whole).unwrap();
        }
        let path = copy.join("manifest.json");
        let whole = std::fs::read_to_string(&path).unwrap();
        let kind = if manifest.kind == "sqlite" { "postgresql" } else { "sqlite" };
        std::fs::write(&path, whole.replace(&manifest.kind, kind)).unwrap();
        assert!(matches!(refused().await, BackupFault::OtherKind));
        let newer = whole.replace(&format!("\"schema\": {}", manifest.schema), "\"schema\": 9999");
        std::fs::write(&path, newer).unwrap();
        assert!(matches!(refused().await, BackupFault::Storage(_)));
        let outside = whole.replacen("\"name\": \"", "\"name\": \"../", 1);
        std::fs::write(&path, outside).unwrap();
        assert!(matches!(refused().await, BackupFault::NoManifest(_)));
        std::fs::remove_file(&path).unwrap();
        assert!(matches!(refused().await, BackupFault::NoManifest(_)));
        std::fs::write(&path, whole).unwrap();
        drop(copied.put_back(&scratch).await.unwrap());
        scratch.remove().await.unwrap();
    })
    .await;
}

/// What a copy holds is for its owner alone, and no key is in it as it is.
#[tokio::test(flavor = "multi_thread")]
async fn only_the_owner_can_read_a_copy_and_every_table_is_in_it() {
    use std::os::unix::fs::PermissionsExt;
    const SQLITE: &str = "SELECT name FROM sqlite_master WHERE type = 'table' \
         AND name NOT LIKE 'sqlite%'";
    const POSTGRES: &str = "SELECT table_name::text FROM information_schema.tables \
         WHERE table_schema = current_schema()";
    both(async |town| {
        let copied = Copied::found(town).await;
        let manifest = copied.take().await;
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&copied.copy()), 0o700);
        for entry in std::fs::read_dir(copied.copy()).unwrap() {
            let path = entry.unwrap().path();
            assert_eq!(mode(&path), 0o600, "{}", path.display());
            let bytes = std::fs::read(&path).unwrap();
            assert!(!bytes.windows(32).any(|part| part == [1; 32]), "{}", path.display());
        }
        let sql = match copied.town.db.kind() {
            EngineKind::Sqlite => SQLITE,
            EngineKind::Postgres => POSTGRES,
        };
        let there: Vec<(String,)> = copied
            .town
            .db
            .read(SYSTEM, "test", async |mut tx| tx.all(sql, values![]).await)
            .await
            .unwrap();
        let there: BTreeSet<String> = there.into_iter().map(|(name,)| name).collect();
        let named: BTreeSet<String> =
            manifest.tables.iter().map(|table| table.name.clone()).collect();
        assert_eq!(named, there);
    })
    .await;
}
