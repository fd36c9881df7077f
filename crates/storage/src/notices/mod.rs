//! What people have chosen to be told of, and the notices that were sent to them.
//!
//! Where a notice goes is stored as a keyed hash, and as much of it as its owner needs
//! to recognise it, sealed. Who is told what is the rule's to say.

mod choices;
mod given;
mod receivers;
mod rows;

pub use choices::{choices, choices_of, set_choices};
pub use given::{
    NewSending, SentHow, begin_sending, came_too_late, give_up, not_taken, reported, sent,
    sent_together, unknown,
};
pub use receivers::{
    NotifiedPerson, asked_person, has_closed, has_opened, helpers_of, notified, parents_of,
};
pub use rows::{
    MAX_HISTORY, NewNotice, NewPoint, NoticeCounts, NoticeRow, ShownNotice, Told, TrialNotice,
    add_notice, counts, first_sent, history, is_decided, is_told, notice, of_trial,
    sendings_of_trial,
};

/// Every statement here, for the test that prepares each on both databases.
pub(crate) const STATEMENTS: &[&[&str]] =
    &[choices::STATEMENTS, given::STATEMENTS, receivers::STATEMENTS, rows::STATEMENTS];
