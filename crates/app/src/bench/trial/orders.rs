//! What the harness and the part that it kills say to each other, a JSON line each: what
//! to do in, what was done out.

use std::io::BufRead as _;

use anyhow::Context as _;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;
use tracing::Level;

use super::clock::MovedClock;
use crate::config::{LogFormat, LogSettings};
use crate::{logging, say};

/// What a part does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::bench) enum Does {
    /// Works until it is killed.
    Storms,
    /// Does the jobs until none is left.
    Settles,
}

/// What one part is to do.
#[derive(Serialize, Deserialize)]
pub(in crate::bench) struct Orders<W> {
    pub(in crate::bench) does: Does,
    pub(in crate::bench) round: u64,
    /// How far the town's clock is moved from the system's.
    moved_micros: i64,
    /// What it is given to work with.
    pub(in crate::bench) work: W,
}

impl<W> Orders<W> {
    /// At the time that this clock shows.
    pub(in crate::bench) fn new(does: Does, round: u64, clock: &MovedClock, work: W) -> Self {
        Self { does, round, moved_micros: clock.moved_micros(), work }
    }

    /// The town's clock.
    pub(in crate::bench) const fn clock(&self) -> MovedClock {
        MovedClock::moved_by(self.moved_micros)
    }
}

/// Something a part of this kind does and tells of.
pub(in crate::bench) trait Deed:
    Serialize + DeserializeOwned + Send + 'static
{
    /// The subcommand of `bench` that is the part.
    const PART: &'static str;

    /// What the part is given to work with.
    type Work: Serialize + DeserializeOwned;

    /// Whether a part that has told this is at work.
    fn is_work(&self) -> bool;
}

/// What a part tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::bench) enum Told<D> {
    /// Its database is open.
    Ready,
    /// It has done this.
    Did(D),
    /// No job is left.
    Settled,
}

impl<D: Serialize> Told<D> {
    /// Tells it.
    pub(in crate::bench) fn tell(&self) {
        match serde_json::to_string(self) {
            Ok(line) => say::line(&line),
            Err(error) => tracing::error!(%error, "this could not be told"),
        }
    }
}

/// Does what the first line of the input says, until it is done, killed, or whoever
/// started it is gone.
pub(in crate::bench) async fn obey<W: DeserializeOwned>(
    logs: Level,
    work: impl AsyncFnOnce(Orders<W>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    logging::start(LogSettings { format: LogFormat::Text, level: logs });
    let (orders, gone) = orders()?;
    let orders = serde_json::from_str(&orders.await.context("no orders came")?)?;
    tokio::select! {
        done = work(orders) => done,
        () = gone.cancelled() => Ok(()),
    }
}

/// The first line of the input, and a token that ends with the input.
fn orders() -> anyhow::Result<(oneshot::Receiver<String>, CancellationToken)> {
    let (sender, orders) = oneshot::channel();
    let gone = CancellationToken::new();
    let token = gone.clone();
    std::thread::Builder::new().name("orders".to_owned()).spawn(move || {
        let mut lines = std::io::stdin().lock().lines();
        if let Some(Ok(line)) = lines.next() {
            // Nobody waits only when the process ends.
            let _ended = sender.send(line);
        }
        while let Some(Ok(_)) = lines.next() {}
        token.cancel();
    })?;
    Ok((orders, gone))
}
