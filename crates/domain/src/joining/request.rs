//! What is asked of an activation, by whom, on which day.

use crate::ids::StaffId;
use crate::refusals::{ReasonCode, Refusal};
use crate::time::Instant;

use super::activation::Cause;
use super::facts::{Facts, Loss};
use super::notice::{Notice, WindDown};

/// The fewest letters of a reason for refusing an order or stopping a service (ON-09).
pub const MIN_REASON: usize = 20;

/// In which role somebody acts (§ 1.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// The municipality's administrator.
    Administrator,
    /// Who may bind the municipality.
    Signatory,
    /// The operator's administrator.
    Operator,
    /// The system itself.
    System,
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Event {
    /// A new activation is begun.
    Create,
    /// It is confirmed where the service is answered.
    Confirm,
    /// It is ordered.
    Order,
    /// It is taken into use.
    Activate,
    /// The order is refused.
    Reject,
    /// It is taken back.
    Cancel,
    /// The data processing agreement has lapsed.
    AgreementLapsed,
    /// The operator stops it for security, the law or terms that were not accepted.
    Stop,
    /// The journal system no longer supports it.
    CapabilityLost,
    /// The cause is gone, by itself.
    CauseGone,
    /// The operator takes it up again.
    Resume,
    /// The municipality gives notice.
    GiveNotice,
    /// It takes the notice back.
    WithdrawNotice,
    /// The last day is over.
    LastDayOver,
    /// The operator begins to phase it out.
    BeginWindDown,
    /// The instruction to do so was withdrawn.
    WithdrawWindDown,
}

impl Event {
    /// Every event.
    pub const ALL: [Self; 16] = [
        Self::Create,
        Self::Confirm,
        Self::Order,
        Self::Activate,
        Self::Reject,
        Self::Cancel,
        Self::AgreementLapsed,
        Self::Stop,
        Self::CapabilityLost,
        Self::CauseGone,
        Self::Resume,
        Self::GiveNotice,
        Self::WithdrawNotice,
        Self::LastDayOver,
        Self::BeginWindDown,
        Self::WithdrawWindDown,
    ];

    /// The event as it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Create => "CREATE",
            Self::Confirm => "CONFIRM",
            Self::Order => "ORDER",
            Self::Activate => "ACTIVATE",
            Self::Reject => "REJECT",
            Self::Cancel => "CANCEL",
            Self::AgreementLapsed => "AGREEMENT_LAPSED",
            Self::Stop => "STOP",
            Self::CapabilityLost => "CAPABILITY_LOST",
            Self::CauseGone => "CAUSE_GONE",
            Self::Resume => "RESUME",
            Self::GiveNotice => "GIVE_NOTICE",
            Self::WithdrawNotice => "WITHDRAW_NOTICE",
            Self::LastDayOver => "LAST_DAY_OVER",
            Self::BeginWindDown => "BEGIN_WIND_DOWN",
            Self::WithdrawWindDown => "WITHDRAW_WIND_DOWN",
        }
    }
}

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acting {
    /// Somebody registered in the role on the day.
    Registered {
        /// Who.
        staff: StaffId,
        /// In which role.
        by: By,
    },
    /// Somebody who says that she acts in the role, and is not registered in it.
    Unregistered {
        /// Who.
        staff: StaffId,
        /// In which role.
        by: By,
    },
    /// The system itself.
    System,
}

impl Acting {
    /// In which role.
    pub const fn by(self) -> By {
        match self {
            Self::Registered { by, .. } | Self::Unregistered { by, .. } => by,
            Self::System => By::System,
        }
    }

    /// Who, when it is somebody.
    pub const fn staff(self) -> Option<StaffId> {
        match self {
            Self::Registered { staff, .. } | Self::Unregistered { staff, .. } => Some(staff),
            Self::System => None,
        }
    }

    pub(super) const fn is_registered(self) -> bool {
        !matches!(self, Self::Unregistered { .. })
    }
}

/// What is asked of an activation.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// What.
    pub event: Event,
    /// By whom.
    pub acting: Acting,
    /// When.
    pub at: Instant,
    /// What is known then.
    pub facts: &'a Facts,
    /// The municipality's notice, when one is given.
    pub notice: Option<Notice>,
    /// The operator's phase-out, when one is begun.
    pub wind_down: Option<&'a WindDown>,
    /// Why, in words; for refusing and stopping.
    pub reason: &'a str,
    /// What a document is filed under; for taking a phase-out back.
    pub document: &'a str,
    /// Why the operator stops it.
    pub cause: Cause,
    /// How a capability was lost, or when the operator warned.
    pub loss: Option<Loss>,
}

impl<'a> Request<'a> {
    /// A request with nothing more to it.
    pub const fn plain(event: Event, acting: Acting, at: Instant, facts: &'a Facts) -> Self {
        Self {
            event,
            acting,
            at,
            facts,
            notice: None,
            wind_down: None,
            reason: "",
            document: "",
            cause: Cause::Security,
            loss: None,
        }
    }

    /// G-SIGN.
    pub(super) fn is_signed(&self) -> Result<(), Refusal> {
        if self.acting.by() == By::Signatory && self.acting.is_registered() {
            return Ok(());
        }
        Err(Refusal::told(ReasonCode::NotSignatory, &["S1-1-b", "S1-6-c"]))
    }

    /// G-REASON.
    pub(super) fn has_reason(&self) -> Result<(), Refusal> {
        if self.reason.trim().chars().count() >= MIN_REASON {
            return Ok(());
        }
        Err(Refusal::told(ReasonCode::ReasonTooShort, &["ON-09", "ON-12"]))
    }

    /// G-DOC.
    pub(super) fn has_document(&self) -> Result<(), Refusal> {
        if !self.document.trim().is_empty() {
            return Ok(());
        }
        Err(Refusal::told(ReasonCode::DocumentMissing, &["ON-20"]))
    }
}
