//! When a session ends, and `/okt/forleng` (experience § 5.7).

use core::time::Duration;

use axum::body::Body;
use axum::http::header::ACCEPT;
use axum::http::{Request, StatusCode};
use helsebro_testkit::ids;
use helsebro_web::{LimitSettings, WebSettings};
use serde_json::Value;

use crate::browser::{Doors, SESSION, encoded, form, settings};

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

/// Experience § 5.7: whoever was signed out is told why, when we know.
#[tokio::test]
async fn a_dead_cookie_tells_its_true_reason() {
    let doors = Doors::open().await;
    let mut idle = doors.citizen(ids::KARI).await;
    doors.town.base.clock.move_on(SESSION.idle);
    let page = idle.get("/utlogget").await.is(200).says("ikke hadde skjedd noe");
    page.says("Utkastet ditt er lagret.");

    let mut long = doors.citizen(ids::KARI).await;
    let step = SESSION.idle - MINUTE;
    for _ in 0..SESSION.absolute.as_secs() / step.as_secs() {
        doors.town.base.clock.move_on(step);
        long.get("/hjem").await.is(200);
    }
    doors.town.base.clock.move_on(step);
    long.get("/utlogget").await.is(200).says("innlogget lenge");

    let mut phone = doors.citizen(ids::KARI).await;
    let mut other = doors.citizen(ids::KARI).await;
    phone.post("/meg/logg-ut-overalt", &[]).await.is(200);
    other.get("/utlogget").await.is(200).says("alle maskiner og telefoner");

    let mut elsewhere = doors.citizen(ids::KARI).await;
    let frame = "/logg-ut/frontkanal?iss=https%3A%2F%2Fidporten.example%2F&sid=sid-1";
    doors.browser().get(frame).await.is(200);
    elsewhere.get("/utlogget").await.is(200).says("et annet sted");

    let mut copy = doors.citizen(ids::KARI).await;
    let mut own = copy.clone();
    own.post("/logg-ut", &[]).await.is(200);
    copy.get("/utlogget").await.is(200).says("Du er logget ut").says_nothing_of("skjedd noe");

    // A cookie that nobody knows any longer.
    let mut unknown = doors.browser();
    unknown.hold("helsebro", &"A".repeat(43));
    let page = unknown.get("/utlogget").await.is(200).says("gjelder ikke lenger");
    page.says_nothing_of("Utkastet");
}

/// Staff have no drafts, so none is promised to be kept.
#[tokio::test]
async fn staff_are_not_told_of_drafts_when_their_session_is_over() {
    let doors = Doors::open().await;
    let mut per = doors.staff(ids::PER).await;
    doors.town.base.clock.move_on(SESSION.idle);
    let answer = per.get("/ansatt/arbeidsliste").await.is(303);
    let page = per.get(answer.location()).await.is(200).says("ikke hadde skjedd noe");
    page.says_nothing_of("Utkastet");
}

/// An open page asks for what is new by itself: that nobody is there must show.
#[tokio::test]
async fn a_stream_that_is_opened_again_is_no_use_of_the_session() {
    let doors = Doors::open().await;
    let mut per = doors.staff(ids::PER).await;
    let stream = "/ansatt/arbeidsliste/nytt";
    doors.town.base.clock.move_on(SESSION.idle - MINUTE);
    let request = Request::get(stream).body(Body::empty()).unwrap();
    assert_eq!(per.begin(request).await.status(), 200);
    doors.town.base.clock.move_on(MINUTE);
    // Told nothing, so that it stops asking, and the page can still say why.
    per.get(stream).await.is(204);
    let answer = per.get("/ansatt/arbeidsliste").await.is(303);
    assert!(answer.location().starts_with("/utlogget"), "{}", answer.location());
}

/// So many streams in one session, and in all.
#[tokio::test]
async fn only_so_many_streams_are_open_at_once() {
    let few = WebSettings {
        limits: LimitSettings { streams_a_session: 2, streams_at_once: 3, ..settings().limits },
        ..settings()
    };
    let doors = Doors::open_as(few).await;
    let (mut per, mut siri) = (doors.staff(ids::PER).await, doors.staff(ids::SIRI).await);
    let stream = || Request::get("/ansatt/arbeidsliste/nytt").body(Body::empty()).unwrap();
    let first = per.begin(stream()).await;
    let second = per.begin(stream()).await;
    assert_eq!((first.status(), second.status()), (StatusCode::OK, StatusCode::OK));
    assert_eq!(per.begin(stream()).await.status(), StatusCode::TOO_MANY_REQUESTS);
    let third = siri.begin(stream()).await;
    assert_eq!(third.status(), StatusCode::OK);
    assert_eq!(siri.begin(stream()).await.status(), StatusCode::SERVICE_UNAVAILABLE);
    drop(first);
    assert_eq!(siri.begin(stream()).await.status(), StatusCode::OK);
}
