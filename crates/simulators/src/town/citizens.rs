//! The citizens that the town's stories are about.

use helsebro_domain::ids::PersonId;
use helsebro_domain::parties::{IdentityNumber, NumberPolicy, Person, PersonName, Protection};
use helsebro_domain::time::Date;

use super::ids::{ANNE, ARNE, BJORG, EMIL, GERD, INGRID, JONAS, KARI, LISE, OLA, SARA};

/// A person as one line of a table.
pub(super) struct Line {
    /// Her id.
    pub(super) id: PersonId,
    /// Her synthetic number.
    pub(super) number: &'static str,
    /// Given and family name.
    pub(super) name: (&'static str, &'static str),
    /// When she was born.
    pub(super) born: Date,
    /// How her address is protected.
    pub(super) protection: Protection,
}

/// The catalogue's cast, and four more who get home nursing.
pub(super) fn citizens() -> Vec<Person> {
    let open = Protection::None;
    people([
        line(KARI, "12864800015", ("Kari", "Nilsen"), Date::constant(1948, 6, 12), open),
        line(ANNE, "03837500035", ("Anne", "Nilsen"), Date::constant(1975, 3, 3), open),
        line(OLA, "20906000106", ("Ola", "Moen"), Date::constant(1960, 10, 20), open),
        line(LISE, "15818400001", ("Lise", "Berg"), Date::constant(1984, 1, 15), open),
        line(JONAS, "14891250178", ("Jonas", "Berg"), Date::constant(2012, 9, 14), open),
        line(EMIL, "02851750153", ("Emil", "Berg"), Date::constant(2017, 5, 2), open),
        line(SARA, "08889000032", ("Sara", "Lund"), Date::constant(1990, 8, 8), Protection::Strict),
        line(GERD, "21843900221", ("Gerd", "Aas"), Date::constant(1939, 4, 21), open),
        line(BJORG, "03914400421", ("Bjørg", "Lien"), Date::constant(1944, 11, 3), open),
        line(ARNE, "29875100112", ("Arne", "Vold"), Date::constant(1951, 7, 29), open),
        line(INGRID, "09823600078", ("Ingrid", "Foss"), Date::constant(1936, 2, 9), open),
    ])
}

/// One line of a table of persons.
pub(super) const fn line(
    id: PersonId,
    number: &'static str,
    name: (&'static str, &'static str),
    born: Date,
    protection: Protection,
) -> Line {
    Line { id, number, name, born, protection }
}

/// The persons of a table, whose numbers must be synthetic.
pub(super) fn people<const N: usize>(lines: [Line; N]) -> Vec<Person> {
    let person = |line: Line| {
        Some(Person {
            id: line.id,
            number: synthetic(line.number)?,
            name: PersonName::new(line.name.0, line.name.1),
            born: Some(line.born),
            protection: line.protection,
        })
    };
    lines.into_iter().filter_map(person).collect()
}

/// A number that only a made-up person can have.
pub(super) fn synthetic(digits: &str) -> Option<IdentityNumber> {
    IdentityNumber::parse(digits, &NumberPolicy::synthetic()).ok()
}
