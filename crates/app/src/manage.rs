//! `manage`: what whoever runs the platform does from its machine.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand, ValueEnum};
use helsebro_actions::ActError;
use helsebro_actions::joining::{self, NewTerms, TestedProduct};
use helsebro_domain::ids::StaffId;
use helsebro_domain::joining::{Document, Kind, MAX_TERMS_BYTES, Module, Offer, OperatorHeld};
use helsebro_domain::parties::CareArea;
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
    /// Put a module into the catalogue, or change its place there.
    Offer(OfferArgs),
    /// Enter that a journal system was tested with a module, for a type of service.
    Proof(ProofArgs),
    /// Enter that somebody works for the operator for a time.
    Operator(OperatorArgs),
}

/// Where it is done.
#[derive(Args)]
struct At {
    /// In the demo town in this folder, at the town's time.
    #[arg(long, value_name = "FOLDER", num_args = 0..=1, default_missing_value = demo::FOLDER)]
    demo: Option<PathBuf>,
}

/// A module of the catalogue.
#[derive(Args)]
pub(crate) struct OfferArgs {
    #[command(flatten)]
    at: At,
    /// Which module, as in DIALOG.
    #[arg(long)]
    module: String,
    /// The first day that it can be ordered, as in 2026-10-01.
    #[arg(long, value_name = "DAY")]
    from: String,
    /// Where its documentation is.
    #[arg(long, value_name = "ADDRESS")]
    documentation: String,
}

/// A journal system that was tested.
#[derive(Args)]
pub(crate) struct ProofArgs {
    #[command(flatten)]
    at: At,
    /// The product.
    #[arg(long)]
    product: String,
    /// Its version.
    #[arg(long = "product-version", value_name = "VERSION")]
    version: String,
    /// Which module, as in DIALOG.
    #[arg(long)]
    module: String,
    /// The code of the type of service.
    #[arg(long, value_name = "CODE")]
    area: u8,
    /// What the evidence is filed under.
    #[arg(long, value_name = "TEXT")]
    evidence: String,
    /// The day of the test.
    #[arg(long, value_name = "DAY")]
    tested: String,
}

/// Somebody who works for the operator.
#[derive(Args)]
pub(crate) struct OperatorArgs {
    #[command(flatten)]
    at: At,
    /// Her id as staff.
    #[arg(long, value_name = "ID")]
    staff: uuid::Uuid,
    /// The first day.
    #[arg(long, value_name = "DAY")]
    from: String,
    /// The last day.
    #[arg(long, value_name = "DAY")]
    last: String,
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
    match command {
        ManageCommand::Terms(TermsCommand::Import(args)) => import(args, load).await,
        ManageCommand::Offer(args) => offer(args, load).await,
        ManageCommand::Proof(args) => proof(args, load).await,
        ManageCommand::Operator(args) => operator(args, load).await,
    }
}

/// Where it is done: the demo town in a folder, or what is configured.
async fn base(
    folder: Option<&PathBuf>,
    load: impl FnOnce() -> Result<Config, Problems>,
) -> anyhow::Result<Base> {
    match folder {
        Some(folder) => demo::reopened(folder).await,
        None => {
            let config = load()?;
            logging::start(config.log()?);
            Base::configured(&config).await
        }
    }
}

async fn offer(
    args: &OfferArgs,
    load: impl FnOnce() -> Result<Config, Problems>,
) -> anyhow::Result<ExitCode> {
    let module = module(&args.module)?;
    let available_from = needed(&args.from)?;
    let base = base(args.at.demo.as_ref(), load).await?;
    let new = Offer { module, available_from, documentation: args.documentation.trim().to_owned() };
    let done = joining::offer(&base.acts, &[new]).await;
    told(done, &format!("{} can be ordered from {available_from}.", module.as_str()))
}

async fn proof(
    args: &ProofArgs,
    load: impl FnOnce() -> Result<Config, Problems>,
) -> anyhow::Result<ExitCode> {
    let area = CareArea::from_code(i64::from(args.area))
        .context("there is no type of service of that code")?;
    let new = TestedProduct {
        product: (&args.product, &args.version),
        place: (module(&args.module)?, area),
        evidence: &args.evidence,
        tested_on: needed(&args.tested)?,
    };
    let base = base(args.at.demo.as_ref(), load).await?;
    let done = joining::enter_product(&base.acts, new).await;
    told(done, &format!("{} {} is entered.", args.product.trim(), args.version.trim()))
}

async fn operator(
    args: &OperatorArgs,
    load: impl FnOnce() -> Result<Config, Problems>,
) -> anyhow::Result<ExitCode> {
    let (from, last_day) = (needed(&args.from)?, needed(&args.last)?);
    anyhow::ensure!(from <= last_day, "the last day is before the first");
    let base = base(args.at.demo.as_ref(), load).await?;
    let held = OperatorHeld { staff: StaffId::from_uuid(args.staff), from, last_day };
    let done = joining::enter_operator(&base.acts, &held).await;
    told(done, &format!("She works for the operator from {from} to {last_day}."))
}

/// Says what was done, or why it was refused.
fn told(done: Result<(), ActError>, said: &str) -> anyhow::Result<ExitCode> {
    match done {
        Ok(()) => {
            say::line(said);
            Ok(ExitCode::SUCCESS)
        }
        Err(ActError::Refused(refusal)) => {
            say::line(&format!("Refused: {}. Nothing was stored.", refusal.code()));
            Ok(ExitCode::FAILURE)
        }
        Err(error) => Err(error.into()),
    }
}

fn module(text: &str) -> anyhow::Result<Module> {
    Module::parse(text.trim()).ok().with_context(|| format!("{text} is no module; write DIALOG"))
}

fn needed(text: &str) -> anyhow::Result<Date> {
    written_date(text).with_context(|| format!("{text} is no day; write 2026-10-01"))
}

async fn import(
    args: &ImportArgs,
    load: impl FnOnce() -> Result<Config, Problems>,
) -> anyhow::Result<ExitCode> {
    let base = base(args.demo.as_ref(), load).await?;
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
        Err(ActError::Refused(refusal)) => {
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
    text.map(needed).transpose()
}
