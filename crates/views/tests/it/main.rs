//! What must hold for every page, word and colour.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "what tests share is not itself marked as a test"
)]

mod colours;
mod dates;
mod notices;
mod pages;
mod templates;
mod terms;
mod words;
