//! `/meldinger/ny` to the receipt (S1-2.1.1-a, L-EFV-6).

use helsebro_actions::dialog::drafts;
use helsebro_domain::parties::DialogSetting;
use helsebro_testkit::ids;

use crate::browser::{Browser, Doors, encoded, form};

const TOPIC: &str = "Plaster til såret";
const BODY: &str = "Hei! Jeg har bare to plaster igjen.";

async fn to_home_nursing(doors: &Doors) -> String {
    let contact = doors.town.contact(ids::KARI, ids::HOME_NURSING).await;
    format!("/meldinger/ny/til/{contact}")
}

/// Writes and goes on; the address of the page to look over.
async fn looks_over(kari: &mut Browser, path: &str) -> String {
    let draft = kari.get(path).await.is(200).field("draft");
    let fields = [("act", "continue"), ("draft", &draft), ("topic", TOPIC), ("body", BODY)];
    let check = format!("/meldinger/utkast/{draft}/se-over");
    kari.post(path, &fields).await.leads_to(&check);
    check
}

/// S1-2.1.1-a, L-EFV-6: written, looked over, sent; a receipt with reference and
/// time, and when an answer is promised.
#[tokio::test]
async fn s1_2_1_1_a_l_efv_6_kari_writes_looks_over_sends_and_gets_a_receipt() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    let path = to_home_nursing(&doors).await;
    // TV-1: sent on Tuesday, promised at the end of Wednesday's opening hours.
    let page = kari.get(&path).await.is(200).says("3. februar kl.").says("15.30");
    page.says("116").says("113");
    let check = looks_over(&mut kari, &path).await;
    let page = kari.get(&check).await.is(200).says(TOPIC).says(BODY).says("Kari Nilsen");
    let action = page.action(&check);
    let answer = kari.post(&action, &[("act", "send")]).await.is(303);
    let receipt = answer.location().to_owned();
    assert!(receipt.ends_with("/kvittering"), "{receipt}");
    kari.get(&receipt).await.is(200).says("SOL-2027-000001").says("15.30");
    assert_eq!(doors.town.inbox(ids::KARI).await.lines.len(), 1);
}

/// Sent twice, by the back button or a second press, it is sent once.
#[tokio::test]
async fn a_message_sent_twice_is_sent_once_and_shows_the_same_receipt() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    let path = to_home_nursing(&doors).await;
    let check = looks_over(&mut kari, &path).await;
    let action = kari.get(&check).await.action(&check);
    let first = kari.post(&action, &[("act", "send")]).await.is(303);
    let second = kari.post(&action, &[("act", "send")]).await.is(303);
    assert_eq!(first.location(), second.location());
    kari.get(&check).await.leads_to(first.location());
    let draft = check.split('/').nth(3).unwrap().to_owned();
    let fields = [("act", "continue"), ("draft", &draft), ("topic", TOPIC), ("body", BODY)];
    kari.post(&path, &fields).await.leads_to(first.location());
    kari.get(&format!("/meldinger/utkast/{draft}")).await.leads_to(first.location());
    assert_eq!(doors.town.inbox(ids::KARI).await.lines.len(), 1);
    kari.get(second.location()).await.is(200).says("SOL-2027-000001");
}

#[tokio::test]
async fn what_is_sent_is_what_was_looked_over() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    let path = to_home_nursing(&doors).await;
    let check = looks_over(&mut kari, &path).await;
    let action = kari.get(&check).await.action(&check);
    let draft = check.split('/').nth(3).unwrap().to_owned();
    doors.town.base.clock.move_on(core::time::Duration::from_secs(5));
    let changed =
        [("act", "save_draft"), ("draft", &draft), ("topic", TOPIC), ("body", "Noe annet")];
    kari.post(&path, &changed).await.is(303);
    kari.post(&action, &[("act", "send")]).await.leads_to(&check);
    assert_eq!(doors.town.inbox(ids::KARI).await.lines.len(), 0);
}

/// S1-2.1.1-a: topic 50, message 1,000; what was typed stands.
#[tokio::test]
async fn s1_2_1_1_a_what_cannot_be_sent_comes_back_with_what_is_wrong() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    let path = to_home_nursing(&doors).await;
    let draft = doors.town.new_uuid().to_string();
    let fields = [("act", "continue"), ("draft", &draft), ("topic", ""), ("body", BODY)];
    let page = kari.post(&path, &fields).await.is(422).says(BODY).says("href=\"#topic\"");
    page.says_nothing_of("href=\"#body\"");
    let long = "å".repeat(1037);
    let fields = [("act", "continue"), ("draft", &draft), ("topic", TOPIC), ("body", &long)];
    kari.post(&path, &fields).await.is(422).says(&long).says(TOPIC).says("37 tegn");
    // It was saved all the same, so that nothing is lost.
    kari.get(&format!("/meldinger/utkast/{draft}")).await.is(200).says(&long);
    kari.get(&format!("/meldinger/utkast/{draft}/se-over")).await.is(303);
}

#[tokio::test]
async fn a_draft_is_kept_listed_gone_on_with_and_thrown_away() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    let path = to_home_nursing(&doors).await;
    let draft = kari.get(&path).await.field("draft");
    let fields = [("act", "save_draft"), ("draft", &draft), ("topic", TOPIC), ("body", BODY)];
    kari.post(&path, &fields).await.leads_to("/meldinger?lagret=1");
    let own = format!("/meldinger/utkast/{draft}");
    kari.get("/meldinger?lagret=1").await.is(200).says(TOPIC).says(&format!("href=\"{own}\""));
    let page = kari.get(&path).await.is(200).says(BODY);
    assert_eq!(page.field("draft"), draft);
    let fields = [("act", "discard"), ("draft", &draft), ("topic", TOPIC), ("body", BODY)];
    kari.post(&path, &fields).await.leads_to("/meldinger?kastet=1");
    kari.get(&own).await.is(404);
    kari.get("/meldinger").await.says_nothing_of(TOPIC);
}

#[tokio::test]
async fn a_script_keeps_the_draft_without_a_page() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    let path = to_home_nursing(&doors).await;
    let draft = kari.get(&path).await.field("draft");
    // A script sends the form without a button.
    let token = kari.token().await;
    let fields = [("csrf", token.as_str()), ("draft", &draft), ("topic", ""), ("body", "Hei")];
    let answer = kari.send(form(&path).body(encoded(&fields)).unwrap()).await.is(204);
    assert_eq!(answer.body, "");
    let fields = [("csrf", token.as_str()), ("topic", ""), ("body", "Hei igjen")];
    let own = format!("/meldinger/utkast/{draft}");
    kari.send(form(&own).body(encoded(&fields)).unwrap()).await.is(204);
    let found = drafts::list(&doors.town.acts, &doors.town.citizen(ids::KARI)).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].body, "Hei igjen");
}

/// S1-2.1.1-a: no wall: the text, the unit's phone and hours, the contacts still
/// open with the text taken along, and the switchboard.
#[tokio::test]
async fn s1_2_1_1_a_a_refusal_keeps_the_text_and_shows_the_ways_on() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    let path = to_home_nursing(&doors).await;
    let draft = kari.get(&path).await.field("draft");
    let stop = |unit: &mut helsebro_domain::parties::Unit| unit.dialog = DialogSetting::NotActive;
    doors.town.set_up(ids::HOME_NURSING, stop).await;
    let fields = [("act", "continue"), ("draft", &draft), ("topic", TOPIC), ("body", BODY)];
    let page = kari.post(&path, &fields).await.is(409).says("UNIT_NOT_ACTIVE").says(BODY);
    let page = page.says("75 00 01 20").says("75 00 01 00");
    let other = doors.town.contact(ids::KARI, ids::HEALTHY_LIFE).await.to_string();
    page.says(&format!("value=\"{other}\""));
    kari.get(&path).await.is(409);
    // The text is taken along to the contact that can be written to.
    let along = [("contact", other.as_str()), ("topic", TOPIC), ("body", BODY)];
    let answer = kari.post("/meldinger/ny", &along).await.is(303);
    kari.get(answer.location()).await.is(200).says(BODY).says(TOPIC).says("Frisklivssentralen");
}

/// The right is asked for again when it is sent.
#[tokio::test]
async fn a_unit_that_stops_between_looking_over_and_sending_refuses_with_the_text() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    let path = to_home_nursing(&doors).await;
    let check = looks_over(&mut kari, &path).await;
    let action = kari.get(&check).await.action(&check);
    let stop = |unit: &mut helsebro_domain::parties::Unit| unit.dialog = DialogSetting::NotActive;
    doors.town.set_up(ids::HOME_NURSING, stop).await;
    kari.post(&action, &[("act", "send")]).await.is(409).says(BODY);
    assert_eq!(doors.town.inbox(ids::KARI).await.lines.len(), 0);
}

#[tokio::test]
async fn whom_to_write_to_is_asked_only_when_there_is_more_than_one() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    kari.get("/meldinger/ny").await.is(200).says("Frisklivssentralen").says("type=\"radio\"");
    kari.post("/meldinger/ny", &[]).await.is(422).says("type=\"radio\"");
    let path = to_home_nursing(&doors).await;
    let contact = path.rsplit('/').next().unwrap().to_owned();
    kari.post("/meldinger/ny", &[("contact", &contact)]).await.leads_to(&path);
    let contact = doors.town.contact(ids::OLA, ids::HOME_NURSING).await;
    let mut ola = doors.citizen(ids::OLA).await;
    ola.get("/meldinger/ny").await.leads_to(&format!("/meldinger/ny/til/{contact}"));
    doors.citizen(ids::ANNE).await.get("/meldinger/ny").await.is(200).says("75 00 01 00");
}

#[tokio::test]
async fn another_contact_is_chosen_with_the_draft_going_along() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    let path = to_home_nursing(&doors).await;
    let check = looks_over(&mut kari, &path).await;
    let draft = check.split('/').nth(3).unwrap().to_owned();
    let choose = format!("/meldinger/ny?utkast={draft}");
    kari.get(&check).await.says(&format!("href=\"{choose}\""));
    assert_eq!(kari.get(&choose).await.is(200).field("draft"), draft);
    let other = doors.town.contact(ids::KARI, ids::HEALTHY_LIFE).await.to_string();
    let fields = [("contact", other.as_str()), ("draft", &draft)];
    let own = format!("/meldinger/utkast/{draft}");
    kari.post("/meldinger/ny", &fields).await.leads_to(&own);
    kari.get(&own).await.is(200).says("Frisklivssentralen").says(BODY);
}

/// Opening the receipt is not reading the answer.
#[tokio::test]
async fn the_receipt_does_not_mark_an_answer_as_read() {
    let doors = Doors::open().await;
    let thread = doors.town.kari_writes().await.thread;
    let per = doors.town.per().await;
    doors.town.answers(&per, thread, "Vi kommer.").await.unwrap();
    let mut kari = doors.citizen(ids::KARI).await;
    kari.get(&format!("/meldinger/{thread}/kvittering")).await.is(200);
    assert_eq!(doors.town.unread(ids::KARI).await, 1);
}
