//! The names and things that lines of the log mention, looked up once each.

use std::collections::HashMap;

use helsebro_domain::audit::{
    Actor, Event, Group, LogLine, LogSight, Object, Outcome, Place, Thing, Told, Verdict, Why,
};
use helsebro_domain::ids::{
    AuditId, DisclosureId, EmergencyId, EnvelopeId, MunicipalityId, PersonId, StaffId, ThreadId,
    UnitId,
};
use helsebro_domain::parties::{Protection, Revealing, StaffNames, Unit};
use helsebro_domain::representation::{CitizenAccess, Deed};
use helsebro_domain::time::Instant;
use helsebro_storage::audit::{StoredEmergency, StoredLine};
use helsebro_storage::disclosure::StoredDisclosure;
use helsebro_storage::{StorageError, Tx, audit, dialog, disclosure, parties, representation};

use crate::disclosure::words::{AskedWords, open_patients};
use crate::{Acts, content};

/// A line as it is told.
#[derive(Debug, Clone)]
pub struct SeenLine {
    /// Its id.
    pub id: AuditId,
    /// When.
    pub at: Instant,
    /// In which part of the list it stands.
    pub group: Group,
    /// Who.
    pub by: SeenBy,
    /// What was done or tried.
    pub event: Event,
    /// Whether it was done or refused.
    pub outcome: Outcome,
    /// The conversation it is about and its topic, when the reader may know it.
    pub thread: Option<(ThreadId, String)>,
    /// Why the actor could do it.
    pub why: Option<Why>,
    /// The emergency look-up that the line is about.
    pub emergency: Option<SeenEmergency>,
    /// The disclosure that the line is about.
    pub disclosure: Option<SeenDisclosure>,
    /// Whether those responsible can be asked about it.
    pub can_be_asked_about: bool,
}

/// An emergency look-up, as it is told to the person (L-PJL-16-E).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenEmergency {
    /// The reason that was given.
    pub reason: String,
    /// How it was judged.
    pub verdict: Option<Verdict>,
}

/// What one unit asked another for, as it is told to the person (§ 10.3).
#[derive(Clone, PartialEq, Eq)]
pub struct SeenDisclosure {
    /// The unit that asked.
    pub unit: String,
    /// The unit that has it.
    pub source: String,
    /// What.
    pub what: String,
    /// Why.
    pub why: String,
    /// Why although she opposes it; empty when it was not said.
    pub compelling: String,
}

impl core::fmt::Debug for SeenDisclosure {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("SeenDisclosure(…)")
    }
}

/// Who did it, as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SeenBy {
    /// Somebody at a unit or an organisation.
    Staff {
        /// Full name and title; none where the unit does not show names.
        name: Option<(String, String)>,
        /// The unit, or the organisation alone.
        place: Option<String>,
    },
    /// Somebody who acted for the person.
    Helper {
        /// Full name.
        name: String,
        /// The person's full name.
        of: String,
    },
    /// The person herself.
    Herself,
    /// A municipality's journal system.
    Epj {
        /// The municipality.
        municipality: String,
    },
    /// The platform itself.
    Platform,
}

/// A line that is told, with its topic still sealed.
pub(super) struct Found {
    line: SeenLine,
    topic: Option<(ThreadId, Vec<u8>)>,
    emergency: Option<StoredEmergency>,
    disclosure: Option<(StoredDisclosure, String, String)>,
}

impl Found {
    /// In which part of the list it stands.
    pub(super) const fn group(&self) -> Group {
        self.line.group
    }

    /// The line, with no topic.
    pub(super) const fn line(&self) -> &SeenLine {
        &self.line
    }

    /// The line with its topic opened.
    pub(super) async fn opened(self, acts: &Acts) -> Result<SeenLine, StorageError> {
        let mut line = self.line;
        if let Some((thread, sealed)) = self.topic {
            let place = ("threads", thread.uuid(), "topic");
            let topic = content::in_list(content::open_citizens(acts, place, &sealed).await)?;
            line.thread = Some((thread, topic));
        }
        if let Some(found) = self.emergency {
            let place = ("emergencies", found.access.id.uuid(), "reason");
            let reason = content::open_citizens(acts, place, &found.reason.citizen).await;
            let reason = content::in_list(reason)?;
            line.emergency = Some(SeenEmergency { reason, verdict: found.access.verdict });
        }
        if let Some((found, unit, source)) = self.disclosure {
            let words = open_patients(acts, found.application.id, &found.words).await?;
            let AskedWords { what, why, compelling } = words;
            line.disclosure = Some(SeenDisclosure { unit, source, what, why, compelling });
        }
        Ok(line)
    }
}

/// What is known of a conversation that a line is about.
#[derive(Clone)]
enum Talk {
    /// There is none, or the line is about something else.
    None,
    /// The reader may know of it.
    Open(ThreadId, Vec<u8>),
    /// She may not.
    Closed,
}

/// What the lines about one person mention.
pub(super) struct Facts<'a> {
    citizen: &'a CitizenAccess,
    sight: LogSight,
    protection: Protection,
    of: String,
    threads: HashMap<ThreadId, Talk>,
    units: HashMap<UnitId, Option<Unit>>,
    homes: HashMap<MunicipalityId, Option<String>>,
    staff: HashMap<StaffId, Option<(String, String)>>,
    people: HashMap<PersonId, String>,
}

impl<'a> Facts<'a> {
    pub(super) async fn of(
        tx: &mut Tx,
        citizen: &'a CitizenAccess,
        sight: LogSight,
    ) -> Result<Self, StorageError> {
        let person = citizen.person();
        let party = representation::party(tx, person).await?;
        let found = parties::person(tx, person).await?;
        Ok(Self {
            citizen,
            sight,
            // Who is not in the register is treated as the most protected (§ 1.6).
            protection: party.map_or(Protection::Strict, |party| party.protection),
            of: found.map(|found| found.name.full()).unwrap_or_default(),
            threads: HashMap::new(),
            units: HashMap::new(),
            homes: HashMap::new(),
            staff: HashMap::new(),
            people: HashMap::new(),
        })
    }

    /// The full name of whose log it is.
    pub(super) fn person_name(&self) -> &str {
        &self.of
    }

    /// How a line is told; none when it is not.
    pub(super) async fn told(
        &mut self,
        tx: &mut Tx,
        row: &StoredLine,
    ) -> Result<Option<Found>, StorageError> {
        let talk = self.talk(tx, row).await?;
        let line = LogLine {
            event: row.event,
            actor: row.actor,
            subject: self.citizen.person(),
            protection: self.protection,
            decision: row.decision,
            thing: self.thing(tx, row, &talk).await?,
            why: row.why,
        };
        let Some(told) = self.sight.told(&line) else { return Ok(None) };
        let by = self.by(tx, row, told).await?;
        let has_controller = matches!(told.group, Group::Staff | Group::Systems);
        let line = SeenLine {
            id: row.id,
            at: row.at,
            group: told.group,
            by,
            event: row.event,
            outcome: told.outcome,
            thread: None,
            why: row.why,
            emergency: None,
            disclosure: None,
            can_be_asked_about: has_controller
                && row.org.is_some()
                && self.citizen.may(Deed::AskAboutLog).is_ok(),
        };
        let topic = match talk {
            Talk::Open(thread, sealed) if told.names_topic => Some((thread, sealed)),
            _ => None,
        };
        let emergency = match row.object {
            Object::Emergency(id) => {
                audit::citizens_emergency(tx, EmergencyId::from_uuid(id)).await?
            }
            _ => None,
        };
        let disclosure = match row.object {
            Object::Disclosure(id) if told.names_topic => self.disclosure(tx, id).await?,
            _ => None,
        };
        Ok(Some(Found { line, topic, emergency, disclosure }))
    }

    /// A disclosure about her, and what its two units are called.
    async fn disclosure(
        &mut self,
        tx: &mut Tx,
        id: uuid::Uuid,
    ) -> Result<Option<(StoredDisclosure, String, String)>, StorageError> {
        let id = DisclosureId::from_uuid(id);
        let Some(found) = disclosure::disclosure_of_patient(tx, id).await? else {
            return Ok(None);
        };
        let name = |unit: Option<Unit>| unit.map(|unit| unit.name).unwrap_or_default();
        let unit = name(self.unit(tx, found.application.unit).await?);
        let source = name(self.unit(tx, found.application.source).await?);
        Ok(Some((found, unit, source)))
    }

    async fn talk(&mut self, tx: &mut Tx, row: &StoredLine) -> Result<Talk, StorageError> {
        let id = match row.object {
            Object::Thread(id) => ThreadId::from_uuid(id),
            Object::Envelope(id) => {
                let id = EnvelopeId::from_uuid(id);
                let Some(thread) = audit::thread_of_envelope(tx, id).await? else {
                    return Ok(Talk::None);
                };
                thread
            }
            _ => return Ok(Talk::None),
        };
        if let Some(known) = self.threads.get(&id) {
            return Ok(known.clone());
        }
        let talk = match dialog::citizens_thread(tx, id).await? {
            Some(stored) => Talk::Open(id, stored.topic.citizen),
            None if dialog::is_there(tx, Object::Thread(id.uuid())).await? => Talk::Closed,
            None => Talk::None,
        };
        self.threads.insert(id, talk.clone());
        Ok(talk)
    }

    /// Whether the reader may know what a line is about: its conversation, and the
    /// unit that it was done at.
    async fn thing(
        &mut self,
        tx: &mut Tx,
        row: &StoredLine,
        talk: &Talk,
    ) -> Result<Thing, StorageError> {
        if matches!(talk, Talk::Closed) {
            return Ok(Thing::Closed);
        }
        let Some(unit) = row.unit else { return Ok(Thing::Open) };
        let revealing = self.unit(tx, unit).await?.map(|unit| unit.revealing);
        let is_closed = revealing == Some(Revealing::Yes) && !self.citizen.sees_sensitive_units();
        Ok(if is_closed { Thing::Closed } else { Thing::Open })
    }

    async fn by(
        &mut self,
        tx: &mut Tx,
        row: &StoredLine,
        told: Told,
    ) -> Result<SeenBy, StorageError> {
        Ok(match row.actor {
            Actor::Staff(id) => {
                let unit = match row.unit {
                    Some(unit) => self.unit(tx, unit).await?,
                    None => None,
                };
                let hidden = unit.as_ref().map(|unit| unit.staff_names) == Some(StaffNames::Hidden);
                let name = if hidden { None } else { self.staff(tx, id).await? };
                let place = match unit.filter(|_| told.place == Place::Unit) {
                    Some(unit) => Some(unit.name),
                    None => self.home(tx, row.org).await?,
                };
                SeenBy::Staff { name, place }
            }
            Actor::Citizen(id) if id == self.citizen.person() => SeenBy::Herself,
            Actor::Citizen(id) => {
                SeenBy::Helper { name: self.person(tx, id).await?, of: self.of.clone() }
            }
            Actor::Epj(home) => {
                SeenBy::Epj { municipality: self.home(tx, Some(home)).await?.unwrap_or_default() }
            }
            Actor::System | Actor::Nobody => SeenBy::Platform,
        })
    }

    async fn unit(&mut self, tx: &mut Tx, id: UnitId) -> Result<Option<Unit>, StorageError> {
        if let Some(known) = self.units.get(&id) {
            return Ok(known.clone());
        }
        let found = parties::unit(tx, id).await?;
        self.units.insert(id, found.clone());
        Ok(found)
    }

    async fn home(
        &mut self,
        tx: &mut Tx,
        id: Option<MunicipalityId>,
    ) -> Result<Option<String>, StorageError> {
        let Some(id) = id else { return Ok(None) };
        if let Some(known) = self.homes.get(&id) {
            return Ok(known.clone());
        }
        let found = parties::municipality(tx, id).await?.map(|home| home.legal_name());
        self.homes.insert(id, found.clone());
        Ok(found)
    }

    async fn staff(
        &mut self,
        tx: &mut Tx,
        id: StaffId,
    ) -> Result<Option<(String, String)>, StorageError> {
        if let Some(known) = self.staff.get(&id) {
            return Ok(known.clone());
        }
        let found = parties::staff(tx, id).await?.map(|found| (found.name.full(), found.title));
        self.staff.insert(id, found.clone());
        Ok(found)
    }

    async fn person(&mut self, tx: &mut Tx, id: PersonId) -> Result<String, StorageError> {
        if let Some(known) = self.people.get(&id) {
            return Ok(known.clone());
        }
        let found = parties::person(tx, id).await?;
        let name = found.map(|found| found.name.full()).unwrap_or_default();
        self.people.insert(id, name.clone());
        Ok(name)
    }
}
