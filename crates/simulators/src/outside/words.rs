//! A person in the population register's words.

use serde_json::{Map, Value, json};

use super::guard::Sight;
use super::hall::World;
use super::persons::Resident;

/// What was asked for of a person.
pub(super) struct Wanted {
    pub(super) parts: Vec<String>,
    pub(super) history: bool,
}

impl Wanted {
    fn has(&self, part: &str) -> bool {
        self.parts.iter().any(|held| held == part)
    }
}

/// A person, with the parts that were asked for and no others.
pub(super) fn person(world: &World, held: &Resident, wanted: &Wanted, sight: Sight) -> Value {
    let mut said = Map::new();
    said.insert("id".into(), json!(held.register_id()));
    said.insert("sequenceNumber".into(), json!("1"));
    let mut put = |part: &str, field: &str, value: Value| {
        if wanted.has(part) {
            said.insert(field.to_owned(), value);
        }
    };
    put("NorwegianIdentificationNumber", "norwegianIdentificationNumber", numbers(held, wanted));
    put("Name", "name", names(held, wanted));
    put("Birth", "birth", json!([valid(json!({"birthDate": midnight(&held.born)}))]));
    put("Status", "status", json!([valid(json!({"status": held.status}))]));
    let death = held.died.as_deref().map(|on| valid(json!({"deceasedDate": midnight(on)})));
    put("Death", "death", json!(death));
    put("AddressProtection", "addressProtection", protection(held, wanted));
    put("ResidentialAddress", "residentialAddress", home(held, wanted, sight));
    put("ParentalResponsibility", "parentalResponsibility", responsibility(world, held, wanted));
    let guardian = guardians(held);
    put("GuardianshipOrFuturePowerOfAttorney", "guardianshipOrFuturePowerOfAttorney", guardian);
    Value::Object(said)
}

/// Every element says whether it holds now.
fn valid(element: Value) -> Value {
    marked(element, true)
}

fn marked(mut element: Value, is_valid: bool) -> Value {
    element["isValid"] = json!(is_valid);
    element["registeredAt"] = json!("2024-01-15T10:00:00.000+00:00");
    element["source"] = json!("KILDE_DSF");
    element
}

fn midnight(day: &str) -> String {
    format!("{day}T00:00:00.000+00:00")
}

fn numbers(held: &Resident, wanted: &Wanted) -> Value {
    let kind = |number: &str| {
        if number.as_bytes().first().is_some_and(|first| *first > b'3') {
            "DNumber"
        } else {
            "NationalIdentityNumber"
        }
    };
    let mut all = vec![valid(json!({
        "identificationNumber": held.number, "identificationNumberType": kind(&held.number),
        "status": "InUse",
    }))];
    if wanted.history {
        all.extend(held.former_numbers.iter().map(|former| {
            let number = json!({
                "identificationNumber": former, "identificationNumberType": kind(former),
                "status": "Discontinued",
            });
            marked(number, false)
        }));
    }
    json!(all)
}

/// History has a name that is no longer hers.
fn names(held: &Resident, wanted: &Wanted) -> Value {
    let name = |given: &str, family: &str| json!({"givenName": given, "middleName": null, "familyName": family});
    let mut all = Vec::new();
    if wanted.history {
        all.push(marked(name(&held.given_name, "Før"), false));
    }
    all.push(valid(name(&held.given_name, &held.family_name)));
    json!(all)
}

fn protection(held: &Resident, wanted: &Wanted) -> Value {
    let mut all = Vec::new();
    if wanted.history {
        all.push(marked(json!({"protectionLevel": "StrictlyConfidential"}), false));
    }
    all.push(valid(json!({"protectionLevel": held.protection})));
    json!(all)
}

fn home(held: &Resident, wanted: &Wanted, sight: Sight) -> Value {
    if held.is_protected() && sight == Sight::Restricted {
        return json!([]);
    }
    let mut all = Vec::new();
    if wanted.history {
        all.push(marked(json!({"streetAddress": street("Gamleveien 1")}), false));
    }
    let address = match &held.home {
        Some(home) => json!({"streetAddress": street(home), "cadastralAddress": null}),
        None => json!({"streetAddress": null, "unknownResidence": {"municipalityNumber": "9901"}}),
    };
    all.push(valid(address));
    json!(all)
}

fn street(home: &str) -> Value {
    let (name, number) = home.rsplit_once(' ').unwrap_or((home, "1"));
    json!({
        "municipalityNumber": "9901", "addressName": name,
        "addressNumber": {"houseNumber": number, "houseLetter": null},
        "city": {"cityName": "SOLVIK", "postalCode": "9990"},
    })
}

/// Both those who have it for her and those she has it for.
fn responsibility(world: &World, held: &Resident, wanted: &Wanted) -> Value {
    let line = |responsible: &str, child: &str, kind: &str| {
        json!({
            "responsibilityType": kind, "responsible": responsible,
            "subjectOfResponsibility": child,
        })
    };
    let mut all: Vec<Value> =
        held.parents.iter().map(|(parent, kind)| valid(line(parent, &held.number, kind))).collect();
    for child in &world.residents {
        let hers = child.parents.iter().filter(|(parent, _)| held.is_called(parent));
        all.extend(hers.map(|(parent, kind)| valid(line(parent, &child.number, kind))));
    }
    if wanted.history {
        all.push(marked(line(&held.number, &held.number, "Joint"), false));
    }
    json!(all)
}

fn guardians(held: &Resident) -> Value {
    let Some(guardian) = &held.guardian else { return json!([]) };
    let areas: Vec<Value> = guardian
        .tasks
        .iter()
        .map(|task| {
            json!({"guardianServiceEstablishment": "helseOgOmsorg", "guardianServiceTask": task})
        })
        .collect();
    json!([valid(json!({
        "guardianshipType": guardian.kind, "office": "FMNO",
        "guardian": {
            "identificationNumber": guardian.number, "guardianshipScope": guardian.scope,
            "isGuardianshipInPersonalScope": guardian.scope.contains("Personal"),
            "guardianServiceArea": areas,
        },
    }))])
}
