//! The counting at the end: the database against what was answered for, and against
//! what the journal system holds.

use std::collections::{BTreeMap, HashMap};

use helsebro_actions::dialog::thread;
use helsebro_storage::epj::reckoning::{self, Came, Conversation, Sent};
use helsebro_storage::jobs::{self, EnvelopeJob, JobCounts, KindCounts};
use helsebro_storage::{EngineKind, Scope, StorageError, SystemReason, audit, values};
use serde::Serialize;

use super::receiver::Receiver;
use super::tally::Tally;
use super::town::{self, Platform};
use super::words::{LetterKind, Place, Plan};
use crate::bench::town::body;

/// What an answer is called in the inbox.
const ANSWERS: &str = "staff_answers";

const SCOPE: Scope = Scope::System(SystemReason::Operation);

/// The most faults that are told one by one; all are counted.
const MAX_TOLD: usize = 20;

/// The most pages of a thousand rows that are read of one kind.
const MAX_PAGES: usize = 5_000;

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
    /// Whether all is as it must be.
    pub(super) const fn holds(&self) -> bool {
        self.faults == 0
    }

    fn hold(&mut self, holds: bool, otherwise: impl FnOnce() -> String) {
        if !holds {
            self.faults += 1;
            if self.told.len() < MAX_TOLD {
                self.told.push(otherwise());
            }
        }
    }
}

/// Everything that is in the database, of the kinds that are counted.
struct Stored {
    threads: Vec<Conversation>,
    sent: Vec<Sent>,
    came: Vec<Came>,
}

/// Counts, once everything has come to rest.
pub(super) async fn count(
    platform: &Platform,
    (place, plan): (&Place, &Plan),
    (tally, receiver): (&Tally, &Receiver),
) -> anyhow::Result<Counted> {
    let mut counted = Counted::default();
    durable(platform, &mut counted).await?;
    let stored = stored(platform).await?;
    conversations(&stored, tally, &mut counted);
    posted(&stored, receiver, &mut counted);
    arrivals(&stored, tally, &mut counted);
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

async fn stored(platform: &Platform) -> anyhow::Result<Stored> {
    let (mut threads, mut sent, mut came) =
        (Vec::<Conversation>::new(), Vec::<Sent>::new(), Vec::<Came>::new());
    let db = &platform.db;
    for _ in 0..MAX_PAGES {
        let (after, row, arrival) = (
            threads.last().map(|found| found.thread),
            sent.last().map(|found| found.id),
            came.last().map(|found| found.id),
        );
        let page = db
            .read(SCOPE, "bench.reckoning", async |mut tx| {
                Ok::<_, StorageError>((
                    reckoning::conversations(&mut tx, after).await?,
                    reckoning::sent(&mut tx, row).await?,
                    reckoning::came(&mut tx, arrival).await?,
                ))
            })
            .await?;
        if page.0.is_empty() && page.1.is_empty() && page.2.is_empty() {
            return Ok(Stored { threads, sent, came });
        }
        threads.extend(page.0);
        sent.extend(page.1);
        came.extend(page.2);
    }
    anyhow::bail!("there is more than can be counted")
}

/// Every conversation that was answered for is there once and whole; those that were
/// not may be there, but whole too.
fn conversations(stored: &Stored, tally: &Tally, counted: &mut Counted) {
    let mut answers: HashMap<&str, i64> = HashMap::new();
    let is_there = |name: &str| {
        let arrival = tally.letters.get(name).and_then(|written| written.arrival.as_ref());
        arrival.is_some()
    };
    let mut messages: BTreeMap<&str, &str> = BTreeMap::new();
    for (name, written) in &tally.letters {
        let came = stored
            .came
            .iter()
            .any(|came| came.message_id.as_deref() == Some(written.letter.message.as_str()));
        if written.letter.kind == LetterKind::Answer && (came || is_there(name)) {
            messages.insert(&written.letter.message, &written.letter.thread);
        }
    }
    for thread in messages.values() {
        *answers.entry(thread).or_default() += 1;
    }
    counted.answers_taken_in = messages.len();
    let mut there: HashMap<String, &Conversation> = HashMap::new();
    for found in &stored.threads {
        let id = found.thread.to_string();
        counted.messages += found.messages;
        counted.hold(tally.tried.contains_key(&id), || format!("{id} was never sent"));
        let expected = 1 + answers.get(id.as_str()).copied().unwrap_or(0);
        counted.hold(found.first == 1, || format!("{id} has {} first messages", found.first));
        counted.hold(found.lines == 1, || format!("{id} has {} audit lines", found.lines));
        counted.hold(found.outgoing == 1, || format!("{id} is {} times under way", found.outgoing));
        counted.hold(found.messages == expected, || {
            format!("{id} has {} messages, not {expected}", found.messages)
        });
        let reference = tally.acknowledged.get(&id);
        counted.hold(found.reference.is_some(), || format!("{id} has no reference"));
        counted.hold(reference.is_none_or(|told| Some(told) == found.reference.as_ref()), || {
            format!("{id} was receipted with another reference")
        });
        there.insert(id, found);
    }
    counted.threads = stored.threads.len();
    counted.hold(there.len() == stored.threads.len(), || "a conversation is twice".to_owned());
    counted.tried = tally.tried.len();
    counted.acknowledged = tally.acknowledged.len();
    counted.sent_again_after_a_cut = tally.sent_again.len();
    for thread in tally.acknowledged.keys() {
        counted.hold(there.contains_key(thread), || format!("{thread} is LOST"));
    }
    for thread in tally.tried.keys().filter(|thread| !tally.acknowledged.contains_key(*thread)) {
        if there.contains_key(thread) {
            counted.unacknowledged_there += 1;
        } else {
            counted.unacknowledged_not_there += 1;
        }
    }
}

/// Everything in the outbox was handed over, and the journal system has it under its
/// key with one document and nothing else.
fn posted(stored: &Stored, receiver: &Receiver, counted: &mut Counted) {
    let mut by_key = receiver.by_key();
    counted.keys_posted = by_key.len();
    counted.posts_repeated = by_key.values().map(|taken| taken.times - 1).sum();
    let posts = receiver.posts();
    counted.posts_taken = posts.taken;
    counted.posts_refused_503 = posts.refused;
    counted.posts_slow = posts.slow;
    counted.posts_unanswered = posts.unanswered;
    counted.outbox = stored.sent.len();
    for row in &stored.sent {
        let (id, key) = (row.id.to_string(), row.transport.to_string());
        counted.outbox_handed_over += usize::from(matches!(row.state, 1 | 2));
        counted.outbox_receipted += usize::from(row.state == 2 && row.kind == "HE");
        counted.hold(matches!(row.state, 1 | 2), || format!("{id} is in state {}", row.state));
        counted.hold(row.repeats == 0, || format!("{id} was given a new key"));
        let Some(taken) = by_key.remove(&key) else {
            counted.hold(false, || format!("{id} never came to the journal system"));
            continue;
        };
        counted.hold(!taken.differs, || format!("{id} came with two documents"));
        let right = taken.message.is_none_or(|message| message == id);
        counted.hold(right, || format!("{id} came with another's document"));
    }
    for key in by_key.keys() {
        counted.hold(false, || format!("{key} was posted and is not in the outbox"));
    }
}

/// Everything that was left is settled, and each message of theirs has one receipt.
fn arrivals(stored: &Stored, tally: &Tally, counted: &mut Counted) {
    let mut given: HashMap<String, usize> = HashMap::new();
    for answers in stored.sent.iter().filter_map(|row| row.answers) {
        *given.entry(answers.to_string()).or_default() += 1;
    }
    let mut told: HashMap<&str, &str> = HashMap::new();
    for (name, written) in &tally.letters {
        if let Some(arrival) = &written.arrival {
            let before = told.insert(arrival, name);
            counted.hold(before.is_none(), || format!("{arrival} stands for two letters"));
        }
    }
    counted.letters_left = told.len();
    counted.arrivals = stored.came.len();
    let mut receipts: HashMap<&str, usize> = HashMap::new();
    for came in &stored.came {
        let id = came.id.to_string();
        let known = told.remove(id.as_str()).is_some();
        counted.arrivals_unacknowledged += usize::from(!known);
        counted.hold(came.state == 1, || format!("{id} is in state {}", came.state));
        counted.hold(came.lines == 1, || format!("{id} has {} lines of its coming", came.lines));
        let receipts_given = given.remove(&id).unwrap_or(0);
        counted.receipts_given += receipts_given;
        match came.what.as_deref() {
            Some(ANSWERS) => {
                let message = came.message_id.as_deref().unwrap_or_default();
                *receipts.entry(message).or_default() += receipts_given;
            }
            Some("receipt" | "superfluous_receipt") => {
                counted.receipts_taken += 1;
                counted.hold(receipts_given == 0, || format!("{id} is a receipt with a receipt"));
            }
            what => counted.hold(false, || format!("{id} was taken for {what:?}")),
        }
    }
    for (message, number) in receipts {
        counted.hold(number == 1, || format!("{message} has {number} receipts"));
    }
    for arrival in told.keys() {
        counted.hold(false, || format!("{arrival} was left and is LOST"));
    }
    counted.hold(given.is_empty(), || "a receipt answers what never came".to_owned());
    let answers = stored.came.iter().filter(|came| came.what.as_deref() == Some(ANSWERS));
    counted.answers_come_twice = answers.count().saturating_sub(counted.answers_taken_in);
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
        let access = town::signed_in(citizen)?;
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
