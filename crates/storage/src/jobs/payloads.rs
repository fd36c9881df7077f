//! What jobs about an envelope need to know: which, and whose.

use helsebro_domain::ids::{EnvelopeId, JobId, MunicipalityId};
use helsebro_domain::time::Instant;
use serde::Deserialize;
use uuid::Uuid;

use super::claim::Claim;
use super::queue::{Enqueued, NewJob, enqueue};
use crate::{StorageError, Tx};

/// What is to be done with an envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EnvelopeJob {
    /// Write the document of a message that is queued.
    Write,
    /// Post a message that has its document.
    Post,
    /// Take in what came.
    TakeIn,
}

impl EnvelopeJob {
    /// The kind as it is stored; never renamed.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Write => "WriteEnvelope",
            Self::Post => "PostEnvelope",
            Self::TakeIn => "TakeInEnvelope",
        }
    }
}

/// Which envelope, and whose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EnvelopePayload {
    /// The municipality.
    pub municipality: MunicipalityId,
    /// The envelope.
    pub envelope: EnvelopeId,
}

#[derive(Deserialize)]
struct Stored {
    version: u8,
    municipality: String,
    envelope: String,
}

impl EnvelopePayload {
    /// What a claimed job carries; none when it is not of this shape.
    pub fn of(claim: &Claim) -> Option<Self> {
        let stored: Stored = serde_json::from_str(&claim.payload).ok()?;
        if stored.version != 1 {
            return None;
        }
        let municipality = stored.municipality.parse().ok()?;
        Some(Self { municipality, envelope: stored.envelope.parse().ok()? })
    }

    fn to_json(self) -> String {
        let Self { municipality, envelope } = self;
        format!(r#"{{"version":1,"municipality":"{municipality}","envelope":"{envelope}"}}"#)
    }
}

/// Puts a job about an envelope into the queue. `sending` tells one sending of the
/// same envelope from the next.
///
/// # Errors
/// When the database fails.
pub async fn enqueue_envelope(
    tx: &mut Tx,
    job: EnvelopeJob,
    payload: EnvelopePayload,
    sending: Uuid,
    (id, now): (JobId, Instant),
) -> Result<Enqueued, StorageError> {
    let key = format!("{}:{}:{sending}", job.kind(), payload.envelope);
    let json = payload.to_json();
    let new =
        NewJob { id, kind: job.kind(), idempotency_key: &key, payload: &json, run_at: now, now };
    enqueue(tx, &new).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payload_reads_back_as_it_was_written() {
        let payload = EnvelopePayload {
            municipality: MunicipalityId::from_uuid(Uuid::from_u128(3)),
            envelope: EnvelopeId::from_uuid(Uuid::from_u128(4)),
        };
        let claim = |payload: String| Claim {
            id: JobId::from_uuid(Uuid::nil()),
            kind: EnvelopeJob::Write.kind().to_owned(),
            idempotency_key: String::new(),
            payload,
            attempt: 1,
            fence: 1,
        };
        assert_eq!(EnvelopePayload::of(&claim(payload.to_json())), Some(payload));
        assert_eq!(EnvelopePayload::of(&claim(r#"{"version":1}"#.to_owned())), None);
        let newer = payload.to_json().replace(":1,", ":2,");
        assert_eq!(EnvelopePayload::of(&claim(newer)), None);
    }
}
