//! What the journal system can be told to do: the same orders from Rust, over
//! the control route, and from the forms of its screen.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::enclosed::Enclosed;

/// The most characters of a text in an order.
pub(crate) const TEXT_CHARS_LIMIT: usize = 20_000;

/// One thing to do. In JSON it is flat, with the name in `act`, as in
/// `{"act": "answer", "thread": "…", "text": "…", "author": "Per Haug"}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
pub enum Order {
    /// Answers what the citizen wrote (Notat 19).
    Answer {
        /// The conversation: the `MsgId` of its first message.
        thread: String,
        /// The answer.
        text: String,
        /// The employee whose name is shown, given and family name.
        author: Option<String>,
        /// A file that goes along.
        attachment: Option<Enclosed>,
    },
    /// Asks the citizen something she can answer (Foresporsel DI): in a thread, or
    /// of a patient under one of her services, which starts a thread.
    Ask {
        /// The conversation to go on with.
        thread: Option<String>,
        /// The key of a patient, when there is no thread.
        patient: Option<String>,
        /// The id of the service it goes under; required with a patient.
        service: Option<String>,
        /// The topic.
        topic: String,
        /// The question.
        text: String,
        /// The employee whose name is shown.
        author: Option<String>,
    },
    /// Tells the citizen something she cannot answer (Foresporsel EKI); addressed
    /// as [`Order::Ask`].
    Tell {
        /// The conversation to go on with.
        thread: Option<String>,
        /// The key of a patient, when there is no thread.
        patient: Option<String>,
        /// The id of the service it goes under; required with a patient.
        service: Option<String>,
        /// The topic.
        topic: String,
        /// What is told.
        text: String,
        /// The employee whose name is shown.
        author: Option<String>,
    },
    /// Says that the dialogue is over (Notat 13).
    Close {
        /// The conversation.
        thread: String,
        /// A last word.
        text: Option<String>,
    },
    /// Refuses after the receipt (Notat 26, 30 or 31).
    Refuse {
        /// The conversation.
        thread: String,
        /// `26`, `30` or `31`.
        code: String,
        /// Why.
        text: Option<String>,
    },
    /// Sends a patient's whole list of services; none ends them all.
    ListContacts {
        /// The key of the patient.
        patient: String,
        /// Ids of services.
        #[serde(default)]
        services: Vec<String>,
    },
    /// Asks which patients are digitally active (SIDAB).
    CheckActive {
        /// Keys of patients; none asks about all.
        #[serde(default)]
        patients: Vec<String>,
    },
    /// Tests the link (KT).
    TestLink,
    /// Sends something already sent once more.
    Repeat {
        /// The number of the entry.
        entry: u64,
        /// What is the same.
        how: Repeat,
    },
    /// Sends what no journal system should.
    Rubbish {
        /// What is wrong with it.
        kind: Nonsense,
        /// The HER-id for `wrong_receiver` and `foreign_sender`; else nobody's.
        her_id: Option<u32>,
        /// The size of the attachment for `large_attachment`; else just over
        /// 18 million.
        bytes: Option<u32>,
    },
    /// How messages that come are receipted.
    Receipts {
        /// The answer.
        answer: ReceiptAnswer,
        /// The code for a rejection, as in `E35`.
        code: Option<String>,
        /// For the next message or for all.
        lasting: Lasting,
    },
    /// In which form receipts are sent.
    ReceiptsAs {
        /// The form.
        form: ReceiptForm,
    },
    /// Gives the receipts held back: OK to each.
    ReleaseReceipts,
    /// Gives one message a receipt now, whatever it has had before.
    GiveReceipt {
        /// The number of the entry.
        entry: u64,
        /// The answer; holding back does nothing.
        answer: ReceiptAnswer,
        /// The code for a rejection.
        code: Option<String>,
    },
    /// Goes away: fetches nothing, sends nothing.
    Leave,
    /// Comes back.
    ComeBack,
}

/// What is the same when something is sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Repeat {
    /// Every byte.
    SameBytes,
    /// The `MsgId`, but other bytes.
    SameMsgId,
    /// The content, under a new `MsgId`.
    NewMsgId,
}

/// What is wrong with a message on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nonsense {
    /// It is no XML.
    NotXml,
    /// It ends in the middle.
    Truncated,
    /// It is well-formed, but not by the schema.
    SchemaError,
    /// It has an attachment that is too large.
    LargeAttachment,
    /// It is for a HER-id that is not the platform's.
    WrongReceiver,
    /// It says it is from somebody else.
    ForeignSender,
}

/// What a message that comes is answered with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptAnswer {
    /// OK at once.
    Ok,
    /// OK, when it is released.
    Held,
    /// Rejected with a code.
    Rejected,
    /// OK, with an error in a part.
    ErrorInPart,
    /// No receipt ever.
    Withheld,
    /// OK, two times.
    Twice,
}

/// How long an answer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lasting {
    /// For the next message only.
    Next,
    /// Until told otherwise.
    All,
}

/// In which form receipts are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptForm {
    /// An AppRec envelope, sent like any message.
    Xml,
    /// The door's own call.
    Json,
}

/// What became of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// The entry that was made, when something was sent.
    pub entry: Option<u64>,
    /// What the door said to it.
    pub posted: Option<Posted>,
}

/// What the door said to a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "posted", rename_all = "snake_case")]
pub enum Posted {
    /// It took it, under this id.
    Taken {
        /// The transport id.
        id: String,
    },
    /// It said no.
    Refused {
        /// The HTTP status.
        status: u16,
        /// The door's own words.
        error: String,
    },
    /// It could not be reached, or no token could be had.
    Unreachable,
}

/// Why an order was not carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum OrderRefused {
    /// The journal system is away.
    #[error("the journal system is away")]
    Away,
    /// There is no such thread here.
    #[error("there is no such thread")]
    NoSuchThread,
    /// There is no such patient here.
    #[error("there is no such patient")]
    NoSuchPatient,
    /// There is no such service here.
    #[error("there is no such service")]
    NoSuchService,
    /// There is no such entry here, or it is of the other kind.
    #[error("there is no such entry")]
    NoSuchEntry,
    /// The code is not one of those the order knows.
    #[error("the code is not known here")]
    NoSuchCode,
    /// A field is missing.
    #[error("a field is missing")]
    Missing,
    /// A text or an attachment is too long.
    #[error("a field is too long")]
    TooLong,
}
