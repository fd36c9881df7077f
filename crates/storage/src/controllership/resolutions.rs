//! The answers to who is controller that something was stored under (S2-2-d-2).
//!
//! An answer is written once and never changed, so that what was true then can be read
//! whatever has happened to the agreements since.

use core::fmt::Write as _;

use helsebro_domain::controllership::{Party, Resolution};
use helsebro_domain::ids::{MessageId, MunicipalityId, ResolutionId, ThreadId};
use helsebro_domain::time::Instant;

use crate::{StorageError, Tx, values};

const FIND: &str = "SELECT id FROM resolutions \
     WHERE row_code = $1 AND controllers = $2 AND answer = $3 ORDER BY id LIMIT 1";
const ADD: &str = "INSERT INTO resolutions (id, row_code, controllers, answer, first_at) \
     VALUES ($1, $2, $3, $4, $5)";
const OF_MESSAGE: &str = "SELECT r.row_code, r.controllers FROM messages m \
     JOIN resolutions r ON r.id = m.resolution WHERE m.thread = $1 AND m.id = $2";
const PLATFORM: &str =
    "SELECT resolution FROM platform_resolutions WHERE since <= $1 ORDER BY since DESC LIMIT 1";
const ADD_PLATFORM: &str = "INSERT INTO platform_resolutions (since, resolution) VALUES ($1, $2)";

pub(super) const STATEMENTS: &[&str] = &[FIND, ADD, OF_MESSAGE, PLATFORM, ADD_PLATFORM];

/// Whether an answer was kept before this transaction began to write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It was there.
    Before(ResolutionId),
    /// It is there once this transaction has ended well.
    Now(ResolutionId),
}

impl Kept {
    /// Its id.
    pub const fn id(self) -> ResolutionId {
        match self {
            Self::Before(id) | Self::Now(id) => id,
        }
    }
}

/// Keeps an answer, unless it is kept already. Two processes that do so at once keep it
/// twice, which does no harm.
///
/// # Errors
/// When the database fails.
pub async fn keep_resolution(
    tx: &mut Tx,
    resolution: &Resolution,
    (fresh, now): (ResolutionId, Instant),
) -> Result<Kept, StorageError> {
    let row = resolution.row.code();
    let (controllers, answer) = (controllers_text(resolution), answer_text(resolution));
    let found: Vec<(ResolutionId,)> =
        tx.all(FIND, values![row, controllers.as_str(), answer.as_str()]).await?;
    if let Some((id,)) = found.first() {
        return Ok(Kept::Before(*id));
    }
    tx.ensure_one(ADD, values![fresh, row, controllers.as_str(), answer.as_str(), now]).await?;
    Ok(Kept::Now(fresh))
}

/// Row and controllers that a message was stored under; none for one from before that
/// has none yet.
///
/// # Errors
/// When the database fails.
pub async fn resolution_of(
    tx: &mut Tx,
    thread: ThreadId,
    message: MessageId,
) -> Result<Option<(String, String)>, StorageError> {
    tx.system()?;
    let found: Vec<(String, String)> = tx.all(OF_MESSAGE, values![thread, message]).await?;
    Ok(found.into_iter().next())
}

/// The answer that everything on the platform part was made under at an instant; none
/// before the first is kept.
///
/// # Errors
/// When the database fails.
pub async fn platform_at(tx: &mut Tx, at: Instant) -> Result<Option<ResolutionId>, StorageError> {
    tx.system()?;
    let found: Option<(ResolutionId,)> = tx.optional(PLATFORM, values![at]).await?;
    Ok(found.map(|(id,)| id))
}

/// Keeps the answer for the platform part from an instant on.
///
/// # Errors
/// When one is kept from that instant, or the database fails.
pub async fn keep_platform(
    tx: &mut Tx,
    since: Instant,
    resolution: ResolutionId,
) -> Result<(), StorageError> {
    tx.system()?;
    tx.ensure_one(ADD_PLATFORM, values![since, resolution]).await
}

fn controllers_text(resolution: &Resolution) -> String {
    let parties = resolution.controllers.parties().iter().map(|party| party.to_stored());
    core::iter::once(resolution.controllers.kind().to_owned())
        .chain(parties)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The rest of an answer, a line for each part, the same text for the same answer.
fn answer_text(resolution: &Resolution) -> String {
    let mut text = String::new();
    let mut say = |what: &str, value: &str| {
        let _ = writeln!(text, "{what} {value}");
    };
    resolution.beneath.iter().for_each(|row| say("beneath", row.code()));
    for one in &resolution.processors {
        say("processor", &format!("{} {}", one.party.to_stored(), one.controller.to_stored()));
    }
    resolution.receivers.iter().for_each(|party| say("receiver", &party.to_stored()));
    resolution.flags.iter().for_each(|flag| say("flag", flag.code()));
    resolution.marks.iter().for_each(|mark| say("mark", mark.code()));
    let municipality = |id: MunicipalityId| Party::Municipality(id).to_stored();
    resolution.responsible.iter().for_each(|id| say("responsible", &municipality(*id)));
    resolution.delegating.iter().for_each(|id| say("delegating", &municipality(*id)));
    resolution.deliveries.iter().for_each(|id| say("delivery", &id.to_string()));
    resolution.agreements.iter().for_each(|id| say("agreement", &id.to_string()));
    resolution.decision.iter().for_each(|id| say("decision", &id.to_string()));
    text
}
