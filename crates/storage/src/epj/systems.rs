//! The journal systems that municipalities have connected.

use helsebro_domain::epj::{EpjSystem, Handover};
use helsebro_domain::ids::{EpjId, MunicipalityId};
use helsebro_domain::time::Instant;

use crate::{FromRow, Row, StorageError, Tx, values};

macro_rules! columns {
    ($rest:literal) => {
        concat!("SELECT id, municipality, name, client_id, post_to FROM epj_systems ", $rest)
    };
}

const BY_ID: &str = columns!("WHERE id = $1");
const BY_CLIENT: &str = columns!("WHERE client_id = $1");
const OF_MUNICIPALITY: &str = columns!("WHERE municipality = $1 ORDER BY name LIMIT 100");
const IDS_IN: &str = "SELECT id FROM epj_systems WHERE municipality = $1 ORDER BY name LIMIT 100";
const ADD: &str = "INSERT INTO epj_systems (id, municipality, name, client_id, post_to) \
     VALUES ($1, $2, $3, $4, $5)";
const UPDATE: &str =
    "UPDATE epj_systems SET name = $3, post_to = $4 WHERE id = $1 AND municipality = $2";
const SEEN: &str = "UPDATE epj_systems SET seen_at = $3 WHERE id = $1 AND municipality = $2";
const BACKLOG: &str = "SELECT s.id, s.name, s.seen_at, \
     (SELECT COUNT(*) FROM epj_outbox o WHERE o.epj = s.id AND o.state = 0), \
     (SELECT MIN(o.queued_at) FROM epj_outbox o WHERE o.epj = s.id AND o.state = 0), \
     (SELECT MIN(o.handed_over_at) FROM epj_outbox o WHERE o.epj = s.id AND o.state = 1) \
     FROM epj_systems s ORDER BY s.name LIMIT 500";

pub(super) const STATEMENTS: &[&str] =
    &[BY_ID, BY_CLIENT, OF_MUNICIPALITY, IDS_IN, ADD, UPDATE, SEEN, BACKLOG];

struct Found(EpjSystem);

impl FromRow for Found {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let post_to: Option<String> = row.get(4)?;
        Ok(Self(EpjSystem {
            id: row.get(0)?,
            municipality: row.get(1)?,
            name: row.get(2)?,
            client_id: row.get(3)?,
            handover: post_to.map_or(Handover::Fetched, Handover::Posted),
        }))
    }
}

/// How much waits for a journal system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backlog {
    /// Which.
    pub epj: EpjId,
    /// What it is called.
    pub name: String,
    /// When it last used its door, or took what was posted.
    pub seen_at: Option<Instant>,
    /// How many messages wait to be handed over.
    pub queued: i64,
    /// Since when the first of them has waited.
    pub queued_since: Option<Instant>,
    /// When the first message without a receipt was handed over.
    pub unreceipted_since: Option<Instant>,
}

crate::from_row!(Backlog { epj, name, seen_at, queued, queued_since, unreceipted_since });

/// Adds a journal system of the scope's municipality, or any in system scope.
///
/// # Errors
/// When its client is known already, or the database fails.
pub async fn add_system(tx: &mut Tx, new: &EpjSystem) -> Result<(), StorageError> {
    within(tx, new.municipality)?;
    let post_to = post_to(new);
    let values = values![new.id, new.municipality, new.name, new.client_id, post_to];
    tx.ensure_one(ADD, values).await
}

/// Stores what can be changed about a journal system of the scope's municipality.
///
/// # Errors
/// When it is not the municipality's or the database fails.
pub async fn update_system(tx: &mut Tx, system: &EpjSystem) -> Result<(), StorageError> {
    let municipality = tx.municipality()?;
    let post_to = post_to(system);
    let values = values![system.id, municipality, system.name, post_to];
    tx.ensure_one(UPDATE, values).await
}

/// A journal system. That it is there is no secret.
///
/// # Errors
/// When the database fails.
pub async fn system(tx: &mut Tx, id: EpjId) -> Result<Option<EpjSystem>, StorageError> {
    Ok(tx.optional::<Found>(BY_ID, values![id]).await?.map(|found| found.0))
}

/// The journal system that is registered with this client. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn system_by_client(
    tx: &mut Tx,
    client_id: &str,
) -> Result<Option<EpjSystem>, StorageError> {
    tx.system()?;
    Ok(tx.optional::<Found>(BY_CLIENT, values![client_id]).await?.map(|found| found.0))
}

/// The journal systems of the scope's municipality.
///
/// # Errors
/// When the database fails.
pub async fn systems_of(tx: &mut Tx) -> Result<Vec<EpjSystem>, StorageError> {
    let municipality = tx.municipality()?;
    let rows: Vec<Found> = tx.all(OF_MUNICIPALITY, values![municipality]).await?;
    Ok(rows.into_iter().map(|found| found.0).collect())
}

/// The journal systems of a municipality. That they are there is no secret.
///
/// # Errors
/// When the database fails.
pub async fn systems_in(
    tx: &mut Tx,
    municipality: MunicipalityId,
) -> Result<Vec<EpjId>, StorageError> {
    let rows: Vec<(EpjId,)> = tx.all(IDS_IN, values![municipality]).await?;
    Ok(rows.into_iter().map(|(epj,)| epj).collect())
}

/// Notes that a journal system of the scope's municipality was there.
///
/// # Errors
/// When the database fails.
pub async fn mark_seen(tx: &mut Tx, id: EpjId, now: Instant) -> Result<(), StorageError> {
    let municipality = tx.municipality()?;
    tx.ensure_one(SEEN, values![id, municipality, now]).await
}

/// How much waits for each journal system. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn backlog(tx: &mut Tx) -> Result<Vec<Backlog>, StorageError> {
    tx.system()?;
    tx.all(BACKLOG, values![]).await
}

fn post_to(system: &EpjSystem) -> Option<&str> {
    match &system.handover {
        Handover::Fetched => None,
        Handover::Posted(address) => Some(address),
    }
}

/// Whether the scope may write for a municipality.
pub(super) fn within(tx: &Tx, municipality: MunicipalityId) -> Result<(), StorageError> {
    let own = tx.system().is_ok() || tx.municipality().is_ok_and(|scope| scope == municipality);
    if own { Ok(()) } else { Err(StorageError::OutOfScope { wanted: "the municipality" }) }
}
