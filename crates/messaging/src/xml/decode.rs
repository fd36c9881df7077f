//! From bytes to text.

use std::borrow::Cow;

use crate::error::{AppRecCode, Fault, ReadError};
use crate::limits::{MAX_ENVELOPE_BYTES, MAX_KEPT_BYTES};

/// How the envelope was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8,
    Latin1,
}

const BOM: &[u8] = b"\xEF\xBB\xBF";
/// How many bytes are looked at between two looks at whether to go on.
const CHUNK_BYTES: usize = 4_096;
/// The first byte of U+FFFE and U+FFFF.
const FIRST_OF_THE_TWO: u8 = 0xEF;
/// How far into the envelope the declaration may reach.
const DECLARATION_BYTES: usize = 256;

/// The envelope as text, without byte order mark.
pub(crate) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), ReadError> {
    if bytes.len() > MAX_ENVELOPE_BYTES {
        return Err(ReadError::too_large("The envelope", "bytes", MAX_ENVELOPE_BYTES));
    }
    let (text, encoding) = match bytes.strip_prefix(BOM) {
        Some(rest) => (utf8(rest)?, Encoding::Utf8),
        None => match declared(bytes)? {
            Encoding::Utf8 => (utf8(bytes)?, Encoding::Utf8),
            Encoding::Latin1 => (latin1(bytes)?, Encoding::Latin1),
        },
    };
    if !is_xml(&text) {
        return Err(ReadError::not_well_formed("a character that XML does not allow"));
    }
    Ok((text, encoding))
}

/// The beginning of an envelope as text, with the sign for what could not be
/// shown in place of what is not text; none for an encoding we do not read.
pub(crate) fn decode_start(bytes: &[u8]) -> Option<String> {
    let text = match bytes.strip_prefix(BOM) {
        Some(rest) => String::from_utf8_lossy(rest),
        None => match declared(bytes).ok()? {
            Encoding::Utf8 => String::from_utf8_lossy(bytes),
            Encoding::Latin1 => latin1(bytes).ok()?,
        },
    };
    let shown = |c| if is_xml_char(c) { c } else { char::REPLACEMENT_CHARACTER };
    Some(text.chars().map(shown).collect())
}

/// Whether XML allows the character; the rest of the house counts on no NUL.
pub(crate) fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// Whether every character is one that XML allows. Signs of control and two more are
/// not; the two begin with a byte that hardly anything else does. Most texts have
/// neither, which is seen from their bytes, many at a time.
fn is_xml(text: &str) -> bool {
    let is_doubtful = |byte: u8| {
        (byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r')) || byte == FIRST_OF_THE_TWO
    };
    let doubtful = |some: &[u8]| some.iter().fold(false, |found, byte| found | is_doubtful(*byte));
    !text.as_bytes().chunks(CHUNK_BYTES).any(doubtful) || text.chars().all(is_xml_char)
}

fn utf8(bytes: &[u8]) -> Result<Cow<'_, str>, ReadError> {
    core::str::from_utf8(bytes)
        .map(Cow::Borrowed)
        .map_err(|_| ReadError::not_well_formed("bytes that are not UTF-8"))
}

/// Every byte of ISO-8859-1 is the character of the same number. Those that need
/// two bytes in our text stand in what is kept, never in an attachment.
fn latin1(bytes: &[u8]) -> Result<Cow<'_, str>, ReadError> {
    let wide = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    if wide > MAX_KEPT_BYTES {
        return Err(ReadError::too_large(
            "The envelope",
            "bytes outside attachments",
            MAX_KEPT_BYTES,
        ));
    }
    if wide == 0 {
        return utf8(bytes);
    }
    let mut text = String::with_capacity(bytes.len() + wide);
    text.extend(bytes.iter().map(|byte| char::from(*byte)));
    Ok(Cow::Owned(text))
}

fn declared(bytes: &[u8]) -> Result<Encoding, ReadError> {
    let unsupported = || ReadError::new(AppRecCode::T10, "The envelope", Fault::Encoding);
    // Two bytes for each character: with or without byte order mark.
    if let [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] | [b'<', 0, ..] | [0, b'<', ..] = bytes {
        return Err(unsupported());
    }
    let Some(name) = declared_name(bytes) else { return Ok(Encoding::Utf8) };
    match name.to_ascii_lowercase().as_slice() {
        b"utf-8" | b"utf8" | b"us-ascii" | b"ascii" => Ok(Encoding::Utf8),
        b"iso-8859-1" | b"iso8859-1" | b"latin1" | b"latin-1" => Ok(Encoding::Latin1),
        _ => Err(unsupported()),
    }
}

/// The encoding's name in `<?xml … encoding="…"?>`.
fn declared_name(bytes: &[u8]) -> Option<&[u8]> {
    let rest = bytes.strip_prefix(b"<?xml")?;
    let rest = rest.get(..rest.len().min(DECLARATION_BYTES))?;
    let end = rest.windows(2).position(|pair| pair == b"?>")?;
    let rest = rest.get(..end)?;
    let at = rest.windows(8).position(|word| word == b"encoding")?;
    let rest = rest.get(at + 8..)?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let (quote, rest) = rest.split_first()?;
    let end = rest.iter().position(|byte| byte == quote)?;
    rest.get(..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declared_encoding_decides_and_only_two_are_read() {
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE6</a>";
        let read = decode(latin).map(|(text, encoding)| (text.contains('æ'), encoding));
        assert_eq!(read, Ok((true, Encoding::Latin1)));
        for (bytes, code) in [
            (b"<a>\xE6</a>".as_slice(), AppRecCode::T01),
            (b"<?xml version='1.0' encoding='UTF-8'?><a>\xE6</a>", AppRecCode::T01),
            (b"<?xml version='1.0' encoding = \"UTF-16\"?><a/>", AppRecCode::T10),
            (b"<?xml version='1.0' encoding='windows-1252'?><a/>", AppRecCode::T10),
            (b"\xFF\xFE<\0a\0/\0>\0", AppRecCode::T10),
            (b"<\0a\0/\0>\0", AppRecCode::T10),
            (b"\0<\0a\0/\0>", AppRecCode::T10),
            (b"<a>\0</a>", AppRecCode::T01),
            (b"<a>\x1B</a>", AppRecCode::T01),
        ] {
            assert_eq!(decode(bytes).map_err(|error| error.code()).err(), Some(code), "{bytes:?}");
        }
    }

    #[test]
    fn bytes_are_looked_at_as_the_characters_are() {
        let low = (0..=0x2FF).chain(0xD7F0..=0xD7FF).chain(0xE000..=0xE010);
        let all = low.chain(0xFF00..=0xFFFF).chain([0x1_0000, 0x1_FFFE, 0x10_FFFF]);
        for character in all.filter_map(char::from_u32) {
            let text = format!("<a>{}{character}</a>", "æ".repeat(3_000));
            assert_eq!(is_xml(&text), is_xml_char(character), "{character:?}");
            assert_eq!(is_xml(&character.to_string()), is_xml_char(character), "{character:?}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_taken_away() {
        assert_eq!(decode(b"\xEF\xBB\xBF<a/>").map(|(text, _)| text), Ok(Cow::Borrowed("<a/>")));
    }
}
