//! How much each municipality uses, by month: counted once when a month has gone
//! (S1-5.3-b). Counts, and nothing about anybody.

use helsebro_domain::ids::MunicipalityId;
use helsebro_domain::time::{Date, Instant};

use super::own;
use crate::{StorageError, Tx, values};

const IS_COUNTED: &str = "SELECT COUNT(*) FROM usage_counted WHERE month = $1";
const COUNTED: &str =
    "INSERT INTO usage_counted (month, at) VALUES ($1, $2) ON CONFLICT DO NOTHING";
const MESSAGES: &str = "SELECT t.municipality, COUNT(*) FROM messages m \
     JOIN threads t ON t.id = m.thread WHERE m.at >= $1 AND m.at < $2 \
     GROUP BY t.municipality ORDER BY t.municipality";
const CONVERSATIONS: &str = "SELECT municipality, COUNT(*) FROM threads \
     WHERE opened_at >= $1 AND opened_at < $2 GROUP BY municipality ORDER BY municipality";
const ADD: &str = "INSERT INTO usage_months (municipality, month, messages, conversations) \
     VALUES ($1, $2, $3, $4)";
const OF: &str = "SELECT month, messages, conversations FROM usage_months \
     WHERE municipality = $1 AND month >= $2 ORDER BY month LIMIT 120";

pub(super) const STATEMENTS: &[&str] = &[IS_COUNTED, COUNTED, MESSAGES, CONVERSATIONS, ADD, OF];

/// Counts a month that has gone, once; false when it was counted before. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn count_month(
    tx: &mut Tx,
    month: Date,
    (from, until): (Instant, Instant),
    now: Instant,
) -> Result<bool, StorageError> {
    tx.system()?;
    if tx.execute(COUNTED, values![month, now]).await? == 0 {
        return Ok(false);
    }
    let messages: Vec<(MunicipalityId, u32)> = tx.all(MESSAGES, values![from, until]).await?;
    let begun: Vec<(MunicipalityId, u32)> = tx.all(CONVERSATIONS, values![from, until]).await?;
    for (home, count) in messages {
        let conversations = begun.iter().find(|one| one.0 == home).map_or(0, |one| one.1);
        tx.ensure_one(ADD, values![home, month, count, conversations]).await?;
    }
    Ok(true)
}

/// Whether a month is counted. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn is_counted(tx: &mut Tx, month: Date) -> Result<bool, StorageError> {
    tx.system()?;
    let (count,): (i64,) = tx.one(IS_COUNTED, values![month]).await?;
    Ok(count > 0)
}

/// The counts of a municipality from a month on: month, messages, conversations.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn usage_of(
    tx: &mut Tx,
    municipality: MunicipalityId,
    from: Date,
) -> Result<Vec<(Date, u32, u32)>, StorageError> {
    own(tx, municipality)?;
    tx.all(OF, values![municipality, from]).await
}
