//! The login page: pick a member of staff.

use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;

use super::contract::HIGHEST_LEVEL;
use super::server::{Helseid, Office};
use super::settings::StaffPerson;
use crate::oidc::answers::{Refusal, page_answer, redirect, with_header};
use crate::oidc::form::Form;
use crate::oidc::page::{Choice, LoginPage};

pub(super) async fn show(State(helseid): State<Helseid>, RawQuery(query): RawQuery) -> Response {
    let office = &helseid.0;
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
    State(helseid): State<Helseid>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let office = &helseid.0;
    let chosen = Form::from_body(&headers, &body).and_then(|form| decide(office, &headers, &form));
    chosen.unwrap_or_else(|refusal| refusal.into_page(office.desk.rules.provider))
}

fn decide(office: &Office, headers: &HeaderMap, form: &Form) -> Result<Response, Refusal> {
    form.allow(&["transaction", "person", "action"], &[])?;
    let transaction = form.required("transaction")?;
    match form.optional("action") {
        Some("cancel") => return Ok(redirect(&office.desk.decline(transaction)?)),
        Some(_) => return Err(Refusal::invalid_request("action must be cancel or left out")),
        None => {}
    }
    let key = form.optional("person");
    let Some(person) = key.and_then(|key| office.staff.iter().find(|p| p.key == key)) else {
        let html = page(office, transaction, Some("Velg en ansatt fra listen."))?;
        return Ok(page_answer(StatusCode::BAD_REQUEST, html));
    };
    let signed_in = office.desk.choose(transaction, headers, &person.key, HIGHEST_LEVEL)?;
    Ok(with_header(redirect(&signed_in.to), header::SET_COOKIE, &signed_in.set_cookie))
}

fn page(office: &Office, transaction: &str, error: Option<&str>) -> Result<String, Refusal> {
    office.desk.waiting(transaction)?;
    let names: Vec<String> = office.staff.iter().map(StaffPerson::name).collect();
    let choices = office.staff.iter().zip(&names).map(|(person, name)| Choice {
        key: &person.key,
        name,
        description: person.description.clone(),
    });
    let page = LoginPage {
        provider: office.desk.rules.provider,
        action: office.desk.address(office.desk.rules.paths.login),
        transaction,
        heading: "Velg ansatt",
        fields: String::new(),
        choices: choices.collect(),
        error,
    };
    Ok(page.html())
}
