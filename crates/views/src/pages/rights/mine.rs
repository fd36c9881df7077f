//! What she has asked, and what came of it.

use helsebro_domain::audit::Event;
use helsebro_domain::rights::{ComplaintTo, Kind, Outcome, State, Wish};
use helsebro_domain::time::{Date, Instant};

use super::{ErasureState, kind_key};
use crate::Words;
use crate::page::page;
use crate::pages::citizen::SeenLine;

/// `/meg/krav`.
#[derive(Clone)]
pub struct RightsList {
    /// Her requests, newest first.
    pub rows: Vec<RightsRow>,
}

page!(RightsList, "rights/list.html");

/// A request in the list.
#[derive(Clone)]
pub struct RightsRow {
    /// Its page.
    pub href: String,
    /// What for.
    pub kind: Kind,
    /// What within it.
    pub wish: Wish,
    /// The service.
    pub place: Option<String>,
    /// When.
    pub sent_at: Instant,
    /// Where each part stands.
    pub states: Vec<PartState>,
}

/// Where a part stands, as she is told it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartState(pub State);

impl PartState {
    /// The key of its word.
    pub const fn key(&self) -> &'static str {
        match self.0 {
            State::Received => "rights-state-received",
            State::InProgress => "rights-state-in-progress",
            State::Answered(_) => "rights-state-answered",
            State::HandedOver => "rights-state-handed-over",
            State::Guided => "rights-state-guided",
            State::Withdrawn => "rights-state-withdrawn",
        }
    }

    /// Its colour.
    pub const fn color(&self) -> &'static str {
        match self.0 {
            State::Answered(_) => "success",
            State::Guided => "accent",
            _ => "neutral",
        }
    }

    /// How far it has come: received, in progress, answered.
    pub const fn reached(&self) -> Option<usize> {
        match self.0 {
            State::Received => Some(0),
            State::InProgress => Some(1),
            State::Answered(_) => Some(2),
            State::HandedOver | State::Guided | State::Withdrawn => None,
        }
    }
}

impl RightsRow {
    pub(crate) fn key(&self) -> String {
        kind_key(self.kind, self.wish)
    }
}

/// What was just done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MineDone {
    /// Nothing.
    Nothing,
    /// It was sent.
    Sent,
    /// It was sent on.
    SentOn,
    /// It was taken back.
    Withdrawn,
    /// What was not shared may be.
    Lifted,
}

/// `/meg/krav/{ref}`: one request with all its parts. Posts `act` (`withdraw`, `lift`,
/// `send-on` with `part`).
#[derive(Clone)]
pub struct RightsRequest {
    /// Its address.
    pub action: String,
    /// What for.
    pub kind: Kind,
    /// What within it.
    pub wish: Wish,
    /// The service.
    pub place: Option<String>,
    /// When it was sent.
    pub sent_at: Instant,
    /// What it is called.
    pub reference: String,
    /// Her own words.
    pub words: String,
    /// Its parts.
    pub parts: Vec<PartCard>,
    /// What has happened, newest first.
    pub happened: Vec<HappenedLine>,
    /// What was just done.
    pub done: MineDone,
    /// Whether something is not shared now.
    pub is_opposed: bool,
    /// Whether something is kept and not used now.
    pub is_restricted: bool,
    /// From when it is used again, once that is settled.
    pub used_from: Option<Instant>,
    /// To whom the record goes, when she has named somebody.
    pub receiver: Option<String>,
}

page!(RightsRequest, "rights/request.html");

/// A part of it.
#[derive(Clone)]
pub struct PartCard {
    /// Its id, to be posted.
    pub value: String,
    /// Its number, from 1.
    pub number: usize,
    /// The days that it is about: from, and until.
    pub days: Vec<(Option<Date>, Option<Date>)>,
    /// Those who answer.
    pub names: Vec<Option<String>>,
    /// Where it stands.
    pub state: PartState,
    /// The day that an answer is owed; none when they are not responsible.
    pub due_on: Option<Date>,
    /// Why there is more time.
    pub reason: Option<String>,
    /// Those who are responsible, when these are not.
    pub responsible: Vec<Option<String>>,
    /// How it was answered, when she may know; a parent of a youth may not.
    pub outcome: Option<Outcome>,
    /// When.
    pub answered_at: Option<Instant>,
    /// How many things were given out; none when she may not know.
    pub entries: Option<usize>,
    /// Where the answer is read.
    pub answer: Option<String>,
    /// Where it is taken out.
    pub file: Option<String>,
    /// What came of the erasure that she got a yes to.
    pub erasure: Option<ErasureState>,
}

/// What happened.
#[derive(Clone, PartialEq, Eq)]
pub struct HappenedLine {
    /// When.
    pub at: Instant,
    /// The key of what.
    pub key: &'static str,
    /// By whom.
    pub by: Option<String>,
}

/// `/meg/krav/{ref}/svar/{part}`: the answer to a part.
#[derive(Clone)]
pub struct RightsAnswer {
    /// The way back.
    pub back: String,
    /// What for.
    pub kind: Kind,
    /// What within it.
    pub wish: Wish,
    /// The service.
    pub place: Option<String>,
    /// Who answered.
    pub by: Option<String>,
    /// What the request is called.
    pub reference: String,
    /// When it was sent.
    pub sent_at: Instant,
    /// The days that the answer is about; none to a parent of a youth.
    pub days: Vec<(Option<Date>, Option<Date>)>,
    /// When.
    pub answered_at: Instant,
    /// How; none for a parent of a youth, who is always told the same.
    pub outcome: Option<Outcome>,
    /// What was answered.
    pub words: String,
    /// The words of the law behind a no.
    pub legal_reference: Option<String>,
    /// What was given out.
    pub entries: Vec<AnswerEntry>,
    /// To whom one complains.
    pub complaints: Vec<ComplaintTo>,
    /// The last day to complain; none before she is told of the answer.
    pub complain_by: Option<Date>,
    /// How many weeks one has to complain, where the law says so.
    pub complain_weeks: Option<i16>,
    /// The whole answer in one file.
    pub zip: String,
    /// The same for machines.
    pub json: String,
}

page!(RightsAnswer, "rights/answer.html");

/// Something that was given out.
#[derive(Clone, PartialEq, Eq)]
pub struct AnswerEntry {
    /// When it was written.
    pub at: Instant,
    /// Whether she wrote it, or somebody for her.
    pub by_citizen: bool,
    /// What stands there; who did it, when it is no message.
    pub words: String,
    /// What was done, when it is no message.
    pub event: Option<Event>,
}

impl AnswerEntry {
    /// The key of who wrote it, or of what was done.
    pub(crate) fn key(&self) -> String {
        match self.event {
            Some(event) => SeenLine::key_of(event),
            None if self.by_citizen => "rights-by-you".to_owned(),
            None => "rights-by-service".to_owned(),
        }
    }
}

impl RightsRequest {
    pub(crate) fn key(&self) -> String {
        kind_key(self.kind, self.wish)
    }

    /// How many parts somebody answers.
    pub(crate) fn many(&self) -> usize {
        self.parts.iter().filter(|part| part.responsible.is_empty()).count()
    }

    pub(crate) fn is_split(&self) -> bool {
        self.many() > 1
    }

    pub(crate) fn count(&self) -> i64 {
        i64::try_from(self.many()).unwrap_or(i64::MAX)
    }

    pub(crate) fn is_open(&self) -> bool {
        let open = |part: &PartCard| {
            matches!(part.state.0, State::Received | State::InProgress | State::Guided)
        };
        self.parts.iter().any(open)
    }

    pub(crate) const fn done_key(&self) -> Option<&'static str> {
        match self.done {
            MineDone::Nothing => None,
            MineDone::Sent => Some("rights-done-sent"),
            MineDone::SentOn => Some("rights-done-sent-on"),
            MineDone::Withdrawn => Some("rights-done-withdrawn"),
            MineDone::Lifted => Some("rights-done-lifted"),
        }
    }
}

impl PartCard {
    /// The three steps: the key of each, and whether it is reached, and is the last.
    pub(crate) fn steps(&self) -> Vec<(&'static str, bool, bool)> {
        const KEYS: [&str; 3] =
            ["rights-state-received", "rights-state-in-progress", "rights-state-answered"];
        let Some(reached) = self.state.reached() else { return Vec::new() };
        KEYS.iter().enumerate().map(|(at, key)| (*key, at <= reached, at == reached)).collect()
    }

    pub(crate) fn is_misdirected(&self) -> bool {
        !self.responsible.is_empty()
    }

    /// Whether she is asked if it may be sent on.
    pub(crate) fn asks(&self) -> bool {
        self.is_misdirected() && matches!(self.state.0, State::Received | State::Guided)
    }

    pub(crate) const fn is_waiting(&self) -> bool {
        matches!(self.state.0, State::Received | State::InProgress)
    }

    pub(crate) const fn outcome_key(&self) -> Option<&'static str> {
        match self.outcome {
            None => None,
            Some(outcome) => Some(outcome_key(outcome)),
        }
    }

    pub(crate) fn entries_count(&self) -> Option<i64> {
        self.entries.and_then(|count| i64::try_from(count).ok())
    }
}

pub(super) const fn outcome_key(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Granted => "rights-outcome-granted",
        Outcome::Partly => "rights-outcome-partly",
        Outcome::Refused => "rights-outcome-refused",
    }
}

impl RightsAnswer {
    pub(crate) fn key(&self) -> String {
        kind_key(self.kind, self.wish)
    }

    pub(crate) const fn outcome_key(&self) -> Option<&'static str> {
        match self.outcome {
            None => None,
            Some(outcome) => Some(outcome_key(outcome)),
        }
    }

    /// By when one complains, and how it is sent.
    pub(crate) fn complaint_deadline(&self, w: &Words<'_>) -> Vec<String> {
        let last = match (self.complain_by, self.complain_weeks) {
            (Some(day), _) => w.a("rights-complain-by", "day", w.last_day(day)),
            (None, Some(weeks)) => w.n("rights-complain-from-told", "weeks", i64::from(weeks)),
            (None, None) => return Vec::new(),
        };
        vec![last, w.t("rights-complain-here")]
    }

    pub(crate) fn complaint_keys(&self) -> Vec<&'static str> {
        let key = |to: &ComplaintTo| match to {
            ComplaintTo::CountyGovernor => "rights-complain-governor",
            ComplaintTo::DataProtection => "rights-complain-data-protection",
        };
        self.complaints.iter().map(key).collect()
    }
}
