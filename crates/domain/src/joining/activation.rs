//! An activation: a municipality, a module and a care area, and where they stand (§ 7.1).

use crate::ids::{ActivationId, MunicipalityId, StaffId};
use crate::parties::{CareArea, Service};
use crate::time::{Date, Instant};

use super::module::Module;

/// The clause of the general terms that the tasks of a connection follow from (S1-5.1-c).
pub const CONNECTION_CLAUSE: &str = "7.2";

/// Where an activation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Begun by the municipality.
    Draft,
    /// It is shown where it is answered.
    CapabilityConfirmed,
    /// Ordered, and waiting for the operator.
    Ordered,
    /// In use.
    Active,
    /// Stopped for a while.
    Suspended,
    /// In use until the municipality's own last day.
    NoticeGiven,
    /// In use until the operator's last day.
    WindDown,
    /// Over.
    Terminated,
    /// Taken back before it was activated.
    Cancelled,
    /// Refused by the operator.
    Rejected,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 10] = [
        Self::Draft,
        Self::CapabilityConfirmed,
        Self::Ordered,
        Self::Active,
        Self::Suspended,
        Self::NoticeGiven,
        Self::WindDown,
        Self::Terminated,
        Self::Cancelled,
        Self::Rejected,
    ];

    /// The state as it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "DRAFT",
            Self::CapabilityConfirmed => "CAPABILITY_CONFIRMED",
            Self::Ordered => "ORDERED",
            Self::Active => "ACTIVE",
            Self::Suspended => "SUSPENDED",
            Self::NoticeGiven => "NOTICE_GIVEN",
            Self::WindDown => "WIND_DOWN",
            Self::Terminated => "TERMINATED",
            Self::Cancelled => "CANCELLED",
            Self::Rejected => "REJECTED",
        }
    }

    /// The state that is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// Whether nothing more can be done with it; a new one can be begun.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Terminated | Self::Cancelled | Self::Rejected)
    }

    /// What citizens and staff have of the service then, when nothing stops it.
    const fn service(self) -> Service {
        match self {
            Self::Active | Self::NoticeGiven | Self::WindDown => Service::Open,
            Self::Suspended => Service::Suspended,
            Self::Terminated => Service::Terminated,
            Self::Draft
            | Self::CapabilityConfirmed
            | Self::Ordered
            | Self::Cancelled
            | Self::Rejected => Service::None,
        }
    }
}

/// Why a service is stopped for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The data processing agreement has lapsed (ON-11).
    Agreement,
    /// Security, or the law (ON-12).
    Security,
    /// Material terms were not accepted in time (ON-34).
    TermsNotAccepted,
    /// The journal system no longer supports it (ON-13).
    Capability,
}

impl Cause {
    /// Every cause.
    pub const ALL: [Self; 4] =
        [Self::Agreement, Self::Security, Self::TermsNotAccepted, Self::Capability];

    /// The cause as it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agreement => "DPA",
            Self::Security => "SECURITY",
            Self::TermsNotAccepted => "TERMS_NOT_ACCEPTED",
            Self::Capability => "CAPABILITY",
        }
    }

    /// The cause that is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.as_str() == text)
    }
}

/// Where an activation is: it never moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Placed {
    /// Which municipality.
    pub municipality: MunicipalityId,
    /// Which module.
    pub module: Module,
    /// Which type of service (§ 1.7).
    pub care_area: CareArea,
}

/// An activation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activation {
    /// Our own id.
    pub id: ActivationId,
    /// Where.
    pub placed: Placed,
    /// Where it stands.
    pub state: State,
    /// Who ordered it.
    pub ordered_by: Option<StaffId>,
    /// When it was taken into use.
    pub active_from: Option<Instant>,
    /// Why it is stopped.
    pub cause: Option<Cause>,
    /// Where it stood when notice was given.
    pub before_notice: Option<State>,
    /// The last day by the municipality's own notice.
    pub notice_last_day: Option<Date>,
    /// Where it stood when the operator's phase-out began.
    pub before_wind_down: Option<State>,
    /// The last day of the operator's phase-out.
    pub wind_down_last_day: Option<Date>,
}

impl Activation {
    /// A new one.
    pub(super) const fn draft(id: ActivationId, placed: Placed) -> Self {
        Self {
            id,
            placed,
            state: State::Draft,
            ordered_by: None,
            active_from: None,
            cause: None,
            before_notice: None,
            notice_last_day: None,
            before_wind_down: None,
            wind_down_last_day: None,
        }
    }

    /// What citizens and staff have of the service now. What is stopped stays so when notice is
    /// given of it, or its phase-out begins.
    pub const fn service(&self) -> Service {
        match (self.state, self.cause) {
            (State::NoticeGiven | State::WindDown, Some(_)) => Service::Suspended,
            (state, _) => state.service(),
        }
    }

    /// The last day of the service, when it has one: the earlier of the two (ON-22).
    pub fn last_day(&self) -> Option<Date> {
        match self.state {
            State::NoticeGiven | State::WindDown | State::Terminated => {
                [self.notice_last_day, self.wind_down_last_day].into_iter().flatten().min()
            }
            _ => None,
        }
    }
}
