//! Those who answer are warned that the day is near (§ 9).

use helsebro_domain::audit::{Event, Object};
use helsebro_storage::audit;
use helsebro_storage::jobs::RightsPayload;
use helsebro_storage::rights::{self, EventRow};

use super::shown::What;
use super::{SCOPE, happened};
use crate::{ActError, Acts, trail};

/// How it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warned {
    /// They were warned.
    Done,
    /// It is answered, gone, or owed on another day.
    NotNeeded,
}

/// Warns those who hold a part. Ringing twice warns twice and does no harm.
///
/// # Errors
/// When the database fails.
pub async fn warn(acts: &Acts, payload: RightsPayload) -> Result<Warned, ActError> {
    let now = acts.now();
    acts.db()
        .write(SCOPE, "rights.warn", async |mut tx| {
            let Some(stored) = rights::part(&mut tx, payload.part).await? else {
                return Ok(Warned::NotNeeded);
            };
            let Some(request) = rights::request(&mut tx, stored.request).await? else {
                return Ok(Warned::NotNeeded);
            };
            let part = &stored.planned.part;
            if !part.rings_now(request.sent_at, payload.due_on, now) {
                return Ok(Warned::NotNeeded);
            }
            let mut line = trail::by_itself(acts, Event::RightsWarned, now);
            line.object = Object::RightsPart(payload.part.uuid());
            line.rules = match part.standing.must_answer() {
                true => part.kind.rules(),
                false => &["S2-3-c", "L-FVL-11"],
            };
            audit::append(&mut tx, &line).await?;
            let event = EventRow {
                part: Some(payload.part),
                at: now,
                what: What::Warned.stored(),
                by: None,
            };
            happened(acts, &mut tx, stored.request, event).await?;
            Ok::<_, ActError>(Warned::Done)
        })
        .await
}
