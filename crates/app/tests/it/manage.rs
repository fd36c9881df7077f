//! `manage terms import`: a terms text with its change log is read in (S1-0-a to S1-0-c).

use std::path::PathBuf;

use helsebro_testkit::terms::SPECIAL_TERMS;
use helsebro_testkit::{Town, both};

use crate::binary::Place;
use crate::fixtures::Whole;

/// S1-0-a, S1-0-b, S1-0-c: our own short terms are read in, as a draft or as they were
/// published, and what is damaged is refused and leaves nothing.
#[tokio::test(flavor = "multi_thread")]
async fn s1_0_b_a_terms_text_is_read_in_by_the_command() {
    both(async |base| {
        let town = Town::found(base).await;
        let place = Place::new();
        Whole::over_test(&town.base).write(&place);
        let file = place.file("special.txt", SPECIAL_TERMS);
        let import = ["manage", "terms", "import", "--kind", "material"];
        let file = file.to_str().unwrap();
        let asked = ["--consulted", "2026-04-01", "--published", "2026-05-01", file];
        let unasked = place.run(&[&import[..], &["--published", "2026-05-01", file]].concat());
        assert!(!unasked.succeeded);
        assert!(unasked.out.contains("KS_NOT_CONSULTED"), "{}", unasked.out);
        let damaged = place.file("damaged.txt", &SPECIAL_TERMS.replace('å', "Ã¥"));
        let damaged = place.run(&[&import[..], &[damaged.to_str().unwrap()]].concat());
        assert!(!damaged.succeeded);
        assert!(damaged.out.contains("TERMS_TEXT_ENCODING"), "{}", damaged.out);
        let day = place.run(&[&import[..], &["--consulted", "1.4.2026", file]].concat());
        assert!(!day.succeeded && day.err.contains("write 2026-10-01"), "{}", day.err);

        let said = place.run(&[&import[..], &asked].concat());
        assert!(said.succeeded, "{}{}", said.out, said.err);
        assert!(said.out.starts_with("Version 3.1 from"), "{}", said.out);
        assert!(said.out.trim_end().ends_with("published."), "{}", said.out);
    })
    .await;
}

/// S1-0-b: the special terms themselves, from where the two documents lie.
#[tokio::test(flavor = "multi_thread")]
async fn s1_0_b_the_special_terms_themselves_are_read_in_by_the_command() {
    let Some(file) = seed() else { return };
    both(async |base| {
        let town = Town::found(base).await;
        let place = Place::new();
        Whole::over_test(&town.base).write(&place);
        let file = file.to_str().unwrap();
        let words = ["manage", "terms", "import", "--kind", "editorial"];
        let said = place.run(&[&words[..], &["--published", "2023-01-20", file]].concat());
        assert!(said.succeeded, "{}{}", said.out, said.err);
        let read = "Version 3.1 from 2023-01-20: 20 clauses, 7 lines of change log, published.";
        assert_eq!(said.out.trim_end(), read);
    })
    .await;
}

/// The file that holds the special terms, when the folder with the two documents is there.
#[expect(clippy::disallowed_methods, reason = "the folder of the two documents is told so")]
fn seed() -> Option<PathBuf> {
    let folder = std::env::var("SEEDS_DIR").ok()?;
    let files = std::fs::read_dir(folder).ok()?.flatten();
    files.map(|file| file.path()).find(|path| {
        std::fs::read(path).is_ok_and(|text| helsebro_domain::joining::read_terms(&text).is_ok())
    })
}
