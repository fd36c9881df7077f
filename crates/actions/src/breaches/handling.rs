//! Registering a breach, and doing what it asks for.

use helsebro_domain::audit::{AuditLine, Event};
use helsebro_domain::breaches::{
    Breach, Contents, Holder, NewAuthority, Persons, Risk, told_enough,
};
use helsebro_domain::ids::{BreachId, MunicipalityId, PersonId, UnitId};
use helsebro_domain::joining::OperatorAccess;
use helsebro_domain::parties::IdentityNumber;
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::Instant;
use helsebro_storage::breaches::{BreachWords, MAX_CONCERNED, StoredBreach};
use helsebro_storage::jobs::NoticeFact;
use helsebro_storage::{Scope, Tx, audit, breaches, parties};

use super::{Keeper, SYSTEM, open, place, refused, seal};
use crate::{ActError, Acts, Sight, content, notices, setup, trail};

/// What is done about a breach.
#[derive(Clone)]
pub enum Step {
    /// It is assessed: how great the risk is, and what a notice must say (art. 33 no. 3).
    Assess {
        /// How great the risk is.
        risk: Risk,
        /// Kinds, consequences and measures, in words.
        words: Contents,
        /// About how many people.
        concerned: u32,
        /// About how many entries about them.
        records: u32,
    },
    /// The authority was told.
    Authority {
        /// When.
        at: Instant,
        /// Its reference.
        reference: String,
        /// Why it was late.
        delay: String,
    },
    /// The people concerned are told, or why not.
    Persons {
        /// Which.
        persons: Persons,
        /// What they read.
        story: String,
        /// Their identity numbers.
        numbers: Vec<String>,
        /// Everybody who gets the service of this unit.
        unit: Option<UnitId>,
    },
    /// It is closed.
    Close,
}

/// Enters a breach that was known of at a time. The 72 hours are counted from then.
///
/// # Errors
/// `ASSESSMENT_MISSING` for too few words; `INVALID_TRANSITION` for a time that has not
/// come.
pub async fn register(
    acts: &Acts,
    keeper: Keeper<'_>,
    (aware_at, nature): (Instant, &str),
) -> Result<BreachId, ActError> {
    let now = acts.now();
    let id = BreachId::from_uuid(acts.fresh(now));
    let line = keeper.line(acts, (Event::BreachRegistered, id), now);
    let breach = Breach::registered((id, keeper.holder()), None, (aware_at, now));
    let decided = told_enough(nature, ReasonCode::AssessmentMissing).and(breach);
    let breach = match decided {
        Ok(breach) => breach,
        Err(refusal) => return Err(refused(acts, keeper, line, refusal).await?),
    };
    let nature = seal(acts, keeper.holder(), (id, "nature"), nature.trim()).await?;
    let words = BreachWords { nature, ..BreachWords::default() };
    let stored = StoredBreach { breach, registered_at: now, words };
    acts.db()
        .write(keeper.scope(), "breaches.register", async |mut tx| {
            audit::append(&mut tx, &line).await?;
            breaches::add_breach(&mut tx, &stored, keeper.staff()).await?;
            Ok::<_, ActError>(())
        })
        .await?;
    Ok(id)
}

/// The processor tells a controller, without undue delay: the breach is entered in the
/// municipality's register too, and its clock runs from now (L-GDPR-33).
///
/// # Errors
/// [`ActError::NotFound`] for what does not stand in the operator's register.
pub async fn pass_on(
    acts: &Acts,
    access: &OperatorAccess,
    (id, home): (BreachId, MunicipalityId),
) -> Result<BreachId, ActError> {
    let keeper = Keeper::Operator(access);
    let now = acts.now();
    let mut line = keeper.line(acts, (Event::BreachPassedOn, id), now);
    line.org = Some(home);
    let found = acts
        .db()
        .read(SYSTEM, "breaches.to_pass_on", async |mut tx| {
            let there = parties::municipality(&mut tx, home).await?;
            Ok::<_, ActError>(
                breaches::breach(&mut tx, (Holder::Operator, id))
                    .await?
                    .filter(|_| there.is_some()),
            )
        })
        .await?;
    let Some(found) = found else {
        let refusal = Refusal::neutral(ReasonCode::NotAvailable, &["L-GDPR-33"]);
        return Err(refused(acts, keeper, line, refusal).await?);
    };
    let new = BreachId::from_uuid(acts.fresh(now));
    let holder = Holder::Municipality(home);
    let breach = Breach::registered((new, holder), Some(id), (now, now))?;
    let nature = open(acts, Holder::Operator, (id, "nature"), &found.words.nature).await?;
    let nature = seal(acts, holder, (new, "nature"), &nature).await?;
    let words = BreachWords { nature, ..BreachWords::default() };
    let stored = StoredBreach { breach, registered_at: now, words };
    acts.db()
        .write(SYSTEM, "breaches.pass_on", async |mut tx| {
            audit::append(&mut tx, &line).await?;
            breaches::add_breach(&mut tx, &stored, access.staff()).await?;
            Ok::<_, ActError>(())
        })
        .await?;
    Ok(new)
}

/// Does something about a breach.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for who is not the data protection officer; as the rules of
/// [`Breach`] say; [`ActError::NotFound`] for another register's.
pub async fn take(
    acts: &Acts,
    keeper: Keeper<'_>,
    id: BreachId,
    step: &Step,
) -> Result<(), ActError> {
    let now = acts.now();
    let event = match step {
        Step::Close => Event::BreachClosed,
        _ => Event::BreachHandled,
    };
    let line = keeper.line(acts, (event, id), now);
    if let Err(refusal) = keeper.handles() {
        return Err(refused(acts, keeper, line, refusal).await?);
    }
    let (people, unknown) = people(acts, keeper, step).await?;
    let sealed = sealed(acts, keeper, id, step).await?;
    acts.db()
        .write(keeper.scope(), "breaches.take", async |mut tx| {
            let Some(found) = breaches::breach(&mut tx, (keeper.holder(), id)).await? else {
                let refusal = Refusal::neutral(ReasonCode::NotAvailable, &["L-GDPR-33"]);
                audit::append(&mut tx, &line.clone().refused(refusal)).await?;
                return Ok::<_, ActError>(Err(refusal));
            };
            let decided = decide(&found.breach, step, (people.len(), unknown), now);
            let breach = match trail::settle(&mut tx, line.clone(), decided).await? {
                Ok(breach) => breach,
                Err(refusal) => return Ok(Err(refusal)),
            };
            let mut words = found.words;
            fill(&mut words, step, sealed.clone());
            if !breaches::set_breach(&mut tx, (&breach, &words), (keeper.staff(), now)).await? {
                return Err(ActError::NotFound);
            }
            if matches!(step, Step::Persons { persons: Persons::Told, .. }) {
                tell(acts, &mut tx, (keeper, id), (&people, now)).await?;
            }
            Ok(Ok(()))
        })
        .await??;
    for person in people {
        acts.news().tell(Sight::Citizen(person));
    }
    Ok(())
}

fn decide(
    breach: &Breach,
    step: &Step,
    (named, unknown): (usize, Unknown),
    now: Instant,
) -> Result<Breach, Refusal> {
    match step {
        Step::Assess { risk, words, .. } => {
            words.told_enough()?;
            breach.assessed(*risk)
        }
        Step::Authority { at, reference, delay } => {
            breach.authority_told(NewAuthority { at: *at, reference, delay }, now)
        }
        Step::Persons { persons, story, .. } => {
            told_enough(story, ReasonCode::AssessmentMissing)?;
            // Nobody is left untold without a word.
            if unknown == Unknown::Some {
                return Err(Refusal::told(ReasonCode::BreachNumberUnknown, &["L-GDPR-34"]));
            }
            breach.persons_told(*persons, named)
        }
        Step::Close => breach.closed(now),
    }
}

/// What is written in a step, sealed.
#[derive(Clone)]
enum Sealed {
    /// What it means: kinds, consequences and measures.
    Assessed([Vec<u8>; 3]),
    /// Why the authority was told late.
    Delay(Vec<u8>),
    /// What the people read, under the platform's key.
    Story(Vec<u8>),
    /// Nothing.
    Nothing,
}

async fn sealed(
    acts: &Acts,
    keeper: Keeper<'_>,
    id: BreachId,
    step: &Step,
) -> Result<Sealed, ActError> {
    let keepers =
        async |column, text: &str| seal(acts, keeper.holder(), (id, column), text.trim()).await;
    Ok(match step {
        Step::Assess { words, .. } => Sealed::Assessed([
            keepers("kinds", &words.kinds).await?,
            keepers("assessment", &words.consequences).await?,
            keepers("measures", &words.measures).await?,
        ]),
        Step::Authority { delay, .. } => Sealed::Delay(keepers("delay", delay).await?),
        Step::Persons { story, .. } => {
            Sealed::Story(content::seal_own(acts, place(id, "story"), story.trim()).await?)
        }
        Step::Close => Sealed::Nothing,
    })
}

fn fill(words: &mut BreachWords, step: &Step, sealed: Sealed) {
    match step {
        Step::Assess { concerned, records, .. } => {
            words.concerned = Some(i64::from(*concerned));
            words.records = Some(i64::from(*records));
        }
        Step::Authority { reference, .. } => words.reference = Some(reference.trim().to_owned()),
        Step::Persons { .. } | Step::Close => {}
    }
    match sealed {
        Sealed::Assessed([kinds, consequences, measures]) => {
            words.kinds = Some(kinds);
            words.assessment = Some(consequences);
            words.measures = Some(measures);
        }
        Sealed::Delay(delay) => words.delay = Some(delay),
        Sealed::Story(story) => words.story = Some(story),
        Sealed::Nothing => {}
    }
}

/// Whether a number was typed that is nobody's here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unknown {
    /// None.
    None,
    /// One or more.
    Some,
}

/// The people who are to be told: those with these numbers, and everybody of a unit.
async fn people(
    acts: &Acts,
    keeper: Keeper<'_>,
    step: &Step,
) -> Result<(Vec<PersonId>, Unknown), ActError> {
    let Step::Persons { persons: Persons::Told, numbers, unit, .. } = step else {
        return Ok((Vec::new(), Unknown::None));
    };
    let mut macs = Vec::new();
    for number in numbers.iter().take(MAX_CONCERNED) {
        if let Ok(number) = IdentityNumber::parse(number, acts.numbers()) {
            macs.push(setup::number_mac(acts, &number).await?);
        }
    }
    let today = acts.now().in_oslo().date;
    let mut found = acts
        .db()
        .read(SYSTEM, "breaches.people", async |mut tx| {
            let mut found = Vec::new();
            for mac in &macs {
                let person = parties::person_by_mac(&mut tx, mac).await?;
                found.extend(person.map(|person| person.id));
            }
            Ok::<_, ActError>(found)
        })
        .await?;
    let unknown = if found.len() < numbers.len() { Unknown::Some } else { Unknown::None };
    if let (Some(unit), Holder::Municipality(home)) = (unit, keeper.holder()) {
        let theirs = acts
            .db()
            .read(Scope::Municipality(home), "breaches.units_people", async |mut tx| {
                Ok::<_, ActError>(parties::units_persons(&mut tx, *unit, today).await?)
            })
            .await?;
        found.extend(theirs.into_iter().map(|person| person.id));
    }
    found.sort_unstable();
    found.dedup();
    Ok((found, unknown))
}

/// Tells each of them who has not been told, in the transaction that says so: a line in her own
/// list, what she reads, and a notice that says nothing.
async fn tell(
    acts: &Acts,
    tx: &mut Tx,
    (keeper, id): (Keeper<'_>, BreachId),
    (people, now): (&[PersonId], Instant),
) -> Result<(), ActError> {
    for person in &breaches::name_persons(tx, id, people, now).await? {
        let mut line: AuditLine = keeper.line(acts, (Event::BreachToldPerson, id), now);
        line.subject = Some(*person);
        line.rules = &["L-GDPR-34"];
        audit::append(tx, &line).await?;
        let fact = NoticeFact::Breach { told: acts.fresh(now), person: *person };
        notices::queue_in(acts, tx, fact, now).await?;
    }
    Ok(())
}
