//! Every page in every state and language.

use std::collections::BTreeSet;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use helsebro_views::pages::all_samples;
use helsebro_views::{Language, Theme};

/// What a page may weigh on the wire, so that it comes in the first round trip.
const MOST_BYTES: usize = 14 * 1024;

/// Not a page but what is put into one while it is read.
const FRAGMENTS: [&str; 1] = ["staff/live/"];

/// What keys begin with; seen in a page, one has no words.
const AREAS: [&str; 10] = [
    "agreement-",
    "base-",
    "citizen-",
    "demo-",
    "joining-",
    "public-",
    "refusal-",
    "responsible-",
    "seen-",
    "staff-",
];

#[test]
fn every_template_renders_in_three_languages() {
    let counts: Vec<usize> = Language::ALL.into_iter().map(|it| whole(it).len()).collect();
    assert!(counts[0] > 100, "{counts:?}");
    assert!(counts.iter().all(|count| *count == counts[0]), "{counts:?}");
}

#[test]
fn every_page_has_a_title_a_language_and_one_heading() {
    each(|name, html, language| {
        let title = between(html, "<title>", "</title>").unwrap_or_default();
        assert!(title.ends_with(" – Helsebro"), "{name}: «{title}»");
        assert!(title.chars().next().is_some_and(char::is_uppercase), "{name}: «{title}»");
        assert!(html.contains(&format!("<html lang=\"{}\"", language.tag())), "{name}");
        assert_eq!(html.matches("<h1").count(), 1, "{name}: headings of the first level");
    });
}

#[test]
fn a_page_with_something_wrong_says_so_first_in_its_title() {
    each(|name, html, language| {
        let prefix = if language == Language::En { "<title>Error: " } else { "<title>Feil: " };
        let is_wrong = html.contains("ds-error-summary");
        assert_eq!(html.contains(prefix), is_wrong, "{name}");
        assert!(!is_wrong || html.contains("data-focus"), "{name}: the summary takes the focus");
    });
}

#[test]
fn no_title_of_a_conversation_tells_what_it_is_about() {
    each(|name, html, _| {
        let title = between(html, "<title>", "</title>").unwrap_or_default();
        for told in ["Kari", "Ola Moen", "Såret", "leggen"] {
            assert!(!title.contains(told), "{name}: «{title}»");
        }
    });
}

#[test]
fn every_key_has_words_and_every_icon_a_drawing() {
    each(|name, html, _| {
        assert!(!html.contains("data-missing"), "{name}: an icon has no drawing");
        assert!(!html.contains("/static/missing/"), "{name}: a file is missing");
        for text in html.split('>').filter_map(|rest| rest.split('<').next()) {
            for word in text.split_whitespace() {
                let is_key = AREAS.iter().any(|area| word.starts_with(area));
                assert!(!is_key, "{name}: {word} has no words");
            }
        }
    });
}

#[test]
fn every_form_that_does_something_carries_the_token() {
    each(|name, html, _| {
        for form in html.split("<form").skip(1).filter_map(|rest| rest.split("</form>").next()) {
            let opening = form.split('>').next().unwrap_or_default();
            assert!(opening.contains("method=\"post\""), "{name}: {opening}");
            let goes_elsewhere = opening.contains("action=\"https://");
            assert_ne!(form.contains("name=\"csrf\""), goes_elsewhere, "{name}: {opening}");
        }
    });
}

#[test]
fn whoever_can_write_reads_where_to_ring_and_when_the_session_ends() {
    each(|name, html, _| {
        let boxes = html.split("<textarea").skip(1).filter_map(|rest| rest.split('>').next());
        let is_shown =
            |opening: &&str| !opening.contains(" readonly") && !opening.contains(" hidden");
        if boxes.filter(is_shown).count() == 0 {
            return;
        }
        let signed_in = html.contains("<dialog");
        assert_eq!(html.contains("hb-session-note"), signed_in, "{name}: when the session ends");
        if name.starts_with("citizen/") {
            let (urgent, box_) = (html.find("hb-urgent"), html.find("<textarea"));
            assert!(urgent.is_some() && urgent < box_, "{name}: urgent help stands above the box");
        }
    });
}

#[test]
fn no_two_things_on_a_page_have_the_same_id() {
    each(|name, html, _| {
        let mut seen = BTreeSet::new();
        for id in html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(seen.insert(id.to_owned()), "{name}: {id} twice");
        }
    });
}

#[test]
fn labels_and_descriptions_point_at_something() {
    each(|name, html, _| {
        for attribute in [" for=\"", " aria-describedby=\"", " aria-labelledby=\""] {
            for ids in html.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()) {
                for id in ids.split_whitespace() {
                    assert!(html.contains(&format!(" id=\"{id}\"")), "{name}: no {id}");
                }
            }
        }
    });
}

#[test]
fn pages_need_nothing_that_the_policy_forbids() {
    each(|name, html, _| {
        for forbidden in [" style=\"", "<style", " onclick=", "javascript:", "src=\"data:"] {
            assert!(!html.contains(forbidden), "{name}: {forbidden}");
        }
        assert_eq!(html.matches("<script").count(), html.matches("<script src=\"/static/").count());
    });
}

#[test]
fn every_page_is_light() {
    each(|name, html, _| {
        let mut packer = GzEncoder::new(Vec::new(), Compression::default());
        packer.write_all(html.as_bytes()).expect("packed");
        let bytes = packer.finish().expect("packed").len();
        assert!(bytes <= MOST_BYTES, "{name}: {bytes} bytes");
    });
}

fn each(check: impl Fn(&str, &str, Language)) {
    for language in Language::ALL {
        for (name, html) in whole(language) {
            check(&name, &html, language);
        }
    }
}

fn whole(language: Language) -> Vec<(String, String)> {
    let mut pages = all_samples(language, Theme::Device).expect("every template renders");
    pages.retain(|(name, _)| !FRAGMENTS.iter().any(|fragment| name.starts_with(fragment)));
    pages
}

fn between<'a>(html: &'a str, open: &str, close: &str) -> Option<&'a str> {
    html.split_once(open)?.1.split_once(close).map(|(inside, _)| inside)
}
