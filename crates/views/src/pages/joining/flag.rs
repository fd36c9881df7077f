//! What is pointed out and stops nothing (W-DPIA, ON-12, ON-32 to ON-34).

use helsebro_domain::time::Date;

use crate::Words;

/// Something that is pointed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flag {
    /// The key of its words.
    pub key: &'static str,
    /// The day that it is about.
    pub day: Option<Date>,
}

impl Flag {
    /// Its words.
    pub(crate) fn words(&self, w: &Words<'_>) -> String {
        match self.day {
            Some(day) => w.a(self.key, "day", w.day(day)),
            None => w.t(self.key),
        }
    }

    /// Whether something is late, or no longer so for long.
    pub(crate) fn is_grave(&self) -> bool {
        !matches!(
            self.key,
            "joining-flag-ahead"
                | "joining-flag-dpia"
                | "joining-flag-review"
                | "joining-flag-reviewed"
        )
    }

    /// Every one, for the samples.
    pub(crate) fn all(day: Date) -> Vec<Self> {
        let keys = [
            "joining-flag-ahead",
            "joining-flag-overdue",
            "joining-flag-overdue-again",
            "joining-flag-overdue-last",
            "joining-flag-may-warn",
            "joining-flag-review",
            "joining-flag-review-due",
            "joining-flag-reviewed",
            "joining-flag-consent",
        ];
        let mut all: Vec<Self> = keys.into_iter().map(|key| Self { key, day: Some(day) }).collect();
        all.push(Self { key: "joining-flag-dpia", day: None });
        all
    }
}
