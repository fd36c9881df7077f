//! Sub-processors that are announced later, and what controllers object (§ 6.6).

use helsebro_domain::ids::{MunicipalityId, StaffId, SubProcessorChangeId};
use helsebro_domain::joining::{MAX_CHANGES_SHOWN, Objection, SubProcessor, SubProcessorChange};
use helsebro_domain::time::{Date, Instant};

use super::own;
use crate::{FromRow, Row, StorageError, Tx, values};

const ADD: &str = "INSERT INTO sub_processor_changes (id, name, place, task, announced_on, \
     valid_from, announced_by, announced_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const WITHDRAW: &str =
    "UPDATE sub_processor_changes SET withdrawn_at = $2 WHERE id = $1 AND withdrawn_at IS NULL";
const ALL: &str = "SELECT id, name, place, task, announced_on, valid_from, withdrawn_at \
     FROM sub_processor_changes ORDER BY id DESC LIMIT $1";
const ONE: &str = "SELECT id, name, place, task, announced_on, valid_from, withdrawn_at \
     FROM sub_processor_changes WHERE id = $1";
const OBJECT: &str = "INSERT INTO sub_processor_objections (change, municipality, reason, staff, \
     made_on) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (change, municipality) DO UPDATE SET \
     reason = $3, staff = $4, made_on = $5, withdrawn_on = NULL";
const TAKE_BACK: &str = "UPDATE sub_processor_objections SET withdrawn_on = $3 \
     WHERE change = $1 AND municipality = $2 AND withdrawn_on IS NULL";
const OWN: &str = "SELECT made_on, reason, withdrawn_on FROM sub_processor_objections \
     WHERE change = $1 AND municipality = $2";
const OBJECTIONS: &str = "SELECT municipality, made_on, reason, withdrawn_on \
     FROM sub_processor_objections WHERE change = $1 ORDER BY municipality LIMIT 1000";

const STANDING: &str = "SELECT c.id, c.name, c.place, c.task, c.announced_on, c.valid_from, \
     c.withdrawn_at, o.made_on, o.reason FROM sub_processor_objections o \
     JOIN sub_processor_changes c ON c.id = o.change WHERE o.municipality = $1 \
     AND o.withdrawn_on IS NULL AND c.withdrawn_at IS NULL ORDER BY c.valid_from, c.id LIMIT $2";

/// The most objections of a municipality that are asked about at once, those that stop
/// something first.
const MAX_STANDING: i64 = 200;

pub(super) const STATEMENTS: &[&str] =
    &[ADD, WITHDRAW, ALL, ONE, OBJECT, TAKE_BACK, OWN, OBJECTIONS, STANDING];

/// A change with its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRow {
    /// Its id.
    pub id: SubProcessorChangeId,
    /// The change.
    pub change: SubProcessorChange,
}

impl FromRow for ChangeRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let withdrawn_at: Option<Instant> = row.get(6)?;
        Ok(Self {
            id: row.get(0)?,
            change: SubProcessorChange {
                new: SubProcessor { name: row.get(1)?, place: row.get(2)?, task: row.get(3)? },
                announced_on: row.get(4)?,
                from: row.get(5)?,
                is_withdrawn: withdrawn_at.is_some(),
            },
        })
    }
}

/// Announces a new sub-processor. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn add_change(
    tx: &mut Tx,
    new: &ChangeRow,
    (staff, at): (StaffId, Instant),
) -> Result<(), StorageError> {
    tx.system()?;
    let SubProcessorChange { new: sub, announced_on, from, .. } = &new.change;
    let SubProcessor { name, place, task } = sub;
    tx.ensure_one(ADD, values![new.id, name, place, task, *announced_on, *from, staff, at]).await
}

/// Takes an announced sub-processor back. System scope only.
///
/// # Errors
/// When it was, or the database fails.
pub async fn withdraw_change(
    tx: &mut Tx,
    id: SubProcessorChangeId,
    at: Instant,
) -> Result<(), StorageError> {
    tx.system()?;
    tx.ensure_one(WITHDRAW, values![id, at]).await
}

/// The announced sub-processors, newest first. They are public: everybody whom they affect
/// is told.
///
/// # Errors
/// When the database fails.
pub async fn changes(tx: &mut Tx) -> Result<Vec<ChangeRow>, StorageError> {
    let most = i64::try_from(MAX_CHANGES_SHOWN).unwrap_or(i64::MAX);
    tx.all(ALL, values![most]).await
}

/// One of them.
///
/// # Errors
/// When the database fails.
pub async fn change(
    tx: &mut Tx,
    id: SubProcessorChangeId,
) -> Result<Option<ChangeRow>, StorageError> {
    tx.optional(ONE, values![id]).await
}

/// Stores what a municipality objects; again when it took an objection back.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn object(
    tx: &mut Tx,
    (municipality, id): (MunicipalityId, SubProcessorChangeId),
    (staff, on): (StaffId, Date),
    reason: &str,
) -> Result<(), StorageError> {
    own(tx, municipality)?;
    tx.ensure_one(OBJECT, values![id, municipality, reason, staff, on]).await
}

/// Takes a municipality's objection back; false when none stands.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn take_objection_back(
    tx: &mut Tx,
    (municipality, id): (MunicipalityId, SubProcessorChangeId),
    on: Date,
) -> Result<bool, StorageError> {
    own(tx, municipality)?;
    Ok(tx.execute(TAKE_BACK, values![id, municipality, on]).await? > 0)
}

/// The announced sub-processors, each with what a municipality objects.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn changes_for(
    tx: &mut Tx,
    municipality: MunicipalityId,
) -> Result<Vec<(ChangeRow, Option<Objection>)>, StorageError> {
    own(tx, municipality)?;
    let mut found = Vec::new();
    for row in changes(tx).await? {
        let objection: Option<(Date, String, Option<Date>)> =
            tx.optional(OWN, values![row.id, municipality]).await?;
        let objection = objection.map(|(made_on, reason, withdrawn_on)| Objection {
            made_on,
            reason,
            withdrawn_on,
        });
        found.push((row, objection));
    }
    Ok(found)
}

/// A change, and the objection to it that stands.
struct StandingRow(ChangeRow, Objection);

impl FromRow for StandingRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let held = Objection { made_on: row.get(7)?, reason: row.get(8)?, withdrawn_on: None };
        Ok(Self(ChangeRow::from_row(row)?, held))
    }
}

/// The objections of a municipality that stand, however long ago the sub-processor was
/// announced.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn standing_objections(
    tx: &mut Tx,
    municipality: MunicipalityId,
) -> Result<Vec<(ChangeRow, Objection)>, StorageError> {
    own(tx, municipality)?;
    controllers_objections(tx, municipality).await
}

/// What whoever is controller of what somebody else has in use objects to, with what each is
/// about; it decides with the agreements whether they stand (G-DPA).
///
/// # Errors
/// When the database fails.
pub async fn controllers_objections(
    tx: &mut Tx,
    controller: MunicipalityId,
) -> Result<Vec<(ChangeRow, Objection)>, StorageError> {
    let rows: Vec<StandingRow> = tx.all(STANDING, values![controller, MAX_STANDING]).await?;
    Ok(rows.into_iter().map(|StandingRow(row, held)| (row, held)).collect())
}

/// What every municipality objects to one of them. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn objections_to(
    tx: &mut Tx,
    id: SubProcessorChangeId,
) -> Result<Vec<(MunicipalityId, Objection)>, StorageError> {
    tx.system()?;
    let rows: Vec<(MunicipalityId, Date, String, Option<Date>)> =
        tx.all(OBJECTIONS, values![id]).await?;
    let one =
        |(home, made_on, reason, withdrawn_on)| (home, Objection { made_on, reason, withdrawn_on });
    Ok(rows.into_iter().map(one).collect())
}
