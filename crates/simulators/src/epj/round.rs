//! The journal system's round: fetch, file, mark read, give a receipt; wait and
//! try again when the door is down; nothing at all while away.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use super::door::{DoorFault, Listed};
use super::journal::{Filing, Marked};
use super::office::Office;
use super::read::{Expected, Reading, judge, read};
use super::seen::{DoorSeen, Presence, ReceiptSeen, Way};

/// The first wait after the door was down; it doubles.
const FIRST_WAIT: Duration = Duration::from_millis(500);
/// The longest wait.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// Goes the round until the word to stop, or until nobody can give it.
pub(crate) async fn run(office: Arc<Office>, mut stop: watch::Receiver<bool>) {
    let going = async {
        let mut wait = FIRST_WAIT;
        loop {
            wait = once(&office, wait).await;
        }
    };
    tokio::select! {
        // A dropped sender means stop just as well as a sent word.
        _ = stop.wait_for(|stopped| *stopped) => {}
        () = going => {}
    }
}

/// One turn; says how long the next wait would be.
async fn once(office: &Office, wait: Duration) -> Duration {
    let mut presence = office.watch_presence();
    if presence.wait_for(|presence| *presence == Presence::Present).await.is_err() {
        return wait;
    }
    match turn(office, &mut presence).await {
        Ok(()) => FIRST_WAIT,
        Err(fault) => {
            tracing::debug!(fault = &fault as &dyn std::error::Error, "the door is down");
            note_door(office, DoorSeen::Down);
            let pause = fault.retry_after().unwrap_or(wait).clamp(FIRST_WAIT, LONGEST_WAIT);
            // Whoever leaves or comes back does not wait the pause out.
            let _ = tokio::time::timeout(pause, presence.changed()).await;
            (wait * 2).min(LONGEST_WAIT)
        }
    }
}

/// Fetches what there is. Whoever leaves lets go of a list that is waited for,
/// but ends what is begun: a message half taken in would be one more for others to
/// guess about.
async fn turn(office: &Office, presence: &mut watch::Receiver<Presence>) -> Result<(), DoorFault> {
    office.give_all_due().await?;
    let units: Vec<u32> = office.settings.units.iter().map(|unit| unit.party.her_id).collect();
    let listed = tokio::select! {
        _ = presence.wait_for(|presence| *presence == Presence::Away) => return Ok(()),
        listed = office.door.list(&units) => listed?,
    };
    note_door(office, DoorSeen::Open);
    let mut last = Ok(());
    for message in listed {
        if office.presence() == Presence::Away {
            return Ok(());
        }
        match take_in(office, &message).await {
            Err(fault) if fault.is_down() => return Err(fault),
            Err(fault) => last = Err(fault),
            Ok(()) => {}
        }
    }
    last
}

/// Files one message, marks it read, and gives its receipt.
async fn take_in(office: &Office, listed: &Listed) -> Result<(), DoorFault> {
    let number = match office.reading(|journal| journal.unmarked(&listed.id)) {
        Some(number) => number,
        None => file(office, listed, office.door.document(&listed.id).await?),
    };
    office.door.mark_read(&listed.id, listed.receiver_her_id).await?;
    office.writing(|journal| {
        if let Some(entry) = journal.entry_mut(number) {
            entry.marked = Marked::Read;
        }
    });
    office.answer_link(number).await;
    office.give(number).await
}

fn file(office: &Office, listed: &Listed, document: Vec<u8>) -> u64 {
    let reading = read(&document);
    let original = match &reading {
        Reading::Receipt(facts, _) => facts.original_id.as_deref(),
        _ => None,
    };
    let expected = Expected {
        settings: &office.settings,
        door_said: Some((listed.receiver_her_id, listed.sender_her_id)),
        original: original.and_then(|id| office.reading(|journal| journal.original(id))),
    };
    let filing = Filing {
        way: Way::Received,
        at: office.now().seconds(),
        transport_id: Some(listed.id.clone()),
        document: Arc::new(document),
        verdict: judge(&reading, &expected),
        unit: Some(listed.receiver_her_id),
        repeats: None,
    };
    let number = office.writing(|journal| {
        let number = journal.file(filing, &reading);
        if let Reading::Receipt(facts, _) = &reading
            && let (Some(id), Some(status)) = (&facts.original_id, facts.status)
        {
            journal.receipt_came(id, status, &facts.codes);
        }
        number
    });
    match &reading {
        Reading::Receipt(..) => {}
        // A test of the link is answered with an answer.
        Reading::Message(facts, _) if facts.code.as_deref() == Some("KT") => {
            office.writing(|journal| {
                if let Some(entry) = journal.entry_mut(number) {
                    entry.seen.receipt = ReceiptSeen::NotDue;
                }
            });
        }
        _ => office.decide_receipt(number),
    }
    number
}

fn note_door(office: &Office, door: DoorSeen) {
    if office.reading(|journal| journal.door) != door {
        office.writing(|journal| journal.door = door);
    }
}
