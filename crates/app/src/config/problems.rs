//! What is wrong with a configuration, where it stands, and what to do.

use core::fmt;
use core::ops::RangeInclusive;
use std::collections::BTreeMap;

use super::merge::Source;

/// Everything that is wrong, so that all can be mended at once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Problems {
    sources: BTreeMap<String, Source>,
    found: Vec<Problem>,
}

/// One thing that is wrong. It never holds a value.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Problem {
    place: String,
    key: String,
    what: String,
}

impl Problems {
    /// None yet, over values from these sources.
    pub(super) fn over(sources: BTreeMap<String, Source>) -> Self {
        Self { sources, found: Vec::new() }
    }

    /// One about a key, told with where its value came from.
    pub(super) fn add(&mut self, key: &str, what: impl Into<String>) {
        let place = self.sources.get(key).map(ToString::to_string).unwrap_or_default();
        self.add_at(&place, key, what);
    }

    /// One that stands at a place.
    pub(super) fn add_at(&mut self, place: &str, key: &str, what: impl Into<String>) {
        let (place, key) = (place.to_owned(), key.to_owned());
        self.found.push(Problem { place, key, what: what.into() });
    }

    /// The number, when it is within its limits.
    pub(super) fn within(
        &mut self,
        key: &str,
        value: i64,
        limits: RangeInclusive<u32>,
    ) -> Option<u32> {
        let found = u32::try_from(value).ok().filter(|value| limits.contains(value));
        if found.is_none() {
            self.add(key, format!("must be from {} to {}", limits.start(), limits.end()));
        }
        found
    }

    /// The choice that the word stands for.
    pub(super) fn choice<T: Copy>(
        &mut self,
        key: &str,
        word: &str,
        choices: &[(&str, T)],
    ) -> Option<T> {
        let found = choices.iter().find(|(name, _)| *name == word).map(|(_, choice)| *choice);
        if found.is_none() {
            let names: Vec<_> = choices.iter().map(|(name, _)| format!("\"{name}\"")).collect();
            self.add(key, format!("must be one of {}", names.join(", ")));
        }
        found
    }

    /// The text, when it is given.
    pub(super) fn given<'t>(&mut self, key: &str, text: &'t str) -> Option<&'t str> {
        if text.is_empty() {
            self.add(key, "must be given");
        }
        Some(text).filter(|text| !text.is_empty())
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Each on a line of its own: place, key, what.
    pub(crate) fn lines(&self) -> impl Iterator<Item = String> {
        self.found.iter().map(|Problem { place, key, what }| {
            let parts = [place.as_str(), key.as_str(), what.as_str()];
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            parts.join(": ")
        })
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the configuration cannot be used")?;
        self.lines().try_for_each(|line| write!(f, "\n  {line}"))
    }
}

impl core::error::Error for Problems {}
