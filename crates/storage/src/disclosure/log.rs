//! The log of what was given out (§ 10.3). There is no statement that changes a line.

use helsebro_domain::controllership::Party;
use helsebro_domain::disclosure::{BasisCode, Period};
use helsebro_domain::ids::{AuditId, DisclosureId, MunicipalityId, ResolutionId, StaffId, UnitId};
use helsebro_domain::time::Instant;

use crate::{FromRow, Row, StorageError, Tx, values};

const ADD: &str = "INSERT INTO disclosure_log (id, disclosure, at, receiver, \
     receiver_municipality, receiver_unit, basis, period_from, period_to, conversations, texts, \
     patient, controllers, resolution, receivers) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
const OF: &str = "SELECT id, disclosure, at, receiver, receiver_municipality, receiver_unit, \
     basis, period_from, period_to, conversations, texts, patient, controllers, resolution, \
     receivers FROM disclosure_log WHERE disclosure = $1 ORDER BY id LIMIT 100";

pub(super) const STATEMENTS: &[&str] = &[ADD, OF];

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// The id of its audit line.
    pub id: AuditId,
    /// What it is about.
    pub disclosure: DisclosureId,
    /// When.
    pub at: Instant,
    /// Who gets it.
    pub receiver: StaffId,
    /// Her municipality.
    pub receiver_municipality: MunicipalityId,
    /// Her unit.
    pub receiver_unit: UnitId,
    /// On what.
    pub basis: BasisCode,
    /// From when to when.
    pub period: Period,
    /// How many conversations.
    pub conversations: usize,
    /// How many texts besides.
    pub texts: usize,
    /// Keyed hash of the patient; none when there is not one patient.
    pub patient: Option<[u8; 32]>,
    /// Who is controller of what was given out.
    pub controllers: Vec<Party>,
    /// By which answer.
    pub resolution: ResolutionId,
    /// Who is controller of what was received: the enterprise that she asked for.
    pub receivers: Vec<Party>,
}

impl FromRow for LogEntry {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let (basis, controllers): (String, String) = (row.get(6)?, row.get(12)?);
        let receivers: Option<String> = row.get(14)?;
        let count = |column| -> Result<usize, StorageError> {
            usize::try_from(row.get::<i64>(column)?)
                .map_err(|_| StorageError::Column { column, wanted: "a count" })
        };
        Ok(Self {
            id: row.get(0)?,
            disclosure: row.get(1)?,
            at: row.get(2)?,
            receiver: row.get(3)?,
            receiver_municipality: row.get(4)?,
            receiver_unit: row.get(5)?,
            basis: BasisCode::from_stored(&basis)
                .ok_or(StorageError::Column { column: 6, wanted: "a basis" })?,
            period: Period { from: row.get(7)?, to: row.get(8)? },
            conversations: count(9)?,
            texts: count(10)?,
            patient: row.get(11)?,
            controllers: parties(&controllers),
            resolution: row.get(13)?,
            receivers: parties(receivers.as_deref().unwrap_or_default()),
        })
    }
}

fn parties(stored: &str) -> Vec<Party> {
    stored.split(' ').filter_map(Party::from_stored).collect()
}

fn stored(parties: &[Party]) -> String {
    parties.iter().map(|party| party.to_stored()).collect::<Vec<_>>().join(" ")
}

/// Writes a line, in the transaction that gives the data out.
///
/// # Errors
/// When the database fails; nothing is given out then.
pub async fn add_log(tx: &mut Tx, entry: &LogEntry) -> Result<(), StorageError> {
    tx.municipality()?;
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let (basis, controllers) = (entry.basis.as_str(), stored(&entry.controllers));
    let receivers = stored(&entry.receivers);
    let (conversations, texts) = (count(entry.conversations), count(entry.texts));
    let row = values![
        entry.id,
        entry.disclosure,
        entry.at,
        entry.receiver,
        entry.receiver_municipality,
        entry.receiver_unit,
        basis,
        entry.period.from,
        entry.period.to,
        conversations,
        texts,
        entry.patient,
        controllers,
        entry.resolution,
        receivers,
    ];
    tx.ensure_one(ADD, row).await
}

/// What was logged of a disclosure. Whoever asks has loaded it first.
///
/// # Errors
/// When the database fails.
pub async fn log_of(tx: &mut Tx, id: DisclosureId) -> Result<Vec<LogEntry>, StorageError> {
    tx.all(OF, values![id]).await
}
