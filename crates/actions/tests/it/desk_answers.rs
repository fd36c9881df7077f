//! The desk takes, answers, sends on and closes.

use helsebro_actions::dialog::desk::answer::{self, Answered, NewAnswer};
use helsebro_actions::dialog::desk::queue::{self, Queue};
use helsebro_actions::dialog::desk::{take, thread as desk_thread};
use helsebro_actions::dialog::thread;
use helsebro_actions::{ActError, dialog};
use helsebro_domain::dialog::Nature;
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::text::Body;
use helsebro_testkit::{ids, in_town};
use jiff::civil::date;

/// S1-2.1-b and S1-2.1.1-a: Per takes Kari's conversation and answers; Kari has
/// something unread until she opens it, and Per's reading is told.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_b_per_takes_and_answers_and_kari_reads() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        let per = town.per().await;
        let list = queue::list(&town.acts, &per, Queue::NotTaken, 0).await.unwrap();
        assert_eq!(list.lines.len(), 1);
        assert_eq!((list.lines[0].name.as_str(), list.lines[0].unread), ("Kari Nilsen", 1));
        town.takes(&per, sent.thread).await.unwrap();
        let view = desk_thread::open(&town.acts, &per, sent.thread).await.unwrap();
        assert_eq!(view.messages[0].body, "Såret på leggen væsker litt mer enn før.");
        let new = NewAnswer {
            thread: sent.thread,
            body: Body::parse("Jeg ser på det i dag.").unwrap(),
            nature: Nature::NotAsked,
            closing: None,
        };
        let answered = answer::answer(&town.acts, &per, &new).await.unwrap();
        assert!(matches!(answered, Answered::Sent(_)));
        assert_eq!(town.unread(ids::KARI).await, 1);
        let kari = town.citizen(ids::KARI);
        let view = thread::open(&town.acts, &kari, sent.thread).await.unwrap();
        assert_eq!(view.messages.len(), 2);
        assert_eq!(view.messages[0].read_by.len(), 1);
        assert_eq!(view.messages[1].body, "Jeg ser på det i dag.");
        assert_eq!(view.messages[1].answered.map(|(_, kept)| kept), Some(true));
        assert!(view.may_reply.is_ok());
        assert_eq!(view.thread.awaiting, None);
        assert_eq!(town.unread(ids::KARI).await, 0);
    })
    .await;
}

/// S1-2.1-b: of eight who take at once, one has it.
#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_take_at_once_one_has_it() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        let (per, siri) = (town.per().await, town.siri().await);
        let takes = [per, siri, per, siri].map(|desk| {
            let acts = town.acts.clone();
            tokio::spawn(async move { take::claim(&acts, &desk, sent.thread).await.is_ok() })
        });
        let mut taken = Vec::new();
        for take in takes {
            taken.push(take.await.unwrap());
        }
        // Taking again what one has is no fault, so one of the two wins twice.
        assert_eq!(taken.iter().filter(|done| **done).count(), 2, "{taken:?}");
        assert_ne!(taken[0], taken[1]);
    })
    .await;
}

/// S1-2.1-b: Jon's authorisation ended 2027-01-31; staff of another unit have no
/// service need; for another municipality the conversation does not exist.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_b_others_do_not_get_in() {
    in_town(|town| async move {
        town.at(date(2027, 2, 1), 8, 0);
        let sent = town.kari_writes().await;
        let jon = town.desk(ids::JON, ids::HOME_NURSING).await.unwrap_err();
        assert_eq!(code(&jon), Some(ReasonCode::StaffNotAuthorised));
        let liv = town.desk(ids::LIV, ids::HEALTHY_LIFE).await.unwrap();
        let other_unit = desk_thread::open(&town.acts, &liv, sent.thread).await.err().unwrap();
        assert_eq!(code(&other_unit), Some(ReasonCode::NoServiceNeed));
        let hege = town.desk(ids::HEGE, ids::GRANLI_HOME_CARE).await.unwrap();
        let elsewhere = desk_thread::open(&town.acts, &hege, sent.thread).await.err().unwrap();
        assert!(matches!(elsewhere, ActError::NotFound));
        for desk in [liv, hege] {
            assert!(take::claim(&town.acts, &desk, sent.thread).await.is_err());
        }
    })
    .await;
}

/// S1-2.1.1-a: sent on to another unit, the citizen is told and the promise stands.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_a_conversation_sent_on_keeps_its_promise() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        let per = town.per().await;
        let forwarded = take::forward(&town.acts, &per, sent.thread, ids::HEALTHY_LIFE).await;
        let awaiting = forwarded.unwrap().awaiting.unwrap();
        assert_eq!(awaiting.promise_at, sent.promise_at);
        let gone = desk_thread::open(&town.acts, &per, sent.thread).await.err().unwrap();
        assert_eq!(code(&gone), Some(ReasonCode::NoServiceNeed));
        let kari = town.citizen(ids::KARI);
        let view = thread::open(&town.acts, &kari, sent.thread).await.unwrap();
        let told = view.events.iter().any(|event| {
            matches!(event, dialog::ShownEvent::Forwarded { to, .. } if to.contains("Frisklivs"))
        });
        assert!(told);
        assert!(view.may_reply.is_ok());
    })
    .await;
}

fn code(error: &ActError) -> Option<ReasonCode> {
    match error {
        ActError::Refused(refusal) => Some(refusal.code()),
        _ => None,
    }
}
