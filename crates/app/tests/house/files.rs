//! What a source file may hold, and how long it may be.

use std::collections::BTreeMap;

use crate::repo;

/// Where a file stops; tests are not counted.
const MAX_LINES: usize = 500;

/// What counts against the limit.
const COUNTED_ENDINGS: [&str; 5] = [".rs", ".html", ".css", ".mjs", ".sh"];

/// Folders outside `storage` that hold SQL, and why.
const SQL_ALSO_IN: [(&str, &str); 1] =
    [("crates/app/src/bench/", "the yardstick runs the two drivers bare, without our layer")];

#[test]
fn no_sql_outside_storage() {
    let mut broken = Vec::new();
    for (path, text) in repo::files("crates", &[".rs"]) {
        let excepted = SQL_ALSO_IN.iter().any(|(folder, _reason)| path.starts_with(folder));
        if path.starts_with("crates/storage/") || repo::is_test(&path) || excepted {
            continue;
        }
        for (number, line) in repo::code_lines(&text) {
            if is_sql(line) {
                broken.push(format!("{path}:{number}: {}", line.trim()));
            }
        }
    }
    repo::hold("no_sql_outside_storage", &broken);
}

#[test]
fn sql_is_recognised_and_prose_is_not() {
    assert!(is_sql(r#"const ONE: &str = "SELECT id FROM threads";"#));
    assert!(is_sql(r#""INSERT INTO jobs (id) VALUES ($1)""#));
    assert!(is_sql(r#""UPDATE threads SET closed_at = $1""#));
    assert!(!is_sql("select a person from the list"));
    assert!(!is_sql("pub const UPDATE: &str"));
}

#[test]
fn no_file_over_500_lines() {
    let excepted = exceptions();
    let mut broken = Vec::new();
    let mut seen = BTreeMap::new();
    for folder in ["crates", "stories", "scripts"] {
        for (path, text) in repo::files(folder, &COUNTED_ENDINGS) {
            if !repo::is_test(&path) {
                seen.insert(path, repo::lines_before_tests(&text));
            }
        }
    }
    for (path, lines) in &seen {
        let limit = excepted.get(path).copied().unwrap_or(MAX_LINES);
        if *lines > limit {
            broken.push(format!("{path}: {lines} lines, at most {limit}"));
        }
    }
    for (path, limit) in &excepted {
        let lines = seen.get(path).copied().unwrap_or(0);
        if lines <= MAX_LINES {
            broken.push(format!("long_files.txt: {path} no longer needs its line"));
        } else if lines < *limit {
            broken.push(format!("long_files.txt: {path} has shrunk, write {lines}"));
        }
    }
    repo::hold("no_file_over_500_lines", &broken);
}

#[test]
fn every_exception_to_a_lint_has_a_reason() {
    let mut broken = Vec::new();
    for (path, text) in repo::files("crates", &[".rs"]) {
        for mark in [concat!("#[", "allow("), concat!("#![", "allow(")] {
            for (at, _) in text.match_indices(mark) {
                let number = text[..at].matches('\n').count() + 1;
                broken.push(format!("{path}:{number}: write it as an expectation with a reason"));
            }
        }
        for (at, _) in text.match_indices(concat!("[", "expect(")) {
            let attribute = text[at..].split_once(")]").map_or("", |(inside, _)| inside);
            if !attribute.contains("reason = \"") {
                let number = text[..at].matches('\n').count() + 1;
                broken.push(format!("{path}:{number}: expect without a reason"));
            }
        }
    }
    repo::hold("every_exception_to_a_lint_has_a_reason", &broken);
}

/// Upper-case SQL on one line; our statements are written so, prose is not.
fn is_sql(line: &str) -> bool {
    ["INSERT INTO ", "DELETE FROM ", "CREATE TABLE ", "ALTER TABLE "]
        .iter()
        .any(|words| line.contains(words))
        || (line.contains("SELECT ") && (line.contains(" FROM ") || line.contains("\"SELECT ")))
        || (line.contains("UPDATE ") && line.contains(" SET "))
}

/// `path lines reason` a line; a line may only go away or get a smaller number.
fn exceptions() -> BTreeMap<String, usize> {
    repo::read("crates/app/tests/house/long_files.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let mut parts = line.splitn(3, ' ');
            let path = parts.next().expect("a path").to_owned();
            let lines = parts.next().and_then(|n| n.parse().ok()).expect("a number of lines");
            assert!(parts.next().is_some_and(|reason| !reason.is_empty()), "{path}: no reason");
            (path, lines)
        })
        .collect()
}
