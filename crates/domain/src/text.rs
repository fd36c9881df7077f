//! What people write: normalised, counted and bounded (S1-2.1.1-a).
//!
//! A letter counts as one however it was typed: text is brought to NFC and a
//! line end counts as one. None of these types print what they hold.

use core::fmt;

use unicode_normalization::UnicodeNormalization;

/// The most letters a topic may have.
pub const MAX_TOPIC: usize = 50;

/// The most letters a message written here may have.
pub const MAX_BODY: usize = 1_000;

/// The most letters a message from a journal system may have; longer is refused `T99`.
pub const MAX_BODY_FROM_EPJ: usize = 20_000;

/// The most bytes that are looked at at all, before any counting.
pub const MAX_RAW_BYTES: usize = 400_000;

/// Why a text cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextFault {
    /// Nothing is written.
    #[error("the text is empty")]
    Empty,
    /// More letters than the limit.
    #[error("the text is {over} too long for {limit}")]
    TooLong {
        /// How many letters too many.
        over: usize,
        /// The limit.
        limit: usize,
    },
}

/// What a conversation is about, in a few words on one line.
#[derive(Clone, PartialEq, Eq)]
pub struct Topic(String);

/// The text of a message.
#[derive(Clone, PartialEq, Eq)]
pub struct Body(String);

impl Topic {
    /// Reads a topic: one line, 1 to [`MAX_TOPIC`] letters.
    ///
    /// # Errors
    /// [`TextFault`] when empty or too long.
    pub fn parse(raw: &str) -> Result<Self, TextFault> {
        let line = normalised(raw)?.replace('\n', " ");
        bounded(line.trim(), MAX_TOPIC).map(Self)
    }

    /// A topic from a journal system, cut to [`MAX_TOPIC`] letters instead of refused.
    ///
    /// # Errors
    /// [`TextFault::Empty`] when nothing is left.
    pub fn cut(raw: &str) -> Result<Self, TextFault> {
        let bytes = raw.len().min(MAX_RAW_BYTES);
        let end = (0..=bytes).rev().find(|at| raw.is_char_boundary(*at)).unwrap_or(0);
        let line = normalised(&raw[..end])?.replace('\n', " ");
        let cut: String = line.trim().chars().take(MAX_TOPIC).collect();
        bounded(cut.trim(), MAX_TOPIC).map(Self)
    }

    /// A topic that was stored, as it was stored.
    pub const fn stored(text: String) -> Self {
        Self(text)
    }

    /// The letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Body {
    /// Reads a message written here: 1 to [`MAX_BODY`] letters.
    ///
    /// # Errors
    /// [`TextFault`] when empty or too long.
    pub fn parse(raw: &str) -> Result<Self, TextFault> {
        bounded(normalised(raw)?.trim(), MAX_BODY).map(Self)
    }

    /// Reads a message from a journal system: 1 to [`MAX_BODY_FROM_EPJ`] letters.
    ///
    /// # Errors
    /// [`TextFault`] when empty or too long.
    pub fn parse_from_epj(raw: &str) -> Result<Self, TextFault> {
        bounded(normalised(raw)?.trim(), MAX_BODY_FROM_EPJ).map(Self)
    }

    /// A message that was stored, as it was stored.
    pub const fn stored(text: String) -> Self {
        Self(text)
    }

    /// The letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How many letters there are.
    pub fn letters(&self) -> usize {
        letters(&self.0)
    }

    /// Whether it is longer than what can be written here; shown in full with a warning.
    pub fn is_longer_than_written_here(&self) -> bool {
        self.letters() > MAX_BODY
    }
}

/// How many letters a text has, counted as the limits count: Unicode scalar
/// values after NFC, a line end as one.
pub fn letters(raw: &str) -> usize {
    unix_lines(raw).nfc().count()
}

fn normalised(raw: &str) -> Result<String, TextFault> {
    if raw.len() > MAX_RAW_BYTES {
        let over = raw.len() - MAX_RAW_BYTES;
        return Err(TextFault::TooLong { over, limit: MAX_RAW_BYTES });
    }
    let seen = |letter: &char| *letter == '\n' || !letter.is_control();
    Ok(unix_lines(raw).replace('\t', " ").nfc().filter(seen).collect())
}

fn unix_lines(raw: &str) -> String {
    raw.replace("\r\n", "\n").replace('\r', "\n")
}

fn bounded(text: &str, limit: usize) -> Result<String, TextFault> {
    let count = text.chars().count();
    if count == 0 {
        return Err(TextFault::Empty);
    }
    if count > limit {
        return Err(TextFault::TooLong { over: count - limit, limit });
    }
    Ok(text.to_owned())
}

impl fmt::Debug for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Topic(…)")
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Body({} letters)", self.letters())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_may_have_exactly_a_thousand_letters() {
        assert!(Body::parse(&"å".repeat(1_000)).is_ok());
        let one_over = Body::parse(&"å".repeat(1_001));
        assert_eq!(one_over, Err(TextFault::TooLong { over: 1, limit: 1_000 }));
        let far_over = Body::parse(&"å".repeat(1_037));
        assert_eq!(far_over, Err(TextFault::TooLong { over: 37, limit: 1_000 }));
    }

    #[test]
    fn a_topic_may_have_exactly_fifty_letters() {
        assert!(Topic::parse(&"x".repeat(50)).is_ok());
        let over = Topic::parse(&"x".repeat(51));
        assert_eq!(over, Err(TextFault::TooLong { over: 1, limit: 50 }));
    }

    #[test]
    fn a_journal_system_may_send_twenty_thousand_letters() {
        let long = Body::parse_from_epj(&"x".repeat(20_000)).unwrap();
        assert!(long.is_longer_than_written_here());
        assert!(!Body::parse(&"x".repeat(1_000)).unwrap().is_longer_than_written_here());
        let over = Body::parse_from_epj(&"x".repeat(20_001));
        assert_eq!(over, Err(TextFault::TooLong { over: 1, limit: 20_000 }));
    }

    #[test]
    fn a_letter_counts_as_one_however_it_was_typed() {
        let composed = "\u{e5}";
        let decomposed = "a\u{30a}";
        assert_eq!(letters(decomposed), 1);
        assert_eq!(Body::parse(decomposed), Body::parse(composed));
        assert!(Body::parse(&decomposed.repeat(1_000)).is_ok());
    }

    #[test]
    fn a_line_end_counts_as_one() {
        assert_eq!(letters("a\r\nb\rc\nd"), 7);
        assert_eq!(Body::parse("a\r\nb").unwrap().as_str(), "a\nb");
        assert_eq!(Topic::parse("a\r\nb").unwrap().as_str(), "a b");
    }

    #[test]
    fn nothing_but_blanks_is_empty() {
        for raw in ["", "  \r\n ", "\u{0}\u{7}"] {
            assert_eq!(Body::parse(raw), Err(TextFault::Empty), "{raw:?}");
            assert_eq!(Topic::parse(raw), Err(TextFault::Empty), "{raw:?}");
        }
    }

    #[test]
    fn control_letters_are_left_out_and_a_tab_is_a_blank() {
        assert_eq!(Body::parse("a\u{0}b\tc\u{1b}d").unwrap().as_str(), "ab cd");
    }

    #[test]
    fn a_flood_is_refused_before_it_is_read() {
        let flood = "x".repeat(400_007);
        let expected = TextFault::TooLong { over: 7, limit: 400_000 };
        assert_eq!(Body::parse(&flood), Err(expected));
        let full = "x".repeat(MAX_RAW_BYTES);
        let expected = TextFault::TooLong { over: MAX_RAW_BYTES - MAX_BODY, limit: MAX_BODY };
        assert_eq!(Body::parse(&full), Err(expected));
    }

    #[test]
    fn a_topic_from_a_journal_system_is_cut_not_refused() {
        assert_eq!(Topic::cut(&"å".repeat(80)).unwrap().as_str(), "å".repeat(50));
        assert_eq!(Topic::cut(" \n "), Err(TextFault::Empty));
        assert_eq!(Topic::cut(&"å".repeat(MAX_RAW_BYTES)).unwrap().as_str(), "å".repeat(50));
    }

    #[test]
    fn what_was_written_does_not_print() {
        let body = Body::parse("Såret på leggen").unwrap();
        let topic = Topic::parse("Såret").unwrap();
        assert_eq!(format!("{body:?} {topic:?}"), "Body(15 letters) Topic(…)");
        assert_eq!(body.letters(), 15);
        assert_eq!(Body::stored("x".into()).as_str(), "x");
        assert_eq!(Topic::stored("x".into()).as_str(), "x");
    }
}
