//! Files that go along with messages, both ways: kept, looked through, sent whole or
//! not at all, and opened by those alone who may.

use helsebro_actions::ActError;
use helsebro_actions::dialog::attachments::{self, Added, NewFile, OpenFile, WithFiles};
use helsebro_actions::dialog::desk::answer::{self, Answered, NewAnswer};
use helsebro_actions::dialog::drafts::{self, DraftTarget};
use helsebro_actions::dialog::reply::{self, NewReply};
use helsebro_actions::dialog::start::{self, Receipt};
use helsebro_domain::audit::{Decision, Event};
use helsebro_domain::dialog::{FileFault, MAX_FILES, Nature};
use helsebro_domain::ids::{AttachmentId, DraftId, ThreadId};
use helsebro_domain::notices::Weight;
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::representation::CitizenAccess;
use helsebro_domain::text::{Body, Topic};
use helsebro_storage::{Scope, SystemReason, values};
use helsebro_testkit::files::{file, harmful, pdf, png};
use helsebro_testkit::{Town, ids, in_town, told};

/// Kari has begun to write to home nursing.
async fn begun(town: &Town) -> (CitizenAccess, DraftId, start::NewThread) {
    let kari = town.citizen(ids::KARI);
    let contact = town.contact(ids::KARI, ids::HOME_NURSING).await;
    let new = start::NewThread {
        contact,
        draft: DraftId::from_uuid(town.new_uuid()),
        topic: Topic::parse("Plaster til såret").unwrap(),
        body: Body::parse("Her er et bilde.").unwrap(),
        to_staff: None,
    };
    let typed = ("Plaster til såret", "Her er et bilde.");
    let target = DraftTarget::Contact(contact);
    drafts::save(&town.acts, &kari, new.draft, target, typed).await.unwrap();
    (kari, new.draft, new)
}

async fn add(town: &Town, kari: &CitizenAccess, draft: DraftId, file: NewFile) -> Added {
    attachments::add(&town.acts, kari, draft, &file).await.unwrap()
}

async fn names(town: &Town, kari: &CitizenAccess, draft: DraftId) -> Vec<String> {
    let ready = attachments::of_draft(&town.acts, kari, draft).await.unwrap();
    ready.files.into_iter().map(|file| file.name).collect()
}

async fn whole(opened: Result<OpenFile, ActError>) -> Vec<u8> {
    opened.unwrap().whole().await.unwrap()
}

async fn count(town: &Town, sql: &'static str) -> i64 {
    let scope = Scope::System(SystemReason::Operation);
    let (count,): (i64,) = town
        .base
        .db
        .read(scope, "test.count", async |mut tx| tx.one(sql, values![]).await)
        .await
        .unwrap();
    count
}

const PARTS: &str = "SELECT COUNT(*) FROM attachment_parts";

async fn sent(town: &Town) -> (Receipt, AttachmentId, Vec<u8>) {
    let (kari, draft, new) = begun(town).await;
    let picture = png(600_000);
    assert_eq!(
        add(town, &kari, draft, file("C:\\bilder\\plaster.png", picture.clone())).await,
        Added::Checked
    );
    let receipt = start::send_with(&town.acts, &kari, &new, WithFiles::OfDraft).await.unwrap();
    let view = town.opens(ids::KARI, receipt.thread).await.unwrap();
    let found = &view.messages[0].files[0];
    assert_eq!((found.name.as_str(), found.size_bytes), ("plaster.png", picture.len()));
    let id = found.id;
    (receipt, id, picture)
}

/// S1-2.1.1-a: a picture goes along with the first message, and both sides open it.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_a_picture_goes_along_and_both_sides_open_it() {
    in_town(|town| async move {
        let (receipt, id, picture) = sent(&town).await;
        let kari = town.citizen(ids::KARI);
        let opened = attachments::open_citizens(&town.acts, &kari, receipt.thread, id).await;
        assert!(whole(opened).await == picture);
        let per = town.per().await;
        let view = town.desk_opens(&per, receipt.thread).await.unwrap();
        assert_eq!(view.messages[0].files[0].name, "plaster.png");
        let opened = attachments::open_at_desk(&town.acts, &per, receipt.thread, id).await;
        assert!(whole(opened).await == picture);
        let line = &town.lines(1).await[0];
        assert_eq!((line.event.as_str(), line.subject), ("ATTACHMENT_READ", Some(ids::KARI)));
        assert_eq!(count(&town, PARTS).await, 3);
    })
    .await;
}

/// S1-2.1.1-a: staff answer with a document, and it is not the citizen's before that.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_staff_answer_with_a_document() {
    in_town(|town| async move {
        let thread = town.kari_writes().await.thread;
        let (per, siri) = (town.per().await, town.siri().await);
        let plan = file("Tiltaksplan.pdf", pdf(b"mandag og torsdag"));
        let added = attachments::add_at_desk(&town.acts, &per, thread, &plan).await.unwrap();
        assert_eq!(added, Added::Checked);
        assert!(town.opens(ids::KARI, thread).await.unwrap().unsent.is_empty());
        assert_eq!(town.desk_opens(&per, thread).await.unwrap().unsent.len(), 1);
        assert!(town.desk_opens(&siri, thread).await.unwrap().unsent.is_empty());
        answers(&town, &per, thread, WithFiles::OfDraft).await.unwrap();
        let view = town.opens(ids::KARI, thread).await.unwrap();
        let found = &view.messages[1].files[0];
        assert_eq!(found.name, "Tiltaksplan.pdf");
        let kari = town.citizen(ids::KARI);
        let opened = attachments::open_citizens(&town.acts, &kari, thread, found.id).await;
        assert!(whole(opened).await == plan.bytes);
        assert!(town.desk_opens(&per, thread).await.unwrap().unsent.is_empty());
    })
    .await;
}

async fn answers(
    town: &Town,
    desk: &helsebro_domain::dialog::Desk,
    thread: ThreadId,
    with: WithFiles,
) -> Result<Answered, ActError> {
    let body = Body::parse("Her er planen.").unwrap();
    let new = NewAnswer { thread, body, nature: Nature::NotAsked, closing: None };
    answer::answer_with(&town.acts, desk, &new, (with, Weight::Plain)).await
}

/// S1-2.1.1-a: what is harmful, or none of the kinds, is not kept, and leaves its line.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_what_is_harmful_or_another_kind_is_not_kept() {
    in_town(|town| async move {
        let (kari, draft, _) = begun(&town).await;
        let refused = |added| match added {
            Added::Refused(refusal) => Some(refusal.code()),
            _ => None,
        };
        let added = add(&town, &kari, draft, file("plaster.pdf", harmful())).await;
        assert_eq!(refused(added), Some(ReasonCode::AttachmentHarmful));
        let line = &town.lines(1).await[0];
        assert_eq!(line.event.as_str(), Event::AttachmentAdded.as_str());
        assert_eq!(line.decision, Decision::Refused(ReasonCode::AttachmentHarmful));
        let letter = file("Rapport.docx", b"PK\x03\x04 et brev".to_vec());
        assert_eq!(add(&town, &kari, draft, letter).await, Added::NotTaken(FileFault::OtherKind));
        let dressed = file("plaster.jpg", pdf(b""));
        assert_eq!(add(&town, &kari, draft, dressed).await, Added::NotTaken(FileFault::OtherName));
        assert!(names(&town, &kari, draft).await.is_empty());
        assert_eq!(count(&town, PARTS).await, 0);
    })
    .await;
}

/// S1-2.1.1-a: at, under and over the room for all files together, and their number.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_the_files_of_a_message_have_a_limit_together() {
    in_town(|town| async move {
        let (kari, draft, _) = begun(&town).await;
        let large = file("stort.png", png(6_000_000));
        assert_eq!(add(&town, &kari, draft, large.clone()).await, Added::Checked);
        let Added::Refused(refusal) = add(&town, &kari, draft, large).await else {
            panic!("it is kept")
        };
        assert_eq!(refusal.code(), ReasonCode::AttachmentTooLarge);
        for number in 1..MAX_FILES {
            let small = file(&format!("{number}.pdf"), pdf(b""));
            assert_eq!(add(&town, &kari, draft, small).await, Added::Checked);
        }
        let one_more = add(&town, &kari, draft, file("til.pdf", pdf(b""))).await;
        assert!(
            matches!(one_more, Added::Refused(no) if no.code() == ReasonCode::TooManyAttachments)
        );
        assert_eq!(names(&town, &kari, draft).await.len(), MAX_FILES);
    })
    .await;
}

/// S1-2.1.1-a: with the scanner away the words and the file are kept and nothing is
/// sent; when it is back all is sent, and nobody saw the file before that.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_the_scanner_is_away_and_nothing_is_lost_nor_sent() {
    in_town(|town| async move {
        let (kari, draft, new) = begun(&town).await;
        town.scanner.go_away();
        let picture = png(300_000);
        let added = add(&town, &kari, draft, file("plaster.png", picture.clone())).await;
        assert_eq!(added, Added::NotChecked);
        let refused = start::send_with(&town.acts, &kari, &new, WithFiles::OfDraft).await;
        assert_eq!(told(&refused.unwrap_err()), Some(ReasonCode::AttachmentNotScanned));
        let line = &town.lines(1).await[0];
        assert_eq!(line.decision, Decision::Refused(ReasonCode::AttachmentNotScanned));
        assert_eq!(count(&town, "SELECT COUNT(*) FROM threads").await, 0);
        let kept = drafts::one(&town.acts, &kari, draft).await.unwrap();
        assert_eq!(kept.body, "Her er et bilde.");
        assert_eq!(names(&town, &kari, draft).await, ["plaster.png"]);
        town.scanner.come_back();
        let receipt = start::send_with(&town.acts, &kari, &new, WithFiles::OfDraft).await.unwrap();
        let view = town.opens(ids::KARI, receipt.thread).await.unwrap();
        let id = view.messages[0].files[0].id;
        let opened = attachments::open_citizens(&town.acts, &kari, receipt.thread, id).await;
        assert!(whole(opened).await == picture);
        let again = start::send_with(&town.acts, &kari, &new, WithFiles::OfDraft).await.unwrap();
        assert_eq!(again.reference, receipt.reference);
    })
    .await;
}

/// S1-2.1.1-a: a file that waited and turns out to be harmful is never sent.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_what_waited_and_is_harmful_is_never_sent() {
    in_town(|town| async move {
        let thread = town.kari_writes().await.thread;
        let per = town.per().await;
        town.scanner.go_away();
        let plan = file("plan.pdf", harmful());
        let added = attachments::add_at_desk(&town.acts, &per, thread, &plan).await.unwrap();
        assert_eq!(added, Added::NotChecked);
        let away = answers(&town, &per, thread, WithFiles::OfDraft).await.unwrap_err();
        assert_eq!(told(&away), Some(ReasonCode::AttachmentNotScanned));
        town.scanner.come_back();
        let refused = answers(&town, &per, thread, WithFiles::OfDraft).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::AttachmentHarmful));
        assert_eq!(town.opens(ids::KARI, thread).await.unwrap().messages.len(), 1);
        let waiting = town.desk_opens(&per, thread).await.unwrap().unsent[0].id;
        let opened = attachments::open_at_desk(&town.acts, &per, thread, waiting).await;
        assert!(
            matches!(opened, Err(ActError::NotFound)),
            "nobody opens what was not looked through"
        );
        attachments::remove_at_desk(&town.acts, &per, thread, waiting).await.unwrap();
        assert_eq!(count(&town, PARTS).await, 0);
    })
    .await;
}

/// S1-2.1-a: a file opens for her whose it is; for others it is not there.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_a_a_file_is_not_there_for_others() {
    in_town(|town| async move {
        let (receipt, id, _) = sent(&town).await;
        let thread = receipt.thread;
        let ola = town.citizen(ids::OLA);
        let opened = attachments::open_citizens(&town.acts, &ola, thread, id).await;
        assert!(matches!(opened, Err(ActError::NotFound)));
        let olas = town.writes(ids::OLA, ids::HOME_NURSING, ("Hei", "Hei.")).await.unwrap().thread;
        let moved = attachments::open_citizens(&town.acts, &ola, olas, id).await;
        assert!(matches!(moved, Err(ActError::NotFound)), "under her own conversation");
        let hege = town.desk(ids::HEGE, ids::GRANLI_HOME_CARE).await.unwrap();
        let opened = attachments::open_at_desk(&town.acts, &hege, thread, id).await;
        assert!(matches!(opened, Err(ActError::NotFound)));
        let liv = town.desk(ids::LIV, ids::HEALTHY_LIFE).await.unwrap();
        let opened = attachments::open_at_desk(&town.acts, &liv, thread, id).await;
        assert_eq!(told(&opened.err().unwrap()), Some(ReasonCode::NoServiceNeed));
        let (_, draft, _) = begun(&town).await;
        let theirs = attachments::add(&town.acts, &ola, draft, &file("a.pdf", pdf(b""))).await;
        assert!(matches!(theirs, Err(ActError::NotFound)));
    })
    .await;
}

/// The files of a reply follow her from one window to the next.
#[tokio::test(flavor = "multi_thread")]
async fn the_files_follow_the_draft_that_counts() {
    in_town(|town| async move {
        let thread = town.kari_writes().await.thread;
        let kari = town.citizen(ids::KARI);
        let (one, two) = (town.new_uuid(), town.new_uuid());
        let target = DraftTarget::Thread(thread);
        let (one, two) = (DraftId::from_uuid(one), DraftId::from_uuid(two));
        drafts::save(&town.acts, &kari, one, target, ("", "Hei")).await.unwrap();
        add(&town, &kari, one, file("a.pdf", pdf(b"a"))).await;
        drafts::save(&town.acts, &kari, two, target, ("", "Hei igjen")).await.unwrap();
        assert_eq!(names(&town, &kari, two).await, ["a.pdf"]);
        assert_eq!(town.opens(ids::KARI, thread).await.unwrap().unsent.len(), 1);
        let body = Body::parse("Hei igjen").unwrap();
        let new = NewReply { thread, submission: two.uuid(), body };
        reply::send_with(&town.acts, &kari, &new, WithFiles::OfDraft).await.unwrap();
        reply::send_with(&town.acts, &kari, &new, WithFiles::OfDraft).await.unwrap();
        let view = town.opens(ids::KARI, thread).await.unwrap();
        assert_eq!((view.messages.len(), view.messages[1].files.len()), (2, 1));
    })
    .await;
}

/// What was never sent goes when its draft has gone; what is sent or waits stays.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_never_sent_is_swept_away_with_its_draft() {
    in_town(|town| async move {
        let (_, _, _) = sent(&town).await;
        let (kari, draft, _) = begun(&town).await;
        add(&town, &kari, draft, file("a.pdf", pdf(b"a"))).await;
        let before = count(&town, PARTS).await;
        town.base.clock.set(town.now().plus(core::time::Duration::from_secs(2 * 60 * 60)));
        assert_eq!(attachments::sweep(&town.acts).await.unwrap(), 0);
        drafts::discard(&town.acts, &kari, draft).await.unwrap();
        assert_eq!(attachments::sweep(&town.acts).await.unwrap(), 1);
        assert_eq!(count(&town, PARTS).await, before - 1);
        assert_eq!(attachments::sweep(&town.acts).await.unwrap(), 0);
    })
    .await;
}

/// What lies in the database says nothing: neither the file nor what it is called.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_of_a_file_is_sealed() {
    in_town(|town| async move {
        let thread = town.kari_writes().await.thread;
        let per = town.per().await;
        let plan = file("Hemmelig plan.pdf", pdf("Kari har et sår".as_bytes()));
        attachments::add_at_desk(&town.acts, &per, thread, &plan).await.unwrap();
        let scope = Scope::System(SystemReason::Operation);
        const KEPT: &str = "SELECT p.sealed, a.unit_key FROM attachment_parts p \
             JOIN attachments a ON a.id = p.attachment WHERE a.citizen_key IS NULL";
        let (part, key): (Vec<u8>, Vec<u8>) = town
            .base
            .db
            .read(scope, "test.kept", async |mut tx| tx.one(KEPT, values![]).await)
            .await
            .unwrap();
        for kept in [part, key] {
            assert!(!kept.windows(4).any(|word| word == b"plan" || word == b"Kari"));
        }
    })
    .await;
}
