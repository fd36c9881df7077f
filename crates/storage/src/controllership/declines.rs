//! Receivers that have said no to what somebody named them for (RR-08, S2-3-e).

use helsebro_domain::controllership::Party;
use helsebro_domain::controllership::moving::Decline;
use helsebro_domain::ids::{CustodyId, PersonId, StaffId};
use helsebro_domain::time::Instant;

use super::facts::changed;
use super::places::party;
use crate::{FromRow, Row, StorageError, Tx, values};

/// The most receivers of one plan that are listed.
pub const MAX_RECEIVERS: usize = 200;

const DECLINES: &str = "SELECT receiver, instead, paper, declined_at FROM custody_declines \
     WHERE plan = $1 ORDER BY receiver LIMIT 200";
const NAMED: &str = "SELECT DISTINCT named FROM custody_choices WHERE plan = $1 \
     AND named IS NOT NULL AND declined IS NULL ORDER BY named LIMIT 200";
const ADD: &str = "INSERT INTO custody_declines (plan, receiver, instead, declined_at, entered_by, \
     paper) VALUES ($1, $2, $3, $4, $5, $6)";
const OPEN_CHOICES: &str = "UPDATE custody_choices SET named = $3, declined = $2 \
     WHERE plan = $1 AND named = $2";
const TURN_MOVES: &str = "UPDATE custody_moves SET receiver = $3 WHERE plan = $1 AND receiver = $2 \
     AND person IS NOT NULL AND received_at IS NULL";
const TELL_AGAIN: &str = "DELETE FROM custody_tellings WHERE plan = $1 AND person IN \
     (SELECT c.person FROM custody_choices c WHERE c.plan = $1 AND c.declined = $2)";
const OPEN_AGAIN: &str = "SELECT c.declined FROM custody_choices c WHERE c.plan = $1 \
     AND c.person = $2 AND c.declined IS NOT NULL AND NOT EXISTS (SELECT 1 FROM custody_moves m \
     WHERE m.plan = c.plan AND m.person = c.person AND m.received_at IS NOT NULL)";
const TURN_HERS: &str = "UPDATE custody_moves SET receiver = $3 WHERE plan = $1 AND person = $2 \
     AND received_at IS NULL";

pub(super) const STATEMENTS: &[&str] =
    &[DECLINES, NAMED, ADD, OPEN_CHOICES, TURN_MOVES, TELL_AGAIN, OPEN_AGAIN, TURN_HERS];

/// A receiver that has said no, and when it was noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declined {
    /// What was noted.
    pub decline: Decline,
    /// When.
    pub at: Instant,
}

impl FromRow for Declined {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let of =
            |column| party(row, column)?.ok_or(StorageError::Column { column, wanted: "a party" });
        Ok(Self {
            decline: Decline { receiver: of(0)?, instead: of(1)?, paper: row.get(2)? },
            at: row.get(3)?,
        })
    }
}

struct Named(Party);

impl FromRow for Named {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let wanted = "a party";
        Ok(Self(party(row, 0)?.ok_or(StorageError::Column { column: 0, wanted })?))
    }
}

/// Those who have said no to a plan.
///
/// # Errors
/// When the database fails.
pub async fn declines(tx: &mut Tx, plan: CustodyId) -> Result<Vec<Declined>, StorageError> {
    tx.all(DECLINES, values![plan]).await
}

/// Those whom somebody has named in a plan, and who have not said no; never who named whom.
///
/// # Errors
/// When the database fails.
pub async fn named_in(tx: &mut Tx, plan: CustodyId) -> Result<Vec<Party>, StorageError> {
    tx.system()?;
    let rows: Vec<Named> = tx.all(NAMED, values![plan]).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// Notes that a receiver has said no: what was named for it goes elsewhere, each who named it may
/// choose anew, and is to be told again. System scope only.
///
/// # Errors
/// When it is noted already, or the database fails.
pub async fn decline(
    tx: &mut Tx,
    (plan, decline): (CustodyId, &Decline),
    (now, by): (Instant, StaffId),
) -> Result<(), StorageError> {
    tx.system()?;
    let (receiver, instead) = (decline.receiver.to_stored(), decline.instead.to_stored());
    let row = values![plan, receiver, instead, now, by, decline.paper];
    tx.ensure_one(ADD, row).await?;
    tx.execute(OPEN_CHOICES, values![plan, receiver, instead]).await?;
    tx.execute(TURN_MOVES, values![plan, receiver, instead]).await?;
    tx.execute(TELL_AGAIN, values![plan, receiver]).await?;
    changed(tx).await
}

/// Whom the scope's citizen had named, that has said no, while nobody has her record and she has
/// not chosen since.
///
/// # Errors
/// When the database fails.
pub async fn open_again(tx: &mut Tx, plan: CustodyId) -> Result<Option<Party>, StorageError> {
    let person = tx.citizen()?;
    let found: Option<Named> = tx.optional(OPEN_AGAIN, values![plan, person]).await?;
    Ok(found.map(|row| row.0))
}

/// Sends what went by a plan and is hers to another, while nobody has said that it is there.
pub(super) async fn turn_hers(
    tx: &mut Tx,
    (plan, person): (CustodyId, PersonId),
    to: Party,
) -> Result<(), StorageError> {
    if tx.execute(TURN_HERS, values![plan, person, to.to_stored()]).await? > 0 {
        changed(tx).await?;
    }
    Ok(())
}
