//! Texts as the wire can carry them, each with its limit.

use super::{CannotWrite, What};
use crate::limits::{MAX_SHORT_CHARS, MAX_TEXT_BYTES};
use crate::xml::{is_xml_char, line};

/// A short text on one line; empty when there was nothing.
pub(crate) fn short(text: &str, what: What) -> Result<String, CannotWrite> {
    let text = line(&carried(text));
    if text.chars().count() > MAX_SHORT_CHARS {
        return Err(CannotWrite::TooLong { what, most: MAX_SHORT_CHARS, unit: "characters" });
    }
    Ok(text)
}

/// A short text on one line that must say something.
pub(crate) fn required_short(text: &str, what: What) -> Result<String, CannotWrite> {
    let text = short(text, what)?;
    if text.is_empty() { Err(CannotWrite::Empty(what)) } else { Ok(text) }
}

/// What a person wrote, with its line breaks as one sign each; empty when
/// there was nothing but space.
pub(crate) fn long(text: &str, what: What) -> Result<String, CannotWrite> {
    let text = carried(text).replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim();
    if text.len() > MAX_TEXT_BYTES {
        return Err(CannotWrite::TooLong { what, most: MAX_TEXT_BYTES, unit: "bytes" });
    }
    Ok(text.to_owned())
}

/// What a person wrote, when it must say something.
pub(crate) fn required_long(text: &str, what: What) -> Result<String, CannotWrite> {
    let text = long(text, what)?;
    if text.is_empty() { Err(CannotWrite::Empty(what)) } else { Ok(text) }
}

/// XML has no way to write most control characters; the sign for what could
/// not be shown stands in their place, so that nothing is lost unseen.
fn carried(text: &str) -> String {
    text.chars().map(|c| if is_xml_char(c) { c } else { char::REPLACEMENT_CHARACTER }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_carry_is_replaced_and_line_breaks_are_one_sign() {
        assert_eq!(
            long(" a\u{1B}b\0c\u{FFFF}\r\nd\re\t\u{10FFFF} \n", What::Text).unwrap(),
            "a\u{FFFD}b\u{FFFD}c\u{FFFD}\nd\ne\t\u{10FFFF}"
        );
        assert_eq!(short(" to\r\n  ord\u{7}", What::Topic).unwrap(), "to ord\u{FFFD}");
    }

    #[test]
    fn each_text_has_its_limit_and_names_it() {
        assert!(short(&"å".repeat(MAX_SHORT_CHARS), What::Topic).is_ok());
        assert_eq!(
            short(&"å".repeat(MAX_SHORT_CHARS + 1), What::Topic).unwrap_err().to_string(),
            "the topic has more than 500 characters"
        );
        assert!(long(&"a".repeat(MAX_TEXT_BYTES), What::Text).is_ok());
        assert_eq!(
            long(&"a".repeat(MAX_TEXT_BYTES + 1), What::Text).unwrap_err().to_string(),
            "the text has more than 262144 bytes"
        );
        assert_eq!(required_long(" \n", What::Text), Err(CannotWrite::Empty(What::Text)));
        assert_eq!(required_short("\t", What::UnitName), Err(CannotWrite::Empty(What::UnitName)));
    }
}
