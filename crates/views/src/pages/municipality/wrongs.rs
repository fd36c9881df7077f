//! What is wrong with the fields of the municipality's forms.

use crate::Words;
use crate::markup::Markup;

/// What is wrong with which fields, by their ids on the page; the key of the words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wrongs(pub Vec<(String, Wrong)>);

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing is chosen.
    NotChosen,
    /// It is no date.
    NoDate,
    /// The last day is before the first.
    EndsBefore,
    /// Nothing is written.
    Missing,
    /// It does not fit with what is entered, or with the day.
    NotNow,
    /// It is no organisation number.
    NoNumber,
    /// The rules say no, by this code.
    Refused(String),
}

impl Wrong {
    /// What is wrong, and what to do.
    pub(crate) fn words(&self, w: &Words<'_>) -> String {
        match self {
            Self::NotChosen => w.t("responsible-wrong-not-chosen"),
            Self::NoDate => w.t("responsible-wrong-no-date"),
            Self::EndsBefore => w.t("responsible-wrong-ends-before"),
            Self::Missing => w.t("responsible-wrong-missing"),
            Self::NotNow => w.t("responsible-wrong-not-now"),
            Self::NoNumber => w.t("responsible-wrong-no-number"),
            Self::Refused(code) => {
                let key = code.to_ascii_lowercase().replace('_', "-");
                let (what, to_do) = (format!("refusal-{key}"), format!("refusal-{key}-do"));
                format!("{} {}", w.t(what), w.t(to_do))
            }
        }
    }
}

/// The part of every page that what is wrong leads to when its field is no longer there.
const MAIN: &str = "innhold";

impl Wrongs {
    /// One thing that is wrong with a field; told of the page when the field is not shown any
    /// more, as when somebody else was first.
    pub fn one(field: &str, is_shown: bool, wrong: Wrong) -> Self {
        Self(vec![(if is_shown { field } else { MAIN }.to_owned(), wrong)])
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is wrong with a field.
    pub(crate) fn of(&self, field: &str) -> Option<&Wrong> {
        self.0.iter().find(|(id, _)| id == field).map(|(_, wrong)| wrong)
    }

    /// Whether something is wrong with a field.
    pub(crate) fn has(&self, field: &str) -> bool {
        self.of(field).is_some()
    }

    /// What points a field with a help text to it, and to what is wrong.
    pub(crate) fn with_help(&self, field: &str) -> Markup {
        Markup::safe(match self.has(field) {
            true => {
                format!(" aria-describedby=\"{field}-help {field}-fault\" aria-invalid=\"true\"")
            }
            false => format!(" aria-describedby=\"{field}-help\""),
        })
    }

    /// What points a field without a help text to what is wrong.
    pub(crate) fn without_help(&self, field: &str) -> Markup {
        Markup::safe(match self.has(field) {
            true => format!(" aria-describedby=\"{field}-fault\" aria-invalid=\"true\""),
            false => String::new(),
        })
    }

    /// All of it, for the summary.
    pub(crate) fn list(&self, w: &Words<'_>) -> Vec<(String, String)> {
        self.0.iter().map(|(field, wrong)| (field.clone(), wrong.words(w))).collect()
    }
}
