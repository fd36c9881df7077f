//! The rows of one send, as a program without any layer would write them: the same
//! columns with as many bytes as ours, in the same tables.

use bytes::BytesMut;
use helsebro_simulators::town::START;
use rusqlite::types::ToSqlOutput;
use tokio_postgres::types::{IsNull, ToSql, Type};
use uuid::Uuid;

use super::seal::Seals;
use crate::bench::town::MESSAGE_LETTERS;

/// Where a send goes, and whether its unit works in a journal system.
#[derive(Debug, Clone)]
pub(in crate::bench) struct Head {
    pub(super) thread: Uuid,
    pub(super) person: Uuid,
    pub(super) municipality: Uuid,
    pub(super) unit: Uuid,
    pub(super) journal: Option<Journal>,
}

/// The journal system that the unit works in.
#[derive(Debug, Clone)]
pub(in crate::bench) struct Journal {
    pub(super) epj: Uuid,
    pub(super) her: String,
}

/// A value of a row, for either driver.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cell<'a> {
    Int(i64),
    Text(&'a str),
    Bytes(&'a [u8]),
    Id(Uuid),
}

/// What is looked up before anything is written: whether it is hers and open.
pub(super) const MAY_SEND: &str = "SELECT t.closed, t.reply, u.dialog FROM threads t \
     JOIN units u ON u.id = t.unit WHERE t.id = $1 AND t.person = $2";

/// What each send writes; the last two when its unit works in a journal system. Places
/// stand in the order of their numbers, because to SQLite `$1` is a name.
pub(super) const WRITES: [&str; 6] = [
    "INSERT INTO messages (thread, id, at, author_kind, author, kind, submission, reference, \
     citizen_copy, unit_copy) VALUES ($1, $2, $3, 0, $4, 0, $5, $6, $7, $8)",
    "INSERT INTO audit_lines (month, id, at, event, actor_kind, actor, org, subject, object_kind, \
     object, rules, inputs_hash) VALUES ($1, $2, $3, 'MESSAGE_SENT', 1, $4, $5, $4, 1, $6, \
     'S1-2.1.1-a L-EFV-6', $7)",
    "INSERT INTO audit_unsealed (chain, month, line) VALUES ($1, $2, $3)",
    "UPDATE threads SET last_at = $1 WHERE id = $2",
    "INSERT INTO epj_outbox (id, epj, municipality, unit, kind, state, transport, receiver_her, \
     person, thread, message, queued_at, repeats, noticed) \
     VALUES ($1, $2, $3, $4, 'HE', 0, $5, $6, $7, $8, $1, $9, 0, 0)",
    "INSERT INTO jobs (id, kind, idempotency_key, payload, state, run_at, attempts, fence, \
     created_at) VALUES ($1, 'WriteEnvelope', $2, $3, 0, $4, 0, 0, $4)",
];

/// The month that the town's clock begins in.
pub(super) const MONTH: i64 = 202_702;

/// One send, sealed and ready.
pub(super) struct Letter {
    head: Head,
    message: Uuid,
    line: Uuid,
    submission: Uuid,
    transport: Uuid,
    job: Uuid,
    at: i64,
    reference: String,
    copies: [Vec<u8>; 2],
    inputs_hash: [u8; 32],
    key: String,
    payload: String,
}

impl Letter {
    pub(super) fn write(head: &Head, seals: &Seals) -> Self {
        // As ours keeps it: heading and author are empty for what a citizen writes.
        let text = format!("\u{1f}\u{1f}{}", "x".repeat(MESSAGE_LETTERS));
        Self::of(head, seals.pair(text.as_bytes()), seals.hash(text.as_bytes()))
    }

    pub(super) fn of(head: &Head, copies: [Vec<u8>; 2], inputs_hash: [u8; 32]) -> Self {
        let [message, line, submission, transport, job] = [(); 5].map(|()| fresh_id());
        let number = message.as_u128() >> 64;
        Self {
            head: head.clone(),
            at: START.micros() + i64::try_from(number).unwrap_or(0),
            reference: format!("SOL-2027-{:06}", number % 1_000_000),
            copies,
            inputs_hash,
            key: format!("WriteEnvelope:{message}:{transport}"),
            payload: format!(
                r#"{{"version":1,"municipality":"{}","envelope":"{message}"}}"#,
                head.municipality
            ),
            message,
            line,
            submission,
            transport,
            job,
        }
    }

    pub(super) fn asked(&self) -> [Cell<'_>; 2] {
        [Cell::Id(self.head.thread), Cell::Id(self.head.person)]
    }

    /// The values of the first of [`WRITES`], the message.
    pub(super) fn message(&self) -> Vec<Cell<'_>> {
        use Cell::{Bytes, Id, Int, Text};
        let [citizens, units] = &self.copies;
        let (thread, person) = (Id(self.head.thread), Id(self.head.person));
        let (submission, reference) = (Id(self.submission), Text(&self.reference));
        let (message, at) = (Id(self.message), Int(self.at));
        let (citizens, units) = (Bytes(citizens), Bytes(units));
        vec![thread, message, at, person, submission, reference, citizens, units]
    }

    /// The values of each of [`WRITES`] that this send has.
    pub(super) fn cells(&self) -> Vec<Vec<Cell<'_>>> {
        use Cell::{Bytes, Id, Int, Text};
        let Head { thread, person, municipality, unit, journal } = &self.head;
        let (thread, person, home) = (Id(*thread), Id(*person), Id(*municipality));
        let (message, line, at) = (Id(self.message), Id(self.line), Int(self.at));
        let mut all = vec![
            self.message(),
            vec![Int(MONTH), line, at, person, home, thread, Bytes(&self.inputs_hash)],
            vec![home, Int(MONTH), line],
            vec![at, thread],
        ];
        if let Some(Journal { epj, her }) = journal {
            let (unit, transport) = (Id(*unit), Id(self.transport));
            all.push(vec![message, Id(*epj), home, unit, transport, Text(her), person, thread, at]);
            all.push(vec![Id(self.job), Text(&self.key), Text(&self.payload), at]);
        }
        all
    }
}

/// A time-ordered id, as ours.
pub(super) fn fresh_id() -> Uuid {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let mut tail = [0; 8];
    // What is not random is still an id of its own.
    let _only_chance = aws_lc_rs::rand::fill(&mut tail);
    Uuid::from_u64_pair(NEXT.fetch_add(1, Ordering::Relaxed), u64::from_be_bytes(tail))
}

impl rusqlite::ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        use rusqlite::types::ValueRef;
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
            Self::Id(id) => ValueRef::Blob(id.as_bytes()),
        }))
    }
}

impl ToSql for Cell<'_> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn core::error::Error + Sync + Send>> {
        match self {
            Self::Int(number) => number.to_sql(ty, out),
            Self::Text(text) => text.to_sql(ty, out),
            Self::Bytes(bytes) => bytes.to_sql(ty, out),
            Self::Id(id) => id.to_sql(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        // Each statement is run by the benchmark; a wrong kind fails there at once.
        true
    }

    tokio_postgres::types::to_sql_checked!();
}
