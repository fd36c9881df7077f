//! Emergency look-ups, and who judges them (L-PJL-16-E).

use helsebro_domain::audit::{EmergencyAccess, ReasonClass, Reviewer, Verdict};
use helsebro_domain::ids::{EmergencyId, StaffId};
use helsebro_domain::time::Instant;

use crate::dialog::SealedPair;
use crate::{FromRow, Row, StorageError, Tx, values};

/// How many unjudged look-ups are listed at most.
pub const MAX_UNJUDGED: usize = 200;

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, staff, unit, municipality, person, opened_at, until_at, review_by, \
             verdict, class, reason_citizen, reason_unit, is_compelling FROM emergencies ",
            $rest
        )
    };
}

const ADD: &str = "INSERT INTO emergencies (id, municipality, unit, staff, person, class, \
     reason_citizen, reason_unit, opened_at, until_at, review_by, is_compelling) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
const OF_DESK: &str = columns!("WHERE id = $1 AND municipality = $2");
const OF_CITIZEN: &str = columns!("WHERE id = $1 AND person = $2");
const UNJUDGED: &str =
    columns!("WHERE municipality = $1 AND verdict IS NULL ORDER BY id LIMIT 200");
const JUDGE: &str = "UPDATE emergencies SET verdict = $3, judged_at = $4, judged_by = $5 \
     WHERE id = $1 AND municipality = $2 AND verdict IS NULL";
const ADD_REVIEWER: &str = "INSERT INTO reviewers (municipality, staff, unit) VALUES ($1, $2, $3)";
const REVIEWS: &str = "SELECT staff, municipality, unit FROM reviewers \
     WHERE municipality = $1 AND staff = $2 ORDER BY unit LIMIT 100";

pub(super) const STATEMENTS: &[&str] =
    &[ADD, OF_DESK, OF_CITIZEN, UNJUDGED, JUDGE, ADD_REVIEWER, REVIEWS];

/// A look-up as it is stored, its reason sealed.
#[derive(Debug, Clone)]
pub struct StoredEmergency {
    /// The look-up.
    pub access: EmergencyAccess,
    /// What kind of emergency.
    pub class: ReasonClass,
    /// Why, sealed twice.
    pub reason: SealedPair,
    /// Whether a compelling reason went before her opposition.
    pub is_compelling: bool,
}

impl FromRow for StoredEmergency {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let class: String = row.get(9)?;
        let verdict: Option<i64> = row.get(8)?;
        let is_compelling: i64 = row.get(12)?;
        Ok(Self {
            access: EmergencyAccess {
                id: row.get(0)?,
                staff: row.get(1)?,
                unit: row.get(2)?,
                municipality: row.get(3)?,
                person: row.get(4)?,
                opened_at: row.get(5)?,
                until: row.get(6)?,
                review_by: row.get(7)?,
                verdict: verdict.map(|stored| match stored {
                    0 => Verdict::Lawful,
                    _ => Verdict::Unlawful,
                }),
            },
            class: ReasonClass::from_stored(&class)
                .ok_or(StorageError::Column { column: 9, wanted: "a reason" })?,
            reason: SealedPair { citizen: row.get(10)?, unit: row.get(11)? },
            is_compelling: is_compelling != 0,
        })
    }
}

struct FoundReviewer(Reviewer);

impl FromRow for FoundReviewer {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        Ok(Self(Reviewer { staff: row.get(0)?, municipality: row.get(1)?, unit: row.get(2)? }))
    }
}

/// Stores a look-up of the scope's municipality, which is the task to judge it too.
///
/// # Errors
/// When the database fails.
pub async fn add_emergency(tx: &mut Tx, new: &StoredEmergency) -> Result<(), StorageError> {
    let municipality = tx.municipality()?;
    let EmergencyAccess { id, unit, staff, person, opened_at, until, review_by, .. } = new.access;
    let (class, reason) = (new.class.as_str(), &new.reason);
    tx.ensure_one(
        ADD,
        values![
            id,
            municipality,
            unit,
            staff,
            person,
            class,
            reason.citizen,
            reason.unit,
            opened_at,
            until,
            review_by,
            i64::from(new.is_compelling),
        ],
    )
    .await
}

/// A look-up of the scope's municipality.
///
/// # Errors
/// When the database fails.
pub async fn desk_emergency(
    tx: &mut Tx,
    id: EmergencyId,
) -> Result<Option<StoredEmergency>, StorageError> {
    let municipality = tx.municipality()?;
    tx.optional(OF_DESK, values![id, municipality]).await
}

/// A look-up of the scope's citizen.
///
/// # Errors
/// When the database fails.
pub async fn citizens_emergency(
    tx: &mut Tx,
    id: EmergencyId,
) -> Result<Option<StoredEmergency>, StorageError> {
    let person = tx.citizen()?;
    tx.optional(OF_CITIZEN, values![id, person]).await
}

/// What the scope's municipality has not judged yet, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn unjudged(tx: &mut Tx) -> Result<Vec<StoredEmergency>, StorageError> {
    let municipality = tx.municipality()?;
    tx.all(UNJUDGED, values![municipality]).await
}

/// Stores how a look-up was judged; false when it was judged already.
///
/// # Errors
/// When the database fails.
pub async fn judge_emergency(
    tx: &mut Tx,
    (id, verdict): (EmergencyId, Verdict),
    (by, now): (StaffId, Instant),
) -> Result<bool, StorageError> {
    let municipality = tx.municipality()?;
    let verdict = match verdict {
        Verdict::Lawful => 0_i64,
        Verdict::Unlawful => 1,
    };
    Ok(tx.execute(JUDGE, values![id, municipality, verdict, now, by]).await? == 1)
}

/// Makes somebody a judge of look-ups. System scope only.
///
/// # Errors
/// When she is one already or the database fails.
pub async fn add_reviewer(tx: &mut Tx, new: &Reviewer) -> Result<(), StorageError> {
    tx.system()?;
    tx.ensure_one(ADD_REVIEWER, values![new.municipality, new.staff, new.unit]).await
}

/// What a member of staff judges in the scope's municipality.
///
/// # Errors
/// When the database fails.
pub async fn reviews_of(tx: &mut Tx, staff: StaffId) -> Result<Vec<Reviewer>, StorageError> {
    let municipality = tx.municipality()?;
    let rows: Vec<FoundReviewer> = tx.all(REVIEWS, values![municipality, staff]).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}
