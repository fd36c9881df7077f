//! What somebody in a municipality must look at.

use helsebro_domain::controllership::{Place, Task, TaskKind};
use helsebro_domain::ids::{MunicipalityId, ResponsibilityTaskId, StaffId};
use helsebro_domain::time::{Date, Instant};

use super::places::{area_of, scope, unit_of};
use crate::{FromRow, Row, StorageError, Tx, values};

const OPEN: &str = "SELECT id, municipality, care_area, unit, kind, delivery, due_on, found_at, \
     ended_at, done_by, outcome FROM responsibility_tasks WHERE municipality = $1 \
     AND ended_at IS NULL ORDER BY due_on, id LIMIT 500";
const OVER: &str = "SELECT id, municipality, care_area, unit, kind, delivery, due_on, found_at, \
     ended_at, done_by, outcome FROM responsibility_tasks WHERE municipality = $1 \
     AND ended_at IS NOT NULL ORDER BY due_on DESC, id DESC LIMIT 500";
const ADD: &str = "INSERT INTO responsibility_tasks (id, municipality, kind, care_area, unit, \
     delivery, due_on, found_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const END: &str = "UPDATE responsibility_tasks SET ended_at = $3, done_by = $4, outcome = $5 \
     WHERE id = $1 AND municipality = $2 AND ended_at IS NULL";

pub(super) const STATEMENTS: &[&str] = &[OPEN, OVER, ADD, END];

/// A task, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskRow {
    /// Its id.
    pub id: ResponsibilityTaskId,
    /// What it is.
    pub task: Task,
    /// When it was found.
    pub found_at: Instant,
    /// When it was over.
    pub ended_at: Option<Instant>,
    /// Who said what came of it; nobody when the register was put right.
    pub done_by: Option<StaffId>,
    /// What came of it.
    pub outcome: Option<String>,
}

impl FromRow for TaskRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let kind: String = row.get(4)?;
        let wrong = StorageError::Column { column: 4, wanted: "a kind of task" };
        let place: Place = scope(row, 1)?.place;
        let due: Date = row.get(6)?;
        Ok(Self {
            id: row.get(0)?,
            task: Task {
                kind: TaskKind::from_stored(&kind).ok_or(wrong)?,
                place,
                delivery: row.get(5)?,
                due,
            },
            found_at: row.get(7)?,
            ended_at: row.get(8)?,
            done_by: row.get(9)?,
            outcome: row.get(10)?,
        })
    }
}

/// What is open in a municipality, the most urgent first.
///
/// # Errors
/// When the database fails.
pub async fn open_tasks(
    tx: &mut Tx,
    municipality: MunicipalityId,
) -> Result<Vec<TaskRow>, StorageError> {
    tx.system()?;
    tx.all(OPEN, values![municipality]).await
}

/// What is over in a municipality, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn ended_tasks(
    tx: &mut Tx,
    municipality: MunicipalityId,
) -> Result<Vec<TaskRow>, StorageError> {
    tx.system()?;
    tx.all(OVER, values![municipality]).await
}

/// Adds a task.
///
/// # Errors
/// When the database fails.
pub async fn add_task(
    tx: &mut Tx,
    (municipality, id): (MunicipalityId, ResponsibilityTaskId),
    (task, now): (&Task, Instant),
) -> Result<(), StorageError> {
    tx.system()?;
    let Task { kind, place, delivery, due } = task;
    let (area, unit) = (area_of(*place), unit_of(*place));
    tx.ensure_one(ADD, values![id, municipality, kind.as_str(), area, unit, *delivery, *due, now])
        .await
}

/// Ends a task: somebody has said what came of it, or the register was put right.
///
/// # Errors
/// When it is over already, or the database fails.
pub async fn end_task(
    tx: &mut Tx,
    (municipality, id): (MunicipalityId, ResponsibilityTaskId),
    now: Instant,
    done: Option<(StaffId, &str)>,
) -> Result<(), StorageError> {
    tx.system()?;
    let (by, outcome) = (done.map(|(by, _)| by), done.map(|(_, outcome)| outcome));
    tx.ensure_one(END, values![id, municipality, now, by, outcome]).await
}
