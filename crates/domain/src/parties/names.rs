//! What a person is called.

use core::fmt;

/// The most letters a name can have.
pub const MAX_NAME: usize = 200;

/// A person's name. It does not print by accident.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonName {
    given: String,
    family: String,
}

impl PersonName {
    /// A name from its two parts, each cut to [`MAX_NAME`] letters.
    pub fn new(given: &str, family: &str) -> Self {
        let cut = |part: &str| part.trim().chars().take(MAX_NAME).collect();
        Self { given: cut(given), family: cut(family) }
    }

    /// The given name: how the person is greeted.
    pub fn given(&self) -> &str {
        &self.given
    }

    /// The family name.
    pub fn family(&self) -> &str {
        &self.family
    }

    /// The whole name.
    pub fn full(&self) -> String {
        format!("{} {}", self.given, self.family).trim().to_owned()
    }

    /// The given name and the first letter of the family name: how a person with a
    /// protected address stands in lists (§ 1.6).
    pub fn shortened(&self) -> String {
        self.family.chars().next().map_or_else(
            || self.given.clone(),
            |initial| format!("{} {initial}.", self.given).trim().to_owned(),
        )
    }
}

impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonName(…)")
    }
}

/// The most letters of why staff are shown to somebody in another way.
pub const MAX_NAME_REASON: usize = 300;

/// Why staff are shown to one citizen in another way than to others. It does not
/// print, and she does not read it.
#[derive(Clone, PartialEq, Eq)]
pub struct NameReason(String);

impl NameReason {
    /// A reason of 1 to [`MAX_NAME_REASON`] letters.
    pub fn parse(raw: &str) -> Option<Self> {
        let text = raw.trim();
        let count = text.chars().count();
        (1..=MAX_NAME_REASON).contains(&count).then(|| Self(text.to_owned()))
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for NameReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NameReason(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_written_whole_greeted_by_the_first_and_shortened_in_lists() {
        let sara = PersonName::new(" Sara ", "Lund");
        assert_eq!(sara.full(), "Sara Lund");
        assert_eq!((sara.given(), sara.family()), ("Sara", "Lund"));
        assert_eq!(sara.shortened(), "Sara L.");
        assert_eq!(PersonName::new("Madonna", "").shortened(), "Madonna");
        assert_eq!(PersonName::new("Madonna", "").full(), "Madonna");
    }

    #[test]
    fn a_reason_has_words_a_limit_and_does_not_print() {
        assert_eq!(NameReason::parse(" "), None);
        assert_eq!(NameReason::parse(&"x".repeat(301)), None);
        let reason = NameReason::parse(&"x".repeat(300)).unwrap();
        assert_eq!((reason.as_str().len(), format!("{reason:?}").as_str()), (300, "NameReason(…)"));
    }

    #[test]
    fn a_name_does_not_print_and_does_not_grow_without_end() {
        let long = PersonName::new(&"a".repeat(500), "b");
        assert_eq!(long.given(), "a".repeat(200));
        assert_eq!(format!("{long:?}"), "PersonName(…)");
    }
}
