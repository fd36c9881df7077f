//! How fast it is, as ratios to a bare loop in the same run.
//!
//! A rate alone means nothing: machines differ and are busy. Each benchmark runs
//! the yardstick, ours, the yardstick, ours … on databases of the same kind in
//! the same folder, and prints one JSON line with both rates and the ratio of
//! each round as median, least and most. A round whose two yardsticks differ by
//! more than a quarter is thrown away.
//!
//! Both sides are called in the process, without HTTP: what is measured is what
//! the product adds to its database, not what a socket costs.

mod bare;
mod inbox;
mod notices;
mod rounds;
mod send;
mod survive;
mod town;

use anyhow::Context as _;
use clap::{Args, Subcommand};

/// Which benchmark.
#[derive(Debug, Subcommand)]
pub(crate) enum Bench {
    /// The bare loop beside a plain insert: it must reach half of it to be a yardstick.
    Yardstick(BenchArgs),
    /// Durable, sealed, audited sends a second.
    Send(BenchArgs),
    /// Inbox pages a second.
    Inbox(BenchArgs),
    /// A storm of sends and deliveries, killed outright again and again, and counted.
    Survive(survive::SurviveArgs),
    /// The part of it that is killed.
    #[command(hide = true)]
    SurvivePart(survive::PartArgs),
    /// Notices, killed outright around deciding and sending, at a gateway that takes
    /// what comes twice twice; and counted.
    Notices(notices::NoticesArgs),
    /// The part of it that is killed.
    #[command(hide = true)]
    NoticesPart(notices::PartArgs),
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
    #[arg(long, default_value_t = 200)]
    pub(crate) residents: usize,
    /// `sqlite`, or the address of a PostgreSQL server where a database can be made.
    #[arg(long, default_value = "sqlite")]
    pub(crate) database: String,
}

/// The most clients that make sense on one machine.
const MAX_CLIENTS: usize = 256;

/// Runs a benchmark and prints its line.
///
/// # Errors
/// When the database cannot be used, or any operation failed.
#[expect(clippy::print_stdout, reason = "the line is the result")]
pub(crate) async fn run(bench: Bench) -> anyhow::Result<()> {
    let line = match bench {
        Bench::Yardstick(args) => bare::yardstick(&checked(args)?).await,
        Bench::Send(args) => send::run(&checked(args)?).await,
        Bench::Inbox(args) => inbox::run(&checked(args)?).await,
        Bench::Survive(args) => survive::run(&args).await,
        Bench::SurvivePart(args) => return survive::part(args).await,
        Bench::Notices(args) => notices::run(&args).await,
        Bench::NoticesPart(args) => return notices::part(args).await,
    }
    .context("the benchmark did not finish")?;
    println!("{line}");
    Ok(())
}

fn checked(args: BenchArgs) -> anyhow::Result<BenchArgs> {
    anyhow::ensure!((1..=MAX_CLIENTS).contains(&args.clients), "1 to {MAX_CLIENTS} clients");
    anyhow::ensure!(args.seconds >= 1 && args.rounds >= 1, "at least one second and one round");
    anyhow::ensure!(args.residents >= args.clients, "at least one resident for each client");
    Ok(args)
}
