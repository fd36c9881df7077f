//! A mail server in memory, for tests of other rooms.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use helsebro_domain::notices::leaks;

use super::{Mail, MailSender};
use crate::oidc::Later;
use crate::sending::{Accepted, SendFailed, Why};

/// Keeps what it is handed, also what comes twice.
#[derive(Default)]
pub struct FakeMail {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    is_away: bool,
    failures: VecDeque<SendFailed>,
    sent: Vec<Mail>,
}

impl FakeMail {
    /// From now on it cannot be reached.
    pub fn go_away(&self) {
        self.locked().is_away = true;
    }

    /// From now on it can be reached again.
    pub fn come_back(&self) {
        self.locked().is_away = false;
    }

    /// One more sending comes to this. When nobody knows, it is sent all the same.
    pub fn next_fails(&self, failure: SendFailed) {
        self.locked().failures.push_back(failure);
    }

    /// What was handed over, in order.
    pub fn sent(&self) -> Vec<Mail> {
        self.locked().sent.clone()
    }

    fn locked(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, mail: &Mail) -> Result<Accepted, SendFailed> {
        let mut state = self.locked();
        if state.is_away {
            return Err(SendFailed::not_now(Why::Unreachable));
        }
        let found = [leaks(&mail.subject, &[]), leaks(&mail.text, &[])].concat();
        assert!(found.is_empty(), "a text says too much: {found:?}");
        let failure = state.failures.pop_front();
        if matches!(failure, None | Some(SendFailed::Unknown(_))) {
            state.sent.push(mail.clone());
        }
        let remote_id = Some(format!("fake-{}", state.sent.len()));
        failure.map_or(Ok(Accepted { remote_id }), Err)
    }
}

impl MailSender for FakeMail {
    fn send<'a>(&'a self, mail: &'a Mail) -> Later<'a, Accepted, SendFailed> {
        Box::pin(core::future::ready(self.take(mail)))
    }

    fn check(&self) -> Later<'_, (), SendFailed> {
        let away = self.locked().is_away;
        let reached = if away { Err(SendFailed::not_now(Why::Unreachable)) } else { Ok(()) };
        Box::pin(core::future::ready(reached))
    }
}
