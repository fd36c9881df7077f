//! Those concerned by a plan get an SMS or e-mail that says nothing, some at a time
//! (L-PJL-24, SM-1).
//!
//! Each page is one transaction: whoever was told is noted with it, so that a job which
//! breaks off goes on where it came to, and nobody is told twice.

use helsebro_domain::ids::CustodyId;
use helsebro_storage::controllership as stored;
use helsebro_storage::jobs::NoticeFact;

use super::super::SCOPE;
use crate::{ActError, Acts, notices};

/// The most people who are told in one transaction.
const MAX_TOLD_AT_ONCE: u32 = 200;

/// The most transactions of one job; the rest is the next one's.
const MAX_PAGES: usize = 50;

/// Tells those who have not been told; whether there may be more of them.
///
/// # Errors
/// When the database fails; then those of the pages before have been told.
pub async fn tell_concerned(acts: &Acts, id: CustodyId) -> Result<bool, ActError> {
    for _ in 0..MAX_PAGES {
        if !page(acts, id, MAX_TOLD_AT_ONCE).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// One page; whether it was full.
async fn page(acts: &Acts, id: CustodyId, most: u32) -> Result<bool, ActError> {
    let now = acts.now();
    acts.db()
        .write(SCOPE, "controllership.tell_concerned", async |mut tx| {
            let people = stored::to_tell_of_plan(&mut tx, id, most).await?;
            for person in &people {
                let telling = acts.fresh(now);
                if stored::add_custody_telling(&mut tx, (id, *person), (telling, now)).await? {
                    let fact = NoticeFact::RecordMoves { telling, person: *person };
                    notices::queue_in(acts, &mut tx, fact, now).await?;
                }
            }
            Ok::<_, ActError>(people.len() >= usize::try_from(most).unwrap_or(usize::MAX))
        })
        .await
}
