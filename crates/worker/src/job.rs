//! The kinds of job.

use helsebro_storage::jobs::Claim;

macro_rules! jobs {
    ($($(#[$doc:meta])* $name:ident => $kind:literal;)*) => {
        /// A job, with what it needs to know.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Job {
            $($(#[$doc])* $name,)*
        }

        impl Job {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The kind as it is stored; never renamed, since an older binary may
            /// have written it.
            pub const fn kind(self) -> &'static str {
                match self {
                    $(Self::$name => $kind,)*
                }
            }
        }
    };
}

jobs! {
    /// Clear away sessions and sign-ins whose time is long over.
    SweepSessions => "SweepSessions";
    /// Look at what municipalities have in use: last days, lapsed agreements.
    FollowActivations => "FollowActivations";
    /// Clear away jobs that were done long ago.
    SweepJobs => "SweepJobs";
    /// Clear away files that were never sent.
    SweepAttachments => "SweepAttachments";
    /// Say who was controller for what was stored before it was said.
    ResolveStored => "ResolveStored";
    /// Look for gaps, contradictions and what ends soon among who delivers what.
    WatchResponsibility => "WatchResponsibility";
    /// Tell each citizen who acted for her in the month that has gone.
    SummariseHelpers => "SummariseHelpers";
    /// Go on with plans of what is deleted.
    GoOnDeleting => "GoOnDeleting";
    /// Sound the alarm for breaches whose 72 hours run out.
    WatchBreaches => "WatchBreaches";
    /// Look for receipts that do not come.
    WatchReceipts => "WatchReceipts";
    /// Warn the duty lead that a promise is near.
    WarnOfPromise => "WarnOfPromise";
    /// Warn those who answer a request about rights that the day is near.
    WarnOfRights => "WarnOfRights";
    /// Put a conversation that nobody has answered back in the queue.
    ReturnToQueue => "ReturnToQueue";
    /// Give away what somebody has who is away from today.
    BeginAbsence => "BeginAbsence";
    /// Decide who is told of what has happened.
    DecideNotices => "DecideNotices";
    /// Send a notice, or look what became of it.
    SendNotice => "SendNotice";
    /// Write the document of a message to a journal system.
    WriteEnvelope => "WriteEnvelope";
    /// Post a message to a journal system that wants it so.
    PostEnvelope => "PostEnvelope";
    /// Take in what a journal system left.
    TakeInEnvelope => "TakeInEnvelope";
    /// Follow the population register's changes.
    FollowRegister => "FollowRegister";
    /// Ask the register about everybody whom it was not asked about today.
    CheckRegister => "CheckRegister";
    /// Tell those concerned by records that move.
    TellOfCustody => "TellOfCustody";
    /// Ask the register about the parties of a request for a power of attorney.
    AskRegister => "AskRegister";
}

impl Job {
    /// What the recurring kinds need to know, as JSON with its version: nothing.
    /// Those about an envelope carry an `EnvelopePayload`, those about a promise a
    /// `PromisePayload`, those about an absence an `AbsencePayload`, those about notices a
    /// `FactPayload` or a `NoticePayload`, and those about a request for a power of attorney
    /// a `RequestPayload`, those about rights a `RightsPayload`, and the one that tells of
    /// records that move a `CustodyPayload`.
    pub const fn payload(self) -> &'static str {
        r#"{"version":1}"#
    }

    /// The job that was claimed; none when this binary does not know the kind.
    pub fn of(claim: &Claim) -> Option<Self> {
        Self::ALL.iter().copied().find(|job| job.kind() == claim.kind)
    }
}
