//! `bench survive`: a storm of sends and deliveries, killed outright again and again,
//! and then counted.
//!
//! The harness holds what a crash must not touch: what senders were told, and the
//! journal system that messages are posted to. Each round it starts the platform as a
//! process of its own, which sends, takes in, does jobs and posts over HTTP, and kills
//! it with SIGKILL; with PostgreSQL the server too, every other round. At the end the
//! platform is let be until no job is left, and the database is held against what was
//! told.
//!
//! SIGKILL leaves the operating system standing, so this shows what a crash of the
//! programs does. That a COMMIT reaches the disk is the databases' own promise; here
//! is only seen to it that they are asked for it.

mod letters;
mod receiver;
mod reckoning;
mod storm;
mod tally;
mod town;
mod words;

use core::time::Duration;
use std::sync::Arc;

use anyhow::Context as _;
use clap::Args;
use helsebro_simulators::town::START;
use serde::Serialize;

use self::receiver::Receiver;
use self::reckoning::Counted;
use self::tally::{Brought, Tally};
use self::words::{Done, Plan, Work};
use super::chance::Chance;
use super::trial::args::{PartArgs, TrialArgs};
use super::trial::clock::MovedClock;
use super::trial::orders::{Does, Orders};
use super::trial::part::{Running, Stage};
use super::trial::place::Place;
use super::trial::platform::Platform;
use super::trial::server::Server;
use super::trial::{line, pause};
use crate::say;

/// After how many milliseconds a part is killed.
const KILLED_AFTER: core::ops::RangeInclusive<u64> = 100..=800;

/// Of so many rounds one is timed from when its database is open, and one from when its
/// process was started; the rest from its first message, when all connections are warm.
const TIMED_FROM_READY_ONE_IN: u64 = 5;
const TIMED_FROM_START_ONE_IN: u64 = 10;

/// Of so many killings of the server one takes the part with it.
const TOGETHER_ONE_IN: u64 = 3;

/// By how many seconds the town's clock is moved between two rounds: some leases of
/// what was killed have ended by the next, some have not.
const CLOCK_STEP: core::ops::RangeInclusive<u64> = 20..=80;

/// The most rounds. The clock must not come so far that a receipt is missed, for then
/// a message is rightly sent again under a new key.
const MAX_ROUNDS: u64 = 120;

/// By more than this the clock is not moved until all jobs are done.
const REST_AT_MOST: Duration = Duration::from_secs(2 * 60 * 60);

/// The most that may send at once, and the most citizens.
const MAX_SENDERS: u64 = 64;
const MAX_RESIDENTS: usize = 5_000;

/// How long and how hard.
#[derive(Debug, Clone, Args)]
pub(crate) struct SurviveArgs {
    #[command(flatten)]
    trial: TrialArgs,
    /// How many send at once.
    #[arg(long, default_value_t = 4)]
    senders: u64,
    /// How many citizens there are.
    #[arg(long, default_value_t = 300)]
    residents: usize,
}

/// How often what was killed.
#[derive(Debug, Clone, Copy, Default, Serialize)]
struct Killed {
    #[serde(rename = "parts_killed")]
    parts: u64,
    #[serde(rename = "servers_killed")]
    servers: u64,
    #[serde(rename = "server_processes_killed")]
    server_processes: u64,
}

/// Runs the part that is killed.
pub(super) async fn part(args: PartArgs) -> anyhow::Result<()> {
    storm::run(&Place::of(args.folder)).await
}

/// Runs all rounds, counts and prints; an error when anything does not hold.
pub(super) async fn run(args: &SurviveArgs) -> anyhow::Result<String> {
    let rounds = args.trial.rounds;
    anyhow::ensure!((1..=MAX_ROUNDS).contains(&rounds), "1 to {MAX_ROUNDS} rounds");
    anyhow::ensure!((1..=MAX_SENDERS).contains(&args.senders), "1 to {MAX_SENDERS} senders");
    let residents = 1..=MAX_RESIDENTS;
    anyhow::ensure!(residents.contains(&args.residents), "1 to {MAX_RESIDENTS} residents");
    line::run("survive", &args.trial, async |place| {
        let mut run = Run::begin(args, place).await?;
        for round in 1..=rounds {
            run.round(round, place).await.with_context(|| format!("round {round}"))?;
        }
        let counted = run.counted(rounds, place).await?;
        Ok((run.end().await?, counted))
    })
    .await
}

/// From when the part's time is counted in a round.
fn timed_from(chance: &mut Chance) -> Stage {
    match (chance.is_one_in(TIMED_FROM_READY_ONE_IN), chance.is_one_in(TIMED_FROM_START_ONE_IN)) {
        (_, true) => Stage::Started,
        (true, false) => Stage::Ready,
        (false, false) => Stage::AtWork,
    }
}

/// How a round goes, as drawn.
struct Round {
    work: Work,
    timed_from: Stage,
    /// When the part is killed.
    after: Duration,
    /// When the server is killed, when it is before the part.
    middle: Duration,
    with_server: bool,
    /// Whether the server takes the part with it.
    together: bool,
}

struct Run {
    plan: Plan,
    receiver: Receiver,
    server: Option<Server>,
    clock: Arc<MovedClock>,
    tally: Tally,
    killed: Killed,
}

impl Run {
    async fn begin(args: &SurviveArgs, place: &Place) -> anyhow::Result<Self> {
        let receiver = Receiver::start(args.trial.seed).await?;
        let (server, url) = Server::beside(&args.trial, place).await?;
        let clock = Arc::new(MovedClock::showing(START));
        let numbers = (args.trial.seed, args.senders, args.residents);
        let post_to = receiver.address().to_owned();
        let plan = town::found(place, url, clock.clone(), numbers, post_to).await?;
        place.write_plan(&plan)?;
        let (tally, killed) = (Tally::default(), Killed::default());
        Ok(Self { plan, receiver, server, clock, tally, killed })
    }

    /// One round: start, let it storm, kill.
    async fn round(&mut self, number: u64, place: &Place) -> anyhow::Result<()> {
        let round = self.drawn(number)?;
        let (after, with_server) = (round.after, round.with_server);
        let before = self.receiver.posts().taken;
        let told = self.killed_in(number, round, place).await?;
        let Brought { sent, cut_off, left } = self.tally.take(told);
        let posted = self.receiver.posts().taken - before;
        let server = if with_server { ", the server too" } else { "" };
        say::aside(&format!(
            "round {number}: killed after {} ms{server}; {sent} sent, {cut_off} cut off, \
             {left} letters left, {posted} posts",
            after.as_millis()
        ));
        Ok(())
    }

    /// Draws how a round goes. The clock is moved on.
    fn drawn(&mut self, number: u64) -> anyhow::Result<Round> {
        let seed = self.plan.seed;
        let mut chance = Chance::of(seed, &[number]);
        self.clock.move_on(Duration::from_secs(chance.within(&CLOCK_STEP)));
        let work = Work {
            again: self.tally.again(&mut chance),
            letters: self.tally.letters(self.receiver.fresh(), (seed, number)),
        };
        let after = Duration::from_millis(chance.within(&KILLED_AFTER));
        let (timed_from, together) = (timed_from(&mut chance), chance.is_one_in(TOGETHER_ONE_IN));
        let with_server = self.server.is_some() && number.is_multiple_of(2);
        // A part that finds no server when it starts ends by itself, as it should.
        let timed_from = if with_server { timed_from.max(Stage::Ready) } else { timed_from };
        let middle = after.mul_f64(f64::from(u8::try_from(chance.within(&(10..=90)))?) / 100.0);
        Ok(Round { work, timed_from, after, middle, with_server, together })
    }

    /// Starts the part and kills it, and the server when that is drawn; what it told.
    async fn killed_in(
        &mut self,
        number: u64,
        round: Round,
        place: &Place,
    ) -> anyhow::Result<Vec<Done>> {
        let Round { after, middle, .. } = round;
        let orders = Orders::new(Does::Storms, number, &self.clock, round.work);
        let mut part = Running::<Done>::start(place, &orders).await?;
        part.until(round.timed_from).await?;
        let told = if round.with_server && round.together {
            pause(after).await;
            self.kill_server().await?;
            let told = part.kill().await?;
            self.start_server().await?;
            told
        } else if round.with_server {
            pause(middle).await;
            self.kill_server().await?;
            self.start_server().await?;
            pause(after.saturating_sub(middle)).await;
            part.kill().await?
        } else {
            pause(after).await;
            part.kill().await?
        };
        self.killed.parts += 1;
        Ok(told)
    }

    async fn kill_server(&mut self) -> anyhow::Result<()> {
        let Some(server) = &mut self.server else { return Ok(()) };
        self.killed.server_processes += server.kill().await?;
        self.killed.servers += 1;
        Ok(())
    }

    async fn start_server(&mut self) -> anyhow::Result<()> {
        let Some(server) = &mut self.server else { return Ok(()) };
        server.start_again().await
    }

    /// Lets the platform come to rest, and counts.
    async fn counted(&mut self, rounds: u64, place: &Place) -> anyhow::Result<Counted> {
        self.receiver.behave();
        let orders = Orders::new(Does::Settles, rounds + 1, &self.clock, Work::default());
        self.tally.take(Running::last(place, &orders).await?);
        say::aside("counting");
        self.clock.move_on(REST_AT_MOST);
        let platform = Platform::open(place, &self.plan.url, self.clock.clone()).await?;
        let seen = (&self.tally, &self.receiver);
        reckoning::count(&platform, (place, &self.plan), seen).await
    }

    /// Stops the server, and says how often what was killed.
    async fn end(self) -> anyhow::Result<Killed> {
        if let Some(server) = self.server {
            server.stop().await?;
        }
        Ok(self.killed)
    }
}
