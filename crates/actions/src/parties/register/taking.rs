//! One answer of the register's into the tables, with all that follows from it: in one
//! transaction, so that nobody acts on the one half of it.

use helsebro_domain::audit::{Actor, AuditLine, Event, Object};
use helsebro_domain::ids::{AuditId, GrantId, PersonId};
use helsebro_domain::parties::{GuardianScope, IdentityNumber, Person, PersonName};
use helsebro_domain::representation::{GrantEnd, InRegister, Party};
use helsebro_domain::time::Instant;
use helsebro_partners::population::Found;
use helsebro_storage::parties::{self, PersonRow, RegisterAnswer};
use helsebro_storage::sessions::{self, Who};
use helsebro_storage::{Tx, audit, representation};

use super::super::sign_in;
use super::SCOPE;
use crate::{ActError, Acts, Sight, content, setup};

/// An answer with everything that is worked out before the writer's turn.
struct Ready {
    found: Found,
    number: ([u8; 32], Vec<u8>),
    /// Those who have parental responsibility, and whether each lives with the child.
    parents: Vec<([u8; 32], bool)>,
    guardians: Vec<([u8; 32], GuardianScope)>,
}

/// Keeps a person who was not known here.
pub(super) async fn add(acts: &Acts, found: &Found) -> Result<PersonId, ActError> {
    let now = acts.now();
    let said = &found.person;
    let person = Person {
        id: PersonId::from_uuid(acts.fresh(now)),
        number: said.number.clone(),
        name: said.name.clone().unwrap_or_else(|| PersonName::new("", "")),
        born: said.born,
        protection: said.protection,
    };
    let sealed = setup::sealed(acts, &person, Some(now)).await?;
    let line = line(acts, Event::PersonCameIn, person.id, now);
    acts.db()
        .write(SCOPE, "register.add", async |mut tx| {
            // Two doors may have asked at the same time.
            if let Some(there) = parties::person_by_mac(&mut tx, &sealed.number_mac).await? {
                return Ok(there.id);
            }
            parties::add_person(&mut tx, &sealed).await?;
            audit::append(&mut tx, &line).await?;
            Ok::<_, ActError>(person.id)
        })
        .await
}

/// The register does not have her: what it last said stands.
pub(super) async fn not_there(acts: &Acts, person: PersonId) -> Result<(), ActError> {
    let now = acts.now();
    acts.db()
        .write(SCOPE, "register.not_there", async |mut tx| {
            Ok(parties::note_asked(&mut tx, person, now).await?)
        })
        .await
}

/// Takes in what the register says of a person. Powers of attorney end when she may no
/// longer take part in any (§ 1.6); sessions in which somebody acts for her end with
/// their next request, since the right is worked out anew for each.
pub(super) async fn take_in(
    acts: &Acts,
    person: PersonId,
    found: &Found,
    relatives: &[Found],
) -> Result<(), ActError> {
    let ready = ready(acts, person, found, relatives).await?;
    let now = acts.now();
    let ended = acts
        .db()
        .write(SCOPE, "register.take_in", async |mut tx| {
            store(acts, &mut tx, person, &ready, now).await
        })
        .await?;
    for (_, giver, receiver) in ended {
        acts.news().tell(Sight::Citizen(giver));
        acts.news().tell(Sight::Citizen(receiver));
    }
    Ok(())
}

async fn ready(
    acts: &Acts,
    person: PersonId,
    found: &Found,
    relatives: &[Found],
) -> Result<Ready, ActError> {
    let said = &found.person;
    let place = ("people", person.uuid(), "number");
    let sealed = content::seal_own(acts, place, said.number.digits()).await?;
    let mut parents = Vec::new();
    for number in said.parents() {
        let parent = relatives.iter().find(|relative| relative.person.is_called(number));
        let lives_with = parent.is_some_and(|parent| said.lives_with(&parent.person));
        parents.push((mac(acts, number).await?, lives_with));
    }
    let mut guardians = Vec::new();
    for held in &said.guardians {
        if let Some(number) = &held.guardian {
            guardians.push((mac(acts, number).await?, held.scope));
        }
    }
    let number = (mac(acts, &said.number).await?, sealed);
    Ok(Ready { found: found.clone(), number, parents, guardians })
}

async fn mac(acts: &Acts, number: &IdentityNumber) -> Result<[u8; 32], ActError> {
    setup::number_mac(acts, number).await
}

async fn store(
    acts: &Acts,
    tx: &mut Tx,
    person: PersonId,
    ready: &Ready,
    now: Instant,
) -> Result<Vec<(GrantId, PersonId, PersonId)>, ActError> {
    let before = parties::person(tx, person).await?.ok_or(ActError::NotFound)?;
    let stood = representation::party(tx, person).await?.ok_or(ActError::NotFound)?;
    let said = &ready.found.person;
    let party = Party {
        id: person,
        born: said.born.or(before.born),
        protection: said.protection,
        register: InRegister::of(said.status),
    };
    renumber(tx, person, &ready.number).await?;
    let answer = answer(&before, &party, ready, now);
    parties::set_answer(tx, &answer).await?;
    representation::set_register(tx, &party).await?;
    let relations = relations(tx, person, ready, now).await?;
    if stood != party || before.name != answer.name || relations == Relations::Changed {
        audit::append(tx, &line(acts, Event::RegisterChanged, person, now)).await?;
    }
    ended(acts, tx, &party, now).await
}

fn answer(before: &PersonRow, party: &Party, ready: &Ready, now: Instant) -> RegisterAnswer {
    RegisterAnswer {
        person: party.id,
        register_id: ready.found.id.as_str().to_owned(),
        name: ready.found.person.name.clone().unwrap_or_else(|| before.name.clone()),
        born: party.born,
        lives_with_parent: ready.parents.iter().any(|(_, lives_with)| *lives_with),
        as_of: now,
    }
}

/// She is found under the number that she has now. Where somebody else is kept under it
/// the two are not made one: that is for people to look at.
async fn renumber(
    tx: &mut Tx,
    person: PersonId,
    (mac, sealed): &([u8; 32], Vec<u8>),
) -> Result<(), ActError> {
    if parties::person_by_mac(tx, mac).await?.is_none() {
        parties::set_number(tx, person, (mac, sealed)).await?;
    }
    Ok(())
}

/// Whether parents or guardians are others than before.
#[derive(PartialEq, Eq)]
enum Relations {
    AsBefore,
    Changed,
}

/// Those who are known here; of others nothing is kept.
async fn relations(
    tx: &mut Tx,
    person: PersonId,
    ready: &Ready,
    now: Instant,
) -> Result<Relations, ActError> {
    let mut parents = Vec::new();
    for (mac, lives_with) in &ready.parents {
        let parent = parties::person_by_mac(tx, mac).await?;
        parents.extend(parent.map(|parent| (parent.id, *lives_with)));
    }
    let mut guardians: Vec<(PersonId, GuardianScope)> = Vec::new();
    for (mac, scope) in &ready.guardians {
        let Some(guardian) = parties::person_by_mac(tx, mac).await? else { continue };
        match guardians.iter_mut().find(|(id, _)| *id == guardian.id) {
            // Two mandates of the same guardian: the one that reaches farther counts.
            Some(held) if scope.is_personal() => held.1 = *scope,
            Some(_) => {}
            None => guardians.push((guardian.id, *scope)),
        }
    }
    parents.sort_by_key(|(parent, _)| *parent);
    parents.dedup_by_key(|(parent, _)| *parent);
    guardians.sort_by_key(|(guardian, _)| *guardian);
    let as_before = representation::parents_of(tx, person).await? == parents
        && representation::guardians_of(tx, person).await? == guardians;
    representation::replace_parents(tx, person, &parents, now).await?;
    representation::replace_guardians(tx, person, &guardians, now).await?;
    Ok(if as_before { Relations::AsBefore } else { Relations::Changed })
}

/// What ends by what the register says, each with its line and its reason.
async fn ended(
    acts: &Acts,
    tx: &mut Tx,
    party: &Party,
    now: Instant,
) -> Result<Vec<(GrantId, PersonId, PersonId)>, ActError> {
    let Some(why) = GrantEnd::by_register(party) else { return Ok(Vec::new()) };
    let ended = representation::end_all_of(tx, party.id, why, now).await?;
    for (grant, giver, _) in &ended {
        let mut line = line(acts, Event::GrantEnded, *giver, now);
        line.object = Object::Grant(grant.uuid());
        line.rules = why.rules();
        audit::append(tx, &line).await?;
    }
    if why == GrantEnd::Deceased {
        for (id, who) in sessions::end_all_of(tx, Who::Citizen(party.id), now).await? {
            audit::append(tx, &sign_in::line(acts, Event::SignedOut, who, id, now)).await?;
        }
    }
    Ok(ended)
}

fn line(acts: &Acts, event: Event, person: PersonId, now: Instant) -> AuditLine {
    let id = AuditId::from_uuid(acts.fresh(now));
    let mut line = AuditLine::accepted(id, now, event, Actor::System);
    line.subject = Some(person);
    line.rules = &["S1-2.1-a", "C-1.6"];
    line
}
