//! `/meg/hvem-har-sett` (L-PJL-22a).

use helsebro_domain::parties::DialogSetting;
use helsebro_testkit::ids;

use crate::browser::Doors;

const LIST: &str = "/meg/hvem-har-sett";

/// L-PJL-22a: Kari sees who, what, when and why, part by part, and can print it.
#[tokio::test]
async fn l_pjl_22a_kari_sees_who_has_read_her_conversation() {
    let doors = Doors::open().await;
    let thread = doors.town.kari_writes().await.thread;
    doors.town.desk_opens(&doors.town.per().await, thread).await.unwrap();
    let mut kari = doors.citizen(ids::KARI).await;
    let page = kari.get(LIST).await.is(200).says("Per Haug").says("Såret på leggen");
    let page = page.says("sykepleier, Hjemmesykepleien Solvik øst");
    let page = page.says("Enheten gir deg tjenesten");
    page.says("Oppdaterte listen over tjenestene dine").says_nothing_of("Logget inn");
    kari.get(&format!("{LIST}?vis=egne")).await.is(200).says("Skrev en melding");
    kari.get(&format!("{LIST}?vis=hjelpere")).await.is(200).says_nothing_of("Per Haug");
    kari.get(&format!("{LIST}?vis=ansatte&maaned=2027-02")).await.is(200).says("Per Haug");
    let empty = kari.get(&format!("{LIST}?vis=ansatte&maaned=2027-01")).await.is(200);
    empty.says_nothing_of("Per Haug").says("Det er ingenting i denne måneden.");
    for wrong in ["maaned=x", "eldre=1", "eldre=12864800015"] {
        kari.get(&format!("{LIST}?{wrong}")).await.is(404);
    }
    let print = kari.get(&format!("{LIST}/skriv-ut")).await.is(200);
    print.says("Per Haug").says("Kari Nilsen").says("Solvik kommune");
    doors.citizen(ids::OLA).await.get(LIST).await.is(200).says_nothing_of("Såret");
}

/// L-PJL-22a, L-EFV-6: she asks about the line and gets a receipt; the unit has the
/// question, with what the line told.
#[tokio::test]
async fn l_pjl_22a_she_asks_about_a_line_and_gets_a_receipt() {
    let doors = Doors::open().await;
    let thread = doors.town.kari_writes().await.thread;
    doors.town.desk_opens(&doors.town.per().await, thread).await.unwrap();
    let line = doors.town.lines(1).await[0].id;
    let path = format!("{LIST}/{line}/spor");
    let mut kari = doors.citizen(ids::KARI).await;
    kari.get(LIST).await.says(&format!("href=\"{path}\""));
    let draft = kari.get(&path).await.is(200).says("Per Haug").field("draft");
    kari.post(&path, &[("draft", &draft), ("body", " ")]).await.is(422).says("href=\"#body\"");
    let long = "x".repeat(701);
    kari.post(&path, &[("draft", &draft), ("body", &long)]).await.is(422).says(&long);
    let body = [("draft", draft.as_str()), ("body", "Hvorfor leste Per dette?")];
    kari.post(&path, &body).await.leads_to(&path);
    kari.post(&path, &body).await.leads_to(&path);
    kari.get(&path).await.is(200).says("SOL-2027-000002").says(&format!("/meldinger/{draft}"));
    let mut per = doors.staff(ids::PER).await;
    per.get("/ansatt/arbeidsliste").await.says("Spørsmål om hvem som har sett");
    let page = per.get(&format!("/ansatt/samtaler/{draft}")).await.is(200);
    page.says("Hvorfor leste Per dette?").says("Per Haug – Leste samtalen, ");
}

/// L-PJL-22a: the longest question fits into a message.
#[tokio::test]
async fn l_pjl_22a_the_longest_question_is_taken() {
    let doors = Doors::open().await;
    let thread = doors.town.kari_writes().await.thread;
    doors.town.desk_opens(&doors.town.per().await, thread).await.unwrap();
    let line = doors.town.lines(1).await[0].id;
    let path = format!("{LIST}/{line}/spor");
    let mut kari = doors.citizen(ids::KARI).await;
    let long = "ø".repeat(700);
    kari.post(&path, &[("body", &long)]).await.leads_to(&path);
}

/// L-PJL-22a: where no unit takes messages she is told whom to ring.
#[tokio::test]
async fn l_pjl_22a_where_no_unit_takes_questions_she_is_told_whom_to_ring() {
    let doors = Doors::open().await;
    let thread = doors.town.kari_writes().await.thread;
    doors.town.desk_opens(&doors.town.per().await, thread).await.unwrap();
    let line = doors.town.lines(1).await[0].id;
    for unit in [ids::HOME_NURSING, ids::HEALTHY_LIFE] {
        doors.town.set_up(unit, |unit| unit.dialog = DialogSetting::NotActive).await;
    }
    let mut kari = doors.citizen(ids::KARI).await;
    let path = format!("{LIST}/{line}/spor");
    kari.get(&path).await.is(200).says("tel:+4775000100").says_nothing_of("<textarea");
    kari.post(&path, &[("body", "Hvorfor?")]).await.is(409).says("tel:+4775000100");
}
