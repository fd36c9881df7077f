//! Files that go along with messages to and from a journal system (S1-2.1.1-a): the
//! same gate as for any other, nothing lost, and nothing that was not looked through
//! ever shown.

use core::time::Duration;

use helsebro_actions::dialog::attachments::{self, WithFiles};
use helsebro_actions::dialog::drafts::{self, DraftTarget};
use helsebro_actions::dialog::start::NewThread;
use helsebro_actions::dialog::{start, thread};
use helsebro_domain::dialog::{FileKind, MAX_RECEIVED_FILES, MAX_WIRE_BYTES};
use helsebro_domain::epj::Handover;
use helsebro_domain::ids::{DraftId, ThreadId};
use helsebro_domain::text::{Body, Topic};
use helsebro_messaging::{
    AppRecStatus, Content, Incoming, read_incoming, read_incoming_with_files,
};
use helsebro_storage::jobs::OUTAGE_PAUSE_MOST;
use helsebro_testkit::files::{file, harmful, pdf, png};
use helsebro_testkit::{Town, ids, in_town};

use crate::at_work::{counts, work_through};
use crate::epj::{Journal, written};

const ANSWER: &str = "7c2a0d9e-6f37-4a57-9a3c-1d2e3f405162";

/// A document of the envelope with a file in it.
fn document(name: &str, mime: &str, base64: &str) -> String {
    format!(
        "<Document><RefDoc><MsgType V=\"A\" DN=\"Vedlegg\"/>{mime}{name}<Content>\
         <Base64Container xmlns=\"http://www.kith.no/xmlstds/base64container\">{base64}\
         </Base64Container></Content></RefDoc></Document>",
        mime = element("MimeType", mime),
        name = element("Description", name),
    )
}

fn element(name: &str, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("<{name}>{text}</{name}>") }
}

/// Bytes as text, with line ends as some writers give them.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for (group, three) in bytes.chunks(3).enumerate() {
        if group % 19 == 0 {
            text.push_str("&#xD;\n");
        }
        let mut bits = 0_u32;
        for at in 0..3 {
            bits = bits << 8 | u32::from(three.get(at).copied().unwrap_or_default());
        }
        for at in 0..4_usize {
            let sign = SIGNS[(bits >> (18 - 6 * at) & 63) as usize];
            text.push(if at <= three.len() { char::from(sign) } else { '=' });
        }
    }
    text
}

/// An answer (19) with these documents behind it.
fn answer_with(thread: ThreadId, documents: &str) -> String {
    let answer = written("dialog-svar", ANSWER, Some(thread));
    answer.replace("</MsgHead>", &format!("{documents}</MsgHead>"))
}

/// What Kari sees of a conversation: the files of each message.
async fn files_seen(town: &Town, id: ThreadId) -> Vec<Vec<(String, FileKind)>> {
    let view = thread::open(&town.acts, &town.citizen(ids::KARI), id).await.unwrap();
    view.messages
        .iter()
        .map(|message| message.files.iter().map(|file| (file.name.clone(), file.kind)).collect())
        .collect()
}

/// S1-2.1.1-a: a picture and a document go to the journal system with the message that
/// they belong to, byte for byte.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_files_go_to_the_journal_system_with_their_message() {
    in_town(async |town| {
        let journal = Journal::of(&town, Handover::Fetched).await;
        let kari = town.citizen(ids::KARI);
        let contact = town.contact(ids::KARI, ids::HOME_NURSING).await;
        let draft = DraftId::from_uuid(town.new_uuid());
        let typed = ("Såret på leggen", "Slik ser det ut.");
        drafts::save(&town.acts, &kari, draft, DraftTarget::Contact(contact), typed).await.unwrap();
        let (picture, list) = (png(600_000), pdf(b"Mine medisiner"));
        for (name, bytes) in [("sår.png", picture.clone()), ("Liste & mer.pdf", list.clone())] {
            attachments::add(&town.acts, &kari, draft, &file(name, bytes)).await.unwrap();
        }
        let room = attachments::of_draft(&town.acts, &kari, draft).await.unwrap().limits;
        assert_eq!(room.total_bytes(), MAX_WIRE_BYTES);
        let new = NewThread {
            contact,
            draft,
            topic: Topic::parse(typed.0).unwrap(),
            body: Body::parse(typed.1).unwrap(),
            to_staff: None,
        };
        start::send_with(&town.acts, &kari, &new, WithFiles::OfDraft).await.unwrap();

        let (one, _) = journal.one().await;
        let document = journal.document(&one).await;
        let Ok(Incoming::Message(message)) = read_incoming_with_files(&document) else {
            panic!("no message")
        };
        let files: Vec<_> = message
            .documents
            .into_iter()
            .filter_map(|document| match document.content {
                Content::Attachment { mime, file, .. } => Some((document.description, mime, file)),
                _ => None,
            })
            .collect();
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(
            files,
            [
                (text("sår.png"), text("image/png"), Some(picture)),
                (text("Liste & mer.pdf"), text("application/pdf"), Some(list)),
            ]
        );
        assert!(matches!(read_incoming(&document), Ok(Incoming::Message(_))));
    })
    .await;
}

/// S1-2.1.1-a: what comes from the journal system was looked through, and Kari opens it
/// as it was sent; a file without a name, or with an old word for its kind, too.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_files_from_a_journal_system_are_looked_through_and_opened() {
    in_town(async |town| {
        let journal = Journal::of(&town, Handover::Fetched).await;
        let sent = town.kari_writes().await;
        work_through(&town).await;
        let picture = png(600_000);
        let documents = [
            document("../../Prøvesvar.exe", "application/pdf", &base64(&pdf(b"Fint."))),
            document("", "image/x-png", &base64(&picture)),
            document("Uten type", "", &base64(&pdf(b"Bra."))),
        ];
        let before = town.scanner.scans();
        journal.leaves(&answer_with(sent.thread, &documents.concat())).await;
        assert_eq!(journal.receipt_given().await.0, AppRecStatus::Ok);
        assert_eq!(town.scanner.scans(), before + 3);
        let seen = files_seen(&town, sent.thread).await;
        let named = |name: &str, kind| (name.to_owned(), kind);
        assert_eq!(
            seen,
            [
                vec![],
                vec![
                    named("Prøvesvar.exe.pdf", FileKind::Pdf),
                    named("2.png", FileKind::Png),
                    named("Uten type.pdf", FileKind::Pdf),
                ]
            ]
        );
        let kari = town.citizen(ids::KARI);
        let view = thread::open(&town.acts, &kari, sent.thread).await.unwrap();
        let id = view.messages[1].files[1].id;
        let opened = attachments::open_citizens(&town.acts, &kari, sent.thread, id).await.unwrap();
        assert_eq!(opened.whole().await.unwrap(), picture);
    })
    .await;
}

/// S1-2.1.1-a: a message whose file is not taken is refused whole, in words that say
/// which file and why; nothing of it is shown, and it comes through when it is mended.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_a_file_that_is_not_taken_refuses_its_message_and_nothing_is_lost() {
    in_town(async |town| {
        let journal = Journal::of(&town, Handover::Fetched).await;
        let sent = town.kari_writes().await;
        let fine = document("ok.pdf", "application/pdf", &base64(&pdf(b"Fint.")));
        let two_kinds = [pdf(b"x"), b"\x89PNG\r\n\x1a\n".to_vec()].concat();
        let cut_off = png(100)[..60].to_vec();
        let pdf_document = |bytes: &[u8]| document("x.pdf", "application/pdf", &base64(bytes));
        for (what, bad, words) in [
            ("harm", pdf_document(&harmful()), "something harmful was found in the file"),
            ("another kind", pdf_document(b"MZ\x90\0"), "the file is of another kind"),
            ("another name", document("x", "image/png", &base64(&pdf(b"x"))), "its name says"),
            ("two kinds", pdf_document(&two_kinds), "the file is"),
            ("cut off", document("x.png", "image/png", &base64(&cut_off)), "is not whole"),
            ("no base64", document("x.pdf", "application/pdf", "%PDF-1.7"), "is not base64"),
            ("nothing", document("x.pdf", "application/pdf", ""), "the file is not there"),
            ("too many", fine.repeat(MAX_RECEIVED_FILES), "more than 20 attachments"),
        ] {
            let (status, said) =
                answered(&town, &journal, sent.thread, &(fine.clone() + &bad)).await;
            assert_eq!(status, AppRecStatus::Rejected, "{what}");
            assert!(said.contains(words), "{what}: {said}");
            assert_eq!(said.contains("attachment 2: "), what != "too many", "{what}: {said}");
            assert_eq!(files_seen(&town, sent.thread).await.len(), 1, "{what}");
        }
        let (status, _) = answered(&town, &journal, sent.thread, &fine).await;
        assert_eq!(status, AppRecStatus::Ok);
        assert_eq!(files_seen(&town, sent.thread).await.len(), 2);
    })
    .await;
}

/// What the receipt for an answer with these documents says.
async fn answered(
    town: &Town,
    journal: &Journal<'_>,
    thread: ThreadId,
    documents: &str,
) -> (AppRecStatus, String) {
    let answer = answer_with(thread, documents);
    let answer = answer.replace(ANSWER, &town.new_uuid().to_string());
    journal.leaves(&answer).await;
    let waiting = journal.waiting().await;
    let one = waiting.iter().find(|one| one.is_receipt).expect("a receipt");
    let document = journal.document(one).await;
    journal.fetches(one).await;
    work_through(town).await;
    let Ok(Incoming::Receipt(receipt)) = read_incoming(&document) else { panic!("no receipt") };
    let said = receipt.errors.into_iter().filter_map(|error| error.detail).collect();
    (receipt.status, said)
}

/// S1-2.1.1-a: while nobody can look through a file its message waits, sealed, without a
/// receipt and seen by nobody; then it comes, once.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_a_message_from_a_journal_system_waits_for_the_scanner() {
    in_town(async |town| {
        let journal = Journal::of(&town, Handover::Fetched).await;
        let sent = town.kari_writes().await;
        work_through(&town).await;
        town.scanner.go_away();
        let fine = document("ok.pdf", "application/pdf", &base64(&pdf(b"Fint.")));
        journal.leaves(&answer_with(sent.thread, &fine)).await;
        assert!(journal.waiting().await.iter().all(|one| !one.is_receipt));
        assert_eq!(files_seen(&town, sent.thread).await, [vec![]]);
        town.scanner.come_back();
        town.base.clock.move_on(Duration::from_secs(60));
        assert_eq!(journal.receipt_given().await.0, AppRecStatus::Ok);
        let seen = files_seen(&town, sent.thread).await;
        assert_eq!(seen, [vec![], vec![("ok.pdf".to_owned(), FileKind::Pdf)]]);
    })
    .await;
}

/// S1-2.1.1-a: an outage of a day loses nothing: the message is tried for as long as it
/// lasts, never laid aside, and comes once when the scanner is back.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_a_message_outlasts_a_day_without_a_scanner() {
    in_town(async |town| {
        let journal = Journal::of(&town, Handover::Fetched).await;
        let sent = town.kari_writes().await;
        work_through(&town).await;
        town.scanner.go_away();
        let fine = document("ok.pdf", "application/pdf", &base64(&pdf(b"Fint.")));
        journal.leaves(&answer_with(sent.thread, &fine)).await;
        for _ in 0..36 {
            town.base.clock.move_on(Duration::from_secs(40 * 60));
            work_through(&town).await;
        }
        assert_eq!(counts(&town.base.db).await.dead, 0);
        assert!(journal.waiting().await.iter().all(|one| !one.is_receipt));
        assert_eq!(files_seen(&town, sent.thread).await, [vec![]]);
        town.scanner.come_back();
        town.base.clock.move_on(OUTAGE_PAUSE_MOST);
        assert_eq!(journal.receipt_given().await.0, AppRecStatus::Ok);
        let seen = files_seen(&town, sent.thread).await;
        assert_eq!(seen, [vec![], vec![("ok.pdf".to_owned(), FileKind::Pdf)]]);
    })
    .await;
}

/// S1-2.1.1-a: a file of 18 million bytes comes through whole; one byte more than that is
/// refused, and the receipt says how much is accepted.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_a_file_of_18_million_bytes_comes_through_and_a_larger_one_is_refused() {
    in_town(async |town| {
        let journal = Journal::of(&town, Handover::Fetched).await;
        let sent = town.kari_writes().await;
        let around = png(0).len();
        let size = 18_000_000;
        let picture = document("stort.png", "image/png", &base64(&png(size - around)));
        journal.leaves(&answer_with(sent.thread, &picture)).await;
        assert_eq!(journal.receipt_given().await.0, AppRecStatus::Ok);
        let view = thread::open(&town.acts, &town.citizen(ids::KARI), sent.thread).await.unwrap();
        assert_eq!(view.messages[1].files[0].size_bytes, size);
        let larger = document("større.png", "image/png", &base64(&png(18_000_001 - around)));
        let (status, said) = answered(&town, &journal, sent.thread, &larger).await;
        assert_eq!(status, AppRecStatus::Rejected);
        assert_eq!(said, "Base64Container has more than 18000000 bytes");
        assert_eq!(files_seen(&town, sent.thread).await.len(), 2);
    })
    .await;
}
