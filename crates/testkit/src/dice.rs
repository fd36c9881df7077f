//! Dice that fall the same way every time.

use std::sync::atomic::{AtomicU64, Ordering};

use helsebro_domain::ids::Dice;

/// The splitmix sequence: never the same twice, always the same row.
#[derive(Debug)]
pub struct RowOfDice(AtomicU64);

impl RowOfDice {
    /// A row from this seed.
    pub const fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }
}

impl Dice for RowOfDice {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let state = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::SeqCst);
            let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&(mixed ^ (mixed >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}
