//! Text with or without formatting, as plain text with its line breaks.
//!
//! 1.1 allows any XML where the text stands, and some systems send XHTML. People
//! get the words: paragraphs and line breaks are kept, lists get a dash or a
//! number, the rest of the markup goes. Nothing that can run or load survives.

use crate::error::ReadError;
use crate::limits::MAX_TEXT_BYTES;
use crate::warning::{WarningCode, Warnings};
use crate::xml::{Element, Node};

/// The text of a child element, or nothing when it is blank.
pub(super) fn read(
    parent: &Element,
    place: &str,
    name: &str,
    warnings: &mut Warnings,
) -> Result<Option<String>, ReadError> {
    let Some(element) = parent.one(name, place)? else { return Ok(None) };
    let place = format!("{place}/{name}");
    let text = if element.elements().next().is_some() {
        warnings.add(WarningCode::FormattingRemoved, place.clone());
        let mut flow = Flow::default();
        flow.children(element, Space::Lines);
        flow.out
    } else {
        element.text().replace("\r\n", "\n").replace('\r', "\n")
    };
    if text.len() > MAX_TEXT_BYTES {
        return Err(ReadError::too_large(&place, "bytes of text", MAX_TEXT_BYTES));
    }
    let text = text.trim();
    Ok(if text.is_empty() { None } else { Some(text.to_owned()) })
}

/// What white space means where we are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Space {
    /// Text beside markup: line breaks count, other space is collapsed.
    Lines,
    /// Inside markup: all space is collapsed.
    Collapsed,
    /// Inside `pre`: everything counts.
    Kept,
}

/// A blank line is two breaks; more are not kept.
const MAX_BREAKS: usize = 2;

/// Plain text while it is written. Breaks and spaces wait until a word needs them.
#[derive(Default)]
struct Flow {
    out: String,
    breaks: usize,
    space: bool,
    /// A list mark has just been written; what follows stays on its line.
    marked: bool,
}

impl Flow {
    // Depth is bounded by the parser, so this may call itself.
    fn children(&mut self, element: &Element, space: Space) {
        let mut item = 0;
        for node in &element.children {
            match node {
                Node::Text(text) => self.text(text, space),
                Node::Element(child) => {
                    if child.name.eq_ignore_ascii_case("li") {
                        item += 1;
                        self.lines(1);
                        if element.name.eq_ignore_ascii_case("ol") {
                            self.word(&format!("{item}."));
                        } else {
                            self.word("-");
                        }
                        self.space = true;
                        self.marked = true;
                    }
                    self.element(child, space);
                }
            }
        }
    }

    fn element(&mut self, element: &Element, space: Space) {
        let inner = if space == Space::Kept { Space::Kept } else { Space::Collapsed };
        match element.name.to_ascii_lowercase().as_str() {
            "script" | "style" | "head" | "title" | "template" | "object" => {}
            "br" => self.breaks = (self.breaks + 1).min(MAX_BREAKS),
            "pre" => self.block(element, 2, Space::Kept),
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "table" => {
                self.block(element, 2, inner);
            }
            "div" | "ul" | "ol" | "dl" | "dt" | "dd" | "tr" | "section" | "article" | "hr" => {
                self.block(element, 1, inner);
            }
            // The dash or number is already on the line.
            "li" => {
                self.children(element, inner);
                self.marked = false;
                self.lines(1);
            }
            "td" | "th" => {
                self.space = true;
                self.children(element, inner);
                self.space = true;
            }
            _ => self.children(element, inner),
        }
    }

    fn block(&mut self, element: &Element, breaks: usize, space: Space) {
        self.lines(breaks);
        self.children(element, space);
        self.lines(breaks);
    }

    /// At least so many breaks before the next word.
    fn lines(&mut self, breaks: usize) {
        if !self.marked {
            self.breaks = self.breaks.max(breaks);
        }
    }

    fn text(&mut self, text: &str, space: Space) {
        match space {
            Space::Kept => {
                for (number, row) in text.split('\n').enumerate() {
                    if number > 0 {
                        self.breaks = (self.breaks + 1).min(MAX_BREAKS);
                    }
                    if !row.trim().is_empty() {
                        self.word(row.trim_end());
                    }
                }
            }
            // Space between elements is how the file was laid out.
            _ if text.trim().is_empty() => self.space = true,
            Space::Lines => {
                for (number, row) in text.split('\n').enumerate() {
                    if number > 0 {
                        self.breaks = (self.breaks + 1).min(MAX_BREAKS);
                    }
                    self.words(row);
                }
            }
            Space::Collapsed => self.words(text),
        }
    }

    fn words(&mut self, text: &str) {
        self.space |= text.starts_with(char::is_whitespace);
        for (number, word) in text.split_whitespace().enumerate() {
            self.space |= number > 0;
            self.word(word);
        }
        self.space |= text.ends_with(char::is_whitespace);
    }

    fn word(&mut self, word: &str) {
        if self.breaks > 0 {
            if !self.out.is_empty() {
                self.out.extend(core::iter::repeat_n('\n', self.breaks));
            }
        } else if self.space && !self.out.is_empty() {
            self.out.push(' ');
        }
        self.breaks = 0;
        self.space = false;
        self.marked = false;
        self.out.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::{Files, parse};

    fn flattened(inner: &str) -> Option<String> {
        let root =
            parse(&format!("<Notat><Tekst>{inner}</Tekst></Notat>"), Files::Counted).unwrap();
        read(&root, "Notat", "Tekst", &mut Warnings::default()).unwrap()
    }

    #[test]
    fn words_and_line_breaks_survive_and_markup_does_not() {
        for (inner, text) in [
            ("Hei.\nVi kommer  kl. 9.\n\nHilsen Per", "Hei.\nVi kommer  kl. 9.\n\nHilsen Per"),
            ("Hei.&#13;&#10;Takk", "Hei.\nTakk"),
            ("1 &lt; 2 <![CDATA[& 3 > 2]]>", "1 < 2 & 3 > 2"),
            (
                "<div>\n  <p>Hei <b>Kari</b>,</p>\n  <p>vi  kommer<br/>i morgen.</p>\n</div>",
                "Hei Kari,\n\nvi kommer\ni morgen.",
            ),
            ("Hei<br/>Takk\nVel hjem", "Hei\nTakk\nVel hjem"),
            ("<ul><li>Øst</li><li>Vest</li></ul>Slutt", "- Øst\n- Vest\nSlutt"),
            ("<ol><li>Ring</li><li><p>Vent</p></li></ol>", "1. Ring\n2. Vent"),
            (
                "<table><tr><td>Tid</td><td>09.00</td></tr><tr><td>Sted</td></tr></table>",
                "Tid 09.00\nSted",
            ),
            ("<pre>en\n  to</pre>", "en\n  to"),
            ("<a href='javascript:x'>lenke</a><script>alert(1)</script>!", "lenke!"),
            ("bl<b>å</b>bær", "blåbær"),
        ] {
            assert_eq!(flattened(inner).as_deref(), Some(text), "{inner}");
        }
    }

    #[test]
    fn blank_text_is_no_text() {
        for inner in ["", "  \n ", "<p> </p>", "<br/><br/>", "<!-- Hei -->"] {
            assert_eq!(flattened(inner), None, "{inner}");
        }
    }
}
