//! HTML that is safe to write out as it stands.

use core::fmt;

/// HTML made by this crate: our own words and icons, with every value escaped.
#[derive(Debug, Clone)]
pub struct Markup(String);

impl Markup {
    /// HTML that this crate has made itself.
    pub(crate) const fn safe(html: String) -> Self {
        Self(html)
    }

    /// A text with `**bold**` in it, escaped.
    pub(crate) fn rich(text: &str) -> Self {
        let mut html = String::with_capacity(text.len() + 32);
        for (index, part) in text.split("**").enumerate() {
            if index > 0 {
                html.push_str(if index % 2 == 1 { "<strong>" } else { "</strong>" });
            }
            escape(part, &mut html);
        }
        if text.matches("**").count() % 2 == 1 {
            html.push_str("</strong>");
        }
        Self(html)
    }

    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::FastWritable for Markup {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        Ok(dest.write_str(&self.0)?)
    }
}

impl askama::filters::HtmlSafe for Markup {}

/// Writes a text with the five characters escaped that HTML gives a meaning.
pub(crate) fn escape(text: &str, html: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bold_is_marked_and_everything_else_is_escaped() {
        assert_eq!(Markup::rich("a **b** <c>").as_str(), "a <strong>b</strong> &lt;c&gt;");
        assert_eq!(Markup::rich("**x").as_str(), "<strong>x</strong>");
    }
}
