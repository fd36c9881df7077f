//! What somebody in a municipality must look at, and who took over from whom.

use helsebro_domain::time::Date;

use super::{PlaceChoice, Wrongs};
use crate::page::page;

/// The page `/kommune/ansvar/oppgaver`. Posts `task` and `outcome`.
#[derive(Debug, Clone)]
pub struct TasksPage {
    /// The way back.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// Where emergency look-ups are judged, and how many wait; for the data protection officer.
    pub judge: Option<(String, i64)>,
    /// What is open, the most urgent first.
    pub open: Vec<TaskLine>,
    /// What is over, the latest first.
    pub over: Vec<TaskLine>,
    /// Whether something was stored just now.
    pub saved: bool,
    /// What is wrong.
    pub wrongs: Wrongs,
}

page!(TasksPage, "municipality/tasks.html");

/// A task.
#[derive(Debug, Clone)]
pub struct TaskLine {
    /// What is posted to say what came of it.
    pub value: String,
    /// What kind it is, as its words are called.
    pub kind: &'static str,
    /// What it is about: the code of a care area or a unit's name; none for everything.
    pub covers: (Option<u8>, Option<String>),
    /// When it must be settled.
    pub due: Date,
    /// Whether that day is past.
    pub late: bool,
    /// Whether the reader says what came of it.
    pub by_hand: bool,
    /// What came of it; none when the register was put right.
    pub outcome: Option<String>,
    /// What was typed.
    pub typed: String,
}

impl TaskLine {
    /// The key of what it is.
    pub fn key(&self) -> String {
        format!("responsible-task-{}", self.kind)
    }

    /// The key of what to do.
    pub fn to_do_key(&self) -> String {
        format!("responsible-task-do-{}", self.kind)
    }

    /// The id of its field.
    pub(crate) fn field(&self) -> String {
        format!("outcome-{}", self.value)
    }
}

/// The page `/kommune/ansvar/etterfolgere`. Posts `place`, `party` and `first`.
#[derive(Debug, Clone)]
pub struct SuccessionsPage {
    /// The way back.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// What went over.
    pub rows: Vec<SuccessionRow>,
    /// What can be chosen, for who may enter it.
    pub form: Option<SuccessionForm>,
    /// Whether something was stored just now.
    pub saved: bool,
    /// What is wrong.
    pub wrongs: Wrongs,
}

page!(SuccessionsPage, "municipality/successions.html");

/// That services went over.
#[derive(Debug, Clone)]
pub struct SuccessionRow {
    /// From whom.
    pub from: String,
    /// To whom.
    pub to: String,
    /// What: the code of a care area or a unit's name; none for everything.
    pub covers: (Option<u8>, Option<String>),
    /// From which day.
    pub first: Date,
}

/// A succession, as it is typed.
#[derive(Debug, Clone, Default)]
pub struct SuccessionForm {
    /// What can go over.
    pub places: Vec<PlaceChoice>,
    /// To whom.
    pub parties: Vec<(String, String)>,
    /// What.
    pub place: String,
    /// To whom.
    pub party: String,
    /// The first day.
    pub first: String,
}

impl SuccessionForm {
    /// Whether a place was chosen.
    pub(crate) fn is_place(&self, value: &str) -> bool {
        self.place == value
    }

    /// Whether a party was chosen.
    pub(crate) fn is_party(&self, value: &str) -> bool {
        self.party == value
    }
}
