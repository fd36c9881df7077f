//! What every act leaves behind (§ 1.4).
//!
//! A line says who did what, for whom, about whom, when, what was decided, and
//! by which rules; never what was written.

mod emergency;
mod line;
mod seen;
mod why;

pub use emergency::{
    EMERGENCY_TIME, EmergencyAccess, EmergencyPermit, EmergencyReason, MAX_REASON, MIN_REASON,
    REVIEW_DAYS, ReasonClass, Reviewer, Verdict,
};
pub use line::{Actor, AuditLine, Decision, Object};
pub use seen::{Group, LogLine, LogSight, Outcome, Place, Thing, Told, concerns_her};
pub use why::Why;

macro_rules! events {
    ($($(#[$doc:meta])* $name:ident => $code:literal;)*) => {
        /// What was done or tried.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Event {
            $($(#[$doc])* $name,)*
        }

        impl Event {
            /// Every event.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The event as it is stored.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }
        }
    };
}

events! {
    /// Somebody signed in.
    SignedIn => "SIGNED_IN";
    /// Somebody signed out, here or elsewhere.
    SignedOut => "SIGNED_OUT";
    /// A list of health contacts came from a journal system.
    ContactsReplaced => "CONTACTS_REPLACED";
    /// A message was sent.
    MessageSent => "MESSAGE_SENT";
    /// A thread was started by staff.
    ThreadStarted => "THREAD_STARTED";
    /// A thread was read.
    ThreadRead => "THREAD_READ";
    /// The threads of a person, or a unit's work list, were listed.
    ThreadsListed => "THREADS_LISTED";
    /// A thread was taken.
    ThreadClaimed => "THREAD_CLAIMED";
    /// A thread was put back.
    ThreadReturned => "THREAD_RETURNED";
    /// A thread was given to a colleague.
    ThreadAssigned => "THREAD_ASSIGNED";
    /// A thread was answered.
    ThreadAnswered => "THREAD_ANSWERED";
    /// A thread was sent on to another unit.
    ThreadForwarded => "THREAD_FORWARDED";
    /// A thread was closed.
    ThreadClosed => "THREAD_CLOSED";
    /// The duty lead was warned that a promise is near.
    PromiseWarned => "PROMISE_WARNED";
    /// A promise was moved because the unit closed on its day.
    PromiseMoved => "PROMISE_MOVED";
    /// An internal note was written.
    NoteWritten => "NOTE_WRITTEN";
    /// A talk on the phone or at the counter was logged.
    ContactLogged => "CONTACT_LOGGED";
    /// A unit's hours, promise or names were changed.
    UnitChanged => "UNIT_CHANGED";
    /// Who leads the duty at a unit was changed.
    DutyLeadSet => "DUTY_LEAD_SET";
    /// A member of staff said when she is away, or took it back.
    AbsenceSet => "ABSENCE_SET";
    /// A standard reply was written, changed or thrown away.
    StandardReplySet => "STANDARD_REPLY_SET";
    /// How staff are shown to a citizen was changed.
    NameDisplaySet => "NAME_DISPLAY_SET";
    /// A citizen was guided to the right place (L-EFV-7).
    RedirectGuidance => "REDIRECT_GUIDANCE";
    /// An identity number was shown.
    NumberShown => "NUMBER_SHOWN";
    /// A draft was saved.
    DraftSaved => "DRAFT_SAVED";
    /// A draft was thrown away.
    DraftDiscarded => "DRAFT_DISCARDED";
    /// A file was laid in a draft.
    AttachmentAdded => "ATTACHMENT_ADDED";
    /// A file was taken out of a draft.
    AttachmentRemoved => "ATTACHMENT_REMOVED";
    /// A file that was sent was opened.
    AttachmentRead => "ATTACHMENT_READ";
    /// The health contacts of a person were asked for.
    ContactsSeen => "CONTACTS_SEEN";
    /// A power of attorney was asked for.
    GrantAsked => "GRANT_ASKED";
    /// A power of attorney was given.
    GrantGiven => "GRANT_GIVEN";
    /// A request for a power of attorney was declined.
    GrantDeclined => "GRANT_DECLINED";
    /// A power of attorney was offered by the one who would be helped.
    GrantOffered => "GRANT_OFFERED";
    /// One that was offered was accepted.
    GrantAccepted => "GRANT_ACCEPTED";
    /// One that was offered was taken back before anybody accepted it.
    GrantOfferTakenBack => "GRANT_OFFER_TAKEN_BACK";
    /// A power of attorney was ended by one of the two, or by the register.
    GrantEnded => "GRANT_ENDED";
    /// A power of attorney on paper was registered.
    PaperGrantRegistered => "PAPER_GRANT_REGISTERED";
    /// The powers of attorney on paper at a unit were listed.
    PaperGrantsListed => "PAPER_GRANTS_LISTED";
    /// One was put away unconfirmed.
    PaperGrantRejected => "PAPER_GRANT_REJECTED";
    /// A clinician decided that somebody lacks competence and who may help (L-PBRL-4-3).
    CompetenceDecided => "COMPETENCE_DECIDED";
    /// Such a decision was ended before its time.
    CompetenceEnded => "COMPETENCE_ENDED";
    /// A clinician closed something to a parent (L-PBRL-3-4).
    ParentBlocked => "PARENT_BLOCKED";
    /// It was opened again.
    ParentUnblocked => "PARENT_UNBLOCKED";
    /// A clinician opened a conversation of a youth to a parent (L-PBRL-AGE).
    ParentOpened => "PARENT_OPENED";
    /// That was ended.
    ParentOpeningEnded => "PARENT_OPENING_ENDED";
    /// Those around a patient were looked at by staff.
    RelativesSeen => "RELATIVES_SEEN";
    /// Somebody began to act for another.
    ActingBegan => "ACTING_BEGAN";
    /// Somebody went back to acting for herself, or lost the right to act for another.
    ActingEnded => "ACTING_ENDED";
    /// Who has seen was looked at (L-PJL-22a).
    LogSeen => "LOG_SEEN";
    /// Those responsible were asked about a line of it.
    LogAsked => "LOG_ASKED";
    /// A person was looked up in an emergency (L-PJL-16-E).
    EmergencyOpened => "EMERGENCY_OPENED";
    /// An emergency look-up was judged.
    EmergencyJudged => "EMERGENCY_JUDGED";
    /// Somebody who was not known here came in, with what the population register says.
    PersonCameIn => "PERSON_CAME_IN";
    /// What the population register says of somebody is another than before (§ 1.6).
    RegisterChanged => "REGISTER_CHANGED";
    /// Somebody said yes to using the platform, or to more or less of it (L-GDPR-7).
    ConsentGiven => "CONSENT_GIVEN";
    /// Somebody withdrew that, and closed her profile.
    ConsentWithdrawn => "CONSENT_WITHDRAWN";
    /// What a person is told of by SMS and e-mail was chosen.
    NoticesChosen => "NOTICES_CHOSEN";
    /// A notice was handed to a gateway (SM-10).
    NoticeSent => "NOTICE_SENT";
    /// A profile choice was changed.
    ProfileChanged => "PROFILE_CHANGED";
    /// A version of the terms was read in, as a draft or published.
    TermsAdded => "TERMS_ADDED";
    /// A version of the terms was published.
    TermsVersionPublished => "TERMS_VERSION_PUBLISHED";
    /// Terms were accepted for a municipality (S1-1-b).
    TermsAccepted => "TERMS_ACCEPTED";
    /// A data processing agreement was written.
    ProcessingAgreed => "PROCESSING_AGREED";
    /// A data processing agreement was signed by one of the two.
    ProcessingSigned => "PROCESSING_SIGNED";
    /// Something about a municipality that joins was entered.
    JoiningFactSet => "JOINING_FACT_SET";
    /// A module was ordered, activated, stopped, given notice of, or ended (§ 7.3).
    ActivationMoved => "ACTIVATION_MOVED";
    /// The services of a municipality are over, and nothing more is sealed for it.
    LeavingBegun => "LEAVING_BEGUN";
    /// What is held of a conversation was handed over to the municipality that leaves.
    RecordExported => "RECORD_EXPORTED";
    /// The receiver found that what was handed over is whole.
    ExportConfirmed => "EXPORT_CONFIRMED";
    /// The receiver signed that it lies in her own record or archive system.
    ExportReceipted => "EXPORT_RECEIPTED";
    /// The operator's phase-out was announced, begun or withdrawn (S1-6-a).
    WindDownMoved => "WIND_DOWN_MOVED";
    /// A municipality said that it has received the notice of a phase-out (S1-6-b).
    WindDownReceipted => "WIND_DOWN_RECEIPTED";
    /// The municipality was warned that a capability is lost, or no longer is (ON-13).
    CapabilityWarned => "CAPABILITY_WARNED";
    /// A line of what a municipality is charged was entered.
    ChargeEntered => "CHARGE_ENTERED";
    /// It was approved.
    ChargeApproved => "CHARGE_APPROVED";
    /// It was discarded.
    ChargeDiscarded => "CHARGE_DISCARDED";
    /// A new sub-processor was announced.
    SubProcessorAnnounced => "SUB_PROCESSOR_ANNOUNCED";
    /// It was taken back.
    SubProcessorWithdrawn => "SUB_PROCESSOR_WITHDRAWN";
    /// A municipality objected to it.
    ObjectionMade => "OBJECTION_MADE";
    /// A municipality took its objection back.
    ObjectionTakenBack => "OBJECTION_TAKEN_BACK";
    /// Who operates the platform, or what it has agreed with the association, was entered.
    OperatorEntered => "OPERATOR_ENTERED";
    /// A job that was laid aside is tried anew.
    JobRevived => "JOB_REVIVED";
    /// A test message was sent or answered before an activation.
    TestMessageMoved => "TEST_MESSAGE_MOVED";
    /// A town was founded in an empty database.
    TownFounded => "TOWN_FOUNDED";
    /// A message file from a journal system was taken in.
    EnvelopeReceived => "ENVELOPE_RECEIVED";
    /// A journal system left something at its door.
    EnvelopeLeft => "ENVELOPE_LEFT";
    /// A journal system fetched, or was given, a message.
    EnvelopeHandedOver => "ENVELOPE_HANDED_OVER";
    /// A receipt from a journal system was taken in.
    ReceiptReceived => "RECEIPT_RECEIVED";
    /// Sending about a person to a journal system was stopped (E35).
    SendingStopped => "SENDING_STOPPED";
    /// Sending about a person was taken up again.
    SendingResumed => "SENDING_RESUMED";
    /// A message was given up: no receipt came.
    ReceiptMissing => "RECEIPT_MISSING";
    /// A journal system asked whether a person can be reached here.
    ActiveAsked => "ACTIVE_ASKED";
    /// A unit was moved between the console and a journal system.
    UnitMoved => "UNIT_MOVED";
    /// A journal system was connected.
    EpjConnected => "EPJ_CONNECTED";
    /// An organisation was entered.
    OrganisationEntered => "ORGANISATION_ENTERED";
    /// Who delivers a service was entered.
    DeliveryEntered => "DELIVERY_ENTERED";
    /// A delivery was given an end.
    DeliveryEnded => "DELIVERY_ENDED";
    /// An agreement was begun.
    AgreementBegun => "AGREEMENT_BEGUN";
    /// Something was filled in in an agreement.
    AgreementFilledIn => "AGREEMENT_FILLED_IN";
    /// An agreement came into force.
    AgreementInForce => "AGREEMENT_IN_FORCE";
    /// An agreement in force was given an end.
    AgreementEnded => "AGREEMENT_ENDED";
    /// A decision about controllership was entered, by one, and waits for another.
    OverrideEntered => "OVERRIDE_ENTERED";
    /// The data protection officer confirmed it.
    OverrideConfirmed => "OVERRIDE_CONFIRMED";
    /// A municipality, or services of it, was said to have gone over to another.
    SuccessionEntered => "SUCCESSION_ENTERED";
    /// It was planned that records change hands (§ 5.6).
    CustodyPlanned => "CUSTODY_PLANNED";
    /// A plan was thrown away before it was carried out.
    CustodyDropped => "CUSTODY_DROPPED";
    /// Those whose records go were told, or it was written why they were not.
    CustodyTold => "CUSTODY_TOLD";
    /// Somebody chose who shall have her record.
    CustodyChosen => "CUSTODY_CHOSEN";
    /// Records were sent to whoever shall have them.
    CustodyCarriedOut => "CUSTODY_CARRIED_OUT";
    /// The receiver said that it has them.
    CustodyReceived => "CUSTODY_RECEIVED";
    /// A receiver that somebody has named for her record has said no.
    CustodyDeclined => "CUSTODY_DECLINED";
    /// What is wrong with the register, or what is to be gone through, was looked for.
    ResponsibilityWatched => "RESPONSIBILITY_WATCHED";
    /// A task about responsibility was done.
    ResponsibilityTaskDone => "RESPONSIBILITY_TASK_DONE";
    /// Somebody demanded what she has a right to (§ 9).
    RightsAsked => "RIGHTS_ASKED";
    /// A request about rights was read by those who answer it.
    RightsRead => "RIGHTS_READ";
    /// The requests to a controller were listed.
    RightsListed => "RIGHTS_LISTED";
    /// Somebody began to answer one.
    RightsTaken => "RIGHTS_TAKEN";
    /// The time to answer was extended (L-GDPR-12).
    RightsExtended => "RIGHTS_EXTENDED";
    /// One was answered.
    RightsAnswered => "RIGHTS_ANSWERED";
    /// One was sent on to those responsible (S2-3-c).
    RightsHandedOver => "RIGHTS_HANDED_OVER";
    /// She was told who is responsible.
    RightsGuided => "RIGHTS_GUIDED";
    /// She took one back.
    RightsWithdrawn => "RIGHTS_WITHDRAWN";
    /// What was kept and not used is used again (L-GDPR-18).
    RestrictionLifted => "RESTRICTION_LIFTED";
    /// An answer was read, or taken out.
    RightsAnswerRead => "RIGHTS_ANSWER_READ";
    /// Those who answer were warned that the day is near.
    RightsWarned => "RIGHTS_WARNED";
    /// The data keys were wrapped by another master key.
    MasterKeyRotated => "MASTER_KEY_ROTATED";
    /// The data keys in use were retired for new ones.
    DataKeysRotated => "DATA_KEYS_ROTATED";
    /// A data key was destroyed, and with it what it sealed.
    DataKeyDestroyed => "DATA_KEY_DESTROYED";
    /// Another enterprise's data were asked for (§ 10).
    DisclosureAsked => "DISCLOSURE_ASKED";
    /// They were given out.
    DisclosureReleased => "DISCLOSURE_RELEASED";
    /// They were not given out.
    DisclosureDeclined => "DISCLOSURE_DECLINED";
    /// What was given out was looked at.
    DisclosureRead => "DISCLOSURE_READ";
    /// What waits to be given out, or was asked for, was listed.
    DisclosuresListed => "DISCLOSURES_LISTED";
    /// That a patient would oppose was noted, or is no longer (L-HPL-29).
    OppositionNoted => "OPPOSITION_NOTED";
    /// A breach of security was registered (L-GDPR-33).
    BreachRegistered => "BREACH_REGISTERED";
    /// It was assessed, or what was done about it was entered.
    BreachHandled => "BREACH_HANDLED";
    /// The processor told a controller of it.
    BreachPassedOn => "BREACH_PASSED_ON";
    /// A person was told that it concerns her (L-GDPR-34).
    BreachToldPerson => "BREACH_TOLD_PERSON";
    /// The alarm went: a day is left of the 72 hours.
    BreachWarned => "BREACH_WARNED";
    /// It was closed.
    BreachClosed => "BREACH_CLOSED";
    /// It was looked through what would be deleted (L-PJL-25).
    DeletionPlanned => "DELETION_PLANNED";
    /// A plan of it was thrown away.
    DeletionDropped => "DELETION_DROPPED";
    /// A plan of it was begun to be carried out.
    DeletionBegun => "DELETION_BEGUN";
    /// All of a plan was carried out.
    DeletionDone => "DELETION_DONE";
    /// The unit's copy of a conversation was deleted.
    RecordDeleted => "RECORD_DELETED";
    /// Somebody was told that she may be refused to write to a unit (L-EFV-14).
    BlockNoticed => "BLOCK_NOTICED";
    /// She commented on it.
    BlockCommented => "BLOCK_COMMENTED";
    /// It was decided.
    BlockDecided => "BLOCK_DECIDED";
    /// It was lifted.
    BlockLifted => "BLOCK_LIFTED";
    /// What is written about one was read by those who decide.
    BlockRead => "BLOCK_READ";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_is_upper_snake() {
        for event in Event::ALL {
            let text = event.as_str();
            assert!(text.bytes().all(|b| b.is_ascii_uppercase() || b == b'_'), "{text}");
        }
    }
}
