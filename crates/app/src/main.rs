//! The one binary: reads the command and the configuration, and wires the rooms
//! together. It decides nothing.

mod audit;
mod backup;
mod bench;
mod clock;
mod config;
mod controllership;
mod demo;
mod dice;
mod doctor;
mod keys;
mod logging;
mod manage;
mod messages;
mod migrate;
mod routes;
mod say;
mod serve;
mod serving;
mod stopping;
mod wiring;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::config::{Config, Problems};
use crate::serve::Jobs;

/// Digital health and care services between citizens and municipalities.
#[derive(Parser)]
#[command(name = "helsebro", version, disable_help_subcommand = true)]
struct Cli {
    #[command(flatten)]
    config: ConfigFile,
    #[command(subcommand)]
    command: Command,
}

#[derive(Args)]
struct ConfigFile {
    /// The configuration file; helsebro.toml in this folder when it is there.
    #[arg(long = "config", value_name = "FILE", env = "HELSEBRO_CONFIG", global = true)]
    file: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Start a made-up town to look at, on this machine only.
    Demo(demo::DemoArgs),
    /// Open the doors and do the jobs.
    Serve {
        /// Leave the jobs to `helsebro work`; needs PostgreSQL.
        #[arg(long)]
        no_worker: bool,
    },
    /// Do the jobs alone; needs PostgreSQL.
    Work,
    /// Bring the database's schema forward.
    Migrate,
    /// Look at the configuration.
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Try database, keys, clock, partners and jobs, and say what to do.
    Doctor {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// The audit trail.
    #[command(subcommand)]
    Audit(audit::AuditCommand),
    /// Copy the database and the chain file into a folder, while the platform runs.
    Backup(backup::BackupArgs),
    /// Put a copy into the configured database, which must be empty.
    Restore {
        /// The folder of the copy.
        from: PathBuf,
    },
    /// The keys that content is sealed with.
    #[command(subcommand)]
    Keys(keys::KeysCommand),
    /// Messages from journal systems, as files.
    #[command(subcommand)]
    Message(messages::MessageCommand),
    /// Do what whoever runs the platform does: read terms in.
    #[command(subcommand)]
    Manage(manage::ManageCommand),
    /// Who is controller for what.
    #[command(subcommand)]
    Controllership(Box<controllership::ControllershipCommand>),
    /// Print every address of the doors, one JSON line each, for the browser stories.
    #[command(hide = true)]
    Routes,
    /// Measure, beside a bare loop on the same database in the same run.
    #[command(subcommand)]
    Bench(bench::Bench),
}

#[derive(Subcommand)]
enum ConfigCommand {
    /// Say everything that is wrong with it, and what to write instead.
    Check,
    /// Print the values in force, secrets hidden, and where each came from.
    Show,
    /// Print the default, which is the documentation.
    Default,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            say::aside(&format!("helsebro: the process could not be set up: {error}"));
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(run(cli)) {
        Ok(code) => code,
        Err(error) => {
            say::aside(&format!("helsebro: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let load = || Config::load(cli.config.file.as_deref(), &config::variables());
    match cli.command {
        // The town takes nothing from the file, so that it cannot touch real data.
        Command::Demo(args) => demo::run(args).await?,
        Command::Message(messages::MessageCommand::Check(args)) => {
            return Ok(messages::check(&args));
        }
        Command::Message(messages::MessageCommand::Import(args)) => {
            return messages::import(&args, load).await;
        }
        Command::Audit(command) => return audit::run(&command, load).await,
        Command::Controllership(command) => controllership::run(&command, load).await?,
        Command::Keys(command) => return keys::run(&command, &load()?).await,
        Command::Backup(args) => return backup::run(&args, &load()?).await,
        Command::Restore { from } => return backup::restore(&from, &load()?).await,
        Command::Manage(command) => return manage::run(&command, load).await,
        Command::Routes => routes::print(),
        Command::Config(command) => return Ok(look_at_config(&command, load())),
        Command::Doctor { json } => {
            let form = if json { doctor::Form::Json } else { doctor::Form::Text };
            return Ok(doctor::run(load(), form).await);
        }
        Command::Serve { no_worker } => {
            let jobs = if no_worker { Jobs::Elsewhere } else { Jobs::Here };
            serve::serve(&telling(load()?)?, jobs).await?;
        }
        Command::Work => serve::work(&telling(load()?)?).await?,
        Command::Migrate => migrate::run(&telling(load()?)?).await?,
        // It measures on databases of its own, so it takes nothing from the file.
        Command::Bench(bench) => bench::run(bench).await?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The configuration, with log lines going where it says.
fn telling(config: Config) -> Result<Config, Problems> {
    logging::start(config.log()?);
    Ok(config)
}

fn look_at_config(command: &ConfigCommand, loaded: Result<Config, Problems>) -> ExitCode {
    let problems = match (command, loaded) {
        (ConfigCommand::Default, _) => {
            say::line(config::DEFAULT.trim_end());
            return ExitCode::SUCCESS;
        }
        (ConfigCommand::Show, Ok(config)) => {
            say::line(config.show().trim_end());
            return ExitCode::SUCCESS;
        }
        (ConfigCommand::Check, Ok(config)) => config.check(),
        (_, Err(problems)) => problems,
    };
    problems.lines().for_each(|line| say::line(&line));
    if problems.is_empty() {
        say::line("The configuration can be used.");
        return ExitCode::SUCCESS;
    }
    ExitCode::FAILURE
}
