//! Data processing agreements, to be signed (S1-3.2-a).

use helsebro_domain::time::{Date, Instant};

use super::{ChangeView, ObjectionView, Wrong};
use crate::page::page;

/// The page `/kommune/oppkobling/databehandleravtale`. Posts `agreement`, or `act` = `object`
/// (with `change` and `reason`) or `agree` (with `change`).
#[derive(Debug, Clone)]
pub struct ProcessingPage {
    /// The way back.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// Whose.
    pub home: String,
    /// The agreements, newest first.
    pub agreements: Vec<AgreementView>,
    /// The sub-processors that are announced, with what the municipality objects.
    pub changes: Vec<(ChangeView, Option<ObjectionView>)>,
    /// The change that something was just typed about, and what.
    pub typed: (String, String),
    /// Whether the reader may sign.
    pub may_sign: bool,
    /// What is wrong.
    pub wrong: Wrong,
    /// The key of what was just done.
    pub done: Option<&'static str>,
}

page!(ProcessingPage, "joining/processing.html");

/// An agreement.
#[derive(Debug, Clone)]
pub struct AgreementView {
    /// What is posted.
    pub value: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub last_day: Option<Date>,
    /// The ids of what it holds, as in «DPA-a».
    pub holds: Vec<&'static str>,
    /// The ids of what it lacks.
    pub lacks: Vec<&'static str>,
    /// Who processes for the operator: name, place and task.
    pub sub_processors: Vec<(String, String, String)>,
    /// When the municipality signed.
    pub signed: Option<Instant>,
    /// When the operator signed.
    pub countersigned: Option<Instant>,
    /// Whether it has ended.
    pub has_ended: bool,
}

impl ProcessingPage {
    /// What is typed about a change.
    pub(crate) fn reason(&self, value: &str) -> &str {
        if self.typed.0 == value { &self.typed.1 } else { "" }
    }
}

impl AgreementView {
    /// The key of its state.
    pub(crate) const fn state_key(&self) -> &'static str {
        match (self.has_ended, self.signed.is_some(), self.countersigned.is_some()) {
            (true, _, _) => "joining-dpa-ended",
            (_, true, true) => "joining-dpa-in-force",
            (_, true, false) => "joining-dpa-waits-operator",
            _ => "joining-dpa-waits-you",
        }
    }

    /// The key of an item's words.
    pub(crate) fn item_key(id: &str) -> String {
        format!("joining-item-{}", id.trim_start_matches("DPA-"))
    }
}
