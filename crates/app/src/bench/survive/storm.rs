//! The part that is killed: it sends, takes in and hands over as the platform does,
//! and tells each thing after the act that did it has answered.

use core::time::Duration;
use std::sync::Arc;

use anyhow::Context as _;
use helsebro_actions::ActError;
use helsebro_actions::dialog::start::{self, NewThread};
use helsebro_actions::epj::door;
use helsebro_domain::ids::DraftId;
use helsebro_domain::text::Topic;
use helsebro_domain::time::Clock as _;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::Level;

use super::words::{Done, Draft, Letter, Plan, Work};
use super::{letters, town};
use crate::bench::chance::{Chance, Known};
use crate::bench::town::{body, signed_in};
use crate::bench::trial::orders::{Does, Orders, Told, obey};
use crate::bench::trial::pause;
use crate::bench::trial::place::Place;
use crate::bench::trial::platform::Platform;
use crate::bench::trial::rest::Rest;

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

/// The longest pause before a retry is an hour; leases end and retries fall due on the way.
const REST: Rest = Rest {
    look_every: Duration::from_millis(250),
    clock_step: Duration::from_secs(5),
    max_clock_steps: 900,
    leaves_timers: true,
};

/// Storms, or works until no job is left.
pub(super) async fn run(place: &Place) -> anyhow::Result<()> {
    obey(Level::WARN, async |orders: Orders<Work>| {
        let plan: Plan = place.read_plan()?;
        let platform = Platform::open(place, &plan.url, Arc::new(orders.clock())).await?;
        Told::<Done>::Ready.tell();
        match orders.does {
            Does::Storms => storm(&Arc::new(Part { platform, plan, orders }), place).await,
            Does::Settles => settle(&platform, place).await,
        }
    })
    .await
}

fn tell(done: &Done) {
    Told::Did(done).tell();
}

struct Part {
    platform: Platform,
    plan: Plan,
    orders: Orders<Work>,
}

async fn storm(part: &Arc<Part>, place: &Place) -> anyhow::Result<()> {
    let all = TaskTracker::new();
    for sender in 0..part.plan.senders {
        let part = Arc::clone(part);
        all.spawn(async move { part.sends(sender).await });
    }
    let leaver = Arc::clone(part);
    all.spawn(async move { leaver.leaves().await });
    let (worker, stop) = (town::worker(&part.platform)?, CancellationToken::new());
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
        let Orders { round, work, .. } = &self.orders;
        for (draft, place) in work.again.iter().zip(0_u64..) {
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
        tell(&Done::Tried(draft.clone()));
        for _ in 0..MAX_TRIES {
            match self.sent(draft).await {
                Ok(Some(done)) => return tell(&done),
                Ok(None) => pause(AGAIN_AFTER).await,
                Err(error) => return tell(&Done::Wrong(format!("send: {error:#}"))),
            }
        }
    }

    /// Sends a draft once; none when the database was away.
    async fn sent(&self, draft: &Draft) -> anyhow::Result<Option<Done>> {
        let citizen = self.plan.citizens.get(draft.citizen).context("no such citizen")?;
        let new = NewThread {
            contact: citizen.contact.parse()?,
            draft: draft.thread.parse()?,
            topic: Topic::parse("Bench")?,
            body: body()?,
            to_staff: None,
        };
        let access = signed_in(citizen.person.parse()?)?;
        let sent = unless_away(start::send(&self.platform.acts, &access, &new).await)?;
        Ok(sent.map(|receipt| Done::Sent {
            thread: receipt.thread.to_string(),
            reference: receipt.reference,
        }))
    }

    /// The journal system leaves its letters.
    async fn leaves(&self) {
        for letter in &self.orders.work.letters {
            for _ in 0..MAX_TRIES {
                let done = match self.left(letter).await {
                    Ok(Some(done)) => done,
                    Ok(None) => {
                        pause(AGAIN_AFTER).await;
                        continue;
                    }
                    Err(error) => Done::Wrong(format!("leave: {error:#}")),
                };
                tell(&done);
                break;
            }
            pause(LETTER_REST).await;
        }
    }

    /// Leaves a letter once; none when the database was away.
    async fn left(&self, letter: &Letter) -> anyhow::Result<Option<Done>> {
        let citizen = self.plan.citizens.get(letter.citizen).context("no such citizen")?;
        let document = letters::document(letter, &citizen.number);
        let (acts, client) = (&self.platform.acts, town::client(&self.plan)?);
        let left = door::leave(acts, &client, Some(&letter.name), document.as_bytes()).await;
        let name = letter.name.clone();
        Ok(unless_away(left)?.map(|arrival| Done::Left { name, arrival: arrival.to_string() }))
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
async fn settle(platform: &Platform, place: &Place) -> anyhow::Result<()> {
    let (worker, stop) = (town::worker(platform)?, CancellationToken::new());
    let chain = Platform::chain(place);
    let ((), (), done) = tokio::join!(
        helsebro_worker::work(&worker, stop.clone()),
        helsebro_worker::keep_sealing(&platform.db, Some(&chain), stop.clone()),
        REST.reached(platform, &stop)
    );
    done?;
    Told::<Done>::Settled.tell();
    Ok(())
}
