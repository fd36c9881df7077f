//! The operator's phase-out of a module: what it builds on, and the receipts of the
//! municipalities (S1-6-a, S1-6-b).

use helsebro_domain::ids::{MunicipalityId, StaffId, WindDownId};
use helsebro_domain::joining::{Instruction, Module, Receipt, WindDown};
use helsebro_domain::time::{Date, Instant};

use super::own;
use crate::{FromRow, Row, StorageError, Tx, values};

const BODIES: &str = "SELECT name FROM superior_bodies ORDER BY name LIMIT 50";
const ADD: &str = "INSERT INTO wind_downs (id, module, issuer, dated, document, \
     association_told_on, announced_by, announced_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const OF: &str = "SELECT id, issuer, dated, document, association_told_on, announced_at, \
     last_day, begun_at FROM wind_downs WHERE module = $1 AND withdrawn_at IS NULL";
const RECEIPTS: &str = "SELECT municipality, received_on FROM wind_down_receipts \
     WHERE wind_down = $1 ORDER BY municipality LIMIT 1000";
const ADD_RECEIPT: &str = "INSERT INTO wind_down_receipts (wind_down, municipality, \
     received_on, staff, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
const BEGIN: &str = "UPDATE wind_downs SET last_day = $2, begun_at = $3, begun_by = $4 WHERE id = $1 \
     AND begun_at IS NULL";
const WITHDRAW: &str = "UPDATE wind_downs SET withdrawn_at = $2, withdrawn_document = $3 \
     WHERE id = $1 AND withdrawn_at IS NULL";

pub(super) const STATEMENTS: &[&str] = &[BODIES, ADD, OF, RECEIPTS, ADD_RECEIPT, BEGIN, WITHDRAW];

/// A phase-out that goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WindDownRow {
    /// Our own id.
    pub id: WindDownId,
    /// Who gave the instruction.
    pub issuer: String,
    /// Its date.
    pub dated: Date,
    /// What it is filed under.
    pub document: String,
    /// The day the municipalities' association was told.
    pub association_told_on: Date,
    /// When it was announced to the municipalities.
    pub announced_at: Instant,
    /// The last day, when it has begun.
    pub last_day: Option<Date>,
    /// When it began.
    pub begun_at: Option<Instant>,
    /// The receipts.
    pub receipts: Vec<Receipt>,
}

impl FromRow for WindDownRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            id: row.get(0)?,
            issuer: row.get(1)?,
            dated: row.get(2)?,
            document: row.get(3)?,
            association_told_on: row.get(4)?,
            announced_at: row.get(5)?,
            last_day: row.get(6)?,
            begun_at: row.get(7)?,
            receipts: Vec::new(),
        })
    }
}

impl WindDownRow {
    /// The phase-out as the rules take it, with the last day that it has or would get.
    /// Its issuer is registered: the row could not be made otherwise.
    pub fn asked_with(&self, last_day: Date) -> WindDown {
        WindDown {
            instruction: Some(Instruction {
                issuer: Some(self.issuer.clone()),
                dated: self.dated,
                document: self.document.clone(),
            }),
            association_told_on: Some(self.association_told_on),
            receipts: self.receipts.clone(),
            last_day,
        }
    }
}

/// Who can instruct the operator, by name.
///
/// # Errors
/// When the database fails.
pub async fn superior_bodies(tx: &mut Tx) -> Result<Vec<String>, StorageError> {
    let rows: Vec<(String,)> = tx.all(BODIES, values![]).await?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}

/// Announces a phase-out. System scope only.
///
/// # Errors
/// When one goes on for the module, or the database fails.
pub async fn add_wind_down(
    tx: &mut Tx,
    module: Module,
    new: &WindDownRow,
    by: StaffId,
) -> Result<(), StorageError> {
    tx.system()?;
    let WindDownRow { id, issuer, dated, document, association_told_on, announced_at, .. } = new;
    let module = module.as_str();
    let row = values![id, module, issuer, dated, document, association_told_on, by, announced_at];
    tx.ensure_one(ADD, row).await
}

/// The phase-out of a module that goes on. It is public: everybody whom it affects is told.
///
/// # Errors
/// When the database fails.
pub async fn wind_down_of(
    tx: &mut Tx,
    module: Module,
) -> Result<Option<WindDownRow>, StorageError> {
    let found: Option<WindDownRow> = tx.optional(OF, values![module.as_str()]).await?;
    let Some(mut row) = found else { return Ok(None) };
    let rows: Vec<(MunicipalityId, Date)> = tx.all(RECEIPTS, values![row.id]).await?;
    let receipt = |(municipality, received_on)| Receipt { municipality, received_on };
    row.receipts = rows.into_iter().map(receipt).collect();
    Ok(Some(row))
}

/// Stores that a municipality has received the notice; false when it has said so before.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn add_wind_down_receipt(
    tx: &mut Tx,
    id: WindDownId,
    new: Receipt,
    (staff, at): (StaffId, Instant),
) -> Result<bool, StorageError> {
    own(tx, new.municipality)?;
    let row = values![id, new.municipality, new.received_on, staff, at];
    Ok(tx.execute(ADD_RECEIPT, row).await? > 0)
}

/// Begins a phase-out that was announced. System scope only.
///
/// # Errors
/// When it has begun, or the database fails.
pub async fn begin_wind_down(
    tx: &mut Tx,
    id: WindDownId,
    (last_day, at): (Date, Instant),
    by: StaffId,
) -> Result<(), StorageError> {
    tx.system()?;
    tx.ensure_one(BEGIN, values![id, last_day, at, by]).await
}

/// Takes a phase-out back. System scope only.
///
/// # Errors
/// When it was taken back, or the database fails.
pub async fn withdraw_wind_down(
    tx: &mut Tx,
    id: WindDownId,
    (document, at): (&str, Instant),
) -> Result<(), StorageError> {
    tx.system()?;
    tx.ensure_one(WITHDRAW, values![id, at, document]).await
}
