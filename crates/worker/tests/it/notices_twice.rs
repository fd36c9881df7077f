//! What is done when nobody knows whether the gateway took it. Gateways do not tell one message
//! that comes twice from two.

use core::time::Duration;

use helsebro_actions::notices::{self, Begun, Cards, Looked, Order};
use helsebro_domain::ids::NoticeId;
use helsebro_domain::notices::{ContactLanguage, NoticeState, Reported};
use helsebro_partners::sending::{SendFailed, Why};
use helsebro_storage::jobs::{self, SEND_NOTICE};
use helsebro_testkit::{Town, ids, in_town};

use crate::at_work::work_with;
use crate::outside::{KARIS, Outside, card, history, number};

const TEN_MINUTES: Duration = Duration::from_secs(600);

async fn per_answers(town: &Town) {
    let per = town.per().await;
    let sent = town.kari_writes().await;
    town.takes(&per, sent.thread).await.unwrap();
    town.answers(&per, sent.thread, "Jeg kommer i dag.").await.unwrap();
}

/// Liv looks Kari up in an emergency: what is owed to be told.
async fn liv_looks_kari_up(town: &Town) {
    let desk = town.per().await;
    town.looks_up(&desk, ids::KARI).await.unwrap();
}

fn reference(outside: &Outside) -> String {
    outside.sms.sent().last().unwrap().reference.as_str().to_owned()
}

/// L-PJL-16-E: who is looked up in an emergency is told by the text that says nothing, whatever she
/// has chosen; her helper is not.
#[tokio::test]
async fn l_pjl_16_e_who_is_looked_up_is_told_whatever_she_chose() {
    in_town(async |town| {
        use helsebro_domain::notices::{Level, NoticeChoices, Wish};
        let outside = Outside::of(&town);
        let never = NoticeChoices {
            level: Level::Limited,
            messages: Wish::Never,
            grants: Wish::Never,
            ..NoticeChoices::default()
        };
        crate::outside::chooses(&town, ids::KARI, never).await;
        liv_looks_kari_up(&town).await;
        outside.works(&town).await;
        let text = "Du har fått en ny melding. Logg inn på helsebro.example.".to_owned();
        assert_eq!(outside.sent(), [(KARIS.to_owned(), text)]);
    })
    .await;
}

/// A message whose outcome nobody knows is not sent again: it is given up after ten minutes.
#[tokio::test]
async fn a_message_whose_outcome_nobody_knows_is_not_sent_again() {
    in_town(async |town| {
        let outside = Outside::of(&town);
        outside.sms.next_fails(SendFailed::Unknown(Why::TooSlow));
        per_answers(&town).await;
        outside.works(&town).await;
        assert_eq!(history(&town, ids::KARI).await[0].0, NoticeState::Unknown);
        town.base.clock.move_on(TEN_MINUTES);
        outside.works(&town).await;
        let line = history(&town, ids::KARI).await.pop().unwrap();
        assert_eq!((line.0, line.1.as_deref()), (NoticeState::GivenUp, Some("OUTCOME_UNKNOWN")));
        town.base.clock.move_on(TEN_MINUTES * 100);
        outside.works(&town).await;
        assert_eq!(outside.sent().len(), 1);
        // A report that comes late is believed all the same.
        let late = reference(&outside);
        assert!(notices::report(&town.acts, &late, Reported::Delivered, None).await.unwrap());
        assert_eq!(history(&town, ids::KARI).await[0].0, NoticeState::Delivered);
    })
    .await;
}

/// What is owed is sent again when ten minutes have brought no report, and at most three times.
#[tokio::test]
async fn what_is_owed_is_sent_again_after_ten_minutes_without_a_report() {
    in_town(async |town| {
        let outside = Outside::of(&town);
        for _ in 0..4 {
            outside.sms.next_fails(SendFailed::Unknown(Why::Broke));
        }
        liv_looks_kari_up(&town).await;
        outside.works(&town).await;
        let first = reference(&outside);
        town.base.clock.move_on(TEN_MINUTES - Duration::from_secs(1));
        outside.works(&town).await;
        assert_eq!(outside.sent().len(), 1);
        town.base.clock.move_on(Duration::from_secs(1));
        outside.works(&town).await;
        assert_eq!(outside.sent().len(), 2);
        assert_ne!(reference(&outside), first, "each sending has a name of its own");
        for _ in 0..5 {
            town.base.clock.move_on(TEN_MINUTES);
            outside.works(&town).await;
        }
        assert_eq!(outside.sent().len(), 3);
        let line = history(&town, ids::KARI).await.pop().unwrap();
        assert_eq!((line.0, line.1.as_deref()), (NoticeState::GivenUp, Some("OUTCOME_UNKNOWN")));
    })
    .await;
}

/// A report within the ten minutes settles it, also for what is owed.
#[tokio::test]
async fn a_report_within_ten_minutes_settles_it() {
    in_town(async |town| {
        for (report, state) in [
            (Reported::Delivered, NoticeState::Delivered),
            (Reported::UnderWay, NoticeState::Sent),
            (Reported::Failed, NoticeState::Failed),
        ] {
            let outside = Outside::of(&town);
            outside.sms.next_fails(SendFailed::Unknown(Why::Broke));
            liv_looks_kari_up(&town).await;
            outside.works(&town).await;
            let ours = reference(&outside);
            assert!(notices::report(&town.acts, &ours, report, None).await.unwrap());
            town.base.clock.move_on(TEN_MINUTES);
            outside.works(&town).await;
            assert_eq!(outside.sent().len(), 1, "{report:?}");
            assert_eq!(history(&town, ids::KARI).await.pop().unwrap().0, state);
        }
        for nobodys in ["", "x-1", "00000000000070008000000000000007-1"] {
            let told = notices::report(&town.acts, nobodys, Reported::Delivered, None).await;
            assert!(!told.unwrap(), "{nobodys}");
        }
    })
    .await;
}

/// The notice that waits to be sent, taken out of its job's hands.
async fn begun(town: &Town, outside: &Outside) -> Order {
    let decided = work_until_decided(town, outside).await;
    let Looked::Ready(ready) = notices::look(&town.acts, decided).await.unwrap() else {
        panic!("it is to be sent");
    };
    let card = card(KARIS, "kari@innbygger.example", ContactLanguage::Nb);
    let cards: Cards = [(number(town, ids::KARI), card)].into_iter().collect();
    match notices::begin(&town.acts, &ready, &cards).await.unwrap() {
        Begun::Now(order) => *order,
        other => panic!("{other:?}"),
    }
}

/// Decides by the job and leaves the sending to the test.
async fn work_until_decided(town: &Town, outside: &Outside) -> NoticeId {
    for _ in 0..10 {
        for claim in jobs::claim(&town.base.db, 1).await.unwrap() {
            if claim.kind == SEND_NOTICE {
                return jobs::NoticePayload::of(&claim).unwrap().0;
            }
            let job = helsebro_worker::Job::of(&claim).unwrap();
            helsebro_worker::run_body(&outside.worker(town), job, &claim).await.unwrap();
        }
    }
    panic!("nothing was decided");
}

/// The worker dies between storing that it will send and storing how it went. Whether the gateway
/// had it or not, a message is not sent by whoever comes after, and what is owed is after ten minutes.
#[tokio::test]
async fn a_worker_that_dies_at_the_gateway_leaves_what_nobody_knows() {
    in_town(async |town| {
        let outside = Outside::of(&town);
        per_answers(&town).await;
        begun(&town, &outside).await;
        liv_looks_kari_up(&town).await;
        begun(&town, &outside).await;
        // The lease ends, and another worker takes the jobs.
        town.base.clock.move_on(Duration::from_secs(61));
        outside.works(&town).await;
        assert_eq!(outside.sent(), []);
        let states: Vec<_> =
            history(&town, ids::KARI).await.into_iter().map(|line| line.0).collect();
        assert_eq!(states, [NoticeState::Unknown, NoticeState::Unknown]);
        town.base.clock.move_on(TEN_MINUTES);
        outside.works(&town).await;
        let states: Vec<_> =
            history(&town, ids::KARI).await.into_iter().map(|line| line.0).collect();
        assert_eq!(states, [NoticeState::GivenUp, NoticeState::Sent]);
        assert_eq!(outside.sent().len(), 1);
    })
    .await;
}

/// Two workers at the same notice hand it over once.
#[tokio::test]
async fn two_workers_hand_a_notice_over_once() {
    in_town(async |town| {
        let outside = Outside::of(&town);
        per_answers(&town).await;
        let id = work_until_decided(&town, &outside).await;
        let card = card(KARIS, "", ContactLanguage::Nb);
        let cards: Cards = [(number(&town, ids::KARI), card)].into_iter().collect();
        let Looked::Ready(one) = notices::look(&town.acts, id).await.unwrap() else { panic!() };
        let Looked::Ready(two) = notices::look(&town.acts, id).await.unwrap() else { panic!() };
        assert!(matches!(notices::begin(&town.acts, &one, &cards).await.unwrap(), Begun::Now(_)));
        assert!(matches!(
            notices::begin(&town.acts, &two, &cards).await.unwrap(),
            Begun::NotNeeded
        ));
        work_with(&outside.worker(&town), &town).await;
    })
    .await;
}
