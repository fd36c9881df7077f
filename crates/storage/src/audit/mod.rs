//! The audit trail: its lines, and the chain of blocks that they are sealed into.
//!
//! A line is written in the transaction of what it tells; no statement here changes one,
//! and one goes only with the record it tells of ([`let_go`]). Some seconds later it is
//! sealed: a block holds the hash of its lines and of the block before it, and its own hash is
//! written to a file outside the database ([`ChainFile`]). Whoever changes a line
//! afterwards must change every later block and the file too; [`verify`] walks
//! the whole of it and names what is not as it was.
//!
//! Which lines a block holds does not rest on the order of their ids. A line
//! leaves a row in a side table when it is written, in the same transaction, and
//! the row goes when the line is sealed; so a line whose transaction was slow is
//! in the next block. The side table is empty but for some seconds' lines.

mod block;
mod blocks;
mod canonical;
mod emergencies;
mod file;
mod findings;
mod gone;
mod hashed;
mod lines;
mod questions;
mod seal;
mod verify;
mod witness;

pub use block::{Chain, MAX_BLOCK_LINES};
pub use emergencies::{
    MAX_UNJUDGED, StoredEmergency, add_emergency, add_reviewer, citizens_emergency, desk_emergency,
    judge_emergency, reviews_of, unjudged,
};
pub use file::{CaughtUp, ChainFile, ChainFileFault};
pub use findings::{BlockAt, ChainSeen, Finding, LineAt, MAX_FINDINGS, Verified};
pub use gone::let_go;
pub use lines::{
    Doings, From, MAX_LINES, Month, StoredLine, append, latest_lines, lines_about, lines_of,
    own_line, own_lines,
};
pub use questions::{Question, add_question, question_about, thread_of_envelope};
pub use seal::{Sealed, Unsealed, seal, unsealed, waiting};
pub use verify::verify;

/// Every statement here, for the test that prepares each on both databases.
pub(crate) const STATEMENTS: &[&[&str]] = &[
    blocks::STATEMENTS,
    emergencies::STATEMENTS,
    gone::STATEMENTS,
    hashed::STATEMENTS,
    lines::STATEMENTS,
    questions::STATEMENTS,
    seal::STATEMENTS,
    verify::STATEMENTS,
];
