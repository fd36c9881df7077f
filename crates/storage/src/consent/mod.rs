//! The ledger of consents: a row for each time somebody gave, changed or withdrew one.
//! No statement changes or removes any (L-GDPR-7).
//!
//! Where a person stands is kept beside, on her own row, so that no request need look in
//! the ledger.

use helsebro_domain::consent::{Level, ParentSays, Portal, Stand};
use helsebro_domain::ids::PersonId;
use helsebro_domain::time::{Date, Instant};
use uuid::Uuid;

use crate::{FromRow, Row, StorageError, Tx, values};

/// What a consent to use the platform is about, as it is stored.
const PORTAL_NAME: &str = "PORTAL";

/// What a parent's consent for a youth is about, as it is stored (L-GDPR-8).
const YOUTH_NAME: &str = "YOUTH";

/// The most rows of the ledger that are shown.
const MAX_SHOWN: u32 = 100;

const ADD: &str = "INSERT INTO consents (person, id, what, level, terms, language, given_by, at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const OF_CITIZEN: &str = "SELECT level, terms, language, given_by, at FROM consents \
     WHERE person = $1 AND what = $2 ORDER BY id DESC LIMIT $3";
const STANDS: &str = "SELECT portal, born, youth_by FROM people WHERE id = $1";
const SET_YOUTH: &str = "UPDATE people SET youth_by = $2 WHERE id = $1";
const SET_PORTAL: &str = "UPDATE people SET portal = $2 WHERE id = $1";

/// Every statement here, for the test that prepares each on both databases.
pub(crate) const STATEMENTS: &[&[&str]] = &[&[ADD, OF_CITIZEN, STANDS, SET_PORTAL, SET_YOUTH]];

/// A row to be added: what somebody said yes to, or that she withdrew it.
#[derive(Debug, Clone, Copy)]
pub struct NewConsent<'a> {
    /// Its id; ids are in the order of time.
    pub id: Uuid,
    /// Whose.
    pub person: PersonId,
    /// To how much; none withdraws.
    pub level: Option<Level>,
    /// The version of the text that was shown.
    pub terms: &'a str,
    /// In which language.
    pub language: &'a str,
    /// Who said so.
    pub given_by: PersonId,
    /// When.
    pub at: Instant,
}

/// A row of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentRow {
    /// To how much; none when it was withdrawn.
    pub level: Option<Level>,
    /// The version of the text that was shown.
    pub terms: String,
    /// In which language.
    pub language: String,
    /// Who said so.
    pub given_by: PersonId,
    /// When.
    pub at: Instant,
}

impl FromRow for ConsentRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            level: level_of(row.get(0)?),
            terms: row.get(1)?,
            language: row.get(2)?,
            given_by: row.get(3)?,
            at: row.get(4)?,
        })
    }
}

const fn level_of(stored: i64) -> Option<Level> {
    match stored {
        0 => None,
        1 => Some(Level::Looking),
        _ => Some(Level::Everything),
    }
}

const fn stored_level(level: Option<Level>) -> i64 {
    match level {
        None => 0,
        Some(Level::Looking) => 1,
        Some(Level::Everything) => 2,
    }
}

/// Adds a row, and notes on the person's own where she stands now. Her own scope, or the
/// system's.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn add_consent(tx: &mut Tx, new: &NewConsent<'_>) -> Result<(), StorageError> {
    own(tx, new.person)?;
    let NewConsent { id, person, level, terms, language, given_by, at } = *new;
    let stored = stored_level(level);
    tx.ensure_one(ADD, values![person, id, PORTAL_NAME, stored, terms, language, given_by, at])
        .await?;
    let portal: i64 = match level {
        Some(Level::Everything) => 1,
        None => 2,
        Some(Level::Looking) => 3,
    };
    tx.ensure_one(SET_PORTAL, values![person, portal]).await
}

/// The consents of the scope's citizen, newest first.
///
/// # Errors
/// When the database fails.
pub async fn consents(tx: &mut Tx) -> Result<Vec<ConsentRow>, StorageError> {
    let citizen = tx.citizen()?;
    tx.all(OF_CITIZEN, values![citizen, PORTAL_NAME, MAX_SHOWN]).await
}

/// The version of the terms that the scope's citizen has said yes to last; none when she has not,
/// or has taken it back.
///
/// # Errors
/// When the database fails.
pub async fn terms_agreed(tx: &mut Tx) -> Result<Option<String>, StorageError> {
    let citizen = tx.citizen()?;
    let newest: Option<ConsentRow> =
        tx.optional(OF_CITIZEN, values![citizen, PORTAL_NAME, 1_u32]).await?;
    Ok(newest.filter(|row| row.level.is_some()).map(|row| row.terms))
}

/// Adds what a parent says about a youth, and notes it on the youth's own row. The
/// youth's scope, or the system's.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn add_for_youth(tx: &mut Tx, new: &NewConsent<'_>) -> Result<(), StorageError> {
    own(tx, new.person)?;
    let NewConsent { id, person, level, terms, language, given_by, at } = *new;
    let stored = stored_level(level);
    tx.ensure_one(ADD, values![person, id, YOUTH_NAME, stored, terms, language, given_by, at])
        .await?;
    let holds = level.is_some().then_some(given_by);
    tx.ensure_one(SET_YOUTH, values![person, holds]).await
}

/// Where a person stands with the platform, when she was born, and whether a parent has
/// consented for her; by an id that the caller has from a row it may read.
///
/// # Errors
/// When she is not known or the database fails.
pub async fn stands(tx: &mut Tx, person: PersonId) -> Result<Stand, StorageError> {
    let (portal, born, by): (i64, Option<Date>, Option<PersonId>) =
        tx.one(STANDS, values![person]).await?;
    Ok(Stand { portal: portal_of(portal), born, parent: parent_says(by) })
}

/// What a parent has said, as it is stored on a youth's row.
pub(crate) const fn parent_says(by: Option<PersonId>) -> ParentSays {
    match by {
        Some(_) => ParentSays::Yes,
        None => ParentSays::Nothing,
    }
}

/// Where a person stands, as it is stored on her row.
pub(crate) const fn portal_of(stored: i64) -> Portal {
    match stored {
        0 => Portal::NotAsked,
        1 => Portal::Active(Level::Everything),
        3 => Portal::Active(Level::Looking),
        _ => Portal::Closed,
    }
}

fn own(tx: &Tx, person: PersonId) -> Result<(), StorageError> {
    if tx.system().is_err() && tx.citizen()? != person {
        return Err(StorageError::OutOfScope { wanted: "the person" });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_reads_back_from_storage() {
        for level in [None, Some(Level::Looking), Some(Level::Everything)] {
            assert_eq!(level_of(stored_level(level)), level);
        }
    }
}
