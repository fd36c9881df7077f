//! Looks through what a municipality has, and counts what would become of it.

use std::collections::BTreeMap;

use helsebro_domain::ids::ThreadId;
use helsebro_domain::parties::CareArea;
use helsebro_domain::retention::{Finding, PlanState, judge};
use helsebro_storage::retention::{self, CountRow, GoingOn};
use helsebro_storage::{Scope, Tx};

use super::facts::Around;
use super::{STEP, Step};
use crate::controllership::made;
use crate::{ActError, Acts};

/// Looks at the next; none when the plan has been looked through.
pub(super) async fn step(acts: &Acts, found: GoingOn) -> Result<Option<Step>, ActError> {
    let now = acts.now();
    let register = made::at_hand(acts).await?;
    let home = found.municipality;
    acts.db()
        .write(Scope::Municipality(home), "retention.look", async |mut tx| {
            let Some(plan) = retention::plan(&mut tx, found.plan).await? else {
                return Ok(Some(Step::Enough));
            };
            if plan.state(now.in_oslo().date) != PlanState::Counting {
                return Ok(None);
            }
            let rows = retention::to_look_at(&mut tx, found.after, STEP).await?;
            let upto = rows.last().map_or(found.after, |row| row.thread);
            let is_last = i64::try_from(rows.len()).unwrap_or(STEP) < STEP;
            // Whoever comes second to this place of the plan counts nothing twice.
            let counted_at = is_last.then_some(now);
            if !retention::looked_through(&mut tx, found, (upto, counted_at)).await? {
                return Ok(Some(Step::Enough));
            }
            let around = Around::of(&mut tx, (&register, home), now).await?;
            let mut seen = Vec::with_capacity(rows.len());
            for row in &rows {
                let facts = around.facts(&mut tx, row).await?;
                seen.push((row.thread, row.area, judge(&facts, now.in_oslo().date)));
            }
            store(&mut tx, found, &seen).await?;
            Ok::<_, ActError>(Some(if is_last { Step::Enough } else { Step::More }))
        })
        .await
}

async fn store(
    tx: &mut Tx,
    found: GoingOn,
    seen: &[(ThreadId, CareArea, Finding)],
) -> Result<(), ActError> {
    let mut counts = BTreeMap::new();
    for (thread, area, finding) in seen {
        counts.entry((area.code(), *finding)).or_insert((*area, 0_i64)).1 += 1;
        if *finding == Finding::Delete {
            retention::note_item(tx, found.plan, *thread).await?;
        }
    }
    for ((_, finding), (area, conversations)) in counts {
        retention::count(tx, found.plan, CountRow { area, finding, conversations }).await?;
    }
    Ok(())
}
