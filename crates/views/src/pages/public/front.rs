//! The front page `/`, before sign-in.

use super::super::{Switchboard, page};

page! {
    /// The front page: what this is, and the way in. It says nothing about anyone.
    FrontPage => "public/front.html" {
        /// Where «Logg inn» leads.
        pub sign_in_href: String,
        /// Why the reader is here again, when sign-in did not work.
        pub notice: Option<FrontNotice>,
        /// The municipalities that use this, with their switchboards.
        pub municipalities: Vec<Switchboard>,
    }
}

/// Why sign-in did not work, or why it is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrontNotice {
    /// The page asked for needs somebody who is signed in (`LOGIN_REQUIRED`).
    LoginRequired,
    /// Signed in below level high (`EID_LEVEL_TOO_LOW`).
    LevelTooLow,
    /// The token had no identity number.
    NoIdentityNumber,
    /// The reader turned back at ID-porten.
    Cancelled,
    /// It took too long, or the page was opened twice.
    TooOld,
    /// ID-porten does not answer.
    PartnerAway,
    /// The session ended.
    SessionEnded,
}

impl FrontNotice {
    /// Every notice.
    pub const ALL: [Self; 7] = [
        Self::LoginRequired,
        Self::LevelTooLow,
        Self::NoIdentityNumber,
        Self::Cancelled,
        Self::TooOld,
        Self::PartnerAway,
        Self::SessionEnded,
    ];

    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::LoginRequired => "front-login-required",
            Self::LevelTooLow => "front-level-too-low",
            Self::NoIdentityNumber => "front-no-identity-number",
            Self::Cancelled => "front-cancelled",
            Self::TooOld => "front-too-old",
            Self::PartnerAway => "front-partner-away",
            Self::SessionEnded => "front-session-ended",
        }
    }
}
