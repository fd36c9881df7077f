//! The login page: pick a level and a person.

use std::fmt::Write;

use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;

use super::contract::LEVELS;
use super::server::{Idporten, Office};
use super::settings::Person;
use crate::oidc::answers::{Refusal, page_answer, redirect, with_header};
use crate::oidc::form::Form;
use crate::oidc::page::{Choice, LoginPage, escape};

pub(super) async fn show(State(idporten): State<Idporten>, RawQuery(query): RawQuery) -> Response {
    let office = &idporten.0;
    let shown = Form::from_query(query.as_deref()).and_then(|form| {
        form.allow(&["transaction"], &[])?;
        page(office, form.required("transaction")?, None)
    });
    match shown {
        Ok(html) => page_answer(StatusCode::OK, html),
        Err(refusal) => refusal.into_page(office.desk.rules.provider),
    }
}

pub(super) async fn choose(
    State(idporten): State<Idporten>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let office = &idporten.0;
    let chosen = Form::from_body(&headers, &body).and_then(|form| decide(office, &headers, &form));
    chosen.unwrap_or_else(|refusal| refusal.into_page(office.desk.rules.provider))
}

fn decide(office: &Office, headers: &HeaderMap, form: &Form) -> Result<Response, Refusal> {
    form.allow(&["transaction", "person", "level", "action"], &[])?;
    let transaction = form.required("transaction")?;
    match form.optional("action") {
        Some("cancel") => return Ok(redirect(&office.desk.decline(transaction)?)),
        Some(_) => return Err(Refusal::invalid_request("action must be cancel or left out")),
        None => {}
    }
    let offered = offered_levels(office, transaction)?;
    let level = form.optional("level").and_then(|l| offered.iter().find(|held| **held == l));
    let person = form.optional("person").and_then(|key| find(office, key));
    let (Some(level), Some(person)) = (level, person) else {
        let html = page(office, transaction, Some("Velg et nivå og en person fra listen."))?;
        return Ok(page_answer(StatusCode::BAD_REQUEST, html));
    };
    let signed_in = office.desk.choose(transaction, headers, &person.key, level)?;
    Ok(with_header(redirect(&signed_in.to), header::SET_COOKIE, &signed_in.set_cookie))
}

fn find<'a>(office: &'a Office, key: &str) -> Option<&'a Person> {
    office.persons.iter().find(|person| person.key == key)
}

/// ID-porten lets nobody through below the level asked for; a lower one comes
/// only by a fault.
fn offered_levels(office: &Office, transaction: &str) -> Result<&'static [&'static str], Refusal> {
    let pushed = office.desk.waiting(transaction)?;
    let lowest = pushed.level.and_then(|level| office.desk.rules.rank(&level)).unwrap_or(0);
    Ok(&LEVELS[lowest..])
}

fn page(office: &Office, transaction: &str, error: Option<&str>) -> Result<String, Refusal> {
    let mut fields = String::from("<fieldset>\n<legend>Velg nivå</legend>\n");
    let levels = offered_levels(office, transaction)?;
    for (place, level) in levels.iter().enumerate() {
        let checked = if place + 1 == levels.len() { " checked" } else { "" };
        let _ = writeln!(
            fields,
            "<label><input type=\"radio\" name=\"level\" value=\"{level}\"{checked}> {} \
             ({level})</label>",
            level_word(level)
        );
    }
    fields.push_str("</fieldset>\n");
    let choices = office.persons.iter().map(|person| Choice {
        key: &person.key,
        name: &person.name,
        description: described(person),
    });
    let page = LoginPage {
        provider: office.desk.rules.provider,
        action: office.desk.address(office.desk.rules.paths.login),
        transaction,
        heading: "Velg person",
        fields,
        choices: choices.collect(),
        error,
    };
    Ok(page.html())
}

fn described(person: &Person) -> String {
    match &person.pid {
        Some(_) => person.description.clone(),
        None => format!("{} (uten norsk identitetsnummer)", person.description),
    }
}

fn level_word(level: &str) -> String {
    let word = match level {
        "idporten-loa-high" => "Høyt",
        "idporten-loa-substantial" => "Betydelig",
        _ => "Lavt",
    };
    escape(word)
}
