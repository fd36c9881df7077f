//! What is under way to journal systems.

use helsebro_domain::epj::{Outgoing, OutgoingKind, OutgoingState, ReceiptStatus};
use helsebro_domain::ids::{
    EnvelopeId, EpjId, MessageId, MunicipalityId, PersonId, ThreadId, UnitId,
};
use helsebro_domain::time::Instant;
use uuid::Uuid;

use crate::{FromRow, Row, StorageError, Tx, values};

/// The most rows that one call hands out.
pub const PAGE: u32 = 100;

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, kind, state, queued_at, handed_over_at, ended_at, epj, municipality, unit, \
             transport, receiver_her, person, thread, message, answers, resends, \
             receipt_status, errors, repeats, noticed, document FROM epj_outbox ",
            $rest
        )
    };
}

const ADD: &str = "INSERT INTO epj_outbox (id, epj, municipality, unit, kind, state, transport, \
     receiver_her, person, thread, message, answers, resends, queued_at, repeats, noticed) \
     VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8, $9, $10, $11, $12, $13, 0, 0) \
     ON CONFLICT (id) DO UPDATE SET epj = excluded.epj, unit = excluded.unit, state = 0, \
     transport = excluded.transport, receiver_her = excluded.receiver_her, \
     queued_at = excluded.queued_at, ended_at = NULL WHERE epj_outbox.state = 4";
const READ: &str = columns!("WHERE id = $1 AND municipality = $2");
const READ_AT_DOOR: &str = columns!("WHERE transport = $1 AND epj = $2 AND municipality = $3");
const ABOUT: &str = columns!(
    "WHERE epj = $1 AND person = $2 AND municipality = $3 AND state = 0 \
     ORDER BY id LIMIT $4 FOR UPDATE"
);
const BY_ID: &str = columns!("WHERE id = $1 AND municipality = $2 FOR UPDATE");
const BY_TRANSPORT: &str =
    columns!("WHERE transport = $1 AND epj = $2 AND municipality = $3 FOR UPDATE");
const WAITING: &str = columns!(
    "WHERE epj = $1 AND municipality = $2 AND state = 0 AND document IS NOT NULL \
     ORDER BY id LIMIT $3"
);
const OF_UNIT: &str =
    columns!("WHERE unit = $1 AND municipality = $2 AND state = 0 ORDER BY id LIMIT $3 FOR UPDATE");
const NEWEST: &str =
    columns!("WHERE epj = $1 AND municipality = $2 ORDER BY queued_at DESC, id DESC LIMIT $3");
const UNRECEIPTED: &str = columns!(
    "WHERE state = 1 AND handed_over_at <= $1 AND noticed < $2 ORDER BY handed_over_at LIMIT $3"
);
const SET_DOCUMENT: &str = "UPDATE epj_outbox SET document = $3 \
     WHERE id = $1 AND municipality = $2 AND state = 0 AND document IS NULL";
const UPDATE: &str = "UPDATE epj_outbox SET state = $3, handed_over_at = $4, ended_at = $5, \
     receipt_status = $6, errors = $7, noticed = $8, document = CASE WHEN $9 = 1 THEN document \
     ELSE NULL END WHERE id = $1 AND municipality = $2";
const REPEAT: &str = "UPDATE epj_outbox SET state = 0, transport = $3, repeats = repeats + 1, \
     noticed = 0, handed_over_at = NULL WHERE id = $1 AND municipality = $2 AND state = 1";
const OF_THREAD: &str = "SELECT message, state, handed_over_at, errors FROM epj_outbox \
     WHERE thread = $1 AND message IS NOT NULL ORDER BY id LIMIT 400";
const THREAD_NAMED_BY: &str = "SELECT thread FROM epj_outbox WHERE id = $1 AND municipality = $2 \
     AND thread IS NOT NULL";

pub(super) const STATEMENTS: &[&str] = &[
    ADD,
    READ,
    READ_AT_DOOR,
    ABOUT,
    BY_ID,
    BY_TRANSPORT,
    WAITING,
    OF_UNIT,
    NEWEST,
    UNRECEIPTED,
    SET_DOCUMENT,
    UPDATE,
    REPEAT,
    OF_THREAD,
    THREAD_NAMED_BY,
];

/// A message to be queued.
#[derive(Debug, Clone)]
pub struct NewOutgoing {
    /// Its `MsgId`.
    pub id: EnvelopeId,
    /// What it is.
    pub kind: OutgoingKind,
    /// To which journal system.
    pub epj: EpjId,
    /// Whose.
    pub municipality: MunicipalityId,
    /// For which unit.
    pub unit: Option<UnitId>,
    /// Its id at the journal system's door.
    pub transport: Uuid,
    /// The HER-id that receives it.
    pub receiver_her: String,
    /// About whom.
    pub person: Option<PersonId>,
    /// In which conversation.
    pub thread: Option<ThreadId>,
    /// Which message of it.
    pub message: Option<MessageId>,
    /// What came and is answered with this.
    pub answers: Option<EnvelopeId>,
    /// The refused message that this is sent anew for.
    pub resends: Option<EnvelopeId>,
    /// When.
    pub at: Instant,
}

/// A message under way, as stored.
#[derive(Debug, Clone)]
pub struct OutboxRow {
    /// The message and where it stands.
    pub outgoing: Outgoing,
    /// When it was queued.
    pub queued_at: Instant,
    /// When it was handed over.
    pub handed_over_at: Option<Instant>,
    /// To which journal system.
    pub epj: EpjId,
    /// Whose.
    pub municipality: MunicipalityId,
    /// For which unit.
    pub unit: Option<UnitId>,
    /// Its id at the journal system's door.
    pub transport: Uuid,
    /// The HER-id that receives it.
    pub receiver_her: String,
    /// About whom.
    pub person: Option<PersonId>,
    /// In which conversation.
    pub thread: Option<ThreadId>,
    /// Which message of it.
    pub message: Option<MessageId>,
    /// What came and is answered with this.
    pub answers: Option<EnvelopeId>,
    /// The refused message that this is sent anew for.
    pub resends: Option<EnvelopeId>,
    /// What its receipt said.
    pub receipt: Option<ReceiptStatus>,
    /// The codes of the receipt's errors, with a space between.
    pub errors: Option<String>,
    /// How often it was sent again as it is.
    pub repeats: u8,
    /// How far the missing of its receipt has been told: 0, 1 late, 2 missing.
    pub noticed: u8,
    /// What is handed over, sealed, until it is done with.
    pub document: Option<Vec<u8>>,
}

impl FromRow for OutboxRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let bad = |column, wanted| StorageError::Column { column, wanted };
        let kind: String = row.get(1)?;
        let (handed_over_at, ended_at): (Option<Instant>, Option<Instant>) =
            (row.get(4)?, row.get(5)?);
        let queued_at: Instant = row.get(3)?;
        let state = state(row.get(2)?, handed_over_at, ended_at).ok_or(bad(2, "a state"))?;
        let kind = OutgoingKind::from_stored(&kind).ok_or(bad(1, "a kind"))?;
        let receipt: Option<i64> = row.get(16)?;
        Ok(Self {
            outgoing: Outgoing { id: row.get(0)?, kind, state },
            queued_at,
            handed_over_at,
            epj: row.get(6)?,
            municipality: row.get(7)?,
            unit: row.get(8)?,
            transport: row.get(9)?,
            receiver_her: row.get(10)?,
            person: row.get(11)?,
            thread: row.get(12)?,
            message: row.get(13)?,
            answers: row.get(14)?,
            resends: row.get(15)?,
            receipt: receipt.and_then(ReceiptStatus::from_code),
            errors: row.get(17)?,
            repeats: row.get(18)?,
            noticed: row.get(19)?,
            document: row.get(20)?,
        })
    }
}

fn state(
    stored: i64,
    handed_over_at: Option<Instant>,
    ended_at: Option<Instant>,
) -> Option<OutgoingState> {
    Some(match stored {
        0 => OutgoingState::Queued,
        1 => OutgoingState::HandedOver(handed_over_at?),
        2 => OutgoingState::Received(ended_at?),
        3 => OutgoingState::Refused(ended_at?),
        4 => OutgoingState::Withdrawn(ended_at?),
        _ => return None,
    })
}

const fn state_columns(state: OutgoingState) -> (i64, Option<Instant>) {
    match state {
        OutgoingState::Queued => (0, None),
        OutgoingState::HandedOver(_) => (1, None),
        OutgoingState::Received(at) => (2, Some(at)),
        OutgoingState::Refused(at) => (3, Some(at)),
        OutgoingState::Withdrawn(at) => (4, Some(at)),
    }
}

/// How far one message of a conversation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ThreadDelivery {
    /// Which message.
    pub message: MessageId,
    /// Where it stands: 0 queued, 1 handed over, 2 received, 3 refused, 4 withdrawn.
    pub state: i64,
    /// When it was handed over.
    pub handed_over_at: Option<Instant>,
    /// Whether a receipt named an error.
    pub has_errors: bool,
}

impl ThreadDelivery {
    /// Whether the journal system has, or may have, seen it.
    pub const fn was_handed_over(&self) -> bool {
        matches!(self.state, 1..=3)
    }
}

impl FromRow for ThreadDelivery {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let errors: Option<String> = row.get(3)?;
        Ok(Self {
            message: row.get(0)?,
            state: row.get(1)?,
            handed_over_at: row.get(2)?,
            has_errors: errors.is_some_and(|codes| !codes.is_empty()),
        })
    }
}

/// Queues a message; false when it is there already. One that was taken back was
/// never seen outside and is queued again under its own id.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn add_outgoing(tx: &mut Tx, new: &NewOutgoing) -> Result<bool, StorageError> {
    let own = tx.citizen().is_ok_and(|citizen| Some(citizen) == new.person)
        || super::systems::within(tx, new.municipality).is_ok();
    if !own {
        return Err(StorageError::OutOfScope { wanted: "the message's parties" });
    }
    let kind = new.kind.as_str();
    let values = values![
        new.id,
        new.epj,
        new.municipality,
        new.unit,
        kind,
        new.transport,
        new.receiver_her,
        new.person,
        new.thread,
        new.message,
        new.answers,
        new.resends,
        new.at,
    ];
    Ok(tx.execute(ADD, values).await? == 1)
}

/// A message of the scope's municipality, to look at.
///
/// # Errors
/// When the database fails.
pub async fn outgoing(tx: &mut Tx, id: EnvelopeId) -> Result<Option<OutboxRow>, StorageError> {
    let municipality = tx.municipality()?;
    tx.optional(READ, values![id, municipality]).await
}

/// A message to a journal system by its id at the door, to look at.
///
/// # Errors
/// When the database fails.
pub async fn outgoing_at_door(
    tx: &mut Tx,
    epj: EpjId,
    transport: Uuid,
) -> Result<Option<OutboxRow>, StorageError> {
    let municipality = tx.municipality()?;
    tx.optional(READ_AT_DOOR, values![transport, epj, municipality]).await
}

/// What is queued about a person for a journal system, locked.
///
/// # Errors
/// When the database fails.
pub async fn queued_about(
    tx: &mut Tx,
    epj: EpjId,
    person: PersonId,
) -> Result<Vec<OutboxRow>, StorageError> {
    let municipality = tx.municipality()?;
    tx.all(ABOUT, values![epj, person, municipality, PAGE]).await
}

/// A message of the scope's municipality, locked until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn outgoing_by_id(
    tx: &mut Tx,
    id: EnvelopeId,
) -> Result<Option<OutboxRow>, StorageError> {
    let municipality = tx.municipality()?;
    tx.optional(BY_ID, values![id, municipality]).await
}

/// A message to a journal system by its id at the door, locked likewise.
///
/// # Errors
/// When the database fails.
pub async fn outgoing_by_transport(
    tx: &mut Tx,
    epj: EpjId,
    transport: Uuid,
) -> Result<Option<OutboxRow>, StorageError> {
    let municipality = tx.municipality()?;
    tx.optional(BY_TRANSPORT, values![transport, epj, municipality]).await
}

/// What waits for a journal system of the scope's municipality, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn waiting_for(
    tx: &mut Tx,
    epj: EpjId,
    limit: u32,
) -> Result<Vec<OutboxRow>, StorageError> {
    let municipality = tx.municipality()?;
    tx.all(WAITING, values![epj, municipality, limit.min(PAGE)]).await
}

/// What is queued for a unit of the scope's municipality, locked.
///
/// # Errors
/// When the database fails.
pub async fn queued_of_unit(tx: &mut Tx, unit: UnitId) -> Result<Vec<OutboxRow>, StorageError> {
    let municipality = tx.municipality()?;
    tx.all(OF_UNIT, values![unit, municipality, PAGE]).await
}

/// The newest messages to a journal system of the scope's municipality.
///
/// # Errors
/// When the database fails.
pub async fn newest_outgoing(
    tx: &mut Tx,
    epj: EpjId,
    limit: u32,
) -> Result<Vec<OutboxRow>, StorageError> {
    let municipality = tx.municipality()?;
    tx.all(NEWEST, values![epj, municipality, limit.min(PAGE)]).await
}

/// Messages handed over before then without a receipt, of which not so much has
/// been told. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn unreceipted(
    tx: &mut Tx,
    before: Instant,
    told_less_than: u8,
) -> Result<Vec<OutboxRow>, StorageError> {
    tx.system()?;
    tx.all(UNRECEIPTED, values![before, told_less_than, PAGE]).await
}

/// Gives a queued message its document, once; false when it has one.
///
/// # Errors
/// When the database fails.
pub async fn set_document(
    tx: &mut Tx,
    id: EnvelopeId,
    document: &[u8],
) -> Result<bool, StorageError> {
    let municipality = tx.municipality()?;
    Ok(tx.execute(SET_DOCUMENT, values![id, municipality, document]).await? == 1)
}

/// Stores where a message stands. It must have been read in this transaction.
///
/// # Errors
/// When the database fails.
pub async fn update_outgoing(tx: &mut Tx, row: &OutboxRow) -> Result<(), StorageError> {
    let municipality = tx.municipality()?;
    let (state, ended_at) = state_columns(row.outgoing.state);
    let handed_over_at = match row.outgoing.state {
        OutgoingState::HandedOver(at) => Some(at),
        _ => row.handed_over_at,
    };
    let receipt = row.receipt.map(ReceiptStatus::code);
    // What may still be asked for is kept.
    let keeps_document = i64::from(ended_at.is_none());
    let values = values![
        row.outgoing.id,
        municipality,
        state,
        handed_over_at,
        ended_at,
        receipt,
        row.errors,
        row.noticed,
        keeps_document,
    ];
    tx.ensure_one(UPDATE, values).await
}

/// Puts a message that was handed over and never receipted in the queue again,
/// under a new id at the door.
///
/// # Errors
/// When it does not wait for a receipt, or the database fails.
pub async fn count_repeat(
    tx: &mut Tx,
    id: EnvelopeId,
    transport: Uuid,
) -> Result<(), StorageError> {
    let municipality = tx.municipality()?;
    tx.ensure_one(REPEAT, values![id, municipality, transport]).await
}

/// How far each message of a conversation has come. The conversation must have
/// been read in this transaction.
///
/// # Errors
/// When the database fails.
pub async fn deliveries_of(
    tx: &mut Tx,
    thread: ThreadId,
) -> Result<Vec<ThreadDelivery>, StorageError> {
    tx.all(OF_THREAD, values![thread]).await
}

/// The conversation that one of our messages to the scope's municipality was in.
///
/// # Errors
/// When the database fails.
pub async fn thread_named_by(
    tx: &mut Tx,
    message: EnvelopeId,
) -> Result<Option<ThreadId>, StorageError> {
    let municipality = tx.municipality()?;
    let found: Option<(ThreadId,)> =
        tx.optional(THREAD_NAMED_BY, values![message, municipality]).await?;
    Ok(found.map(|found| found.0))
}
