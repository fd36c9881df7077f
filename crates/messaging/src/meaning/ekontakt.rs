//! Ekontakt: messages between a citizen and a service (S1-2.1.1-a).

use super::{
    Acting, Author, Meaning, Message, Refs, RefusalCode, Reply, not_for_this_process,
    require_patient, the_dialog, the_one,
};
use crate::dialogmelding::{Dialogmelding, Foresporsel, Notat, Role};
use crate::error::{AppRecCode, Fault, NotUnderstood};
use crate::msghead::{Content, Envelope};
use crate::names::{OID_7601, OID_7602};
use crate::pasientrelasjon::Relation;

pub(super) fn meaning(envelope: &Envelope) -> Result<Meaning, NotUnderstood> {
    let dialog = the_dialog(envelope)?;
    match (dialog.questions.as_slice(), dialog.notes.as_slice()) {
        ([question], []) => asked(envelope, dialog, question),
        ([], [note]) => answered(envelope, dialog, note),
        ([], []) => Err(NotUnderstood::missing("Dialogmelding/Foresporsel")),
        // Each becomes one message to a person; two at once have no order.
        _ => Err(NotUnderstood::new(AppRecCode::T99, "Dialogmelding", Fault::Repeated)),
    }
}

fn asked(
    envelope: &Envelope,
    dialog: &Dialogmelding,
    question: &Foresporsel,
) -> Result<Meaning, NotUnderstood> {
    let code = question.kind.value();
    if code.is_empty() {
        return Err(NotUnderstood::missing("Foresporsel/TypeForesp/@V"));
    }
    if !question.kind.is_in(OID_7601) || !matches!(code, "DI" | "EKI" | "HE") {
        return Ok(not_for_this_process(envelope));
    }
    require_patient(envelope)?;
    let message = message(envelope, dialog, question.topic.as_ref(), &question.roles);
    let text = required(question.text.as_ref(), "Foresporsel/Sporsmal")?;
    Ok(match code {
        "DI" => Meaning::StaffStartsThread { message, text, reply: Reply::Allowed },
        "EKI" => Meaning::StaffStartsThread { message, text, reply: Reply::NotAllowed },
        _ => Meaning::CitizenWrites { message, text, acting: acting(envelope)? },
    })
}

fn answered(
    envelope: &Envelope,
    dialog: &Dialogmelding,
    note: &Notat,
) -> Result<Meaning, NotUnderstood> {
    let code = note.kind.value();
    if code.is_empty() {
        return Err(NotUnderstood::missing("Notat/TemaKodet/@V"));
    }
    if !note.kind.is_in(OID_7602) {
        return Ok(not_for_this_process(envelope));
    }
    require_patient(envelope)?;
    let message = message(envelope, dialog, note.topic.as_ref(), &note.roles);
    let place = "Notat/TekstNotatInnhold";
    let refuses =
        |message, code| Ok(Meaning::StaffRefuses { message, code, text: note.text.clone() });
    match code {
        "19" => {
            let text = required(note.text.as_ref(), place)?;
            Ok(Meaning::StaffAnswers { message, heading: None, text })
        }
        "22" => {
            let text = required(note.text.as_ref(), place)?;
            Ok(Meaning::CitizenReplies { message, text, acting: acting(envelope)? })
        }
        "13" => Ok(Meaning::StaffCloses { message, text: note.text.clone() }),
        "26" => refuses(message, RefusalCode::Rejected),
        "30" => refuses(message, RefusalCode::NoAccess),
        "31" => refuses(message, RefusalCode::GeneralError),
        _ => {
            // What the code is called must reach the citizen: above the text, or as it.
            let name = note.kind.name.clone();
            let (heading, text) = match (name, &note.text) {
                (heading, Some(text)) => (heading, text.clone()),
                (Some(name), None) => (None, name),
                (None, None) => return Err(NotUnderstood::missing(place)),
            };
            Ok(Meaning::StaffAnswers { message, heading, text })
        }
    }
}

/// Who acts for the citizen. Whoever that is must be told, and be one person:
/// a message that only says that somebody does is not understood.
fn acting(envelope: &Envelope) -> Result<Option<Acting>, NotUnderstood> {
    let relation = the_one(envelope, "Pasientrelasjon", |content| match content {
        Content::Pasientrelasjon(relation) => Some(relation),
        _ => None,
    })?;
    let Some(found) = relation else { return Ok(None) };
    let place = "Pasientrelasjon/Person";
    let person = match found.persons.as_slice() {
        [person] => person.clone(),
        [] => return Err(NotUnderstood::missing(place)),
        _ => return Err(NotUnderstood::new(AppRecCode::T99, place, Fault::Repeated)),
    };
    let relation = found.relation.as_ref().and_then(|code| Relation::parse(code.value()));
    Ok(Some(Acting { person, relation }))
}

fn required(text: Option<&String>, place: &str) -> Result<String, NotUnderstood> {
    text.cloned().ok_or_else(|| NotUnderstood::missing(place))
}

fn message(
    envelope: &Envelope,
    dialog: &Dialogmelding,
    topic: Option<&String>,
    roles: &[Role],
) -> Message {
    Message {
        refs: Refs::of(&envelope.info),
        service_id: dialog.service_id.clone(),
        topic: topic.cloned(),
        author: author(envelope, roles),
    }
}

/// The author that the text names, or else the professional who sends.
fn author(envelope: &Envelope, roles: &[Role]) -> Option<Author> {
    let named = roles
        .iter()
        .filter(|role| role.is_author())
        .find_map(|role| Some(Author { name: role.name.clone()?, hpr: role.hpr.clone() }));
    named.or_else(|| {
        let sender = envelope.info.sender.professional.as_ref()?;
        Some(Author { name: sender.name.clone()?, hpr: sender.hpr.clone() })
    })
}
