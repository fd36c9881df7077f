//! Persons whom the registers say something unusual about: reserved, protected,
//! under guardianship, dead, with a number of a new kind. They get no service yet.

use helsebro_domain::parties::{Person, Protection};
use helsebro_domain::time::Date;

use super::citizens::{Line, line, people};
use super::ids::other;

const OPEN: Protection = Protection::None;

/// The persons in the order their numbers are listed.
pub(super) fn others() -> Vec<Person> {
    people(LINES)
}

/// A person at a place in this table.
const fn at(
    place: u64,
    number: &'static str,
    name: (&'static str, &'static str),
    born: Date,
    protection: Protection,
) -> Line {
    line(other(place), number, name, born, protection)
}

const LINES: [Line; 17] = [
    at(0, "12835812047", ("Randi", "Bakke"), Date::constant(1958, 3, 12), OPEN),
    // Has reserved herself against being contacted digitally.
    at(1, "04917123050", ("Tone", "Eide"), Date::constant(1971, 11, 4), OPEN),
    // Born on a leap day; her e-mail address is old and her phone is not.
    at(2, "29828431062", ("Marit", "Skår"), Date::constant(1984, 2, 29), OPEN),
    // Has given no contact details anywhere.
    at(3, "07873910660", ("Solveig", "Ness"), Date::constant(1939, 7, 7), OPEN),
    at(4, "21859040273", ("Hanne", "Vik"), Date::constant(1990, 5, 21), Protection::Strict),
    at(5, "30896915580", ("Geir", "Holm"), Date::constant(1969, 9, 30), Protection::Confidential),
    // A ward and her guardian in personal matters.
    at(6, "18814933489", ("Aslaug", "Rise"), Date::constant(1949, 1, 18), OPEN),
    at(7, "02867720114", ("Trond", "Rise"), Date::constant(1977, 6, 2), OPEN),
    // Two parents who live apart, the mother with the three children after them.
    at(8, "11928826025", ("Camilla", "Strand"), Date::constant(1988, 12, 11), OPEN),
    at(9, "23888611185", ("Eirik", "Hauge"), Date::constant(1986, 8, 23), OPEN),
    at(10, "09842160011", ("Ella", "Strand"), Date::constant(2021, 4, 9), OPEN),
    at(11, "16901270019", ("Ida", "Strand"), Date::constant(2012, 10, 16), OPEN),
    at(12, "01911080083", ("Nora", "Strand"), Date::constant(2010, 11, 1), OPEN),
    // A boy of sixteen.
    at(13, "16911055523", ("Markus", "Hauge"), Date::constant(2010, 11, 16), OPEN),
    // Dead in the register.
    at(14, "25923122225", ("Borghild", "Tangen"), Date::constant(1931, 12, 25), OPEN),
    // A number as they are made from 2032.
    at(15, "06869544483", ("Ragna", "Somby"), Date::constant(1995, 6, 6), OPEN),
    // A D-number, for one who has no number of her own yet.
    at(16, "43829230020", ("Elin", "Lindqvist"), Date::constant(1992, 2, 3), OPEN),
];
