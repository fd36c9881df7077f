//! Who answers for what: the register, its agreements, and the answers drawn from it.
//!
//! Everything that is in force lies in one copy that is read anew when its number has
//! changed, since it is asked for with every page. Each fact is stored with its line.

pub mod agreements;
mod answers;
pub mod console;
mod copy;
pub mod custody;
pub mod decisions;
pub mod deliveries;
mod directory;
pub(crate) mod made;
pub mod organisations;
pub mod successions;
pub mod tasks;

pub use answers::{
    Area, Processing, areas, at_unit, held_elsewhere, history_of, processings, processings_of,
    services, unit_notice,
};
pub(crate) use copy::Copy;
pub use copy::{mode_of, register};
pub use directory::{Directory, Listed, directory, names};
pub use made::resolve_stored;
pub(crate) use made::{Remembered, keep_in, under};

use helsebro_domain::audit::{Actor, AuditLine, Event, Object};
use helsebro_domain::ids::AuditId;
use helsebro_domain::parties::ConsoleAccess;
use helsebro_domain::time::Instant;
use helsebro_storage::{Scope, SystemReason};

use crate::Acts;

const SCOPE: Scope = Scope::System(SystemReason::Controllership);

/// A line about something done in a municipality's console.
fn line(
    acts: &Acts,
    access: &ConsoleAccess,
    (event, object): (Event, Object),
    now: Instant,
) -> AuditLine {
    let id = AuditId::from_uuid(acts.fresh(now));
    let mut line = AuditLine::accepted(id, now, event, Actor::Staff(access.staff()));
    line.org = Some(access.municipality());
    line.object = object;
    line.rules = &["S2-0-f"];
    line
}
