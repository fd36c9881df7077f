//! Closed loops side by side, and what their rounds say.

use core::time::Duration;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::Serialize;

/// Two yardsticks around a round may differ by this much.
const MAX_DRIFT: f64 = 0.25;

/// How many rounds may be thrown away before the machine is called too busy.
const MAX_THROWN: usize = 6;

/// What one side of a round did.
#[derive(Debug, Clone)]
pub(super) struct Side {
    pub(super) per_second: f64,
    pub(super) p50_micros: u64,
    pub(super) p99_micros: u64,
    pub(super) errors: u64,
}

/// The line that is printed.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    pub(super) bench: &'static str,
    pub(super) database: &'static str,
    pub(super) clients: usize,
    pub(super) ours_per_second: f64,
    pub(super) bare_per_second: f64,
    pub(super) ratio_median: f64,
    pub(super) ratio_min: f64,
    pub(super) ratio_max: f64,
    pub(super) ours_p50_micros: u64,
    pub(super) ours_p99_micros: u64,
    pub(super) bare_p99_micros: u64,
    pub(super) writes_per_commit: f64,
    pub(super) rounds: usize,
    pub(super) rounds_thrown: usize,
    pub(super) errors: u64,
}

/// Runs a closed loop: each client does the next thing when the last is done.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
pub(super) async fn loop_for<F, Fut>(clients: usize, seconds: u64, act: F) -> Side
where
    F: Fn(usize, u64) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = anyhow::Result<()>> + Send,
{
    let act = Arc::new(act);
    let errors = Arc::new(AtomicU64::new(0));
    let start = std::time::Instant::now();
    let end = start + Duration::from_secs(seconds);
    let tasks: Vec<_> = (0..clients)
        .map(|client| {
            let (act, errors) = (Arc::clone(&act), Arc::clone(&errors));
            tokio::spawn(async move {
                let mut took = Vec::new();
                let mut number = 0;
                while std::time::Instant::now() < end {
                    let before = std::time::Instant::now();
                    if let Err(error) = act(client, number).await {
                        tracing::error!(%error, "a benchmark's operation failed");
                        errors.fetch_add(1, Ordering::Relaxed);
                    }
                    took.push(u64::try_from(before.elapsed().as_micros()).unwrap_or(u64::MAX));
                    number += 1;
                }
                took
            })
        })
        .collect();
    let mut took = Vec::new();
    for task in tasks {
        took.extend(task.await.unwrap_or_default());
    }
    let lasted = start.elapsed().as_secs_f64();
    took.sort_unstable();
    let at = |share: f64| took.get(place(took.len(), share)).copied().unwrap_or(0);
    Side {
        per_second: count(took.len()) / lasted,
        p50_micros: at(0.5),
        p99_micros: at(0.99),
        errors: errors.load(Ordering::Relaxed),
    }
}

/// Yardstick, ours, yardstick, ours, … until enough rounds count.
pub(super) async fn rounds<B, BFut, O, OFut>(
    bench: &'static str,
    (database, clients, wanted): (&'static str, usize, usize),
    bare: B,
    ours: O,
) -> anyhow::Result<Line>
where
    B: Fn() -> BFut,
    BFut: Future<Output = anyhow::Result<Side>>,
    O: Fn() -> OFut,
    OFut: Future<Output = anyhow::Result<Side>>,
{
    let mut kept: Vec<(Side, Side, f64)> = Vec::new();
    let mut thrown = 0;
    let mut before = bare().await?;
    while kept.len() < wanted {
        let round = ours().await?;
        let after = bare().await?;
        let around = f64::midpoint(before.per_second, after.per_second);
        let drift = (before.per_second - after.per_second).abs() / around;
        if drift > MAX_DRIFT && thrown < MAX_THROWN {
            thrown += 1;
        } else {
            let ratio = round.per_second / around;
            kept.push((round, after.clone(), ratio));
        }
        before = after;
    }
    Ok(line(bench, (database, clients), kept, thrown))
}

fn line(
    bench: &'static str,
    (database, clients): (&'static str, usize),
    mut kept: Vec<(Side, Side, f64)>,
    rounds_thrown: usize,
) -> Line {
    kept.sort_by(|one, other| one.2.total_cmp(&other.2));
    let errors = kept.iter().map(|(ours, bare, _)| ours.errors + bare.errors).sum();
    let (middle_ours, middle_bare, median) = kept[kept.len() / 2].clone();
    Line {
        bench,
        database,
        clients,
        ours_per_second: middle_ours.per_second.round(),
        bare_per_second: middle_bare.per_second.round(),
        ratio_median: shortened(median),
        ratio_min: shortened(kept.first().map_or(0.0, |round| round.2)),
        ratio_max: shortened(kept.last().map_or(0.0, |round| round.2)),
        ours_p50_micros: middle_ours.p50_micros,
        ours_p99_micros: middle_ours.p99_micros,
        bare_p99_micros: middle_bare.p99_micros,
        writes_per_commit: 0.0,
        rounds: kept.len(),
        rounds_thrown,
        errors,
    }
}

/// Two places after the point; more would be noise.
pub(super) fn shortened(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

#[expect(clippy::cast_precision_loss, reason = "a count of seconds of work fits a double")]
pub(super) fn count(length: usize) -> f64 {
    length as f64
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of a length is a length"
)]
fn place(length: usize, share: f64) -> usize {
    ((length as f64 * share) as usize).min(length.saturating_sub(1))
}
