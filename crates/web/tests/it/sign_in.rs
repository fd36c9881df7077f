//! `/logg-inn`, `/ansatt/logg-inn` and the way back from each (S1-2.1-c, S1-2.1-b).

use core::time::Duration;

use helsebro_domain::audit::Decision;
use helsebro_domain::refusals::ReasonCode;
use helsebro_partners::oidc::{SignInRefused, TokenFlaw};
use helsebro_testkit::ids;

use crate::browser::{Doors, HELSEID, IDPORTEN, back, state_of};

/// S1-2.1-c: Kari follows a link without a session; no content, no name.
#[tokio::test]
async fn s1_2_1_c_a_link_without_a_session_leads_to_the_sign_in_and_back_to_where_it_led() {
    let doors = Doors::open().await;
    let thread = doors.town.kari_writes().await.thread;
    let mut kari = doors.browser();
    let sent = kari.get(&format!("/meldinger/{thread}")).await.is(303);
    sent.says_nothing_of("Kari");
    let way_in = format!("/logg-inn?tilbake=%2Fmeldinger%2F{thread}");
    let answer = doors.signs_in(&mut kari, ids::KARI, &way_in, "sid-1").await;
    answer.leads_to(&format!("/meldinger/{thread}"));
    kari.get(&format!("/meldinger/{thread}")).await.is(200).says("leggen").says("Kari Nilsen");
}

#[tokio::test]
async fn the_sign_in_sends_nobody_on_to_another_place() {
    let doors = Doors::open().await;
    for elsewhere in
        ["https://other.example/", "//other.example", "/ansatt/arbeidsliste", "/logg-ut"]
    {
        let query: String = url::form_urlencoded::byte_serialize(elsewhere.as_bytes()).collect();
        let way_in = format!("/logg-inn?tilbake={query}");
        let answer = doors.signs_in(&mut doors.browser(), ids::KARI, &way_in, "sid-1").await;
        assert_eq!(answer.location(), "/hjem", "{elsewhere}");
    }
}

#[tokio::test]
async fn an_answer_is_taken_once_and_only_in_the_browser_that_asked() {
    let doors = Doors::open().await;
    let mut kari = doors.browser();
    let sent = kari.get("/logg-inn").await.is(303);
    doors.idporten.code_gives("code", Ok(doors.signed_in(ids::KARI, "sid-1")));
    let path = back("/logg-inn/tilbake", &state_of(&sent), IDPORTEN, "code");
    let mut other = doors.browser();
    other.get("/").await;
    other.get(&path).await.is(400);
    assert!(other.cookie("helsebro").is_none());
    // Whoever tried has used it up; Kari begins anew.
    kari.get(&path).await.is(400);
    let sent = kari.get("/logg-inn").await;
    let answer = doors.comes_back(&mut kari, ids::KARI, &sent, "sid-1").await;
    answer.leads_to("/hjem");
    let again = back("/logg-inn/tilbake", &state_of(&sent), IDPORTEN, "code");
    kari.get(&again).await.is(400);
}

#[tokio::test]
async fn an_answer_to_one_door_does_not_open_the_other() {
    let doors = Doors::open().await;
    let mut kari = doors.browser();
    let sent = kari.get("/logg-inn").await;
    let path = back("/ansatt/logg-inn/tilbake", &state_of(&sent), HELSEID, "code");
    kari.get(&path).await.is(400);
}

#[tokio::test]
async fn a_sign_in_that_took_too_long_is_not_taken() {
    let doors = Doors::open().await;
    let mut kari = doors.browser();
    let sent = kari.get("/logg-inn").await;
    doors.town.base.clock.move_on(Duration::from_secs(20 * 60 + 1));
    let answer = doors.comes_back(&mut kari, ids::KARI, &sent, "sid-1").await;
    answer.is(400);
    assert!(kari.cookie("helsebro").is_none());
}

/// S1-2.1-c: each refusal has its page, its status and a way on.
#[tokio::test]
async fn s1_2_1_c_every_refusal_says_why_and_lets_nobody_in() {
    let doors = Doors::open().await;
    for (refused, status, way_on) in [
        (SignInRefused::LevelTooLow, 403, "/logg-inn?igjen=1"),
        (SignInRefused::NoPid, 403, "/logg-inn?igjen=1"),
        (SignInRefused::Cancelled, 200, "/logg-inn"),
        (SignInRefused::CodeSpent, 400, "/logg-inn"),
        (SignInRefused::Untrusted(TokenFlaw::Issuer), 400, "/logg-inn"),
        (SignInRefused::Untrusted(TokenFlaw::Audience), 400, "/logg-inn"),
        (SignInRefused::Untrusted(TokenFlaw::Nonce), 400, "/logg-inn"),
        (SignInRefused::Untrusted(TokenFlaw::Expired), 400, "/logg-inn"),
        (SignInRefused::Untrusted(TokenFlaw::UnknownKey), 400, "/logg-inn"),
    ] {
        let mut kari = doors.browser();
        let sent = kari.get("/logg-inn").await;
        doors.idporten.code_gives("code", Err(refused));
        let path = back("/logg-inn/tilbake", &state_of(&sent), IDPORTEN, "code");
        let page = kari.get(&path).await.is(status);
        page.says(&format!("href=\"{way_on}\"")).says("116");
        assert!(kari.cookie("helsebro").is_none(), "{refused}");
    }
    let mut kari = doors.browser();
    let sent = kari.get("/logg-inn").await;
    let wrong = back("/logg-inn/tilbake", &state_of(&sent), "https://other.example/", "code");
    kari.get(&wrong).await.is(400);
}

#[tokio::test]
async fn when_the_identity_provider_is_away_the_page_says_so_with_whom_to_ring() {
    let doors = Doors::open().await;
    doors.idporten.go_away();
    doors.browser().get("/logg-inn").await.is(503).says("75 00 01 00");
    doors.helseid.go_away();
    doors.browser().get("/ansatt/logg-inn").await.is(503);
    doors.idporten.come_back();
    doors.citizen(ids::KARI).await.get("/hjem").await.is(200);
}

#[tokio::test]
async fn somebody_who_is_not_known_here_is_not_let_in() {
    let doors = Doors::open().await;
    let mut somebody = doors.browser();
    let sent = somebody.get("/logg-inn").await;
    let mut who = doors.signed_in(ids::KARI, "sid-1");
    who.pid = "00000000000".to_owned();
    doors.idporten.code_gives("code", Ok(who));
    let path = back("/logg-inn/tilbake", &state_of(&sent), IDPORTEN, "code");
    somebody.get(&path).await.is(400).says_nothing_of("00000000000");
    assert!(somebody.cookie("helsebro").is_none());
}

/// S1-2.1-b: an authorisation that has ended lets nobody in.
#[tokio::test]
async fn s1_2_1_b_staff_without_an_authorisation_today_are_not_let_in() {
    let doors = Doors::open().await;
    let mut jon = doors.browser();
    let page = doors.staff_signs_in(&mut jon, ids::JON).await.is(403);
    // To himself, who has just proved who he is: where it was, and until when.
    page.says("Hjemmesykepleien Solvik øst").says("31. januar");
    assert!(jon.cookie("helsebro").is_none());
    let line = &doors.town.lines(1).await[0];
    assert_eq!(line.decision, Decision::Refused(ReasonCode::StaffNotAuthorised));
}

/// S1-2.1-b: signed in before it ended, she is stopped at the next page.
#[tokio::test]
async fn s1_2_1_b_an_authorisation_that_ends_while_signed_in_stops_the_next_page() {
    let doors = Doors::open().await;
    let per = doors.town.plan.authorisations.iter().find(|one| one.staff == ids::PER).unwrap();
    let last = per.last_day;
    doors.town.at(last, 23, 50);
    let mut browser = doors.staff(ids::PER).await;
    browser.get("/ansatt/arbeidsliste").await.is(200);
    doors.town.at(last.tomorrow().unwrap(), 0, 1);
    let page = browser.get("/ansatt/arbeidsliste").await.is(403).says("STAFF_NOT_AUTHORISED");
    page.says("Hjemmesykepleien Solvik øst").says_nothing_of("/ansatt/bytt-enhet\"");
}

#[tokio::test]
async fn signing_in_ends_the_session_that_the_browser_had() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    let mut before = kari.clone();
    doors.signs_in(&mut kari, ids::OLA, "/logg-inn", "sid-2").await.leads_to("/hjem");
    before.get("/hjem").await.is(303);
    kari.get("/hjem").await.is(200).says("Ola");
}
