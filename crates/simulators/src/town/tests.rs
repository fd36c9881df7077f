use std::collections::BTreeSet;

use helsebro_domain::dialog::{HealthContact, WritePermit};
use helsebro_domain::ids::ContactId;
use helsebro_domain::parties::{
    CareArea, CitizenAccess, DialogSetting, EidLevel, Protection, StaffAccess,
};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::time::{Date, Instant, Time};
use uuid::Uuid;

use super::*;

/// Which individual number a person of the tables has: the first that is free
/// for a woman (even) or a man (odd).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sex {
    Woman,
    Man,
}

const BORN: [(&str, Date, Sex); 17] = [
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
    let sum: u32 =
        digits.chars().zip(weights).map(|(digit, weight)| digit.to_digit(10).unwrap() * weight).sum();
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

#[test]
fn no_line_of_a_table_is_left_out_and_no_number_id_or_key_stands_twice() {
    let town = demo();
    let counts = (town.municipalities.len(), town.units.len(), town.people.len(), town.staff.len());
    assert_eq!(counts, (3, 7, 28, 6));
    assert_eq!((town.authorisations.len(), town.contacts.len(), town.who.len()), (6, 8, 16));
    let people = town.people.iter().map(|person| (person.id.uuid(), person.number.digits()));
    let staff = town.staff.iter().map(|member| (member.staff.id.uuid(), member.number.digits()));
    let (ids, numbers): (BTreeSet<Uuid>, BTreeSet<&str>) = people.chain(staff).unzip();
    assert_eq!((ids.len(), numbers.len()), (34, 34));
    let places = town.units.iter().map(|unit| unit.id.uuid());
    let municipalities = town.municipalities.iter().map(|found| found.id.uuid());
    assert_eq!(places.chain(municipalities).collect::<BTreeSet<_>>().len(), 10);
    let keys: BTreeSet<&str> = town.who.iter().map(|persona| persona.key).collect();
    assert_eq!(keys.len(), town.who.len());
    let words: BTreeSet<&str> = Situation::ALL.iter().map(|situation| situation.as_str()).collect();
    assert_eq!(words.len(), Situation::ALL.len());
    for situation in Situation::ALL {
        assert!(town.who.iter().any(|persona| persona.situation == situation), "{situation:?}");
    }
}

#[test]
fn ids_are_version_7_and_from_the_towns_first_instant() {
    for id in [ids::SOLVIK.uuid(), ids::KARI.uuid(), ids::PER.uuid(), ids::other(16).uuid()] {
        assert_eq!(id.get_version_num(), 7);
        assert_eq!(id.get_variant(), uuid::Variant::RFC4122);
        let (seconds, nanos) = id.get_timestamp().unwrap().to_unix();
        assert_eq!((i64::try_from(seconds).unwrap(), nanos), (START.seconds(), 0));
    }
    assert_eq!(ids::KARI.to_string(), "01a37420-6c00-7003-8000-000000000001");
}

#[test]
fn the_town_begins_on_a_tuesday_at_nine_with_home_nursing_open_and_healthy_life_closed() {
    let tuesday = Date::constant(2027, 2, 2);
    assert_eq!(START, Instant::from_oslo(tuesday, Time::constant(9, 0, 0, 0)));
    let town = demo();
    let hours = |id| &town.unit(id).unwrap().hours;
    let half_past_three = Instant::from_oslo(tuesday, Time::constant(15, 30, 0, 0));
    assert_eq!(hours(ids::HOME_NURSING).open_until(START), Some(half_past_three));
    assert_eq!(hours(ids::HEALTHY_LIFE).open_until(START), None);
    let wednesday = Instant::from_oslo(Date::constant(2027, 2, 3), Time::constant(9, 0, 0, 0));
    assert_eq!(hours(ids::HEALTHY_LIFE).opens_next(START), Some(wednesday));
    assert!(hours(ids::EMERGENCY).is_open_day(Date::constant(2027, 3, 28)));
    assert!(hours(ids::EMERGENCY).is_open_day(tuesday));
    let saturday = Date::constant(2027, 2, 6);
    let open = |unit: &&helsebro_domain::parties::Unit| unit.hours.is_open_day(saturday);
    assert_eq!(town.units.iter().filter(open).count(), 1);
}

/// S1-2.1.1-a: only units that are active for dialogue take messages.
#[test]
fn s1_2_1_1_a_four_units_take_messages() {
    let town = demo();
    let active = town.units.iter().filter(|unit| unit.dialog == DialogSetting::Active);
    let names: Vec<&str> = active.map(|unit| unit.name.as_str()).collect();
    let expected = [
        "Hjemmesykepleien Solvik øst",
        "Frisklivssentralen Solvik",
        "Solbakken sykehjem",
        "Hjemmetjenesten Granli",
    ];
    assert_eq!(names, expected);
    for unit in town.units.iter().filter(|unit| unit.dialog == DialogSetting::Active) {
        assert!(unit.her_id.is_some(), "{}", unit.name);
    }
    assert_eq!(town.unit(ids::EMERGENCY).unwrap().care_area, CareArea::EmergencyClinic);
}

#[test]
fn everything_that_is_named_is_there() {
    let town = demo();
    for municipality in &town.municipalities {
        assert!(municipality.her_id.is_some(), "{}", municipality.name);
    }
    let is_municipality = |id| town.municipalities.iter().any(|found| found.id == id);
    assert!(town.units.iter().all(|unit| is_municipality(unit.municipality)));
    for held in &town.authorisations {
        assert!(town.staff.iter().any(|member| member.staff.id == held.staff));
        assert_eq!(town.unit(held.unit).map(|unit| unit.municipality), Some(held.municipality));
    }
    for listed in &town.contacts {
        assert!(town.person(listed.person).is_some());
        for service in &listed.services {
            let unit = town.unit(service.unit).map(|unit| unit.municipality);
            assert_eq!(unit, Some(listed.municipality), "{}", service.name);
        }
    }
    for persona in &town.who {
        let name = match persona.role {
            Role::Citizen(id) => town.person(id).map(|person| person.name.clone()),
            Role::Staff(id) => town
                .staff
                .iter()
                .find(|member| member.staff.id == id)
                .map(|member| member.staff.name.clone()),
        };
        assert_eq!(name, Some(persona.name.clone()), "{}", persona.key);
        assert_eq!(town.persona(persona.key), Some(persona));
    }
    assert_eq!(town.persona("emil"), None);
}

/// S1-2.1.1-b: Kari has two units, Lise one that is closed now, Anne none.
#[test]
fn s1_2_1_1_b_each_citizen_can_write_to_the_units_that_serve_her() {
    let town = demo();
    let access = |person| CitizenAccess::signed_in(person, EidLevel::High).unwrap();
    for (key, expected) in [("kari", 2), ("lise", 1), ("ola", 1), ("sara", 1), ("gerd", 1)] {
        let Role::Citizen(person) = town.persona(key).unwrap().role else { panic!("{key}") };
        let listed = town.contacts.iter().find(|listed| listed.person == person).unwrap();
        let permits = listed.services.iter().filter(|service| {
            let contact = HealthContact {
                id: ContactId::from_uuid(Uuid::nil()),
                person,
                municipality: listed.municipality,
                listed: (*service).clone(),
            };
            let unit = town.unit(service.unit).unwrap();
            WritePermit::to(&access(person), &contact, unit, START).is_ok()
        });
        assert_eq!(permits.count(), expected, "{key}");
    }
    for none in [ids::ANNE, ids::JONAS, ids::EMIL] {
        assert!(town.contacts.iter().all(|listed| listed.person != none));
    }
}

/// S1-2.1-b: all but Jon, whose authorisation ended 2027-01-31, may work today.
#[test]
fn s1_2_1_b_all_but_jon_are_authorised_when_the_town_begins() {
    let town = demo();
    let today = START.in_oslo().date;
    for held in &town.authorisations {
        let access = StaffAccess::at(held.staff, held.unit, &town.authorisations, today);
        let code = access.err().map(helsebro_domain::refusals::Refusal::code);
        let expected = (held.staff == ids::JON).then_some(ReasonCode::StaffNotAuthorised);
        assert_eq!(code, expected, "{}", held.last_day);
    }
}

/// § 1.6: three persons have a protected address, two of them a strict one.
#[test]
fn three_persons_have_a_protected_address() {
    let town = demo();
    let with = |protection| town.people.iter().filter(move |p| p.protection == protection).count();
    assert_eq!((with(Protection::Strict), with(Protection::Confidential)), (2, 1));
    assert_eq!(town.person(ids::SARA).unwrap().name_in_lists(), "Sara L.");
}

#[test]
fn the_town_prints_no_name_of_a_person_and_no_number() {
    let printed = format!("{:?}", demo());
    for person in demo().people {
        assert!(!printed.contains(person.number.digits()));
        assert!(!printed.contains(&person.name.full()));
    }
}
