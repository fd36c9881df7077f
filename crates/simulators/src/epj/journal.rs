//! What the journal system has on file, oldest first. Nothing is sorted out: what
//! comes twice stands twice, and is counted.

use std::collections::VecDeque;
use std::sync::Arc;

use super::order::{ReceiptAnswer, ReceiptForm};
use super::read::{Facts, Reading, Side};
use super::seen::{DoorSeen, EntrySeen, EpjSeen, Presence, ReceiptSeen, Way};
use super::write::Judgement;

/// The most entries on file; the oldest goes out.
const ENTRY_LIMIT: usize = 1_000;
/// The most bytes of documents on file; the oldest goes out.
const BYTES_LIMIT: usize = 96 * 1024 * 1024;

/// One message or receipt on file.
pub(crate) struct Entry {
    pub(crate) seen: EntrySeen,
    pub(crate) document: Arc<Vec<u8>>,
    /// The sender, whom a receipt goes to.
    pub(crate) sender: Side,
    /// The type with its name, as a receipt repeats it.
    pub(crate) kind: Option<(String, String)>,
    /// The receipt that is to be given.
    pub(crate) due: Option<Due>,
    /// Whether the door knows that we have it; what is sent from here is not
    /// marked.
    pub(crate) marked: Marked,
}

/// Whether a message that came is marked as read at the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Marked {
    /// Not yet: the door will list it again.
    NotYet,
    /// It is.
    Read,
}

/// A receipt that is to be given, and how many times.
#[derive(Debug, Clone)]
pub(crate) struct Due {
    pub(crate) judgement: Judgement,
    pub(crate) times: u32,
}

/// A conversation as answers need it.
pub(crate) struct Thread {
    pub(crate) conversation: String,
    /// The message that an answer is an answer to.
    pub(crate) parent: String,
    pub(crate) unit: Option<u32>,
    pub(crate) service: Option<String>,
    /// The head's patient, from the newest document that has one.
    pub(crate) patient: Option<Patient>,
}

pub(crate) use super::read::Patient;

/// How messages that come are receipted.
pub(crate) struct Policy {
    pub(crate) standing: (ReceiptAnswer, Option<String>),
    pub(crate) next: Option<(ReceiptAnswer, Option<String>)>,
    pub(crate) form: ReceiptForm,
}

/// The journal.
pub(crate) struct Journal {
    entries: VecDeque<Entry>,
    patients: VecDeque<(u64, Patient)>,
    next_number: u64,
    bytes: usize,
    received: u64,
    doubles: u64,
    sent: u64,
    pub(crate) door: DoorSeen,
    pub(crate) policy: Policy,
    /// What came of the last order, for the screen.
    pub(crate) last_word: Option<String>,
}

/// What is to be filed.
pub(crate) struct Filing {
    pub(crate) way: Way,
    pub(crate) at: i64,
    pub(crate) transport_id: Option<String>,
    pub(crate) document: Arc<Vec<u8>>,
    pub(crate) verdict: Vec<String>,
    /// The unit the door named, for what cannot be read.
    pub(crate) unit: Option<u32>,
    pub(crate) repeats: Option<u64>,
}

impl Journal {
    pub(crate) fn empty() -> Self {
        let policy =
            Policy { standing: (ReceiptAnswer::Ok, None), next: None, form: ReceiptForm::Xml };
        Self {
            entries: VecDeque::new(),
            patients: VecDeque::new(),
            next_number: 1,
            bytes: 0,
            received: 0,
            doubles: 0,
            sent: 0,
            door: DoorSeen::NotTried,
            policy,
            last_word: None,
        }
    }

    /// Files a document, and says under which number.
    pub(crate) fn file(&mut self, filing: Filing, reading: &Reading) -> u64 {
        let number = self.next_number;
        self.next_number += 1;
        let mut seen = blank(number, &filing);
        let (mut sender, mut kind) = (Side::default(), None);
        match reading {
            Reading::Message(facts, _) => {
                about_message(&mut seen, facts);
                sender = facts.sender.clone();
                kind.clone_from(&facts.message_type);
                if let Some(patient) = &facts.patient {
                    self.patients.push_back((number, patient.clone()));
                }
            }
            Reading::Receipt(facts, _) => {
                seen.is_receipt = true;
                seen.receipt = ReceiptSeen::NotDue;
                seen.msg_id.clone_from(&facts.id);
                seen.gen_date.clone_from(&facts.gen_date);
                seen.receipt_for.clone_from(&facts.original_id);
                seen.code = facts.status.map(|status| status.to_string());
                seen.unit = facts.receiver.unit.1.or(filing.unit);
            }
            Reading::Unreadable(_) => {}
        }
        seen.unit = seen.unit.or(filing.unit);
        seen.double_of = filing.repeats.or_else(|| self.came_before(&seen));
        self.count(&seen);
        self.bytes += filing.document.len();
        let (document, marked) = (filing.document, Marked::NotYet);
        self.entries.push_back(Entry { seen, document, sender, kind, due: None, marked });
        self.make_room();
        number
    }

    pub(crate) fn entry(&self, number: u64) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.seen.number == number)
    }

    pub(crate) fn entry_mut(&mut self, number: u64) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|entry| entry.seen.number == number)
    }

    pub(crate) fn entries(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter()
    }

    pub(crate) fn entries_mut(&mut self) -> impl Iterator<Item = &mut Entry> {
        self.entries.iter_mut()
    }

    /// The message sent from here under this id, type and date.
    pub(crate) fn original(&self, msg_id: &str) -> Option<(String, String)> {
        let held = self.entries.iter().find(|entry| {
            entry.seen.way == Way::Sent && entry.seen.msg_id.as_deref() == Some(msg_id)
        })?;
        Some((held.seen.message_type.clone()?, held.seen.gen_date.clone()?))
    }

    /// The entry filed under this id of the door that could not be marked as read:
    /// listed again, it is the same one and not a double.
    pub(crate) fn unmarked(&self, transport_id: &str) -> Option<u64> {
        let held = self.entries.iter().find(|entry| {
            entry.seen.way == Way::Received
                && entry.marked == Marked::NotYet
                && entry.seen.transport_id.as_deref() == Some(transport_id)
        });
        held.map(|entry| entry.seen.number)
    }

    /// Notes a receipt at every sending of the message it is for.
    pub(crate) fn receipt_came(&mut self, msg_id: &str, status: u8, codes: &[String]) {
        for entry in &mut self.entries {
            if entry.seen.way == Way::Sent && entry.seen.msg_id.as_deref() == Some(msg_id) {
                let before = match entry.seen.receipt {
                    ReceiptSeen::Came { times, .. } => times,
                    _ => 0,
                };
                let codes = codes.to_vec();
                entry.seen.receipt = ReceiptSeen::Came { status, codes, times: before + 1 };
            }
        }
    }

    /// The conversation with this id.
    pub(crate) fn thread(&self, conversation: &str) -> Option<Thread> {
        let of_thread = || {
            let entries = self.entries.iter().filter(|entry| !entry.seen.is_receipt);
            entries.filter(|entry| entry.seen.thread.as_deref() == Some(conversation))
        };
        let newest = of_thread().next_back()?;
        let came = of_thread().rfind(|entry| entry.seen.way == Way::Received);
        let numbers: Vec<u64> = of_thread().map(|entry| entry.seen.number).collect();
        let patient = self.patients.iter().rfind(|(number, _)| numbers.contains(number));
        Some(Thread {
            conversation: conversation.to_owned(),
            parent: came.unwrap_or(newest).seen.msg_id.clone()?,
            unit: of_thread().find_map(|entry| entry.seen.unit),
            service: of_thread().find_map(|entry| entry.seen.service.clone()),
            patient: patient.map(|(_, patient)| patient.clone()),
        })
    }

    pub(crate) fn seen(&self, presence: Presence) -> EpjSeen {
        EpjSeen {
            presence,
            door: self.door,
            receipts: self.policy.standing.0,
            next_receipt: self.policy.next.as_ref().map(|(answer, _)| *answer),
            receipts_as: self.policy.form,
            received: self.received,
            doubles: self.doubles,
            sent: self.sent,
            entries: self.entries.iter().map(|entry| entry.seen.clone()).collect(),
        }
    }

    fn came_before(&self, seen: &EntrySeen) -> Option<u64> {
        seen.msg_id.as_ref()?;
        let same = |entry: &&Entry| entry.seen.way == seen.way && entry.seen.msg_id == seen.msg_id;
        self.entries.iter().find(same).map(|entry| entry.seen.number)
    }

    fn count(&mut self, seen: &EntrySeen) {
        match seen.way {
            Way::Received => {
                self.received += u64::from(!seen.is_receipt);
                self.doubles += u64::from(seen.double_of.is_some());
            }
            Way::Sent => self.sent += u64::from(!seen.is_receipt),
        }
    }

    fn make_room(&mut self) {
        while self.entries.len() > ENTRY_LIMIT || self.bytes > BYTES_LIMIT {
            let Some(oldest) = self.entries.pop_front() else { return };
            self.bytes -= oldest.document.len();
            self.patients.retain(|(number, _)| *number != oldest.seen.number);
        }
    }
}

fn blank(number: u64, filing: &Filing) -> EntrySeen {
    EntrySeen {
        number,
        way: filing.way,
        at: filing.at,
        transport_id: filing.transport_id.clone(),
        is_receipt: false,
        double_of: None,
        message_type: None,
        msg_id: None,
        gen_date: None,
        thread: None,
        parent: None,
        receipt_for: None,
        unit: None,
        patient: None,
        patient_name: None,
        code: None,
        service: None,
        topic: None,
        text: None,
        author: None,
        on_behalf: None,
        attachments: Vec::new(),
        verdict: filing.verdict.clone(),
        receipt: match filing.way {
            Way::Received => ReceiptSeen::Owed,
            Way::Sent => ReceiptSeen::Awaited,
        },
    }
}

fn about_message(seen: &mut EntrySeen, facts: &Facts) {
    let facts = facts.clone();
    seen.unit = match seen.way {
        Way::Received => facts.receiver.unit.1,
        Way::Sent => facts.sender.unit.1,
    };
    seen.message_type = facts.message_type.map(|(kind, _)| kind);
    seen.thread = facts.conversation.or_else(|| facts.msg_id.clone());
    seen.msg_id = facts.msg_id;
    seen.gen_date = facts.gen_date;
    seen.parent = facts.parent;
    seen.patient_name = facts.patient.as_ref().map(Patient::name);
    seen.patient = facts.patient.map(|patient| patient.number);
    seen.code = facts.code;
    seen.service = facts.service;
    seen.topic = facts.topic;
    seen.text = facts.text;
    seen.author = facts.author;
    seen.on_behalf = facts.on_behalf;
    seen.attachments = facts.attachments;
}
