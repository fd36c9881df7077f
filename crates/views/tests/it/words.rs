//! The words: complete in three languages, none left over, in order.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_bundle::FluentResource;
use helsebro_domain::controllership::registering::{DUTIES, Item, REQUESTS};
use helsebro_views::Language;

/// What keys begin with: whose words they are.
const AREAS: [&str; 22] = [
    "acting-",
    "agreement-",
    "base-",
    "citizen-",
    "consent-",
    "demo-",
    "files-",
    "channel-",
    "breach-",
    "disclosure-",
    "joining-",
    "leaving-",
    "usage-",
    "winding-",
    "notice-",
    "public-",
    "refusal-",
    "responsible-",
    "retention-",
    "rights-",
    "seen-",
    "staff-",
];

/// One language's words by key, as written.
type Texts = BTreeMap<String, String>;

#[test]
fn languages_are_complete() {
    let master = texts(Language::Nb);
    for language in [Language::Nn, Language::En] {
        let other = texts(language);
        let keys = |texts: &Texts| texts.keys().cloned().collect::<BTreeSet<_>>();
        let missing: Vec<_> = keys(&master).difference(&keys(&other)).cloned().collect();
        let extra: Vec<_> = keys(&other).difference(&keys(&master)).cloned().collect();
        assert!(missing.is_empty(), "{} lacks {missing:?}", language.tag());
        assert!(extra.is_empty(), "{} has what bokmål has not: {extra:?}", language.tag());
        for (key, text) in &master {
            assert_eq!(values(text), values(&other[key]), "{}: {key}", language.tag());
        }
    }
}

#[test]
fn every_key_that_is_used_exists_and_every_key_is_used() {
    let (used, mut families) = used();
    let known = texts(Language::Nb);
    // What is no key may be the beginning of several, put together in a macro.
    let begins = |text: &String| known.keys().any(|key| key.starts_with(&format!("{text}-")));
    families.extend(used.iter().filter(|it| begins(it)).map(|it| format!("{it}-")));
    let missing: Vec<_> =
        used.iter().filter(|it| !known.contains_key(*it) && !begins(it)).collect();
    assert!(missing.is_empty(), "without words: {missing:?}");
    let is_used =
        |key: &String| used.contains(key) || families.iter().any(|family| key.starts_with(family));
    let left_over: Vec<_> = known.keys().filter(|key| !is_used(key)).collect();
    assert!(left_over.is_empty(), "used nowhere: {left_over:?}");
}

/// What a checklist asks is put together from its ids, so each is looked up here.
#[test]
fn every_item_duty_and_request_of_an_agreement_has_words() {
    let known = texts(Language::Nb);
    let items = Item::ALL.iter().map(|item| format!("item-{}", item.code().to_ascii_lowercase()));
    let duties = DUTIES.map(|duty| format!("duty-{}", duty.to_ascii_lowercase().replace('_', "-")));
    let requests = REQUESTS.map(str::to_owned);
    for word in items.chain(duties).chain(requests) {
        assert!(known.contains_key(&format!("agreement-{word}")), "{word}");
    }
}

#[test]
fn every_word_file_can_be_read_and_is_in_order() {
    for file in files(&root().join("locales"), "ftl") {
        let text = fs::read_to_string(&file).expect("a word file");
        assert!(FluentResource::try_new(text.clone()).is_ok(), "{} cannot be read", file.display());
        let keys: Vec<_> = messages(&text).into_iter().map(|(key, _)| key).collect();
        let mut sorted = keys.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!(keys, sorted, "{} is not in order", file.display());
    }
}

#[test]
fn every_key_says_whose_it_is() {
    for key in texts(Language::Nb).keys() {
        assert!(AREAS.iter().any(|area| key.starts_with(area)), "{key}");
    }
}

#[test]
fn the_words_never_shout_or_beg() {
    const NEVER: [&str; 8] = [
        "!",
        "vennligst",
        "ugyldig",
        "oppstod",
        "ver venleg",
        "please",
        "invalid",
        "error occurred",
    ];
    for language in Language::ALL {
        for (key, text) in texts(language) {
            let text = text.to_lowercase();
            for word in NEVER {
                assert!(!text.contains(word), "{} {key} says «{word}»", language.tag());
            }
        }
    }
}

fn root() -> PathBuf {
    PathBuf::from(".")
}

fn texts(language: Language) -> Texts {
    let mut texts = Texts::new();
    for file in files(&root().join("locales").join(language.tag()), "ftl") {
        for (key, text) in messages(&fs::read_to_string(&file).expect("a word file")) {
            let before = texts.insert(key.clone(), text);
            assert!(before.is_none(), "{key} is written twice");
        }
    }
    assert!(texts.len() > 100, "the word files are found");
    texts
}

fn messages(file: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in file.lines() {
        if line.starts_with(|first: char| first.is_ascii_lowercase()) {
            let (key, text) = line.split_once(" =").expect("a key and its words");
            found.push((key.to_owned(), text.to_owned()));
        } else if let (false, Some((_, text))) = (line.starts_with('#'), found.last_mut()) {
            text.push('\n');
            text.push_str(line);
        }
    }
    found
}

/// The names of the values in a text.
fn values(text: &str) -> BTreeSet<String> {
    text.split('$')
        .skip(1)
        .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
        .collect()
}

/// Keys in templates and sources; and families, whose last part is put in.
fn used() -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut used, mut families) = (BTreeSet::new(), BTreeSet::new());
    let sources = files(&root().join("src"), "rs").into_iter();
    for file in sources.chain(files(&root().join("templates"), "html")) {
        for quoted in fs::read_to_string(&file).expect("a source").split('"') {
            if !AREAS.iter().any(|area| quoted.starts_with(area)) {
                continue;
            }
            match quoted.split_once('{') {
                Some((family, _)) => _ = families.insert(family.to_owned()),
                None if quoted.ends_with('-') => _ = families.insert(quoted.to_owned()),
                None => _ = used.insert(quoted.to_owned()),
            }
        }
    }
    (used, families)
}

pub(crate) fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry")) {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|it| it == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}
