//! The operator's phase-out of a module: the instruction, the receipts, the last day
//! (S1-6-a, S1-6-b).

use helsebro_domain::time::{Date, Instant};

use super::Wrong;
use crate::page::page;

/// The page `/drift/utfasing`. Posts `act` = `announce` (with `issuer`, `dated`, `document`
/// and `told`), `begin` (with `last_day`) or `withdraw` (with `document`).
#[derive(Debug, Clone)]
pub struct WindDownPage {
    /// Where it posts to.
    pub action: String,
    /// The module, as in «DIALOG».
    pub module: &'static str,
    /// Who can instruct, by name.
    pub bodies: Vec<String>,
    /// The phase-out that goes on.
    pub going_on: Option<WindDownView>,
    /// Everybody who has it in use, and the day of each receipt.
    pub homes: Vec<(String, Option<Date>)>,
    /// What is typed.
    pub form: WindDownForm,
    /// What is wrong.
    pub wrong: Wrong,
    /// The key of what was just done.
    pub done: Option<&'static str>,
}

page!(WindDownPage, "joining/winding.html");

/// A phase-out that goes on.
#[derive(Debug, Clone)]
pub struct WindDownView {
    /// Who gave the instruction.
    pub issuer: String,
    /// Its date.
    pub dated: Date,
    /// What it is filed under.
    pub document: String,
    /// The day the association was told.
    pub told: Date,
    /// When it was announced.
    pub announced_at: Instant,
    /// The first day that can be the last, when every receipt is there.
    pub earliest: Option<Date>,
    /// The last day, when it has begun.
    pub last_day: Option<Date>,
}

/// What is typed.
#[derive(Debug, Clone, Default)]
pub struct WindDownForm {
    /// Who gave the instruction.
    pub issuer: String,
    /// Its date.
    pub dated: String,
    /// What it, or its withdrawal, is filed under.
    pub document: String,
    /// The day the association was told.
    pub told: String,
    /// The last day.
    pub last_day: String,
}

impl WindDownPage {
    /// The key of the module's name.
    pub(crate) fn module_key(&self) -> String {
        format!("joining-module-{}", self.module)
    }

    /// How many receipts are there, and of how many.
    pub(crate) fn count(&self) -> (usize, usize) {
        (self.homes.iter().filter(|home| home.1.is_some()).count(), self.homes.len())
    }

    /// Whether this is who was chosen.
    pub(crate) fn is_issuer(&self, name: &str) -> bool {
        self.form.issuer == name
    }
}
