//! Writes the document of a message to a journal system (S1-2.1-b, S1-2.1.1-a).

use helsebro_actions::epj::letters::{self, Letter, LetterActor, OpposedTo};
use helsebro_domain::dialog::ServiceId;
use helsebro_domain::epj::OutgoingKind;
use helsebro_domain::parties::{HerId, IdentityNumber};
use helsebro_domain::representation::Basis;
use helsebro_messaging::{
    About, Address, AddressLevel, DigitalStatus, Outgoing, OutgoingContent, OutgoingFile, Person,
    Preceding, Relation, Representative, write_with_files,
};
use helsebro_storage::jobs::EnvelopePayload;
use helsebro_views::journal::{self, Opposed};

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

fn document(worker: &Worker, mut letter: Letter) -> Result<String, BodyFailed> {
    let receiver = receiver(&letter)?;
    let files = core::mem::take(&mut letter.files);
    let outgoing = Outgoing {
        message_id: letter.id.uuid(),
        sent_at: letter.at,
        sender: us(worker)?.clone(),
        receiver,
        content: content(worker, letter)?,
    };
    let files: Vec<OutgoingFile<'_>> = files
        .iter()
        .map(|file| OutgoingFile { name: &file.name, kind: file.kind, bytes: &file.bytes })
        .collect();
    write_with_files(&outgoing, &files)
        .map_err(|_| BodyFailed::NotWritten("a text is too long, or a file too large"))
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
    if letter.kind == OutgoingKind::LinkTest {
        return Ok(OutgoingContent::LinkTest);
    }
    let (name, digits) = letter.patient.ok_or(BodyFailed::NotWritten("no patient"))?;
    let number = |digits: &str, whose| {
        let parsed = IdentityNumber::parse(digits, worker.acts.numbers());
        parsed.map_err(|_| BodyFailed::NotWritten(whose))
    };
    let acting = match letter.acting {
        Some(LetterActor { name, number: digits, basis }) => {
            let number = number(&digits, "the number of whoever acts")?;
            let person = Person { name, number };
            Some(Representative { person, relation: relation(basis), phone: None })
        }
        None => None,
    };
    let number = number(&digits, "the patient's number")?;
    let about = About { citizen: Person { name, number }, acting };
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
        OutgoingKind::Opposition => {
            let (topic, text) = opposition(&letter.opposed);
            OutgoingContent::CitizenWrites {
                about,
                service_id: service.ok_or(BodyFailed::NotWritten("no service"))?,
                topic: Some(topic),
                text,
                after: None,
            }
        }
        OutgoingKind::LinkTest => OutgoingContent::LinkTest,
        OutgoingKind::Receipt | OutgoingKind::ActiveAnswer | OutgoingKind::TestAnswer => {
            return Err(BodyFailed::NotWritten("it is written where it arises"));
        }
    })
}

/// The right that somebody acts by, as 7611 has it. What was ended after she wrote was a
/// power of attorney: nothing else is ended by those it is between.
const fn relation(basis: Option<Basis>) -> Relation {
    match basis {
        Some(Basis::Parent | Basis::ParentOfYouth) => Relation::ParentalResponsibility,
        Some(Basis::Guardian) => Relation::Guardianship,
        Some(Basis::NextOfKin { .. }) => Relation::AssignedPowerOfAttorney,
        Some(Basis::Own | Basis::PowerOfAttorney { .. }) | None => Relation::PowerOfAttorney,
    }
}

/// What stands in a message about what she does not want to be shared, in bokmål as the
/// codes are.
fn opposition(said: &[OpposedTo]) -> (String, String) {
    let said: Vec<Opposed<'_>> = said
        .iter()
        .map(|one| match one {
            OpposedTo::Everybody => Opposed::Everybody,
            OpposedTo::Named(name) => Opposed::Named(name),
            OpposedTo::InHerWords(words) => Opposed::InHerWords(words),
        })
        .collect();
    journal::opposition(&said)
}
