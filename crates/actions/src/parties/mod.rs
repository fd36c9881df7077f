//! Signing in and out, and what a person has chosen.

pub mod profile;
pub mod sessions;
pub mod sign_in;
pub mod staff;

pub use helsebro_storage::parties::{Language, Profile, Shortcuts, StaffProfile, Theme};
