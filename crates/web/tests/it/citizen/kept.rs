//! What was written when the session was over (experience § 4.4).

use core::time::Duration;

use helsebro_actions::dialog::drafts;
use helsebro_testkit::ids;

use crate::browser::{Answer, Browser, Doors, SESSION};

const BODY: &str = "Hei! Jeg har bare\nto plaster & litt teip igjen.";

/// The fields of the page that gives a text back, with its token.
async fn signs_in_from(browser: &mut Browser, page: &Answer) -> Answer {
    let mut fields = vec![("csrf".to_owned(), page.field("csrf"))];
    for part in page.body.split("<textarea name=\"").skip(1) {
        let (name, rest) = part.split_once('"').unwrap();
        let (_, rest) = rest.split_once('>').unwrap();
        let value = rest.split("</textarea>").next().unwrap();
        let value = value.strip_prefix('\n').unwrap_or(value);
        let value = value.replace("&#38;", "&").replace("&amp;", "&");
        fields.push((name.to_owned(), value));
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    browser.post_bare("/logg-inn", &fields).await
}

#[tokio::test]
async fn a_message_written_when_the_session_was_over_is_there_after_signing_in() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    let contact = doors.town.contact(ids::KARI, ids::HOME_NURSING).await;
    let path = format!("/meldinger/ny/til/{contact}");
    let draft = kari.get(&path).await.field("draft");
    doors.town.base.clock.move_on(SESSION.idle + Duration::from_secs(1));
    let fields = [("act", "continue"), ("draft", &draft), ("topic", "Plaster"), ("body", BODY)];
    let page = kari.post_bare(&path, &fields).await.is(401).says("to plaster");
    let sent = signs_in_from(&mut kari, &page).await.is(303);
    let answer = doors.comes_back(&mut kari, ids::KARI, &sent, "sid-2").await;
    let place = format!("/meldinger/utkast/{draft}?etter=innlogging");
    answer.leads_to(&place);
    kari.get(&place).await.is(200).says("to plaster").says("value=\"Plaster\"");
    let found = drafts::list(&doors.town.acts, &doors.town.citizen(ids::KARI)).await.unwrap();
    assert_eq!(found[0].body.replace("\r\n", "\n"), BODY);
}

#[tokio::test]
async fn a_reply_written_when_the_session_was_over_is_in_the_conversation_again() {
    let doors = Doors::open().await;
    let thread = doors.town.kari_writes().await.thread;
    let mut kari = doors.citizen(ids::KARI).await;
    let path = format!("/meldinger/{thread}");
    doors.town.base.clock.move_on(SESSION.idle + Duration::from_secs(1));
    let page = kari.post_bare(&path, &[("act", "send"), ("body", BODY)]).await.is(401);
    let sent = signs_in_from(&mut kari, &page).await.is(303);
    let answer = doors.comes_back(&mut kari, ids::KARI, &sent, "sid-2").await;
    answer.leads_to(&format!("{path}?etter=innlogging"));
    kari.get(&path).await.is(200).says("to plaster");
}

/// Another person at the same machine gets neither the text nor a word of it.
#[tokio::test]
async fn a_text_of_karis_never_becomes_somebody_elses_draft() {
    let doors = Doors::open().await;
    let thread = doors.town.kari_writes().await.thread;
    let mut browser = doors.citizen(ids::KARI).await;
    let path = format!("/meldinger/{thread}");
    doors.town.base.clock.move_on(SESSION.idle + Duration::from_secs(1));
    let page = browser.post_bare(&path, &[("act", "send"), ("body", BODY)]).await.is(401);
    let sent = signs_in_from(&mut browser, &page).await.is(303);
    let answer = doors.comes_back(&mut browser, ids::OLA, &sent, "sid-2").await.is(303);
    let place = answer.location().to_owned();
    browser.get(&place).await.is(404).says_nothing_of("plaster");
    let found = drafts::list(&doors.town.acts, &doors.town.citizen(ids::OLA)).await.unwrap();
    assert!(found.is_empty());
}

/// Staff have no drafts; they see what they wrote and can copy it.
#[tokio::test]
async fn staff_see_what_they_wrote_when_the_session_was_over() {
    let doors = Doors::open().await;
    let thread = doors.town.kari_writes().await.thread;
    let mut per = doors.staff(ids::PER).await;
    doors.town.base.clock.move_on(SESSION.idle + Duration::from_secs(1));
    let path = format!("/ansatt/samtaler/{thread}/svar");
    let page = per.post_bare(&path, &[("body", BODY)]).await.is(401).says("to plaster");
    assert_eq!(page.action("/ansatt/"), "/ansatt/logg-inn");
}
