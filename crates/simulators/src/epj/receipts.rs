//! Receipts that this journal system gives: by the policy it has been told, at
//! once, later, never or twice.

use super::door::DoorFault;
use super::journal::{Due, Entry, Marked};
use super::office::Office;
use super::order::{Lasting, OrderRefused, ReceiptAnswer, ReceiptForm};
use super::read::Side;
use super::seen::{ReceiptSeen, Way};
use super::settings::EpjParty;
use super::write::{Judgement, Original, apprec};

/// The most letters of a code.
const CODE_CHARS_LIMIT: usize = 10;
/// What a document that cannot be read is answered with.
const NOT_XML: &str = "T01";
/// What a rejection without a code says.
const UNKNOWN_PATIENT: &str = "E35";

/// All that is needed to give one receipt, taken out of the journal.
struct Giving {
    due: Due,
    transport_id: Option<String>,
    unit: EpjParty,
    form: ReceiptForm,
    sender: Side,
    kind: (String, String),
    date: String,
    id: Option<String>,
}

/// A receipt taken out to be given. If whoever asked for it goes away in the
/// middle, it is due again.
struct InHand<'a> {
    office: &'a Office,
    number: u64,
    due: Option<Due>,
}

impl Drop for InHand<'_> {
    fn drop(&mut self) {
        let Some(due) = self.due.take() else { return };
        self.office.writing(|journal| {
            if let Some(entry) = journal.entry_mut(self.number) {
                entry.due.get_or_insert(due);
            }
        });
    }
}

impl Office {
    pub(crate) fn set_policy(
        &self,
        answer: ReceiptAnswer,
        code: Option<String>,
        lasting: Lasting,
    ) -> Result<(), OrderRefused> {
        let code = checked(code)?;
        self.writing(|journal| match lasting {
            Lasting::Next => journal.policy.next = Some((answer, code)),
            Lasting::All => journal.policy.standing = (answer, code),
        });
        Ok(())
    }

    /// Decides what a message that came is answered with.
    pub(crate) fn decide_receipt(&self, number: u64) {
        self.writing(|journal| {
            let standing = journal.policy.standing.clone();
            let (answer, code) = journal.policy.next.take().unwrap_or(standing);
            if let Some(entry) = journal.entry_mut(number) {
                apply(entry, answer, code);
            }
        });
    }

    /// Gives every receipt that is due for what the door knows we have.
    pub(crate) async fn give_all_due(&self) -> Result<(), DoorFault> {
        let due: Vec<u64> = self.reading(|journal| {
            let due = journal
                .entries()
                .filter(|entry| entry.due.is_some() && entry.marked == Marked::Read);
            due.map(|entry| entry.seen.number).collect()
        });
        for number in due {
            self.give(number).await?;
        }
        Ok(())
    }

    /// Gives one receipt, if it is due. One that the door refuses is not tried
    /// again; one that does not come through is due still.
    pub(crate) async fn give(&self, number: u64) -> Result<(), DoorFault> {
        let Some(giving) = self.take_due(number) else { return Ok(()) };
        let mut hand = InHand { office: self, number, due: Some(giving.due.clone()) };
        let given = self.deliver(&giving).await;
        hand.due = None;
        self.note_given(number, &giving.due, &given);
        match given {
            Err(fault) if is_final(&fault) => Ok(()),
            given => given,
        }
    }

    fn note_given(&self, number: u64, due: &Due, given: &Result<(), DoorFault>) {
        self.writing(|journal| {
            let Some(entry) = journal.entry_mut(number) else { return };
            let before = match entry.seen.receipt {
                ReceiptSeen::Given { times, .. } => times,
                _ => 0,
            };
            match given {
                Ok(()) => {
                    let Judgement { status, code } = due.judgement.clone();
                    let times = before + due.times;
                    entry.seen.receipt = ReceiptSeen::Given { status, code, times };
                }
                Err(fault @ DoorFault::Refused { status, .. }) if is_final(fault) => {
                    entry.seen.receipt = ReceiptSeen::Undelivered { status: Some(*status) };
                }
                Err(_) => entry.due = Some(due.clone()),
            }
        });
    }

    /// Gives OK to each that is held back. What the door does not take now is
    /// due, and tried again by the round.
    pub(crate) async fn release(&self) {
        let held: Vec<u64> = self.writing(|journal| {
            let held =
                journal.entries_mut().filter(|entry| entry.seen.receipt == ReceiptSeen::Held);
            held.map(|entry| {
                apply(entry, ReceiptAnswer::Ok, None);
                entry.seen.number
            })
            .collect()
        });
        for number in held {
            if self.give(number).await.is_err() {
                return;
            }
        }
    }

    pub(crate) async fn give_now(
        &self,
        number: u64,
        answer: ReceiptAnswer,
        code: Option<String>,
    ) -> Result<(), OrderRefused> {
        let code = checked(code)?;
        self.writing(|journal| {
            let entry = journal
                .entry_mut(number)
                .filter(|entry| entry.seen.way == Way::Received && !entry.seen.is_receipt);
            let entry = entry.ok_or(OrderRefused::NoSuchEntry)?;
            let before = entry.seen.receipt.clone();
            apply(entry, answer, code);
            if matches!(before, ReceiptSeen::Given { .. }) {
                entry.seen.receipt = before;
            }
            Ok(())
        })?;
        // A door that is down leaves the receipt due; the journal shows it.
        let _ = self.give(number).await;
        Ok(())
    }

    fn take_due(&self, number: u64) -> Option<Giving> {
        let fallback = self.settings.units.first()?.party.clone();
        self.writing(|journal| {
            let form = journal.policy.form;
            let entry = journal.entry_mut(number)?;
            let due = entry.due.take()?;
            let unit = entry.seen.unit.and_then(|unit| self.settings.unit(unit));
            Some(Giving {
                due,
                transport_id: entry.seen.transport_id.clone(),
                unit: unit.map_or(fallback, |unit| unit.party.clone()),
                form,
                sender: entry.sender.clone(),
                kind: entry.kind.clone().unwrap_or_default(),
                date: entry.seen.gen_date.clone().unwrap_or_default(),
                id: entry.seen.msg_id.clone(),
            })
        })
    }

    async fn deliver(&self, giving: &Giving) -> Result<(), DoorFault> {
        for _ in 0..giving.due.times {
            match (&giving.id, giving.form, &giving.transport_id) {
                (Some(id), ReceiptForm::Xml, _) => self.deliver_xml(giving, id).await?,
                (_, _, Some(transport_id)) => {
                    let judgement = &giving.due.judgement;
                    self.door.apprec(transport_id, giving.unit.her_id, judgement).await?;
                }
                // Neither an id to name nor one of the door's: nothing to answer.
                (None, _, None) | (Some(_), ReceiptForm::Json, None) => {}
            }
        }
        Ok(())
    }

    async fn deliver_xml(&self, giving: &Giving, id: &str) -> Result<(), DoorFault> {
        let (receipt_id, date) = self.stamp();
        let original = Original {
            kind: (&giving.kind.0, &giving.kind.1),
            date: &giving.date,
            id,
            sender: &giving.sender,
        };
        let from = (&self.settings.organisation, &giving.unit);
        let judgement = &giving.due.judgement;
        let document = apprec((&receipt_id, &date), from, judgement, &original);
        let transport_id = self.door.post(document.as_bytes()).await?;
        self.file_own_receipt(document, transport_id);
        Ok(())
    }
}

/// Whether the door's no to a receipt is the last word.
fn is_final(fault: &DoorFault) -> bool {
    match fault {
        DoorFault::Refused { status, .. } => *status < 500 && !matches!(status, 401 | 429),
        _ => false,
    }
}

/// Sets what an entry is answered with.
fn apply(entry: &mut Entry, answer: ReceiptAnswer, code: Option<String>) {
    let unreadable = entry.seen.msg_id.is_none();
    let due = |status, code, times| {
        let judgement = Judgement { status, code };
        (ReceiptSeen::Owed, Some(Due { judgement, times }))
    };
    let or_patient = |code: Option<String>| code.or_else(|| Some(UNKNOWN_PATIENT.to_owned()));
    let (receipt, due) = match answer {
        ReceiptAnswer::Held => (ReceiptSeen::Held, None),
        ReceiptAnswer::Withheld => (ReceiptSeen::Withheld, None),
        _ if unreadable => due(2, Some(NOT_XML.to_owned()), 1),
        ReceiptAnswer::Ok => due(1, None, 1),
        ReceiptAnswer::Twice => due(1, None, 2),
        ReceiptAnswer::Rejected => due(2, or_patient(code), 1),
        ReceiptAnswer::ErrorInPart => due(3, or_patient(code), 1),
    };
    entry.seen.receipt = receipt;
    entry.due = due;
}

fn checked(code: Option<String>) -> Result<Option<String>, OrderRefused> {
    match code {
        Some(code) if code.is_empty() || code.chars().count() > CODE_CHARS_LIMIT => {
            Err(OrderRefused::NoSuchCode)
        }
        code => Ok(code),
    }
}
