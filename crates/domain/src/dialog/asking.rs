//! A question to those responsible about who has seen (L-PJL-22a).

use crate::epj::AnsweredIn;
use crate::ids::{MunicipalityId, PersonId, ThreadId};
use crate::parties::Unit;
use crate::refusals::Refusal;
use crate::representation::{CitizenAccess, Deed};
use crate::time::Instant;

use super::writing::takes_messages;
use super::{Reply, Route, StartedBy, Thread, ThreadState, promise_at};

/// The right to ask a unit about a line of the log.
#[derive(Debug)]
pub struct AskPermit<'a> {
    person: PersonId,
    unit: &'a Unit,
}

impl<'a> AskPermit<'a> {
    /// The permit to ask a unit of the municipality that is responsible. That the
    /// person gets a service there is not asked for: whoever is looked up may ask why.
    ///
    /// # Errors
    /// `NO_REPRESENTATION_BASIS` for a helper without the scope for rights;
    /// `UNIT_NOT_ACTIVE` when the unit takes no messages or is another municipality's.
    pub fn to(
        citizen: &CitizenAccess,
        unit: &'a Unit,
        municipality: MunicipalityId,
    ) -> Result<Self, Refusal> {
        citizen.may(Deed::AskAboutLog)?;
        takes_messages(unit, municipality)?;
        Ok(Self { person: citizen.person(), unit })
    }

    /// The conversation that the question begins. It is answered in the console, also
    /// where the unit works in a journal system: it is no part of the record.
    pub fn start(&self, id: ThreadId, now: Instant) -> Thread {
        Thread {
            id,
            person: self.person,
            municipality: self.unit.municipality,
            unit: self.unit.id,
            contact: None,
            started_by: StartedBy::Citizen,
            state: ThreadState::Open { taken_by: None },
            reply: Reply::Allowed,
            route: Route::AboutLog,
            answered_in: AnsweredIn::Console,
            opened_at: now,
            last_at: now,
            awaiting: None,
        }
        .with_citizens_message(now, promise_at(&self.unit.hours, self.unit.promise_days, now))
    }
}
