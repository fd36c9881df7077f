//! The tables of the bare loop, and who is in them.
//!
//! The same columns as in ours for what a send and a page touch, in the layout that
//! costs a send least: rows lie as they come, and beside the keys there is one index,
//! by which a person's page finds her conversations.

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use helsebro_simulators::town::START;
use uuid::Uuid;

use super::rows::{Cell, Head, Journal, fresh_id};
use super::seal::Seals;
use crate::bench::place::Kind;
use crate::bench::town::{MESSAGE_LETTERS, TOPIC, TownPlan, WorksIn};

/// The script, with a sign for each type whose name differs.
const TABLES: &str = "
CREATE TABLE people (id {id} PRIMARY KEY, given TEXT NOT NULL, family TEXT NOT NULL){clustered};
CREATE TABLE units (id {id} PRIMARY KEY, name TEXT NOT NULL, dialog {int} NOT NULL){clustered};
CREATE TABLE sessions (token_hash {bytes} PRIMARY KEY, person {id} NOT NULL,
    created_at {int} NOT NULL, last_seen_at {int} NOT NULL, idle_until {int} NOT NULL,
    absolute_until {int} NOT NULL, ended_at {int}){clustered};
CREATE TABLE threads (id {id} PRIMARY KEY, person {id} NOT NULL, municipality {id} NOT NULL,
    unit {id} NOT NULL, contact {id}, started_by {int} NOT NULL, closed {int} NOT NULL,
    taken_by {id}, reply {int} NOT NULL, route {int} NOT NULL, opened_at {int} NOT NULL,
    last_at {int} NOT NULL, awaiting_since {int}, promise_at {int},
    topic_citizen {bytes} NOT NULL, topic_unit {bytes} NOT NULL);
CREATE INDEX threads_of_person ON threads (person, last_at, id);
CREATE TABLE messages (thread {id} NOT NULL, id {id} NOT NULL, at {int} NOT NULL,
    author_kind {int} NOT NULL, author {id}, kind {int} NOT NULL, submission {id},
    reference TEXT, answers_promise {int}, citizen_copy {bytes} NOT NULL,
    unit_copy {bytes} NOT NULL, PRIMARY KEY (thread, id));
CREATE TABLE thread_reads (thread {id} NOT NULL, reader_kind {int} NOT NULL,
    reader {id} NOT NULL, upto {id} NOT NULL, at {int} NOT NULL,
    PRIMARY KEY (thread, reader_kind, reader, upto)){clustered};
CREATE TABLE audit_lines (month {int} NOT NULL, id {id} NOT NULL, at {int} NOT NULL,
    event TEXT NOT NULL, actor_kind {int} NOT NULL, actor {id}, on_behalf_of {id}, org {id},
    subject {id}, object_kind {int} NOT NULL, object {id}, reason_code TEXT,
    rules TEXT NOT NULL, inputs_hash {bytes}, PRIMARY KEY (month, id)){clustered};
CREATE TABLE audit_unsealed (chain {id} NOT NULL, month {int} NOT NULL, line {id} NOT NULL,
    PRIMARY KEY (chain, month, line)){clustered};
CREATE TABLE epj_outbox (id {id} PRIMARY KEY, epj {id} NOT NULL, municipality {id} NOT NULL,
    unit {id}, kind TEXT NOT NULL, state {int} NOT NULL, transport {id} NOT NULL,
    receiver_her TEXT NOT NULL, person {id}, thread {id}, message {id}, answers {id},
    resends {id}, queued_at {int} NOT NULL, handed_over_at {int}, ended_at {int},
    receipt_status {int}, errors TEXT, repeats {int} NOT NULL, noticed {int} NOT NULL,
    document {bytes});
CREATE TABLE jobs (id {id} PRIMARY KEY, kind TEXT NOT NULL, idempotency_key TEXT NOT NULL,
    payload TEXT NOT NULL, state {int} NOT NULL, run_at {int} NOT NULL,
    attempts {int} NOT NULL, fence {int} NOT NULL, last_error TEXT,
    created_at {int} NOT NULL, ended_at {int}){clustered};
";

/// How the two databases name the types.
const SQLITE: [(&str, &str); 4] = [
    ("{id}", "BLOB"),
    ("{int}", "INTEGER"),
    ("{bytes}", "BLOB"),
    ("{clustered}", " WITHOUT ROWID"),
];
const POSTGRES: [(&str, &str); 4] =
    [("{id}", "UUID"), ("{int}", "BIGINT"), ("{bytes}", "BYTEA"), ("{clustered}", "")];

/// What the town is founded with.
pub(super) const FOUNDING: [&str; 5] = [
    "INSERT INTO units (id, name, dialog) VALUES ($1, $2, 1)",
    "INSERT INTO people (id, given, family) VALUES ($1, 'Bench', 'Person')",
    "INSERT INTO sessions (token_hash, person, created_at, last_seen_at, idle_until, \
     absolute_until) VALUES ($1, $2, $3, $3, $4, $4)",
    "INSERT INTO threads (id, person, municipality, unit, contact, started_by, closed, reply, \
     route, opened_at, last_at, awaiting_since, promise_at, topic_citizen, topic_unit) \
     VALUES ($1, $2, $3, $4, $1, 0, 0, 1, 0, $5, $5, $5, $5, $6, $7)",
    "INSERT INTO messages (thread, id, at, author_kind, author, kind, submission, reference, \
     citizen_copy, unit_copy) VALUES ($1, $2, $3, 0, $4, 0, $1, 'SOL-2027-000001', $5, $6)",
];

/// The script as this database reads it.
pub(super) fn script(kind: Kind) -> String {
    let types = if kind == Kind::Sqlite { SQLITE } else { POSTGRES };
    types.iter().fold(TABLES.to_owned(), |text, (sign, name)| text.replace(sign, name))
}

/// The town of a run: the same number of people and conversations as in ours.
pub(super) struct Founded {
    pub(super) heads: Vec<Head>,
    pub(super) cookies: Vec<String>,
    unit: Uuid,
    seals: [Vec<u8>; 4],
    people: Vec<Person>,
}

struct Person {
    id: Uuid,
    token_hash: Vec<u8>,
    threads: Vec<Uuid>,
}

impl Founded {
    pub(super) fn plan(plan: TownPlan, seals: &Seals) -> Self {
        let (unit, municipality) = (fresh_id(), fresh_id());
        let journal = (plan.works_in == WorksIn::Journal)
            .then(|| Journal { epj: fresh_id(), her: "8140101".to_owned() });
        let (mut heads, mut cookies, mut people) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..plan.residents {
            let token = [*fresh_id().as_bytes(), *fresh_id().as_bytes()].concat();
            cookies.push(format!("helsebro={}", URL_SAFE_NO_PAD.encode(&token)));
            let id = fresh_id();
            let threads: Vec<Uuid> = (0..plan.threads).map(|_| fresh_id()).collect();
            let journal = journal.clone();
            heads.extend(threads.first().map(|first| Head {
                thread: *first,
                person: id,
                municipality,
                unit,
                journal,
            }));
            let token_hash = digest(&SHA256, &token).as_ref().to_vec();
            people.push(Person { id, token_hash, threads });
        }
        let [topic, topic_too] = seals.pair(TOPIC.as_bytes());
        let [text, text_too] = seals.pair("x".repeat(MESSAGE_LETTERS).as_bytes());
        let seals = [topic, topic_too, text, text_too];
        Self { heads, cookies, unit, seals, people }
    }

    /// What is stored: a statement of [`FOUNDING`], and its values.
    pub(super) fn rows(&self) -> Vec<(&'static str, Vec<Cell<'_>>)> {
        use Cell::{Bytes, Id, Int, Text};
        let [unit, person, session, thread, message] = FOUNDING;
        let (now, later) = (Int(START.micros()), Int(START.micros() + 86_400_000_000));
        let [topic, topic_too, text, text_too] = self.seals.each_ref().map(|seal| Bytes(seal));
        let mut rows = vec![(unit, vec![Id(self.unit), Text("Hjemmesykepleien Solvik øst")])];
        for (one, head) in self.people.iter().zip(&self.heads) {
            let (id, home, at) = (Id(one.id), Id(head.municipality), Id(head.unit));
            rows.push((person, vec![id]));
            rows.push((session, vec![Bytes(&one.token_hash), id, now, later]));
            for conversation in &one.threads {
                let conversation = Id(*conversation);
                rows.push((thread, vec![conversation, id, home, at, now, topic, topic_too]));
                let first = vec![conversation, Id(fresh_id()), now, id, text, text_too];
                rows.push((message, first));
            }
        }
        rows
    }
}
