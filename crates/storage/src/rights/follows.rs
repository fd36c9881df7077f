//! What follows of requests: what is not shared, where a record goes, what is not used.

use helsebro_domain::controllership::moving::Choice;
use helsebro_domain::controllership::{Party, Place, Scope};
use helsebro_domain::ids::{
    CustodyId, MunicipalityId, PersonId, RightsPartId, RightsRequestId, UnitId,
};
use helsebro_domain::parties::CareArea;
use helsebro_domain::rights::{Opposition, Restriction, Spot, Target};
use helsebro_domain::time::Instant;

use crate::{FromRow, Row, StorageError, Tx, values};

const OPPOSE: &str = "INSERT INTO oppositions \
     (person, request, municipality, care_area, unit, target, since) \
     VALUES ($1, $2, $3, $4, $5, $6, $7)";
const OPPOSED: &str = "SELECT request, municipality, care_area, unit, target, since, lifted_at \
     FROM oppositions WHERE person = $1 ORDER BY request LIMIT 500";
const LIFT: &str = "UPDATE oppositions SET lifted_at = $3 \
     WHERE person = $1 AND request = $2 AND lifted_at IS NULL";
const CHOOSE: &str = "INSERT INTO transfer_choices \
     (person, request, municipality, care_area, unit, named, custody, at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const CHOSEN: &str = "SELECT person, request, municipality, care_area, unit, named, custody, at \
     FROM transfer_choices WHERE person = $1 ORDER BY request LIMIT 500";
const TAKE_BACK: &str = "DELETE FROM transfer_choices WHERE person = $1 AND request = $2";
const RESTRICT: &str = "INSERT INTO restrictions \
     (person, part, municipality, care_area, unit, since) VALUES ($1, $2, $3, $4, $5, $6)";
const RESTRICTED: &str = "SELECT municipality, care_area, unit, since, part, lifted_at \
     FROM restrictions WHERE person = $1 AND (lifted_at IS NULL OR lifted_at > $2) \
     ORDER BY part LIMIT 500";
// What ends later than that ends then; what has ended stays so.
const LIFT_RESTRICTION: &str = "UPDATE restrictions SET lifted_at = $3 \
     WHERE person = $1 AND part = $2 AND (lifted_at IS NULL OR lifted_at > $3)";
const JOURNAL_UNITS: &str = "SELECT DISTINCT u.id FROM contacts c JOIN units u ON u.id = c.unit \
     WHERE c.person = $1 AND u.epj IS NOT NULL AND u.her_id IS NOT NULL \
     ORDER BY u.id LIMIT 100";

pub(super) const STATEMENTS: &[&str] = &[
    OPPOSE,
    OPPOSED,
    LIFT,
    CHOOSE,
    CHOSEN,
    TAKE_BACK,
    RESTRICT,
    RESTRICTED,
    LIFT_RESTRICTION,
    JOURNAL_UNITS,
];

/// An opposition, and the request that it came with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OppositionRow {
    /// The request.
    pub request: RightsRequestId,
    /// What it says.
    pub opposition: Opposition,
}

/// Where somebody's record goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferRow {
    /// Whose.
    pub person: PersonId,
    /// The request.
    pub request: RightsRequestId,
    /// Which record.
    pub spot: Spot,
    /// To whom; none when it stays out.
    pub named: Option<Party>,
    /// The transfer that it is about.
    pub custody: Option<CustodyId>,
    /// When she said so.
    pub at: Instant,
}

fn spot(row: &Row<'_>, first: usize) -> Result<Spot, StorageError> {
    let area: i64 = row.get(first + 1)?;
    let wrong = StorageError::Column { column: first + 1, wanted: "a care area" };
    let care_area = CareArea::from_code(area).ok_or(wrong)?;
    Ok(Spot { municipality: row.get(first)?, care_area, unit: row.get(first + 2)? })
}

/// The record at a spot, as the register has it.
fn record(municipality: MunicipalityId, area: Option<CareArea>, unit: Option<UnitId>) -> Scope {
    let place = match (area, unit) {
        (Some(area), Some(unit)) => Place::Unit(area, unit),
        (Some(area), None) => Place::Area(area),
        (None, _) => Place::Whole,
    };
    Scope { municipality, place }
}

impl FromRow for OppositionRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let municipality: Option<MunicipalityId> = row.get(1)?;
        let area: Option<i64> = row.get(2)?;
        let (unit, target): (Option<UnitId>, String) = (row.get(3)?, row.get(4)?);
        let wrong = StorageError::Column { column: 4, wanted: "with whom" };
        let area = area.and_then(CareArea::from_code);
        Ok(Self {
            request: row.get(0)?,
            opposition: Opposition {
                record: municipality.map(|home| record(home, area, unit)),
                target: Target::from_stored(&target).ok_or(wrong)?,
                since: row.get(5)?,
                lifted_at: row.get(6)?,
            },
        })
    }
}

impl FromRow for TransferRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let named: Option<String> = row.get(5)?;
        Ok(Self {
            person: row.get(0)?,
            request: row.get(1)?,
            spot: spot(row, 2)?,
            named: named.as_deref().and_then(Party::from_stored),
            custody: row.get(6)?,
            at: row.get(7)?,
        })
    }
}

/// What is kept and not used, and the part that it was answered in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RestrictionRow {
    /// The part.
    pub part: RightsPartId,
    /// What it says.
    pub restriction: Restriction,
}

impl FromRow for RestrictionRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let restriction =
            Restriction { spot: spot(row, 0)?, since: row.get(3)?, until: row.get(5)? };
        Ok(Self { part: row.get(4)?, restriction })
    }
}

/// Stores that something is not shared; it holds from `since`. Without a spot it is about
/// every record of hers.
///
/// # Errors
/// When the database fails.
pub async fn add_opposition(
    tx: &mut Tx,
    (person, request): (PersonId, RightsRequestId),
    (spot, target, since): (Option<Spot>, &Target, Instant),
) -> Result<(), StorageError> {
    tx.system()?;
    let municipality = spot.map(|spot| spot.municipality);
    let area = spot.map(|spot| i64::from(spot.care_area.code()));
    let unit = spot.and_then(|spot| spot.unit);
    let target = target.to_stored();
    tx.ensure_one(OPPOSE, values![person, request, municipality, area, unit, target, since]).await
}

/// Everything that a person has ever opposed. Read before anything of hers is made
/// available to somebody outside (pjl § 17); ask `Opposition::all_cover`.
///
/// # Errors
/// When the database fails.
pub async fn oppositions_of(
    tx: &mut Tx,
    person: PersonId,
) -> Result<Vec<OppositionRow>, StorageError> {
    tx.all(OPPOSED, values![person]).await
}

/// She takes it back; whether there was something to take back.
///
/// # Errors
/// When the database fails.
pub async fn lift_opposition(
    tx: &mut Tx,
    (person, request): (PersonId, RightsRequestId),
    at: Instant,
) -> Result<bool, StorageError> {
    tx.system()?;
    Ok(tx.execute(LIFT, values![person, request, at]).await? == 1)
}

/// Stores where somebody's record goes.
///
/// # Errors
/// When the database fails.
pub async fn add_transfer_choice(tx: &mut Tx, new: &TransferRow) -> Result<(), StorageError> {
    tx.system()?;
    let area = i64::from(new.spot.care_area.code());
    let named = new.named.map(Party::to_stored);
    tx.ensure_one(
        CHOOSE,
        values![
            new.person,
            new.request,
            new.spot.municipality,
            area,
            new.spot.unit,
            named,
            new.custody,
            new.at
        ],
    )
    .await?;
    // A record that is about to go goes where she says.
    if let Some(plan) = new.custody {
        let choice = Choice { person: new.person, named: new.named };
        crate::controllership::note_choice(tx, plan, choice, new.at).await?;
    }
    Ok(())
}

/// What a person has chosen, the oldest first: the last one about a record counts. Whoever
/// asks has been let see her requests.
///
/// # Errors
/// When the database fails.
pub async fn transfer_choices_of(
    tx: &mut Tx,
    person: PersonId,
) -> Result<Vec<TransferRow>, StorageError> {
    tx.all(CHOSEN, values![person]).await
}

/// Takes back what she chose by a request. What she chose about the same record before counts
/// again, also for a plan that is not carried out.
///
/// # Errors
/// When the database fails.
pub async fn take_back_choice(
    tx: &mut Tx,
    (person, request): (PersonId, RightsRequestId),
) -> Result<(), StorageError> {
    let mut all = transfer_choices_of(tx, person).await?;
    let Some(place) = all.iter().position(|row| row.request == request) else { return Ok(()) };
    let taken = all.swap_remove(place);
    tx.ensure_one(TAKE_BACK, values![person, request]).await?;
    let Some(plan) = taken.custody else { return Ok(()) };
    if crate::controllership::forget_choice(tx, plan, person, taken.at).await? {
        let same = all.into_iter().filter(|row| row.custody == Some(plan));
        if let Some(before) = same.max_by_key(|row| row.at) {
            let choice = Choice { person, named: before.named };
            crate::controllership::note_choice(tx, plan, choice, before.at).await?;
        }
    }
    Ok(())
}

/// Stores that what is kept at a spot is not used (L-GDPR-18).
///
/// # Errors
/// When the database fails.
pub async fn add_restriction(
    tx: &mut Tx,
    (person, part): (PersonId, RightsPartId),
    (spot, since): (Spot, Instant),
) -> Result<(), StorageError> {
    tx.system()?;
    let area = i64::from(spot.care_area.code());
    tx.ensure_one(RESTRICT, values![person, part, spot.municipality, area, spot.unit, since]).await
}

/// What is kept of a person and not used at an instant. Read before anything of hers is
/// changed, sent on or given out at a unit.
///
/// # Errors
/// When the database fails.
pub async fn restrictions_of(
    tx: &mut Tx,
    person: PersonId,
    now: Instant,
) -> Result<Vec<RestrictionRow>, StorageError> {
    tx.all(RESTRICTED, values![person, now]).await
}

/// What is not used may be again from an instant on; whether there was something to take back.
///
/// # Errors
/// When the database fails.
pub async fn lift_restriction(
    tx: &mut Tx,
    (person, part): (PersonId, RightsPartId),
    at: Instant,
) -> Result<bool, StorageError> {
    tx.system()?;
    Ok(tx.execute(LIFT_RESTRICTION, values![person, part, at]).await? == 1)
}

/// The units that have or had a contact with a person and work in a journal system.
///
/// # Errors
/// When the database fails.
pub async fn journal_units(tx: &mut Tx, person: PersonId) -> Result<Vec<UnitId>, StorageError> {
    tx.system()?;
    let rows: Vec<(UnitId,)> = tx.all(JOURNAL_UNITS, values![person]).await?;
    Ok(rows.into_iter().map(|(unit,)| unit).collect())
}
