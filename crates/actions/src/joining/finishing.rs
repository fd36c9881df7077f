//! Conversations that are open when a service is over are finished: nobody waits for an
//! answer that cannot come, and the citizen reads why and where to turn (ON-17).

use helsebro_domain::audit::Event;
use helsebro_domain::dialog::{CloseReason, ThreadEvent};
use helsebro_domain::ids::{EventId, MunicipalityId, ThreadId, UnitId};
use helsebro_domain::parties::CareArea;
use helsebro_storage::{Scope, audit, dialog, joining};
use uuid::Uuid;

use super::OPERATOR;
use crate::{ActError, Acts, Sight, trail};

/// Finishes every open conversation of services that are over, a hundred at a time.
/// Harmless to repeat: what is finished is not open.
pub(super) async fn finish_threads(acts: &Acts) -> Result<(), ActError> {
    let over = acts
        .db()
        .read(OPERATOR, "joining.ended_services", async |mut tx| {
            Ok::<_, ActError>(joining::ended_with_open_threads(&mut tx).await?)
        })
        .await?;
    for (home, care_area) in over {
        for unit in units(acts, (home, care_area)).await? {
            while finish_some(acts, home, unit).await? > 0 {}
        }
    }
    Ok(())
}

async fn units(acts: &Acts, place: (MunicipalityId, CareArea)) -> Result<Vec<UnitId>, ActError> {
    acts.db()
        .read(OPERATOR, "joining.ended_units", async |mut tx| {
            Ok::<_, ActError>(joining::units_in(&mut tx, place).await?)
        })
        .await
}

async fn finish_some(acts: &Acts, home: MunicipalityId, unit: UnitId) -> Result<usize, ActError> {
    let now = acts.now();
    let first = ThreadId::from_uuid(Uuid::nil());
    let finished = acts
        .db()
        .write(Scope::Municipality(home), "joining.finish_threads", async |mut tx| {
            let open = dialog::open_threads_at(&mut tx, unit, first).await?;
            for stored in &open {
                let ended = stored.thread.clone().ended_with_service(now);
                let mut line =
                    trail::about(trail::by_itself(acts, Event::ThreadClosed, now), &ended);
                line.rules = &["S1-6-c", "ON-17"];
                audit::append(&mut tx, &line).await?;
                dialog::update_thread(&mut tx, &ended).await?;
                let event = (EventId::from_uuid(acts.fresh(now)), now);
                let closed = ThreadEvent::Closed(CloseReason::ServiceEnded);
                dialog::add_event(&mut tx, ended.id, event, closed, None).await?;
            }
            Ok::<_, ActError>(open.iter().map(|stored| stored.thread.person).collect::<Vec<_>>())
        })
        .await?;
    acts.news().tell(Sight::Unit(unit));
    for person in &finished {
        acts.news().tell(Sight::Citizen(*person));
    }
    Ok(finished.len())
}
