//! One of each state of the staff pages, with the demo town's people.

mod acts;
mod emergency;
mod entries;
mod new_thread;
mod papers;
mod refused;
mod relatives;
mod set_up;
mod settings;
mod thread;
mod work_list;

use helsebro_domain::time::{Date, Instant, Time};

use super::ShownAs;

/// The longest name that we expect, to see what breaks.
const LONG_NAME: &str = "Maximiliane-Alexandrina Hammervold Skjelbreidalen-Kristoffersen";

/// The longest topic, without a place to break.
const LONG_TOPIC: &str = "Hjelpemiddelsentralbestillingsoppfølgingsspørsmål";

/// A time on a day of February 2027.
fn at(day: i8, hour: i8, minute: i8) -> Instant {
    Instant::from_oslo(day_of(2, day), Time::constant(hour, minute, 0, 0))
}

/// A day of 2027.
const fn day_of(month: i8, day: i8) -> Date {
    Date::constant(2027, month, day)
}

fn text(text: &str) -> String {
    text.to_owned()
}

fn per() -> ShownAs {
    ShownAs::Name { name: text("Per Haug"), title: text("sykepleier") }
}

fn home_care() -> String {
    text("Hjemmesykepleien Solvik øst")
}
