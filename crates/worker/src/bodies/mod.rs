//! What each kind of job does: one file a kind, and here only which is which.

mod ask_register;
mod begin_absence;
mod check_register;
mod decide_notices;
mod follow_activations;
mod follow_register;
mod go_on_deleting;
mod post_envelope;
mod resolve_stored;
mod return_to_queue;
mod send_notice;
mod summarise_helpers;
mod sweep_attachments;
mod sweep_jobs;
mod sweep_sessions;
mod take_in_envelope;
mod tell_of_custody;
mod warn_of_promise;
mod warn_of_rights;
mod watch_breaches;
mod watch_receipts;
mod watch_responsibility;
mod write_envelope;

use helsebro_actions::ActError;
use helsebro_actions::parties::register::{Followed, NotAsked};
use helsebro_messaging::Address;
use helsebro_partners::{PartnerFault, RegisterFault};
use helsebro_storage::StorageError;
use helsebro_storage::jobs::{
    AbsencePayload, Claim, CustodyPayload, EnvelopePayload, FactPayload, NoticePayload,
    PromisePayload, RequestPayload, RightsPayload,
};

use crate::job::Job;
use crate::looping::Worker;

/// How a body ended, when nothing failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is done.
    Done,
    /// There is more of the same; it should run again soon.
    More,
}

/// Why a body failed. It is tried again later.
#[derive(Debug, thiserror::Error)]
pub enum BodyFailed {
    /// The act was not done.
    #[error("the act was not done")]
    Act(#[from] ActError),
    /// The database failed.
    #[error("the database failed")]
    Storage(#[from] StorageError),
    /// A message to a journal system cannot be written as it must be.
    #[error("the message cannot be written: {0}")]
    NotWritten(&'static str),
    /// The journal system did not take what was posted.
    #[error("the journal system did not take it")]
    NotPosted(#[from] PartnerFault),
    /// A register did not answer.
    #[error("the register did not answer")]
    NotAsked(#[from] RegisterFault),
    /// Nobody can look through a file that came along.
    #[error("no scanner looked through a file")]
    NotLookedThrough,
    /// The job is not of the shape its kind has.
    #[error("the job's payload is of another shape")]
    Payload,
}

impl BodyFailed {
    /// Why, in a few words, for those who look at the queue.
    pub const fn in_a_few_words(&self) -> &'static str {
        match self {
            Self::Act(_) | Self::Storage(_) => "an act or the database failed",
            Self::NotWritten(_) => "the message cannot be written",
            Self::NotPosted(_) => "the journal system did not take it",
            Self::NotAsked(_) => "a register did not answer",
            Self::NotLookedThrough => "no scanner looked through a file",
            Self::Payload => "the payload is of another shape",
        }
    }
}

impl BodyFailed {
    /// Whether something outside is away that the job can only wait for.
    pub const fn is_outage(&self) -> bool {
        match self {
            Self::NotLookedThrough | Self::NotAsked(_) => true,
            Self::Act(_)
            | Self::Storage(_)
            | Self::NotWritten(_)
            | Self::NotPosted(_)
            | Self::Payload => false,
        }
    }
}

/// Who we are on the message wire.
pub(crate) fn us(worker: &Worker) -> Result<&Address, BodyFailed> {
    worker.us.as_deref().ok_or(BodyFailed::NotWritten("we have no HER-id: set [epj]"))
}

impl From<NotAsked> for BodyFailed {
    fn from(not: NotAsked) -> Self {
        match not {
            NotAsked::Register(fault) => Self::NotAsked(fault),
            NotAsked::Act(error) => Self::Act(error),
        }
    }
}

/// How asking the register ended. An outage is told and waited out: the next of these
/// jobs goes on from where this one came to.
fn asked(ended: Result<Followed, NotAsked>) -> Result<Outcome, BodyFailed> {
    match ended {
        Ok(Followed::All) | Err(NotAsked::Register(RegisterFault::NotConfigured)) => {
            Ok(Outcome::Done)
        }
        Ok(Followed::More) => Ok(Outcome::More),
        Err(NotAsked::Register(fault)) => {
            let fault = &fault as &dyn std::error::Error;
            tracing::warn!(fault, "the population register did not answer; asked again later");
            Ok(Outcome::Done)
        }
        Err(NotAsked::Act(error)) => Err(error.into()),
    }
}

/// Which envelope a job is about.
fn envelope(claim: &Claim) -> Result<EnvelopePayload, BodyFailed> {
    EnvelopePayload::of(claim).ok_or(BodyFailed::Payload)
}

/// Which promise a job is about.
fn promise(claim: &Claim) -> Result<PromisePayload, BodyFailed> {
    PromisePayload::of(claim).ok_or(BodyFailed::Payload)
}

/// Runs the body of a job once. Starting it again is harmless.
///
/// # Errors
/// When the act or the database failed.
pub async fn run_body(worker: &Worker, job: Job, claim: &Claim) -> Result<Outcome, BodyFailed> {
    match job {
        Job::WatchReceipts => watch_receipts::run(worker).await,
        Job::WatchBreaches => watch_breaches::run(worker).await,
        Job::GoOnDeleting => go_on_deleting::run(worker).await,
        Job::WarnOfPromise => warn_of_promise::run(worker, promise(claim)?).await,
        Job::WarnOfRights => {
            let payload = RightsPayload::of(claim).ok_or(BodyFailed::Payload)?;
            warn_of_rights::run(worker, payload).await
        }
        Job::ReturnToQueue => return_to_queue::run(worker, promise(claim)?).await,
        Job::BeginAbsence => {
            let payload = AbsencePayload::of(claim).ok_or(BodyFailed::Payload)?;
            begin_absence::run(worker, payload).await
        }
        Job::DecideNotices => {
            let payload = FactPayload::of(claim).ok_or(BodyFailed::Payload)?;
            decide_notices::run(worker, payload).await
        }
        Job::SendNotice => {
            let payload = NoticePayload::of(claim).ok_or(BodyFailed::Payload)?;
            send_notice::run(worker, payload).await
        }
        Job::WriteEnvelope => write_envelope::run(worker, envelope(claim)?).await,
        Job::PostEnvelope => post_envelope::run(worker, envelope(claim)?).await,
        Job::TakeInEnvelope => take_in_envelope::run(worker, envelope(claim)?).await,
        Job::FollowRegister => follow_register::run(worker).await,
        Job::CheckRegister => check_register::run(worker).await,
        Job::AskRegister => {
            let payload = RequestPayload::of(claim).ok_or(BodyFailed::Payload)?;
            ask_register::run(worker, payload).await
        }
        Job::TellOfCustody => {
            let payload = CustodyPayload::of(claim).ok_or(BodyFailed::Payload)?;
            tell_of_custody::run(worker, payload).await
        }
        Job::SummariseHelpers => summarise_helpers::run(worker).await,
        Job::WatchResponsibility => watch_responsibility::run(worker).await,
        Job::SweepSessions => sweep_sessions::run(worker).await,
        Job::SweepJobs => sweep_jobs::run(worker).await,
        Job::ResolveStored => resolve_stored::run(worker).await,
        Job::SweepAttachments => sweep_attachments::run(worker).await,
        Job::FollowActivations => follow_activations::run(worker).await,
    }
}
