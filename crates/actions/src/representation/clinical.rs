//! Those around a patient, at the desk: who lacks competence and who may help, what is
//! closed to a parent, and what is opened to one (L-PBRL-3-4, L-PBRL-4-3, L-PBRL-AGE).
//!
//! Everything is done from a conversation that the desk may open. It holds at once, also for
//! a page that is open, since the right to act is worked out anew for each request.

use helsebro_domain::audit::{AuditLine, Event};
use helsebro_domain::dialog::{Desk, Thread};
use helsebro_domain::ids::{DecisionId, PersonId, ThreadId};
use helsebro_domain::parties::{IdentityNumber, StaffAccess};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::representation::{
    Assessment, BlockClass, BlockReach, Clinician, CompetenceDecision, ParentBlock, ParentOpening,
    YouthTold,
};
use helsebro_domain::time::{Date, Instant};
use helsebro_storage::controllership::Thing;
use helsebro_storage::{Scope, Tx, audit, parties, representation};
use uuid::Uuid;

use super::party;
use crate::controllership::made;
use crate::dialog::desk::decide::opened;
use crate::{ActError, Acts, Sight, content, setup, trail};

const DECISION: &[&str] = &["S1-2.1-a", "L-PBRL-4-3"];
const PARENTS: &[&str] = &["L-PBRL-3-4", "L-PBRL-AGE"];

/// What a clinician decides.
#[derive(Debug, Clone)]
pub enum Decides {
    /// Somebody lacks competence, and whoever has this number may help.
    Competence {
        /// The number of the next of kin.
        named: IdentityNumber,
        /// The last day.
        last_day: Date,
    },
    /// Something is closed to a parent, or to all.
    Block {
        /// To whom; none for every parent.
        parent: Option<PersonId>,
        /// On what.
        class: BlockClass,
        /// How much.
        reach: BlockReach,
    },
    /// The conversation is opened to a parent.
    Open {
        /// To whom.
        parent: PersonId,
        /// Whether the youth has been told.
        told: YouthTold,
    },
}

/// What a clinician ends.
#[derive(Debug, Clone, Copy)]
pub enum Ends {
    /// A decision about competence.
    Competence(DecisionId),
    /// Something that is closed.
    Block(Uuid),
    /// An opening.
    Opening(Uuid),
}

/// Somebody around a patient.
#[derive(Clone, PartialEq, Eq)]
pub struct Relative {
    /// Who.
    pub person: PersonId,
    /// Full name.
    pub name: String,
}

/// Something that holds, with who decided it and why.
#[derive(Clone)]
pub struct Held<T> {
    /// What.
    pub what: T,
    /// About whom, by full name; none for every parent.
    pub name: Option<String>,
    /// Who decided.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// Those around the patient of a conversation.
#[derive(Clone)]
pub struct Around {
    /// The patient's given name.
    pub given: String,
    /// Her age.
    pub age: Option<i16>,
    /// Those with parental responsibility.
    pub parents: Vec<Relative>,
    /// Decisions that hold: which, and the last day.
    pub decisions: Vec<Held<(DecisionId, Date)>>,
    /// What is closed: which, how much and on what.
    pub blocks: Vec<Held<(Uuid, BlockReach, Option<BlockClass>)>>,
    /// What is opened: which, and since when.
    pub openings: Vec<Held<(Uuid, Instant)>>,
}

fn staffs(desk: &Desk) -> Result<&StaffAccess, ActError> {
    match desk {
        Desk::Staff(access) => Ok(access),
        Desk::Epj(_) => Err(ActError::NotFound),
    }
}

/// Those around the patient of a conversation that the desk may open.
///
/// # Errors
/// [`ActError::NotFound`] at a journal system's desk; otherwise as opening it.
pub async fn around(acts: &Acts, desk: &Desk, id: ThreadId) -> Result<Around, ActError> {
    staffs(desk)?;
    let now = acts.now();
    let home = desk.municipality();
    let rows = acts
        .db()
        .write(Scope::Municipality(home), "representation.around", async |mut tx| {
            let event = Event::RelativesSeen;
            let thread = match opened(acts, &mut tx, desk, id, event, now).await? {
                Ok(stored) => stored.thread,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            audit::append(&mut tx, &line(acts, desk, (event, &thread), now)).await?;
            Ok(Ok(rows(&mut tx, &thread, now.in_oslo().date).await?))
        })
        .await??;
    let mut around = rows.0;
    for (held, place, sealed) in rows.1 {
        let reason = content::in_list(content::open_units(acts, home, place, &sealed).await)?;
        match held {
            Any::Decision(what) => around.decisions.push(Held { reason, ..what }),
            Any::Block(what) => around.blocks.push(Held { reason, ..what }),
            Any::Opening(what) => around.openings.push(Held { reason, ..what }),
        }
    }
    Ok(around)
}

/// One of the things that hold, before its reason is opened.
enum Any {
    Decision(Held<(DecisionId, Date)>),
    Block(Held<(Uuid, BlockReach, Option<BlockClass>)>),
    Opening(Held<(Uuid, Instant)>),
}

type Place = (&'static str, Uuid, &'static str);

async fn rows(
    tx: &mut Tx,
    thread: &Thread,
    today: Date,
) -> Result<(Around, Vec<(Any, Place, Vec<u8>)>), ActError> {
    let patient = parties::person(tx, thread.person).await?.ok_or(ActError::NotFound)?;
    let mut around = Around {
        given: patient.name.given().to_owned(),
        age: patient.age_on(today),
        parents: Vec::new(),
        decisions: Vec::new(),
        blocks: Vec::new(),
        openings: Vec::new(),
    };
    for parent in representation::parents_at_desk(tx, thread.person).await? {
        // Whose address is protected is not named here (§ 1.6).
        if party(tx, parent).await?.can_represent().is_ok() {
            let name = name(tx, parent).await?;
            around.parents.extend(name.map(|name| Relative { person: parent, name }));
        }
    }
    let mut held = Vec::new();
    for row in representation::decisions_at_desk(tx, thread.person, today).await? {
        let (by, name) = (staff_name(tx, row.by).await?, name(tx, row.named).await?);
        let what = Held { what: (row.id, row.last_day), name, by, reason: String::new() };
        let place = ("competence_decisions", row.id.uuid(), "reason");
        held.push((Any::Decision(what), place, row.reason));
    }
    let about = (thread.person, thread.id);
    for row in representation::blocks_at_desk(tx, about).await? {
        let by = staff_name(tx, row.by).await?;
        let name = match row.parent {
            Some(parent) => name(tx, parent).await?,
            None => None,
        };
        let what = (row.id, row.reach, row.class);
        let place = ("parent_blocks", row.id, "reason");
        held.push((Any::Block(Held { what, name, by, reason: String::new() }), place, row.reason));
    }
    for row in representation::openings_at_desk(tx, about).await? {
        let (by, name) = (staff_name(tx, row.by).await?, name(tx, row.parent).await?);
        let what = Held { what: (row.id, row.at), name, by, reason: String::new() };
        held.push((Any::Opening(what), ("parent_openings", row.id, "reason"), row.reason));
    }
    Ok((around, held))
}

async fn name(tx: &mut Tx, person: PersonId) -> Result<Option<String>, ActError> {
    Ok(parties::person(tx, person).await?.map(|found| found.name.full()))
}

async fn staff_name(tx: &mut Tx, id: helsebro_domain::ids::StaffId) -> Result<String, ActError> {
    Ok(parties::staff(tx, id).await?.map(|found| found.name.full()).unwrap_or_default())
}

/// Stores what a clinician decides, with the reasons that she has written.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for who is no clinician; `ASSESSMENT_MISSING` without words; what
/// the rules of [`CompetenceDecision`], [`ParentBlock`] and [`ParentOpening`] refuse;
/// otherwise as opening the conversation.
pub async fn decide(
    acts: &Acts,
    desk: &Desk,
    id: ThreadId,
    (decides, why): (&Decides, &str),
) -> Result<(), ActError> {
    let access = staffs(desk)?;
    let now = acts.now();
    let home = desk.municipality();
    let (event, table) = match decides {
        Decides::Competence { .. } => (Event::CompetenceDecided, "competence_decisions"),
        Decides::Block { .. } => (Event::ParentBlocked, "parent_blocks"),
        Decides::Open { .. } => (Event::ParentOpened, "parent_openings"),
    };
    let fresh = acts.fresh(now);
    let mac = match decides {
        Decides::Competence { named, .. } => Some(setup::number_mac(acts, named).await?),
        Decides::Block { .. } | Decides::Open { .. } => None,
    };
    let assessed = Assessment::parse(why);
    let words = assessed.as_ref().map_or("", Assessment::as_str);
    let sealed = content::seal_units(acts, home, (table, fresh, "reason"), words).await?;
    let register = made::at_hand(acts).await?;
    let told = acts
        .db()
        .write(Scope::Municipality(home), "representation.decide", async |mut tx| {
            let thread = match opened(acts, &mut tx, desk, id, event, now).await? {
                Ok(stored) => stored.thread,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            let with = With { access, mac: mac.as_ref(), fresh, today: now.in_oslo().date };
            let decided = match &assessed {
                Ok(_) => decided(&mut tx, &thread, decides, with).await?,
                Err(refusal) => Err(*refusal),
            };
            let line = line(acts, desk, (event, &thread), now);
            let decided = match trail::settle(&mut tx, line, decided).await? {
                Ok(decided) => decided,
                Err(refusal) => return Ok(Err(refusal)),
            };
            let other = match &decided {
                Decided::Competence(new) => {
                    representation::add_decision(&mut tx, new, &sealed, now).await?;
                    Some(new.named)
                }
                Decided::Block(new) => {
                    representation::add_block(&mut tx, (fresh, id), new, &sealed, now).await?;
                    new.parent()
                }
                Decided::Opening(new) => {
                    representation::add_opening(&mut tx, (fresh, id), new, &sealed, now).await?;
                    Some(new.parent())
                }
            };
            let thing = match &decided {
                Decided::Competence(_) => (Thing::Decision, fresh, fresh),
                Decided::Opening(_) => (Thing::Opening, id.uuid(), fresh),
                Decided::Block(_) => (Thing::Block, fresh, fresh),
            };
            let under = made::for_thread(acts, &mut tx, (&register, &thread), now).await?;
            made::mark(&mut tx, thing, under).await?;
            Ok(Ok((thread.person, other)))
        })
        .await??;
    acts.news().tell(Sight::Citizen(told.0));
    if let Some(other) = told.1 {
        acts.news().tell(Sight::Citizen(other));
    }
    Ok(())
}

/// What the rules have made.
enum Decided {
    Competence(CompetenceDecision),
    Block(ParentBlock),
    Opening(ParentOpening),
}

/// What the rules are asked with.
struct With<'a> {
    access: &'a StaffAccess,
    mac: Option<&'a [u8; 32]>,
    fresh: Uuid,
    today: Date,
}

async fn decided(
    tx: &mut Tx,
    thread: &Thread,
    decides: &Decides,
    With { access, mac, fresh, today }: With<'_>,
) -> Result<Result<Decided, Refusal>, ActError> {
    let Some(staff) = parties::staff(tx, access.staff()).await? else {
        return Err(ActError::NotFound);
    };
    let clinician = match Clinician::of(access, &staff) {
        Ok(clinician) => clinician,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let patient = party(tx, thread.person).await?;
    Ok(match decides {
        Decides::Competence { last_day, .. } => {
            let id = DecisionId::from_uuid(fresh);
            let found = match mac {
                Some(mac) => parties::person_by_mac_in(tx, mac).await?,
                None => None,
            };
            // As many look-ups for whoever is not known here (§ 1.4).
            let named = found.map_or_else(|| PersonId::from_uuid(Uuid::nil()), |row| row.id);
            match representation::party(tx, named).await? {
                Some(named) => {
                    CompetenceDecision::made(id, &clinician, (&patient, &named), *last_day, today)
                        .map(Decided::Competence)
                }
                None => Err(Refusal::neutral(ReasonCode::NotAvailable, DECISION)),
            }
        }
        Decides::Block { parent, class, reach } => {
            let parents = representation::parents_at_desk(tx, thread.person).await?;
            let what = (*class, *reach);
            ParentBlock::set(&clinician, &patient, (*parent, &parents), what, today)
                .map(Decided::Block)
        }
        Decides::Open { parent, told } => {
            let between = (thread.person, *parent);
            let found = representation::parenthood_at_desk(tx, between).await?;
            match representation::party(tx, *parent).await? {
                Some(parent) => {
                    ParentOpening::made(&clinician, (&patient, &parent), found, *told, today)
                        .map(Decided::Opening)
                }
                None => Err(Refusal::neutral(ReasonCode::NotAvailable, PARENTS)),
            }
        }
    })
}

/// Ends something that was decided. Ended already, it stays as it is.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for who is no clinician; otherwise as opening the conversation.
pub async fn end(acts: &Acts, desk: &Desk, id: ThreadId, ends: Ends) -> Result<(), ActError> {
    let access = staffs(desk)?;
    let now = acts.now();
    let event = match ends {
        Ends::Competence(_) => Event::CompetenceEnded,
        Ends::Block(_) => Event::ParentUnblocked,
        Ends::Opening(_) => Event::ParentOpeningEnded,
    };
    let person = acts
        .db()
        .write(Scope::Municipality(desk.municipality()), "representation.end", async |mut tx| {
            let thread = match opened(acts, &mut tx, desk, id, event, now).await? {
                Ok(stored) => stored.thread,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            let staff = parties::staff(&mut tx, access.staff()).await?.ok_or(ActError::NotFound)?;
            let line = line(acts, desk, (event, &thread), now);
            if let Err(refusal) = Clinician::of(access, &staff) {
                audit::append(&mut tx, &line.refused(refusal)).await?;
                return Ok(Err(refusal));
            }
            let about = (thread.person, thread.id);
            let ended = match ends {
                Ends::Competence(decision) => {
                    representation::end_decision(&mut tx, (decision, thread.person), now).await?
                }
                Ends::Block(block) => representation::end_block(&mut tx, block, about, now).await?,
                Ends::Opening(opening) => {
                    representation::end_opening(&mut tx, (opening, thread.id), now).await?
                }
            };
            if ended {
                audit::append(&mut tx, &line).await?;
            }
            Ok(Ok(thread.person))
        })
        .await??;
    acts.news().tell(Sight::Citizen(person));
    Ok(())
}

fn line(acts: &Acts, desk: &Desk, (event, thread): (Event, &Thread), now: Instant) -> AuditLine {
    let mut line = trail::about(trail::at_desk(acts, desk, event, now), thread);
    line.rules = match event {
        Event::CompetenceDecided | Event::CompetenceEnded => DECISION,
        _ => PARENTS,
    };
    line
}

/// What a patient is told of: who may help her by a clinician's decision, and which of her
/// conversations are opened to a parent.
#[derive(Debug, Clone, Default)]
pub struct AboutMe {
    /// By a decision: the named one, the unit and the last day.
    pub decisions: Vec<(String, String, Date)>,
    /// By an opening: the parent, the conversation and since when.
    pub openings: Vec<(String, ThreadId, Instant)>,
}

/// What holds about a citizen herself. Of what is closed to a parent nothing is said here.
///
/// # Errors
/// When the database fails.
pub async fn about_me(
    acts: &Acts,
    citizen: &helsebro_domain::representation::CitizenAccess,
) -> Result<AboutMe, ActError> {
    if !citizen.is_own() {
        return Ok(AboutMe::default());
    }
    let today = acts.now().in_oslo().date;
    acts.db()
        .read(Scope::Citizen(citizen.person()), "representation.about_me", async |mut tx| {
            let mut about = AboutMe::default();
            for row in representation::decisions_about_me(&mut tx, today).await? {
                let unit = parties::unit(&mut tx, row.unit).await?.map(|unit| unit.name);
                let name = visible(&mut tx, row.named).await?;
                about
                    .decisions
                    .extend(name.map(|name| (name, unit.unwrap_or_default(), row.last_day)));
            }
            let own = party(&mut tx, citizen.person()).await?;
            let is_young = own
                .age_on(today)
                .is_some_and(|age| age < helsebro_domain::representation::YOUTH_UNTIL);
            if is_young {
                for row in representation::openings_of_mine(&mut tx).await? {
                    let name = visible(&mut tx, row.parent).await?;
                    about.openings.extend(name.map(|name| (name, row.thread, row.at)));
                }
            }
            Ok(about)
        })
        .await
}

/// The name of somebody who may be told of (§ 1.6).
async fn visible(tx: &mut Tx, person: PersonId) -> Result<Option<String>, ActError> {
    if party(tx, person).await?.can_represent().is_err() {
        return Ok(None);
    }
    name(tx, person).await
}
