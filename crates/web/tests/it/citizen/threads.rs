//! `/meldinger`.

use helsebro_testkit::ids;

use crate::browser::Doors;

#[tokio::test]
async fn the_list_holds_her_own_conversations_with_their_topics() {
    let doors = Doors::open().await;
    let thread = doors.town.kari_writes().await.thread;
    doors.town.writes(ids::OLA, ids::HOME_NURSING, ("Olas hofte", "Hei")).await.unwrap();
    let mut kari = doors.citizen(ids::KARI).await;
    let page = kari.get("/meldinger").await.is(200).says("Såret på leggen");
    page.says(&format!("href=\"/meldinger/{thread}\"")).says_nothing_of("Olas hofte");
    doors.citizen(ids::ANNE).await.get("/meldinger").await.is(200);
}

#[tokio::test]
async fn older_ones_are_a_page_away_and_a_place_that_is_none_is_not_found() {
    let doors = Doors::open().await;
    for number in 0..27 {
        let words = (format!("Sak nummer {number}."), "Hei");
        let words = (words.0.as_str(), words.1);
        doors.town.writes(ids::KARI, ids::HOME_NURSING, words).await.unwrap();
        doors.town.base.clock.move_on(core::time::Duration::from_secs(1));
    }
    let mut kari = doors.citizen(ids::KARI).await;
    let first = kari.get("/meldinger").await.is(200).says("Sak nummer 26.");
    let first = first.says_nothing_of("Sak nummer 1.");
    let (_, rest) = first.body.split_once("/meldinger?eldre=").unwrap();
    let place = rest.split('"').next().unwrap();
    let older = kari.get(&format!("/meldinger?eldre={place}")).await.is(200);
    older.says("Sak nummer 1.").says("Sak nummer 0.").says_nothing_of("Sak nummer 2.");
    kari.get("/meldinger?eldre=x").await.is(404);
}
