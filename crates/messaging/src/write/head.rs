//! `MsgInfo`: which message it is, and between whom.

use helsebro_domain::parties::HerId;

use super::persons::{CleanPerson, MSGHEAD_NAMES};
use super::text::{required_short, short};
use super::{Address, CannotWrite, Outgoing, OutgoingContent, Preceding, What, Xml, date_time};
use crate::limits::MAX_ID_CHARS;
use crate::names::{MIG_VERSION, OID_9051};
use crate::process::Process;

/// The head with every part made writable.
pub(super) struct Head {
    pub(super) gen_date: String,
    function: (&'static str, &'static str),
    message_id: String,
    ack: (&'static str, &'static str),
    after: Option<Preceding>,
    sender: CleanAddress,
    receiver: CleanAddress,
    citizen: Option<CleanPerson>,
}

/// An address whose names are writable.
pub(crate) struct CleanAddress {
    levels: [(String, HerId); 2],
}

pub(super) fn prepare(message: &Outgoing) -> Result<Head, CannotWrite> {
    Ok(Head {
        gen_date: date_time(message.sent_at)?,
        function: function(&message.content),
        message_id: message.message_id.hyphenated().to_string(),
        ack: ack(&message.content),
        after: after(&message.content).map(reference).transpose()?,
        sender: address(&message.sender)?,
        receiver: address(&message.receiver)?,
        citizen: citizen(&message.content)?,
    })
}

impl Head {
    pub(super) fn write(&self, xml: &mut Xml) {
        xml.element("MsgInfo", &[], |xml| {
            xml.empty("Type", &[("V", self.function.0), ("DN", self.function.1)]);
            xml.text("MIGversion", MIG_VERSION);
            xml.text("GenDate", &self.gen_date);
            xml.text("MsgId", &self.message_id);
            xml.empty("Ack", &[("V", self.ack.0), ("DN", self.ack.1)]);
            if let Some(after) = &self.after {
                xml.element("ConversationRef", &[], |xml| {
                    xml.text("RefToParent", &after.parent);
                    xml.text("RefToConversation", &after.conversation);
                });
            }
            xml.element("Sender", &[], |xml| self.sender.write(xml));
            xml.element("Receiver", &[], |xml| self.receiver.write(xml));
            if let Some(citizen) = &self.citizen {
                xml.element("Patient", &[], |xml| citizen.write(&MSGHEAD_NAMES, None, xml));
            }
        });
    }
}

impl CleanAddress {
    fn write(&self, xml: &mut Xml) {
        let [organisation, unit] = &self.levels;
        level(organisation, xml, |xml| level(unit, xml, |_| {}));
    }
}

fn level((name, her_id): &(String, HerId), xml: &mut Xml, below: impl FnOnce(&mut Xml)) {
    xml.element("Organisation", &[], |xml| {
        xml.text("OrganisationName", name);
        xml.element("Ident", &[], |xml| {
            xml.text("Id", her_id.as_str());
            xml.empty("TypeId", &[("V", "HER"), ("S", OID_9051), ("DN", "HER-id")]);
        });
        below(xml);
    });
}

fn address(address: &Address) -> Result<CleanAddress, CannotWrite> {
    let [organisation, unit] = [&address.organisation, &address.unit];
    let level = |level: &super::AddressLevel| {
        Ok((required_short(&level.name, What::UnitName)?, level.her_id.clone()))
    };
    Ok(CleanAddress { levels: [level(organisation)?, level(unit)?] })
}

fn reference(after: &Preceding) -> Result<Preceding, CannotWrite> {
    Ok(Preceding { parent: id(&after.parent)?, conversation: id(&after.conversation)? })
}

fn id(raw: &str) -> Result<String, CannotWrite> {
    let raw = short(raw, What::Reference)?;
    if raw.is_empty() {
        return Err(CannotWrite::Empty(What::Reference));
    }
    if raw.chars().count() > MAX_ID_CHARS {
        let (what, unit) = (What::Reference, "characters");
        return Err(CannotWrite::TooLong { what, most: MAX_ID_CHARS, unit });
    }
    Ok(raw)
}

const fn function(content: &OutgoingContent) -> (&'static str, &'static str) {
    match content {
        OutgoingContent::CitizenWrites { .. }
        | OutgoingContent::CitizenReplies { .. }
        | OutgoingContent::ConversationClosed { .. } => {
            (Process::Ekontakt.as_str(), "Dialog med innbygger - eKontakt")
        }
        OutgoingContent::DigitalStatusChanged { .. } | OutgoingContent::DigitalAnswer { .. } => {
            (Process::Digitalbruker.as_str(), "Dialog med innbygger - digital bruker")
        }
        OutgoingContent::LinkTest | OutgoingContent::LinkTestAnswer { .. } => {
            (Process::Test.as_str(), "Dialog med innbygger - test")
        }
    }
}

/// The test of the link is asked and answered while the caller waits, so a
/// receipt would come after the answer; everything else wants one.
const fn ack(content: &OutgoingContent) -> (&'static str, &'static str) {
    match content {
        OutgoingContent::LinkTest | OutgoingContent::LinkTestAnswer { .. } => ("N", "Nei"),
        _ => ("J", "Ja"),
    }
}

const fn after(content: &OutgoingContent) -> Option<&Preceding> {
    match content {
        OutgoingContent::CitizenWrites { after, .. } => after.as_ref(),
        OutgoingContent::CitizenReplies { after, .. }
        | OutgoingContent::ConversationClosed { after, .. }
        | OutgoingContent::DigitalAnswer { after, .. }
        | OutgoingContent::LinkTestAnswer { after } => Some(after),
        OutgoingContent::DigitalStatusChanged { .. } | OutgoingContent::LinkTest => None,
    }
}

fn citizen(content: &OutgoingContent) -> Result<Option<CleanPerson>, CannotWrite> {
    match content {
        OutgoingContent::CitizenWrites { about, .. }
        | OutgoingContent::CitizenReplies { about, .. }
        | OutgoingContent::ConversationClosed { about, .. } => {
            CleanPerson::of(&about.citizen).map(Some)
        }
        OutgoingContent::DigitalStatusChanged { person, .. } => CleanPerson::of(person).map(Some),
        OutgoingContent::DigitalAnswer { .. }
        | OutgoingContent::LinkTest
        | OutgoingContent::LinkTestAnswer { .. } => Ok(None),
    }
}
