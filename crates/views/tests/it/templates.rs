//! Templates hold no words of their own.

use std::fs;
use std::path::Path;

use crate::words::files;

/// The name, the demo's mark, and what stands on keys of a keyboard.
const SAME_IN_ALL_LANGUAGES: [&str; 2] = ["Helsebro", "DEMO"];

/// Attributes whose words are read.
const READ: [&str; 4] = ["aria-label=\"", "title=\"", "alt=\"", "placeholder=\""];

#[test]
fn no_template_has_words_of_its_own() {
    for file in files(Path::new("templates"), "html") {
        let source = fs::read_to_string(&file).expect("a template");
        let plain = without(&without(&without(&source, "{#", "#}"), "{%", "%}"), "{{", "}}");
        for attribute in READ {
            for value in plain.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(!has_letters(value), "{}: {attribute}{value}", file.display());
            }
        }
        let text = without(&without(&plain, "<kbd>", "</kbd>"), "<", ">").replace("&nbsp;", " ");
        for word in text.split_whitespace().filter(|word| has_letters(word)) {
            let known = SAME_IN_ALL_LANGUAGES.contains(&word);
            assert!(known, "{}: «{word}» belongs in the word files", file.display());
        }
    }
}

fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// The text with everything between the marks, and the marks, left out.
fn without(text: &str, open: &str, close: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(open) {
        out.push_str(before);
        rest = after.split_once(close).map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}
