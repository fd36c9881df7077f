//! Conversations that staff have begun to write and not sent: how many, and how long.

/// The most that one person may have begun at a unit.
pub const MAX_BEGUN: usize = 20;

/// How many days what staff have begun to write lies when nobody touches it. It goes with
/// its files, and a file never before what it is for.
pub const UNTOUCHED_DAYS: u64 = 30;
