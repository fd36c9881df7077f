//! An answer to who is controller, as pages tell it.

use helsebro_domain::time::Date;

use crate::Words;

/// How those who are named answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// One answers.
    One,
    /// All of them together.
    Joint,
    /// Each for what it has written.
    Each,
    /// It is not settled which of them.
    Contested,
    /// Nobody is entered; whoever had it last answers for what is there.
    Nobody,
}

/// Why it is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// The municipality delivers itself.
    Own,
    /// Another delivers, without a joint journal.
    Outsourced,
    /// A joint journal with joint responsibility.
    Joint,
    /// A joint journal where each answers for its own.
    Independent,
    /// A joint journal that is not complete.
    Incomplete,
    /// A host municipality.
    Host,
    /// A task community.
    Community,
    /// A law, regulation or decision says so.
    Decision,
    /// Nothing covers the time.
    Gap,
    /// Two records contradict each other.
    Contested,
    /// The platform's own.
    Platform,
}

impl Because {
    /// The key of the sentence.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Own => "responsible-because-own",
            Self::Outsourced => "responsible-because-outsourced",
            Self::Joint => "responsible-because-joint",
            Self::Independent => "responsible-because-independent",
            Self::Incomplete => "responsible-because-incomplete",
            Self::Host => "responsible-because-host",
            Self::Community => "responsible-because-community",
            Self::Decision => "responsible-because-decision",
            Self::Gap => "responsible-because-gap",
            Self::Contested => "responsible-because-contested",
            Self::Platform => "responsible-because-platform",
        }
    }
}

/// Who answers, how and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// How.
    pub how: How,
    /// Who, by name; none is whoever runs the platform.
    pub names: Vec<Option<String>>,
    /// Why.
    pub because: Because,
    /// The agreements it rests on: title, and where it is read by those who may.
    pub agreements: Vec<(String, Option<String>)>,
}

impl Told {
    /// The names, as in «Solvik kommune og Fjordro Omsorg AS».
    pub fn who(&self, w: &Words<'_>) -> String {
        let own =
            |name: &Option<String>| name.clone().unwrap_or_else(|| w.t("responsible-operator"));
        let names: Vec<String> = self.names.iter().map(own).collect();
        match names.as_slice() {
            [] => w.t("responsible-nobody"),
            [one] => one.clone(),
            [most @ .., last] => w.a2("responsible-and", "most", most.join(", "), "last", last),
        }
    }

    /// The key of the sentence about the record of a service.
    pub const fn key(&self) -> &'static str {
        match self.how {
            How::One => "responsible-has-one",
            How::Joint => "responsible-has-joint",
            How::Each => "responsible-has-each",
            How::Contested => "responsible-has-contested",
            How::Nobody => "responsible-has-nobody",
        }
    }

    /// Whether something must be put right.
    pub const fn is_wrong(&self) -> bool {
        matches!(self.how, How::Contested | How::Nobody)
    }

    /// The key of the warning that it will be so.
    pub const fn ahead_key(&self) -> &'static str {
        match self.how {
            How::Nobody => "responsible-ahead-nobody",
            _ => "responsible-ahead-contested",
        }
    }
}

/// A time through which the answer stays the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The first day; none when it has always been so.
    pub first: Option<Date>,
    /// The last day; none when it goes on.
    pub last: Option<Date>,
    /// The answer.
    pub told: Told,
    /// Whether it is the one of today.
    pub now: Now,
}

/// Whether something is so today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Now {
    /// It is.
    Yes,
    /// It was, or will be.
    No,
}

impl Line {
    /// Whether it is the one of today.
    pub fn is_now(&self) -> bool {
        self.now == Now::Yes
    }
}
