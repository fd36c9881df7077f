//! The journal as seen from outside: by tests, by scripts and by the pages.

use std::fmt;

use serde::Serialize;

use super::order::{ReceiptAnswer, ReceiptForm};

/// Whether the journal system is at work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// It fetches and sends.
    Present,
    /// It does nothing at all.
    Away,
}

/// How the last call to the door went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DoorSeen {
    /// There has been none.
    NotTried,
    /// It answered.
    Open,
    /// It did not, or said no; the next try waits.
    Down,
}

/// Everything at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EpjSeen {
    /// Whether it is at work.
    pub presence: Presence,
    /// How the last call went.
    pub door: DoorSeen,
    /// How messages that come are receipted.
    pub receipts: ReceiptAnswer,
    /// How the next one is, if otherwise.
    pub next_receipt: Option<ReceiptAnswer>,
    /// In which form receipts are sent.
    pub receipts_as: ReceiptForm,
    /// Messages that came, receipts not counted.
    pub received: u64,
    /// Messages and receipts that came although their id had come before.
    pub doubles: u64,
    /// Messages sent, receipts not counted.
    pub sent: u64,
    /// What is in the journal, oldest first.
    pub entries: Vec<EntrySeen>,
}

/// Which way a message went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// It came.
    Received,
    /// It was sent from here.
    Sent,
}

/// One message or receipt in the journal.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct EntrySeen {
    /// Its number here; later ones have higher numbers.
    pub number: u64,
    /// Which way it went.
    pub way: Way,
    /// When, in seconds since 1970.
    pub at: i64,
    /// The door's id for it.
    pub transport_id: Option<String>,
    /// Whether it is a receipt.
    pub is_receipt: bool,
    /// The number of the entry with the same id that came before, or that this
    /// one repeats.
    pub double_of: Option<u64>,
    /// The message type, as in `DIALOG_INNBYGGER_EKONTAKT`.
    pub message_type: Option<String>,
    /// The message's own id.
    pub msg_id: Option<String>,
    /// When it says it was made, letter by letter.
    pub gen_date: Option<String>,
    /// The conversation; for a first message its own id.
    pub thread: Option<String>,
    /// The message it answers.
    pub parent: Option<String>,
    /// For a receipt, the id of the message it is for.
    pub receipt_for: Option<String>,
    /// The unit here that it is from or for.
    pub unit: Option<u32>,
    /// The patient's number.
    pub patient: Option<String>,
    /// The patient's name.
    pub patient_name: Option<String>,
    /// What kind it is, as in `HE`, `22` or `19`; of a receipt, the status.
    pub code: Option<String>,
    /// The service it goes under.
    pub service: Option<String>,
    /// The topic.
    pub topic: Option<String>,
    /// The text.
    pub text: Option<String>,
    /// The name of who wrote it.
    pub author: Option<String>,
    /// Who acted for the patient, and as what (`FO`, `VE`, `FU`, `TD`).
    pub on_behalf: Option<(String, String)>,
    /// Names of attachments, each with its media type.
    pub attachments: Vec<String>,
    /// What a strict journal system would find fault with; empty is fine.
    pub verdict: Vec<String>,
    /// Where its receipt stands.
    pub receipt: ReceiptSeen,
}

impl fmt::Debug for EntrySeen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EntrySeen")
            .field("number", &self.number)
            .field("way", &self.way)
            .field("code", &self.code)
            .field("receipt", &self.receipt)
            .field("verdict", &self.verdict)
            .finish_non_exhaustive()
    }
}

/// Where a receipt stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ReceiptSeen {
    /// This is a receipt itself.
    NotDue,
    /// We owe one, and are about to give it.
    Owed,
    /// We owe one, and hold it back.
    Held,
    /// We owe one, and never give it.
    Withheld,
    /// We have given it.
    Given {
        /// 1 OK, 2 rejected, 3 OK with an error in a part.
        status: u8,
        /// The code, when there is one.
        code: Option<String>,
        /// How many times.
        times: u32,
    },
    /// We wait for one.
    Awaited,
    /// It came.
    Came {
        /// 1 OK, 2 rejected, 3 OK with an error in a part.
        status: u8,
        /// The codes.
        codes: Vec<String>,
        /// How many times.
        times: u32,
    },
    /// What we sent was never taken.
    Undelivered {
        /// The HTTP status, if there was an answer.
        status: Option<u16>,
    },
}
