//! `backup`, `restore`, and the rehearsal of both.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use clap::{Args, Subcommand};
use helsebro_domain::ids::Dice;
use helsebro_domain::time::Clock;
use helsebro_storage::audit::{self, ChainFile};
use helsebro_storage::backup::{self, ChainRestored, Restored, Scratch, Taken};
use helsebro_storage::sealing::Vault;

use crate::audit::summary;
use crate::clock::SystemClock;
use crate::config::Config;
use crate::dice::SystemDice;
use crate::{doctor, say, wiring};

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct BackupArgs {
    #[command(subcommand)]
    what: Option<BackupCommand>,
    /// The folder to copy to; it must be empty or not there.
    #[arg(required = true)]
    to: Option<PathBuf>,
}

#[derive(Subcommand)]
enum BackupCommand {
    /// Copy, put the copy into a database of its own, look it over, and clear away.
    Rehearse {
        /// Where there is room for two copies; the system's folder for such things.
        #[arg(long = "in", value_name = "FOLDER")]
        place: Option<PathBuf>,
    },
}

/// Copies, or rehearses.
pub(crate) async fn run(args: &BackupArgs, config: &Config) -> anyhow::Result<ExitCode> {
    if let Some(BackupCommand::Rehearse { place }) = &args.what {
        let place = place.clone().unwrap_or_else(std::env::temp_dir);
        return rehearse(config, &place).await;
    }
    let to = args.to.as_deref().context("name the folder to copy to")?;
    let taken = take(config, to).await?;
    tell(&taken, to);
    say::line("The master key is not in it; keep that apart.");
    Ok(if taken.ahead == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Puts a copy into the configured database.
pub(crate) async fn restore(from: &Path, config: &Config) -> anyhow::Result<ExitCode> {
    let (storage, chain) = (config.database()?, config.chain_file()?);
    let Restored { db, manifest, chain } =
        backup::restore(&storage, clock_and_dice(), chain.as_ref(), from)
            .await
            .with_context(|| format!("the copy in {} was not put back", from.display()))?;
    let (rows, tables, made_at) = (manifest.rows(), manifest.tables.len(), &manifest.made_at);
    say::line(&format!("Put back: {rows} rows in {tables} tables, as it was at {made_at}."));
    match chain {
        ChainRestored::Now => say::line("The chain file was put back too."),
        ChainRestored::Kept => say::line(
            "The chain file that is there was kept: `helsebro audit verify` tells which blocks it \
             knows that the copy has not.",
        ),
        ChainRestored::None => say::line("No chain file was put back."),
    }
    let masters = config.master_keys()?;
    Vault::unlock_with_next(&db, Some(&masters.current), masters.next.as_ref())
        .await
        .context("the data are back, but the configured master key does not open them")?;
    say::line("The master key opens it. Now: `helsebro doctor`, and `helsebro audit verify`.");
    Ok(ExitCode::SUCCESS)
}

async fn take(config: &Config, to: &Path) -> anyhow::Result<Taken> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let db = wiring::database(&config.database()?, &clock).await?;
    let chain = config.chain_file()?;
    backup::take(&db, chain.as_ref(), to)
        .await
        .with_context(|| format!("no copy was taken to {}", to.display()))
}

fn tell(taken: &Taken, to: &Path) {
    let manifest = &taken.manifest;
    let (rows, tables, bytes) = (manifest.rows(), manifest.tables.len(), manifest.bytes());
    let to = to.display();
    say::line(&format!("Copied: {rows} rows in {tables} tables, {bytes} bytes, to {to}."));
    if taken.ahead > 0 {
        let blocks = taken.ahead;
        say::line(&format!(
            "FAIL  the chain file knows {blocks} blocks that the database has not: run `helsebro \
             audit verify`, and keep the older copies"
        ));
    }
}

/// A folder that goes away.
struct Room(PathBuf);

impl Room {
    fn make(place: &Path) -> anyhow::Result<Self> {
        let mut name = [0; 8];
        SystemDice.fill(&mut name);
        let name = format!("helsebro-rehearsal-{:016x}", u64::from_be_bytes(name));
        let room = Self(place.join(name));
        let mut builder = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder
            .create(&room.0)
            .with_context(|| format!("no folder could be made in {}", place.display()))?;
        Ok(room)
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            say::aside(&format!("helsebro: {} is still there: {error}", self.0.display()));
        }
    }
}

/// Copies, puts the copy into a database of its own, and looks it over.
async fn rehearse(config: &Config, place: &Path) -> anyhow::Result<ExitCode> {
    let room = Room::make(place)?;
    let copy = room.0.join("copy");
    let taken = take(config, &copy).await?;
    tell(&taken, &copy);
    let scratch = Scratch::make(&config.database()?, clock_and_dice(), &room.0)
        .await
        .context("no database could be made for the rehearsal; its user must be allowed to")?;
    let passed = look_over(config, &scratch, &room, taken.ahead).await;
    let removed = scratch.remove().await.context("the rehearsal's database is still there");
    let passed = passed?;
    removed?;
    say::line(if passed { "The rehearsal passed." } else { "The rehearsal did NOT pass." });
    Ok(if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn look_over(
    config: &Config,
    scratch: &Scratch,
    room: &Room,
    ahead: u64,
) -> anyhow::Result<bool> {
    let chain = config.chain_file()?.map(|_| ChainFile::at(room.0.join("restored.chain")));
    let settings = &scratch.settings;
    let restored =
        backup::restore(settings, clock_and_dice(), chain.as_ref(), &room.0.join("copy"))
            .await
            .context("the copy could not be put back")?;
    let tables = restored.manifest.tables.len();
    say::line(&format!(
        "OK    put back: every one of {tables} tables has the rows that were copied"
    ));
    let db = &restored.db;
    let mut passed = doctor::look_at_copy(config, db).await && ahead == 0;
    let masters = config.master_keys()?;
    let vault = Vault::unlock_with_next(db, Some(&masters.current), masters.next.as_ref()).await;
    match vault.context("the master key does not open the copy")?.check_all().await {
        Ok(keys) => say::line(&format!("OK    data keys: each of {keys} opens")),
        Err(error) => {
            passed = false;
            say::line(&format!("FAIL  data keys: {error}"));
        }
    }
    let found =
        audit::verify(db, chain.as_ref()).await.context("the audit trail was not walked")?;
    let state = if found.is_well() { "OK" } else { "FAIL" };
    say::line(&format!("{state:<5} audit trail: {}", summary(&found)));
    for finding in &found.findings {
        say::line(&format!("FAIL  {finding}"));
    }
    Ok(passed && found.is_well())
}

fn clock_and_dice() -> (Arc<dyn Clock>, Arc<dyn Dice>) {
    (Arc::new(SystemClock), Arc::new(SystemDice))
}
