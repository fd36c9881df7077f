//! The texts of messages to journal systems that nobody has written: in bokmål, as the codes
//! of the national messages are.

use crate::notices::frame;
use crate::{Language, Words};

/// The most letters of a message to a journal system.
const MAX_TEXT: usize = 1_000;

/// How many of them can be her own.
const MAX_HER_WORDS: usize = 600;

/// With whom what a unit has is not shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opposed<'a> {
    /// With nobody outside.
    Everybody,
    /// Not with this enterprise.
    Named(&'a str),
    /// As she has put it herself.
    InHerWords(&'a str),
}

/// The topic and the text that tell a journal system what a patient does not want to be
/// shared (L-PJL-17); with nothing, that she has taken it back.
pub fn opposition(said: &[Opposed<'_>]) -> (String, String) {
    let frame = frame(Language::Nb);
    let words = Words::of(&frame);
    let topic = words.t("rights-journal-opposed-topic");
    if said.is_empty() {
        return (topic, words.t("rights-journal-opposed-lifted"));
    }
    let mut lines = vec![words.t("rights-journal-opposed")];
    lines.extend(said.iter().map(|one| match one {
        Opposed::Everybody => words.t("rights-journal-opposed-all"),
        Opposed::Named(name) => words.a("rights-journal-opposed-to", "name", *name),
        Opposed::InHerWords(own) => {
            let own: String = own.chars().take(MAX_HER_WORDS).collect();
            words.a("rights-journal-opposed-words", "words", own.as_str())
        }
    }));
    lines.push(words.t("rights-journal-opposed-law"));
    (topic, lines.join("\n").chars().take(MAX_TEXT).collect())
}
