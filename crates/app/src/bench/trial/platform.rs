//! The platform over a run's database, as `serve` has it but for the doors.

use std::sync::Arc;

use anyhow::Context as _;
use helsebro_actions::Acts;
use helsebro_storage::Db;
use helsebro_storage::audit::ChainFile;
use helsebro_storage::sealing::MasterKey;

use super::clock::MovedClock;
use super::place::Place;
use crate::bench::town::opened;
use crate::dice::SystemDice;

pub(in crate::bench) struct Platform {
    pub(in crate::bench) db: Db,
    pub(in crate::bench) acts: Acts,
    pub(in crate::bench) clock: Arc<MovedClock>,
}

impl Platform {
    /// Makes the run's key, and opens the platform for the first time.
    pub(in crate::bench) async fn new(
        place: &Place,
        url: &str,
        clock: Arc<MovedClock>,
    ) -> anyhow::Result<Self> {
        let key = MasterKey::generate(&SystemDice);
        std::fs::write(place.master_key(), key.to_text().as_bytes())?;
        Self::open(place, url, clock).await
    }

    pub(in crate::bench) async fn open(
        place: &Place,
        url: &str,
        clock: Arc<MovedClock>,
    ) -> anyhow::Result<Self> {
        let key = std::fs::read_to_string(place.master_key()).context("there is no key")?;
        let (db, acts) = opened(url, clock.clone(), &MasterKey::from_text(&key)?).await?;
        Ok(Self { db, acts, clock })
    }

    pub(in crate::bench) fn chain(place: &Place) -> ChainFile {
        ChainFile::at(place.chain())
    }
}
