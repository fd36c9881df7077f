//! Messages read whole: our own in `tests/messages`, and the official examples
//! where the fixtures are at hand.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "what tests share is not itself marked as a test"
)]

mod contact_lists;
mod dialog;
mod fixtures;
mod hostile;
mod lines;
mod official;
mod ours;
mod properties;
mod read_back;
mod receipts;
mod written;
