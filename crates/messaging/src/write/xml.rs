//! XML text, grown from the root.
//!
//! Every value goes through [`Xml`], which escapes it, so that no text can
//! become markup. What XML cannot carry is gone before it comes here, since the
//! texts are made by [`super::text`].

use crate::xml::encode;

/// A document while it is written.
pub(crate) struct Xml {
    out: String,
    depth: usize,
}

/// Spaces for each step inwards; for the person who reads what was sent.
const INDENT: &str = "  ";

impl Xml {
    /// A whole document, whose root is written by `inside`.
    pub(crate) fn document(inside: impl FnOnce(&mut Self)) -> String {
        let mut xml = Self { out: String::new(), depth: 0 };
        xml.out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        inside(&mut xml);
        xml.out
    }

    /// An element with others inside.
    pub(crate) fn element(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        inside: impl FnOnce(&mut Self),
    ) {
        self.start(name, attributes);
        self.out.push_str(">\n");
        self.depth += 1;
        inside(self);
        self.depth -= 1;
        self.indent();
        self.end(name);
    }

    /// An element with text inside.
    pub(crate) fn text(&mut self, name: &str, text: &str) {
        self.start(name, &[]);
        self.out.push('>');
        escape(text, &mut self.out);
        self.end(name);
    }

    /// An element with text inside, when there is text.
    pub(crate) fn maybe_text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.text(name, text);
        }
    }

    /// An element with bytes inside, as text, in a namespace of its own.
    pub(crate) fn bytes(&mut self, name: &str, namespace: &str, bytes: &[u8]) {
        self.start(name, &[("xmlns", namespace)]);
        self.out.push('>');
        encode(bytes, &mut self.out);
        self.end(name);
    }

    /// An element with nothing inside.
    pub(crate) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.out.push_str("/>\n");
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.indent();
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            escape(value, &mut self.out);
            self.out.push('"');
        }
    }

    fn end(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }

    fn indent(&mut self) {
        for _ in 0..self.depth {
            self.out.push_str(INDENT);
        }
    }
}

/// The same escapes serve in text and between quotes; `>` because of `]]>`.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_value_can_become_markup() {
        let written = Xml::document(|xml| {
            xml.element("a", &[("V", "\"<&'>")], |xml| {
                xml.text("b", "1 < 2 & ]]>\nto");
                xml.maybe_text("c", "");
                xml.empty("d", &[]);
            });
        });
        assert_eq!(
            written,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a V=\"&quot;&lt;&amp;'&gt;\">\n  \
             <b>1 &lt; 2 &amp; ]]&gt;\nto</b>\n  <d/>\n</a>\n"
        );
    }
}
