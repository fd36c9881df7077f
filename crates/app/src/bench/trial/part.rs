//! The harness's hand on the part that is killed.

use core::time::Duration;
use std::fs::OpenOptions;
use std::os::unix::process::ExitStatusExt as _;
use std::process::Stdio;

use anyhow::Context as _;
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWriteExt as _, BufReader};
use tokio::process::{Child, ChildStdin, Command};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::orders::{Deed, Orders, Told};
use super::place::Place;
use crate::say;

/// How long a part may take until it is as far as it is waited for.
const READY_LIMIT: Duration = Duration::from_secs(90);

/// How long the last part may take; it has a limit of its own that is shorter.
const SETTLE_LIMIT: Duration = Duration::from_secs(35 * 60);

/// The most lines that are read of one part.
const MAX_LINES: usize = 5_000_000;

const SIGKILL: i32 = 9;

/// How far a part has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::bench) enum Stage {
    /// Its process was started.
    Started,
    /// Its database is open.
    Ready,
    /// It has done something.
    AtWork,
}

/// A part at work.
pub(in crate::bench) struct Running<D> {
    child: Child,
    /// Open as long as the part is wanted.
    input: ChildStdin,
    stage: watch::Receiver<Stage>,
    told: JoinHandle<anyhow::Result<Vec<D>>>,
}

impl<D: Deed> Running<D> {
    pub(in crate::bench) async fn start(
        place: &Place,
        orders: &Orders<D::Work>,
    ) -> anyhow::Result<Self> {
        let log = OpenOptions::new().create(true).append(true).open(place.log())?;
        let mut child = Command::new(std::env::current_exe()?)
            .args(["bench", D::PART])
            .arg(place.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log)
            .kill_on_drop(true)
            .spawn()
            .context("the part could not be started")?;
        let mut input = child.stdin.take().context("no input")?;
        let output = child.stdout.take().context("no output")?;
        let (sender, stage) = watch::channel(Stage::Started);
        let told = tokio::spawn(heard(output, sender));
        let orders = serde_json::to_string(orders)? + "\n";
        input.write_all(orders.as_bytes()).await.context("the part did not take its orders")?;
        Ok(Self { child, input, stage, told })
    }

    /// The last part, from its start until it has done all there is; what it told.
    pub(in crate::bench) async fn last(
        place: &Place,
        orders: &Orders<D::Work>,
    ) -> anyhow::Result<Vec<D>> {
        say::aside("the last start: until no job is left");
        let mut part = Self::start(place, orders).await?;
        part.until(Stage::Ready).await?;
        part.settled().await
    }

    /// Waits until it has come so far.
    pub(in crate::bench) async fn until(&mut self, stage: Stage) -> anyhow::Result<()> {
        let come = self.stage.wait_for(|come| *come >= stage);
        let waited = tokio::time::timeout(READY_LIMIT, come).await;
        waited.context("the part did not come so far in time")?.context("the part ended")?;
        Ok(())
    }

    /// Kills it outright, and hands over what it told. An error when it had ended
    /// by itself.
    pub(in crate::bench) async fn kill(mut self) -> anyhow::Result<Vec<D>> {
        self.child.start_kill().context("the part could not be killed")?;
        let status = self.child.wait().await?;
        anyhow::ensure!(status.signal() == Some(SIGKILL), "the part ended by itself: {status}");
        self.told.await?
    }

    /// Waits until it has done all there is, and ends.
    async fn settled(mut self) -> anyhow::Result<Vec<D>> {
        let ended = tokio::time::timeout(SETTLE_LIMIT, self.child.wait()).await;
        let status = ended.context("the last part did not end")??;
        drop(self.input);
        anyhow::ensure!(status.success(), "the last part failed: {status}");
        self.told.await?
    }
}

/// What a part wrote in whole lines; one that the killing tore is left out.
async fn heard<D: Deed>(
    output: impl AsyncRead + Unpin,
    stage: watch::Sender<Stage>,
) -> anyhow::Result<Vec<D>> {
    let mut reader = BufReader::new(output);
    let mut deeds = Vec::new();
    let mut line = Vec::new();
    for _ in 0..MAX_LINES {
        line.clear();
        match reader.read_until(b'\n', &mut line).await {
            Ok(read) if read > 0 && line.pop() == Some(b'\n') => {}
            _ => break,
        }
        let told = serde_json::from_slice(&line);
        let text = || format!("no part tells this: {}", String::from_utf8_lossy(&line));
        match told.with_context(text)? {
            Told::Ready => drop(stage.send_replace(Stage::Ready)),
            Told::Settled => {}
            Told::Did(deed) => {
                if D::is_work(&deed) {
                    stage.send_replace(Stage::AtWork);
                }
                deeds.push(deed);
            }
        }
    }
    Ok(deeds)
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    use super::*;

    #[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
    struct Step(u8);

    impl Deed for Step {
        const PART: &'static str = "no-part";
        type Work = ();

        fn is_work(&self) -> bool {
            self.0 > 1
        }
    }

    async fn heard_of(output: &str) -> (anyhow::Result<Vec<Step>>, Stage) {
        let (sender, stage) = watch::channel(Stage::Started);
        let deeds = heard(output.as_bytes(), sender).await;
        let come = *stage.borrow();
        (deeds, come)
    }

    fn lines(told: &[Told<Step>]) -> String {
        told.iter().map(|told| serde_json::to_string(told).unwrap() + "\n").collect()
    }

    #[tokio::test]
    async fn what_is_told_is_heard_and_a_torn_line_is_not() {
        let whole = lines(&[Told::Ready, Told::Did(Step(1)), Told::Did(Step(2)), Told::Settled]);
        let (deeds, come) = heard_of(&whole).await;
        assert_eq!((deeds.unwrap(), come), (vec![Step(1), Step(2)], Stage::AtWork));
        let torn = lines(&[Told::Ready, Told::Did(Step(1)), Told::Did(Step(2))]);
        let (deeds, come) = heard_of(torn.trim_end()).await;
        assert_eq!((deeds.unwrap(), come), (vec![Step(1)], Stage::Ready));
    }

    #[tokio::test]
    async fn a_whole_line_that_no_part_tells_is_a_fault() {
        let (deeds, come) = heard_of("\"Ready\"\nsomething else\n").await;
        assert_eq!(deeds.unwrap_err().to_string(), "no part tells this: something else");
        assert_eq!(come, Stage::Ready);
    }
}
