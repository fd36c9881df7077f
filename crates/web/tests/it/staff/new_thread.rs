//! The unit writes first.

use helsebro_testkit::ids;

use crate::browser::Doors;

const NEW: &str = "/ansatt/samtaler/ny";

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
