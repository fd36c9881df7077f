//! Which slice of `domain` may know which: the lower line never learns of the higher.

use std::collections::BTreeMap;

use crate::repo;

/// The slices line by line, the most basic first; siblings on a line do not meet.
const LINES: [&[&str]; 6] = [
    &["ids", "time", "text", "refusals"],
    &["parties"],
    &["agreements", "representation"],
    &["consent", "controllership", "epj", "joining", "notices"],
    &[
        "dialog",
        "appointments",
        "visits",
        "dissemination",
        "rights",
        "disclosure",
        "breaches",
        "retention",
        "blocks",
    ],
    &["audit"],
];

/// The first line is one vocabulary; its words may use each other.
const FREE_LINE: usize = 0;

#[test]
fn slices_point_down() {
    let line_of: BTreeMap<&str, usize> = LINES
        .iter()
        .enumerate()
        .flat_map(|(line, slices)| slices.iter().map(move |slice| (*slice, line)))
        .collect();
    let mut broken = Vec::new();
    for (path, text) in repo::files("crates/domain/src", &[".rs"]) {
        let slice = slice_of(&path);
        if slice == "lib" {
            continue;
        }
        let Some(own_line) = line_of.get(slice) else {
            broken.push(format!("{path}: the slice `{slice}` has no line in the order"));
            continue;
        };
        for (number, other) in named_slices(&text) {
            let Some(line) = line_of.get(other.as_str()) else { continue };
            let same = other == slice || (line == own_line && *line == FREE_LINE);
            if !same && line >= own_line {
                broken.push(format!("{path}:{number}: {slice} → {other}"));
            }
        }
    }
    repo::hold("slices_point_down", &broken);
}

#[test]
fn grouped_and_single_uses_are_both_seen() {
    let text = "use crate::{\n    ids::{A, B},\n    time,\n};\nlet x = crate::audit::Line;\n// crate::no\n";
    let seen: Vec<(usize, String)> = named_slices(text);
    let expected = [(1, "ids"), (1, "time"), (5, "audit")];
    assert_eq!(seen, expected.map(|(number, name)| (number, name.to_owned())));
}

/// `crates/domain/src/dialog/thread.rs` and `crates/domain/src/dialog.rs` are both `dialog`.
fn slice_of(path: &str) -> &str {
    let below = path.trim_start_matches("crates/domain/src/");
    below.split(['/', '.']).next().unwrap_or(below)
}

/// Every slice named after `crate::`, with the line it stands on.
fn named_slices(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let line_start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        if text[line_start..at].trim_start().starts_with("//") {
            continue;
        }
        let number = text[..at].matches('\n').count() + 1;
        let rest = &text[at + "crate::".len()..];
        let names = match rest.strip_prefix('{') {
            Some(group) => outer_names(group),
            None => vec![first_word(rest)],
        };
        found.extend(names.into_iter().map(|name| (number, name.to_owned())));
    }
    found
}

/// The first word of each entry of a `{…}` group, not of the groups inside it.
fn outer_names(group: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    for (at, sign) in group.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' | ',' if depth == 0 => {
                names.push(first_word(group[start..at].trim_start()));
                start = at + 1;
                if sign == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}
