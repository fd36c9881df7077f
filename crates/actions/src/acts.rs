//! What every act has at hand.

use std::sync::Arc;

use helsebro_domain::ids::Dice;
use helsebro_domain::parties::NumberPolicy;
use helsebro_domain::time::{Clock, Instant};
use helsebro_storage::Db;
use helsebro_storage::sealing::Vault;
use uuid::Uuid;

use crate::news::News;
use crate::order::Order;
use crate::references::References;

/// What the acts are made from.
pub struct ActsSettings {
    /// The database.
    pub db: Db,
    /// The keys.
    pub vault: Vault,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// The dice.
    pub dice: Arc<dyn Dice>,
    /// Which identity numbers are taken here.
    pub numbers: NumberPolicy,
}

/// What every act has at hand. Cheap to clone.
#[derive(Clone)]
pub struct Acts(Arc<Inner>);

struct Inner {
    settings: ActsSettings,
    references: References,
    news: News,
    order: Order,
}

impl Acts {
    /// The acts over one database.
    pub fn new(settings: ActsSettings) -> Self {
        Self(Arc::new(Inner {
            settings,
            references: References::default(),
            news: News::default(),
            order: Order::default(),
        }))
    }

    /// What time it is.
    pub fn now(&self) -> Instant {
        self.0.settings.clock.now()
    }

    /// What changes while somebody looks.
    pub fn news(&self) -> &News {
        &self.0.news
    }

    /// The dice.
    pub fn dice(&self) -> &dyn Dice {
        &*self.0.settings.dice
    }

    /// Which identity numbers are taken here.
    pub fn numbers(&self) -> &NumberPolicy {
        &self.0.settings.numbers
    }

    /// An id for something that happens at `now`, after every id given before.
    pub(crate) fn fresh(&self, now: Instant) -> Uuid {
        self.0.order.next(now, self.dice())
    }

    pub(crate) fn db(&self) -> &Db {
        &self.0.settings.db
    }

    pub(crate) fn vault(&self) -> &Vault {
        &self.0.settings.vault
    }

    pub(crate) fn references(&self) -> &References {
        &self.0.references
    }
}
