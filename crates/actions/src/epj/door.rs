//! The journal system's own door: it leaves messages, fetches what is for it, and
//! says what became of it.

use helsebro_domain::audit::{Actor, AuditLine, Event, Object};
use helsebro_domain::epj::{EpjClient, OutgoingKind, OutgoingState, Receipt, ReceiptStatus};
use helsebro_domain::ids::{AuditId, EnvelopeId, JobId};
use helsebro_domain::parties::HerId;
use helsebro_domain::time::Instant;
use helsebro_storage::epj::{self, Arrived, NewArrival, OutboxRow};
use helsebro_storage::jobs::{self, EnvelopeJob, EnvelopePayload};
use helsebro_storage::sealing::Place;
use helsebro_storage::sessions::{self, TokenUse};
use helsebro_storage::{Scope, SystemReason, audit, parties};
use uuid::Uuid;

use super::letters::open;
use super::receipts::{self, ReceiptTaken};
use crate::content;
use crate::{ActError, Acts};

/// The largest document that is taken at the door: an attachment of 18 million
/// bytes in base64 and what goes around it.
pub const MAX_DOCUMENT_BYTES: usize = 26 * 1024 * 1024;

/// The longest name that a sender may give a sending.
pub const MAX_SENT_AS_BYTES: usize = 100;

/// A message that waits for the journal system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Its id at the door.
    pub transport: Uuid,
    /// The HER-id that receives it.
    pub receiver_her: String,
    /// `MsgId`.
    pub message: EnvelopeId,
    /// When it was queued.
    pub at: Instant,
    /// Whether it is a receipt.
    pub is_receipt: bool,
}

/// Where a message stands, as its sender may ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Whether it was taken; none while it waits.
    pub is_taken: Option<bool>,
    /// What its receipt says.
    pub receipt: Option<ReceiptStatus>,
    /// The codes of the receipt's errors.
    pub errors: Vec<String>,
    /// The HER-id that receives it, when that is theirs.
    pub receiver_her: Option<String>,
}

/// A client that has shown a valid token, with its proof for this one call.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// The client.
    pub client_id: &'a str,
    /// The organisation that it is registered for.
    pub org: Option<&'a str>,
    /// The proof's own id.
    pub proof_id: &'a str,
    /// When the proof is too old anyway.
    pub proof_ends: Instant,
}

/// Whether a client is let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetIn {
    /// It is.
    Yes(EpjClient),
    /// The proof was used before.
    Replay,
}

/// Lets a client in that has shown a valid token, once with each proof.
///
/// # Errors
/// [`ActError::NotFound`] when it is not registered, or for another organisation.
pub async fn let_in(acts: &Acts, shown: Shown<'_>) -> Result<LetIn, ActError> {
    let scope = Scope::System(SystemReason::SignIn);
    acts.db()
        .write(scope, "epj.let_in", async |mut tx| {
            let system = epj::system_by_client(&mut tx, shown.client_id).await?;
            let system = system.ok_or(ActError::NotFound)?;
            let home = parties::municipality(&mut tx, system.municipality).await?;
            let home = home.ok_or(ActError::NotFound)?;
            let org = home.org_number.as_str();
            let client = EpjClient::of(&system, org, shown.client_id, shown.org)?;
            let proof = (shown.proof_id, shown.proof_ends);
            let used = sessions::note_logout_token(&mut tx, shown.client_id, proof.0, proof.1);
            Ok(match used.await? {
                TokenUse::First => LetIn::Yes(client),
                TokenUse::Replay => LetIn::Replay,
            })
        })
        .await
}

/// Whether each HER-id is the client's own: its municipality's, or a unit's there.
///
/// # Errors
/// When the database fails.
pub async fn owns(acts: &Acts, client: &EpjClient, her_ids: &[HerId]) -> Result<bool, ActError> {
    let home = client.municipality();
    acts.db()
        .read(Scope::Municipality(home), "epj.owns", async |mut tx| {
            for her in her_ids {
                let unit = parties::unit_by_her(&mut tx, her).await?;
                let own_unit = unit.is_some_and(|unit| unit.municipality == home);
                let level1 = parties::municipality_by_her(&mut tx, her).await?;
                if !own_unit && level1.is_none_or(|found| found.id != home) {
                    return Ok::<_, ActError>(false);
                }
            }
            Ok(true)
        })
        .await
}

/// Stores what the journal system leaves, raw; a job takes it in. The same
/// sending again is the same arrival.
///
/// # Errors
/// When the database fails.
pub async fn leave(
    acts: &Acts,
    client: &EpjClient,
    sent_as: Option<&str>,
    document: &[u8],
) -> Result<EnvelopeId, ActError> {
    let now = acts.now();
    let municipality = client.municipality();
    let id = EnvelopeId::from_uuid(acts.fresh(now));
    let place = Place { table: "epj_inbox", row: id.uuid(), column: "document" };
    let sealed = content::seal_units_bytes(acts, municipality, place, document).await?;
    let sent_as = match sent_as {
        Some(name) => format!("name {name}"),
        None => format!("same {}", hex(&content::inputs_hash_of(acts, document).await?)),
    };
    let new = NewArrival {
        id,
        epj: client.epj(),
        municipality,
        sent_as: &sent_as,
        at: now,
        bytes: document.len(),
        document: &sealed,
    };
    acts.db()
        .write(Scope::Municipality(municipality), "epj.leave", async |mut tx| {
            if let Arrived::Before(before) = epj::add_arrival(&mut tx, &new).await? {
                return Ok(before);
            }
            let payload = EnvelopePayload { municipality, envelope: id };
            let job = (JobId::from_uuid(acts.fresh(now)), now);
            jobs::enqueue_envelope(&mut tx, EnvelopeJob::TakeIn, payload, id.uuid(), job).await?;
            let line = line(acts, client, Event::EnvelopeLeft, id, now);
            audit::append(&mut tx, &line).await?;
            epj::mark_seen(&mut tx, client.epj(), now).await?;
            Ok(id)
        })
        .await
}

/// The most messages that are listed at a time.
pub const MAX_LISTED: u32 = 100;

/// What waits for the journal system at these HER-ids, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn waiting(
    acts: &Acts,
    client: &EpjClient,
    her_ids: &[HerId],
    limit: u32,
) -> Result<Vec<Waiting>, ActError> {
    let rows = acts
        .db()
        .read(Scope::Municipality(client.municipality()), "epj.waiting", async |mut tx| {
            Ok::<_, ActError>(epj::waiting_for(&mut tx, client.epj(), MAX_LISTED).await?)
        })
        .await?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let is_asked = |row: &&OutboxRow| her_ids.iter().any(|her| her.as_str() == row.receiver_her);
    Ok(rows.iter().filter(is_asked).take(limit).map(shown).collect())
}

/// Notes that the journal system was here.
///
/// # Errors
/// When the database fails.
pub async fn was_here(acts: &Acts, client: &EpjClient) -> Result<(), ActError> {
    let now = acts.now();
    acts.db()
        .write(Scope::Municipality(client.municipality()), "epj.was_here", async |mut tx| {
            Ok(epj::mark_seen(&mut tx, client.epj(), now).await?)
        })
        .await
}

/// One message for the journal system.
///
/// # Errors
/// [`ActError::NotFound`] when there is none with this id.
pub async fn one(acts: &Acts, client: &EpjClient, transport: Uuid) -> Result<Waiting, ActError> {
    Ok(shown(&found(acts, client, transport).await?))
}

/// The document of a message for the journal system.
///
/// # Errors
/// [`ActError::NotFound`] when there is none, or it is done with.
pub async fn document(
    acts: &Acts,
    client: &EpjClient,
    transport: Uuid,
) -> Result<Vec<u8>, ActError> {
    let row = found(acts, client, transport).await?;
    let sealed = row.document.as_deref().ok_or(ActError::NotFound)?;
    open(acts, client.municipality(), row.outgoing.id, sealed).await
}

/// The journal system has a message and will answer for it with a receipt.
///
/// # Errors
/// [`ActError::NotFound`] when there is none; a refusal when it was taken back.
pub async fn handed_over(acts: &Acts, client: &EpjClient, transport: Uuid) -> Result<(), ActError> {
    let now = acts.now();
    let row = acts
        .db()
        .write(Scope::Municipality(client.municipality()), "epj.handed_over", async |mut tx| {
            let row = epj::outgoing_by_transport(&mut tx, client.epj(), transport).await?;
            let mut row = row.ok_or(ActError::NotFound)?;
            let mut line = receipts::line(acts, Event::EnvelopeHandedOver, &row, now);
            match row.outgoing.hand_over(now) {
                Ok(outgoing) if outgoing == row.outgoing => Ok(Ok(row)),
                Ok(outgoing) => {
                    row.outgoing = outgoing;
                    epj::update_outgoing(&mut tx, &row).await?;
                    epj::mark_seen(&mut tx, client.epj(), now).await?;
                    audit::append(&mut tx, &line).await?;
                    Ok::<_, ActError>(Ok(row))
                }
                Err(refusal) => {
                    line = line.refused(refusal);
                    audit::append(&mut tx, &line).await?;
                    Ok(Err(refusal))
                }
            }
        })
        .await??;
    for sight in receipts::sights(&row) {
        acts.news().tell(sight);
    }
    Ok(())
}

/// A receipt given at the door instead of in an envelope.
///
/// # Errors
/// [`ActError::NotFound`] when there is no such message.
pub async fn receipt(
    acts: &Acts,
    client: &EpjClient,
    transport: Uuid,
    receipt: &Receipt,
) -> Result<ReceiptTaken, ActError> {
    let row = found(acts, client, transport).await?;
    receipts::take(acts, client.municipality(), row.outgoing.id, receipt).await
}

/// Where a message stands: one of theirs by the id it was left under, or one of
/// ours by its id at the door.
///
/// # Errors
/// [`ActError::NotFound`] when there is none.
pub async fn status(acts: &Acts, client: &EpjClient, id: Uuid) -> Result<Status, ActError> {
    let left = EnvelopeId::from_uuid(id);
    let arrival = acts
        .db()
        .read(Scope::Municipality(client.municipality()), "epj.status", async |mut tx| {
            Ok::<_, ActError>(epj::arrival(&mut tx, left).await?)
        })
        .await?;
    if let Some(row) = arrival.filter(|row| row.epj == client.epj()) {
        let is_taken = (row.state != 0).then_some(row.state == 1);
        let receipt =
            is_taken.map(|taken| if taken { ReceiptStatus::Ok } else { ReceiptStatus::Rejected });
        let errors = row.code.into_iter().collect();
        return Ok(Status { is_taken, receipt, errors, receiver_her: None });
    }
    let row = found(acts, client, id).await?;
    let is_taken = match row.outgoing.state {
        OutgoingState::Queued | OutgoingState::HandedOver(_) => None,
        OutgoingState::Received(_) => Some(true),
        OutgoingState::Refused(_) | OutgoingState::Withdrawn(_) => Some(false),
    };
    let errors = row.errors.as_deref().unwrap_or_default().split_whitespace();
    Ok(Status {
        is_taken,
        receipt: row.receipt,
        errors: errors.map(str::to_owned).collect(),
        receiver_her: Some(row.receiver_her),
    })
}

async fn found(acts: &Acts, client: &EpjClient, transport: Uuid) -> Result<OutboxRow, ActError> {
    acts.db()
        .read(Scope::Municipality(client.municipality()), "epj.found", async |mut tx| {
            let row = epj::outgoing_at_door(&mut tx, client.epj(), transport).await?;
            row.ok_or(ActError::NotFound)
        })
        .await
}

fn shown(row: &OutboxRow) -> Waiting {
    Waiting {
        transport: row.transport,
        receiver_her: row.receiver_her.clone(),
        message: row.outgoing.id,
        at: row.queued_at,
        is_receipt: row.outgoing.kind == OutgoingKind::Receipt,
    }
}

fn line(
    acts: &Acts,
    client: &EpjClient,
    event: Event,
    envelope: EnvelopeId,
    now: Instant,
) -> AuditLine {
    let id = AuditId::from_uuid(acts.fresh(now));
    let mut line = AuditLine::accepted(id, now, event, Actor::Epj(client.municipality()));
    line.org = Some(client.municipality());
    line.object = Object::Envelope(envelope.uuid());
    line.rules = &["S1-2.1-b"];
    line
}

fn hex(bytes: &[u8]) -> String {
    use core::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
