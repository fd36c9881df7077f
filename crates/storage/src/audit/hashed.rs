//! Lines found by their ids, each with its hash as it is now.

use uuid::Uuid;

use super::canonical::{HashedLine, hashed_columns};
use crate::value::{ToValue, Value};
use crate::{StorageError, Tx};

/// How many ids a statement has places for.
pub(super) const IDS_AT_ONCE: usize = 50;

// The bounds say again what the ids say. Before PostgreSQL knows how large the
// table is, it would otherwise look through the whole month for each fifty.
const LINES: &str = concat!(
    "SELECT ",
    hashed_columns!(),
    " FROM audit_lines l WHERE l.month = $1 AND l.id >= $2 AND l.id <= $3 AND l.id IN (\
     $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, \
     $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, \
     $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53) ORDER BY l.id"
);

pub(super) const STATEMENTS: &[&str] = &[LINES];

/// Those of the lines that are there.
pub(super) async fn lines(
    tx: &mut Tx,
    month: i64,
    ids: &[Uuid],
) -> Result<Vec<HashedLine>, StorageError> {
    let mut lines = Vec::with_capacity(ids.len());
    for some in ids.chunks(IDS_AT_ONCE) {
        let mut given = vec![month.to_value()];
        given.extend(places(some));
        lines.extend(tx.all::<HashedLine>(LINES, &given).await?);
    }
    Ok(lines)
}

/// At most fifty ids for a statement with a place for each, after the least and
/// the greatest of them: the last is repeated.
pub(super) fn places(ids: &[Uuid]) -> Vec<Value<'static>> {
    let bound = |id: Option<&Uuid>| Value::Uuid(id.copied().unwrap_or_default());
    let mut given = vec![bound(ids.iter().min()), bound(ids.iter().max())];
    given.extend(ids.iter().take(IDS_AT_ONCE).map(|id| Value::Uuid(*id)));
    given.resize(2 + IDS_AT_ONCE, bound(ids.last()));
    given
}
