//! The operator's jobs that were laid aside.

use helsebro_domain::time::Instant;

use super::Wrong;
use super::samples::{at, text, wrong};
use crate::page::page;
use crate::{Samples, Words};

/// The page `/drift/jobber`. Posts `job` and `reason`.
#[derive(Debug, Clone)]
pub struct JobsPage {
    /// Where it posts to.
    pub action: String,
    /// What is laid aside, newest first.
    pub rows: Vec<JobView>,
    /// What was tried anew: the kind, when, and why.
    pub revived: Vec<(String, Instant, String)>,
    /// The id of the job that is chosen.
    pub chosen: String,
    /// What is typed.
    pub reason: String,
    /// What is wrong.
    pub wrong: Wrong,
    /// Whether one was just put into the queue again.
    pub is_done: bool,
}

page!(JobsPage, "joining/jobs.html");

/// A job that is laid aside.
#[derive(Debug, Clone)]
pub struct JobView {
    /// Its id.
    pub id: String,
    /// What kind of job it is.
    pub kind: String,
    /// How often it was tried.
    pub attempts: i64,
    /// What class of error it died of.
    pub error: String,
    /// When it was laid aside.
    pub at: Option<Instant>,
}

impl JobView {
    /// When, and how often it was tried.
    pub(crate) fn detail(&self, w: &Words<'_>) -> String {
        let at = self.at.map(|at| w.full(at)).unwrap_or_default();
        w.a2("joining-jobs-detail", "at", at, "attempts", self.attempts)
    }
}

impl JobsPage {
    /// Whether a job is the one that is chosen.
    pub(crate) fn is_chosen(&self, row: &JobView) -> bool {
        self.chosen == row.id
    }
}

impl Samples for JobsPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let row = |id: &str, kind: &str| JobView {
            id: text(id),
            kind: text(kind),
            attempts: 8,
            error: text("the database failed"),
            at: Some(at()),
        };
        let empty = Self {
            action: text("/drift/jobber"),
            rows: Vec::new(),
            revived: Vec::new(),
            chosen: String::new(),
            reason: String::new(),
            wrong: Wrong::default(),
            is_done: true,
        };
        let filled = Self {
            rows: vec![row("x", "send_notice"), row("y", "post_envelope")],
            revived: vec![(text("send_notice"), at(), text("Porten er oppe igjen, prøver nå."))],
            chosen: text("x"),
            is_done: false,
            ..empty.clone()
        };
        let faulty = Self { wrong: wrong("reason", "REASON_TOO_SHORT"), ..filled.clone() };
        let long = Self { wrong: wrong("reason", "REASON_TOO_LONG"), ..filled.clone() };
        vec![("empty", empty), ("filled", filled), ("faulty", faulty), ("long", long)]
    }
}
