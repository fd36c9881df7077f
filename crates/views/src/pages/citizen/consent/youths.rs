//! A parent's consent for youths of 13 to 15 (L-GDPR-8).

use helsebro_domain::consent::ParentSays;
use helsebro_domain::time::Date;

use crate::Samples;

/// `/meg/samtykke/barn`. Posts `person` and `act` (`give` or `withdraw`) to the same address.
#[derive(Clone)]
pub struct Youths {
    /// The youths, by name.
    pub youths: Vec<YouthRow>,
    /// What was just done.
    pub done: Option<YouthsDone>,
}

/// A youth.
#[derive(Clone, PartialEq, Eq)]
pub struct YouthRow {
    /// What to post.
    pub value: String,
    /// Full name.
    pub name: String,
    /// Given name.
    pub given: String,
    /// What one of her parents has said.
    pub says: ParentSays,
    /// The last day that it means anything.
    pub last_day: Option<Date>,
}

/// What was just done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YouthsDone {
    /// Somebody said yes.
    Given,
    /// It was taken back.
    Withdrawn,
}

impl YouthsDone {
    /// What the address says, and what it means.
    pub fn from_value(value: &str) -> Option<Self> {
        [Self::Given, Self::Withdrawn].into_iter().find(|done| done.as_str() == value)
    }

    /// As the address says it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Given => "samtykket",
            Self::Withdrawn => "trukket",
        }
    }

    /// The key of what is said about it.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Given => "consent-youths-done-given",
            Self::Withdrawn => "consent-youths-done-withdrawn",
        }
    }
}

impl YouthRow {
    /// Whether a parent has said yes.
    pub fn is_given(&self) -> bool {
        self.says == ParentSays::Yes
    }
}

impl Samples for Youths {
    fn samples() -> Vec<(&'static str, Self)> {
        let row = |name: &str, says| YouthRow {
            value: "j".to_owned(),
            name: name.to_owned(),
            given: "Jonas".to_owned(),
            says,
            last_day: Some(Date::constant(2028, 9, 13)),
        };
        let asked = Self {
            youths: vec![
                row("Jonas Berg", ParentSays::Nothing),
                row("Jonas Alexander Fredrik Bergstrand-Nordheim", ParentSays::Yes),
            ],
            done: None,
        };
        vec![
            ("none", Self { youths: Vec::new(), done: None }),
            ("given", Self { done: Some(YouthsDone::Given), ..asked.clone() }),
            ("withdrawn", Self { done: Some(YouthsDone::Withdrawn), ..asked.clone() }),
            ("asked", asked),
        ]
    }
}

crate::page::page!(Youths, "citizen/consent/youths.html");
