//! What can be wrong with a field of the pages that set up a unit and log what happened.

use crate::Words;

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing is written.
    TextMissing,
    /// So many letters too many.
    TextTooLong(usize),
    /// Nothing is written as its title.
    TitleMissing,
    /// Its title has so many letters too many.
    TitleTooLong(usize),
    /// The unit has as many standard replies as it may.
    TooManyReplies,
    /// Nothing is chosen.
    NotChosen,
    /// Whoever is chosen is not authorised here today.
    NotHere,
    /// It is no date.
    NoDate,
    /// It is no time of day.
    NoTime,
    /// The talk is in the future, or more than a week ago.
    TalkTooOld,
    /// They are no opening hours.
    NoHours,
    /// The day is past, or too many are closed.
    CannotClose,
    /// The last day is before the first.
    EndsBeforeItBegins,
    /// The last day is past.
    IsOver,
    /// Longer than a year.
    AbsenceTooLong,
    /// Too many absences.
    TooManyAbsences,
    /// It is no identity number.
    NoNumber,
    /// A power of attorney covers nothing.
    NothingCovered,
    /// It is not signed yet.
    NotSigned,
    /// It cannot be registered; why is not told.
    PaperImpossible,
    /// The giver is under 16, or the receiver under 18.
    ProxyAge,
    /// Too many wait to be confirmed.
    TooManyPapers,
    /// A reason of a clinician's with too few or too many words.
    Assessment,
    /// The youth has not been told.
    NotTold,
    /// It cannot be done for those who are chosen.
    NotPossible,
    /// Only a clinician decides it.
    NoClinician,
    /// A decision that ends before today, or more than a year from now.
    DecisionTooLong,
}

impl Wrong {
    const fn key(self) -> &'static str {
        match self {
            Self::TextMissing => "staff-wrong-text-missing",
            Self::TextTooLong(_) => "staff-wrong-text-too-long",
            Self::TitleMissing => "staff-wrong-title-missing",
            Self::TitleTooLong(_) => "staff-wrong-title-too-long",
            Self::TooManyReplies => "staff-wrong-too-many-replies",
            Self::NotChosen => "staff-wrong-not-chosen",
            Self::NotHere => "staff-wrong-not-here",
            Self::NoDate => "staff-wrong-no-date",
            Self::NoTime => "staff-wrong-no-time",
            Self::TalkTooOld => "staff-wrong-talk-too-old",
            Self::NoHours => "staff-wrong-no-hours",
            Self::CannotClose => "staff-wrong-cannot-close",
            Self::EndsBeforeItBegins => "staff-wrong-ends-before",
            Self::IsOver => "staff-wrong-is-over",
            Self::AbsenceTooLong => "staff-wrong-absence-too-long",
            Self::TooManyAbsences => "staff-wrong-too-many-absences",
            Self::NoNumber => "staff-wrong-no-number",
            Self::NothingCovered => "staff-wrong-nothing-covered",
            Self::NotSigned => "staff-wrong-not-signed",
            Self::PaperImpossible => "staff-wrong-paper-impossible",
            Self::ProxyAge => "staff-wrong-proxy-age",
            Self::TooManyPapers => "staff-wrong-too-many-papers",
            Self::Assessment => "staff-wrong-assessment",
            Self::NotTold => "staff-wrong-not-told",
            Self::NotPossible => "staff-wrong-not-possible",
            Self::NoClinician => "staff-wrong-no-clinician",
            Self::DecisionTooLong => "staff-wrong-decision-too-long",
        }
    }

    /// What is wrong, and what to do.
    pub(crate) fn words(self, w: &Words<'_>) -> String {
        match self {
            Self::TextTooLong(over) | Self::TitleTooLong(over) => w.n(self.key(), "over", over),
            _ => w.t(self.key()),
        }
    }
}

/// What is wrong with which fields, by their ids on the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults(pub Vec<(&'static str, Wrong)>);

impl Faults {
    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is wrong with a field.
    pub(crate) fn of(&self, field: &str) -> Option<Wrong> {
        self.0.iter().find(|(id, _)| *id == field).map(|(_, wrong)| *wrong)
    }

    /// Whether something is wrong with a field.
    pub(crate) fn has(&self, field: &str) -> bool {
        self.of(field).is_some()
    }

    /// All of it, for the summary.
    pub(crate) fn list(&self, w: &Words<'_>) -> Vec<(&'static str, String)> {
        self.0.iter().map(|(field, wrong)| (*field, wrong.words(w))).collect()
    }
}
