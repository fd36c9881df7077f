//! The unit's shared list, and what is told when it changes.

use core::time::Duration;

use axum::body::Body;
use axum::http::Request;
use helsebro_domain::time::Date;
use helsebro_testkit::{ids, oslo};

use crate::browser::Doors;

const LIST: &str = "/ansatt/arbeidsliste";

/// How often something happens before a page that listens must have heard of it.
const MAX_TOLD: usize = 50;

/// S1-2.1-b: the list shows what waits, with whom, about what and until when.
#[tokio::test]
async fn s1_2_1_b_the_list_shows_what_waits_for_an_answer() {
    let doors = Doors::open().await;
    let mut per = doors.staff(ids::PER).await;
    per.get(LIST).await.is(200).says("Ingen venter på svar. Bra jobbet.");
    let thread = doors.town.kari_writes().await.thread;
    let page = per.get(LIST).await.is(200).says("Kari Nilsen").says("f. 1948");
    let page = page.says("Såret på leggen").says("Hjemmesykepleien Solvik øst");
    assert_eq!(page.action("/ansatt/samtaler/"), format!("/ansatt/samtaler/{thread}/ta"));
    // The number is not on the list.
    page.says_nothing_of("12864800015").says_nothing_of("128648");
}

/// Each part of the list holds its own, and a word that names no part shows the first.
#[tokio::test]
async fn each_part_of_the_list_holds_its_own() {
    let doors = Doors::open().await;
    let thread = doors.town.kari_writes().await.thread;
    let mut per = doors.staff(ids::PER).await;
    let topic = "Såret på leggen";
    for (part, there) in [
        ("ikke-tatt", true),
        ("alle", true),
        ("mine", false),
        ("venter", false),
        ("avsluttet", false),
        ("x", true),
    ] {
        let page = per.get(&format!("{LIST}?del={part}")).await.is(200);
        assert_eq!(page.body.contains(topic), there, "{part}");
    }
    per.post(&format!("/ansatt/samtaler/{thread}/ta"), &[]).await.is(303);
    let fields = [("act", "send"), ("body", "Vi kommer.")];
    per.post(&format!("/ansatt/samtaler/{thread}/svar"), &fields).await.is(303);
    for (part, there) in [("alle", true), ("mine", true), ("venter", true), ("avsluttet", false)] {
        let page = per.get(&format!("{LIST}?del={part}")).await.is(200);
        assert_eq!(page.body.contains(topic), there, "{part}");
    }
    per.get(&format!("{LIST}?side=65535")).await.is(200);
}

/// S1-2.1.1-a: what is over its promise stands first and is said in words.
#[tokio::test]
async fn s1_2_1_1_a_a_broken_promise_is_said_on_the_list() {
    let doors = Doors::open().await;
    doors.town.kari_writes().await;
    doors.town.base.clock.set(oslo(Date::constant(2027, 2, 3), 13, 31));
    let mut per = doors.staff(ids::PER).await;
    per.get(LIST).await.says("Én samtale har frist om mindre enn to timer");
    doors.town.base.clock.set(oslo(Date::constant(2027, 2, 3), 15, 31));
    let mut per = doors.staff(ids::PER).await;
    per.get(LIST).await.says("Én samtale er over fristen, og ingen har tatt den.");
}

/// New items appear without reloading: a page that listens is told how many, and
/// nothing of whom or what.
#[tokio::test]
async fn an_open_page_is_told_that_something_is_new_and_not_what() {
    let doors = Doors::open().await;
    let mut per = doors.staff(ids::PER).await;
    let request = Request::get("/ansatt/arbeidsliste/nytt").body(Body::empty()).unwrap();
    let answer = per.begin(request).await;
    assert_eq!(answer.headers()["content-type"], "text/event-stream");
    let mut stream = answer.into_body().into_data_stream();
    let listening = tokio::spawn(async move {
        use futures_util::StreamExt;
        loop {
            let bytes = stream.next().await.expect("a stream that goes on").expect("bytes");
            let text = String::from_utf8_lossy(&bytes).into_owned();
            if text.starts_with("data:") {
                return text;
            }
        }
    });
    // The stream hears nothing before its first poll, so it is told more than once.
    for _ in 0..MAX_TOLD {
        if listening.is_finished() {
            break;
        }
        doors.town.kari_writes().await;
        tokio::task::yield_now().await;
    }
    let told = tokio::time::timeout(Duration::from_secs(10), listening).await.unwrap().unwrap();
    for secret in ["Kari", "Nilsen", "leggen"] {
        assert!(!told.contains(secret), "{told}");
    }
    assert!(told.contains("ny"), "{told}");
}
