//! Closed loops side by side, and what their rounds say.

use core::time::Duration;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::Serialize;

use super::process::CpuTime;
use crate::say;

/// Two yardsticks around a round may differ by this much.
const MAX_DRIFT: f64 = 0.25;

/// How many rounds may be thrown away before it is made do with those that count.
const MAX_THROWN: usize = 20;

/// How long each side runs before anything counts.
const WARM_UP_SECONDS: u64 = 1;

/// What is measured, and how.
#[derive(Debug, Clone, Copy)]
pub(super) struct Case {
    pub(super) bench: &'static str,
    pub(super) database: &'static str,
    pub(super) clients: usize,
    pub(super) seconds: u64,
    pub(super) rounds: usize,
}

/// What one side of a round did.
#[derive(Debug, Clone)]
pub(super) struct Side {
    pub(super) per_second: f64,
    pub(super) p50_micros: u64,
    pub(super) p99_micros: u64,
    pub(super) cpu_micros: Option<f64>,
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
    pub(super) bare_p50_micros: u64,
    pub(super) bare_p99_micros: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ours_cpu_micros: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) bare_cpu_micros: Option<f64>,
    pub(super) rounds: usize,
    pub(super) rounds_thrown: usize,
    pub(super) errors: u64,
}

/// Which of so many things is a client's next: each has some of its own, because no
/// two people write in the same conversation at once.
pub(super) fn own_place(things: usize, (client, clients): (usize, usize), number: u64) -> usize {
    let own = (things / clients.max(1)).max(1);
    let next = usize::try_from(number).unwrap_or(0) % own;
    (next * clients + client) % things.max(1)
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
    let cpu = CpuTime::so_far();
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
                    if let Err(error) = act(client, number).await
                        && errors.fetch_add(1, Ordering::Relaxed) == 0
                    {
                        say::aside(&format!("the first that failed: {error:#}"));
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
    let used = cpu.zip(CpuTime::so_far()).map(|(before, after)| after.micros_since(before));
    Side {
        per_second: count(took.len()) / lasted,
        p50_micros: at(0.5),
        p99_micros: at(0.99),
        cpu_micros: used.map(|used| used / count(took.len()).max(1.0)),
        errors: errors.load(Ordering::Relaxed),
    }
}

/// Yardstick, ours, yardstick, ours, … until enough rounds count.
pub(super) async fn rounds<B, BFut, O, OFut>(case: &Case, bare: B, ours: O) -> anyhow::Result<Line>
where
    B: Fn(u64) -> BFut,
    BFut: Future<Output = Side>,
    O: Fn(u64) -> OFut,
    OFut: Future<Output = Side>,
{
    let mut kept: Vec<(Side, Side, f64)> = Vec::new();
    let mut thrown = 0;
    let mut errors = ours(WARM_UP_SECONDS).await.errors + bare(WARM_UP_SECONDS).await.errors;
    let mut before = bare(case.seconds).await;
    while kept.len() < case.rounds && thrown < MAX_THROWN {
        let round = ours(case.seconds).await;
        let after = bare(case.seconds).await;
        errors += round.errors + after.errors;
        let around = f64::midpoint(before.per_second, after.per_second);
        if (before.per_second - after.per_second).abs() / around > MAX_DRIFT {
            thrown += 1;
        } else {
            let ratio = round.per_second / around;
            kept.push((round, after.clone(), ratio));
        }
        before = after;
    }
    anyhow::ensure!(errors == 0, "{errors} operations failed");
    anyhow::ensure!(!kept.is_empty(), "no two yardsticks agreed: the machine is too busy");
    Ok(line(case, kept, (thrown, errors)))
}

fn line(
    case: &Case,
    mut kept: Vec<(Side, Side, f64)>,
    (rounds_thrown, errors): (usize, u64),
) -> Line {
    kept.sort_by(|one, other| one.2.total_cmp(&other.2));
    let (ours, bare, median) = kept[kept.len() / 2].clone();
    Line {
        bench: case.bench,
        database: case.database,
        clients: case.clients,
        ours_per_second: ours.per_second.round(),
        bare_per_second: bare.per_second.round(),
        ratio_median: shortened(median),
        ratio_min: shortened(kept.first().map_or(0.0, |round| round.2)),
        ratio_max: shortened(kept.last().map_or(0.0, |round| round.2)),
        ours_p50_micros: ours.p50_micros,
        ours_p99_micros: ours.p99_micros,
        bare_p50_micros: bare.p50_micros,
        bare_p99_micros: bare.p99_micros,
        ours_cpu_micros: ours.cpu_micros.map(f64::round),
        bare_cpu_micros: bare.cpu_micros.map(f64::round),
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
