//! Records that change hands: the plans, and what one of them would do.

use helsebro_domain::time::Date;

use super::{PlaceChoice, Wrongs};
use crate::Words;
use crate::page::page;

/// The page `/kommune/ansvar/flyttinger`. Posts `case`, `place`, `day` and `party`.
#[derive(Debug, Clone)]
pub struct CustodiesPage {
    /// The way back.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// The plans, newest first.
    pub rows: Vec<CustodyRow>,
    /// What can be chosen, for who may plan.
    pub form: Option<CustodyForm>,
    /// Whether something was stored just now.
    pub saved: bool,
    /// What is wrong.
    pub wrongs: Wrongs,
}

page!(CustodiesPage, "municipality/custodies.html");

/// A plan in the list.
#[derive(Debug, Clone)]
pub struct CustodyRow {
    /// Its page.
    pub href: String,
    /// Why: the number of its case.
    pub case: &'static str,
    /// What it is about: the code of a care area or a unit's name.
    pub covers: (Option<u8>, Option<String>),
    /// The day on which records go.
    pub day: Date,
    /// How far it has come.
    pub standing: CustodyStanding,
}

/// How far a plan has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CustodyStanding {
    /// It is planned.
    Planned,
    /// Those concerned were told.
    Told,
    /// It is carried out, and somebody has not said that she has them.
    Waits,
    /// Everybody has what she shall have, or nothing goes.
    Done,
}

impl CustodyStanding {
    /// The key of it.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Planned => "responsible-custody-planned",
            Self::Told => "responsible-custody-told",
            Self::Waits => "responsible-custody-waits",
            Self::Done => "responsible-custody-done",
        }
    }

    /// The colour of its tag.
    pub const fn color(&self) -> &'static str {
        match self {
            Self::Planned | Self::Told => "info",
            Self::Waits => "warning",
            Self::Done => "success",
        }
    }
}

impl CustodyRow {
    /// The key of why.
    pub fn case_key(&self) -> String {
        case_key(self.case)
    }
}

fn case_key(case: &str) -> String {
    format!("responsible-custody-case-{}", case.to_ascii_lowercase())
}

/// A plan, as it is typed.
#[derive(Debug, Clone, Default)]
pub struct CustodyForm {
    /// Why: the number of each case that can be planned.
    pub cases: Vec<&'static str>,
    /// What it can be about.
    pub places: Vec<PlaceChoice>,
    /// Who can get them.
    pub parties: Vec<(String, String)>,
    /// Why.
    pub case: String,
    /// What it is about.
    pub place: String,
    /// Who gets them.
    pub party: String,
    /// The day.
    pub day: String,
}

impl CustodyForm {
    /// Whether a case was chosen.
    pub(crate) fn is_case(&self, value: &str) -> bool {
        self.case == value
    }

    /// The key of a case.
    pub(crate) fn case_key(&self, case: &str) -> String {
        case_key(case)
    }

    /// Whether a place was chosen.
    pub(crate) fn is_place(&self, value: &str) -> bool {
        self.place == value
    }

    /// Whether a party was chosen.
    pub(crate) fn is_party(&self, value: &str) -> bool {
        self.party == value
    }
}

/// The page `/kommune/ansvar/flyttinger/{custody}`. Posts `act`: `tell`, `untold`, `go`,
/// `receive`, `decline`, with `receiver` and `instead`, or `drop`.
#[derive(Debug, Clone)]
pub struct CustodyPage {
    /// The way back.
    pub back: String,
    /// The page itself.
    pub action: String,
    /// The plan.
    pub row: CustodyRow,
    /// Who has the records, by name.
    pub from: Vec<String>,
    /// What would become of what; empty when it is carried out.
    pub lines: Vec<CustodyLine>,
    /// What went: empty before it is carried out.
    pub gone: Vec<GoneRow>,
    /// That those concerned have a say, and what came of it.
    pub told: CustodyTold,
    /// Those whom patients have named and who can still say no, for who may note it.
    pub named: Vec<(String, String)>,
    /// Who can get what was named for one that says no.
    pub others: Vec<(String, String)>,
    /// Those who have said no.
    pub declined: Vec<DeclinedRow>,
    /// What the reader may do now.
    pub may: Vec<CustodyAct>,
    /// Whether something was stored just now.
    pub saved: bool,
    /// What was typed: why nobody could be told, or the paper of a receipt.
    pub typed: String,
    /// What is wrong.
    pub wrongs: Wrongs,
}

page!(CustodyPage, "municipality/custody.html");

/// What those concerned were told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CustodyTold {
    /// They have no say: nothing goes that the law lets them choose about.
    NoSay,
    /// They are to be told first.
    NotYet,
    /// They were told on that day.
    On(Date),
    /// They were not, and this is why.
    NotPracticable(String),
}

/// Something that a reader may do with a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CustodyAct {
    /// Tell those concerned.
    Tell,
    /// Carry it out.
    Go,
    /// Throw it away.
    Drop,
}

/// A row of what a plan would do.
#[derive(Debug, Clone)]
pub struct CustodyLine {
    /// What kind of data: `record`, `case`, `sent` or `platform`.
    pub what: &'static str,
    /// Who answers for it.
    pub who: Vec<Option<String>>,
    /// What becomes of it.
    pub fate: &'static str,
    /// Who gets it.
    pub to: Option<String>,
    /// How many messages and logged talks, notes, files and notices.
    pub counts: [i64; 4],
    /// About how many people.
    pub people: i64,
    /// Why.
    pub cause: &'static str,
    /// The clauses behind it.
    pub clauses: String,
}

impl CustodyLine {
    /// The key of what it is.
    pub fn what_key(&self) -> String {
        format!("responsible-custody-what-{}", self.what)
    }

    /// The key of what becomes of it.
    pub fn fate_key(&self) -> String {
        format!("responsible-custody-fate-{}", self.fate)
    }

    /// The key of why.
    pub fn cause_key(&self) -> String {
        format!("responsible-custody-cause-{}", self.cause)
    }

    /// Who answers, in words.
    pub(crate) fn names(&self, w: &Words<'_>) -> String {
        let named = |name: &Option<String>| match name {
            Some(name) => name.clone(),
            None => w.t("responsible-operator"),
        };
        self.who.iter().map(named).collect::<Vec<_>>().join(", ")
    }

    /// The counts that are not nothing, in words.
    pub(crate) fn counted(&self, w: &Words<'_>) -> String {
        const KEYS: [&str; 4] = [
            "responsible-custody-count-messages",
            "responsible-custody-count-notes",
            "responsible-custody-count-files",
            "responsible-custody-count-notices",
        ];
        let some: Vec<String> = KEYS
            .iter()
            .zip(self.counts)
            .filter(|(_, count)| *count > 0)
            .map(|(key, count)| w.n(*key, "count", count))
            .collect();
        match (some.is_empty(), self.people) {
            (true, _) => w.t("responsible-custody-count-none"),
            (false, 0) => some.join(", "),
            (false, people) => {
                let about = w.n("responsible-custody-count-people", "count", people);
                format!("{} {about}", some.join(", "))
            }
        }
    }
}

/// A receiver that has said no.
#[derive(Debug, Clone)]
pub struct DeclinedRow {
    /// Who.
    pub who: String,
    /// Who gets what was named for it when nobody else is named.
    pub instead: String,
    /// When it was noted.
    pub day: Date,
    /// Where it says so.
    pub paper: String,
}

/// What went to one receiver.
#[derive(Debug, Clone)]
pub struct GoneRow {
    /// What is posted to say that it is there.
    pub value: String,
    /// Who got it.
    pub who: String,
    /// How many records.
    pub records: i64,
    /// When it was there, and on what paper.
    pub received: Option<(Date, Option<String>)>,
    /// Whether the reader may say so, and how.
    pub can_receive: CanReceive,
}

/// Whether a reader may say that a receiver has what went to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CanReceive {
    /// She may not.
    No,
    /// She may, for her own municipality.
    ForOwn,
    /// She may, naming the paper on which the receiver says so.
    OnPaper,
}

impl CustodyPage {
    /// Whether the reader may note that a receiver has said no.
    pub(crate) fn may_decline(&self) -> bool {
        !self.named.is_empty()
    }

    /// Whether the reader may tell those concerned.
    pub(crate) fn may_tell(&self) -> bool {
        self.may.contains(&CustodyAct::Tell)
    }

    /// Whether she may carry it out.
    pub(crate) fn may_go(&self) -> bool {
        self.may.contains(&CustodyAct::Go)
    }

    /// Whether she may throw it away.
    pub(crate) fn may_drop(&self) -> bool {
        self.may.contains(&CustodyAct::Drop)
    }

    /// Who has the records, in words.
    pub(crate) fn holders(&self) -> String {
        self.from.join(", ")
    }
}

impl GoneRow {
    /// Whether it is received on paper.
    pub(crate) fn is_on_paper(&self) -> bool {
        self.can_receive == CanReceive::OnPaper
    }

    /// Whether the reader may say that it is there.
    pub(crate) fn may_receive(&self) -> bool {
        self.can_receive != CanReceive::No && self.received.is_none()
    }
}
