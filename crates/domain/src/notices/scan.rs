//! A look at a finished text for what must not stand in it (SM-3).
//!
//! The types keep it out; this is the second lock. Every text is looked at before it is
//! sent, and every text that a test makes is looked at too.

/// Beginnings of words that tell something about whoever gets the text, in lower case:
/// diagnoses, treatment, and units or professions whose name is enough (SM-3).
pub const REVEALING: &[&str] = &[
    "abort",
    "aids",
    "barnevern",
    "blodprøve",
    "cancer",
    "dement",
    "demens",
    "depresjon",
    "diagnos",
    "fysioterap",
    "gravid",
    "helsestasjon",
    "hemmeleg adresse",
    "hemmelig adresse",
    "hiv",
    "hjemmesykeplei",
    "heimesjukeplei",
    "home nursing",
    "jordmor",
    "kreft",
    "krisesenter",
    "lege",
    "legevakt",
    "medisin",
    "medicine",
    "mental",
    "midwife",
    "prøvesvar",
    "psykiatri",
    "psykisk",
    "psykolog",
    "rus",
    "rusomsorg",
    "selvmord",
    "substance",
    "sykehjem",
    "sjukeheim",
    "sår",
    "vaksin",
    "vold",
];

/// Short ones that count only as whole words.
const WHOLE: &[&str] = &["aids", "hiv", "lege", "rus", "vold"];

/// How many digits in a row are too many: an identity number has eleven, a date of birth
/// or a case six or more; a phone number is written in groups.
const MAX_DIGITS: usize = 5;

/// What was found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Leak {
    /// A row of digits: a number of a person, a case or a record.
    Number,
    /// A word that tells something.
    Revealing,
    /// A link, or an address with something behind the host (SM-4).
    Link,
    /// Something that is known to be about somebody: a name, or content.
    Known,
    /// A sign that does not belong in a text.
    Sign,
}

/// Whether a name or text holds a word that tells something.
pub(super) fn is_revealing(text: &str) -> bool {
    let text = text.to_lowercase();
    let words: Vec<&str> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    REVEALING.iter().any(|known| {
        if known.contains(' ') {
            return text.contains(known);
        }
        words.iter().any(|word| match WHOLE.contains(known) {
            true => word == known,
            false => word.starts_with(known),
        })
    })
}

/// What in a finished text must not stand there. `known` is what is known to be about
/// somebody: names, numbers, topics, texts.
pub fn leaks(text: &str, known: &[&str]) -> Vec<Leak> {
    let mut found = Vec::new();
    let longest_row =
        text.split(|letter: char| !letter.is_ascii_digit()).map(str::len).max().unwrap_or_default();
    // Eleven digits written in groups are still one number.
    let squeezed: String = text.chars().filter(|letter| !" .-\u{a0}".contains(*letter)).collect();
    let squeezed_row = squeezed
        .split(|letter: char| !letter.is_ascii_digit())
        .map(str::len)
        .max()
        .unwrap_or_default();
    if longest_row > MAX_DIGITS || squeezed_row >= 11 {
        found.push(Leak::Number);
    }
    if is_revealing(text) {
        found.push(Leak::Revealing);
    }
    let is_link = |word: &str| {
        let word = word.trim_end_matches(['.', ',', ')']);
        word.contains("://") || word.contains('/') || word.contains('?') || word.contains('@')
    };
    if text.split_whitespace().any(is_link) {
        found.push(Leak::Link);
    }
    let lower = text.to_lowercase();
    if known.iter().any(|known| !known.is_empty() && lower.contains(&known.to_lowercase())) {
        found.push(Leak::Known);
    }
    if text.chars().any(|letter| letter.is_control() && letter != '\n') || text.contains(['<', '>'])
    {
        found.push(Leak::Sign);
    }
    found
}
