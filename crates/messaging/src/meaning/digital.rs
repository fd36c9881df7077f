//! Digitalbruker: who is active as a citizen.

use super::{Meaning, Refs, not_for_this_process, require_patient, the_dialog, the_one};
use crate::dialogmelding::Foresporsel;
use crate::error::{AppRecCode, Fault, NotUnderstood};
use crate::msghead::{Content, Envelope, Patient};
use crate::names::{OID_7601, OID_7602};
use crate::write::DigitalStatus;

pub(super) fn meaning(envelope: &Envelope) -> Result<Meaning, NotUnderstood> {
    let dialog = the_dialog(envelope)?;
    let refs = Refs::of(&envelope.info);
    match (dialog.questions.as_slice(), dialog.notes.as_slice()) {
        ([question], []) if question.kind.is_in(OID_7601) => match question.kind.value() {
            "SIDAB" => Ok(Meaning::AsksWhoIsDigital { refs, persons: persons(envelope)? }),
            "SDAB" => {
                require_patient(envelope)?;
                Ok(Meaning::DigitalStatusChanged { refs, status: status(question)? })
            }
            _ => Ok(not_for_this_process(envelope)),
        },
        ([], [note]) if note.kind.is_in(OID_7602) => match note.kind.value() {
            "28" => Ok(Meaning::DigitalAnswer { refs, active: persons(envelope)? }),
            "29" => Ok(Meaning::DigitalAnswer { refs, active: Vec::new() }),
            _ => Ok(not_for_this_process(envelope)),
        },
        ([], []) => Err(NotUnderstood::missing("Dialogmelding/Foresporsel")),
        ([_], []) | ([], [_]) => Ok(not_for_this_process(envelope)),
        _ => Err(NotUnderstood::new(AppRecCode::T99, "Dialogmelding", Fault::Repeated)),
    }
}

/// The list that stands beside the question; a question about nobody is none.
fn persons(envelope: &Envelope) -> Result<Vec<Patient>, NotUnderstood> {
    let list = the_one(envelope, "Personer", |content| match content {
        Content::Personer(list) => Some(list),
        _ => None,
    })?;
    let list = list.ok_or_else(|| NotUnderstood::missing("Personer"))?;
    if list.persons.is_empty() {
        return Err(NotUnderstood::missing("Personer/Person"));
    }
    Ok(list.persons.clone())
}

fn status(question: &Foresporsel) -> Result<DigitalStatus, NotUnderstood> {
    let place = "Foresporsel/KodetOpplysning";
    let coded = question.coded.as_ref().ok_or_else(|| NotUnderstood::missing(place))?;
    match coded.value() {
        "1" => Ok(DigitalStatus::Active),
        "2" => Ok(DigitalStatus::Inactive),
        _ => Err(NotUnderstood::new(AppRecCode::T02, place, Fault::Malformed)),
    }
}
