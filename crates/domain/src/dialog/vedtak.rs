//! No enkeltvedtak in dialogue (S1-2.1.1-a).

use crate::refusals::{ReasonCode, Refusal};

/// The words that make us ask what kind of message it is.
const WORDS: [&str; 4] = ["vedtak", "innvilget", "avslag", "klagefrist"];

/// What staff say that a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// They have not been asked.
    NotAsked,
    /// An ordinary message.
    Ordinary,
    /// A decision about the citizen's rights.
    Decision,
}

/// What the rule answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VedtakAnswer {
    /// It may be sent.
    MaySend,
    /// Ask what kind of message it is.
    Ask,
    /// A decision goes as a letter.
    Refused(Refusal),
}

/// Whether a text from staff may be sent as a message.
pub fn vedtak_words(text: &str, nature: Nature) -> VedtakAnswer {
    match nature {
        Nature::Ordinary => VedtakAnswer::MaySend,
        Nature::Decision => VedtakAnswer::Refused(Refusal::told(
            ReasonCode::VedtakNotAllowedInDialog,
            &["S1-2.1.1-a"],
        )),
        Nature::NotAsked => {
            let lower = text.to_lowercase();
            let found = WORDS.iter().any(|word| lower.contains(word));
            if found { VedtakAnswer::Ask } else { VedtakAnswer::MaySend }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// S1-2.1.1-a: asked only when the text holds one of four words.
    #[test]
    fn s1_2_1_1_a_staff_are_asked_only_when_the_text_sounds_like_a_decision() {
        for (text, expected) in [
            ("Vedtaket er sendt", VedtakAnswer::Ask),
            ("Søknaden er INNVILGET", VedtakAnswer::Ask),
            ("Du har fått avslag", VedtakAnswer::Ask),
            ("Klagefristen er tre uker", VedtakAnswer::Ask),
            ("Vi kommer i morgen", VedtakAnswer::MaySend),
        ] {
            assert_eq!(vedtak_words(text, Nature::NotAsked), expected, "{text}");
        }
    }

    /// S1-2.1.1-a: choosing decision refuses, ordinary sends.
    #[test]
    fn s1_2_1_1_a_a_decision_is_refused_whatever_its_words() {
        let refused = vedtak_words("Vi kommer i morgen", Nature::Decision);
        let VedtakAnswer::Refused(refusal) = refused else { panic!("{refused:?}") };
        assert_eq!(refusal.code(), ReasonCode::VedtakNotAllowedInDialog);
        assert_eq!(vedtak_words("Vedtaket er sendt", Nature::Ordinary), VedtakAnswer::MaySend);
    }
}
