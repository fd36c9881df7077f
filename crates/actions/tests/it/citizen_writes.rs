//! A citizen writes, reads and writes more.

use helsebro_actions::ActError;
use helsebro_actions::dialog::reply::{self, NewReply};
use helsebro_actions::dialog::{start, thread};
use helsebro_domain::audit::{Decision, Event};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::text::Body;
use helsebro_testkit::{ids, in_town, oslo};
use jiff::civil::date;

use crate::promises::eight_times_at_once;

/// S1-2.1.1-a and L-EFV-6: Kari writes on the day before Maundy Thursday; she
/// gets a receipt with reference and time, and an answer by 2027-03-30.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_kari_gets_a_receipt_and_a_promise() {
    in_town(|town| async move {
        town.at(date(2027, 3, 24), 15, 0);
        let receipt = town.kari_writes().await;
        assert_eq!(receipt.reference, "SOL-2027-000001");
        assert_eq!(receipt.at, oslo(date(2027, 3, 24), 15, 0));
        assert_eq!(receipt.promise_at, Some(oslo(date(2027, 3, 30), 15, 30)));
        let line = &town.lines(1).await[0];
        assert_eq!(line.event, Event::MessageSent);
        assert_eq!(line.decision, Decision::Accepted);
        assert_eq!(line.subject, Some(ids::KARI));
    })
    .await;
}

/// S1-2.1.1-a: what is sent twice is sent once, and both get the same receipt.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_the_same_draft_sent_eight_times_at_once_is_one_message() {
    in_town(|town| async move {
        let kari = town.citizen(ids::KARI);
        let contact = town.contact(ids::KARI, ids::HOME_NURSING).await;
        let new = town.message(contact, "Såret", "Det væsker.");
        let sent_at_once = eight_times_at_once(|| {
            let (acts, new) = (town.acts.clone(), new.clone());
            async move { start::send(&acts, &kari, &new).await.unwrap().reference }
        });
        let mut references = sent_at_once.await;
        references.dedup();
        assert_eq!(references.len(), 1, "{references:?}");
        let view = thread::open(&town.acts, &kari, new.draft.uuid().to_string().parse().unwrap());
        assert_eq!(view.await.unwrap().messages.len(), 1);
    })
    .await;
}

/// S1-2.1-a: Anne is Kari's daughter without a power of attorney; she opens
/// Kari's conversation and it is as if there were none.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_a_kinship_alone_opens_nothing() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        let anne = town.citizen(ids::ANNE);
        let opened = thread::open(&town.acts, &anne, sent.thread).await;
        assert!(matches!(opened, Err(ActError::NotFound)));
        let new = NewReply {
            thread: sent.thread,
            submission: town.new_uuid(),
            body: Body::parse("Hei").unwrap(),
        };
        let replied = reply::send(&town.acts, &anne, &new).await;
        assert!(matches!(replied, Err(ActError::NotFound)));
        let kari = town.citizen(ids::KARI);
        assert_eq!(thread::open(&town.acts, &kari, sent.thread).await.unwrap().messages.len(), 1);
    })
    .await;
}

/// S1-2.1.1-b: Kari's home-care relation ends 2027-02-28. On 2027-03-01 the unit
/// is not listed, the old thread is readable, and a reply is refused.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_b_after_the_last_day_the_thread_is_read_but_not_answered() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        let kari = town.citizen(ids::KARI);
        end_home_nursing(&town, date(2027, 2, 28)).await;
        town.at(date(2027, 3, 1), 9, 0);
        let listed = helsebro_actions::dialog::contacts::list(&town.acts, &kari).await.unwrap();
        assert!(listed.iter().all(|one| one.unit.id != ids::HOME_NURSING));
        let view = thread::open(&town.acts, &kari, sent.thread).await.unwrap();
        assert_eq!(view.topic, "Såret på leggen");
        assert_eq!(view.may_reply.unwrap_err().code(), ReasonCode::RelationEnded);
        let new = NewReply {
            thread: sent.thread,
            submission: town.new_uuid(),
            body: Body::parse("Kommer dere?").unwrap(),
        };
        let refused = reply::send(&town.acts, &kari, &new).await.unwrap_err();
        let ActError::Refused(refusal) = refused else { panic!("{refused:?}") };
        assert_eq!(refusal.code(), ReasonCode::RelationEnded);
        let line = &town.lines(1).await[0];
        assert_eq!(line.decision, Decision::Refused(ReasonCode::RelationEnded));
        assert_eq!(thread::open(&town.acts, &kari, sent.thread).await.unwrap().messages.len(), 1);
    })
    .await;
}

async fn end_home_nursing(town: &helsebro_testkit::Town, last_day: jiff::civil::Date) {
    let listed = town.plan.contacts.iter().find(|one| one.person == ids::KARI).unwrap();
    let services: Vec<_> = listed
        .services
        .iter()
        .cloned()
        .map(|mut one| {
            if one.unit == ids::HOME_NURSING {
                one.last_day = Some(last_day);
            }
            one
        })
        .collect();
    let epj = town.epj_access(ids::HOME_NURSING);
    let replaced =
        helsebro_actions::dialog::contacts::replace(&town.acts, epj, ids::KARI, &services).await;
    assert_eq!(replaced.unwrap().updated, 1);
}
