//! Icons and long words.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::assets;
use crate::words::{Html, Words};

/// Icons by name, drawn once with what every icon carries.
static ICONS: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    const CARRIED: &str = "<svg class=\"hb-icon\" aria-hidden=\"true\" focusable=\"false\" ";
    assets::icons()
        .map(|(name, svg)| {
            let drawing = svg.split_once("<svg ").map_or("", |(_, rest)| rest).trim();
            (name, format!("{CARRIED}{drawing}"))
        })
        .collect()
});

/// First parts of names that are longer than a phone is wide. A soft hyphen after
/// them lets the name break where a reader would break it.
const FIRST_PARTS: [&str; 8] =
    ["hjemme", "frisklivs", "tildelings", "helse", "omsorgs", "skole", "lege", "kommune"];

/// Words shorter than this fit as they are.
const LONG_WORD: usize = 13;

impl Words {
    /// An icon, beside a word, hidden from screen readers.
    pub(crate) fn icon(&self, name: &str) -> Html {
        Html(ICONS.get(name).cloned().unwrap_or_default())
    }

    /// A name with soft hyphens in its long words.
    pub(crate) fn soft(&self, name: &str) -> String {
        let words: Vec<String> = name.split(' ').map(softened).collect();
        words.join(" ")
    }

    /// The five signs that mean something in markup, written out.
    pub(crate) fn escape(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for letter in text.chars() {
            match letter {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                '\'' => out.push_str("&#39;"),
                other => out.push(other),
            }
        }
        out
    }

    /// Where an asset is.
    pub(crate) fn asset(&self, name: &str) -> &'static str {
        assets::url(name)
    }
}

fn softened(word: &str) -> String {
    if word.chars().count() < LONG_WORD {
        return word.to_owned();
    }
    let lower = word.to_lowercase();
    for part in FIRST_PARTS {
        if lower.starts_with(part) && word.is_char_boundary(part.len()) {
            return format!("{}\u{ad}{}", &word[..part.len()], &word[part.len()..]);
        }
    }
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_may_break_where_their_parts_meet() {
        assert_eq!(softened("Hjemmesykepleien"), "Hjemme\u{ad}sykepleien");
        assert_eq!(softened("Frisklivssentralen"), "Frisklivs\u{ad}sentralen");
        assert_eq!(softened("Solvik"), "Solvik");
    }
}
