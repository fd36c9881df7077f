//! Citizens are told that a service which they use has got a last day (ON-15).
//!
//! The pages say it from the moment notice is given. An SMS or e-mail goes three weeks
//! before the last day: a notice that is taken back in its first days has then troubled
//! nobody, and fourteen days are left when everybody has been reached.

use helsebro_domain::joining::{Activation, Module, telling_has_begun};
use helsebro_domain::time::Date;
use helsebro_storage::jobs::NoticeFact;
use helsebro_storage::joining;
use helsebro_storage::joining::MAX_TOLD_AT_ONCE;

use super::OPERATOR;
use super::facts::When;
use crate::notices;
use crate::{ActError, Acts};

/// The most rounds of one service in one sweep; the rest is told in the next.
const MAX_ROUNDS: usize = 100;

/// Tells everybody who has not been told of this last day, each once.
pub(super) async fn tell(
    acts: &Acts,
    activation: &Activation,
    when: &When,
) -> Result<(), ActError> {
    let today = when.today();
    let Some(last_day) = activation.last_day() else { return Ok(()) };
    let is_due = telling_has_begun(acts.deployment(), last_day, today) && today <= last_day;
    if activation.placed.module != Module::Dialog || !is_due {
        return Ok(());
    }
    for _ in 0..MAX_ROUNDS {
        let told = some(acts, activation, (last_day, when)).await?;
        if told < usize::try_from(MAX_TOLD_AT_ONCE).unwrap_or(usize::MAX) {
            return Ok(());
        }
    }
    Ok(())
}

async fn some(
    acts: &Acts,
    activation: &Activation,
    (last_day, when): (Date, &When),
) -> Result<usize, ActError> {
    let (now, today) = (when.at, when.today());
    let placed = activation.placed;
    let (home, which) = (placed.municipality, (activation.id, last_day));
    acts.db()
        .write(OPERATOR, "joining.tell_last_day", async |mut tx| {
            let place = (home, placed.care_area);
            let people = joining::to_tell(&mut tx, place, which, today).await?;
            for person in &people {
                let telling = acts.fresh(now);
                if !joining::add_telling(&mut tx, which, *person, (telling, now)).await? {
                    continue;
                }
                let fact = NoticeFact::ServiceEnds { telling, municipality: home, person: *person };
                notices::queue_in(acts, &mut tx, fact, now).await?;
            }
            Ok::<_, ActError>(people.len())
        })
        .await
}
