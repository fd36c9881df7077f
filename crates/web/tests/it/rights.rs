//! `/meg/krav` and `/kommune/krav`: asked, answered, and not there for anybody else.

use std::collections::BTreeMap;

use helsebro_actions::representation::clinical::{self, Decides};
use helsebro_domain::representation::{BlockClass, BlockReach};
use helsebro_partners::seal::{Seal, Seals};
use helsebro_simulators::seals::issue;
use helsebro_testkit::{ids, service};
use helsebro_web::WebSettings;

use crate::browser::{Browser, Doors, settings};

const SOLVIKS_NUMBER: &str = "310000019";

const MINE: &str = "/meg/krav";
const THEIRS: &str = "/kommune/krav";

/// What is sent when she asks for access to what home nursing has.
fn access() -> Vec<(&'static str, String)> {
    vec![
        ("kind", "RR-01.PLAIN".to_owned()),
        ("unit", ids::HOME_NURSING.to_string()),
        ("on", "yes".to_owned()),
    ]
}

async fn sends(browser: &mut Browser, mut fields: Vec<(&'static str, String)>) -> String {
    fields.push(("act", "send".to_owned()));
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let sent = browser.post(&format!("{MINE}/ny"), &fields).await;
    let place = sent.location().to_owned();
    place.strip_suffix("?gjort=sendt").unwrap_or_else(|| panic!("{place}")).to_owned()
}

/// Hilde answers for the municipality; the address of the part.
async fn answered(hilde: &mut Browser) -> String {
    let part = hilde.get(THEIRS).await.is(200).link(&format!("{THEIRS}/"));
    let fields = [("act", "answer"), ("outcome", "GRANTED"), ("body", "Her er det du ba om.")];
    hilde.post(&part, &fields).await.leads_to(&format!("{part}?gjort=lagret"));
    part
}

async fn officer(doors: &Doors) -> Browser {
    let mut browser = doors.browser();
    doors.staff_signs_in(&mut browser, ids::HILDE).await;
    browser
}

/// RR-01, C-neutral: she and the officer come to it; to every other it is not there, in the
/// same bytes as what is not there at all.
#[tokio::test]
async fn rr_01_a_request_is_there_for_her_and_for_whoever_answers_it() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    let one = sends(&mut kari, access()).await;
    kari.get(&one).await.is(200).says("Solvik kommune").says("2. mars");
    kari.get(MINE).await.is(200).says("Innsyn i journalen");
    let mut anne = doors.citizen(ids::ANNE).await;
    let nothing = format!("{MINE}/{}", doors.town.new_uuid());
    anne.get(&one).await.is(404).says_nothing_of("Innsyn i journalen");
    anne.get(&nothing).await.is(404);
    for act in ["withdraw", "lift"] {
        anne.post(&one, &[("act", act)]).await.is(404);
    }
    let mut per = doors.staff(ids::PER).await;
    per.get(THEIRS).await.is(403).says_nothing_of("Kari");
    let mut hilde = officer(&doors).await;
    let part = answered(&mut hilde).await;
    per.get(&part).await.is(403).says_nothing_of("Kari");
    let read = kari.get(&one).await.is(200).says("Svar sendt").link(&format!("{one}/svar/"));
    kari.get(&read).await.is(200).says("Her er det du ba om.").says("statsforvalteren");
    anne.get(&read).await.is(404).says_nothing_of("Her er det du ba om.");
}

/// What was typed is not lost, and nothing is sent by it.
#[tokio::test]
async fn a_request_without_kind_or_service_comes_back_as_it_was_typed() {
    let doors = Doors::open().await;
    let mut kari = doors.citizen(ids::KARI).await;
    let new = format!("{MINE}/ny");
    let answer = kari.post(&new, &[("act", "check"), ("body", "Om medisinene")]).await.is(422);
    answer.says("Velg ett av alternativene.").says("Om medisinene");
    let unit = ids::HOME_NURSING.to_string();
    let wrong =
        [("act", "send"), ("kind", "RR-01.PLAIN"), ("unit", unit.as_str()), ("first", "31.2.2027")];
    kari.post(&new, &wrong).await.is(422).says("Skriv datoen som dag, måned og år");
    kari.get(MINE).await.is(200).says("Du har ikke sendt noen krav.");
}

/// L-GDPR-15: the answer for machines has the shape that is published, and the archive holds
/// the same file.
#[tokio::test]
async fn l_gdpr_15_the_answer_for_machines_has_the_published_shape() {
    let doors = Doors::open().await;
    doors.town.kari_writes().await;
    let mut kari = doors.citizen(ids::KARI).await;
    let one = sends(&mut kari, access()).await;
    let mut hilde = officer(&doors).await;
    answered(&mut hilde).await;
    let read = kari.get(&one).await.link(&format!("{one}/svar/"));
    let text = kari.get(&format!("{read}?som=json")).await.is(200).body;
    let answer: serde_json::Value = serde_json::from_str(&text).unwrap();
    let schema = include_str!("../../../../docs/formats/rights-answer.schema.json");
    let schema: serde_json::Value = serde_json::from_str(schema).unwrap();
    fits(&answer, &schema, "answer");
    assert_eq!(answer["entries"].as_array().unwrap().len(), 1);
    assert_eq!(answer["answered_by"], "Solvik kommune");
    let zip = kari.takes_out(&format!("{read}?som=zip")).await;
    let files = unpacked(&zip);
    assert_eq!(files["svar.json"], text.as_bytes());
    assert!(files["svar.pdf"].starts_with(b"%PDF-1.7"));
    let published: serde_json::Value = serde_json::from_slice(&files["svar.schema.json"]).unwrap();
    assert_eq!(published, schema);
    // The municipality keeps no seal here.
    assert_eq!(files.len(), 3);
}

/// What an archive of ours holds, by name.
fn unpacked(zip: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut rest = zip;
    let number = |at: &[u8]| at.iter().rev().fold(0, |sum, byte| sum * 256 + usize::from(*byte));
    while rest.starts_with(b"PK\x03\x04") {
        let (size, name) = (number(&rest[22..26]), number(&rest[26..28]));
        let (name, after) = rest[30..].split_at(name);
        let (file, after) = after.split_at(size);
        files.insert(String::from_utf8(name.to_vec()).unwrap(), file.to_vec());
        rest = after;
    }
    files
}

/// L-GDPR-15: who has the archive can ask OpenSSL whether the letter is as the controller
/// gave it out, and whose the seal is.
#[tokio::test]
async fn l_gdpr_15_l_efv_12_the_seal_of_the_controller_is_on_what_is_taken_out() {
    let made = issue("Solvik kommune", SOLVIKS_NUMBER).unwrap();
    let seal = Seal::from_pem(&made.certificate, &made.key.clone().into()).unwrap();
    let seals = Seals::of([(SOLVIKS_NUMBER.to_owned(), seal)]);
    let doors = Doors::open_as(WebSettings { seals, ..settings() }).await;
    doors.town.kari_writes().await;
    let mut kari = doors.citizen(ids::KARI).await;
    let one = sends(&mut kari, access()).await;
    let mut hilde = officer(&doors).await;
    answered(&mut hilde).await;
    let read = kari.get(&one).await.link(&format!("{one}/svar/"));
    let files = unpacked(&kari.takes_out(&format!("{read}?som=zip")).await);
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in &files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let verifies = |name: &str| {
        let asked = std::process::Command::new("openssl")
            .current_dir(folder.path())
            .args(["cms", "-verify", "-binary", "-inform", "DER", "-CAfile", "segl.pem"])
            .args(["-in", &format!("{name}.p7s"), "-content", name, "-out", "out"])
            .output();
        asked.unwrap().status.success()
    };
    for name in ["svar.pdf", "svar.json"] {
        assert!(verifies(name), "{name}");
        let mut changed = files[name].clone();
        let last = changed.len() - 1;
        changed[last] ^= 1;
        std::fs::write(folder.path().join(name), changed).unwrap();
        assert!(!verifies(name), "{name} with another byte");
    }
}

/// Jonas writes two messages to home nursing, and a clinician closes both to his parents.
async fn withheld(doors: &Doors) {
    let town = &doors.town;
    town.lists(ids::HOME_NURSING, ids::JONAS, &[service("HJSP-OST", ids::HOME_NURSING, None)])
        .await;
    let per = town.per().await;
    for words in [("Vondt i magen", "Ikke si det til mamma."), ("Prøver", "Når kommer svaret?")] {
        let thread = town.writes(ids::JONAS, ids::HOME_NURSING, words).await.unwrap().thread;
        let closed = Decides::Block {
            parent: None,
            class: BlockClass::Compelling,
            reach: BlockReach::Thread,
        };
        let why = "Han er 14 år og ber om det selv.";
        clinical::decide(&town.acts, &per, thread, (&closed, why)).await.unwrap();
    }
}

/// Everything that a parent of Jonas (14) can look at of one answered request about him.
async fn shown_to_lise(left_out: bool) -> Vec<Vec<u8>> {
    let doors = Doors::open().await;
    let mut lise = doors.citizen(ids::LISE).await;
    let mut hilde = officer(&doors).await;
    let mut fields = access();
    fields.push(("youth", ids::JONAS.to_string()));
    let one = sends(&mut lise, fields).await;
    if left_out {
        withheld(&doors).await;
    }
    let part = hilde.get(THEIRS).await.is(200).link(&format!("{THEIRS}/"));
    let (outcome, body) = match left_out {
        true => ("PARTLY", "Noe er holdt tilbake, for han har bedt om det."),
        false => ("GRANTED", ""),
    };
    let fields = [
        ("act", "answer"),
        ("outcome", outcome),
        ("body", body),
        ("legal", if left_out { "pbrl. § 3-4 tredje ledd" } else { "" }),
        ("note", "J-14"),
    ];
    hilde.post(&part, &fields).await.leads_to(&format!("{part}?gjort=lagret"));
    let answer = lise.get(&one).await.is(200).link(&format!("{one}/svar/"));
    let mut seen = Vec::new();
    for path in [
        MINE.to_owned(),
        one.clone(),
        answer.clone(),
        format!("{answer}?som=json"),
        format!("{answer}?som=zip"),
    ] {
        seen.push(lise.takes_out(&path).await);
    }
    let told = String::from_utf8_lossy(&seen[2]).into_owned();
    assert!(told.contains("pasient- og brukerrettighetsloven § 3-4"), "{told}");
    let json: serde_json::Value = serde_json::from_slice(&seen[3]).unwrap();
    assert_eq!(json["periods"], serde_json::json!([]));
    seen
}

/// RRX-5: the pages, the answer for machines, the letter and the archive are the same bytes
/// where two messages were kept back and where there was nothing to keep back.
#[tokio::test]
async fn rrx_5_nothing_tells_a_parent_of_a_youth_whether_something_was_left_out() {
    let (with, without) = (shown_to_lise(true).await, shown_to_lise(false).await);
    for (place, (one, other)) in with.iter().zip(&without).enumerate() {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert!(one == other, "no. {place}:\n{}\n\n{}", text(one), text(other));
    }
    let paper = unpacked(&with[4])["svar.pdf"].clone();
    assert!(paper.starts_with(b"%PDF-1.7"));
}

/// Holds a value to the part of JSON Schema that ours is written in.
fn fits(value: &serde_json::Value, schema: &serde_json::Value, at: &str) {
    if let Some(only) = schema.get("const") {
        assert_eq!(value, only, "{at}");
    }
    if let Some(all) = schema.get("enum").and_then(|all| all.as_array()) {
        assert!(all.contains(value), "{at}: {value}");
    }
    let kinds: Vec<&str> = match schema.get("type") {
        Some(serde_json::Value::String(kind)) => vec![kind],
        Some(serde_json::Value::Array(kinds)) => {
            kinds.iter().filter_map(|kind| kind.as_str()).collect()
        }
        _ => Vec::new(),
    };
    let kind = match value {
        serde_json::Value::Null => "null",
        serde_json::Value::Bool(_) => "boolean",
        serde_json::Value::Number(_) => "number",
        serde_json::Value::String(_) => "string",
        serde_json::Value::Array(_) => "array",
        serde_json::Value::Object(_) => "object",
    };
    assert!(kinds.is_empty() || kinds.contains(&kind), "{at}: {kind} is none of {kinds:?}");
    if let Some(fields) = value.as_object() {
        let known = schema["properties"].as_object().unwrap();
        for (name, field) in fields {
            fits(
                field,
                known.get(name).unwrap_or_else(|| panic!("{at}.{name} is not published")),
                name,
            );
        }
        for name in schema["required"].as_array().unwrap() {
            assert!(fields.contains_key(name.as_str().unwrap()), "{at} lacks {name}");
        }
    }
    for one in value.as_array().into_iter().flatten() {
        fits(one, &schema["items"], at);
    }
}
