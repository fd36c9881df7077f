//! The copy of everything that is in force, with the names of everybody in it.

use core::time::Duration;
use std::sync::{Arc, Mutex, PoisonError};

use helsebro_domain::controllership::{ControllerMode, Register};
use helsebro_domain::joining::Deployment;
use helsebro_domain::time::Instant;
use helsebro_storage::{controllership, parties};

use super::{Directory, SCOPE};
use crate::{ActError, Acts};

/// How long a copy is used without asking for its number.
const FRESH_FOR: Duration = Duration::from_secs(1);

/// Everything that is in force, and what those who stand in it are called; both read in one
/// transaction.
#[derive(Clone)]
pub(super) struct Held {
    version: i64,
    /// The facts.
    pub(super) register: Arc<Register>,
    /// Municipalities and organisations; no units and no agreements.
    pub(super) names: Arc<Directory>,
}

/// The newest copy, with the number that it was read under, and when the number was
/// last asked for.
#[derive(Default)]
pub(crate) struct Copy {
    held: Mutex<Option<Held>>,
    asked_at: Mutex<Option<Instant>>,
}

impl Copy {
    fn of(&self, version: i64) -> Option<Held> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.as_ref().filter(|found| found.version == version).cloned()
    }

    /// The copy, when it was the newest a second ago or later.
    fn recent(&self, now: Instant) -> Option<Held> {
        let asked_at = *self.asked_at.lock().unwrap_or_else(PoisonError::into_inner);
        let asked_at = asked_at?;
        // A clock that was set back does not make it younger.
        if now.since(asked_at).max(asked_at.since(now)) >= FRESH_FOR {
            return None;
        }
        self.held.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What is held may be old: its number is asked for next time.
    fn is_old(&self) {
        *self.asked_at.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn asked(&self, at: Instant) {
        *self.asked_at.lock().unwrap_or_else(PoisonError::into_inner) = Some(at);
    }

    fn keep(&self, new: &Held) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.as_ref().is_none_or(|found| found.version < new.version) {
            *held = Some(new.clone());
        }
    }
}

/// Everything that is in force, as it is now.
///
/// # Errors
/// When the database fails.
pub async fn register(acts: &Acts) -> Result<Arc<Register>, ActError> {
    Ok(held(acts).await?.register)
}

/// The copy, as it is now.
///
/// # Errors
/// When the database fails.
pub(super) async fn held(acts: &Acts) -> Result<Held, ActError> {
    let now = acts.now();
    let version = acts
        .db()
        .read(SCOPE, "controllership.version", async |mut tx| {
            Ok::<_, ActError>(controllership::version(&mut tx).await?)
        })
        .await?;
    if let Some(copy) = acts.register_copy().of(version) {
        acts.register_copy().asked(now);
        return Ok(copy);
    }
    let mode = mode_of(acts.deployment());
    let (version, facts, names) = acts
        .db()
        .read(SCOPE, "controllership.facts", async |mut tx| {
            let (version, facts) = controllership::facts(&mut tx, mode).await?;
            let names = Directory {
                municipalities: parties::municipalities(&mut tx).await?,
                organisations: controllership::organisations(&mut tx).await?,
                ..Directory::default()
            };
            Ok::<_, ActError>((version, facts, names))
        })
        .await?;
    let register = Arc::new(Register::new(facts));
    let held = Held { version, register, names: Arc::new(names) };
    acts.register_copy().keep(&held);
    acts.register_copy().asked(now);
    Ok(held)
}

/// Notes that something was entered here, so that the next screen shows it; what is entered
/// in another process is seen within a second.
pub(super) fn is_old(acts: &Acts) {
    acts.register_copy().is_old();
}

/// The copy as it was a second ago at most.
///
/// # Errors
/// When the database fails.
pub(super) async fn at_hand(acts: &Acts) -> Result<Held, ActError> {
    match acts.register_copy().recent(acts.now()) {
        Some(copy) => Ok(copy),
        None => held(acts).await,
    }
}

/// Who is controller for the platform's own part, by who runs it (§ 0.2 no. 5).
pub const fn mode_of(deployment: Deployment) -> ControllerMode {
    match deployment {
        Deployment::Operator => ControllerMode::Operator,
        Deployment::Municipality => ControllerMode::Municipality,
    }
}
