//! A line as bytes, the same on both databases: what its hash is taken over.
//!
//! Every column but the id is in them, each with what kind it is and how long, so
//! that no two lines read the same. The columns are taken as they stand: a line
//! that somebody has written nonsense into has a hash too, only another one.

use aws_lc_rs::digest::{Context, SHA256};
use uuid::Uuid;

use crate::value::Value;
use crate::{FromRow, Row, StorageError};

/// The columns of a line in the order they are hashed in, the id first.
macro_rules! hashed_columns {
    () => {
        "l.id, l.month, l.at, l.event, l.actor_kind, l.actor, l.on_behalf_of, l.org, l.subject, \
         l.object_kind, l.object, l.reason_code, l.rules, l.inputs_hash, l.basis, \
         l.unit, l.why"
    };
}
pub(super) use hashed_columns;

/// Those that every line has had since the first.
const COLUMNS: usize = 14;

/// Came later, and counts only where there is one, so that older hashes stand.
const BASIS: usize = 14;

/// Came later still, each with a name in front, so that none is taken for another.
const LATER: [(usize, &[u8]); 2] = [(15, b"unit"), (16, b"why")];

/// How long a hash is.
pub(super) const HASH_BYTES: usize = 32;

/// SHA-256.
pub(super) type Hash = [u8; HASH_BYTES];

/// A line's id and the hash of all the rest of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HashedLine {
    pub(super) id: Uuid,
    pub(super) hash: Hash,
}

impl FromRow for HashedLine {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let mut context = Context::new(&SHA256);
        context.update(b"helsebro audit line 1");
        for column in 1..COLUMNS {
            add(&mut context, row.value(column));
        }
        match row.value(BASIS) {
            Some(Value::Null) => {}
            basis => add(&mut context, basis),
        }
        for (column, name) in LATER {
            match row.value(column) {
                Some(Value::Null) => {}
                later => {
                    context.update(name);
                    add(&mut context, later);
                }
            }
        }
        Ok(Self { id: row.get(0)?, hash: finished(context) })
    }
}

pub(super) fn finished(context: Context) -> Hash {
    let mut hash = [0; HASH_BYTES];
    hash.copy_from_slice(context.finish().as_ref());
    hash
}

fn add(context: &mut Context, value: Option<Value<'_>>) {
    let mut bytes = |kind: u8, bytes: &[u8]| {
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        context.update(&[kind]);
        context.update(&length.to_be_bytes());
        context.update(bytes);
    };
    match value {
        Some(Value::Null) => bytes(0, &[]),
        Some(Value::Int(number)) => bytes(1, &number.to_be_bytes()),
        Some(Value::Text(text)) => bytes(2, text.as_bytes()),
        // An id is its 16 bytes on SQLite, and must hash the same on PostgreSQL.
        Some(Value::Blob(blob)) => bytes(3, blob),
        Some(Value::Uuid(id)) => bytes(3, id.as_bytes()),
        // Nothing of ours is of another kind.
        None => bytes(255, &[]),
    }
}
