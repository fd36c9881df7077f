//! Decides who is told of what has happened (N-07, N-09, SM-5…SM-8).

use helsebro_actions::notices::{self, Candidate, Cards, Decided};
use helsebro_domain::parties::IdentityNumber;
use helsebro_partners::krr::BATCH_MAX;
use helsebro_storage::jobs::FactPayload;

use super::{BodyFailed, Outcome};
use crate::looping::Worker;

pub(super) async fn run(worker: &Worker, payload: FactPayload) -> Result<Outcome, BodyFailed> {
    let acts = &worker.acts;
    let candidates = notices::candidates(acts, &payload).await?;
    if candidates.is_empty() {
        return Ok(Outcome::Done);
    }
    let cards = cards(worker, &candidates).await;
    if notices::decide(acts, &payload.fact, &candidates, &cards).await? == Decided::NotAnswered {
        let again = notices::not_answered(acts, payload, &candidates).await?;
        let occasion = payload.fact.occasion().as_str();
        if again {
            tracing::warn!(occasion, round = payload.round, "the contact register did not answer");
        } else {
            tracing::error!(occasion, "nobody was told: the contact register never answered");
        }
    }
    Ok(Outcome::Done)
}

/// What the contact register says of all of them, asked in as few calls as may be.
/// Where it does not answer there is no card, and never one that says «not reserved».
pub(super) async fn cards(worker: &Worker, candidates: &[Candidate]) -> Cards {
    let mut numbers: Vec<IdentityNumber> =
        candidates.iter().flat_map(Candidate::numbers).cloned().collect();
    numbers.sort_unstable_by(|one, other| one.digits().cmp(other.digits()));
    numbers.dedup();
    let mut cards = Cards::with_capacity(numbers.len());
    for batch in numbers.chunks(BATCH_MAX) {
        match worker.notices.contacts.look_up(batch).await {
            Ok(found) => cards.extend(found),
            Err(error) => {
                let error = &error as &dyn std::error::Error;
                tracing::warn!(error, asked = batch.len(), "the contact register did not answer");
                break;
            }
        }
    }
    cards
}
