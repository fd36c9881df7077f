//! The unit's copy of a conversation goes. The citizen's stays: it is hers (§ 5.6 case VII).

use helsebro_domain::ids::{MunicipalityId, RetentionPlanId, ThreadId};
use helsebro_domain::time::Instant;

use super::of;
use crate::{StorageError, Tx, values};

const NOTHING: &[u8] = &[];

const NOTE: &str = "INSERT INTO deleted_records (thread, plan, at) \
     SELECT t.id, $2, $3 FROM threads t WHERE t.id = $1 AND t.municipality = $4 \
     ON CONFLICT (thread) DO NOTHING";
const TOPIC: &str = "UPDATE threads SET topic_unit = $2 WHERE id = $1";
const TEXTS: &str = "UPDATE message_texts SET unit_copy = $2 \
     WHERE message IN (SELECT m.id FROM messages m WHERE m.thread = $1)";
const FILES: &str = "UPDATE attachments SET unit_key = $2 WHERE thread = $1";
const GUIDANCE: &str = "UPDATE thread_events SET guidance_unit = $2 \
     WHERE thread = $1 AND guidance_unit IS NOT NULL";
const NOTES: &str = "DELETE FROM internal_notes WHERE thread = $1";
const DRAFTS: &str = "DELETE FROM desk_drafts WHERE thread = $1";
// What is closed or opened to a parent stands, for the citizen's own copy is still there; why
// the unit decided so goes with the unit's copy.
const CLOSED: &str = "UPDATE parent_blocks SET reason = $2 WHERE thread = $1";
const OPENED: &str = "UPDATE parent_openings SET reason = $2 WHERE thread = $1";

pub(super) const STATEMENTS: &[&str] =
    &[NOTE, TOPIC, TEXTS, FILES, GUIDANCE, NOTES, DRAFTS, CLOSED, OPENED];

/// Deletes what the unit has of a conversation; false when it was gone.
///
/// # Errors
/// When the database fails.
pub async fn delete_units_copy(
    tx: &mut Tx,
    (plan, home, thread): (RetentionPlanId, MunicipalityId, ThreadId),
    now: Instant,
) -> Result<bool, StorageError> {
    let home = of(tx, home)?;
    if tx.execute(NOTE, values![thread, plan, now, home]).await? == 0 {
        return Ok(false);
    }
    for sql in [TOPIC, TEXTS, FILES, GUIDANCE, CLOSED, OPENED] {
        tx.execute(sql, values![thread, NOTHING]).await?;
    }
    for sql in [NOTES, DRAFTS] {
        tx.execute(sql, values![thread]).await?;
    }
    Ok(true)
}
