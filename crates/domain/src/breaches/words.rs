//! How much must be written about a breach (GDPR art. 33 no. 3 and 5).

use crate::refusals::{ReasonCode, Refusal};

/// The fewest letters of what is written.
pub const MIN_BREACH_WORDS: usize = 20;

/// The most.
pub const MAX_BREACH_WORDS: usize = 4_000;

/// The words, when they are neither too few nor too many.
///
/// # Errors
/// The code for what is missing.
pub fn told_enough(text: &str, missing: ReasonCode) -> Result<&str, Refusal> {
    let text = text.trim();
    if (MIN_BREACH_WORDS..=MAX_BREACH_WORDS).contains(&text.chars().count()) {
        Ok(text)
    } else {
        Err(Refusal::told(missing, &["L-GDPR-33"]))
    }
}

/// One of the things that are written about what a breach means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Which kinds of people and of data it concerns (art. 33 no. 3 a).
    Kinds,
    /// What is likely to come of it (art. 33 no. 3 c).
    Consequences,
    /// What was done or is proposed against it (art. 33 no. 3 d).
    Measures,
}

/// What a notice to the authority says in words, besides what happened. It is written for every
/// breach, told of or not (art. 33 no. 5).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    /// Which kinds of people and of data it concerns.
    pub kinds: String,
    /// What is likely to come of it.
    pub consequences: String,
    /// What was done or is proposed against it.
    pub measures: String,
}

impl Contents {
    /// Those of them that say too little or too much.
    pub fn lacking(&self) -> Vec<Content> {
        let all = [
            (Content::Kinds, &self.kinds),
            (Content::Consequences, &self.consequences),
            (Content::Measures, &self.measures),
        ];
        let is_short = |text: &str| told_enough(text, ReasonCode::AssessmentMissing).is_err();
        all.into_iter().filter(|(_, text)| is_short(text)).map(|(content, _)| content).collect()
    }

    /// That each is written.
    ///
    /// # Errors
    /// `ASSESSMENT_MISSING` when one is not.
    pub fn told_enough(&self) -> Result<(), Refusal> {
        match self.lacking()[..] {
            [] => Ok(()),
            _ => Err(Refusal::told(ReasonCode::AssessmentMissing, &["L-GDPR-33"])),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// L-GDPR-33: each of what art. 33 no. 3 asks for is asked for by itself.
    #[test]
    fn l_gdpr_33_each_of_what_a_notice_must_say_is_asked_for() {
        let enough = || "Tolv navn på en liste.".to_owned();
        let whole = Contents { kinds: enough(), consequences: enough(), measures: enough() };
        assert_eq!(whole.lacking(), []);
        assert!(whole.told_enough().is_ok());
        let without = [
            (Contents { kinds: String::new(), ..whole.clone() }, Content::Kinds),
            (Contents { consequences: "Kort".to_owned(), ..whole.clone() }, Content::Consequences),
            (Contents { measures: " ".repeat(40), ..whole.clone() }, Content::Measures),
        ];
        for (contents, lacks) in without {
            assert_eq!(contents.lacking(), [lacks]);
            let refusal = contents.told_enough().unwrap_err();
            assert_eq!(refusal.code(), ReasonCode::AssessmentMissing);
        }
        assert_eq!(Contents::default().lacking().len(), 3);
    }

    #[test]
    fn l_gdpr_33_what_is_written_has_twenty_letters_at_least() {
        for (letters, is_enough) in [(19, false), (20, true), (4_000, true), (4_001, false)] {
            let text = "å".repeat(letters);
            let told = told_enough(&text, ReasonCode::AssessmentMissing);
            assert_eq!(told.is_ok(), is_enough, "{letters}");
        }
    }
}
