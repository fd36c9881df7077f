//! `/logg-ut`, both channels of logout, and the way out everywhere.

use core::time::Duration;

use helsebro_partners::oidc::LoggedOutElsewhere;
use helsebro_testkit::ids;

use crate::browser::{Browser, Doors, IDPORTEN, form};

#[tokio::test]
async fn signing_out_ends_the_session_here_and_sends_the_browser_to_end_it_there() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    let mut copy = kari.clone();
    let page = kari.post("/logg-ut", &[]).await.is(200);
    assert_eq!(page.action("https://idporten.example/"), "https://idporten.example/logout");
    assert_eq!(page.field("id_token_hint"), "the.id.token");
    assert!(kari.cookie("helsebro").is_none());
    copy.get("/hjem").await.is(303);
    kari.get("/utlogget?state=x").await.is(200).says("href=\"/logg-inn\"");
}

#[tokio::test]
async fn staff_sign_out_at_their_own_provider() {
    let doors = Doors::open().await;
    let mut per = doors.staff(ids::PER).await;
    let page = per.post("/ansatt/logg-ut", &[]).await.is(200);
    assert_eq!(page.action("https://helseid.example/"), "https://helseid.example/logout");
    per.get("/ansatt/arbeidsliste").await.is(303);
}

#[tokio::test]
async fn signing_out_works_here_when_the_provider_is_away() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    doors.idporten.go_away();
    let answer = kari.post("/logg-ut", &[]).await.is(303);
    assert!(answer.location().starts_with("/utlogget"));
    kari.get("/hjem").await.is(303);
}

#[tokio::test]
async fn following_a_link_signs_nobody_out() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    kari.get("/logg-ut").await.leads_to("/hjem");
    kari.get("/hjem").await.is(200);
    doors.browser().get("/logg-ut").await.leads_to("/utlogget");
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_session_of_hers_and_nobody_elses() {
    let doors = Doors::open().await;
    let mut phone = doors.citizen(ids::KARI).await;
    let mut machine = doors.citizen(ids::KARI).await;
    let mut ola = doors.citizen(ids::OLA).await;
    let page = phone.post("/meg/logg-ut-overalt", &[]).await.is(200);
    machine.get("/hjem").await.is(303);
    ola.get("/hjem").await.is(200);
    let state = page.field("state");
    phone.get(&format!("/utlogget?state={state}")).await.is(200).says("alle maskiner");
}

async fn back_channel(browser: &mut Browser, path: &str, token: &str) -> u16 {
    let body = format!("logout_token={token}");
    let request = form(path).body(axum::body::Body::from(body)).unwrap();
    browser.send(request).await.status.as_u16()
}

#[tokio::test]
async fn the_providers_word_ends_the_session_it_names_and_only_that() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    let mut ola = doors.browser();
    doors.signs_in(&mut ola, ids::OLA, "/logg-inn", "sid-ola").await;
    let mut provider = doors.browser();
    let expires = doors.town.now().plus(Duration::from_secs(330));
    let word = |sid: &str, jti: &str| LoggedOutElsewhere {
        sid: sid.to_owned(),
        jti: jti.to_owned(),
        expires,
    };
    doors.idporten.token_logs_out("t1", word("sid-1", "j1"));
    doors.idporten.token_logs_out("t2", word("sid-nobodys", "j2"));
    assert_eq!(back_channel(&mut provider, "/logg-ut/bakkanal", "t2").await, 204);
    kari.get("/hjem").await.is(200);
    assert_eq!(back_channel(&mut provider, "/logg-ut/bakkanal", "t1").await, 204);
    kari.get("/hjem").await.is(303);
    ola.get("/hjem").await.is(200);
    // The same word again ends nothing, also not a newer session of the same name.
    let mut again = doors.citizen(ids::KARI).await;
    assert_eq!(back_channel(&mut provider, "/logg-ut/bakkanal", "t1").await, 204);
    again.get("/hjem").await.is(200);
}

#[tokio::test]
async fn a_word_that_is_not_believed_ends_nothing() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    let mut provider = doors.browser();
    for path in ["/logg-ut/bakkanal", "/ansatt/logg-ut/bakkanal"] {
        assert_eq!(back_channel(&mut provider, path, "forged").await, 400, "{path}");
        assert_eq!(back_channel(&mut provider, path, "").await, 400, "{path}");
    }
    doors.idporten.go_away();
    assert_eq!(back_channel(&mut provider, "/logg-ut/bakkanal", "t").await, 503);
    kari.get("/hjem").await.is(200);
}

#[tokio::test]
async fn the_front_channel_ends_a_session_without_its_cookie() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    let mut frame = doors.browser();
    let path = |iss: &str, sid: &str| {
        let pairs = [("iss", iss), ("sid", sid)];
        let query =
            url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        format!("/logg-ut/frontkanal?{query}")
    };
    frame.get(&path("https://other.example/", "sid-1")).await.is(400);
    frame.get(&path(IDPORTEN, "sid-nobodys")).await.is(200);
    kari.get("/hjem").await.is(200);
    frame.get(&path(IDPORTEN, "sid-1")).await.is(200);
    frame.get(&path(IDPORTEN, "sid-1")).await.is(200);
    kari.get("/hjem").await.is(303);
}
