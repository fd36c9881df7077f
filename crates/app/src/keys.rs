//! `keys`: which there are, new ones for old, and the end of one.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use helsebro_domain::controllership::Controller;
use helsebro_domain::ids::KeyId;
use helsebro_domain::joining::Deployment;
use helsebro_domain::time::Clock;
use helsebro_storage::Db;
use helsebro_storage::sealing::{self, FRESH_FOR, KeyUse, ListedKey, MasterRotated, Vault};

use crate::clock::SystemClock;
use crate::config::{Config, MasterKeys, master_key_in};
use crate::{say, wiring};

#[derive(Subcommand)]
pub(crate) enum KeysCommand {
    /// List the keys: ids, whose, what for, since when. No key is shown.
    List,
    /// Put new keys in the place of old ones, while the platform runs.
    Rotate(RotateArgs),
    /// Destroy a retired data key of a municipality that has left and receipted what it
    /// sealed: that can never be read again.
    Destroy {
        /// The key, as `keys list` shows it.
        key: String,
        /// Without this nothing is destroyed.
        #[arg(long)]
        yes: bool,
    },
}

#[derive(Args)]
#[group(required = true, multiple = true)]
pub(crate) struct RotateArgs {
    /// Wrap every data key by another master key: the one in this file, or the
    /// configured keys.next_master_key_file.
    #[arg(long, value_name = "NEWKEYFILE", num_args = 0..=1)]
    master: Option<Option<PathBuf>>,
    /// Retire the data keys in use and make new ones. Old content stays readable.
    #[arg(long)]
    data: bool,
}

/// Does what was asked, and says what that means for those that run.
pub(crate) async fn run(command: &KeysCommand, config: &Config) -> anyhow::Result<ExitCode> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let db = wiring::database(&config.database()?, &clock).await?;
    db.check_schema().await.context("the database is not ready; run `helsebro migrate`")?;
    match command {
        KeysCommand::List => {
            for key in sealing::list(&db).await? {
                say::line(&line_of(&key));
            }
        }
        KeysCommand::Rotate(args) => rotate(&db, args, config.master_keys()?).await?,
        KeysCommand::Destroy { key, yes } => {
            destroy(&db, config.platform()?.deployment, (key, *yes)).await?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn rotate(db: &Db, args: &RotateArgs, masters: MasterKeys) -> anyhow::Result<()> {
    if args.data {
        let MasterKeys { current, next } = &masters;
        let vault = Vault::unlock_with_next(db, Some(current), next.as_ref())
            .await
            .context("the keys could not be unlocked")?;
        let keys = sealing::rotate_data_keys(&vault).await?;
        let seconds = FRESH_FOR.as_secs();
        say::line(&format!(
            "{keys} data keys were retired for new ones. What runs uses the new ones within \
             {seconds} seconds; what the old ones sealed stays readable. The keys of the keyed \
             hashes are as they were."
        ));
    }
    if let Some(file) = &args.master {
        rotate_master(db, masters, file.as_ref()).await?;
    }
    Ok(())
}

async fn rotate_master(db: &Db, masters: MasterKeys, file: Option<&PathBuf>) -> anyhow::Result<()> {
    let MasterKeys { current, next } = masters;
    let Some(new) = file.map(|file| master_key_in(file)).transpose()?.or(next) else {
        bail!("name the new key's file, or set keys.next_master_key_file");
    };
    match sealing::rotate_master(db, &current, &new).await? {
        MasterRotated::Now { keys } => {
            let seconds = FRESH_FOR.as_secs();
            say::line(&format!(
                "{keys} keys are wrapped by the new master key. What runs and has not been given \
                 it as keys.next_master_key_file cannot open content after {seconds} seconds."
            ));
            say::line("Now: 1. set keys.master_key_file to the new key everywhere;");
            say::line("     2. take keys.next_master_key_file away, and start anew;");
            say::line("     3. keep the old key as long as back-ups from before this are kept.");
        }
        MasterRotated::Before => {
            say::line("The new master key is in force already; nothing was changed.");
        }
    }
    Ok(())
}

async fn destroy(db: &Db, deployment: Deployment, (key, yes): (&str, bool)) -> anyhow::Result<()> {
    let Ok(id) = key.parse::<KeyId>() else {
        bail!("{key} is not a key's id; see `helsebro keys list`");
    };
    if !yes {
        bail!("nothing was destroyed: what the key sealed is lost for ever; say it with --yes");
    }
    sealing::destroy(db, deployment, id).await?;
    let seconds = FRESH_FOR.as_secs();
    say::line(&format!(
        "The key is destroyed, and with it what it sealed; in what runs within {seconds} seconds. \
         Copies of the database from before this still hold it, wrapped."
    ));
    Ok(())
}

fn line_of(key: &ListedKey) -> String {
    let whose = match key.controller {
        Controller::Platform => "platform".to_owned(),
        Controller::Municipality(id) => id.to_string(),
    };
    let what = match key.used_for {
        KeyUse::Seals(category) => category.as_str(),
        KeyUse::Hashes => "KEYED_HASH",
    };
    let state = match (key.retired_at, key.destroyed_at) {
        (_, Some(at)) => format!("destroyed {at}"),
        (Some(at), None) => format!("retired {at}"),
        (None, None) => "in use".to_owned(),
    };
    format!("{}  {whose:<36}  {what:<10}  made {}  {state}", key.id, key.created_at)
}
