//! The loop that claims jobs and does them.

use core::time::Duration;

use std::sync::Arc;

use helsebro_actions::Acts;
use helsebro_domain::notices::PortalHost;
use helsebro_messaging::Address;
use helsebro_partners::email::MailSender;
use helsebro_partners::epj::EpjPost;
use helsebro_partners::krr::ContactRegister;
use helsebro_partners::population::PopulationRegister;
use helsebro_partners::sms::SmsGateway;
use helsebro_storage::jobs::{self, Claim, OUTAGE_COUNTED, Retried};
use helsebro_storage::{Db, Scope, StorageError, SystemReason};
use tokio_util::sync::CancellationToken;

use crate::bodies::{BodyFailed, Outcome, run_body};
use crate::job::Job;
use crate::schedule;

/// How many jobs are claimed at a time. They are done one after another, so all
/// must fit within one lease.
const CLAIMED_AT_ONCE: u32 = 4;

/// How long one run of a body may take; all that are claimed at once fit a lease.
pub const BODY_LIMIT: Duration = Duration::from_secs(12);

/// How often a body that has more of the same is run before others get their turn.
const MAX_ROUNDS: u32 = 20;

const SCOPE: Scope = Scope::System(SystemReason::Job);

/// What notices need from outside.
#[derive(Clone)]
pub struct Notifying {
    /// The contact register.
    pub contacts: Arc<dyn ContactRegister>,
    /// The SMS gateway.
    pub sms: Arc<dyn SmsGateway>,
    /// The mail server.
    pub mail: Arc<dyn MailSender>,
    /// Our own front address, as it stands in texts.
    pub portal: PortalHost,
}

/// What the bodies have at hand.
#[derive(Clone)]
pub struct Worker {
    /// The queue.
    pub db: Db,
    /// What can be done.
    pub acts: Acts,
    /// Journal systems that want their messages posted.
    pub epj: Arc<dyn EpjPost>,
    /// The population register.
    pub population: Arc<dyn PopulationRegister>,
    /// The contact register, and the gateways that notices go by.
    pub notices: Notifying,
    /// Who we are on the message wire; none when no journal system is connected.
    pub us: Option<Arc<Address>>,
}

/// Does jobs until it is told to stop. What has been claimed by then is done first.
pub async fn work(worker: &Worker, stop: CancellationToken) {
    tracing::info!("the worker has started");
    let mut scheduled = None;
    while !stop.is_cancelled() {
        let turn = schedule::turn_of(worker.db.now());
        if scheduled != Some(turn) {
            match schedule::enqueue_due(&worker.db).await {
                Ok(()) => scheduled = Some(turn),
                Err(error) => warn("recurring jobs were not asked for", &error),
            }
        }
        if do_some(worker).await == 0 {
            tokio::select! {
                () = stop.cancelled() => {}
                () = jobs::wait_for_work(&worker.db) => {}
            }
        }
    }
    tracing::info!("the worker has stopped");
}

/// Claims some jobs, does them, and says how many there were.
async fn do_some(worker: &Worker) -> usize {
    match jobs::claim(&worker.db, CLAIMED_AT_ONCE).await {
        Ok(claims) => {
            for claim in &claims {
                do_one(worker, claim).await;
            }
            claims.len()
        }
        Err(error) => {
            warn("no jobs could be claimed", &error);
            0
        }
    }
}

async fn do_one(worker: &Worker, claim: &Claim) {
    let ran = match Job::of(claim) {
        Some(job) => run(worker, job, claim).await,
        // A newer binary beside this one may know it: it is put back, not laid aside.
        None => Err(Undone::Failed("this version does not know the kind")),
    };
    let ended = match ran {
        Ok(()) => finish(worker, claim).await,
        Err(Undone::Failed(why)) => retry(worker, claim, why).await,
        Err(Undone::Waits(why)) => put_off(worker, claim, why).await,
    };
    if let Err(error) = ended {
        // When the lease is lost another worker does it; that is how it should be.
        warn("a job could not be ended here", &error);
    }
}

/// Why a job is not done, in a few words.
enum Undone {
    /// It failed.
    Failed(&'static str),
    /// Something outside is away.
    Waits(&'static str),
}

/// Runs a body within its time, and says in a few words why not.
async fn run(worker: &Worker, job: Job, claim: &Claim) -> Result<(), Undone> {
    match tokio::time::timeout(BODY_LIMIT, rounds(worker, job, claim)).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => {
            let why = error.in_a_few_words();
            let undone = if error.is_outage() { Undone::Waits } else { Undone::Failed };
            let error = &error as &dyn std::error::Error;
            tracing::warn!(kind = job.kind(), error, "a job failed");
            Err(undone(why))
        }
        Err(_) => Err(Undone::Failed("it took too long")),
    }
}

/// Runs a body until there is no more of the same, or it has had its turns; the
/// rest waits for the next hour.
async fn rounds(worker: &Worker, job: Job, claim: &Claim) -> Result<(), BodyFailed> {
    for _ in 0..MAX_ROUNDS {
        if run_body(worker, job, claim).await? == Outcome::Done {
            break;
        }
    }
    Ok(())
}

async fn finish(worker: &Worker, claim: &Claim) -> Result<(), StorageError> {
    let now = worker.db.now();
    worker
        .db
        .write(SCOPE, "jobs.finish", async |mut tx| jobs::finish(&mut tx, claim, now).await)
        .await?;
    tracing::info!(kind = claim.kind, job = %claim.id, attempt = claim.attempt, "a job is done");
    Ok(())
}

async fn retry(worker: &Worker, claim: &Claim, why: &str) -> Result<(), StorageError> {
    let now = worker.db.now();
    let retried = worker
        .db
        .write(SCOPE, "jobs.retry", async |mut tx| jobs::retry(&mut tx, claim, now, why).await)
        .await?;
    if retried == Retried::Buried {
        tracing::error!(kind = claim.kind, job = %claim.id, why, "a job is laid aside");
    }
    Ok(())
}

/// It is tried until what it waits for is back. When that lasts, the log says so each time.
async fn put_off(worker: &Worker, claim: &Claim, why: &str) -> Result<(), StorageError> {
    let now = worker.db.now();
    worker
        .db
        .write(SCOPE, "jobs.put_off", async |mut tx| jobs::put_off(&mut tx, claim, now, why).await)
        .await?;
    if claim.attempt >= OUTAGE_COUNTED {
        tracing::error!(kind = claim.kind, job = %claim.id, why, "a job waits for long");
    }
    Ok(())
}

fn warn(what: &'static str, error: &StorageError) {
    tracing::warn!(error = error as &dyn std::error::Error, "{what}");
}
