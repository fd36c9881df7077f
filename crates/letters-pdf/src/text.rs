//! What may stand on paper: nothing that cannot be seen, and nothing that turns the rest.

/// What stands for a sign that says nothing on paper.
const REPLACEMENT: char = '\u{fffd}';

/// The paragraphs of a text, cleaned. Empty ones are left out.
pub(crate) fn paragraphs(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'])
        .map(clean)
        .filter(|line| !line.is_empty())
}

/// One line of text: spaces are single, and what cannot be shown is marked.
pub(crate) fn clean(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for word in line.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().map(shown));
    }
    out
}

fn shown(sign: char) -> char {
    match sign {
        // Private use and what is no sign at all: the standards forbid them.
        '\u{e000}'..='\u{f8ff}'
        | '\u{f0000}'..='\u{10ffff}'
        | '\u{fdd0}'..='\u{fdef}'
        | '\u{fff9}'..='\u{fffc}'
        | '\u{feff}'
        | '\u{fffe}'
        | '\u{ffff}' => REPLACEMENT,
        // What turns the direction of what follows: text must read as it was written.
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            REPLACEMENT
        }
        sign if sign.is_control() || u32::from(sign) & 0xfffe == 0xfffe => REPLACEMENT,
        sign => sign,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_marked_and_never_lost() {
        assert_eq!(
            clean("  a \t b\u{0}c\u{202e}d\u{e001}\u{feff} "),
            "a b\u{fffd}c\u{fffd}d\u{fffd}\u{fffd}"
        );
        assert_eq!(clean("Blåbærsyltetøy på Ŋuossá"), "Blåbærsyltetøy på Ŋuossá");
    }

    #[test]
    fn every_way_to_break_a_line_breaks_one() {
        let found: Vec<String> = paragraphs("en\r\nto\n\n tre\u{2028}fire").collect();
        assert_eq!(found, ["en", "to", "tre", "fire"]);
    }
}
