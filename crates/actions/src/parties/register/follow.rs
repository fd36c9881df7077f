//! Following the register's changes, and asking about everybody once a day.

use helsebro_domain::ids::PersonId;
use helsebro_domain::time::Instant;
use helsebro_partners::population::{EVENTS_MAX, Event, EventKind, PopulationRegister};
use helsebro_storage::parties::{self, RegisterFeed};

use super::{NotAsked, SCOPE, ask, taking, with_numbers};
use crate::Acts;

/// Whether there is more of the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Followed {
    /// Nothing more for now.
    All,
    /// The register has more to tell.
    More,
}

/// Follows the register's changes from where it came to last, at most as many as one
/// answer holds. The first time it begins at the latest: what was before is asked by
/// the daily check.
///
/// A change says whom it is about, not what holds now; that is asked anew, so that the
/// same change twice, or an old one late, does no harm.
///
/// # Errors
/// When the register does not answer or the database fails; what was followed stays.
pub async fn follow(acts: &Acts, register: &dyn PopulationRegister) -> Result<Followed, NotAsked> {
    let feed = acts
        .db()
        .read(SCOPE, "register.feed", async |mut tx| parties::register_feed(&mut tx).await)
        .await?;
    let Some(feed) = feed else {
        let latest = register.latest_event().await?.unwrap_or(0);
        come_to(acts, latest.saturating_add(1)).await?;
        return Ok(Followed::All);
    };
    let events = register.events(feed.next).await?;
    let people = known(acts, &events).await?;
    for some in people.chunks(helsebro_partners::population::BULK_MAX) {
        ask(acts, register, &with_numbers(acts, some).await?).await?;
    }
    let next = events.last().map_or(feed.next, |last| last.sequence.saturating_add(1));
    come_to(acts, next).await?;
    Ok(if events.len() >= EVENTS_MAX { Followed::More } else { Followed::All })
}

/// Asks about those whom the register was not asked about today, as many as one
/// question holds.
///
/// # Errors
/// When the register does not answer or the database fails.
pub async fn check(acts: &Acts, register: &dyn PopulationRegister) -> Result<Followed, NotAsked> {
    let today = Instant::start_of(acts.now().in_oslo().date);
    let people = acts
        .db()
        .read(SCOPE, "register.not_asked", async |mut tx| {
            parties::not_asked_since(&mut tx, today).await
        })
        .await?;
    if people.is_empty() {
        return Ok(Followed::All);
    }
    let numbered = with_numbers(acts, &people).await?;
    ask(acts, register, &numbered).await?;
    for person in people.iter().filter(|person| numbered.iter().all(|(id, _)| id != *person)) {
        taking::not_there(acts, *person).await?;
    }
    Ok(Followed::More)
}

/// Those of whom a change tells and who are known here, each once.
async fn known(acts: &Acts, events: &[Event]) -> Result<Vec<PersonId>, NotAsked> {
    let told = events.iter().filter(|event| event.kind != EventKind::Contact);
    let mut people: Vec<PersonId> = Vec::new();
    for event in told {
        let person = acts
            .db()
            .read(SCOPE, "register.whom", async |mut tx| {
                parties::person_by_register_id(&mut tx, event.person.as_str()).await
            })
            .await?;
        people.extend(person.filter(|person| !people.contains(person)));
    }
    Ok(people)
}

async fn come_to(acts: &Acts, next: u64) -> Result<(), NotAsked> {
    let feed = RegisterFeed { next, followed_at: acts.now() };
    acts.db()
        .write(SCOPE, "register.come_to", async |mut tx| {
            parties::set_register_feed(&mut tx, feed).await
        })
        .await?;
    Ok(())
}
