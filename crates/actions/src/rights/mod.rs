//! Requests about rights: sent by those who have them, answered by those responsible (§ 9).
//!
//! Sending splits a request by the resolver in the transaction that stores it. Each step
//! with a part is its state, its line, what happened and its alarms in one transaction.

mod answering;
mod desk;
mod erasing;
mod following;
mod given;
mod list;
mod mine;
mod places;
mod send;
mod shown;
mod steps;
mod warn;

pub use answering::{answer_erasing, answer_part};
pub use desk::{access, appoint_providers, receivers};
pub(crate) use erasing::erased;
pub use erasing::{Erasable, Erasables, erasable, erase};
pub use following::use_again;
pub use list::{Row, WorkList, list};
pub use mine::{Listed, answer, list as mine, one};
pub use places::{ServicePlace, youths};
pub use places::{Youth, places};
pub use send::{MAX_OPEN, MAX_WORDS, NewRights, preview, send};
pub use shown::{Entry, Erasure, Happened, Kept, PartShown, RequestShown, What};
pub use steps::{MAX_ANSWER, extend, guide, hand_over, lift, read, send_on, take, withdraw};
pub use warn::{Warned, warn};

/// An answer as it is given.
pub use helsebro_domain::rights::Answer as Given;

use helsebro_domain::ids::{EventId, JobId, RightsPartId, RightsRequestId};
use helsebro_domain::rights::Part;
use helsebro_domain::time::Instant;
use helsebro_storage::jobs::{self, RightsPayload};
use helsebro_storage::rights::{self, EventRow};
use helsebro_storage::sealing::Place;
use helsebro_storage::{Scope, StorageError, SystemReason, Tx};

use crate::{ActError, Acts, content};

const SCOPE: Scope = Scope::System(SystemReason::Rights);

/// Where her own words rest.
fn words_of(request: RightsRequestId) -> (&'static str, uuid::Uuid, &'static str) {
    ("rights_requests", request.uuid(), "words")
}

/// Where an answer rests, and why there is more time.
fn answer_of(part: RightsPartId) -> (&'static str, uuid::Uuid, &'static str) {
    ("rights_parts", part.uuid(), "answer")
}

fn reason_of(part: RightsPartId) -> (&'static str, uuid::Uuid, &'static str) {
    ("rights_parts", part.uuid(), "reason")
}

/// Where one thing that is given out rests: by its part and its place there.
fn entry_of(part: RightsPartId, place: usize) -> Place {
    let place = u128::try_from(place).unwrap_or(u128::MAX);
    let row = uuid::Uuid::from_u128(part.uuid().as_u128() ^ place);
    Place { table: "rights_entries", row, column: "words" }
}

/// Sets the warnings of a part: seven days before, and on the day (§ 9); for what is another's on
/// the next working day after the request was sent (S2-3-c).
async fn set_warnings(
    acts: &Acts,
    tx: &mut Tx,
    (id, part, sent_at): (RightsPartId, &Part, Instant),
    now: Instant,
) -> Result<(), StorageError> {
    let Some(due_on) = part.owed_on(sent_at) else { return Ok(()) };
    let payload = RightsPayload { part: id, due_on };
    for rings in part.rings(sent_at) {
        let job = JobId::from_uuid(acts.fresh(now));
        jobs::enqueue_rights(tx, payload, (job, rings.max(now), now)).await?;
    }
    Ok(())
}

async fn happened(
    acts: &Acts,
    tx: &mut Tx,
    request: RightsRequestId,
    event: EventRow,
) -> Result<(), StorageError> {
    let id = EventId::from_uuid(acts.fresh(event.at));
    rights::add_event(tx, request, (id, &event)).await
}

/// Her own words of a request, for the journal system that is to heed them; empty when they
/// are gone.
pub(crate) async fn words(acts: &Acts, id: RightsRequestId) -> Result<String, ActError> {
    let found = acts
        .db()
        .read(SCOPE, "rights.words", async |mut tx| rights::request(&mut tx, id).await)
        .await?;
    match found {
        Some(found) => Ok(content::open_citizens(acts, words_of(id), &found.words).await?),
        None => Ok(String::new()),
    }
}
