//! The screens: what was sent by SMS and by e-mail, whom the registers know, and
//! how each party is. Server-rendered, without script, with a strip that says
//! that it is a simulator. Every button is an order.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::{Map, Value, json};

use super::faults::{Party, Weather};
use super::hall::Hall;
use super::order::{self, Order};
use super::persons::{Point, Resident};
use crate::oidc::answers::redirect;
use crate::oidc::page::{STYLE, escape};

const OWN_STYLE: &str = "
main{max-width:52rem}
h2,h3,p,li,dd,a{overflow-wrap:anywhere}
a{color:#0a4fb5}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;max-width:52rem;margin:0 auto;padding:.5rem 1rem}
nav li{margin:0}nav a{display:inline-block;padding:.5rem 0}nav a[aria-current]{font-weight:600}
.entry{border:1px solid #767676;border-radius:.25rem;padding:.5rem 1rem;margin:1rem 0}
.entry h2{font-size:1.1rem;margin:.25rem 0}
.meta{margin:.25rem 0;font-size:1rem}
.text{white-space:pre-wrap;overflow-wrap:anywhere}
details{border:1px solid #767676;border-radius:.25rem;margin:1rem 0;padding:0 1rem}
summary{padding:.75rem 0;font-weight:600;cursor:pointer}
details[open]{padding-bottom:1rem}
.field{margin:.75rem 0}.field label{padding:0 0 .25rem}
input[type=text],select{font:inherit;width:100%;box-sizing:border-box;min-height:2.75rem;
padding:.5rem;border:1px solid #595959;border-radius:.25rem;background:#fff;color:#1c1c1c}
@media(prefers-color-scheme:dark){a{color:#9ec5fe}
input[type=text],select{background:#1c1c1c;color:#f2f2f2;border-color:#a6a6a6}}
";

/// The most that one page shows, the newest first.
const SHOWN_LIMIT: usize = 200;

/// The routes of the screens.
pub(super) fn page_routes(hall: &Arc<Hall>) -> Router {
    Router::new()
        .route("/", get(texts))
        .route("/epost", get(mail))
        .route("/personer", get(persons))
        .route("/tilstand", get(weather))
        .route("/ordre", post(take))
        .route("/stil.css", get(style))
        .with_state(hall.clone())
}

async fn style() -> Response {
    let headers = [(header::CONTENT_TYPE, "text/css; charset=utf-8")];
    (headers, format!("{STYLE}{OWN_STYLE}")).into_response()
}

const PAGES: [(&str, &str); 4] =
    [("/", "SMS"), ("/epost", "E-post"), ("/personer", "Personer"), ("/tilstand", "Tilstand")];

fn page(here: &str, title: &str, body: &str) -> Response {
    const POLICY: &str = "default-src 'none'; style-src 'self'; form-action 'self'; \
                          frame-ancestors 'none'; base-uri 'none'";
    let mut around = String::new();
    for (address, words) in PAGES {
        let current = if address == here { " aria-current=\"page\"" } else { "" };
        let _ = write!(around, "<li><a href=\"{address}\"{current}>{words}</a></li>");
    }
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"nb\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title} – utsending og registre (simulator)</title>\n\
         <link rel=\"stylesheet\" href=\"/stil.css\">\n</head>\n<body>\n<header>\n\
         <p class=\"demo\">SIMULATOR: oppdiktede registre og utsendere. Ingenting sendes ut, og alle \
         personer er oppdiktet.</p>\n<nav aria-label=\"Sider\"><ul>{around}</ul></nav>\n</header>\n\
         <main>\n{body}\n</main>\n</body>\n</html>\n"
    );
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (StatusCode::OK, headers, html).into_response()
}

async fn texts(State(hall): State<Arc<Hall>>) -> Response {
    let (seen, names) = hall.with(|world| (world.seen.clone(), names(&world.residents)));
    let mut body = String::from("<h1>SMS</h1>\n");
    if seen.sms.is_empty() {
        body.push_str("<p>Ingen SMS er sendt ennå.</p>\n");
    }
    for sms in seen.sms.iter().rev().take(SHOWN_LIMIT) {
        let whose = whose(&names, &sms.to);
        let report = seen.reports.iter().rev().find(|report| report.sms == sms.number);
        let report = match report.map(|report| report.was_taken) {
            None => "Ingen rapport er laget.",
            Some(None) => "Rapporten er laget, men ingen vil ha den.",
            Some(Some(true)) => "Rapporten er levert.",
            Some(Some(false)) => "Rapporten ble ikke tatt imot.",
        };
        let _ = writeln!(
            body,
            "<article class=\"entry\"><h2>Til {} ({whose})</h2><p class=\"meta\">{} · fra {} · {} · \
             ref. {}</p><p class=\"text\">{}</p><p class=\"meta\">{report}</p></article>",
            escape(&sms.to),
            escape(&sms.at),
            escape(&sms.from),
            sms.contract,
            escape(&sms.reference),
            escape(&sms.text)
        );
    }
    page("/", "SMS", &body)
}

async fn mail(State(hall): State<Arc<Hall>>) -> Response {
    let (seen, names) = hall.with(|world| (world.seen.clone(), names(&world.residents)));
    let mut body = String::from("<h1>E-post</h1>\n");
    if seen.mail.is_empty() {
        body.push_str("<p>Ingen e-post er sendt ennå.</p>\n");
    }
    for letter in seen.mail.iter().rev().take(SHOWN_LIMIT) {
        let whose = whose(&names, &letter.to);
        let _ = writeln!(
            body,
            "<article class=\"entry\"><h2>{}</h2><p class=\"meta\">{} · til {} ({whose})</p>\
             <p class=\"text\">{}</p></article>",
            escape(&letter.subject),
            escape(&letter.at),
            escape(&letter.to),
            escape(&letter.text)
        );
    }
    page("/epost", "E-post", &body)
}

/// Where each is reached, and what she is called.
fn names(residents: &[Resident]) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for person in residents {
        let Some(card) = &person.card else { continue };
        let points = [&card.mobile, &card.email];
        for value in points.into_iter().flatten().map(|point| &point.value) {
            all.push((value.clone(), person.name()));
        }
    }
    all
}

fn whose(names: &[(String, String)], to: &str) -> String {
    let bare = to.strip_prefix("+47").unwrap_or(to);
    let theirs: Vec<&str> = names
        .iter()
        .filter(|(value, _)| value.eq_ignore_ascii_case(to) || value == bare)
        .map(|(_, name)| name.as_str())
        .collect();
    if theirs.is_empty() { "ingen kjent".to_owned() } else { escape(&theirs.join(" og ")) }
}

async fn persons(State(hall): State<Arc<Hall>>) -> Response {
    let residents = hall.with(|world| world.residents.clone());
    let mut body = String::from(
        "<h1>Personer</h1>\n<p>Slik står de i kontaktregisteret og folkeregisteret nå.</p>\n",
    );
    for person in residents.iter().take(SHOWN_LIMIT) {
        let _ = writeln!(
            body,
            "<details><summary>{}</summary>{}{}</details>",
            escape(&person.name()),
            facts(person),
            changes(person)
        );
    }
    page("/personer", "Personer", &body)
}

fn facts(person: &Resident) -> String {
    let shown = |point: Option<&Point>| {
        point.map_or_else(
            || "ingen".to_owned(),
            |point| {
                let confirmed = point.verified.as_ref().unwrap_or(&point.updated);
                let shared = if point.is_shared { ", står på flere" } else { "" };
                format!("{} (bekreftet {confirmed}{shared})", point.value)
            },
        )
    };
    let card = person.card.as_ref();
    let reserved = match card.map(|card| card.is_reserved) {
        Some(true) => "ja",
        Some(false) => "nei",
        None => "ikke registrert",
    };
    let mut facts = format!(
        "<ul><li>Status: {}</li><li>Adressebeskyttelse: {}</li><li>Reservert: {reserved}</li>\
         <li>Mobil: {}</li><li>E-post: {}</li><li>Foreldreansvar: {}</li>",
        escape(&person.status),
        escape(&person.protection),
        escape(&shown(card.and_then(|card| card.mobile.as_ref()))),
        escape(&shown(card.and_then(|card| card.email.as_ref()))),
        person.parents.len()
    );
    if let Some(guardian) = &person.guardian {
        let _ = write!(facts, "<li>Verge: {}</li>", escape(&guardian.scope));
    }
    facts.push_str("</ul>");
    facts
}

fn changes(person: &Resident) -> String {
    let key = &person.key;
    let field = |name: &str, label: &str, value: &str| {
        format!(
            "<div class=\"field\"><label for=\"{key}-{name}\">{label}</label><input type=\"text\" \
             id=\"{key}-{name}\" name=\"{name}\" value=\"{}\"></div>",
            escape(value)
        )
    };
    let confirmed = |id: &str| {
        format!(
            "<div class=\"field\"><label for=\"{key}-{id}\">Bekreftet</label><input type=\"text\" \
             id=\"{key}-{id}\" name=\"confirmed\" value=\"2026-12-01\"></div>"
        )
    };
    let value = |id: &str, label: &str| {
        format!(
            "<div class=\"field\"><label for=\"{key}-{id}\">{label}</label><input type=\"text\" \
             id=\"{key}-{id}\" name=\"value\"></div>"
        )
    };
    let is_reserved = person.card.as_ref().is_some_and(|card| card.is_reserved);
    let (other, words) =
        if is_reserved { ("false", "Opphev reservasjonen") } else { ("true", "Reserver") };
    [
        form(
            key,
            "mobile",
            &[value("mobil", "Ny mobil"), confirmed("mobil-dato")].concat(),
            "Bytt mobil",
        ),
        form(
            key,
            "email",
            &[value("epost", "Ny e-post"), confirmed("epost-dato")].concat(),
            "Bytt e-post",
        ),
        form(key, "reservation", &hidden("reserved", other), words),
        form(key, "protection", &field("level", "Adressebeskyttelse", &person.protection), "Endre"),
        form(key, "death", &field("on", "Dødsdato", ""), "Registrer død"),
    ]
    .concat()
}

fn form(key: &str, act: &str, fields: &str, words: &str) -> String {
    format!(
        "<form method=\"post\" action=\"/ordre\">{}{}{}{fields}<p><button>{words}</button></p></form>",
        hidden("act", act),
        hidden("person", key),
        hidden("tilbake", "/personer")
    )
}

fn hidden(name: &str, value: &str) -> String {
    format!("<input type=\"hidden\" name=\"{name}\" value=\"{}\">", escape(value))
}

async fn weather(State(hall): State<Arc<Hall>>) -> Response {
    let mut body = String::from("<h1>Tilstand</h1>\n");
    for party in Party::ALL {
        let (key, name) = named(party);
        let now = hall.weather(party);
        let mut options = String::new();
        for (value, words) in WEATHERS {
            let chosen = if value == word(now) { " selected" } else { "" };
            let _ = write!(options, "<option value=\"{value}\"{chosen}>{words}</option>");
        }
        let _ = writeln!(
            body,
            "<section class=\"entry\"><h2>{name}</h2><form method=\"post\" action=\"/ordre\">{}{}{}\
             <div class=\"field\"><label for=\"{key}\">Slik er den</label><select id=\"{key}\" \
             name=\"weather\">{options}</select></div><p><button>Bruk</button></p></form></section>",
            hidden("act", "weather"),
            hidden("party", key),
            hidden("tilbake", "/tilstand")
        );
    }
    page("/tilstand", "Tilstand", &body)
}

const WEATHERS: [(&str, &str); 6] = [
    ("fine", "som den skal"),
    ("down", "nede"),
    ("slow", "treg (20 sekunder)"),
    ("busy", "opptatt (kom igjen om 30 sekunder)"),
    ("lying", "svarer tull"),
    ("cut", "gjør det, men bryter linjen"),
];

const fn word(weather: Weather) -> &'static str {
    match weather {
        Weather::Fine => "fine",
        Weather::Down => "down",
        Weather::Slow(_) => "slow",
        Weather::Busy(_) => "busy",
        Weather::Lying => "lying",
        Weather::Cut => "cut",
    }
}

const fn named(party: Party) -> (&'static str, &'static str) {
    match party {
        Party::Maskinporten => ("maskinporten", "Maskinporten"),
        Party::Krr => ("krr", "Kontaktregisteret"),
        Party::Population => ("population", "Folkeregisteret"),
        Party::Sms => ("sms", "SMS-utsenderen"),
        Party::Mail => ("mail", "E-postserveren"),
        Party::Scanner => ("scanner", "Virussjekken"),
    }
}

/// A form is an order; where it cannot be one, the page it came from comes back.
async fn take(State(hall): State<Arc<Hall>>, body: Bytes) -> Response {
    let mut back = "/".to_owned();
    let mut fields = Map::new();
    for (name, value) in url::form_urlencoded::parse(&body).take(SHOWN_LIMIT) {
        match (&*name, &*value) {
            ("tilbake", address) => address.clone_into(&mut back),
            ("weather", "slow") => drop(fields.insert(name.into(), json!({"slow": 20_000}))),
            ("weather", "busy") => drop(fields.insert(name.into(), json!({"busy": 30}))),
            ("reserved", word) => drop(fields.insert(name.into(), json!(word == "true"))),
            ("value", "") => drop(fields.insert(name.into(), Value::Null)),
            (_, text) => drop(fields.insert(name.clone().into_owned(), json!(text))),
        }
    }
    let known = PAGES.iter().any(|(address, _)| *address == back);
    if let Ok(order) = serde_json::from_value::<Order>(Value::Object(fields)) {
        // Nobody but this page posts here, and it names those who are there.
        let _ = hall.with(|world| order::carry_out(world, order));
    }
    redirect(if known { &back } else { "/" })
}
