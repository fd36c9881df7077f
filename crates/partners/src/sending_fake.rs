//! A sender in memory, for tests of other rooms: of SMS, of e-mail, or of what else
//! there comes to be.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use helsebro_domain::notices::leaks;

use crate::oidc::Later;
use crate::sending::{Accepted, SendFailed, Why};

/// What can be looked through before it is taken.
pub trait Written: Clone {
    /// All texts that its receiver will see.
    fn texts(&self) -> Vec<&str>;
}

/// Keeps what it is handed, also what comes twice. A text that says too much stops the test.
pub struct FakeSender<M> {
    known: Vec<String>,
    state: Mutex<State<M>>,
}

struct State<M> {
    is_away: bool,
    failures: VecDeque<SendFailed>,
    sent: Vec<M>,
}

impl<M> FakeSender<M> {
    /// One that knows what is about somebody where it sends from: names, units, what people
    /// write. None of it may stand in a text (SM-3).
    pub fn that_knows(known: Vec<String>) -> Self {
        let state = State { is_away: false, failures: VecDeque::new(), sent: Vec::new() };
        Self { known, state: Mutex::new(state) }
    }
}

impl<M: Written> FakeSender<M> {
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
    pub fn sent(&self) -> Vec<M> {
        self.locked().sent.clone()
    }

    /// Takes one, as a sender would.
    pub(crate) fn take(&self, message: &M) -> Later<'_, Accepted, SendFailed> {
        Box::pin(core::future::ready(self.taken(message)))
    }

    /// Whether it is there.
    pub(crate) fn answers(&self) -> Later<'_, (), SendFailed> {
        let away = self.locked().is_away;
        let reached = if away { Err(SendFailed::not_now(Why::Unreachable)) } else { Ok(()) };
        Box::pin(core::future::ready(reached))
    }

    fn taken(&self, message: &M) -> Result<Accepted, SendFailed> {
        let mut state = self.locked();
        if state.is_away {
            return Err(SendFailed::not_now(Why::Unreachable));
        }
        let known: Vec<&str> = self.known.iter().map(String::as_str).collect();
        let found: Vec<_> = message.texts().iter().flat_map(|text| leaks(text, &known)).collect();
        assert!(found.is_empty(), "a text says too much: {found:?}");
        let failure = state.failures.pop_front();
        if matches!(failure, None | Some(SendFailed::Unknown(_))) {
            state.sent.push(message.clone());
        }
        let remote_id = Some(format!("fake-{}", state.sent.len()));
        failure.map_or(Ok(Accepted { remote_id }), Err)
    }

    fn locked(&self) -> MutexGuard<'_, State<M>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
