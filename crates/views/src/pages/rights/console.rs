//! The pages of those who answer.

use helsebro_domain::retention::Finding;
use helsebro_domain::rights::{Kind, Outcome, State, Timing, Wish};
use helsebro_domain::time::{Date, Instant};

use super::{PartState, kind_key};
use crate::page::page;
use crate::pages::municipality::Wrongs;
use crate::pages::retention::finding_key;

/// `/kommune/krav`.
#[derive(Clone)]
pub struct RightsWorkList {
    /// For whom she answers.
    pub homes: Vec<String>,
    /// A provider's own pages: its records of processing and its register of breaches.
    pub provider: Option<(String, String)>,
    /// What waits, by the day.
    pub open: Vec<RightsPartRow>,
    /// What does not any more.
    pub done: Vec<RightsPartRow>,
    /// Today.
    pub today: Date,
}

page!(RightsWorkList, "rights/work_list.html");

/// A part in the list.
#[derive(Clone)]
pub struct RightsPartRow {
    /// Its page.
    pub href: String,
    /// What for.
    pub kind: Kind,
    /// Who asks, as lists name her.
    pub person: String,
    /// When she was born.
    pub born: Option<i16>,
    /// For whom it is answered.
    pub holder: Option<String>,
    /// The day that an answer is owed; for what is another's, that it is sent on or she is told.
    pub due_on: Option<Date>,
    /// How near it is.
    pub timing: Option<Timing>,
    /// Those responsible, when it went to the wrong one.
    pub responsible: Vec<Option<String>>,
    /// Where it stands.
    pub state: PartState,
    /// Who works on it.
    pub taken_by: Option<String>,
}

/// What was just done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RightsDone {
    /// Nothing.
    Nothing,
    /// A step was stored.
    Saved,
}

/// `/kommune/krav/{part}`. Posts `act`: `take`, `extend`, `answer`, `hand-over`,
/// `guide`, `use-again`, `erase`; with an answer `erase.{id}` for each that is named.
#[derive(Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is told on the page by itself")]
pub struct RightsPartPage {
    /// The way back.
    pub back: String,
    /// Its address.
    pub action: String,
    /// What for.
    pub kind: Kind,
    /// What within it.
    pub wish: Wish,
    /// The service.
    pub place: Option<String>,
    /// Who asks, as lists name her.
    pub person: String,
    /// What it is called.
    pub reference: String,
    /// When she sent it.
    pub sent_at: Instant,
    /// Her own words.
    pub words: String,
    /// For whom it is answered.
    pub holders: Vec<Option<String>>,
    /// The days that our part is about.
    pub days: Vec<(Option<Date>, Option<Date>)>,
    /// Where it stands.
    pub state: PartState,
    /// The day that an answer is owed.
    pub due_on: Option<Date>,
    /// How near it is.
    pub timing: Option<Timing>,
    /// Whether the time can be extended.
    pub can_extend: bool,
    /// Whether the answer goes to a parent of a youth.
    pub to_parent: bool,
    /// Those responsible, when it went to the wrong one.
    pub responsible: Vec<Option<String>>,
    /// Whether she has said that it may be sent on.
    pub may_send_on: bool,
    /// To whom she wants her record to go.
    pub receiver: Option<String>,
    /// Whether something is kept and not used since this was answered.
    pub is_restricted: bool,
    /// From when it is used again, once that is settled.
    pub used_from: Option<Instant>,
    /// What was answered, and how.
    pub answer: Option<(Outcome, String)>,
    /// Whether a yes erases something.
    pub deletes: bool,
    /// The conversations that a yes may name.
    pub erasables: Vec<ErasableRow>,
    /// Whether there are older ones that it cannot.
    pub has_older: bool,
    /// What came of the erasure that was granted.
    pub erasure: Option<ErasureState>,
    /// Whether the reader's controller carries it out here.
    pub can_erase: bool,
    /// What was typed.
    pub typed: Typed,
    /// What is wrong.
    pub wrongs: Wrongs,
    /// What was just done.
    pub done: RightsDone,
}

page!(RightsPartPage, "rights/part.html");

/// What was typed.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// How it is answered.
    pub outcome: String,
    /// What is answered.
    pub body: String,
    /// The words of the law.
    pub legal: String,
    /// What the note in the journal is called.
    pub note: String,
    /// Why there is more time.
    pub reason: String,
    /// The conversations that are named.
    pub erased: Vec<String>,
}

/// A conversation that the answer may name.
#[derive(Clone)]
pub struct ErasableRow {
    /// Its id, to be posted.
    pub value: String,
    /// When it began.
    pub opened_at: Instant,
    /// When something was written last.
    pub last_at: Instant,
    /// Whether it can be erased, or what holds it back.
    pub finding: Finding,
}

/// What came of an erasure that was granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErasureState {
    /// It waits for somebody to carry it out.
    Waits,
    /// It is done.
    Done(Instant),
}

impl ErasureState {
    /// When it was done.
    pub const fn done_at(&self) -> Option<Instant> {
        match self {
            Self::Waits => None,
            Self::Done(at) => Some(*at),
        }
    }
}

impl ErasableRow {
    /// The key of what holds it back.
    pub(crate) fn kept_key(&self) -> Option<&'static str> {
        (self.finding != Finding::Delete).then(|| finding_key(self.finding))
    }
}

impl RightsPartRow {
    pub(crate) fn key(&self) -> String {
        kind_key(self.kind, Wish::Plain)
    }

    pub(crate) const fn timing_key(&self) -> Option<(&'static str, &'static str)> {
        timing_key(self.timing)
    }
}

const fn timing_key(timing: Option<Timing>) -> Option<(&'static str, &'static str)> {
    match timing {
        Some(Timing::Late) => Some(("rights-timing-late", "danger")),
        Some(Timing::Now) => Some(("rights-timing-now", "warning")),
        Some(Timing::Soon) => Some(("rights-timing-soon", "warning")),
        Some(Timing::Later) | None => None,
    }
}

impl RightsPartPage {
    /// How it can be answered.
    pub const OUTCOMES: [Outcome; 3] = [Outcome::Granted, Outcome::Partly, Outcome::Refused];

    pub(crate) fn key(&self) -> String {
        kind_key(self.kind, self.wish)
    }

    pub(crate) const fn timing_key(&self) -> Option<(&'static str, &'static str)> {
        timing_key(self.timing)
    }

    pub(crate) fn is_misdirected(&self) -> bool {
        !self.responsible.is_empty()
    }

    /// What the day is for.
    pub(crate) fn due_key(&self) -> &'static str {
        if self.is_misdirected() { "rights-send-on-by" } else { "rights-column-due" }
    }

    pub(crate) const fn is_open(&self) -> bool {
        matches!(self.state.0, State::Received | State::InProgress)
    }

    pub(crate) const fn can_take(&self) -> bool {
        matches!(self.state.0, State::Received)
    }

    pub(crate) fn is_outcome(&self, outcome: &Outcome) -> bool {
        self.typed.outcome == outcome.as_str()
    }

    pub(crate) fn is_named(&self, row: &ErasableRow) -> bool {
        self.typed.erased.contains(&row.value)
    }

    pub(crate) fn outcome_key(&self, outcome: &Outcome) -> &'static str {
        super::mine::outcome_key(*outcome)
    }

    pub(crate) const fn needs_note(&self) -> bool {
        self.kind.refusal_stands_in_journal() || self.kind.is_assessed() || self.to_parent
    }

    pub(crate) const fn note_help(&self) -> &'static str {
        if self.kind.is_assessed() { "rights-note-help-dead" } else { "rights-note-help" }
    }

    pub(crate) const fn can_refuse(&self) -> bool {
        self.kind.can_be_refused()
    }
}
