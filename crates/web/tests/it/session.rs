//! When a session ends, and `/okt/forleng` (experience § 5.7).

use core::time::Duration;

use axum::http::header::ACCEPT;
use helsebro_testkit::ids;
use serde_json::Value;

use crate::browser::{Doors, SESSION, encoded, form};

const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn a_session_that_is_not_used_ends_and_says_so_before_anybody_is_let_in_again() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    doors.town.base.clock.move_on(SESSION.idle);
    let answer = kari.get("/meldinger").await;
    let place = "/utlogget?tilbake=%2Fmeldinger";
    answer.leads_to(place);
    let page = kari.get(place).await.is(200).says("href=\"/logg-inn?tilbake=%2Fmeldinger\"");
    page.says_nothing_of("Kari");
    // The dead cookie is gone; the next link leads straight in.
    kari.get("/meldinger").await.leads_to("/logg-inn?tilbake=%2Fmeldinger");
}

#[tokio::test]
async fn use_keeps_a_session_alive_until_its_last_end() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    let step = SESSION.idle - MINUTE;
    let mut passed = Duration::ZERO;
    while passed + step < SESSION.absolute {
        doors.town.base.clock.move_on(step);
        passed += step;
        kari.get("/hjem").await.is(200);
    }
    doors.town.base.clock.move_on(SESSION.absolute - passed);
    kari.get("/hjem").await.is(303);
}

#[tokio::test]
async fn staying_moves_the_end_and_tells_a_script_the_new_one() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    doors.town.base.clock.move_on(SESSION.idle - 2 * MINUTE);
    let token = kari.token().await;
    let fields = [("csrf", token.as_str())];
    let request = form("/okt/forleng").header(ACCEPT, "application/json");
    let answer = kari.send(request.body(encoded(&fields)).unwrap()).await.is(200);
    let told: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(told["end_in"], SESSION.idle.as_secs());
    assert_eq!(told["warn_in"], (SESSION.idle - 2 * MINUTE).as_secs());
    assert!(told["words"].as_str().unwrap().contains("kl."));
    doors.town.base.clock.move_on(SESSION.idle - MINUTE);
    kari.get("/hjem").await.is(200);
    kari.post("/okt/forleng", &[("back", "/meldinger")]).await.leads_to("/meldinger");
}

#[tokio::test]
async fn nothing_can_be_stayed_in_without_a_session() {
    let doors = Doors::open().await;
    doors.browser().post("/okt/forleng", &[]).await.is(401);
}
