//! Notes, talks, and how a unit works, in each state.

use helsebro_domain::dialog::{GotAnswer, TalkWay};
use helsebro_domain::parties::{MAX_NAME_REASON, StaffNames, YouthDoor};
use helsebro_domain::text::{MAX_BODY, MAX_TOPIC};
use helsebro_domain::time::{DayHours, Period, Time};

use super::super::{
    AbsenceLine, AbsencePage, Choice, ClosedDaysPage, DateTyped, DayField, DaysOff, Decision,
    DutyPage, Faults, HoursPage, NamesFor, NamesPage, NatureQuestion, NotePage, Saved,
    StandardLine, StandardPage, StandardWhat, TalkPage, UnitLinks, UnitPage, UnitYouthPage, Wrong,
};
use super::{LONG_NAME, day_of, home_care, text};
use crate::Samples;

const THREAD: &str = "/ansatt/samtaler/a1";
const UNIT: &str = "/ansatt/enheten";

fn wrong(faults: &[(&'static str, Wrong)]) -> Faults {
    Faults(faults.to_vec())
}

impl Samples for NotePage {
    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            back: text(THREAD),
            action: format!("{THREAD}/notat"),
            given: text("Kari"),
            body: String::new(),
            limit: MAX_BODY,
            faults: Faults::default(),
        };
        let missing = Self { faults: wrong(&[("body", Wrong::TextMissing)]), ..empty.clone() };
        let long = Self {
            body: "a".repeat(MAX_BODY + 2),
            faults: wrong(&[("body", Wrong::TextTooLong(2))]),
            ..empty.clone()
        };
        vec![("empty", empty), ("missing", missing), ("long", long)]
    }
}

impl Samples for TalkPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            back: text(THREAD),
            action: format!("{THREAD}/kontakt"),
            given: text("Kari"),
            way: None,
            days: (0..7).map(|ago| day_of(2, 8 - ago)).collect(),
            day: 0,
            clock: text("09.12"),
            body: String::new(),
            limit: MAX_BODY,
            got: None,
            nature: NatureQuestion::NotAsked,
            decision: None,
            faults: Faults::default(),
        };
        let filled = Self {
            way: Some(TalkWay::Counter),
            day: 2,
            body: text("Vedtaket er sendt i posten."),
            got: Some(GotAnswer::No),
            nature: NatureQuestion::Ask,
            ..empty.clone()
        };
        let refused = Self {
            way: Some(TalkWay::Phone),
            got: Some(GotAnswer::Yes),
            decision: Some(Decision),
            ..filled.clone()
        };
        let faults = wrong(&[
            ("way", Wrong::NotChosen),
            ("clock", Wrong::NoTime),
            ("body", Wrong::TextMissing),
            ("answered", Wrong::NotChosen),
        ]);
        let old = wrong(&[("clock", Wrong::TalkTooOld)]);
        vec![
            ("wrong", Self { faults, ..empty.clone() }),
            ("too-old", Self { faults: old, ..empty.clone() }),
            ("asked", filled),
            ("refused", refused),
            ("empty", empty),
        ]
    }
}

impl Samples for NamesPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let unit = Self {
            back: text(UNIT),
            action: format!("{UNIT}/navn"),
            about: NamesFor::Unit(home_care()),
            chosen: Some(StaffNames::Shown),
            saved: Saved::No,
            locked: None,
            faults: Faults::default(),
        };
        let about = NamesFor::Patient {
            given: text("Kari"),
            units: StaffNames::Shown,
            reason: text("Har truet en kollega."),
            limit: MAX_NAME_REASON,
        };
        let patient = Self {
            back: text(THREAD),
            action: format!("{THREAD}/navn"),
            about,
            chosen: Some(StaffNames::TitleOnly),
            ..unit.clone()
        };
        let as_unit = Self { chosen: None, ..patient.clone() };
        let faults = wrong(&[("names", Wrong::NotChosen), ("reason", Wrong::TextMissing)]);
        vec![
            ("saved", Self { saved: Saved::JustNow, ..unit.clone() }),
            ("locked", Self { locked: Some(text("Siri Dahl")), ..unit.clone() }),
            ("unit", unit),
            ("wrong", Self { faults, ..as_unit.clone() }),
            ("as-unit", as_unit),
            ("patient", patient),
        ]
    }
}

fn hours(periods: &[(i8, i8)]) -> DayHours {
    let at = |hour| Time::constant(hour, 0, 0, 0);
    let of = |(from, to): &(i8, i8)| Period { from: at(*from), to: at(*to) };
    DayHours::new(periods.iter().map(of).collect()).unwrap_or_default()
}

fn week() -> Vec<DayHours> {
    let day = || hours(&[(8, 11), (13, 15)]);
    vec![day(), day(), day(), day(), hours(&[(8, 12)]), hours(&[]), hours(&[])]
}

impl Samples for UnitPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let bare = Self {
            name: home_care(),
            week: week(),
            days_off: DaysOff::Kept,
            closed: Vec::new(),
            promise_days: 1,
            names: StaffNames::Shown,
            youth: YouthDoor::Closed,
            lead: None,
            named: None,
            replies: 0,
            absences: Vec::new(),
            links: UnitLinks {
                hours: format!("{UNIT}/apningstider"),
                closed: format!("{UNIT}/stengt"),
                lead: format!("{UNIT}/vakt"),
                names: format!("{UNIT}/navn"),
                youth: format!("{UNIT}/ungdom"),
                replies: format!("{UNIT}/standardsvar"),
                absences: format!("{UNIT}/fravaer"),
                papers: format!("{UNIT}/fullmakter"),
            },
        };
        let filled = Self {
            days_off: DaysOff::Counted,
            closed: vec![day_of(3, 24), day_of(12, 24)],
            promise_days: 3,
            names: StaffNames::Hidden,
            youth: YouthDoor::Open,
            lead: Some(text(LONG_NAME)),
            named: Some(text("Siri Dahl")),
            replies: 12,
            absences: absences(),
            ..bare.clone()
        };
        vec![("bare", bare), ("filled", filled)]
    }
}

fn absences() -> Vec<AbsenceLine> {
    let line = |name: &str, stand_in: Option<&str>, take_back: Option<&str>| AbsenceLine {
        name: text(name),
        from: day_of(2, 8),
        last_day: day_of(2, 12),
        stand_in: stand_in.map(text),
        take_back: take_back.map(text),
    };
    vec![
        line("Per Haug", Some("Siri Dahl"), Some("f1")),
        line("Per Haug", None, Some("f2")),
        line(LONG_NAME, None, None),
    ]
}

impl Samples for HoursPage {
    fn samples() -> Vec<(&'static str, Self)> {
        const IDS: [&str; 7] = ["day1", "day2", "day3", "day4", "day5", "day6", "day7"];
        let days: Vec<DayField> = IDS
            .into_iter()
            .zip(week())
            .enumerate()
            .map(|(place, (id, hours))| DayField { id, number: place + 1, hours, typed: None })
            .collect();
        let plain = Self {
            back: text(UNIT),
            action: format!("{UNIT}/apningstider"),
            days,
            days_off: DaysOff::Kept,
            promise_days: 1,
            saved: Saved::No,
            locked: None,
            faults: Faults::default(),
        };
        let mut typed = plain.clone();
        typed.days[0].typed = Some(text("fra 8 til 15"));
        typed.faults = wrong(&[("day1", Wrong::NoHours)]);
        typed.days_off = DaysOff::Counted;
        vec![
            ("wrong", typed),
            ("saved", Self { saved: Saved::JustNow, ..plain.clone() }),
            ("locked", Self { locked: Some(text("Siri Dahl")), ..plain.clone() }),
            ("plain", plain),
        ]
    }
}

impl Samples for ClosedDaysPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            back: text(UNIT),
            action: format!("{UNIT}/stengt"),
            days: Vec::new(),
            typed: DateTyped::default(),
            moved: None,
            locked: None,
            faults: Faults::default(),
        };
        let days = vec![day_of(3, 24), day_of(12, 24)];
        let filled = Self { days, ..empty.clone() };
        let typed = DateTyped { day: text("32"), month: text("13"), year: text("27") };
        let faults = wrong(&[("date", Wrong::NoDate)]);
        let past = wrong(&[("date", Wrong::CannotClose)]);
        vec![
            ("empty", empty),
            ("wrong", Self { typed: typed.clone(), faults, ..filled.clone() }),
            ("past", Self { typed, faults: past, ..filled.clone() }),
            ("saved", Self { moved: Some(0), ..filled.clone() }),
            ("moved", Self { moved: Some(2), ..filled.clone() }),
            ("locked", Self { locked: Some(text("Siri Dahl")), ..filled.clone() }),
            ("filled", filled),
        ]
    }
}

fn colleagues() -> Vec<Choice> {
    let choice = |value: &str, name: &str| Choice {
        value: text(value),
        name: text(name),
        detail: Some(text("sykepleier")),
    };
    vec![choice("s1", "Siri Dahl"), choice("s2", LONG_NAME)]
}

impl Samples for DutyPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let plain = Self {
            back: text(UNIT),
            action: format!("{UNIT}/vakt"),
            colleagues: colleagues(),
            chosen: text("s1"),
            saved: Saved::No,
            faults: Faults::default(),
        };
        let nobody = Self { chosen: String::new(), saved: Saved::JustNow, ..plain.clone() };
        let faults = wrong(&[("lead", Wrong::NotHere)]);
        vec![("wrong", Self { faults, ..plain.clone() }), ("nobody", nobody), ("plain", plain)]
    }
}

impl Samples for AbsencePage {
    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            back: text(UNIT),
            action: format!("{UNIT}/fravaer"),
            list: Vec::new(),
            from: DateTyped::default(),
            last: DateTyped::default(),
            colleagues: colleagues(),
            chosen: String::new(),
            saved: Saved::No,
            faults: Faults::default(),
        };
        let filled = Self {
            list: absences(),
            from: DateTyped { day: text("8"), month: text("2"), year: text("2027") },
            chosen: text("s1"),
            ..empty.clone()
        };
        let with =
            |faults: &[(&'static str, Wrong)]| Self { faults: wrong(faults), ..filled.clone() };
        vec![
            ("wrong", with(&[("from", Wrong::NoDate), ("last", Wrong::EndsBeforeItBegins)])),
            ("over", with(&[("last", Wrong::IsOver), ("stand_in", Wrong::NotHere)])),
            ("too-long", with(&[("last", Wrong::AbsenceTooLong)])),
            ("too-many", with(&[("from", Wrong::TooManyAbsences)])),
            ("saved", Self { saved: Saved::JustNow, ..filled.clone() }),
            ("filled", filled),
            ("empty", empty),
        ]
    }
}

impl Samples for StandardPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            back: text(UNIT),
            action: format!("{UNIT}/standardsvar"),
            list: Vec::new(),
            what: StandardWhat::New,
            title: String::new(),
            body: String::new(),
            limits: (MAX_TOPIC, MAX_BODY),
            saved: Saved::No,
            faults: Faults::default(),
        };
        let line = StandardLine {
            href: format!("{UNIT}/standardsvar/r1"),
            title: text("Timebestilling"),
            text: text("Ring oss på 75 00 01 20.\n\nHilsen oss"),
        };
        let filled = Self { list: vec![line], ..empty.clone() };
        let changed = Self {
            what: StandardWhat::Changed,
            title: text("Timebestilling"),
            body: text("Ring oss på 75 00 01 20."),
            ..filled.clone()
        };
        let with =
            |faults: &[(&'static str, Wrong)]| Self { faults: wrong(faults), ..filled.clone() };
        let long = [("title", Wrong::TitleTooLong(1)), ("body", Wrong::TextTooLong(5))];
        vec![
            ("wrong", with(&[("title", Wrong::TitleMissing), ("body", Wrong::TextMissing)])),
            ("long", with(&long)),
            ("too-many", with(&[("title", Wrong::TooManyReplies)])),
            ("saved", Self { saved: Saved::JustNow, ..filled.clone() }),
            ("filled", filled),
            ("changed", changed),
            ("empty", empty),
        ]
    }
}

impl Samples for UnitYouthPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let closed = Self {
            back: text(UNIT),
            action: format!("{UNIT}/ungdom"),
            door: YouthDoor::Closed,
            saved: Saved::No,
            locked: None,
        };
        let open = Self { door: YouthDoor::Open, saved: Saved::JustNow, ..closed.clone() };
        let locked = Self { locked: Some(text(LONG_NAME)), ..closed.clone() };
        vec![("closed", closed), ("open", open), ("locked", locked)]
    }
}
