//! SMS gateways.
//!
//! What we ask: take this text for this number under this reference, and report
//! on it later. Two contracts are spoken; which one is a setting. Reports come to
//! a door of ours, and are read here by the contract they are written in.

mod fake;
mod gateway;
mod link;
mod puzzel;

use core::fmt;

use helsebro_domain::notices::PhoneNumber;

pub use fake::FakeSms;
pub use gateway::{NoSms, SmsAccount, SmsOverHttp, SmsSettings, is_sender};
pub use link::{LinkAccount, link_reports};
pub use puzzel::{PuzzelAccount, puzzel_reports};

use crate::oidc::Later;
use crate::sending::{Accepted, DeliveryReport, Reference, ReportFlaw, SendFailed};

/// The longest text that is handed over: ten parts.
pub const MAX_SMS: usize = 1_530;

/// A text for a phone. It prints as its reference.
#[derive(Clone, PartialEq, Eq)]
pub struct Sms {
    /// Whose phone.
    pub to: PhoneNumber,
    /// What it says.
    pub text: String,
    /// Our name for this sending.
    pub reference: Reference,
}

impl fmt::Debug for Sms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sms").field("reference", &self.reference).finish_non_exhaustive()
    }
}

/// In which contract a gateway is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmsContract {
    /// LINK Mobility's.
    Link,
    /// Puzzel's.
    Puzzel,
}

impl SmsContract {
    /// The reports in a body that a gateway of this contract pushed to us.
    ///
    /// # Errors
    /// [`ReportFlaw`] when it is too large or none of that contract.
    pub fn reports(self, body: &[u8]) -> Result<Vec<DeliveryReport>, ReportFlaw> {
        match self {
            Self::Link => link_reports(body),
            Self::Puzzel => puzzel_reports(body),
        }
    }
}

/// Who takes texts for phones. A sending is never repeated in here: whether one
/// whose outcome is unknown goes out again is the caller's to weigh.
pub trait SmsGateway: Send + Sync {
    /// Hands over a text, once.
    fn send<'a>(&'a self, sms: &'a Sms) -> Later<'a, Accepted, SendFailed>;

    /// Asks whether the gateway can be reached, without sending anything.
    fn check(&self) -> Later<'_, (), SendFailed>;
}
