//! Files for a conversation that staff start themselves: the same gate as elsewhere, all or
//! nothing, and its writer's own until it is sent (S1-2.1.1-a).

use helsebro_actions::ActError;
use helsebro_actions::dialog::attachments::{self, Added};
use helsebro_actions::dialog::desk::begun::{self, Begun};
use helsebro_actions::dialog::desk::start::{self, NewByDesk, StartedByDesk};
use helsebro_actions::parties::staff;
use helsebro_domain::dialog::{Desk, FileFault, Nature, Reply};
use helsebro_domain::ids::{DraftId, ThreadId};
use helsebro_domain::notices::Weight;
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::text::{Body, Topic};
use helsebro_testkit::files::{file, harmful, pdf, png};
use helsebro_testkit::{Town, ids, in_town, told};

const TOPIC: &str = "Treningsplanen din";
const BODY: &str = "Her er planen.\nRing om noe er uklart.";

async fn begins(town: &Town, desk: &Desk) -> DraftId {
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
