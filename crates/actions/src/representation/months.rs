//! The monthly summary: each citizen for whom somebody acted is told who did, and how often
//! (S1-2.1-a). What they did stands in the log, where it is counted from.

use helsebro_domain::ids::PersonId;
use helsebro_domain::representation::{CitizenAccess, Deed};
use helsebro_domain::time::Date;
use helsebro_storage::jobs::NoticeFact;
use helsebro_storage::representation::{self, month_number};
use helsebro_storage::{Scope, SystemReason, parties};
use uuid::Uuid;

use crate::{ActError, Acts, notices};

const SCOPE: Scope = Scope::System(SystemReason::Representation);

/// The most helpers that are counted in one go.
const PAGE: u32 = 500;

/// The most pages of them in one run.
const MAX_PAGES: usize = 200;

/// Who acted for somebody in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpedMonth {
    /// The first day of the month.
    pub month: Date,
    /// Who acted, by full name.
    pub name: String,
    /// How often.
    pub acts: i64,
}

/// Counts the month before this one, once. Each citizen for whom somebody acted is told
/// that there is something new. Says how many there were.
///
/// # Errors
/// When the database fails; what was kept stays, and is not told of twice.
pub async fn summarise(acts: &Acts) -> Result<usize, ActError> {
    let now = acts.now();
    let Ok(before) = now.in_oslo().date.first_of_month().yesterday() else { return Ok(0) };
    let month = month_number(before);
    let mut after = PersonId::from_uuid(Uuid::nil());
    let mut told = 0;
    for _ in 0..MAX_PAGES {
        let mut rows = acts
            .db()
            .read(SCOPE, "representation.count_helpers", async |mut tx| {
                Ok::<_, ActError>(
                    representation::count_helpers(&mut tx, month, (after, PAGE)).await?,
                )
            })
            .await?;
        let is_full = rows.len() == usize::try_from(PAGE).unwrap_or(usize::MAX);
        let Some(&(last, ..)) = rows.last() else { break };
        // A person whose helpers may go on in the next page is counted there.
        let first = rows.first().map(|row| row.0);
        if is_full && first != Some(last) {
            rows.retain(|row| row.0 != last);
        }
        for of_one in rows.chunk_by(|one, other| one.0 == other.0) {
            told += keep(acts, month, of_one).await?;
        }
        let Some(done) = rows.last().map(|row| row.0) else { break };
        after = done;
        if !is_full {
            break;
        }
    }
    Ok(told)
}

/// Keeps one person's month and tells her of it, in one transaction.
async fn keep(
    acts: &Acts,
    month: i64,
    rows: &[(PersonId, PersonId, i64)],
) -> Result<usize, ActError> {
    let Some((person, ..)) = rows.first().copied() else { return Ok(0) };
    let now = acts.now();
    let summary = acts.fresh(now);
    acts.db()
        .write(SCOPE, "representation.keep_month", async |mut tx| {
            let mut is_new = false;
            for (_, helper, count) in rows {
                let key = (person, month, *helper);
                is_new |= representation::keep_month(&mut tx, key, (summary, *count), now).await?;
            }
            if is_new {
                let fact = NoticeFact::Summarised { summary, person };
                notices::queue_in(acts, &mut tx, fact, now).await?;
            }
            Ok::<_, ActError>(usize::from(is_new))
        })
        .await
}

/// Who acted for a citizen, month by month, newest first. Whoever may no longer be named is
/// left out (§ 1.6).
///
/// # Errors
/// When the database fails.
pub async fn by_month(acts: &Acts, citizen: &CitizenAccess) -> Result<Vec<HelpedMonth>, ActError> {
    if citizen.may(Deed::ManageHelpers).is_err() {
        return Ok(Vec::new());
    }
    acts.db()
        .read(Scope::from(citizen), "representation.by_month", async |mut tx| {
            let mut found = Vec::new();
            for (month, helper, acts) in representation::helpers_by_month(&mut tx).await? {
                let party = representation::party(&mut tx, helper).await?;
                let may_be_named = party.is_some_and(|party| party.can_represent().is_ok());
                let name = parties::person(&mut tx, helper).await?.filter(|_| may_be_named);
                let (year, month) = (month / 100, month % 100);
                let day = i16::try_from(year).ok().zip(i8::try_from(month).ok());
                let month = day.and_then(|(year, month)| Date::new(year, month, 1).ok());
                if let (Some(name), Some(month)) = (name, month) {
                    found.push(HelpedMonth { month, name: name.name.full(), acts });
                }
            }
            Ok(found)
        })
        .await
}
