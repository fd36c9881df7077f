//! What was asked for, and looking at what was given out (§ 10.2).

use std::collections::HashMap;

use helsebro_domain::audit::{AuditLine, Event};
use helsebro_domain::dialog::{Author, Desk};
use helsebro_domain::disclosure::{
    Application, Check, Finding, Opposed, Relation, Standing, may_read,
};
use helsebro_domain::ids::{DisclosureId, PersonId, StaffId, ThreadId, UnitId};
use helsebro_domain::parties::{ConsoleAccess, ConsoleRole};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::rights::Kind;
use helsebro_domain::time::{Date, Instant};
use helsebro_storage::disclosure::StoredDisclosure;
use helsebro_storage::{Scope, Tx, audit, dialog, disclosure, parties};

use super::asking::opposed;
use super::deciding::is_restricted;
use super::words::{self, AskedWords, Side};
use super::{RULES, line, nobody, person_at, refused, sides};
use crate::content::Words;
use crate::{ActError, Acts, content};

/// A disclosure in a list.
#[derive(Clone)]
pub struct Listed {
    /// Which.
    pub id: DisclosureId,
    /// Whose data; none for several. Shortened for protected persons.
    pub person: Option<String>,
    /// Who asked, with title.
    pub asker: String,
    /// The asker's unit.
    pub unit: String,
    /// The unit that has the data.
    pub source: String,
    /// When.
    pub asked_at: Instant,
    /// How far it has come.
    pub standing: Standing,
    /// Whether a compelling reason went before an opposition.
    pub is_overridden: bool,
}

/// What a unit asked for, and what it was asked for.
#[derive(Clone)]
pub struct Lists {
    /// What it asked for, newest first.
    pub asked: Vec<Listed>,
    /// What it was asked for, newest first.
    pub to_decide: Vec<Listed>,
}

/// Which side looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looker {
    /// The one who asked.
    Asker,
    /// Colleagues at her unit.
    Colleague,
    /// The unit that was asked.
    Source,
}

/// A conversation that can be given out.
#[derive(Clone)]
pub struct Candidate {
    /// Which.
    pub thread: ThreadId,
    /// What it is about.
    pub topic: String,
    /// The day it began.
    pub first: Date,
    /// The day of its last message.
    pub last: Date,
}

/// A disclosure as a page shows it.
#[derive(Clone)]
pub struct Shown {
    /// What was asked for.
    pub application: Application,
    /// The list's line.
    pub listed: Listed,
    /// Who looks.
    pub looker: Looker,
    /// What the two are to each other.
    pub relation: Relation,
    /// What and why.
    pub words: AskedWords,
    /// On what it was given out.
    pub basis: Option<&'static str>,
    /// How each check went, when it was given out.
    pub checks: Vec<(Check, Finding)>,
    /// Who decided.
    pub decided_by: Option<String>,
    /// What can be given out; for the unit that was asked, while it waits.
    pub candidates: Vec<Candidate>,
    /// What has happened with the data since they were given out, and when (GDPR art. 19).
    pub changed: Vec<(Kind, Instant)>,
}

/// What was given out.
#[derive(Clone)]
pub struct Given {
    /// The conversations, as far as they lie in the period.
    pub threads: Vec<GivenThread>,
    /// What was written besides.
    pub words: Option<String>,
    /// When access ends.
    pub until: Instant,
}

/// A conversation that was given out.
#[derive(Clone)]
pub struct GivenThread {
    /// What it is about.
    pub topic: String,
    /// Its messages in the period: when, who, what.
    pub messages: Vec<(Instant, String, String)>,
}

#[derive(Default)]
struct Names {
    units: HashMap<UnitId, String>,
    staff: HashMap<StaffId, String>,
    people: HashMap<PersonId, String>,
}

impl Names {
    async fn unit(&mut self, tx: &mut Tx, id: UnitId) -> Result<String, ActError> {
        if let Some(name) = self.units.get(&id) {
            return Ok(name.clone());
        }
        let name = parties::unit(tx, id).await?.map(|unit| unit.name).unwrap_or_default();
        self.units.insert(id, name.clone());
        Ok(name)
    }

    async fn staff(&mut self, tx: &mut Tx, id: StaffId) -> Result<String, ActError> {
        if let Some(name) = self.staff.get(&id) {
            return Ok(name.clone());
        }
        let found = parties::staff(tx, id).await?;
        let name = found.map(|found| format!("{}, {}", found.name.full(), found.title));
        let name = name.unwrap_or_default();
        self.staff.insert(id, name.clone());
        Ok(name)
    }

    async fn person(&mut self, tx: &mut Tx, id: PersonId) -> Result<String, ActError> {
        if let Some(name) = self.people.get(&id) {
            return Ok(name.clone());
        }
        let name = parties::person(tx, id).await?.map(|found| found.name_in_lists());
        let name = name.unwrap_or_default();
        self.people.insert(id, name.clone());
        Ok(name)
    }

    async fn listed(&mut self, tx: &mut Tx, found: &StoredDisclosure) -> Result<Listed, ActError> {
        let it = &found.application;
        let person = match it.person() {
            Some(person) => Some(self.person(tx, person).await?),
            None => None,
        };
        Ok(Listed {
            id: it.id,
            person,
            asker: self.staff(tx, it.asker).await?,
            unit: self.unit(tx, it.unit).await?,
            source: self.unit(tx, it.source).await?,
            asked_at: found.asked_at,
            standing: found.standing,
            is_overridden: found.is_overridden,
        })
    }
}

/// What the desk's unit asked for and was asked for.
///
/// # Errors
/// When the database fails.
pub async fn list(acts: &Acts, desk: &Desk) -> Result<Lists, ActError> {
    person_at(acts, desk, Event::DisclosuresListed).await?;
    let line = line(acts, desk, (Event::DisclosuresListed, None), acts.now());
    acts.db()
        .write(Scope::Municipality(desk.municipality()), "disclosure.list", async |mut tx| {
            audit::append(&mut tx, &line).await?;
            let mut names = Names::default();
            let (mut asked, mut to_decide) = (Vec::new(), Vec::new());
            for found in disclosure::asked_by_unit(&mut tx, desk.unit()).await? {
                asked.push(names.listed(&mut tx, &found).await?);
            }
            for found in disclosure::asked_of_unit(&mut tx, desk.unit()).await? {
                to_decide.push(names.listed(&mut tx, &found).await?);
            }
            Ok::<_, ActError>(Lists { asked, to_decide })
        })
        .await
}

/// What was asked of a municipality although the patient opposes it, newest first, for its
/// data protection officer: who and when, never about whom (S2-0-k).
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for who is not data protection officer.
pub async fn overridden(acts: &Acts, access: &ConsoleAccess) -> Result<Vec<Listed>, ActError> {
    access.as_one(ConsoleRole::Dpo)?;
    acts.db()
        .read(
            Scope::Municipality(access.municipality()),
            "disclosure.overridden",
            async |mut tx| {
                let (mut names, mut listed) = (Names::default(), Vec::new());
                for found in disclosure::overridden(&mut tx).await? {
                    listed.push(Listed { person: None, ..names.listed(&mut tx, &found).await? });
                }
                Ok::<_, ActError>(listed)
            },
        )
        .await
}

/// One disclosure, to either side.
///
/// # Errors
/// [`ActError::NotFound`] for every other unit; the attempt leaves its line.
pub async fn one(acts: &Acts, desk: &Desk, id: DisclosureId) -> Result<Shown, ActError> {
    let access = person_at(acts, desk, Event::DisclosuresListed).await?;
    let now = acts.now();
    let found = stored(acts, desk, id).await?;
    let is_source = |found: &&StoredDisclosure| found.application.source == desk.unit();
    let is_askers = |found: &&StoredDisclosure| found.application.unit == desk.unit();
    let (looker, found) = match &found {
        (_, Some(found)) if is_source(&found) => (Looker::Source, found),
        (Some(found), _) if is_askers(&found) && found.application.asker == access.staff() => {
            (Looker::Asker, found)
        }
        (Some(found), _) if is_askers(&found) => (Looker::Colleague, found),
        _ => {
            let line = line(acts, desk, (Event::DisclosuresListed, Some(id)), now);
            return Err(refused(acts, desk, line, nobody()).await?);
        }
    };
    let mut line = line(acts, desk, (Event::DisclosuresListed, Some(id)), now);
    line.subject = found.application.person();
    let (listed, decided_by, checks, candidates) = parts(acts, (desk, looker), found, line).await?;
    let side = match looker {
        Looker::Source => Side::Source(found.application.source_municipality),
        Looker::Asker | Looker::Colleague => Side::Asker(found.application.municipality),
    };
    let text = words::open(acts, (id, "words"), &found.words, side).await?;
    let changed = acts
        .db()
        .read(Scope::Municipality(desk.municipality()), "disclosure.changes", async |mut tx| {
            disclosure::changes_of(&mut tx, id).await
        })
        .await?;
    let changed = changed.into_iter().map(|one| (one.kind, one.at)).collect();
    Ok(Shown {
        application: found.application,
        listed,
        looker,
        relation: found.relation,
        words: AskedWords::from_text(&text),
        basis: found.basis.map(|basis| basis.as_str()),
        checks,
        decided_by,
        candidates,
        changed,
    })
}

async fn stored(
    acts: &Acts,
    desk: &Desk,
    id: DisclosureId,
) -> Result<(Option<StoredDisclosure>, Option<StoredDisclosure>), ActError> {
    acts.db()
        .read(Scope::Municipality(desk.municipality()), "disclosure.one", async |mut tx| {
            let asked = disclosure::disclosure_of_asker(&mut tx, id).await?;
            Ok::<_, ActError>((asked, disclosure::disclosure_of_source(&mut tx, id).await?))
        })
        .await
}

type Parts = (Listed, Option<String>, Vec<(Check, Finding)>, Vec<Candidate>);

async fn parts(
    acts: &Acts,
    (desk, looker): (&Desk, Looker),
    found: &StoredDisclosure,
    line: AuditLine,
) -> Result<Parts, ActError> {
    let home = desk.municipality();
    let it = found.application;
    let waits = looker == Looker::Source && found.standing == Standing::Asked;
    let (listed, decided_by, checks, threads) = acts
        .db()
        .write(Scope::Municipality(home), "disclosure.parts", async |mut tx| {
            audit::append(&mut tx, &line).await?;
            let mut names = Names::default();
            let listed = names.listed(&mut tx, found).await?;
            let by = match found.standing {
                Standing::Asked => None,
                Standing::Declined { by, .. } | Standing::Released { by, .. } => {
                    Some(names.staff(&mut tx, by).await?)
                }
            };
            let checks = disclosure::checks_of(&mut tx, it.id).await?;
            let threads = match it.person().filter(|_| waits) {
                Some(person) => dialog::desk_threads_of(&mut tx, person).await?,
                None => Vec::new(),
            };
            Ok::<_, ActError>((listed, by, checks, threads))
        })
        .await?;
    let mut candidates = Vec::new();
    for stored in threads {
        let thread = &stored.thread;
        let (first, last) = (thread.opened_at.in_oslo().date, thread.last_at.in_oslo().date);
        if thread.unit != it.source || !it.period.meets(first, last) {
            continue;
        }
        let place = ("threads", thread.id.uuid(), "topic");
        let topic = content::open_units(acts, home, place, &stored.topic.unit).await;
        let topic = content::in_list(topic)?;
        candidates.push(Candidate { thread: thread.id, topic, first, last });
    }
    Ok((listed, decided_by, checks, candidates))
}

/// What was given out, to the one who asked for it, while it lasts. That it was looked at
/// is stored first.
///
/// # Errors
/// `RELATION_ENDED` when the time is over; `PATIENT_OPPOSED` and `RESTRICTED` when she has
/// said no since, or it is kept and not used, and no compelling reason went before that when
/// it was given out; [`ActError::NotFound`] for everybody else, and when nothing was.
pub async fn given(acts: &Acts, desk: &Desk, id: DisclosureId) -> Result<Given, ActError> {
    let access = person_at(acts, desk, Event::DisclosureRead).await?;
    let now = acts.now();
    let mut line = line(acts, desk, (Event::DisclosureRead, Some(id)), now);
    let (Some(found), _) = stored(acts, desk, id).await? else {
        return Err(refused(acts, desk, line, nobody()).await?);
    };
    line.subject = found.application.person();
    let Standing::Released { until, at, .. } = found.standing else {
        return Err(refused(acts, desk, line, nobody()).await?);
    };
    let may = match may_read(&found.application, &access, until, now) {
        Ok(_) if !found.is_overridden => still_given(acts, &found.application, now).await?,
        may => may.map(drop),
    };
    if let Err(refusal) = may {
        return Err(refused(acts, desk, line, refusal).await?);
    }
    acts.db()
        .write(Scope::Municipality(desk.municipality()), "disclosure.read", async |mut tx| {
            Ok::<_, ActError>(audit::append(&mut tx, &line).await?)
        })
        .await?;
    let words = match &found.given {
        Some(sealed) => {
            let side = Side::Asker(found.application.municipality);
            Some(words::open(acts, (id, "given"), sealed, side).await?)
        }
        None => None,
    };
    Ok(Given { threads: threads(acts, &found.application, at).await?, words, until })
}

/// Whether what was given out may still be read: what she opposes is in the way from that
/// instant, and what is restricted is kept and not used (L-PJL-17, L-GDPR-18).
async fn still_given(
    acts: &Acts,
    application: &Application,
    now: Instant,
) -> Result<Result<(), Refusal>, ActError> {
    let sides = sides(acts, (application.unit, application.source), now).await?;
    let home = application.source_municipality;
    acts.db()
        .read(Scope::Municipality(home), "disclosure.still_given", async |mut tx| {
            let documents = disclosure::threads_of(&mut tx, application.id).await?;
            let opposed = opposed(&mut tx, application, &sides, (&documents, now)).await?;
            if opposed != Opposed::No {
                return Ok::<_, ActError>(Err(Refusal::told(ReasonCode::PatientOpposed, RULES)));
            }
            if is_restricted(&mut tx, application, now).await? {
                return Ok(Err(Refusal::told(ReasonCode::Restricted, &["L-GDPR-18"])));
            }
            Ok(Ok(()))
        })
        .await
}

/// The conversations that were given out, from the municipality that has them: the release
/// is what lets them be read, as they were then.
async fn threads(
    acts: &Acts,
    application: &Application,
    released_at: Instant,
) -> Result<Vec<GivenThread>, ActError> {
    let home = application.source_municipality;
    let loaded = acts
        .db()
        .read(Scope::Municipality(home), "disclosure.threads", async |mut tx| {
            let (mut names, mut loaded) = (Names::default(), Vec::new());
            for id in disclosure::threads_of(&mut tx, application.id).await? {
                let Some(stored) = dialog::desk_thread(&mut tx, id).await? else { continue };
                let person = names.person(&mut tx, stored.thread.person).await?;
                let mut rows = Vec::new();
                for row in dialog::desk_messages(&mut tx, id).await? {
                    let at = row.message.at;
                    if at > released_at || !application.period.holds(at.in_oslo().date) {
                        continue;
                    }
                    let by = match row.message.author {
                        Author::Citizen(_) => person.clone(),
                        Author::Staff(staff) => names.staff(&mut tx, staff).await?,
                        Author::Epj => String::new(),
                    };
                    rows.push((row, by));
                }
                loaded.push((stored, rows));
            }
            Ok::<_, ActError>(loaded)
        })
        .await?;
    let mut threads = Vec::with_capacity(loaded.len());
    for (stored, rows) in loaded {
        let place = ("threads", stored.thread.id.uuid(), "topic");
        let topic = content::open_units(acts, home, place, &stored.topic.unit).await;
        let mut messages = Vec::with_capacity(rows.len());
        for (row, by) in rows {
            let place = ("messages", row.message.id.uuid(), "text");
            let text = content::open_units(acts, home, place, &row.sealed).await;
            let words = Words::from_text(&content::in_list(text)?);
            let by = if by.is_empty() { words.author } else { by };
            messages.push((row.message.at, by, words.body));
        }
        threads.push(GivenThread { topic: content::in_list(topic)?, messages });
    }
    Ok(threads)
}
