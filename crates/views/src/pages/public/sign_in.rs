//! When signing in did not lead in.

use helsebro_domain::time::Date;

use super::Switchboard;

/// Why a citizen did not come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotIn {
    /// Signed in, but not at level high.
    LevelTooLow,
    /// The eID gave no identity number.
    NoIdentity,
    /// The person broke off.
    Cancelled,
    /// ID-porten does not answer.
    Away,
    /// It did not work; nobody knows why.
    Failed,
}

/// A citizen's sign-in that did not lead in.
#[derive(Clone)]
pub struct SignInRefused {
    /// Why.
    pub why: NotIn,
    /// Where to sign in again.
    pub sign_in_href: String,
    /// The code to quote on the phone.
    pub support_code: Option<String>,
    /// Whom to ring instead.
    pub switchboards: Vec<Switchboard>,
}

/// Why a member of staff did not come in.
#[derive(Clone, PartialEq, Eq)]
pub enum StaffNotIn {
    /// No authorisation that holds today (`STAFF_NOT_AUTHORISED`).
    NotAuthorised {
        /// Its last day, when there was one.
        ended: Option<Date>,
        /// The unit, when there was one.
        unit: Option<String>,
    },
    /// Nobody here has that identity number.
    Unknown,
    /// Signed in, but not at level high.
    LevelTooLow,
    /// The person broke off.
    Cancelled,
    /// HelseID does not answer.
    Away,
    /// It did not work; nobody knows why.
    Failed,
}

/// A member of staff's sign-in that did not lead in.
#[derive(Clone)]
pub struct StaffSignInRefused {
    /// Why.
    pub why: StaffNotIn,
    /// Where to sign in again.
    pub sign_in_href: String,
    /// The code to quote on the phone.
    pub support_code: Option<String>,
}

impl NotIn {
    /// What its keys begin with.
    const fn area(self) -> &'static str {
        match self {
            Self::LevelTooLow => "public-sign-in-level",
            Self::NoIdentity => "public-sign-in-no-identity",
            Self::Cancelled => "public-sign-in-cancelled",
            Self::Away => "public-sign-in-away",
            Self::Failed => "public-sign-in-failed",
        }
    }
}

impl SignInRefused {
    /// The key of the heading.
    pub fn title_key(&self) -> String {
        format!("{}-title", self.why.area())
    }

    /// The key of what to do.
    pub fn body_key(&self) -> String {
        format!("{}-body", self.why.area())
    }
}

impl StaffSignInRefused {
    /// The key of the heading.
    pub const fn title_key(&self) -> &'static str {
        match self.why {
            StaffNotIn::NotAuthorised { .. } | StaffNotIn::Unknown => "public-staff-not-in-title",
            StaffNotIn::LevelTooLow => "public-sign-in-level-title",
            StaffNotIn::Cancelled => "public-sign-in-cancelled-title",
            StaffNotIn::Away => "public-sign-in-away-title",
            StaffNotIn::Failed => "public-sign-in-failed-title",
        }
    }
}

crate::page::page!(SignInRefused, "public/sign_in_refused.html");
crate::page::page!(StaffSignInRefused, "public/staff_sign_in_refused.html");
