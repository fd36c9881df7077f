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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn l_gdpr_33_what_is_written_has_twenty_letters_at_least() {
        for (letters, is_enough) in [(19, false), (20, true), (4_000, true), (4_001, false)] {
            let text = "å".repeat(letters);
            let told = told_enough(&text, ReasonCode::AssessmentMissing);
            assert_eq!(told.is_ok(), is_enough, "{letters}");
        }
    }
}
