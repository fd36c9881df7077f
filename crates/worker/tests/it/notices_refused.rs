//! What is done when a register or a gateway is away, or says no (§ 8.3 f, § 8.5).

use core::time::Duration;

use crate::at_work::date;
use helsebro_domain::notices::NoticeState;
use helsebro_partners::sending::{SendFailed, Why};
use helsebro_testkit::{Town, ids, in_town};

use crate::outside::{KARIS, Outside, history};

async fn per_answers(town: &Town) {
    let per = town.per().await;
    let sent = town.kari_writes().await;
    town.takes(&per, sent.thread).await.unwrap();
    town.answers(&per, sent.thread, "Jeg kommer i dag.").await.unwrap();
}

/// § 8.3 f: an outage of the contact register is never read as an answer: it is asked again after
/// a quarter, and eight times in all; then she sees that she was not told.
#[tokio::test]
async fn l_efv_29_an_outage_of_the_contact_register_is_never_an_answer() {
    in_town(async |town| {
        let outside = Outside::of(&town);
        outside.krr.go_away();
        per_answers(&town).await;
        for round in 1..=8 {
            outside.works(&town).await;
            assert_eq!(outside.krr.asked(), round);
            assert_eq!(outside.sent(), []);
            town.base.clock.move_on(Duration::from_secs(15 * 60));
        }
        outside.works(&town).await;
        assert_eq!(outside.krr.asked(), 8);
        let lines = history(&town, ids::KARI).await;
        assert_eq!(lines, [(NoticeState::GivenUp, Some("KRR_UNAVAILABLE".to_owned()), None)]);

        per_answers(&town).await;
        outside.works(&town).await;
        outside.krr.come_back();
        town.base.clock.move_on(Duration::from_secs(15 * 60));
        outside.works(&town).await;
        assert_eq!(outside.places(), [KARIS]);
    })
    .await;
}

/// The register answers when it is decided and is away when it is sent: nothing is sent on what
/// it said before (L-EFV-29).
#[tokio::test]
async fn l_efv_29_the_register_is_asked_once_more_when_it_is_sent() {
    in_town(async |town| {
        let outside = Outside::of(&town);
        town.at(date(2027, 2, 2), 21, 0);
        per_answers(&town).await;
        outside.works(&town).await;
        outside.krr.go_away();
        town.at(date(2027, 2, 3), 9, 0);
        outside.works(&town).await;
        assert_eq!(outside.sent(), []);
        outside.krr.come_back();
        let changed =
            crate::outside::card("90000009", "", helsebro_domain::notices::ContactLanguage::En);
        outside.krr.says(crate::outside::number(&town, ids::KARI), changed);
        town.at(date(2027, 2, 3), 9, 15);
        outside.works(&town).await;
        let text = "You have a new message. Sign in at helsebro.example.";
        assert_eq!(outside.sent(), [("90000009".to_owned(), text.to_owned())]);
    })
    .await;
}

/// What was surely not taken is tried again; what is refused for good is not.
#[tokio::test]
async fn what_was_not_taken_is_tried_again_and_what_was_refused_is_not() {
    in_town(async |town| {
        let outside = Outside::of(&town);
        outside.sms.go_away();
        per_answers(&town).await;
        outside.works(&town).await;
        assert_eq!(history(&town, ids::KARI).await[0].0, NoticeState::Waiting);
        town.base.clock.move_on(Duration::from_secs(60));
        outside.works(&town).await;
        outside.sms.come_back();
        town.base.clock.move_on(Duration::from_secs(119));
        outside.works(&town).await;
        assert_eq!(outside.sent(), []);
        town.base.clock.move_on(Duration::from_secs(1));
        outside.works(&town).await;
        assert_eq!(outside.places(), [KARIS]);

        outside.sms.next_fails(SendFailed::Permanent(Why::UnknownReceiver));
        per_answers(&town).await;
        outside.works(&town).await;
        town.base.clock.move_on(Duration::from_secs(48 * 3_600));
        outside.works(&town).await;
        assert_eq!(outside.sent().len(), 1);
        let last = history(&town, ids::KARI).await.pop().unwrap();
        assert_eq!((last.0, last.1.as_deref()), (NoticeState::Failed, Some("UNKNOWN_RECEIVER")));
    })
    .await;
}

/// A gateway that is away for a day: what nobody needs any more is not sent late.
#[tokio::test]
async fn what_has_become_too_old_is_not_sent_late() {
    in_town(async |town| {
        let outside = Outside::of(&town);
        outside.sms.go_away();
        per_answers(&town).await;
        for _ in 0..40 {
            outside.works(&town).await;
            town.base.clock.move_on(Duration::from_secs(3_600));
        }
        outside.sms.come_back();
        outside.works(&town).await;
        assert_eq!(outside.sent(), []);
        let last = history(&town, ids::KARI).await.pop().unwrap();
        assert_eq!((last.0, last.1.as_deref()), (NoticeState::GivenUp, Some("NOTICE_STALE")));
    })
    .await;
}
