//! Posts a message to a journal system that wants it so.

use helsebro_actions::epj::posting;
use helsebro_storage::jobs::EnvelopePayload;

use super::{BodyFailed, Outcome};
use crate::looping::Worker;

/// The message bears its own id, so that the journal system can tell one that
/// comes twice; only when it has been taken is it noted as handed over.
pub(super) async fn run(worker: &Worker, payload: EnvelopePayload) -> Result<Outcome, BodyFailed> {
    let EnvelopePayload { municipality, envelope } = payload;
    let Some(post) = posting::load(&worker.acts, municipality, envelope).await? else {
        return Ok(Outcome::Done);
    };
    let key = post.transport.to_string();
    worker.epj.post(&post.address, &key, &post.document).await?;
    posting::taken(&worker.acts, municipality, envelope).await?;
    Ok(Outcome::Done)
}
