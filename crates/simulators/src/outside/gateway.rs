//! The SMS gateway, in two contracts. What comes twice is taken twice.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::{Value, json};

use super::faults::{Party, Weather};
use super::hall::Hall;
use super::reports;
use super::seen::SmsSeen;
use crate::oidc::answers::json_answer;

/// The most messages in one order.
const ORDER_LIMIT: usize = 1_000;

/// The most letters that a sender has.
const SENDER_LIMIT: usize = 11;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct LinkOrder {
    source: String,
    #[serde(rename = "sourceTON")]
    source_ton: String,
    destination: String,
    user_data: String,
    platform_id: String,
    platform_partner_id: String,
    #[serde(default)]
    use_delivery_report: bool,
    ref_id: Option<String>,
}

pub(super) async fn link(
    State(hall): State<Arc<Hall>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let weather = hall.weather(Party::Sms);
    weather.wait().await;
    if let Some(refusal) = weather.refusal() {
        return refusal;
    }
    let wanted = format!("{}:{}", hall.sms.user, hall.sms.password);
    let wanted = format!("Basic {}", STANDARD.encode(wanted));
    if headers.get("authorization").and_then(|held| held.to_str().ok()) != Some(&wanted) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let order: LinkOrder = match serde_json::from_slice(&body) {
        Ok(order) => order,
        Err(_) => return link_refused(106, "Invalid request"),
    };
    let fits = is_number(&order.destination)
        && is_sender(&order.source)
        && order.source_ton == "ALPHANUMERIC"
        && !order.user_data.is_empty()
        && !order.platform_id.is_empty()
        && !order.platform_partner_id.is_empty();
    if !fits {
        return link_refused(2108, "Invalid destination or source");
    }
    let taken = Taken {
        to: order.destination,
        from: order.source,
        text: order.user_data,
        reference: order.ref_id.unwrap_or_default(),
        contract: "link",
    };
    let id = take(&hall, taken, order.use_delivery_report);
    if weather == Weather::Cut {
        return super::serving::half_an_answer();
    }
    let body = json!({"messageId": id, "resultCode": 1005, "description": "Queued"});
    json_answer(StatusCode::OK, body)
}

fn link_refused(code: i64, what: &str) -> Response {
    json_answer(StatusCode::BAD_REQUEST, json!({"resultCode": code, "description": what}))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PuzzelOrder {
    service_id: u64,
    username: String,
    password: String,
    message: Vec<PuzzelMessage>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PuzzelMessage {
    recipient: String,
    content: String,
    #[serde(default)]
    client_reference: String,
    settings: PuzzelMessageSettings,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PuzzelMessageSettings {
    originator_settings: Originator,
}

#[derive(Deserialize)]
struct Originator {
    originator: String,
}

pub(super) async fn puzzel(State(hall): State<Arc<Hall>>, body: Bytes) -> Response {
    let weather = hall.weather(Party::Sms);
    weather.wait().await;
    if let Some(refusal) = weather.refusal() {
        return refusal;
    }
    let Ok(order) = serde_json::from_slice::<PuzzelOrder>(&body) else {
        return puzzel_answer(&[status(5, "syntax", "", "", 0)]);
    };
    let known = order.username == hall.sms.user && order.password == hall.sms.password;
    if !known || order.service_id == 0 || order.message.len() > ORDER_LIMIT {
        return puzzel_answer(&[status(2, "access", "", "", 0)]);
    }
    let mut statuses = Vec::new();
    for (index, message) in order.message.into_iter().enumerate() {
        let reference = message.client_reference.clone();
        let sender = message.settings.originator_settings.originator;
        if !is_number(&message.recipient) || !is_sender(&sender) || message.content.is_empty() {
            statuses.push(status(5, "syntax", "", &reference, index));
            continue;
        }
        let taken = Taken {
            to: message.recipient,
            from: sender,
            text: message.content,
            reference: reference.clone(),
            contract: "puzzel",
        };
        let id = take(&hall, taken, true);
        statuses.push(status(1, "ok", &id, &reference, index));
    }
    if weather == Weather::Cut {
        return super::serving::half_an_answer();
    }
    puzzel_answer(&statuses)
}

fn status(code: i64, words: &str, id: &str, reference: &str, index: usize) -> Value {
    json!({
        "statusCode": code, "statusMessage": words, "messageId": id, "clientReference": reference,
        "sequenceIndex": index,
    })
}

fn puzzel_answer(statuses: &[Value]) -> Response {
    json_answer(StatusCode::OK, json!({"batchReference": "", "messageStatus": statuses}))
}

/// A text that fits its contract.
struct Taken {
    to: String,
    from: String,
    text: String,
    reference: String,
    contract: &'static str,
}

/// Keeps a text, and has a report made on it. The answer is our name for it.
fn take(hall: &Arc<Hall>, taken: Taken, wants_report: bool) -> String {
    let at = hall.shown();
    let id = hall.random();
    let Taken { to, from, text, reference, contract } = taken;
    let sms = hall.with(|world| {
        let number = world.seen.sms.last().map_or(1, |last| last.number + 1);
        let sms = SmsSeen { number, to, from, text, reference, contract, at };
        world.keep_sms(sms.clone());
        sms
    });
    if wants_report {
        reports::make(hall, &sms, &id);
    }
    id
}

fn is_number(text: &str) -> bool {
    text.strip_prefix('+').is_some_and(|digits| {
        (8..=15).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit())
    })
}

fn is_sender(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= SENDER_LIMIT
}

/// A call that only asks whether anybody is there.
pub(super) async fn there(State(hall): State<Arc<Hall>>) -> Response {
    let weather = hall.weather(Party::Sms);
    weather.wait().await;
    weather.refusal().unwrap_or_else(|| StatusCode::METHOD_NOT_ALLOWED.into_response())
}
