//! Terms as they are read in, published and accepted, on both databases (S1-0-a to S1-5.3-d).

use helsebro_actions::ActError;
use helsebro_actions::joining::{self, NewTerms};
use helsebro_domain::ids::TermsId;
use helsebro_domain::joining::{Document, Kind, Module, State};
use helsebro_domain::refusals::ReasonCode;
use helsebro_testkit::in_town;
use helsebro_testkit::terms::{NEXT_SPECIAL_TERMS, SPECIAL_TERMS};
use jiff::civil::date;

use crate::joining::{AUTHORITY, agreement, code, console_proof, special, state, with_dialogue};

/// ONX-2, S1-5.3-d: a material version is published, and asks for a new acceptance from
/// the day it applies; what is in use goes on.
#[tokio::test(flavor = "multi_thread")]
async fn onx_2_new_material_terms_stop_orders_and_not_services() {
    in_town(|town| async move {
        let acts = &town.acts;
        let (cast, active) = with_dialogue(&town).await;
        let draft = |consulted_on| NewTerms {
            file: NEXT_SPECIAL_TERMS.as_bytes(),
            consulted_on,
            published_on: None,
            ..special()
        };
        let next = joining::add(acts, draft(Some(date(2027, 1, 20)))).await.unwrap().unwrap();
        let (_, affected) = joining::affected_by(acts, &cast.nina, next.id).await.unwrap();
        let names: Vec<_> = affected.iter().map(|home| home.name.as_str()).collect();
        assert_eq!(names, ["Nordfjell"]);
        let before = joining::offered(acts, &cast.rolf, Document::Special).await.unwrap();
        assert!(before.is_accepted);
        joining::publish(acts, &cast.nina, next.id).await.unwrap();
        let offered = joining::offered(acts, &cast.rolf, Document::Special).await.unwrap();
        let changes: Vec<_> = offered.changes.iter().map(|one| one.version.to_string()).collect();
        assert_eq!((changes, offered.is_accepted), (vec!["4.0".to_owned()], false));

        let agreed = agreement(None);
        let id = joining::propose(acts, &cast.nina, (cast.home, &agreed)).await;
        let id = id.unwrap().unwrap();
        joining::sign(acts, &cast.rolf, id).await.unwrap();
        joining::countersign(acts, &cast.nina, (cast.home, id)).await.unwrap();
        let letters = joining::create(acts, &cast.eli, (Module::Letter, cast.area)).await.unwrap();
        joining::confirm(acts, &cast.eli, (letters, console_proof())).await.unwrap();
        town.at(date(2027, 4, 1), 9, 0);
        let outdated = joining::order(acts, &cast.eli, letters).await;
        assert_eq!(code(outdated), ReasonCode::SpecialTermsOutdated);
        assert_eq!(joining::sweep(acts).await.unwrap(), 0);
        assert_eq!(state(&town, &cast, active).await, State::Active);
        let special = (Document::Special, next.id);
        joining::accept(acts, &cast.rolf, special, AUTHORITY).await.unwrap();
        joining::order(acts, &cast.eli, letters).await.unwrap();
    })
    .await;
}

/// S1-0-a, S1-0-c, S1-5.3-d: what is refused is not stored.
#[tokio::test(flavor = "multi_thread")]
async fn s1_0_a_terms_that_are_refused_are_not_stored() {
    in_town(|town| async move {
        let nina = town.nina().await;
        let damaged: Vec<u8> = SPECIAL_TERMS.replace('å', "Ã¥").into_bytes();
        let refused = joining::add(&town.acts, NewTerms { file: &damaged, ..special() }).await;
        assert_eq!(code(refused), ReasonCode::TermsTextEncoding);
        let unasked = NewTerms { consulted_on: None, ..special() };
        assert_eq!(code(joining::add(&town.acts, unasked).await), ReasonCode::KsNotConsulted);
        assert!(joining::shelf(&town.acts, &nina).await.unwrap().is_empty());
        let nothing =
            joining::publish(&town.acts, &nina, TermsId::from_uuid(town.new_uuid())).await;
        assert!(matches!(nothing, Err(ActError::NotFound)));
    })
    .await;
}

/// S1-0-b, S1-0-c, S1-0-e, S1-0-k: the special terms themselves, read from where the two
/// documents lie; nothing of their wording stands here.
#[tokio::test(flavor = "multi_thread")]
async fn s1_0_b_the_special_terms_themselves_are_read_with_their_change_log() {
    let Some(file) = seed() else { return };
    let file: &'static [u8] = file.leak();
    in_town(move |town| async move {
        let nina = town.nina().await;
        let new = NewTerms {
            file,
            kind: Kind::Editorial,
            published_on: Some(date(2023, 1, 20)),
            ..special()
        };
        joining::add(&town.acts, new).await.unwrap().unwrap();
        let shelf = joining::shelf(&town.acts, &nina).await.unwrap();
        let [version] = shelf.as_slice() else { panic!("one version") };
        assert_eq!(version.version.to_string(), "3.1");
        assert_eq!(version.effective_from, date(2023, 1, 20));
        let log: Vec<_> =
            version.changes.iter().map(|one| format!("{} {}", one.version, one.on)).collect();
        let expected = [
            "2.0 2019-12-10",
            "2.0 2020-01-16",
            "2.1 2020-09-08",
            "2.1 2020-09-16",
            "2.2 2022-05-06",
            "3.0 2022-07-25",
            "3.1 2023-01-20",
        ];
        assert_eq!(log, expected);
        let numbers: Vec<_> = version.clauses.iter().map(|one| one.number.as_str()).collect();
        let expected = [
            "1", "2", "2.1", "2.1.1", "2.1.2", "2.2", "2.2.1", "2.2.2", "2.2.3", "2.2.4", "3",
            "3.1", "3.2", "4", "5", "5.1", "5.2", "5.3", "6", "7",
        ];
        assert_eq!(numbers, expected);
        assert!(version.clauses.iter().filter(|one| one.text.is_empty()).count() <= 4);
    })
    .await;
}

/// The text of the special terms, when the folder with the two documents is there.
#[expect(clippy::disallowed_methods, reason = "the folder of the two documents is told so")]
fn seed() -> Option<Vec<u8>> {
    let folder = std::env::var("SEEDS_DIR").ok()?;
    let files = std::fs::read_dir(folder).ok()?.flatten();
    files
        .filter_map(|file| std::fs::read(file.path()).ok())
        .find(|text| helsebro_domain::joining::read_terms(text).is_ok())
}
