//! What the town must hold when it begins.

mod numbers;

use std::collections::BTreeSet;

use helsebro_domain::dialog::{HealthContact, WritePermit};
use helsebro_domain::ids::ContactId;
use helsebro_domain::parties::{CareArea, Protection, StaffAccess};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::representation::{CitizenAccess, EidLevel};
use helsebro_domain::time::{Date, Instant, Time};
use uuid::Uuid;

use super::*;

#[test]
fn no_line_of_a_table_is_left_out_and_no_number_id_or_key_stands_twice() {
    let town = demo();
    let counts = (town.municipalities.len(), town.units.len(), town.people.len(), town.staff.len());
    assert_eq!(counts, (3, 9, 28, 15));
    assert_eq!((town.authorisations.len(), town.contacts.len(), town.who.len()), (6, 9, 25));
    let people = town.people.iter().map(|person| (person.id.uuid(), person.number.digits()));
    let staff = town.staff.iter().map(|member| (member.staff.id.uuid(), member.number.digits()));
    let (ids, numbers): (BTreeSet<Uuid>, BTreeSet<&str>) = people.chain(staff).unzip();
    assert_eq!((ids.len(), numbers.len()), (43, 43));
    let places = town.units.iter().map(|unit| unit.id.uuid());
    let municipalities = town.municipalities.iter().map(|found| found.id.uuid());
    assert_eq!(places.chain(municipalities).collect::<BTreeSet<_>>().len(), 12);
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
    assert_eq!(ids::KARI.to_string(), "01a3750e-c800-7003-8000-000000000001");
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
    assert_eq!(town.units.iter().filter(open).count(), 3);
}

/// S1-2.1.1-a: only units that are active for dialogue take messages.
#[test]
fn s1_2_1_1_a_four_units_take_messages() {
    let town = demo();
    let active = town.units.iter().filter(|unit| unit.takes_messages());
    let names: Vec<&str> = active.map(|unit| unit.name.as_str()).collect();
    let expected = [
        "Hjemmesykepleien Solvik øst",
        "Frisklivssentralen Solvik",
        "Solbakken sykehjem",
        "Hjemmetjenesten Granli",
    ];
    assert_eq!(names, expected);
    for unit in town.units.iter().filter(|unit| unit.takes_messages()) {
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
    for none in [ids::ANNE, ids::JONAS] {
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
