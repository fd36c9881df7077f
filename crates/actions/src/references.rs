//! Running numbers for receipts (L-EFV-6), leased in blocks.
//!
//! A block per municipality and year is taken from the database in a write of
//! its own, and given out from memory, so that sends do not wait for each other
//! at one row. Whoever finds a block half used leases the next one, so that the others
//! do not wait for it together. What is left at the end is a gap, never a repeat.

use core::time::Duration;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

use helsebro_domain::ids::MunicipalityId;
use helsebro_domain::parties::Municipality;
use helsebro_domain::time::Instant;
use helsebro_storage::{Scope, StorageError, SystemReason, parties};

use crate::Acts;

/// How many numbers are leased at a time when few are given out.
const LEAST: u32 = 64;

/// And when many are: what a stop may leave as a gap.
const MOST: u32 = 1_024;

/// A block that does not last this long is too short: the next is twice as long.
const LASTS: Duration = Duration::from_secs(60);

/// How long one waits for another who leases.
const LEASE_WAIT: Duration = Duration::from_secs(10);

/// Whose numbers: a municipality's, in a year.
type Series = (MunicipalityId, i16);

/// The numbers leased and not yet given out.
#[derive(Default)]
pub(crate) struct References {
    held: Mutex<HashMap<Series, Held>>,
    /// Held by the one who leases. Those who find a block empty at the same time wait
    /// for the next, and do not each lease one.
    leasing: tokio::sync::Mutex<()>,
}

/// The block that is given out, and the one after it.
struct Held {
    given: Range<u32>,
    next: Range<u32>,
    size: u32,
    leased_at: Instant,
    /// Whether somebody was told to lease the next.
    is_asked: bool,
}

/// A number; the one who gets it may have to lease the next block.
struct Given {
    number: u32,
    leases: bool,
}

impl References {
    /// The next reference of a municipality, as in `SOL-2027-000123`.
    pub(crate) async fn next(
        &self,
        acts: &Acts,
        municipality: &Municipality,
        now: Instant,
    ) -> Result<String, StorageError> {
        let of = (municipality.id, now.in_oslo().date.year());
        let number = match self.give(of) {
            Some(Given { number, leases: false }) => number,
            Some(Given { number, leases: true }) => {
                self.lease_ahead(acts, of, now).await?;
                number
            }
            None => self.wait_for(acts, of, now).await?,
        };
        Ok(municipality.reference_code.reference(of.1, number))
    }

    fn give(&self, of: Series) -> Option<Given> {
        self.held().get_mut(&of)?.give()
    }

    fn held(&self) -> MutexGuard<'_, HashMap<Series, Held>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next number after whoever leases now has done so.
    async fn wait_for(&self, acts: &Acts, of: Series, now: Instant) -> Result<u32, StorageError> {
        let _alone = self.alone().await?;
        if let Some(Given { number, .. }) = self.give(of) {
            return Ok(number);
        }
        let block = self.lease(acts, of, now).await?;
        let number = block.start;
        self.keep(of, number + 1..block.end, now);
        Ok(number)
    }

    async fn lease_ahead(&self, acts: &Acts, of: Series, now: Instant) -> Result<(), StorageError> {
        let _alone = self.alone().await?;
        if self.held().get(&of).is_some_and(|held| !held.next.is_empty()) {
            return Ok(());
        }
        let block = self.lease(acts, of, now).await?;
        self.keep(of, block, now);
        Ok(())
    }

    async fn alone(&self) -> Result<tokio::sync::MutexGuard<'_, ()>, StorageError> {
        let alone = tokio::time::timeout(LEASE_WAIT, self.leasing.lock()).await;
        alone.map_err(|_| StorageError::Busy("the references' queue"))
    }

    async fn lease(
        &self,
        acts: &Acts,
        of: Series,
        now: Instant,
    ) -> Result<Range<u32>, StorageError> {
        let size = self.held().get(&of).map_or(LEAST, |held| held.next_size(now));
        let first = acts
            .db()
            .write(Scope::System(SystemReason::Keys), "references.lease", async |mut tx| {
                parties::lease_references(&mut tx, of.0, of.1, size).await
            })
            .await?;
        Ok(first..first + size)
    }

    fn keep(&self, of: Series, block: Range<u32>, now: Instant) {
        match self.held().entry(of) {
            Entry::Occupied(held) => held.into_mut().add(block, now),
            Entry::Vacant(place) => {
                place.insert(Held::new(block, now));
            }
        }
    }
}

impl Held {
    fn new(block: Range<u32>, now: Instant) -> Self {
        Self { given: block, next: 0..0, size: LEAST, leased_at: now, is_asked: false }
    }

    /// The next number, and whether whoever gets it leases: the first to whom the
    /// block is half used.
    fn give(&mut self) -> Option<Given> {
        if self.given.is_empty() {
            self.given = core::mem::take(&mut self.next);
        }
        let number = self.given.next()?;
        let left = self.given.end - self.given.start;
        let leases = !self.is_asked && self.next.is_empty() && left <= self.size / 2;
        self.is_asked |= leases;
        Some(Given { number, leases })
    }

    /// How long the next block is, by how long this one has lasted.
    fn next_size(&self, now: Instant) -> u32 {
        if now.since(self.leased_at) < LASTS { (self.size * 2).min(MOST) } else { LEAST }
    }

    fn add(&mut self, block: Range<u32>, now: Instant) {
        self.size = self.next_size(now);
        (self.leased_at, self.is_asked) = (now, false);
        if self.given.is_empty() { self.given = block } else { self.next = block }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Instant = Instant::from_micros(1_800_000_000_000_000);

    #[test]
    fn the_first_to_whom_a_block_is_half_used_leases_the_next() {
        let mut held = Held::new(0..64, NOON);
        let leases: Vec<u32> = (0..64)
            .filter_map(|_| held.give())
            .filter(|it| it.leases)
            .map(|it| it.number)
            .collect();
        assert_eq!(leases, [31]);
        assert!(held.give().is_none());
    }

    #[test]
    fn numbers_go_on_in_the_next_block_and_none_comes_twice() {
        let mut held = Held::new(0..64, NOON);
        let mut given = Vec::new();
        for _ in 0..64 {
            let Some(Given { number, leases }) = held.give() else { break };
            given.push(number);
            if leases {
                held.add(64..192, NOON);
            }
        }
        given.extend((0..128).filter_map(|_| held.give()).map(|it| it.number));
        assert_eq!(given, (0..192).collect::<Vec<u32>>());
    }

    #[test]
    fn a_block_that_is_used_up_within_a_minute_makes_the_next_twice_as_long() {
        let minute = NOON.plus(LASTS);
        let mut held = Held::new(0..64, NOON);
        let sizes: Vec<u32> = (0..6)
            .map(|_| {
                held.add(0..0, NOON);
                held.size
            })
            .collect();
        assert_eq!(sizes, [128, 256, 512, MOST, MOST, MOST]);
        held.add(0..0, minute);
        assert_eq!(held.size, LEAST);
    }
}
