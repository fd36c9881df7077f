//! Every text by SMS and e-mail, in each language, with every sample and whatever somebody
//! would try to get into it: it says nothing about anybody (SM-1…SM-4, SM-9).

use helsebro_domain::notices::{
    Leak, NeutralPlace, PlaceFlag, PortalHost, SenderName, ServiceText, Switchboard, Template,
    fits_one_sms, leaks,
};
use helsebro_domain::parties::{Municipality, OrgNumber, ReferenceCode};
use helsebro_domain::time::{Date, Time};
use helsebro_views::Language;
use helsebro_views::notices::{letter, sms};

/// What must not come through: names, numbers, dates of birth, units and words that tell
/// something, links, and what could end a line.
const HOSTILE: [&str; 22] = [
    "Kari Nilsen 12835812047",
    "12835812047",
    "128358 12047",
    "120648",
    "Sak 2027/00123",
    "Per Haug, 41 23 45 67 89",
    "Rus og psykisk helse",
    "Kreftpoliklinikken",
    "Jordmor",
    "Krisesenteret i Solvik",
    "HIV-poliklinikken",
    "Avdeling for demens",
    "Svar på blodprøve",
    "https://helsebro.example/meldinger/019f",
    "helsebro.example/?token=abc",
    "kari@innbygger.example",
    "<a href=\"x\">her</a>",
    "Solvik\r\nBcc: alle@example.no",
    "Solvik\u{202e}evals",
    "{ $portal }",
    "",
    "   ",
];

/// What is known to be about somebody.
const KNOWN: [&str; 8] =
    ["Kari", "Nilsen", "Per Haug", "Hjemmesykepleien", "Rus", "leggen", "12835812047", "token"];

const FINE: [&str; 4] = ["Solvik", "Granli", "Nordfjell", "Øvre Årdal"];

fn municipality(name: &str, switchboard: &str) -> Municipality {
    Municipality {
        id: "00000000-0000-7000-8000-000000000001".parse().expect("an id"),
        name: name.to_owned(),
        org_number: OrgNumber::parse("310000019").expect("a number"),
        her_id: None,
        switchboard: switchboard.to_owned(),
        reference_code: ReferenceCode::from_name(name),
    }
}

fn portals() -> Vec<PortalHost> {
    let fine = ["helsebro.example", "localhost:8080", "innbygger.helsebro.example"];
    let tried = fine.into_iter().chain(HOSTILE);
    tried.filter_map(PortalHost::parse).collect()
}

/// Every text that can be made at all of these values.
fn texts() -> Vec<ServiceText> {
    let tried = || FINE.into_iter().chain(HOSTILE);
    let senders = tried().filter_map(|name| SenderName::of(&municipality(name, "75 00 01 00")));
    let places: Vec<_> = tried()
        .flat_map(|name| [PlaceFlag::Neutral, PlaceFlag::NotNeutral].map(|flag| (name, flag)))
        .filter_map(|(name, flag)| NeutralPlace::of(name, flag))
        .map(Some)
        .chain([None])
        .collect();
    let phones: Vec<_> = ["75 00 01 00", "116 117"]
        .into_iter()
        .chain(HOSTILE)
        .filter_map(|phone| Switchboard::of(&municipality("Solvik", phone)))
        .collect();
    let days = [Date::constant(2027, 2, 3), Date::constant(2027, 9, 29)];
    let at = Time::constant(10, 30, 0, 0);
    let mut all =
        vec![ServiceText::NewMessage, ServiceText::SomethingNew, ServiceText::VisitDone(at)];
    for sender in senders {
        all.push(ServiceText::Letter(sender.clone()));
        all.push(ServiceText::LetterAgain(sender));
    }
    for day in days {
        all.push(ServiceText::Form(day));
        for place in &places {
            for phone in &phones {
                let (place, phone) = (place.clone(), phone.clone());
                all.push(ServiceText::Appointment { day, at, place, phone });
            }
        }
    }
    all
}

/// SM-1…SM-4, SM-9: no text in any language says anything about anybody, and each is one SMS.
#[test]
fn every_text_in_every_language_says_nothing_about_anybody() {
    let (texts, portals) = (texts(), portals());
    assert_eq!(portals.len(), 3, "nothing hostile is an address of ours");
    for template in Template::ALL {
        assert!(texts.iter().any(|text| text.template() == template), "{template:?}");
    }
    let mut written = 0;
    for text in &texts {
        for portal in &portals {
            for language in Language::ALL {
                let short = sms(text, portal, language);
                let long = letter(text, portal, language);
                for told in [&short, &long.subject, &long.text] {
                    assert_eq!(leaks(told, &KNOWN), Vec::<Leak>::new(), "{told}");
                    assert!(told.contains(portal.as_str()), "{told}");
                    assert!(!told.contains("notice-") && !told.contains('{'), "{told}");
                }
                assert!(fits_one_sms(&short), "{} letters: {short}", short.chars().count());
                assert!(!long.subject.contains('\n') && long.text.starts_with(&long.subject));
                written += 1;
            }
        }
    }
    assert!(written > 200, "{written}");
}

/// SM-3: what is planted in a text that is otherwise fine is found, in each language.
#[test]
fn a_planted_leak_makes_the_scan_fail() {
    let portal = PortalHost::parse("helsebro.example").expect("a portal");
    let planted = HOSTILE
        .into_iter()
        .filter(|text| text.chars().any(char::is_alphanumeric) && !text.contains('\u{202e}'));
    for planted in planted.chain(["Kari", "Hjemmesykepleien Solvik øst"]) {
        for language in Language::ALL {
            let text = sms(&ServiceText::NewMessage, &portal, language);
            let text = format!("{text} {planted}");
            let is_words_of_ours = planted.contains("$portal");
            assert_eq!(leaks(&text, &KNOWN).is_empty(), is_words_of_ours, "{text}");
        }
    }
}

/// SM-T1…SM-T6: the words, in each language, as they were reviewed.
#[test]
fn sm_1_the_words_of_each_text_are_those_that_were_reviewed() {
    let portal = PortalHost::parse("helsebro.example").expect("a portal");
    let home = municipality("Solvik", "75 00 01 00");
    let sender = SenderName::of(&home).expect("a sender");
    let (day, at) = (Date::constant(2027, 2, 3), Time::constant(10, 0, 0, 0));
    let place = NeutralPlace::of("Storgata helsehus", PlaceFlag::Neutral);
    let phone = Switchboard::of(&home).expect("a phone");
    let all = [
        ServiceText::Letter(sender.clone()),
        ServiceText::NewMessage,
        ServiceText::LetterAgain(sender),
        ServiceText::Appointment { day, at, place, phone },
        ServiceText::VisitDone(at),
        ServiceText::SomethingNew,
        ServiceText::Form(day),
    ];
    let mut text = String::new();
    for language in Language::ALL {
        for one in &all {
            let id = one.template().id();
            text.push_str(&format!("{} {id}: {}\n", language.tag(), sms(one, &portal, language)));
        }
        text.push_str(&letter(&ServiceText::NewMessage, &portal, language).text);
    }
    let path = std::path::Path::new("tests/output/notices.txt");
    if is_updating() {
        std::fs::create_dir_all("tests/output").expect("a folder");
        std::fs::write(path, &text).expect("a file");
    }
    let reviewed = std::fs::read_to_string(path).expect("the reviewed words");
    assert_eq!(text, reviewed);
}

#[expect(clippy::disallowed_methods, reason = "a reviewer says so by the environment")]
fn is_updating() -> bool {
    std::env::var("UPDATE_GOLDEN").as_deref() == Ok("1")
}
