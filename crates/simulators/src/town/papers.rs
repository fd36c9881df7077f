//! The town's own terms: short, made up, with the clause numbers of real ones.

/// The general terms of the platform.
pub const GENERAL_TERMS: &str = include_str!("terms/general.txt");

/// The special terms for municipalities.
pub const SPECIAL_TERMS: &str = include_str!("terms/special-3.1.txt");

/// The next special terms, a draft when the town begins.
pub const NEXT_SPECIAL_TERMS: &str = include_str!("terms/special-4.0.txt");
