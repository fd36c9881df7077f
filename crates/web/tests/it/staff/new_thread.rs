//! The unit writes first.

use helsebro_domain::dialog::MAX_BEGUN;
use helsebro_testkit::ids;

use crate::browser::{Browser, Doors};

const NEW: &str = "/ansatt/samtaler/ny";
const CHOOSE: &str = "/ansatt/bytt-enhet";
const BEGUN: &str = "Samtaler du har begynt på";
const STRANGE: &str = "00000000-0000-7000-8000-000000000009";

/// S1-2.1.1-a: staff start a conversation with somebody who gets the service.
#[tokio::test]
async fn s1_2_1_1_a_per_writes_first_and_ola_reads_and_answers() {
    let doors = Doors::open().await;
    let mut per = doors.staff(ids::PER).await;
    let ola = ids::OLA.to_string();
    let page = per.get(NEW).await.is(200).says("Ola Moen").says(&ola);
    page.says_nothing_of("Lise Berg").says_nothing_of("Anne Nilsen").says_nothing_of("Sara Lund");
    let fields = [
        ("person", ola.as_str()),
        ("topic", "Time for besøk"),
        ("body", "Vi kommer på torsdag."),
        ("reply", "allowed"),
    ];
    let answer = per.post(NEW, &fields).await.is(303);
    per.get(answer.location()).await.is(200).says("Meldingen er sendt til Ola Moen.");
    let thread = doors.town.inbox(ids::OLA).await.lines[0].thread;
    let mut olas = doors.citizen(ids::OLA).await;
    let path = format!("/meldinger/{thread}");
    olas.get(&path).await.is(200).says("Vi kommer på torsdag.");
    olas.post(&path, &[("act", "send"), ("body", "Fint.")]).await.is(303);
}

/// A notice cannot be answered, and its page says so.
#[tokio::test]
async fn a_notice_is_sent_without_a_box_to_answer_in() {
    let doors = Doors::open().await;
    let mut per = doors.staff(ids::PER).await;
    let ola = ids::OLA.to_string();
    let fields = [
        ("person", ola.as_str()),
        ("topic", "Stengt"),
        ("body", "Vi har stengt på fredag."),
        ("reply", "not_allowed"),
    ];
    per.post(NEW, &fields).await.is(303);
    let thread = doors.town.inbox(ids::OLA).await.lines[0].thread;
    let mut olas = doors.citizen(ids::OLA).await;
    let path = format!("/meldinger/{thread}");
    olas.get(&path).await.is(200).says_nothing_of("<textarea");
    olas.post(&path, &[("act", "send"), ("body", "Hei.")]).await.is(409).says("Hei.");
}

/// S1-2.1.1-a: what cannot be sent comes back as it was filled.
#[tokio::test]
async fn s1_2_1_1_a_what_cannot_be_sent_comes_back_as_it_was_filled() {
    let doors = Doors::open().await;
    let mut per = doors.staff(ids::PER).await;
    let page = per.post(NEW, &[("body", "Hei Ola.")]).await.is(422).says("Hei Ola.");
    page.says("Velg hvem du vil skrive til.").says("Skriv hva det gjelder.");
    let (ola, lise) = (ids::OLA.to_string(), ids::LISE.to_string());
    let written = [("topic", "Søknaden"), ("body", "Du har fått avslag.")];
    let to = |person| [("person", person), written[0], written[1]];
    let page = per.post(NEW, &to(&ola)).await.is(200).says("Du har fått avslag.");
    page.says("Hva slags melding er dette?");
    let decision = [("person", ola.as_str()), written[0], written[1], ("nature", "decision")];
    per.post(NEW, &decision).await.says("VEDTAK_NOT_ALLOWED_IN_DIALOG").says("Du har fått avslag.");
    let other = [("person", lise.as_str()), ("topic", "Hei"), ("body", "Hei Lise.")];
    per.post(NEW, &other).await.says("Innbyggeren får ikke tjenester fra enheten i dag.");
    for person in [ids::OLA, ids::LISE] {
        assert!(doors.town.inbox(person).await.lines.is_empty());
    }
}

/// S1-2.1.1-a: what Per has begun stands where he begins a new one, to him alone; he goes on
/// with it, or throws it away.
#[tokio::test]
async fn s1_2_1_1_a_what_is_begun_is_found_again_and_thrown_away() {
    let doors = Doors::open().await;
    let mut per = doors.staff(ids::PER).await;
    per.get(NEW).await.is(200).says_nothing_of(BEGUN);
    let begun = begins(&mut per).await;
    let page = per.get(NEW).await.is(200).says(BEGUN).says("Plan for uka").says("Til Ola Moen");
    assert_eq!(page.link(&format!("{NEW}/")), begun);
    per.get(&begun).await.is(200).says("Her er planen.").says_nothing_of(BEGUN);
    let mut siri = doors.staff(ids::SIRI).await;
    siri.get(NEW).await.is(200).says_nothing_of(BEGUN);
    siri.get(&begun).await.is(404);
    siri.post(&begun, &[("act", "discard")]).await.is(404);
    let answer = per.post(&begun, &[("act", "discard")]).await;
    let answer = answer.leads_to(&format!("{NEW}?gjort=kastet"));
    let page = per.get(answer.location()).await.is(200);
    page.says("Samtalen du hadde begynt på, er kastet.").says_nothing_of(BEGUN);
    per.post(&begun, &[("act", "discard")]).await.is(404);
}

/// What is one too many is not kept, what is typed is not lost, and the page says what to do.
#[tokio::test]
async fn one_too_many_is_told_and_what_is_typed_is_there() {
    let doors = Doors::open().await;
    let mut per = doors.staff(ids::PER).await;
    for _ in 0..MAX_BEGUN {
        begins(&mut per).await;
    }
    let ola = ids::OLA.to_string();
    let page = per.post(NEW, &plan(&ola, "attach")).await.is(422).says("Her er planen.");
    page.says("Send eller kast en av dem først.").says("href=\"#begun\"");
    per.post(NEW, &plan(&ola, "send")).await.is(303);
}

/// S1-2.1-b: what was written at one unit is not sent from another that she went to in another
/// window: nothing is done, nothing typed is lost, and one button leads back.
#[tokio::test]
async fn s1_2_1_b_what_was_written_at_one_unit_is_not_sent_from_another() {
    let doors = Doors::open().await;
    doors.town.works_also_at(ids::PER, ids::HEALTHY_LIFE).await;
    let mut per = doors.staff(ids::PER).await;
    let (nursing, healthy) = (ids::HOME_NURSING.to_string(), ids::HEALTHY_LIFE.to_string());
    per.post(CHOOSE, &[("unit", &nursing)]).await.is(303);
    let begun = begins(&mut per).await;
    per.post(CHOOSE, &[("unit", &healthy)]).await.is(303);
    let ola = ids::OLA.to_string();
    let written = [plan(&ola, "send"), vec![("unit", nursing.as_str())]].concat();
    for path in [NEW, &begun] {
        let page = per.post(path, &written).await.is(409).says("Ingenting er sendt.");
        page.says("Her er planen.").says("Plan for uka").says("Bytt tilbake til Hjemmesykepleien");
    }
    assert!(doors.town.inbox(ids::OLA).await.lines.is_empty());
    // A unit where she never worked is nobody's form.
    let elsewhere = [plan(&ola, "send"), vec![("unit", STRANGE)]].concat();
    per.post(NEW, &elsewhere).await.is(422);

    let back = [plan(&ola, "back"), vec![("unit", nursing.as_str())]].concat();
    let answer = per.post(&begun, &back).await.is(307);
    assert_eq!(answer.location(), begun);
    per.post(&begun, &back).await.is(200).says("Her er planen.");
    per.post(&begun, &written).await.is(303);
    assert_eq!(doors.town.inbox(ids::OLA).await.lines.len(), 1);
}

/// What Per writes to Ola, with what he presses.
fn plan<'a>(ola: &'a str, act: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("person", ola), ("topic", "Plan for uka"), ("body", "Her er planen."), ("act", act)]
}

/// Begins it and goes to the files for it; its address.
async fn begins(per: &mut Browser) -> String {
    let answer = per.post(NEW, &plan(&ids::OLA.to_string(), "attach")).await.is(303);
    answer.location().trim_end_matches("/vedlegg").to_owned()
}
