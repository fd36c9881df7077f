//! Refusing somebody to write electronically to a unit after abuse: told first, with a day
//! to comment by, decided by somebody else, with an end (L-EFV-14).

mod beginning;
mod deciding;
mod reading;

pub use beginning::{NewBlock, begin, prospect};
pub use deciding::{comment, decide, lift};
pub use reading::{Shown, list, one, own, own_one};

use helsebro_domain::audit::{Actor, AuditLine, Event, Object};
use helsebro_domain::ids::{AuditId, BlockId, UnitId};
use helsebro_domain::parties::ConsoleAccess;
use helsebro_domain::refusals::Refusal;
use helsebro_domain::representation::CitizenAccess;
use helsebro_domain::time::Instant;
use helsebro_storage::{Scope, Tx, blocks};

use crate::{ActError, Acts};

const RULES: &[&str] = &["L-EFV-14"];

const fn place(id: BlockId, column: &'static str) -> (&'static str, uuid::Uuid, &'static str) {
    ("channel_blocks", id.uuid(), column)
}

/// Whether whoever writes may write to a unit now. It is she who is refused, whoever she
/// writes for; nobody is refused for what another wrote.
///
/// # Errors
/// When the database fails.
pub(crate) async fn lets_write(
    tx: &mut Tx,
    unit: UnitId,
    now: Instant,
) -> Result<Result<(), Refusal>, ActError> {
    let today = now.in_oslo().date;
    for block in blocks::holding(tx, unit).await? {
        if let Err(refusal) = block.lets_write(today) {
            return Ok(Err(refusal));
        }
    }
    Ok(Ok(()))
}

/// The same, before she begins to write.
///
/// # Errors
/// `CHANNEL_BLOCKED`.
pub(crate) async fn may_write(
    acts: &Acts,
    citizen: &CitizenAccess,
    unit: UnitId,
) -> Result<(), ActError> {
    let now = acts.now();
    acts.db()
        .read(Scope::from(citizen), "blocks.may_write", async |mut tx| {
            lets_write(&mut tx, unit, now).await
        })
        .await??;
    Ok(())
}

fn at_console(
    acts: &Acts,
    access: &ConsoleAccess,
    (event, id): (Event, BlockId),
    now: Instant,
) -> AuditLine {
    let audit = AuditId::from_uuid(acts.fresh(now));
    let mut line = AuditLine::accepted(audit, now, event, Actor::Staff(access.staff()));
    line.org = Some(access.municipality());
    line.object = Object::Block(id.uuid());
    line.rules = RULES;
    line
}
