//! Whom a citizen has contact with.

use helsebro_domain::dialog::{HealthContact, ListedService, ServiceId};
use helsebro_domain::ids::{ContactId, PersonId, UnitId};
use helsebro_domain::parties::YouthDoor;
use helsebro_domain::time::Date;

use crate::{FromRow, Row, StorageError, Tx, values};

/// Units whose name alone tells something are left out for some who act for her, and
/// those that are not open for a youth for herself: the sight as [`Viewer`](crate::Viewer) tells it.
macro_rules! shown {
    ($sight:literal) => {
        concat!(
            " AND ($",
            $sight,
            " IN (0, 3) OR EXISTS (SELECT 1 FROM units v WHERE v.id = contacts.unit \
             AND (($",
            $sight,
            " = 5 AND v.from_13 = 1) OR ($",
            $sight,
            " NOT IN (0, 3, 5) AND v.revealing = 0))))"
        )
    };
}

macro_rules! columns {
    ($($rest:expr),+) => {
        concat!(
            "SELECT id, person, municipality, service, name, unit, phone, link, valid_from, \
             last_day FROM contacts ",
            $($rest),+
        )
    };
}

const OF_CITIZEN: &str = columns!("WHERE person = $1", shown!(2), " ORDER BY name, id LIMIT 200");
const ONE_OF_CITIZEN: &str = columns!("WHERE id = $1 AND person = $2", shown!(3));
const LISTED: &str =
    columns!("WHERE person = $1 AND municipality = $2 ORDER BY id LIMIT 1000 FOR UPDATE");
const OF_PERSON_AT_DESK: &str =
    columns!("WHERE person = $1 AND municipality = $2 ORDER BY id LIMIT 1000");
const FOR_DESK: &str = columns!("WHERE id = $1 AND municipality = $2");
const AT_UNIT: &str = columns!(
    "WHERE person = $1 AND unit = $2 AND municipality = $3 AND valid_from <= $4 \
     AND (last_day IS NULL OR last_day >= $4) ORDER BY id LIMIT 1"
);
const OPEN_TO_YOUTH: &str = "SELECT COUNT(*) FROM contacts c JOIN units u ON u.id = c.unit \
     WHERE c.person = $1 AND c.municipality = $2 AND u.from_13 = 1 AND c.valid_from <= $3 \
     AND (c.last_day IS NULL OR c.last_day >= $3)";
const ADD: &str = "INSERT INTO contacts (id, person, municipality, service, name, unit, phone, \
     link, valid_from, last_day) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const UPDATE: &str = "UPDATE contacts SET name = $3, unit = $4, phone = $5, link = $6, \
     valid_from = $7, last_day = $8 WHERE id = $1 AND municipality = $2";

pub(super) const STATEMENTS: &[&str] = &[
    OF_PERSON_AT_DESK,
    OF_CITIZEN,
    ONE_OF_CITIZEN,
    LISTED,
    FOR_DESK,
    AT_UNIT,
    OPEN_TO_YOUTH,
    ADD,
    UPDATE,
];

struct Found(HealthContact);

impl FromRow for Found {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let service: String = row.get(3)?;
        Ok(Self(HealthContact {
            id: row.get(0)?,
            person: row.get(1)?,
            municipality: row.get(2)?,
            listed: ListedService {
                service: ServiceId::parse(&service)
                    .ok_or(StorageError::Column { column: 3, wanted: "a service id" })?,
                name: row.get(4)?,
                unit: row.get(5)?,
                phone: row.get(6)?,
                link: row.get(7)?,
                from: row.get(8)?,
                last_day: row.get(9)?,
            },
        }))
    }
}

/// The contacts of the scope's citizen, ended ones too, by name.
///
/// # Errors
/// When the database fails.
pub async fn citizens_contacts(tx: &mut Tx) -> Result<Vec<HealthContact>, StorageError> {
    let viewer = tx.viewer()?;
    let sight = viewer.sight_column();
    all(tx.all(OF_CITIZEN, values![viewer.person, sight]).await?)
}

/// One contact of the scope's citizen.
///
/// # Errors
/// When the database fails.
pub async fn citizens_contact(
    tx: &mut Tx,
    id: ContactId,
) -> Result<Option<HealthContact>, StorageError> {
    let viewer = tx.viewer()?;
    let sight = viewer.sight_column();
    one(tx.optional(ONE_OF_CITIZEN, values![id, viewer.person, sight]).await?)
}

/// What the scope's municipality has listed for a person, locked for a new list.
///
/// # Errors
/// When the database fails.
pub async fn listed_contacts(
    tx: &mut Tx,
    person: PersonId,
) -> Result<Vec<HealthContact>, StorageError> {
    let municipality = tx.municipality()?;
    all(tx.all(LISTED, values![person, municipality]).await?)
}

/// The same to look at only.
///
/// # Errors
/// When the database fails.
pub async fn desk_contacts_of(
    tx: &mut Tx,
    person: PersonId,
) -> Result<Vec<HealthContact>, StorageError> {
    let municipality = tx.municipality()?;
    all(tx.all(OF_PERSON_AT_DESK, values![person, municipality]).await?)
}

/// A contact in the scope's municipality.
///
/// # Errors
/// When the database fails.
pub async fn contact_for_desk(
    tx: &mut Tx,
    id: ContactId,
) -> Result<Option<HealthContact>, StorageError> {
    let municipality = tx.municipality()?;
    one(tx.optional(FOR_DESK, values![id, municipality]).await?)
}

/// A contact that a person has with a unit of the scope's municipality on a day.
///
/// # Errors
/// When the database fails.
pub async fn contact_of_person_at(
    tx: &mut Tx,
    person: PersonId,
    unit: UnitId,
    today: Date,
) -> Result<Option<HealthContact>, StorageError> {
    let municipality = tx.municipality()?;
    one(tx.optional(AT_UNIT, values![person, unit, municipality, today]).await?)
}

/// Whether somebody has a contact in the scope's municipality with a unit that is open
/// for youths of 13 to 15 on a day.
///
/// # Errors
/// When the database fails.
pub async fn youth_door_to(
    tx: &mut Tx,
    person: PersonId,
    today: Date,
) -> Result<YouthDoor, StorageError> {
    let municipality = tx.municipality()?;
    let (count,): (i64,) = tx.one(OPEN_TO_YOUTH, values![person, municipality, today]).await?;
    Ok(if count > 0 { YouthDoor::Open } else { YouthDoor::Closed })
}

/// Adds a contact in the scope's municipality.
///
/// # Errors
/// When it is there already or the database fails.
pub async fn add_contact(
    tx: &mut Tx,
    id: ContactId,
    person: PersonId,
    listed: &ListedService,
) -> Result<(), StorageError> {
    let municipality = tx.municipality()?;
    tx.ensure_one(
        ADD,
        values![
            id,
            person,
            municipality,
            listed.service.as_str(),
            listed.name,
            listed.unit,
            listed.phone,
            listed.link,
            listed.from,
            listed.last_day,
        ],
    )
    .await
}

/// Stores a contact of the scope's municipality as it is listed now.
///
/// # Errors
/// When it is not the municipality's or the database fails.
pub async fn update_contact(
    tx: &mut Tx,
    id: ContactId,
    listed: &ListedService,
) -> Result<(), StorageError> {
    let municipality = tx.municipality()?;
    tx.ensure_one(
        UPDATE,
        values![
            id,
            municipality,
            listed.name,
            listed.unit,
            listed.phone,
            listed.link,
            listed.from,
            listed.last_day,
        ],
    )
    .await
}

fn all(rows: Vec<Found>) -> Result<Vec<HealthContact>, StorageError> {
    Ok(rows.into_iter().map(|found| found.0).collect())
}

fn one(row: Option<Found>) -> Result<Option<HealthContact>, StorageError> {
    Ok(row.map(|found| found.0))
}
