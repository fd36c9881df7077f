//! Tagged, titled, in a language, in order: what a machine can check of the two standards.

use crate::{asked, entry, in_order, letter, made};

fn two() -> Vec<helsebro_letters_pdf::Entry> {
    vec![
        entry(
            "12. februar 2027 kl. 10.20, skrevet av tjenesten",
            "Såret ser bedre ut.\nVi kommer i morgen.",
        ),
        entry("13. februar 2027 kl. 08.05, skrevet av deg", "Takk. Jeg bruker blåbærsyltetøy."),
    ]
}

/// L-GDPR-15: what poppler says of the document.
#[test]
fn l_gdpr_15_the_letter_is_tagged_and_has_a_title_and_both_standards() {
    let document = made(&letter(two()));
    let Some(info) = asked("pdfinfo", &[], &document) else { return };
    for line in ["Tagged:          yes", "Svar på kravet ditt om innsyn", "Solvik kommune", "A4"] {
        assert!(info.contains(line), "«{line}» is not in {info}");
    }
    assert!(info.contains("JavaScript:      no") && info.contains("Encrypted:       no"), "{info}");
    let Some(meta) = asked("pdfinfo", &["-meta"], &document) else { return };
    in_order(&meta, &["x:xmpmeta"]);
    for mark in ["pdfaid:part", "pdfuaid:part"] {
        assert!(meta.contains(mark), "{meta}");
    }
    let raw = String::from_utf8_lossy(&document);
    for mark in ["/Lang", "/MarkInfo", "/StructTreeRoot", "/ViewerPreferences", "/OutputIntents"] {
        assert!(raw.contains(mark), "{mark}");
    }
}

/// PDF/UA-1 §§ 7.1, 7.4.2, 7.5, 7.6: headings from the first level without a gap, rows with
/// a heading of their own, items within lists; and every word is there in order.
#[test]
fn l_gdpr_15_the_letter_is_built_as_it_is_read() {
    let document = made(&letter(two()));
    let Some(tree) = asked("pdfinfo", &["-struct-text"], &document) else { return };
    in_order(
        &tree,
        &[
            "Document",
            "P",
            "Solvik kommune",
            "H1",
            "Svar på kravet",
            "Table",
            "TR",
            "TH",
            "Referanse",
            "TD",
            "SOL-2027-000042",
            "H2",
            "Her er notatene",
            "H2",
            "Meldinger",
            "L",
            "LI",
            "LBody",
            "12. februar",
            "Såret ser bedre ut.",
            "LI",
            "13. februar",
            "blåbærsyltetøy",
            "H2",
            "Hvis du vil klage",
            "statsforvalteren",
        ],
    );
    assert!(!tree.contains("Side 1 av 1"), "the foot is read aloud");
}

/// What is copied out of the pages stands in the order that it is read.
#[test]
fn l_gdpr_15_the_text_comes_out_in_the_order_that_it_is_read() {
    let Some(text) = asked("pdftotext", &[], &made(&letter(two()))) else { return };
    in_order(
        &text,
        &[
            "Solvik kommune",
            "Svar på kravet",
            "Her er notatene",
            "Meldinger",
            "Såret",
            "Takk.",
            "Side 1 av 1",
        ],
    );
}

/// Every page says which it is of how many, and no line is cut at a page's end.
#[test]
fn many_pages_are_numbered_and_lose_nothing() {
    let many = (0..200).map(|n| entry(&format!("Nummer {n},"), &format!("Dette er notat {n}.")));
    let Some(text) = asked("pdftotext", &[], &made(&letter(many.collect()))) else { return };
    for n in 0..200 {
        assert!(text.contains(&format!("notat {n}.")), "{n}");
    }
    let pages = text.matches("Side ").count();
    assert!(pages > 5 && text.contains(&format!("Side {pages} av {pages}")), "{pages}");
}
