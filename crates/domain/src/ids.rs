//! Ids: what each row is called, never what it is about.
//!
//! All ids are version 7 UUIDs, so rows written together lie together. They
//! carry no name and no number of a person and may stand in an address.

use core::fmt;
use core::str::FromStr;

use uuid::Uuid;

use crate::time::Instant;

/// Where random bytes come from. The binary uses the system's, tests a fixed row.
pub trait Dice: Send + Sync {
    /// Fills `bytes` with unpredictable bytes.
    fn fill(&self, bytes: &mut [u8]);
}

/// A new time-ordered id for something that happens at `now`.
pub fn uuid_v7(now: Instant, dice: &dyn Dice) -> Uuid {
    let mut random = [0_u8; 10];
    dice.fill(&mut random);
    let millis = u64::try_from(now.micros() / 1_000).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// An id text that is not a UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// The id that this UUID is.
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// A new id for something that happens at `now`.
            pub fn new(now: Instant, dice: &dyn Dice) -> Self {
                Self(uuid_v7(now, dice))
            }

            /// The UUID itself.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0.as_hyphenated())
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                if text.len() != 36 {
                    return Err(NotAnId);
                }
                Uuid::try_parse(text).map(Self).map_err(|_| NotAnId)
            }
        }
    )*};
}

ids! {
    /// A time when a member of staff is away.
    AbsenceId;
    /// That terms were accepted.
    AcceptanceId;
    /// A module in use, or on its way, in a municipality's care area.
    ActivationId;
    /// An agreement between parties: service, joint journal, cooperation or processing.
    AgreementId;
    /// A file that goes along with a message.
    AttachmentId;
    /// A line in the audit log.
    AuditId;
    /// A line of what a municipality is charged.
    ChargeId;
    /// A citizen's relation to a unit that she may write to.
    ContactId;
    /// Records that change hands.
    CustodyId;
    /// A clinician's decision about somebody's competence.
    DecisionId;
    /// Who delivers a service, where and from when.
    DeliveryId;
    /// A block of somebody's writing to a unit.
    BlockId;
    /// A breach of security, in a controller's register.
    BreachId;
    /// A disclosure: what one enterprise asked another for.
    DisclosureId;
    /// A text not yet sent.
    DraftId;
    /// An emergency look-up.
    EmergencyId;
    /// A message on the wire, ours or a journal system's.
    EnvelopeId;
    /// A municipality's journal system.
    EpjId;
    /// Something that happened to a thread.
    EventId;
    /// A power of attorney.
    GrantId;
    /// A background job.
    JobId;
    /// A data key.
    KeyId;
    /// A municipality on its way out.
    LeavingId;
    /// A message in a thread.
    MessageId;
    /// A municipality.
    MunicipalityId;
    /// An internal note in a thread.
    NoteId;
    /// A notice by SMS or e-mail.
    NoticeId;
    /// A law, regulation or decision that places controllership.
    OverrideId;
    /// An organisation that is no municipality of ours: provider, company, task community, vendor.
    OrgId;
    /// A power of attorney on paper, registered and not confirmed yet.
    PaperGrantId;
    /// A person: citizen or anyone else with an identity number.
    PersonId;
    /// A request for a power of attorney.
    RequestId;
    /// An answer to who is controller, as it was when something was stored.
    ResolutionId;
    /// A task or an alarm about who is responsible.
    ResponsibilityTaskId;
    /// A plan of what is deleted.
    RetentionPlanId;
    /// One controller's part of a request about rights.
    RightsPartId;
    /// A request about rights.
    RightsRequestId;
    /// A signed-in session.
    SessionId;
    /// A member of staff.
    StaffId;
    /// A reply that a unit keeps ready.
    StandardReplyId;
    /// That a municipality took over from another.
    SuccessionId;
    /// A new sub-processor that is announced.
    SubProcessorChangeId;
    /// A version of a terms document.
    TermsId;
    /// A conversation between one citizen and one unit.
    ThreadId;
    /// A unit that gives a service.
    UnitId;
    /// An operator's phase-out of a module.
    WindDownId;
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Ones;
    impl Dice for Ones {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(1);
        }
    }

    #[test]
    fn a_later_id_sorts_after_an_earlier_one() {
        let early = ThreadId::new(Instant::from_micros(1_000_000), &Ones);
        let late = ThreadId::new(Instant::from_micros(2_000_000), &Ones);
        assert!(early < late);
    }

    #[test]
    fn an_id_holds_its_millisecond_and_the_dice() {
        let micros = 1_801_555_200_123_456;
        let id = uuid_v7(Instant::from_micros(micros), &Ones);
        let expected = "01a3750e-c87b-7101-8101-010101010101";
        assert_eq!(id.to_string(), expected);
        let before_1970 = uuid_v7(Instant::from_micros(-micros), &Ones);
        assert_eq!(before_1970.to_string(), "00000000-0000-7101-8101-010101010101");
    }

    #[test]
    fn an_id_reads_back_what_it_prints_and_nothing_else() {
        let id = UnitId::new(Instant::from_micros(5), &Ones);
        assert_eq!(id.to_string().parse::<UnitId>(), Ok(id));
        for wrong in ["", "x", "{00000000-0000-7000-8000-000000000000}", "12864800000"] {
            assert_eq!(wrong.parse::<UnitId>(), Err(NotAnId), "{wrong}");
        }
    }
}
