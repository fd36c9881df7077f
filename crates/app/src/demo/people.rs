//! Whom one can be, as the demo's pages and the stand-ins' sign-in pages show it.

use std::collections::BTreeMap;

use anyhow::{Context, anyhow};
use helsebro_domain::ids::{PersonId, StaffId};
use helsebro_domain::parties::Municipality;
use helsebro_simulators::helseid::{Organisation, StaffPerson};
use helsebro_simulators::idporten::Person;
use helsebro_simulators::town::{Persona, Role, START, StaffMember, Town};
use helsebro_web::{DemoPerson, DemoRole};
use serde::Deserialize;

use super::story::TOWN;

#[derive(Deserialize)]
struct Words {
    situations: BTreeMap<String, String>,
    places: BTreeMap<String, String>,
}

fn words() -> anyhow::Result<Words> {
    toml::from_str(TOWN).context("the town's own words cannot be read")
}

/// What the operator is called.
const OPERATOR: &str = "Helsebro drift";

/// Whom one can be, for the demo's own pages.
pub(super) fn who(plan: &Town) -> anyhow::Result<Vec<DemoPerson>> {
    let words = words()?;
    plan.who
        .iter()
        .map(|persona| {
            let role = match persona.role {
                Role::Citizen(id) => {
                    let age = person(plan, id)?.age_on(START.in_oslo().date).unwrap_or_default();
                    DemoRole::Citizen { age, place: words.places.get(persona.key).cloned() }
                }
                Role::Staff(id) => DemoRole::Staff {
                    title: member(plan, id)?.staff.title.clone(),
                    unit: workplace(plan, id)?,
                },
            };
            let (key, name) = (persona.key.to_owned(), persona.name.full());
            Ok(DemoPerson { key, name, given: persona.name.given().to_owned(), role })
        })
        .collect()
}

/// The citizens, for ID-porten's stand-in.
pub(super) fn citizens(plan: &Town) -> anyhow::Result<Vec<Person>> {
    let words = words()?;
    let mut found = Vec::new();
    for persona in &plan.who {
        let Role::Citizen(id) = persona.role else { continue };
        found.push(Person {
            key: persona.key.to_owned(),
            pid: Some(person(plan, id)?.number.digits().to_owned()),
            name: persona.name.full(),
            description: described(&words, persona),
        });
    }
    Ok(found)
}

/// The staff, for HelseID's stand-in.
pub(super) fn staff(plan: &Town) -> anyhow::Result<Vec<StaffPerson>> {
    let words = words()?;
    let mut found = Vec::new();
    for persona in &plan.who {
        let Role::Staff(id) = persona.role else { continue };
        let StaffMember { staff, number } = member(plan, id)?;
        found.push(StaffPerson {
            key: persona.key.to_owned(),
            pid: number.digits().to_owned(),
            hpr_number: staff.hpr.as_ref().map(|hpr| hpr.as_str().to_owned()),
            given_name: staff.name.given().to_owned(),
            family_name: staff.name.family().to_owned(),
            description: described(&words, persona),
            organisation: organisation(plan, id),
        });
    }
    Ok(found)
}

fn described(words: &Words, persona: &Persona) -> String {
    words.situations.get(persona.situation.as_str()).cloned().unwrap_or_default()
}

fn person(plan: &Town, id: PersonId) -> anyhow::Result<&helsebro_domain::parties::Person> {
    plan.person(id).ok_or_else(|| anyhow!("somebody one can be does not live in the town"))
}

fn member(plan: &Town, id: StaffId) -> anyhow::Result<&StaffMember> {
    let found = plan.staff.iter().find(|member| member.staff.id == id);
    found.ok_or_else(|| anyhow!("somebody one can be does not work in the town"))
}

fn workplace(plan: &Town, id: StaffId) -> anyhow::Result<String> {
    let held = plan.authorisations.iter().find(|held| held.staff == id);
    if let Some(unit) = held.and_then(|held| plan.unit(held.unit)) {
        return Ok(unit.name.clone());
    }
    if plan.operators.iter().any(|held| held.staff == id) {
        return Ok(OPERATOR.to_owned());
    }
    let home = home(plan, id).ok_or_else(|| anyhow!("a member of staff works nowhere"))?;
    Ok(home.legal_name())
}

/// The municipality that somebody works for.
fn organisation(plan: &Town, id: StaffId) -> Option<Organisation> {
    let home = home(plan, id)?;
    Some(Organisation { orgnr_parent: home.org_number.as_str().to_owned(), orgnr_child: None })
}

fn home(plan: &Town, id: StaffId) -> Option<&Municipality> {
    let at_desk = plan.authorisations.iter().find(|held| held.staff == id);
    let in_role = plan.roles.iter().find(|held| held.staff == id);
    let home = at_desk.map(|held| held.municipality).or(in_role.map(|held| held.municipality))?;
    plan.municipalities.iter().find(|found| found.id == home)
}

#[cfg(test)]
mod tests {
    use helsebro_simulators::town::{self, Situation};

    use super::*;

    #[test]
    fn everybody_one_can_be_has_a_line_and_open_citizens_a_place() {
        let (plan, words) = (town::demo(), words().unwrap());
        for situation in Situation::ALL {
            assert!(words.situations.contains_key(situation.as_str()), "{}", situation.as_str());
        }
        assert_eq!(words.situations.len(), Situation::ALL.len());
        for persona in &plan.who {
            let open = persona.situation != Situation::ProtectedAddress;
            let lives = matches!(persona.role, Role::Citizen(_)) && open;
            assert_eq!(words.places.contains_key(persona.key), lives, "{}", persona.key);
        }
        let all = citizens(&plan).unwrap().len() + staff(&plan).unwrap().len();
        assert_eq!((all, who(&plan).unwrap().len()), (plan.who.len(), plan.who.len()));
    }
}
