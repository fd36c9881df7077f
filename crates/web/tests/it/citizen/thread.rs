//! `/meldinger/{thread}` (S1-2.1.1-a).

use helsebro_domain::dialog::{CloseReason, Reply};
use helsebro_testkit::ids;

use crate::browser::Doors;

const MORE: &str = "Jeg har målt feberen, den er 37,4.";

/// S1-2.1.1-a: read time is noted, and shown to the other side.
#[tokio::test]
async fn s1_2_1_1_a_opening_a_conversation_notes_that_it_was_read() {
    let doors = Doors::open().await;
    let thread = doors.town.kari_writes().await.thread;
    let per = doors.town.per().await;
    doors.town.answers(&per, thread, "Vi kommer i morgen kl. 10.").await.unwrap();
    let mut kari = doors.citizen(ids::KARI).await;
    assert_eq!(doors.town.unread(ids::KARI).await, 1);
    let page = kari.get(&format!("/meldinger/{thread}")).await.is(200);
    page.says("Vi kommer i morgen kl. 10.").says("Per Haug").says("SOL-2027-000001");
    assert_eq!(doors.town.unread(ids::KARI).await, 0);
    // The title must not tell the topic to a browser's history.
    let page = kari.get(&format!("/meldinger/{thread}")).await;
    let title = page.body.split("<title>").nth(1).unwrap().split("</title>").next().unwrap();
    assert!(!title.contains("leggen") && title.ends_with("– Helsebro"), "{title}");
}

#[tokio::test]
async fn a_reply_is_sent_at_once_with_its_receipt_in_the_conversation() {
    let doors = Doors::open().await;
    let thread = doors.town.kari_writes().await.thread;
    let mut kari = doors.citizen(ids::KARI).await;
    let path = format!("/meldinger/{thread}");
    let submission = kari.get(&path).await.field("submission");
    let fields = [("act", "send"), ("submission", &submission), ("body", MORE)];
    let sent = format!("{path}?sendt=1");
    kari.post(&path, &fields).await.leads_to(&sent);
    kari.get(&sent).await.is(200).says(MORE).says("SOL-2027-000002");
    // The same form again is the same reply.
    kari.post(&path, &fields).await.leads_to(&sent);
    assert_eq!(doors.town.opens(ids::KARI, thread).await.unwrap().messages.len(), 2);
}

#[tokio::test]
async fn a_reply_that_cannot_be_sent_comes_back_as_it_was_typed() {
    let doors = Doors::open().await;
    let thread = doors.town.kari_writes().await.thread;
    let mut kari = doors.citizen(ids::KARI).await;
    let path = format!("/meldinger/{thread}");
    kari.post(&path, &[("act", "send"), ("body", " \r\n ")]).await.is(422).says("href=\"#body\"");
    let long = "x".repeat(1001);
    kari.post(&path, &[("act", "send"), ("body", &long)]).await.is(422).says(&long);
    assert_eq!(doors.town.opens(ids::KARI, thread).await.unwrap().messages.len(), 1);
}

#[tokio::test]
async fn a_reply_not_yet_sent_is_kept() {
    let doors = Doors::open().await;
    let thread = doors.town.kari_writes().await.thread;
    let mut kari = doors.citizen(ids::KARI).await;
    let path = format!("/meldinger/{thread}");
    let submission = kari.get(&path).await.field("submission");
    let fields = [("act", "save_draft"), ("submission", &submission), ("body", MORE)];
    kari.post(&path, &fields).await.leads_to(&path);
    let page = kari.get(&path).await.is(200).says(MORE);
    assert_eq!(page.field("submission"), submission);
    let fields = [("act", "send"), ("submission", &submission), ("body", MORE)];
    kari.post(&path, &fields).await.is(303);
    let view = doors.town.opens(ids::KARI, thread).await.unwrap();
    assert_eq!(view.messages.len(), 2);
    kari.get("/meldinger").await.says_nothing_of("/meldinger/utkast/");
}

/// S1-2.1.1-a: closed: why, and a new conversation about the same; and when it
/// was closed while she wrote, her text is kept.
#[tokio::test]
async fn s1_2_1_1_a_a_closed_conversation_offers_a_new_one_with_the_text() {
    let doors = Doors::open().await;
    let thread = doors.town.kari_writes().await.thread;
    let mut kari = doors.citizen(ids::KARI).await;
    let path = format!("/meldinger/{thread}");
    kari.get(&path).await.is(200);
    let per = doors.town.per().await;
    doors.town.closes(&per, thread, (CloseReason::Answered, None)).await.unwrap();
    let page = kari.post(&path, &[("act", "send"), ("body", MORE)]).await.is(409).says(MORE);
    page.says("75 00 01 20");
    let contact = doors.town.contact(ids::KARI, ids::HOME_NURSING).await;
    let anew = format!("/meldinger/ny/til/{contact}?om={thread}");
    kari.get(&path).await.is(200).says(&format!("href=\"{anew}\""));
    kari.get(&anew).await.is(200).says("value=\"Såret på leggen\"");
}

#[tokio::test]
async fn a_notice_that_cannot_be_answered_has_no_box_and_a_way_on() {
    let doors = Doors::open().await;
    let per = doors.town.per().await;
    let thread = doors.town.desk_writes(&per, ids::KARI, Reply::NotAllowed).await.unwrap().id;
    let mut kari = doors.citizen(ids::KARI).await;
    let path = format!("/meldinger/{thread}");
    kari.get(&path).await.is(200).says_nothing_of("name=\"submission\"").says("/meldinger/ny");
    kari.post(&path, &[("act", "send"), ("body", MORE)]).await.is(409).says(MORE);
}

#[tokio::test]
async fn it_can_be_printed_without_the_menu() {
    let doors = Doors::open().await;
    let thread = doors.town.kari_writes().await.thread;
    let mut kari = doors.citizen(ids::KARI).await;
    let page = kari.get(&format!("/meldinger/{thread}/skriv-ut")).await.is(200);
    page.says("Såret på leggen").says("Kari Nilsen").says("Solvik kommune");
}

/// What she opens is no longer among the unread, also not on the page that opens it.
#[tokio::test]
async fn the_menu_counts_what_is_unread_after_the_conversation_was_opened() {
    const COUNT: &str = "class=\"hb-count\"";
    let doors = Doors::open().await;
    let thread = doors.town.kari_writes().await.thread;
    let per = doors.town.per().await;
    doors.town.answers(&per, thread, "Vi kommer i morgen kl. 10.").await.unwrap();
    let mut kari = doors.citizen(ids::KARI).await;
    kari.get("/meldinger").await.is(200).says(COUNT);
    kari.get(&format!("/meldinger/{thread}")).await.is(200).says_nothing_of(COUNT);
    doors.town.answers(&per, thread, "Og kl. 14.").await.unwrap();
    kari.get(&format!("/meldinger/{thread}/skriv-ut")).await.is(200).says_nothing_of(COUNT);
}
