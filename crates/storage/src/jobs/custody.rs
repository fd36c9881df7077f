//! What the job that tells of records that move needs to know.

use helsebro_domain::ids::{CustodyId, JobId};
use helsebro_domain::time::Instant;
use serde::Deserialize;

use super::claim::Claim;
use super::queue::{Enqueued, NewJob, enqueue};
use crate::{StorageError, Tx};

/// The kind of the job that tells those concerned by a plan.
const TELL_OF_CUSTODY: &str = "TellOfCustody";

/// Which plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CustodyPayload {
    /// The plan.
    pub plan: CustodyId,
}

#[derive(Deserialize)]
struct Stored {
    version: u8,
    plan: String,
}

impl CustodyPayload {
    /// What a claimed job carries; none when it is not of this shape.
    pub fn of(claim: &Claim) -> Option<Self> {
        let stored: Stored = serde_json::from_str(&claim.payload).ok()?;
        if stored.version != 1 {
            return None;
        }
        Some(Self { plan: stored.plan.parse().ok()? })
    }

    fn to_json(self) -> String {
        format!(r#"{{"version":1,"plan":"{}"}}"#, self.plan)
    }
}

/// Puts the job that tells those concerned by a plan into the queue: one for each time that somebody
/// is to be told.
///
/// # Errors
/// When the database fails.
pub async fn enqueue_custody(
    tx: &mut Tx,
    payload: CustodyPayload,
    (id, now): (JobId, Instant),
) -> Result<Enqueued, StorageError> {
    let key = format!("{TELL_OF_CUSTODY}:{}:{}", payload.plan, now.micros());
    let json = payload.to_json();
    let kind = TELL_OF_CUSTODY;
    let new = NewJob { id, kind, idempotency_key: &key, payload: &json, run_at: now, now };
    enqueue(tx, &new).await
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_payload_reads_back_as_it_was_written() {
        let payload = CustodyPayload { plan: CustodyId::from_uuid(Uuid::from_u128(4)) };
        let claim = |payload: String| Claim {
            id: JobId::from_uuid(Uuid::nil()),
            kind: TELL_OF_CUSTODY.to_owned(),
            idempotency_key: String::new(),
            payload,
            attempt: 1,
            fence: 1,
        };
        assert_eq!(CustodyPayload::of(&claim(payload.to_json())), Some(payload));
        assert_eq!(CustodyPayload::of(&claim("{}".to_owned())), None);
        let newer = payload.to_json().replace(":1,", ":2,");
        assert_eq!(CustodyPayload::of(&claim(newer)), None);
    }
}
