//! Audit lines: written in the transaction of what they tell, never changed.
//!
//! Lines lie in the order they were written, month by month, and are found by the
//! person they are about: through a table of their own once they are sealed, and until
//! then by looking through what waits. An index would be one page more to write for each
//! act, far from all others. By the thing they concern nobody asks for them.

use helsebro_domain::audit::{Actor, AuditLine, Decision, Event, Object, Why};
use helsebro_domain::ids::{AuditId, MunicipalityId, PersonId, StaffId, UnitId};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::time::{Date, Instant};
use uuid::Uuid;

use super::block::Chain;
use crate::{FromRow, Row, StorageError, Tx, values};

/// The most lines one page of the log shows.
pub const MAX_LINES: u32 = 200;

macro_rules! lines {
    ($rest:literal) => {
        concat!(
            "SELECT id, at, event, actor_kind, actor, on_behalf_of, org, subject, object_kind, \
             object, reason_code, rules, inputs_hash, basis, unit, why FROM audit_lines ",
            $rest
        )
    };
}

/// Lines about a person: those that are sealed, and those that wait for it.
macro_rules! about {
    ($where:literal, $rest:literal) => {
        concat!(
            "SELECT f.id AS id, l.at, l.event, l.actor_kind, l.actor, l.on_behalf_of, l.org, \
             l.subject, l.object_kind, l.object, l.reason_code, l.rules, l.inputs_hash, \
             l.basis, l.unit, l.why \
             FROM audit_subjects f JOIN audit_lines l ON l.month = f.month AND l.id = f.id \
             WHERE f.subject = $1 AND l.subject = $1 AND ",
            $where,
            " UNION ALL \
             SELECT f.id AS id, l.at, l.event, l.actor_kind, l.actor, l.on_behalf_of, l.org, \
             l.subject, l.object_kind, l.object, l.reason_code, l.rules, l.inputs_hash, \
             l.basis, l.unit, l.why \
             FROM (SELECT month, line AS id FROM audit_unsealed) f \
             JOIN audit_lines l ON l.month = f.month AND l.id = f.id \
             WHERE l.subject = $1 AND ",
            $where,
            " ",
            $rest
        )
    };
}

const APPEND: &str = "INSERT INTO audit_lines (month, id, at, event, actor_kind, actor, \
     on_behalf_of, org, subject, object_kind, object, reason_code, rules, inputs_hash, basis, \
     unit, why) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
const LEAVE_UNSEALED: &str = "INSERT INTO audit_unsealed (chain, month, line) VALUES ($1, $2, $3)";
const ABOUT_CITIZEN: &str = about!(
    "f.id < $2 AND f.month >= $3 AND f.month <= $4 \
     AND (l.actor_kind <> 1 OR l.actor <> l.subject)",
    "ORDER BY id DESC LIMIT $5"
);
const BY_CITIZEN_ALONE: &str = about!(
    "f.id < $2 AND f.month >= $3 AND f.month <= $4 \
     AND l.actor_kind = 1 AND l.actor = l.subject",
    "ORDER BY id DESC LIMIT $5"
);
const ONE_ABOUT_CITIZEN: &str = about!("f.id = $2", "LIMIT 2");
const ABOUT_IN_ORG: &str = about!("l.org = $2 AND f.id < $3", "ORDER BY id DESC LIMIT $4");
const LATEST: &str = lines!("ORDER BY month DESC, id DESC LIMIT $1");

pub(super) const STATEMENTS: &[&str] = &[
    APPEND,
    LEAVE_UNSEALED,
    ABOUT_CITIZEN,
    BY_CITIZEN_ALONE,
    ONE_ABOUT_CITIZEN,
    ABOUT_IN_ORG,
    LATEST,
];

/// A line as it stands in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredLine {
    /// Its own id.
    pub id: AuditId,
    /// When.
    pub at: Instant,
    /// What was done or tried.
    pub event: Event,
    /// Who acted.
    pub actor: Actor,
    /// For whom, when not for herself.
    pub on_behalf_of: Option<PersonId>,
    /// For which municipality.
    pub org: Option<MunicipalityId>,
    /// About whom.
    pub subject: Option<PersonId>,
    /// The thing.
    pub object: Object,
    /// What was decided, with the true code.
    pub decision: Decision,
    /// The rules behind it, with a space between.
    pub rules: String,
    /// Keyed hash of what came in.
    pub inputs_hash: Option<[u8; 32]>,
    /// The grant or decision that the actor acted on.
    pub basis: Option<Uuid>,
    /// The unit that the actor worked at.
    pub unit: Option<UnitId>,
    /// Why the actor could do it.
    pub why: Option<Why>,
}

/// Whose doings about a citizen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doings {
    /// Everybody else's.
    Others,
    /// Her own.
    Own,
}

/// A month of the log, as 202702.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(i64);

impl Month {
    /// The first and the last that there can be.
    const ALL: (Self, Self) = (Self(0), Self(999_912));

    /// The month of a day.
    pub fn of(day: Date) -> Self {
        Self(i64::from(day.year()) * 100 + i64::from(day.month()))
    }
}

/// Where a page of the log begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// With the newest line.
    Newest,
    /// With the line before this one.
    Before(AuditId),
}

/// Writes a line (§ 1.4), in whatever scope its act runs.
///
/// # Errors
/// When the database fails; the act must then not be done either.
pub async fn append(tx: &mut Tx, line: &AuditLine) -> Result<(), StorageError> {
    let (actor_kind, actor) = actor_columns(line.actor);
    let (object_kind, object) = object_columns(line.object);
    let reason = match line.decision {
        Decision::Accepted => None,
        Decision::Refused(code) => Some(code.as_str()),
    };
    let (month, chain) = (month_of(line.at), Chain::of(line.org).id());
    let (rules, why) = (line.rules.join(" "), line.why.map(Why::as_str));
    let event = line.event.as_str();
    let row = values![
        month,
        line.id,
        line.at,
        event,
        actor_kind,
        actor,
        line.on_behalf_of,
        line.org,
        line.subject,
        object_kind,
        object,
        reason,
        rules,
        line.inputs_hash,
        line.basis,
        line.unit,
        why,
    ];
    let unsealed = values![chain, month, line.id];
    tx.ensure_one_each(&[(APPEND, row), (LEAVE_UNSEALED, unsealed)]).await
}

/// What the log says about the scope's citizen, newest first: in one month, or in
/// all.
///
/// # Errors
/// When the database fails.
pub async fn own_lines(
    tx: &mut Tx,
    (doings, month): (Doings, Option<Month>),
    from: From,
    limit: u32,
) -> Result<Vec<StoredLine>, StorageError> {
    let citizen = tx.citizen()?;
    let (first, last) = month.map_or(Month::ALL, |month| (month, month));
    let sql = match doings {
        Doings::Others => ABOUT_CITIZEN,
        Doings::Own => BY_CITIZEN_ALONE,
    };
    let limit = limit.min(MAX_LINES);
    tx.all(sql, values![citizen, from.before(), first.0, last.0, limit]).await
}

/// One line about the scope's citizen.
///
/// # Errors
/// When the database fails.
pub async fn own_line(tx: &mut Tx, id: AuditId) -> Result<Option<StoredLine>, StorageError> {
    let citizen = tx.citizen()?;
    tx.optional(ONE_ABOUT_CITIZEN, values![citizen, id]).await
}

/// What the scope's municipality has done about a person, newest first.
///
/// # Errors
/// When the database fails.
pub async fn lines_about(
    tx: &mut Tx,
    person: PersonId,
    from: From,
    limit: u32,
) -> Result<Vec<StoredLine>, StorageError> {
    let municipality = tx.municipality()?;
    let limit = limit.min(MAX_LINES);
    tx.all(ABOUT_IN_ORG, values![person, municipality, from.before(), limit]).await
}

/// What the log says about a person, newest first: what others did, or she herself. System
/// scope only, for whoever answers her.
///
/// # Errors
/// When the database fails.
pub async fn lines_of(
    tx: &mut Tx,
    (person, doings): (PersonId, Doings),
    from: From,
    limit: u32,
) -> Result<Vec<StoredLine>, StorageError> {
    tx.system()?;
    let sql = match doings {
        Doings::Others => ABOUT_CITIZEN,
        Doings::Own => BY_CITIZEN_ALONE,
    };
    let (first, last) = Month::ALL;
    tx.all(sql, values![person, from.before(), first.0, last.0, limit.min(MAX_LINES)]).await
}

/// The newest lines about anyone. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn latest_lines(tx: &mut Tx, limit: u32) -> Result<Vec<StoredLine>, StorageError> {
    tx.system()?;
    tx.all(LATEST, values![limit.min(MAX_LINES)]).await
}

impl From {
    fn before(self) -> Uuid {
        match self {
            Self::Newest => Uuid::max(),
            Self::Before(id) => id.uuid(),
        }
    }
}

impl FromRow for StoredLine {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let (event, reason): (String, Option<String>) = (row.get(2)?, row.get(10)?);
        let wrong = |column, wanted| StorageError::Column { column, wanted };
        let decision = match reason {
            None => Decision::Accepted,
            Some(code) => {
                let known = ReasonCode::ALL.iter().find(|known| known.as_str() == code);
                Decision::Refused(*known.ok_or_else(|| wrong(10, "a reason code"))?)
            }
        };
        let known = Event::ALL.iter().find(|known| known.as_str() == event);
        Ok(Self {
            id: row.get(0)?,
            at: row.get(1)?,
            event: *known.ok_or_else(|| wrong(2, "an event"))?,
            actor: actor_from(row.get(3)?, row.get(4)?).ok_or_else(|| wrong(3, "an actor"))?,
            on_behalf_of: row.get(5)?,
            org: row.get(6)?,
            subject: row.get(7)?,
            object: object_from(row.get(8)?, row.get(9)?).ok_or_else(|| wrong(8, "an object"))?,
            decision,
            rules: row.get(11)?,
            inputs_hash: row.get(12)?,
            basis: row.get(13)?,
            unit: row.get(14)?,
            why: why(row)?,
        })
    }
}

/// A reason that a later version stored is none that we know.
fn why(row: &Row<'_>) -> Result<Option<Why>, StorageError> {
    let stored: Option<String> = row.get(15)?;
    Ok(stored.as_deref().and_then(Why::from_stored))
}

/// The month a line lies in, as 202702.
pub(super) fn month_of(at: Instant) -> i64 {
    Month::of(at.in_oslo().date).0
}

fn actor_columns(actor: Actor) -> (i64, Option<Uuid>) {
    match actor {
        Actor::Citizen(id) => (1, Some(id.uuid())),
        Actor::Staff(id) => (2, Some(id.uuid())),
        Actor::Epj(id) => (3, Some(id.uuid())),
        Actor::System => (4, None),
        Actor::Nobody => (5, None),
    }
}

fn actor_from(kind: i64, id: Option<Uuid>) -> Option<Actor> {
    match (kind, id) {
        (1, Some(id)) => Some(Actor::Citizen(PersonId::from_uuid(id))),
        (2, Some(id)) => Some(Actor::Staff(StaffId::from_uuid(id))),
        (3, Some(id)) => Some(Actor::Epj(MunicipalityId::from_uuid(id))),
        (4, None) => Some(Actor::System),
        (5, None) => Some(Actor::Nobody),
        _ => None,
    }
}

fn object_columns(object: Object) -> (i64, Option<Uuid>) {
    match object {
        Object::None => (0, None),
        Object::Thread(id) => (1, Some(id)),
        Object::Unit(id) => (2, Some(id)),
        Object::Contact(id) => (3, Some(id)),
        Object::Draft(id) => (4, Some(id)),
        Object::Session(id) => (5, Some(id)),
        Object::Envelope(id) => (6, Some(id)),
        Object::Key(id) => (7, Some(id)),
        Object::Grant(id) => (8, Some(id)),
        Object::GrantRequest(id) => (9, Some(id)),
        Object::Emergency(id) => (10, Some(id)),
        Object::Notice(id) => (11, Some(id)),
        Object::PaperGrant(id) => (13, Some(id)),
        Object::Activation(id) => (31, Some(id)),
        Object::Terms(id) => (32, Some(id)),
        Object::Processing(id) => (33, Some(id)),
        Object::Delivery(id) => (21, Some(id)),
        Object::Agreement(id) => (22, Some(id)),
        Object::Organisation(id) => (23, Some(id)),
        Object::Override(id) => (24, Some(id)),
        Object::Disclosure(id) => (51, Some(id)),
        Object::Breach(id) => (52, Some(id)),
        Object::Retention(id) => (53, Some(id)),
        Object::Block(id) => (54, Some(id)),
        Object::Charge(id) => (34, Some(id)),
        Object::SubProcessor(id) => (35, Some(id)),
        Object::Custody(id) => (40, Some(id)),
        Object::ResponsibilityTask(id) => (41, Some(id)),
        Object::RightsRequest(id) => (26, Some(id)),
        Object::RightsPart(id) => (27, Some(id)),
    }
}

fn object_from(kind: i64, id: Option<Uuid>) -> Option<Object> {
    match (kind, id) {
        (0, None) => Some(Object::None),
        (1, Some(id)) => Some(Object::Thread(id)),
        (2, Some(id)) => Some(Object::Unit(id)),
        (3, Some(id)) => Some(Object::Contact(id)),
        (4, Some(id)) => Some(Object::Draft(id)),
        (5, Some(id)) => Some(Object::Session(id)),
        (6, Some(id)) => Some(Object::Envelope(id)),
        (7, Some(id)) => Some(Object::Key(id)),
        (8, Some(id)) => Some(Object::Grant(id)),
        (9, Some(id)) => Some(Object::GrantRequest(id)),
        (10, Some(id)) => Some(Object::Emergency(id)),
        (11, Some(id)) => Some(Object::Notice(id)),
        (13, Some(id)) => Some(Object::PaperGrant(id)),
        (31, Some(id)) => Some(Object::Activation(id)),
        (32, Some(id)) => Some(Object::Terms(id)),
        (33, Some(id)) => Some(Object::Processing(id)),
        (21, Some(id)) => Some(Object::Delivery(id)),
        (22, Some(id)) => Some(Object::Agreement(id)),
        (23, Some(id)) => Some(Object::Organisation(id)),
        (24, Some(id)) => Some(Object::Override(id)),
        (51, Some(id)) => Some(Object::Disclosure(id)),
        (52, Some(id)) => Some(Object::Breach(id)),
        (53, Some(id)) => Some(Object::Retention(id)),
        (54, Some(id)) => Some(Object::Block(id)),
        (34, Some(id)) => Some(Object::Charge(id)),
        (35, Some(id)) => Some(Object::SubProcessor(id)),
        (40, Some(id)) => Some(Object::Custody(id)),
        (41, Some(id)) => Some(Object::ResponsibilityTask(id)),
        (26, Some(id)) => Some(Object::RightsRequest(id)),
        (27, Some(id)) => Some(Object::RightsPart(id)),
        _ => None,
    }
}
