//! Running numbers for receipts (L-EFV-6), leased in blocks.
//!
//! A block per municipality and year is taken from the database in a write of
//! its own, and given out from memory, so that sends do not wait for each other
//! at one row. What is left of a block at the end is a gap, never a repeat.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use helsebro_domain::ids::MunicipalityId;
use helsebro_domain::parties::Municipality;
use helsebro_domain::time::Instant;
use helsebro_storage::{Scope, StorageError, SystemReason, parties};

use crate::Acts;

/// How many numbers are leased at a time.
const BLOCK: u32 = 64;

/// The numbers leased and not yet given out.
#[derive(Default)]
pub(crate) struct References(Mutex<HashMap<(MunicipalityId, i16), Range<u32>>>);

impl References {
    /// The next reference of a municipality, as in `SOL-2027-000123`.
    pub(crate) async fn next(
        &self,
        acts: &Acts,
        municipality: &Municipality,
        now: Instant,
    ) -> Result<String, StorageError> {
        let year = now.in_oslo().date.year();
        let number = match self.held(municipality.id, year) {
            Some(number) => number,
            None => self.lease(acts, municipality.id, year).await?,
        };
        Ok(municipality.reference_code.reference(year, number))
    }

    fn held(&self, municipality: MunicipalityId, year: i16) -> Option<u32> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.get_mut(&(municipality, year))?.next()
    }

    async fn lease(
        &self,
        acts: &Acts,
        municipality: MunicipalityId,
        year: i16,
    ) -> Result<u32, StorageError> {
        let first = acts
            .db()
            .write(Scope::System(SystemReason::Keys), "references.lease", async |mut tx| {
                parties::lease_references(&mut tx, municipality, year, BLOCK).await
            })
            .await?;
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Two callers may lease at once; the later block is kept, the rest of the
        // earlier is a gap.
        held.insert((municipality, year), first + 1..first + BLOCK);
        Ok(first)
    }
}
