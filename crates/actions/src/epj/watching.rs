//! Receipts that do not come: looked for, sent again once, and given up.

use helsebro_domain::audit::Event;
use helsebro_domain::epj::{
    OutgoingState, RECEIPT_LATE_AFTER, RECEIPT_MISSING_AFTER, ReceiptWatch, SendFault, resend,
};
use helsebro_domain::time::Instant;
use helsebro_storage::epj::{self, OutboxRow};
use helsebro_storage::{Scope, SystemReason, Tx, audit};

use super::{letters, receipts};
use crate::{ActError, Acts, Sight};

/// The code that stands where a receipt should have been.
pub const NO_RECEIPT: &str = "NO_RECEIPT";

/// How much was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Watched {
    /// Sent again.
    pub repeated: usize,
    /// Given up; the conversations are in the console.
    pub given_up: usize,
}

/// Looks once through the messages whose receipt is late.
///
/// # Errors
/// When the database fails.
pub async fn look(acts: &Acts) -> Result<Watched, ActError> {
    let now = acts.now();
    let mut watched = Watched::default();
    for (told, after) in [(1, RECEIPT_LATE_AFTER), (2, RECEIPT_MISSING_AFTER)] {
        let rows = acts
            .db()
            .read(Scope::System(SystemReason::Job), "epj.unreceipted", async |mut tx| {
                Ok::<_, ActError>(epj::unreceipted(&mut tx, now.minus(after), told).await?)
            })
            .await?;
        for row in rows {
            let (repeated, given_up) = one(acts, &row, now).await?;
            watched.repeated += usize::from(repeated);
            watched.given_up += usize::from(given_up);
        }
    }
    Ok(watched)
}

async fn one(acts: &Acts, found: &OutboxRow, now: Instant) -> Result<(bool, bool), ActError> {
    let (done, sights) = acts
        .db()
        .write(Scope::Municipality(found.municipality), "epj.watch", async |mut tx| {
            let row = epj::outgoing_by_id(&mut tx, found.outgoing.id).await?;
            let Some(row) = row else { return Ok::<_, ActError>(((false, false), Vec::new())) };
            one_in(acts, &mut tx, row, now).await
        })
        .await?;
    for sight in sights {
        acts.news().tell(sight);
    }
    Ok(done)
}

type Done = ((bool, bool), Vec<Sight>);

async fn one_in(
    acts: &Acts,
    tx: &mut Tx,
    mut row: OutboxRow,
    now: Instant,
) -> Result<Done, ActError> {
    let OutgoingState::HandedOver(at) = row.outgoing.state else {
        return Ok(((false, false), Vec::new()));
    };
    match ReceiptWatch::of(at, now) {
        ReceiptWatch::InTime => Ok(((false, false), Vec::new())),
        ReceiptWatch::Late if row.noticed > 0 => Ok(((false, false), Vec::new())),
        ReceiptWatch::Late if resend(SendFault::NoReceipt, row.repeats).is_some() => {
            epj::count_repeat(tx, row.outgoing.id, acts.fresh(now)).await?;
            if let Some(again) = epj::outgoing_by_id(tx, row.outgoing.id).await? {
                letters::enqueue_post(acts, tx, &again, now).await?;
            }
            Ok(((true, false), vec![Sight::Epj(row.epj)]))
        }
        ReceiptWatch::Late => {
            row.noticed = 1;
            epj::update_outgoing(tx, &row).await?;
            Ok(((false, false), receipts::sights(&row)))
        }
        ReceiptWatch::Missing => {
            row.outgoing = row.outgoing.receipted(false, now)?;
            row.errors = Some(NO_RECEIPT.to_owned());
            row.noticed = 2;
            epj::update_outgoing(tx, &row).await?;
            audit::append(tx, &receipts::line(acts, Event::ReceiptMissing, &row, now)).await?;
            Ok(((false, true), receipts::back_in_console(tx, &row).await?))
        }
    }
}
