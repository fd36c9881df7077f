//! Posting to a journal system that wants its messages so.

use helsebro_domain::audit::Event;
use helsebro_domain::epj::{Handover, OutgoingState};
use helsebro_domain::ids::{EnvelopeId, MunicipalityId};
use helsebro_storage::{Scope, audit, epj};
use uuid::Uuid;

use super::letters::open;
use super::receipts;
use crate::{ActError, Acts};

/// A message to be posted.
pub struct Post {
    /// Where to.
    pub address: String,
    /// Its id there: the same posted twice is one.
    pub transport: Uuid,
    /// The document.
    pub document: Vec<u8>,
}

/// What to post; none when it was handed over or taken back, or the journal
/// system fetches for itself now.
///
/// # Errors
/// When the database fails or the document does not open.
pub async fn load(
    acts: &Acts,
    municipality: MunicipalityId,
    id: EnvelopeId,
) -> Result<Option<Post>, ActError> {
    let found = acts
        .db()
        .read(Scope::Municipality(municipality), "epj.post", async |mut tx| {
            let Some(row) = epj::outgoing(&mut tx, id).await? else { return Ok(None) };
            let system = epj::system(&mut tx, row.epj).await?;
            Ok::<_, ActError>(system.map(|system| (row, system.handover)))
        })
        .await?;
    let Some((row, Handover::Posted(address))) = found else { return Ok(None) };
    let Some(sealed) = row.document.filter(|_| row.outgoing.state == OutgoingState::Queued) else {
        return Ok(None);
    };
    let document = open(acts, municipality, id, &sealed).await?;
    Ok(Some(Post { address, transport: row.transport, document }))
}

/// The journal system has taken what was posted.
///
/// # Errors
/// When the database fails.
pub async fn taken(
    acts: &Acts,
    municipality: MunicipalityId,
    id: EnvelopeId,
) -> Result<(), ActError> {
    let now = acts.now();
    let sights = acts
        .db()
        .write(Scope::Municipality(municipality), "epj.posted", async |mut tx| {
            let Some(mut row) = epj::outgoing_by_id(&mut tx, id).await? else {
                return Ok::<_, ActError>(Vec::new());
            };
            // What was taken back meanwhile is with them all the same; their receipt
            // will be superfluous.
            let Ok(outgoing) = row.outgoing.hand_over(now) else { return Ok(Vec::new()) };
            row.outgoing = outgoing;
            epj::update_outgoing(&mut tx, &row).await?;
            epj::mark_seen(&mut tx, row.epj, now).await?;
            audit::append(&mut tx, &receipts::line(acts, Event::EnvelopeHandedOver, &row, now))
                .await?;
            Ok(receipts::sights(&row))
        })
        .await?;
    for sight in sights {
        acts.news().tell(sight);
    }
    Ok(())
}
