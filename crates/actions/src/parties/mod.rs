//! Signing in and out, and what a person has chosen.

pub mod absence;
pub mod profile;
pub mod register;
pub(crate) mod roster;
pub mod sessions;
pub mod sign_in;
pub mod staff;
pub mod unit;

pub use helsebro_storage::parties::{Language, Profile, Shortcuts, StaffProfile, Theme};
