//! The town that tests play in: a clock moved by hand, the same dice each time,
//! and a fresh database on both engines.
//!
//! Only tests use this room. It holds no rules and no expectations; what must be
//! true stands in the tests.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "only tests use this room; a town that cannot be founded fails its test"
)]

mod clock;
mod databases;
mod dice;
pub mod files;
mod play;
mod town;

pub use clock::HandClock;
pub use databases::{TestDatabase, both, on_postgres, on_sqlite, postgres_server};
pub use dice::RowOfDice;
pub use helsebro_simulators::town::{START, ids};
pub use play::{service, told};
pub use town::{Town, in_town, oslo};

/// The town's own terms.
pub mod terms {
    pub use helsebro_simulators::town::{GENERAL_TERMS, NEXT_SPECIAL_TERMS, SPECIAL_TERMS};
}
