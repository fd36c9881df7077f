//! An answer for machines. Its shape is published in `docs/formats/rights-answer.schema.json`.

use helsebro_actions::rights::{PartShown, RequestShown};
use helsebro_domain::rights::{AnswerAs, ComplaintTo};
use serde::Serialize;

use crate::error::WebError;

/// The shape's name and version.
const FORMAT: &str = "helsebro-rights-answer/1";

/// An answer as it is given out.
#[derive(Serialize)]
pub(crate) struct AnswerFile {
    format: &'static str,
    reference: String,
    kind: &'static str,
    service: Option<String>,
    answered_by: Option<String>,
    requested_at: String,
    answered_at: String,
    periods: Vec<Period>,
    outcome: Option<&'static str>,
    answer: String,
    legal_reference: Option<String>,
    complaint: Complaint,
    entries: Vec<Entry>,
}

#[derive(Serialize)]
struct Period {
    from: String,
    to: Option<String>,
}

#[derive(Serialize)]
struct Complaint {
    to: Vec<&'static str>,
    last_day: Option<String>,
}

#[derive(Serialize)]
struct Entry {
    written_at: String,
    written_by: &'static str,
    text: String,
    event: Option<&'static str>,
}

impl AnswerFile {
    /// The answer to a part. To a parent of a youth it is one text, whatever was answered
    /// (RRX-5).
    pub(crate) fn of(shown: &RequestShown, part: &PartShown, to_parent: &str) -> Self {
        let in_full = shown.answer_as == AnswerAs::InFull;
        let answered_at = part.answered_at.unwrap_or(shown.sent_at);
        let complaints = shown.kind.complaints();
        let words = part.answer.clone().unwrap_or_default();
        let last_day = complaints.expires_on(answered_at, part.told_at);
        let entries = part.entries.iter().filter(|_| in_full).map(|entry| Entry {
            written_at: entry.at.to_string(),
            written_by: if entry.by_citizen { "citizen" } else { "service" },
            text: entry.words.clone(),
            event: entry.event.map(|event| event.as_str()),
        });
        let periods = part.written.iter().filter(|_| in_full).map(|one| Period {
            from: one.from().to_string(),
            to: one.to().map(|to| to.to_string()),
        });
        Self {
            format: FORMAT,
            reference: shown.reference.clone(),
            kind: shown.kind.code(),
            service: shown.place.clone(),
            answered_by: part.answered_by.and_then(|party| shown.directory.party(party).name),
            requested_at: shown.sent_at.to_string(),
            answered_at: answered_at.to_string(),
            periods: periods.collect(),
            outcome: part.outcome().filter(|_| in_full).map(|outcome| outcome.as_str()),
            answer: if in_full { words } else { to_parent.to_owned() },
            legal_reference: part.legal_reference.clone().filter(|_| in_full),
            complaint: Complaint {
                to: complaints.to.iter().map(|to| body(*to)).collect(),
                last_day: last_day.map(|day| day.to_string()),
            },
            entries: entries.collect(),
        }
    }

    /// As it is written.
    pub(crate) fn json(&self) -> Result<String, WebError> {
        serde_json::to_string_pretty(self)
            .map_err(|_| WebError::Bug("an answer could not be written"))
    }
}

const fn body(to: ComplaintTo) -> &'static str {
    match to {
        ComplaintTo::CountyGovernor => "county_governor",
        ComplaintTo::DataProtection => "data_protection_authority",
    }
}
