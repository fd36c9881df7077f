//! Running numbers for receipts (L-EFV-6), leased in blocks.
//!
//! A block per municipality and year is taken from the database in a write of
//! its own, and given out from memory, so that sends do not wait for each other
//! at one row. What is left of a block at the end is a gap, never a repeat.

use core::time::Duration;
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

/// How long one waits for another who leases.
const LEASE_WAIT: Duration = Duration::from_secs(10);

/// The numbers leased and not yet given out.
#[derive(Default)]
pub(crate) struct References {
    held: Mutex<HashMap<(MunicipalityId, i16), Range<u32>>>,
    /// Held by the one who leases. Those who find a block empty at the same time wait
    /// for the next, and do not each lease one.
    leasing: tokio::sync::Mutex<()>,
}

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
            None => self.leased(acts, municipality.id, year).await?,
        };
        Ok(municipality.reference_code.reference(year, number))
    }

    fn held(&self, municipality: MunicipalityId, year: i16) -> Option<u32> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.get_mut(&(municipality, year))?.next()
    }

    /// The next number after whoever leases now has done so.
    async fn leased(
        &self,
        acts: &Acts,
        municipality: MunicipalityId,
        year: i16,
    ) -> Result<u32, StorageError> {
        let alone = tokio::time::timeout(LEASE_WAIT, self.leasing.lock()).await;
        let _alone = alone.map_err(|_| StorageError::Busy("the references' queue"))?;
        match self.held(municipality, year) {
            Some(number) => Ok(number),
            None => self.lease(acts, municipality, year).await,
        }
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
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.insert((municipality, year), first + 1..first + BLOCK);
        Ok(first)
    }
}
