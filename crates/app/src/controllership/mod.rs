//! `controllership explain`: who is controller, by which row, agreements and clauses.

mod database;
mod file;
mod names;
mod said;
mod shape;

use std::path::PathBuf;

use anyhow::bail;
use clap::{Args, Subcommand};
use helsebro_domain::controllership::{
    Entry, HeldBy, Origin, Partition, Question, Register, resolve,
};
use helsebro_domain::time::Clock as _;

use self::names::Names;
use crate::clock::SystemClock;
use crate::config::{Config, Problems};
use crate::{demo, say};

#[derive(Subcommand)]
pub(crate) enum ControllershipCommand {
    /// Say who is controller for a service at an instant, and why.
    Explain(ExplainArgs),
}

#[derive(Args)]
pub(crate) struct ExplainArgs {
    /// The municipality, by its name or id.
    #[arg(long)]
    municipality: String,
    /// The service, by its code in 7619.
    #[arg(long, value_name = "CODE")]
    care_area: i64,
    /// The unit, by its name or id.
    #[arg(long)]
    unit: Option<String>,
    /// PLATFORM, FORMIDLING, EPJ_RECORD or CASE_FILE.
    #[arg(long, default_value = "EPJ_RECORD")]
    category: String,
    /// The instant, or a day: its beginning in Oslo. Now, when it is not said.
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// Facts to ask instead of the database.
    #[arg(long, value_name = "FILE")]
    facts: Option<PathBuf>,
    /// Look at the demo town in this folder instead of the configured database.
    #[arg(long, value_name = "FOLDER", num_args = 0..=1, default_missing_value = demo::FOLDER)]
    demo: Option<PathBuf>,
    #[command(flatten)]
    entry: EntryArgs,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

/// What is known of the entry that is asked about.
#[derive(Args)]
struct EntryArgs {
    /// When the entry was written.
    #[arg(long, value_name = "TIME")]
    written: Option<String>,
    /// Who wrote it, by name or id.
    #[arg(long, value_name = "PARTY")]
    author: Option<String>,
    /// OWN or SHARED: in which part of an incomplete joint journal it stands.
    #[arg(long)]
    partition: Option<String>,
    /// EPJ_RECORD or CASE_FILE: from where something is sent.
    #[arg(long)]
    origin: Option<String>,
    /// HOST or PARTICIPANT: who keeps the case.
    #[arg(long)]
    held_by: Option<String>,
    /// The municipality where the person lives.
    #[arg(long, value_name = "MUNICIPALITY")]
    residence: Option<String>,
}

/// Asks and prints.
pub(crate) async fn run(
    command: &ControllershipCommand,
    load: impl FnOnce() -> Result<Config, Problems>,
) -> anyhow::Result<()> {
    let ControllershipCommand::Explain(args) = command;
    let (facts, names) = match (&args.facts, &args.demo) {
        (Some(path), _) => file::read(path)?,
        (None, Some(folder)) => {
            let base = demo::reopened(folder).await?;
            database::read(&base.db, base.acts.deployment()).await?
        }
        (None, None) => database::configured(&load()?).await?,
    };
    let question = question(args, &names)?;
    let answer = resolve(&Register::new(facts), &question);
    if args.json {
        say::line(&said::json(&names, &question, &answer).to_string());
    } else {
        said::lines(&names, &question, &answer).iter().for_each(|line| say::line(line));
    }
    Ok(())
}

fn question(args: &ExplainArgs, names: &Names) -> anyhow::Result<Question> {
    let municipality = names.find_municipality(&args.municipality)?;
    let unit = args.unit.as_deref().map(|unit| names.find_unit(municipality, unit)).transpose()?;
    let at = match &args.at {
        Some(text) => file::instant(text)?,
        None => SystemClock.now(),
    };
    let category = file::category(&args.category)?;
    let area = file::care_area(args.care_area)?;
    let asked = Question::new(category, municipality, area, unit, at);
    Ok(asked.with(entry(&args.entry, names)?))
}

fn entry(args: &EntryArgs, names: &Names) -> anyhow::Result<Entry> {
    Ok(Entry {
        created_at: args.written.as_deref().map(file::instant).transpose()?,
        author: args.author.as_deref().map(|name| names.find_party(name)).transpose()?,
        partition: one_of(
            args.partition.as_deref(),
            [("OWN", Partition::Own), ("SHARED", Partition::Shared)],
        )?,
        origin: one_of(
            args.origin.as_deref(),
            [("EPJ_RECORD", Origin::EpjRecord), ("CASE_FILE", Origin::CaseFile)],
        )?,
        held_by: one_of(
            args.held_by.as_deref(),
            [("HOST", HeldBy::Host), ("PARTICIPANT", HeldBy::Participant)],
        )?,
        residence: args
            .residence
            .as_deref()
            .map(|name| names.find_municipality(name))
            .transpose()?,
    })
}

fn one_of<T: Copy>(text: Option<&str>, choices: [(&str, T); 2]) -> anyhow::Result<Option<T>> {
    let Some(text) = text else { return Ok(None) };
    match choices.iter().find(|(name, _)| *name == text) {
        Some((_, choice)) => Ok(Some(*choice)),
        None => bail!("«{text}» is neither {} nor {}", choices[0].0, choices[1].0),
    }
}
