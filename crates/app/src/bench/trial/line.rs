//! A run from its folder to its line.

use serde::Serialize;

use super::args::{Database, TrialArgs};
use super::place::Place;
use crate::say;

/// What was counted at the end.
pub(in crate::bench) trait Count: Serialize {
    /// Whether all is as it must be.
    fn holds(&self) -> bool;
}

/// The line that is printed.
#[derive(Serialize)]
struct Line<K, C> {
    bench: &'static str,
    database: Database,
    build: &'static str,
    rounds: u64,
    seed: u64,
    #[serde(flatten)]
    killed: K,
    seconds: u64,
    holds: bool,
    #[serde(flatten)]
    counted: C,
}

/// Runs a trial, which says how often it killed and what it counted, in a folder of its own.
/// An error when anything does not hold; then the folder is kept.
pub(in crate::bench) async fn run<K: Serialize, C: Count>(
    bench: &'static str,
    args: &TrialArgs,
    trial: impl AsyncFnOnce(&Place) -> anyhow::Result<(K, C)>,
) -> anyhow::Result<String> {
    let place = Place::new(args.folder.as_ref())?;
    let began = tokio::time::Instant::now();
    let (killed, counted) = trial(&place).await?;
    let holds = counted.holds();
    let line = Line {
        bench,
        database: args.database,
        build: if cfg!(debug_assertions) { "debug" } else { "release" },
        rounds: args.rounds,
        seed: args.seed,
        killed,
        seconds: began.elapsed().as_secs(),
        holds,
        counted,
    };
    let text = serde_json::to_string(&line)?;
    if !holds {
        say::line(&text);
        anyhow::bail!("it does not hold; everything is in {}", place.path().display());
    }
    if args.folder.is_none() {
        place.gone()?;
    }
    Ok(text)
}
