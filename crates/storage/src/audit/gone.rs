//! Lines that go with the record they tell of.
//!
//! Who has looked into a record is kept as long as the record itself (pasientjournalloven
//! § 25). When a record's time has come, the lines of who looked go with it. The hash of each
//! stays, so that its block can still be held against it; and the line that tells of the
//! deletion carries a hash over all that went, so that none is put among them afterwards.

use aws_lc_rs::digest::{Context, SHA256};
use helsebro_domain::audit::AuditLine;
use helsebro_domain::ids::{PersonId, ThreadId};
use uuid::Uuid;

use super::canonical::{Hash, finished};
use super::findings::{Finding, LineAt};
use super::hashed::{self, IDS_AT_ONCE};
use super::lines::month_of;
use crate::{StorageError, Tx, from_row, values};

/// How many lines are let go of at a time, and looked through.
const AT_ONCE: u32 = 500;

/// The most times, for one conversation: a hundred thousand look-ups.
const MAX_TIMES: u32 = 200;

// Hers alone stays, and what she asks about: both are read with her own copy.
const THEIRS: &str = "SELECT f.month, f.id FROM audit_subjects f \
     JOIN audit_lines l ON l.month = f.month AND l.id = f.id \
     WHERE f.subject = $1 AND l.subject = $1 AND l.org = $2 AND l.object_kind = 1 \
     AND l.object = $3 AND l.actor_kind IN (2, 3) \
     AND NOT EXISTS (SELECT 1 FROM log_questions q WHERE q.line = l.id) \
     ORDER BY f.month, f.id LIMIT $4";
const NOTE: &str =
    "INSERT INTO audit_gone (month, id, hash, by_month, by_line) VALUES ($1, $2, $3, $4, $5)";
const REMOVE: &str = "DELETE FROM audit_lines WHERE month = $1 AND id = $2";
const UNENTER: &str = "DELETE FROM audit_subjects WHERE subject = $1 AND id = $2";
const HASH_OF: &str = "SELECT hash FROM audit_gone WHERE month = $1 AND id = $2";
const ALL: &str = "SELECT by_month, by_line, month, id, hash FROM audit_gone \
     WHERE (by_month, by_line, month, id) > ($1, $2, $3, $4) \
     ORDER BY by_month, by_line, month, id LIMIT $5";
const VOUCHED: &str = "SELECT inputs_hash FROM audit_lines WHERE month = $1 AND id = $2";

pub(super) const STATEMENTS: &[&str] = &[THEIRS, NOTE, REMOVE, UNENTER, HASH_OF, ALL, VOUCHED];

/// Lets go of the sealed lines of who at the scope's municipality, or its journal system, has had
/// to do with a person's conversation, for the line that tells that it was deleted. What that line
/// must say of them, when there were any: its `inputs_hash`.
///
/// # Errors
/// When the database fails.
pub async fn let_go(
    tx: &mut Tx,
    (person, thread): (PersonId, ThreadId),
    by: &AuditLine,
) -> Result<Option<Hash>, StorageError> {
    let home = tx.municipality()?;
    let mut sum = Sum::default();
    for _ in 0..MAX_TIMES {
        let some: Vec<(i64, Uuid)> = tx.all(THEIRS, values![person, home, thread, AT_ONCE]).await?;
        for run in some.chunk_by(|one, other| one.0 == other.0) {
            remove(tx, (person, by), run, &mut sum).await?;
        }
        if some.len() < AT_ONCE as usize {
            break;
        }
    }
    Ok(sum.told())
}

/// Removes lines of one month.
async fn remove(
    tx: &mut Tx,
    (person, by): (PersonId, &AuditLine),
    run: &[(i64, Uuid)],
    sum: &mut Sum,
) -> Result<(), StorageError> {
    let by_month = month_of(by.at);
    for some in run.chunks(IDS_AT_ONCE) {
        let Some((month, _)) = some.first().copied() else { continue };
        let ids: Vec<Uuid> = some.iter().map(|(_, id)| *id).collect();
        for line in hashed::lines(tx, month, &ids).await? {
            sum.add(month, line.id, &line.hash);
            let noted = values![month, line.id, line.hash, by_month, by.id];
            tx.ensure_one(NOTE, noted).await?;
            tx.ensure_one(REMOVE, values![month, line.id]).await?;
            tx.ensure_one(UNENTER, values![person, line.id]).await?;
        }
    }
    Ok(())
}

/// What the hash of a line was that went.
pub(super) async fn hash_of(
    tx: &mut Tx,
    month: i64,
    id: Uuid,
) -> Result<Option<Hash>, StorageError> {
    let found: Option<(Vec<u8>,)> = tx.optional(HASH_OF, values![month, id]).await?;
    Ok(found.and_then(|(hash,)| hash.try_into().ok()))
}

/// The hash over lines that went together, in their order.
#[derive(Clone, Default)]
struct Sum(Option<Context>);

impl Sum {
    fn add(&mut self, month: i64, id: Uuid, hash: &[u8]) {
        let context = self.0.get_or_insert_with(|| {
            let mut context = Context::new(&SHA256);
            context.update(b"helsebro audit gone 1");
            context
        });
        context.update(&month.to_be_bytes());
        context.update(id.as_bytes());
        context.update(hash);
    }

    fn told(self) -> Option<Hash> {
        self.0.map(finished)
    }
}

struct Went {
    by_month: i64,
    by_line: Uuid,
    month: i64,
    id: Uuid,
    hash: Vec<u8>,
}

from_row!(Went { by_month, by_line, month, id, hash });

/// How far the walk over what went has come: the line that vouches, and what went by it so far.
#[derive(Clone)]
pub(super) struct Walk {
    from: (i64, Uuid, i64, Uuid),
    by: Option<LineAt>,
    sum: Sum,
}

impl Walk {
    pub(super) fn new() -> Self {
        let nil = Uuid::nil();
        Self { from: (i64::MIN, nil, i64::MIN, nil), by: None, sum: Sum::default() }
    }

    /// Looks through some more, and tells which lines do not vouch for what went by them, and
    /// whether there is more.
    pub(super) async fn on(&mut self, tx: &mut Tx) -> Result<(Vec<Finding>, bool), StorageError> {
        let (by_month, by_line, month, id) = self.from;
        let some: Vec<Went> = tx.all(ALL, values![by_month, by_line, month, id, AT_ONCE]).await?;
        let mut found = Vec::new();
        for went in &some {
            let by = LineAt { month: went.by_month, id: went.by_line };
            if self.by != Some(by) {
                found.extend(self.settle(tx).await?);
                self.by = Some(by);
            }
            self.sum.add(went.month, went.id, &went.hash);
            self.from = (went.by_month, went.by_line, went.month, went.id);
        }
        let more = some.len() >= AT_ONCE as usize;
        if !more {
            found.extend(self.settle(tx).await?);
        }
        Ok((found, more))
    }

    /// Holds what went by a line against what the line says.
    async fn settle(&mut self, tx: &mut Tx) -> Result<Option<Finding>, StorageError> {
        let Some(by) = self.by.take() else { return Ok(None) };
        let went = core::mem::take(&mut self.sum).told();
        let says: Option<(Option<Vec<u8>>,)> =
            tx.optional(VOUCHED, values![by.month, by.id]).await?;
        let says = says.and_then(|(hash,)| hash);
        let vouched = says.as_deref() == went.as_ref().map(|hash| &hash[..]);
        Ok((!vouched).then_some(Finding::NotVouchedFor(by)))
    }
}
