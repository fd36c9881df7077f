//! How a unit works: hours, closed days, duty, absences, names; and the alert.

use helsebro_domain::dialog::PromiseTimer;
use helsebro_domain::time::Date;
use helsebro_testkit::{ids, oslo};

use crate::browser::Doors;

const UNIT: &str = "/ansatt/enheten";
const LIST: &str = "/ansatt/arbeidsliste";

fn week<'a>(monday: &'a str, promise: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("day1", monday), ("day2", "8-11, 13-15"), ("day3", "9–12.30"), ("promise_days", promise)]
}

/// S1-2.1.1-a: hours with several periods a day and the promise are set by staff of the
/// unit; what cannot be is given back as it was typed.
#[tokio::test]
async fn s1_2_1_1_a_hours_and_promise_are_set_in_the_console() {
    let doors = Doors::open().await;
    let mut per = doors.staff(ids::PER).await;
    let hours = format!("{UNIT}/apningstider");
    per.get(&hours).await.is(200).says("8–15.30");
    let page = per.post(&hours, &week("fra 8 til 15", "2")).await.is(422);
    page.says("fra 8 til 15").says("Skriv tidene som fra og til");
    per.post(&hours, &week("8-11", "2")).await.leads_to(&format!("{hours}?gjort=lagret"));
    per.get(&hours).await.says("8–11, 13–15");
    let page = per.get(UNIT).await.is(200).says("8–11, 13–15").says("9–12.30");
    page.says("Svar loves den 2. åpne dagen");
    // Tuesday 2 February: the second open day after it is Monday the 8th.
    let sent = doors.town.kari_writes().await;
    assert_eq!(sent.promise_at, Some(oslo(Date::constant(2027, 2, 8), 11, 0)));
}

/// S1-2.1.1-a: closing on a promised day moves the promise, and Kari reads both times.
#[tokio::test]
async fn s1_2_1_1_a_a_closed_day_moves_the_promise_and_kari_is_told() {
    let doors = Doors::open().await;
    let mut per = doors.staff(ids::PER).await;
    let closed = format!("{UNIT}/stengt");
    per.get(&closed).await.is(200).says("Ingen dager er stengt.");
    let day = |day, month, year| [("act", "close"), ("day", day), ("month", month), ("year", year)];
    per.post(&closed, &day("31", "2", "2027")).await.is(422).says("Skriv en dato");
    per.post(&closed, &day("1", "2", "2027")).await.is(422).says("Dagen er forbi");
    let thread = doors.town.kari_writes().await.thread;
    let answer = per.post(&closed, &day("3", "2", "2027")).await.is(303);
    per.get(answer.location()).await.says("1 frist er flyttet.").says("Onsdag 3.");
    let mut kari = doors.citizen(ids::KARI).await;
    let page = kari.get(&format!("/meldinger/{thread}")).await.is(200);
    page.says("Fristen er flyttet fra onsdag 3.").says("torsdag 4.");
    per.post(&closed, &[("act", "open"), ("date", "2027-02-03")]).await.is(303);
    per.get(&closed).await.says("Ingen dager er stengt.");
}

/// S1-2.1-b: whoever is named leads the duty; others see how the unit is set up, and
/// are told who can change it.
#[tokio::test]
async fn s1_2_1_b_only_whoever_leads_changes_the_unit() {
    let doors = Doors::open().await;
    let mut per = doors.staff(ids::PER).await;
    let duty = format!("{UNIT}/vakt");
    per.get(UNIT).await.says("Ingen er valgt. Alle ved enheten blir varslet.");
    let siri = ids::SIRI.to_string();
    per.post(&duty, &[("staff", &siri)]).await.is(303);
    per.get(&duty).await.is(200).says("Siri Dahl");
    for page in ["apningstider", "stengt", "navn"] {
        let page = format!("{UNIT}/{page}");
        per.get(&page).await.is(200).says("Siri Dahl har vakt og kan endre dette.");
    }
    per.post(&format!("{UNIT}/apningstider"), &week("8-11", "2")).await.is(403);
    let close = [("act", "close"), ("day", "3"), ("month", "2"), ("year", "2027")];
    per.post(&format!("{UNIT}/stengt"), &close).await.is(403);
    per.post(&format!("{UNIT}/navn"), &[("names", "HIDDEN")]).await.is(403);
    let jon = ids::JON.to_string();
    per.post(&duty, &[("staff", &jon)]).await.is(422).says("ikke autorisert her i dag");
    per.post(&duty, &[("staff", "x")]).await.is(422);
    let mut siri = doors.staff(ids::SIRI).await;
    siri.post(&format!("{UNIT}/navn"), &[]).await.is(422).says("Velg ett av svarene.");
    siri.post(&format!("{UNIT}/navn"), &[("names", "GIVEN_AND_TITLE")]).await.is(303);
    siri.get(UNIT).await.says("fornavn og tittel");
}

/// S1-2.1.1-a: the duty lead is warned on top of the list; others read who was, and when.
#[tokio::test]
async fn s1_2_1_1_a_the_warning_stands_on_top_of_the_list() {
    let doors = Doors::open().await;
    let (town, mut per) = (&doors.town, doors.staff(ids::PER).await);
    let siri = ids::SIRI.to_string();
    per.post(&format!("{UNIT}/vakt"), &[("staff", &siri)]).await.is(303);
    let sent = town.kari_writes().await;
    town.at(Date::constant(2027, 2, 3), 14, 30);
    let timer = PromiseTimer { unit: ids::HOME_NURSING, promise_at: sent.promise_at.unwrap() };
    town.warns(sent.thread, timer).await;
    let mut per = doors.staff(ids::PER).await;
    let page = per.get(LIST).await.is(200).says("Én samtale har frist");
    page.says("Siri Dahl, som har vakt, ble varslet i dag kl. 14.30.");
    let mut siri = doors.staff(ids::SIRI).await;
    let page = siri.get(LIST).await.is(200).says("Du er varslet: 1 samtale må besvares");
    page.says_nothing_of("som har vakt");
    doors.staff(ids::HEGE).await.get(LIST).await.is(200).says_nothing_of("varslet");
}

/// S1-2.1-b: somebody is away; who stands in sees it, and what is given to her goes there.
#[tokio::test]
async fn s1_2_1_b_whoever_stands_in_is_told_clearly() {
    let doors = Doors::open().await;
    let thread = doors.town.kari_writes().await.thread;
    let path = format!("/ansatt/samtaler/{thread}");
    let mut siri = doors.staff(ids::SIRI).await;
    siri.post(&format!("{path}/ta"), &[]).await.is(303);
    let away = format!("{UNIT}/fravaer");
    siri.get(&away).await.is(200).says("Ingen er meldt borte.");
    let days = |from, last| {
        vec![
            ("act", "say"),
            ("from_day", from),
            ("from_month", "2"),
            ("from_year", "2027"),
            ("last_day", last),
            ("last_month", "2"),
            ("last_year", "2027"),
        ]
    };
    siri.post(&away, &days("x", "5")).await.is(422).says("Skriv en dato");
    siri.post(&away, &days("5", "2")).await.is(422).says("Siste dag må være etter første dag.");
    let per_id = ids::PER.to_string();
    let mut said = days("2", "5");
    said.push(("stand_in", &per_id));
    siri.post(&away, &said).await.is(303);
    siri.get(&away).await.says("Siri Dahl er borte").says("Per Haug er vikar.");
    let mut per = doors.staff(ids::PER).await;
    per.get(LIST).await.says("Du er vikar for Siri Dahl.").says("Såret på leggen");
    per.get(&path).await.says("Siri Dahl er borte til og med fredag 5.").says("Du er vikar.");
    let words = ("Dosetten", "Når kommer dere?");
    let olas = doors.town.writes(ids::OLA, ids::HOME_NURSING, words).await.unwrap().thread;
    let siri_id = ids::SIRI.to_string();
    let give = format!("/ansatt/samtaler/{olas}/tildel");
    let answer = per.post(&give, &[("staff", &siri_id)]).await.is(303);
    let told = per.get(answer.location()).await;
    told.says("Siri Dahl er borte. Per Haug er vikar og har fått samtalen.");
    let page = siri.get(&away).await;
    let absence = page.field("absence");
    per.post(&away, &[("act", "take_back"), ("absence", &absence)]).await.is(404);
    siri.post(&away, &[("act", "take_back"), ("absence", &absence)]).await.is(303);
    siri.get(&away).await.says("Ingen er meldt borte.");
}
