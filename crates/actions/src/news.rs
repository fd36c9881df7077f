//! Telling open pages that something is new.
//!
//! Only that, never what: the page asks again through the same door as always.
//! A reader who falls behind is told to look anew. Other processes over the same
//! database are not heard; pages also look again at a named interval.

use helsebro_domain::ids::{EpjId, PersonId, UnitId};
use tokio::sync::broadcast;

/// How many changes a slow reader may lag behind.
const MAX_LAG: usize = 256;

/// Whose page should look again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// Those who look at a unit's work list.
    Unit(UnitId),
    /// A citizen.
    Citizen(PersonId),
    /// A journal system that waits for messages.
    Epj(EpjId),
}

/// Where changes are told.
pub struct News(broadcast::Sender<Sight>);

impl Default for News {
    fn default() -> Self {
        Self(broadcast::Sender::new(MAX_LAG))
    }
}

impl News {
    /// Listens from now on.
    pub fn listen(&self) -> broadcast::Receiver<Sight> {
        self.0.subscribe()
    }

    /// Tells those who listen; nobody need to.
    pub(crate) fn tell(&self, sight: Sight) {
        // No listener is not a fault.
        let _ = self.0.send(sight);
    }
}
