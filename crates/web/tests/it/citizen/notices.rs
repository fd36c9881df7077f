//! `/meg/varsler`, and the door where gateways report.

use helsebro_domain::notices::{
    Channel, ContactCard, ContactLanguage, EmailAddress, Listing, Notifiable, PhoneNumber,
    Reservation, SharedWith,
};
use helsebro_domain::time::Date;
use helsebro_testkit::{ids, oslo};

use crate::browser::{Doors, SECRET};

fn card() -> ContactCard {
    let held = |on| Some(oslo(on, 12, 0));
    let (fresh, old) = (held(Date::constant(2026, 12, 1)), held(Date::constant(2025, 7, 1)));
    let (mobile, email) =
        (PhoneNumber::parse("90004721"), EmailAddress::parse("kari@solvik.example"));
    let shared = SharedWith::Nobody;
    ContactCard {
        reservation: Reservation::NotReserved,
        listing: Listing::Active,
        notifiable: Notifiable::Yes,
        mobile: mobile.map(|value| Channel { value, updated: fresh, verified: None, shared }),
        email: email.map(|value| Channel { value, updated: old, verified: None, shared }),
        language: Some(ContactLanguage::Nb),
    }
}

/// SM-8, experience § 4.13: she sees where she is reached, masked, and chooses.
#[tokio::test]
async fn sm_8_she_sees_where_she_is_reached_and_chooses() {
    let doors = Doors::open().await;
    let number = doors.town.plan.person(ids::KARI).unwrap().number.clone();
    doors.contacts.says(number, card());
    let mut kari = doors.citizen(ids::KARI).await;
    kari.get("/meg").await.says("/meg/varsler");
    let mut page = kari.get("/meg/varsler").await.is(200);
    page = page.says("•••• 47 21").says("k•••@solvik.example").says("18 måneder");
    page = page.says("https://contacts.test/").says_nothing_of("90004721").says_nothing_of("kari@");
    page.says(
        "id=\"level-normal\" value=\"normal\" aria-describedby=\"level-normal-help\" checked",
    );
    let choice = [
        ("level", "full"),
        ("helper_level", "normal"),
        ("channels", "email"),
        ("messages", "never"),
        ("helped", "nonsense"),
    ];
    kari.post("/meg/varsler", &choice).await.leads_to("/meg/varsler?lagret=1");
    let mut page = kari.get("/meg/varsler?lagret=1").await.is(200);
    for chosen in ["level-full-help\" checked", "helper-level-normal\" value=\"normal\" checked"] {
        page = page.says(chosen);
    }
    page = page.says("id=\"messages-never\" value=\"never\" checked");
    page = page.says("id=\"helped-level\" value=\"level\" checked");
    page.says("id=\"channels-email\" value=\"email\" checked");
    doors.citizen(ids::OLA).await.get("/meg/varsler").await.says("level-normal-help\" checked");
}

/// An outage of the contact register is said, and hinders nothing else.
#[tokio::test]
async fn an_outage_of_the_contact_register_hinders_no_choice() {
    let doors = Doors::open().await;
    doors.contacts.go_away();
    let mut kari = doors.citizen(ids::KARI).await;
    kari.get("/meg/varsler").await.is(200).says("svar fra kontaktregisteret akkurat nå");
    kari.post("/meg/varsler", &[("level", "limited")]).await.leads_to("/meg/varsler?lagret=1");
    doors.contacts.come_back();
    let page = kari.get("/meg/varsler").await.is(200);
    page.says("level-limited-help\" checked").says("Du står ikke i kontaktregisteret");
}

/// The door of gateways: nothing without the secret, and no more than an answer with it.
#[tokio::test]
async fn a_gateway_reports_by_its_secret_and_others_find_nothing() {
    let doors = Doors::open().await;
    let ours = format!("/varsel/sms/{SECRET}");
    let report = r#"{"refId":"00000000000070008000000000000007-1","id":"x","resultCode":1001}"#;
    let mut browser = doors.browser();
    browser.post_json(&ours, report).await.is(200);
    assert_eq!(browser.post_json(&ours, report).await.body, "");
    browser.post_json(&ours, "nonsense").await.is(400);
    browser.post_json(&ours, &"x".repeat(300_000)).await.is(400);
    for other in ["0", &SECRET[1..], &SECRET.to_uppercase(), &format!("{SECRET}0")] {
        browser.post_json(&format!("/varsel/sms/{other}"), report).await.is(404);
    }
    let mut closed = crate::browser::settings();
    closed.reports = None;
    let doors = Doors::open_as(closed).await;
    doors.browser().post_json(&ours, report).await.is(404);
}

/// SM-10: the door of mail servers: a letter that is no report is let go, and nothing is
/// found without the secret.
#[tokio::test]
async fn sm_10_letters_that_came_back_are_handed_on_by_a_secret_and_others_find_nothing() {
    let doors = Doors::open().await;
    let ours = format!("/varsel/epost/{SECRET}");
    let mut browser = doors.browser();
    for letter in ["", "Subject: Ferie\r\n\r\nJeg er borte.", "nonsense"] {
        assert_eq!(browser.post_json(&ours, letter).await.is(200).body, "");
    }
    browser.post_json(&ours, &"x".repeat(300_000)).await.is(400);
    for other in ["0", &SECRET[1..], &SECRET.to_uppercase(), &format!("{SECRET}0")] {
        browser.post_json(&format!("/varsel/epost/{other}"), "x").await.is(404);
    }
    let mut closed = crate::browser::settings();
    closed.mail_reports = None;
    let doors = Doors::open_as(closed).await;
    doors.browser().post_json(&ours, "x").await.is(404);
}
