//! Holds `docs/requirements.md` true: each clause is tested by its id, open, or not for software.

use std::collections::{BTreeMap, BTreeSet};

use crate::repo;

const DOCUMENT: &str = "docs/requirements.md";

/// How many clauses the two sources have; a lost row is noticed here.
const CLAUSES_OF_TERMS: usize = 63;
const CLAUSES_OF_FACT_SHEET: usize = 54;

/// One row: what it asks and where it stands.
struct Row {
    id: String,
    states: Vec<State>,
}

enum State {
    /// `test: path::function`, several with commas.
    Test(Vec<(String, String)>),
    /// `open: capability`.
    Open(String),
    /// `none: why no software follows from it`.
    None,
}

#[test]
fn every_clause_has_a_test_or_says_why_not() {
    let mut broken = Vec::new();
    let capabilities = capabilities();
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for row in rows() {
        for state in &row.states {
            match state {
                State::None => {}
                State::Open(capability) => {
                    if !capabilities.contains(capability) {
                        broken.push(format!("{}: no capability «{capability}»", row.id));
                    }
                }
                State::Test(tests) => {
                    for (path, function) in tests {
                        let text = texts.entry(path.clone()).or_insert_with(|| {
                            if repo::exists(path) { repo::read(path) } else { String::new() }
                        });
                        broken.extend(fault_of(text, path, function, &row.id));
                    }
                }
            }
        }
    }
    repo::hold("every_clause_has_a_test_or_says_why_not", &broken);
}

#[test]
fn every_clause_stands_once() {
    let mut seen = BTreeMap::new();
    for row in rows() {
        *seen.entry(row.id).or_insert(0_usize) += 1;
    }
    let twice: Vec<&String> = seen.iter().filter(|(_, n)| **n > 1).map(|(id, _)| id).collect();
    assert!(twice.is_empty(), "{DOCUMENT} has more than one row for {twice:?}");
    let count = |source: &str| seen.keys().filter(|id| id.starts_with(source)).count();
    assert_eq!(count("S1-"), CLAUSES_OF_TERMS, "clauses of the terms");
    assert_eq!(count("S2-"), CLAUSES_OF_FACT_SHEET, "clauses of the fact sheet");
}

#[test]
fn every_clause_named_in_the_sources_exists() {
    let known: BTreeSet<String> = rows().into_iter().map(|row| row.id).collect();
    let mut sources = repo::files("crates", &[".rs"]);
    sources.append(&mut repo::files("stories", &[".mjs"]));
    let mut unknown = Vec::new();
    for (path, text) in sources {
        if path.starts_with("crates/app/tests/house/") {
            continue;
        }
        for id in clause_ids(&text) {
            if !known.contains(&id) {
                unknown.push(format!("{path} names {id}"));
            }
        }
    }
    assert!(unknown.is_empty(), "not in {DOCUMENT}:\n  {}", unknown.join("\n  "));
}

#[test]
fn clause_ids_are_found_in_prose() {
    let found = clause_ids("Serves S1-2.1.1-a, S2-3-d1. Not S1- and not XS1-2.");
    assert_eq!(found, ["S1-2.1.1-a", "S2-3-d1"]);
}

/// Every table row whose first cell is an id of a clause, a law rule or a convention.
fn rows() -> Vec<Row> {
    repo::read(DOCUMENT)
        .lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
            let [id, _asks, states] = cells.as_slice() else { return None };
            let is_id =
                ["S1-", "S2-", "L-", "C-", "N-"].iter().any(|source| id.starts_with(source));
            is_id.then(|| Row {
                id: (*id).to_owned(),
                states: states.split("; ").map(|part| state(id, part)).collect(),
            })
        })
        .collect()
}

fn state(id: &str, text: &str) -> State {
    if let Some(tests) = text.strip_prefix("test: ") {
        let tests = tests.split(", ").map(|test| {
            let (path, function) = test
                .trim_matches('`')
                .split_once("::")
                .unwrap_or_else(|| panic!("{DOCUMENT}, {id}: write `path::function`, not {test}"));
            (path.to_owned(), function.to_owned())
        });
        State::Test(tests.collect())
    } else if let Some(capability) = text.strip_prefix("open: ") {
        // A remark in brackets says which part is open.
        let name = capability.split(" (").next().unwrap_or(capability);
        State::Open(name.to_owned())
    } else if text.strip_prefix("none: ").is_some_and(|why| !why.is_empty()) {
        State::None
    } else {
        panic!("{DOCUMENT}, {id}: «{text}» is neither test, open nor none")
    }
}

/// The names in the list under «Capabilities».
fn capabilities() -> BTreeSet<String> {
    let text = repo::read(DOCUMENT);
    let section = text.split_once("\n## Capabilities").map(|(_, rest)| rest).unwrap_or_default();
    let section = section.split("\n## ").next().unwrap_or_default();
    repo::bullets(section)
        .iter()
        .filter_map(|bullet| bullet.split("**").nth(1))
        .map(str::to_owned)
        .collect()
}

/// What is wrong with a named test: not there, or silent about the clause.
fn fault_of(text: &str, path: &str, function: &str, id: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let Some(at) = lines.iter().position(|line| line.contains(&format!("fn {function}("))) else {
        return Some(format!("{id}: {path} has no test {function}"));
    };
    let above = lines[..at].iter().rev().take_while(|line| {
        let line = line.trim_start();
        line.starts_with("//") || line.starts_with("#[")
    });
    let above: Vec<&str> = above.copied().collect();
    if !above.iter().any(|line| line.contains("test")) {
        return Some(format!("{id}: {path}::{function} is no test"));
    }
    let in_name = id.to_lowercase().replace(['-', '.'], "_");
    let named = function.contains(&in_name) || above.iter().any(|line| names(line, id));
    (!named).then(|| format!("{id}: {path}::{function} does not name the clause"))
}

/// Whether the line holds the id as a whole word.
fn names(line: &str, id: &str) -> bool {
    line.match_indices(id).any(|(at, _)| {
        let next = line[at + id.len()..].chars().next();
        !next.is_some_and(|c| c.is_ascii_alphanumeric())
    })
}

/// The ids of clauses in a text, in the order they stand.
fn clause_ids(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for source in ["S1-", "S2-"] {
        for (at, _) in text.match_indices(source) {
            let before = text[..at].chars().next_back();
            if before.is_some_and(|c| c.is_ascii_alphanumeric()) {
                continue;
            }
            let rest = &text[at..];
            let end = rest
                .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '.'))
                .unwrap_or(rest.len());
            let id = rest[..end].split("..").next().unwrap_or_default();
            let id = id.trim_end_matches(['.', '-']);
            if id.len() > source.len() && id.starts_with(source) {
                found.push(id.to_owned());
            }
        }
    }
    found
}
