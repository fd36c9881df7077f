//! Receipts read: what others send, and what they do to them.

use helsebro_messaging::{
    AppRec, AppRecCode, AppRecStatus, Fault, Header, Incoming, Verdict, about, check, limits, read,
    read_apprec, read_incoming, write_apprec,
};

use crate::fixtures::{message, text};
use crate::ours::{NOW, us};

fn reviewed(name: &str) -> String {
    std::fs::read_to_string(format!("tests/output/{name}.xml")).unwrap()
}

fn receipt(text: &str) -> AppRec {
    read_apprec(text.as_bytes()).unwrap()
}

fn told(receipt: &AppRec) -> Vec<&'static str> {
    receipt.warnings.iter().map(|warning| warning.code.as_str()).collect()
}

#[test]
fn a_receipt_tells_what_became_of_which_message_and_between_whom() {
    let receipt = receipt(&reviewed("apprec-not-active"));
    assert_eq!(receipt.status, AppRecStatus::Rejected);
    assert!(receipt.has(AppRecCode::E35) && !receipt.has(AppRecCode::T02));
    assert_eq!(receipt.gen_date, NOW);
    assert_eq!(receipt.id.raw(), "0198c0de-0003-7000-8000-000000000401");
    assert_eq!(receipt.sender.her_level1(), Some("8149000"));
    assert_eq!(receipt.sender.her_level2(), Some("8149001"));
    assert_eq!(receipt.receiver.her_level2(), Some("8140101"));
    let sent = read(&message("dialog-ny-med-svar")).unwrap();
    assert_eq!(receipt.original.id, sent.info.message_id);
    assert_eq!(receipt.original.issued_at, Some(sent.info.gen_date));
    assert_eq!(receipt.original.function.as_deref(), Some("DIALOG_INNBYGGER_EKONTAKT"));
}

#[test]
fn each_status_is_told_apart() {
    for (name, status, codes) in [
        ("apprec-accepted", AppRecStatus::Ok, &[][..]),
        ("apprec-rejected", AppRecStatus::Rejected, &["T02"][..]),
        ("apprec-accepted-with-errors", AppRecStatus::OkWithErrors, &["E10", "X99"][..]),
    ] {
        let receipt = receipt(&reviewed(name));
        let seen: Vec<&str> = receipt.errors.iter().map(|error| error.value.as_str()).collect();
        assert_eq!((receipt.status, seen.as_slice()), (status, codes), "{name}");
    }
    let rejected = receipt(&reviewed("apprec-rejected"));
    let detail = rejected.errors.first().unwrap().detail.as_deref();
    assert_eq!(detail, Some("MsgInfo/MsgId is missing"));
}

#[test]
fn a_receipt_may_have_prefixes_another_version_and_the_known_faults() {
    let own = reviewed("apprec-not-active");
    let prefixed = own
        .replace("</", "\u{1}")
        .replace('<', "<a:")
        .replace('\u{1}', "</a:")
        .replace("<a:?xml", "<?xml")
        .replace("xmlns=", "xmlns:a=");
    for (what, bent, codes) in [
        ("prefixes", prefixed, &[][..]),
        ("1.0", own.replace("apprec/2012-02-15", "apprec/2004-11-21"), &["apprec_version_old"]),
        ("another MIGversion", own.replace("v1.1 2012", "v1.2 2012"), &["mig_version"]),
        ("no zone", own.replacen("+01:00</GenDate>", "</GenDate>", 1), &["gen_date_without_zone"]),
        ("seven decimals", own.replace("00+01:00</GenDate>", "00.1234567Z</GenDate>"), &[]),
        (
            "no issue date",
            own.replace("<IssueDate>2027", "<IssueDate>x"),
            &["issue_date_unreadable"],
        ),
        ("an id that is no UUID", own.replace("<Id>0198c0de-0003", "<Id>nr. "), &["id_not_uuid"]),
        (
            "yes with a reason",
            own.replace("<Status V=\"2\"", "<Status V=\"1\""),
            &["status_against_errors"],
        ),
    ] {
        let receipt = receipt(&bent);
        assert_eq!(told(&receipt), codes, "{what}");
        assert!(receipt.has(AppRecCode::E35), "{what}");
        assert_eq!(receipt.sender.her_level2(), Some("8149001"), "{what}");
    }
}

#[test]
fn codes_that_we_do_not_know_are_kept_as_they_stood() {
    let bent = reviewed("apprec-not-active").replace("V=\"E35\"", "V=\"e35\"");
    assert!(receipt(&bent).has(AppRecCode::E35));
    let bent = reviewed("apprec-not-active").replace("V=\"E35\"", "V=\"Z42\"");
    let receipt = receipt(&bent);
    let error = receipt.errors.first().unwrap();
    assert_eq!((error.code, error.value.as_str()), (None, "Z42"));
    for code in AppRecCode::ALL {
        assert_eq!(AppRecCode::parse(code.as_str()), Some(*code));
        assert!(!code.name().is_empty());
    }
    assert_eq!(AppRecCode::ALL.len(), 21);
}

#[test]
fn a_receipt_may_come_from_a_person() {
    let own = reviewed("apprec-not-active");
    let start = own.find("<Inst>").unwrap();
    let end = own.find("</Inst>").unwrap() + "</Inst>".len();
    let person = "<HCProf><Name>Per Haug</Name><Id>8140199</Id><TypeId V=\"HER\"/>\
        <AdditionalId><Id>9900101</Id><Type V=\"HPR\"/></AdditionalId></HCProf>";
    let alone = receipt(&own.replacen(&own[start..end], person, 1));
    assert_eq!(alone.sender.her_level1(), None);
    assert_eq!(alone.sender.her_level2(), Some("8140199"));
    assert_eq!(alone.sender.author_hpr(), Some("9900101"));
    let inside = person.replace("HCProf", "HCPerson");
    let inside = own.replacen("</Inst>", &format!("{inside}</Inst>"), 1);
    let inside = receipt(&inside);
    assert_eq!(inside.sender.professional.unwrap().name.as_deref(), Some("Per Haug"));
}

#[test]
fn a_receipt_that_does_not_say_what_it_must_is_refused() {
    let own = reviewed("apprec-not-active");
    for (from, to, code, element) in [
        ("<Status V=\"2\"", "<Status V=\"4\"", AppRecCode::T02, "AppRec/Status"),
        ("<Status V=\"2\"", "<Statuser V=\"2\"", AppRecCode::T02, "AppRec/Status"),
        ("<Id>0198c0de-0001", "<ID>0198c0de-0001", AppRecCode::T01, "The envelope"),
        ("OriginalMsgId>", "Original>", AppRecCode::T02, "AppRec/OriginalMsgId"),
        ("<HCP>", "<HCP><Inst/>", AppRecCode::T02, "Sender/HCP/Inst"),
        ("<Sender>", "<Sender/><Sender>", AppRecCode::T02, "AppRec/Sender"),
        ("GenDate>2027", "GenDate>x", AppRecCode::T02, "AppRec/GenDate"),
        ("apprec/2012-02-15", "apprec/2022-02-15", AppRecCode::T10, "The root element"),
    ] {
        assert!(own.contains(from), "{from}");
        let error = read_apprec(own.replace(from, to).as_bytes()).unwrap_err();
        assert_eq!((error.code(), error.element()), (code, element), "{from}");
    }
    let error = "<Error V=\"X99\"/>".repeat(limits::MAX_ERRORS + 1);
    let many = own.replace("<OriginalMsgId>", &format!("{error}<OriginalMsgId>"));
    assert_eq!(read_apprec(many.as_bytes()).unwrap_err().code(), AppRecCode::T99);
}

#[test]
fn a_message_and_a_receipt_are_told_apart_by_their_root_element() {
    let own = reviewed("apprec-accepted");
    assert!(matches!(read_incoming(own.as_bytes()), Ok(Incoming::Receipt(_))));
    assert!(matches!(read_incoming(&message("dialog-svar")), Ok(Incoming::Message(_))));
    for bytes in [own.as_bytes(), b"<AppRec/>"] {
        let error = read(bytes).unwrap_err();
        assert_eq!((error.code(), error.fault()), (AppRecCode::T10, Fault::Unsupported));
    }
    assert_eq!(read_apprec(&message("dialog-svar")).unwrap_err().code(), AppRecCode::T10);
    assert!(!check("x", own.as_bytes()).understood);
}

#[test]
fn a_message_that_cannot_be_read_is_answered_by_its_head() {
    let answer = text("dialog-svar");
    for (from, to, code) in [
        ("<TemaKodet ", "<Temakodet ", "T02"),
        ("<MsgType ", "<Msgtype ", "T02"),
        ("</Notat>", "</Notater>", "T01"),
        ("klokka 10", "&ukjent;", "T01"),
        ("<Type V=\"DIALOG_INNBYGGER_EKONTAKT\"", "<Type", "T02"),
        ("<GenDate>2027", "<GenDate>x", "T02"),
        ("</MsgHead>", "</MsgHead><MsgHead/>", "T01"),
    ] {
        let bent = answer.replacen(from, to, 1);
        let error = read(bent.as_bytes()).unwrap_err();
        assert_eq!(error.code().as_str(), code, "{from}");
        let header = about(bent.as_bytes()).unwrap();
        let verdict = Verdict::rejected(&error);
        let receipt = header.receipt(&us(), verdict, uuid::Uuid::from_u128(3), NOW).unwrap();
        let read_back = read_apprec(write_apprec(&receipt).unwrap().as_bytes()).unwrap();
        assert_eq!(read_back.original.id.raw(), "0198c0de-0001-7000-8000-000000000203", "{from}");
        assert_eq!(read_back.receiver.her_level2(), Some("8140101"), "{from}");
        assert_eq!(read_back.errors.first().unwrap().value, code, "{from}");
    }
}

#[test]
fn a_message_that_does_not_tell_its_id_or_sender_is_not_answered() {
    let answer = text("dialog-svar");
    let receipt =
        |header: &Header| header.receipt(&us(), Verdict::Accepted, uuid::Uuid::from_u128(3), NOW);
    for (from, to) in [
        ("MsgId>", "Msgid>"),
        ("Sender>", "Avsender>"),
        ("<Sender>", "<Sender><Organisation/></Sender><Sender>"),
    ] {
        let header = about(answer.replace(from, to).as_bytes()).unwrap();
        assert!(receipt(&header).is_none(), "{from}");
    }
    let unnumbered = answer.replace("V=\"HER\"", "V=\"XXX\"");
    assert!(receipt(&about(unnumbered.as_bytes()).unwrap()).is_none());
    for bytes in [message("entiteter"), message("feil-navnerom"), b"<MsgHead/>".to_vec()] {
        assert!(about(&bytes).is_none());
    }
    let header = format!("{:?}", about(&message("dialog-svar")).unwrap());
    assert!(!header.contains("Solvik") && !header.contains("EKONTAKT"), "{header}");
}
