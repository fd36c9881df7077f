//! What a municipality takes along, as files: a manifest, and for each conversation a
//! letter, its data and its attachments; what else was written, one file for each kind.

use helsebro_actions::joining::{Export, ExportedField, ExportedRecord, ExportedThread};
use helsebro_domain::joining::Leaving;
use helsebro_domain::time::Instant;
use helsebro_views::pages::joining::{LetterMessage, LetterPage};
use helsebro_views::{Frame, Language, Page};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::archive::{Archive, TooLarge};
use crate::error::WebError;

/// The file of each kind of records.
const FILES: [(&str, &str); 11] = [
    ("standard_replies", "standardsvar"),
    ("name_displays", "navnevisning"),
    ("competence_decisions", "samtykkekompetanse"),
    ("parent_blocks", "foreldresperrer"),
    ("parent_openings", "foreldreinnsyn"),
    ("channel_blocks", "stengt-for-meldinger"),
    ("emergencies", "nodinnsyn"),
    ("disclosures_asked", "utlevering-bedt-om"),
    ("disclosures_given", "utlevering-til-andre"),
    ("noted_oppositions", "motsetter-seg"),
    ("breaches", "brudd"),
];

/// The first file: what is here, what is not, and why (§ 5.6 case VII).
#[derive(Serialize)]
struct Manifest<'a> {
    format: &'static str,
    municipality: &'a str,
    organisation_number: String,
    part: u32,
    parts: usize,
    services_over_at: String,
    /// The unit's own copies: what the municipality is controller for.
    records: usize,
    /// What the operator processed on its behalf.
    on_behalf: usize,
    /// The citizens' own copies stay with them.
    platform: &'static str,
    conversations: Vec<String>,
    /// How much else, by file.
    also: Vec<Also>,
}

/// A file of records that are no conversation.
#[derive(Serialize)]
struct Also {
    file: String,
    records: usize,
}

#[derive(Serialize)]
struct Conversation<'a> {
    id: String,
    patient: Patient<'a>,
    unit: &'a str,
    topic: &'a str,
    opened_at: String,
    closed_at: Option<String>,
    closed_because: Option<&'static str>,
    messages: Vec<Message<'a>>,
    events: Vec<Event<'a>>,
    notes: Vec<Note<'a>>,
}

#[derive(Serialize)]
struct Patient<'a> {
    name: &'a str,
    identity_number: &'a str,
}

#[derive(Serialize)]
struct Message<'a> {
    id: String,
    at: String,
    author_kind: &'static str,
    author: &'a str,
    reference: Option<&'a str>,
    heading: &'a str,
    body: &'a str,
    attachments: Vec<Attachment<'a>>,
}

#[derive(Serialize)]
struct Attachment<'a> {
    file: String,
    name: &'a str,
    kind: &'static str,
    bytes: usize,
}

#[derive(Serialize)]
struct Event<'a> {
    at: String,
    kind: &'static str,
    staff: Option<&'a str>,
    guidance: Option<&'a str>,
}

#[derive(Serialize)]
struct Note<'a> {
    at: String,
    author: &'a str,
    text: &'a str,
}

/// The part as a zip file; the same bytes each time.
pub(super) fn file(export: &Export, frame: &Frame) -> Result<Vec<u8>, WebError> {
    let frame = letter_frame(&export.leaving, frame);
    let mut archive = Archive::default();
    add(&mut archive, "innhold.json", &bytes(&manifest(export))?)?;
    for (name, records) in files_of(export) {
        let records: Vec<_> = records.into_iter().map(record).collect();
        add(&mut archive, &name, &bytes(&records)?)?;
    }
    for thread in &export.threads {
        let folder = format!("samtaler/{}", thread.id);
        let data = conversation(thread);
        add(&mut archive, &format!("{folder}/samtale.json"), &bytes(&data)?)?;
        let letter = letter(export, thread).render(&frame)?;
        add(&mut archive, &format!("{folder}/brev.html"), letter.as_bytes())?;
        for message in &thread.messages {
            for (place, file) in (1..).zip(&message.files) {
                let name = attachment_path(&message.id.to_string(), place, &file.name);
                add(&mut archive, &format!("{folder}/{name}"), &file.bytes)?;
            }
        }
    }
    archive.finish().map_err(too_large)
}

/// The frame of the letters: in bokmål and at the day of leaving, so that they are the
/// same whoever fetches them.
fn letter_frame(leaving: &Leaving, frame: &Frame) -> Frame {
    Frame { language: Language::Nb, now: leaving.began_at, ..frame.clone() }
}

fn manifest(export: &Export) -> Manifest<'_> {
    Manifest {
        format: "helsebro-utlevering-1",
        municipality: &export.home.name,
        organisation_number: export.home.org_number.as_str().to_owned(),
        part: export.number,
        parts: export.leaving.volumes.len(),
        services_over_at: time(export.leaving.began_at),
        records: export.threads.len(),
        on_behalf: 0,
        platform: "stays with the citizens",
        conversations: export.threads.iter().map(|thread| thread.id.to_string()).collect(),
        also: files_of(export)
            .into_iter()
            .map(|(file, records)| Also { file, records: records.len() })
            .collect(),
    }
}

/// The records that are no conversation, by the file of their kind; also those of which
/// there are none in the first part, so that whoever takes over sees that there were none.
fn files_of(export: &Export) -> Vec<(String, Vec<&ExportedRecord>)> {
    let kinds = FILES.iter().map(|(kind, file)| {
        let records: Vec<_> = export.records.iter().filter(|one| one.kind == *kind).collect();
        (format!("enhetene/{file}.json"), records)
    });
    kinds.filter(|(_, records)| export.number == 1 || !records.is_empty()).collect()
}

fn record(record: &ExportedRecord) -> Map<String, Value> {
    let value = |field: &ExportedField| match field {
        ExportedField::Person(name, number) => json!({ "name": name, "identity_number": number }),
        ExportedField::Text(text) => json!(text),
        ExportedField::At(at) => json!(time(*at)),
        ExportedField::Day(day) => json!(day.to_string()),
        ExportedField::Number(number) => json!(number),
        ExportedField::Id(id) => json!(id.to_string()),
    };
    let fields = record.fields.iter();
    fields.map(|(name, field)| ((*name).to_owned(), value(field))).collect()
}

fn conversation(thread: &ExportedThread) -> Conversation<'_> {
    let messages = thread.messages.iter().map(|message| {
        let id = message.id.to_string();
        let files = (1..).zip(&message.files);
        let attachments = files.map(|(place, file)| Attachment {
            file: attachment_path(&id, place, &file.name),
            name: &file.name,
            kind: file.mime,
            bytes: file.bytes.len(),
        });
        let attachments = attachments.collect();
        Message {
            at: time(message.at),
            author_kind: message.author_kind,
            author: &message.author,
            reference: message.reference.as_deref(),
            heading: &message.heading,
            body: &message.body,
            attachments,
            id,
        }
    });
    Conversation {
        id: thread.id.to_string(),
        patient: Patient { name: &thread.person.0, identity_number: &thread.person.1 },
        unit: &thread.unit,
        topic: &thread.topic,
        opened_at: time(thread.opened_at),
        closed_at: thread.closed.map(|(at, _)| time(at)),
        closed_because: thread.closed.map(|(_, reason)| reason.as_str()),
        messages: messages.collect(),
        events: thread
            .events
            .iter()
            .map(|event| Event {
                at: time(event.at),
                kind: event.kind,
                staff: event.staff.as_deref(),
                guidance: event.guidance.as_deref(),
            })
            .collect(),
        notes: thread
            .notes
            .iter()
            .map(|note| Note { at: time(note.at), author: &note.author, text: &note.text })
            .collect(),
    }
}

fn letter(export: &Export, thread: &ExportedThread) -> LetterPage {
    let message = |message: &helsebro_actions::joining::ExportedMessage| LetterMessage {
        author: message.author.clone(),
        at: message.at,
        body: message.body.clone(),
        files: message.files.iter().map(|file| file.name.clone()).collect(),
    };
    let notes = thread.notes.iter();
    LetterPage {
        home: export.home.legal_name(),
        unit: thread.unit.clone(),
        person: thread.person.clone(),
        topic: thread.topic.clone(),
        opened_at: thread.opened_at,
        closed_at: thread.closed.map(|(at, _)| at),
        messages: thread.messages.iter().map(message).collect(),
        notes: notes.map(|note| (note.author.clone(), note.at, note.text.clone())).collect(),
    }
}

/// Where a file lies: its own name with a number before it, so that two of one name do not
/// meet, and nothing in it that a path could be made of.
fn attachment_path(message: &str, place: u32, name: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || " ._-()".contains(letter);
    let name: String =
        name.chars().map(|letter| if is_plain(letter) { letter } else { '_' }).collect();
    format!("vedlegg/{message}-{place}-{name}")
}

fn time(at: Instant) -> String {
    let shown = at.in_oslo();
    format!("{}T{}", shown.date, shown.time)
}

fn bytes<T: Serialize>(value: &T) -> Result<Vec<u8>, WebError> {
    serde_json::to_vec_pretty(value).map_err(|error| WebError::Fault(Box::new(error)))
}

fn add(archive: &mut Archive, name: &str, content: &[u8]) -> Result<(), WebError> {
    archive.add(name, content).map_err(too_large)
}

const fn too_large(_: TooLarge) -> WebError {
    WebError::Bug("a part of what is handed over is larger than its format holds")
}

#[cfg(test)]
mod tests {
    use helsebro_actions::joining::HELD_KINDS;

    use super::*;

    /// L-PJL-25: every kind of records that is handed over has a file.
    #[test]
    fn l_pjl_25_every_kind_of_records_has_a_file() {
        let files: Vec<_> = FILES.iter().map(|(kind, _)| *kind).collect();
        let kinds: Vec<_> = HELD_KINDS.iter().map(|kind| kind.name).collect();
        assert_eq!(files, kinds);
    }
}
