//! `backup`, `restore` and the rehearsal, as whoever runs the platform does them.

use helsebro_domain::audit::{Actor, AuditLine, Event};
use helsebro_domain::controllership::{Category, Controller};
use helsebro_domain::ids::AuditId;
use helsebro_domain::time::Date;
use helsebro_storage::sealing::{MasterKey, Vault};
use helsebro_storage::{EngineKind, Scope, SystemReason, audit};
use helsebro_testkit::{TestDatabase, Town, both, on_sqlite, oslo};

use crate::binary::Place;
use crate::fixtures::{MASTER_KEY, OTHER_KEY, Whole};

/// A database with a data key and an audit line from before today: the binary
/// goes by the machine's clock, the town by its own.
async fn used(base: &TestDatabase) -> Place {
    base.clock.set(oslo(Date::constant(2026, 1, 5), 9, 0));
    let key = MasterKey::from_text(MASTER_KEY).unwrap();
    let vault = Vault::unlock(&base.db, Some(&key)).await.unwrap();
    vault.key((Controller::Platform, Category::Platform)).await.unwrap();
    let now = base.now();
    let line =
        AuditLine::accepted(AuditId::new(now, &*base.dice), now, Event::SignedIn, Actor::System);
    let scope = Scope::System(SystemReason::Operation);
    let written = base.db.write(scope, "test", async |mut tx| audit::append(&mut tx, &line).await);
    written.await.unwrap();
    audit::seal(&base.db).await.unwrap();
    let place = Place::new();
    Whole::over_test(base).write(&place);
    std::fs::create_dir(place.path().join("room")).unwrap();
    place
}

#[tokio::test]
async fn a_rehearsal_passes_when_all_is_well_and_leaves_nothing_behind() {
    both(async |base| {
        let place = used(&base).await;
        let said = place.run(&["backup", "rehearse", "--in", "room"]);
        assert!(said.succeeded, "{}{}", said.out, said.err);
        for words in ["Copied: ", "OK    put back: ", "OK    data keys: each of 1 opens"] {
            assert!(said.out.contains(words), "{words}: {}", said.out);
        }
        assert!(said.out.ends_with("The rehearsal passed.\n"), "{}", said.out);
        assert_eq!(std::fs::read_dir(place.path().join("room")).unwrap().count(), 0);

        place.file("master.key", OTHER_KEY);
        let said = place.run(&["backup", "rehearse", "--in", "room"]);
        assert!(!said.succeeded && said.out.contains("FAIL  keys: "), "{}{}", said.out, said.err);
        assert_eq!(std::fs::read_dir(place.path().join("room")).unwrap().count(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_rehearsal_does_not_pass_when_a_line_was_changed() {
    let base = on_sqlite().await;
    let place = used(&base).await;
    let path = base.url.strip_prefix("sqlite:").unwrap();
    let database = rusqlite::Connection::open(path).unwrap();
    assert_eq!(database.execute("UPDATE audit_lines SET rules = 'x'", []).unwrap(), 1);
    let said = place.run(&["backup", "rehearse", "--in", "room"]);
    assert!(!said.succeeded && said.out.contains("was changed"), "{}{}", said.out, said.err);
    assert!(said.out.ends_with("The rehearsal did NOT pass.\n"), "{}", said.out);
}

#[tokio::test]
async fn a_copy_is_put_back_into_an_empty_database_and_opens_with_the_same_master_key() {
    both(async |base| {
        if base.db.kind() == EngineKind::Postgres {
            return; // There the rehearsal does the same in a database of its own.
        }
        let town = Town::found(base).await;
        town.kari_writes().await;
        let place = Place::new();
        Whole::over_test(&town.base).write(&place);
        let said = place.run(&["backup", "copy"]);
        assert!(said.succeeded, "{}{}", said.out, said.err);
        let said = place.run(&["backup", "copy"]);
        assert!(!said.succeeded && said.err.contains("is not empty"), "{}", said.err);
        let said = place.run(&["restore", "copy"]);
        assert!(!said.succeeded && said.err.contains("the database is not empty"), "{}", said.err);

        let elsewhere = [("HELSEBRO__DATABASE__URL", "sqlite:new/helsebro.db")];
        let said = place.run_with(&["restore", "copy"], &elsewhere);
        assert!(said.succeeded, "{}{}", said.out, said.err);
        assert!(said.out.contains("The master key opens it."), "{}", said.out);
        let said = place.run_with(&["audit", "verify"], &elsewhere);
        assert!(said.succeeded, "{}{}", said.out, said.err);
        let said = place.run_with(&["restore", "nowhere"], &elsewhere);
        assert!(said.err.contains("there is no finished copy in nowhere"), "{}", said.err);
    })
    .await;
}
