//! What can stand in a text, and what is found in one that says too much (SM-1…SM-4, SM-9).

use helsebro_domain::ids::MunicipalityId;
use helsebro_domain::notices::{
    Leak, MAX_SENDER, NeutralPlace, PlaceFlag, PortalHost, SenderName, ServiceText, Switchboard,
    Template, fits_one_sms, leaks,
};
use helsebro_domain::parties::{Municipality, OrgNumber, ReferenceCode};
use uuid::Uuid;

fn municipality(name: &str, switchboard: &str) -> Municipality {
    Municipality {
        id: MunicipalityId::from_uuid(Uuid::from_u128(1)),
        name: name.to_owned(),
        org_number: OrgNumber::parse("310000019").unwrap(),
        her_id: None,
        switchboard: switchboard.to_owned(),
        reference_code: ReferenceCode::from_name(name),
    }
}

/// SM-1: each registered text has its id, and only two can be made without values.
#[test]
fn sm_1_only_registered_texts_can_be_made() {
    let ids: Vec<&str> = Template::ALL.into_iter().map(Template::id).collect();
    assert_eq!(ids, ["SM-T1", "SM-T1n", "SM-T2", "SM-T3", "SM-T4", "SM-T5", "SM-T6"]);
    for template in Template::ALL {
        assert_eq!(Template::from_id(template.id()), Some(template));
        let plain = ServiceText::without_values(template);
        let expected = matches!(template, Template::NewMessage | Template::SomethingNew);
        assert_eq!(plain.map(|text| text.template()), expected.then_some(template));
    }
    assert_eq!(Template::from_id("SM-T7"), None);
}

/// SM-4: a host, and nothing behind it.
#[test]
fn sm_4_a_link_is_our_front_address_and_nothing_more() {
    for fine in ["helsebro.example", "localhost:8080", "a-b.solvik.example"] {
        assert_eq!(PortalHost::parse(fine).unwrap().as_str(), fine);
    }
    for odd in [
        "",
        "https://helsebro.example",
        "helsebro.example/meldinger/7",
        "helsebro.example?x=1",
        "kari@helsebro.example",
        "helsebro..example",
        "helsebro.example:",
        "helsebro.example:123456",
        "Helsebro.example",
        "rus.helsebro.example",
        "12835812047",
        "128358.12047.example",
        "psykisk-helse.example",
    ] {
        assert_eq!(PortalHost::parse(odd), None, "{odd}");
    }
    assert_eq!(PortalHost::parse(&format!("{}.example", "a".repeat(40))), None);
}

/// SM-2, SM-3: a sender is a municipality whose name tells nothing.
#[test]
fn sm_3_a_name_that_tells_something_is_no_sender_and_no_place() {
    let sender = |name: &str| SenderName::of(&municipality(name, "75 00 01 00"));
    assert_eq!(sender("Solvik").unwrap().as_str(), "Solvik kommune");
    for odd in [
        "Rus og psykisk helse i Solvik",
        "Kreftenheten",
        "Jordmor",
        "Krisesenteret",
        "HIV",
        "Solvik 12835812047",
        "Solvik https://x.example",
        "Sol\nvik",
        "Solvik <b>",
        "",
    ] {
        assert_eq!(sender(odd), None, "{odd}");
    }
    assert_eq!(sender(&"Sol".repeat(MAX_SENDER)), None);
    let place = |name, flag| NeutralPlace::of(name, flag).map(|place| place.as_str().to_owned());
    assert_eq!(place("Storgata helsehus", PlaceFlag::Neutral).unwrap(), "Storgata helsehus");
    assert_eq!(place("Storgata helsehus", PlaceFlag::NotNeutral), None);
    assert_eq!(place("Avdeling for demens", PlaceFlag::Neutral), None);
    let phone = |number| Switchboard::of(&municipality("Solvik", number));
    assert_eq!(phone("75 00 01 00").unwrap().as_str(), "75 00 01 00");
    for odd in ["", "120648", "12835812047", "ring Per Haug", "75 00 01 00 Kari"] {
        assert_eq!(phone(odd), None, "{odd}");
    }
}

/// SM-9: what one SMS holds.
#[test]
fn sm_9_one_sms_holds_160_letters_of_the_small_alphabet_or_70_of_the_large() {
    assert!(fits_one_sms(&"å".repeat(160)));
    assert!(!fits_one_sms(&"å".repeat(161)));
    assert!(fits_one_sms(&"€".repeat(80)));
    assert!(!fits_one_sms(&"€".repeat(81)));
    assert!(fits_one_sms(&"č".repeat(70)));
    assert!(!fits_one_sms(&"č".repeat(71)));
}

/// SM-3: the look at a finished text finds each kind of leak when it is planted.
#[test]
fn sm_3_a_planted_leak_is_found() {
    let fine = "Du har fått en ny melding. Logg inn på localhost:8080.";
    let known = ["Kari Nilsen", "Såret på leggen", "Hjemmesykepleien"];
    assert_eq!(leaks(fine, &known), []);
    assert_eq!(leaks("Du har time onsdag 3. februar kl. 10.00. Ring 75 00 01 00.", &known), []);
    for (planted, leak) in [
        ("12835812047", Leak::Number),
        ("128358 12047", Leak::Number),
        ("12 83 58 12 04 7", Leak::Number),
        ("120648", Leak::Number),
        ("Kari Nilsen", Leak::Known),
        ("kari nilsen", Leak::Known),
        ("såret på leggen", Leak::Known),
        ("fra jordmor", Leak::Revealing),
        ("om rus", Leak::Revealing),
        ("Prøvesvar", Leak::Revealing),
        ("https://x.example", Leak::Link),
        ("helsebro.example/meldinger", Leak::Link),
        ("kari@innbygger.example", Leak::Link),
        ("\u{7}", Leak::Sign),
        ("<b>", Leak::Sign),
    ] {
        let text = format!("Du har fått en ny melding {planted}. Logg inn på localhost:8080.");
        assert!(leaks(&text, &known).contains(&leak), "{planted}: {:?}", leaks(&text, &known));
    }
}
