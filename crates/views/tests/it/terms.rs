//! What people say yes to is bound to its version (L-GDPR-7).

use std::fs;
use std::path::Path;

use helsebro_domain::consent::TERMS;

const LANGUAGES: [&str; 3] = ["nb", "nn", "en"];

/// The sentences that a consent is about.
const ABOUT: [&str; 3] = ["consent-terms-", "consent-level-", "consent-responsible-"];

/// L-GDPR-7: the ledger says which version somebody read. When the words change, the
/// version changes with them, and the words of the old one stay here.
#[test]
fn l_gdpr_7_the_words_of_a_version_never_change() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut words = String::new();
    for language in LANGUAGES {
        let file = root.join(format!("locales/{language}/consent.ftl"));
        let text = fs::read_to_string(file).expect("a word file");
        let lines = text.lines().filter(|line| ABOUT.iter().any(|about| line.starts_with(about)));
        for line in lines {
            words.push_str(&format!("{language} {line}\n"));
        }
    }
    let kept = root.join(format!("tests/terms/{TERMS}.txt"));
    let told = format!("the terms say something new: give them a version, and keep {TERMS}");
    assert_eq!(fs::read_to_string(kept).expect("the words of this version"), words, "{told}");
}
