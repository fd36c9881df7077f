//! `MsgInfo`: which message this is, and between whom.

use core::fmt;

use helsebro_domain::time::Instant;
use uuid::Uuid;

use super::{Party, Patient};
use super::{party, patient};
use crate::common::Code;
use crate::dates::{self, Zone};
use crate::error::{AppRecCode, Fault, ReadError};
use crate::hidden::hides;
use crate::limits::{MAX_ID_CHARS, MAX_SHORT_CHARS};
use crate::names::MIG_VERSION;
use crate::process::AVTALEBESTILLING;
use crate::warning::{WarningCode, Warnings};
use crate::xml::Element;

/// The head of the envelope.
pub struct MsgInfo {
    /// `Type/@V`: the message function, which names the process.
    pub function: String,
    /// What the sender calls this message.
    pub message_id: WireId,
    /// The conversation it continues; none when it starts one.
    pub conversation: Option<Conversation>,
    /// When the sender made it.
    pub gen_date: Instant,
    /// Whether the sender asks for a business receipt.
    pub ack: Ack,
    /// Who sends.
    pub sender: Party,
    /// Who shall receive.
    pub receiver: Party,
    /// Whom it is about; not every process has one.
    pub patient: Option<Patient>,
}

// `function` is free text on the wire until someone recognises it.
hides! { MsgInfo { message_id, conversation, gen_date, ack, sender, receiver, patient } }

/// An id as another system wrote it: usually a UUID, but not always.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct WireId {
    raw: String,
    uuid: Option<Uuid>,
}

/// Where a message belongs among those before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversation {
    /// `RefToParent`: the message it answers.
    pub parent: WireId,
    /// `RefToConversation`: the first message of all.
    pub conversation: WireId,
}

/// Whether a business receipt is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ack {
    /// `J`.
    Wanted,
    /// `N`.
    NotWanted,
    /// Nothing that we know was said.
    Unsaid,
}

impl WireId {
    /// The id as it stood, for saying it back to the one who wrote it.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// The id as a UUID, if it is one.
    pub const fn uuid(&self) -> Option<Uuid> {
        self.uuid
    }
}

impl fmt::Debug for WireId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.uuid {
            Some(uuid) => write!(f, "WireId({uuid})"),
            None => f.write_str("WireId(not a UUID)"),
        }
    }
}

const PLACE: &str = "MsgInfo";

pub(super) fn read(element: &Element, warnings: &mut Warnings) -> Result<MsgInfo, ReadError> {
    Ok(MsgInfo {
        function: function(element, warnings)?,
        message_id: wire_id(element, PLACE, "MsgId", warnings)?,
        conversation: conversation(element, warnings)?,
        gen_date: gen_date(element, PLACE, warnings)?,
        ack: ack(element, warnings)?,
        sender: party::read(element, "Sender", warnings)?,
        receiver: party::read(element, "Receiver", warnings)?,
        patient: element
            .one("Patient", PLACE)?
            .map(|found| patient::read(found, "Patient", warnings))
            .transpose()?,
    })
}

fn function(element: &Element, warnings: &mut Warnings) -> Result<String, ReadError> {
    if element.line_in("MIGversion", PLACE, MAX_SHORT_CHARS)?.as_deref() != Some(MIG_VERSION) {
        warnings.add(WarningCode::MigVersion, "MsgInfo/MIGversion");
    }
    let code = Code::read(element.required("Type", PLACE)?, "MsgInfo/Type")?;
    let function = code.value.ok_or_else(|| ReadError::missing("MsgInfo/Type/@V"))?;
    if function == AVTALEBESTILLING {
        warnings.add(WarningCode::ProcessMisnamed, "MsgInfo/Type");
    }
    Ok(function)
}

fn conversation(
    element: &Element,
    warnings: &mut Warnings,
) -> Result<Option<Conversation>, ReadError> {
    let Some(found) = element.one("ConversationRef", PLACE)? else { return Ok(None) };
    let place = "MsgInfo/ConversationRef";
    Ok(Some(Conversation {
        parent: wire_id(found, place, "RefToParent", warnings)?,
        conversation: wire_id(found, place, "RefToConversation", warnings)?,
    }))
}

/// When something was made, here and in receipts.
pub(crate) fn gen_date(
    element: &Element,
    place: &str,
    warnings: &mut Warnings,
) -> Result<Instant, ReadError> {
    let text = element.line_in("GenDate", place, MAX_ID_CHARS)?;
    let place = format!("{place}/GenDate");
    let text = text.ok_or_else(|| ReadError::missing(&place))?;
    let (at, zone) = dates::instant(&text).ok_or_else(|| ReadError::malformed(&place))?;
    if zone == Zone::Assumed {
        warnings.add(WarningCode::GenDateWithoutZone, place);
    }
    Ok(at)
}

/// Whether a receipt is asked for.
pub(crate) fn ack(element: &Element, warnings: &mut Warnings) -> Result<Ack, ReadError> {
    let Some(found) = element.one("Ack", PLACE)? else { return Ok(Ack::Unsaid) };
    let code = Code::read(found, "MsgInfo/Ack")?;
    Ok(match code.value() {
        "J" => Ack::Wanted,
        "N" => Ack::NotWanted,
        _ => {
            warnings.add(WarningCode::AckUnknown, "MsgInfo/Ack");
            Ack::Unsaid
        }
    })
}

/// An id, here and in receipts.
pub(crate) fn wire_id(
    element: &Element,
    place: &str,
    name: &str,
    warnings: &mut Warnings,
) -> Result<WireId, ReadError> {
    let at = format!("{place}/{name}");
    element.required(name, place)?;
    let raw = element
        .line_in(name, place, MAX_ID_CHARS)?
        .ok_or_else(|| ReadError::new(AppRecCode::T02, &at, Fault::Empty))?;
    let uuid = Uuid::try_parse(&raw).ok();
    if uuid.is_none() {
        warnings.add(WarningCode::IdNotUuid, at);
    }
    Ok(WireId { raw, uuid })
}
