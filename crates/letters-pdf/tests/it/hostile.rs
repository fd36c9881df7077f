//! Whatever somebody has written is printed: nothing stops, and nothing is lost.

use crate::{asked, entry, letter, made};

/// The text of a letter with one entry, in one line.
fn printed(written: &str) -> Option<String> {
    let document = made(&letter(vec![entry("Noen skrev", written)]));
    let text = asked("pdftotext", &["-raw"], &document)?;
    Some(text.split_whitespace().collect::<Vec<&str>>().join(" "))
}

#[test]
fn a_word_that_is_longer_than_a_line_or_a_page_is_broken_and_kept() {
    let word: String =
        (0..30_000_u32).map(|n| char::from(b'a' + u8::try_from(n % 26).unwrap())).collect();
    let Some(text) = printed(&word) else { return };
    let text = text.replace(' ', "");
    let found = text.chars().filter(char::is_ascii_lowercase).count();
    assert!(found >= 30_000, "{found}");
    assert!(text.contains("abcdefghijklmnopqrstuvwxyz"));
}

#[test]
fn control_signs_and_signs_that_turn_the_text_are_marked() {
    let Some(text) = printed("a\u{0}b\u{7}c\u{1b}[31md\u{202e}e\u{feff}f\u{e123}g\u{10fffe}h")
    else {
        return;
    };
    assert!(
        text.contains("a\u{fffd}b\u{fffd}c\u{fffd}[31md\u{fffd}e\u{fffd}f\u{fffd}g\u{fffd}h"),
        "{text}"
    );
}

#[test]
fn other_alphabets_and_pictures_are_kept_as_text() {
    for written in
        ["Ŋuossá čálii", "Здравствуйте", "Γειά σου", "e\u{301}", "😀👩‍⚕️", "漢字", "ไทย", "𝕳"]
    {
        let Some(text) = printed(written) else { return };
        let kept: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
        for sign in written.chars().filter(|sign| sign.is_alphabetic()) {
            let composed = sign == 'e' && kept.contains('é');
            assert!(kept.contains(sign) || composed, "{sign} of {written} is not in {kept}");
        }
    }
}

#[test]
fn what_is_read_from_the_right_is_kept_between_what_is_read_from_the_left() {
    let Some(text) = printed("Hun skrev שלום עולם og مرحبا بكم i går") else {
        return;
    };
    for word in ["Hun skrev", "שלום", "עולם", "og", "مرحبا", "بكم", "i går"] {
        assert!(text.contains(word), "{word} is not in {text}");
    }
}

#[test]
fn an_empty_letter_and_empty_pieces_are_letters() {
    let mut empty = letter(vec![entry("", ""), entry("\n", " \t\u{2028}")]);
    made(&empty);
    empty.blocks.clear();
    empty.sender.clear();
    made(&empty);
}

#[test]
fn ten_thousand_entries_are_printed() {
    let many = (0..10_000).map(|n| entry(&format!("{n}"), "Hei"));
    let document = made(&letter(many.collect()));
    let Some(info) = asked("pdfinfo", &[], &document) else { return };
    assert!(info.contains("Tagged:          yes"), "{info}");
}
