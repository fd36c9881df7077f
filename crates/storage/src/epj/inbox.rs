//! What came from journal systems: stored raw, taken in by a job.

use helsebro_domain::ids::{EnvelopeId, EpjId, MunicipalityId};
use helsebro_domain::time::Instant;

use super::systems::within;
use crate::{StorageError, Tx, values};

/// The most rows that a list shows.
const MAX_LISTED: u32 = 100;

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, epj, municipality, received_at, bytes, state, ended_at, message_id, \
             what, code, document FROM epj_inbox ",
            $rest
        )
    };
}

const ADD: &str = "INSERT INTO epj_inbox (id, epj, municipality, sent_as, received_at, bytes, \
     state, document) VALUES ($1, $2, $3, $4, $5, $6, 0, $7) \
     ON CONFLICT (epj, sent_as) DO NOTHING";
const SENT_AS: &str = "SELECT id FROM epj_inbox WHERE epj = $1 AND sent_as = $2";
const BY_ID: &str = columns!("WHERE id = $1 AND municipality = $2");
const NEWEST: &str =
    columns!("WHERE epj = $1 AND municipality = $2 ORDER BY received_at DESC, id DESC LIMIT $3");
const WAS_SETTLED: &str = "SELECT COUNT(*) FROM epj_inbox WHERE epj = $1 AND municipality = $2 \
     AND message_id = $3 AND state = 1";
const END: &str = "UPDATE epj_inbox SET state = $3, ended_at = $4, message_id = $5, what = $6, \
     code = $7, document = NULL WHERE id = $1 AND municipality = $2 AND state = 0";

pub(super) const STATEMENTS: &[&str] = &[ADD, SENT_AS, BY_ID, NEWEST, WAS_SETTLED, END];

/// Something that came.
#[derive(Debug)]
pub struct NewArrival<'a> {
    /// Our own id for it.
    pub id: EnvelopeId,
    /// From which journal system.
    pub epj: EpjId,
    /// Whose that is.
    pub municipality: MunicipalityId,
    /// The sender's own name for this sending.
    pub sent_as: &'a str,
    /// When.
    pub at: Instant,
    /// How long it was.
    pub bytes: usize,
    /// What came, sealed.
    pub document: &'a [u8],
}

/// Whether something came for the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrived {
    /// It did.
    Now,
    /// The same sending is here already, under this id.
    Before(EnvelopeId),
}

/// What came, as stored.
#[derive(Debug, Clone)]
pub struct InboxRow {
    /// Our own id.
    pub id: EnvelopeId,
    /// From which journal system.
    pub epj: EpjId,
    /// Whose that is.
    pub municipality: MunicipalityId,
    /// When.
    pub received_at: Instant,
    /// How long it was.
    pub bytes: i64,
    /// 0 to be taken in, 1 taken in, 2 refused.
    pub state: i64,
    /// When it was taken in or refused.
    pub ended_at: Option<Instant>,
    /// `MsgId`, when it could be read.
    pub message_id: Option<String>,
    /// What it was, in our words.
    pub what: Option<String>,
    /// Why it was refused (8221).
    pub code: Option<String>,
    /// What came, sealed, until it is done with.
    pub document: Option<Vec<u8>>,
}

crate::from_row!(InboxRow {
    id,
    epj,
    municipality,
    received_at,
    bytes,
    state,
    ended_at,
    message_id,
    what,
    code,
    document,
});

/// How taking in ended.
#[derive(Debug, Clone, Copy)]
pub struct InboxEnd<'a> {
    /// `MsgId`, when it could be read.
    pub message_id: Option<&'a str>,
    /// What it was.
    pub what: Option<&'a str>,
    /// Why it was refused; none when it was taken in.
    pub code: Option<&'a str>,
}

/// Stores what came; the same sending a second time is not stored.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn add_arrival(tx: &mut Tx, new: &NewArrival<'_>) -> Result<Arrived, StorageError> {
    within(tx, new.municipality)?;
    let bytes = i64::try_from(new.bytes).unwrap_or(i64::MAX);
    let values =
        values![new.id, new.epj, new.municipality, new.sent_as, new.at, bytes, new.document,];
    if tx.execute(ADD, values).await? == 1 {
        return Ok(Arrived::Now);
    }
    let (before,): (EnvelopeId,) = tx.one(SENT_AS, values![new.epj, new.sent_as]).await?;
    Ok(Arrived::Before(before))
}

/// What came to the scope's municipality under this id.
///
/// # Errors
/// When the database fails.
pub async fn arrival(tx: &mut Tx, id: EnvelopeId) -> Result<Option<InboxRow>, StorageError> {
    let municipality = tx.municipality()?;
    tx.optional(BY_ID, values![id, municipality]).await
}

/// What came last from a journal system of the scope's municipality.
///
/// # Errors
/// When the database fails.
pub async fn newest_arrivals(
    tx: &mut Tx,
    epj: EpjId,
    limit: u32,
) -> Result<Vec<InboxRow>, StorageError> {
    let municipality = tx.municipality()?;
    tx.all(NEWEST, values![epj, municipality, limit.min(MAX_LISTED)]).await
}

/// Whether a message with this `MsgId` was taken in from a journal system of the
/// scope's municipality.
///
/// # Errors
/// When the database fails.
pub async fn was_settled(tx: &mut Tx, epj: EpjId, message_id: &str) -> Result<bool, StorageError> {
    let municipality = tx.municipality()?;
    let (count,): (i64,) = tx.one(WAS_SETTLED, values![epj, municipality, message_id]).await?;
    Ok(count > 0)
}

/// Ends the taking in of what came, once; the document is let go. False when it
/// had ended already.
///
/// # Errors
/// When the database fails.
pub async fn end_arrival(
    tx: &mut Tx,
    id: EnvelopeId,
    end: InboxEnd<'_>,
    now: Instant,
) -> Result<bool, StorageError> {
    let municipality = tx.municipality()?;
    let state: i64 = if end.code.is_none() { 1 } else { 2 };
    let values = values![id, municipality, state, now, end.message_id, end.what, end.code];
    Ok(tx.execute(END, values).await? == 1)
}
