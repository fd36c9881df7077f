//! Files for a conversation that staff start themselves: the same gate as elsewhere, all or
//! nothing, and its writer's own until it is sent (S1-2.1.1-a).

use core::time::Duration;

use helsebro_actions::ActError;
use helsebro_actions::dialog::attachments::{self, Added};
use helsebro_actions::dialog::desk::begun::{self, Begun, Saved};
use helsebro_actions::dialog::desk::drafts;
use helsebro_actions::dialog::desk::start::{self, NewByDesk, StartedByDesk};
use helsebro_actions::parties::staff;
use helsebro_domain::audit::{Event, Object};
use helsebro_domain::dialog::{Desk, FileFault, MAX_BEGUN, Nature, Reply, UNTOUCHED_DAYS};
use helsebro_domain::ids::{DraftId, ThreadId};
use helsebro_domain::notices::Weight;
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::text::{Body, Topic};
use helsebro_storage::{Scope, SystemReason, values};
use helsebro_testkit::files::{file, harmful, pdf, png};
use helsebro_testkit::{Town, ids, in_town, told};

const TOPIC: &str = "Treningsplanen din";
const BODY: &str = "Her er planen.\nRing om noe er uklart.";

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

async fn begins(town: &Town, desk: &Desk) -> DraftId {
    match tries(town, desk).await {
        Saved::Under(id) => id,
        Saved::TooMany => panic!("there are too many"),
    }
}

async fn tries(town: &Town, desk: &Desk) -> Saved {
    let (topic, body) = (TOPIC.to_owned(), BODY.to_owned());
    let (reply, weight) = (Reply::NotAllowed, Weight::NeedsAnswer);
    let typed = Begun { person: ids::KARI, topic, body, reply, weight };
    begun::save(&town.acts, desk, None, &typed).await.unwrap()
}

async fn sends(town: &Town, desk: &Desk, id: DraftId) -> Result<ThreadId, ActError> {
    let new = NewByDesk {
        person: ids::KARI,
        topic: Topic::parse(TOPIC).unwrap(),
        body: Body::parse(BODY).unwrap(),
        reply: Reply::Allowed,
        nature: Nature::NotAsked,
    };
    match start::start_begun(&town.acts, desk, (&new, Weight::Plain), id).await? {
        StartedByDesk::Sent(thread) => Ok(thread.id),
        StartedByDesk::AskNature => panic!("the words sound like a decision"),
    }
}

fn is_not_found<T>(found: &Result<T, ActError>) -> bool {
    matches!(found, Err(ActError::NotFound))
}

/// S1-2.1.1-a: what Per has begun is kept as he left it, his alone; its file goes along with
/// the first message, once, and Kari opens it.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_a_conversation_that_staff_start_takes_its_files_along() {
    in_town(|town| async move {
        let (acts, per) = (&town.acts, town.per().await);
        let id = begins(&town, &per).await;
        let plan = file("plan.pdf", pdf(b"mandag"));
        assert_eq!(attachments::add_at_desk(acts, &per, id, &plan).await.unwrap(), Added::Checked);
        let kept = begun::load(acts, &per, id).await.unwrap();
        assert_eq!((kept.topic.as_str(), kept.body.as_str()), (TOPIC, BODY));
        assert_eq!((kept.reply, kept.weight), (Reply::NotAllowed, Weight::NeedsAnswer));

        let siri = town.siri().await;
        let hege = staff::desk(acts, ids::HEGE, ids::GRANLI_HOME_CARE).await.unwrap();
        for other in [&siri, &hege] {
            assert!(is_not_found(&begun::load(acts, other, id).await));
            assert!(is_not_found(&attachments::of_desk_draft(acts, other, id).await));
            assert!(is_not_found(&attachments::add_at_desk(acts, other, id, &plan).await));
            assert!(is_not_found(&sends(&town, other, id).await));
        }

        let thread = sends(&town, &per, id).await.unwrap();
        let view = town.opens(ids::KARI, thread).await.unwrap();
        assert_eq!(view.messages[0].files[0].name, "plan.pdf");
        let (kari, sent) = (town.citizen(ids::KARI), view.messages[0].files[0].id);
        let opened = attachments::open_citizens(acts, &kari, thread, sent).await;
        assert_eq!(opened.unwrap().whole().await.unwrap(), pdf(b"mandag"));
        assert!(is_not_found(&sends(&town, &per, id).await));
        assert!(is_not_found(&begun::load(acts, &per, id).await));
    })
    .await;
}

/// S1-2.1.1-a: what is harmful or of another kind is not taken; while the scanner is away
/// nothing is sent, what is written is kept, and it goes when the scanner is back.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_nothing_of_it_is_sent_before_all_is_looked_through() {
    in_town(|town| async move {
        let (acts, per) = (&town.acts, town.per().await);
        let id = begins(&town, &per).await;
        let add = async |file| attachments::add_at_desk(acts, &per, id, &file).await.unwrap();
        let other = add(file("plan.docx", b"PK".to_vec())).await;
        assert_eq!(other, Added::NotTaken(FileFault::OtherKind));
        let Added::Refused(refusal) = add(file("plan.pdf", harmful())).await else {
            panic!("something harmful was taken");
        };
        assert_eq!(refusal.code(), ReasonCode::AttachmentHarmful);

        town.scanner.go_away();
        assert_eq!(add(file("bilde.png", png(9))).await, Added::NotChecked);
        let not_sent = sends(&town, &per, id).await.unwrap_err();
        assert_eq!(told(&not_sent), Some(ReasonCode::AttachmentNotScanned));
        let ready = attachments::of_desk_draft(acts, &per, id).await.unwrap();
        assert_eq!(ready.files.len(), 1);
        town.scanner.come_back();
        let thread = sends(&town, &per, id).await.unwrap();
        let view = town.opens(ids::KARI, thread).await.unwrap();
        assert_eq!(view.messages[0].files.len(), 1);

        // What is taken away does not go along; whoever gets no service is not written to.
        let id = begins(&town, &per).await;
        attachments::add_at_desk(acts, &per, id, &file("a.png", png(9))).await.unwrap();
        let ready = attachments::of_desk_draft(acts, &per, id).await.unwrap();
        attachments::remove_at_desk(acts, &per, id, ready.files[0].id).await.unwrap();
        let thread = sends(&town, &per, id).await.unwrap();
        assert!(town.opens(ids::KARI, thread).await.unwrap().messages[0].files.is_empty());
        let (topic, body) = (String::new(), String::new());
        let (reply, weight) = (Reply::Allowed, Weight::Plain);
        let typed = Begun { person: ids::JONAS, topic, body, reply, weight };
        let refused = begun::save(acts, &per, None, &typed).await;
        assert_eq!(told(&refused.unwrap_err()), Some(ReasonCode::NotARecipientOfService));
    })
    .await;
}

/// How many parts of files are kept.
async fn parts(town: &Town) -> i64 {
    const PARTS: &str = "SELECT COUNT(*) FROM attachment_parts";
    let scope = Scope::System(SystemReason::Operation);
    let counted = town.base.db.read(scope, "test.parts", async |mut tx| {
        let (count,): (i64,) = tx.one(PARTS, values![]).await?;
        Ok::<_, helsebro_storage::StorageError>(count)
    });
    counted.await.unwrap()
}

/// S1-2.1.1-a: Per finds again what he has begun, what he touched last first; to others it is
/// not there. When he throws it away, its files go at once and it leaves its line.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_what_is_begun_is_found_again_and_thrown_away_with_its_files() {
    in_town(|town| async move {
        let (acts, per, siri) = (&town.acts, town.per().await, town.siri().await);
        let first = begins(&town, &per).await;
        town.base.clock.set(town.now().plus(DAY));
        let second = begins(&town, &per).await;
        for name in ["a.png", "b.png"] {
            attachments::add_at_desk(acts, &per, second, &file(name, png(9))).await.unwrap();
        }
        let listed = begun::list(acts, &per).await.unwrap();
        let shown: Vec<_> = listed.iter().map(|line| (line.id, line.files)).collect();
        assert_eq!(shown, [(second, 2), (first, 0)]);
        assert_eq!((listed[0].person, listed[0].topic.as_str()), (ids::KARI, TOPIC));
        assert!(begun::list(acts, &siri).await.unwrap().is_empty());
        assert!(begun::list(acts, &town.epj(ids::HOME_NURSING)).await.unwrap().is_empty());
        assert!(is_not_found(&begun::discard(acts, &siri, second).await));
        assert!(parts(&town).await > 0);

        begun::discard(acts, &per, second).await.unwrap();
        let line = &town.lines(1).await[0];
        assert_eq!((line.event, line.subject), (Event::DraftDiscarded, Some(ids::KARI)));
        assert_eq!(line.object, Object::Draft(second.uuid()));
        assert_eq!(parts(&town).await, 0);
        assert!(is_not_found(&begun::discard(acts, &per, second).await));
        assert_eq!(begun::list(acts, &per).await.unwrap()[0].id, first);
    })
    .await;
}

/// S1-2.1.1-a: there is a limit to how many one may have begun; what is begun can still be
/// saved over, and a colleague has her own.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_there_is_a_limit_to_how_many_one_person_has_begun() {
    in_town(|town| async move {
        let (acts, per) = (&town.acts, town.per().await);
        let first = begins(&town, &per).await;
        for _ in 1..MAX_BEGUN {
            begins(&town, &per).await;
        }
        assert_eq!(tries(&town, &per).await, Saved::TooMany);
        let again = begun::load(acts, &per, first).await.unwrap();
        let saved = begun::save(acts, &per, Some(first), &again).await.unwrap();
        assert_eq!(saved, Saved::Under(first));
        begins(&town, &town.siri().await).await;
        begun::discard(acts, &per, first).await.unwrap();
        begins(&town, &per).await;
        assert_eq!(begun::list(acts, &per).await.unwrap().len(), MAX_BEGUN);
    })
    .await;
}

/// What nobody has touched goes with its files; a file never before what it is for, however
/// long ago it was added.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_begun_and_not_touched_goes_with_its_files_and_no_file_before_it() {
    in_town(|town| async move {
        let (acts, per) = (&town.acts, town.per().await);
        let later = |days: u32| town.base.clock.set(town.now().plus(DAY * days));
        let untouched = u32::try_from(UNTOUCHED_DAYS).unwrap();
        let id = begins(&town, &per).await;
        attachments::add_at_desk(acts, &per, id, &file("a.png", png(9))).await.unwrap();
        later(untouched - 1);
        attachments::add_at_desk(acts, &per, id, &file("b.png", png(9))).await.unwrap();
        later(untouched - 1);
        assert_eq!(attachments::sweep(acts).await.unwrap(), 0);
        assert_eq!(begun::list(acts, &per).await.unwrap()[0].files, 2);
        later(2);
        assert_eq!(attachments::sweep(acts).await.unwrap(), 3);
        assert!(begun::list(acts, &per).await.unwrap().is_empty());
        assert_eq!((parts(&town).await, attachments::sweep(acts).await.unwrap()), (0, 0));
    })
    .await;
}

/// The same rule holds for the files of an answer in a conversation.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_for_an_answer_waits_while_the_answer_is_written() {
    in_town(|town| async move {
        let thread = town.kari_writes().await.thread;
        let (acts, per) = (&town.acts, town.per().await);
        let later = |days: u32| town.base.clock.set(town.now().plus(DAY * days));
        let untouched = u32::try_from(UNTOUCHED_DAYS).unwrap();
        attachments::add_at_desk(acts, &per, thread, &file("a.png", png(9))).await.unwrap();
        later(untouched - 1);
        drafts::save(acts, &per, thread, "Hei, Kari.").await.unwrap();
        later(untouched - 1);
        assert_eq!(attachments::sweep(acts).await.unwrap(), 0);
        later(2);
        assert_eq!(attachments::sweep(acts).await.unwrap(), 1);
        assert_eq!(parts(&town).await, 0);
    })
    .await;
}
