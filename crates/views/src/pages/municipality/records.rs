//! Records of processing, the decisions that place responsibility, and a unit's notice.

use helsebro_domain::time::Date;

use super::{PlaceChoice, Told, Wrongs};
use crate::page::page;

/// The page `/kommune/ansvar/protokoll` (GDPR art. 30).
#[derive(Debug, Clone)]
pub struct RecordsPage {
    /// The way back.
    pub back: String,
    /// The municipality, or the provider.
    pub home: String,
    /// Whether it is a provider's.
    pub is_providers: bool,
    /// The processings.
    pub rows: Vec<RecordRow>,
    /// The same for machines.
    pub json: String,
    /// The same for a spreadsheet.
    pub csv: String,
}

page!(RecordsPage, "municipality/records.html");

impl RecordsPage {
    /// The key of where the way back leads.
    pub(crate) const fn back_key(&self) -> &'static str {
        if self.is_providers { "rights-console-title" } else { "base-nav-responsibility" }
    }

    /// The key of what is said when there is nothing.
    pub(crate) const fn empty_key(&self) -> &'static str {
        if self.is_providers { "responsible-records-none" } else { "responsible-list-empty" }
    }

    /// Each kind of processing, with the keys of what art. 30 no. 1 asks for besides: its name,
    /// whom it is about, what is kept, who gets it, and for how long.
    pub fn kinds(&self) -> Vec<[String; 5]> {
        RECORD_KINDS
            .into_iter()
            .filter(|kind| self.rows.iter().any(|row| row.what == *kind))
            .map(|kind| ABOUT_RECORDS.map(|about| format!("responsible-{about}-{kind}")))
            .collect()
    }
}

/// What there are records of.
const RECORD_KINDS: [&str; 4] = ["record", "case", "dissemination", "platform"];

/// What is said of each kind.
const ABOUT_RECORDS: [&str; 5] = ["record", "persons", "data", "recipients", "retention"];

/// A processing.
#[derive(Debug, Clone)]
pub struct RecordRow {
    /// The unit; none for what is the platform's own.
    pub unit: Option<String>,
    /// What is processed: `record`, `case`, `dissemination` or `platform`.
    pub what: &'static str,
    /// Who is controller.
    pub told: Told,
    /// Who processes for them.
    pub processors: Vec<String>,
}

impl RecordRow {
    /// The key of what is processed.
    pub fn what_key(&self) -> String {
        format!("responsible-record-{}", self.what)
    }

    /// The key of why.
    pub fn purpose_key(&self) -> String {
        format!("responsible-purpose-{}", self.what)
    }
}

/// The page `/kommune/ansvar/avgjorelser`. Posts `act` (`enter` or `confirm`).
#[derive(Debug, Clone)]
pub struct DecisionsPage {
    /// The way back.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// The decisions.
    pub rows: Vec<DecisionRow>,
    /// What can be chosen, for who may enter one.
    pub form: Option<DecisionForm>,
    /// Whether something was stored just now.
    pub saved: bool,
    /// What is wrong.
    pub wrongs: Wrongs,
}

page!(DecisionsPage, "municipality/decisions.html");

/// A decision.
#[derive(Debug, Clone)]
pub struct DecisionRow {
    /// What is posted to confirm it.
    pub value: String,
    /// Where it is found.
    pub reference: String,
    /// Who is named.
    pub who: String,
    /// What it is about: the code of a care area or a unit's name; none for everything.
    pub covers: (Option<u8>, Option<String>),
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Option<Date>,
    /// Whether it counts.
    pub confirmed: bool,
    /// Whether the reader may confirm it.
    pub can_confirm: bool,
}

/// A decision, as it is typed.
#[derive(Debug, Clone, Default)]
pub struct DecisionForm {
    /// What it can be about.
    pub places: Vec<PlaceChoice>,
    /// Whom it can name.
    pub parties: Vec<(String, String)>,
    /// What it is about.
    pub place: String,
    /// Whom it names.
    pub party: String,
    /// Where it is found.
    pub reference: String,
    /// The first day.
    pub first: String,
    /// The last day.
    pub last: String,
}

impl DecisionForm {
    /// Whether a place was chosen.
    pub(crate) fn is_place(&self, value: &str) -> bool {
        self.place == value
    }

    /// Whether a party was chosen.
    pub(crate) fn is_party(&self, value: &str) -> bool {
        self.party == value
    }
}

/// The page `/personvern/{unit}`: what a unit tells whoever comes to it.
#[derive(Debug, Clone)]
pub struct UnitNotice {
    /// The unit.
    pub unit: String,
    /// The code of its care area.
    pub area: u8,
    /// Who answers for the record.
    pub told: Told,
    /// Since when.
    pub since: Option<Date>,
    /// Whom to ask first: name, e-mail address and phone number.
    pub contact: Option<(String, Option<String>, Option<String>)>,
    /// What joint controllers have settled between them.
    pub essence: Option<String>,
    /// Who answers for the service being sound.
    pub sound: Option<String>,
}

page!(UnitNotice, "municipality/notice.html");
