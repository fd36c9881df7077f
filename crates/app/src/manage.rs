//! `manage`: what whoever runs the platform does from its machine.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand, ValueEnum};
use helsebro_actions::joining::{self, NewTerms};
use helsebro_domain::joining::{Document, Kind, MAX_TERMS_BYTES};
use helsebro_domain::time::{Date, written_date};

use crate::config::{Config, Problems};
use crate::wiring::Base;
use crate::{demo, logging, say};

/// What is done.
#[derive(Subcommand)]
pub(crate) enum ManageCommand {
    /// The terms that municipalities accept.
    #[command(subcommand)]
    Terms(TermsCommand),
}

/// What is done with terms.
#[derive(Subcommand)]
pub(crate) enum TermsCommand {
    /// Read a terms text in, with its change log; a draft unless it is said when it was
    /// published.
    Import(ImportArgs),
}

/// The text, and what does not stand in it.
#[derive(Args)]
pub(crate) struct ImportArgs {
    /// Into the demo town in this folder, at the town's time.
    #[arg(long, value_name = "FOLDER", num_args = 0..=1, default_missing_value = demo::FOLDER)]
    demo: Option<PathBuf>,
    /// Which document it is.
    #[arg(long, value_enum, default_value = "special")]
    document: Which,
    /// What kind of change it is.
    #[arg(long, value_enum)]
    kind: What,
    /// The day the municipalities' association was consulted, as in 2026-10-01.
    #[arg(long, value_name = "DAY")]
    consulted: Option<String>,
    /// The day it was published.
    #[arg(long, value_name = "DAY")]
    published: Option<String>,
    /// The regulation that caused it.
    #[arg(long, value_name = "TEXT")]
    legal_basis: Option<String>,
    /// The text, in UTF-8.
    #[arg(value_name = "FILE")]
    text: PathBuf,
}

/// Which document.
#[derive(Clone, Copy, ValueEnum)]
enum Which {
    General,
    Special,
}

/// What kind of change.
#[derive(Clone, Copy, ValueEnum)]
enum What {
    Editorial,
    Material,
}

/// Does it, and says what was done.
pub(crate) async fn run(
    command: &ManageCommand,
    load: impl FnOnce() -> Result<Config, Problems>,
) -> anyhow::Result<ExitCode> {
    let ManageCommand::Terms(TermsCommand::Import(args)) = command;
    let base = match &args.demo {
        Some(folder) => demo::reopened(folder).await?,
        None => {
            let config = load()?;
            logging::start(config.log()?);
            Base::configured(&config).await?
        }
    };
    let size = std::fs::metadata(&args.text).context("the file could not be read")?.len();
    if usize::try_from(size).is_ok_and(|size| size > MAX_TERMS_BYTES) {
        anyhow::bail!("the file is larger than {MAX_TERMS_BYTES} bytes");
    }
    let file = std::fs::read(&args.text).context("the file could not be read")?;
    let new = NewTerms {
        file: &file,
        document: match args.document {
            Which::General => Document::General,
            Which::Special => Document::Special,
        },
        kind: match args.kind {
            What::Editorial => Kind::Editorial,
            What::Material => Kind::Material,
        },
        consulted_on: day(args.consulted.as_deref())?,
        legal_basis: args.legal_basis.as_deref(),
        published_on: day(args.published.as_deref())?,
    };
    let read = match joining::add(&base.acts, new).await {
        Ok(read) => read.context("the text has another form than terms have")?,
        Err(helsebro_actions::ActError::Refused(refusal)) => {
            say::line(&format!("Refused: {}. Nothing was stored.", refusal.code()));
            return Ok(ExitCode::FAILURE);
        }
        Err(error) => return Err(error.into()),
    };
    let changes = read.changes.len();
    let clauses = read.clauses.len();
    let stands = if read.published_on.is_some() { "published" } else { "a draft" };
    say::line(&format!(
        "Version {} from {}: {clauses} clauses, {changes} lines of change log, {stands}.",
        read.version, read.effective_from
    ));
    Ok(ExitCode::SUCCESS)
}

fn day(text: Option<&str>) -> anyhow::Result<Option<Date>> {
    let Some(text) = text else { return Ok(None) };
    written_date(text).map(Some).with_context(|| format!("{text} is no day; write 2026-10-01"))
}
