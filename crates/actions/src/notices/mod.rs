//! Notices by SMS and e-mail: who is told, sending, what became of it, and what people
//! choose (N-07…N-10, SM-1…SM-10).
//!
//! A fact queues its job in its own transaction. The job decides when it runs, with what
//! the contact register says then; each notice is decided once more when it is sent.
//! The registers and gateways are called by the worker, between these acts.

mod choosing;
mod deciding;
mod loading;
mod reports;
mod sending;

pub use choosing::{HistoryLine, choices, choose, history, own_number};
pub use deciding::{
    Decided, REGISTER_PAUSE, REGISTER_ROUNDS, REGISTER_ROUNDS_OWED, candidates, decide,
    not_answered,
};
pub use loading::{Candidate, Cards};
pub use reports::report;
pub use sending::{
    Begun, Looked, Order, Outcome, Ready, begin, ended, leaked, look, register_away,
};

use helsebro_domain::ids::JobId;
use helsebro_domain::time::Instant;
use helsebro_storage::jobs::{self, FactPayload, NoticeFact};
use helsebro_storage::{Scope, StorageError, SystemReason, Tx};

use crate::Acts;

const SCOPE: Scope = Scope::System(SystemReason::Notice);

/// Queues the job that decides who is told, in the transaction of the fact.
pub(crate) async fn queue_in(
    acts: &Acts,
    tx: &mut Tx,
    fact: NoticeFact,
    now: Instant,
) -> Result<(), StorageError> {
    let id = JobId::from_uuid(acts.fresh(now));
    jobs::enqueue_fact(tx, FactPayload { fact, at: now, round: 0 }, now, (id, now)).await?;
    Ok(())
}
