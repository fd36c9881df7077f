//! Keys that are rotated and destroyed while others use them.

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::controllership::{Category, Controller};
use helsebro_domain::ids::{KeyId, LeavingId, MunicipalityId, StaffId};
use helsebro_domain::joining::{Deployment, Receipted};
use helsebro_domain::parties::{Municipality, OrgNumber, PersonName, ReferenceCode, Staff};
use helsebro_storage::sealing::{
    DESTROYED_AFTER, DestroyRefused, FRESH_FOR, KeyUse, Label, MasterInForce, MasterKey,
    MasterRotated, Place, Vault, destroy, list, rotate_data_keys, rotate_master,
};
use helsebro_storage::{Db, StorageError, Tx, audit, joining, parties};
use uuid::Uuid;

use crate::harness::{SYSTEM, Town, both};

const OPERATOR: Deployment = Deployment::Operator;

const CITIZENS: Label = (Controller::Platform, Category::Platform);
const PLACE: Place = Place { table: "messages", row: Uuid::from_u128(5), column: "body" };

fn old() -> MasterKey {
    MasterKey::from_bytes([1; 32])
}

fn new() -> MasterKey {
    MasterKey::from_bytes([2; 32])
}

fn record_of(municipality: u128) -> Label {
    let id = MunicipalityId::from_uuid(Uuid::from_u128(municipality));
    (Controller::Municipality(id), Category::EpjRecord)
}

async fn events(db: &Db) -> Vec<(Event, Object)> {
    let lines = db.read(SYSTEM, "test", async |mut tx| audit::latest_lines(&mut tx, 10).await);
    lines.await.unwrap().iter().map(|line| (line.event, line.object)).collect()
}

/// The first municipality has left, and receipted what was handed over to it.
async fn receipted(town: &Town) {
    let home = MunicipalityId::from_uuid(Uuid::from_u128(1));
    let (berit, hilde) = (Uuid::from_u128(11), Uuid::from_u128(12));
    let at = town.now();
    let solvik = Municipality {
        id: home,
        name: "Solvik".to_owned(),
        org_number: OrgNumber::parse("310000019").unwrap(),
        her_id: None,
        switchboard: "75 00 01 00".to_owned(),
        reference_code: ReferenceCode::from_name("Solvik"),
    };
    let write = async |mut tx: Tx| {
        parties::add_municipality(&mut tx, &solvik).await?;
        for (place, id) in (1_u8..).zip([berit, hilde]) {
            let id = StaffId::from_uuid(id);
            let name = PersonName::new("Berit", "Sand");
            let staff = Staff { id, hpr: None, name, title: String::new() };
            parties::add_staff(&mut tx, &staff, &[place; 32]).await?;
        }
        let id = LeavingId::from_uuid(Uuid::from_u128(9));
        joining::begin_leaving(&mut tx, (id, home, at), &[]).await?;
        let leaving = joining::leaving_of(&mut tx, home).await?.expect("it leaves");
        joining::confirm_export(&mut tx, &leaving, (StaffId::from_uuid(hilde), at)).await?;
        let receipt = Receipted {
            by: StaffId::from_uuid(berit),
            at,
            archive: "Journalarkivet".to_owned(),
            authority: "Kommunedirektør".to_owned(),
        };
        joining::add_receipt(&mut tx, &leaving, &receipt).await
    };
    town.db.write(SYSTEM, "test.receipted", write).await.unwrap();
}

/// Everything that a process has in memory of keys has grown old.
fn grow_old(town: &Town) {
    town.clock.move_on(FRESH_FOR);
}

#[tokio::test]
async fn the_master_key_is_rotated_while_processes_that_were_given_both_go_on() {
    both(async |town| {
        let running = Vault::unlock_with_next(&town.db, Some(&old()), Some(&new())).await.unwrap();
        assert_eq!(running.in_force(), MasterInForce::Current);
        let sealed = running.seal(record_of(1), PLACE, b"Hei").await.unwrap();
        let hash = running.hmac(Controller::Platform, b"123").await.unwrap();

        let rotated = rotate_master(&town.db, &old(), &new()).await.unwrap();
        assert_eq!(rotated, MasterRotated::Now { keys: 2 });
        assert_eq!(events(&town.db).await[0], (Event::MasterKeyRotated, Object::None));
        let again = rotate_master(&town.db, &old(), &new()).await.unwrap();
        assert_eq!(again, MasterRotated::Before);

        grow_old(&town);
        assert_eq!(running.open(record_of(1), PLACE, &sealed).await.unwrap(), b"Hei");
        // A key that is made by it now is one that the new master key opens.
        let fresh = running.seal(record_of(2), PLACE, b"Nytt").await.unwrap();

        let refused = Vault::unlock(&town.db, Some(&old())).await;
        assert!(matches!(refused, Err(StorageError::MasterKeyWrong)));
        let next = Vault::unlock_with_next(&town.db, Some(&old()), Some(&new())).await.unwrap();
        assert_eq!(next.in_force(), MasterInForce::Next);
        let after = Vault::unlock(&town.db, Some(&new())).await.unwrap();
        assert_eq!(after.open(record_of(1), PLACE, &sealed).await.unwrap(), b"Hei");
        assert_eq!(after.open(record_of(2), PLACE, &fresh).await.unwrap(), b"Nytt");
        assert_eq!(after.hmac(Controller::Platform, b"123").await.unwrap(), hash);
    })
    .await;
}

#[tokio::test]
async fn a_process_with_the_old_master_key_alone_goes_on_for_a_while_and_then_says_why_not() {
    both(async |town| {
        let running = Vault::unlock(&town.db, Some(&old())).await.unwrap();
        let sealed = running.seal(record_of(1), PLACE, b"Hei").await.unwrap();
        rotate_master(&town.db, &old(), &new()).await.unwrap();
        assert_eq!(running.open(record_of(1), PLACE, &sealed).await.unwrap(), b"Hei");
        // It makes no key that the new one could not open.
        let refused = running.key(record_of(2)).await;
        assert!(matches!(refused, Err(StorageError::MasterKeyWrong)));
        grow_old(&town);
        let refused = running.open(record_of(1), PLACE, &sealed).await;
        assert!(matches!(refused, Err(StorageError::MasterKeyWrong)));
        let wrong = rotate_master(&town.db, &old(), &MasterKey::from_bytes([3; 32])).await;
        assert!(matches!(wrong, Err(StorageError::MasterKeyWrong)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_are_made_while_the_master_key_is_rotated_are_all_under_the_new_one() {
    both(async |town| {
        let other = town.opened_again().await;
        let running = Vault::unlock_with_next(&other, Some(&old()), Some(&new())).await.unwrap();
        let mut tasks = tokio::task::JoinSet::new();
        for municipality in 1..=24 {
            let running = running.clone();
            tasks.spawn(async move { running.key(record_of(municipality)).await.unwrap().id() });
        }
        rotate_master(&town.db, &old(), &new()).await.unwrap();
        assert_eq!(tasks.join_all().await.len(), 24);
        let after = Vault::unlock(&town.db, Some(&new())).await.unwrap();
        for municipality in 1..=24 {
            after.key(record_of(municipality)).await.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn data_keys_are_rotated_and_what_the_old_ones_sealed_stays_readable() {
    both(async |town| {
        let vault = Vault::unlock(&town.db, Some(&old())).await.unwrap();
        let running = Vault::unlock(&town.opened_again().await, Some(&old())).await.unwrap();
        let sealed = running.seal(record_of(1), PLACE, b"Hei").await.unwrap();
        let before = running.key(record_of(1)).await.unwrap().id();
        let hash = running.hmac(Controller::Platform, b"123").await.unwrap();

        assert_eq!(rotate_data_keys(&vault).await.unwrap(), 1);
        assert_eq!(events(&town.db).await[0], (Event::DataKeysRotated, Object::None));
        assert_eq!(running.key(record_of(1)).await.unwrap().id(), before);
        grow_old(&town);
        let after = running.key(record_of(1)).await.unwrap().id();
        assert_ne!(after, before);
        let newer = running.seal(record_of(1), PLACE, b"Nytt").await.unwrap();
        for (sealed, content) in [(&sealed, &b"Hei"[..]), (&newer, b"Nytt")] {
            assert_eq!(vault.open(record_of(1), PLACE, sealed).await.unwrap(), content);
        }
        assert_eq!(vault.hmac(Controller::Platform, b"123").await.unwrap(), hash);

        let listed = list(&town.db).await.unwrap();
        let shown: Vec<_> =
            listed.iter().map(|key| (key.used_for, key.retired_at.is_some())).collect();
        let sealing = KeyUse::Seals(Category::EpjRecord);
        assert_eq!(shown, [(KeyUse::Hashes, false), (sealing, true), (sealing, false)]);
    })
    .await;
}

#[tokio::test]
async fn a_destroyed_key_takes_its_content_with_it_and_nothing_else() {
    both(async |town| {
        let vault = Vault::unlock(&town.db, Some(&old())).await.unwrap();
        let running = Vault::unlock(&town.opened_again().await, Some(&old())).await.unwrap();
        let mut kept = Vec::new();
        for label in [record_of(2), CITIZENS] {
            kept.push((label, running.seal(label, PLACE, b"Hei").await.unwrap()));
        }
        let lost = running.seal(record_of(1), PLACE, b"Hei").await.unwrap();
        let id = running.key(record_of(1)).await.unwrap().id();
        rotate_data_keys(&vault).await.unwrap();
        town.clock.move_on(DESTROYED_AFTER);
        kept.push((record_of(1), running.seal(record_of(1), PLACE, b"Nytt").await.unwrap()));

        receipted(&town).await;
        destroy(&town.db, OPERATOR, id).await.unwrap();
        let (event, object) = events(&town.db).await[0];
        assert_eq!((event, object), (Event::DataKeyDestroyed, Object::Key(id.uuid())));
        grow_old(&town);
        let after = Vault::unlock(&town.db, Some(&old())).await.unwrap();
        for vault in [&running, &after] {
            for _ in 0..2 {
                let refused = vault.open(record_of(1), PLACE, &lost).await;
                assert!(matches!(refused, Err(StorageError::KeyDestroyed)));
            }
            for (label, sealed) in &kept {
                vault.open(*label, PLACE, sealed).await.unwrap();
            }
        }
        // The master key can still be rotated, and the key stays destroyed.
        rotate_master(&town.db, &old(), &new()).await.unwrap();
        let after = Vault::unlock(&town.db, Some(&new())).await.unwrap();
        let refused = after.open(record_of(1), PLACE, &lost).await;
        assert!(matches!(refused, Err(StorageError::KeyDestroyed)));
        after.open(record_of(1), PLACE, &kept[2].1).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_key_that_is_in_use_or_not_receipted_is_not_destroyed_nor_one_of_the_platform() {
    both(async |town| {
        let vault = Vault::unlock(&town.db, Some(&old())).await.unwrap();
        let id = vault.key(record_of(1)).await.unwrap().id();
        vault.hmac(Controller::Platform, b"123").await.unwrap();
        let hashing = list(&town.db).await.unwrap();
        let hashing = hashing.iter().find(|key| key.used_for == KeyUse::Hashes).unwrap().id;
        let none = KeyId::from_uuid(Uuid::from_u128(404));
        let platforms = vault.key(CITIZENS).await.unwrap().id();

        assert!(matches!(destroy(&town.db, OPERATOR, none).await, Err(DestroyRefused::NoSuchKey)));
        assert!(matches!(destroy(&town.db, OPERATOR, hashing).await, Err(DestroyRefused::Hashes)));
        assert!(matches!(destroy(&town.db, OPERATOR, id).await, Err(DestroyRefused::InUse)));
        let retired = town.now();
        rotate_data_keys(&vault).await.unwrap();
        let from = retired.plus(DESTROYED_AFTER);
        let refused = destroy(&town.db, OPERATOR, id).await;
        assert!(matches!(refused, Err(DestroyRefused::NotReceipted)));
        receipted(&town).await;
        let refused = destroy(&town.db, OPERATOR, id).await;
        assert!(matches!(refused, Err(DestroyRefused::JustRetired { from: at }) if at == from));
        town.clock.set(from);
        let refused = destroy(&town.db, OPERATOR, platforms).await;
        assert!(matches!(refused, Err(DestroyRefused::Platforms)));
        destroy(&town.db, OPERATOR, id).await.unwrap();
        let refused = destroy(&town.db, OPERATOR, id).await;
        assert!(matches!(refused, Err(DestroyRefused::Before { at }) if at == from));
    })
    .await;
}
