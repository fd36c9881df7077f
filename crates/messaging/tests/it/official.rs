//! The official examples, unchanged.

use helsebro_messaging::{
    Ack, Content, Header, Meaning, Verdict, about, check, meaning, read, write_apprec,
};

use crate::fixtures::{official, situations, warnings, xmllint};
use crate::ours::{NOW, us};

#[test]
fn every_official_example_is_read() {
    let Some(files) = official() else { return };
    assert_eq!(files.len(), 30);
    for (name, bytes) in &files {
        let envelope = read(bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(envelope.info.message_id.uuid().is_some(), "{name}");
        assert_eq!(envelope.info.ack, Ack::Wanted, "{name}");
        for party in [&envelope.info.sender, &envelope.info.receiver] {
            assert!(party.her_level1().or(party.her_level2()).is_some(), "{name}");
        }
        assert!(
            matches!(envelope.documents.first().unwrap().content, Content::Dialogmelding(_)),
            "{name}"
        );
    }
}

#[test]
fn the_five_messages_between_citizen_and_staff_are_understood() {
    let Some(files) = official() else { return };
    let seen: Vec<_> = files
        .iter()
        .filter(|(name, _)| name.starts_with("ekontakt-1.2/"))
        .map(|(name, bytes)| {
            let line = check(name, bytes);
            assert!(line.understood, "{name}: {:?}", line.error);
            assert_eq!(line.function.as_deref(), Some("DIALOG_INNBYGGER_EKONTAKT"), "{name}");
            let patient = line.patient.unwrap();
            assert_eq!((patient.kind.as_str(), patient.last_two.as_str()), ("FNR", "16"), "{name}");
            let name = name.trim_start_matches("ekontakt-1.2/").trim_end_matches(".xml");
            (
                name.to_owned(),
                line.act.unwrap(),
                line.sender_her.unwrap(),
                line.receiver_her.unwrap(),
            )
        })
        .collect();
    let expected = [
        (
            "dialog-med-innbygger-foresprsel-helsepersonell-dialog-innbygger",
            "staff_starts_thread",
            "1234",
            "8130047",
        ),
        (
            "dialog-med-innbygger-svar-innbygger-svar-fra-innbygger",
            "citizen_replies",
            "8130047",
            "1234",
        ),
        ("henvendelse-foresprsel-innbygger-henvendelse", "citizen_writes", "8130047", "91095"),
        (
            "henvendelse-svar-helsepersonell-attest-kan-ikke-utstedes",
            "staff_answers",
            "1234",
            "8130047",
        ),
        ("henvendelse-svar-helsepersonell-svar-p-henvendelse", "staff_answers", "1234", "8130047"),
    ];
    let expected: Vec<_> = expected
        .into_iter()
        .map(|(name, act, from, to)| (name.to_owned(), act, from.to_owned(), to.to_owned()))
        .collect();
    assert_eq!(seen, expected);
}

#[test]
fn an_official_answer_carries_its_conversation_its_author_and_its_heading() {
    let Some(files) = official() else { return };
    let (_, bytes) = files.iter().find(|(name, _)| name.contains("attest")).unwrap();
    let Meaning::StaffAnswers { message, heading, text } = meaning(&read(bytes).unwrap()).unwrap()
    else {
        panic!("not an answer")
    };
    assert_eq!(heading.as_deref(), Some("Attest kan ikke utstedes"));
    assert!(text.starts_with("Ønsket attest"));
    let conversation = message.refs.conversation.unwrap();
    assert_eq!(conversation.raw(), "b6cd42ac-21d1-4706-b229-2d2697fcbb4f");
    let author = message.author.unwrap();
    assert_eq!(
        (author.name.as_str(), author.hpr.as_deref()),
        ("August September", Some("2174976"))
    );
}

/// The faults that the examples are known to have: a part of the file's name,
/// how the fault looks in the file, and the warnings it gives.
///
/// Faults in calendars have none: that content belongs to processes which are
/// refused, and is not looked into.
const KNOWN_FAULTS: [(&str, &str, &[&str]); 13] = [
    (
        "avtaleavbestilling-1.0/avbestill-time-foresprsel",
        "DIALOG_INNBYGGER_AVTALEBESTILLING",
        &["process_misnamed"],
    ),
    ("timereservasjon-1.2/ledige-timer-foresprsel", "<Ack V=\"J\"", &[]),
    ("test-1.1/kommunikasjonstest-foresprsel", "<Ack V=\"J\"", &[]),
    (
        "ekontakt-1.2/dialog-med-innbygger-foresprsel",
        "V=\"HER\" S=\"2.16.578.1.12.4.1.1.8116\"",
        &["her_id_wrong_oid", "her_id_on_professional"],
    ),
    (
        "ekontakt-1.2/henvendelse-foresprsel",
        "V=\"ENH\"",
        &["her_id_wrong_oid", "org_number_for_her_id", "her_id_on_professional"],
    ),
    (
        "ekontakt-1.2/henvendelse-svar-helsepersonell-attest",
        "V=\"18\"",
        &["her_id_wrong_oid", "her_id_on_professional", "answer_code_unexpected"],
    ),
    ("timereservasjon-1.2/planlagte-timer-svar", "TjenesteId: 9", &[]),
    ("timereservasjon-1.2/planlagte-timer-svar", "<uid>", &[]),
    ("timereservasjon-1.2/planlagte-timer-svar", "P30M", &[]),
    ("timereservasjon-1.2/planlagte-timer-svar", "<interval/>", &[]),
    ("timereservasjon-1.2/planlagte-timer-svar", "11.3398449+02:00</GenDate>", &[]),
    (
        "avtaleutsending-1.0/avtaleutsending-helsepersonell-melding",
        "10.6271631+02:00</GenDate>",
        &[],
    ),
    ("meldingsformidling-1.0/", "<GenDate>2018-10-23T16:06:00+02:00", &[]),
];

#[test]
fn the_known_faults_are_tolerated_and_those_that_matter_are_told() {
    let Some(files) = official() else { return };
    for (part, fault, expected) in KNOWN_FAULTS {
        let (name, bytes) = files.iter().find(|(name, _)| name.starts_with(part)).unwrap();
        assert!(String::from_utf8_lossy(bytes).contains(fault), "{name} should have {fault}");
        let envelope = read(bytes).unwrap();
        let told = warnings(&envelope);
        for code in expected {
            assert!(told.contains(code), "{name} should warn of {code}: {told:?}");
        }
    }
}

/// Every example, and what comes of it: an act, or a refusal that names the
/// process it belongs to, its code, and what to answer with.
const WHAT_COMES_OF_THEM: [(&str, &str); 30] = [
    (
        "avtaleavbestilling-1.0/avbestill-time-foresprsel-innbygger-avbestill-reservert-time",
        "T10 DIALOG_INNBYGGER_AVTALEAVBESTILLING with the code ART is not taken in here",
    ),
    (
        "avtaleavbestilling-1.0/avbestill-time-svar-helsepersonell-time-kunne-ikke-avbestilles",
        "T10 DIALOG_INNBYGGER_AVTALEAVBESTILLING with the code 09 is not taken in here",
    ),
    (
        "avtaleutsending-1.0/avtaleutsending-helsepersonell-avbestilling-av-time-bekreftet",
        "T10 DIALOG_INNBYGGER_AVTALEUTSENDING with the code 08 is not taken in here",
    ),
    (
        "avtaleutsending-1.0/avtaleutsending-helsepersonell-melding-om-avtale",
        "T10 DIALOG_INNBYGGER_AVTALEUTSENDING with the code MOA is not taken in here",
    ),
    (
        "avtaleutsending-1.0/avtaleutsending-helsepersonell-timereservasjon-bekreftet",
        "T10 DIALOG_INNBYGGER_AVTALEUTSENDING with the code 05 is not taken in here",
    ),
    (
        "digitalbruker-1.1/sjekk-om-digitalt-aktiv-foresprsel-helsepersonell-sjekk-om-innbyggere-er-digitalt-aktive-brukere",
        "asks_who_is_digital",
    ),
    (
        "digitalbruker-1.1/sjekk-om-digitalt-aktiv-svar-innbygger-ingen-digitale-brukere",
        "digital_answer",
    ),
    (
        "digitalbruker-1.1/varsel-om-endring-i-status-innbygger-status-digital-aktiv-bruker-inaktiv",
        "digital_status_changed",
    ),
    (
        "ekontakt-1.2/dialog-med-innbygger-foresprsel-helsepersonell-dialog-innbygger",
        "staff_starts_thread",
    ),
    ("ekontakt-1.2/dialog-med-innbygger-svar-innbygger-svar-fra-innbygger", "citizen_replies"),
    ("ekontakt-1.2/henvendelse-foresprsel-innbygger-henvendelse", "citizen_writes"),
    ("ekontakt-1.2/henvendelse-svar-helsepersonell-attest-kan-ikke-utstedes", "staff_answers"),
    ("ekontakt-1.2/henvendelse-svar-helsepersonell-svar-p-henvendelse", "staff_answers"),
    (
        "meldingsformidling-1.0/meldingsformidling-foresprsel-helsepersonell-melding-til-innbygger",
        "T10 DIALOG_INNBYGGER_MELDINGSFORMIDLING with the code MTI is not taken in here",
    ),
    ("test-1.1/kommunikasjonstest-foresprsel-helsenorge", "link_test"),
    ("test-1.1/kommunikasjonstest-svar-helsenorge", "link_test_answer"),
    (
        "timeonske-1.2/onske-om-avbestilling-av-time-foresprsel-innbygger-onske-om-avbestilling-av-time",
        "T10 DIALOG_INNBYGGER_TIMEONSKE with the code OAT is not taken in here",
    ),
    (
        "timeonske-1.2/onske-om-avbestilling-av-time-svar-helsepersonell-time-kunne-ikke-avbestilles",
        "T10 DIALOG_INNBYGGER_TIMEONSKE with the code 09 is not taken in here",
    ),
    (
        "timeonske-1.2/onske-om-endring-av-time-svar-helsepersonell-endring-av-time-bekreftet",
        "T10 DIALOG_INNBYGGER_TIMEONSKE with the code 07 is not taken in here",
    ),
    (
        "timeonske-1.2/onske-om-time-foresprsel-innbygger-onske-om-time",
        "T10 DIALOG_INNBYGGER_TIMEONSKE with the code OT is not taken in here",
    ),
    (
        "timeonske-1.2/onske-om-time-svar-helsepersonell-timereservasjon-bekreftet",
        "T10 DIALOG_INNBYGGER_TIMEONSKE with the code 05 is not taken in here",
    ),
    (
        "timereservasjon-1.2/avbestill-time-foresprsel-innbygger-avbestill-reservert-time",
        "T10 DIALOG_INNBYGGER_TIMERESERVASJON with the code ART is not taken in here",
    ),
    (
        "timereservasjon-1.2/avbestill-time-svar-helsepersonell-time-kunne-ikke-avbestilles",
        "T10 DIALOG_INNBYGGER_TIMERESERVASJON with the code 09 is not taken in here",
    ),
    (
        "timereservasjon-1.2/avtaleutsending-helsepersonell-endring-av-time-bekreftet",
        "T10 DIALOG_INNBYGGER_TIMERESERVASJON with the code 07 is not taken in here",
    ),
    (
        "timereservasjon-1.2/avtaleutsending-helsepersonell-pasient-ikke-mtt",
        "T10 DIALOG_INNBYGGER_TIMERESERVASJON with the code 11 is not taken in here",
    ),
    (
        "timereservasjon-1.2/ledige-timer-foresprsel-innbygger-hent-ledige-timer",
        "T10 DIALOG_INNBYGGER_TIMERESERVASJON with the code HLT is not taken in here",
    ),
    (
        "timereservasjon-1.2/ledige-timer-svar-helsepersonell-ingen-ledige-timer",
        "T10 DIALOG_INNBYGGER_TIMERESERVASJON with the code 04 is not taken in here",
    ),
    (
        "timereservasjon-1.2/planlagte-timer-svar-helsepersonell-bestilte-timer",
        "T10 DIALOG_INNBYGGER_TIMERESERVASJON with the code 01 is not taken in here",
    ),
    (
        "timereservasjon-1.2/reserver-time-foresprsel-innbygger-reserver-time",
        "T10 DIALOG_INNBYGGER_TIMERESERVASJON with the code RT is not taken in here",
    ),
    (
        "timereservasjon-1.2/reserver-time-svar-helsepersonell-foresprsel-avvist",
        "T10 DIALOG_INNBYGGER_TIMERESERVASJON with the code 26 is not taken in here",
    ),
];

#[test]
fn every_example_is_an_act_or_is_refused_by_the_name_of_its_process() {
    let Some(files) = official() else { return };
    let seen: Vec<(String, String)> = files
        .iter()
        .map(|(name, bytes)| {
            let line = check(name, bytes);
            let name = name.trim_end_matches(".xml").to_owned();
            let what = match (line.act, line.error) {
                (Some(act), None) => act.to_owned(),
                (None, Some(error)) => format!("{} {}", error.code, error.message),
                other => panic!("{name}: {other:?}"),
            };
            (name, what)
        })
        .collect();
    let expected: Vec<_> =
        WHAT_COMES_OF_THEM.iter().map(|(name, what)| ((*name).into(), (*what).into())).collect();
    assert_eq!(seen, expected);
}

#[test]
fn every_example_can_be_answered_with_a_receipt_that_follows_the_schema() {
    let Some(files) = official() else { return };
    let receipts: Vec<(String, String)> = files
        .iter()
        .enumerate()
        .map(|(number, (name, bytes))| {
            let header = about(bytes).unwrap_or_else(|| panic!("{name}"));
            let envelope = read(bytes).unwrap();
            assert!(header == Header::of(&envelope), "{name}");
            let verdict = match meaning(&envelope).unwrap().refusal() {
                Some(reason) => Verdict::rejected(reason),
                None => Verdict::Accepted,
            };
            let receipt = header.receipt(&us(), verdict, uuid::Uuid::from_u128(7), NOW).unwrap();
            assert!(receipt.original.id == envelope.info.message_id.raw(), "{name}");
            (number.to_string(), write_apprec(&receipt).unwrap())
        })
        .collect();
    xmllint(&receipts);
}

#[test]
fn our_own_messages_follow_the_schemas_except_those_about_not_doing_so() {
    let Some(folder) = crate::fixtures::interop() else { return };
    let wrong = ["entiteter", "feil-navnerom", "kontaktliste-annen-skrivemate", "uten-meldingsid"];
    for situation in situations() {
        let path = format!("tests/messages/{situation}.xml");
        let Ok(output) = std::process::Command::new("xmllint")
            .env("XML_CATALOG_FILES", folder.join("xsd/catalog.xml"))
            .args(["--noout", "--nonet", "--schema"])
            .arg(folder.join("xsd/all.xsd"))
            .arg(&path)
            .output()
        else {
            println!("skipped: xmllint is not installed");
            return;
        };
        let valid = output.status.success();
        assert_eq!(valid, !wrong.contains(&situation.as_str()), "{situation}");
    }
}
