//! `doctor`: what is well, what is not, and what to do about it.

mod beside;
mod stored;

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use helsebro_domain::epj::RECEIPT_LATE_AFTER;
use helsebro_domain::ids::Dice;
use helsebro_domain::time::{Clock, Date, Instant};
use helsebro_partners::helseid::{HelseId, StaffSignIn};
use helsebro_partners::idporten::{CitizenSignIn, IdPorten};
use helsebro_partners::sending::SendFailed;
use helsebro_partners::{BadSettings, PartnerFault, RegisterFault};
use helsebro_storage::epj::{self, Backlog};
use helsebro_storage::sealing::{MasterInForce, Vault};
use helsebro_storage::{
    Db, EngineKind, Scope, StorageError, SystemReason, audit, jobs, parties, values,
};
use serde::Serialize;

use crate::clock::SystemClock;
use crate::config::{Config, Problems};
use crate::dice::SystemDice;
use crate::wiring::Outside;
use crate::{say, wiring};

/// In which form the findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// For people.
    Text,
    /// One JSON object.
    Json,
}

/// How something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
enum State {
    Ok,
    Warn,
    Fail,
}

/// One thing that was looked at.
#[derive(Serialize)]
struct Finding {
    what: &'static str,
    state: State,
    found: String,
    advice: Option<String>,
}

/// Everything that was found.
#[derive(Default, Serialize)]
struct Findings {
    findings: Vec<Finding>,
}

const SCOPE: Scope = Scope::System(SystemReason::Operation);

/// No clock that is right shows an earlier day.
const EARLIEST: Date = Date::constant(2026, 1, 1);

/// How long a job may have been due before somebody should wonder.
const JOB_PATIENCE: Duration = Duration::from_secs(10 * 60);

/// How long a message may wait for a journal system before somebody should wonder.
const JOURNAL_PATIENCE: Duration = Duration::from_secs(60 * 60);

/// How long the population register may not have been followed before somebody should
/// wonder: a protected address does not wait.
const REGISTER_PATIENCE: Duration = Duration::from_secs(30 * 60);

/// How long an audit line may wait to be sealed before somebody should wonder.
const SEAL_PATIENCE: Duration = Duration::from_secs(60);

/// How far the clock may be behind the last thing that happened; several machines
/// are never quite together.
const CLOCK_PATIENCE: Duration = Duration::from_secs(5);

/// Looks at everything, prints it, and succeeds when nothing has failed.
pub(crate) async fn run(loaded: Result<Config, Problems>, form: Form) -> ExitCode {
    let mut findings = Findings::default();
    match loaded {
        Ok(config) => look(&config, &mut findings).await,
        Err(problems) => findings.configuration(&problems),
    }
    print(&findings, form);
    let failed = findings.findings.iter().any(|finding| finding.state == State::Fail);
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

async fn look(config: &Config, findings: &mut Findings) {
    findings.configuration(&config.check());
    if let Some(db) = database(config, findings).await {
        keys(config, &db, findings).await;
        clock(&db, findings).await;
        queue(&db, findings).await;
        journals(&db, findings).await;
        register_feed(config, &db, findings).await;
        stored::resolutions(&db, findings).await;
        stored::one_municipality(config, &db, findings).await;
        chain(config, &db, findings).await;
    }
    partners(config, findings).await;
    beside::scanner(config, findings).await;
    beside::seals(config, findings);
}

/// Looks at a database that a copy was put back into, prints what it finds, and
/// says whether nothing has failed.
pub(crate) async fn look_at_copy(config: &Config, db: &Db) -> bool {
    let mut findings = Findings::default();
    keys(config, db, &mut findings).await;
    clock(db, &mut findings).await;
    queue(db, &mut findings).await;
    print(&findings, Form::Text);
    findings.findings.iter().all(|finding| finding.state != State::Fail)
}

async fn database(config: &Config, findings: &mut Findings) -> Option<Db> {
    const WHAT: &str = "database";
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let storage = config.database().ok()?;
    let file = storage.url.strip_prefix("sqlite:").map(std::path::Path::new);
    if file.is_some_and(|file| !file.exists()) {
        let advice = "check database.url, or run `helsebro migrate` to make the file";
        findings.fail(WHAT, "there is no such file", advice);
        return None;
    }
    let db = match wiring::database(&storage, &clock).await {
        Ok(db) => db,
        Err(error) => {
            let advice = "check database.url, and that the database is running and lets us in";
            findings.fail(WHAT, format!("{error:#}"), advice);
            return None;
        }
    };
    if let Err(error) = db.check_schema().await {
        let advice = match error {
            StorageError::SchemaOlder { .. } => "run `helsebro migrate`",
            StorageError::SchemaNewer { .. } => "use the newer release that made this schema",
            _ => "check that the database is the right one",
        };
        findings.fail(WHAT, told(&error), advice);
        return None;
    }
    match db.kind() {
        EngineKind::Postgres => findings.ok(WHAT, "PostgreSQL answers and has the right schema"),
        EngineKind::Sqlite => match durability(&db).await {
            Ok((journal, synchronous)) if journal == "wal" && synchronous == FULL => {
                let found = "SQLite has the right schema; journal mode wal, synchronous full";
                findings.ok(WHAT, found);
            }
            Ok((journal, synchronous)) => {
                let found = format!("journal mode {journal}, synchronous {synchronous}");
                let advice = "put the file on a local disk: commits may be lost as it is";
                findings.fail(WHAT, found, advice);
            }
            Err(error) => findings.fail(WHAT, told(&error), "check the disk and its permissions"),
        },
    }
    Some(db)
}

/// What SQLite calls synchronous FULL.
const FULL: i64 = 2;

/// The journal mode and synchronous of the writer's own connection.
async fn durability(db: &Db) -> Result<(String, i64), StorageError> {
    db.write(SCOPE, "doctor.durability", async |mut tx| {
        let (journal,) = tx.one("PRAGMA journal_mode", values![]).await?;
        let (synchronous,) = tx.one("PRAGMA synchronous", values![]).await?;
        Ok((journal, synchronous))
    })
    .await
}

async fn keys(config: &Config, db: &Db, findings: &mut Findings) {
    const WHAT: &str = "keys";
    let Ok(masters) = config.master_keys() else {
        let advice = "give keys.master_key_file; without the key the content cannot be opened";
        findings.fail(WHAT, "there is no master key", advice);
        return;
    };
    match Vault::unlock_with_next(db, Some(&masters.current), masters.next.as_ref()).await {
        Ok(vault) if vault.in_force() == MasterInForce::Next => {
            let advice = "make it keys.master_key_file, and take the next one away";
            findings.warn(WHAT, "the next master key is the one in force", advice);
        }
        Ok(_) => findings.ok(WHAT, "the master key is the one that the content is sealed under"),
        Err(error) => {
            let advice = "give the key it was set up with or rotated to; look in the back-up";
            findings.fail(WHAT, told(&error), advice);
        }
    }
}

async fn clock(db: &Db, findings: &mut Findings) {
    const WHAT: &str = "clock";
    const ADVICE: &str = "set the machine's clock, and keep it right with NTP";
    let now = SystemClock.now();
    if now < Instant::start_of(EARLIEST) {
        return findings.fail(WHAT, format!("it shows {now}, which is past"), ADVICE);
    }
    let last = db
        .read(SCOPE, "doctor.last_line", async |mut tx| audit::latest_lines(&mut tx, 1).await)
        .await;
    match last.map(|lines| lines.first().map(|line| line.at)) {
        Ok(Some(at)) if at > now.plus(CLOCK_PATIENCE) => {
            let found = format!("it shows {now}, before the last audit line of {at}");
            findings.fail(WHAT, found, ADVICE);
        }
        Ok(_) => findings.ok(WHAT, format!("it shows {now}")),
        Err(error) => findings.fail(WHAT, told(&error), "see the database above"),
    }
}

/// What waits for each journal system, and for how long.
async fn journals(db: &Db, findings: &mut Findings) {
    const WHAT: &str = "journal systems";
    let now = SystemClock.now();
    let backlog =
        db.read(SCOPE, "doctor.journals", async |mut tx| epj::backlog(&mut tx).await).await;
    let backlog = match backlog {
        Ok(backlog) => backlog,
        Err(error) => return findings.fail(WHAT, told(&error), "see the database above"),
    };
    if backlog.is_empty() {
        return findings.ok(WHAT, "none is connected");
    }
    for found in backlog {
        let Backlog { name, queued, queued_since, unreceipted_since, .. } = found;
        let late =
            |since: Option<Instant>, after| since.is_some_and(|since| now.since(since) >= after);
        if late(queued_since, JOURNAL_PATIENCE) {
            let found = format!("{queued} wait for {name}, the first for over an hour");
            let advice = "see whether the journal system runs, and whether its token is refused";
            findings.warn(WHAT, found, advice);
        } else if late(unreceipted_since, RECEIPT_LATE_AFTER) {
            let found = format!("{name} owes receipts for over four hours");
            findings.warn(WHAT, found, "ask its supplier whether messages are taken in there");
        } else {
            findings.ok(WHAT, format!("{queued} wait for {name}"));
        }
    }
}

/// How far the population register has been followed, and how many wait to be asked
/// about.
async fn register_feed(config: &Config, db: &Db, findings: &mut Findings) {
    const WHAT: &str = "register feed";
    if config.outside().is_ok_and(|outside| outside.population.is_none()) {
        return findings.ok(WHAT, "no register is connected");
    }
    let now = SystemClock.now();
    let today = Instant::start_of(now.in_oslo().date);
    let read = db.read(SCOPE, "doctor.register", async |mut tx| {
        let feed = parties::register_feed(&mut tx).await?;
        Ok::<_, StorageError>((feed, parties::count_not_asked_since(&mut tx, today).await?))
    });
    let (feed, waiting) = match read.await {
        Ok(found) => found,
        Err(error) => return findings.fail(WHAT, told(&error), "see the database above"),
    };
    let advice = "is a worker running, and does the population register answer?";
    match feed {
        None => findings.warn(WHAT, "it has not been followed yet", advice),
        Some(feed) => {
            let (next, at) = (feed.next, feed.followed_at);
            let found = format!("followed to change {next} at {at}; {waiting} to be asked about");
            if now.since(at) > REGISTER_PATIENCE {
                findings.warn(WHAT, format!("{found}; that is long ago"), advice);
            } else {
                findings.ok(WHAT, found);
            }
        }
    }
}

async fn queue(db: &Db, findings: &mut Findings) {
    const WHAT: &str = "jobs";
    let now = db.now();
    let counts =
        db.read(SCOPE, "doctor.jobs", async |mut tx| jobs::counts(&mut tx, now).await).await;
    let counts = match counts {
        Ok(counts) => counts,
        Err(error) => return findings.fail(WHAT, told(&error), "see the database above"),
    };
    let found = format!(
        "{} waiting, {} being done, {} laid aside",
        counts.waiting, counts.claimed, counts.dead
    );
    let late = counts.due_since.is_some_and(|due| now.since(due) > JOB_PATIENCE);
    if late {
        let advice = "is a worker running? Start `helsebro serve` or `helsebro work`";
        findings.warn(WHAT, format!("{found}; some have been due for long"), advice);
    } else if counts.dead > 0 {
        let advice = "look in the log for why, mend it, and let them be tried anew";
        findings.warn(WHAT, found, advice);
    } else {
        findings.ok(WHAT, found);
    }
}

async fn chain(config: &Config, db: &Db, findings: &mut Findings) {
    const WHAT: &str = "audit trail";
    let now = db.now();
    let waiting = db.read(SCOPE, "doctor.audit", async |mut tx| audit::unsealed(&mut tx).await);
    let waiting = match waiting.await {
        Ok(waiting) => waiting,
        Err(error) => return findings.fail(WHAT, told(&error), "see the database above"),
    };
    let found = format!("{} lines wait to be sealed", waiting.lines);
    if waiting.since.is_some_and(|since| now.since(since) > SEAL_PATIENCE) {
        let advice = "is a worker running? Start `helsebro serve` or `helsebro work`";
        return findings.warn(WHAT, format!("{found}; some have waited for long"), advice);
    }
    let Ok(Some(file)) = config.chain_file() else {
        let advice = "set audit.chain_file: without it a cut audit trail cannot be noticed";
        return findings.warn(WHAT, format!("{found}; there is no chain file"), advice);
    };
    match file.ahead_of(db).await {
        Ok(0) => findings.ok(WHAT, found),
        Ok(ahead) => {
            let found = format!("the chain file knows {ahead} blocks that the database has not");
            let advice = "run `helsebro audit verify`; was an older copy put back?";
            findings.fail(WHAT, found, advice);
        }
        Err(error) => findings.fail(WHAT, told(&error), "check audit.chain_file and its disk"),
    }
}

async fn partners(config: &Config, findings: &mut Findings) {
    let clock = || -> Arc<dyn Clock> { Arc::new(SystemClock) };
    if let Ok(registered) = config.idporten() {
        let made = IdPorten::new(&registered.client, clock(), Arc::new(SystemDice));
        let answer = match &made {
            Ok(partner) => Ok(partner.check().await),
            Err(error) => Err(*error),
        };
        partner("ID-porten", answer, findings);
    }
    if let Ok(registered) = config.helseid() {
        let made = HelseId::new(&registered.client, clock(), Arc::new(SystemDice));
        let answer = match &made {
            Ok(partner) => Ok(partner.check().await),
            Err(error) => Err(*error),
        };
        partner("HelseID", answer, findings);
    }
    if let (Ok(settings), Ok(http)) = (config.outside(), config.http()) {
        let dice: Arc<dyn Dice> = Arc::new(SystemDice);
        match Outside::made(&settings, &http.base_url, &clock(), &dice) {
            Ok(outside) => {
                registers_and_senders(&outside, findings).await;
                for (what, advice) in settings.unreported() {
                    findings.warn(what, "they are not taken".to_owned(), advice);
                }
            }
            Err(error) => {
                let advice = "see the configuration above";
                findings.fail("registers and senders", format!("{error:#}"), advice);
            }
        }
    }
}

/// Those that the platform runs without, though not everything in it does.
async fn registers_and_senders(outside: &Outside, findings: &mut Findings) {
    register("contact register", outside.contacts.check().await, findings);
    register("population register", outside.population.check().await, findings);
    sender("SMS gateway", outside.sms.check().await, findings);
    sender("mail server", outside.mail.check().await, findings);
}

fn register(what: &'static str, answer: Result<(), RegisterFault>, findings: &mut Findings) {
    match answer {
        Ok(()) => findings.ok(what, "it lets us in"),
        Err(RegisterFault::NotConfigured) => findings.ok(what, "none is connected"),
        Err(fault) => {
            let advice =
                "check its address and our registration, and that this machine may call out";
            findings.fail(what, told(&fault), advice);
        }
    }
}

fn sender(what: &'static str, answer: Result<(), SendFailed>, findings: &mut Findings) {
    match answer {
        Ok(()) => findings.ok(what, "it answers"),
        Err(SendFailed::NotConfigured) => findings.ok(what, "none is connected"),
        Err(SendFailed::Misconfigured(why)) => {
            let advice = "check user and password, and that the line can be encrypted";
            findings.fail(what, format!("it does not let us in: {why}"), advice);
        }
        Err(failed) => {
            let advice = "check its address, and that this machine may call out to it";
            findings.fail(what, failed.to_string(), advice);
        }
    }
}

fn partner(
    what: &'static str,
    answer: Result<Result<(), PartnerFault>, BadSettings>,
    findings: &mut Findings,
) {
    match answer {
        Ok(Ok(())) => findings.ok(what, "it answers"),
        Ok(Err(fault)) => {
            let advice = "check its issuer, and that this machine may call out to it";
            findings.fail(what, told(&fault), advice);
        }
        Err(error) => findings.fail(what, told(&error), "see the configuration above"),
    }
}

impl Findings {
    fn configuration(&mut self, problems: &Problems) {
        const WHAT: &str = "configuration";
        if problems.is_empty() {
            self.ok(WHAT, "it can be used");
        }
        for line in problems.lines() {
            let advice = "mend it; `helsebro config default` tells what each key is";
            self.fail(WHAT, line, advice);
        }
    }

    fn ok(&mut self, what: &'static str, found: impl Into<String>) {
        self.findings.push(Finding { what, state: State::Ok, found: found.into(), advice: None });
    }

    fn warn(&mut self, what: &'static str, found: impl Into<String>, advice: &str) {
        let (found, advice) = (found.into(), Some(advice.to_owned()));
        self.findings.push(Finding { what, state: State::Warn, found, advice });
    }

    fn fail(&mut self, what: &'static str, found: impl Into<String>, advice: &str) {
        let (found, advice) = (found.into(), Some(advice.to_owned()));
        self.findings.push(Finding { what, state: State::Fail, found, advice });
    }
}

/// An error with its sources, on one line.
fn told(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text.push_str(": ");
        text.push_str(&error.to_string());
        source = error.source();
    }
    text
}

fn print(findings: &Findings, form: Form) {
    match form {
        Form::Json => {
            if let Ok(text) = serde_json::to_string(findings) {
                say::line(&text);
            }
        }
        Form::Text => {
            for Finding { what, state, found, advice } in &findings.findings {
                let state = match state {
                    State::Ok => "OK",
                    State::Warn => "WARN",
                    State::Fail => "FAIL",
                };
                say::line(&format!("{state:<5} {what}: {found}"));
                if let Some(advice) = advice {
                    say::line(&format!("      → {advice}"));
                }
            }
        }
    }
}
