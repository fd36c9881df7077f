//! What municipalities are charged, and by what (S1-4-a, S1-5.2-e).

use helsebro_domain::ids::{ChargeId, MunicipalityId, StaffId};
use helsebro_domain::joining::{Amount, CostKind, CostLine, GeneralClause, NewCharge, Payee};
use helsebro_domain::time::{Date, Instant};

use super::own;
use crate::{FromRow, Row, StorageError, Tx, values};

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, municipality, kind, payee, ore, what, cost_key, quarter, clause, \
             clause_version, text_hash, entered_by, entered_at, approved_by, invoiced_on, due_on \
             FROM charges ",
            $rest
        )
    };
}

const ADD: &str = "INSERT INTO charges (id, municipality, kind, payee, ore, what, cost_key, \
     quarter, clause, clause_version, text_hash, entered_by, entered_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
const APPROVE: &str = "UPDATE charges SET approved_by = $3, invoiced_on = $4, due_on = $5 \
     WHERE id = $1 AND municipality = $2 AND approved_by IS NULL AND discarded_at IS NULL";
const DISCARD: &str = "UPDATE charges SET discarded_by = $3, discarded_at = $4 \
     WHERE id = $1 AND municipality = $2 AND approved_by IS NULL AND discarded_at IS NULL";
const OF: &str =
    columns!("WHERE municipality = $1 AND discarded_at IS NULL ORDER BY id DESC LIMIT $2");
const APPROVED: &str =
    columns!("WHERE municipality = $1 AND approved_by IS NOT NULL ORDER BY id DESC LIMIT $2");
const ONCE: &str = "SELECT id, kind, quarter FROM charges WHERE municipality = $1 \
     AND kind IN ('STATUTORY_SHARE', 'DIGIFIN_FEE') AND discarded_at IS NULL \
     ORDER BY id DESC LIMIT $2";
const ONE: &str = columns!("WHERE municipality = $1 AND id = $2 AND discarded_at IS NULL");
const TOTALS: &str = "SELECT year, ore FROM statutory_totals ORDER BY year LIMIT 100";

pub(super) const STATEMENTS: &[&str] = &[ADD, APPROVE, DISCARD, OF, APPROVED, ONCE, ONE, TOTALS];

/// The most lines that are shown of a municipality: fifty years of them.
const MAX_LINES: i64 = 500;

/// A line of what a municipality is charged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChargeRow {
    /// Its id.
    pub id: ChargeId,
    /// Whose.
    pub municipality: MunicipalityId,
    /// What it is for, how much, and who is paid.
    pub charge: NewCharge,
    /// The part of the cost key in millionths, and the quarter, of a statutory share.
    pub share: Option<(u32, Date)>,
    /// Which version of the general terms its clause stands in.
    pub clause_version: Option<String>,
    /// Who entered it, and when.
    pub entered: (StaffId, Instant),
    /// Who approved it, the day of the invoice and the day it is due.
    pub approved: Option<(StaffId, Date, Date)>,
}

impl FromRow for ChargeRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let bad = |column, wanted| StorageError::Column { column, wanted };
        let (kind, payee): (String, String) = (row.get(2)?, row.get(3)?);
        let (key, quarter): (Option<u32>, Option<Date>) = (row.get(6)?, row.get(7)?);
        let (clause, hash): (Option<String>, Option<Vec<u8>>) = (row.get(8)?, row.get(10)?);
        let hash = hash.map(<[u8; 32]>::try_from).transpose().map_err(|_| bad(10, "a hash"))?;
        let clause =
            clause.zip(hash).map(|(clause, text_hash)| GeneralClause { clause, text_hash });
        let (by, on): (Option<StaffId>, Option<Date>) = (row.get(13)?, row.get(14)?);
        let due: Option<Date> = row.get(15)?;
        Ok(Self {
            id: row.get(0)?,
            municipality: row.get(1)?,
            charge: NewCharge {
                line: CostLine {
                    kind: CostKind::from_stored(&kind).ok_or(bad(2, "a kind of cost"))?,
                    amount: Amount::from_ore(row.get(4)?),
                    clause,
                },
                payee: Payee::from_stored(&payee).ok_or(bad(3, "a payee"))?,
                what: row.get(5)?,
            },
            share: key.zip(quarter),
            clause_version: row.get(9)?,
            entered: (row.get(11)?, row.get(12)?),
            approved: by.zip(on).zip(due).map(|((by, on), due)| (by, on, due)),
        })
    }
}

/// Adds a line that nobody has approved. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn add_charge(tx: &mut Tx, new: &ChargeRow) -> Result<(), StorageError> {
    tx.system()?;
    let NewCharge { line, payee, what } = &new.charge;
    let clause = line.clause.as_ref();
    tx.ensure_one(
        ADD,
        values![
            new.id,
            new.municipality,
            line.kind.as_str(),
            payee.as_str(),
            line.amount.ore(),
            what,
            new.share.map(|(key, _)| key),
            new.share.map(|(_, quarter)| quarter),
            clause.map(|clause| &clause.clause),
            new.clause_version,
            clause.map(|clause| clause.text_hash.as_slice()),
            new.entered.0,
            new.entered.1,
        ],
    )
    .await
}

/// Approves a line. System scope only.
///
/// # Errors
/// When it is approved already, or the database fails.
pub async fn approve_charge(
    tx: &mut Tx,
    (municipality, id): (MunicipalityId, ChargeId),
    (staff, invoiced_on, due_on): (StaffId, Date, Date),
) -> Result<(), StorageError> {
    tx.system()?;
    tx.ensure_one(APPROVE, values![id, municipality, staff, invoiced_on, due_on]).await
}

/// Discards a line that nobody has approved. System scope only.
///
/// # Errors
/// When it is approved or discarded already, or the database fails.
pub async fn discard_charge(
    tx: &mut Tx,
    (municipality, id): (MunicipalityId, ChargeId),
    (staff, at): (StaffId, Instant),
) -> Result<(), StorageError> {
    tx.system()?;
    tx.ensure_one(DISCARD, values![id, municipality, staff, at]).await
}

/// What a municipality is charged, newest first, also what nobody has approved. System
/// scope only.
///
/// # Errors
/// When the database fails.
pub async fn charges_of(
    tx: &mut Tx,
    municipality: MunicipalityId,
) -> Result<Vec<ChargeRow>, StorageError> {
    tx.system()?;
    tx.all(OF, values![municipality, MAX_LINES]).await
}

/// What a municipality is charged and two have agreed on, newest first.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn charges_approved(
    tx: &mut Tx,
    municipality: MunicipalityId,
) -> Result<Vec<ChargeRow>, StorageError> {
    own(tx, municipality)?;
    tx.all(APPROVED, values![municipality, MAX_LINES]).await
}

/// The lines that there may be one of: its id, its kind and its quarter.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn charged_once(
    tx: &mut Tx,
    municipality: MunicipalityId,
) -> Result<Vec<(ChargeId, CostKind, Option<Date>)>, StorageError> {
    own(tx, municipality)?;
    let rows: Vec<(ChargeId, String, Option<Date>)> =
        tx.all(ONCE, values![municipality, MAX_LINES]).await?;
    let bad = StorageError::Column { column: 1, wanted: "a kind of cost" };
    rows.into_iter()
        .map(|(id, kind, quarter)| Some((id, CostKind::from_stored(&kind)?, quarter)))
        .collect::<Option<_>>()
        .ok_or(bad)
}

/// One line of what a municipality is charged.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn charge(
    tx: &mut Tx,
    municipality: MunicipalityId,
    id: ChargeId,
) -> Result<Option<ChargeRow>, StorageError> {
    own(tx, municipality)?;
    tx.optional(ONE, values![municipality, id]).await
}

/// What all municipalities pay together by the regulation, by year; public.
///
/// # Errors
/// When the database fails.
pub async fn statutory_totals(tx: &mut Tx) -> Result<Vec<(i16, Amount)>, StorageError> {
    let rows: Vec<(i16, i64)> = tx.all(TOTALS, values![]).await?;
    Ok(rows.into_iter().map(|(year, ore)| (year, Amount::from_ore(ore))).collect())
}
