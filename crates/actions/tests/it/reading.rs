//! What is unread, who has read, and what each side is shown of the other.

use helsebro_actions::dialog::ShownAuthor;
use helsebro_actions::dialog::desk::queue::Queue;
use helsebro_actions::dialog::desk::thread as desk_thread;
use helsebro_actions::dialog::inbox;
use helsebro_domain::audit::{Decision, Event};
use helsebro_domain::parties::StaffNames;
use helsebro_domain::refusals::ReasonCode;
use helsebro_testkit::{ids, in_town, oslo, told};
use jiff::civil::date;

/// S1-2.1.1-a: what is unread is counted from what was read, for each side.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_what_is_unread_follows_what_was_read() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        town.replies(ids::KARI, sent.thread, "Og enda litt mer.").await.unwrap();
        let (per, siri) = (town.per().await, town.siri().await);
        assert_eq!(town.unread(ids::KARI).await, 0);
        assert_eq!(town.queue(&per, Queue::Open).await.lines[0].unread, 2);
        town.desk_opens(&per, sent.thread).await.unwrap();
        // Read by one at the unit is read by the unit.
        assert_eq!(town.queue(&siri, Queue::Open).await.lines[0].unread, 0);
        town.replies(ids::KARI, sent.thread, "Og til sist.").await.unwrap();
        assert_eq!(town.queue(&per, Queue::Open).await.lines[0].unread, 1);
        town.answers(&per, sent.thread, "En.").await.unwrap();
        town.answers(&per, sent.thread, "To.").await.unwrap();
        let line = town.inbox(ids::KARI).await.lines.remove(0);
        assert_eq!((line.unread, line.last_is_own), (2, false));
        // The number in the menu counts conversations, not messages.
        assert_eq!(town.unread(ids::KARI).await, 1);
        town.opens(ids::KARI, sent.thread).await.unwrap();
        assert_eq!(town.inbox(ids::KARI).await.lines[0].unread, 0);
        assert_eq!(town.unread(ids::KARI).await, 0);
    })
    .await;
}

/// S1-2.1.1-a: each side sees who on the other side has read, and when first.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_the_first_reading_is_what_is_told() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        let (per, siri) = (town.per().await, town.siri().await);
        town.at(date(2027, 2, 2), 10, 0);
        town.desk_opens(&per, sent.thread).await.unwrap();
        town.at(date(2027, 2, 2), 11, 0);
        town.desk_opens(&siri, sent.thread).await.unwrap();
        town.at(date(2027, 2, 2), 12, 0);
        town.desk_opens(&per, sent.thread).await.unwrap();
        town.answers(&per, sent.thread, "Jeg kommer.").await.unwrap();
        town.at(date(2027, 2, 2), 13, 0);
        let view = town.opens(ids::KARI, sent.thread).await.unwrap();
        let times: Vec<_> = view.messages[0].read_by.iter().map(|read| read.at).collect();
        assert_eq!(times, [oslo(date(2027, 2, 2), 10, 0), oslo(date(2027, 2, 2), 11, 0)]);
        let view = town.desk_opens(&per, sent.thread).await.unwrap();
        assert_eq!(view.messages[1].read_by.len(), 1);
        assert_eq!(view.messages[1].read_by[0].at, oslo(date(2027, 2, 2), 13, 0));
        assert_eq!(view.messages[1].read_by[0].reader, ShownAuthor::Citizen(ids::KARI));
    })
    .await;
}

/// A unit may show itself instead of its staff. Colleagues still see who wrote.
#[tokio::test(flavor = "multi_thread")]
async fn a_unit_that_hides_its_staff_shows_only_its_name_to_the_citizen() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        let per = town.per().await;
        town.desk_opens(&per, sent.thread).await.unwrap();
        town.answers(&per, sent.thread, "Jeg kommer.").await.unwrap();
        let view = town.opens(ids::KARI, sent.thread).await.unwrap();
        let name = "Per Haug".to_owned();
        let title = "sykepleier".to_owned();
        let shown = ShownAuthor::Staff { id: ids::PER, name, title };
        assert_eq!(view.messages[1].author, shown);
        town.set_up(ids::HOME_NURSING, |unit| unit.staff_names = StaffNames::Hidden).await;
        let view = town.opens(ids::KARI, sent.thread).await.unwrap();
        assert_eq!(view.messages[1].author, ShownAuthor::Unit);
        assert_eq!(view.messages[0].read_by[0].reader, ShownAuthor::Unit);
        let view = town.desk_opens(&town.siri().await, sent.thread).await.unwrap();
        assert_eq!(view.messages[1].author, shown);
    })
    .await;
}

/// The citizen's list is walked page by page, newest first, without gaps.
#[tokio::test(flavor = "multi_thread")]
async fn the_inbox_is_walked_page_by_page() {
    in_town(|town| async move {
        let kari = town.citizen(ids::KARI);
        let total = inbox::PAGE + 2;
        for number in 0..total {
            let words = (format!("Nummer {number}"), "Hei.");
            town.writes(ids::KARI, ids::HOME_NURSING, (&words.0, words.1)).await.unwrap();
        }
        let first = inbox::list(&town.acts, &kari, None).await.unwrap();
        assert_eq!(first.lines.len(), inbox::PAGE);
        let rest = inbox::list(&town.acts, &kari, first.older).await.unwrap();
        assert!(rest.older.is_none());
        let mut topics: Vec<_> =
            first.lines.iter().chain(&rest.lines).map(|line| line.topic.clone()).collect();
        topics.sort_unstable();
        topics.dedup();
        assert_eq!(topics.len(), total);
    })
    .await;
}

/// The whole identity number is shown when it is asked for, and that it was
/// asked for is logged; to another unit it is not shown.
#[tokio::test(flavor = "multi_thread")]
async fn the_number_is_shown_when_asked_for_and_it_is_logged() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        let per = town.per().await;
        let view = town.desk_opens(&per, sent.thread).await.unwrap();
        assert_eq!(view.masked_number, "128648 •••••");
        let digits = desk_thread::show_number(&town.acts, &per, sent.thread).await.unwrap();
        assert_eq!(digits, "12864800015");
        let line = &town.lines(1).await[0];
        assert_eq!((line.event, line.decision), (Event::NumberShown, Decision::Accepted));
        assert_eq!(line.subject, Some(ids::KARI));
        let liv = town.desk(ids::LIV, ids::HEALTHY_LIFE).await.unwrap();
        let refused = desk_thread::show_number(&town.acts, &liv, sent.thread).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::NoServiceNeed));
        let line = &town.lines(1).await[0];
        let code = Decision::Refused(ReasonCode::NoServiceNeed);
        assert_eq!((line.event, line.decision), (Event::NumberShown, code));
    })
    .await;
}
