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
    /// A decision about those around a patient without its reasons.
    AssessmentMissing => "ASSESSMENT_MISSING";
    /// There is no basis for giving the data out.
    DisclosureNoBasis => "DISCLOSURE_NO_BASIS";
    /// Data about several, or standing access, without an agreement on a joint journal.
    BulkDisclosureNotAllowed => "BULK_DISCLOSURE_NOT_ALLOWED";
    /// The patient does not want it, or there is reason to believe so.
    PatientOpposed => "PATIENT_OPPOSED";
    /// It is contested, and kept without being used.
    Restricted => "RESTRICTED";
    /// More than what is asked for or needed.
    ScopeTooWide => "SCOPE_TOO_WIDE";
    /// The log entry could not be written, so nothing was given out.
    LogWriteFailed => "LOG_WRITE_FAILED";
    /// A notice to the authority that lacks its reference.
    BreachNoticeIncomplete => "BREACH_NOTICE_INCOMPLETE";
    /// A notice to the authority after 72 hours that does not say why.
    BreachDelayReasonMissing => "BREACH_DELAY_REASON_MISSING";
    /// The authority must be told before the breach is closed.
    BreachAuthorityNotTold => "BREACH_AUTHORITY_NOT_TOLD";
    /// The people concerned must be told before the breach is closed.
    BreachPersonsNotTold => "BREACH_PERSONS_NOT_TOLD";
    /// Somebody who is to be told of a breach is not known here by that number.
    BreachNumberUnknown => "BREACH_NUMBER_UNKNOWN";
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
    /// No version of the general terms has been accepted.
    GeneralTermsNotAccepted => "GENERAL_TERMS_NOT_ACCEPTED";
    /// The general terms that were accepted are older than a material change.
    GeneralTermsOutdated => "GENERAL_TERMS_OUTDATED";
    /// No version of the special terms has been accepted.
    SpecialTermsNotAccepted => "SPECIAL_TERMS_NOT_ACCEPTED";
    /// The special terms that were accepted are older than a material change.
    SpecialTermsOutdated => "SPECIAL_TERMS_OUTDATED";
    /// A terms text is not sound UTF-8.
    TermsTextEncoding => "TERMS_TEXT_ENCODING";
    /// A terms text says nothing about what was changed.
    TermsChangelogMissing => "TERMS_CHANGELOG_MISSING";
    /// A line of a change log stands there twice.
    TermsDuplicateEntry => "TERMS_DUPLICATE_ENTRY";
    /// The municipalities' association was not asked about a material change.
    KsNotConsulted => "KS_NOT_CONSULTED";
    /// Whoever signs may not bind the municipality.
    NotSignatory => "NOT_SIGNATORY";
    /// Only the operator activates.
    OnlyOperatorActivates => "ONLY_OPERATOR_ACTIVATES";
    /// There is no data processing agreement.
    DpaMissing => "DPA_MISSING";
    /// The data processing agreement has ended.
    DpaExpired => "DPA_EXPIRED";
    /// The data processing agreement lacks something that it must hold.
    DpaIncomplete => "DPA_INCOMPLETE";
    /// The controller objects to a new sub-processor, and it is in use.
    SubProcessorObjected => "SUB_PROCESSOR_OBJECTED";
    /// Nothing shows that the service can be answered where it is answered.
    EpjCapabilityMissing => "EPJ_CAPABILITY_MISSING";
    /// No unit of the service is connected to a journal system (ON-08).
    EpjNotConnected => "EPJ_NOT_CONNECTED";
    /// The municipality is no member of the financing scheme.
    DigifinNotMember => "DIGIFIN_NOT_MEMBER";
    /// A cost is to be paid to somebody else.
    WrongPayee => "WRONG_PAYEE";
    /// A cost that neither the law nor the accepted terms describe.
    CostLineNotAllowed => "COST_LINE_NOT_ALLOWED";
    /// The unit's address is not registered, or not up to date.
    AddressNotRegistered => "ADDRESS_NOT_REGISTERED";
    /// The municipality is no member of the health network.
    NotHelsenettMember => "NOT_HELSENETT_MEMBER";
    /// Nobody is named whom citizens can ask about data protection.
    DpoContactMissing => "DPO_CONTACT_MISSING";
    /// There is no such module.
    ModuleUnknown => "MODULE_UNKNOWN";
    /// The module is not offered yet.
    ServiceNotYetAvailable => "SERVICE_NOT_YET_AVAILABLE";
    /// The module is being phased out.
    ServiceInWindDown => "SERVICE_IN_WIND_DOWN";
    /// The municipality no longer uses the module.
    ServiceTerminated => "SERVICE_TERMINATED";
    /// What was held for the municipality has not been received and receipted.
    ExportNotConfirmed => "EXPORT_NOT_CONFIRMED";
    /// What is held can be fetched in some minutes.
    ExportNotReady => "EXPORT_NOT_READY";
    /// A notice without a signature or a document.
    NoticeNotWritten => "NOTICE_NOT_WRITTEN";
    /// A notice that leaves too little time.
    NoticeTooShort => "NOTICE_TOO_SHORT";
    /// No superior body has instructed the phase-out.
    OperatorWindDownNoInstruction => "OPERATOR_WIND_DOWN_NO_INSTRUCTION";
    /// A notice to leave a host cooperation that leaves too little time (L-KL-20-8).
    HostNoticeTooShort => "HOST_NOTICE_TOO_SHORT";
    /// A phase-out that leaves too little time.
    WindDownNoticeTooShort => "WIND_DOWN_NOTICE_TOO_SHORT";
    /// The test message has not been answered.
    TestMessageUnanswered => "TEST_MESSAGE_UNANSWERED";
    /// A reason with too few words.
    ReasonTooShort => "REASON_TOO_SHORT";
    /// A reason with more words than there is room for.
    ReasonTooLong => "REASON_TOO_LONG";
    /// A report holds what could be somebody's number or address (S1-5.3-b).
    ReportContainsPersonalData => "REPORT_CONTAINS_PERSONAL_DATA";
    /// No document is named.
    DocumentMissing => "DOCUMENT_MISSING";
    /// Nobody is controller: nothing new is processed (S2-2-d-2).
    NoController => "NO_CONTROLLER";
    /// It is contested who is controller.
    Contested => "CONTESTED";
    /// It is contested who is controller, and nothing is deleted meanwhile.
    ContestedNoDelete => "CONTESTED_NO_DELETE";
    /// What somebody wants erased is kept for posterity (L-ARK-13, L-BEV).
    MustBePreserved => "MUST_BE_PRESERVED";
    /// What was granted cannot be erased yet.
    ErasureHeldBack => "ERASURE_HELD_BACK";
    /// What is delivered by another has no agreement behind it.
    AgreementMissing => "AGREEMENT_MISSING";
    /// An agreement lacks items of its checklist.
    AgreementIncomplete => "AGREEMENT_INCOMPLETE";
    /// A party has not signed.
    AgreementNotSigned => "AGREEMENT_NOT_SIGNED";
    /// A council has not adopted the agreement itself.
    CouncilResolutionMissing => "COUNCIL_RESOLUTION_MISSING";
    /// Controllership is settled in no known way.
    ConstructUnknown => "CONSTRUCT_UNKNOWN";
    /// A joint journal has two parties or more.
    JjNeedsTwoParties => "JJ_NEEDS_TWO_PARTIES";
    /// Joint controllers have not settled a duty.
    Art26ArrangementMissing => "ART26_ARRANGEMENT_MISSING";
    /// The essence of what they settled is not published.
    Art26EssenceNotPublished => "ART26_ESSENCE_NOT_PUBLISHED";
    /// That services are sound is not given to the provider.
    SoundnessNotDelegable => "SOUNDNESS_NOT_DELEGABLE";
    /// A joint journal is over a therapeutic register.
    NotATherapeuticRegister => "NOT_A_THERAPEUTIC_REGISTER";
    /// A municipality that delivers for another is a host.
    HostIsNotOutsourcing => "HOST_IS_NOT_OUTSOURCING";
    /// Records of a participant's residents are not covered.
    VkDNotCovering => "VK_D_NOT_COVERING";
    /// A data protection officer has not agreed.
    DpoSignoffMissing => "DPO_SIGNOFF_MISSING";
    /// A task community is not called one.
    KoNameInvalid => "KO_NAME_INVALID";
    /// A task community that is no legal person is no controller.
    KoNotLegalPerson => "KO_NOT_LEGAL_PERSON";
    /// Nobody keeps the archives after a task community.
    KoArchiveResponsibleMissing => "KO_ARCHIVE_RESPONSIBLE_MISSING";
    /// Those whose records go were not told before (pjl § 24).
    Pjl24NoticeMissing => "PJL24_NOTICE_MISSING";
    /// A decision about controllership has no reference.
    OverrideWithoutReference => "OVERRIDE_WITHOUT_REFERENCE";
    /// Two records for the same service at the same time.
    DeliveryOverlap => "DELIVERY_OVERLAP";
    /// A request about rights went to somebody who is not responsible.
    WrongController => "WRONG_CONTROLLER";
    /// A joint controller does not send a request away.
    JointCannotReject => "JOINT_CANNOT_REJECT";
    /// The time is extended before the day, or not at all.
    ExtensionTooLate => "EXTENSION_TOO_LATE";
    /// A no without the exact words of the law.
    RefusalReferenceRequired => "REFUSAL_REFERENCE_REQUIRED";
    /// A no that must stand in the journal, and does not.
    JournalNoteRequired => "JOURNAL_NOTE_REQUIRED";
    /// As many requests about rights wait as one may have.
    TooManyRightsRequests => "TOO_MANY_RIGHTS_REQUESTS";
    /// She may not write electronically to the unit for a time.
    ChannelBlocked => "CHANNEL_BLOCKED";
    /// The day to comment by is not over.
    CommentDeadlineRunning => "COMMENT_DEADLINE_RUNNING";
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
            let fits = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_';
            assert!(text.bytes().all(fits), "{text}");
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
