//! Jobs and messages in, in the test town on both databases.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot set up its town has nothing better to do than to stop"
)]

mod at_work;
mod epj;
mod epj_acting;
mod epj_files;
mod inbound;
mod jobs;
mod link_test;
mod notices;
mod notices_of_children;
mod notices_refused;
mod notices_stored;
mod notices_twice;
mod opposed;
mod outside;
mod promises;
mod register;
mod rights;
mod sealing;
