//! What the population register says of people, taken in here (§ 1.6, L-PBRL-4-4).
//!
//! The register is asked when a person first comes in, when it tells of a change, and
//! once a day about everybody. That it could not be asked is a fault and never an
//! answer: what it said last stands, and of whom it said nothing, the strictest is
//! taken to hold.

mod follow;
mod taking;

use helsebro_domain::ids::{PersonId, RequestId};
use helsebro_domain::parties::IdentityNumber;
use helsebro_partners::RegisterFault;
use helsebro_partners::population::{Found, PopulationRegister};
use helsebro_storage::{Scope, StorageError, SystemReason, parties, representation};

pub use follow::{Followed, check, follow};

use crate::{ActError, Acts, content, setup};

const SCOPE: Scope = Scope::System(SystemReason::Register);

/// Why the register's answer is not here.
#[derive(Debug, thiserror::Error)]
pub enum NotAsked {
    /// The register did not answer.
    #[error("the population register did not answer")]
    Register(#[from] RegisterFault),
    /// What it answered could not be stored.
    #[error("the register's answer was not stored")]
    Act(#[from] ActError),
}

impl From<StorageError> for NotAsked {
    fn from(error: StorageError) -> Self {
        Self::Act(error.into())
    }
}

/// Somebody with this number comes in: she who is not known here is fetched and kept,
/// and so is what the register never said of one who is.
///
/// None when the register does not have her either.
///
/// # Errors
/// When the register does not answer or the database fails.
pub async fn come_in(
    acts: &Acts,
    register: &dyn PopulationRegister,
    number: &IdentityNumber,
) -> Result<Option<PersonId>, NotAsked> {
    let mac = setup::number_mac(acts, number).await?;
    let known = acts
        .db()
        .read(SCOPE, "register.known", async |mut tx| {
            let Some(person) = parties::person_by_mac(&mut tx, &mac).await? else {
                return Ok::<_, StorageError>(None);
            };
            Ok(Some((person.id, parties::never_answered(&mut tx, person.id).await?)))
        })
        .await?;
    match known {
        Some((person, false)) => Ok(Some(person)),
        Some((person, true)) => {
            ask(acts, register, &[(person, number.clone())]).await?;
            Ok(Some(person))
        }
        None => {
            let Some(found) = register.person(number).await? else { return Ok(None) };
            let person = taking::add(acts, &found).await?;
            let relatives = relatives(register, core::slice::from_ref(&found)).await?;
            taking::take_in(acts, person, &found, &relatives).await?;
            // Her children may have been here before her.
            let children = numbers_known(acts, found.person.children()).await?;
            ask(acts, register, &children).await?;
            Ok(Some(person))
        }
    }
}

/// Somebody asked to act for another: what the register says of both is fetched, so
/// that the answer to the request goes by it. Whether the other is known here is
/// looked up by the keyed hash that the request holds.
///
/// # Errors
/// When the register does not answer or the database fails.
pub async fn asked_for(
    acts: &Acts,
    register: &dyn PopulationRegister,
    request: RequestId,
) -> Result<(), NotAsked> {
    let parties = acts
        .db()
        .read(SCOPE, "register.asked_for", async |mut tx| {
            let Some((asker, mac)) = representation::parties_of(&mut tx, request).await? else {
                return Ok::<_, StorageError>(Vec::new());
            };
            let asked = parties::person_by_mac(&mut tx, &mac).await?;
            Ok([Some(asker), asked.map(|person| person.id)].into_iter().flatten().collect())
        })
        .await?;
    let people = with_numbers(acts, &parties).await?;
    ask(acts, register, &people).await
}

/// Asks about people who are known here, and takes in what the register says.
async fn ask(
    acts: &Acts,
    register: &dyn PopulationRegister,
    people: &[(PersonId, IdentityNumber)],
) -> Result<(), NotAsked> {
    let numbers: Vec<IdentityNumber> = people.iter().map(|(_, number)| number.clone()).collect();
    let found = register.people(&numbers).await?;
    let relatives = relatives(register, &found).await?;
    for (person, number) in people {
        match found.iter().find(|found| found.person.is_called(number)) {
            Some(found) => taking::take_in(acts, *person, found, &relatives).await?,
            None => taking::not_there(acts, *person).await?,
        }
    }
    Ok(())
}

/// Those who have parental responsibility for the people found, to see who lives
/// together.
async fn relatives(
    register: &dyn PopulationRegister,
    found: &[Found],
) -> Result<Vec<Found>, RegisterFault> {
    let mut numbers: Vec<IdentityNumber> = Vec::new();
    for parent in found.iter().flat_map(|found| found.person.parents()) {
        let is_found = found.iter().any(|found| found.person.is_called(parent));
        if !is_found && !numbers.contains(parent) {
            numbers.push(parent.clone());
        }
    }
    let mut relatives = found.to_vec();
    for some in numbers.chunks(helsebro_partners::population::BULK_MAX) {
        relatives.extend(register.people(some).await?);
    }
    Ok(relatives)
}

/// Those of these numbers who are known here.
async fn numbers_known(
    acts: &Acts,
    numbers: impl Iterator<Item = &IdentityNumber>,
) -> Result<Vec<(PersonId, IdentityNumber)>, ActError> {
    let mut known = Vec::new();
    for number in numbers {
        let mac = setup::number_mac(acts, number).await?;
        let person = acts
            .db()
            .read(SCOPE, "register.number_known", async |mut tx| {
                parties::person_by_mac(&mut tx, &mac).await
            })
            .await?;
        known.extend(person.map(|person| (person.id, number.clone())));
    }
    Ok(known)
}

/// People with their numbers. One whose number cannot be read as one that is used here
/// is left out.
async fn with_numbers(
    acts: &Acts,
    people: &[PersonId],
) -> Result<Vec<(PersonId, IdentityNumber)>, ActError> {
    let mut found = Vec::new();
    for person in people {
        let row = acts
            .db()
            .read(SCOPE, "register.person", async |mut tx| parties::person(&mut tx, *person).await)
            .await?;
        let Some(row) = row else { continue };
        let place = ("people", person.uuid(), "number");
        let digits = content::open_citizens(acts, place, &row.number_sealed).await?;
        if let Ok(number) = IdentityNumber::parse(&digits, acts.numbers()) {
            found.push((*person, number));
        }
    }
    Ok(found)
}
