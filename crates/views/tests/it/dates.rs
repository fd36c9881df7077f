//! Dates and times are said as people say them, in each language (experience § 5.9).

use helsebro_domain::time::{Date, Instant, Time};
use helsebro_views::pages::sample_frame;
use helsebro_views::{Console, Frame, Language, Theme, Words};

fn frame(language: Language) -> Frame {
    sample_frame(language, Theme::Device, Console::Citizen)
}

fn at(year: i16, month: i8, day: i8, hour: i8, minute: i8) -> Instant {
    let date = Date::new(year, month, day).expect("a date");
    Instant::from_oslo(date, Time::new(hour, minute, 0, 0).expect("a time"))
}

/// Non-breaking spaces are written `_` here, so that they are seen.
fn seen(text: &str) -> String {
    text.replace('\u{a0}', "_")
}

#[test]
fn a_full_date_names_the_day_and_the_year_only_when_it_is_another() {
    let cases = [
        (Language::Nb, "tirsdag 2._februar kl._14.05", "fredag 31._desember 2027 kl._09.00"),
        (Language::Nn, "tysdag 2._februar kl._14.05", "fredag 31._desember 2027 kl._09.00"),
        (Language::En, "Tuesday 2_February at_14:05", "Friday 31_December 2027 at_09:00"),
    ];
    for (language, this_year, other_year) in cases {
        let mut frame = frame(language);
        assert_eq!(seen(&Words::of(&frame).full(at(2027, 2, 2, 14, 5))), this_year);
        frame.now = at(2028, 1, 3, 9, 0);
        assert_eq!(seen(&Words::of(&frame).full(at(2027, 12, 31, 9, 0))), other_year);
    }
}

#[test]
fn near_days_have_names() {
    let cases = [
        (Language::Nb, ["i går kl._08.47", "i dag kl._08.47", "i morgen kl._08.47"]),
        (Language::Nn, ["i går kl._08.47", "i dag kl._08.47", "i morgon kl._08.47"]),
        (Language::En, ["yesterday at_08:47", "today at_08:47", "tomorrow at_08:47"]),
    ];
    for (language, expected) in cases {
        let frame = frame(language);
        let words = Words::of(&frame);
        for (day, expected) in [1, 2, 3].into_iter().zip(expected) {
            assert_eq!(seen(&words.near(at(2027, 2, day, 8, 47))), expected);
        }
        assert_eq!(words.near(at(2027, 1, 31, 8, 0)), words.full(at(2027, 1, 31, 8, 0)));
    }
    let frame = frame(Language::Nb);
    assert_eq!(seen(&Words::of(&frame).near_capital(at(2027, 2, 2, 8, 47))), "I dag kl._08.47");
}

#[test]
fn a_table_has_short_dates() {
    let cases = [
        (Language::Nb, "man._1.2. kl._15.02"),
        (Language::Nn, "mån._1.2. kl._15.02"),
        (Language::En, "Mon_1_Feb at_15:02"),
    ];
    for (language, expected) in cases {
        let frame = frame(language);
        assert_eq!(seen(&Words::of(&frame).dense(at(2027, 2, 1, 15, 2))), expected);
    }
    let frame = frame(Language::Nb);
    assert_eq!(seen(&Words::of(&frame).dense(at(2026, 12, 1, 15, 2))), "1.12.2026 kl._15.02");
}

#[test]
fn whole_hours_of_opening_have_no_minutes() {
    let time = |hour, minute| Time::new(hour, minute, 0, 0).expect("a time");
    let nb = frame(Language::Nb);
    assert_eq!(seen(&Words::of(&nb).window(time(8, 0), time(15, 30))), "kl._8–15.30");
    assert_eq!(seen(&Words::of(&nb).opening(time(9, 0))), "kl._9");
    assert_eq!(seen(&Words::of(&nb).clock(at(2027, 2, 2, 15, 0))), "kl._15.00");
    let en = frame(Language::En);
    assert_eq!(seen(&Words::of(&en).window(time(8, 0), time(15, 30))), "8:00–15:30");
}

#[test]
fn a_last_day_always_has_its_year() {
    let frame = frame(Language::Nb);
    let date = Date::new(2028, 1, 31).expect("a date");
    assert_eq!(seen(&Words::of(&frame).last_day(date)), "31._januar 2028");
}

#[test]
fn machines_read_the_same_instant() {
    let frame = frame(Language::Nb);
    assert_eq!(Words::of(&frame).iso(at(2027, 2, 2, 9, 5)), "2027-02-02T08:05:00Z");
}

#[test]
fn phone_numbers_can_be_called() {
    let frame = frame(Language::Nb);
    let words = Words::of(&frame);
    assert_eq!(words.tel("75 00 01 20"), "tel:+4775000120");
    assert_eq!(words.tel("116 117"), "tel:116117");
    assert_eq!(seen(&words.phone("75 00 01 20")), "75_00_01_20");
    assert_eq!(seen(&words.phone("75000120")), "75_00_01_20");
    assert_eq!(seen(&words.phone("+4775000120")), "75_00_01_20");
    assert_eq!(seen(&words.phone("116117")), "116117");
}
