//! The part that is killed, and the harness's hand on it. It tells each fact after the
//! act that made it has answered.

use core::time::Duration;
use std::fs::OpenOptions;
use std::io::BufRead as _;
use std::os::unix::process::ExitStatusExt as _;
use std::process::Stdio;
use std::sync::Arc;

use anyhow::Context as _;
use helsebro_actions::audit::emergency::{self, NewEmergency};
use helsebro_actions::dialog::desk::start::{self, NewByDesk, StartedByDesk};
use helsebro_actions::parties::staff;
use helsebro_domain::audit::ReasonClass;
use helsebro_domain::dialog::{Nature, Reply};
use helsebro_domain::text::Topic;
use helsebro_simulators::town::ids;
use helsebro_storage::{Scope, SystemReason, jobs};
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;
use tracing::Level;

use super::super::survive::chance::Chance;
use super::super::survive::pause;
use super::super::survive::town::MovedClock;
use super::super::survive::words::Place;
use super::town::{Plan, Platform};
use crate::bench::town::body;
use crate::config::{LogFormat, LogSettings};
use crate::{logging, say};

/// How long a part may take until it has done something, and until all is done.
const WORK_LIMIT: Duration = Duration::from_secs(90);
const SETTLE_LIMIT: Duration = Duration::from_secs(30 * 60);

/// How long the nurse rests between two facts, in milliseconds.
const RESTS: core::ops::RangeInclusive<u64> = 5..=40;

/// Of so many facts one is a look-up, which is owed to be told.
const OWED_ONE_IN: u64 = 3;

/// How often it is looked whether all jobs are done, and how far the clock is moved when
/// nothing is due.
const LOOK_EVERY: Duration = Duration::from_millis(100);
const CLOCK_STEP: Duration = Duration::from_secs(30);

/// By at most this many steps: three hours.
const MAX_CLOCK_STEPS: u32 = 360;

const SIGKILL: i32 = 9;

/// What a part does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Does {
    /// Makes facts and tells of them until it is killed.
    Storms,
    /// Does the jobs until none is left.
    Settles,
}

/// What one part is to do.
#[derive(Serialize, Deserialize)]
pub(super) struct Orders {
    pub(super) does: Does,
    pub(super) round: u64,
    /// How far the town's clock is moved from the system's.
    pub(super) moved_micros: i64,
}

/// A fact that was made: a conversation that was begun, or a look-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Told {
    pub(super) is_owed: bool,
    pub(super) id: String,
}

/// A part at work.
pub(super) struct Running {
    child: Child,
    /// Open as long as the part is wanted.
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
    told: Vec<Told>,
}

impl Running {
    pub(super) async fn start(place: &Place, orders: &Orders) -> anyhow::Result<Self> {
        let log = OpenOptions::new().create(true).append(true).open(place.log())?;
        let mut child = Command::new(std::env::current_exe()?)
            .args(["bench", "notices-part"])
            .arg(place.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log)
            .kill_on_drop(true)
            .spawn()
            .context("the part could not be started")?;
        let mut input = child.stdin.take().context("no input")?;
        let output = child.stdout.take().context("no output")?;
        let orders = serde_json::to_string(orders)? + "\n";
        input.write_all(orders.as_bytes()).await.context("the part did not take its orders")?;
        Ok(Self { child, input, output: BufReader::new(output).lines(), told: Vec::new() })
    }

    /// Waits for its first fact.
    pub(super) async fn until_at_work(&mut self) -> anyhow::Result<()> {
        let line = tokio::time::timeout(WORK_LIMIT, self.output.next_line()).await;
        let line = line.context("the part does nothing")??.context("the part ended")?;
        self.told.push(serde_json::from_str(&line)?);
        Ok(())
    }

    /// Kills it outright, and hands over what it told. An error when it had ended by itself.
    pub(super) async fn kill(mut self) -> anyhow::Result<Vec<Told>> {
        self.child.start_kill().context("the part could not be killed")?;
        let status = self.child.wait().await?;
        anyhow::ensure!(status.signal() == Some(SIGKILL), "the part ended by itself: {status}");
        self.heard().await
    }

    /// Waits until it has done all there is, and ends.
    pub(super) async fn settled(mut self) -> anyhow::Result<Vec<Told>> {
        let ended = tokio::time::timeout(SETTLE_LIMIT, self.child.wait()).await;
        let status = ended.context("the last part did not end")??;
        drop(self.input);
        anyhow::ensure!(status.success(), "the last part failed: {status}");
        Ok(self.told)
    }

    /// The whole lines that it wrote; one that the killing tore is left out.
    async fn heard(mut self) -> anyhow::Result<Vec<Told>> {
        while let Ok(Some(line)) = self.output.next_line().await {
            self.told.extend(serde_json::from_str::<Told>(&line));
        }
        Ok(self.told)
    }
}

/// Does what the first line of its input says, until it is done, killed, or whoever
/// started it is gone.
pub(super) async fn run(place: &Place) -> anyhow::Result<()> {
    logging::start(LogSettings { format: LogFormat::Text, level: Level::ERROR });
    let (orders, gone) = orders()?;
    let orders: Orders = serde_json::from_str(&orders.await.context("no orders came")?)?;
    let plan = Plan::read(place)?;
    let clock = Arc::new(MovedClock::moved_by(orders.moved_micros));
    let platform = Platform::open(place, &plan.url, clock).await?;
    let done = async {
        match orders.does {
            Does::Storms => storm(&platform, &plan, orders.round).await,
            Does::Settles => settle(&platform, &plan).await,
        }
    };
    tokio::select! {
        done = done => done,
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

async fn storm(platform: &Platform, plan: &Plan, round: u64) -> anyhow::Result<()> {
    let worker = platform.worker(plan)?;
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
        let told = if chance.is_one_in(OWED_ONE_IN) {
            let new = NewEmergency {
                number: number.clone(),
                class: Some(ReasonClass::CannotAnswer),
                reason: "prøve av varsling, ikke en virkelig hendelse".to_owned(),
            };
            let opened = emergency::open(acts, &desk, &new).await?;
            Told { is_owed: true, id: opened.id.to_string() }
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
            Told { is_owed: false, id: thread.id.to_string() }
        };
        say::line(&serde_json::to_string(&told)?);
        pause(Duration::from_millis(chance.within(&RESTS))).await;
    }
}

/// Works until no job is left. Where nothing is due the clock is moved.
async fn settle(platform: &Platform, plan: &Plan) -> anyhow::Result<()> {
    let (worker, stop) = (platform.worker(plan)?, CancellationToken::new());
    let looking = async {
        let done = until_done(platform).await;
        stop.cancel();
        done
    };
    let ((), done) = tokio::join!(helsebro_worker::work(&worker, stop.clone()), looking);
    done
}

async fn until_done(platform: &Platform) -> anyhow::Result<()> {
    let scope = Scope::System(SystemReason::Operation);
    let mut steps = 0;
    loop {
        let now = platform.db.now();
        let counts = platform
            .db
            .read(scope, "bench.jobs", async |mut tx| jobs::counts(&mut tx, now).await)
            .await?;
        if counts.waiting + counts.claimed == 0 && counts.due_since.is_none() {
            return Ok(());
        }
        if counts.due_since.is_none() {
            anyhow::ensure!(steps < MAX_CLOCK_STEPS, "jobs wait longer than any pause is");
            platform.clock.move_on(CLOCK_STEP);
            steps += 1;
        }
        pause(LOOK_EVERY).await;
    }
}
