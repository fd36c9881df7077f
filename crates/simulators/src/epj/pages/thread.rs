//! One conversation: messages both ways, and what one can do with it.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_domain::time::Instant;

use super::super::enclosed::Kept;
use super::super::office::Office;
use super::super::seen::{EntrySeen, Presence};
use super::super::stamp;
use super::forms::{self, Need};
use super::layout::{self, Here, Page};
use super::{answer, journal, not_found, words};
use crate::oidc::page::escape;

const MICROS_PER_SECOND: i64 = 1_000_000;

pub(super) async fn show(State(office): State<Arc<Office>>, Path(number): Path<u64>) -> Response {
    let seen = office.seen();
    let first = seen.entries.iter().find(|entry| entry.number == number);
    let Some(first) = first.filter(|entry| journal::is_dialogue(entry)) else {
        return not_found(&office);
    };
    let Some(thread) = first.thread.as_deref() else { return not_found(&office) };
    let here = format!("/traad/{number}");
    let topic = first.topic.as_deref().unwrap_or("Samtale uten emne");
    let entries = seen
        .entries
        .iter()
        .filter(|entry| journal::is_dialogue(entry) && entry.thread.as_deref() == Some(thread));
    let shown: String = entries.map(|entry| one(&office, entry)).collect();
    let acts = match seen.presence {
        Presence::Present => acts(thread, &here, topic),
        Presence::Away => "<p>Systemet er borte. Kom tilbake for å sende noe.</p>".to_owned(),
    };
    let body = format!(
        "<p><a href=\"/\">Til journalen</a></p>\n<h1>{}</h1>\n<dl><dt>Pasient</dt><dd>{}</dd>\
         <dt>Nummer</dt><dd>{}</dd><dt>Enhet</dt><dd>{}</dd></dl>\n{}\n\
         <section><h2>Meldinger</h2>\n{shown}</section>\n\
         <section><h2>Gjør noe</h2>\n{acts}</section>",
        escape(topic),
        escape(first.patient_name.as_deref().unwrap_or("ukjent")),
        escape(first.patient.as_deref().unwrap_or("mangler")),
        escape(&unit_name(&office, first)),
        layout::bar(&office, &here)
    );
    let page = Page { title: topic, here: Here::Elsewhere, body };
    answer(StatusCode::OK, page.html(&office))
}

fn one(office: &Office, entry: &EntrySeen) -> String {
    let sent = if entry.way == super::super::seen::Way::Sent { " sent" } else { "" };
    let bad = if words::is_bad(&entry.receipt) { " class=\"bad\"" } else { "" };
    let double = entry.double_of.map_or_else(String::new, |first| {
        format!("<p class=\"meta bad\">Samme melding som nr. {first}.</p>")
    });
    let attachments = if entry.attachments.is_empty() {
        String::new()
    } else {
        format!("<p class=\"meta\">Vedlegg: {}</p>", escape(&entry.attachments.join(", ")))
    };
    format!(
        "<article class=\"entry{sent}\"><h3>{}</h3>\n\
         <p class=\"meta\">Fra {}, {}</p>\n{double}<p class=\"text\">{}</p>\n{attachments}\
         <p class=\"meta\">Kvittering: <span{bad}>{}</span>.</p>\n{}\n\
         <p class=\"meta\"><a href=\"/leverandor/{}\">Se melding nr. {} slik den er</a></p></article>\n",
        escape(&words::kind(entry)),
        escape(&words::from(entry, &unit_name(office, entry))),
        shown_at(entry),
        escape(entry.text.as_deref().unwrap_or_default()),
        escape(&words::receipt(entry)),
        verdict(entry),
        entry.number,
        entry.number
    )
}

/// What the checks found.
pub(super) fn verdict(entry: &EntrySeen) -> String {
    if entry.way == super::super::seen::Way::Sent {
        return String::new();
    }
    if entry.verdict.is_empty() {
        return "<p class=\"meta\">Kontroll: godkjent.</p>".to_owned();
    }
    let faults: String =
        entry.verdict.iter().map(|fault| format!("<li>{}</li>", escape(fault))).collect();
    format!("<p class=\"meta bad\">Kontroll: {} feil</p><ul>{faults}</ul>", entry.verdict.len())
}

/// When it came or went.
pub(super) fn shown_at(entry: &EntrySeen) -> String {
    stamp::shown(Instant::from_micros(entry.at.saturating_mul(MICROS_PER_SECOND)))
}

/// The unit here that it is from or for.
pub(super) fn unit_name(office: &Office, entry: &EntrySeen) -> String {
    let unit = entry.unit.and_then(|unit| office.settings.unit(unit));
    unit.map_or_else(|| "ukjent enhet".to_owned(), |unit| unit.party.name.clone())
}

fn acts(thread: &str, here: &str, topic: &str) -> String {
    let hidden = forms::hidden("thread", thread);
    let author = |id: &str| forms::line(id, "author", "Ansattes navn", "", Need::Optional);
    let mut enclosures = vec![("", "Ingen")];
    enclosures.extend(Kept::ALL);
    let answer = [
        hidden.clone(),
        forms::area("svar-tekst", "Svar", Need::Required),
        author("svar-navn"),
        forms::choice("svar-vedlegg", "attachment", "Vedlegg", &enclosures),
    ];
    let more = |prefix: &str| {
        let id = |part: &str| format!("{prefix}-{part}");
        [
            hidden.clone(),
            forms::line(&id("emne"), "topic", "Emne", topic, Need::Required),
            forms::area(&id("tekst"), "Tekst", Need::Required),
            author(&id("navn")),
        ]
        .concat()
    };
    let close = [hidden.clone(), forms::area("slutt-tekst", "Siste ord", Need::Optional)];
    let codes =
        [("26", "26 Forespørsel avvist"), ("30", "30 Ikke tilgang"), ("31", "31 Generell feil")];
    let refuse = [
        hidden.clone(),
        forms::choice("avvis-kode", "code", "Kode", &codes),
        forms::area("avvis-tekst", "Begrunnelse", Need::Optional),
    ];
    format!(
        "<details open><summary>Svar på henvendelsen (19)</summary>{}</details>\n\
         <details><summary>Spør (DI)</summary>{}</details>\n\
         <details><summary>Gi beskjed uten svar (EKI)</summary>{}</details>\n\
         <details><summary>Avslutt dialogen (13)</summary>{}</details>\n\
         <details><summary>Avvis (26, 30 eller 31)</summary>{}</details>",
        forms::form("answer", here, &answer.concat(), "Send svaret"),
        forms::form("ask", here, &more("spor"), "Send spørsmålet"),
        forms::form("tell", here, &more("beskjed"), "Send beskjeden"),
        forms::form("close", here, &close.concat(), "Avslutt"),
        forms::form("refuse", here, &refuse.concat(), "Avvis")
    )
}
