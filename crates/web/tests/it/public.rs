//! Pages that anybody may see.

use axum::body::Body;
use axum::http::{Request, header};
use helsebro_testkit::ids;

use crate::browser::Doors;

#[tokio::test]
async fn the_front_page_leads_to_both_doors_and_names_the_municipalities() {
    let doors = Doors::open().await;
    let page = doors.browser().get("/").await.is(200);
    page.says("href=\"/logg-inn\"").says("href=\"/ansatt/logg-inn\"").says("Granli, Nordfjell");
}

/// L-EFV-5: what to write where is said, and that no e-mail is received.
#[tokio::test]
async fn l_efv_5_the_privacy_page_says_how_to_reach_the_municipality() {
    let doors = Doors::open().await;
    doors.browser().get("/personvern").await.is(200).says("75 00 01 00").says("e-post");
}

#[tokio::test]
async fn the_language_follows_the_browser_until_one_is_chosen() {
    let doors = Doors::open().await;
    let mut browser = doors.browser();
    let asks = Request::get("/").header(header::ACCEPT_LANGUAGE, "nn-NO,nb;q=0.8");
    let page = browser.send(asks.body(Body::empty()).unwrap()).await;
    page.says("<html lang=\"nn\"");
    let choice = [("language", "en"), ("return_to", "/hjelp?x=1")];
    browser.post("/sprak", &choice).await.leads_to("/hjelp?x=1");
    browser.get("/hjelp").await.says("<html lang=\"en\"");
}

#[tokio::test]
async fn a_language_chosen_when_signed_in_is_there_after_the_next_sign_in() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    let choice = [("language", "nn"), ("return_to", "https://other.example/")];
    kari.post("/sprak", &choice).await.leads_to("/");
    let mut later = doors.citizen(ids::KARI).await;
    later.get("/hjem").await.is(200).says("<html lang=\"nn\"");
}

#[tokio::test]
async fn what_is_not_there_says_so_in_the_readers_language() {
    let doors = Doors::open().await;
    let mut browser = doors.browser();
    browser.hold("helsebro_sprak", "nn");
    browser.get("/finst-ikkje").await.is(404).says("<html lang=\"nn\"").says("116");
    browser.get("/static/0000/helsebro.css").await.is(404);
}

#[tokio::test]
async fn an_address_that_cannot_be_read_is_answered_with_a_page() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    for path in ["/logg-inn?tilbake=a&tilbake=b", "/meldinger/%ff", "/meldinger?eldre=1&eldre=2"] {
        let answer = kari.get(path).await;
        assert!(matches!(answer.status.as_u16(), 400 | 404), "{path}: {}", answer.status);
        answer.says("<html lang=\"nb\"").says("116");
    }
}
