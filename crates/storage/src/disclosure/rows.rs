//! What was asked for, and how it was decided.

use helsebro_domain::disclosure::{
    Application, BasisCode, Check, Consent, Finding, Patients, Period, Purpose, Relation, Release,
    Standing,
};
use helsebro_domain::ids::{DisclosureId, PersonId, StaffId, ThreadId, UnitId};
use helsebro_domain::time::Instant;

use crate::{FromRow, Row, StorageError, Tx, values};

/// How many are listed at most.
pub const MAX_DISCLOSURES: usize = 100;

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, municipality, unit, asker, source_municipality, source_unit, person, \
             purpose, consent, relation, period_from, period_to, days, asked_at, words_citizen, \
             words_unit, words_source, is_overridden, state, decided_by, decided_at, until_at, \
             basis, given_citizen, given_unit, given_source FROM disclosures ",
            $rest
        )
    };
}

const ADD: &str = "INSERT INTO disclosures (id, municipality, unit, asker, source_municipality, \
     source_unit, person, purpose, consent, relation, period_from, period_to, days, asked_at, \
     words_citizen, words_unit, words_source, is_overridden, state) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, \
     'ASKED')";
const OF_ASKER: &str = columns!("WHERE id = $1 AND municipality = $2");
const OF_PATIENT: &str = columns!("WHERE id = $1 AND person = $2");
const OF_SOURCE: &str = columns!("WHERE id = $1 AND source_municipality = $2");
const BY_UNIT: &str = columns!("WHERE municipality = $1 AND unit = $2 ORDER BY id DESC LIMIT 100");
const AT_UNIT: &str =
    columns!("WHERE source_municipality = $1 AND source_unit = $2 ORDER BY id DESC LIMIT 100");
const OVERRIDDEN: &str =
    columns!("WHERE source_municipality = $1 AND is_overridden = 1 ORDER BY id DESC LIMIT 100");
const RELEASE: &str = "UPDATE disclosures SET state = 'RELEASED', decided_by = $3, \
     decided_at = $4, until_at = $5, basis = $6, is_overridden = $7, given_citizen = $8, \
     given_unit = $9, given_source = $10 \
     WHERE id = $1 AND source_municipality = $2 AND state = 'ASKED'";
const DECLINE: &str = "UPDATE disclosures SET state = 'DECLINED', decided_by = $3, \
     decided_at = $4 WHERE id = $1 AND source_municipality = $2 AND state = 'ASKED'";
const ADD_THREAD: &str = "INSERT INTO disclosure_threads (disclosure, thread) VALUES ($1, $2)";
const THREADS: &str =
    "SELECT thread FROM disclosure_threads WHERE disclosure = $1 ORDER BY thread LIMIT 100";
const ADD_CHECK: &str =
    "INSERT INTO disclosure_checks (disclosure, number, finding) VALUES ($1, $2, $3)";
const CHECKS: &str = "SELECT number, finding FROM disclosure_checks \
     WHERE disclosure = $1 ORDER BY number LIMIT 7";

pub(super) const STATEMENTS: &[&str] = &[
    ADD, OF_ASKER, OF_PATIENT, OF_SOURCE, BY_UNIT, AT_UNIT, OVERRIDDEN, RELEASE, DECLINE,
    ADD_THREAD, THREADS, ADD_CHECK, CHECKS,
];

/// A text sealed for the patient, for whoever asks and for whoever has the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed3 {
    /// Under the platform's key.
    pub citizen: Vec<u8>,
    /// Under the asker's municipality's.
    pub unit: Vec<u8>,
    /// Under the source's municipality's.
    pub source: Vec<u8>,
}

/// What was written besides, or nothing.
pub type GivenWords = Option<Sealed3>;

/// What was asked for, as it is stored.
#[derive(Debug, Clone)]
pub struct StoredDisclosure {
    /// What was asked for.
    pub application: Application,
    /// What the two are to each other.
    pub relation: Relation,
    /// When.
    pub asked_at: Instant,
    /// What and why, in words.
    pub words: Sealed3,
    /// Whether a compelling reason went before an opposition.
    pub is_overridden: bool,
    /// How far it has come.
    pub standing: Standing,
    /// On what it was given out.
    pub basis: Option<BasisCode>,
    /// What was written besides.
    pub given: GivenWords,
}

impl FromRow for StoredDisclosure {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let wrong = |column, wanted| StorageError::Column { column, wanted };
        let (purpose, relation): (String, String) = (row.get(7)?, row.get(9)?);
        let person: Option<PersonId> = row.get(6)?;
        let basis: Option<String> = row.get(22)?;
        let given: Option<Vec<u8>> = row.get(23)?;
        let given = match given {
            None => None,
            Some(citizen) => Some(Sealed3 { citizen, unit: row.get(24)?, source: row.get(25)? }),
        };
        Ok(Self {
            application: Application {
                id: row.get(0)?,
                municipality: row.get(1)?,
                unit: row.get(2)?,
                asker: row.get(3)?,
                source_municipality: row.get(4)?,
                source: row.get(5)?,
                patients: person.map_or(Patients::Everybody, Patients::One),
                purpose: Purpose::from_stored(&purpose).ok_or_else(|| wrong(7, "a purpose"))?,
                consent: match row.get::<i64>(8)? {
                    0 => Consent::None,
                    _ => Consent::Given,
                },
                period: Period { from: row.get(10)?, to: row.get(11)? },
                days: row.get(12)?,
            },
            relation: Relation::from_stored(&relation).ok_or_else(|| wrong(9, "a relation"))?,
            asked_at: row.get(13)?,
            words: Sealed3 { citizen: row.get(14)?, unit: row.get(15)?, source: row.get(16)? },
            is_overridden: row.get::<i64>(17)? != 0,
            standing: standing(row)?,
            basis: basis.as_deref().and_then(BasisCode::from_stored),
            given,
        })
    }
}

fn standing(row: &Row<'_>) -> Result<Standing, StorageError> {
    let state: String = row.get(18)?;
    Ok(match state.as_str() {
        "ASKED" => Standing::Asked,
        "DECLINED" => Standing::Declined { by: row.get(19)?, at: row.get(20)? },
        "RELEASED" => {
            Standing::Released { by: row.get(19)?, at: row.get(20)?, until: row.get(21)? }
        }
        _ => return Err(StorageError::Column { column: 18, wanted: "a state" }),
    })
}

/// Stores what somebody of the scope's municipality asks for.
///
/// # Errors
/// When the database fails.
pub async fn add_disclosure(tx: &mut Tx, new: &StoredDisclosure) -> Result<(), StorageError> {
    let municipality = tx.municipality()?;
    let it = &new.application;
    let consent = i64::from(it.consent == Consent::Given);
    let (purpose, relation) = (it.purpose.as_str(), new.relation.as_str());
    let (person, days, overridden) =
        (it.person(), i64::from(it.days), i64::from(new.is_overridden));
    let row = values![
        it.id,
        municipality,
        it.unit,
        it.asker,
        it.source_municipality,
        it.source,
        person,
        purpose,
        consent,
        relation,
        it.period.from,
        it.period.to,
        days,
        new.asked_at,
        new.words.citizen,
        new.words.unit,
        new.words.source,
        overridden,
    ];
    tx.ensure_one(ADD, row).await
}

/// What the scope's municipality asked for.
///
/// # Errors
/// When the database fails.
pub async fn disclosure_of_asker(
    tx: &mut Tx,
    id: DisclosureId,
) -> Result<Option<StoredDisclosure>, StorageError> {
    let municipality = tx.municipality()?;
    tx.optional(OF_ASKER, values![id, municipality]).await
}

/// What the scope's municipality was asked for.
///
/// # Errors
/// When the database fails.
pub async fn disclosure_of_source(
    tx: &mut Tx,
    id: DisclosureId,
) -> Result<Option<StoredDisclosure>, StorageError> {
    let municipality = tx.municipality()?;
    tx.optional(OF_SOURCE, values![id, municipality]).await
}

/// What was asked for about the scope's citizen.
///
/// # Errors
/// When the database fails.
pub async fn disclosure_of_patient(
    tx: &mut Tx,
    id: DisclosureId,
) -> Result<Option<StoredDisclosure>, StorageError> {
    let person = tx.citizen()?;
    tx.optional(OF_PATIENT, values![id, person]).await
}

/// What a unit of the scope's municipality asked for, newest first.
///
/// # Errors
/// When the database fails.
pub async fn asked_by_unit(
    tx: &mut Tx,
    unit: UnitId,
) -> Result<Vec<StoredDisclosure>, StorageError> {
    let municipality = tx.municipality()?;
    tx.all(BY_UNIT, values![municipality, unit]).await
}

/// What a unit of the scope's municipality was asked for, newest first.
///
/// # Errors
/// When the database fails.
pub async fn asked_of_unit(
    tx: &mut Tx,
    unit: UnitId,
) -> Result<Vec<StoredDisclosure>, StorageError> {
    let municipality = tx.municipality()?;
    tx.all(AT_UNIT, values![municipality, unit]).await
}

/// What the scope's municipality was asked for although the patient opposes it, newest
/// first.
///
/// # Errors
/// When the database fails.
pub async fn overridden(tx: &mut Tx) -> Result<Vec<StoredDisclosure>, StorageError> {
    let municipality = tx.municipality()?;
    tx.all(OVERRIDDEN, values![municipality]).await
}

/// Stores what the scope's municipality gives out, with how each check went; false when it
/// was decided already.
///
/// # Errors
/// When the database fails.
pub async fn release(
    tx: &mut Tx,
    id: DisclosureId,
    (release, given, threads): (&Release, &GivenWords, &[ThreadId]),
    now: Instant,
) -> Result<bool, StorageError> {
    let municipality = tx.municipality()?;
    let overridden = i64::from(release.checked().is_overridden());
    let (by, until, basis) = (release.by(), release.until(), release.checked().basis().as_str());
    let copy = |of: fn(&Sealed3) -> &Vec<u8>| given.as_ref().map(|words| of(words).clone());
    let (citizen, unit, source) =
        (copy(|it| &it.citizen), copy(|it| &it.unit), copy(|it| &it.source));
    let row = values![id, municipality, by, now, until, basis, overridden, citizen, unit, source,];
    if tx.execute(RELEASE, row).await? != 1 {
        return Ok(false);
    }
    for thread in threads {
        tx.ensure_one(ADD_THREAD, values![id, *thread]).await?;
    }
    for (check, finding) in release.logged().findings {
        let (number, finding) = (i64::from(check.number()), finding.as_str());
        tx.ensure_one(ADD_CHECK, values![id, number, finding]).await?;
    }
    Ok(true)
}

/// Stores that the scope's municipality gives nothing out; false when it was decided
/// already.
///
/// # Errors
/// When the database fails.
pub async fn decline(
    tx: &mut Tx,
    id: DisclosureId,
    (by, now): (StaffId, Instant),
) -> Result<bool, StorageError> {
    let municipality = tx.municipality()?;
    Ok(tx.execute(DECLINE, values![id, municipality, by, now]).await? == 1)
}

/// The conversations that were given out. Whoever asks has loaded the disclosure first.
///
/// # Errors
/// When the database fails.
pub async fn threads_of(tx: &mut Tx, id: DisclosureId) -> Result<Vec<ThreadId>, StorageError> {
    let rows: Vec<(ThreadId,)> = tx.all(THREADS, values![id]).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// How each check went.
///
/// # Errors
/// When the database fails.
pub async fn checks_of(
    tx: &mut Tx,
    id: DisclosureId,
) -> Result<Vec<(Check, Finding)>, StorageError> {
    let rows: Vec<(u8, String)> = tx.all(CHECKS, values![id]).await?;
    rows.into_iter()
        .map(|(number, finding)| {
            let check = Check::from_number(number);
            check
                .zip(Finding::from_stored(&finding))
                .ok_or(StorageError::Column { column: 0, wanted: "a check" })
        })
        .collect()
}
