//! A contact register in memory, for tests of other rooms.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use helsebro_domain::notices::ContactCard;
use helsebro_domain::parties::IdentityNumber;

use super::{BATCH_MAX, ContactRegister};
use crate::faults::PartnerFault;
use crate::oidc::Later;
use crate::registers::RegisterFault;

/// Says of each what it was told to; of the rest that they are not registered.
#[derive(Default)]
pub struct FakeKrr {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    is_away: bool,
    cards: HashMap<IdentityNumber, ContactCard>,
    asked: usize,
}

impl FakeKrr {
    /// From now on this is what it says of her.
    pub fn says(&self, number: IdentityNumber, card: ContactCard) {
        self.locked().cards.insert(number, card);
    }

    /// From now on it cannot be reached.
    pub fn go_away(&self) {
        self.locked().is_away = true;
    }

    /// From now on it can be reached again.
    pub fn come_back(&self) {
        self.locked().is_away = false;
    }

    /// How many times it was asked.
    pub fn asked(&self) -> usize {
        self.locked().asked
    }

    fn locked(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(
        &self,
        numbers: &[IdentityNumber],
    ) -> Result<HashMap<IdentityNumber, ContactCard>, RegisterFault> {
        let mut state = self.locked();
        state.asked += 1;
        if numbers.len() > BATCH_MAX {
            return Err(RegisterFault::TooMany { limit: BATCH_MAX });
        }
        if state.is_away {
            return Err(PartnerFault::LeftAlone { partner: "KRR" }.into());
        }
        let card = |number: &IdentityNumber| {
            let said = state.cards.get(number).cloned();
            (number.clone(), said.unwrap_or_else(ContactCard::not_registered))
        };
        Ok(numbers.iter().map(card).collect())
    }
}

impl ContactRegister for FakeKrr {
    fn look_up<'a>(
        &'a self,
        numbers: &'a [IdentityNumber],
    ) -> Later<'a, HashMap<IdentityNumber, ContactCard>, RegisterFault> {
        Box::pin(core::future::ready(self.answer(numbers)))
    }

    fn check(&self) -> Later<'_, (), RegisterFault> {
        Box::pin(core::future::ready(self.answer(&[]).map(drop)))
    }
}
