//! What we write, our reader understands as the same.

use helsebro_messaging::{
    Acting, AppRecCode, AppRecStatus, DigitalStatus, Meaning, Message, OutgoingContent, Patient,
    Preceding, Reason, Receipt, Relation, Verdict, about, meaning, read, read_apprec, write,
    write_apprec,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::fixtures::{message, xmllint};
use crate::ours::{
    NOW, about_kari, address, after, anne_for_kari, every_kind, kari, outgoing, person, service, us,
};

fn understood(document: &str) -> Meaning {
    meaning(&read(document.as_bytes()).unwrap()).unwrap()
}

#[test]
fn every_kind_that_we_write_is_understood_as_itself() {
    let acts = every_kind().into_iter().map(|(name, message)| {
        let meaning = understood(&write(&message).unwrap());
        (name, meaning.act().unwrap())
    });
    let acts: Vec<_> = acts.collect();
    assert_eq!(
        acts,
        [
            ("citizen-writes", "citizen_writes"),
            ("citizen-writes-parent", "citizen_writes"),
            ("citizen-writes-guardian", "citizen_writes"),
            ("citizen-writes-proxy", "citizen_writes"),
            ("citizen-writes-assigned-proxy", "citizen_writes"),
            ("citizen-writes-again", "citizen_writes"),
            ("citizen-replies", "citizen_replies"),
            ("citizen-replies-proxy", "citizen_replies"),
            ("conversation-closed", "staff_closes"),
            ("conversation-closed-with-text", "staff_closes"),
            ("digital-active", "digital_status_changed"),
            ("digital-inactive", "digital_status_changed"),
            ("digital-answer", "digital_answer"),
            ("digital-answer-none", "digital_answer"),
            ("link-test", "link_test"),
            ("link-test-answer", "link_test_answer"),
        ]
    );
}

#[test]
fn the_head_is_read_as_it_was_written() {
    for (name, message) in every_kind() {
        let document = write(&message).unwrap();
        let info = read(document.as_bytes()).unwrap().info;
        assert_eq!(info.message_id.uuid(), Some(message.message_id), "{name}");
        assert_eq!(info.gen_date, message.sent_at, "{name}");
        assert_eq!(info.sender.her_level1(), Some("8149000"), "{name}");
        assert_eq!(info.sender.her_level2(), Some("8149001"), "{name}");
        assert_eq!(info.receiver.her_level1(), Some("8140001"), "{name}");
        assert_eq!(info.receiver.her_level2(), Some("8140101"), "{name}");
        let unit = info.receiver.unit.and_then(|unit| unit.name);
        assert_eq!(unit.as_deref(), Some("Hjemmesykepleien Solvik øst"), "{name}");
    }
}

#[test]
fn who_acts_and_by_what_right_is_read_as_it_was_written() {
    for relation in Relation::ALL {
        let content = OutgoingContent::CitizenReplies {
            about: anne_for_kari(relation),
            service_id: None,
            topic: None,
            text: "Ja".to_owned(),
            after: after(),
        };
        let Meaning::CitizenReplies { acting: Some(acting), message, .. } =
            understood(&write(&outgoing(content)).unwrap())
        else {
            panic!("nobody acts")
        };
        assert_eq!(acting.relation, Some(relation));
        let Patient { family, given, ident } = acting.person.person;
        assert_eq!((family.as_deref(), given.as_deref()), (Some("Nilsen"), Some("Anne")));
        assert_eq!(ident.unwrap().number, "03837500035");
        assert_eq!(acting.person.phone.as_deref(), Some("+4775000120"));
        assert_eq!(message.refs.parent.unwrap().raw(), after().parent);
        assert_eq!(message.refs.conversation.unwrap().raw(), after().conversation);
    }
}

#[test]
fn a_relation_that_tells_no_person_or_two_is_not_understood() {
    let content = OutgoingContent::CitizenReplies {
        about: anne_for_kari(Relation::PowerOfAttorney),
        service_id: None,
        topic: None,
        text: "Ja".to_owned(),
        after: after(),
    };
    let document = write(&outgoing(content)).unwrap();
    let start = document.find("          <Person>").unwrap();
    let end = document.find("</Person>").unwrap() + "</Person>\n".len();
    let who = &document[start..end];
    for (instead, code) in [("", AppRecCode::T02), (&who.repeat(2), AppRecCode::T99)] {
        let error = meaning(&read(document.replace(who, instead).as_bytes()).unwrap()).unwrap_err();
        assert_eq!((error.code(), error.element()), (code, "Pasientrelasjon/Person"));
    }
    let start = document.find("  <Document>\n    <ContentDescription>Pasientrelasjon").unwrap();
    let end = document.rfind("</MsgHead>").unwrap();
    let twice = document.replace(&document[start..end], &document[start..end].repeat(2));
    let error = meaning(&read(twice.as_bytes()).unwrap()).unwrap_err();
    assert_eq!((error.code(), error.element()), (AppRecCode::T99, "Pasientrelasjon"));
    for (from, to) in [("V=\"FU\"", "V=\"XX\""), ("<Relasjon V=\"FU\"", "<Merknad V=\"FU\"")] {
        let bent = document.replace(from, to);
        let Meaning::CitizenReplies { acting: Some(Acting { relation: None, .. }), .. } =
            understood(&bent)
        else {
            panic!("{to}")
        };
    }
}

#[test]
fn an_answer_comes_after_the_question_and_in_its_conversation() {
    let first = read(&message("dialog-ny-med-svar")).unwrap();
    let preceding = Preceding::answering(&first.info);
    assert_eq!(preceding.parent, preceding.conversation);
    assert_eq!(preceding.parent, first.info.message_id.raw());
    let later = read(&message("dialog-svar")).unwrap();
    let preceding = Preceding::answering(&later.info);
    assert_eq!(preceding.parent, later.info.message_id.raw());
    assert_eq!(preceding.conversation, "0198c0de-0001-7000-8000-000000000001");
}

#[test]
fn a_question_from_a_journal_system_can_be_answered_as_it_was_asked() {
    for (situation, act, code) in
        [("digital-sporsmal", "asks_who_is_digital", "28"), ("linjetest", "link_test", "RKT")]
    {
        let envelope = read(&message(situation)).unwrap();
        assert!(envelope.warnings.is_empty(), "{situation}");
        let meaning = meaning(&envelope).unwrap();
        assert_eq!(meaning.act(), Some(act));
        let after = Preceding::answering(&envelope.info);
        let content = match meaning {
            Meaning::AsksWhoIsDigital { persons, .. } => {
                let numbers: Vec<_> =
                    persons.into_iter().map(|person| person.ident.unwrap().number).collect();
                assert_eq!(numbers, ["12864800015", "03837500035"]);
                OutgoingContent::DigitalAnswer { active: vec![kari()], after }
            }
            _ => OutgoingContent::LinkTestAnswer { after },
        };
        assert_eq!(content.code(), code);
        let answer = read(write(&outgoing(content)).unwrap().as_bytes()).unwrap().info;
        let first = envelope.info.message_id;
        let refs = answer.conversation.unwrap();
        assert!(refs.parent == first && refs.conversation == first, "{situation}");
        assert_eq!(answer.ack, envelope.info.ack, "{situation}");
    }
}

#[test]
fn who_is_active_is_asked_and_told() {
    let question = write(&outgoing(OutgoingContent::DigitalAnswer {
        active: vec![kari()],
        after: after(),
    }))
    .unwrap()
    .replace(
        "<Notat>\n            <TemaKodet V=\"28\" S=\"2.16.578.1.12.4.1.1.7602\" DN=\"Digitale brukere\"/>\n          </Notat>",
        "<Foresporsel><TypeForesp V=\"SIDAB\" S=\"2.16.578.1.12.4.1.1.7601\"/></Foresporsel>",
    );
    let Meaning::AsksWhoIsDigital { persons, .. } = understood(&question) else {
        panic!("not a question")
    };
    assert_eq!(persons.len(), 1);
    for (from, to, code, element) in [
        ("Personer", "Personene", AppRecCode::T02, "Personer"),
        ("Person>", "Personen>", AppRecCode::T02, "Personer/Person"),
    ] {
        let bent = question.replace(from, to);
        let error = meaning(&read(bent.as_bytes()).unwrap()).unwrap_err();
        assert_eq!((error.code(), error.element()), (code, element), "{to}");
    }
    for status in [DigitalStatus::Active, DigitalStatus::Inactive] {
        let changed = OutgoingContent::DigitalStatusChanged { person: kari(), status };
        let document = write(&outgoing(changed)).unwrap();
        let Meaning::DigitalStatusChanged { status: read_back, .. } = understood(&document) else {
            panic!("not news")
        };
        assert_eq!(read_back, status);
        for instead in ["V=\"3\" S=\"2.16.578.1.12.4.1.1.1101\"", "S=\"2.16.578.1.12.4.1.1.1101\""]
        {
            let code = if status == DigitalStatus::Active { "1" } else { "2" };
            let bent =
                document.replace(&format!("V=\"{code}\" S=\"2.16.578.1.12.4.1.1.1101\""), instead);
            let error = meaning(&read(bent.as_bytes()).unwrap()).unwrap_err();
            assert_eq!(error.element(), "Foresporsel/KodetOpplysning");
        }
    }
}

#[test]
fn other_codes_in_those_processes_are_refused_by_name() {
    let status =
        OutgoingContent::DigitalStatusChanged { person: kari(), status: DigitalStatus::Active };
    for (content, from, to, detail) in [
        (status.clone(), "V=\"SDAB\"", "V=\"HDAB\"", "DIGITALBRUKER with the code HDAB"),
        (status, "V=\"SDAB\"", "V=\"Kari Nilsen\"", "DIGITALBRUKER"),
        (OutgoingContent::LinkTest, "V=\"KT\"", "V=\"RT\"", "TEST with the code RT"),
    ] {
        let bent = write(&outgoing(content)).unwrap().replace(from, to);
        let refusal = understood(&bent).refusal().unwrap();
        assert_eq!(refusal.code, AppRecCode::T10);
        let expected = format!("DIALOG_INNBYGGER_{detail} is not taken in here");
        assert_eq!(refusal.detail, Some(expected));
    }
}

/// Signs that have a meaning in XML, in line breaks, in print or in nothing.
const ODD: [&str; 30] = [
    "]]>",
    "<![CDATA[",
    "&",
    "&amp;",
    "&#0;",
    "<",
    ">",
    "\"",
    "'",
    "\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "\0",
    "\u{1B}",
    "\u{7F}",
    "\u{85}",
    "\u{A0}",
    "\u{AD}",
    "\u{200B}",
    "\u{202E}",
    "\u{2028}",
    "\u{FEFF}",
    "\u{FFFE}",
    "\u{FFFF}",
    "\u{1F9D1}\u{200D}\u{2695}\u{FE0F}",
    "e\u{301}",
    "æøå",
    "<!--",
];

fn odd_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        select(ODD.to_vec()).prop_map(str::to_owned),
        "[a-zæøå ]{0,8}",
        any::<char>().prop_map(String::from),
    ];
    vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

/// What a text is after XML has carried it.
fn carried(text: &str) -> String {
    let shown = |c: char| match c {
        '\t' | '\n' | '\r' => c,
        c if c < ' ' || matches!(c, '\u{FFFE}' | '\u{FFFF}') => '\u{FFFD}',
        c => c,
    };
    let text: String = text.chars().map(shown).collect();
    text.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()
}

fn on_one_line(text: &str) -> Option<String> {
    let line = carried(text).split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() { None } else { Some(line) }
}

fn message_of(meaning: Meaning) -> (Message, String, Option<Acting>) {
    match meaning {
        Meaning::CitizenWrites { message, text, acting }
        | Meaning::CitizenReplies { message, text, acting } => (message, text, acting),
        other => panic!("{other:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_that_is_written_is_read_back(
        text in odd_text(),
        topic in odd_text(),
        name in odd_text(),
        id in odd_text(),
    ) {
        let mut preceding = after();
        preceding.parent.clone_from(&id);
        let content = OutgoingContent::CitizenReplies {
            about: about_kari(),
            service_id: Some(service()),
            topic: Some(topic.clone()),
            text: text.clone(),
            after: preceding,
        };
        let mut sent = outgoing(content);
        sent.receiver = address(("8140001", &name), ("8140101", "Solvik"));
        match write(&sent) {
            Ok(document) => {
                let envelope = read(document.as_bytes()).unwrap();
                let (message, read_back, _) = message_of(meaning(&envelope).unwrap());
                prop_assert_eq!(read_back, carried(&text));
                prop_assert_eq!(message.topic, on_one_line(&topic));
                prop_assert_eq!(envelope.info.receiver.organisation.name, on_one_line(&name));
                let parent = message.refs.parent.unwrap();
                prop_assert_eq!(Some(parent.raw().to_owned()), on_one_line(&id));
            }
            Err(_) => prop_assert!(
                carried(&text).is_empty()
                    || on_one_line(&name).is_none()
                    || on_one_line(&id).is_none()
            ),
        }
    }

    #[test]
    fn any_name_that_is_written_is_read_back(given in odd_text(), family in odd_text()) {
        let somebody = person(&given, &family, "12864800015");
        let expected = (on_one_line(somebody.name.family()), on_one_line(somebody.name.given()));
        let content = OutgoingContent::DigitalAnswer { active: vec![somebody], after: after() };
        match write(&outgoing(content)) {
            Ok(document) => {
                let Meaning::DigitalAnswer { active, .. } = understood(&document) else {
                    panic!("not an answer")
                };
                let Patient { family, given, .. } = active.into_iter().next().unwrap();
                prop_assert_eq!((family, given), expected);
            }
            Err(_) => prop_assert_eq!(expected, (None, None)),
        }
    }

    #[test]
    fn any_receipt_that_is_written_is_read_back(
        detail in odd_text(),
        id in odd_text(),
        function in odd_text(),
        code in select(AppRecCode::ALL.to_vec()),
        micros in -60_000_000_000_000_000_i64..250_000_000_000_000_000,
    ) {
        let mut receipt = receipt(Verdict::rejected(Reason { code, detail: Some(detail.clone()) }));
        receipt.original.id.clone_from(&id);
        receipt.original.function = Some(function.clone());
        receipt.original.issued_at = helsebro_domain::time::Instant::from_micros(micros);
        let Ok(document) = write_apprec(&receipt) else {
            // Before 1895 the clocks in Oslo followed the sun.
            prop_assert!(on_one_line(&id).is_none() || micros < -2_366_755_200_000_000);
            return Ok(());
        };
        let read_back = read_apprec(document.as_bytes()).unwrap();
        prop_assert_eq!(read_back.status, AppRecStatus::Rejected);
        prop_assert!(read_back.has(code));
        let error = read_back.errors.first().unwrap();
        prop_assert_eq!(error.name.as_deref(), Some(code.name()));
        prop_assert_eq!(error.detail.clone(), on_one_line(&detail));
        prop_assert_eq!(Some(read_back.original.id.raw().to_owned()), on_one_line(&id));
        prop_assert_eq!(read_back.original.function, on_one_line(&function));
        prop_assert_eq!(read_back.original.issued_at, Some(receipt.original.issued_at));
        let about_receipt = about(document.as_bytes());
        prop_assert!(about_receipt.is_none(), "a receipt is not answered");
    }
}

fn receipt(verdict: Verdict) -> Receipt {
    let header = about(&message("dialog-ny-med-svar")).unwrap();
    header.receipt(&us(), verdict, uuid::Uuid::from_u128(1), NOW).unwrap()
}

#[test]
fn odd_texts_follow_the_schemas_too() {
    let all = ODD.concat();
    let documents: Vec<(String, String)> = ODD
        .iter()
        .copied()
        .chain([all.as_str()])
        .enumerate()
        .flat_map(|(number, odd)| {
            let text = format!("x{odd}y{odd}");
            let content = OutgoingContent::CitizenWrites {
                about: about_kari(),
                service_id: service(),
                topic: Some(text.clone()),
                text: text.clone(),
                after: Some(Preceding { parent: text.clone(), conversation: text.clone() }),
            };
            let mut sent = outgoing(content);
            sent.sender = address(("8149000", &text), ("8149001", &text));
            let reason = Reason { code: AppRecCode::X99, detail: Some(text.clone()) };
            let mut receipt = receipt(Verdict::rejected(reason));
            receipt.original.function = Some(text);
            [
                (format!("message-{number}"), write(&sent).unwrap()),
                (format!("receipt-{number}"), write_apprec(&receipt).unwrap()),
            ]
        })
        .collect();
    xmllint(&documents);
}
