//! What the job about a request for a power of attorney needs to know.

use helsebro_domain::ids::{JobId, RequestId};
use helsebro_domain::time::Instant;
use serde::Deserialize;

use super::claim::Claim;
use super::queue::{Enqueued, NewJob, enqueue};
use crate::{StorageError, Tx};

/// The kind of the job that asks the register about the two parties of a request.
const ASK_REGISTER: &str = "AskRegister";

/// Which request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestPayload {
    /// The request.
    pub request: RequestId,
}

#[derive(Deserialize)]
struct Stored {
    version: u8,
    request: String,
}

impl RequestPayload {
    /// What a claimed job carries; none when it is not of this shape.
    pub fn of(claim: &Claim) -> Option<Self> {
        let stored: Stored = serde_json::from_str(&claim.payload).ok()?;
        if stored.version != 1 {
            return None;
        }
        Some(Self { request: stored.request.parse().ok()? })
    }

    fn to_json(self) -> String {
        format!(r#"{{"version":1,"request":"{}"}}"#, self.request)
    }
}

/// Puts the job that asks the register into the queue. It is the same whether the person
/// asked for is known here or not (§ 1.4).
///
/// # Errors
/// When the database fails.
pub async fn enqueue_request(
    tx: &mut Tx,
    payload: RequestPayload,
    (id, now): (JobId, Instant),
) -> Result<Enqueued, StorageError> {
    let key = format!("{ASK_REGISTER}:{}", payload.request);
    let json = payload.to_json();
    let new =
        NewJob { id, kind: ASK_REGISTER, idempotency_key: &key, payload: &json, run_at: now, now };
    enqueue(tx, &new).await
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_payload_reads_back_as_it_was_written() {
        let payload = RequestPayload { request: RequestId::from_uuid(Uuid::from_u128(4)) };
        let claim = |payload: String| Claim {
            id: JobId::from_uuid(Uuid::nil()),
            kind: ASK_REGISTER.to_owned(),
            idempotency_key: String::new(),
            payload,
            attempt: 1,
            fence: 1,
        };
        assert_eq!(RequestPayload::of(&claim(payload.to_json())), Some(payload));
        assert_eq!(RequestPayload::of(&claim("{}".to_owned())), None);
        let newer = payload.to_json().replace(":1,", ":2,");
        assert_eq!(RequestPayload::of(&claim(newer)), None);
    }
}
