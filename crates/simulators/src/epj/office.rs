//! The journal system at work: its settings, its journal, its way to the door,
//! and whether it is there.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use helsebro_domain::ids::Dice;
use helsebro_domain::time::{Clock, Instant};
use tokio::sync::watch;

use super::door::Door;
use super::journal::Journal;
use super::order::{Order, OrderRefused, Told};
use super::seen::{EpjSeen, Presence};
use super::settings::{self, EpjSettings};
use super::stamp;
use crate::SimulatorError;

/// One journal system.
pub(crate) struct Office {
    pub(crate) settings: EpjSettings,
    pub(crate) door: Door,
    clock: Arc<dyn Clock>,
    dice: Arc<dyn Dice>,
    journal: Mutex<Journal>,
    presence: watch::Sender<Presence>,
    /// Counts changes of the journal, for those who wait for one.
    changes: watch::Sender<u64>,
}

impl Office {
    pub(crate) fn new(
        settings: EpjSettings,
        clock: Arc<dyn Clock>,
        dice: Arc<dyn Dice>,
    ) -> Result<Self, SimulatorError> {
        settings::check(&settings)?;
        let door = Door::new(&settings, clock.clone(), dice.clone())?;
        Ok(Self {
            settings,
            door,
            clock,
            dice,
            journal: Mutex::new(Journal::empty()),
            presence: watch::Sender::new(Presence::Present),
            changes: watch::Sender::new(0),
        })
    }

    pub(crate) fn now(&self) -> Instant {
        self.clock.now()
    }

    /// A new id and the time, as a document has them.
    pub(crate) fn stamp(&self) -> (String, String) {
        (stamp::new_id(self.dice.as_ref()), stamp::gen_date(self.now()))
    }

    /// Reads in the journal.
    pub(crate) fn reading<T>(&self, act: impl FnOnce(&Journal) -> T) -> T {
        act(&self.journal.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Writes in the journal, and tells those who wait.
    pub(crate) fn writing<T>(&self, act: impl FnOnce(&mut Journal) -> T) -> T {
        let done = act(&mut self.journal.lock().unwrap_or_else(PoisonError::into_inner));
        self.changes.send_modify(|count| *count += 1);
        done
    }

    pub(crate) fn presence(&self) -> Presence {
        *self.presence.borrow()
    }

    pub(crate) fn watch_presence(&self) -> watch::Receiver<Presence> {
        self.presence.subscribe()
    }

    pub(crate) fn seen(&self) -> EpjSeen {
        let presence = self.presence();
        self.reading(|journal| journal.seen(presence))
    }

    /// What is seen when it first is as wanted; none when the time is up.
    pub(crate) async fn until(
        &self,
        limit: Duration,
        wanted: impl Fn(&EpjSeen) -> bool,
    ) -> Option<EpjSeen> {
        let mut changes = self.changes.subscribe();
        let waiting = async {
            loop {
                changes.mark_unchanged();
                let seen = self.seen();
                if wanted(&seen) {
                    return Some(seen);
                }
                changes.changed().await.ok()?;
            }
        };
        tokio::time::timeout(limit, waiting).await.ok().flatten()
    }

    /// Carries out an order.
    pub(crate) async fn tell(&self, order: Order) -> Result<Told, OrderRefused> {
        const QUIET: Told = Told { entry: None, posted: None };
        match order {
            Order::Leave => self.go(Presence::Away),
            Order::ComeBack => self.go(Presence::Present),
            Order::Receipts { answer, code, lasting } => {
                self.set_policy(answer, code, lasting)?;
            }
            Order::ReceiptsAs { form } => self.writing(|journal| journal.policy.form = form),
            _ if self.presence() == Presence::Away => return Err(OrderRefused::Away),
            Order::ReleaseReceipts => self.release().await,
            Order::GiveReceipt { entry, answer, code } => {
                self.give_now(entry, answer, code).await?;
            }
            sending => return self.send_order(sending).await,
        }
        Ok(QUIET)
    }

    fn go(&self, presence: Presence) {
        self.presence.send_replace(presence);
        self.writing(|_| ());
    }
}
