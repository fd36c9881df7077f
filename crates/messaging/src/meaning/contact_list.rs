//! Tjenesteoversikt: a sender's whole list of health contacts (S1-2.1.1-b).

use super::{require_patient, the_one};
use crate::error::NotUnderstood;
use crate::hidden::hides;
use crate::msghead::{Content, Envelope, WireId};
use crate::tjenesteoversikt::ServiceEntry;

/// A sender's whole list for one citizen.
#[derive(Clone, PartialEq, Eq)]
pub struct ContactList {
    /// This message.
    pub message: WireId,
    /// The sender's HER-id of level one, part of every contact's key.
    pub sender_her: String,
    /// The services; none means that all have ended.
    pub services: Vec<ServiceEntry>,
}

hides! { ContactList { message, sender_her } }

const PLACE: &str = "TjenesteOversikt";

pub(super) fn meaning(envelope: &Envelope) -> Result<ContactList, NotUnderstood> {
    let list = the_one(envelope, PLACE, |content| match content {
        Content::Tjenesteoversikt(list) => Some(list),
        _ => None,
    })?;
    let list = list.ok_or_else(|| NotUnderstood::missing(PLACE))?;
    require_patient(envelope)?;
    let sender_her = envelope.info.sender.her_level1();
    let sender_her =
        sender_her.ok_or_else(|| NotUnderstood::missing("Sender/Organisation/Ident"))?.to_owned();
    let message = envelope.info.message_id.clone();
    Ok(ContactList { message, sender_her, services: list.services.clone() })
}
