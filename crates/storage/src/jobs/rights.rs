//! What the job about the day of a request's part needs to know.

use helsebro_domain::ids::{JobId, RightsPartId};
use helsebro_domain::time::{Date, Instant};
use serde::Deserialize;

use super::claim::Claim;
use super::queue::{Enqueued, NewJob, enqueue};
use crate::{StorageError, Tx};

/// The kind of the job that warns those who answer a request.
const WARN_OF_RIGHTS: &str = "WarnOfRights";

/// Which part, and for which day it was set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RightsPayload {
    /// The part.
    pub part: RightsPartId,
    /// The day that an answer was owed when it was set.
    pub due_on: Date,
}

#[derive(Deserialize)]
struct Stored {
    version: u8,
    part: String,
    due_on: String,
}

impl RightsPayload {
    /// What a claimed job carries; none when it is not of this shape.
    pub fn of(claim: &Claim) -> Option<Self> {
        let stored: Stored = serde_json::from_str(&claim.payload).ok()?;
        if stored.version != 1 {
            return None;
        }
        Some(Self { part: stored.part.parse().ok()?, due_on: stored.due_on.parse().ok()? })
    }

    fn to_json(self) -> String {
        let Self { part, due_on } = self;
        format!(r#"{{"version":1,"part":"{part}","due_on":"{due_on}"}}"#)
    }
}

/// Puts a warning about the day of a part into the queue, once for each time that it rings.
///
/// # Errors
/// When the database fails.
pub async fn enqueue_rights(
    tx: &mut Tx,
    payload: RightsPayload,
    (id, rings, now): (JobId, Instant, Instant),
) -> Result<Enqueued, StorageError> {
    let RightsPayload { part, due_on } = payload;
    let key = format!("{WARN_OF_RIGHTS}:{part}:{due_on}:{}", rings.micros());
    let json = payload.to_json();
    let kind = WARN_OF_RIGHTS;
    let new = NewJob { id, kind, idempotency_key: &key, payload: &json, run_at: rings, now };
    enqueue(tx, &new).await
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_payload_reads_back_as_it_was_written() {
        let payload = RightsPayload {
            part: RightsPartId::from_uuid(Uuid::from_u128(4)),
            due_on: Date::constant(2027, 3, 1),
        };
        let claim = |payload: String| Claim {
            id: JobId::from_uuid(Uuid::nil()),
            kind: WARN_OF_RIGHTS.to_owned(),
            idempotency_key: String::new(),
            payload,
            attempt: 1,
            fence: 1,
        };
        assert_eq!(RightsPayload::of(&claim(payload.to_json())), Some(payload));
        assert_eq!(RightsPayload::of(&claim("{}".to_owned())), None);
        let newer = payload.to_json().replace(":1,", ":2,");
        assert_eq!(RightsPayload::of(&claim(newer)), None);
    }
}
