//! `/hjem`.

use helsebro_testkit::ids;

use crate::browser::Doors;

#[tokio::test]
async fn home_shows_what_is_new_and_whom_to_write_to() {
    let doors = Doors::open().await;
    let thread = doors.town.kari_writes().await.thread;
    let mut kari = doors.citizen(ids::KARI).await;
    let contact = doors.town.contact(ids::KARI, ids::HOME_NURSING).await;
    let page = kari.get("/hjem").await.is(200).says("Hei, Kari");
    let page = page.says(&format!("href=\"/meldinger/ny/til/{contact}\""));
    page.says_nothing_of(&format!("href=\"/meldinger/{thread}\""));
    let per = doors.town.per().await;
    doors.town.answers(&per, thread, "Vi kommer i morgen.").await.unwrap();
    kari.get("/hjem").await.is(200).says(&format!("href=\"/meldinger/{thread}\""));
}

#[tokio::test]
async fn home_without_contacts_says_whom_to_ring() {
    let doors = Doors::open().await;
    doors.citizen(ids::ANNE).await.get("/hjem").await.is(200).says("75 00 01 00");
}
