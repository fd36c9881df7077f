//! A PostgreSQL of the run's own, killed and started again by a script, which knows
//! where its programs are and as whom they run.

use core::time::Duration;
use std::path::Path;
use std::process::Stdio;

use anyhow::Context as _;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

use super::args::{Database, TrialArgs};
use super::place::Place;

/// How long the script may take for one word; a start after a crash is the longest.
const LIMIT: Duration = Duration::from_secs(120);

/// The server. When its input ends the script stops it and removes nothing.
pub(in crate::bench) struct Server {
    child: Child,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
    /// Where it is, before and after each killing.
    url: String,
}

impl Server {
    /// The database of a run: its server, when it has one, and its address.
    pub(in crate::bench) async fn beside(
        args: &TrialArgs,
        place: &Place,
    ) -> anyhow::Result<(Option<Self>, String)> {
        match args.database {
            Database::Sqlite => Ok((None, format!("sqlite:{}", place.database().display()))),
            Database::Postgres => {
                let server = Self::start(&args.postgres_script, &place.server()).await?;
                let url = server.url.clone();
                Ok((Some(server), url))
            }
        }
    }

    /// Makes a cluster in the folder and starts it.
    async fn start(script: &Path, folder: &Path) -> anyhow::Result<Self> {
        let mut child = Command::new(script)
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("{} could not be started", script.display()))?;
        let input = child.stdin.take().context("no input")?;
        let output = child.stdout.take().context("no output")?;
        let output = BufReader::new(output).lines();
        let mut server = Self { child, input, output, url: String::new() };
        server.url = server.answer("ready").await?;
        Ok(server)
    }

    /// Kills the server and all its processes outright; says how many they were.
    pub(in crate::bench) async fn kill(&mut self) -> anyhow::Result<u64> {
        self.say("kill").await?;
        Ok(self.answer("killed").await?.parse()?)
    }

    /// Starts it again; it recovers from its log.
    pub(in crate::bench) async fn start_again(&mut self) -> anyhow::Result<()> {
        self.say("start").await?;
        self.answer("ready").await.map(drop)
    }

    /// Stops it gently.
    pub(in crate::bench) async fn stop(mut self) -> anyhow::Result<()> {
        drop(self.input);
        let ended = tokio::time::timeout(LIMIT, self.child.wait()).await;
        let status = ended.context("the server's script did not end")??;
        anyhow::ensure!(status.success(), "the server's script failed: {status}");
        Ok(())
    }

    async fn say(&mut self, word: &str) -> anyhow::Result<()> {
        let line = format!("{word}\n");
        self.input.write_all(line.as_bytes()).await.context("the server's script is gone")
    }

    /// What stands after this word on the next line.
    async fn answer(&mut self, word: &str) -> anyhow::Result<String> {
        let line = tokio::time::timeout(LIMIT, self.output.next_line()).await;
        let line = line.context("the server's script does not answer")??;
        let line = line.context("the server's script ended")?;
        let rest = line.strip_prefix(word).context("the server's script said something else")?;
        Ok(rest.trim().to_owned())
    }
}
