//! A municipality's way out, the letters that it takes along, and how the operator sees it.

use helsebro_domain::time::{Date, Instant};

use super::Wrong;
use crate::page::page;

/// The page `/kommune/utmelding`. Posts `act` = `export` (with `number`), which answers
/// with the file; `confirm` (with `sums`) or `receipt` (with `archive` and `authority`).
#[derive(Debug, Clone)]
pub struct LeavingPage {
    /// Where it posts to.
    pub action: String,
    /// The way back.
    pub back: String,
    /// Whose.
    pub home: String,
    /// When its last service was over; none while something is in use.
    pub began_at: Option<Instant>,
    /// From when what is held can be fetched, while that is to come.
    pub ready_at: Option<Instant>,
    /// What is handed over.
    pub volumes: Vec<VolumeRow>,
    /// Who found it whole, and when.
    pub confirmed: Option<(String, Instant)>,
    /// Who signed the receipt, when, and where it lies now.
    pub receipt: Option<(String, Instant, String)>,
    /// When the key was destroyed.
    pub destroyed_at: Option<Instant>,
    /// Whether the reader may fetch and find it whole.
    pub may_fetch: bool,
    /// Whether the reader signs for the municipality.
    pub may_sign: bool,
    /// What is typed.
    pub form: LeavingForm,
    /// What is wrong.
    pub wrong: Wrong,
    /// The key of what was just done.
    pub done: Option<&'static str>,
}

page!(LeavingPage, "joining/leaving.html");

/// A part of what is handed over.
#[derive(Debug, Clone)]
pub struct VolumeRow {
    /// Its number.
    pub number: u32,
    /// How many conversations are in it.
    pub conversations: u32,
    /// Whether it has been fetched.
    pub is_fetched: bool,
}

/// What is typed.
#[derive(Debug, Clone, Default)]
pub struct LeavingForm {
    /// The checksums that the receiver worked out.
    pub sums: String,
    /// Where it lies now.
    pub archive: String,
    /// What gives the right to sign.
    pub authority: String,
}

impl LeavingPage {
    /// Whether what is held can be fetched now.
    pub(crate) fn is_open(&self) -> bool {
        self.began_at.is_some() && self.ready_at.is_none() && self.destroyed_at.is_none()
    }

    /// The colour of a step and the key of its word.
    pub(crate) fn step(&self, step: &str) -> (&'static str, &'static str) {
        let is_done = match step {
            "fetch" => self.volumes.iter().all(|volume| volume.is_fetched),
            "confirm" => self.confirmed.is_some(),
            "receipt" => self.receipt.is_some(),
            _ => self.destroyed_at.is_some(),
        };
        if is_done { ("success", "leaving-done") } else { ("neutral", "leaving-waits") }
    }
}

/// A conversation as a letter that can be read anywhere: what a municipality takes along.
#[derive(Debug, Clone)]
pub struct LetterPage {
    /// The municipality.
    pub home: String,
    /// The unit.
    pub unit: String,
    /// The patient, by name and number.
    pub person: (String, String),
    /// What it is about.
    pub topic: String,
    /// When it began.
    pub opened_at: Instant,
    /// When it was closed.
    pub closed_at: Option<Instant>,
    /// What was written, oldest first: who, when, what, and the names of the files.
    pub messages: Vec<LetterMessage>,
    /// What colleagues noted: who, when, what.
    pub notes: Vec<(String, Instant, String)>,
}

page!(LetterPage, "joining/letter.html");

/// A message in a letter.
#[derive(Debug, Clone)]
pub struct LetterMessage {
    /// Who wrote it.
    pub author: String,
    /// When.
    pub at: Instant,
    /// What was written, in its paragraphs.
    pub body: String,
    /// The names of the files that went along.
    pub files: Vec<String>,
}

/// The page `/drift/avslutninger`. Posts `municipality`: destroy its key.
#[derive(Debug, Clone)]
pub struct GonePage {
    /// Where it posts to.
    pub action: String,
    /// Those on their way out.
    pub rows: Vec<GoneRow>,
    /// What is wrong.
    pub wrong: Wrong,
    /// Whether a key was just destroyed.
    pub is_destroyed: bool,
}

page!(GonePage, "joining/gone.html");

/// A municipality on its way out.
#[derive(Debug, Clone)]
pub struct GoneRow {
    /// Its name.
    pub home: String,
    /// Its id, as the form has it.
    pub value: String,
    /// When its last service was over.
    pub began_at: Instant,
    /// When what was handed over was found whole.
    pub confirmed_at: Option<Instant>,
    /// When it was receipted, and where it lies.
    pub receipt: Option<(Instant, String)>,
    /// When the key was destroyed.
    pub destroyed_at: Option<Instant>,
    /// The first day on which it may be, while citizens have days left.
    pub from: Option<Date>,
}
