//! Sessions, sign-ins on their way, and logout tokens that have been used.
//!
//! A browser holds a random token; the database holds its hash. All functions run
//! in the system's scope: who it is is what they find out. Rules about how long a
//! session lasts come in as values.

mod attempts;
mod rows;
mod token;

pub use attempts::{Door, NewAttempt, TokenUse, begin_attempt, note_logout_token, take_attempt};
pub use rows::{
    EndedWhy, NewSession, Over, Session, SessionCitizen, TOUCH_INTERVAL, Who, act_for, create, end,
    end_all_of, end_by_logout_key, find, over, sweep, touch,
};
pub use token::{LogoutKey, SessionToken};

/// Every statement here, for the test that prepares each on both databases.
pub(crate) const STATEMENTS: &[&[&str]] = &[attempts::STATEMENTS, rows::STATEMENTS];
