//! The work list of those who answer.

use helsebro_domain::audit::{Actor, AuditLine, Event};
use helsebro_domain::controllership::Party;
use helsebro_domain::ids::AuditId;
use helsebro_domain::rights::{RightsDesk, Timing};
use helsebro_domain::time::Date;
use helsebro_storage::rights::{self, ListedPart, Listing};
use helsebro_storage::{audit, parties};

use super::SCOPE;
use crate::{ActError, Acts};

/// A part in the list.
#[derive(Debug, Clone)]
pub struct Row {
    /// The part.
    pub part: ListedPart,
    /// For whom she answers it.
    pub party: Party,
    /// Whose request it is, as lists name her.
    pub person: String,
    /// When she was born, where lists may tell.
    pub born: Option<i16>,
    /// Who works on it.
    pub taken_by: Option<String>,
    /// The day that an answer is owed, or guidance about what is another's.
    pub due_on: Option<Date>,
    /// How near it is.
    pub timing: Option<Timing>,
}

/// The list.
#[derive(Debug, Clone, Default)]
pub struct WorkList {
    /// What waits, by the day.
    pub open: Vec<Row>,
    /// What does not any more.
    pub done: Vec<Row>,
}

/// What waits for those whom somebody answers for.
///
/// # Errors
/// When the database fails.
pub async fn list(acts: &Acts, desk: &RightsDesk) -> Result<WorkList, ActError> {
    let now = acts.now();
    let today = now.in_oslo().date;
    let id = AuditId::from_uuid(acts.fresh(now));
    let mut line = AuditLine::accepted(id, now, Event::RightsListed, Actor::Staff(desk.staff()));
    line.rules = &["L-GDPR-12"];
    line.org = desk.parties().iter().find_map(|party| match party {
        Party::Municipality(home) => Some(*home),
        Party::Operator | Party::Org(_) => None,
    });
    acts.db()
        .write(SCOPE, "rights.list", async |mut tx| {
            let mut found = WorkList::default();
            for party in desk.parties() {
                for listing in [Listing::Open, Listing::Done] {
                    for part in rights::listed(&mut tx, *party, listing).await? {
                        let person = parties::person(&mut tx, part.person).await?;
                        let taken_by = match part.taken_by {
                            Some(staff) => parties::staff(&mut tx, staff).await?,
                            None => None,
                        };
                        let row = Row {
                            party: *party,
                            person: person
                                .as_ref()
                                .map_or_else(String::new, |person| person.name_in_lists()),
                            born: person.as_ref().and_then(|person| person.born_in_lists()),
                            taken_by: taken_by.map(|staff| staff.name.full()),
                            due_on: part.part.owed_on(part.sent_at),
                            timing: part.part.timing(part.sent_at, today),
                            part,
                        };
                        match listing {
                            Listing::Open => found.open.push(row),
                            Listing::Done => found.done.push(row),
                        }
                    }
                }
            }
            found.open.sort_by_key(|row| (row.due_on, row.part.id));
            found.done.sort_by_key(|row| core::cmp::Reverse(row.part.id));
            audit::append(&mut tx, &line).await?;
            Ok::<_, ActError>(found)
        })
        .await
}
