//! That what was given out has been put right, erased or may not be used since (GDPR art. 19).

use helsebro_domain::ids::{DisclosureId, PersonId, RightsPartId, UnitId};
use helsebro_domain::rights::Kind;
use helsebro_domain::time::Instant;

use crate::{FromRow, Row, StorageError, Tx, values};

const GIVEN: &str = "SELECT id, unit FROM disclosures WHERE person = $1 AND source_unit = $2 \
     AND state = 'RELEASED' ORDER BY id LIMIT 500";
const ADD: &str =
    "INSERT INTO disclosure_changes (disclosure, part, kind, at) VALUES ($1, $2, $3, $4)";
const OF: &str = "SELECT kind, at FROM disclosure_changes WHERE disclosure = $1 \
     ORDER BY at, part LIMIT 100";

pub(super) const STATEMENTS: &[&str] = &[GIVEN, ADD, OF];

/// What has happened with data since they were given out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changed {
    /// What was asked for and granted.
    pub kind: Kind,
    /// When.
    pub at: Instant,
}

impl FromRow for Changed {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let kind: String = row.get(0)?;
        let wrong = StorageError::Column { column: 0, wanted: "a kind of request" };
        Ok(Self { kind: Kind::from_code(&kind).ok_or(wrong)?, at: row.get(1)? })
    }
}

/// Tells everybody who was given data of a person by a unit: it stands with each of them
/// what has happened since. Says which units they work at.
///
/// # Errors
/// When the database fails.
pub async fn tell_recipients(
    tx: &mut Tx,
    (person, source): (PersonId, UnitId),
    (part, kind, at): (RightsPartId, Kind, Instant),
) -> Result<Vec<UnitId>, StorageError> {
    tx.system()?;
    let given: Vec<(DisclosureId, UnitId)> = tx.all(GIVEN, values![person, source]).await?;
    for (disclosure, _) in &given {
        tx.ensure_one(ADD, values![*disclosure, part, kind.code(), at]).await?;
    }
    Ok(given.into_iter().map(|(_, unit)| unit).collect())
}

/// What has happened since data were given out. Whoever asks has loaded the disclosure first.
///
/// # Errors
/// When the database fails.
pub async fn changes_of(tx: &mut Tx, id: DisclosureId) -> Result<Vec<Changed>, StorageError> {
    tx.all(OF, values![id]).await
}
