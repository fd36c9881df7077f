//! `keys`: listed, rotated and destroyed by whoever runs the platform.

use helsebro_storage::sealing::{MasterKey, Vault};
use helsebro_testkit::{TestDatabase, Town, both};

use crate::binary::Place;
use crate::fixtures::{MASTER_KEY, OTHER_KEY, Whole};

/// A town under the key of the configuration, with Kari's message in it.
async fn town(base: TestDatabase) -> (Town, Place) {
    let town = Town::found(base).await;
    town.kari_writes().await;
    let place = Place::new();
    Whole::over_test(&town.base).write(&place);
    (town, place)
}

#[tokio::test]
async fn keys_are_listed_without_being_shown() {
    both(async |base| {
        let (_town, place) = town(base).await;
        let said = place.run(&["keys", "list"]);
        assert!(said.succeeded, "{}", said.err);
        assert_eq!(said.out.lines().count(), 3, "{}", said.out);
        for word in ["EPJ_RECORD", "PLATFORM", "KEYED_HASH"] {
            assert_eq!(said.out.matches(word).count(), 1, "{}", said.out);
        }
        assert!(said.out.lines().all(|line| line.ends_with("in use")));
    })
    .await;
}

#[tokio::test]
async fn the_master_key_is_rotated_by_the_file_or_by_the_configuration() {
    both(async |base| {
        let (town, place) = town(base).await;
        let wants = place.run(&["keys", "rotate"]);
        assert!(!wants.succeeded && wants.err.contains("--master"), "{}", wants.err);
        let none = place.run(&["keys", "rotate", "--master"]);
        assert!(none.err.contains("name the new key's file"), "{}", none.err);

        place.file("next.key", OTHER_KEY);
        let next = [("HELSEBRO__KEYS__NEXT_MASTER_KEY_FILE", "next.key")];
        let said = place.run_with(&["keys", "rotate", "--master"], &next);
        assert!(said.succeeded, "{}", said.err);
        assert!(said.out.contains("3 keys are wrapped by the new master key"), "{}", said.out);
        let said = place.run(&["keys", "rotate", "--master", "next.key"]);
        assert!(said.out.contains("in force already"), "{}{}", said.out, said.err);
        let told = place.run_with(&["doctor"], &next).out;
        assert!(told.contains("WARN  keys: the next master key is the one in force"), "{told}");
        let told = place.run(&["doctor"]).out;
        assert!(told.contains("FAIL  keys: the master key is not the one"), "{told}");
        for key in [MASTER_KEY, OTHER_KEY] {
            assert!(!said.out.contains(key) && !said.err.contains(key) && !told.contains(key));
        }

        place.file("master.key", OTHER_KEY);
        let told = place.run(&["doctor"]).out;
        assert!(told.contains("OK    keys: "), "{told}");
        let new = MasterKey::from_text(OTHER_KEY).unwrap();
        Vault::unlock(&town.base.db, Some(&new)).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_data_key_is_destroyed_only_when_it_is_retired_and_receipted_and_that_is_meant() {
    both(async |base| {
        let (_town, place) = town(base).await;
        let listed = place.run(&["keys", "list"]).out;
        let key = listed.lines().find(|line| line.contains("EPJ_RECORD")).unwrap();
        let key = key.split_whitespace().next().unwrap();

        let said = place.run(&["keys", "destroy", key]);
        assert!(!said.succeeded && said.err.contains("say it with --yes"), "{}", said.err);
        let said = place.run(&["keys", "destroy", "abc", "--yes"]);
        assert!(said.err.contains("abc is not a key's id"), "{}", said.err);
        let said = place.run(&["keys", "destroy", key, "--yes"]);
        assert!(said.err.contains("the key is in use"), "{}", said.err);

        let said = place.run(&["keys", "rotate", "--data"]);
        assert!(said.out.starts_with("2 data keys were retired"), "{}{}", said.out, said.err);
        let said = place.run(&["keys", "destroy", key, "--yes"]);
        let why = "has not receipted that what the key sealed lies in its own record";
        assert!(!said.succeeded && said.err.contains(why), "{}", said.err);
        let listed = place.run(&["keys", "list"]).out;
        assert!(!listed.contains("destroyed"), "{listed}");
    })
    .await;
}
