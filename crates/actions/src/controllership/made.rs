//! Under which answer to who is controller something is stored (S2-2-d-2).
//!
//! A send asks the copy of the register in memory and writes the answer's number with
//! the message. That costs no statement, but the first two times an answer comes.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use helsebro_domain::controllership::{
    Category, Entry, Party, Question, Register, Resolution, Whose, current_controller, deliverer,
    resolve,
};
use helsebro_domain::dialog::Thread;
use helsebro_domain::ids::{MunicipalityId, PersonId, ResolutionId, UnitId};
use helsebro_domain::parties::{CareArea, Unit};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::Instant;
use helsebro_storage::controllership::{self as stored, Kept, RESOLVED_AT_A_TIME, Thing};
use helsebro_storage::{StorageError, Tx, parties};
use uuid::Uuid;

use super::copy;
use super::{SCOPE, register};
use crate::{ActError, Acts};

/// How many answers and units are remembered; beyond that all are forgotten.
const MAX_REMEMBERED: usize = 10_000;

/// The answers that are in the database, and the services of units.
#[derive(Default)]
pub(crate) struct Remembered {
    answers: Mutex<HashMap<Resolution, ResolutionId>>,
    areas: Mutex<HashMap<UnitId, CareArea>>,
}

impl Remembered {
    fn answer(&self, resolution: &Resolution) -> Option<ResolutionId> {
        let held = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        held.get(resolution).copied()
    }

    fn keep(&self, resolution: Resolution, id: ResolutionId) {
        let mut held = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if held.len() >= MAX_REMEMBERED {
            held.clear();
        }
        held.insert(resolution, id);
    }

    fn area(&self, unit: UnitId) -> Option<CareArea> {
        let held = self.areas.lock().unwrap_or_else(PoisonError::into_inner);
        held.get(&unit).copied()
    }

    fn keep_area(&self, unit: UnitId, area: CareArea) {
        let mut held = self.areas.lock().unwrap_or_else(PoisonError::into_inner);
        if held.len() >= MAX_REMEMBERED {
            held.clear();
        }
        held.insert(unit, area);
    }
}

/// The register as it was a second ago at most.
///
/// # Errors
/// When the database fails.
pub(crate) async fn at_hand(acts: &Acts) -> Result<std::sync::Arc<Register>, ActError> {
    Ok(copy::at_hand(acts).await?.register)
}

/// The answer that something new in the record of a unit is made under.
pub(crate) fn under(register: &Register, unit: &Unit, now: Instant) -> Resolution {
    at_unit(register, (unit.municipality, unit.care_area, unit.id), now)
}

/// The answer that an entry of a unit at an instant was made under.
pub(crate) fn at_unit(
    register: &Register,
    (municipality, area, unit): (MunicipalityId, CareArea, UnitId),
    at: Instant,
) -> Resolution {
    let asked = Question::new(Category::EpjRecord, municipality, area, Some(unit), at);
    // It is an entry of whoever delivers there, and is written now.
    let author = deliverer(register, &asked);
    let entry = Entry { created_at: Some(at), author, ..Entry::default() };
    resolve(register, &asked.with(entry))
}

/// Whether anybody but these answers now for what was written of a person at a unit at an
/// instant, alone or too.
pub(crate) fn is_anothers(
    register: &Register,
    (municipality, area, unit): (MunicipalityId, CareArea, UnitId),
    (person, written): (PersonId, Instant),
    (own, now): (&[Party], Instant),
) -> bool {
    let asked = Question::new(Category::EpjRecord, municipality, area, Some(unit), now);
    let author = deliverer(register, &asked.at(written));
    let entry = Entry { created_at: Some(written), author, ..Entry::default() };
    let current = current_controller(register, &asked.with(entry), Whose::Person(person));
    current.controllers.parties().iter().any(|party| !own.contains(party))
}

/// Refuses what is new where nobody is controller.
///
/// # Errors
/// `NO_CONTROLLER`.
pub(crate) fn takes_new(resolution: &Resolution) -> Result<(), Refusal> {
    match resolution.takes_new() {
        true => Ok(()),
        false => Err(Refusal::told(ReasonCode::NoController, &["S2-2-d-2"])),
    }
}

/// The number of an answer, kept if it was not before.
///
/// # Errors
/// When the database fails.
pub(crate) async fn keep_in(
    acts: &Acts,
    tx: &mut Tx,
    resolution: Resolution,
    now: Instant,
) -> Result<ResolutionId, StorageError> {
    if let Some(known) = acts.remembered().answer(&resolution) {
        return Ok(known);
    }
    let fresh = ResolutionId::from_uuid(acts.fresh(now));
    let kept = stored::keep_resolution(tx, &resolution, (fresh, now)).await?;
    // What this transaction wrote may yet be undone; only what was there is remembered.
    if let Kept::Before(id) = kept {
        acts.remembered().keep(resolution, id);
    }
    Ok(kept.id())
}

/// The number of the answer that an answer in a conversation is stored under. It is not
/// refused where nobody is controller: what was asked before is answered.
///
/// # Errors
/// When the database fails.
pub(crate) async fn for_thread(
    acts: &Acts,
    tx: &mut Tx,
    (register, thread): (&Register, &Thread),
    now: Instant,
) -> Result<ResolutionId, ActError> {
    for_unit(acts, tx, (register, thread.municipality, thread.unit), now).await
}

/// The number of the answer that something a unit keeps is made under.
///
/// # Errors
/// When the database fails.
pub(crate) async fn for_unit(
    acts: &Acts,
    tx: &mut Tx,
    (register, municipality, unit): (&Register, MunicipalityId, UnitId),
    now: Instant,
) -> Result<ResolutionId, ActError> {
    let area = match acts.remembered().area(unit) {
        Some(area) => area,
        None => {
            let unit = parties::unit(tx, unit).await?.ok_or(ActError::NotFound)?;
            acts.remembered().keep_area(unit.id, unit.care_area);
            unit.care_area
        }
    };
    let resolution = at_unit(register, (municipality, area, unit), now);
    Ok(keep_in(acts, tx, resolution, now).await?)
}

/// Notes under which answer something in the record of a unit is made: what it lies in, and
/// its own id.
///
/// # Errors
/// When the database fails.
pub(crate) async fn mark(
    tx: &mut Tx,
    (thing, within, id): (Thing, Uuid, Uuid),
    resolution: ResolutionId,
) -> Result<(), ActError> {
    Ok(stored::give_resolution(tx, (thing, within, id), resolution).await?)
}

/// Gives some of what is from before the answer that held when it was made; says how many.
/// Whatever is done is done, so it can be broken off anywhere.
///
/// # Errors
/// When the database fails.
pub async fn resolve_stored(acts: &Acts) -> Result<usize, ActError> {
    let register = register(acts).await?;
    let now = acts.now();
    acts.db()
        .write(SCOPE, "controllership.resolve_stored", async |mut tx| {
            keep_platform(acts, &mut tx, &register, now).await?;
            let mut given = 0;
            for thing in Thing::ALL {
                let some = stored::unresolved(&mut tx, thing).await?;
                debug_assert!(some.len() <= RESOLVED_AT_A_TIME);
                for one in &some {
                    let place = (one.municipality, one.care_area, one.unit);
                    let resolution = at_unit(&register, place, one.at);
                    let fresh = ResolutionId::from_uuid(acts.fresh(now));
                    let kept = stored::keep_resolution(&mut tx, &resolution, (fresh, now)).await?;
                    let which = (thing, one.within, one.id);
                    stored::give_resolution(&mut tx, which, kept.id()).await?;
                }
                given += some.len();
            }
            Ok(given)
        })
        .await
}

/// Keeps the answer for the platform part, when none is kept or it is another than before:
/// profile, consents, powers of attorney, drafts and the citizen's own copies are all made
/// under it (CT-01).
async fn keep_platform(
    acts: &Acts,
    tx: &mut Tx,
    register: &Register,
    now: Instant,
) -> Result<(), ActError> {
    let Some(home) = parties::municipalities(tx).await?.into_iter().next() else { return Ok(()) };
    let area = CareArea::HomeServices;
    let resolution =
        resolve(register, &Question::new(Category::Platform, home.id, area, None, now));
    let fresh = ResolutionId::from_uuid(acts.fresh(now));
    let kept = stored::keep_resolution(tx, &resolution, (fresh, now)).await?.id();
    match stored::platform_at(tx, now).await? {
        Some(held) if held == kept => {}
        // What was made before the first was kept was made under it too.
        None => stored::keep_platform(tx, Instant::from_micros(0), kept).await?,
        Some(_) => stored::keep_platform(tx, now, kept).await?,
    }
    Ok(())
}
