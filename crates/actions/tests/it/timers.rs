//! What happens by itself as a promise draws near (S1-2.1.1-a).

use core::time::Duration;

use helsebro_actions::dialog::desk::queue::{Queue, WarnedLead};
use helsebro_actions::dialog::desk::take;
use helsebro_actions::dialog::timers::{self, Rang};
use helsebro_actions::dialog::{ShownEvent, desk};
use helsebro_actions::parties::unit::{self, Changed, UnitChange};
use helsebro_domain::audit::{Actor, Decision, Event};
use helsebro_domain::dialog::{CloseReason, PromiseTimer, ReturnedWhy};
use helsebro_domain::ids::ThreadId;
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::text::Body;
use helsebro_domain::time::{DayHours, Instant, Period, Time};
use helsebro_storage::jobs::{self, Claim, PromisePayload};
use helsebro_storage::{Scope, SystemReason};
use helsebro_testkit::{Town, ids, in_town, oslo, told};
use jiff::civil::date;

const SOON: Duration = Duration::from_secs(60);

/// The timers of a promise to one of home nursing's citizens.
fn payload(thread: ThreadId, promise_at: Instant) -> PromisePayload {
    let timer = PromiseTimer { unit: ids::HOME_NURSING, promise_at };
    PromisePayload { municipality: ids::SOLVIK, thread, timer }
}

/// What is due now, as a worker claims it; each is done at once.
async fn rings(town: &Town) -> Vec<(String, Rang)> {
    let claims: Vec<Claim> = jobs::claim(&town.base.db, 100).await.unwrap();
    let mut rang = Vec::new();
    for claim in claims {
        let Some(payload) = PromisePayload::of(&claim) else { continue };
        let ended = match claim.kind.as_str() {
            "WarnOfPromise" => timers::warn(&town.acts, payload).await.unwrap(),
            _ => timers::give_back(&town.acts, payload).await.unwrap(),
        };
        finish(town, &claim).await;
        rang.push((claim.kind, ended));
    }
    rang
}

async fn finish(town: &Town, claim: &Claim) {
    let now = town.now();
    town.base
        .db
        .write(Scope::System(SystemReason::Job), "test.finish", async |mut tx| {
            jobs::finish(&mut tx, claim, now).await
        })
        .await
        .unwrap();
}

fn words(kind: &str, rang: Rang) -> (String, Rang) {
    (kind.to_owned(), rang)
}

/// S1-2.1.1-a: the lead is warned when half of that day's opening time is left, and
/// the conversation goes back to the queue an hour before the promise, by the system.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_nobody_answers_the_lead_is_warned_and_it_returns_to_the_queue() {
    in_town(|town| async move {
        let (per, siri) = (town.per().await, town.siri().await);
        unit::name_lead(&town.acts, &per, Some(ids::SIRI)).await.unwrap();
        let sent = town.kari_writes().await;
        let promised = sent.promise_at.unwrap();
        assert_eq!(promised, oslo(date(2027, 2, 3), 15, 30));
        town.takes(&per, sent.thread).await.unwrap();
        town.at(date(2027, 2, 3), 11, 44);
        assert_eq!(rings(&town).await, []);
        town.at(date(2027, 2, 3), 11, 45);
        assert_eq!(rings(&town).await, [words("WarnOfPromise", Rang::Done)]);
        let seen = town.queue(&siri, Queue::NotTaken).await.warned.unwrap();
        assert_eq!((seen.count, seen.first_at, seen.at), (1, promised, town.now()));
        assert_eq!(seen.lead, WarnedLead::Reader);
        let seen = town.queue(&per, Queue::NotTaken).await.warned.unwrap();
        assert_eq!(seen.lead, WarnedLead::Colleague("Siri Dahl".to_owned()));
        let line = &town.lines(20).await;
        let line = line.iter().find(|line| line.event == Event::PromiseWarned).unwrap();
        assert_eq!((line.actor, line.subject), (Actor::System, Some(ids::KARI)));

        town.at(date(2027, 2, 3), 14, 30);
        let mark = town.lines(1).await[0].id;
        assert_eq!(rings(&town).await, [words("ReturnToQueue", Rang::Done)]);
        let line = &town.lines(1).await[0];
        assert_ne!(line.id, mark);
        assert_eq!((line.event, line.actor), (Event::ThreadReturned, Actor::System));
        assert_eq!(line.rules, "S1-2.1.1-a");
        let view = town.desk_opens(&siri, sent.thread).await.unwrap();
        assert_eq!(view.taken_by, None);
        let returned = view.events.iter().any(|event| {
            matches!(event, ShownEvent::Returned { from, why: ReturnedWhy::PromiseNear, .. } if from == "Per Haug")
        });
        assert!(returned);
        // What the unit does among itself is not the citizen's.
        assert!(town.opens(ids::KARI, sent.thread).await.unwrap().events.is_empty());
        assert_eq!(town.queue(&siri, Queue::NotTaken).await.lines.len(), 1);
        town.answers(&per, sent.thread, "Jeg kommer i dag.").await.unwrap();
        assert_eq!(town.queue(&siri, Queue::NotTaken).await.warned, None);
    })
    .await;
}

/// S1-2.1.1-a: a timer that rings twice, or after what it was set for is over, does
/// nothing and leaves no line.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_a_timer_that_rings_twice_or_too_late_does_nothing() {
    in_town(|town| async move {
        let per = town.per().await;
        let promised = oslo(date(2027, 2, 3), 15, 30);
        let mut over = Vec::new();
        for end in ["answered", "closed", "sent on", "waiting"] {
            town.at(date(2027, 2, 2), 9, 0);
            let thread = town.kari_writes().await.thread;
            town.takes(&per, thread).await.unwrap();
            match end {
                "answered" => _ = town.answers(&per, thread, "Ja.").await.unwrap(),
                "closed" => {
                    _ = town.closes(&per, thread, (CloseReason::Answered, None)).await.unwrap();
                }
                "sent on" => {
                    let to = ids::HEALTHY_LIFE;
                    _ = take::forward(&town.acts, &per, thread, to).await.unwrap();
                }
                _ => {}
            }
            over.push((end, thread));
        }
        // Long after: the worker was away, or the clock was moved.
        town.at(date(2027, 2, 20), 3, 0);
        for (end, thread) in over {
            let payload = payload(thread, promised);
            let first = if end == "waiting" { Rang::Done } else { Rang::NotNeeded };
            assert_eq!(timers::warn(&town.acts, payload).await.unwrap(), first, "{end}");
            assert_eq!(timers::give_back(&town.acts, payload).await.unwrap(), first, "{end}");
            let mark = town.lines(1).await[0].id;
            assert_eq!(timers::warn(&town.acts, payload).await.unwrap(), Rang::NotNeeded);
            assert_eq!(timers::give_back(&town.acts, payload).await.unwrap(), Rang::NotNeeded);
            assert_eq!(town.lines(1).await[0].id, mark, "{end}");
        }
    })
    .await;
}

/// S1-2.1.1-a: rung too early, since the clock was set back, it is set anew.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_a_timer_that_comes_too_early_is_set_anew() {
    in_town(|town| async move {
        let per = town.per().await;
        let sent = town.kari_writes().await;
        town.takes(&per, sent.thread).await.unwrap();
        let payload = payload(sent.thread, sent.promise_at.unwrap());
        assert_eq!(timers::warn(&town.acts, payload).await.unwrap(), Rang::TooEarly);
        assert_eq!(timers::give_back(&town.acts, payload).await.unwrap(), Rang::TooEarly);
        town.at(date(2027, 2, 3), 15, 0);
        let mut rang = rings(&town).await;
        rang.sort_by_key(|(kind, rang)| (kind.clone(), *rang != Rang::Done));
        let expected = [
            words("ReturnToQueue", Rang::Done),
            words("ReturnToQueue", Rang::NotNeeded),
            words("WarnOfPromise", Rang::Done),
            words("WarnOfPromise", Rang::NotNeeded),
        ];
        assert_eq!(rang, expected);
    })
    .await;
}

/// S1-2.1.1-a: a second unanswered message sets no second timers; the next message
/// after an answer has its own.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_the_timers_are_set_with_the_message_and_once_for_each_promise() {
    in_town(|town| async move {
        let waiting = async || {
            let now = town.now();
            let scope = Scope::System(SystemReason::Operation);
            let counts = town
                .base
                .db
                .read(scope, "test.jobs", async |mut tx| jobs::counts(&mut tx, now).await)
                .await;
            counts.unwrap().waiting
        };
        let before = waiting().await;
        let sent = town.kari_writes().await;
        assert_eq!(waiting().await, before + 2);
        town.replies(ids::KARI, sent.thread, "Og en ting til.").await.unwrap();
        assert_eq!(waiting().await, before + 2);
        town.answers(&town.per().await, sent.thread, "Ja.").await.unwrap();
        town.at(date(2027, 2, 4), 9, 0);
        town.replies(ids::KARI, sent.thread, "Takk. Og i morgen?").await.unwrap();
        // Two promises' timers, and the notice of Per's answer.
        assert_eq!(waiting().await, before + 5);
        // A refused message sets none.
        town.closes(&town.per().await, sent.thread, (CloseReason::Answered, None)).await.unwrap();
        town.replies(ids::KARI, sent.thread, "Hallo?").await.unwrap_err();
        assert_eq!(waiting().await, before + 5);
    })
    .await;
}

/// S1-2.1.1-a: sent on, the promise stands, and it is the new unit's lead who is warned.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_sent_on_the_new_unit_is_warned_of_the_same_promise() {
    in_town(|town| async move {
        let per = town.per().await;
        let sent = town.kari_writes().await;
        take::forward(&town.acts, &per, sent.thread, ids::HEALTHY_LIFE).await.unwrap();
        let liv = town.desk(ids::LIV, ids::HEALTHY_LIFE).await.unwrap();
        town.takes(&liv, sent.thread).await.unwrap();
        // Wednesday from 9 to 15 at the healthy-life centre: half is left at noon.
        town.at(date(2027, 2, 3), 12, 0);
        let rang = rings(&town).await;
        assert!(rang.contains(&words("WarnOfPromise", Rang::Done)), "{rang:?}");
        assert!(rang.contains(&words("WarnOfPromise", Rang::NotNeeded)), "{rang:?}");
        assert_eq!(town.queue(&per, Queue::NotTaken).await.warned, None);
        let warned = town.queue(&liv, Queue::NotTaken).await.warned.unwrap();
        assert_eq!(warned.lead, WarnedLead::Everybody);
        town.at(date(2027, 2, 3), 14, 30);
        assert!(rings(&town).await.contains(&words("ReturnToQueue", Rang::Done)));
        assert_eq!(town.desk_opens(&liv, sent.thread).await.unwrap().taken_by, None);
    })
    .await;
}

/// S1-2.1.1-a: the clock is stopped by an answer, not by a note or a forward.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_a_note_or_a_forward_does_not_stop_the_clock() {
    in_town(|town| async move {
        let per = town.per().await;
        let sent = town.kari_writes().await;
        let text = Body::parse("Plaster ligger i bil 3.").unwrap();
        desk::notes::write(&town.acts, &per, sent.thread, &text).await.unwrap();
        let waits = async || {
            let view = town.opens(ids::KARI, sent.thread).await.unwrap();
            view.thread.awaiting.and_then(|awaiting| awaiting.promise_at)
        };
        assert_eq!(waits().await, sent.promise_at);
        take::forward(&town.acts, &per, sent.thread, ids::HEALTHY_LIFE).await.unwrap();
        assert_eq!(waits().await, sent.promise_at);
        let liv = town.desk(ids::LIV, ids::HEALTHY_LIFE).await.unwrap();
        town.answers(&liv, sent.thread, "Ja.").await.unwrap();
        assert_eq!(waits().await, None);
    })
    .await;
}

/// S1-2.1.1-a: when the unit closes on the promised day, the promise moves to the next
/// open one; the citizen is told both, and the timers move with it.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_a_closed_day_moves_the_promise_and_its_timers() {
    in_town(|town| async move {
        let per = town.per().await;
        let sent = town.kari_writes().await;
        town.takes(&per, sent.thread).await.unwrap();
        let close = UnitChange::Close(date(2027, 2, 3));
        let changed = unit::change(&town.acts, &per, &close).await.unwrap();
        assert_eq!(changed, Changed::Yes { moved: 1 });
        let view = town.opens(ids::KARI, sent.thread).await.unwrap();
        let to = oslo(date(2027, 2, 4), 15, 30);
        assert_eq!(view.thread.awaiting.unwrap().promise_at, Some(to));
        let from = sent.promise_at.unwrap();
        assert!(view.events.contains(&ShownEvent::PromiseMoved { at: town.now(), from, to }));
        town.at(date(2027, 2, 3), 15, 0);
        let rang = rings(&town).await;
        assert!(rang.iter().all(|(_, rang)| *rang == Rang::NotNeeded), "{rang:?}");
        town.at(date(2027, 2, 4), 14, 30);
        assert_eq!(rings(&town).await.len(), 2);
        assert_eq!(town.desk_opens(&per, sent.thread).await.unwrap().taken_by, None);
        // Opened again, nobody is promised anything earlier than what she was told.
        let open = UnitChange::Open(date(2027, 2, 5));
        assert_eq!(unit::change(&town.acts, &per, &open).await.unwrap(), Changed::Yes { moved: 0 });
    })
    .await;
}

/// S1-2.1.1-a: several opening periods a day, kept and counted.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_1_a_several_periods_a_day_set_the_promise_and_the_warning() {
    in_town(|town| async move {
        let per = town.per().await;
        let at = |hour, minute| Time::constant(hour, minute, 0, 0);
        let morning = Period { from: at(8, 0), to: at(11, 0) };
        let afternoon = Period { from: at(13, 0), to: at(14, 0) };
        let day = DayHours::new(vec![morning, afternoon]).unwrap();
        let days = std::array::from_fn(|n| if n < 5 { day.clone() } else { DayHours::closed() });
        let week = UnitChange::Week { days, keeps_days_off: true, promise_days: 2 };
        unit::change(&town.acts, &per, &week).await.unwrap();
        let sent = town.kari_writes().await;
        assert_eq!(sent.promise_at, Some(oslo(date(2027, 2, 4), 14, 0)));
        town.at(date(2027, 2, 4), 9, 59);
        assert_eq!(rings(&town).await, []);
        town.at(date(2027, 2, 4), 10, 0);
        assert_eq!(rings(&town).await, [words("WarnOfPromise", Rang::Done)]);
        town.base.clock.move_on(SOON);
        assert_eq!(rings(&town).await, []);
    })
    .await;
}

/// S1-2.1-b: the unit is set up by whoever leads the duty there, and by nobody else.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_b_only_whoever_leads_the_duty_changes_the_unit() {
    in_town(|town| async move {
        let (per, siri) = (town.per().await, town.siri().await);
        unit::name_lead(&town.acts, &per, Some(ids::SIRI)).await.unwrap();
        let close = UnitChange::Close(date(2027, 2, 3));
        let refused = unit::change(&town.acts, &per, &close).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::StaffNotAuthorised));
        let line = &town.lines(1).await[0];
        assert_eq!(line.event, Event::UnitChanged);
        assert_eq!(line.decision, Decision::Refused(ReasonCode::StaffNotAuthorised));
        unit::change(&town.acts, &siri, &close).await.unwrap();
        let past = UnitChange::Close(date(2027, 2, 1));
        let cannot = unit::change(&town.acts, &siri, &past).await.unwrap();
        assert_eq!(cannot, Changed::CannotBe);
        for other in [ids::JON, ids::LIV, ids::HEGE] {
            let refused = unit::name_lead(&town.acts, &per, Some(other)).await.unwrap_err();
            assert_eq!(told(&refused), Some(ReasonCode::StaffNotAuthorised));
        }
        unit::name_lead(&town.acts, &per, None).await.unwrap();
        unit::change(&town.acts, &per, &UnitChange::Open(date(2027, 2, 3))).await.unwrap();
    })
    .await;
}
