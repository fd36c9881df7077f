//! Pages that explain: help, privacy, accessibility.

use super::Switchboard;

/// `/hjelp`.
#[derive(Clone)]
pub struct Help {
    /// Whom to ring.
    pub switchboards: Vec<Switchboard>,
}

/// `/personvern`: who answers for what, the address to use, and that no e-mail
/// is received here (L-EFV-5).
#[derive(Clone)]
pub struct Privacy {
    /// Whom to ring.
    pub switchboards: Vec<Switchboard>,
}

/// `/tilgjengelighet`.
#[derive(Clone)]
pub struct Accessibility {
    /// Whom to ring.
    pub switchboards: Vec<Switchboard>,
}

crate::page::page!(Help, "public/help.html");
crate::page::page!(Privacy, "public/privacy.html");
crate::page::page!(Accessibility, "public/accessibility.html");
