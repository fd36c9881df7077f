//! After signing out.

/// Why the session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The person signed out.
    Asked,
    /// Nothing was done for a while.
    Idle,
    /// The session had lasted as long as it may.
    TooLong,
    /// Signed out everywhere.
    Everywhere,
    /// Signed out at the identity provider, or at another service there.
    Elsewhere,
    /// Nobody knows any longer.
    Unknown,
}

/// Whether what was being written is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drafts {
    /// A citizen's is.
    Kept,
    /// Staff have no drafts.
    None,
}

/// `/utlogget`.
#[derive(Clone)]
pub struct SignedOut {
    /// Why.
    pub ended: Ended,
    /// Whether drafts are kept.
    pub drafts: Drafts,
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
            Self::Elsewhere => Some("public-signed-out-elsewhere"),
            Self::Unknown => Some("public-signed-out-unknown"),
        }
    }
}

impl SignedOut {
    /// Whether to say that a draft is kept: when the person did not end it herself.
    pub fn tells_of_drafts(&self) -> bool {
        self.drafts == Drafts::Kept && matches!(self.ended, Ended::Idle | Ended::TooLong)
    }
}

crate::page::page!(SignedOut, "public/signed_out.html");
