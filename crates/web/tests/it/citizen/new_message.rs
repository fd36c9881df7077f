//! `/meldinger/ny` to the receipt (S1-2.1.1-a, L-EFV-6).

use helsebro_actions::dialog::drafts;
use helsebro_domain::audit::{Decision, Event};
use helsebro_domain::parties::{DialogSetting, NamedStaff, StaffNames};
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

/// L-EFV-3: where the unit has arranged for it she may say whom she would like to
/// hear from, among those who work there today; it is looked over, kept with the
/// draft, and the conversation is that person's.
#[tokio::test]
async fn l_efv_3_kari_asks_for_per_where_her_unit_has_arranged_for_it() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    let path = to_home_nursing(&doors).await;
    kari.get(&path).await.is(200).says_nothing_of("to_staff");
    doors.town.set_up(ids::HOME_NURSING, |unit| unit.named_staff = NamedStaff::On).await;
    let page = kari.get(&path).await.is(200).says("Hvem vil du ha svar fra?");
    let page = page.says("Per Haug, sykepleier").says("Siri Dahl");
    // Jon's authorisation has ended; Liv works elsewhere.
    let page = page.says_nothing_of("Jon Lunde").says_nothing_of("Liv Moe");
    let (draft, per) = (page.field("draft"), ids::PER.to_string());
    let typed = [("draft", draft.as_str()), ("topic", TOPIC), ("body", BODY), ("to_staff", &per)];
    let with = |act| {
        let mut fields = typed.to_vec();
        fields.push(("act", act));
        fields
    };
    kari.post(&path, &with("save_draft")).await.is(303);
    kari.get(&path).await.is(200).says(&format!("value=\"{per}\" selected"));
    let check = format!("/meldinger/utkast/{draft}/se-over");
    kari.post(&path, &with("continue")).await.leads_to(&check);
    let page = kari.get(&check).await.is(200).says("Ønsker svar fra").says("Per Haug, sykepleier");
    kari.post(&page.action(&check), &[("act", "send")]).await.is(303);
    let line = &doors.town.inbox(ids::KARI).await.lines[0];
    let view = doors.town.desk_opens(&doors.town.per().await, line.thread).await.unwrap();
    assert_eq!(view.thread.taken_by(), Some(ids::PER));
}

/// L-EFV-3: no list where there are no names to show, and what comes all the same
/// goes to the unit's queue.
#[tokio::test]
async fn l_efv_3_a_unit_that_hides_its_names_lists_nobody() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    let path = to_home_nursing(&doors).await;
    let hidden = |unit: &mut helsebro_domain::parties::Unit| {
        unit.named_staff = NamedStaff::On;
        unit.staff_names = StaffNames::Hidden;
    };
    doors.town.set_up(ids::HOME_NURSING, hidden).await;
    let page = kari.get(&path).await.is(200).says_nothing_of("to_staff").says_nothing_of("Haug");
    let (draft, per) = (page.field("draft"), ids::PER.to_string());
    let fields = [
        ("act", "continue"),
        ("draft", &draft),
        ("topic", TOPIC),
        ("body", BODY),
        ("to_staff", &per),
    ];
    let check = format!("/meldinger/utkast/{draft}/se-over");
    kari.post(&path, &fields).await.leads_to(&check);
    let page = kari.get(&check).await.is(200).says_nothing_of("Per Haug");
    kari.post(&page.action(&check), &[("act", "send")]).await.is(303);
    let line = &doors.town.inbox(ids::KARI).await.lines[0];
    let view = doors.town.desk_opens(&doors.town.per().await, line.thread).await.unwrap();
    assert_eq!(view.thread.taken_by(), None);
}

/// L-EFV-6: the receipt is a receipt however often it is come back to, also when the
/// conversation has been answered, sent on or closed; it marks nothing as read.
#[tokio::test]
async fn l_efv_6_the_receipt_stays_a_receipt() {
    let doors = Doors::open().await;
    let thread = doors.town.kari_writes().await.thread;
    let mut kari = doors.citizen(ids::KARI).await;
    let receipt = format!("/meldinger/{thread}/kvittering");
    let page = kari.get(&receipt).await.is(200).says("SOL-2027-000001").says("15.30");
    page.says("Hjemmesykepleien Solvik øst").says("Kari Nilsen");
    let lines = doors.town.lines(5).await;
    assert!(lines.iter().all(|line| line.event != Event::ThreadsListed), "nothing was listed");
    let per = doors.town.per().await;
    doors.town.answers(&per, thread, "Vi kommer i morgen kl. 10.").await.unwrap();
    let page = kari.get(&receipt).await.is(200).says("SOL-2027-000001");
    page.says("Du har fått svar.").says_nothing_of("Vi kommer i morgen");
    assert_eq!(doors.town.unread(ids::KARI).await, 1);
    doors.citizen(ids::ANNE).await.get(&receipt).await.is(404);
    let line = &doors.town.lines(1).await[0];
    assert!(matches!(line.decision, Decision::Refused(_)), "{line:?}");
}
