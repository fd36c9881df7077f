//! Records that change hands: plans, what those concerned have chosen, and what went.

use helsebro_domain::controllership::moving::{Choice, Plan, Told};
use helsebro_domain::controllership::{CustodyCase, CustodyEvent, ExitPlan, Party, Whose};
use helsebro_domain::ids::{CustodyId, MunicipalityId, PersonId, StaffId};
use helsebro_domain::time::Instant;

use uuid::Uuid;

use super::declines::turn_hers;
use super::facts::changed;
use super::places::{area_of, party, scope, unit_of, validity};
use crate::{FromRow, Row, StorageError, Tx, values};

/// The most people who choose for themselves in one plan.
pub const MAX_CHOICES: usize = 10_000;

const ADD: &str = "INSERT INTO custody_plans (id, municipality, care_area, unit, reason, \
     written_from, written_to, holders, receiver, exit_plan, goes_at, entered_by) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
const ONE: &str = "SELECT id, municipality, care_area, unit, reason, written_from, written_to, \
     holders, receiver, exit_plan, goes_at, entered_by, told_at, untold, carried_out_at, \
     carried_out_by FROM custody_plans WHERE id = $1";
const OF: &str = "SELECT id, municipality, care_area, unit, reason, written_from, written_to, \
     holders, receiver, exit_plan, goes_at, entered_by, told_at, untold, carried_out_at, \
     carried_out_by FROM custody_plans WHERE municipality = $1 OR EXISTS \
     (SELECT 1 FROM custody_moves m WHERE m.plan = custody_plans.id AND m.receiver = $2) \
     ORDER BY id DESC LIMIT 200";
const OF_PERSON: &str = "SELECT id, municipality, care_area, unit, reason, written_from, \
     written_to, holders, receiver, exit_plan, goes_at, entered_by, told_at, untold, \
     carried_out_at, carried_out_by FROM custody_plans WHERE (told_at IS NOT NULL OR EXISTS \
     (SELECT 1 FROM custody_choices c WHERE c.plan = custody_plans.id AND c.person = $1)) AND EXISTS \
     (SELECT 1 FROM threads t JOIN units u ON u.id = t.unit WHERE t.person = $1 \
      AND t.municipality = custody_plans.municipality AND u.care_area = custody_plans.care_area \
      AND (custody_plans.unit IS NULL OR custody_plans.unit = u.id)) ORDER BY id DESC LIMIT 50";
const PEOPLE: &str = "SELECT DISTINCT t.person FROM custody_plans p \
     JOIN threads t ON t.municipality = p.municipality JOIN units u ON u.id = t.unit \
     AND u.care_area = p.care_area AND (p.unit IS NULL OR p.unit = u.id) \
     WHERE p.id = $1 AND (p.told_at IS NOT NULL OR EXISTS (SELECT 1 FROM custody_choices x \
     WHERE x.plan = p.id AND x.person = t.person AND x.declined IS NOT NULL)) \
     AND NOT EXISTS (SELECT 1 FROM deleted_records d WHERE d.thread = t.id) \
     AND NOT EXISTS (SELECT 1 FROM custody_tellings c WHERE c.plan = p.id \
     AND c.person = t.person) ORDER BY t.person LIMIT $2";
const TELL_ONE: &str = "INSERT INTO custody_tellings (plan, person, id, at) \
     VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
const DROP: &str = "DELETE FROM custody_plans WHERE id = $1 AND municipality = $2 AND told_at IS NULL \
     AND carried_out_at IS NULL";
const TELL: &str = "UPDATE custody_plans SET told_at = $3, untold = $4 \
     WHERE id = $1 AND municipality = $2 AND told_at IS NULL AND untold IS NULL";
const CARRY_OUT: &str = "UPDATE custody_plans SET carried_out_at = $3, carried_out_by = $4 \
     WHERE id = $1 AND municipality = $2 AND carried_out_at IS NULL";
// Whoever names one that has said no is sent where the others go who did, and asked anew.
const CHOOSE: &str = "INSERT INTO custody_choices (plan, person, named, chosen_at, declined) \
     VALUES ($1, $2, COALESCE((SELECT d.instead FROM custody_declines d WHERE d.plan = $1 \
     AND d.receiver = $3), $3), $4, (SELECT d.receiver FROM custody_declines d WHERE d.plan = $1 \
     AND d.receiver = $3)) ON CONFLICT (plan, person) DO UPDATE SET named = excluded.named, \
     chosen_at = excluded.chosen_at, declined = excluded.declined";
const FORGET_CHOICE: &str = "DELETE FROM custody_choices WHERE plan = $1 AND person = $2 \
     AND chosen_at = $3 AND NOT EXISTS (SELECT 1 FROM custody_plans p WHERE p.id = $1 \
     AND p.carried_out_at IS NOT NULL)";
const CHOICES: &str = "SELECT person, named FROM custody_choices WHERE plan = $1 \
     ORDER BY person LIMIT 10000";
const CHOICE_OF: &str = "SELECT person, named FROM custody_choices WHERE plan = $1 AND person = $2";
const ADD_MOVE: &str = "INSERT INTO custody_moves (id, plan, person, author, receiver, records, \
     set_hash) VALUES ($1, $2, $3, $4, $5, $6, $7)";
const MOVES: &str = "SELECT receiver, COUNT(*), CAST(SUM(records) AS BIGINT), MAX(received_at), \
     MAX(receipt), CAST(SUM(CASE WHEN received_at IS NULL THEN 1 ELSE 0 END) AS BIGINT) FROM custody_moves \
     WHERE plan = $1 GROUP BY receiver ORDER BY receiver LIMIT 200";
const RECEIVE: &str = "UPDATE custody_moves SET received_at = $3, received_by = $4, receipt = $5 \
     WHERE plan = $1 AND receiver = $2 AND received_at IS NULL";
pub(super) const AHEAD: &str = "SELECT id, municipality, care_area, unit, reason, written_from, \
     written_to, holders, receiver, exit_plan, goes_at, entered_by, told_at, untold, \
     carried_out_at, carried_out_by FROM custody_plans WHERE carried_out_at IS NULL \
     AND told_at IS NOT NULL AND receiver IS NOT NULL ORDER BY id LIMIT 5000";
pub(super) const PAGED: &str = "SELECT m.id, p.municipality, p.care_area, p.unit, p.reason, \
     p.written_from, p.written_to, p.holders, m.receiver, p.goes_at, m.person, m.author, \
     m.received_at FROM custody_moves m JOIN custody_plans p ON p.id = m.plan \
     WHERE m.id > $1 ORDER BY m.id LIMIT 5000";

pub(super) const STATEMENTS: &[&str] = &[
    ADD,
    ONE,
    OF,
    OF_PERSON,
    PEOPLE,
    TELL_ONE,
    DROP,
    TELL,
    CARRY_OUT,
    CHOOSE,
    FORGET_CHOICE,
    CHOICES,
    CHOICE_OF,
    ADD_MOVE,
    MOVES,
    RECEIVE,
    AHEAD,
    PAGED,
];

/// A plan, and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanRow {
    /// The plan.
    pub plan: Plan,
    /// Who entered it.
    pub entered_by: StaffId,
    /// That those concerned were told, or why not.
    pub told: Option<Told>,
    /// When it was carried out, and by whom.
    pub carried_out: Option<(Instant, StaffId)>,
}

fn parties(text: &str) -> Vec<Party> {
    text.split(' ').filter_map(Party::from_stored).collect()
}

fn case(row: &Row<'_>, column: usize) -> Result<CustodyCase, StorageError> {
    let text: String = row.get(column)?;
    CustodyCase::from_stored(&text)
        .ok_or(StorageError::Column { column, wanted: "a case of custody" })
}

impl FromRow for PlanRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let holders: String = row.get(7)?;
        let exit: Option<String> = row.get(9)?;
        let (told_at, untold): (Option<Instant>, Option<String>) = (row.get(12)?, row.get(13)?);
        let told = told_at.map(Told::At).or(untold.map(Told::NotPracticable));
        let (at, by): (Option<Instant>, Option<StaffId>) = (row.get(14)?, row.get(15)?);
        Ok(Self {
            plan: Plan {
                id: row.get(0)?,
                scope: scope(row, 1)?,
                case: case(row, 4)?,
                written: validity(row, 5)?,
                from: parties(&holders),
                to: party(row, 8)?,
                exit: exit.as_deref().and_then(ExitPlan::from_stored),
                at: row.get(10)?,
            },
            entered_by: row.get(11)?,
            told,
            carried_out: at.zip(by),
        })
    }
}

fn holders(from: &[Party]) -> String {
    from.iter().map(|party| party.to_stored()).collect::<Vec<_>>().join(" ")
}

/// Adds a plan.
///
/// # Errors
/// When the database fails.
pub async fn add_plan(tx: &mut Tx, plan: &Plan, by: StaffId) -> Result<(), StorageError> {
    tx.system()?;
    let Plan { id, case, scope, written, from, to, exit, at } = plan;
    tx.ensure_one(
        ADD,
        values![
            id,
            scope.municipality,
            area_of(scope.place),
            unit_of(scope.place),
            case.as_str(),
            written.from(),
            written.to(),
            holders(from),
            to.map(Party::to_stored),
            exit.map(ExitPlan::as_str),
            at,
            by,
        ],
    )
    .await
}

/// One plan.
///
/// # Errors
/// When the database fails.
pub async fn plan(tx: &mut Tx, id: CustodyId) -> Result<Option<PlanRow>, StorageError> {
    tx.system()?;
    tx.optional(ONE, values![id]).await
}

/// The plans of a municipality, and those by which something comes to it, newest first.
///
/// # Errors
/// When the database fails.
pub async fn plans_of(
    tx: &mut Tx,
    municipality: MunicipalityId,
) -> Result<Vec<PlanRow>, StorageError> {
    tx.system()?;
    let own = Party::Municipality(municipality).to_stored();
    tx.all(OF, values![municipality, own]).await
}

/// The plans that the scope's citizen was told of, since her conversations are of their
/// services.
///
/// # Errors
/// When the database fails.
pub async fn plans_of_person(tx: &mut Tx) -> Result<Vec<PlanRow>, StorageError> {
    let person = tx.citizen()?;
    tx.all(OF_PERSON, values![person]).await
}

/// Some of those of whose conversations with a plan's services there is a record, and who
/// are to be told and have not been; at most as many as asked for. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn to_tell_of_plan(
    tx: &mut Tx,
    id: CustodyId,
    most: u32,
) -> Result<Vec<PersonId>, StorageError> {
    tx.system()?;
    let found: Vec<(PersonId,)> = tx.all(PEOPLE, values![id, most]).await?;
    Ok(found.into_iter().map(|(person,)| person).collect())
}

/// Notes that somebody is told of a plan; false when she was. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn add_custody_telling(
    tx: &mut Tx,
    (plan, person): (CustodyId, PersonId),
    (id, at): (Uuid, Instant),
) -> Result<bool, StorageError> {
    tx.system()?;
    Ok(tx.execute(TELL_ONE, values![plan, person, id, at]).await? > 0)
}

/// Throws away a plan that nobody was told of.
///
/// # Errors
/// When there is none such, or the database fails.
pub async fn drop_plan(
    tx: &mut Tx,
    (id, municipality): (CustodyId, MunicipalityId),
) -> Result<(), StorageError> {
    tx.system()?;
    tx.ensure_one(DROP, values![id, municipality]).await
}

/// Notes that those concerned were told, or why they were not.
///
/// # Errors
/// When it is noted already, or the database fails.
pub async fn tell_plan(
    tx: &mut Tx,
    (id, municipality): (CustodyId, MunicipalityId),
    told: &Told,
) -> Result<(), StorageError> {
    tx.system()?;
    let (at, untold) = match told {
        Told::At(at) => (Some(*at), None),
        Told::NotPracticable(why) => (None, Some(why.as_str())),
    };
    tx.ensure_one(TELL, values![id, municipality, at, untold]).await?;
    // From now on it lies ahead, and those concerned may choose.
    changed(tx).await
}

struct ChoiceRow(Choice);

impl FromRow for ChoiceRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        Ok(Self(Choice { person: row.get(0)?, named: party(row, 1)? }))
    }
}

/// Stores what the scope's citizen has chosen; the last choice counts.
///
/// # Errors
/// When the database fails.
pub async fn choose(
    tx: &mut Tx,
    plan: CustodyId,
    (named, now): (Option<Party>, Instant),
) -> Result<(), StorageError> {
    let person = tx.citizen()?;
    note_choice(tx, plan, Choice { person, named }, now).await?;
    match named {
        Some(named) => turn_hers(tx, (plan, person), named).await,
        None => Ok(()),
    }
}

/// Stores what somebody has chosen, also when she did so by a request about her rights.
///
/// # Errors
/// When the database fails.
pub(crate) async fn note_choice(
    tx: &mut Tx,
    plan: CustodyId,
    Choice { person, named }: Choice,
    now: Instant,
) -> Result<(), StorageError> {
    tx.ensure_one(CHOOSE, values![plan, person, named.map(Party::to_stored), now]).await
}

/// Takes back what somebody chose at an instant; false when she has chosen again, or the plan is
/// carried out.
///
/// # Errors
/// When the database fails.
pub(crate) async fn forget_choice(
    tx: &mut Tx,
    plan: CustodyId,
    person: PersonId,
    at: Instant,
) -> Result<bool, StorageError> {
    Ok(tx.execute(FORGET_CHOICE, values![plan, person, at]).await? == 1)
}

/// What the scope's citizen has chosen.
///
/// # Errors
/// When the database fails.
pub async fn own_choice(tx: &mut Tx, plan: CustodyId) -> Result<Option<Choice>, StorageError> {
    let person = tx.citizen()?;
    let row: Option<ChoiceRow> = tx.optional(CHOICE_OF, values![plan, person]).await?;
    Ok(row.map(|row| row.0))
}

/// What each has chosen who has chosen for herself.
///
/// # Errors
/// When the database fails.
pub async fn choices(tx: &mut Tx, plan: CustodyId) -> Result<Vec<Choice>, StorageError> {
    tx.system()?;
    let rows: Vec<ChoiceRow> = tx.all(CHOICES, values![plan]).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// What went by one event: how many records, and a hash over which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// The event.
    pub event: CustodyEvent,
    /// How many records.
    pub records: i64,
    /// The hash over their ids, in order.
    pub set_hash: [u8; 32],
}

/// Carries out a plan of a municipality: what went is a fact from now on.
///
/// # Errors
/// When it was carried out before, or the database fails.
pub async fn carry_out(
    tx: &mut Tx,
    (id, municipality): (CustodyId, MunicipalityId),
    gone: &[Gone],
    (now, by): (Instant, StaffId),
) -> Result<(), StorageError> {
    tx.system()?;
    tx.ensure_one(CARRY_OUT, values![id, municipality, now, by]).await?;
    for Gone { event, records, set_hash } in gone {
        let person: Option<PersonId> = match event.whose {
            Whose::Everyone => None,
            Whose::Person(person) => Some(person),
        };
        let (author, to) = (event.author.map(Party::to_stored), event.to.to_stored());
        let row = values![event.id, id, person, author, to, *records, set_hash];
        tx.ensure_one(ADD_MOVE, row).await?;
    }
    changed(tx).await
}

/// What went to one receiver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Going {
    /// Who gets it.
    pub receiver: Party,
    /// How many go: everybody's are one, and each who has chosen for herself is one.
    pub moves: i64,
    /// How many records.
    pub records: i64,
    /// When all of it was there, and on what paper.
    pub received: Option<(Instant, Option<String>)>,
}

impl FromRow for Going {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let wanted = "a party";
        let receiver = party(row, 0)?.ok_or(StorageError::Column { column: 0, wanted })?;
        let (at, receipt): (Option<Instant>, Option<String>) = (row.get(3)?, row.get(4)?);
        let left: i64 = row.get(5)?;
        Ok(Self {
            receiver,
            moves: row.get(1)?,
            records: row.get(2)?,
            received: at.filter(|_| left == 0).map(|at| (at, receipt)),
        })
    }
}

/// What went by a plan, receiver by receiver.
///
/// # Errors
/// When the database fails.
pub async fn goings(tx: &mut Tx, plan: CustodyId) -> Result<Vec<Going>, StorageError> {
    tx.system()?;
    tx.all(MOVES, values![plan]).await
}

/// Notes that a receiver has what went to it; says how many.
///
/// # Errors
/// When the database fails.
pub async fn receive(
    tx: &mut Tx,
    (plan, receiver): (CustodyId, Party),
    (now, by, receipt): (Instant, StaffId, Option<&str>),
) -> Result<u64, StorageError> {
    tx.system()?;
    let to = receiver.to_stored();
    let found = tx.execute(RECEIVE, values![plan, to, now, by, receipt]).await?;
    changed(tx).await?;
    Ok(found)
}

pub(super) struct EventRow(pub(super) CustodyEvent);

impl FromRow for EventRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let (from, wanted): (String, _) = (row.get(7)?, "a party");
        let person: Option<PersonId> = row.get(10)?;
        Ok(Self(CustodyEvent {
            id: row.get(0)?,
            scope: scope(row, 1)?,
            case: case(row, 4)?,
            written: validity(row, 5)?,
            from: parties(&from),
            to: party(row, 8)?.ok_or(StorageError::Column { column: 8, wanted })?,
            at: row.get(9)?,
            whose: person.map_or(Whose::Everyone, Whose::Person),
            author: party(row, 11)?,
            received_at: row.get(12)?,
        }))
    }
}

impl PlanRow {
    /// What lies ahead by it: nobody has received anything yet.
    pub(super) fn ahead(&self) -> Option<CustodyEvent> {
        let Plan { id, case, scope, written, from, to, at, .. } = &self.plan;
        Some(CustodyEvent {
            id: *id,
            case: *case,
            whose: Whose::Everyone,
            scope: *scope,
            written: *written,
            author: None,
            from: from.clone(),
            to: (*to)?,
            at: *at,
            received_at: None,
        })
    }
}
