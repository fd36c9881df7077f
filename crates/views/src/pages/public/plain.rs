//! Pages of plain text.

use super::super::{Switchboard, page};

page! {
    /// `/utlogget`: signed out.
    SignedOutPage => "public/signed_out.html" {}
}

page! {
    /// `/hjelp`: how it works, and whom to ring.
    HelpPage => "public/help.html" {
        /// Whom to ring.
        pub switchboards: Vec<Switchboard>,
    }
}

page! {
    /// `/personvern`: who answers for what is stored, and the reader's rights.
    PrivacyPage => "public/privacy.html" {
        /// Whom to ask: the municipalities.
        pub switchboards: Vec<Switchboard>,
    }
}

page! {
    /// `/tilgjengelighet`: what we aim at, and whom to tell when it fails.
    AccessibilityPage => "public/accessibility.html" {
        /// Whom to tell.
        pub switchboards: Vec<Switchboard>,
    }
}
