//! Drafts, standard replies, notes, talks and names in a conversation.

use helsebro_domain::ids::ThreadId;
use helsebro_testkit::ids;

use crate::browser::{Browser, Doors};

async fn taken_by_per(doors: &Doors) -> (String, ThreadId, Browser) {
    let thread = doors.town.kari_writes().await.thread;
    let mut per = doors.staff(ids::PER).await;
    let path = format!("/ansatt/samtaler/{thread}");
    per.post(&format!("{path}/ta"), &[]).await.is(303);
    (path, thread, per)
}

/// S1-2.1-b: what staff have begun to write stands there when they come back, and in
/// the list; sent, it is gone.
#[tokio::test]
async fn s1_2_1_b_the_box_keeps_its_draft() {
    let doors = Doors::open().await;
    let (path, _, mut per) = taken_by_per(&doors).await;
    let fields = [("act", "save_draft"), ("body", "Hei, Kari. Jeg ser")];
    let answer = per.post(&format!("{path}/svar"), &fields).await;
    let answer = answer.leads_to(&format!("{path}?gjort=utkast"));
    per.get(answer.location()).await.says("Utkastet er lagret.").says("Hei, Kari. Jeg ser");
    per.get(&path).await.says("Hei, Kari. Jeg ser").says("Utkastet ble lagret i dag");
    per.get("/ansatt/arbeidsliste").await.says("Utkast lagret i dag");
    let mut siri = doors.staff(ids::SIRI).await;
    siri.get(&path).await.is(200).says_nothing_of("Jeg ser");
    let fields = [("act", "save_draft"), ("body", "Siris")];
    siri.post(&format!("{path}/svar"), &fields).await.is(303);
    let fields = [("act", "send"), ("body", "Hei, Kari. Jeg ser på det i dag.")];
    per.post(&format!("{path}/svar"), &fields).await.is(303);
    per.get(&path).await.says_nothing_of("Utkastet ble lagret");
}

/// S1-2.1-b: a standard reply is put into the box after what is typed, and sent by
/// nobody but whoever reads it through.
#[tokio::test]
async fn s1_2_1_b_a_standard_reply_is_put_in_and_never_sent_by_itself() {
    let doors = Doors::open().await;
    let (path, thread, mut per) = taken_by_per(&doors).await;
    let list = "/ansatt/enheten/standardsvar";
    per.get(list).await.is(200).says("Enheten har ingen standardsvar ennå.");
    per.post(list, &[]).await.is(422).says("Gi svaret et navn.").says("Skriv en tekst.");
    let fields = [("title", "Timebestilling"), ("body", "Ring oss på 75 00 01 20.")];
    per.post(list, &fields).await.leads_to(&format!("{list}?gjort=lagret"));
    let page = per.get(list).await.says("Timebestilling").says("Ring oss på 75 00 01 20.");
    let one = page.link(&format!("{list}/"));
    per.get(&one).await.is(200).says("Endre standardsvar").says("Ring oss");
    let fields = [("act", "keep"), ("title", "Time"), ("body", "Ring 75 00 01 20.")];
    per.post(&one, &fields).await.is(303);
    let reply = one.rsplit('/').next().unwrap();
    let fields = [("act", "insert"), ("body", "Hei, Kari."), ("standard", reply)];
    let page = per.post(&format!("{path}/svar"), &fields).await.is(200);
    page.says("Standardsvaret står i feltet.").says("Hei, Kari.\n\nRing 75 00 01 20.");
    assert_eq!(doors.town.opens(ids::KARI, thread).await.unwrap().messages.len(), 1);
    let mut liv = doors.staff(ids::LIV).await;
    liv.get(&one).await.is(404);
    liv.post(&one, &[("act", "discard")]).await.is(404);
    liv.post(&one, &[("act", "keep"), ("title", "x"), ("body", "y")]).await.is(404);
    per.post(&one, &[("act", "discard")]).await.is(303);
    per.get(&one).await.is(404);
}

/// S1-2.1.1-a: a note stands in the conversation for colleagues, and nowhere that the
/// citizen can look.
#[tokio::test]
async fn s1_2_1_1_a_a_note_is_for_colleagues_alone() {
    let doors = Doors::open().await;
    let (path, thread, mut per) = taken_by_per(&doors).await;
    let note = format!("{path}/notat");
    per.get(&note).await.is(200).says("Vises aldri for Kari");
    per.post(&note, &[("body", " ")]).await.is(422).says("Skriv en tekst.");
    let long = "å".repeat(1001);
    per.post(&note, &[("body", &long)]).await.is(422).says(&long).says("1 tegn for lang");
    let text = "Plaster ligger i bil 3.";
    let answer = per.post(&note, &[("body", text)]).await.is(303);
    per.get(answer.location()).await.says("Notatet er lagret.").says(text);
    doors.staff(ids::SIRI).await.get(&path).await.says(text).says("Internt notat fra Per Haug");
    let mut kari = doors.citizen(ids::KARI).await;
    for page in ["", "/skriv-ut", "/kvittering"] {
        let page = kari.get(&format!("/meldinger/{thread}{page}")).await.is(200);
        page.says_nothing_of("bil 3").says_nothing_of("notat");
    }
    doors.staff(ids::LIV).await.get(&note).await.is(403).says_nothing_of("bil 3");
    doors.staff(ids::HEGE).await.get(&note).await.is(404);
    per.post(&format!("{path}/avslutt"), &[("reason", "answered")]).await.is(303);
    per.post(&note, &[("body", text)]).await.is(409);
}

/// S1-2.1.1-a: a talk is logged with how, when and what; it stops the clock when staff
/// say that it was the answer.
#[tokio::test]
async fn s1_2_1_1_a_a_talk_is_logged_and_kari_reads_what_was_said() {
    let doors = Doors::open().await;
    let (path, thread, mut per) = taken_by_per(&doors).await;
    let log = format!("{path}/kontakt");
    per.get(&log).await.is(200).says("Fikk Kari svaret sitt?");
    let page = per.post(&log, &[("clock", "x")]).await.is(422);
    page.says("Velg ett av svarene.").says("Skriv klokkeslettet").says("Skriv en tekst.");
    let said = "Vi ble enige om klokken ti.";
    let with = |way, clock, answered| {
        [("way", way), ("day", "0"), ("clock", clock), ("body", said), ("answered", answered)]
    };
    let ahead = per.post(&log, &with("phone", "23.59", "no")).await.is(422);
    ahead.says("de siste sju dagene").says(said);
    let answer = per.post(&log, &with("phone", "8.30", "no")).await.is(303);
    let page = per.get(answer.location()).await.says("Samtalen dere hadde, er loggført.");
    page.says("Snakket sammen på telefon i dag kl. 08.30").says("Svar lovet");
    let mut kari = doors.citizen(ids::KARI).await;
    let page = kari.get(&format!("/meldinger/{thread}")).await.is(200).says(said);
    page.says("Snakket sammen på telefon");
    let waits = async || doors.town.opens(ids::KARI, thread).await.unwrap().thread.awaiting;
    assert!(waits().await.is_some());
    per.post(&log, &with("counter", "8.45", "yes")).await.is(303);
    per.get(&path).await.says_nothing_of("Svar lovet").says("Snakket sammen ved oppmøte");
    assert!(waits().await.is_none());
    kari.get(&format!("/meldinger/{thread}")).await.is(200).says("Svaret kom innen fristen");
    let decision =
        [("way", "phone"), ("clock", "8.30"), ("body", "Vedtaket er klart."), ("answered", "no")];
    per.post(&log, &decision).await.is(200).says("Hva slags melding er dette?");
    let mut refused = decision.to_vec();
    refused.push(("nature", "decision"));
    per.post(&log, &refused).await.is(403).says("Et vedtak kan ikke sendes som melding");
}

/// S1-2.1-b: staff are shown to one citizen with less than to others, for a reason
/// that she does not read.
#[tokio::test]
async fn s1_2_1_b_staff_are_shown_to_one_citizen_in_another_way() {
    let doors = Doors::open().await;
    let (path, thread, mut per) = taken_by_per(&doors).await;
    let fields = [("act", "send"), ("body", "Jeg ser på det i dag.")];
    per.post(&format!("{path}/svar"), &fields).await.is(303);
    let mut kari = doors.citizen(ids::KARI).await;
    let conversation = format!("/meldinger/{thread}");
    kari.get(&conversation).await.says("Per Haug, sykepleier");
    let names = format!("{path}/navn");
    per.get(&names).await.is(200).says("Som enheten: fullt navn og tittel");
    per.post(&names, &[("names", "TITLE_ONLY")]).await.is(422).says("Skriv en tekst.");
    let fields = [("names", "TITLE_ONLY"), ("reason", "Har truet en kollega.")];
    let answer = per.post(&names, &fields).await.is(303);
    let page = per.get(answer.location()).await.says("Det er lagret hvordan navn vises.");
    page.says("Har truet en kollega.").says("bare tittel").says("Vises med navnet Sykepleier.");
    for page in [conversation.clone(), format!("{conversation}/skriv-ut")] {
        let page = kari.get(&page).await.is(200).says("Sykepleier");
        page.says_nothing_of("Per Haug").says_nothing_of("truet");
    }
    per.post(&names, &[("names", "")]).await.is(303);
    kari.get(&conversation).await.says("Per Haug, sykepleier");
}
