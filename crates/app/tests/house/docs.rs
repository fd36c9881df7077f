//! Documents drift; these tests hold them to the tree.

use std::collections::BTreeMap;

use crate::repo;

/// Documents that name paths, besides everything in `docs/`.
const TOP_DOCUMENTS: [&str; 3] = ["README.md", "CONTRIBUTING.md", "SECURITY.md"];

/// A backticked word that starts so is a path from the top.
const TOP_FOLDERS: [&str; 6] = ["crates/", "docs/", "scripts/", "stories/", ".ci/", ".config/"];

/// Signs that make a path a pattern: from there on nothing is checked.
const PATTERN_SIGNS: [char; 6] = ['<', '…', '*', '{', '[', '$'];

#[test]
fn docs_name_real_paths() {
    let mut broken = Vec::new();
    for (document, text) in documents() {
        for (number, line) in text.lines().enumerate() {
            let at = format!("{document}:{}", number + 1);
            for word in backticked(line).filter(|word| is_path(word)) {
                broken.extend(fault_of(word).map(|fault| format!("{at}: `{word}` {fault}")));
            }
            for target in link_targets(line) {
                if !exists_from(&document, target) {
                    broken.push(format!("{at}: the link to {target} leads nowhere"));
                }
            }
        }
    }
    repo::hold("docs_name_real_paths", &broken);
}

#[test]
fn every_invariant_names_a_test_that_exists() {
    let architecture = repo::read("docs/architecture.md");
    let section = architecture
        .split_once("\n## What always holds")
        .and_then(|(_, rest)| rest.split("\n## ").next())
        .expect("docs/architecture.md has the section «What always holds»");
    let sources: String = repo::files("crates", &[".rs"]).into_values().collect();
    let mut broken = Vec::new();
    for bullet in repo::bullets(section) {
        let Some((_, holders)) = bullet.rsplit_once("Held by ") else {
            broken.push(format!("no «Held by»: {bullet}"));
            continue;
        };
        for test in backticked(holders) {
            if !sources.contains(&format!("fn {test}(")) && !is_lint(test) {
                broken.push(format!("`{test}` is no test: {bullet}"));
            }
        }
    }
    assert!(broken.is_empty(), "\ndocs/architecture.md:\n  {}\n", broken.join("\n  "));
}

#[test]
fn guides_are_short() {
    const MAX_GUIDE_LINES: usize = 69;
    const README_LINES: std::ops::RangeInclusive<usize> = 60..=75;
    let mut broken = Vec::new();
    for (path, text) in repo::files("docs/guides", &[".md"]) {
        let lines = text.lines().count();
        if lines > MAX_GUIDE_LINES {
            broken.push(format!("{path}: {lines} lines"));
        }
    }
    let lines = repo::read("README.md").lines().count();
    if !README_LINES.contains(&lines) {
        broken.push(format!("README.md: {lines} lines"));
    }
    repo::hold("guides_are_short", &broken);
}

fn documents() -> BTreeMap<String, String> {
    let mut all = repo::files("docs", &[".md"]);
    for path in TOP_DOCUMENTS {
        all.insert(path.to_owned(), repo::read(path));
    }
    all
}

/// The odd pieces between backticks.
fn backticked(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

fn is_path(word: &str) -> bool {
    !word.contains(' ') && TOP_FOLDERS.iter().any(|folder| word.starts_with(folder))
}

/// What is wrong with `crates/x/src/y.rs` or `crates/x/src/y.rs::function`, if anything is.
fn fault_of(word: &str) -> Option<String> {
    let (path, item) = word.split_once("::").map_or((word, None), |(p, i)| (p, Some(i)));
    let checked = match path.find(PATTERN_SIGNS) {
        Some(at) => path[..at].rsplit_once('/').map_or("", |(folder, _)| folder),
        None => path,
    };
    if !repo::exists(checked) {
        return Some("does not exist".to_owned());
    }
    let item = item?.rsplit("::").next().unwrap_or_default();
    let text = repo::read(path);
    let there = ["fn", "struct", "enum", "trait", "const", "mod"]
        .iter()
        .any(|kind| text.contains(&format!("{kind} {item}")));
    (!there).then(|| format!("has no item `{item}`"))
}

/// The relative targets of Markdown links and pictures on the line.
fn link_targets(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| rest.split([')', '#', ' ']).next()).filter(
        |target| !target.is_empty() && !target.contains("://") && !target.starts_with("mailto:"),
    )
}

fn exists_from(document: &str, target: &str) -> bool {
    let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
    repo::root().join(folder).join(target).exists()
}

/// Some rules are held by the compiler's lints and not by a test.
fn is_lint(name: &str) -> bool {
    let text = repo::read("Cargo.toml") + &repo::read("clippy.toml");
    text.contains(&format!("{name} = "))
}
