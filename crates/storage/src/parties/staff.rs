//! Staff and where they are authorised.

use helsebro_domain::ids::{StaffId, UnitId};
use helsebro_domain::parties::{Authorisation, HprNumber, PersonName, Staff, Unit};
use helsebro_domain::time::Date;

use super::{Language, Theme};
use crate::{FromRow, Row, StorageError, Tx, values};

const ADD: &str = "INSERT INTO staff (id, number_mac, hpr, given, family, title, language, \
     theme, shortcuts) VALUES ($1, $2, $3, $4, $5, $6, '', '', 1)";
const BY_ID: &str = "SELECT id, hpr, given, family, title FROM staff WHERE id = $1";
const BY_MAC: &str = "SELECT id, hpr, given, family, title FROM staff WHERE number_mac = $1";
const COLLEAGUES: &str = "SELECT s.id, s.hpr, s.given, s.family, s.title FROM staff s \
     JOIN authorisations a ON a.staff = s.id WHERE a.unit = $1 AND a.municipality = $2 \
     AND a.valid_from <= $3 AND a.last_day >= $3 \
     GROUP BY s.id, s.hpr, s.given, s.family, s.title ORDER BY s.family, s.given, s.id LIMIT 500";
const AUTHORISE: &str = "INSERT INTO authorisations \
     (staff, unit, municipality, valid_from, last_day) VALUES ($1, $2, $3, $4, $5)";
const OF_STAFF: &str = "SELECT staff, unit, municipality, valid_from, last_day \
     FROM authorisations WHERE staff = $1 ORDER BY last_day DESC, unit LIMIT 200";
const AT_UNIT: &str = "SELECT staff, unit, municipality, valid_from, last_day \
     FROM authorisations WHERE unit = $1 AND municipality = $2 AND staff = $3 \
     ORDER BY last_day DESC LIMIT 50";
const HERE: &str = "SELECT staff, unit, municipality, valid_from, last_day \
     FROM authorisations WHERE unit = $1 AND staff = $2 ORDER BY last_day DESC LIMIT 50";
const PROFILE: &str = "SELECT language, theme, shortcuts FROM staff WHERE id = $1";
const SET_PROFILE: &str =
    "UPDATE staff SET language = $2, theme = $3, shortcuts = $4 WHERE id = $1";

pub(super) const STATEMENTS: &[&str] =
    &[ADD, HERE, BY_ID, BY_MAC, COLLEAGUES, AUTHORISE, OF_STAFF, AT_UNIT, PROFILE, SET_PROFILE];

struct FoundStaff(Staff);

impl FromRow for FoundStaff {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let hpr: Option<String> = row.get(1)?;
        let (given, family): (String, String) = (row.get(2)?, row.get(3)?);
        Ok(Self(Staff {
            id: row.get(0)?,
            hpr: hpr.as_deref().and_then(HprNumber::parse),
            name: PersonName::new(&given, &family),
            title: row.get(4)?,
        }))
    }
}

struct FoundAuthorisation(Authorisation);

impl FromRow for FoundAuthorisation {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        Ok(Self(Authorisation {
            staff: row.get(0)?,
            unit: row.get(1)?,
            municipality: row.get(2)?,
            from: row.get(3)?,
            last_day: row.get(4)?,
        }))
    }
}

/// Whether single-letter keys do anything in the console.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shortcuts {
    /// They do.
    On,
    /// They do not (WCAG 2.1.4).
    Off,
}

/// What a member of staff has chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StaffProfile {
    /// The language.
    pub language: Language,
    /// The theme.
    pub theme: Theme,
    /// Single-letter keys.
    pub shortcuts: Shortcuts,
}

/// Adds a member of staff. System scope only.
///
/// # Errors
/// When she is there already or the database fails.
pub async fn add_staff(
    tx: &mut Tx,
    new: &Staff,
    number_mac: &[u8; 32],
) -> Result<(), StorageError> {
    tx.system()?;
    let hpr = new.hpr.as_ref().map(HprNumber::as_str);
    let (given, family) = (new.name.given(), new.name.family());
    tx.ensure_one(ADD, values![new.id, number_mac, hpr, given, family, new.title]).await
}

/// A member of staff. Names and titles of staff are no tenant's secret.
///
/// # Errors
/// When the database fails.
pub async fn staff(tx: &mut Tx, id: StaffId) -> Result<Option<Staff>, StorageError> {
    Ok(tx.optional::<FoundStaff>(BY_ID, values![id]).await?.map(|found| found.0))
}

/// The member of staff with this keyed hash of the number. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn staff_by_mac(tx: &mut Tx, mac: &[u8; 32]) -> Result<Option<Staff>, StorageError> {
    tx.system()?;
    Ok(tx.optional::<FoundStaff>(BY_MAC, values![mac]).await?.map(|found| found.0))
}

/// Those who are authorised at a unit of the scope's municipality on a day.
///
/// # Errors
/// When the database fails.
pub async fn colleagues(
    tx: &mut Tx,
    unit: UnitId,
    today: Date,
) -> Result<Vec<Staff>, StorageError> {
    let municipality = tx.municipality()?;
    let rows: Vec<FoundStaff> = tx.all(COLLEAGUES, values![unit, municipality, today]).await?;
    Ok(rows.into_iter().map(|found| found.0).collect())
}

/// Those who are authorised at a unit on a day, for whoever may choose among them:
/// names and titles of staff are no tenant's secret.
///
/// # Errors
/// When the database fails.
pub async fn staff_here(tx: &mut Tx, unit: &Unit, today: Date) -> Result<Vec<Staff>, StorageError> {
    let rows: Vec<FoundStaff> =
        tx.all(COLLEAGUES, values![unit.id, unit.municipality, today]).await?;
    Ok(rows.into_iter().map(|found| found.0).collect())
}

/// Adds an authorisation. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn add_authorisation(tx: &mut Tx, new: &Authorisation) -> Result<(), StorageError> {
    tx.system()?;
    tx.ensure_one(AUTHORISE, values![new.staff, new.unit, new.municipality, new.from, new.last_day])
        .await
}

/// Every authorisation of a member of staff, ended ones too. System scope only:
/// it is asked before we know for which municipality she acts.
///
/// # Errors
/// When the database fails.
pub async fn authorisations(
    tx: &mut Tx,
    staff: StaffId,
) -> Result<Vec<Authorisation>, StorageError> {
    tx.system()?;
    let rows: Vec<FoundAuthorisation> = tx.all(OF_STAFF, values![staff]).await?;
    Ok(rows.into_iter().map(|found| found.0).collect())
}

/// The authorisations of a member of staff at one unit of the scope's municipality.
///
/// # Errors
/// When the database fails.
pub async fn authorisations_at(
    tx: &mut Tx,
    unit: UnitId,
    staff: StaffId,
) -> Result<Vec<Authorisation>, StorageError> {
    let municipality = tx.municipality()?;
    let rows: Vec<FoundAuthorisation> = tx.all(AT_UNIT, values![unit, municipality, staff]).await?;
    Ok(rows.into_iter().map(|found| found.0).collect())
}

/// What a member of staff has chosen.
///
/// # Errors
/// When the database fails.
pub async fn staff_profile(
    tx: &mut Tx,
    staff: StaffId,
) -> Result<Option<StaffProfile>, StorageError> {
    let row: Option<(String, String, i64)> = tx.optional(PROFILE, values![staff]).await?;
    Ok(row.map(|(language, theme, shortcuts)| StaffProfile {
        language: Language::from_stored(&language),
        theme: Theme::from_stored(&theme),
        shortcuts: if shortcuts == 1 { Shortcuts::On } else { Shortcuts::Off },
    }))
}

/// Stores what a member of staff has chosen.
///
/// # Errors
/// When the database fails.
pub async fn set_staff_profile(
    tx: &mut Tx,
    staff: StaffId,
    chosen: StaffProfile,
) -> Result<(), StorageError> {
    let shortcuts = i64::from(chosen.shortcuts == Shortcuts::On);
    tx.ensure_one(
        SET_PROFILE,
        values![staff, chosen.language.as_str(), chosen.theme.as_str(), shortcuts],
    )
    .await
}

/// The authorisations of a member of staff at one unit. That somebody works at a
/// unit is no tenant's secret; a citizen may name her (L-EFV-3).
///
/// # Errors
/// When the database fails.
pub async fn authorisations_here(
    tx: &mut Tx,
    unit: UnitId,
    staff: StaffId,
) -> Result<Vec<Authorisation>, StorageError> {
    let rows: Vec<FoundAuthorisation> = tx.all(HERE, values![unit, staff]).await?;
    Ok(rows.into_iter().map(|found| found.0).collect())
}
