//! Whom a citizen has contact with (S1-2.1.1-b).

use helsebro_actions::dialog::contacts::{self, Replaced};
use helsebro_domain::audit::{Actor, Decision, Event};
use helsebro_domain::ids::{PersonId, UnitId};
use helsebro_testkit::{Town, ids, in_town, service};
use jiff::civil::date;

async fn units(town: &Town, person: PersonId) -> Vec<UnitId> {
    let list = contacts::list(&town.acts, &town.citizen(person)).await.unwrap();
    list.into_iter().map(|one| one.unit.id).collect()
}

/// S1-2.1.1-b: the list shows unit, hours, phone, and who is controller.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_b_kari_sees_her_contacts_and_who_is_controller() {
    in_town(|town| async move {
        let list = contacts::list(&town.acts, &town.citizen(ids::KARI)).await.unwrap();
        let shown: Vec<_> = list
            .iter()
            .map(|one| {
                (one.unit.name.as_str(), one.unit.phone.as_str(), one.municipality.name.as_str())
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("Frisklivssentralen Solvik", "75 00 01 80", "Solvik"),
                ("Hjemmesykepleien Solvik øst", "75 00 01 20", "Solvik"),
            ]
        );
        assert!(units(&town, ids::ANNE).await.is_empty());
    })
    .await;
}

/// S1-2.1.1-b: every list is the whole truth: new services are created, known
/// ones changed, missing ones closed, and the same list twice changes nothing.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_b_a_full_list_creates_changes_and_closes() {
    in_town(|town| async move {
        let mut home = service("HJSP-OST", ids::HOME_NURSING, None);
        home.name = "Hjemmesykepleien".to_owned();
        let list = [home, service("SYKEHJEM", ids::NURSING_HOME, None)];
        let replaced = town.lists(ids::HOME_NURSING, ids::KARI, &list).await;
        assert_eq!(replaced, Replaced { created: 1, updated: 1, closed: 1 });
        let mut found = units(&town, ids::KARI).await;
        found.sort_unstable();
        assert_eq!(found, [ids::HOME_NURSING, ids::NURSING_HOME]);
        let again = town.lists(ids::HOME_NURSING, ids::KARI, &list).await;
        assert_eq!(again, Replaced::default());

        let line = &town.lines(1).await[0];
        assert_eq!((line.event, line.decision), (Event::ContactsReplaced, Decision::Accepted));
        assert_eq!((line.actor, line.subject), (Actor::Epj(ids::SOLVIK), Some(ids::KARI)));
        assert_eq!(line.rules, "S1-2.1.1-b");
    })
    .await;
}

/// S1-2.1.1-b: an empty list closes all, at once; a service that is listed again
/// lives again under the same contact.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_b_an_empty_list_closes_all_and_a_later_one_opens_again() {
    in_town(|town| async move {
        let contact = town.contact(ids::KARI, ids::HOME_NURSING).await;
        let closed = town.lists(ids::HOME_NURSING, ids::KARI, &[]).await;
        assert_eq!(closed, Replaced { created: 0, updated: 0, closed: 2 });
        assert!(units(&town, ids::KARI).await.is_empty());
        let ended = contacts::one(&town.acts, &town.citizen(ids::KARI), contact).await.unwrap();
        assert_eq!(ended.contact.listed.last_day, Some(date(2027, 2, 1)));
        let list = [service("HJSP-OST", ids::HOME_NURSING, None)];
        let again = town.lists(ids::HOME_NURSING, ids::KARI, &list).await;
        assert_eq!(again, Replaced { created: 0, updated: 1, closed: 0 });
        assert_eq!(town.contact(ids::KARI, ids::HOME_NURSING).await, contact);
        // The others of the town are not touched.
        assert_eq!(units(&town, ids::OLA).await, [ids::HOME_NURSING]);
    })
    .await;
}

/// S1-2.1.1-b: one municipality's list says nothing about another's.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_b_a_list_from_granli_leaves_solviks_contacts_alone() {
    in_town(|town| async move {
        let granlis = [service("HJSP-OST", ids::GRANLI_HOME_CARE, None)];
        let replaced = town.lists(ids::GRANLI_HOME_CARE, ids::KARI, &granlis).await;
        assert_eq!(replaced, Replaced { created: 1, updated: 0, closed: 0 });
        assert_eq!(units(&town, ids::KARI).await.len(), 3);
        town.lists(ids::GRANLI_HOME_CARE, ids::KARI, &[]).await;
        assert_eq!(units(&town, ids::KARI).await.len(), 2);
    })
    .await;
}

/// S1-2.1.1-b: a contact holds through its last day and is gone the day after.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_b_a_contact_is_gone_the_day_after_its_last() {
    in_town(|town| async move {
        let list = [service("HJSP-OST", ids::HOME_NURSING, Some(date(2027, 2, 28)))];
        town.lists(ids::HOME_NURSING, ids::KARI, &list).await;
        town.at(date(2027, 2, 28), 23, 59);
        assert_eq!(units(&town, ids::KARI).await, [ids::HOME_NURSING]);
        town.at(date(2027, 3, 1), 0, 0);
        assert!(units(&town, ids::KARI).await.is_empty());
        let per = town.per().await;
        assert!(!town.recipients(&per).await.contains(&ids::KARI));
    })
    .await;
}
