//! What can be told of a message before it is read, and the receipt for it.
//!
//! A message that cannot be read must still be answered, and for that only its
//! head is needed. It is looked for in the first part of the bytes and read with
//! patience: each part that can be read is kept, the others are left out.

use helsebro_domain::time::Instant;
use uuid::Uuid;

use crate::apprec::{Original, Receipt, Verdict};
use crate::common::Code;
use crate::hidden::hides;
use crate::limits::MAX_HEADER_BYTES;
use crate::msghead::{Ack, Envelope, Party, WireId, gen_date, read_ack, read_party, wire_id};
use crate::names::MSGHEAD;
use crate::warning::Warnings;
use crate::write::Address;
use crate::xml::{decode_start, parse_until};

/// The head of a message, as far as it can be read.
#[derive(Clone, PartialEq, Eq)]
pub struct Header {
    /// `Type/@V`.
    pub function: Option<String>,
    /// `MsgId`.
    pub message_id: Option<WireId>,
    /// `GenDate`.
    pub gen_date: Option<Instant>,
    /// Whether a receipt is asked for.
    pub ack: Ack,
    /// Who sent.
    pub sender: Option<Party>,
    /// Who should receive.
    pub receiver: Option<Party>,
}

hides! { Header { message_id, gen_date, ack, sender, receiver } }

/// The head of a message that need not be readable otherwise; none when there
/// is none, and none for a receipt, which is never answered.
///
/// It looks at no more than [`MAX_HEADER_BYTES`], so it costs the same for every
/// size of message, and it refuses what [`crate::read`] refuses before the head
/// is reached: document types, and other encodings.
pub fn about(bytes: &[u8]) -> Option<Header> {
    const PLACE: &str = "MsgInfo";
    let start = bytes.get(..bytes.len().min(MAX_HEADER_BYTES))?;
    let root = parse_until(&decode_start(start)?, MSGHEAD, PLACE)?;
    if !root.is(MSGHEAD, "MsgHead") {
        return None;
    }
    let info = root.one(PLACE, "MsgHead").ok()??;
    let warnings = &mut Warnings::default();
    let function = info.one("Type", PLACE).ok().flatten();
    let function = function.and_then(|found| Code::read(found, PLACE).ok()?.value);
    Some(Header {
        function,
        message_id: wire_id(info, PLACE, "MsgId", warnings).ok(),
        gen_date: gen_date(info, PLACE, warnings).ok(),
        ack: read_ack(info, warnings).unwrap_or(Ack::Unsaid),
        sender: read_party(info, "Sender", warnings).ok(),
        receiver: read_party(info, "Receiver", warnings).ok(),
    })
}

impl Header {
    /// The head of an envelope that was read.
    pub fn of(envelope: &Envelope) -> Self {
        let info = &envelope.info;
        Self {
            function: Some(info.function.clone()),
            message_id: Some(info.message_id.clone()),
            gen_date: Some(info.gen_date),
            ack: info.ack,
            sender: Some(info.sender.clone()),
            receiver: Some(info.receiver.clone()),
        }
    }

    /// The receipt for the message; none when it tells neither what it is called
    /// nor by whom, so that nobody could know what the receipt is for.
    ///
    /// `us` is who answers, `id` the receipt's own id, and `now` stands in for a
    /// time that could not be read or written.
    pub fn receipt(
        &self,
        us: &Address,
        verdict: Verdict,
        id: Uuid,
        now: Instant,
    ) -> Option<Receipt> {
        let sender = self.sender.clone()?;
        sender.her_level2().or_else(|| sender.her_level1())?;
        let writable = |at: &Instant| crate::write::date_time(*at).is_ok();
        Some(Receipt {
            id,
            sent_at: now,
            sender: us.clone(),
            receiver: sender,
            verdict,
            original: Original {
                function: self.function.clone(),
                issued_at: self.gen_date.filter(writable).unwrap_or(now),
                id: self.message_id.as_ref()?.raw().to_owned(),
            },
        })
    }
}
