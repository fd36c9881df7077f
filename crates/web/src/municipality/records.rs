//! `/kommune/ansvar/protokoll` and `/kommune/leverandor/protokoll`: records of processing, for
//! people, sheets and machines (GDPR art. 30), of a municipality and of a provider that is
//! controller (S2-3-b).

use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use helsebro_actions::controllership::{Directory, Processing, names, processings, processings_of};
use helsebro_actions::parties::staff;
use helsebro_domain::controllership::{Category, Party};
use helsebro_views::pages::municipality::{RecordRow, RecordsPage};
use serde::{Deserialize, Serialize};

use super::told::{Reader, told};
use crate::breaches::AtProvider;
use crate::error::WebError;
use crate::extract::AtConsole;
use crate::page::Shell;
use crate::routes::{Route, municipality as routes};
use crate::web::Web;

/// In which form it is asked for.
#[derive(Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    som: String,
}

/// A processing, for machines.
#[derive(Serialize)]
struct Record {
    /// None for the platform's own.
    unit: Option<String>,
    care_area: Option<u8>,
    category: &'static str,
    row: &'static str,
    controllers: Vec<String>,
    /// Where each controller is reached.
    contacts: Vec<String>,
    processors: Vec<String>,
    /// Who takes requests about it.
    receivers: Vec<String>,
    agreements: Vec<String>,
    clauses: Vec<&'static str>,
    purpose: String,
    persons: String,
    data: String,
    recipients: String,
    retention: String,
    security: String,
    transfers: String,
}

/// Shows them, or gives them out.
#[tracing::instrument(name = "web.municipality.records", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let home = at.access.municipality();
    let found = [processings(web.acts(), home, web.now()).await?];
    let name = staff::municipality(web.acts(), home).await?.legal_name();
    let paths = (routes::Responsibility.path(), routes::Records.path());
    answer(&found, &shell, (&asked, name, paths))
}

/// Shows or gives out a provider's own.
#[tracing::instrument(name = "web.provider.records", skip_all)]
pub(super) async fn providers(
    State(web): State<Web>,
    AtProvider(at): AtProvider,
    shell: Shell,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let found = processings_of(web.acts(), at.org(), web.now()).await?;
    let names = names(web.acts()).await?;
    let name = names.party(Party::Org(at.org())).name.unwrap_or_default();
    let paths = (routes::RightsList.path(), routes::ProvidersRecords.path());
    answer(&found, &shell, (&asked, name, paths))
}

/// Processings, and what is called what where they are.
type Found = (Vec<Processing>, Directory);

fn answer(
    found: &[Found],
    shell: &Shell,
    (asked, home, (back, here)): (&Asked, String, (String, String)),
) -> Result<Response, WebError> {
    match asked.som.as_str() {
        "json" => return json(found, shell),
        "csv" => return Ok(csv(found, shell)),
        _ => {}
    }
    let at = |som| format!("{here}?som={som}");
    shell.page(&RecordsPage {
        is_providers: here == routes::ProvidersRecords.path(),
        back,
        home,
        rows: each(found).map(|(one, directory)| row(one, directory)).collect(),
        json: at("json"),
        csv: at("csv"),
    })
}

fn each(found: &[Found]) -> impl Iterator<Item = (&Processing, &Directory)> {
    found.iter().flat_map(|(all, directory)| all.iter().map(move |one| (one, directory)))
}

const fn what(category: Category) -> &'static str {
    match category {
        Category::CaseFile => "case",
        Category::EpjRecord => "record",
        Category::Dissemination => "dissemination",
        Category::Platform => "platform",
    }
}

fn row(one: &Processing, directory: &Directory) -> RecordRow {
    let processors = one.resolution.processors.iter();
    RecordRow {
        unit: one.unit.as_ref().map(|unit| unit.name.clone()),
        what: what(one.category),
        told: told(&one.resolution, directory, Reader::Console),
        processors: processors.filter_map(|found| directory.party(found.party).name).collect(),
    }
}

fn record(one: &Processing, directory: &Directory, shell: &Shell) -> Record {
    let operator = || shell.words("responsible-operator");
    let name = |party: Party| match party {
        Party::Operator => Some(operator()),
        party => directory.party(party).name,
    };
    let contact = |party: Party| {
        let listed = directory.party(party);
        listed.contact.filter(|contact| !contact.is_empty()).or(listed.phone)
    };
    let resolution = &one.resolution;
    let shown = row(one, directory);
    let agreements = shown.told.agreements.iter().map(|(title, _)| title.clone());
    let controllers = resolution.controllers.parties().iter();
    let about = |about: &str| shell.words(&format!("responsible-{about}-{}", shown.what));
    Record {
        unit: shown.unit.clone(),
        care_area: one.unit.as_ref().map(|unit| unit.care_area.code()),
        category: one.category.as_str(),
        row: resolution.row.code(),
        contacts: controllers.clone().filter_map(|party| contact(*party)).collect(),
        controllers: controllers.filter_map(|party| name(*party)).collect(),
        receivers: resolution.receivers.iter().filter_map(|party| name(*party)).collect(),
        agreements: agreements.collect(),
        clauses: resolution.clauses(),
        purpose: about("purpose"),
        persons: about("persons"),
        data: about("data"),
        recipients: about("recipients"),
        retention: about("retention"),
        security: shell.words("responsible-security-how"),
        transfers: shell.words("responsible-transfers-none"),
        processors: shown.processors.clone(),
    }
}

fn json(found: &[Found], shell: &Shell) -> Result<Response, WebError> {
    let records: Vec<Record> =
        each(found).map(|(one, directory)| record(one, directory, shell)).collect();
    let text = serde_json::to_string_pretty(&records)
        .map_err(|_| WebError::Bug("records could not be written"))?;
    let name = "attachment; filename=\"protokoll.json\"";
    let headers = [
        (header::CONTENT_TYPE, "application/json; charset=utf-8"),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, text).into_response())
}

fn csv(found: &[Found], shell: &Shell) -> Response {
    let mut text = String::from(
        "unit;care_area;category;row;controllers;processors;receivers;agreements;clauses;purpose;\
         contacts;persons;data;recipients;retention;security;transfers\r\n",
    );
    for (one, directory) in each(found) {
        let it = record(one, directory, shell);
        let cells = [
            it.unit.unwrap_or_default(),
            it.care_area.map(|area| area.to_string()).unwrap_or_default(),
            it.category.to_owned(),
            it.row.to_owned(),
            it.controllers.join(", "),
            it.processors.join(", "),
            it.receivers.join(", "),
            it.agreements.join(", "),
            it.clauses.join(", "),
            it.purpose,
            it.contacts.join(", "),
            it.persons,
            it.data,
            it.recipients,
            it.retention,
            it.security,
            it.transfers,
        ];
        let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
        text.push_str(&cells.join(";"));
        text.push_str("\r\n");
    }
    let name = "attachment; filename=\"protokoll.csv\"";
    let headers =
        [(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, name)];
    (headers, text).into_response()
}

/// A cell that a spreadsheet takes as text: quoted, and never a formula.
fn quoted(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@']);
    let guard = if is_formula { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_quoted_and_never_a_formula() {
        for (cell, expected) in [
            ("Solvik", "\"Solvik\""),
            ("a;\"b\"", "\"a;\"\"b\"\"\""),
            ("=1+1", "\"'=1+1\""),
            ("@x", "\"'@x\""),
        ] {
            assert_eq!(quoted(cell), expected);
        }
    }
}
