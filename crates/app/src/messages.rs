//! `message check` and `message import`: a journal system's messages, as files.
//!
//! One JSON line a file, for the person who connects a journal system. It repeats
//! ids and codes; no name, no text and no whole identity number.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use helsebro_actions::dialog::desk::receive::Outcome;
use helsebro_messaging::{CheckError, CheckLine, CheckWarning, Warning};
use helsebro_worker::inbound::{NotTaken, Taken, take_in};
use serde::Serialize;

use crate::config::{Config, Problems};
use crate::wiring::Base;
use crate::{demo, logging, say};

/// The largest file that is read; the reader's own limit is lower.
const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;

/// Another fault than those of the message itself (8221).
const OTHER_FAULT: &str = "X99";

/// What is done with the files.
#[derive(Subcommand)]
pub(crate) enum MessageCommand {
    /// Say what each file is and what it would do; nothing is done.
    Check(CheckArgs),
    /// Take each file in.
    Import(ImportArgs),
}

/// The files to look at.
#[derive(Args)]
pub(crate) struct CheckArgs {
    /// The files.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// The files to take in, and where.
#[derive(Args)]
pub(crate) struct ImportArgs {
    /// Into the demo town in this folder, at the town's time.
    #[arg(long, value_name = "FOLDER", num_args = 0..=1, default_missing_value = demo::FOLDER)]
    demo: Option<PathBuf>,
    /// The files, taken in one after another.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// Prints a line for each file; succeeds only when all were understood.
pub(crate) fn check(args: &CheckArgs) -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for path in &args.files {
        let file = path.display().to_string();
        let line = match read(path) {
            Ok(bytes) => helsebro_messaging::check(&file, &bytes),
            Err(why) => unreadable(file, why),
        };
        if !line.understood {
            code = ExitCode::FAILURE;
        }
        print(&line);
    }
    code
}

/// Takes each file in and prints a line for it; succeeds only when all were taken.
pub(crate) async fn import(
    args: &ImportArgs,
    load: impl FnOnce() -> Result<Config, Problems>,
) -> anyhow::Result<ExitCode> {
    let base = match &args.demo {
        Some(folder) => demo::reopened(folder).await?,
        None => {
            let config = load()?;
            logging::start(config.log()?);
            Base::configured(&config).await?
        }
    };
    let mut code = ExitCode::SUCCESS;
    for path in &args.files {
        let mut line = ImportLine { file: path.display().to_string(), ..ImportLine::default() };
        match read(path) {
            Ok(bytes) => match take_in(&base.acts, &bytes).await {
                Ok(taken) => line.taken(taken),
                Err(not) => line.not_taken(&not),
            },
            Err(why) => line.error = Some(CheckError { code: OTHER_FAULT, message: why }),
        }
        if line.error.is_some() {
            code = ExitCode::FAILURE;
        }
        print(&line);
    }
    Ok(code)
}

/// What is told about one file that was to be taken in.
#[derive(Default, Serialize)]
struct ImportLine {
    file: String,
    outcome: Option<&'static str>,
    act: Option<&'static str>,
    message_id: Option<String>,
    thread: Option<String>,
    contacts: Option<Contacts>,
    warnings: Vec<CheckWarning>,
    error: Option<CheckError>,
}

/// What a contact list changed.
#[derive(Serialize)]
struct Contacts {
    created: usize,
    updated: usize,
    closed: usize,
}

impl ImportLine {
    fn taken(&mut self, taken: Taken) {
        self.act = Some(taken.act);
        self.message_id = Some(taken.message_id);
        self.warnings = taken.warnings.iter().map(warning).collect();
        let (outcome, thread) = match taken.outcome {
            Outcome::Contacts(replaced) => {
                let (created, updated) = (replaced.created, replaced.updated);
                self.contacts = Some(Contacts { created, updated, closed: replaced.closed });
                ("contacts", None)
            }
            Outcome::Started(thread) => ("started", Some(thread)),
            Outcome::Answered(thread) => ("answered", Some(thread)),
            Outcome::Closed(thread) => ("closed", Some(thread)),
            Outcome::Duplicate => ("duplicate", None),
        };
        self.outcome = Some(outcome);
        self.thread = thread.map(|thread| thread.to_string());
    }

    fn not_taken(&mut self, not: &NotTaken) {
        let code = not.code().unwrap_or(OTHER_FAULT);
        self.error = Some(CheckError { code, message: not.to_string() });
    }
}

fn warning(found: &Warning) -> CheckWarning {
    CheckWarning { code: found.code.as_str(), element: found.element.clone() }
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    let unreadable = |error: std::io::Error| format!("The file cannot be read: {error}");
    if std::fs::metadata(path).map_err(unreadable)?.len() > MAX_FILE_BYTES {
        return Err(format!("The file has more than {MAX_FILE_BYTES} bytes"));
    }
    std::fs::read(path).map_err(unreadable)
}

fn unreadable(file: String, message: String) -> CheckLine {
    CheckLine {
        file,
        understood: false,
        function: None,
        message_id: None,
        conversation: None,
        sender_her: None,
        receiver_her: None,
        patient: None,
        act: None,
        warnings: Vec::new(),
        error: Some(CheckError { code: OTHER_FAULT, message }),
    }
}

fn print(line: &impl Serialize) {
    match serde_json::to_string(line) {
        Ok(text) => say::line(&text),
        Err(error) => say::aside(&format!("helsebro: a line could not be written: {error}")),
    }
}
