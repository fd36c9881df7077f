//! What a form must bring, and what is given back when it does not.

use core::num::NonZeroU32;

use axum::body::Body;
use axum::http::{Request, header};
use helsebro_testkit::ids;

use crate::browser::{Doors, US, encoded, form, settings};

const TEXT: &str = "Jeg har bare to plaster igjen.";

#[tokio::test]
async fn a_form_without_its_token_does_nothing_and_gives_the_text_back() {
    let doors = Doors::open().await;
    let thread = doors.town.kari_writes().await.thread;
    let mut kari = doors.citizen(ids::KARI).await;
    let path = format!("/meldinger/{thread}");
    let other = doors.citizen(ids::KARI).await.token().await;
    for token in ["", "x", other.as_str()] {
        let fields = [("csrf", token), ("act", "send"), ("body", TEXT)];
        let page = kari.post_bare(&path, &fields).await.is(419).says(TEXT);
        assert_eq!(page.action("/meldinger/"), path);
    }
    assert_eq!(doors.town.opens(ids::KARI, thread).await.unwrap().messages.len(), 1);
    // The page that gives it back has a token of its own: sent on from there it is sent.
    let page = kari.post_bare(&path, &[("act", "send"), ("body", TEXT)]).await.is(419);
    let token = page.field("csrf");
    let fields = [("csrf", token.as_str()), ("act", "send"), ("body", TEXT)];
    kari.post_bare(&path, &fields).await.is(303);
    assert_eq!(doors.town.opens(ids::KARI, thread).await.unwrap().messages.len(), 2);
}

/// A page of somebody else's must not become a button of ours.
#[tokio::test]
async fn a_form_from_elsewhere_is_refused_even_with_a_token_and_is_not_offered_again() {
    let doors = Doors::open().await;
    let thread = doors.town.kari_writes().await.thread;
    let mut kari = doors.citizen(ids::KARI).await;
    let path = format!("/meldinger/{thread}");
    let token = kari.token().await;
    let fields = [("csrf", token.as_str()), ("act", "send"), ("body", TEXT)];
    for (name, value) in [
        (header::ORIGIN.as_str(), "https://other.example"),
        (header::ORIGIN.as_str(), "null"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ] {
        let request = Request::post(&path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(name, value);
        let page = kari.send(request.body(encoded(&fields)).unwrap()).await.is(419);
        page.says_nothing_of(&format!("action=\"{path}\""));
    }
    assert_eq!(doors.town.opens(ids::KARI, thread).await.unwrap().messages.len(), 1);
}

/// Each says what was wrong with it, in the reader's language, and that nothing is sent.
#[tokio::test]
async fn what_is_no_form_of_ours_is_not_read_and_says_why() {
    let doors = Doors::open().await;
    for (language, unclear, large, way, address) in [
        ("nb", "forsto ikke", "for stort", "ikke åpnes på denne måten", "forstår ikke adressen"),
        (
            "nn",
            "forstod ikkje",
            "for stort",
            "ikkje opnast på denne måten",
            "forstår ikkje adressa",
        ),
        ("en", "did not understand", "too large", "cannot be opened", "not understand the address"),
    ] {
        let mut browser = doors.browser();
        browser.hold("helsebro_sprak", language);
        let json = Request::post("/sprak").header(header::CONTENT_TYPE, "application/json");
        browser.send(json.body(Body::from("{}")).unwrap()).await.is(415).says(unclear);
        let long = "x".repeat(helsebro_web::extract::MAX_FORM_BYTES + 1);
        let long = form("/sprak").body(Body::from(long)).unwrap();
        browser.send(long).await.is(413).says(large).says("116");
        let put = Request::put("/sprak").body(Body::empty()).unwrap();
        browser.send(put).await.is(405).says(way);
        browser.get("/logg-inn?tilbake=a&tilbake=b").await.is(400).says(address);
    }
}

#[tokio::test]
async fn the_form_after_the_last_in_a_minute_is_told_to_wait_and_keeps_its_text() {
    let mut few = settings();
    few.limits.forms_a_minute = NonZeroU32::new(2).unwrap();
    let doors = Doors::open_as(few).await;
    let thread = doors.town.kari_writes().await.thread;
    let mut kari = doors.citizen(ids::KARI).await;
    let path = format!("/meldinger/{thread}");
    let fields = [("act", "save_draft"), ("body", TEXT)];
    kari.post(&path, &fields).await.is(303);
    kari.post(&path, &fields).await.is(303);
    let page = kari.post(&path, &fields).await.is(429).says(TEXT);
    assert!(page.header("retry-after").parse::<u64>().unwrap() >= 1);
    // Somebody else is not made to wait for her.
    doors.citizen(ids::OLA).await.post("/sprak", &[("language", "nb")]).await.is(303);
}

#[tokio::test]
async fn a_browser_that_says_it_is_ours_is_believed_with_its_token() {
    let doors = Doors::open().await;
    let mut browser = doors.browser();
    let token = browser.token().await;
    let fields = [("csrf", token.as_str()), ("language", "nn")];
    let request = Request::post("/sprak")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded; charset=utf-8")
        .header(header::ORIGIN, US)
        .header("sec-fetch-site", "same-origin");
    browser.send(request.body(encoded(&fields)).unwrap()).await.is(303);
}
