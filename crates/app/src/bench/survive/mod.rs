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

pub(super) mod chance;
mod child;
mod letters;
mod receiver;
mod reckoning;
pub(super) mod server;
mod storm;
mod tally;
pub(super) mod town;
pub(super) mod words;

use core::time::Duration;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use helsebro_domain::ids::Dice as _;
use helsebro_simulators::town::START;
use serde::Serialize;

use self::chance::Chance;
use self::child::{Running, Stage};
use self::receiver::Receiver;
use self::reckoning::Counted;
use self::server::Server;
use self::tally::{Brought, Tally};
use self::town::{MovedClock, Platform};
use self::words::{Does, Orders, Place, Plan};
use crate::dice::SystemDice;
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

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Database {
    /// A file.
    Sqlite,
    /// A server of the run's own.
    Postgres,
}

/// How long and how hard.
#[derive(Debug, Clone, Args)]
pub(crate) struct SurviveArgs {
    /// How often it is killed.
    #[arg(long, default_value_t = 100)]
    rounds: u64,
    /// On which database.
    #[arg(long, value_enum, default_value_t = Database::Sqlite)]
    database: Database,
    /// What the choices are drawn from.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where all of it lies; it is kept. Otherwise a temporary folder, kept on a fault.
    #[arg(long)]
    folder: Option<PathBuf>,
    /// How many send at once.
    #[arg(long, default_value_t = 4)]
    senders: u64,
    /// How many citizens there are.
    #[arg(long, default_value_t = 300)]
    residents: usize,
    /// What starts and kills PostgreSQL.
    #[arg(long, default_value = "scripts/survive-postgres.sh")]
    postgres_script: PathBuf,
}

/// The part that is killed; the harness alone starts it.
#[derive(Debug, Clone, Args)]
pub(crate) struct PartArgs {
    /// Where the run lies.
    folder: PathBuf,
}

/// The line that is printed.
#[derive(Serialize)]
struct Line {
    bench: &'static str,
    database: &'static str,
    build: &'static str,
    rounds: u64,
    seed: u64,
    parts_killed: u64,
    servers_killed: u64,
    server_processes_killed: u64,
    seconds: u64,
    holds: bool,
    #[serde(flatten)]
    counted: Counted,
}

/// Runs the part that is killed.
pub(super) async fn part(args: PartArgs) -> anyhow::Result<()> {
    storm::run(&Place(args.folder)).await
}

/// Runs all rounds, counts and prints; an error when anything does not hold.
pub(super) async fn run(args: &SurviveArgs) -> anyhow::Result<String> {
    anyhow::ensure!((1..=MAX_ROUNDS).contains(&args.rounds), "1 to {MAX_ROUNDS} rounds");
    anyhow::ensure!((1..=MAX_SENDERS).contains(&args.senders), "1 to {MAX_SENDERS} senders");
    let residents = 1..=MAX_RESIDENTS;
    anyhow::ensure!(residents.contains(&args.residents), "1 to {MAX_RESIDENTS} residents");
    let place = place(args.folder.as_ref())?;
    let began = tokio::time::Instant::now();
    let run = Run::begin(args, &place).await?;
    let mut line = run.through(args, &place).await?;
    line.seconds = began.elapsed().as_secs();
    let text = serde_json::to_string(&line)?;
    if !line.holds {
        say::line(&text);
        anyhow::bail!("it does not hold; everything is in {}", place.path().display());
    }
    if args.folder.is_none() {
        std::fs::remove_dir_all(place.path()).context("the run's folder is still there")?;
    }
    Ok(text)
}

/// A new folder: the one that was asked for, which must be empty, or a temporary one.
pub(super) fn place(asked: Option<&PathBuf>) -> anyhow::Result<Place> {
    let folder = asked.cloned().unwrap_or_else(|| {
        let mut name = [0; 8];
        SystemDice.fill(&mut name);
        let name = format!("helsebro-survive-{:016x}", u64::from_be_bytes(name));
        std::env::temp_dir().join(name)
    });
    std::fs::create_dir_all(&folder).context("no folder for the run")?;
    let is_empty = std::fs::read_dir(&folder)?.next().is_none();
    anyhow::ensure!(is_empty, "{} is not empty", folder.display());
    Ok(Place(folder.canonicalize()?))
}

/// From when the part's time is counted in a round.
fn timed_from(chance: &mut Chance) -> Stage {
    match (chance.is_one_in(TIMED_FROM_READY_ONE_IN), chance.is_one_in(TIMED_FROM_START_ONE_IN)) {
        (_, true) => Stage::Started,
        (true, false) => Stage::Ready,
        (false, false) => Stage::AtWork,
    }
}

/// Waits. The harness's pauses are what it does.
#[expect(clippy::disallowed_methods, reason = "a storm is timed by the real clock")]
pub(super) async fn pause(length: Duration) {
    tokio::time::sleep(length).await;
}

struct Run {
    plan: Plan,
    receiver: Receiver,
    server: Option<Server>,
    tally: Tally,
    moved_micros: i64,
    parts_killed: u64,
    servers_killed: u64,
    server_processes_killed: u64,
}

impl Run {
    async fn begin(args: &SurviveArgs, place: &Place) -> anyhow::Result<Self> {
        let receiver = Receiver::start(args.seed).await?;
        let server = match args.database {
            Database::Sqlite => None,
            Database::Postgres => {
                Some(Server::start(&args.postgres_script, &place.server()).await?)
            }
        };
        let url = server.as_ref().map_or_else(
            || format!("sqlite:{}", place.database().display()),
            |server| server.url().to_owned(),
        );
        let moved_micros = MovedClock::showing(START);
        let clock = (moved_micros, receiver.address().to_owned());
        let whose = (url.as_str(), args.residents);
        let plan = town::found(place, whose, (args.seed, args.senders), clock).await?;
        plan.write(place)?;
        Ok(Self {
            plan,
            receiver,
            server,
            tally: Tally::default(),
            moved_micros,
            parts_killed: 0,
            servers_killed: 0,
            server_processes_killed: 0,
        })
    }

    async fn through(mut self, args: &SurviveArgs, place: &Place) -> anyhow::Result<Line> {
        for round in 1..=args.rounds {
            self.round(round, place).await.with_context(|| format!("round {round}"))?;
        }
        let counted = self.counted(args.rounds, place).await?;
        if let Some(server) = self.server.take() {
            server.stop().await?;
        }
        Ok(Line {
            bench: "survive",
            database: if args.database == Database::Sqlite { "sqlite" } else { "postgres" },
            build: if cfg!(debug_assertions) { "debug" } else { "release" },
            rounds: args.rounds,
            seed: args.seed,
            parts_killed: self.parts_killed,
            servers_killed: self.servers_killed,
            server_processes_killed: self.server_processes_killed,
            seconds: 0,
            holds: counted.holds(),
            counted,
        })
    }

    /// One round: start, let it storm, kill.
    async fn round(&mut self, round: u64, place: &Place) -> anyhow::Result<()> {
        let seed = self.plan.seed;
        let mut chance = Chance::of(seed, &[round]);
        let step = Duration::from_secs(chance.within(&CLOCK_STEP));
        self.moved_micros += i64::try_from(step.as_micros())?;
        let orders = Orders {
            does: Does::Storms,
            round,
            moved_micros: self.moved_micros,
            again: self.tally.again(&mut chance),
            letters: self.tally.letters(self.receiver.fresh(), (seed, round)),
        };
        let before = self.receiver.posts().taken;
        let after = Duration::from_millis(chance.within(&KILLED_AFTER));
        let (timed_from, together) = (timed_from(&mut chance), chance.is_one_in(TOGETHER_ONE_IN));
        let with_server = self.server.is_some() && round.is_multiple_of(2);
        // A part that finds no server when it starts ends by itself, as it should.
        let timed_from = if with_server { timed_from.max(Stage::Ready) } else { timed_from };
        let middle = after.mul_f64(f64::from(u8::try_from(chance.within(&(10..=90)))?) / 100.0);
        let mut part = Running::start(place, &orders).await?;
        part.until(timed_from).await?;
        let told = if with_server && together {
            pause(after).await;
            self.kill_server().await?;
            let told = part.kill().await?;
            self.start_server().await?;
            told
        } else {
            if with_server {
                pause(middle).await;
                self.kill_server().await?;
                self.start_server().await?;
            }
            pause(if with_server { after.saturating_sub(middle) } else { after }).await;
            part.kill().await?
        };
        self.parts_killed += 1;
        let Brought { sent, cut_off, left } = self.tally.take(told);
        let posted = self.receiver.posts().taken - before;
        let server = if with_server { ", the server too" } else { "" };
        say::aside(&format!(
            "round {round}: killed after {} ms{server}; {sent} sent, {cut_off} cut off, \
             {left} letters left, {posted} posts",
            after.as_millis()
        ));
        Ok(())
    }

    async fn kill_server(&mut self) -> anyhow::Result<()> {
        let Some(server) = &mut self.server else { return Ok(()) };
        self.server_processes_killed += server.kill().await?;
        self.servers_killed += 1;
        Ok(())
    }

    async fn start_server(&mut self) -> anyhow::Result<()> {
        let Some(server) = &mut self.server else { return Ok(()) };
        server.start_again().await
    }

    /// Lets the platform come to rest, and counts.
    async fn counted(&mut self, rounds: u64, place: &Place) -> anyhow::Result<Counted> {
        self.receiver.behave();
        say::aside("the last start: until no job is left");
        let orders = Orders {
            does: Does::Settles,
            round: rounds + 1,
            moved_micros: self.moved_micros,
            again: Vec::new(),
            letters: Vec::new(),
        };
        let mut part = Running::start(place, &orders).await?;
        part.until(Stage::Ready).await?;
        self.tally.take(part.settled().await?);
        say::aside("counting");
        let clock = std::sync::Arc::new(MovedClock::moved_by(self.moved_micros));
        clock.move_on(REST_AT_MOST);
        let platform = Platform::open(place, &self.plan.url, clock).await?;
        let seen = (&self.tally, &self.receiver);
        reckoning::count(&platform, (place, &self.plan), seen).await
    }
}
