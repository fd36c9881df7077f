//! Staff who could not be let in.

use helsebro_domain::time::Date;

use super::super::page;

page! {
    /// Staff sign-in was refused.
    StaffSignInRefusedPage => "public/staff_sign_in_refused.html" {
        /// Why.
        pub reason: StaffSignInRefusal,
        /// Where one can try again.
        pub sign_in_href: String,
    }
}

/// Why staff were not let in.
#[derive(Clone, PartialEq, Eq)]
pub enum StaffSignInRefusal {
    /// `STAFF_NOT_AUTHORISED`: an authorisation that has ended.
    Ended {
        /// At which unit.
        unit: String,
        /// Its last day.
        last_day: Date,
    },
    /// `STAFF_NOT_AUTHORISED`: no authorisation at all.
    NotAuthorised,
    /// Signed in below the level that is needed.
    LevelTooLow,
    /// Turned back at HelseID.
    Cancelled,
    /// It took too long, or the page was opened twice.
    TooOld,
    /// HelseID does not answer.
    PartnerAway,
}
