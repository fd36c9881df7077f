//! What a citizen is promised when she writes, and what moves it.

use helsebro_actions::dialog::reply::{self, NewReply};
use helsebro_actions::dialog::start;
use helsebro_domain::audit::Event;
use helsebro_domain::dialog::Reply;
use helsebro_domain::text::Body;
use helsebro_storage::{Scope, SystemReason, parties};
use helsebro_testkit::{Town, ids, in_town, oslo};
use jiff::civil::date;

/// L-EFV-6: with 122 messages before it this year, the receipt is SOL-2027-000123.
#[tokio::test(flavor = "multi_thread")]
async fn l_efv_6_the_receipt_after_the_122nd_is_000123() {
    in_town(|town| async move {
        let scope = Scope::System(SystemReason::Keys);
        let leased = town.base.db.write(scope, "test.lease", async |mut tx| {
            parties::lease_references(&mut tx, ids::SOLVIK, 2027, 122).await
        });
        assert_eq!(leased.await.unwrap(), 1);
        town.at(date(2027, 2, 2), 10, 2);
        let receipt = town.kari_writes().await;
        assert_eq!(receipt.reference, "SOL-2027-000123");
        assert_eq!(receipt.at, oslo(date(2027, 2, 2), 10, 2));
        let view = town.opens(ids::KARI, receipt.thread).await.unwrap();
        assert_eq!(view.messages[0].reference.as_deref(), Some("SOL-2027-000123"));
        assert_eq!(view.messages[0].at, receipt.at);
    })
    .await;
}

/// L-EFV-6: numbers begin anew each year, and no reference is given twice.
#[tokio::test(flavor = "multi_thread")]
async fn l_efv_6_every_message_has_its_own_reference_and_the_year_begins_anew() {
    in_town(|town| async move {
        let mut seen = vec![town.kari_writes().await.reference];
        for person in [ids::OLA, ids::GERD] {
            let words = ("Hei", "Når kommer dere?");
            let sent = town.writes(person, ids::HOME_NURSING, words).await.unwrap();
            seen.push(sent.reference);
            seen.push(town.replies(person, sent.thread, "Og hvem?").await.unwrap().reference);
        }
        let expected: Vec<String> = (1..=5).map(|n| format!("SOL-2027-{n:06}")).collect();
        assert_eq!(seen, expected);
        town.at(date(2028, 1, 3), 9, 0);
        assert_eq!(town.kari_writes().await.reference, "SOL-2028-000001");
    })
    .await;
}

/// S1-2.1.1-a: the citizen's first unanswered message sets the clock, and a
/// second one does not move it; an answer stops it and the next message sets it anew.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_a_second_message_does_not_move_the_promise_and_an_answer_stops_it() {
    in_town(|town| async move {
        town.at(date(2027, 3, 24), 15, 0);
        let first = town.kari_writes().await;
        let promised = Some(oslo(date(2027, 3, 30), 15, 30));
        town.at(date(2027, 3, 30), 9, 0);
        let second = town.replies(ids::KARI, first.thread, "Det blør nå.").await.unwrap();
        assert_eq!(second.promise_at, promised);
        let view = town.opens(ids::KARI, first.thread).await.unwrap();
        let awaiting = view.thread.awaiting.unwrap();
        assert_eq!(awaiting.since, oslo(date(2027, 3, 24), 15, 0));
        assert_eq!(awaiting.promise_at, promised);

        let per = town.per().await;
        let answered = town.answers(&per, first.thread, "Jeg kommer i dag.").await.unwrap();
        assert_eq!(answered.awaiting, None);
        town.at(date(2027, 3, 31), 9, 0);
        let third = town.replies(ids::KARI, first.thread, "Takk. Og i morgen?").await.unwrap();
        assert_eq!(third.promise_at, Some(oslo(date(2027, 4, 1), 15, 30)));
    })
    .await;
}

/// S1-2.1.1-a: an answer after the promised time is told as late, one at it as kept.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_an_answer_says_whether_it_kept_the_promise() {
    in_town(|town| async move {
        for (minute, kept) in [(30, true), (31, false)] {
            town.at(date(2027, 2, 2), 9, 0);
            let sent = town.kari_writes().await;
            town.at(date(2027, 2, 3), 15, minute);
            town.answers(&town.per().await, sent.thread, "Vi kommer.").await.unwrap();
            let view = town.opens(ids::KARI, sent.thread).await.unwrap();
            let promised = oslo(date(2027, 2, 3), 15, 30);
            assert_eq!(view.messages[1].answered, Some((promised, kept)));
        }
    })
    .await;
}

/// S1-2.1.1-a: what the unit writes first waits for no answer of its own, and
/// the citizen's reply to it sets the clock.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_the_units_own_message_promises_nothing_until_the_citizen_replies() {
    in_town(|town| async move {
        let per = town.per().await;
        let thread = town.desk_writes(&per, ids::KARI, Reply::Allowed).await.unwrap();
        assert_eq!(thread.awaiting, None);
        let replied = town.replies(ids::KARI, thread.id, "Fint.").await.unwrap();
        assert_eq!(replied.promise_at, Some(oslo(date(2027, 2, 3), 15, 30)));
    })
    .await;
}

/// S1-2.1.1-a: a draft sent again after a while gives the first receipt.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_a_draft_sent_again_gives_the_same_receipt() {
    in_town(|town| async move {
        let kari = town.citizen(ids::KARI);
        let contact = town.contact(ids::KARI, ids::HOME_NURSING).await;
        let new = town.message(contact, "Såret", "Det væsker.");
        let first = start::send(&town.acts, &kari, &new).await.unwrap();
        town.at(date(2027, 2, 2), 9, 5);
        let again = start::send(&town.acts, &kari, &new).await.unwrap();
        assert_eq!(again.reference, first.reference);
        assert_eq!((again.at, again.thread), (first.at, first.thread));
        assert_eq!(again.promise_at, first.promise_at);
        assert_eq!(town.inbox(ids::KARI).await.lines.len(), 1);
        assert_eq!(sent_lines(&town).await, 1);
    })
    .await;
}

/// S1-2.1.1-a: a reply sent twice, and eight times at once, is one message.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_a_reply_sent_many_times_is_one_message() {
    in_town(|town| async move {
        let sent = town.kari_writes().await;
        let kari = town.citizen(ids::KARI);
        let body = Body::parse("Og en ting til.").unwrap();
        let new = NewReply { thread: sent.thread, submission: town.new_uuid(), body };
        let sent_at_once = eight_times_at_once(|| {
            let (acts, new) = (town.acts.clone(), new.clone());
            async move { reply::send(&acts, &kari, &new).await.unwrap().reference }
        });
        let mut references = sent_at_once.await;
        references.push(reply::send(&town.acts, &kari, &new).await.unwrap().reference);
        references.dedup();
        assert_eq!(references.len(), 1, "{references:?}");
        assert_eq!(town.opens(ids::KARI, sent.thread).await.unwrap().messages.len(), 2);
        assert_eq!(sent_lines(&town).await, 2);
    })
    .await;
}

/// S1-2.1.1-a: of eight who send the same draft at once, one has sent it, and
/// the log says so too.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_a_draft_sent_eight_times_at_once_leaves_one_line() {
    in_town(|town| async move {
        let kari = town.citizen(ids::KARI);
        let contact = town.contact(ids::KARI, ids::HOME_NURSING).await;
        let new = town.message(contact, "Såret", "Det væsker.");
        let sent_at_once = eight_times_at_once(|| {
            let (acts, new) = (town.acts.clone(), new.clone());
            async move { start::send(&acts, &kari, &new).await.unwrap() }
        });
        sent_at_once.await;
        assert_eq!(sent_lines(&town).await, 1);
    })
    .await;
}

/// What eight got who did the same at once.
pub(crate) async fn eight_times_at_once<F>(act: impl Fn() -> F) -> Vec<F::Output>
where
    F: Future<Output: Send> + Send + 'static,
{
    let all: Vec<_> = (0..8).map(|_| tokio::spawn(act())).collect();
    let mut got = Vec::with_capacity(all.len());
    for one in all {
        got.push(one.await.unwrap());
    }
    got
}

async fn sent_lines(town: &Town) -> usize {
    let lines = town.lines(100).await;
    lines.iter().filter(|line| line.event == Event::MessageSent).count()
}
