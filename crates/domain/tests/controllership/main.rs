//! Who is controller: the scenarios, the second reading and what always holds.

#![expect(clippy::unwrap_used, reason = "what tests share is not itself marked as a test")]

mod cast;
mod combination;
mod histories;
mod moving;
mod preview;
mod reading;
mod rights;
mod rows;
mod scenarios;
mod watching;
