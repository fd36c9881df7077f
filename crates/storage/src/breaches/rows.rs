//! The breaches of a register: a municipality's, or with the system's scope that of a provider or
//! of whoever runs the platform.

use helsebro_domain::breaches::{Authority, Breach, Holder, Persons, Risk};
use helsebro_domain::ids::{BreachId, MunicipalityId, OrgId, StaffId};
use helsebro_domain::time::Instant;

use crate::{FromRow, Row, Scope, StorageError, Tx, values};

/// How many are listed at most.
pub const MAX_BREACHES: usize = 200;

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, municipality, told_by, aware_at, due_at, risk, authority_at, persons, \
             warned_at, closed_at, registered_at, nature, assessment, concerned, \
             authority_reference, delay, story, org, kinds, measures, records FROM breaches ",
            $rest
        )
    };
}

const ADD: &str = "INSERT INTO breaches (id, municipality, told_by, aware_at, due_at, \
     registered_at, registered_by, nature, org) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const OF_HOME: &str = columns!("WHERE municipality = $1 ORDER BY id DESC LIMIT 200");
const OF_OPERATOR: &str =
    columns!("WHERE municipality IS NULL AND org IS NULL ORDER BY id DESC LIMIT 200");
const OF_ORG: &str = columns!("WHERE org = $1 ORDER BY id DESC LIMIT 200");
const ONE_OF_HOME: &str = columns!("WHERE id = $1 AND municipality = $2");
const ONE_OF_OPERATOR: &str = columns!("WHERE id = $1 AND municipality IS NULL AND org IS NULL");
const ONE_OF_ORG: &str = columns!("WHERE id = $1 AND org = $2");
const SET: &str = "UPDATE breaches SET risk = $2, authority_at = $3, persons = $4, \
     closed_at = $5, assessment = $6, concerned = $7, authority_reference = $8, delay = $9, \
     story = $10, assessed_at = COALESCE(assessed_at, $11), \
     assessed_by = COALESCE(assessed_by, $12), \
     persons_at = COALESCE(persons_at, $13), closed_by = COALESCE(closed_by, $14), \
     kinds = $15, measures = $16, records = $17 \
     WHERE id = $1 AND closed_at IS NULL";
const TO_WARN: &str = columns!(
    "WHERE closed_at IS NULL AND warned_at IS NULL AND due_at <= $1 ORDER BY due_at LIMIT 200"
);
const WARNED: &str = "UPDATE breaches SET warned_at = $2 WHERE id = $1 AND warned_at IS NULL";

pub(super) const STATEMENTS: &[&str] = &[
    ADD,
    OF_HOME,
    OF_OPERATOR,
    OF_ORG,
    ONE_OF_HOME,
    ONE_OF_OPERATOR,
    ONE_OF_ORG,
    SET,
    TO_WARN,
    WARNED,
];

/// What is written about a breach, sealed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BreachWords {
    /// What happened.
    pub nature: Vec<u8>,
    /// Which kinds of people and of data.
    pub kinds: Option<Vec<u8>>,
    /// What is likely to come of it.
    pub assessment: Option<Vec<u8>>,
    /// What was done or is proposed.
    pub measures: Option<Vec<u8>>,
    /// About how many people.
    pub concerned: Option<i64>,
    /// About how many entries.
    pub records: Option<i64>,
    /// The authority's reference.
    pub reference: Option<String>,
    /// Why it was late.
    pub delay: Option<Vec<u8>>,
    /// What the people are told, under the platform's key.
    pub story: Option<Vec<u8>>,
}

/// A breach as it is stored.
#[derive(Debug, Clone)]
pub struct StoredBreach {
    /// The breach.
    pub breach: Breach,
    /// When it was registered.
    pub registered_at: Instant,
    /// What is written about it.
    pub words: BreachWords,
}

impl FromRow for StoredBreach {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let municipality: Option<MunicipalityId> = row.get(1)?;
        let org: Option<OrgId> = row.get(17)?;
        let others = org.map_or(Holder::Operator, Holder::Org);
        let (risk, persons): (Option<String>, Option<String>) = (row.get(5)?, row.get(7)?);
        let authority: Option<Instant> = row.get(6)?;
        Ok(Self {
            breach: Breach {
                id: row.get(0)?,
                holder: municipality.map_or(others, Holder::Municipality),
                told_by: row.get(2)?,
                aware_at: row.get(3)?,
                due_at: row.get(4)?,
                risk: risk.as_deref().and_then(Risk::from_stored),
                authority: authority.map(|at| Authority { at }),
                persons: persons.as_deref().and_then(Persons::from_stored),
                warned_at: row.get(8)?,
                closed_at: row.get(9)?,
            },
            registered_at: row.get(10)?,
            words: BreachWords {
                nature: row.get(11)?,
                kinds: row.get(18)?,
                assessment: row.get(12)?,
                measures: row.get(19)?,
                concerned: row.get(13)?,
                records: row.get(20)?,
                reference: row.get(14)?,
                delay: row.get(15)?,
                story: row.get(16)?,
            },
        })
    }
}

/// Whether the scope opens a register: a municipality's own does, and the system's every other.
fn opens(tx: &Tx, holder: Holder) -> Result<(), StorageError> {
    match (tx.scope()?, holder) {
        (Scope::Municipality(home), Holder::Municipality(id)) if id == home => Ok(()),
        (Scope::System(_), _) => Ok(()),
        _ => Err(StorageError::OutOfScope { wanted: "the register's holder" }),
    }
}

/// Stores a breach in its holder's register. A processor that tells a controller does so
/// in the system's scope.
///
/// # Errors
/// When the database fails.
pub async fn add_breach(tx: &mut Tx, new: &StoredBreach, by: StaffId) -> Result<(), StorageError> {
    let breach = &new.breach;
    opens(tx, breach.holder)?;
    let (municipality, org) = match breach.holder {
        Holder::Municipality(id) => (Some(id), None),
        Holder::Org(id) => (None, Some(id)),
        Holder::Operator => (None, None),
    };
    let (aware, due) = (breach.aware_at, breach.due_at);
    let (at, nature) = (new.registered_at, &new.words.nature);
    let row = values![breach.id, municipality, breach.told_by, aware, due, at, by, nature, org];
    tx.ensure_one(ADD, row).await
}

/// A register, newest first.
///
/// # Errors
/// When it is another's, or the database fails.
pub async fn breaches(tx: &mut Tx, holder: Holder) -> Result<Vec<StoredBreach>, StorageError> {
    opens(tx, holder)?;
    match holder {
        Holder::Municipality(home) => tx.all(OF_HOME, values![home]).await,
        Holder::Org(org) => tx.all(OF_ORG, values![org]).await,
        Holder::Operator => tx.all(OF_OPERATOR, values![]).await,
    }
}

/// One of a register.
///
/// # Errors
/// When it is another's, or the database fails.
pub async fn breach(
    tx: &mut Tx,
    (holder, id): (Holder, BreachId),
) -> Result<Option<StoredBreach>, StorageError> {
    opens(tx, holder)?;
    match holder {
        Holder::Municipality(home) => tx.optional(ONE_OF_HOME, values![id, home]).await,
        Holder::Org(org) => tx.optional(ONE_OF_ORG, values![id, org]).await,
        Holder::Operator => tx.optional(ONE_OF_OPERATOR, values![id]).await,
    }
}

/// Stores how far it has come; false when it was closed meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn set_breach(
    tx: &mut Tx,
    (breach, words): (&Breach, &BreachWords),
    (by, now): (StaffId, Instant),
) -> Result<bool, StorageError> {
    let risk = breach.risk.map(Risk::as_str);
    let persons = breach.persons.map(Persons::as_str);
    let authority = breach.authority.map(|told| told.at);
    let (persons_at, closed_by) = (breach.persons.map(|_| now), breach.closed_at.map(|_| by));
    let row = values![
        breach.id,
        risk,
        authority,
        persons,
        breach.closed_at,
        words.assessment,
        words.concerned,
        words.reference,
        words.delay,
        words.story,
        now,
        by,
        persons_at,
        closed_by,
        words.kinds,
        words.measures,
        words.records,
    ];
    Ok(tx.execute(SET, row).await? == 1)
}

/// Those whose clock runs out before an instant and whose alarm has not gone, in every
/// register. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn to_warn(tx: &mut Tx, before: Instant) -> Result<Vec<StoredBreach>, StorageError> {
    tx.system()?;
    tx.all(TO_WARN, values![before]).await
}

/// Stores that the alarm went; false when it had.
///
/// # Errors
/// When the database fails.
pub async fn warned(tx: &mut Tx, id: BreachId, now: Instant) -> Result<bool, StorageError> {
    tx.system()?;
    Ok(tx.execute(WARNED, values![id, now]).await? == 1)
}
