//! Who acted for whom in a month: counted once from the log, and kept for her to read.

use helsebro_domain::ids::PersonId;
use helsebro_domain::time::{Date, Instant};
use uuid::Uuid;

use crate::{StorageError, Tx, values};

/// The most months that are shown.
const MAX_SHOWN: u32 = 60;

// What was done for another, and not that somebody went over or back.
const COUNT: &str = "SELECT on_behalf_of, actor, COUNT(*) FROM audit_lines WHERE month = $1 \
     AND actor_kind = 1 AND on_behalf_of IS NOT NULL AND actor IS NOT NULL \
     AND reason_code IS NULL AND event <> 'ACTING_BEGAN' AND event <> 'ACTING_ENDED' \
     AND on_behalf_of > $2 GROUP BY on_behalf_of, actor ORDER BY on_behalf_of, actor LIMIT $3";
const ADD: &str = "INSERT INTO helper_months (person, month, helper, summary, acts, counted_at) \
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (person, month, helper) DO NOTHING";
const OF_CITIZEN: &str = "SELECT month, helper, acts FROM helper_months WHERE person = $1 \
     ORDER BY month DESC, acts DESC, helper LIMIT $2";

pub(super) const STATEMENTS: &[&str] = &[COUNT, ADD, OF_CITIZEN];

/// A month as the log has it: 202702.
pub fn month_number(day: Date) -> i64 {
    i64::from(day.year()) * 100 + i64::from(day.month())
}

/// How often each acted for whom in a month, from the person after this one on, at most so
/// many rows.
///
/// # Errors
/// When the database fails.
pub async fn count_helpers(
    tx: &mut Tx,
    month: i64,
    (after, limit): (PersonId, u32),
) -> Result<Vec<(PersonId, PersonId, i64)>, StorageError> {
    tx.system()?;
    tx.all(COUNT, values![month, after, limit]).await
}

/// Keeps how often one acted for another in a month; false when it is kept already.
///
/// # Errors
/// When the database fails.
pub async fn keep_month(
    tx: &mut Tx,
    (person, month, helper): (PersonId, i64, PersonId),
    (summary, acts): (Uuid, i64),
    now: Instant,
) -> Result<bool, StorageError> {
    tx.system()?;
    Ok(tx.execute(ADD, values![person, month, helper, summary, acts, now]).await? == 1)
}

/// Who acted for the scope's citizen, month by month, newest first.
///
/// # Errors
/// When the database fails.
pub async fn helpers_by_month(tx: &mut Tx) -> Result<Vec<(i64, PersonId, i64)>, StorageError> {
    let citizen = tx.citizen()?;
    tx.all(OF_CITIZEN, values![citizen, MAX_SHOWN]).await
}
