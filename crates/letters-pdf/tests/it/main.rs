//! What a letter is as a document: asked of the tools that others use to read it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on stops")]

mod hostile;
mod standard;

use std::process::Command;

use helsebro_letters_pdf::{Block, Entry, Letter, LetterRefused, pdf};

/// An answer about access, with these entries.
fn letter(entries: Vec<Entry>) -> Letter {
    Letter {
        language: "nb".to_owned(),
        title: "Svar på kravet ditt om innsyn".to_owned(),
        sender: "Solvik kommune".to_owned(),
        reference: "SOL-2027-000042".to_owned(),
        dated: (2027, 3, 28),
        blocks: vec![
            Block::Facts(vec![
                ("Referanse".to_owned(), "SOL-2027-000042".to_owned()),
                ("Tjeneste".to_owned(), "Hjemmesykepleien Nord".to_owned()),
                ("Svar gitt".to_owned(), "28. mars 2027".to_owned()),
            ]),
            Block::Heading("Svar".to_owned()),
            Block::Text(
                "Her er notatene til og med februar.\nDu får alt som er skrevet.".to_owned(),
            ),
            Block::Heading("Meldinger".to_owned()),
            Block::Entries(entries),
            Block::Heading("Hvis du vil klage".to_owned()),
            Block::Text("Du kan klage til statsforvalteren innen 25. april 2027.".to_owned()),
        ],
    }
}

fn entry(label: &str, text: &str) -> Entry {
    Entry { label: label.to_owned(), text: text.to_owned() }
}

fn made(letter: &Letter) -> Vec<u8> {
    pdf(letter, &|page, of| format!("Side {page} av {of}")).unwrap()
}

/// What one of poppler's programs says of a document; none where it is not installed, and
/// then only outside a whole run.
#[expect(clippy::disallowed_methods, reason = "the runner says whether this is a whole run")]
#[expect(clippy::print_stderr, reason = "whoever runs the tests is told what was not asked")]
fn asked(program: &str, options: &[&str], document: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letter.pdf");
    std::fs::write(&file, document).unwrap();
    let mut command = Command::new(program);
    command.args(options).arg(&file);
    if program == "pdftotext" {
        command.arg("-");
    }
    match command.output() {
        Ok(output) => {
            assert!(output.status.success(), "{program}: {}", text(&output.stderr));
            Some(text(&output.stdout))
        }
        Err(_) if std::env::var_os("CI").is_none() => {
            eprintln!("skipped: {program} is not installed");
            None
        }
        Err(error) => panic!("{program}: {error}"),
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Whether the pieces stand in a text in this order.
fn in_order(text: &str, pieces: &[&str]) {
    let mut from = 0;
    for piece in pieces {
        let found = text[from..].find(piece);
        from += found.unwrap_or_else(|| panic!("«{piece}» does not come after {from} in {text}"));
    }
}

#[test]
fn the_same_letter_is_the_same_bytes() {
    let letter = letter(vec![entry("12. februar 2027, tjenesten", "Vi kommer i morgen.")]);
    assert_eq!(made(&letter), made(&letter));
}

#[test]
fn a_letter_that_is_too_long_is_refused_and_says_nothing_of_itself() {
    let one = entry("a", "b");
    let many = vec![one; helsebro_letters_pdf::MAX_ENTRIES + 1];
    let refused = pdf(&letter(many), &|_, _| String::new()).unwrap_err();
    assert_eq!(refused, LetterRefused::TooLong);
    let long = "a".repeat(helsebro_letters_pdf::MAX_SIGNS);
    let refused = pdf(&letter(vec![entry("a", &long)]), &|_, _| String::new()).unwrap_err();
    assert_eq!(refused.to_string(), "the letter is longer than a letter may be");
}
