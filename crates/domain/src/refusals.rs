//! Why the rules said no (catalogue § 12).
//!
//! A refusal is data: a stable code, the rules behind it, and whether the asker
//! may know the reason. Words live with the pages.

use core::fmt;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident => $code:literal;)*) => {
        /// A reason code: part of the interface, never renamed.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ReasonCode {
            $($(#[$doc])* $name,)*
        }

        impl ReasonCode {
            /// Every code in use.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The code as it stands in audit lines, pages and answers.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }
        }
    };
}

codes! {
    /// Neutral: the same for what does not exist and what may not be known (§ 1.4).
    NotAvailable => "NOT_AVAILABLE";
    /// Nobody is signed in.
    LoginRequired => "LOGIN_REQUIRED";
    /// Signed in, but not at level high.
    EidLevelTooLow => "EID_LEVEL_TOO_LOW";
    /// No authorisation at the unit, or it has ended.
    StaffNotAuthorised => "STAFF_NOT_AUTHORISED";
    /// An authorisation was given without a last day.
    AuthorisationWithoutExpiry => "AUTHORISATION_WITHOUT_EXPIRY";
    /// Neither the member of staff nor the unit has anything to do with the citizen.
    NoServiceNeed => "NO_SERVICE_NEED";
    /// An emergency look-up without a class, or with too few words.
    EmergencyReasonMissing => "EMERGENCY_REASON_MISSING";
    /// Not a clinician, not her own look-up, or the hour is over.
    EmergencyNotAllowed => "EMERGENCY_NOT_ALLOWED";
    /// Nothing lets the one act for the other.
    NoRepresentationBasis => "NO_REPRESENTATION_BASIS";
    /// The one who gives is under 16, or the one who gets is under 18.
    ProxyAge => "PROXY_AGE";
    /// Whoever registered something may not confirm it.
    FourEyes => "FOUR_EYES";
    /// One of the two has a protected address.
    ProxyAddressProtected => "PROXY_ADDRESS_PROTECTED";
    /// She has not said yes to using the platform, or not to so much of it.
    ConsentMissing => "CONSENT_MISSING";
    /// She is too young to say yes to using the platform alone.
    ConsentAge => "CONSENT_AGE";
    /// Five requests for a power of attorney wait already.
    TooManyRequests => "TOO_MANY_REQUESTS";
    /// The person is dead.
    RecipientDeceased => "RECIPIENT_DECEASED";
    /// The person is no longer in the register.
    RecipientNotActive => "RECIPIENT_NOT_ACTIVE";
    /// The unit does not take messages here.
    UnitNotActive => "UNIT_NOT_ACTIVE";
    /// The citizen gets no service from the unit.
    NotARecipientOfService => "NOT_A_RECIPIENT_OF_SERVICE";
    /// The citizen no longer gets the service.
    RelationEnded => "RELATION_ENDED";
    /// A decision (enkeltvedtak) cannot be sent as a message.
    VedtakNotAllowedInDialog => "VEDTAK_NOT_ALLOWED_IN_DIALOG";
    /// A file that is none of the kinds that are taken, or not what it says.
    AttachmentNotTaken => "ATTACHMENT_NOT_TAKEN";
    /// There is no room for so large a file.
    AttachmentTooLarge => "ATTACHMENT_TOO_LARGE";
    /// There are as many files as go along with a message.
    TooManyAttachments => "TOO_MANY_ATTACHMENTS";
    /// A file in which something harmful was found.
    AttachmentHarmful => "ATTACHMENT_HARMFUL";
    /// A file that nobody has been able to look through.
    AttachmentNotScanned => "ATTACHMENT_NOT_SCANNED";
    /// What was written has been deleted for ever: its key was destroyed.
    ContentDestroyed => "CONTENT_DESTROYED";
    /// The thing is not in a state where this can be done.
    InvalidTransition => "INVALID_TRANSITION";
}

impl fmt::Display for ReasonCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A refusal: the true code for the audit line and what the asker gets to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    code: ReasonCode,
    rules: &'static [&'static str],
    neutral: bool,
}

impl Refusal {
    /// A refusal whose reason the asker may know.
    pub const fn told(code: ReasonCode, rules: &'static [&'static str]) -> Self {
        Self { code, rules, neutral: false }
    }

    /// A refusal whose reason would tell something about another person: the
    /// asker gets [`ReasonCode::NotAvailable`], as for what does not exist (§ 1.4).
    pub const fn neutral(code: ReasonCode, rules: &'static [&'static str]) -> Self {
        Self { code, rules, neutral: true }
    }

    /// The true code, for the audit line.
    pub const fn code(self) -> ReasonCode {
        self.code
    }

    /// What the asker is shown.
    pub const fn shown(self) -> ReasonCode {
        if self.neutral { ReasonCode::NotAvailable } else { self.code }
    }

    /// Whether the answer must be the same as for what does not exist.
    pub const fn is_neutral(self) -> bool {
        self.neutral
    }

    /// The ids of the rules behind it.
    pub const fn rules(self) -> &'static [&'static str] {
        self.rules
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_code_is_upper_snake_and_its_own() {
        let mut seen = BTreeSet::new();
        for code in ReasonCode::ALL {
            let text = code.to_string();
            assert!(text.bytes().all(|b| b.is_ascii_uppercase() || b == b'_'), "{text}");
            assert!(seen.insert(text), "{code} occurs twice");
        }
    }

    /// C-neutral.
    #[test]
    fn a_neutral_refusal_shows_nothing_and_keeps_the_truth_for_the_log() {
        let refusal = Refusal::neutral(ReasonCode::NoRepresentationBasis, &["S1-2.1-a"]);
        assert_eq!(refusal.shown(), ReasonCode::NotAvailable);
        assert_eq!(refusal.code(), ReasonCode::NoRepresentationBasis);
        assert!(refusal.is_neutral());
        let told = Refusal::told(ReasonCode::UnitNotActive, &["S1-2.1.1-a"]);
        assert_eq!(told.shown(), ReasonCode::UnitNotActive);
        assert_eq!(told.rules(), ["S1-2.1.1-a"]);
        assert!(!told.is_neutral());
    }
}
