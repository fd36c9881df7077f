//! Data about one patient from one enterprise to another, case by case (§ 10).
//!
//! Whoever will use them asks; a clinician at the unit that has them decides; the log
//! entry is written in the transaction that gives them out, or nothing is given out.

pub mod asking;
pub mod deciding;
pub mod opposing;
pub mod reading;
pub(crate) mod words;

pub use words::AskedWords;

use helsebro_domain::audit::{AuditLine, Event, Object, Why};
use helsebro_domain::controllership::Resolution;
use helsebro_domain::dialog::Desk;
use helsebro_domain::disclosure::Relation;
use helsebro_domain::ids::{DisclosureId, UnitId};
use helsebro_domain::parties::{StaffAccess, Unit};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::Instant;
use helsebro_storage::{Scope, audit};

use crate::controllership::{register, under};
use crate::{ActError, Acts, trail};

const RULES: &[&str] = &["S2-3-d1", "S2-3-d2"];

/// The same for a number that is none, for nobody, and for whom the unit does not know.
const fn nobody() -> Refusal {
    Refusal::neutral(ReasonCode::NotAvailable, RULES)
}

/// A line about a disclosure, done at a desk.
fn line(
    acts: &Acts,
    desk: &Desk,
    (event, id): (Event, Option<DisclosureId>),
    now: Instant,
) -> AuditLine {
    let mut line = trail::at_desk(acts, desk, event, now);
    line.object = id.map_or(Object::None, |id| Object::Disclosure(id.uuid()));
    line.why = Some(Why::Disclosure);
    line.rules = RULES;
    line
}

/// Stores a refusal that nothing else is stored with, and gives it on.
async fn refused(
    acts: &Acts,
    desk: &Desk,
    line: AuditLine,
    refusal: Refusal,
) -> Result<ActError, ActError> {
    let line = line.refused(refusal);
    acts.db()
        .write(Scope::Municipality(desk.municipality()), "disclosure.refused", async |mut tx| {
            Ok::<_, ActError>(audit::append(&mut tx, &line).await?)
        })
        .await?;
    Ok(refusal.into())
}

/// Whoever sits at the desk, when it is a person: a journal system has no such door, and
/// that it tried leaves its line.
async fn person_at(acts: &Acts, desk: &Desk, event: Event) -> Result<StaffAccess, ActError> {
    match desk {
        Desk::Staff(access) => Ok(*access),
        Desk::Epj(_) => {
            let line = line(acts, desk, (event, None), acts.now());
            let refusal = Refusal::told(ReasonCode::StaffNotAuthorised, RULES);
            Err(refused(acts, desk, line, refusal).await?)
        }
    }
}

/// The two units of a disclosure, who answers at each, and what they are to each other.
struct Sides {
    unit: Unit,
    source: Unit,
    to: Resolution,
    from: Resolution,
    relation: Relation,
}

async fn sides(
    acts: &Acts,
    (unit, source): (UnitId, UnitId),
    now: Instant,
) -> Result<Sides, ActError> {
    let unit = crate::epj::setup::unit(acts, unit).await?.ok_or(ActError::NotFound)?;
    let source = crate::epj::setup::unit(acts, source).await?.ok_or(ActError::NotFound)?;
    let register = register(acts).await?;
    let (to, from) = (under(&register, &unit, now), under(&register, &source, now));
    let relation = Relation::between(&to, &from);
    Ok(Sides { unit, source, to, from, relation })
}
