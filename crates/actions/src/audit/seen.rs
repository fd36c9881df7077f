//! The list of who has seen (L-PJL-22a, L-PJL-18).

use helsebro_domain::audit::{Event, Group, LogSight, Object};
use helsebro_domain::ids::AuditId;
use helsebro_domain::representation::{CitizenAccess, Deed};
use helsebro_storage::audit::{Doings, From, StoredLine};
use helsebro_storage::{Scope, StorageError, Tx, audit};

pub use helsebro_storage::audit::Month;

use super::SeenLine;
use super::facts::{Facts, Found};
use crate::{ActError, Acts, trail};

/// How many lines a page shows.
pub const PAGE: usize = 50;

/// How many lines are shown for print at most.
pub const MAX_PRINTED: usize = 1_000;

/// How many lines are looked at in one step.
const STEP: u32 = 100;

/// How many steps are taken for one page. Lines that are not told can be many; the
/// link to older ones then goes on from where the last step ended.
const MAX_STEPS: usize = 40;

/// Which part of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Everybody's but the person's own.
    Others,
    /// One group's.
    Only(Group),
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Which part.
    pub part: Part,
    /// One month, or all.
    pub month: Option<Month>,
    /// Older than this line.
    pub before: Option<AuditId>,
    /// How many lines at most.
    pub limit: usize,
}

/// A part of the list.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The lines, newest first.
    pub lines: Vec<SeenLine>,
    /// Where older ones go on, when there are any.
    pub older: Option<AuditId>,
    /// The full name of whose list it is.
    pub person: String,
}

/// A part of the list of who has seen. That it was looked at stands in it afterwards.
///
/// # Errors
/// `NO_REPRESENTATION_BASIS` for whoever may not see it; the attempt leaves a line.
pub async fn list(acts: &Acts, citizen: &CitizenAccess, asked: Asked) -> Result<Seen, ActError> {
    let sight = permitted(acts, citizen).await?;
    let (found, older, person) = acts
        .db()
        .read(Scope::from(citizen), "audit.seen", async |mut tx| {
            let mut facts = Facts::of(&mut tx, citizen, sight).await?;
            let (found, older) = gather(&mut tx, &mut facts, asked).await?;
            Ok::<_, StorageError>((found, older, facts.person_name().to_owned()))
        })
        .await?;
    note_seen(acts, citizen).await?;
    let mut lines = Vec::with_capacity(found.len());
    for line in found {
        lines.push(line.opened(acts).await?);
    }
    Ok(Seen { lines, older, person })
}

/// The right to see the log, or the stored refusal.
pub(super) async fn permitted(acts: &Acts, citizen: &CitizenAccess) -> Result<LogSight, ActError> {
    trail::allowed(acts, citizen, Deed::SeeWhoHasSeen, (Event::LogSeen, Object::None)).await?;
    Ok(LogSight::of(citizen)?)
}

async fn note_seen(acts: &Acts, citizen: &CitizenAccess) -> Result<(), ActError> {
    let mut line = trail::by_citizen(acts, citizen, Event::LogSeen, acts.now());
    line.rules = &["L-PJL-22a"];
    acts.db()
        .write(Scope::from(citizen), "audit.note_seen", async |mut tx| {
            Ok(audit::append(&mut tx, &line).await?)
        })
        .await
}

/// Walks the log until there is enough, or no more.
async fn gather(
    tx: &mut Tx,
    facts: &mut Facts<'_>,
    asked: Asked,
) -> Result<(Vec<Found>, Option<AuditId>), StorageError> {
    let doings = match asked.part {
        Part::Only(Group::Own) => Doings::Own,
        Part::Others | Part::Only(_) => Doings::Others,
    };
    let mut found = Vec::new();
    let mut last: Option<AuditId> = asked.before;
    for _ in 0..MAX_STEPS {
        let from = last.map_or(From::Newest, From::Before);
        let rows = audit::own_lines(tx, (doings, asked.month), from, STEP).await?;
        let is_whole = rows.len() == usize::try_from(STEP).unwrap_or(usize::MAX);
        for row in rows {
            if let Some(line) = told(tx, facts, &row, asked.part).await? {
                if found.len() == asked.limit {
                    return Ok((found, last));
                }
                found.push(line);
            }
            last = Some(row.id);
        }
        if !is_whole {
            return Ok((found, None));
        }
    }
    Ok((found, last))
}

async fn told(
    tx: &mut Tx,
    facts: &mut Facts<'_>,
    row: &StoredLine,
    part: Part,
) -> Result<Option<Found>, StorageError> {
    let found = facts.told(tx, row).await?;
    Ok(found.filter(|found| match part {
        Part::Others => true,
        Part::Only(group) => found.group() == group,
    }))
}
