//! How a unit is set up: whom it can be written to, and who has taken over.

use helsebro_actions::dialog::desk::queue::Queue;
use helsebro_actions::dialog::start;
use helsebro_actions::dialog::{ShownEvent, contacts};
use helsebro_domain::parties::NamedStaff;
use helsebro_domain::refusals::ReasonCode;
use helsebro_testkit::{Town, ids, in_town, service, told};

async fn kari_writes_to(
    town: &Town,
    staff: helsebro_domain::ids::StaffId,
) -> Option<helsebro_domain::ids::StaffId> {
    let contact = town.contact(ids::KARI, ids::HOME_NURSING).await;
    let mut new = town.message(contact, "Hei", "Er du på jobb?");
    new.to_staff = Some(staff);
    let sent = start::send(&town.acts, &town.citizen(ids::KARI), &new).await.unwrap();
    town.desk_opens(&town.siri().await, sent.thread).await.unwrap().thread.taken_by()
}

/// L-EFV-3: with the unit's setting off, what is addressed to Per goes to the
/// unit's queue.
#[tokio::test(flavor = "multi_thread")]
async fn l_efv_3_a_named_member_of_staff_counts_only_where_the_unit_has_arranged_it() {
    in_town(|town| async move {
        assert_eq!(kari_writes_to(&town, ids::PER).await, None);
        assert_eq!(town.queue(&town.per().await, Queue::NotTaken).await.lines.len(), 1);
        town.set_up(ids::HOME_NURSING, |unit| unit.named_staff = NamedStaff::On).await;
        assert_eq!(kari_writes_to(&town, ids::PER).await, Some(ids::PER));
        assert_eq!(town.queue(&town.per().await, Queue::Mine).await.lines.len(), 1);
        // Jon's authorisation has ended; Liv and Hege work elsewhere.
        for other in [ids::JON, ids::LIV, ids::HEGE] {
            assert_eq!(kari_writes_to(&town, other).await, None);
        }
    })
    .await;
}

/// S1-2.1.1-a: a conversation follows its unit's successor at the citizen's next
/// reply, untaken, with its promise; new messages go to the successor at once.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_a_conversation_follows_the_unit_that_took_over() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        let per = town.per().await;
        town.takes(&per, sent.thread).await.unwrap();
        town.set_up(ids::HOME_NURSING, |unit| unit.successor = Some(ids::NURSING_HOME)).await;
        let kari = town.citizen(ids::KARI);
        let list = contacts::list(&town.acts, &kari).await.unwrap();
        assert!(list.iter().any(|one| one.unit.id == ids::NURSING_HOME));
        let view = town.opens(ids::KARI, sent.thread).await.unwrap();
        assert_eq!(view.unit.id, ids::NURSING_HOME);
        assert!(view.may_reply.is_ok());
        assert_eq!(town.queue(&per, Queue::Mine).await.lines.len(), 1);

        town.replies(ids::KARI, sent.thread, "Hører dere meg?").await.unwrap();
        let mona = town.desk(ids::MONA, ids::NURSING_HOME).await.unwrap();
        let view = town.desk_opens(&mona, sent.thread).await.unwrap();
        assert_eq!((view.messages.len(), view.taken_by), (2, None));
        assert_eq!(view.thread.awaiting.unwrap().promise_at, sent.promise_at);
        let gone = town.desk_opens(&per, sent.thread).await.err().unwrap();
        assert_eq!(told(&gone), Some(ReasonCode::NoServiceNeed));
        let view = town.opens(ids::KARI, sent.thread).await.unwrap();
        let told = |event: &ShownEvent| {
            matches!(event, ShownEvent::Forwarded { to, .. } if to == "Solbakken sykehjem")
        };
        assert!(view.events.iter().any(told));

        let contact = list.iter().find(|one| one.unit.id == ids::NURSING_HOME).unwrap();
        let new = town.message(contact.contact.id, "Nytt", "Hei igjen.");
        let second = start::send(&town.acts, &kari, &new).await.unwrap();
        assert!(town.desk_opens(&mona, second.thread).await.is_ok());
    })
    .await;
}

/// S1-2.1.1-a: a conversation never leaves its municipality, not even with a unit
/// that another municipality has taken over.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_nothing_is_written_to_a_successor_in_another_municipality() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        let contact = town.contact(ids::KARI, ids::HOME_NURSING).await;
        town.set_up(ids::HOME_NURSING, |unit| unit.successor = Some(ids::GRANLI_HOME_CARE)).await;
        let refused = town.replies(ids::KARI, sent.thread, "Hei.").await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::UnitNotActive));
        let new = town.message(contact, "Hei", "Hei.");
        let kari = town.citizen(ids::KARI);
        let refused = start::send(&town.acts, &kari, &new).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::UnitNotActive));
        let hege = town.desk(ids::HEGE, ids::GRANLI_HOME_CARE).await.unwrap();
        assert!(town.queue(&hege, Queue::Open).await.lines.is_empty());
        // What was written can still be read.
        assert_eq!(town.opens(ids::KARI, sent.thread).await.unwrap().messages.len(), 1);
    })
    .await;
}

/// S1-2.1.1-a: a conversation that was sent on can be answered after the contact
/// it began with has ended: the new unit has taken it.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_a_conversation_sent_on_outlives_its_contact() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        let per = town.per().await;
        let forward = helsebro_actions::dialog::desk::take::forward;
        forward(&town.acts, &per, sent.thread, ids::HEALTHY_LIFE).await.unwrap();
        let left = [service("FRISK", ids::HEALTHY_LIFE, None)];
        town.lists(ids::HOME_NURSING, ids::KARI, &left).await;
        town.replies(ids::KARI, sent.thread, "Hei, friskliv.").await.unwrap();
    })
    .await;
}
