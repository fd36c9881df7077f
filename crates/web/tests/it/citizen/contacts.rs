//! `/helsekontakter` (S1-2.1.1-b).

use helsebro_domain::time::Date;
use helsebro_testkit::ids;

use crate::browser::Doors;

/// S1-2.1.1-b: unit, hours, phone and who is controller.
#[tokio::test]
async fn s1_2_1_1_b_a_contact_says_who_it_is_and_who_answers_for_it() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    let contact = doors.town.contact(ids::KARI, ids::HOME_NURSING).await;
    let path = format!("/helsekontakter/{contact}");
    kari.get("/helsekontakter").await.is(200).says(&format!("href=\"{path}\""));
    kari.get(&path).await.is(200).says("75 00 01 20").says("Solvik kommune");
}

/// S1-2.1.1-b: it ends the day after its last day, and its page says so.
#[tokio::test]
async fn s1_2_1_1_b_a_contact_leaves_the_list_the_day_after_its_last_and_its_page_says_so() {
    let doors = Doors::open().await;
    let contact = doors.town.contact(ids::KARI, ids::HEALTHY_LIFE).await;
    let path = format!("/helsekontakter/{contact}");
    doors.town.at(Date::constant(2027, 6, 30), 12, 0);
    let mut kari = doors.citizen(ids::KARI).await;
    kari.get("/helsekontakter").await.says(&path);
    doors.town.at(Date::constant(2027, 7, 1), 12, 0);
    let mut kari = doors.citizen(ids::KARI).await;
    kari.get("/helsekontakter").await.is(200).says_nothing_of(&path);
    kari.get(&path).await.is(200).says("75 00 01 00");
    let write = format!("/meldinger/ny/til/{contact}");
    kari.get(&write).await.is(409).says("RELATION_ENDED");
}
