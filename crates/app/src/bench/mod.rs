//! How fast it is, as ratios to a bare loop in the same run.
//!
//! A rate alone means nothing: machines differ and are busy. Each benchmark runs
//! the yardstick, ours, the yardstick, ours … on databases of the same kind in
//! the same place, and prints one JSON line with both rates and the ratio of
//! each round as median, least and most. A round whose two yardsticks differ by
//! more than a quarter is thrown away.
//!
//! Both sides are called in the process, without a socket: what is measured is what
//! the product adds, not what HTTP costs. `docs/operate/measure.md` says how to read
//! the lines.

mod bare;
mod chance;
mod door;
mod envelope;
mod inbox;
mod notices;
mod place;
mod process;
mod resolve;
mod rounds;
mod send;
mod survive;
mod town;
mod trial;
mod yardstick;

use anyhow::Context as _;
use clap::{Args, Subcommand};

use self::place::Place;
use self::town::WorksIn;
use crate::say;

/// Which benchmark.
#[derive(Debug, Subcommand)]
pub(crate) enum Bench {
    /// The bare loop beside a plain insert: it must reach half of it to be a yardstick.
    Yardstick(SendArgs),
    /// Durable, sealed, audited sends a second.
    Send(SendArgs),
    /// Pages of a citizen's newest conversations a second.
    Inbox(BenchArgs),
    /// Messages from journal systems read, answered and receipted, and what they cost.
    Envelope(envelope::EnvelopeArgs),
    /// Who is controller: what an answer costs, and how that grows.
    Resolve(resolve::ResolveArgs),
    /// A storm of sends and deliveries, killed outright again and again, and counted.
    Survive(survive::SurviveArgs),
    /// The part of it that is killed.
    #[command(hide = true)]
    SurvivePart(trial::args::PartArgs),
    /// Notices, killed outright around deciding and sending, at a gateway that takes
    /// what comes twice twice; and counted.
    Notices(notices::NoticesArgs),
    /// The part of it that is killed.
    #[command(hide = true)]
    NoticesPart(trial::args::PartArgs),
}

/// How long and with how many.
#[derive(Debug, Clone, Args)]
pub(crate) struct BenchArgs {
    /// How many ask at a time.
    #[arg(long, default_value_t = 16)]
    pub(crate) clients: usize,
    /// How long each side of a round runs.
    #[arg(long, default_value_t = 4)]
    pub(crate) seconds: u64,
    /// How many rounds count.
    #[arg(long, default_value_t = 3)]
    pub(crate) rounds: usize,
    /// How many citizens there are.
    #[arg(long, default_value_t = 2_000)]
    pub(crate) residents: usize,
    /// `sqlite`, or the address of a PostgreSQL server where a database can be made.
    #[arg(long, default_value = "sqlite")]
    pub(crate) database: String,
}

/// The same, and where what is sent goes.
#[derive(Debug, Clone, Args)]
pub(crate) struct SendArgs {
    #[command(flatten)]
    bench: BenchArgs,
    /// The unit works in a journal system, and audit lines are sealed meanwhile.
    #[arg(long)]
    epj: bool,
}

/// The most clients that make sense on one machine.
const MAX_CLIENTS: usize = 256;

/// The most citizens; they are made one by one.
const MAX_RESIDENTS: usize = 100_000;

/// Runs a benchmark and prints its lines.
///
/// # Errors
/// When the database cannot be used, or any operation failed.
pub(crate) async fn run(bench: Bench) -> anyhow::Result<()> {
    let lines = match bench {
        Bench::Yardstick(args) => {
            let place = place(&args.bench).await?;
            let line = yardstick::run(&place, args.works_in(), &args.bench).await;
            place.gone().await;
            line
        }
        Bench::Send(args) => {
            let place = place(&args.bench).await?;
            let line = send::run(&place, args.works_in(), &args.bench).await;
            place.gone().await;
            line
        }
        Bench::Inbox(args) => {
            let place = place(&args).await?;
            let line = inbox::run(&place, &args).await;
            place.gone().await;
            line
        }
        Bench::Envelope(args) => envelope::run(&args).await,
        Bench::Resolve(args) => resolve::run(&args),
        Bench::Survive(args) => survive::run(&args).await,
        Bench::SurvivePart(args) => return survive::part(args).await,
        Bench::Notices(args) => notices::run(&args).await,
        Bench::NoticesPart(args) => return notices::part(args).await,
    };
    say::line(&lines.context("the benchmark did not finish")?);
    Ok(())
}

/// Where a benchmark's databases lie, when its arguments make sense.
async fn place(args: &BenchArgs) -> anyhow::Result<Place> {
    anyhow::ensure!((1..=MAX_CLIENTS).contains(&args.clients), "1 to {MAX_CLIENTS} clients");
    anyhow::ensure!(args.seconds >= 1 && args.rounds >= 1, "at least one second and one round");
    anyhow::ensure!(args.residents >= args.clients, "at least one resident for each client");
    anyhow::ensure!(args.residents <= MAX_RESIDENTS, "at most {MAX_RESIDENTS} residents");
    Place::of(&args.database).await
}

impl SendArgs {
    const fn works_in(&self) -> WorksIn {
        if self.epj { WorksIn::Journal } else { WorksIn::Console }
    }
}
