//! Looking one person up in an emergency, and judging it afterwards (L-PJL-16-E).
//!
//! Who opposes that what is kept about her is shared (pasientjournalloven § 17) is not looked
//! up, unless it is said that a compelling reason goes before it.

use helsebro_domain::audit::{
    AuditLine, EmergencyAccess, EmergencyPermit, EmergencyReason, Event, Object, ReasonClass,
    Reviewer, Verdict, Why,
};
use helsebro_domain::dialog::{Desk, HealthContact};
use helsebro_domain::ids::{EmergencyId, MunicipalityId, PersonId, ThreadId};
use helsebro_domain::parties::{IdentityNumber, StaffAccess, Unit};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::rights::Opposition;
use helsebro_domain::time::{Date, Instant};
use helsebro_storage::audit::StoredEmergency;
use helsebro_storage::jobs::NoticeFact;
use helsebro_storage::{Scope, Tx, audit, dialog, disclosure, parties, rights};

use super::judging::{Judge, judged};
use crate::dialog::desk::thread::{self, DeskView};
use crate::{ActError, Acts, Sight, content, notices, setup, trail};

pub(super) const RULES: &[&str] = &["L-PJL-16-E"];

/// What is asked for: one person, by her number, and why.
#[derive(Debug, Clone)]
pub struct NewEmergency {
    /// Her identity number, as it was typed.
    pub number: String,
    /// What kind of emergency; none when nothing was chosen.
    pub class: Option<ReasonClass>,
    /// Why, in words.
    pub reason: String,
    /// Whether a compelling reason goes before what she opposes.
    pub is_compelling: bool,
}

/// What is seen of a person in an emergency: no address, no number.
#[derive(Clone)]
pub struct EmergencyView {
    /// The look-up.
    pub access: EmergencyAccess,
    /// Who; shortened for protected persons.
    pub name: String,
    /// Whether her address is protected.
    pub is_protected: bool,
    /// The municipality's services to her, with the unit that gives each.
    pub contacts: Vec<(HealthContact, Option<Unit>)>,
    /// Her conversations with the municipality, newest first.
    pub threads: Vec<EmergencyThread>,
}

/// A conversation in an emergency.
#[derive(Debug, Clone)]
pub struct EmergencyThread {
    /// Which.
    pub thread: ThreadId,
    /// What it is about.
    pub topic: String,
    /// With which unit.
    pub unit: String,
    /// When the last message was written.
    pub last_at: Instant,
}

/// A look-up that waits to be judged.
#[derive(Debug, Clone)]
pub struct ToJudge {
    /// The look-up.
    pub access: EmergencyAccess,
    /// What kind of emergency.
    pub class: ReasonClass,
    /// The reason that was given.
    pub reason: String,
    /// Whether it went before what she opposes.
    pub is_compelling: bool,
    /// Who looked, with title.
    pub staff: String,
    /// At which unit.
    pub unit: String,
    /// Who was looked up; shortened for protected persons.
    pub person: String,
    /// The last day for judging it.
    pub review_by: Date,
}

/// Opens one person. The look-up, its line and the task to judge it are stored in one
/// transaction.
///
/// # Errors
/// `EMERGENCY_NOT_ALLOWED` for who is no clinician; `EMERGENCY_REASON_MISSING`;
/// `PATIENT_OPPOSED` where she opposes it and no compelling reason is said to go before that;
/// [`ActError::NotFound`] for whoever the municipality does not know. All leave a line.
pub async fn open(
    acts: &Acts,
    desk: &Desk,
    new: &NewEmergency,
) -> Result<EmergencyAccess, ActError> {
    let access = person_at(acts, desk, Event::EmergencyOpened).await?;
    let now = acts.now();
    let id = EmergencyId::from_uuid(acts.fresh(now));
    let mac = match IdentityNumber::parse(&new.number, acts.numbers()) {
        Ok(number) => Some(setup::number_mac(acts, &number).await?),
        Err(_) => None,
    };
    let place = ("emergencies", id.uuid(), "reason");
    let home = access.municipality();
    let sealed = content::seal_pair(acts, home, place, new.reason.trim()).await?;
    let line = line(acts, desk, Event::EmergencyOpened, id, now);
    let opened = acts
        .db()
        .write(Scope::Municipality(home), "audit.emergency", async |mut tx| {
            let mut line = line.clone();
            let decided = decide(&mut tx, &access, new).await?;
            let decided = match (decided, &mac) {
                (Ok((permit, reason)), Some(mac)) => {
                    let found = parties::person_by_mac_in(&mut tx, mac).await?;
                    line.subject = found.as_ref().map(|person| person.id);
                    let known = match known_here(&mut tx, line.subject).await? {
                        Ok(person) => not_opposed(&mut tx, (person, home), new, now).await?,
                        Err(refusal) => Err(refusal),
                    };
                    known.map(|(person, over)| (permit.open(id, person, now), reason, over))
                }
                (Ok(_), None) => Err(nobody()),
                (Err(refusal), _) => Err(refusal),
            };
            let (access, reason, is_compelling) =
                match trail::settle(&mut tx, line, decided).await? {
                    Ok(opened) => opened,
                    Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
                };
            let (class, reason) = (reason.class(), sealed.clone());
            let stored = StoredEmergency { access, class, reason, is_compelling };
            audit::add_emergency(&mut tx, &stored).await?;
            let fact = NoticeFact::LookedUp { emergency: id, person: access.person };
            notices::queue_in(acts, &mut tx, fact, now).await?;
            Ok(Ok(access))
        })
        .await??;
    acts.news().tell(Sight::Citizen(opened.person));
    Ok(opened)
}

/// A person, when the municipality has anything to do with her. To whoever asks, one
/// whom only others know is as one who does not exist; in her own list the attempt
/// stands (§ 1.4).
async fn known_here(
    tx: &mut Tx,
    person: Option<PersonId>,
) -> Result<Result<PersonId, Refusal>, ActError> {
    let Some(person) = person else { return Ok(Err(nobody())) };
    let is_known = !dialog::desk_contacts_of(tx, person).await?.is_empty()
        || !dialog::desk_threads_of(tx, person).await?.is_empty();
    let elsewhere = Refusal::neutral(ReasonCode::EmergencyNotAllowed, RULES);
    Ok(if is_known { Ok(person) } else { Err(elsewhere) })
}

/// Whom nothing opposed keeps from being looked up, by her own word or as a unit here has reason
/// to believe, and whether a compelling reason goes before that.
async fn not_opposed(
    tx: &mut Tx,
    (person, home): (PersonId, MunicipalityId),
    new: &NewEmergency,
    now: Instant,
) -> Result<Result<(PersonId, bool), Refusal>, ActError> {
    let said = rights::oppositions_of(tx, person).await?;
    let said: Vec<_> = said.into_iter().map(|row| row.opposition).collect();
    let is_opposed =
        Opposition::any_within(&said, home, now) || disclosure::is_noted_within(tx, person).await?;
    if is_opposed && !new.is_compelling {
        return Ok(Err(Refusal::told(ReasonCode::PatientOpposed, &["L-PJL-16-E", "L-PJL-17"])));
    }
    Ok(Ok((person, is_opposed)))
}

async fn decide(
    tx: &mut Tx,
    access: &StaffAccess,
    new: &NewEmergency,
) -> Result<Result<(EmergencyPermit, EmergencyReason), Refusal>, ActError> {
    let staff = parties::staff(tx, access.staff()).await?.ok_or(ActError::NotFound)?;
    Ok(EmergencyPermit::of(access, &staff).and_then(|permit| {
        let reason = EmergencyReason::new(new.class, &new.reason)?;
        Ok((permit, reason))
    }))
}

/// What there is to see of the person who was opened, while the hour lasts.
///
/// # Errors
/// `EMERGENCY_NOT_ALLOWED` for colleagues and after the hour; [`ActError::NotFound`] in
/// another municipality.
pub async fn view(acts: &Acts, desk: &Desk, id: EmergencyId) -> Result<EmergencyView, ActError> {
    let found = looked(acts, desk, id).await?;
    let home = desk.municipality();
    let (person, contacts, threads) = acts
        .db()
        .read(Scope::Municipality(home), "audit.emergency_view", async |mut tx| {
            let person = parties::person(&mut tx, found.person).await?;
            let mut contacts = Vec::new();
            for contact in dialog::desk_contacts_of(&mut tx, found.person).await? {
                let unit = parties::unit(&mut tx, contact.listed.unit).await?;
                contacts.push((contact, unit));
            }
            let mut threads = Vec::new();
            for stored in dialog::desk_threads_of(&mut tx, found.person).await? {
                let unit = parties::unit(&mut tx, stored.thread.unit).await?;
                threads.push((stored, unit.map(|unit| unit.name).unwrap_or_default()));
            }
            Ok::<_, ActError>((person.ok_or(ActError::NotFound)?, contacts, threads))
        })
        .await?;
    let mut shown = Vec::with_capacity(threads.len());
    for (stored, unit) in threads {
        let id = stored.thread.id;
        let place = ("threads", id.uuid(), "topic");
        let topic = content::open_units(acts, home, place, &stored.topic.unit).await;
        let (topic, last_at) = (content::in_list(topic)?, stored.thread.last_at);
        shown.push(EmergencyThread { thread: id, topic, unit, last_at });
    }
    Ok(EmergencyView {
        access: found,
        name: person.name_in_lists(),
        is_protected: person.is_protected(),
        contacts,
        threads: shown,
    })
}

/// One conversation of the person who was opened, to read.
///
/// # Errors
/// As [`view`]; [`ActError::NotFound`] for another person's conversation.
pub async fn read(
    acts: &Acts,
    desk: &Desk,
    id: EmergencyId,
    thread: ThreadId,
) -> Result<DeskView, ActError> {
    let found = looked(acts, desk, id).await?;
    thread::open_in_emergency(acts, desk, &found, thread).await
}

/// The look-up, when it is open to this desk now. That it was tried again leaves a line
/// when it was refused; each conversation read leaves its own.
async fn looked(acts: &Acts, desk: &Desk, id: EmergencyId) -> Result<EmergencyAccess, ActError> {
    let access = person_at(acts, desk, Event::EmergencyOpened).await?;
    let now = acts.now();
    let found = acts
        .db()
        .read(Scope::Municipality(desk.municipality()), "audit.emergency_one", async |mut tx| {
            audit::desk_emergency(&mut tx, id).await
        })
        .await?;
    let mut line = line(acts, desk, Event::EmergencyOpened, id, now);
    let decided = match found {
        Some(found) => {
            line.subject = Some(found.access.person);
            found.access.look(&access, now).map(|()| found.access)
        }
        None => Err(nobody()),
    };
    match decided {
        Ok(found) => Ok(found),
        Err(refusal) => Err(refused(acts, desk, line, refusal).await?),
    }
}

/// The look-ups that wait for this member of staff's judgement, oldest first.
///
/// # Errors
/// `EMERGENCY_NOT_ALLOWED` for who judges none.
pub async fn to_judge(acts: &Acts, desk: &Desk) -> Result<Vec<ToJudge>, ActError> {
    let access = person_at(acts, desk, Event::EmergencyJudged).await?;
    let home = desk.municipality();
    if !judges(acts, desk).await? {
        let refusal = Refusal::told(ReasonCode::EmergencyNotAllowed, RULES);
        let mut line = trail::at_desk(acts, desk, Event::EmergencyJudged, acts.now());
        line.rules = RULES;
        return Err(refused(acts, desk, line, refusal).await?);
    }
    let roles = acts
        .db()
        .read(Scope::Municipality(home), "audit.reviews", async |mut tx| {
            audit::reviews_of(&mut tx, access.staff()).await
        })
        .await?;
    waiting(acts, home, &roles).await
}

/// The look-ups that wait in a municipality for one of these to be judged.
pub(super) async fn waiting(
    acts: &Acts,
    home: MunicipalityId,
    roles: &[Reviewer],
) -> Result<Vec<ToJudge>, ActError> {
    let found = acts
        .db()
        .read(Scope::Municipality(home), "audit.to_judge", async |mut tx| {
            let mut found = Vec::new();
            for stored in audit::unjudged(&mut tx).await? {
                if roles.iter().any(|role| role.reviews(&stored.access)) {
                    let names = names(&mut tx, &stored.access).await?;
                    found.push((stored, names));
                }
            }
            Ok::<_, ActError>(found)
        })
        .await?;
    let mut waiting = Vec::with_capacity(found.len());
    for (stored, (staff, unit, person)) in found {
        let place = ("emergencies", stored.access.id.uuid(), "reason");
        let reason = content::open_units(acts, home, place, &stored.reason.unit).await;
        waiting.push(ToJudge {
            access: stored.access,
            class: stored.class,
            reason: content::in_list(reason)?,
            is_compelling: stored.is_compelling,
            staff,
            unit,
            person,
            review_by: stored.access.review_by,
        });
    }
    Ok(waiting)
}

/// Whether a member of staff judges look-ups in the desk's municipality.
///
/// # Errors
/// When the database fails.
pub async fn judges(acts: &Acts, desk: &Desk) -> Result<bool, ActError> {
    let access = person_at(acts, desk, Event::EmergencyJudged).await?;
    acts.db()
        .read(Scope::Municipality(desk.municipality()), "audit.judges", async |mut tx| {
            Ok(!audit::reviews_of(&mut tx, access.staff()).await?.is_empty())
        })
        .await
}

async fn names(
    tx: &mut Tx,
    access: &EmergencyAccess,
) -> Result<(String, String, String), ActError> {
    let staff = parties::staff(tx, access.staff).await?;
    let staff = staff.map(|found| format!("{}, {}", found.name.full(), found.title));
    let unit = parties::unit(tx, access.unit).await?.map(|unit| unit.name);
    let person = parties::person(tx, access.person).await?.map(|found| found.name_in_lists());
    Ok((staff.unwrap_or_default(), unit.unwrap_or_default(), person.unwrap_or_default()))
}

/// Judges a look-up. One without a need is told to the person in her list.
///
/// # Errors
/// `EMERGENCY_NOT_ALLOWED` for who does not judge it; `INVALID_TRANSITION` when it is
/// judged; [`ActError::NotFound`] in another municipality.
pub async fn judge(
    acts: &Acts,
    desk: &Desk,
    id: EmergencyId,
    verdict: Verdict,
) -> Result<(), ActError> {
    let access = person_at(acts, desk, Event::EmergencyJudged).await?;
    let line = line(acts, desk, Event::EmergencyJudged, id, acts.now());
    let judge = Judge { home: desk.municipality(), staff: access.staff(), officer: None };
    judged(acts, &judge, (id, verdict), line).await
}

/// Whoever sits at the desk, when it is a person: a journal system looks nobody up, and
/// that it tried leaves its line.
async fn person_at(acts: &Acts, desk: &Desk, event: Event) -> Result<StaffAccess, ActError> {
    match desk {
        Desk::Staff(access) => Ok(*access),
        Desk::Epj(_) => {
            let mut line = trail::at_desk(acts, desk, event, acts.now());
            line.why = Some(Why::Emergency);
            let refusal = Refusal::told(ReasonCode::EmergencyNotAllowed, RULES);
            Err(refused(acts, desk, line, refusal).await?)
        }
    }
}

/// The same for a number that is none, for nobody, and for whom the municipality does
/// not know.
pub(super) const fn nobody() -> Refusal {
    Refusal::neutral(ReasonCode::NotAvailable, RULES)
}

fn line(acts: &Acts, desk: &Desk, event: Event, id: EmergencyId, now: Instant) -> AuditLine {
    let mut line = trail::at_desk(acts, desk, event, now);
    line.object = Object::Emergency(id.uuid());
    line.why = Some(Why::Emergency);
    line.rules = RULES;
    line
}

async fn refused(
    acts: &Acts,
    desk: &Desk,
    line: AuditLine,
    refusal: Refusal,
) -> Result<ActError, ActError> {
    let line = line.refused(refusal);
    acts.db()
        .write(Scope::Municipality(desk.municipality()), "audit.emergency_not", async |mut tx| {
            audit::append(&mut tx, &line).await
        })
        .await?;
    Ok(refusal.into())
}
