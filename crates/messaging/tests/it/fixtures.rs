//! Where the messages come from.

use std::fs;
use std::path::PathBuf;

use helsebro_messaging::{Envelope, Meaning, meaning, read};

/// One of our own messages, by its situation.
pub(crate) fn message(situation: &str) -> Vec<u8> {
    fs::read(format!("tests/messages/{situation}.xml")).unwrap()
}

/// One of our own messages as text, to be bent.
pub(crate) fn text(situation: &str) -> String {
    String::from_utf8(message(situation)).unwrap()
}

/// The names of all our own messages.
pub(crate) fn situations() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir("tests/messages")
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

/// A message read.
pub(crate) fn envelope(situation: &str) -> Envelope {
    read(&message(situation)).unwrap()
}

/// A message understood.
pub(crate) fn understood(situation: &str) -> Meaning {
    meaning(&envelope(situation)).unwrap()
}

/// The codes of the warnings, in order.
pub(crate) fn warnings(envelope: &Envelope) -> Vec<&'static str> {
    envelope.warnings.iter().map(|warning| warning.code.as_str()).collect()
}

/// The folder with the official examples and schemas; none when it is not at
/// hand, which is an error where everything must run.
#[expect(clippy::disallowed_methods, reason = "the fixtures' place is told by the environment")]
pub(crate) fn interop() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os("INTEROP_DIR") {
        return Some(PathBuf::from(folder));
    }
    assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "INTEROP_DIR is not set");
    println!("skipped: INTEROP_DIR is not set");
    None
}

/// All official examples: path under `messages/`, and bytes.
pub(crate) fn official() -> Option<Vec<(String, Vec<u8>)>> {
    let root = interop()?.join("messages");
    let mut found = Vec::new();
    for process in fs::read_dir(&root).unwrap() {
        for file in fs::read_dir(process.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            let name = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
            found.push((name, fs::read(&path).unwrap()));
        }
    }
    found.sort();
    Some(found)
}

/// Asks the schemas about documents, all in one go, and panics at those that do
/// not follow them.
pub(crate) fn xmllint(documents: &[(String, String)]) {
    if let Some(Err(wrong)) = asked(documents) {
        panic!("{wrong}");
    }
}

/// Whether the documents follow the schemas, and what is wrong if not; none when
/// the schemas cannot be asked.
pub(crate) fn asked(documents: &[(String, String)]) -> Option<Result<(), String>> {
    let folder = interop()?;
    let place = tempfile::tempdir().unwrap();
    let paths: Vec<PathBuf> = documents
        .iter()
        .map(|(name, document)| {
            let path = place.path().join(format!("{name}.xml"));
            fs::write(&path, document).unwrap();
            path
        })
        .collect();
    let Ok(output) = std::process::Command::new("xmllint")
        .env("XML_CATALOG_FILES", folder.join("xsd/catalog.xml"))
        .args(["--noout", "--nonet", "--schema"])
        .arg(folder.join("xsd/all.xsd"))
        .args(&paths)
        .output()
    else {
        println!("skipped: xmllint is not installed");
        return None;
    };
    let told = String::from_utf8_lossy(&output.stderr);
    let wrong: Vec<&str> = told
        .lines()
        .filter(|line| line.contains("validity error") || line.contains("fails to validate"))
        .collect();
    if !output.status.success() || !wrong.is_empty() {
        return Some(Err(wrong.join("\n")));
    }
    let valid = told.lines().filter(|line| line.ends_with(" validates")).count();
    assert_eq!(valid, documents.len());
    Some(Ok(()))
}
