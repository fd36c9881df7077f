//! The numbers of the town against the rule that made them.

use helsebro_domain::time::Date;

use super::super::demo;

/// Which individual number a person of the tables has: the first that is free
/// for a woman (even) or a man (odd).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sex {
    Woman,
    Man,
}

const BORN: [(&str, Date, Sex); 26] = [
    ("Kari Nilsen", Date::constant(1948, 6, 12), Sex::Woman),
    ("Anne Nilsen", Date::constant(1975, 3, 3), Sex::Woman),
    ("Ola Moen", Date::constant(1960, 10, 20), Sex::Man),
    ("Lise Berg", Date::constant(1984, 1, 15), Sex::Woman),
    ("Jonas Berg", Date::constant(2012, 9, 14), Sex::Man),
    ("Emil Berg", Date::constant(2017, 5, 2), Sex::Man),
    ("Sara Lund", Date::constant(1990, 8, 8), Sex::Woman),
    ("Gerd Aas", Date::constant(1939, 4, 21), Sex::Woman),
    ("Bjørg Lien", Date::constant(1944, 11, 3), Sex::Woman),
    ("Arne Vold", Date::constant(1951, 7, 29), Sex::Man),
    ("Ingrid Foss", Date::constant(1936, 2, 9), Sex::Woman),
    ("Per Haug", Date::constant(1986, 5, 27), Sex::Man),
    ("Siri Dahl", Date::constant(1991, 12, 4), Sex::Woman),
    ("Jon Lunde", Date::constant(1979, 9, 17), Sex::Man),
    ("Liv Moe", Date::constant(1982, 3, 30), Sex::Woman),
    ("Mona Lie", Date::constant(1977, 8, 22), Sex::Woman),
    ("Hege Ås", Date::constant(1988, 6, 1), Sex::Woman),
    ("Berit Sand", Date::constant(1970, 3, 14), Sex::Woman),
    ("Gro Hagen", Date::constant(1979, 8, 9), Sex::Woman),
    ("Hilde Bø", Date::constant(1981, 4, 22), Sex::Woman),
    ("Ragna Tveit", Date::constant(1976, 9, 3), Sex::Woman),
    ("Eli Strand", Date::constant(1965, 5, 19), Sex::Woman),
    ("Rolf Nes", Date::constant(1983, 7, 11), Sex::Man),
    ("Nina Ek", Date::constant(1974, 5, 21), Sex::Woman),
    ("Lars Vik", Date::constant(1968, 10, 2), Sex::Man),
    ("Odd Rein", Date::constant(1969, 9, 8), Sex::Man),
];

/// The smallest synthetic number of today's rule for somebody born on a day.
fn computed(born: Date, sex: Sex) -> String {
    let first = if born.year() < 2000 { 0 } else { 500 };
    let wanted = usize::from(sex == Sex::Man);
    (first..first + 500_usize)
        .filter(|individual| individual % 2 == wanted)
        .find_map(|individual| {
            let (day, month, year) = (born.day(), born.month() + 80, born.year() % 100);
            let stem = format!("{day:02}{month:02}{year:02}{individual:03}");
            let one = check_digit(&stem, &[3, 7, 6, 1, 8, 9, 4, 5, 2])?;
            let ten = format!("{stem}{one}");
            let two = check_digit(&ten, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2])?;
            Some(format!("{ten}{two}"))
        })
        .unwrap()
}

/// What makes the weighted sum a multiple of 11; none where that would be 10.
fn check_digit(digits: &str, weights: &[u32]) -> Option<u32> {
    let sum: u32 = digits
        .chars()
        .zip(weights)
        .map(|(digit, weight)| digit.to_digit(10).unwrap() * weight)
        .sum();
    let digit = (11 - sum % 11) % 11;
    (digit < 10).then_some(digit)
}

#[test]
fn every_number_of_the_cast_is_the_smallest_synthetic_one_for_its_birthday() {
    let town = demo();
    let people = town.people.iter().map(|person| (person.name.full(), &person.number));
    let staff = town.staff.iter().map(|member| (member.staff.name.full(), &member.number));
    let mut numbers = people.chain(staff);
    for (name, born, sex) in BORN {
        let (_, number) = numbers.find(|(found, _)| found == name).unwrap();
        assert_eq!(number.digits(), computed(born, sex), "{name}");
    }
}

#[test]
fn birthdays_are_the_catalogues() {
    let town = demo();
    for (name, born, _) in &BORN[..11] {
        let person = town.people.iter().find(|person| person.name.full() == *name).unwrap();
        assert_eq!(person.born, Some(*born), "{name}");
    }
}

/// The first digits of every number are the birthday that stands beside it.
#[test]
fn every_number_begins_with_its_birthday() {
    for person in demo().people {
        let (born, digits) = (person.born.unwrap(), person.number.digits());
        let day: i8 = digits[..2].parse().unwrap();
        let month: i8 = digits[2..4].parse().unwrap();
        let year: i16 = digits[4..6].parse().unwrap();
        let d_number = 40 * i8::from(day > 40);
        let shown = (day - d_number, month - 80, year);
        assert_eq!(shown, (born.day(), born.month(), born.year() % 100), "{born}");
    }
}
