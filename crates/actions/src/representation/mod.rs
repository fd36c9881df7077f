//! Acting for somebody else: whom, on what, and how it is asked for, given and ended
//! (S1-2.1-a).
//!
//! The right is worked out anew for each request, from what lies in the database then.
//! So a power of attorney that is withdrawn, a birthday, a death or a protected address
//! ends it at once, also for a page that is open.

pub mod asking;
pub mod clinical;
pub mod giving;
pub mod months;
pub mod paper;
pub mod switching;

use helsebro_domain::ids::PersonId;
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::representation::{Basis, CitizenAccess, Party, acting_for};
use helsebro_domain::time::Instant;
use helsebro_storage::{Tx, representation};

use crate::{ActError, consent};

/// The access of one person to what is another's, now. A person who is not known is
/// refused by the same words, after the same look-ups.
pub(crate) async fn access(
    tx: &mut Tx,
    actor: PersonId,
    person: PersonId,
    now: Instant,
) -> Result<Result<CitizenAccess, Refusal>, ActError> {
    let who = representation::party(tx, actor).await?;
    let whom = representation::party(tx, person).await?;
    let found = representation::found(tx, actor, person).await?;
    Ok(match (who, whom) {
        (Some(who), Some(whom)) => match acting_for(&who, &whom, &found, now) {
            Ok(access) if matches!(access.basis(), Basis::PowerOfAttorney { .. }) => {
                Ok(access.within(consent::givers_reach(tx, person).await?))
            }
            decided => decided,
        },
        _ => Err(Refusal::neutral(ReasonCode::NotAvailable, &["S1-2.1-a"])),
    })
}

/// A person as the rule needs her.
pub(crate) async fn party(tx: &mut Tx, id: PersonId) -> Result<Party, ActError> {
    representation::party(tx, id).await?.ok_or(ActError::NotFound)
}
