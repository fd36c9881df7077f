//! What every act has at hand.

use std::sync::Arc;

use helsebro_domain::dialog::FileLimits;
use helsebro_domain::ids::Dice;
use helsebro_domain::joining::{Deployment, Platform};
use helsebro_domain::parties::NumberPolicy;
use helsebro_domain::time::{Clock, Instant};
use helsebro_partners::scanner::{NoScanner, Scanner};
use helsebro_storage::Db;
use helsebro_storage::sealing::Vault;
use uuid::Uuid;

use crate::controllership;
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
    /// Who runs the platform, and with whom.
    pub platform: Platform,
}

/// How files that go along with messages are taken.
#[derive(Clone)]
pub struct Files {
    /// Who looks through them.
    pub scanner: Arc<dyn Scanner>,
    /// How much goes along with one message.
    pub limits: FileLimits,
    /// Whether files are taken at all: not without a scanner.
    pub are_taken: bool,
}

impl Files {
    /// Looked through by this scanner.
    pub fn through(scanner: Arc<dyn Scanner>, limits: FileLimits) -> Self {
        Self { scanner, limits, are_taken: true }
    }
}

impl Default for Files {
    /// No scanner, no files.
    fn default() -> Self {
        let scanner = NoScanner::shared();
        Self { scanner, limits: FileLimits::default(), are_taken: false }
    }
}

/// What every act has at hand. Cheap to clone.
#[derive(Clone)]
pub struct Acts(Arc<Inner>);

struct Inner {
    settings: ActsSettings,
    files: Files,
    references: References,
    news: News,
    order: Order,
    register_copy: controllership::Copy,
    remembered: controllership::Remembered,
}

impl Acts {
    /// The acts over one database.
    pub fn new(settings: ActsSettings) -> Self {
        Self::with_files(settings, Files::default())
    }

    /// The same, with files taken along.
    pub fn with_files(settings: ActsSettings, files: Files) -> Self {
        Self(Arc::new(Inner {
            settings,
            files,
            references: References::default(),
            news: News::default(),
            order: Order::default(),
            register_copy: controllership::Copy::default(),
            remembered: controllership::Remembered::default(),
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

    /// Who runs the platform, and so who is controller for its own part (§ 0.2 no. 5).
    pub fn deployment(&self) -> Deployment {
        self.platform().deployment
    }

    /// Who runs the platform, and with whom.
    pub fn platform(&self) -> &Platform {
        &self.0.settings.platform
    }

    /// How files are taken.
    pub fn files(&self) -> &Files {
        &self.0.files
    }

    /// An id for something that happens at `now`, after every id given before.
    pub(crate) fn fresh(&self, now: Instant) -> Uuid {
        self.0.order.next(now, self.dice())
    }

    pub(crate) fn register_copy(&self) -> &controllership::Copy {
        &self.0.register_copy
    }

    pub(crate) fn remembered(&self) -> &controllership::Remembered {
        &self.0.remembered
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
