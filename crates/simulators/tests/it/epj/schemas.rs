//! What the schemas say, asked by `xmllint` where it and they are at hand.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::wire;

/// The folder with the schemas; none when it is not at hand, which is an error
/// where everything must run.
#[expect(clippy::disallowed_methods, reason = "the fixtures' place is told by the environment")]
fn interop() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os("INTEROP_DIR") {
        return Some(PathBuf::from(folder));
    }
    assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "INTEROP_DIR is not set");
    println!("skipped: INTEROP_DIR is not set");
    None
}

/// Whether a document follows the schemas, and what they say if not; none when
/// they cannot be asked.
fn asked(document: &str) -> Option<Result<(), String>> {
    let folder = interop()?;
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("document.xml");
    fs::write(&path, document).unwrap();
    let asked = Command::new("xmllint")
        .env("XML_CATALOG_FILES", folder.join("xsd/catalog.xml"))
        .args(["--noout", "--nonet", "--schema"])
        .arg(folder.join("xsd/all.xsd"))
        .arg(&path)
        .output();
    let Ok(output) = asked else {
        println!("skipped: xmllint is not installed");
        return None;
    };
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    Some(if output.status.success() { Ok(()) } else { Err(told) })
}

/// Panics when a document does not follow the schemas.
pub(crate) fn assert_valid(document: &str) {
    if let Some(Err(told)) = asked(document) {
        panic!("{told}\n{document}");
    }
}

/// Panics when a document does follow the schemas.
pub(crate) fn assert_invalid(document: &str) {
    assert_ne!(asked(document), Some(Ok(())), "{document}");
}

#[test]
fn what_the_platform_is_made_to_send_here_follows_the_schemas() {
    let ours = wire::id("mine");
    let original = ("DIALOG_INNBYGGER_EKONTAKT", "2027-02-02T09:00:00+01:00", ours.as_str());
    for document in [
        wire::question("q"),
        wire::reply("r", &wire::id("q")),
        wire::question_by_proxy("p"),
        wire::receipt("k", original, None),
        wire::receipt("k", original, Some("E35")),
    ] {
        assert_valid(&document);
    }
}
