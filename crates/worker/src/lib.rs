//! What is done outside an act's transaction: background jobs, and messages that
//! come in from journal systems.
//!
//! A body is thin: it loads, decides through an act, and says how it ended. What
//! a job is and who may end it lives in storage; here is what each kind does,
//! when the recurring ones are asked for, and the loop that claims them
//! ([`work`]). [`inbound`] turns a journal system's envelope into the same acts
//! that the console uses.
//!
//! Not here: rules, pages, and anything that answers a browser.

mod bodies;
pub mod inbound;
mod job;
mod looping;
mod questions;
mod schedule;
mod sealing;

pub use bodies::{BodyFailed, Outcome, run_body};
pub use job::Job;
pub use looping::{BODY_LIMIT, Notifying, Worker, work};
pub use schedule::enqueue_due;
pub use sealing::{keep_sealing, work_and_seal};
