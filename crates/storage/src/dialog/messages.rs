//! What was written, sealed twice.

use core::time::Duration;

use helsebro_domain::dialog::{Author, Message, MessageKind, Talk, TalkWay};
use helsebro_domain::ids::{MessageId, PersonId, ResolutionId, StaffId, ThreadId};
use helsebro_domain::time::Instant;
use uuid::Uuid;

use crate::{FromRow, Row, StorageError, Tx, values};

/// The most messages that one page of a conversation shows; older ones are asked for.
pub const MAX_MESSAGES: usize = 200;

/// How far apart the clocks of two processes may be.
const CLOCKS_APART: Duration = Duration::from_secs(60);

/// How many bits of a time-ordered id come after its milliseconds.
const RANDOM_BITS: u32 = 80;

/// How talks stand among the codes of 7602, which begin higher.
const PHONE: u8 = 1;
const COUNTER: u8 = 2;

macro_rules! columns {
    ($copy:literal, $rest:literal) => {
        concat!(
            "SELECT m.thread, m.id, m.at, m.author_kind, m.author, m.kind, m.reference, \
             m.answers_promise, ",
            $copy,
            ", m.occurred_at",
            " FROM messages m JOIN threads t ON t.id = m.thread \
             JOIN message_texts x ON x.message = m.id ",
            $rest
        )
    };
}

const ADD: &str = "INSERT INTO messages (thread, id, at, author_kind, author, kind, submission, \
     reference, answers_promise, occurred_at, resolution) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
const ADD_TEXT: &str =
    "INSERT INTO message_texts (message, citizen_copy, unit_copy) VALUES ($1, $2, $3)";
const OF_CITIZEN: &str = columns!(
    "x.citizen_copy",
    "WHERE m.thread = $1 AND t.person = $2 ORDER BY m.id DESC LIMIT 200"
);
const OF_DESK: &str = columns!(
    "x.unit_copy",
    "WHERE m.thread = $1 AND t.municipality = $2 ORDER BY m.id DESC LIMIT 200"
);
const SUBMITTED: &str = columns!(
    "x.citizen_copy",
    "WHERE m.thread = $1 AND m.id >= $4 AND t.person = $2 AND m.submission = $3 \
     ORDER BY m.id LIMIT 1"
);

const UNIT_COPY: &str = "SELECT x.unit_copy FROM messages m JOIN threads t ON t.id = m.thread \
     JOIN message_texts x ON x.message = m.id WHERE m.thread = $1 AND m.id = $2 AND t.municipality = $3";
const CITIZENS_WRITER: &str = "SELECT m.author FROM messages m JOIN threads t ON t.id = m.thread \
     WHERE m.thread = $1 AND m.id = $2 AND t.municipality = $3 AND m.author_kind = 0";
const CITIZENS_SINCE: &str = "SELECT m.id FROM messages m JOIN threads t ON t.id = m.thread \
     WHERE m.thread = $1 AND t.municipality = $2 AND m.author_kind = 0 AND m.at >= $3 \
     ORDER BY m.id LIMIT 200";

pub(super) const STATEMENTS: &[&str] =
    &[ADD, ADD_TEXT, OF_CITIZEN, OF_DESK, SUBMITTED, UNIT_COPY, CITIZENS_WRITER, CITIZENS_SINCE];

/// The same text sealed for both: the citizen's copy and the unit's.
#[derive(Debug, Clone)]
pub struct SealedPair {
    /// Under the platform's key.
    pub citizen: Vec<u8>,
    /// Under the municipality's key.
    pub unit: Vec<u8>,
}

/// A message to be stored.
#[derive(Debug)]
pub struct NewMessage<'a> {
    /// The message.
    pub message: &'a Message,
    /// The form it was sent from, so that sending twice is sending once.
    pub submission: Option<Uuid>,
    /// The answer to who is controller that it is made under.
    pub resolution: ResolutionId,
    /// Its text.
    pub text: &'a SealedPair,
}

/// A message as stored, with the reader's own copy of the text, still sealed.
#[derive(Debug, Clone)]
pub struct MessageRow {
    /// The message.
    pub message: Message,
    /// The text.
    pub sealed: Vec<u8>,
}

impl FromRow for MessageRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let bad = |column, wanted| StorageError::Column { column, wanted };
        let author: Option<Uuid> = row.get(4)?;
        let author = match (row.get::<i64>(3)?, author) {
            (0, Some(id)) => Author::Citizen(PersonId::from_uuid(id)),
            (1, Some(id)) => Author::Staff(StaffId::from_uuid(id)),
            (2, None) => Author::Epj,
            _ => return Err(bad(3, "an author")),
        };
        let kind = match row.get::<u8>(5)? {
            0 => MessageKind::Text,
            PHONE => MessageKind::Talk(Talk { way: TalkWay::Phone, at: row.get(9)? }),
            COUNTER => MessageKind::Talk(Talk { way: TalkWay::Counter, at: row.get(9)? }),
            code => MessageKind::RefusedByEpj(code),
        };
        Ok(Self {
            message: Message {
                thread: row.get(0)?,
                id: row.get(1)?,
                at: row.get(2)?,
                author,
                kind,
                reference: row.get(6)?,
                answers_promise: row.get(7)?,
            },
            sealed: row.get(8)?,
        })
    }
}

/// Adds a message to a conversation that was read to write in this transaction.
///
/// # Errors
/// When the database fails.
pub async fn add_message(tx: &mut Tx, new: &NewMessage<'_>) -> Result<(), StorageError> {
    let message = new.message;
    let (kind, author): (i64, Option<Uuid>) = match message.author {
        Author::Citizen(person) => (0, Some(person.uuid())),
        Author::Staff(staff) => (1, Some(staff.uuid())),
        Author::Epj => (2, None),
    };
    let what: u8 = match message.kind {
        MessageKind::Text => 0,
        MessageKind::Talk(Talk { way: TalkWay::Phone, .. }) => PHONE,
        MessageKind::Talk(Talk { way: TalkWay::Counter, .. }) => COUNTER,
        MessageKind::RefusedByEpj(code) => code,
    };
    let occurred_at = match message.kind {
        MessageKind::Talk(talk) => Some(talk.at),
        _ => None,
    };
    let row = values![
        message.thread,
        message.id,
        message.at,
        kind,
        author,
        what,
        new.submission,
        message.reference,
        message.answers_promise,
        occurred_at,
        new.resolution,
    ];
    let text = values![message.id, new.text.citizen, new.text.unit];
    tx.ensure_one_each(&[(ADD, row), (ADD_TEXT, text)]).await
}

/// The newest messages of a conversation of the scope's citizen, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn citizens_messages(
    tx: &mut Tx,
    thread: ThreadId,
) -> Result<Vec<MessageRow>, StorageError> {
    let citizen = tx.citizen()?;
    let mut rows: Vec<MessageRow> = tx.all(OF_CITIZEN, values![thread, citizen]).await?;
    rows.reverse();
    Ok(rows)
}

/// The newest messages of a conversation of the scope's municipality, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn desk_messages(tx: &mut Tx, thread: ThreadId) -> Result<Vec<MessageRow>, StorageError> {
    let municipality = tx.municipality()?;
    let mut rows: Vec<MessageRow> = tx.all(OF_DESK, values![thread, municipality]).await?;
    rows.reverse();
    Ok(rows)
}

/// The unit's copy of one message of a conversation of the scope's municipality.
///
/// # Errors
/// When the database fails.
pub async fn desk_message(
    tx: &mut Tx,
    thread: ThreadId,
    message: MessageId,
) -> Result<Option<Vec<u8>>, StorageError> {
    let municipality = tx.municipality()?;
    let found: Option<(Vec<u8>,)> =
        tx.optional(UNIT_COPY, values![thread, message, municipality]).await?;
    Ok(found.map(|found| found.0))
}

/// Who wrote a message on the citizen's side: herself, or whoever acted for her; none
/// when it is the unit's.
///
/// # Errors
/// When the database fails.
pub async fn citizens_writer(
    tx: &mut Tx,
    thread: ThreadId,
    message: MessageId,
) -> Result<Option<PersonId>, StorageError> {
    let municipality = tx.municipality()?;
    let found: Option<(PersonId,)> =
        tx.optional(CITIZENS_WRITER, values![thread, message, municipality]).await?;
    Ok(found.map(|found| found.0))
}

/// What the citizen has written since then in a conversation of the scope's
/// municipality, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn citizens_messages_since(
    tx: &mut Tx,
    thread: ThreadId,
    since: Instant,
) -> Result<Vec<MessageId>, StorageError> {
    let municipality = tx.municipality()?;
    let found: Vec<(MessageId,)> =
        tx.all(CITIZENS_SINCE, values![thread, municipality, since]).await?;
    Ok(found.into_iter().map(|found| found.0).collect())
}

/// The message that the scope's citizen already sent from this form.
///
/// # Errors
/// When the database fails.
pub async fn submitted_message(
    tx: &mut Tx,
    thread: ThreadId,
    submission: Uuid,
) -> Result<Option<MessageRow>, StorageError> {
    let citizen = tx.citizen()?;
    let earliest = earliest_from(submission);
    tx.optional(SUBMITTED, values![thread, citizen, submission, earliest]).await
}

/// The least id that a message from this form can have. A form is made before what is
/// sent from it, so a long conversation need not be looked through from its beginning.
fn earliest_from(submission: Uuid) -> Uuid {
    if submission.get_version_num() != 7 {
        return Uuid::nil();
    }
    let millis = submission.as_u128() >> RANDOM_BITS;
    Uuid::from_u128(millis.saturating_sub(CLOCKS_APART.as_millis()) << RANDOM_BITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_looked_for_from_a_minute_before_it_was_made() {
        let form = Uuid::parse_str("0198c0de-0001-7000-8000-000000000203").unwrap();
        let earliest = earliest_from(form);
        assert_eq!(earliest.to_string(), "0198c0dd-15a1-0000-0000-000000000000");
        assert_eq!(earliest_from(Uuid::from_u128(5)), Uuid::nil());
        let first = Uuid::parse_str("00000000-0001-7000-8000-000000000203").unwrap();
        assert_eq!(earliest_from(first), Uuid::nil());
    }
}
