//! Data processing agreements (§ 6.6).

use helsebro_domain::ids::{AgreementId, MunicipalityId, StaffId};
use helsebro_domain::joining::{Agreement, Checklist, MAX_SUB_PROCESSORS, SubProcessor};
use helsebro_domain::time::Instant;

use super::own;
use crate::{FromRow, Row, StorageError, Tx, values};

const ADD: &str = "INSERT INTO processing_agreements (municipality, id, items, valid_from, \
     last_day) VALUES ($1, $2, $3, $4, $5)";
const ADD_SUB: &str = "INSERT INTO sub_processors (agreement, position, name, place, task) \
     VALUES ($1, $2, $3, $4, $5)";
const SIGN: &str = "UPDATE processing_agreements SET signed_by = $3, signed_at = $4 \
     WHERE municipality = $1 AND id = $2 AND signed_by IS NULL";
const COUNTERSIGN: &str = "UPDATE processing_agreements SET countersigned_by = $3, \
     countersigned_at = $4 WHERE municipality = $1 AND id = $2 AND countersigned_by IS NULL";
const OF: &str = "SELECT id, municipality, items, valid_from, last_day, signed_by, signed_at, \
     countersigned_by, countersigned_at FROM processing_agreements WHERE municipality = $1 \
     ORDER BY id DESC LIMIT 50";
const ONE: &str = "SELECT id, municipality, items, valid_from, last_day, signed_by, signed_at, \
     countersigned_by, countersigned_at FROM processing_agreements WHERE municipality = $1 \
     AND id = $2";
const UNSIGNED: &str = "SELECT id, municipality, items, valid_from, last_day, signed_by, \
     signed_at, countersigned_by, countersigned_at FROM processing_agreements \
     WHERE signed_by IS NOT NULL AND countersigned_by IS NULL ORDER BY id LIMIT 200";
const SUBS: &str = "SELECT name, place, task FROM sub_processors WHERE agreement = $1 \
     ORDER BY position LIMIT $2";

pub(super) const STATEMENTS: &[&str] = &[ADD, ADD_SUB, SIGN, COUNTERSIGN, OF, ONE, UNSIGNED, SUBS];

/// An agreement, with who has signed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementRow {
    /// Its id.
    pub id: AgreementId,
    /// Whose.
    pub municipality: MunicipalityId,
    /// What it holds and how long it stands.
    pub agreement: Agreement,
    /// Who signed for the municipality, and when.
    pub signed: Option<(StaffId, Instant)>,
    /// Who signed for the operator, and when.
    pub countersigned: Option<(StaffId, Instant)>,
}

impl FromRow for AgreementRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let signer = |column| -> Result<_, StorageError> {
            let (who, at): (Option<StaffId>, Option<Instant>) =
                (row.get(column)?, row.get(column + 1)?);
            Ok(who.zip(at))
        };
        let (signed, countersigned) = (signer(5)?, signer(7)?);
        Ok(Self {
            id: row.get(0)?,
            municipality: row.get(1)?,
            agreement: Agreement {
                items: Checklist::from_bits(row.get(2)?),
                from: row.get(3)?,
                last_day: row.get(4)?,
                is_signed: signed.is_some() && countersigned.is_some(),
                sub_processors: Vec::new(),
            },
            signed,
            countersigned,
        })
    }
}

/// Adds an agreement that nobody has signed.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn add_agreement(
    tx: &mut Tx,
    (municipality, id): (MunicipalityId, AgreementId),
    new: &Agreement,
) -> Result<(), StorageError> {
    own(tx, municipality)?;
    let bits = new.items.bits();
    let Agreement { from, last_day, .. } = new;
    tx.ensure_one(ADD, values![municipality, id, bits, *from, *last_day]).await?;
    add_subs(tx, id, &new.sub_processors).await
}

/// Adds those whom an agreement names as processing on behalf of the operator.
pub(super) async fn add_subs(
    tx: &mut Tx,
    id: AgreementId,
    subs: &[SubProcessor],
) -> Result<(), StorageError> {
    for (position, one) in (0_i64..).zip(subs) {
        tx.ensure_one(ADD_SUB, values![id, position, one.name, one.place, one.task]).await?;
    }
    Ok(())
}

/// Signs an agreement: for the municipality in its own scope, for the operator in the
/// system's.
///
/// # Errors
/// When it is signed already, or the database fails.
pub async fn sign_agreement(
    tx: &mut Tx,
    (municipality, id): (MunicipalityId, AgreementId),
    (staff, at): (StaffId, Instant),
) -> Result<(), StorageError> {
    own(tx, municipality)?;
    let text = if tx.system().is_ok() { COUNTERSIGN } else { SIGN };
    tx.ensure_one(text, values![municipality, id, staff, at]).await?;
    // Who processes for whom is one of the facts that say who is controller.
    crate::controllership::changed(tx).await
}

/// The agreements of a municipality, newest first.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn agreements_of(
    tx: &mut Tx,
    municipality: MunicipalityId,
) -> Result<Vec<AgreementRow>, StorageError> {
    own(tx, municipality)?;
    let rows: Vec<AgreementRow> = tx.all(OF, values![municipality]).await?;
    with_subs(tx, rows).await
}

/// The agreements of whoever is controller of what somebody else has in use, newest first.
/// Whether they stand decides for those who depend on it, and is told to them alone (G-DPA).
///
/// # Errors
/// When the database fails.
pub async fn controllers_agreements(
    tx: &mut Tx,
    controller: MunicipalityId,
) -> Result<Vec<AgreementRow>, StorageError> {
    tx.all(OF, values![controller]).await
}

/// One agreement of a municipality.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn agreement(
    tx: &mut Tx,
    municipality: MunicipalityId,
    id: AgreementId,
) -> Result<Option<AgreementRow>, StorageError> {
    own(tx, municipality)?;
    let row: Option<AgreementRow> = tx.optional(ONE, values![municipality, id]).await?;
    Ok(with_subs(tx, row.into_iter().collect()).await?.pop())
}

/// The agreements that a municipality has signed and the operator has not. System scope
/// only.
///
/// # Errors
/// When the database fails.
pub async fn agreements_unsigned(tx: &mut Tx) -> Result<Vec<AgreementRow>, StorageError> {
    tx.system()?;
    let rows: Vec<AgreementRow> = tx.all(UNSIGNED, values![]).await?;
    with_subs(tx, rows).await
}

async fn with_subs(
    tx: &mut Tx,
    mut rows: Vec<AgreementRow>,
) -> Result<Vec<AgreementRow>, StorageError> {
    let most = i64::try_from(MAX_SUB_PROCESSORS).unwrap_or(i64::MAX);
    for row in &mut rows {
        let found: Vec<(String, String, String)> = tx.all(SUBS, values![row.id, most]).await?;
        let one = |(name, place, task)| SubProcessor { name, place, task };
        row.agreement.sub_processors = found.into_iter().map(one).collect();
    }
    Ok(rows)
}
