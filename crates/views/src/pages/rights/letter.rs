//! An answer as a letter: the same words as on its page, for paper.

use helsebro_domain::time::{Date, Instant};

use super::RightsAnswer;
use crate::{Frame, Words};

/// An answer in the words of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerLetter {
    /// The language that it is in.
    pub language: &'static str,
    /// Its heading.
    pub title: String,
    /// From whom.
    pub sender: String,
    /// Short answers, each with what it answers.
    pub facts: Vec<(String, String)>,
    /// The answer: its heading and its text.
    pub answer: (String, String),
    /// What was given out, when it is for whoever gets it to know; each with who and when.
    pub entries: Option<(String, Vec<(String, String)>)>,
    /// How one complains: its heading and its text.
    pub complain: (String, String),
}

impl RightsAnswer {
    /// The answer as a letter. Days carry their year: a letter is read long after.
    pub fn letter(&self, frame: &Frame) -> AnswerLetter {
        let w = Words::of(frame);
        let moment = |at: Instant| w.capital(w.full_year(at));
        let mut facts = vec![
            (w.t("rights-letter-reference"), self.reference.clone()),
            (w.t("rights-letter-what"), w.t(self.key())),
            (w.t("rights-letter-sent"), moment(self.sent_at)),
            (w.t("rights-letter-answered"), moment(self.answered_at)),
        ];
        if let Some(place) = &self.place {
            facts.insert(2, (w.t("rights-letter-place"), place.clone()));
        }
        if !self.days.is_empty() {
            let days: Vec<String> =
                self.days.iter().map(|(from, to)| days(&w, *from, *to)).collect();
            facts.push((w.t("rights-days"), w.capital(days.join(", "))));
        }
        AnswerLetter {
            language: frame.language.tag(),
            title: w.t("rights-answer-title"),
            sender: self.by.clone().unwrap_or_else(|| "Helsebro".to_owned()),
            facts,
            answer: (w.t("rights-answer-it"), self.told(&w)),
            entries: self
                .outcome
                .is_some()
                .then(|| self.given_out(&w))
                .filter(|(_, all)| !all.is_empty()),
            complain: (w.t("rights-complain"), self.complaint(&w)),
        }
    }

    fn told(&self, w: &Words<'_>) -> String {
        let Some(key) = self.outcome_key() else { return w.t("rights-to-parent") };
        let mut told = vec![w.t(key)];
        if !self.words.is_empty() {
            told.push(self.words.clone());
        }
        if let Some(legal) = &self.legal_reference {
            told.push(w.a("rights-legal", "reference", legal));
        }
        told.join("\n")
    }

    fn given_out(&self, w: &Words<'_>) -> (String, Vec<(String, String)>) {
        let one = |entry: &super::AnswerEntry| {
            (format!("{}, {}", w.t(entry.key()), w.full_year(entry.at)), entry.words.clone())
        };
        (w.t("rights-given-out"), self.entries.iter().map(one).collect())
    }

    fn complaint(&self, w: &Words<'_>) -> String {
        let mut told: Vec<String> = self.complaint_keys().iter().map(|key| w.t(key)).collect();
        told.extend(self.complaint_deadline(w));
        told.join("\n")
    }
}

/// The foot of a page: which it is, of how many.
pub fn page_of(frame: &Frame, page: usize, of: usize) -> String {
    Words::of(frame).a2("rights-letter-page", "page", page, "of", of)
}

fn days(w: &Words<'_>, first: Option<Date>, last: Option<Date>) -> String {
    match (first, last) {
        (Some(first), Some(last)) => {
            w.a2("rights-days-both", "first", w.last_day(first), "last", w.last_day(last))
        }
        (Some(first), None) => w.a("rights-days-from", "first", w.last_day(first)),
        (None, Some(last)) => w.a("rights-days-until", "last", w.last_day(last)),
        (None, None) => w.t("rights-days-all"),
    }
}
