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
