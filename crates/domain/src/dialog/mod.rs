//! Conversations between one citizen and one unit, and whom she may write to.
//!
//! The rules of S1-2.1-a, S1-2.1.1-a and S1-2.1.1-b: contacts as full lists from
//! the journal system, threads with their states, the answer promise, and what
//! the citizen and the desk may do. The desk is a person in the console or the
//! unit's journal system; both do the same acts.

mod asking;
mod begun;
mod contact;
mod desk;
mod file_bytes;
mod files;
mod message;
mod promise;
mod standard;
mod thread;
mod timers;
mod vedtak;
mod writing;

pub use asking::AskPermit;
pub use begun::{MAX_BEGUN, UNTOUCHED_DAYS};
pub use contact::{
    ContactChange, HealthContact, ListedService, MAX_SERVICE_ID, MAX_SERVICES, ServiceId, changes,
};
pub use desk::{Closing, Desk, DeskThread, EpjAccess, Guidance, MAX_GUIDANCE, NewThreadByDesk};
pub use files::{
    Checked, DEFAULT_TOTAL_BYTES, FileFault, FileKind, FileLimits, FileName, FoundFile,
    MAX_FILE_BYTES, MAX_FILE_NAME, MAX_FILES, MAX_RECEIVED_FILES, MAX_WIRE_BYTES, harmful,
    not_scanned, too_many_files,
};
pub use message::{Author, GotAnswer, MAX_TALK_AGE, Message, MessageKind, Talk, TalkWay};
pub use promise::{IsTaken, Promise, Urgency, WARN_BEFORE, promise_at};
pub use standard::{MAX_STANDARD_REPLIES, with_standard};
pub use thread::{
    Awaiting, CloseReason, Happened, Reply, ReturnedWhy, Route, StartedBy, Thread, ThreadEvent,
    ThreadState,
};
pub use timers::{PromiseTimer, PromiseTimers, RETURN_BEFORE};
pub use vedtak::{Nature, VedtakAnswer, vedtak_words};
pub use writing::{CitizensThread, MAX_SUCCESSIONS, Replied, WritePermit};
