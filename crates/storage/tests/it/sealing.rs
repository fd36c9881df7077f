//! Content at rest, and the keys it is sealed with.

use helsebro_domain::controllership::{Category, Controller};
use helsebro_domain::ids::MunicipalityId;
use helsebro_storage::sealing::{Label, MasterKey, OVERHEAD_BYTES, Place, Vault};
use helsebro_storage::{StorageError, values};
use uuid::Uuid;

use crate::harness::{SYSTEM, both};

const PLACE: Place = Place { table: "messages", row: Uuid::from_u128(5), column: "body" };
const CITIZENS: Label = (Controller::Platform, Category::Platform);

fn master() -> MasterKey {
    MasterKey::from_bytes([1; 32])
}

fn record_of(municipality: u128) -> Label {
    let id = MunicipalityId::from_uuid(Uuid::from_u128(municipality));
    (Controller::Municipality(id), Category::EpjRecord)
}

/// L-EFV-5: what is kept is sealed, and opens only where it was laid.
#[tokio::test(flavor = "multi_thread")]
async fn content_opens_under_its_own_label_and_place_alone() {
    both(async |town| {
        let vault = Vault::unlock(&town.db, Some(&master())).await.unwrap();
        let sealed = vault.seal(record_of(1), PLACE, "Såret væsker".as_bytes()).await.unwrap();
        assert_eq!(sealed.len(), "Såret væsker".len() + OVERHEAD_BYTES);
        let opened = vault.open(record_of(1), PLACE, &sealed).await.unwrap();
        assert_eq!(opened, "Såret væsker".as_bytes());
        for (label, place) in [
            (record_of(2), PLACE),
            (CITIZENS, PLACE),
            (record_of(1), Place { column: "topic", ..PLACE }),
        ] {
            let refused = vault.open(label, place, &sealed).await;
            assert!(matches!(refused, Err(StorageError::Unsealable)), "{label:?} {place:?}");
        }
        for not_sealed in [&b""[..], b"Hei", &[0; 60]] {
            assert!(vault.open(record_of(1), PLACE, not_sealed).await.is_err());
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_process_sealed_the_next_opens_and_keys_are_made_once() {
    const COUNT: &str = "SELECT COUNT(*) FROM data_keys";
    both(async |town| {
        let vault = Vault::unlock(&town.db, Some(&master())).await.unwrap();
        let other = Vault::unlock(&town.opened_again().await, Some(&master())).await.unwrap();
        let (ours, theirs) = tokio::join!(vault.key(CITIZENS), other.key(CITIZENS));
        assert_eq!(ours.unwrap().id(), theirs.unwrap().id());
        let sealed = vault.seal(record_of(1), PLACE, b"Hei").await.unwrap();
        assert_eq!(other.open(record_of(1), PLACE, &sealed).await.unwrap(), b"Hei");
        vault.key(record_of(2)).await.unwrap();
        let (keys,): (i64,) = town
            .db
            .read(SYSTEM, "test.count", async |mut tx| tx.one(COUNT, values![]).await)
            .await
            .unwrap();
        assert_eq!(keys, 3, "one for each controller and category");
    })
    .await;
}

#[tokio::test]
async fn a_missing_or_wrong_master_key_is_told_clearly() {
    both(async |town| {
        let missing = Vault::unlock(&town.db, None).await;
        assert!(matches!(missing, Err(StorageError::MasterKeyMissing)));
        let vault = Vault::unlock(&town.db, Some(&master())).await.unwrap();
        vault.key(CITIZENS).await.unwrap();
        let another = MasterKey::from_bytes([2; 32]);
        let wrong = Vault::unlock(&town.db, Some(&another)).await;
        assert!(matches!(wrong, Err(StorageError::MasterKeyWrong)));
        Vault::unlock(&town.db, Some(&master())).await.unwrap();
    })
    .await;
}

/// A check value that was removed does not let another key in.
#[tokio::test]
async fn another_key_is_wrong_even_when_the_check_value_is_gone() {
    const FORGET: &str = "DELETE FROM settings WHERE name = 'master_key_check'";
    both(async |town| {
        let vault = Vault::unlock(&town.db, Some(&master())).await.unwrap();
        vault.key(CITIZENS).await.unwrap();
        town.db
            .write(SYSTEM, "test.forget", async |mut tx| tx.ensure_one(FORGET, values![]).await)
            .await
            .unwrap();
        let wrong = Vault::unlock(&town.db, Some(&MasterKey::from_bytes([2; 32]))).await;
        assert!(matches!(wrong, Err(StorageError::MasterKeyWrong)));
    })
    .await;
}

/// No key lies in the database as it is, nor anything that was sealed.
#[tokio::test]
async fn a_stored_key_moved_to_another_controller_does_not_unwrap() {
    const MOVE: &str = "UPDATE data_keys SET controller_kind = 1, controller = $1";
    both(async |town| {
        let vault = Vault::unlock(&town.db, Some(&master())).await.unwrap();
        vault.seal(CITIZENS, PLACE, b"Hei").await.unwrap();
        let thief = Uuid::from_u128(66);
        town.db
            .write(SYSTEM, "test.move", async |mut tx| tx.ensure_one(MOVE, values![thief]).await)
            .await
            .unwrap();
        let fresh = Vault::unlock(&town.db, Some(&master())).await.unwrap();
        let label =
            (Controller::Municipality(MunicipalityId::from_uuid(thief)), Category::Platform);
        assert!(matches!(fresh.key(label).await, Err(StorageError::Unsealable)));
    })
    .await;
}

/// Catalogue § 1.4, Hashes: keyed, one key for each controller.
#[tokio::test]
async fn a_hash_is_keyed_by_controller_and_the_same_after_a_restart() {
    both(async |town| {
        let vault = Vault::unlock(&town.db, Some(&master())).await.unwrap();
        let number = b"12864812345";
        let platform = vault.hmac(Controller::Platform, number).await.unwrap();
        let solvik = vault.hmac(record_of(1).0, number).await.unwrap();
        let granli = vault.hmac(record_of(2).0, number).await.unwrap();
        assert!(platform != solvik && solvik != granli && platform != granli);
        let fresh = Vault::unlock(&town.opened_again().await, Some(&master())).await.unwrap();
        assert_eq!(fresh.hmac(Controller::Platform, number).await.unwrap(), platform);
        assert_ne!(fresh.hmac(Controller::Platform, b"12864812346").await.unwrap(), platform);
    })
    .await;
}
