//! The register of breaches of security, one for each controller (L-GDPR-33, L-GDPR-34).
//!
//! A clock of 72 hours runs from the moment that somebody knew. It counts elapsed hours,
//! through nights, weekends, holidays and the change of the clocks. What happened is
//! assessed, the authority and the people concerned are told by rule, and only then is it
//! closed.

mod breach;
mod words;

pub use breach::{
    Authority, Breach, BreachState, CLOCK, Holder, NewAuthority, Persons, Risk, WARN_BEFORE,
};
pub use words::{Content, Contents, MAX_BREACH_WORDS, MIN_BREACH_WORDS, told_enough};
