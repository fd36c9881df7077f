//! The registers of breaches, and the people concerned (L-GDPR-33, L-GDPR-34).

mod persons;
mod rows;

pub use persons::{MAX_CONCERNED, ToldOfBreach, concerned, name_persons, told_of};
pub use rows::{
    BreachWords, MAX_BREACHES, StoredBreach, add_breach, breach, breaches, set_breach, to_warn,
    warned,
};

/// Every statement here, for the test that prepares each on both databases.
pub(crate) const STATEMENTS: &[&[&str]] = &[persons::STATEMENTS, rows::STATEMENTS];
