//! The counting at the end: the database against what was answered for, and against
//! what the journal system holds.

mod arrivals;
mod conversations;
mod posts;
mod stored;

use std::collections::HashMap;

use helsebro_actions::dialog::thread;
use helsebro_storage::epj::reckoning;
use helsebro_storage::jobs::{self, EnvelopeJob, JobCounts, KindCounts};
use helsebro_storage::{EngineKind, Scope, StorageError, SystemReason, audit, values};
use serde::Serialize;

use self::stored::Stored;
use super::receiver::Receiver;
use super::tally::Tally;
use super::words::Plan;
use crate::bench::town::{body, signed_in};
use crate::bench::trial::line::Count;
use crate::bench::trial::place::Place;
use crate::bench::trial::platform::Platform;

const SCOPE: Scope = Scope::System(SystemReason::Operation);

/// The most faults that are told one by one; all are counted.
const MAX_TOLD: usize = 20;

/// How many conversations are opened and read.
const OPENED: usize = 100;

/// What PostgreSQL must answer for a COMMIT to be one.
const DURABLE: [(&str, &str); 3] = [
    ("synchronous_commit", "SHOW synchronous_commit"),
    ("fsync", "SHOW fsync"),
    ("full_page_writes", "SHOW full_page_writes"),
];

/// What was counted.
#[derive(Debug, Default, Serialize)]
pub(super) struct Counted {
    tried: usize,
    acknowledged: usize,
    unacknowledged_there: usize,
    unacknowledged_not_there: usize,
    sent_again_after_a_cut: usize,
    threads: usize,
    messages: i64,
    threads_opened: usize,
    outbox: usize,
    outbox_handed_over: usize,
    outbox_receipted: usize,
    keys_posted: usize,
    posts_taken: u64,
    posts_repeated: u64,
    posts_refused_503: u64,
    posts_slow: u64,
    posts_unanswered: u64,
    letters_left: usize,
    arrivals: usize,
    arrivals_unacknowledged: usize,
    answers_taken_in: usize,
    answers_come_twice: usize,
    receipts_given: usize,
    receipts_taken: usize,
    jobs_done: i64,
    jobs_started_again: i64,
    most_attempts: i64,
    jobs_dead: i64,
    jobs_left: i64,
    timers_ahead: i64,
    audit_lines: u64,
    audit_blocks: u64,
    audit_findings: u64,
    faults: usize,
    told: Vec<String>,
}

impl Counted {
    fn hold(&mut self, holds: bool, otherwise: impl FnOnce() -> String) {
        if !holds {
            self.faults += 1;
            if self.told.len() < MAX_TOLD {
                self.told.push(otherwise());
            }
        }
    }
}

impl Count for Counted {
    fn holds(&self) -> bool {
        self.faults == 0
    }
}

/// Counts, once everything has come to rest.
pub(super) async fn count(
    platform: &Platform,
    (place, plan): (&Place, &Plan),
    (tally, receiver): (&Tally, &Receiver),
) -> anyhow::Result<Counted> {
    let mut counted = Counted::default();
    durable(platform, &mut counted).await?;
    let stored = Stored::read(&platform.db).await?;
    conversations::count(&stored, tally, &mut counted);
    posts::count(&stored, receiver, &mut counted);
    arrivals::count(&stored, tally, &mut counted);
    strays(platform, &mut counted).await?;
    queue(platform, &stored, &mut counted).await?;
    trail(platform, place, &mut counted).await?;
    opened(platform, plan, tally, &mut counted).await?;
    for what in &tally.wrong {
        counted.hold(false, || what.clone());
    }
    Ok(counted)
}

/// That the server was not told to lie about its COMMITs.
async fn durable(platform: &Platform, counted: &mut Counted) -> anyhow::Result<()> {
    if platform.db.kind() == EngineKind::Sqlite {
        return Ok(());
    }
    for (name, show) in DURABLE {
        let (is,): (String,) = platform
            .db
            .read(SCOPE, "bench.show", async |mut tx| tx.one(show, values![]).await)
            .await?;
        counted.hold(is == "on", || format!("{name} is {is}"));
    }
    Ok(())
}

/// Nothing stands alone that should not.
async fn strays(platform: &Platform, counted: &mut Counted) -> anyhow::Result<()> {
    let found = platform
        .db
        .read(SCOPE, "bench.strays", async |mut tx| reckoning::strays(&mut tx).await)
        .await?;
    counted.hold(found.lines == 0, || format!("{} audit lines stand alone", found.lines));
    counted.hold(found.outgoing == 0, || format!("{} rows under way alone", found.outgoing));
    counted.hold(found.references == 0, || format!("{} references shared", found.references));
    Ok(())
}

/// Every job is done, and each row had the jobs it needs, once.
async fn queue(platform: &Platform, stored: &Stored, counted: &mut Counted) -> anyhow::Result<()> {
    let now = platform.db.now();
    let (left, kinds): (JobCounts, Vec<KindCounts>) = platform
        .db
        .read(SCOPE, "bench.queue", async |mut tx| {
            let left = jobs::counts(&mut tx, now).await?;
            Ok::<_, StorageError>((left, jobs::counts_by_kind(&mut tx).await?))
        })
        .await?;
    counted.jobs_dead = left.dead;
    counted.hold(left.dead == 0, || format!("{} jobs are dead", left.dead));
    let mut all = HashMap::new();
    for KindCounts { kind, all: number, done, ahead, again, most_attempts } in kinds {
        counted.jobs_done += done;
        counted.jobs_left += number - done - ahead;
        counted.timers_ahead += ahead;
        counted.jobs_started_again += again;
        counted.most_attempts = counted.most_attempts.max(most_attempts);
        counted.hold(number == done + ahead, || format!("{kind}: {done} of {number} are done"));
        all.insert(kind, number);
    }
    let inquiries = stored.sent.iter().filter(|row| row.kind == "HE").count();
    for (job, needed) in [
        (EnvelopeJob::Write, inquiries),
        (EnvelopeJob::Post, stored.sent.len()),
        (EnvelopeJob::TakeIn, stored.came.len()),
    ] {
        let number = all.get(job.kind()).copied().unwrap_or(0);
        let right = i64::try_from(needed).is_ok_and(|needed| needed == number);
        counted.hold(right, || format!("{}: {number} jobs for {needed}", job.kind()));
    }
    Ok(())
}

/// The audit trail is as it was sealed, all of it.
async fn trail(platform: &Platform, place: &Place, counted: &mut Counted) -> anyhow::Result<()> {
    let found = audit::verify(&platform.db, Some(&Platform::chain(place))).await?;
    counted.audit_lines = found.lines;
    counted.audit_blocks = found.chains.iter().map(|chain| chain.blocks).sum();
    counted.audit_findings = found.findings.len() as u64 + found.more_findings;
    for finding in &found.findings {
        counted.hold(false, || finding.to_string());
    }
    counted.hold(found.is_well(), || "the audit trail is not as it was sealed".to_owned());
    counted.hold(found.unsealed == 0, || format!("{} lines are not sealed", found.unsealed));
    Ok(())
}

/// Some of the conversations are opened by their citizens, and say what was written.
async fn opened(
    platform: &Platform,
    plan: &Plan,
    tally: &Tally,
    counted: &mut Counted,
) -> anyhow::Result<()> {
    let expected = body()?;
    for id in tally.acknowledged.keys().take(OPENED) {
        let citizen = tally.tried.get(id).and_then(|place| plan.citizens.get(*place));
        let Some(citizen) = citizen else { continue };
        let access = signed_in(citizen.person.parse()?)?;
        let text = match thread::open(&platform.acts, &access, id.parse()?).await {
            Ok(view) => view.messages.first().map(|message| message.body.clone()),
            Err(error) => Some(format!("{error}")),
        };
        counted.threads_opened += 1;
        let right = text.as_deref() == Some(expected.as_str());
        counted.hold(right, || format!("{id} does not say what was written"));
    }
    Ok(())
}
