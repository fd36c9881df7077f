//! What a journal system has left: opened for the worker, and settled by it.

use helsebro_domain::epj::OutgoingKind;
use helsebro_domain::ids::{EnvelopeId, EpjId, MunicipalityId};
use helsebro_domain::time::Instant;
use helsebro_storage::epj::{self, InboxEnd, NewOutgoing};
use helsebro_storage::sealing::Place;
use helsebro_storage::{Scope, Tx};

use super::letters::{enqueue_post, label, seal};
use super::queueing;
use crate::{ActError, Acts};

/// Something left, to be taken in.
pub struct Arrival {
    /// Our id for it.
    pub id: EnvelopeId,
    /// From which journal system.
    pub epj: EpjId,
    /// Whose that is.
    pub municipality: MunicipalityId,
    /// What was left, byte for byte.
    pub document: Vec<u8>,
}

/// What was left under this id; none when it is settled already.
///
/// # Errors
/// When the database fails or the document does not open.
pub async fn load(
    acts: &Acts,
    municipality: MunicipalityId,
    id: EnvelopeId,
) -> Result<Option<Arrival>, ActError> {
    let row = acts
        .db()
        .read(Scope::Municipality(municipality), "epj.arrival", async |mut tx| {
            Ok::<_, ActError>(epj::arrival(&mut tx, id).await?)
        })
        .await?;
    let Some((row, sealed)) = row.and_then(|mut row| row.document.take().map(|doc| (row, doc)))
    else {
        return Ok(None);
    };
    let place = Place { table: "epj_inbox", row: id.uuid(), column: "document" };
    let document = acts.vault().open(label(municipality), place, &sealed).await?;
    Ok(Some(Arrival { id, epj: row.epj, municipality, document }))
}

/// How an arrival was settled.
#[derive(Debug, Clone, Default)]
pub struct Settled {
    /// `MsgId`, when it could be read.
    pub message_id: Option<String>,
    /// What it was, in our words.
    pub what: Option<String>,
    /// Why it was refused (8221); none when it was taken in.
    pub code: Option<String>,
    /// What is answered with it.
    pub answers: Vec<Answer>,
}

/// A document of ours in answer to an arrival, ready to be handed over.
#[derive(Debug, Clone)]
pub struct Answer {
    /// `MsgId`, or the receipt's own id.
    pub id: EnvelopeId,
    /// What it is.
    pub kind: OutgoingKind,
    /// The HER-id that receives it.
    pub receiver_her: String,
    /// The document.
    pub document: Vec<u8>,
}

/// A new id for an answer.
pub fn new_answer_id(acts: &Acts) -> EnvelopeId {
    EnvelopeId::from_uuid(acts.fresh(acts.now()))
}

/// Settles an arrival, once, and queues what answers it. A message that was
/// taken in from another sending before is dropped without a second receipt.
///
/// # Errors
/// When the database fails.
pub async fn settle(acts: &Acts, arrival: &Arrival, settled: &Settled) -> Result<(), ActError> {
    let now = acts.now();
    let municipality = arrival.municipality;
    let mut sealed = Vec::with_capacity(settled.answers.len());
    for answer in &settled.answers {
        sealed.push(seal(acts, municipality, answer.id, &answer.document).await?);
    }
    let end = InboxEnd {
        message_id: settled.message_id.as_deref(),
        what: settled.what.as_deref(),
        code: settled.code.as_deref(),
    };
    acts.db()
        .write(Scope::Municipality(municipality), "epj.settle", async |mut tx| {
            let is_repeated = match end.message_id {
                Some(message) => epj::was_settled(&mut tx, arrival.epj, message).await?,
                None => false,
            };
            if !epj::end_arrival(&mut tx, arrival.id, end, now).await? || is_repeated {
                return Ok(());
            }
            for (answer, document) in settled.answers.iter().zip(&sealed) {
                answer_in(acts, &mut tx, arrival, (answer, document), now).await?;
            }
            Ok::<_, ActError>(())
        })
        .await?;
    queueing::tell(acts, arrival.epj);
    Ok(())
}

async fn answer_in(
    acts: &Acts,
    tx: &mut Tx,
    arrival: &Arrival,
    (answer, document): (&Answer, &[u8]),
    now: Instant,
) -> Result<(), ActError> {
    let new = NewOutgoing {
        id: answer.id,
        kind: answer.kind,
        epj: arrival.epj,
        municipality: arrival.municipality,
        unit: None,
        transport: acts.fresh(now),
        receiver_her: answer.receiver_her.clone(),
        person: None,
        thread: None,
        message: None,
        answers: Some(arrival.id),
        resends: None,
        at: now,
    };
    epj::add_outgoing(tx, &new).await?;
    epj::set_document(tx, answer.id, document).await?;
    if let Some(row) = epj::outgoing_by_id(tx, answer.id).await? {
        enqueue_post(acts, tx, &row, now).await?;
    }
    Ok(())
}
