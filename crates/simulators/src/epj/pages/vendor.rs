//! The vendor's pages: every message as it is, its receipt and what the checks
//! say; and what no journal system should send.

use std::fmt::Write;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::super::office::Office;
use super::super::read::pretty;
use super::super::seen::{EntrySeen, Presence, Way};
use super::forms;
use super::layout::{self, Here, Page};
use super::thread::{shown_at, unit_name, verdict};
use super::{answer, not_found, receipts, words};
use crate::oidc::page::escape;

const HERE: &str = "/leverandor";
/// How many of the newest are listed.
const LISTED_LIMIT: usize = 200;

pub(super) async fn list(State(office): State<Arc<Office>>) -> Response {
    let seen = office.seen();
    let lines: String = seen.entries.iter().rev().take(LISTED_LIMIT).map(line).collect();
    let lines = if lines.is_empty() {
        "<p>Ingen meldinger ennå.</p>".to_owned()
    } else {
        format!("<ol reversed>{lines}</ol>")
    };
    let trials = match seen.presence {
        Presence::Present => trials(&office),
        Presence::Away => "<p>Systemet er borte. Kom tilbake for å sende noe.</p>".to_owned(),
    };
    let body = format!(
        "<h1>Leverandør</h1>\n{}\n<section><h2>Meldinger, nyeste først</h2>\n{lines}</section>\n\
         <section><h2>Prøv forbindelsen og kontrollene</h2>\n{trials}</section>",
        layout::bar(&office, HERE)
    );
    let page = Page { title: "Leverandør", here: Here::Vendor, body };
    answer(StatusCode::OK, page.html(&office))
}

pub(super) async fn one(State(office): State<Arc<Office>>, Path(number): Path<u64>) -> Response {
    let held = office.reading(|journal| {
        let entry = journal.entry(number)?;
        Some((entry.seen.clone(), entry.document.clone()))
    });
    let Some((entry, document)) = held else { return not_found(&office) };
    let here = format!("/leverandor/{number}");
    let title = format!("Melding nr. {number}");
    let acts = match office.presence() {
        Presence::Present => acts(&entry, &here),
        Presence::Away => String::new(),
    };
    let body = format!(
        "<p><a href=\"/leverandor\">Til alle meldinger</a></p>\n<h1>{title}</h1>\n{}\n{}\n{}\n\
         {acts}<section><h2>Innholdet</h2>\n<p>{} byte</p>\n<pre>{}</pre></section>",
        layout::bar(&office, &here),
        table(&office, &entry),
        verdict(&entry),
        document.len(),
        escape(&pretty(&document))
    );
    let page = Page { title: &title, here: Here::Vendor, body };
    answer(StatusCode::OK, page.html(&office))
}

fn line(entry: &EntrySeen) -> String {
    let way = match entry.way {
        Way::Received => "Inn",
        Way::Sent => "Ut",
    };
    let bad = if words::is_bad(&entry.receipt) { " class=\"bad\"" } else { "" };
    let double = if entry.double_of.is_some() { ", dobbelt" } else { "" };
    let faults = match entry.verdict.len() {
        0 => String::new(),
        count => format!(", <span class=\"bad\">{count} feil i kontrollen</span>"),
    };
    format!(
        "<li value=\"{}\"><a href=\"/leverandor/{}\">{way}: {}</a><p class=\"meta\">{}, \
         <span{bad}>{}</span>{double}{faults}.</p></li>",
        entry.number,
        entry.number,
        escape(&words::kind(entry)),
        shown_at(entry),
        escape(&words::receipt(entry))
    )
}

fn table(office: &Office, entry: &EntrySeen) -> String {
    let way = match entry.way {
        Way::Received => "inn",
        Way::Sent => "ut",
    };
    let (kind, unit) = (words::kind(entry), unit_name(office, entry));
    let double = entry.double_of.map(|first| format!("nr. {first}"));
    let (at, receipt) = (shown_at(entry), words::receipt(entry));
    let rows = [
        ("Hva", Some(kind.as_str())),
        ("Retning", Some(way)),
        ("Når", Some(at.as_str())),
        ("Enhet", Some(unit.as_str())),
        ("Meldingstype", entry.message_type.as_deref()),
        ("Id", entry.msg_id.as_deref()),
        ("Transport-id", entry.transport_id.as_deref()),
        ("Samtale", entry.thread.as_deref()),
        ("Svar på", entry.parent.as_deref()),
        ("Kvittering for", entry.receipt_for.as_deref()),
        ("Samme som", double.as_deref()),
        ("Tjeneste", entry.service.as_deref()),
        ("Kvittering", Some(receipt.as_str())),
    ];
    let mut html = String::from("<dl>");
    for (name, value) in rows {
        if let Some(value) = value {
            let _ = write!(html, "<dt>{name}</dt><dd>{}</dd>", escape(value));
        }
    }
    html.push_str("</dl>");
    html
}

fn acts(entry: &EntrySeen, here: &str) -> String {
    let number = entry.number.to_string();
    match entry.way {
        Way::Received if entry.is_receipt => String::new(),
        Way::Received => {
            let fields = [forms::hidden("entry", &number), receipts::choose("gi")].concat();
            format!(
                "<details><summary>Gi en kvittering nå</summary>{}</details>\n",
                forms::form("give_receipt", here, &fields, "Send kvitteringen")
            )
        }
        Way::Sent => {
            let again = |how: &str, words: &str| {
                forms::button("repeat", HERE, &[("entry", &number), ("how", how)], words)
            };
            format!(
                "<section><h2>Send på nytt</h2>\n<div class=\"row\">{}{}{}</div></section>\n",
                again("same_bytes", "Helt likt"),
                again("same_msg_id", "Samme id, andre byte"),
                again("new_msg_id", "Ny id")
            )
        }
    }
}

fn trials(office: &Office) -> String {
    let kinds = [
        ("not_xml", "Ikke XML"),
        ("truncated", "Avkuttet"),
        ("schema_error", "Feil etter skjemaet"),
        ("large_attachment", "For stort vedlegg"),
        ("wrong_receiver", "HER-id til en annen mottaker"),
        ("foreign_sender", "En annen avsenders HER-id"),
    ];
    let active = forms::patients("aktiv-pasient", &office.settings.patients)
        .replace("name=\"patient\"", "name=\"patients\"");
    format!(
        "{}\n<details><summary>Sjekk om en pasient er digitalt aktiv (SIDAB)</summary>{}</details>\n\
         <details><summary>Send noe som er galt</summary>{}</details>",
        forms::button("test_link", HERE, &[], "Test lenken (KT)"),
        forms::form("check_active", HERE, &active, "Sjekk"),
        forms::form(
            "rubbish",
            HERE,
            &forms::choice("galt-hva", "kind", "Hva som er galt", &kinds),
            "Send det"
        )
    )
}
