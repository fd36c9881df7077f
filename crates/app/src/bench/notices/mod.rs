//! `bench notices`: the worker killed outright around deciding and sending, again and
//! again, at an SMS gateway that takes what comes twice twice.
//!
//! Each round starts the platform as a process of its own. It makes facts that somebody
//! is told of, decides and sends over HTTP, and is killed with SIGKILL. The harness has
//! the gateway; between two rounds it reports on half of what that took. At the end the
//! platform is let be until no job is left, and every notice is held against what the
//! gateway took: what was chosen went out once at most, and what is owed was sent again
//! only after ten minutes without a report.

mod part;
mod reckoning;
mod town;

use core::time::Duration;
use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::Context as _;
use clap::Args;
use helsebro_actions::notices;
use helsebro_domain::notices::Reported;
use helsebro_domain::time::{Clock as _, Instant};
use helsebro_simulators::outside::{
    self, OutsideHandle, OutsideOrder, OutsideSettings, Party, PersonGuard, SmsSeen, SmsUser,
    Weather,
};
use helsebro_simulators::town::START;
use serde::Serialize;
use tokio::net::TcpListener;

use self::part::Fact;
use self::reckoning::Counted;
use self::town::{Plan, SMS_PASSWORD, SMS_USER};
use super::chance::Chance;
use super::trial::args::{PartArgs, TrialArgs};
use super::trial::clock::MovedClock;
use super::trial::orders::{Does, Orders};
use super::trial::part::{Running, Stage};
use super::trial::place::Place;
use super::trial::platform::Platform;
use super::trial::server::Server;
use super::trial::{line, pause};
use crate::dice::SystemDice;
use crate::say;

/// After how many milliseconds a part is killed, counted from its first fact.
const KILLED_AFTER: core::ops::RangeInclusive<u64> = 40..=500;

/// By how many seconds the town's clock is moved between two rounds.
const CLOCK_STEP: core::ops::RangeInclusive<u64> = 20..=80;

/// How slow the gateway is at most, in milliseconds.
const SLOW: core::ops::RangeInclusive<u64> = 1..=40;

/// The most rounds: the town's clock must not come to the evening.
const MAX_ROUNDS: u64 = 200;

/// By more than this the clock is not moved until all jobs are done.
const REST_AT_MOST: Duration = Duration::from_secs(4 * 60 * 60);

/// How often, and how hard.
#[derive(Debug, Clone, Args)]
pub(crate) struct NoticesArgs {
    #[command(flatten)]
    trial: TrialArgs,
    /// How many citizens there are.
    #[arg(long, default_value_t = 200)]
    residents: usize,
}

/// How often it was killed.
#[derive(Serialize)]
struct Killed {
    killed: u64,
}

/// Runs the part that is killed.
pub(super) async fn part(args: PartArgs) -> anyhow::Result<()> {
    part::run(&Place::of(args.folder)).await
}

/// Runs all rounds, counts and prints; an error when anything does not hold.
pub(super) async fn run(args: &NoticesArgs) -> anyhow::Result<String> {
    let rounds = args.trial.rounds;
    anyhow::ensure!((1..=MAX_ROUNDS).contains(&rounds), "1 to {MAX_ROUNDS} rounds");
    anyhow::ensure!((1..=2_000).contains(&args.residents), "1 to 2000 residents");
    line::run("notices", &args.trial, async |place| {
        let mut run = Run::begin(args, place).await?;
        for round in 1..=rounds {
            run.round(round, place).await.with_context(|| format!("round {round}"))?;
        }
        let counted = run.counted(rounds, place).await?;
        run.end().await?;
        // A round that does not end in a killing is an error.
        Ok((Killed { killed: rounds }, counted))
    })
    .await
}

struct Run {
    plan: Plan,
    gateway: OutsideHandle,
    server: Option<Server>,
    clock: Arc<MovedClock>,
    facts: Vec<Fact>,
    /// How many of the gateway's texts have been looked at.
    looked_at: usize,
    /// When it was reported on which sending.
    reported: BTreeMap<String, Instant>,
}

impl Run {
    async fn begin(args: &NoticesArgs, place: &Place) -> anyhow::Result<Self> {
        let clock = Arc::new(MovedClock::showing(START));
        let gateway = gateway(&clock).await?;
        let (server, url) = Server::beside(&args.trial, place).await?;
        let numbers = (args.trial.seed, args.residents);
        let plan = town::found(place, url, clock.clone(), numbers, gateway.link()).await?;
        place.write_plan(&plan)?;
        Ok(Self {
            plan,
            gateway,
            server,
            clock,
            facts: Vec::new(),
            looked_at: 0,
            reported: BTreeMap::new(),
        })
    }

    /// One round: start, let it work, kill, and report on half of what was taken.
    async fn round(&mut self, round: u64, place: &Place) -> anyhow::Result<()> {
        let mut chance = Chance::of(self.plan.seed, &[round]);
        self.clock.move_on(Duration::from_secs(chance.within(&CLOCK_STEP)));
        let weather = match chance.within(&(0..=7)) {
            0 => Weather::Cut,
            1 => Weather::Down,
            _ => Weather::Slow(chance.within(&SLOW)),
        };
        self.weather(weather)?;
        let orders = Orders::new(Does::Storms, round, &self.clock, ());
        let mut part = Running::<Fact>::start(place, &orders).await?;
        part.until(Stage::AtWork).await?;
        pause(Duration::from_millis(chance.within(&KILLED_AFTER))).await;
        let told = part.kill().await?;
        let facts = told.len();
        self.facts.extend(told);
        let taken = self.report(place, &mut chance).await?;
        say::aside(&format!("round {round}: {facts} facts, {taken} texts at the gateway"));
        Ok(())
    }

    fn weather(&self, weather: Weather) -> anyhow::Result<()> {
        self.gateway.control().tell(OutsideOrder::Weather { party: Party::Sms, weather })?;
        Ok(())
    }

    /// The gateway reports on half of what is new to it, as delivered.
    async fn report(&mut self, place: &Place, chance: &mut Chance) -> anyhow::Result<usize> {
        let texts: Vec<SmsSeen> =
            self.gateway.control().seen().sms.into_iter().skip(self.looked_at).collect();
        self.looked_at += texts.len();
        let platform = Platform::open(place, &self.plan.url, self.clock.clone()).await?;
        for text in &texts {
            if chance.is_one_in(2) {
                let ours = &text.reference;
                notices::report(&platform.acts, ours, Reported::Delivered, None).await?;
                self.reported.insert(ours.clone(), self.clock.now());
            }
        }
        Ok(texts.len())
    }

    /// Lets the platform come to rest, and counts.
    async fn counted(&mut self, rounds: u64, place: &Place) -> anyhow::Result<Counted> {
        self.weather(Weather::Fine)?;
        let orders = Orders::new(Does::Settles, rounds + 1, &self.clock, ());
        self.facts.extend(Running::last(place, &orders).await?);
        self.clock.move_on(REST_AT_MOST);
        let platform = Platform::open(place, &self.plan.url, self.clock.clone()).await?;
        let texts = self.gateway.control().seen().sms;
        reckoning::count(&platform, &self.facts, &texts, &self.reported).await
    }

    async fn end(self) -> anyhow::Result<()> {
        self.gateway.stop().await?;
        if let Some(server) = self.server {
            server.stop().await?;
        }
        Ok(())
    }
}

/// The gateway: it keeps every text that it is handed, also one that comes twice.
async fn gateway(clock: &Arc<MovedClock>) -> anyhow::Result<OutsideHandle> {
    let none = String::new();
    let settings = OutsideSettings {
        clients: Vec::new(),
        guard: PersonGuard {
            issuer: none.clone(),
            jwks_url: none.clone(),
            audience: none.clone(),
            full_scope: none.clone(),
            restricted_scope: none,
        },
        sms: SmsUser { user: SMS_USER.to_owned(), password: SMS_PASSWORD.to_owned() },
        reports_to: None,
        bounces_to: None,
        residents: Vec::new(),
    };
    let listener = || TcpListener::bind(("127.0.0.1", 0));
    let listeners = [listener().await?, listener().await?];
    let dice = Arc::new(SystemDice);
    outside::serve(listeners, settings, clock.clone(), dice)
        .await
        .context("the gateway could not start")
}
