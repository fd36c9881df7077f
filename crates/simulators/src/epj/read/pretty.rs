//! A document for people's eyes: one element to a line, long content cut.

use quick_xml::events::{BytesText, Event};
use quick_xml::{Reader, Writer};

/// The most letters of one text shown; an attachment would drown the rest.
const TEXT_CHARS_LIMIT: usize = 2_000;
/// The most letters of a document shown.
const DOCUMENT_CHARS_LIMIT: usize = 60_000;
const INDENT: usize = 2;

/// The document, indented when it is XML, and as it is when not.
pub(crate) fn pretty(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let whole = indented(&text).unwrap_or_else(|| text.into_owned());
    shortened(&whole, DOCUMENT_CHARS_LIMIT)
}

fn indented(text: &str) -> Option<String> {
    let mut reader = Reader::from_str(text);
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', INDENT);
    loop {
        match reader.read_event().ok()? {
            Event::Eof => break,
            Event::Text(text) => {
                let words = text.into_inner();
                let words = words.trim();
                if !words.is_empty() {
                    let short = shortened(words, TEXT_CHARS_LIMIT);
                    writer.write_event(Event::Text(BytesText::from_escaped(short))).ok()?;
                }
            }
            event => writer.write_event(event).ok()?,
        }
    }
    String::from_utf8(writer.into_inner()).ok()
}

fn shortened(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        Some((at, _)) => format!("{} … ({} tegn i alt)", &text[..at], text.chars().count()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::pretty;

    #[test]
    fn elements_stand_on_lines_and_long_text_is_cut() {
        let long = "x".repeat(3_000);
        let shown = pretty(format!("<a><b>1 &amp; 2</b><c>{long}</c></a>").as_bytes());
        assert!(shown.contains("\n  <b>"), "{shown}");
        assert!(shown.contains("(3000 tegn i alt)"), "{shown}");
        assert_eq!(pretty(b"bare <tekst"), "bare <tekst");
    }
}
