//! Plans: how far each has come, and what it counted.

use helsebro_domain::controllership::Party;
use helsebro_domain::ids::{MunicipalityId, RetentionPlanId, RightsPartId, StaffId, ThreadId};
use helsebro_domain::parties::CareArea;
use helsebro_domain::retention::{Finding, Granted, Plan};
use helsebro_domain::time::Instant;

use super::of;
use crate::{FromRow, Row, StorageError, Tx, values};

/// How many plans are listed at most.
pub const MAX_PLANS: usize = 50;

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, municipality, made_by, made_at, counted_at, begun_by, begun_at, done_at, \
             dropped_at, granted_part, granted_by FROM retention_plans ",
            $rest
        )
    };
}

pub(super) use columns;

const ADD: &str = "INSERT INTO retention_plans (id, municipality, made_by, made_at, after_thread) \
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
// What a provider has granted is carried out by itself (S2-3-b).
const PLANS: &str = columns!(
    "WHERE municipality = $1 AND (granted_by IS NULL OR granted_by = $2) \
     ORDER BY id DESC LIMIT 50"
);
const PLAN: &str =
    columns!("WHERE id = $1 AND municipality = $2 AND (granted_by IS NULL OR granted_by = $3)");
const SET: &str = "UPDATE retention_plans SET begun_by = $3, begun_at = $4, done_at = $5, \
     dropped_at = $6 WHERE id = $1 AND municipality = $2 AND dropped_at IS NULL \
     AND done_at IS NULL";
const GOING_ON: &str = "SELECT id, municipality, after_thread FROM retention_plans \
     WHERE done_at IS NULL AND dropped_at IS NULL \
     AND (counted_at IS NULL OR begun_at IS NOT NULL) ORDER BY id LIMIT 200";
const LOOKED_THROUGH: &str = "UPDATE retention_plans SET after_thread = $3, counted_at = $4 \
     WHERE id = $1 AND after_thread = $2 AND counted_at IS NULL AND dropped_at IS NULL";
const COUNT: &str = "INSERT INTO retention_counts (plan, care_area, finding, conversations) \
     VALUES ($1, $2, $3, $4) ON CONFLICT (plan, care_area, finding) \
     DO UPDATE SET conversations = retention_counts.conversations + $4";
const COUNTS: &str = "SELECT care_area, finding, conversations FROM retention_counts \
     WHERE plan = $1 ORDER BY care_area, finding";
const NOTE_ITEM: &str = "INSERT INTO retention_items (plan, thread) VALUES ($1, $2)";
const TO_DO: &str = "SELECT thread FROM retention_items WHERE plan = $1 AND done_at IS NULL \
     ORDER BY thread LIMIT $2";
const ITEM_DONE: &str = "UPDATE retention_items SET done_at = $3, kept = $4 \
     WHERE plan = $1 AND thread = $2 AND done_at IS NULL";
const ITEMS_DONE: &str = "SELECT COALESCE(kept, 'DELETE'), COUNT(*) FROM retention_items \
     WHERE plan = $1 AND done_at IS NOT NULL GROUP BY COALESCE(kept, 'DELETE') ORDER BY 1";

pub(super) const STATEMENTS: &[&str] = &[
    ADD,
    PLANS,
    PLAN,
    SET,
    GOING_ON,
    LOOKED_THROUGH,
    COUNT,
    COUNTS,
    NOTE_ITEM,
    TO_DO,
    ITEM_DONE,
    ITEMS_DONE,
];

pub(super) struct StoredPlan(pub(super) Plan);

fn granted(row: &Row<'_>) -> Result<Option<Granted>, StorageError> {
    let (part, by): (Option<RightsPartId>, Option<String>) = (row.get(9)?, row.get(10)?);
    let (Some(part), Some(by)) = (part, by) else { return Ok(None) };
    let wrong = StorageError::Column { column: 10, wanted: "a controller" };
    Ok(Some(Granted { part, by: Party::from_stored(&by).ok_or(wrong)? }))
}

impl FromRow for StoredPlan {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let (by, at): (Option<StaffId>, Option<Instant>) = (row.get(5)?, row.get(6)?);
        Ok(Self(Plan {
            id: row.get(0)?,
            municipality: row.get(1)?,
            made_by: row.get(2)?,
            made_at: row.get(3)?,
            counted_at: row.get(4)?,
            begun: by.zip(at),
            done_at: row.get(7)?,
            dropped_at: row.get(8)?,
            granted: granted(row)?,
        }))
    }
}

/// A plan that is being looked through or carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GoingOn {
    /// Which.
    pub plan: RetentionPlanId,
    /// Whose.
    pub municipality: MunicipalityId,
    /// How far it was looked through.
    pub after: ThreadId,
}

impl FromRow for GoingOn {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        Ok(Self { plan: row.get(0)?, municipality: row.get(1)?, after: row.get(2)? })
    }
}

/// How many conversations came to something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountRow {
    /// In which service.
    pub area: CareArea,
    /// To what.
    pub finding: Finding,
    /// How many.
    pub conversations: i64,
}

fn finding(text: &str, column: usize) -> Result<Finding, StorageError> {
    Finding::from_stored(text).ok_or(StorageError::Column { column, wanted: "a finding" })
}

impl FromRow for CountRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let (area, found): (i64, String) = (row.get(0)?, row.get(1)?);
        let area = CareArea::from_code(area);
        Ok(Self {
            area: area.ok_or(StorageError::Column { column: 0, wanted: "a care area" })?,
            finding: finding(&found, 1)?,
            conversations: row.get(2)?,
        })
    }
}

/// Stores a plan; false when another of the municipality's goes on.
///
/// # Errors
/// When the database fails.
pub async fn add_plan(tx: &mut Tx, plan: &Plan, nil: ThreadId) -> Result<bool, StorageError> {
    let home = tx.municipality()?;
    let row = values![plan.id, home, plan.made_by, plan.made_at, nil];
    Ok(tx.execute(ADD, row).await? == 1)
}

/// The municipality's plans, newest first.
///
/// # Errors
/// When the database fails.
pub async fn plans(tx: &mut Tx) -> Result<Vec<Plan>, StorageError> {
    let home = tx.municipality()?;
    let found: Vec<StoredPlan> =
        tx.all(PLANS, values![home, Party::Municipality(home).to_stored()]).await?;
    Ok(found.into_iter().map(|stored| stored.0).collect())
}

/// One of them.
///
/// # Errors
/// When the database fails.
pub async fn plan(tx: &mut Tx, id: RetentionPlanId) -> Result<Option<Plan>, StorageError> {
    let home = tx.municipality()?;
    let own = Party::Municipality(home).to_stored();
    let found: Option<StoredPlan> = tx.optional(PLAN, values![id, home, own]).await?;
    Ok(found.map(|stored| stored.0))
}

/// Stores how far a plan has come; false when it is over.
///
/// # Errors
/// When the database fails.
pub async fn set_plan(tx: &mut Tx, plan: &Plan) -> Result<bool, StorageError> {
    let home = of(tx, plan.municipality)?;
    let (by, at) = (plan.begun.map(|begun| begun.0), plan.begun.map(|begun| begun.1));
    let row = values![plan.id, home, by, at, plan.done_at, plan.dropped_at];
    Ok(tx.execute(SET, row).await? == 1)
}

/// The plans that somebody must go on with, of every municipality. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn going_on(tx: &mut Tx) -> Result<Vec<GoingOn>, StorageError> {
    tx.system()?;
    tx.all(GOING_ON, values![]).await
}

/// Stores how far a plan was looked through, and that all was when it was; false when
/// somebody else came first.
///
/// # Errors
/// When the database fails.
pub async fn looked_through(
    tx: &mut Tx,
    found: GoingOn,
    (upto, counted_at): (ThreadId, Option<Instant>),
) -> Result<bool, StorageError> {
    tx.municipality()?;
    let row = values![found.plan, found.after, upto, counted_at];
    Ok(tx.execute(LOOKED_THROUGH, row).await? == 1)
}

/// Adds to what a plan counted.
///
/// # Errors
/// When the database fails.
pub async fn count(tx: &mut Tx, plan: RetentionPlanId, row: CountRow) -> Result<(), StorageError> {
    let (area, finding) = (i64::from(row.area.code()), row.finding.as_str());
    tx.ensure_one(COUNT, values![plan, area, finding, row.conversations]).await
}

/// What a plan counted. Whoever asks has loaded the plan first.
///
/// # Errors
/// When the database fails.
pub async fn counts(tx: &mut Tx, plan: RetentionPlanId) -> Result<Vec<CountRow>, StorageError> {
    tx.municipality()?;
    tx.all(COUNTS, values![plan]).await
}

/// Notes that a conversation would be deleted.
///
/// # Errors
/// When the database fails.
pub async fn note_item(
    tx: &mut Tx,
    plan: RetentionPlanId,
    thread: ThreadId,
) -> Result<(), StorageError> {
    tx.ensure_one(NOTE_ITEM, values![plan, thread]).await
}

/// The next that are to be deleted.
///
/// # Errors
/// When the database fails.
pub async fn items_to_do(
    tx: &mut Tx,
    plan: RetentionPlanId,
    limit: i64,
) -> Result<Vec<ThreadId>, StorageError> {
    let found: Vec<(ThreadId,)> = tx.all(TO_DO, values![plan, limit]).await?;
    Ok(found.into_iter().map(|row| row.0).collect())
}

/// Stores that one had its turn, and what held it back; false when it had.
///
/// # Errors
/// When the database fails.
pub async fn item_done(
    tx: &mut Tx,
    (plan, thread): (RetentionPlanId, ThreadId),
    (finding, now): (Finding, Instant),
) -> Result<bool, StorageError> {
    let kept = (finding != Finding::Delete).then_some(finding.as_str());
    Ok(tx.execute(ITEM_DONE, values![plan, thread, now, kept]).await? == 1)
}

/// How many had their turn, by what came of it.
///
/// # Errors
/// When the database fails.
pub async fn items_done(
    tx: &mut Tx,
    plan: RetentionPlanId,
) -> Result<Vec<(Finding, i64)>, StorageError> {
    tx.municipality()?;
    let found: Vec<(String, i64)> = tx.all(ITEMS_DONE, values![plan]).await?;
    found.into_iter().map(|(text, count)| Ok((finding(&text, 0)?, count))).collect()
}
