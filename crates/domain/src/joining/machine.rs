//! The one table of what can be done with an activation, and by whom (§ 7.3).
//!
//! Whatever is not in it is refused with `INVALID_TRANSITION`, and a refusal changes
//! nothing: an activation is taken by reference, and a new one is given back.

use crate::ids::ActivationId;
use crate::refusals::{ReasonCode, Refusal};

use super::activation::{Activation, Cause, Placed, State};
use super::facts::{Facts, Warning};
use super::guard::Guard;
use super::request::{By, Event, Request};

/// Where a transition leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum To {
    /// Here.
    State(State),
    /// Where it stands: only what citizens and staff have of it changes.
    Same,
    /// Where it stood when notice was given: what was stopped is still stopped.
    BeforeNotice,
    /// Where it stood when the phase-out began.
    BeforeWindDown,
}

/// Under which name it is kept that no impact assessment was referred to (W-DPIA).
pub const DPIA_MISSING: &str = "DPIA_REF_MISSING";

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Transition {
    /// Its id.
    pub id: &'static str,
    /// From where; none is a new activation.
    pub from: &'static [Option<State>],
    /// What is asked.
    pub event: Event,
    /// By whom.
    pub by: By,
    /// What must hold.
    pub guards: &'static [Guard],
    /// Where it leads.
    pub to: To,
}

/// What the municipality and the operator do that is about no single module.
#[derive(Debug, Clone, Copy)]
pub struct OrganisationAct {
    /// Its id.
    pub id: &'static str,
    /// What it gives.
    pub gives: &'static str,
    /// By whom.
    pub by: &'static [By],
    /// What must hold.
    pub guards: &'static [Guard],
}

/// Why something was not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    /// The refusal.
    pub refusal: Refusal,
    /// The guard behind it, when it was one.
    pub guard: Option<Guard>,
}

use Guard::{
    Address, Agreement, Available, Capability, Controller, Digifin, Document, FourEyes,
    GeneralTerms, Instruction, Lapsed, Lost, Network, NotOver, Officer, OneMonth, OperatorsCause,
    Over, Overdue, OwnCause, Reason, Running, Signatory, SixMonths, SpecialTerms, Tested, Written,
};

/// What a service stands on for as long as it is used, after what is asked first and before
/// what is asked besides.
macro_rules! in_use {
    ($($first:ident),*; $($besides:ident),*) => {
        &[
            $($first,)*
            GeneralTerms, SpecialTerms, Agreement, Capability, Digifin, Controller, Officer,
            $($besides,)*
        ]
    };
}

/// What must hold to order (ON-07), and again later.
const TO_ORDER: &[Guard] = in_use![Available;];

/// What must hold to activate (ON-08): all of it again, and more.
const TO_ACTIVATE: &[Guard] = in_use![Available; Network, Address, FourEyes, Tested];

/// What must hold to take up again what stopped by itself (ON-14).
const TO_GO_ON: &[Guard] = in_use![OwnCause, Available;];

/// What must hold to take up again what the operator stopped (ON-14).
const TO_RESUME: &[Guard] = in_use![OperatorsCause, Available;];

/// The same while it is given notice of or phased out: nothing new is ordered, so it need not
/// be on offer.
const TO_GO_ON_TO_THE_END: &[Guard] = in_use![OwnCause;];

/// What the operator stopped, likewise.
const TO_RESUME_TO_THE_END: &[Guard] = in_use![OperatorsCause;];

/// Where a service is used until its last day.
const TO_THE_END: &[Option<State>] = &[Some(State::NoticeGiven), Some(State::WindDown)];

/// ON-01 to ON-04.
pub const ORGANISATION: &[OrganisationAct] = &[
    OrganisationAct {
        id: "ON-01",
        gives: "general terms accepted",
        by: &[By::Signatory],
        guards: &[Signatory],
    },
    OrganisationAct {
        id: "ON-02",
        gives: "special terms accepted",
        by: &[By::Signatory],
        guards: &[Signatory, GeneralTerms],
    },
    OrganisationAct {
        id: "ON-03",
        gives: "data processing agreement signed",
        by: &[By::Signatory, By::Operator],
        guards: &[Signatory],
    },
    OrganisationAct {
        id: "ON-04",
        gives: "member of the financing scheme",
        by: &[By::Operator],
        guards: &[Document],
    },
];

/// ON-05 to ON-22: everything that can happen to an activation.
pub const TRANSITIONS: &[Transition] = &[
    Transition {
        id: "ON-05",
        from: &[None, Some(State::Cancelled), Some(State::Rejected)],
        event: Event::Create,
        by: By::Administrator,
        guards: &[Available],
        to: To::State(State::Draft),
    },
    Transition {
        id: "ON-06",
        from: &[Some(State::Draft)],
        event: Event::Confirm,
        by: By::Administrator,
        guards: &[Capability],
        to: To::State(State::CapabilityConfirmed),
    },
    Transition {
        id: "ON-07",
        from: &[Some(State::CapabilityConfirmed)],
        event: Event::Order,
        by: By::Administrator,
        guards: TO_ORDER,
        to: To::State(State::Ordered),
    },
    Transition {
        id: "ON-08",
        from: &[Some(State::Ordered)],
        event: Event::Activate,
        by: By::Operator,
        guards: TO_ACTIVATE,
        to: To::State(State::Active),
    },
    Transition {
        id: "ON-09",
        from: &[Some(State::Ordered)],
        event: Event::Reject,
        by: By::Operator,
        guards: &[Reason],
        to: To::State(State::Rejected),
    },
    Transition {
        id: "ON-10",
        from: &[Some(State::Draft), Some(State::CapabilityConfirmed), Some(State::Ordered)],
        event: Event::Cancel,
        by: By::Administrator,
        guards: &[],
        to: To::State(State::Cancelled),
    },
    Transition {
        id: "ON-11",
        from: &[Some(State::Active)],
        event: Event::AgreementLapsed,
        by: By::System,
        guards: &[Lapsed],
        to: To::State(State::Suspended),
    },
    Transition {
        id: "ON-11",
        from: TO_THE_END,
        event: Event::AgreementLapsed,
        by: By::System,
        guards: &[Running, Lapsed],
        to: To::Same,
    },
    Transition {
        id: "ON-12",
        from: &[Some(State::Active)],
        event: Event::Stop,
        by: By::Operator,
        guards: &[Reason, Overdue],
        to: To::State(State::Suspended),
    },
    Transition {
        id: "ON-12",
        from: TO_THE_END,
        event: Event::Stop,
        by: By::Operator,
        guards: &[Running, Reason, Overdue],
        to: To::Same,
    },
    Transition {
        id: "ON-13",
        from: &[Some(State::Active)],
        event: Event::CapabilityLost,
        by: By::System,
        guards: &[Lost],
        to: To::State(State::Suspended),
    },
    Transition {
        id: "ON-14",
        from: &[Some(State::Suspended)],
        event: Event::CauseGone,
        by: By::System,
        guards: TO_GO_ON,
        to: To::State(State::Active),
    },
    Transition {
        id: "ON-14",
        from: TO_THE_END,
        event: Event::CauseGone,
        by: By::System,
        guards: TO_GO_ON_TO_THE_END,
        to: To::Same,
    },
    Transition {
        id: "ON-14",
        from: &[Some(State::Suspended)],
        event: Event::Resume,
        by: By::Operator,
        guards: TO_RESUME,
        to: To::State(State::Active),
    },
    Transition {
        id: "ON-14",
        from: TO_THE_END,
        event: Event::Resume,
        by: By::Operator,
        guards: TO_RESUME_TO_THE_END,
        to: To::Same,
    },
    Transition {
        id: "ON-15",
        from: &[Some(State::Active), Some(State::Suspended)],
        event: Event::GiveNotice,
        by: By::Signatory,
        guards: &[Signatory, Written, OneMonth],
        to: To::State(State::NoticeGiven),
    },
    Transition {
        id: "ON-16",
        from: &[Some(State::NoticeGiven)],
        event: Event::WithdrawNotice,
        by: By::Signatory,
        guards: &[Signatory, NotOver],
        to: To::BeforeNotice,
    },
    Transition {
        id: "ON-17",
        from: &[Some(State::NoticeGiven)],
        event: Event::LastDayOver,
        by: By::System,
        guards: &[Over],
        to: To::State(State::Terminated),
    },
    Transition {
        id: "ON-18",
        from: &[Some(State::Active), Some(State::Suspended), Some(State::NoticeGiven)],
        event: Event::BeginWindDown,
        by: By::Operator,
        guards: &[Instruction, SixMonths],
        to: To::State(State::WindDown),
    },
    Transition {
        id: "ON-19",
        from: &[Some(State::WindDown)],
        event: Event::LastDayOver,
        by: By::System,
        guards: &[Over],
        to: To::State(State::Terminated),
    },
    Transition {
        id: "ON-20",
        from: &[Some(State::WindDown)],
        event: Event::WithdrawWindDown,
        by: By::Operator,
        guards: &[Document, NotOver],
        to: To::BeforeWindDown,
    },
    Transition {
        id: "ON-21",
        from: &[Some(State::Terminated)],
        event: Event::Create,
        by: By::Administrator,
        guards: &[Available],
        to: To::State(State::Draft),
    },
    Transition {
        id: "ON-22",
        from: &[Some(State::WindDown)],
        event: Event::GiveNotice,
        by: By::Signatory,
        guards: &[Signatory, Written, OneMonth],
        to: To::State(State::WindDown),
    },
];

impl Transition {
    /// The row for an event from a state.
    pub fn of(from: Option<State>, event: Event) -> Option<&'static Self> {
        TRANSITIONS.iter().find(|row| row.event == event && row.from.contains(&from))
    }

    /// What is kept of what held when it was done: what a service stands on, by the names of the
    /// guards, and what was pointed out (ON-07, ON-08). None where nothing of the kind is asked.
    pub fn frozen(&self, facts: &Facts) -> Option<String> {
        if !matches!(self.event, Event::Order | Event::Activate) {
            return None;
        }
        let held = self.guards.iter().map(|guard| guard.id());
        let pointed_out = facts.warnings().contains(&Warning::DpiaMissing).then_some(DPIA_MISSING);
        Some(held.chain(pointed_out).collect::<Vec<_>>().join(" "))
    }

    fn allows(&self, activation: &Activation, request: &Request<'_>) -> Result<(), Refused> {
        if request.acting.by() != self.by {
            return Err(Refused { refusal: self.not_theirs(), guard: None });
        }
        for guard in self.guards {
            let checked = guard.check(activation, request);
            checked.map_err(|refusal| Refused { refusal, guard: Some(*guard) })?;
        }
        Ok(())
    }

    const fn not_theirs(&self) -> Refusal {
        match self.by {
            By::Operator => Refusal::told(ReasonCode::OnlyOperatorActivates, &["S1-5.1-e"]),
            By::Signatory => Refusal::told(ReasonCode::NotSignatory, &["S1-1-b", "S1-6-c"]),
            By::Administrator | By::System => {
                Refusal::told(ReasonCode::StaffNotAuthorised, &["S1-5.1-e"])
            }
        }
    }
}

impl Activation {
    /// A new activation where there is none, or where the one before is over (ON-05,
    /// ON-21). The one before stays as it is.
    ///
    /// # Errors
    /// As the table says.
    pub fn create(
        id: ActivationId,
        placed: Placed,
        before: Option<&Self>,
        request: &Request<'_>,
    ) -> Result<Self, Refused> {
        let row = Transition::of(before.map(|one| one.state), Event::Create).ok_or(invalid())?;
        let draft = Self::draft(id, placed);
        row.allows(&draft, request)?;
        Ok(draft)
    }

    /// The activation after what is asked, with the id of the row that allowed it.
    ///
    /// # Errors
    /// The first guard that does not hold; `INVALID_TRANSITION` for what is not in the
    /// table.
    pub fn after(&self, request: &Request<'_>) -> Result<(Self, &'static str), Refused> {
        if request.event == Event::Create {
            return Err(invalid());
        }
        let row = Transition::of(Some(self.state), request.event).ok_or(invalid())?;
        row.allows(self, request)?;
        Ok((self.moved(row, request), row.id))
    }

    fn moved(&self, row: &Transition, request: &Request<'_>) -> Self {
        let mut after = self.clone();
        match request.event {
            Event::Order => after.ordered_by = request.acting.staff(),
            Event::Activate => after.active_from = Some(request.at),
            Event::AgreementLapsed => after.cause = Some(Cause::Agreement),
            Event::CapabilityLost => after.cause = Some(Cause::Capability),
            Event::Stop => after.cause = Some(request.cause),
            Event::CauseGone | Event::Resume => after.cause = None,
            Event::GiveNotice => after.take_notice(request),
            Event::BeginWindDown => {
                after.before_wind_down = Some(self.state);
                after.wind_down_last_day = request.wind_down.map(|found| found.last_day);
            }
            _ => {}
        }
        after.state = match row.to {
            To::State(state) => state,
            To::Same => self.state,
            To::BeforeNotice => self.stood(self.before_notice),
            // Notice that was given meanwhile still stands.
            To::BeforeWindDown if self.notice_last_day.is_some() => State::NoticeGiven,
            To::BeforeWindDown => self.stood(self.before_wind_down),
        };
        after.forget(row.to);
        after
    }

    /// Where it stood before, as it is now: it may have been stopped since, or taken up again.
    const fn stood(&self, before: Option<State>) -> State {
        match (before, self.cause) {
            (None, _) | (Some(State::Active), Some(_)) => State::Suspended,
            (Some(State::Suspended), None) => State::Active,
            (Some(state), _) => state,
        }
    }

    fn take_notice(&mut self, request: &Request<'_>) {
        let asked = request.notice.map(|notice| notice.last_day);
        if self.before_notice.is_none() {
            self.before_notice = match self.state {
                State::WindDown => self.before_wind_down,
                state => Some(state),
            };
        }
        self.notice_last_day = match (self.notice_last_day, asked) {
            (Some(held), Some(asked)) => Some(held.min(asked)),
            (held, asked) => asked.or(held),
        };
    }

    const fn forget(&mut self, to: To) {
        match to {
            To::State(_) | To::Same => {}
            To::BeforeNotice => {
                self.before_notice = None;
                self.notice_last_day = None;
            }
            To::BeforeWindDown => {
                self.before_wind_down = None;
                self.wind_down_last_day = None;
            }
        }
    }
}

const fn invalid() -> Refused {
    Refused { refusal: Refusal::told(ReasonCode::InvalidTransition, &["ON-05"]), guard: None }
}
