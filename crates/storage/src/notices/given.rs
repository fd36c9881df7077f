//! A notice on its way to the gateway and back.
//!
//! Every change names the sending that it is about, so that what is heard of an earlier
//! one does not end a later one.

use helsebro_domain::ids::NoticeId;
use helsebro_domain::notices::{ContactLanguage, GivenUp, NoticeState, Template};
use helsebro_domain::time::{Date, Instant};

use crate::{StorageError, Tx, values};

const BEGIN: &str = "UPDATE notices SET state = 1, sending_at = $2, sendings = sendings + 1, \
     template = $3, language = $4, point_mac = $5, shown_sealed = $6, confirmed_on = $7, \
     version = $8, ended_at = NULL, why = NULL WHERE id = $1 AND state = $9 AND sendings = $10";
const SENT: &str = "UPDATE notices SET state = 2, ended_at = $3, remote_id = $4 \
     WHERE id = $1 AND sendings = $2 AND state IN (1, 5)";
const FAILED: &str = "UPDATE notices SET state = 4, ended_at = $3, why = $4 \
     WHERE id = $1 AND sendings = $2 AND state IN (1, 5)";
const NOT_TAKEN: &str = "UPDATE notices SET state = 0, due_at = $3, why = $4, \
     sendings = sendings - 1, not_taken = not_taken + 1, sending_at = NULL \
     WHERE id = $1 AND sendings = $2 AND state IN (1, 5)";
const UNKNOWN: &str = "UPDATE notices SET state = 5, why = $3 \
     WHERE id = $1 AND sendings = $2 AND state = 1";
const GIVE_UP: &str = "UPDATE notices SET state = 6, ended_at = $2, why = $3 \
     WHERE id = $1 AND state IN (0, 1, 5)";
const REPORTED: &str = "UPDATE notices SET state = $2, ended_at = $3, why = $4 \
     WHERE id = $1 AND state = $5";
const TOGETHER: &str = "SELECT COUNT(*) FROM notices WHERE point_mac = $1 AND sending_at >= $2 \
     AND id <> $3 AND template = $4 AND state <> 4";

pub(super) const STATEMENTS: &[&str] =
    &[BEGIN, SENT, FAILED, NOT_TAKEN, UNKNOWN, GIVE_UP, REPORTED, TOGETHER];

/// What is stored before a notice is handed to the gateway.
#[derive(Debug, Clone)]
pub struct NewSending<'a> {
    /// Which.
    pub id: NoticeId,
    /// The state that it was read in.
    pub from: NoticeState,
    /// How many times it had been handed over then.
    pub sendings: u32,
    /// The text.
    pub template: Template,
    /// Its language.
    pub language: ContactLanguage,
    /// Keyed hash of the contact point, as it is now.
    pub mac: &'a [u8; 32],
    /// What its owner recognises it by, sealed.
    pub shown_sealed: &'a [u8],
    /// When the register last had it confirmed.
    pub confirmed_on: Option<Date>,
}

/// How the gateway answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SentHow {
    /// It has it, under this name.
    Taken(Option<String>),
    /// It will never have it.
    Refused(&'static str),
}

/// Notes that a notice is about to be handed to the gateway; false when somebody else
/// was first. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn begin_sending(
    tx: &mut Tx,
    new: &NewSending<'_>,
    now: Instant,
) -> Result<bool, StorageError> {
    tx.system()?;
    let version = helsebro_domain::notices::TEXT_VERSION;
    let rows = tx
        .execute(
            BEGIN,
            values![
                new.id,
                now,
                new.template.id(),
                new.language.tag(),
                new.mac,
                new.shown_sealed,
                new.confirmed_on,
                version,
                new.from.stored(),
                new.sendings,
            ],
        )
        .await?;
    Ok(rows == 1)
}

/// Notes how the gateway answered, unless a report came first. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn sent(
    tx: &mut Tx,
    (id, sending): (NoticeId, u32),
    how: &SentHow,
    now: Instant,
) -> Result<(), StorageError> {
    tx.system()?;
    match how {
        SentHow::Taken(remote_id) => {
            tx.execute(SENT, values![id, sending, now, remote_id]).await?;
        }
        SentHow::Refused(why) => {
            tx.execute(FAILED, values![id, sending, now, *why]).await?;
        }
    }
    Ok(())
}

/// Puts a notice back that the gateway surely did not take. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn not_taken(
    tx: &mut Tx,
    (id, sending): (NoticeId, u32),
    (due_at, why): (Instant, &'static str),
) -> Result<(), StorageError> {
    tx.system()?;
    tx.execute(NOT_TAKEN, values![id, sending, due_at, why]).await?;
    Ok(())
}

/// Notes that nobody knows whether the gateway took it. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn unknown(
    tx: &mut Tx,
    (id, sending): (NoticeId, u32),
    why: &'static str,
) -> Result<(), StorageError> {
    tx.system()?;
    tx.execute(UNKNOWN, values![id, sending, why]).await?;
    Ok(())
}

/// Gives a notice up, unless it has ended. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn give_up(
    tx: &mut Tx,
    id: NoticeId,
    why: &'static str,
    now: Instant,
) -> Result<bool, StorageError> {
    tx.system()?;
    Ok(tx.execute(GIVE_UP, values![id, now, why]).await? == 1)
}

/// Gives a notice up as the rule says.
///
/// # Errors
/// When the database fails.
pub async fn came_too_late(
    tx: &mut Tx,
    id: NoticeId,
    why: GivenUp,
    now: Instant,
) -> Result<bool, StorageError> {
    give_up(tx, id, why.code(), now).await
}

/// Stores what a delivery report made of a notice; false when it changed meanwhile.
/// System scope only.
///
/// # Errors
/// When the database fails.
pub async fn reported(
    tx: &mut Tx,
    id: NoticeId,
    (from, to): (NoticeState, NoticeState),
    why: Option<&'static str>,
    now: Instant,
) -> Result<bool, StorageError> {
    tx.system()?;
    let rows = tx.execute(REPORTED, values![id, to.stored(), now, why, from.stored()]).await?;
    Ok(rows == 1)
}

/// Whether another notice with the same text went to a contact point since then, and has not
/// failed: what waited together through the night is one. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn sent_together(
    tx: &mut Tx,
    (id, mac): (NoticeId, &[u8; 32]),
    template: Template,
    since: Instant,
) -> Result<bool, StorageError> {
    tx.system()?;
    let (count,): (i64,) = tx.one(TOGETHER, values![mac, since, id, template.id()]).await?;
    Ok(count > 0)
}
