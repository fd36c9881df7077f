//! The town's people as the registers have them when the town begins.
//!
//! Phone numbers lie in a row that nobody has; e-mail addresses at a name that
//! can never be one.

use helsebro_domain::ids::PersonId;
use helsebro_domain::parties::{Person, Protection};

use super::persons::{Card, Guardian, Point, Resident};
use crate::town::{Town, ids};

/// When most contact points were last confirmed: two months before the town begins.
const FRESH: &str = "2026-12-01";

/// Nineteen months before the town begins.
const STALE: &str = "2025-07-01";

const SOLVIK_STREET: &str = "Strandgata";

/// Everybody in the town, as the registers have them.
pub fn residents(town: &Town) -> Vec<Resident> {
    let mut all: Vec<Resident> = town
        .people
        .iter()
        .enumerate()
        .map(|(place, person)| resident(town, place, person))
        .collect();
    families(&mut all, town);
    contacts(&mut all, town);
    oddities(&mut all);
    all
}

/// The number of the person with this id.
pub fn number_of(town: &Town, id: PersonId) -> Option<&str> {
    town.person(id).map(|person| person.number.digits())
}

fn resident(town: &Town, place: usize, person: &Person) -> Resident {
    let known = town
        .who
        .iter()
        .find(|persona| matches!(persona.role, crate::town::Role::Citizen(id) if id == person.id));
    let key = known.map_or_else(
        || person.name.given().to_lowercase().replace('ø', "o").replace('å', "a"),
        |persona| persona.key.to_owned(),
    );
    Resident {
        key,
        number: person.number.digits().to_owned(),
        former_numbers: Vec::new(),
        given_name: person.name.given().to_owned(),
        family_name: person.name.family().to_owned(),
        born: person.born.map(|born| born.to_string()).unwrap_or_default(),
        status: "Resident".to_owned(),
        died: None,
        protection: match person.protection {
            Protection::None => "Unclassified",
            Protection::Confidential => "Confidential",
            Protection::Strict => "StrictlyConfidential",
        }
        .to_owned(),
        home: Some(format!("{SOLVIK_STREET} {}", place + 1)),
        parents: Vec::new(),
        guardian: None,
        card: None,
    }
}

/// Who is whose parent, and who lives together.
fn families(all: &mut [Resident], town: &Town) {
    let lise = number_of(town, ids::LISE).unwrap_or_default().to_owned();
    let home = home_of(all, "lise");
    for child in ["jonas", "emil"] {
        change(all, child, |child| {
            child.home.clone_from(&home);
            child.parents = vec![(lise.clone(), "Mother".to_owned())];
        });
    }
    let (mother, father) = (number_named(all, "camilla"), number_named(all, "eirik"));
    let home = home_of(all, "camilla");
    for child in ["ella", "ida", "nora"] {
        change(all, child, |child| {
            child.home.clone_from(&home);
            child.parents =
                [&mother, &father].map(|parent| (parent.clone(), "Joint".to_owned())).to_vec();
        });
    }
    let home = home_of(all, "eirik");
    change(all, "markus", |markus| {
        markus.home.clone_from(&home);
        markus.parents = vec![(father.clone(), "Father".to_owned())];
    });
    let trond = number_named(all, "trond");
    change(all, "aslaug", |aslaug| {
        aslaug.guardian = Some(Guardian {
            number: trond,
            kind: "Adult".to_owned(),
            scope: "PersonalInterests".to_owned(),
            tasks: vec!["ivaretaPersonligeInteresser".to_owned()],
        });
    });
}

fn contacts(all: &mut [Resident], _town: &Town) {
    for (place, person) in all.iter_mut().enumerate() {
        let (key, mobile) = (person.key.clone(), format!("9000{place:04}"));
        let email = format!("{key}@innbygger.example");
        person.card = match key.as_str() {
            // A child of nine is in no register of contacts, nor are these.
            "emil" | "ella" | "aslaug" | "solveig" => None,
            "jonas" | "ida" | "markus" => Some(Card::fresh(Some(&mobile), None, FRESH)),
            _ => Some(Card::fresh(Some(&mobile), Some(&email), FRESH)),
        };
    }
    for reserved in ["ola", "tone"] {
        change(all, reserved, |person| {
            if let Some(card) = &mut person.card {
                card.is_reserved = true;
            }
        });
    }
    language(all, "kari", "nb");
    language(all, "anne", "nn");
    language(all, "ragna", "se");
    // Her e-mail address is old; her phone is not.
    change(all, "marit", |marit| {
        if let Some(email) = marit.card.as_mut().and_then(|card| card.email.as_mut()) {
            STALE.clone_into(&mut email.updated);
        }
    });
    for shared in ["camilla", "eirik"] {
        change(all, shared, |person| {
            if let Some(mobile) = person.card.as_mut().and_then(|card| card.mobile.as_mut()) {
                "90001111".clone_into(&mut mobile.value);
                mobile.is_shared = true;
            }
        });
    }
}

/// One who is dead, and one who has no number of her own yet.
fn oddities(all: &mut [Resident]) {
    change(all, "borghild", |borghild| {
        "Deceased".clone_into(&mut borghild.status);
        borghild.died = Some("2027-01-26".to_owned());
        if let Some(card) = &mut borghild.card {
            "SLETTET".clone_into(&mut card.status);
        }
    });
    change(all, "elin", |elin| {
        "Temporary".clone_into(&mut elin.status);
        elin.card = Some(Card {
            mobile: Some(Point {
                value: "+46701740605".to_owned(),
                updated: FRESH.to_owned(),
                verified: Some(FRESH.to_owned()),
                is_shared: false,
            }),
            ..Card::fresh(None, None, FRESH)
        });
    });
}

fn language(all: &mut [Resident], key: &str, tag: &str) {
    change(all, key, |person| {
        if let Some(card) = &mut person.card {
            card.language = Some(tag.to_owned());
        }
    });
}

fn change(all: &mut [Resident], key: &str, change: impl FnOnce(&mut Resident)) {
    if let Some(person) = all.iter_mut().find(|person| person.key == key) {
        change(person);
    }
}

fn home_of(all: &[Resident], key: &str) -> Option<String> {
    all.iter().find(|person| person.key == key).and_then(|person| person.home.clone())
}

fn number_named(all: &[Resident], key: &str) -> String {
    all.iter().find(|person| person.key == key).map(|p| p.number.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::town::demo;

    #[test]
    fn everybody_has_a_key_of_her_own_and_a_phone_that_nobody_else_has() {
        let all = residents(&demo());
        for (place, person) in all.iter().enumerate() {
            assert!(all[..place].iter().all(|earlier| earlier.key != person.key), "{}", person.key);
            assert!(person.key.is_ascii(), "{}", person.key);
        }
        for key in ["kari", "anne", "ola", "lise", "jonas", "emil", "sara", "borghild", "elin"] {
            assert!(all.iter().any(|person| person.key == key), "{key}");
        }
    }

    #[test]
    fn lise_lives_with_her_sons_and_eirik_not_with_his_children() {
        let all = residents(&demo());
        assert_eq!(home_of(&all, "emil"), home_of(&all, "lise"));
        assert_eq!(home_of(&all, "jonas"), home_of(&all, "lise"));
        assert_ne!(home_of(&all, "ella"), home_of(&all, "eirik"));
    }
}
