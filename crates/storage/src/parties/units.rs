//! Units and their hours.

use helsebro_domain::dialog::MAX_SUCCESSIONS;
use helsebro_domain::ids::{MunicipalityId, UnitId};
use helsebro_domain::parties::{
    CareArea, DialogSetting, HerId, NamedStaff, Revealing, Service, StaffNames, Unit, YouthDoor,
};

use super::hours;
use crate::{FromRow, Row, StorageError, Tx, values};

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, municipality, name, care_area, her_id, phone, hours, promise_days, \
             dialog, named_staff, staff_names, successor, epj, revealing, service, service_last_day \
             FROM units ",
            $rest
        )
    };
}

const BY_ID: &str = columns!("WHERE id = $1");
const BY_HER: &str = columns!("WHERE her_id = $1");
const OF_MUNICIPALITY: &str = columns!("WHERE municipality = $1 ORDER BY name LIMIT 500");
const ADD: &str = "INSERT INTO units (id, municipality, name, care_area, her_id, phone, hours, \
     promise_days, dialog, named_staff, staff_names, successor, epj, revealing, service) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
const UPDATE: &str = "UPDATE units SET name = $3, phone = $4, hours = $5, promise_days = $6, \
     dialog = $7, named_staff = $8, staff_names = $9, successor = $10, \
     epj = $11, revealing = $12 \
     WHERE id = $1 AND municipality = $2";

const YOUTH_DOOR: &str = "SELECT from_13 FROM units WHERE id = $1";
const SET_YOUTH_DOOR: &str = "UPDATE units SET from_13 = $3 WHERE id = $1 AND municipality = $2";

pub(super) const STATEMENTS: &[&str] =
    &[BY_ID, BY_HER, OF_MUNICIPALITY, ADD, UPDATE, YOUTH_DOOR, SET_YOUTH_DOOR];

struct Found(Unit);

impl FromRow for Found {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let bad = |column, wanted| StorageError::Column { column, wanted };
        let area: i64 = row.get(3)?;
        let her: Option<String> = row.get(4)?;
        let line: String = row.get(6)?;
        let on = |column| row.get::<i64>(column).map(|value| value == 1);
        Ok(Self(Unit {
            id: row.get(0)?,
            municipality: row.get(1)?,
            name: row.get(2)?,
            care_area: CareArea::from_code(area).ok_or(bad(3, "a care area"))?,
            her_id: her.as_deref().and_then(HerId::parse),
            phone: row.get(5)?,
            hours: hours::from_text(&line).ok_or(bad(6, "opening hours"))?,
            promise_days: row.get(7)?,
            dialog: if on(8)? { DialogSetting::Active } else { DialogSetting::NotActive },
            named_staff: if on(9)? { NamedStaff::On } else { NamedStaff::Off },
            staff_names: names(row.get(10)?),
            successor: row.get(11)?,
            epj: row.get(12)?,
            revealing: if on(13)? { Revealing::Yes } else { Revealing::No },
            service: Service::from_stored(row.get(14)?),
            service_last_day: row.get(15)?,
        }))
    }
}

/// Adds a unit. System scope only.
///
/// # Errors
/// When it is there already or the database fails.
pub async fn add_unit(tx: &mut Tx, new: &Unit) -> Result<(), StorageError> {
    tx.system()?;
    let her = new.her_id.as_ref().map(HerId::as_str);
    let [dialog, named, names] = settings(new);
    tx.ensure_one(
        ADD,
        values![
            new.id,
            new.municipality,
            new.name,
            new.care_area.code(),
            her,
            new.phone,
            hours::to_text(&new.hours),
            new.promise_days,
            dialog,
            named,
            names,
            new.successor,
            new.epj,
            revealing(new),
            new.service.stored(),
        ],
    )
    .await
}

/// Stores what can be changed about a unit of the scope's municipality.
///
/// # Errors
/// When it is not the municipality's or the database fails.
pub async fn update_unit(tx: &mut Tx, unit: &Unit) -> Result<(), StorageError> {
    let municipality = tx.municipality()?;
    let [dialog, named, names] = settings(unit);
    tx.ensure_one(
        UPDATE,
        values![
            unit.id,
            municipality,
            unit.name,
            unit.phone,
            hours::to_text(&unit.hours),
            unit.promise_days,
            dialog,
            named,
            names,
            unit.successor,
            unit.epj,
            revealing(unit),
        ],
    )
    .await
}

/// The unit with this id. What a unit is called and when it is open is public.
///
/// # Errors
/// When the database fails.
pub async fn unit(tx: &mut Tx, id: UnitId) -> Result<Option<Unit>, StorageError> {
    Ok(tx.optional::<Found>(BY_ID, values![id]).await?.map(|found| found.0))
}

/// Whether a unit is open for youths of 13 to 15. What is not known is closed.
///
/// # Errors
/// When the database fails.
pub async fn youth_door(tx: &mut Tx, id: UnitId) -> Result<YouthDoor, StorageError> {
    let found: Option<(i64,)> = tx.optional(YOUTH_DOOR, values![id]).await?;
    Ok(if found == Some((1,)) { YouthDoor::Open } else { YouthDoor::Closed })
}

/// Opens or closes a unit of the scope's municipality for youths of 13 to 15.
///
/// # Errors
/// When it is not the municipality's or the database fails.
pub async fn set_youth_door(tx: &mut Tx, id: UnitId, door: YouthDoor) -> Result<(), StorageError> {
    let municipality = tx.municipality()?;
    let open = i64::from(door == YouthDoor::Open);
    tx.ensure_one(SET_YOUTH_DOOR, values![id, municipality, open]).await
}

/// The unit with this level 2 HER-id.
///
/// # Errors
/// When the database fails.
pub async fn unit_by_her(tx: &mut Tx, her: &HerId) -> Result<Option<Unit>, StorageError> {
    Ok(tx.optional::<Found>(BY_HER, values![her.as_str()]).await?.map(|found| found.0))
}

/// The unit that answers for this one now: itself, or the last that took over.
///
/// # Errors
/// When the database fails.
pub async fn answering_unit(tx: &mut Tx, id: UnitId) -> Result<Option<Unit>, StorageError> {
    let mut found = unit(tx, id).await?;
    for _ in 0..MAX_SUCCESSIONS {
        let Some(next) = found.as_ref().and_then(|unit| unit.successor) else { break };
        found = unit(tx, next).await?.or(found);
    }
    Ok(found)
}

/// The units of a municipality, by name.
///
/// # Errors
/// When the database fails.
pub async fn units_of(
    tx: &mut Tx,
    municipality: MunicipalityId,
) -> Result<Vec<Unit>, StorageError> {
    let rows: Vec<Found> = tx.all(OF_MUNICIPALITY, values![municipality]).await?;
    Ok(rows.into_iter().map(|found| found.0).collect())
}

/// Whatever an older binary does not know, it takes as hidden.
const fn names(stored: i64) -> StaffNames {
    match stored {
        1 => StaffNames::Shown,
        2 => StaffNames::GivenAndTitle,
        3 => StaffNames::TitleOnly,
        _ => StaffNames::Hidden,
    }
}

const fn names_column(names: StaffNames) -> i64 {
    match names {
        StaffNames::Hidden => 0,
        StaffNames::Shown => 1,
        StaffNames::GivenAndTitle => 2,
        StaffNames::TitleOnly => 3,
    }
}

fn settings(unit: &Unit) -> [i64; 3] {
    [
        i64::from(unit.dialog == DialogSetting::Active),
        i64::from(unit.named_staff == NamedStaff::On),
        names_column(unit.staff_names),
    ]
}

fn revealing(unit: &Unit) -> i64 {
    i64::from(unit.revealing == Revealing::Yes)
}
