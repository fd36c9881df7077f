//! The promise's timers and absences, as the worker does them (S1-2.1.1-a).

use core::time::Duration;

use helsebro_actions::dialog::desk::notes;
use helsebro_actions::dialog::desk::queue::Queue;
use helsebro_actions::parties::absence::{self, NewAbsence};
use helsebro_domain::audit::{Actor, Event};
use helsebro_domain::parties::StandIn;
use helsebro_domain::text::Body;
use helsebro_domain::time::Date;
use helsebro_testkit::{Town, in_town};
use helsebro_worker::{Job, run_body};

use crate::at_work::{claim, work_through, worker};

const fn date(year: i16, month: i8, day: i8) -> Date {
    Date::constant(year, month, day)
}

async fn returned_lines(town: &Town) -> usize {
    let lines = town.lines(200).await;
    let by_itself = |line: &&helsebro_storage::audit::StoredLine| {
        line.event == Event::ThreadReturned && line.actor == Actor::System
    };
    lines.iter().filter(by_itself).count()
}

/// S1-2.1.1-a: nobody answers. The worker warns when it is time and gives the
/// conversation back an hour before the promise, once, however often it is run.
#[tokio::test]
async fn s1_2_1_1_a_the_worker_warns_and_gives_back_at_their_times() {
    in_town(async |town| {
        let per = town.per().await;
        let sent = town.kari_writes().await;
        town.takes(&per, sent.thread).await.unwrap();
        town.at(date(2027, 2, 3), 11, 0);
        work_through(&town).await;
        assert_eq!(town.queue(&per, Queue::NotTaken).await.warned, None);
        town.at(date(2027, 2, 3), 11, 45);
        work_through(&town).await;
        assert_eq!(town.queue(&per, Queue::NotTaken).await.warned.unwrap().count, 1);
        assert_eq!(returned_lines(&town).await, 0);
        town.at(date(2027, 2, 3), 14, 30);
        work_through(&town).await;
        assert_eq!(returned_lines(&town).await, 1);
        assert_eq!(town.desk_opens(&per, sent.thread).await.unwrap().taken_by, None);
        town.takes(&per, sent.thread).await.unwrap();
        town.base.clock.move_on(Duration::from_secs(24 * 60 * 60));
        work_through(&town).await;
        assert_eq!(returned_lines(&town).await, 1);
        assert_eq!(town.queue(&per, Queue::Mine).await.lines.len(), 1);
    })
    .await;
}

/// S1-2.1.1-a: a clock that jumps past all of it does each thing once.
#[tokio::test]
async fn s1_2_1_1_a_a_clock_that_jumps_does_each_thing_once() {
    in_town(async |town| {
        let per = town.per().await;
        let sent = town.kari_writes().await;
        town.takes(&per, sent.thread).await.unwrap();
        town.at(date(2027, 3, 1), 9, 0);
        work_through(&town).await;
        assert_eq!(returned_lines(&town).await, 1);
        assert_eq!(town.queue(&per, Queue::NotTaken).await.warned.unwrap().count, 1);
        assert!(
            town.queue(&per, Queue::NotTaken)
                .await
                .lines
                .iter()
                .any(|line| line.thread == sent.thread)
        );
    })
    .await;
}

/// S1-2.1-b: on the first day that she is away, what she has goes to the queue.
#[tokio::test]
async fn s1_2_1_b_the_worker_begins_an_absence() {
    in_town(async |town| {
        let siri = town.siri().await;
        let sent = town.kari_writes().await;
        town.takes(&siri, sent.thread).await.unwrap();
        let (from, last_day) = (date(2027, 2, 3), date(2027, 2, 5));
        let new = NewAbsence { from, last_day, stand_in: StandIn::Queue };
        absence::say(&town.acts, &siri, new).await.unwrap().unwrap();
        work_through(&town).await;
        assert_eq!(town.queue(&siri, Queue::Mine).await.lines.len(), 1);
        town.at(from, 0, 0);
        work_through(&town).await;
        assert!(town.queue(&siri, Queue::Mine).await.lines.is_empty());
        assert_eq!(returned_lines(&town).await, 1);
    })
    .await;
}

/// S1-2.1.1-a: an internal note stands in nothing that leaves: no envelope is made of
/// it, and none that is made afterwards holds it.
#[tokio::test]
async fn s1_2_1_1_a_a_note_makes_no_job() {
    in_town(async |town| {
        let per = town.per().await;
        let sent = town.kari_writes().await;
        let before = crate::at_work::counts(&town.base.db).await;
        let text = Body::parse("Plaster ligger i bil 3.").unwrap();
        notes::write(&town.acts, &per, sent.thread, &text).await.unwrap();
        assert_eq!(crate::at_work::counts(&town.base.db).await.waiting, before.waiting);
        // A job without its payload is nobody's.
        for job in [Job::WarnOfPromise, Job::ReturnToQueue, Job::BeginAbsence] {
            assert!(run_body(&worker(&town), job, &claim(job)).await.is_err());
        }
    })
    .await;
}
