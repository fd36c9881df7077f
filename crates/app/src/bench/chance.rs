//! Choices from a seed, the same on every machine.

use core::ops::RangeInclusive;

use helsebro_domain::ids::Dice;

/// A row of numbers that a seed and a few more numbers give (`SplitMix64`).
#[derive(Debug, Clone)]
pub(super) struct Chance(u64);

impl Chance {
    /// The row of this seed for this purpose: other parts give another row.
    pub(super) fn of(seed: u64, parts: &[u64]) -> Self {
        let mut chance = Self(seed);
        for part in parts {
            chance = Self(chance.next() ^ part.wrapping_mul(0xd6e8_feb8_6659_fd93));
        }
        chance
    }

    /// The next number.
    pub(super) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number in these bounds.
    pub(super) const fn within(&mut self, bounds: &RangeInclusive<u64>) -> u64 {
        let span = bounds.end().saturating_sub(*bounds.start()).saturating_add(1);
        *bounds.start() + self.next() % span
    }

    /// A place in a list of this length; 0 when it is empty.
    pub(super) fn place(&mut self, length: usize) -> usize {
        let length = u64::try_from(length).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % length).unwrap_or(0)
    }

    /// Whether it is the one of so many.
    pub(super) const fn is_one_in(&mut self, many: u64) -> bool {
        self.next().is_multiple_of(many)
    }
}

/// Dice that always give the same: for an id that can be made again.
pub(super) struct Known(pub(super) Chance);

impl Dice for Known {
    fn fill(&self, bytes: &mut [u8]) {
        let mut chance = self.0.clone();
        for some in bytes.chunks_mut(8) {
            for (byte, drawn) in some.iter_mut().zip(chance.next().to_le_bytes()) {
                *byte = drawn;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_its_own_row_and_each_purpose_another() {
        let row = |seed, parts: &[u64]| {
            let mut chance = Chance::of(seed, parts);
            [chance.next(), chance.next(), chance.next()]
        };
        assert_eq!(row(1, &[2, 3]), row(1, &[2, 3]));
        assert_ne!(row(1, &[2, 3]), row(1, &[3, 2]));
        assert_ne!(row(1, &[2]), row(2, &[2]));
    }

    #[test]
    fn what_is_drawn_lies_within_its_bounds() {
        let mut chance = Chance::of(7, &[]);
        let drawn: Vec<u64> = (0..1_000).map(|_| chance.within(&(100..=800))).collect();
        assert!(drawn.iter().all(|drawn| (100..=800).contains(drawn)));
        assert!(drawn.iter().any(|drawn| *drawn < 150) && drawn.iter().any(|drawn| *drawn > 750));
        assert!((0..100).all(|_| chance.place(3) < 3));
        assert_eq!(chance.place(0), 0);
    }

    #[test]
    fn known_dice_give_the_same_again() {
        let dice = Known(Chance::of(1, &[4]));
        let (mut one, mut other) = ([0; 10], [0; 10]);
        dice.fill(&mut one);
        dice.fill(&mut other);
        assert_eq!(one, other);
        assert_ne!(one, [0; 10]);
    }
}
