//! A population register in memory, for tests of other rooms.

use std::sync::{Mutex, MutexGuard, PoisonError};

use helsebro_domain::parties::{IdentityNumber, RegisterPerson};

use super::{BULK_MAX, EVENTS_MAX, Event, EventKind, Found, PopulationRegister, RegisterId};
use crate::faults::PartnerFault;
use crate::oidc::Later;
use crate::registers::RegisterFault;

/// Knows whom it was told of.
#[derive(Default)]
pub struct FakePopulation {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    is_away: bool,
    people: Vec<Found>,
    events: Vec<Event>,
}

impl FakePopulation {
    /// From now on this is what it says of her; the change is told as `kind`.
    pub fn says(&self, person: RegisterPerson, kind: EventKind) -> RegisterId {
        let mut state = self.locked();
        let is_she = |found: &Found| {
            found.person.is_called(&person.number) || person.is_called(&found.person.number)
        };
        let known = state.people.iter().position(is_she);
        let id = match known {
            Some(at) => {
                state.people[at].person = person;
                state.people[at].id.clone()
            }
            None => {
                let id = RegisterId(format!("person-{}", state.people.len() + 1));
                state.people.push(Found { id: id.clone(), person });
                id
            }
        };
        let sequence = state.events.last().map_or(1, |last| last.sequence + 2);
        state.events.push(Event { sequence, person: id.clone(), kind });
        id
    }

    /// From now on it cannot be reached.
    pub fn go_away(&self) {
        self.locked().is_away = true;
    }

    /// From now on it can be reached again.
    pub fn come_back(&self) {
        self.locked().is_away = false;
    }

    fn locked(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer<'a, T: Send + 'a>(
        &self,
        read: impl FnOnce(&State) -> T,
    ) -> Later<'a, T, RegisterFault> {
        let state = self.locked();
        let answer = if state.is_away {
            Err(PartnerFault::LeftAlone { partner: "the population register" }.into())
        } else {
            Ok(read(&state))
        };
        Box::pin(core::future::ready(answer))
    }
}

impl PopulationRegister for FakePopulation {
    fn person<'a>(&'a self, number: &'a IdentityNumber) -> Later<'a, Option<Found>, RegisterFault> {
        self.answer(|state| {
            state.people.iter().find(|found| found.person.is_called(number)).cloned()
        })
    }

    fn people<'a>(&'a self, numbers: &'a [IdentityNumber]) -> Later<'a, Vec<Found>, RegisterFault> {
        if numbers.len() > BULK_MAX {
            let refused = Err(RegisterFault::TooMany { limit: BULK_MAX });
            return Box::pin(core::future::ready(refused));
        }
        let wanted = |found: &&Found| numbers.iter().any(|number| found.person.is_called(number));
        self.answer(|state| state.people.iter().filter(wanted).cloned().collect())
    }

    fn by_id<'a>(&'a self, id: &'a RegisterId) -> Later<'a, Option<Found>, RegisterFault> {
        self.answer(|state| state.people.iter().find(|found| found.id == *id).cloned())
    }

    fn events(&self, from: u64) -> Later<'_, Vec<Event>, RegisterFault> {
        self.answer(|state| {
            let later = state.events.iter().filter(|event| event.sequence >= from);
            later.take(EVENTS_MAX).cloned().collect()
        })
    }

    fn latest_event(&self) -> Later<'_, Option<u64>, RegisterFault> {
        self.answer(|state| state.events.last().map(|event| event.sequence))
    }

    fn check(&self) -> Later<'_, (), RegisterFault> {
        self.answer(|_| ())
    }
}
