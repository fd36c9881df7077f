//! One of each state of the citizen's pages. Synthetic people only.

mod custody;
mod lists;
mod notices;
mod responsible;
mod seen;
mod thread;
mod writing;

use helsebro_domain::time::{Instant, Time, Weekday};
use jiff::civil::date;

use crate::pages::public::{OpenNow, Reach, Switchboard, Week, WeekLine};

use super::{ContactCard, Write};

const UNIT: &str = "Hjemmesykepleien Solvik øst";
const LONG_UNIT: &str = "Hverdagsrehabiliterings- og korttidsavdelingen ved \
    Fjordgløtt bo- og behandlingssenter i Nordfjell";
const BODY: &str = "Hei! Jeg har bare to plaster igjen av den typen Per brukte sist.\n\n\
    Kan dere ta med flere når dere kommer i ettermiddag?";

/// An instant in February 2027, Oslo time.
fn at(day: i8, hour: i8, minute: i8) -> Instant {
    Instant::from_oslo(date(2027, 2, day), time(hour, minute))
}

fn time(hour: i8, minute: i8) -> Time {
    Time::new(hour, minute, 0, 0).unwrap_or_default()
}

fn week() -> Week {
    let line = |from, to, periods| WeekLine { from, to, periods };
    let (eight, half_three) = (time(8, 0), time(15, 30));
    Week(vec![
        line(Weekday::Monday, Weekday::Thursday, vec![(eight, half_three)]),
        line(
            Weekday::Friday,
            Weekday::Friday,
            vec![(eight, time(11, 0)), (time(12, 0), half_three)],
        ),
        line(Weekday::Saturday, Weekday::Sunday, Vec::new()),
    ])
}

fn reach(name: &str) -> Reach {
    Reach {
        name: name.to_owned(),
        phone: "75 00 01 20".to_owned(),
        open: OpenNow::Until(at(2, 15, 30)),
        week: week(),
    }
}

fn switchboard() -> Switchboard {
    Switchboard { name: "Solvik kommune".to_owned(), phone: "75 00 01 00".to_owned() }
}

fn card(value: &str, name: &str, open: OpenNow) -> ContactCard {
    ContactCard {
        value: value.to_owned(),
        name: name.to_owned(),
        href: format!("/helsekontakter/{value}"),
        open,
        phone: "75 00 01 20".to_owned(),
        write: Write::Here(format!("/meldinger/ny/til/{value}")),
    }
}

fn cards() -> Vec<ContactCard> {
    vec![
        card("c1", UNIT, OpenNow::Until(at(2, 15, 30))),
        card("c2", "Frisklivssentralen Solvik", OpenNow::OpensAt(at(3, 9, 0))),
        card("c3", LONG_UNIT, OpenNow::Closed),
        ContactCard {
            phone: "116 117".to_owned(),
            write: Write::RingInstead,
            ..card("c4", "Legevakten i Solvik", OpenNow::Closed)
        },
    ]
}
