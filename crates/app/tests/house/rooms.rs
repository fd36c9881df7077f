//! Which crate may know which, and what each takes from outside.

use std::collections::{BTreeMap, BTreeSet};

use crate::repo;

/// The complete table of allowed edges; `docs/architecture.md` says why for each.
const MAY_USE: [(&str, &[&str]); 12] = [
    ("domain", &[]),
    ("storage", &["domain"]),
    ("partners", &["domain"]),
    ("messaging", &["domain"]),
    ("letters-pdf", &[]),
    ("views", &["domain"]),
    ("actions", &["domain", "storage", "partners"]),
    ("web", &["domain", "actions", "views", "letters-pdf", "partners"]),
    ("worker", &["domain", "actions", "views", "partners", "messaging", "storage"]),
    ("simulators", &["domain"]),
    (
        "app",
        &[
            "domain",
            "storage",
            "partners",
            "messaging",
            "views",
            "actions",
            "web",
            "worker",
            "simulators",
        ],
    ),
    ("testkit", &["domain", "storage", "actions", "partners", "web", "worker", "simulators"]),
];

/// What test folders may use on top of their crate's own edges.
const TESTS_MAY_ALSO_USE: [&str; 2] = ["testkit", "simulators"];

/// Everything the rules may lean on.
const DOMAIN_MAY_DEPEND_ON: [&str; 4] = ["jiff", "thiserror", "unicode-normalization", "uuid"];

/// Words that a source file in `domain` has no use for.
const IO_WORDS: [&str; 9] = [
    ".await",
    "async fn",
    "async move",
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "SystemTime",
];

const OUR_PREFIX: &str = "helsebro-";

/// One dependency line of one crate.
struct Dependency {
    name: String,
    line: String,
    for_tests: bool,
}

#[test]
fn crates_point_down() {
    let table: BTreeMap<&str, &[&str]> = MAY_USE.into_iter().collect();
    let mut broken = Vec::new();
    for room in repo::crates() {
        let Some(allowed) = table.get(room.as_str()) else {
            broken.push(format!("crates/{room} is a new room: give it a line in the table"));
            continue;
        };
        for dependency in dependencies(&room) {
            let Some(other) = dependency.name.strip_prefix(OUR_PREFIX) else { continue };
            let fine = allowed.contains(&other)
                || (dependency.for_tests && TESTS_MAY_ALSO_USE.contains(&other));
            if !fine {
                broken.push(format!("crates/{room}/Cargo.toml: {room} → {other}"));
            }
        }
    }
    repo::hold("crates_point_down", &broken);
}

#[test]
fn testkit_is_for_test_folders() {
    let mut broken = Vec::new();
    for (path, text) in repo::files("crates", &[".rs"]) {
        if path.contains("/src/") && !path.starts_with("crates/testkit/") {
            for (number, line) in text.lines().enumerate() {
                if line.contains("helsebro_testkit") {
                    broken.push(format!("{path}:{}", number + 1));
                }
            }
        }
    }
    repo::hold("testkit_is_for_test_folders", &broken);
}

#[test]
fn the_table_of_edges_is_the_one_in_the_architecture() {
    let text = repo::read("docs/architecture.md");
    let mut told: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in text.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [room, uses, _why] = cells.as_slice() else { continue };
        let names = uses.split(',').map(|name| name.trim().trim_matches('`').to_owned());
        let names = names.filter(|name| name != "–").collect();
        told.insert(room.trim_matches('`').to_owned(), names);
    }
    let held: BTreeMap<String, BTreeSet<String>> = MAY_USE
        .into_iter()
        .map(|(room, uses)| (room.to_owned(), uses.iter().map(|name| (*name).to_owned()).collect()))
        .collect();
    assert_eq!(told, held, "docs/architecture.md and this test name different edges");
}

#[test]
fn domain_has_no_io() {
    let mut broken = Vec::new();
    let named: Vec<String> = dependencies("domain")
        .into_iter()
        .filter(|dependency| !dependency.for_tests)
        .map(|dependency| dependency.name)
        .collect();
    if named != DOMAIN_MAY_DEPEND_ON {
        broken.push(format!("crates/domain/Cargo.toml depends on {named:?}"));
    }
    for (path, text) in repo::files("crates/domain/src", &[".rs"]) {
        for (number, line) in repo::code_lines(&text) {
            if let Some(word) = IO_WORDS.iter().find(|word| says(line, word)) {
                broken.push(format!("{path}:{number} says `{word}`"));
            }
        }
    }
    repo::hold("domain_has_no_io", &broken);
}

#[test]
fn every_dependency_has_a_reason_and_a_user() {
    let mut broken = Vec::new();
    let users: BTreeSet<String> = repo::crates()
        .iter()
        .flat_map(|room| dependencies(room))
        .map(|dependency| dependency.name)
        .collect();
    for dependency in table_lines(&repo::read("Cargo.toml"), "workspace.dependencies") {
        let (name, line) = &dependency;
        if !name.starts_with(OUR_PREFIX) && !line.contains(" # ") {
            broken.push(format!("Cargo.toml: {name} has no comment saying what it is for"));
        }
        if !users.contains(name) {
            broken.push(format!("Cargo.toml: no crate uses {name}"));
        }
    }
    for room in repo::crates() {
        let sources: String =
            repo::files(&format!("crates/{room}"), &[".rs"]).into_values().collect();
        for dependency in dependencies(&room) {
            let Dependency { name, line, .. } = dependency;
            if line != format!("{name}.workspace = true") {
                broken.push(format!("crates/{room}/Cargo.toml: `{line}` adds to the one list"));
            }
            let path = name.replace('-', "_");
            let named = [format!("{path}::"), format!("use {path}")];
            if !named.iter().any(|word| sources.contains(word)) {
                broken.push(format!("crates/{room}/Cargo.toml: nothing in {room} uses {name}"));
            }
        }
    }
    repo::hold("every_dependency_has_a_reason_and_a_user", &broken);
}

/// Whether the line holds the word whole: `.await` is not in `.awaits_answer`.
fn says(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let next = line[at + word.len()..].chars().next();
        !next.is_some_and(|sign| sign.is_alphanumeric() || sign == '_')
    })
}

/// The dependency lines of a crate, in the order of the file.
fn dependencies(room: &str) -> Vec<Dependency> {
    let text = repo::read(&format!("crates/{room}/Cargo.toml"));
    assert!(
        !text.contains("dependencies."),
        "crates/{room}/Cargo.toml: write dependencies as one line each"
    );
    let mut all = Vec::new();
    for (table, for_tests) in
        [("dependencies", false), ("build-dependencies", false), ("dev-dependencies", true)]
    {
        for (name, line) in table_lines(&text, table) {
            all.push(Dependency { name, line, for_tests });
        }
    }
    all
}

/// The `name = …` lines of one TOML table.
fn table_lines(text: &str, table: &str) -> Vec<(String, String)> {
    let heading = format!("[{table}]");
    text.lines()
        .map(str::trim)
        .skip_while(|line| *line != heading)
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let end = line.find(['.', ' ', '=']).unwrap_or(line.len());
            (line[..end].to_owned(), line.to_owned())
        })
        .collect()
}
