//! Background jobs, written in the transaction of what makes them needed.
//!
//! A worker claims a job with a lease and gets a fencing number. After a crash or
//! a pause the job may be claimed again and started twice, but only the holder of
//! the newest number can end it. Whatever a job does outside carries its
//! idempotency key, so that the other side can drop the second time.
//!
//! What a job does lives in the worker; here it is a kind, a payload and a time.

mod claim;
mod custody;
mod notices;
mod overview;
mod payloads;
mod promises;
mod queue;
mod requests;
mod rights;

pub use claim::{Claim, LEASE, MAX_CLAIMED, claim, wait_for_work};
pub use custody::{CustodyPayload, enqueue_custody};
pub use notices::{
    DECIDE_NOTICES, FactPayload, NoticeFact, NoticePayload, SEND_NOTICE, enqueue_fact,
    enqueue_notice,
};
pub use overview::{
    DeadJob, JobCounts, KindCounts, MAX_LISTED, Revival, add_revival, counts, counts_by_kind, dead,
    dead_job, revivals, revive, sweep,
};
pub use payloads::{EnvelopeJob, EnvelopePayload, enqueue_envelope};
pub use promises::{AbsencePayload, PromiseJob, PromisePayload, enqueue_absence, enqueue_promise};
pub use queue::{
    BACK_OFF_FIRST, BACK_OFF_MOST, Enqueued, MAX_ATTEMPTS, NewJob, OUTAGE_COUNTED,
    OUTAGE_PAUSE_MOST, Retried, bury, enqueue, extend, finish, put_off, retry,
};
pub use requests::{RequestPayload, enqueue_request};
pub use rights::{RightsPayload, enqueue_rights};

/// Every statement here, for the test that prepares each on both databases.
pub(crate) const STATEMENTS: &[&[&str]] =
    &[claim::STATEMENTS, overview::STATEMENTS, queue::STATEMENTS];
