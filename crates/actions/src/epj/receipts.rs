//! A journal system's receipt for a message of ours, and what follows from it.

use helsebro_domain::audit::{Actor, AuditLine, Event, Object};
use helsebro_domain::epj::{AfterReceipt, Receipt};
use helsebro_domain::ids::{AuditId, EnvelopeId, MunicipalityId, PersonId};
use helsebro_domain::time::Instant;
use helsebro_storage::epj::{self, OutboxRow};
use helsebro_storage::{Scope, Tx, audit, dialog};

use crate::{ActError, Acts, Sight};

/// What became of a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReceiptTaken {
    /// It was noted.
    Noted,
    /// The message has its receipt already, was taken back, or wants none.
    Superfluous,
    /// There is no such message.
    Unknown,
}

/// Notes a receipt for the message with this `MsgId`.
///
/// # Errors
/// When the database fails.
pub async fn take(
    acts: &Acts,
    municipality: MunicipalityId,
    message: EnvelopeId,
    receipt: &Receipt,
) -> Result<ReceiptTaken, ActError> {
    let now = acts.now();
    let (taken, sights) = acts
        .db()
        .write(Scope::Municipality(municipality), "epj.receipt", async |mut tx| {
            let Some(row) = epj::outgoing_by_id(&mut tx, message).await? else {
                return Ok::<_, ActError>((ReceiptTaken::Unknown, Vec::new()));
            };
            take_in(acts, &mut tx, row, receipt, now).await
        })
        .await?;
    for sight in sights {
        acts.news().tell(sight);
    }
    Ok(taken)
}

/// The same inside a transaction, over a row that was read to write.
pub(crate) async fn take_in(
    acts: &Acts,
    tx: &mut Tx,
    mut row: OutboxRow,
    receipt: &Receipt,
    now: Instant,
) -> Result<(ReceiptTaken, Vec<Sight>), ActError> {
    let verdict = receipt.verdict();
    let mut line = line(acts, Event::ReceiptReceived, &row, now);
    let outgoing = match row.outgoing.receipted(verdict.is_received(), now) {
        Ok(outgoing) => outgoing,
        Err(refusal) => {
            line = line.refused(refusal);
            audit::append(tx, &line).await?;
            return Ok((ReceiptTaken::Superfluous, Vec::new()));
        }
    };
    row.outgoing = outgoing;
    row.receipt = Some(receipt.status);
    row.errors = (!receipt.errors.is_empty()).then(|| receipt.errors.join(" "));
    epj::update_outgoing(tx, &row).await?;
    audit::append(tx, &line).await?;
    let sights = match verdict.then() {
        AfterReceipt::Nothing | AfterReceipt::Tell => sights(&row),
        AfterReceipt::Console => back_in_console(tx, &row).await?,
        AfterReceipt::ConsoleAndStop => {
            if let Some(person) = row.person {
                stop(acts, tx, &row, person, now).await?;
            }
            back_in_console(tx, &row).await?
        }
    };
    Ok((ReceiptTaken::Noted, sights))
}

/// The conversation of a message that the journal system has not got is answered
/// in the console from now on.
pub(crate) async fn back_in_console(tx: &mut Tx, row: &OutboxRow) -> Result<Vec<Sight>, ActError> {
    if let Some(thread) = row.thread
        && row.outgoing.kind.is_from_citizen()
        && let Some(stored) = dialog::desk_thread_to_write(tx, thread).await?
    {
        dialog::update_thread(tx, &stored.thread.back_in_console()).await?;
    }
    Ok(sights(row))
}

/// E35: nothing more about the person is sent there. What waits is taken back and
/// its conversations come to the console.
async fn stop(
    acts: &Acts,
    tx: &mut Tx,
    row: &OutboxRow,
    person: PersonId,
    now: Instant,
) -> Result<(), ActError> {
    epj::stop(tx, (row.epj, row.municipality), person, now).await?;
    audit::append(tx, &line(acts, Event::SendingStopped, row, now)).await?;
    for mut waiting in epj::queued_about(tx, row.epj, person).await? {
        if let Ok(withdrawn) = waiting.outgoing.withdraw(now) {
            waiting.outgoing = withdrawn;
            epj::update_outgoing(tx, &waiting).await?;
            back_in_console(tx, &waiting).await?;
        }
    }
    Ok(())
}

pub(crate) fn line(acts: &Acts, event: Event, row: &OutboxRow, now: Instant) -> AuditLine {
    let id = AuditId::from_uuid(acts.fresh(now));
    let mut line = AuditLine::accepted(id, now, event, Actor::Epj(row.municipality));
    line.org = Some(row.municipality);
    line.subject = row.person;
    line.object = Object::Envelope(row.outgoing.id.uuid());
    line.rules = &["S1-2.1-b"];
    line
}

/// Whose pages should look again.
pub(crate) fn sights(row: &OutboxRow) -> Vec<Sight> {
    let unit = row.unit.map(Sight::Unit);
    unit.into_iter().chain(row.person.map(Sight::Citizen)).collect()
}
