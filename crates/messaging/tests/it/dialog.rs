//! Messages between citizen and staff (S1-2.1.1-a).

use helsebro_messaging::{AppRecCode, Meaning, RefusalCode, Reply, meaning, read};

use crate::fixtures::{envelope, text, understood, warnings};

#[test]
fn each_kind_of_message_means_what_the_process_says() {
    for (situation, act) in [
        ("dialog-ny-med-svar", "staff_starts_thread"),
        ("dialog-engangskontakt", "staff_starts_thread_without_reply"),
        ("dialog-henvendelse", "citizen_writes"),
        ("dialog-svar", "staff_answers"),
        ("dialog-svar-fra-innbygger", "citizen_replies"),
        ("dialog-annen-kode", "staff_answers"),
        ("dialog-annen-kode-uten-tekst", "staff_answers"),
        ("dialog-avsluttet", "staff_closes"),
        ("dialog-avvist", "staff_refuses"),
    ] {
        assert_eq!(understood(situation).act(), Some(act), "{situation}");
    }
}

#[test]
fn a_new_thread_carries_topic_text_service_and_author() {
    let Meaning::StaffStartsThread { message, text, reply } = understood("dialog-ny-med-svar")
    else {
        panic!("not a new thread")
    };
    assert_eq!(reply, Reply::Allowed);
    assert_eq!(message.topic.as_deref(), Some("Besøk på torsdag"));
    assert_eq!(text, "Hei Kari.\nPasser det at vi kommer klokka 9?\n\nHilsen Per");
    assert_eq!(message.service_id.as_deref(), Some("HJSP-OST"));
    let author = message.author.unwrap();
    assert_eq!((author.name.as_str(), author.hpr.as_deref()), ("Per Haug", Some("9900101")));
    assert_eq!((message.refs.parent, message.refs.conversation), (None, None));
}

#[test]
fn formatted_text_becomes_plain_with_its_line_breaks() {
    let Meaning::StaffStartsThread { text, reply, .. } = understood("dialog-engangskontakt") else {
        panic!("not a new thread")
    };
    assert_eq!(reply, Reply::NotAllowed);
    assert_eq!(text, "Vi holder stengt 25. mars til 29. mars.\n\nRing\n116 117 hvis det haster.");
    assert_eq!(warnings(&envelope("dialog-engangskontakt")), ["formatting_removed"]);
}

#[test]
fn an_answer_belongs_to_its_conversation_and_its_service() {
    let Meaning::StaffAnswers { message, heading, text } = understood("dialog-svar") else {
        panic!("not an answer")
    };
    assert_eq!((heading, text.as_str()), (None, "Ja, vi kommer klokka 10."));
    assert_eq!(message.topic.as_deref(), Some("Besøk i morgen"));
    assert_eq!(message.service_id.as_deref(), Some("HJSP-OST"));
    let first = message.refs.conversation.unwrap();
    assert_eq!(first.uuid(), "0198c0de-0001-7000-8000-000000000001".parse().ok());
    assert_eq!(message.refs.parent, Some(first));
    assert_eq!(warnings(&envelope("dialog-svar")), ["service_id_prefix"]);
}

#[test]
fn an_answer_with_an_unlisted_code_shows_what_the_code_is_called() {
    let Meaning::StaffAnswers { heading, text, .. } = understood("dialog-annen-kode") else {
        panic!("not an answer")
    };
    assert_eq!(heading.as_deref(), Some("Svar fra behandler"));
    assert_eq!(text, "Ta tabletten sammen med mat.");
    assert_eq!(warnings(&envelope("dialog-annen-kode")), ["answer_code_unexpected"]);
    let Meaning::StaffAnswers { heading, text, .. } = understood("dialog-annen-kode-uten-tekst")
    else {
        panic!("not an answer")
    };
    assert_eq!((heading, text.as_str()), (None, "Tjenesten tilbys ikke"));
}

#[test]
fn the_three_refusals_are_told_apart_and_need_no_text() {
    let refused = text("dialog-avvist");
    for (wire, expected) in [
        ("26", RefusalCode::Rejected),
        ("30", RefusalCode::NoAccess),
        ("31", RefusalCode::GeneralError),
    ] {
        let bent = refused.replace("V=\"26\"", &format!("V=\"{wire}\""));
        let Ok(Meaning::StaffRefuses { code, text, .. }) = meaning(&read(bent.as_bytes()).unwrap())
        else {
            panic!("not a refusal")
        };
        assert_eq!((code, code.as_str(), text), (expected, wire, None));
    }
}

#[test]
fn service_ids_are_found_in_every_spelling() {
    let answer = text("dialog-svar");
    for (spelling, id) in [
        ("TjenesteId: 9", Some("9")),
        ("TjenesteId:12", Some("12")),
        ("tjenesteId: 2", Some("2")),
        ("tjenesteid :2", Some("2")),
        ("9", Some("9")),
        ("A:9", Some("A:9")),
        ("TjenesteId:", None),
        ("", None),
    ] {
        let bent = answer.replace("TjenesteId: HJSP-OST", spelling);
        let Ok(Meaning::StaffAnswers { message, .. }) = meaning(&read(bent.as_bytes()).unwrap())
        else {
            panic!("not an answer")
        };
        assert_eq!(message.service_id.as_deref(), id, "{spelling}");
    }
}

#[test]
fn without_an_author_in_the_text_the_professional_who_sends_is_the_author() {
    let unnamed = text("dialog-svar").replace("<RolleNotat V=\"1\"", "<RolleNotat V=\"2\"");
    let named = unnamed.replacen(
        "<OrganisationName>Hjemmesykepleien Solvik øst</OrganisationName>",
        "<OrganisationName>Hjemmesykepleien Solvik øst</OrganisationName>\
         <HealthcareProfessional><FamilyName>Dahl</FamilyName><GivenName>Siri</GivenName>\
         </HealthcareProfessional>",
        1,
    );
    for (message, author) in [(&unnamed, None), (&named, Some("Siri Dahl"))] {
        let Ok(Meaning::StaffAnswers { message, .. }) = meaning(&read(message.as_bytes()).unwrap())
        else {
            panic!("not an answer")
        };
        assert_eq!(message.author.map(|author| author.name).as_deref(), author);
    }
}

#[test]
fn a_message_that_lacks_what_it_needs_is_not_understood() {
    let new = text("dialog-ny-med-svar");
    let answer = text("dialog-svar");
    let unlisted = text("dialog-annen-kode-uten-tekst");
    let note = "<Notat><TemaKodet V=\"19\"/><TekstNotatInnhold>Hei</TekstNotatInnhold></Notat>";
    for (message, from, to, code, element) in [
        (
            &new,
            "<TypeForesp V=\"DI\"",
            "<TypeForesp V=\" \"",
            AppRecCode::T02,
            "Foresporsel/TypeForesp/@V",
        ),
        (&answer, "Ja, vi kommer klokka 10.", " ", AppRecCode::T02, "Notat/TekstNotatInnhold"),
        (&answer, "<Notat>", &format!("{note}<Notat>"), AppRecCode::T99, "Dialogmelding"),
        (&unlisted, "DN=\"Tjenesten tilbys ikke\"", "", AppRecCode::T02, "Notat/TekstNotatInnhold"),
    ] {
        assert!(message.contains(from), "{from}");
        let envelope = read(message.replace(from, to).as_bytes()).unwrap();
        let error = meaning(&envelope).unwrap_err();
        assert_eq!((error.code(), error.element()), (code, element), "{from} -> {to}");
    }
    let error = meaning(&envelope("uten-person")).unwrap_err();
    assert_eq!((error.code(), error.element()), (AppRecCode::E30, "Patient/Ident"));
}

#[test]
fn a_code_from_another_process_is_not_for_this_one() {
    let new = text("dialog-ny-med-svar");
    for (from, to) in [("V=\"DI\" S", "V=\"RT\" S"), ("1.1.7601", "1.1.7603")] {
        let envelope = read(new.replace(from, to).as_bytes()).unwrap();
        let meaning = meaning(&envelope).unwrap();
        assert!(matches!(meaning, Meaning::NotForThisProcess { .. }), "{to}");
        assert_eq!(meaning.act(), None);
    }
}

#[test]
fn what_is_not_taken_in_is_told() {
    let attachment = "<Document><RefDoc><MsgType V=\"A\"/><MimeType>application/pdf</MimeType>\
        <Content><b:Base64Container xmlns:b=\"http://www.kith.no/xmlstds/base64container\">QUJD\
        </b:Base64Container></Content></RefDoc></Document>";
    let relation = "<Document><RefDoc><MsgType V=\"XML\"/><Content><p:Personer \
        xmlns:p=\"http://www.kith.no/xmlstds/person/2014-03-28\"/></Content></RefDoc></Document>";
    let message = text("dialog-henvendelse");
    let bent = message.replace("</MsgHead>", &format!("{attachment}{relation}</MsgHead>"));
    let envelope = read(bent.as_bytes()).unwrap();
    assert_eq!(envelope.documents.len(), 3);
    assert_eq!(warnings(&envelope), ["document_left_out"]);
    assert_eq!(meaning(&envelope).unwrap().act(), Some("citizen_writes"));
}

#[test]
fn a_message_in_the_older_version_or_in_latin_1_is_the_same_message() {
    let new = text("dialog-ny-med-svar");
    let older = read(new.replace("dialog/2013-01-23", "dialog/2006-10-11").as_bytes()).unwrap();
    assert_eq!(warnings(&older), ["dialog_version_old"]);
    let latin: Vec<u8> = new
        .replace("encoding=\"UTF-8\"", "encoding=\"iso-8859-1\"")
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let latin = read(&latin).unwrap();
    assert_eq!(warnings(&latin), ["encoding_latin1"]);
    let expected = meaning(&envelope("dialog-ny-med-svar")).unwrap();
    assert!(meaning(&older).unwrap() == expected);
    assert!(meaning(&latin).unwrap() == expected);
    let marked = [b"\xEF\xBB\xBF".as_slice(), new.as_bytes()].concat();
    assert!(meaning(&read(&marked).unwrap()).unwrap() == expected);
}
