//! After signing out.

/// Why the session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The person signed out.
    Asked,
    /// Nothing was done for a while; what was being written is kept.
    Idle,
    /// The session had lasted as long as it may; what was being written is kept.
    TooLong,
    /// Signed out everywhere.
    Everywhere,
}

/// `/utlogget`.
#[derive(Clone)]
pub struct SignedOut {
    /// Why.
    pub ended: Ended,
    /// Where «Logg inn» leads.
    pub sign_in_href: String,
}

impl Ended {
    /// The key of why, when the person did not ask for it.
    pub const fn key(self) -> Option<&'static str> {
        match self {
            Self::Asked => None,
            Self::Idle => Some("public-signed-out-idle"),
            Self::TooLong => Some("public-signed-out-too-long"),
            Self::Everywhere => Some("public-signed-out-everywhere"),
        }
    }
}

crate::page::page!(SignedOut, "public/signed_out.html");
