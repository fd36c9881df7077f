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
