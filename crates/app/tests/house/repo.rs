//! Reading the tree: paths, sources and the sentence behind a rule. No rule lives here.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Folders that hold nothing we wrote.
const NOT_OURS: [&str; 6] = ["target", "node_modules", ".git", "out", "data", "mutants.out"];

/// How deep the tree is searched; deeper folders would be a mistake in themselves.
const MAX_DEPTH: usize = 12;

/// The top of the repository. A test starts in its package's folder; the folder it was built
/// in may be another, where checkouts share built objects.
pub(crate) fn root() -> PathBuf {
    Path::new("../..").canonicalize().expect("the tree is there")
}

/// The text of one file, named from the top of the repository.
pub(crate) fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// Whether a file or folder is there.
pub(crate) fn exists(path: &str) -> bool {
    root().join(path).exists()
}

/// Every file of ours below `folder` with one of the endings, by its path from the top.
pub(crate) fn files(folder: &str, endings: &[&str]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    collect(&root(), &root().join(folder), endings, MAX_DEPTH, &mut found);
    found
}

fn collect(
    top: &Path,
    folder: &Path,
    endings: &[&str],
    depth: usize,
    found: &mut BTreeMap<String, String>,
) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            if depth > 0 && !NOT_OURS.contains(&name.as_str()) {
                collect(top, &path, endings, depth - 1, found);
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            let from_top = path.strip_prefix(top).expect("below the top");
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            found.insert(from_top.to_string_lossy().into_owned(), text);
        }
    }
}

/// The names of the crates, which are the names of their folders.
pub(crate) fn crates() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(root().join("crates"))
        .expect("crates/")
        .flatten()
        .filter(|entry| entry.path().join("Cargo.toml").is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// The bullet of the architecture that names `test`.
pub(crate) fn sentence(test: &str) -> String {
    let text = read("docs/architecture.md");
    bullets(&text)
        .into_iter()
        .find(|bullet| bullet.contains(&format!("`{test}`")))
        .unwrap_or_else(|| panic!("docs/architecture.md has no bullet that names `{test}`"))
}

/// Every `- ` bullet with the indented lines that continue it, joined to one line.
pub(crate) fn bullets(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        if let Some(start) = line.strip_prefix("- ") {
            all.push(start.trim().to_owned());
            open = true;
        } else if open && line.starts_with("  ") {
            let last = all.last_mut().expect("a bullet is open");
            last.push(' ');
            last.push_str(line.trim());
        } else {
            open = false;
        }
    }
    all
}

/// Fails with the rule in words and every place that breaks it.
pub(crate) fn hold(test: &str, broken: &[String]) {
    // The sentence is looked up first, so that a rule cannot lose its words unseen.
    let rule = sentence(test);
    assert!(broken.is_empty(), "\n\n{rule}\n\nBroken by:\n  {}\n", broken.join("\n  "));
}

/// The source without its `#[cfg(test)] mod …` tail, and without comment lines.
pub(crate) fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .take(lines_before_tests(text))
        .enumerate()
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(index, line)| (index + 1, line))
}

/// How many lines stand before the tests at the end of a source file.
pub(crate) fn lines_before_tests(text: &str) -> usize {
    let lines: Vec<&str> = text.lines().collect();
    lines
        .iter()
        .zip(lines.iter().skip(1))
        .position(|(attribute, item)| {
            *attribute == "#[cfg(test)]" && item.starts_with("mod ") && item.ends_with('{')
        })
        .unwrap_or(lines.len())
}

/// Whether a path from the top is test code.
pub(crate) fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs")
}
