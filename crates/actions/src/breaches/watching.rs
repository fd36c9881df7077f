//! The alarm: a day is left of the 72 hours.

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::breaches::{Holder, WARN_BEFORE};
use helsebro_storage::{audit, breaches};

use super::SYSTEM;
use crate::{ActError, Acts, trail};

/// Sounds the alarm for each breach whose clock runs out within a day; says how many.
///
/// # Errors
/// When the database fails.
pub async fn warn(acts: &Acts) -> Result<usize, ActError> {
    let now = acts.now();
    acts.db()
        .write(SYSTEM, "breaches.warn", async |mut tx| {
            let mut count = 0;
            for found in breaches::to_warn(&mut tx, now.plus(WARN_BEFORE)).await? {
                let breach = found.breach;
                if !breach.is_to_warn(now) || !breaches::warned(&mut tx, breach.id, now).await? {
                    continue;
                }
                let mut line = trail::by_itself(acts, Event::BreachWarned, now);
                line.object = Object::Breach(breach.id.uuid());
                line.rules = &["L-GDPR-33"];
                if let Holder::Municipality(home) = breach.holder {
                    line.org = Some(home);
                }
                audit::append(&mut tx, &line).await?;
                count += 1;
            }
            Ok::<_, ActError>(count)
        })
        .await
}
