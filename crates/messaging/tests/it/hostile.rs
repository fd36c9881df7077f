//! What must not get in, and what must not get out.

use helsebro_messaging::{AppRecCode, Fault, limits, meaning, read, read_incoming};

use crate::fixtures::{message, situations, text, warnings};

fn code(bytes: &[u8]) -> Option<AppRecCode> {
    read(bytes).err().map(|error| error.code())
}

#[test]
fn a_document_type_is_refused_before_any_entity_is_looked_at() {
    let error = read(&message("entiteter")).unwrap_err();
    assert_eq!((error.code(), error.fault()), (AppRecCode::T99, Fault::Doctype));
    for doctype in [
        "<!DOCTYPE MsgHead>",
        "<!DOCTYPE MsgHead SYSTEM \"file:///etc/passwd\">",
        "<!DOCTYPE MsgHead [<!ENTITY x SYSTEM \"http://localhost/\">]>",
    ] {
        let bent = text("dialog-svar").replace("<MsgHead ", &format!("{doctype}<MsgHead "));
        assert_eq!(code(bent.as_bytes()), Some(AppRecCode::T99), "{doctype}");
    }
}

#[test]
fn only_the_entities_of_xml_itself_are_known() {
    let answer = text("dialog-svar");
    for (reference, expected) in [
        ("&lt;&gt;&amp;&apos;&quot;&#229;&#xE5;", None),
        ("&nbsp;", Some(AppRecCode::T01)),
        ("&#0;", Some(AppRecCode::T01)),
        ("&#x1B;", Some(AppRecCode::T01)),
        ("&#xD800;", Some(AppRecCode::T01)),
        ("&", Some(AppRecCode::T01)),
        ("&;", Some(AppRecCode::T01)),
    ] {
        let bent = answer.replace("klokka 10", reference);
        assert_eq!(code(bent.as_bytes()), expected, "{reference}");
        let bent = answer.replace("Svar på henvendelse", reference);
        assert_eq!(code(bent.as_bytes()), expected, "{reference} in an attribute");
    }
}

#[test]
fn too_deep_too_many_and_too_large_are_refused() {
    let answer = text("dialog-svar");
    let within = |inner: &str| answer.replace("Ja, vi kommer klokka 10.", inner).into_bytes();
    let deep = "<b>".repeat(limits::MAX_DEPTH) + &"</b>".repeat(limits::MAX_DEPTH);
    let endless = "<b>".repeat(200_000);
    let many = "<b/>".repeat(limits::MAX_ELEMENTS);
    let long = "å".repeat(limits::MAX_TEXT_BYTES / 2 + 1);
    let spread = format!("<i>{}</i>", "å".repeat(limits::MAX_TEXT_BYTES / 4)).repeat(3);
    let attributes: String =
        (0..=limits::MAX_ATTRIBUTES).map(|number| format!(" a{number}=''")).collect();
    let namespaces: String =
        (0..=limits::MAX_NAMESPACES).map(|number| format!(" xmlns:n{number}='n'")).collect();
    let attribute = format!("<b a='{}'/>", "x".repeat(limits::MAX_ATTRIBUTE_BYTES + 1));
    let name = format!("<{}/>", "b".repeat(limits::MAX_NAME_BYTES + 1));
    for inner in [&deep, &endless, &many, &long, &spread, &attribute, &name] {
        assert_eq!(code(&within(inner)), Some(AppRecCode::T99), "{}", &inner[..20]);
    }
    assert_eq!(code(&within(&format!("<b{attributes}/>"))), Some(AppRecCode::T99));
    assert!(code(&within(&format!("<b{namespaces}/>"))).is_some());
    let mut envelope = answer.into_bytes();
    envelope.resize(limits::MAX_ENVELOPE_BYTES + 1, b' ');
    assert_eq!(code(&envelope), Some(AppRecCode::T99));
}

#[test]
fn too_many_documents_identifiers_and_roles_are_refused() {
    let answer = text("dialog-svar");
    for (block, most) in [
        ("Document", limits::MAX_DOCUMENTS),
        ("Ident", limits::MAX_IDENTS),
        ("RollerRelatertNotat", limits::MAX_PARTS),
    ] {
        let start = answer.find(&format!("<{block}>")).unwrap();
        let end = answer.find(&format!("</{block}>")).unwrap() + block.len() + 3;
        let bent = format!(
            "{}{}{}",
            &answer[..start],
            answer[start..end].repeat(most + 1),
            &answer[end..]
        );
        assert_eq!(code(bent.as_bytes()), Some(AppRecCode::T99), "{block}");
    }
}

#[test]
fn what_is_not_well_formed_is_told_as_such() {
    let answer = text("dialog-svar");
    for (from, to) in [
        ("</MsgHead>", ""),
        ("</MsgHead>", "</MsgHead><MsgHead/>"),
        ("</MsgHead>", "</MsgHead>etterpå"),
        ("</Notat>", "</Notater>"),
        ("<Notat>", "<x:Notat>"),
        ("<Notat>", "<Notat a='1' a='2'>"),
        ("<Notat>", "<Notat a=1>"),
        ("<Notat>", "<Notat a='<'>"),
        ("<Notat>", "<1Notat>"),
        ("klokka 10", "]]>"),
        ("klokka 10", "\u{1}"),
        ("<MsgInfo>", "<?xml version='1.0'?><MsgInfo>"),
    ] {
        let bent = answer.replacen(from, to, 1);
        assert_eq!(code(bent.as_bytes()), Some(AppRecCode::T01), "{from} -> {to}");
    }
    for bytes in [b"".as_slice(), b"   ", b"MSH|^~\\&|", b"{}", b"<", b"<!-- -->"] {
        assert_eq!(code(bytes), Some(AppRecCode::T01), "{bytes:?}");
    }
}

#[test]
fn what_is_not_utf_8_is_refused() {
    let mut answer = message("dialog-svar");
    answer.push(0xFF);
    assert_eq!(code(&answer), Some(AppRecCode::T01));
    let utf16: Vec<u8> = text("dialog-svar").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(code(&utf16), Some(AppRecCode::T10));
    let declared = text("dialog-svar").replace("UTF-8", "windows-1252");
    assert_eq!(code(declared.as_bytes()), Some(AppRecCode::T10));
}

#[test]
fn the_envelope_must_be_the_one_we_know() {
    let error = read(&message("feil-navnerom")).unwrap_err();
    assert_eq!((error.code(), error.fault()), (AppRecCode::T10, Fault::Unsupported));
    assert_eq!(code(b"<MsgHead/>"), Some(AppRecCode::T10));
    let error = read(&message("uten-meldingsid")).unwrap_err();
    assert_eq!((error.code(), error.element()), (AppRecCode::T02, "MsgInfo/MsgId"));
}

#[test]
fn a_block_that_lacks_what_the_schema_requires_is_named() {
    let answer = text("dialog-svar");
    for (from, to, element) in [
        ("<Type V=\"DIALOG_INNBYGGER_EKONTAKT\"", "<Type", "MsgInfo/Type/@V"),
        ("2027-02-01T09:15:00+01:00</GenDate>", "i går</GenDate>", "MsgInfo/GenDate"),
        ("<GenDate>2027-02-01T09:15:00+01:00</GenDate>", "", "MsgInfo/GenDate"),
        ("<Ack ", "<MsgId>en til</MsgId><Ack ", "MsgInfo/MsgId"),
        (
            "<RefToParent>0198c0de-0001-7000-8000-000000000001</RefToParent>",
            "",
            "MsgInfo/ConversationRef/RefToParent",
        ),
        ("</Patient>", "</Patient><Patient/>", "MsgInfo/Patient"),
        ("<Id>8140101</Id>", "", "Sender/Organisation/Organisation/Ident/Id"),
        ("<MsgType V=\"XML\" DN=\"XML-instans\"/>", "", "Document/RefDoc/MsgType"),
        (
            "<TemaKodet V=\"19\" S=\"2.16.578.1.12.4.1.1.7602\" DN=\"Svar på henvendelse\"/>",
            "",
            "Notat/TemaKodet",
        ),
    ] {
        assert!(answer.contains(from), "{from}");
        let error = read(answer.replacen(from, to, 1).as_bytes()).unwrap_err();
        assert_eq!((error.code(), error.element()), (AppRecCode::T02, element), "{from}");
    }
    let start = answer.find("<Document>").unwrap();
    let without = format!("{}</MsgHead>", &answer[..start]);
    assert_eq!(read(without.as_bytes()).unwrap_err().element(), "MsgHead/Document");
}

#[test]
fn two_numbers_for_one_person_are_refused_and_the_same_twice_is_not() {
    let error = read(&message("to-fodselsnumre")).unwrap_err();
    assert_eq!((error.code(), error.fault()), (AppRecCode::E31, Fault::Contradictory));
    let same = text("to-fodselsnumre").replace("03837500035", "12864800015");
    let same = read(same.as_bytes()).unwrap();
    assert_eq!(warnings(&same), ["ident_repeated"]);
    let twice = text("dialog-svar").replacen(
        "<Id>8140001</Id>",
        "<Id>8140001</Id><TypeId V=\"HER\" S=\"2.16.578.1.12.4.1.1.9051\"/></Ident><Ident><Id>8140002</Id>",
        1,
    );
    let error = read(twice.as_bytes()).unwrap_err();
    assert_eq!((error.code(), error.element()), (AppRecCode::T02, "Sender/Organisation/Ident"));
}

#[test]
fn both_kinds_of_number_are_tolerated_and_the_first_kind_is_used() {
    let both = text("to-fodselsnumre").replace(
        "<Id>03837500035</Id>\n        <TypeId V=\"FNR\"",
        "<Id>52864800009</Id>\n        <TypeId V=\"DNR\"",
    );
    let envelope = read(both.as_bytes()).unwrap();
    assert_eq!(warnings(&envelope), ["several_identity_numbers"]);
    assert_eq!(envelope.info.patient.unwrap().ident.unwrap().number, "12864800015");
}

#[test]
fn the_known_faults_of_senders_are_tolerated_and_told() {
    let answer = text("dialog-svar");
    for (from, to, codes) in [
        ("1.1.9051\" DN=\"HER-id\"", "1.1.8116\" DN=\"HER-id\"", "her_id_wrong_oid"),
        ("<Id>8149000</Id>", "<Id>HER</Id>", "her_id_malformed her_id_missing"),
        ("V=\"HER\"", "V=\"XXX\"", "her_id_missing"),
        ("<MsgId>", "<MsgId>nr. ", "id_not_uuid"),
        ("<RefToParent>", "<RefToParent>nr. ", "id_not_uuid"),
        ("09:15:00+01:00</GenDate>", "09:15:00.1234567Z</GenDate>", ""),
        ("09:15:00+01:00</GenDate>", "09:15:00</GenDate>", "gen_date_without_zone"),
        ("v1.2 2006-05-24", "v1.1", "mig_version"),
        ("<Ack V=\"J\"", "<Ack V=\"Ja\"", "ack_unknown"),
        ("S=\"2.16.578.1.12.4.1.1.7602\"", "", "code_system_missing"),
    ] {
        let bent = answer.replacen(from, to, 1);
        assert_ne!(bent, answer, "{from}");
        let envelope = read(bent.as_bytes()).unwrap();
        let mut told = warnings(&envelope);
        told.sort_unstable();
        let mut expected: Vec<_> = codes.split_whitespace().chain(["service_id_prefix"]).collect();
        expected.sort_unstable();
        assert_eq!(told, expected, "{from} -> {to}");
        assert_eq!(meaning(&envelope).unwrap().act(), Some("staff_answers"), "{from} -> {to}");
    }
    let number = answer.replacen(
        "<Id>8149000</Id>\n          <TypeId V=\"HER\"",
        "<Id>999000111</Id>\n          <TypeId V=\"ENH\"",
        1,
    );
    let envelope = read(number.as_bytes()).unwrap();
    assert_eq!(warnings(&envelope), ["org_number_for_her_id", "service_id_prefix"]);
    assert_eq!(envelope.info.receiver.org_number(), Some("999000111"));
}

#[test]
fn the_second_level_may_be_a_person_and_there_is_no_third() {
    let answer = text("dialog-svar");
    let start = answer.find("<Organisation>\n          <OrganisationName>Hjemme").unwrap();
    let length = answer[start..].find("</Organisation>").unwrap() + "</Organisation>".len();
    let unit = &answer[start..start + length];
    let ident = "<Ident><Id>8140199</Id><TypeId V=\"HER\" S=\"2.16.578.1.12.4.1.1.9051\"/></Ident>";
    let person = format!("<HealthcareProfessional>{ident}</HealthcareProfessional>");
    let envelope = read(answer.replacen(unit, &person, 1).as_bytes()).unwrap();
    assert_eq!(warnings(&envelope), ["her_id_on_professional", "service_id_prefix"]);
    assert_eq!(envelope.info.sender.her_level1(), Some("8140001"));
    assert_eq!(envelope.info.sender.her_level2(), Some("8140199"));

    let inner =
        format!("<Organisation><OrganisationName>Lag 1</OrganisationName>{ident}</Organisation>");
    let deeper = unit.replace("</Organisation>", &format!("{inner}</Organisation>"));
    let envelope = read(answer.replacen(unit, &deeper, 1).as_bytes()).unwrap();
    assert_eq!(warnings(&envelope), ["organisation_too_deep", "service_id_prefix"]);
    assert_eq!(envelope.info.sender.her_level2(), Some("8140101"));
}

/// Words from our own messages that must never be printed by accident.
const PLANTED: [&str; 10] = [
    "12864800015",
    "Nilsen",
    "Kari",
    "Haug",
    "9900101",
    "klokka",
    "Besøk",
    "HJSP-OST",
    "116 117",
    "Stengt",
];

#[test]
fn debug_output_and_errors_tell_nothing_about_people() {
    for situation in situations() {
        let bytes = message(&situation);
        let told = match read(&bytes) {
            Ok(envelope) => format!("{envelope:?} {:?}", meaning(&envelope)),
            Err(error) => format!("{error} {error:?}"),
        };
        for word in PLANTED {
            assert!(!told.contains(word), "{situation}: {told}");
        }
    }
    for file in std::fs::read_dir("tests/output").unwrap() {
        let path = file.unwrap().path();
        let told = format!("{:?}", read_incoming(&std::fs::read(&path).unwrap()).unwrap());
        for word in PLANTED.iter().chain(&["Solvik", "bilde", "missing", "EKONTAKT"]) {
            assert!(!told.contains(word), "{}: {told}", path.display());
        }
    }
    let answer = text("dialog-svar");
    for (from, to) in [
        ("<Notat>", "<Kari12864800015>"),
        ("</Notat>", "</Kari12864800015>"),
        ("<GenDate>", "<GenDate>12864800015"),
        ("klokka", "&Kari12864800015;"),
        ("<MsgHead ", "<Kari12864800015:MsgHead "),
        ("<Notat>", "<Notat Kari12864800015=''>&"),
    ] {
        let error = read(answer.replacen(from, to, 1).as_bytes()).unwrap_err();
        let told = format!("{error} {error:?}");
        assert!(!PLANTED.iter().any(|word| told.contains(word)), "{told}");
    }
}
