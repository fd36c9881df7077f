//! What every act leaves behind (§ 1.4).
//!
//! A line says who did what, for whom, about whom, when, what was decided, and
//! by which rules; never what was written.

mod emergency;
mod seen;
mod why;

pub use emergency::{
    EMERGENCY_TIME, EmergencyAccess, EmergencyPermit, EmergencyReason, MAX_REASON, MIN_REASON,
    REVIEW_DAYS, ReasonClass, Reviewer, Verdict,
};
pub use seen::{Group, LogLine, LogSight, Outcome, Place, Thing, Told};
pub use why::Why;

use uuid::Uuid;

use crate::ids::{AuditId, MunicipalityId, PersonId, StaffId, UnitId};
use crate::refusals::{ReasonCode, Refusal};
use crate::time::Instant;

/// Who acted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// A citizen, for herself or for another.
    Citizen(PersonId),
    /// A member of staff.
    Staff(StaffId),
    /// A municipality's journal system.
    Epj(MunicipalityId),
    /// The system itself.
    System,
    /// Somebody who is not signed in.
    Nobody,
}

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// It was done.
    Accepted,
    /// The rules said no.
    Refused(ReasonCode),
}

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
    /// A power of attorney was ended by one of the two, or by the register.
    GrantEnded => "GRANT_ENDED";
    /// A power of attorney on paper was registered.
    PaperGrantRegistered => "PAPER_GRANT_REGISTERED";
    /// The powers of attorney on paper at a unit were listed.
    PaperGrantsListed => "PAPER_GRANTS_LISTED";
    /// One was put away unconfirmed.
    PaperGrantRejected => "PAPER_GRANT_REJECTED";
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
    /// The data keys were wrapped by another master key.
    MasterKeyRotated => "MASTER_KEY_ROTATED";
    /// The data keys in use were retired for new ones.
    DataKeysRotated => "DATA_KEYS_ROTATED";
    /// A data key was destroyed, and with it what it sealed.
    DataKeyDestroyed => "DATA_KEY_DESTROYED";
}

/// What kind of thing a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Object {
    /// A thread.
    Thread(Uuid),
    /// A unit.
    Unit(Uuid),
    /// A health contact.
    Contact(Uuid),
    /// A draft.
    Draft(Uuid),
    /// A session.
    Session(Uuid),
    /// A message on the wire.
    Envelope(Uuid),
    /// A data key.
    Key(Uuid),
    /// A power of attorney.
    Grant(Uuid),
    /// A request for one.
    GrantRequest(Uuid),
    /// A power of attorney on paper, before it is confirmed.
    PaperGrant(Uuid),
    /// An emergency look-up.
    Emergency(Uuid),
    /// A notice by SMS or e-mail.
    Notice(Uuid),
    /// Nothing in particular.
    None,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditLine {
    /// Its own id.
    pub id: AuditId,
    /// When.
    pub at: Instant,
    /// What was done or tried.
    pub event: Event,
    /// Who acted.
    pub actor: Actor,
    /// For whom, when not for herself.
    pub on_behalf_of: Option<PersonId>,
    /// For which municipality.
    pub org: Option<MunicipalityId>,
    /// About whom.
    pub subject: Option<PersonId>,
    /// The thing.
    pub object: Object,
    /// What was decided.
    pub decision: Decision,
    /// The rules behind it.
    pub rules: &'static [&'static str],
    /// Keyed hash of what came in, so that a line can be held against it.
    pub inputs_hash: Option<[u8; 32]>,
    /// The grant or decision that the actor acted on.
    pub basis: Option<Uuid>,
    /// The unit that the actor worked at (§ 10.3).
    pub unit: Option<UnitId>,
    /// Why the actor could do it.
    pub why: Option<Why>,
}

impl AuditLine {
    /// A line about something done.
    pub const fn accepted(id: AuditId, at: Instant, event: Event, actor: Actor) -> Self {
        Self {
            id,
            at,
            event,
            actor,
            on_behalf_of: None,
            org: None,
            subject: None,
            object: Object::None,
            decision: Decision::Accepted,
            rules: &[],
            inputs_hash: None,
            basis: None,
            unit: None,
            why: None,
        }
    }

    /// The same line about something refused: the true code and its rules.
    #[must_use]
    pub const fn refused(mut self, refusal: Refusal) -> Self {
        self.decision = Decision::Refused(refusal.code());
        self.rules = refusal.rules();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catalogue § 1.4: the true code stands in the line, whatever was shown.
    #[test]
    fn a_refused_line_holds_the_true_code_and_its_rules() {
        let id = AuditId::from_uuid(Uuid::nil());
        let at = Instant::from_micros(1);
        let line = AuditLine::accepted(id, at, Event::ThreadRead, Actor::Nobody);
        assert_eq!(line.decision, Decision::Accepted);
        let refusal = Refusal::neutral(ReasonCode::NoRepresentationBasis, &["S1-2.1-a"]);
        let refused = line.refused(refusal);
        assert_eq!(refused.decision, Decision::Refused(ReasonCode::NoRepresentationBasis));
        assert_eq!(refused.rules, ["S1-2.1-a"]);
    }

    #[test]
    fn every_event_is_upper_snake() {
        for event in Event::ALL {
            let text = event.as_str();
            assert!(text.bytes().all(|b| b.is_ascii_uppercase() || b == b'_'), "{text}");
        }
    }
}
