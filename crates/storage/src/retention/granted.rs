//! What was demanded to be erased, and granted: a plan that says from the first what it is about.

use helsebro_domain::ids::{
    MunicipalityId, PersonId, RetentionPlanId, RightsPartId, ThreadId, UnitId,
};
use helsebro_domain::retention::Plan;

use super::plans::{StoredPlan, columns};
use super::{SeenRow, note_item};
use crate::{StorageError, Tx, values};

/// How many conversations one demand is about at most, and how many of somebody's at a unit are
/// shown to choose from.
pub const MAX_ERASED: usize = 50;

const ADD: &str = "INSERT INTO retention_plans (id, municipality, made_by, made_at, \
     after_thread, counted_at, granted_part, granted_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const ONE: &str = columns!("WHERE id = $1 AND granted_part IS NOT NULL");
const OF_PART: &str = columns!("WHERE granted_part = $1");
const ERASABLE: &str = "SELECT t.id, t.person, t.unit, u.care_area, t.closed, t.opened_at, \
     t.last_at FROM threads t JOIN units u ON u.id = t.unit \
     WHERE t.municipality = $1 AND t.person = $2 AND t.unit = $3 \
     AND NOT EXISTS (SELECT 1 FROM deleted_records d WHERE d.thread = t.id) \
     ORDER BY t.id DESC LIMIT $4";

pub(super) const STATEMENTS: &[&str] = &[ADD, ONE, OF_PART, ERASABLE];

/// Stores a plan of what was granted, and the conversations that it is about.
///
/// # Errors
/// When the part has one already, or the database fails.
pub async fn add_granted(
    tx: &mut Tx,
    plan: &Plan,
    (threads, nil): (&[ThreadId], ThreadId),
) -> Result<(), StorageError> {
    tx.system()?;
    let part = plan.granted.map(|granted| granted.part);
    let by = plan.granted.map(|granted| granted.by.to_stored());
    let (made_by, made_at) = (plan.made_by, plan.made_at);
    let row = values![plan.id, plan.municipality, made_by, made_at, nil, plan.counted_at, part, by];
    tx.ensure_one(ADD, row).await?;
    for thread in threads {
        note_item(tx, plan.id, *thread).await?;
    }
    Ok(())
}

/// A plan of what was granted, whoever granted it. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn granted(tx: &mut Tx, id: RetentionPlanId) -> Result<Option<Plan>, StorageError> {
    tx.system()?;
    let found: Option<StoredPlan> = tx.optional(ONE, values![id]).await?;
    Ok(found.map(|stored| stored.0))
}

/// The plan that came of a part. Whoever asks has been let see the part.
///
/// # Errors
/// When the database fails.
pub async fn granted_of(tx: &mut Tx, part: RightsPartId) -> Result<Option<Plan>, StorageError> {
    let found: Option<StoredPlan> = tx.optional(OF_PART, values![part]).await?;
    Ok(found.map(|stored| stored.0))
}

/// The conversations of a person that a unit still has its copy of, the newest first; one more
/// than [`MAX_ERASED`] when there are more. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn erasable(
    tx: &mut Tx,
    (home, unit): (MunicipalityId, UnitId),
    person: PersonId,
) -> Result<Vec<SeenRow>, StorageError> {
    tx.system()?;
    let one_more = i64::try_from(MAX_ERASED).unwrap_or(i64::MAX).saturating_add(1);
    tx.all(ERASABLE, values![home, person, unit, one_more]).await
}
