//! That a unit has reason to believe that a patient would oppose (L-HPL-29).

use helsebro_domain::audit::Event;
use helsebro_domain::dialog::Desk;
use helsebro_domain::disclosure::Assessment;
use helsebro_domain::ids::PersonId;
use helsebro_domain::parties::IdentityNumber;
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::Instant;
use helsebro_storage::disclosure::NotedOpposition;
use helsebro_storage::{Scope, dialog, disclosure, parties};

use super::{RULES, line, nobody, person_at, refused};
use crate::{ActError, Acts, Sight, content, setup, trail};

/// What a unit has noted.
#[derive(Clone)]
pub struct Noted {
    /// Whom.
    pub person: PersonId,
    /// Her name; shortened for protected persons.
    pub name: String,
    /// Why, when the reader may know: the unit itself.
    pub reason: String,
    /// Who noted it.
    pub by: String,
    /// When.
    pub at: Instant,
}

const fn place(person: PersonId) -> (&'static str, uuid::Uuid, &'static str) {
    ("noted_oppositions", person.uuid(), "reason")
}

/// Notes that a patient of the unit would oppose that its data are given out.
///
/// # Errors
/// `ASSESSMENT_MISSING` for too few words; [`ActError::NotFound`] for whom the unit has
/// nothing to do with.
pub async fn note(acts: &Acts, desk: &Desk, number: &str, reason: &str) -> Result<(), ActError> {
    let access = person_at(acts, desk, Event::OppositionNoted).await?;
    let (now, home) = (acts.now(), desk.municipality());
    let attempt = line(acts, desk, (Event::OppositionNoted, None), now);
    let mac = match IdentityNumber::parse(number, acts.numbers()) {
        Ok(number) => setup::number_mac(acts, &number).await?,
        Err(_) => return Err(refused(acts, desk, attempt, nobody()).await?),
    };
    let found = acts
        .db()
        .read(Scope::Municipality(home), "disclosure.whom", async |mut tx| {
            parties::person_by_mac_in(&mut tx, &mac).await
        })
        .await?;
    let Some(person) = found.map(|found| found.id) else {
        return Err(refused(acts, desk, attempt, nobody()).await?);
    };
    let sealed = content::seal_units(acts, home, place(person), reason.trim()).await?;
    acts.db()
        .write(Scope::Municipality(home), "disclosure.note", async |mut tx| {
            let mut line = line(acts, desk, (Event::OppositionNoted, None), now);
            line.subject = Some(person);
            let contacts = dialog::desk_contacts_of(&mut tx, person).await?;
            let threads = dialog::desk_threads_of(&mut tx, person).await?;
            let is_ours = contacts.iter().any(|one| one.listed.unit == desk.unit())
                || threads.iter().any(|one| one.thread.unit == desk.unit());
            let decided = match is_ours {
                true => Assessment::new(reason).map(drop),
                false => Err(Refusal::neutral(ReasonCode::NoServiceNeed, RULES)),
            };
            if let Err(refusal) = trail::settle(&mut tx, line, decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            let noted =
                NotedOpposition { person, staff: access.staff(), at: now, reason: sealed.clone() };
            disclosure::note_opposition(&mut tx, desk.unit(), &noted).await?;
            Ok(Ok(()))
        })
        .await??;
    acts.news().tell(Sight::Citizen(person));
    Ok(())
}

/// Takes it back.
///
/// # Errors
/// [`ActError::NotFound`] when the unit has noted nothing about her.
pub async fn forget(acts: &Acts, desk: &Desk, person: PersonId) -> Result<(), ActError> {
    person_at(acts, desk, Event::OppositionNoted).await?;
    let (now, home) = (acts.now(), desk.municipality());
    acts.db()
        .write(Scope::Municipality(home), "disclosure.forget", async |mut tx| {
            let mut line = line(acts, desk, (Event::OppositionNoted, None), now);
            line.subject = Some(person);
            let is_there = disclosure::forget_opposition(&mut tx, desk.unit(), person).await?;
            let decided = match is_there {
                true => Ok(()),
                false => Err(nobody()),
            };
            Ok::<_, ActError>(trail::settle(&mut tx, line, decided).await?)
        })
        .await??;
    Ok(())
}

/// What the unit has noted.
///
/// # Errors
/// When the database fails.
pub async fn noted(acts: &Acts, desk: &Desk) -> Result<Vec<Noted>, ActError> {
    person_at(acts, desk, Event::OppositionNoted).await?;
    let home = desk.municipality();
    let found = acts
        .db()
        .read(Scope::Municipality(home), "disclosure.noted", async |mut tx| {
            let mut found = Vec::new();
            for row in disclosure::noted_at(&mut tx, desk.unit()).await? {
                let person = parties::person(&mut tx, row.person).await?;
                let staff = parties::staff(&mut tx, row.staff).await?;
                let name = person.map(|person| person.name_in_lists()).unwrap_or_default();
                let by = staff.map(|staff| staff.name.full()).unwrap_or_default();
                found.push((row, name, by));
            }
            Ok::<_, ActError>(found)
        })
        .await?;
    let mut noted = Vec::with_capacity(found.len());
    for (row, name, by) in found {
        let reason = content::open_units(acts, home, place(row.person), &row.reason).await;
        let reason = content::in_list(reason)?;
        noted.push(Noted { person: row.person, name, reason, by, at: row.at });
    }
    Ok(noted)
}
