//! Writes the document of a message to a journal system (S1-2.1-b, S1-2.1.1-a).

use helsebro_actions::epj::letters::{self, Letter};
use helsebro_domain::dialog::ServiceId;
use helsebro_domain::epj::OutgoingKind;
use helsebro_domain::parties::{HerId, IdentityNumber};
use helsebro_messaging::{
    About, Address, AddressLevel, DigitalStatus, Outgoing, OutgoingContent, Person, Preceding,
    write,
};
use helsebro_storage::jobs::EnvelopePayload;

use super::{BodyFailed, Outcome, us};
use crate::looping::Worker;

pub(super) async fn run(worker: &Worker, payload: EnvelopePayload) -> Result<Outcome, BodyFailed> {
    let EnvelopePayload { municipality, envelope } = payload;
    let Some(letter) = letters::load(&worker.acts, municipality, envelope).await? else {
        // Taken back, or written by a worker that was slow to say so.
        return Ok(Outcome::Done);
    };
    let document = document(worker, letter)?;
    letters::written(&worker.acts, municipality, envelope, document.as_bytes()).await?;
    Ok(Outcome::Done)
}

fn document(worker: &Worker, letter: Letter) -> Result<String, BodyFailed> {
    let receiver = receiver(&letter)?;
    let outgoing = Outgoing {
        message_id: letter.id.uuid(),
        sent_at: letter.at,
        sender: us(worker)?.clone(),
        receiver,
        content: content(worker, letter)?,
    };
    write(&outgoing).map_err(|_| BodyFailed::NotWritten("a text is too long"))
}

/// The unit, under its municipality. Where the municipality has no HER-id of its
/// own the unit stands on both levels.
fn receiver(letter: &Letter) -> Result<Address, BodyFailed> {
    let level = |her_id: HerId, name: &str| AddressLevel { her_id, name: name.to_owned() };
    let unit = letter.unit.her_id.clone().ok_or(BodyFailed::NotWritten("no HER-id"))?;
    let home = letter.municipality.her_id.clone().unwrap_or_else(|| unit.clone());
    Ok(Address {
        organisation: level(home, &letter.municipality.legal_name()),
        unit: level(unit, &letter.unit.name),
    })
}

fn content(worker: &Worker, letter: Letter) -> Result<OutgoingContent, BodyFailed> {
    let (name, digits) = letter.patient.ok_or(BodyFailed::NotWritten("no patient"))?;
    let number = IdentityNumber::parse(&digits, worker.acts.numbers())
        .map_err(|_| BodyFailed::NotWritten("the patient's number"))?;
    let about = About { citizen: Person { name, number }, acting: None };
    let service = letter.service.as_deref().and_then(ServiceId::parse);
    let after = letter
        .conversation
        .zip(letter.parent)
        .map(|(conversation, parent)| Preceding { parent, conversation });
    let missing = || BodyFailed::NotWritten("no conversation to refer to");
    Ok(match letter.kind {
        OutgoingKind::Inquiry => OutgoingContent::CitizenWrites {
            about,
            service_id: service.ok_or(BodyFailed::NotWritten("no service"))?,
            topic: letter.topic,
            text: letter.text,
            after,
        },
        OutgoingKind::Reply => OutgoingContent::CitizenReplies {
            about,
            service_id: service,
            topic: letter.topic,
            text: letter.text,
            after: after.ok_or_else(missing)?,
        },
        OutgoingKind::Closing => OutgoingContent::ConversationClosed {
            about,
            text: None,
            after: after.ok_or_else(missing)?,
        },
        OutgoingKind::ActiveStatus => OutgoingContent::DigitalStatusChanged {
            person: about.citizen,
            status: match letter.is_digital {
                true => DigitalStatus::Active,
                false => DigitalStatus::Inactive,
            },
        },
        OutgoingKind::Receipt | OutgoingKind::ActiveAnswer | OutgoingKind::TestAnswer => {
            return Err(BodyFailed::NotWritten("it is written where it arises"));
        }
    })
}
