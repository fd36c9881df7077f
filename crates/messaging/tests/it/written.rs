//! What we write: reviewed file by file, and valid by the schemas.

use helsebro_domain::dialog::FileKind;
use helsebro_messaging::{
    AppRecCode, CannotWrite, Content, OutgoingContent, OutgoingFile, Party, Reason, Receipt,
    Verdict, What, about, limits, read, read_apprec, read_with_files, write, write_apprec,
    write_with_files,
};

use crate::fixtures::{asked, message, xmllint};
use crate::ours::{
    NOW, about_kari, address, after, every_kind, kari, outgoing, service, solvik, us,
};

/// Every document that we can write, by the name of its reviewed file.
fn every_document() -> Vec<(String, String)> {
    let messages =
        every_kind().into_iter().map(|(name, message)| (name.to_owned(), write(&message).unwrap()));
    let receipts = every_receipt()
        .into_iter()
        .map(|(name, receipt)| (name.to_owned(), write_apprec(&receipt).unwrap()));
    messages.chain(receipts).chain([with_files()]).collect()
}

/// A message that files go along with.
fn with_files() -> (String, String) {
    let message = outgoing(OutgoingContent::CitizenReplies {
        about: about_kari(),
        service_id: Some(service()),
        topic: Some("Såret på leggen".to_owned()),
        text: "Slik ser det ut nå.".to_owned(),
        after: after(),
    });
    let files = [
        OutgoingFile { name: "Såret <1>.jpg", kind: FileKind::Jpeg, bytes: &[0xFF, 0xD8, 0xFF] },
        OutgoingFile { name: "Liste.pdf", kind: FileKind::Pdf, bytes: b"%PDF-1.7" },
    ];
    ("citizen-replies-with-files".to_owned(), write_with_files(&message, &files).unwrap())
}

fn every_receipt() -> Vec<(&'static str, Receipt)> {
    let id = "0198c0de-0003-7000-8000-000000000401".parse().unwrap();
    let header = about(&message("dialog-ny-med-svar")).unwrap();
    let receipt = |verdict| header.receipt(&us(), verdict, id, NOW).unwrap();
    let element = read(&message("uten-meldingsid")).unwrap_err();
    let two = vec![
        Reason { code: AppRecCode::E10, detail: None },
        Reason { code: AppRecCode::X99, detail: Some("Vedlegget \"<bilde>\" & resten".to_owned()) },
    ];
    vec![
        ("apprec-accepted", receipt(Verdict::Accepted)),
        ("apprec-rejected", receipt(Verdict::rejected(&element))),
        ("apprec-not-active", receipt(Verdict::rejected(AppRecCode::E35))),
        ("apprec-accepted-with-errors", receipt(Verdict::AcceptedWithErrors(two))),
    ]
}

#[test]
fn every_kind_of_document_is_as_it_was_reviewed() {
    let folder = std::path::Path::new("tests/output");
    let documents = every_document();
    for (name, document) in &documents {
        let path = folder.join(format!("{name}.xml"));
        if is_updating() {
            std::fs::write(&path, document).unwrap();
        }
        let reviewed = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(document, &reviewed, "{name} has changed; look at it and set UPDATE_GOLDEN=1");
    }
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    files.sort();
    let mut names: Vec<_> = documents.into_iter().map(|(name, _)| name).collect();
    names.sort();
    assert_eq!(files, names);
}

/// S1-2.1.1-a.
#[test]
fn files_are_read_as_they_were_written_and_only_when_they_are_asked_for() {
    let (_, document) = with_files();
    let read_back = read_with_files(document.as_bytes()).unwrap();
    let counted = read(document.as_bytes()).unwrap();
    assert!(read_back.warnings.is_empty() && counted.warnings.is_empty());
    let files = |documents: Vec<helsebro_messaging::Document>| -> Vec<_> {
        documents
            .into_iter()
            .filter_map(|document| match document.content {
                Content::Attachment { mime, file, .. } => Some((document.description, mime, file)),
                _ => None,
            })
            .collect()
    };
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        files(read_back.documents),
        [
            (text("Såret <1>.jpg"), text("image/jpeg"), Some(vec![0xFF, 0xD8, 0xFF])),
            (text("Liste.pdf"), text("application/pdf"), Some(b"%PDF-1.7".to_vec())),
        ]
    );
    assert!(files(counted.documents).iter().all(|(_, _, file)| file.is_none()));
}

/// S1-2.1.1-a.
#[test]
fn a_file_is_not_written_when_it_is_empty_or_too_large_or_there_are_too_many() {
    let message = outgoing(OutgoingContent::LinkTest);
    let file = |bytes| OutgoingFile { name: "x.pdf", kind: FileKind::Pdf, bytes };
    let refused = |files: &[OutgoingFile<'_>]| write_with_files(&message, files).unwrap_err();
    assert_eq!(refused(&[file(&[])]), CannotWrite::Empty(What::File));
    let large = vec![1; limits::MAX_ATTACHMENT_BYTES + 1];
    let what = What::File;
    let most = limits::MAX_ATTACHMENT_BYTES;
    assert_eq!(refused(&[file(&large)]), CannotWrite::TooLong { what, most, unit: "bytes" });
    let most = limits::MAX_DOCUMENTS - 2;
    let many: Vec<_> = (0..=most).map(|_| file(b"x")).collect();
    assert_eq!(refused(&many), CannotWrite::TooLong { what, most, unit: "documents" });
    let nameless = OutgoingFile { name: " ", ..file(b"x") };
    assert_eq!(refused(&[nameless]), CannotWrite::Empty(What::FileName));
}

#[expect(clippy::disallowed_methods, reason = "tests are told by the environment to rewrite files")]
fn is_updating() -> bool {
    std::env::var("UPDATE_GOLDEN").as_deref() == Ok("1")
}

#[test]
fn every_kind_of_document_follows_the_schemas() {
    xmllint(&every_document());
}

#[test]
fn the_schemas_are_asked_in_earnest() {
    let Some((_, valid)) = every_document().into_iter().next() else { panic!("nothing written") };
    let wrong = valid.replace("<MsgId>", "<MsgID>").replace("</MsgId>", "</MsgID>");
    let Some(asked) = asked(&[("wrong".to_owned(), wrong)]) else { return };
    assert!(asked.is_err_and(|told| told.contains("MsgID")));
}

#[test]
fn what_we_write_repeats_no_known_fault() {
    for (name, document) in every_document() {
        let warnings = if name.starts_with("apprec") {
            read_apprec(document.as_bytes()).unwrap().warnings
        } else {
            read(document.as_bytes()).unwrap().warnings
        };
        assert!(warnings.is_empty(), "{name}: {warnings:?}");
        assert!(document.contains("<GenDate>2027-02-01T09:15:00+01:00</GenDate>"), "{name}");
        let ack = if name.starts_with("link-test") { "Ack V=\"N\"" } else { "Ack V=\"J\"" };
        assert_eq!(document.contains(ack), !name.starts_with("apprec"), "{name}");
    }
}

#[test]
fn what_is_missing_or_too_long_is_not_written() {
    let writes = |topic: Option<&str>, text: &str| {
        let content = OutgoingContent::CitizenWrites {
            about: about_kari(),
            service_id: service(),
            topic: topic.map(str::to_owned),
            text: text.to_owned(),
            after: None,
        };
        write(&outgoing(content)).map(|_| ()).unwrap_err()
    };
    assert_eq!(writes(None, " \n "), CannotWrite::Empty(What::Text));
    let most = limits::MAX_TEXT_BYTES;
    let long = writes(None, &"a".repeat(most + 1));
    assert_eq!(long, CannotWrite::TooLong { what: What::Text, most, unit: "bytes" });
    let most = limits::MAX_SHORT_CHARS;
    let long = writes(Some(&"å".repeat(most + 1)), "Hei");
    assert_eq!(long, CannotWrite::TooLong { what: What::Topic, most, unit: "characters" });

    let mut test = outgoing(OutgoingContent::LinkTest);
    test.receiver = address(("8140001", "Solvik kommune"), ("8140101", " "));
    assert_eq!(write(&test), Err(CannotWrite::Empty(What::UnitName)));
    test.receiver = solvik();
    test.sent_at = helsebro_domain::time::Instant::from_micros(i64::MIN);
    assert_eq!(write(&test), Err(CannotWrite::Unwritable(What::Time)));

    let mut empty = after();
    empty.parent.clear();
    let test = outgoing(OutgoingContent::LinkTestAnswer { after: empty });
    assert_eq!(write(&test), Err(CannotWrite::Empty(What::Reference)));
    let mut long = after();
    long.conversation = "x".repeat(limits::MAX_ID_CHARS + 1);
    let test = outgoing(OutgoingContent::LinkTestAnswer { after: long });
    assert!(matches!(write(&test), Err(CannotWrite::TooLong { what: What::Reference, .. })));

    let active = vec![kari(); limits::MAX_PERSONS + 1];
    let answer = outgoing(OutgoingContent::DigitalAnswer { active, after: after() });
    assert!(matches!(write(&answer), Err(CannotWrite::TooLong { what: What::Persons, .. })));
}

#[test]
fn the_largest_list_of_persons_is_written_and_can_be_read() {
    let active = vec![kari(); limits::MAX_PERSONS];
    let answer = outgoing(OutgoingContent::DigitalAnswer { active, after: after() });
    assert!(read(write(&answer).unwrap().as_bytes()).is_ok());
}

#[test]
fn a_receipt_that_says_no_has_a_reason_and_not_too_many() {
    let (_, mut receipt) = every_receipt().remove(0);
    for verdict in [Verdict::Rejected(vec![]), Verdict::AcceptedWithErrors(vec![])] {
        receipt.verdict = verdict;
        assert_eq!(write_apprec(&receipt), Err(CannotWrite::Empty(What::Reason)));
    }
    let reasons = vec![Reason::from(AppRecCode::X99); limits::MAX_ERRORS + 1];
    receipt.verdict = Verdict::Rejected(reasons);
    assert!(matches!(write_apprec(&receipt), Err(CannotWrite::TooLong { what: What::Reason, .. })));
    let long = Reason { code: AppRecCode::T99, detail: Some("å".repeat(9_000)) };
    receipt.verdict = Verdict::rejected(long);
    let cut = read_apprec(write_apprec(&receipt).unwrap().as_bytes()).unwrap();
    let detail = cut.errors.first().unwrap().detail.as_deref().unwrap();
    assert_eq!(detail.chars().count(), limits::MAX_SHORT_CHARS);
}

#[test]
fn nothing_that_is_sent_is_printed_by_accident() {
    for (name, message) in every_kind() {
        let told = format!("{message:?}");
        for word in ["Kari", "Nilsen", "12864800015", "legen", "torsdag", "passer", "Samtalen"] {
            assert!(!told.contains(word), "{name}: {told}");
        }
    }
    for (name, receipt) in every_receipt() {
        let told = format!("{receipt:?} {:?}", Party::from(&us()));
        assert!(!told.contains("Solvik") && !told.contains("bilde"), "{name}: {told}");
    }
}
