//! `audit verify`: whether the audit trail is as it was when it was sealed.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use clap::{Args, Subcommand};
use helsebro_domain::time::Clock;
use helsebro_storage::Db;
use helsebro_storage::audit::{self, ChainFile, Verified};
use serde_json::json;

use crate::clock::SystemClock;
use crate::config::{Config, Problems};
use crate::{demo, say, wiring};

#[derive(Subcommand)]
pub(crate) enum AuditCommand {
    /// Walk over every line and block, and name what is not as it was sealed.
    Verify(VerifyArgs),
}

#[derive(Args)]
pub(crate) struct VerifyArgs {
    /// Look at the demo town in this folder instead of the configured database.
    #[arg(long, value_name = "FOLDER", num_args = 0..=1, default_missing_value = demo::FOLDER)]
    demo: Option<PathBuf>,
    /// Print JSON: one line a chain, one a finding, and a last one for all.
    #[arg(long)]
    json: bool,
}

/// Looks, prints, and succeeds when all is well.
pub(crate) async fn run(
    command: &AuditCommand,
    load: impl FnOnce() -> Result<Config, Problems>,
) -> anyhow::Result<ExitCode> {
    let AuditCommand::Verify(args) = command;
    let (db, file) = match &args.demo {
        Some(folder) => (demo::reopened(folder).await?.db, Some(demo::chain_of(folder))),
        None => configured(&load()?).await?,
    };
    let found = audit::verify(&db, file.as_ref()).await.context("the walk was not finished")?;
    if args.json {
        print_json(&found)
    } else {
        print(&found)
    }
    Ok(if found.is_well() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn configured(config: &Config) -> anyhow::Result<(Db, Option<ChainFile>)> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let db = wiring::database(&config.database()?, &clock).await?;
    db.check_schema().await.context("the database is not ready; run `helsebro migrate`")?;
    Ok((db, config.chain_file()?))
}

fn print(found: &Verified) {
    for seen in &found.chains {
        let state = if seen.findings == 0 { "OK" } else { "FAIL" };
        let (chain, blocks, lines) = (seen.chain, seen.blocks, seen.lines);
        say::line(&format!("{state:<5} chain {chain}: {blocks} blocks, {lines} lines"));
    }
    for finding in &found.findings {
        say::line(&format!("FAIL  {finding}"));
    }
    if found.more_findings > 0 {
        say::line(&format!("FAIL  and {} more", found.more_findings));
    }
    say::line(&summary(found));
}

/// All in one or two sentences.
pub(crate) fn summary(found: &Verified) -> String {
    let Verified { lines, unsealed, .. } = found;
    let what = if found.is_well() { "All is well" } else { "NOT as it was sealed" };
    let file = if found.with_file {
        ""
    } else {
        " There was no chain file to hold it against: what was cut off at the end is not seen."
    };
    format!("{what}: {lines} lines, {unsealed} of them not sealed yet.{file}")
}

fn print_json(found: &Verified) {
    for seen in &found.chains {
        let chain = json!({
            "chain": seen.chain.to_string(),
            "blocks": seen.blocks,
            "lines": seen.lines,
            "findings": seen.findings,
        });
        say::line(&chain.to_string());
    }
    for finding in &found.findings {
        let said = finding.to_string();
        say::line(&json!({ "finding": finding.kind(), "said": said }).to_string());
    }
    let all = json!({
        "well": found.is_well(),
        "lines": found.lines,
        "unsealed": found.unsealed,
        "with_file": found.with_file,
        "findings": found.findings.len() as u64 + found.more_findings,
    });
    say::line(&all.to_string());
}
