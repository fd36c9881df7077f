//! People, found by the keyed hash of their number.

use helsebro_domain::ids::{PersonId, UnitId};
use helsebro_domain::parties::{PersonName, Protection, age, protection_without_answer};
use helsebro_domain::time::{Date, Instant};

use crate::{FromRow, Row, StorageError, Tx, values};

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT p.id, p.number_sealed, p.given, p.family, p.born, p.protection, \
             p.register_as_of FROM people p ",
            $rest
        )
    };
}

const ADD: &str = "INSERT INTO people (id, number_mac, number_sealed, given, family, born, \
     protection, language, theme, register_as_of) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const BY_MAC: &str = columns!("WHERE p.number_mac = $1");
const BY_ID: &str = columns!("WHERE p.id = $1");
const AT_UNIT: &str = columns!(
    "JOIN contacts c ON c.person = p.id WHERE c.unit = $1 AND c.municipality = $2 \
     AND c.valid_from <= $3 AND (c.last_day IS NULL OR c.last_day >= $3) \
     GROUP BY p.id, p.number_sealed, p.given, p.family, p.born, p.protection, \
     p.register_as_of \
     ORDER BY p.family, p.given, p.id LIMIT $4"
);
const HAS_NUMBER: &str = "SELECT COUNT(*) FROM people WHERE id = $1 AND number_mac = $2";
const NUMBER_MAC: &str = "SELECT number_mac FROM people WHERE id = $1";
const PROFILE: &str = "SELECT language, theme FROM people WHERE id = $1";
const SET_PROFILE: &str = "UPDATE people SET language = $2, theme = $3 WHERE id = $1";

/// The most people of a unit that are read at once: more than any unit serves on one day.
const MAX_AT_UNIT: i64 = 5_000;

pub(super) const STATEMENTS: &[&str] =
    &[ADD, BY_MAC, BY_ID, AT_UNIT, HAS_NUMBER, NUMBER_MAC, PROFILE, SET_PROFILE, TURN];

/// Changes nothing; whoever does the same at once waits, and counts anew.
const TURN: &str = "UPDATE people SET id = id WHERE id = $1";

/// A person to be stored, with the number sealed and hashed.
#[derive(Debug, Clone)]
pub struct SealedPerson {
    /// Our own id.
    pub id: PersonId,
    /// Keyed hash of the number.
    pub number_mac: [u8; 32],
    /// The number, sealed.
    pub number_sealed: Vec<u8>,
    /// What she is called.
    pub name: PersonName,
    /// When she was born.
    pub born: Option<Date>,
    /// Whether her address is protected.
    pub protection: Protection,
    /// When the population register said so; none when it was never asked.
    pub as_of: Option<Instant>,
}

/// A person as stored: the number still sealed.
#[derive(Debug, Clone)]
pub struct PersonRow {
    /// Our own id.
    pub id: PersonId,
    /// The number, sealed.
    pub number_sealed: Vec<u8>,
    /// What she is called.
    pub name: PersonName,
    /// When she was born.
    pub born: Option<Date>,
    /// Whether her address is protected: what the register said last, and strict until
    /// it has answered (§ 1.6.7).
    pub protection: Protection,
}

impl PersonRow {
    /// Whether her address is protected.
    pub fn is_protected(&self) -> bool {
        self.protection != Protection::None
    }

    /// Whole years on a date (§ 1.2).
    pub fn age_on(&self, today: Date) -> Option<i16> {
        self.born.map(|born| age(born, today))
    }

    /// The name as it stands in a list: shortened for protected persons (§ 1.6).
    pub fn name_in_lists(&self) -> String {
        match self.protection {
            Protection::None => self.name.full(),
            Protection::Confidential | Protection::Strict => self.name.shortened(),
        }
    }

    /// The year of birth as it stands in a list, to tell two of the same name apart;
    /// none for protected persons (§ 1.6).
    pub fn born_in_lists(&self) -> Option<i16> {
        match self.protection {
            Protection::None => self.born.map(Date::year),
            Protection::Confidential | Protection::Strict => None,
        }
    }
}

impl FromRow for PersonRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let (given, family): (String, String) = (row.get(2)?, row.get(3)?);
        Ok(Self {
            id: row.get(0)?,
            number_sealed: row.get(1)?,
            name: PersonName::new(&given, &family),
            born: row.get(4)?,
            protection: last_known(row.get(5)?, row.get(6)?),
        })
    }
}

/// The protection to go by: the last that the register told, and strict when it has
/// told nothing (§ 1.6.7).
pub(crate) fn last_known(stored: i64, as_of: Option<Instant>) -> Protection {
    let told = match stored {
        0 => Protection::None,
        1 => Protection::Confidential,
        _ => Protection::Strict,
    };
    protection_without_answer(as_of.map(|_| told))
}

/// A protection as it is stored.
pub(crate) const fn stored_protection(protection: Protection) -> i64 {
    match protection {
        Protection::None => 0,
        Protection::Confidential => 1,
        Protection::Strict => 2,
    }
}

/// The language a person reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// Bokmål.
    Nb,
    /// Nynorsk.
    Nn,
    /// English.
    En,
    /// No choice made: what the browser asks for.
    Unset,
}

/// Light, dark, or as the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Theme {
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// As the device.
    Device,
}

/// What a person has chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Profile {
    /// Her language.
    pub language: Language,
    /// Her theme.
    pub theme: Theme,
}

impl Language {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::Nn => "nn",
            Self::En => "en",
            Self::Unset => "",
        }
    }

    pub(super) fn from_stored(text: &str) -> Self {
        match text {
            "nb" => Self::Nb,
            "nn" => Self::Nn,
            "en" => Self::En,
            _ => Self::Unset,
        }
    }
}

impl Theme {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Device => "",
        }
    }

    pub(super) fn from_stored(text: &str) -> Self {
        match text {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::Device,
        }
    }
}

/// Adds a person. System scope only.
///
/// # Errors
/// When she is there already or the database fails.
pub async fn add_person(tx: &mut Tx, new: &SealedPerson) -> Result<(), StorageError> {
    tx.system()?;
    tx.ensure_one(
        ADD,
        values![
            new.id,
            new.number_mac,
            new.number_sealed,
            new.name.given(),
            new.name.family(),
            new.born,
            stored_protection(new.protection),
            "",
            "",
            new.as_of,
        ],
    )
    .await
}

/// The person with this keyed hash. System scope only: it is how a person who
/// signs in, or whom a message is about, is found.
///
/// # Errors
/// When the database fails.
pub async fn person_by_mac(tx: &mut Tx, mac: &[u8; 32]) -> Result<Option<PersonRow>, StorageError> {
    tx.system()?;
    tx.optional(BY_MAC, values![mac]).await
}

/// The same for a message that a municipality's journal system sent.
///
/// # Errors
/// When the database fails.
pub async fn person_by_mac_in(
    tx: &mut Tx,
    mac: &[u8; 32],
) -> Result<Option<PersonRow>, StorageError> {
    tx.municipality()?;
    tx.optional(BY_MAC, values![mac]).await
}

/// A person, by an id that the caller has from a row it may read.
///
/// # Errors
/// When the database fails.
pub async fn person(tx: &mut Tx, id: PersonId) -> Result<Option<PersonRow>, StorageError> {
    tx.optional(BY_ID, values![id]).await
}

/// Takes a person's turn, for what is counted before something is added to it: two at once
/// would both count what was there before.
///
/// # Errors
/// When the database fails, or the turn was another's: the transaction is tried again.
pub async fn take_turn(tx: &mut Tx, id: PersonId) -> Result<(), StorageError> {
    tx.execute(TURN, values![id]).await.map(drop)
}

/// Whether the scope's citizen has the number with this keyed hash.
///
/// # Errors
/// When the database fails.
pub async fn has_number(tx: &mut Tx, id: PersonId, mac: &[u8; 32]) -> Result<bool, StorageError> {
    tx.citizen()?;
    let (count,): (i64,) = tx.one(HAS_NUMBER, values![id, mac]).await?;
    Ok(count > 0)
}

/// The keyed hash of the number of the scope's citizen.
///
/// # Errors
/// When the database fails.
pub async fn number_mac_of(tx: &mut Tx) -> Result<[u8; 32], StorageError> {
    let citizen = tx.citizen()?;
    let (mac,): ([u8; 32],) = tx.one(NUMBER_MAC, values![citizen]).await?;
    Ok(mac)
}

/// The people who get a unit's service on a day, by family name; 5,000 at most.
///
/// # Errors
/// When the database fails.
pub async fn units_persons(
    tx: &mut Tx,
    unit: UnitId,
    today: Date,
) -> Result<Vec<PersonRow>, StorageError> {
    let municipality = tx.municipality()?;
    tx.all(AT_UNIT, values![unit, municipality, today, MAX_AT_UNIT]).await
}

/// What the scope's citizen has chosen.
///
/// # Errors
/// When the database fails.
pub async fn profile(tx: &mut Tx) -> Result<Option<Profile>, StorageError> {
    let citizen = tx.citizen()?;
    let row: Option<(String, String)> = tx.optional(PROFILE, values![citizen]).await?;
    Ok(row.map(|(language, theme)| Profile {
        language: Language::from_stored(&language),
        theme: Theme::from_stored(&theme),
    }))
}

/// Stores what the scope's citizen has chosen.
///
/// # Errors
/// When the database fails.
pub async fn set_profile(tx: &mut Tx, chosen: Profile) -> Result<(), StorageError> {
    let citizen = tx.citizen()?;
    tx.ensure_one(SET_PROFILE, values![citizen, chosen.language.as_str(), chosen.theme.as_str()])
        .await
}
