//! The part that is killed. It tells each fact after the act that made it has answered.

use core::time::Duration;
use std::sync::Arc;

use anyhow::Context as _;
use helsebro_actions::audit::emergency::{self, NewEmergency};
use helsebro_actions::dialog::desk::start::{self, NewByDesk, StartedByDesk};
use helsebro_actions::parties::staff;
use helsebro_domain::audit::ReasonClass;
use helsebro_domain::dialog::{Nature, Reply};
use helsebro_domain::text::Topic;
use helsebro_simulators::town::ids;
use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;
use tracing::Level;

use super::town::{self, Plan};
use crate::bench::chance::Chance;
use crate::bench::town::body;
use crate::bench::trial::orders::{Deed, Does, Orders, Told, obey};
use crate::bench::trial::pause;
use crate::bench::trial::place::Place;
use crate::bench::trial::platform::Platform;
use crate::bench::trial::rest::Rest;

/// How long the nurse rests between two facts, in milliseconds.
const RESTS: core::ops::RangeInclusive<u64> = 5..=40;

/// Of so many facts one is a look-up, which is owed to be told.
const OWED_ONE_IN: u64 = 3;

/// The clock is moved by three hours at most; a notice that waits for its time is a job left.
const REST: Rest = Rest {
    look_every: Duration::from_millis(100),
    clock_step: Duration::from_secs(30),
    max_clock_steps: 360,
    leaves_timers: false,
};

/// A fact that was made: a conversation that was begun, or a look-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Fact {
    pub(super) is_owed: bool,
    pub(super) id: String,
}

impl Deed for Fact {
    const PART: &'static str = "notices-part";

    type Work = ();

    fn is_work(&self) -> bool {
        true
    }
}

/// Makes facts and tells of them, or works until no job is left.
pub(super) async fn run(place: &Place) -> anyhow::Result<()> {
    obey(Level::ERROR, async |orders: Orders<()>| {
        let plan: Plan = place.read_plan()?;
        let platform = Platform::open(place, &plan.url, Arc::new(orders.clock())).await?;
        Told::<Fact>::Ready.tell();
        match orders.does {
            Does::Storms => storm(&platform, &plan, orders.round).await,
            Does::Settles => settle(&platform, &plan).await,
        }
    })
    .await
}

async fn storm(platform: &Platform, plan: &Plan, round: u64) -> anyhow::Result<()> {
    let worker = town::worker(platform, plan)?;
    let nurse = facts(platform, plan, Chance::of(plan.seed, &[round, 1]));
    tokio::select! {
        made = nurse => made,
        () = helsebro_worker::work(&worker, CancellationToken::new()) => Ok(()),
    }
}

/// A nurse writes to citizens, and looks some up.
async fn facts(platform: &Platform, plan: &Plan, mut chance: Chance) -> anyhow::Result<()> {
    let acts = &platform.acts;
    let desk = staff::desk(acts, ids::PER, ids::HOME_NURSING).await?;
    loop {
        let (person, number) =
            plan.citizens.get(chance.place(plan.citizens.len())).context("nobody lives here")?;
        let fact = if chance.is_one_in(OWED_ONE_IN) {
            let new = NewEmergency {
                number: number.clone(),
                class: Some(ReasonClass::CannotAnswer),
                is_compelling: false,
                reason: "prøve av varsling, ikke en virkelig hendelse".to_owned(),
            };
            let opened = emergency::open(acts, &desk, &new).await?;
            Fact { is_owed: true, id: opened.id.to_string() }
        } else {
            let new = NewByDesk {
                person: person.parse()?,
                topic: Topic::parse("Bench")?,
                body: body()?,
                reply: Reply::Allowed,
                nature: Nature::Ordinary,
            };
            let StartedByDesk::Sent(thread) = start::start(acts, &desk, &new).await? else {
                anyhow::bail!("it sounds like a decision");
            };
            Fact { is_owed: false, id: thread.id.to_string() }
        };
        Told::Did(fact).tell();
        pause(Duration::from_millis(chance.within(&RESTS))).await;
    }
}

/// Works until no job is left.
async fn settle(platform: &Platform, plan: &Plan) -> anyhow::Result<()> {
    let (worker, stop) = (town::worker(platform, plan)?, CancellationToken::new());
    let ((), done) =
        tokio::join!(helsebro_worker::work(&worker, stop.clone()), REST.reached(platform, &stop));
    done?;
    Told::<Fact>::Settled.tell();
    Ok(())
}
