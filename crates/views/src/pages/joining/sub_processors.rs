//! New sub-processors, announced by the operator (§ 6.6).

use helsebro_domain::time::Date;

use super::Wrong;
use crate::page::page;

/// The page `/drift/underleverandorer`. Posts `act` = `announce` (with `name`, `place`,
/// `task` and `from`) or `withdraw` (with `change`).
#[derive(Debug, Clone)]
pub struct SubProcessorsPage {
    /// The way back.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// What is announced, newest first, with what each municipality objects.
    pub rows: Vec<(ChangeView, Vec<(String, ObjectionView)>)>,
    /// The first day that a new one can process.
    pub earliest: Date,
    /// What is typed.
    pub form: SubProcessorForm,
    /// What is wrong.
    pub wrong: Wrong,
    /// The key of what was just done.
    pub done: Option<&'static str>,
}

page!(SubProcessorsPage, "joining/sub_processors.html");

/// A sub-processor that is announced.
#[derive(Debug, Clone)]
pub struct ChangeView {
    /// What is posted.
    pub value: String,
    /// Its name, place and task.
    pub new: (String, String, String),
    /// The day it was announced.
    pub announced_on: Date,
    /// The day it takes effect.
    pub from: Date,
    /// The key of where it stands.
    pub state_key: &'static str,
    /// Whether the operator may still take it back.
    pub may_be_withdrawn: bool,
    /// Whether the reader's municipality may object.
    pub may_object: bool,
}

/// What a municipality objects.
#[derive(Debug, Clone)]
pub struct ObjectionView {
    /// The day.
    pub made_on: Date,
    /// Why.
    pub reason: String,
    /// The day it was taken back.
    pub withdrawn_on: Option<Date>,
}

/// What is typed.
#[derive(Debug, Clone, Default)]
pub struct SubProcessorForm {
    /// Who.
    pub name: String,
    /// Where.
    pub place: String,
    /// What it does.
    pub task: String,
    /// The first day.
    pub from: String,
}
