//! Deciding what is given out (§ 10.2), and the log of it (§ 10.3).

use std::sync::atomic::{AtomicBool, Ordering};

use helsebro_domain::audit::Event;
use helsebro_domain::controllership::Controller;
use helsebro_domain::dialog::Desk;
use helsebro_domain::disclosure::{
    Application, Asker, Assessment, Compelling, Decider, Offer, Offered, Release, assess,
};
use helsebro_domain::ids::{DisclosureId, ThreadId};
use helsebro_domain::parties::StaffAccess;
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::Instant;
use helsebro_storage::disclosure::{LogEntry, StoredDisclosure};
use helsebro_storage::{Scope, Tx, audit, dialog, disclosure, parties, rights};

use super::asking::{at_askers, opposed};
use super::words::{self, AskedWords, Side};
use super::{RULES, Sides, line, nobody, person_at, refused, sides};
use crate::controllership::keep_in;
use crate::{ActError, Acts, Sight, trail};

/// The most letters of what is written besides.
pub const MAX_GIVEN: usize = 8_000;

/// What is given out.
#[derive(Clone)]
pub struct NewRelease {
    /// Conversations.
    pub threads: Vec<ThreadId>,
    /// What is written besides; empty for nothing.
    pub words: String,
    /// For how many days.
    pub days: u8,
}

/// What is known before the transaction.
struct Before {
    stored: StoredDisclosure,
    sides: Sides,
    asker: Asker,
    words: AskedWords,
}

/// Gives data out: all seven checks, anew, as things are now.
///
/// # Errors
/// As [`assess`] and [`Decider::offer`]; `LOG_WRITE_FAILED` when the log entry could not
/// be written; `INVALID_TRANSITION` when it is decided; [`ActError::NotFound`] for another
/// unit's. Nothing is given out then.
pub async fn release(
    acts: &Acts,
    desk: &Desk,
    id: DisclosureId,
    new: &NewRelease,
) -> Result<(), ActError> {
    let access = person_at(acts, desk, Event::DisclosureReleased).await?;
    let now = acts.now();
    let before = before(acts, desk, (id, Event::DisclosureReleased), now).await?;
    let homes = (before.sides.unit.municipality, access.municipality());
    let given = match new.words.trim() {
        "" => None,
        text => Some(words::seal(acts, (id, "given"), homes, text).await?),
    };
    let patient = match before.stored.application.person() {
        Some(person) => {
            let controller = Controller::Municipality(access.municipality());
            Some(acts.vault().hmac(controller, person.uuid().as_bytes()).await?)
        }
        None => None,
    };
    let log_failed = AtomicBool::new(false);
    let scope = Scope::Municipality(access.municipality());
    let released = acts
        .db()
        .write(scope, "disclosure.release", async |mut tx| {
            log_failed.store(false, Ordering::SeqCst);
            let mut line = line(acts, desk, (Event::DisclosureReleased, Some(id)), now);
            line.subject = before.stored.application.person();
            // What she opposes at the same time is opposed before, or after it was given out.
            if let Some(person) = line.subject {
                parties::take_turn(&mut tx, person).await?;
            }
            let decided = decide(&mut tx, (&access, &before), new, now).await?;
            let release = match decided {
                Ok(release) => release,
                Err(refusal) => {
                    audit::append(&mut tx, &line.refused(refusal)).await?;
                    return Ok::<_, ActError>(Err(refusal));
                }
            };
            let resolution = keep_in(acts, &mut tx, before.sides.from.clone(), now).await?;
            let entry = LogEntry {
                id: line.id,
                disclosure: id,
                at: now,
                receiver: before.stored.application.asker,
                receiver_municipality: before.stored.application.municipality,
                receiver_unit: before.stored.application.unit,
                basis: release.checked().basis(),
                period: before.stored.application.period,
                conversations: new.threads.len(),
                texts: usize::from(given.is_some()),
                patient,
                controllers: before.sides.from.controllers.parties().to_vec(),
                resolution,
                receivers: before.sides.to.controllers.parties().to_vec(),
            };
            // Check 7: the log first. When it fails, the transaction is undone.
            let logged = async {
                audit::append(&mut tx, &line).await?;
                disclosure::add_log(&mut tx, &entry).await
            };
            if let Err(fault) = logged.await {
                log_failed.store(true, Ordering::SeqCst);
                return Err(fault.into());
            }
            let what = (&release, &given, new.threads.as_slice());
            match disclosure::release(&mut tx, id, what, now).await? {
                true => Ok(Ok(())),
                false => Err(ActError::NotFound),
            }
        })
        .await;
    match released {
        Err(ActError::Storage(_)) if log_failed.load(Ordering::SeqCst) => {
            Err(Refusal::told(ReasonCode::LogWriteFailed, &["L-PJL-22a"]).into())
        }
        other => {
            other??;
            told(acts, &before.stored.application);
            Ok(())
        }
    }
}

/// Gives nothing out.
///
/// # Errors
/// `INVALID_TRANSITION` when it is decided; [`ActError::NotFound`] for another unit's.
pub async fn decline(acts: &Acts, desk: &Desk, id: DisclosureId) -> Result<(), ActError> {
    let access = person_at(acts, desk, Event::DisclosureDeclined).await?;
    let now = acts.now();
    let before = before(acts, desk, (id, Event::DisclosureDeclined), now).await?;
    acts.db()
        .write(Scope::Municipality(access.municipality()), "disclosure.decline", async |mut tx| {
            let mut line = line(acts, desk, (Event::DisclosureDeclined, Some(id)), now);
            line.subject = before.stored.application.person();
            let staff = parties::staff(&mut tx, access.staff()).await?.ok_or(ActError::NotFound)?;
            let decided = Decider::of(&access, &staff, &before.stored.application)
                .and_then(|decider| before.stored.standing.undecided().map(|()| decider));
            let decider = match trail::settle(&mut tx, line, decided).await? {
                Ok(decider) => decider,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            match disclosure::decline(&mut tx, id, (decider.staff(), now)).await? {
                true => Ok(Ok(())),
                false => Err(ActError::NotFound),
            }
        })
        .await??;
    told(acts, &before.stored.application);
    Ok(())
}

fn told(acts: &Acts, application: &Application) {
    if let Some(person) = application.person() {
        acts.news().tell(Sight::Citizen(person));
    }
}

/// What was asked for and who asks, as it is now. What another municipality was asked for
/// does not exist here, and the attempt leaves its line.
async fn before(
    acts: &Acts,
    desk: &Desk,
    (id, event): (DisclosureId, Event),
    now: Instant,
) -> Result<Before, ActError> {
    let home = desk.municipality();
    let found = acts
        .db()
        .read(Scope::Municipality(home), "disclosure.of_source", async |mut tx| {
            disclosure::disclosure_of_source(&mut tx, id).await
        })
        .await?;
    let stored = match found.filter(|found| found.application.source == desk.unit()) {
        Some(stored) => stored,
        None => {
            let line = line(acts, desk, (event, Some(id)), now);
            return Err(refused(acts, desk, line, nobody()).await?);
        }
    };
    let application = stored.application;
    let sides = sides(acts, (application.unit, application.source), now).await?;
    let asker = acts
        .db()
        .read(Scope::Municipality(application.municipality), "disclosure.asker", async |mut tx| {
            asker(&mut tx, &application, now).await
        })
        .await?;
    let text = words::open(acts, (id, "words"), &stored.words, Side::Source(home)).await?;
    Ok(Before { stored, sides, asker, words: AskedWords::from_text(&text) })
}

/// Whether what the unit has of the patient is kept and not used now.
pub(super) async fn is_restricted(
    tx: &mut Tx,
    application: &Application,
    now: Instant,
) -> Result<bool, ActError> {
    let Some(person) = application.person() else { return Ok(false) };
    let here = (application.source_municipality, application.source);
    let held = rights::restrictions_of(tx, person, now).await?;
    Ok(held.iter().any(|one| {
        let since = one.restriction.since;
        since <= now && one.restriction.covers(here, since)
    }))
}

/// What is known now of whoever asked.
async fn asker(tx: &mut Tx, application: &Application, now: Instant) -> Result<Asker, ActError> {
    let held = parties::authorisations_at(tx, application.unit, application.asker).await?;
    let today = now.in_oslo().date;
    let access = StaffAccess::at(application.asker, application.unit, &held, today);
    let staff = parties::staff(tx, application.asker).await?;
    let treats = match application.person() {
        Some(person) => at_askers(tx, (person, application.unit), now).await?.0,
        None => false,
    };
    let is_clinician = staff.is_some_and(|staff| staff.hpr.is_some());
    Ok(Asker { is_authorised: access.is_ok(), is_clinician, treats })
}

async fn decide(
    tx: &mut Tx,
    (access, before): (&StaffAccess, &Before),
    new: &NewRelease,
    now: Instant,
) -> Result<Result<Release, Refusal>, ActError> {
    let application = &before.stored.application;
    let staff = parties::staff(tx, access.staff()).await?.ok_or(ActError::NotFound)?;
    let decider = Decider::of(access, &staff, application)
        .and_then(|decider| before.stored.standing.undecided().map(|()| decider));
    let decider = match decider {
        Ok(decider) => decider,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let mut offered = Vec::with_capacity(new.threads.len());
    for id in &new.threads {
        match dialog::desk_thread(tx, *id).await? {
            Some(found) => offered.push(Offered {
                thread: *id,
                person: found.thread.person,
                unit: found.thread.unit,
                first: found.thread.opened_at.in_oslo().date,
                last: found.thread.last_at.in_oslo().date,
            }),
            None => return Ok(Err(Refusal::told(ReasonCode::ScopeTooWide, RULES))),
        }
    }
    let opposed = opposed(tx, application, &before.sides, (&new.threads, now)).await?;
    // What is contested is kept and not used, but for reasons that weigh more (L-GDPR-18).
    let is_compelling = Compelling::new(&before.words.compelling).is_ok();
    if !is_compelling && is_restricted(tx, application, now).await? {
        return Ok(Err(Refusal::told(ReasonCode::Restricted, &["L-GDPR-18"])));
    }
    let why = Assessment::new(&before.words.why);
    let compelling = Compelling::new(&before.words.compelling).ok();
    let facts = (before.asker, before.sides.relation, opposed);
    let reasons = (why.as_ref().map_err(|refusal| *refusal), compelling.as_ref());
    let has_words = !new.words.trim().is_empty();
    if new.words.chars().count() > MAX_GIVEN {
        return Ok(Err(Refusal::told(ReasonCode::ScopeTooWide, RULES)));
    }
    let offer = Offer { threads: &offered, has_words, days: new.days };
    Ok(assess(application, facts, reasons, now)
        .and_then(|checked| decider.offer(application, checked, offer, now)))
}
