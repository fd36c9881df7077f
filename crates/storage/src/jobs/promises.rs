//! What jobs about promises and absences need to know.

use helsebro_domain::dialog::PromiseTimer;
use helsebro_domain::ids::{AbsenceId, JobId, MunicipalityId, ThreadId, UnitId};
use helsebro_domain::time::Instant;
use serde::Deserialize;

use super::claim::Claim;
use super::queue::{Enqueued, NewJob, enqueue};
use crate::{StorageError, Tx};

/// The kind of the job that an absence begins with.
const BEGIN_ABSENCE: &str = "BeginAbsence";

/// What happens when a promise is near.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PromiseJob {
    /// The duty lead is warned.
    Warn,
    /// The conversation goes back to the queue.
    Return,
}

impl PromiseJob {
    /// The kind as it is stored; never renamed.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Warn => "WarnOfPromise",
            Self::Return => "ReturnToQueue",
        }
    }
}

/// Which conversation, whose, and what was promised in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PromisePayload {
    /// The municipality.
    pub municipality: MunicipalityId,
    /// The conversation.
    pub thread: ThreadId,
    /// What the timer was set for.
    pub timer: PromiseTimer,
}

/// Which absence, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AbsencePayload {
    /// The municipality.
    pub municipality: MunicipalityId,
    /// The unit.
    pub unit: UnitId,
    /// The absence.
    pub absence: AbsenceId,
}

#[derive(Deserialize)]
struct StoredPromise {
    version: u8,
    municipality: String,
    unit: String,
    thread: String,
    promise_at: i64,
}

#[derive(Deserialize)]
struct StoredAbsence {
    version: u8,
    municipality: String,
    unit: String,
    absence: String,
}

impl PromisePayload {
    /// What a claimed job carries; none when it is not of this shape.
    pub fn of(claim: &Claim) -> Option<Self> {
        let stored: StoredPromise = serde_json::from_str(&claim.payload).ok()?;
        if stored.version != 1 {
            return None;
        }
        let promise_at = Instant::from_micros(stored.promise_at);
        Some(Self {
            municipality: stored.municipality.parse().ok()?,
            thread: stored.thread.parse().ok()?,
            timer: PromiseTimer { unit: stored.unit.parse().ok()?, promise_at },
        })
    }

    fn to_json(self) -> String {
        let Self { municipality, thread, timer: PromiseTimer { unit, promise_at } } = self;
        let promise_at = promise_at.micros();
        format!(
            r#"{{"version":1,"municipality":"{municipality}","unit":"{unit}","thread":"{thread}","promise_at":{promise_at}}}"#
        )
    }
}

impl AbsencePayload {
    /// What a claimed job carries; none when it is not of this shape.
    pub fn of(claim: &Claim) -> Option<Self> {
        let stored: StoredAbsence = serde_json::from_str(&claim.payload).ok()?;
        if stored.version != 1 {
            return None;
        }
        Some(Self {
            municipality: stored.municipality.parse().ok()?,
            unit: stored.unit.parse().ok()?,
            absence: stored.absence.parse().ok()?,
        })
    }

    fn to_json(self) -> String {
        let Self { municipality, unit, absence } = self;
        format!(
            r#"{{"version":1,"municipality":"{municipality}","unit":"{unit}","absence":"{absence}"}}"#
        )
    }
}

/// Puts a job about a promise into the queue, to run at that time. Set twice for the
/// same, it is set once. `round` tells one that came too early from the next.
///
/// # Errors
/// When the database fails.
pub async fn enqueue_promise(
    tx: &mut Tx,
    (job, round): (PromiseJob, Option<Instant>),
    payload: PromisePayload,
    run_at: Instant,
    (id, now): (JobId, Instant),
) -> Result<Enqueued, StorageError> {
    let PromiseTimer { unit, promise_at } = payload.timer;
    let round = round.map_or_else(String::new, |at| format!(":{}", at.micros()));
    let key = format!("{}:{}:{unit}:{}{round}", job.kind(), payload.thread, promise_at.micros());
    let json = payload.to_json();
    let new = NewJob { id, kind: job.kind(), idempotency_key: &key, payload: &json, run_at, now };
    enqueue(tx, &new).await
}

/// Puts the job that an absence begins with into the queue.
///
/// # Errors
/// When the database fails.
pub async fn enqueue_absence(
    tx: &mut Tx,
    payload: AbsencePayload,
    run_at: Instant,
    (id, now): (JobId, Instant),
) -> Result<Enqueued, StorageError> {
    let key = format!("{BEGIN_ABSENCE}:{}", payload.absence);
    let json = payload.to_json();
    let new =
        NewJob { id, kind: BEGIN_ABSENCE, idempotency_key: &key, payload: &json, run_at, now };
    enqueue(tx, &new).await
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn claim(payload: String) -> Claim {
        Claim {
            id: JobId::from_uuid(Uuid::nil()),
            kind: PromiseJob::Warn.kind().to_owned(),
            idempotency_key: String::new(),
            payload,
            attempt: 1,
            fence: 1,
        }
    }

    #[test]
    fn a_payload_reads_back_as_it_was_written() {
        let municipality = MunicipalityId::from_uuid(Uuid::from_u128(3));
        let unit = UnitId::from_uuid(Uuid::from_u128(5));
        let timer = PromiseTimer { unit, promise_at: Instant::from_micros(77) };
        let thread = ThreadId::from_uuid(Uuid::from_u128(4));
        let promise = PromisePayload { municipality, thread, timer };
        assert_eq!(PromisePayload::of(&claim(promise.to_json())), Some(promise));
        let newer = promise.to_json().replace(":1,", ":2,");
        assert_eq!(PromisePayload::of(&claim(newer)), None);
        let absence = AbsenceId::from_uuid(Uuid::from_u128(6));
        let away = AbsencePayload { municipality, unit, absence };
        assert_eq!(AbsencePayload::of(&claim(away.to_json())), Some(away));
        assert_eq!(AbsencePayload::of(&claim(promise.to_json())), None);
        assert_eq!(PromisePayload::of(&claim("{}".to_owned())), None);
    }
}
