//! Envelopes as this journal system writes them: text patterns of its own, with
//! its own escaping.

mod apprec;
mod contacts;
mod dialog;
mod head;
mod persons;
mod rubbish;

pub(crate) use apprec::{Judgement, Original, apprec};
pub(crate) use contacts::contact_list;
pub(crate) use dialog::{Note, Question, link_test, link_test_answer, note, question};
pub(crate) use head::{Address, Envelope, PatientLine};
pub(crate) use persons::check_active;
pub(crate) use rubbish::{enclosing, not_xml, truncated, with_attachment, with_schema_error};

use std::fmt::Write;

/// Text made safe for elements and attributes; what XML cannot hold is left out.
pub(crate) fn safe(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\r' => safe.push_str("&#13;"),
            '\n' | '\t' => safe.push(letter),
            letter if letter < ' ' || matches!(letter, '\u{fffe}' | '\u{ffff}') => {}
            letter => safe.push(letter),
        }
    }
    safe
}

/// `<name>text</name>`, or nothing when there is no text.
fn element(name: &str, text: Option<&str>) -> String {
    let mut element = String::new();
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        let _ = write!(element, "<{name}>{}</{name}>", safe(text));
    }
    element
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn text_cannot_become_markup_and_holds_only_what_xml_can() {
        assert_eq!(safe("<a b=\"&\">\u{1}ø\n\r"), "&lt;a b=&quot;&amp;&quot;&gt;ø\n&#13;");
    }
}
