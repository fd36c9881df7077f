//! The journal: conversations by patient, and what one can start.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::super::office::Office;
use super::super::seen::{EntrySeen, Presence};
use super::forms::{self, Need};
use super::layout::{self, Here, Page};
use super::{answer, words};
use crate::oidc::page::escape;

const HERE: &str = "/";

/// One conversation in the list.
struct Line<'a> {
    first: &'a EntrySeen,
    last: &'a EntrySeen,
    count: usize,
    doubles: usize,
}

pub(super) async fn show(State(office): State<Arc<Office>>) -> Response {
    let seen = office.seen();
    let mut body =
        format!("<h1>Journal</h1>\n{}\n<section><h2>Samtaler</h2>\n", layout::bar(&office, HERE));
    body.push_str(&conversations(&seen.entries));
    body.push_str("</section>\n<section><h2>Start noe nytt</h2>\n");
    match seen.presence {
        Presence::Present => body.push_str(&beginnings(&office)),
        Presence::Away => body.push_str("<p>Systemet er borte. Kom tilbake for å sende noe.</p>"),
    }
    body.push_str("</section>");
    let page = Page { title: "Journal", here: Here::Journal, body };
    answer(StatusCode::OK, page.html(&office))
}

/// Whether an entry belongs to a conversation with a citizen.
pub(super) fn is_dialogue(entry: &EntrySeen) -> bool {
    !entry.is_receipt && entry.message_type.as_deref() == Some("DIALOG_INNBYGGER_EKONTAKT")
}

fn conversations(entries: &[EntrySeen]) -> String {
    let mut by_patient: BTreeMap<&str, Vec<Line<'_>>> = BTreeMap::new();
    let mut places: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| is_dialogue(entry)) {
        let Some(thread) = entry.thread.as_deref() else { continue };
        let doubles = usize::from(entry.double_of.is_some());
        if let Some((patient, place)) = places.get(thread) {
            if let Some(line) = by_patient.get_mut(patient).and_then(|of| of.get_mut(*place)) {
                line.last = entry;
                line.count += 1;
                line.doubles += doubles;
            }
            continue;
        }
        let patient = entry.patient_name.as_deref().unwrap_or("Ukjent pasient");
        let of_patient = by_patient.entry(patient).or_default();
        places.insert(thread, (patient, of_patient.len()));
        of_patient.push(Line { first: entry, last: entry, count: 1, doubles });
    }
    if by_patient.is_empty() {
        return "<p>Ingen samtaler ennå.</p>".to_owned();
    }
    let mut html = String::new();
    for (patient, lines) in by_patient {
        let _ = write!(html, "<h3>{}</h3>\n<ul>", escape(patient));
        for line in lines.iter().rev() {
            html.push_str(&one(line));
        }
        html.push_str("</ul>\n");
    }
    html
}

fn one(line: &Line<'_>) -> String {
    let topic = line.first.topic.as_deref().unwrap_or("Uten emne");
    let bad = if words::is_bad(&line.last.receipt) { " class=\"bad\"" } else { "" };
    let doubles = match line.doubles {
        0 => String::new(),
        count => format!(", {count} dobbelt"),
    };
    let messages = if line.count == 1 { "melding" } else { "meldinger" };
    format!(
        "<li><a href=\"/traad/{}\">{}</a><p class=\"meta\">{} {messages}{doubles}. Sist: {}, \
         <span{bad}>{}</span>.</p></li>",
        line.first.number,
        escape(topic),
        line.count,
        escape(&words::kind(line.last)).to_lowercase(),
        escape(&words::receipt(line.last))
    )
}

fn beginnings(office: &Office) -> String {
    let settings = &office.settings;
    let fields = |prefix: &str| {
        [
            forms::patients(&format!("{prefix}-pasient"), &settings.patients),
            forms::services(&format!("{prefix}-tjeneste"), settings),
            forms::line(&format!("{prefix}-emne"), "topic", "Emne", "", Need::Required),
            forms::area(&format!("{prefix}-tekst"), "Tekst", Need::Required),
            forms::line(&format!("{prefix}-navn"), "author", "Ansattes navn", "", Need::Optional),
        ]
        .concat()
    };
    let contacts = [
        forms::patients("kontakter-pasient", &settings.patients),
        forms::ticks(settings),
        "<p>En liste uten tjenester avslutter alle.</p>".to_owned(),
    ]
    .concat();
    format!(
        "<details><summary>Spør en pasient (svar er mulig)</summary>{}</details>\n\
         <details><summary>Gi en pasient beskjed (uten svar)</summary>{}</details>\n\
         <details><summary>Send en pasients helsekontakter</summary>{}</details>",
        forms::form("ask", HERE, &fields("spor"), "Send spørsmålet"),
        forms::form("tell", HERE, &fields("beskjed"), "Send beskjeden"),
        forms::form("list_contacts", HERE, &contacts, "Send listen")
    )
}
