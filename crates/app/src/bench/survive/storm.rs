//! The part that is killed: it sends, takes in and hands over as the platform does,
//! and tells each thing after the act that did it has answered.

use core::time::Duration;
use std::io::BufRead as _;
use std::sync::Arc;

use anyhow::Context as _;
use helsebro_actions::ActError;
use helsebro_actions::dialog::start::{self, NewThread};
use helsebro_actions::epj::door;
use helsebro_domain::ids::DraftId;
use helsebro_domain::text::Topic;
use helsebro_domain::time::Clock as _;
use helsebro_storage::{Scope, StorageError, SystemReason, jobs};
use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::Level;

use super::chance::{Chance, Known};
use super::town::{self, MovedClock, Platform};
use super::words::{Does, Draft, Letter, Orders, Place, Plan, Told};
use super::{letters, pause};
use crate::bench::town::body;
use crate::config::{LogFormat, LogSettings};
use crate::{logging, say};

/// How long a sender rests between two messages, in milliseconds: long enough that
/// the worker, who does two jobs for each, comes to hand over in the same round.
const RESTS: core::ops::RangeInclusive<u64> = 20..=150;

/// How long the journal system rests between two letters.
const LETTER_REST: Duration = Duration::from_millis(8);

/// How long one waits before the same is tried again.
const AGAIN_AFTER: Duration = Duration::from_millis(20);

/// How often the same is tried at most; the server is away for seconds, not minutes.
const MAX_TRIES: u32 = 3_000;

/// The most messages of one sender in a round.
const MAX_SENDS: u64 = 100_000;

/// How often it is looked whether all jobs are done.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// How far the clock is moved when nothing is due: leases end, retries fall due.
const CLOCK_STEP: Duration = Duration::from_secs(5);

/// How often it is moved: by more than an hour in all, which is the longest pause
/// before a retry.
const MAX_CLOCK_STEPS: u32 = 900;

/// How long settling may take.
const SETTLE_LIMIT: Duration = Duration::from_secs(30 * 60);

/// Does what the first line of its input says, until it is done, killed, or whoever
/// started it is gone.
pub(super) async fn run(place: &Place) -> anyhow::Result<()> {
    logging::start(LogSettings { format: LogFormat::Text, level: Level::WARN });
    let (orders, gone) = orders()?;
    let orders: Orders = serde_json::from_str(&orders.await.context("no orders came")?)?;
    let plan = Plan::read(place)?;
    let clock = Arc::new(MovedClock::moved_by(orders.moved_micros));
    let platform = Platform::open(place, &plan.url, clock).await?;
    tell(&Told::Ready);
    let part = Arc::new(Part { platform, plan, orders });
    let done = async {
        match part.orders.does {
            Does::Storms => storm(&part, place).await,
            Does::Settles => settle(&part, place).await,
        }
    };
    tokio::select! {
        done = done => done,
        () = gone.cancelled() => Ok(()),
    }
}

/// The first line of the input, and a token that ends with the input.
fn orders() -> anyhow::Result<(oneshot::Receiver<String>, CancellationToken)> {
    let (sender, orders) = oneshot::channel();
    let gone = CancellationToken::new();
    let token = gone.clone();
    std::thread::Builder::new().name("orders".to_owned()).spawn(move || {
        let mut lines = std::io::stdin().lock().lines();
        if let Some(Ok(line)) = lines.next() {
            // Nobody waits only when the process ends.
            let _ended = sender.send(line);
        }
        while let Some(Ok(_)) = lines.next() {}
        token.cancel();
    })?;
    Ok((orders, gone))
}

fn tell(told: &Told) {
    say::line(&told.line());
}

struct Part {
    platform: Platform,
    plan: Plan,
    orders: Orders,
}

async fn storm(part: &Arc<Part>, place: &Place) -> anyhow::Result<()> {
    let all = TaskTracker::new();
    for sender in 0..part.plan.senders {
        let part = Arc::clone(part);
        all.spawn(async move { part.sends(sender).await });
    }
    let leaver = Arc::clone(part);
    all.spawn(async move { leaver.leaves().await });
    let (worker, stop) = (part.platform.worker()?, CancellationToken::new());
    let chain = Platform::chain(place);
    // It has no end of its own.
    tokio::join!(
        helsebro_worker::work(&worker, stop.clone()),
        helsebro_worker::keep_sealing(&part.platform.db, Some(&chain), stop)
    );
    Ok(())
}

impl Part {
    /// One sender: what was cut off before, and then new messages.
    async fn sends(&self, sender: u64) {
        let Orders { round, again, .. } = &self.orders;
        for (draft, place) in again.iter().zip(0_u64..) {
            if place % self.plan.senders == sender {
                self.send(draft).await;
            }
        }
        let mut chance = Chance::of(self.plan.seed, &[*round, sender]);
        for _ in 0..MAX_SENDS {
            let citizen = chance.place(self.plan.citizens.len());
            let dice = Known(Chance::of(chance.next(), &[]));
            let id = DraftId::new(self.platform.clock.now(), &dice);
            self.send(&Draft { thread: id.to_string(), citizen }).await;
            pause(Duration::from_millis(chance.within(&RESTS))).await;
        }
    }

    /// Sends a draft until it is told that it was sent, as who hears nothing does.
    async fn send(&self, draft: &Draft) {
        tell(&Told::Tried(draft.clone()));
        for _ in 0..MAX_TRIES {
            match self.sent(draft).await {
                Ok(Some(told)) => return tell(&told),
                Ok(None) => pause(AGAIN_AFTER).await,
                Err(error) => return tell(&Told::Wrong(format!("send: {error:#}"))),
            }
        }
    }

    /// Sends a draft once; none when the database was away.
    async fn sent(&self, draft: &Draft) -> anyhow::Result<Option<Told>> {
        let citizen = self.plan.citizens.get(draft.citizen).context("no such citizen")?;
        let new = NewThread {
            contact: citizen.contact.parse()?,
            draft: draft.thread.parse()?,
            topic: Topic::parse("Bench")?,
            body: body()?,
            to_staff: None,
        };
        let access = town::signed_in(citizen)?;
        let sent = unless_away(start::send(&self.platform.acts, &access, &new).await)?;
        Ok(sent.map(|receipt| Told::Sent {
            thread: receipt.thread.to_string(),
            reference: receipt.reference,
        }))
    }

    /// The journal system leaves its letters.
    async fn leaves(&self) {
        for letter in &self.orders.letters {
            for _ in 0..MAX_TRIES {
                let told = match self.left(letter).await {
                    Ok(Some(told)) => told,
                    Ok(None) => {
                        pause(AGAIN_AFTER).await;
                        continue;
                    }
                    Err(error) => Told::Wrong(format!("leave: {error:#}")),
                };
                tell(&told);
                break;
            }
            pause(LETTER_REST).await;
        }
    }

    /// Leaves a letter once; none when the database was away.
    async fn left(&self, letter: &Letter) -> anyhow::Result<Option<Told>> {
        let citizen = self.plan.citizens.get(letter.citizen).context("no such citizen")?;
        let document = letters::document(letter, &citizen.number);
        let (acts, client) = (&self.platform.acts, town::client(&self.plan)?);
        let left = door::leave(acts, &client, Some(&letter.name), document.as_bytes()).await;
        let name = letter.name.clone();
        Ok(unless_away(left)?.map(|arrival| Told::Left { name, arrival: arrival.to_string() }))
    }
}

/// What an act answered; none when the database was away, so that one asks again.
fn unless_away<T>(answer: Result<T, ActError>) -> anyhow::Result<Option<T>> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(ActError::Storage(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Works until no job is left, and seals what was done.
async fn settle(part: &Part, place: &Place) -> anyhow::Result<()> {
    let (worker, stop) = (part.platform.worker()?, CancellationToken::new());
    let chain = Platform::chain(place);
    let looking = async {
        let seen = tokio::time::timeout(SETTLE_LIMIT, until_done(&part.platform)).await;
        stop.cancel();
        seen.context("the jobs were not done in time")?
    };
    let ((), (), done) = tokio::join!(
        helsebro_worker::work(&worker, stop.clone()),
        helsebro_worker::keep_sealing(&part.platform.db, Some(&chain), stop.clone()),
        looking
    );
    done?;
    tell(&Told::Settled);
    Ok(())
}

/// Waits until every job is done or dead, but for timers: what was never started and is
/// not due, as a promise's warning in some days. Where nothing is due the clock is moved.
async fn until_done(platform: &Platform) -> anyhow::Result<()> {
    let scope = Scope::System(SystemReason::Operation);
    let mut steps = 0;
    loop {
        let now = platform.db.now();
        let (counts, kinds) = platform
            .db
            .read(scope, "bench.jobs", async |mut tx| {
                let counts = jobs::counts(&mut tx, now).await?;
                Ok::<_, StorageError>((counts, jobs::counts_by_kind(&mut tx).await?))
            })
            .await?;
        if counts.due_since.is_none() {
            let ahead: i64 = kinds.iter().map(|kind| kind.ahead).sum();
            if counts.claimed == 0 && counts.waiting == ahead {
                return Ok(());
            }
            anyhow::ensure!(steps < MAX_CLOCK_STEPS, "jobs wait longer than any pause is");
            platform.clock.move_on(CLOCK_STEP);
            steps += 1;
        }
        pause(LOOK_EVERY).await;
    }
}
