//! The population register: one person, many, and what has changed.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::faults::{Party, Weather};
use super::guard::Sight;
use super::hall::{Event, Hall};
use super::words;
use crate::oidc::answers::json_answer;

/// The most persons in one call.
const BULK_LIMIT: usize = 100;

/// The most changes in one answer.
const EVENTS_LIMIT: usize = 1_000;

/// Where it lies under the listener.
pub(super) const PATH: &str = "/person/api/legal-basis";

/// A call that has been let in.
struct Call {
    sight: Sight,
    weather: Weather,
}

pub(super) async fn by_number(
    State(hall): State<Arc<Hall>>,
    (method, uri, headers): (Method, Uri, HeaderMap),
    RawQuery(query): RawQuery,
    body: Bytes,
) -> Response {
    let call = match let_in(&hall, &method, &uri, &headers).await {
        Ok(call) => call,
        Err(refusal) => return refusal,
    };
    let (Some(wanted), [number]) = (wanted(query.as_deref()), &*fields(&body, "nin")) else {
        return problem("nin and informationParts are needed");
    };
    let found = hall.with(|world| {
        let person = world.called(number)?;
        Some(words::person(world, person, &wanted, call.sight))
    });
    one(found, call.weather)
}

pub(super) async fn by_numbers(
    State(hall): State<Arc<Hall>>,
    (method, uri, headers): (Method, Uri, HeaderMap),
    RawQuery(query): RawQuery,
    body: Bytes,
) -> Response {
    let call = match let_in(&hall, &method, &uri, &headers).await {
        Ok(call) => call,
        Err(refusal) => return refusal,
    };
    let numbers = fields(&body, "nins");
    let Some(wanted) = wanted(query.as_deref()) else {
        return problem("informationParts are needed");
    };
    if numbers.is_empty() || numbers.len() > BULK_LIMIT {
        return problem("1 to 100 numbers");
    }
    let found: Vec<Value> = hall.with(|world| {
        let known = world.residents.iter().filter(|p| numbers.iter().any(|n| p.is_called(n)));
        known.map(|person| words::person(world, person, &wanted, call.sight)).collect()
    });
    answer(json!(found), call.weather)
}

pub(super) async fn by_id(
    State(hall): State<Arc<Hall>>,
    Path(id): Path<String>,
    (method, uri, headers): (Method, Uri, HeaderMap),
    RawQuery(query): RawQuery,
) -> Response {
    let call = match let_in(&hall, &method, &uri, &headers).await {
        Ok(call) => call,
        Err(refusal) => return refusal,
    };
    let Some(wanted) = wanted(query.as_deref()) else {
        return problem("informationParts are needed");
    };
    let found = hall.with(|world| {
        let person = world.residents.iter().find(|person| person.register_id() == id)?;
        Some(words::person(world, person, &wanted, call.sight))
    });
    one(found, call.weather)
}

pub(super) async fn events(
    State(hall): State<Arc<Hall>>,
    (method, uri, headers): (Method, Uri, HeaderMap),
    RawQuery(query): RawQuery,
) -> Response {
    let call = match let_in(&hall, &method, &uri, &headers).await {
        Ok(call) => call,
        Err(refusal) => return refusal,
    };
    let from = fields(query.unwrap_or_default().as_bytes(), "sequenceNumber");
    let from: u64 = match from.first().map(|from| from.parse()) {
        None => 1,
        Some(Ok(from)) if from > 0 => from,
        Some(_) => return problem("sequenceNumber is a number from 1"),
    };
    let results: Vec<Value> = hall.with(|world| {
        let later = world.events.iter().filter(|event| event.sequence >= from);
        later.take(EVENTS_LIMIT).map(told).collect()
    });
    answer(json!({"results": results, "startIndex": 0, "endIndex": 0}), call.weather)
}

pub(super) async fn latest(
    State(hall): State<Arc<Hall>>,
    (method, uri, headers): (Method, Uri, HeaderMap),
) -> Response {
    let call = match let_in(&hall, &method, &uri, &headers).await {
        Ok(call) => call,
        Err(refusal) => return refusal,
    };
    one(hall.with(|world| world.events.last().map(told)), call.weather)
}

async fn let_in(
    hall: &Hall,
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<Call, Response> {
    let weather = hall.weather(Party::Population);
    weather.wait().await;
    if let Some(refusal) = weather.refusal() {
        return Err(refusal);
    }
    if headers.get("api-version").and_then(|value| value.to_str().ok()) != Some("2") {
        return Err(problem("api-version must be 2"));
    }
    let host = headers.get("host").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let address = format!("http://{host}{}", uri.path());
    let sight = hall.guard.let_in(hall, headers, (method.as_str(), &address)).await;
    let sight = sight.map_err(IntoResponse::into_response)?;
    Ok(Call { sight, weather })
}

/// The parts that are asked for; without any the question is not one.
fn wanted(query: Option<&str>) -> Option<words::Wanted> {
    let query = query.unwrap_or_default().as_bytes();
    let parts = fields(query, "informationParts");
    let history = fields(query, "includeHistory").first().is_some_and(|held| held == "true");
    (!parts.is_empty()).then_some(words::Wanted { parts, history })
}

fn fields(encoded: &[u8], wanted: &str) -> Vec<String> {
    url::form_urlencoded::parse(encoded)
        .filter(|(name, _)| name == wanted)
        .map(|(_, value)| value.into_owned())
        .take(BULK_LIMIT + 1)
        .collect()
}

fn told(event: &Event) -> Value {
    json!({
        "sequenceNumber": event.sequence.to_string(), "personId": event.person,
        "eventType": event.kind,
    })
}

fn one(found: Option<Value>, weather: Weather) -> Response {
    match found {
        Some(found) => answer(found, weather),
        None => json_answer(StatusCode::NOT_FOUND, json!({"title": "Not found", "status": 404})),
    }
}

fn answer(body: Value, weather: Weather) -> Response {
    if weather == Weather::Cut {
        return super::serving::half_an_answer();
    }
    json_answer(StatusCode::OK, body)
}

fn problem(what: &str) -> Response {
    json_answer(StatusCode::BAD_REQUEST, json!({"title": what, "status": 400}))
}
