//! The harness's hand on the part that is killed.

use core::time::Duration;
use std::fs::OpenOptions;
use std::os::unix::process::ExitStatusExt as _;
use std::process::Stdio;

use anyhow::Context as _;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::words::{Orders, Place, Told};

/// How long a part may take until it is as far as it is waited for.
const READY_LIMIT: Duration = Duration::from_secs(90);

/// How long the last part may take; it has a limit of its own that is shorter.
const SETTLE_LIMIT: Duration = Duration::from_secs(35 * 60);

/// The most lines that are read of one part.
const MAX_LINES: usize = 5_000_000;

const SIGKILL: i32 = 9;

/// How far a part has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// Its process was started.
    Started,
    /// Its database is open.
    Ready,
    /// It has sent something.
    AtWork,
}

/// A part at work.
pub(super) struct Running {
    child: Child,
    /// Open as long as the part is wanted.
    input: ChildStdin,
    stage: watch::Receiver<Stage>,
    told: JoinHandle<Vec<Told>>,
}

impl Running {
    pub(super) async fn start(place: &Place, orders: &Orders) -> anyhow::Result<Self> {
        let log = OpenOptions::new().create(true).append(true).open(place.log())?;
        let mut child = Command::new(std::env::current_exe()?)
            .args(["bench", "survive-part"])
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

    /// Waits until it has come so far.
    pub(super) async fn until(&mut self, stage: Stage) -> anyhow::Result<()> {
        let come = self.stage.wait_for(|come| *come >= stage);
        let waited = tokio::time::timeout(READY_LIMIT, come).await;
        waited.context("the part did not come so far in time")?.context("the part ended")?;
        Ok(())
    }

    /// Kills it outright, and hands over what it told. An error when it had ended
    /// by itself.
    pub(super) async fn kill(mut self) -> anyhow::Result<Vec<Told>> {
        self.child.start_kill().context("the part could not be killed")?;
        let status = self.child.wait().await?;
        anyhow::ensure!(status.signal() == Some(SIGKILL), "the part ended by itself: {status}");
        Ok(self.told.await?)
    }

    /// Waits until it has done all there is, and ends.
    pub(super) async fn settled(mut self) -> anyhow::Result<Vec<Told>> {
        let ended = tokio::time::timeout(SETTLE_LIMIT, self.child.wait()).await;
        let status = ended.context("the last part did not end")??;
        drop(self.input);
        anyhow::ensure!(status.success(), "the last part failed: {status}");
        Ok(self.told.await?)
    }
}

/// The whole lines that a part wrote; one that the killing tore is left out.
async fn heard(output: ChildStdout, stage: watch::Sender<Stage>) -> Vec<Told> {
    let mut reader = BufReader::new(output);
    let mut all = Vec::new();
    let mut line = Vec::new();
    while all.len() < MAX_LINES {
        line.clear();
        match reader.read_until(b'\n', &mut line).await {
            Ok(read) if read > 0 && line.pop() == Some(b'\n') => {}
            _ => break,
        }
        let told = String::from_utf8_lossy(&line);
        let told = Told::of(&told).unwrap_or_else(|| Told::Wrong(format!("line: {told}")));
        match told {
            Told::Ready => drop(stage.send_replace(Stage::Ready)),
            Told::Sent { .. } => drop(stage.send_replace(Stage::AtWork)),
            _ => {}
        }
        all.push(told);
    }
    all
}
