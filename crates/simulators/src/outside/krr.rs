//! The contact register.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::faults::{Party, Weather};
use super::hall::Hall;
use super::maskinporten;
use super::persons::{Card, Point};
use crate::oidc::answers::json_answer;

/// The most persons in one call.
const BATCH_LIMIT: usize = 1_000;

const CONTACT: &str = "krr:global/kontaktinformasjon.read";
const MAILBOX: &str = "krr:global/digitalpost.read";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    personidentifikatorer: Vec<String>,
}

pub(super) async fn persons(
    State(hall): State<Arc<Hall>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let weather = hall.weather(Party::Krr);
    weather.wait().await;
    if let Some(refusal) = weather.refusal() {
        return refusal;
    }
    if let Err(status) = maskinporten::let_in(&hall, &headers, &[CONTACT, MAILBOX]) {
        return status.into_response();
    }
    let sees_contacts = maskinporten::let_in(&hall, &headers, &[CONTACT]).is_ok();
    let is_json = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("application/json"));
    let question: Option<Question> = serde_json::from_slice(&body).ok().filter(|_| is_json);
    let Some(question) = question else {
        return json_answer(StatusCode::BAD_REQUEST, json!({"error": "not a question"}));
    };
    let asked = &question.personidentifikatorer;
    let odd = |number: &String| number.len() != 11 || !number.bytes().all(|b| b.is_ascii_digit());
    if asked.is_empty() || asked.len() > BATCH_LIMIT || asked.iter().any(odd) {
        return json_answer(StatusCode::BAD_REQUEST, json!({"error": "1 to 1000 numbers"}));
    }
    let persons: Vec<Value> = hall.with(|world| {
        world.seen.krr_calls += 1;
        world.seen.krr_asked = asked.len();
        asked
            .iter()
            .map(|number| {
                let card = world.called(number).and_then(|person| person.card.as_ref());
                person(number, card, sees_contacts)
            })
            .collect()
    });
    if weather == Weather::Cut {
        return super::serving::half_an_answer();
    }
    json_answer(StatusCode::OK, json!({"personer": persons}))
}

/// Who is not registered is in the answer too, and says so.
fn person(number: &str, card: Option<&Card>, sees_contacts: bool) -> Value {
    let Some(card) = card else {
        return json!({
            "personidentifikator": number, "reservasjon": "NEI", "status": "IKKE_REGISTRERT",
            "varslingsstatus": "KAN_IKKE_VARSLES",
        });
    };
    let is_active = card.status == "AKTIV";
    let has_any = card.mobile.is_some() || card.email.is_some();
    let can = is_active && !card.is_reserved && has_any;
    let mut person = json!({
        "personidentifikator": number,
        "reservasjon": if card.is_reserved { "JA" } else { "NEI" },
        "status": card.status,
        "varslingsstatus": if can { "KAN_VARSLES" } else { "KAN_IKKE_VARSLES" },
        "digital_post": {},
        "sertifikat": "",
    });
    if sees_contacts && is_active {
        person["kontaktinformasjon"] = contact(card);
        if let Some(language) = &card.language {
            person["spraak"] = json!(language);
            person["spraak_oppdatert"] = json!("2024-01-15T10:00:00+01");
        }
    }
    person
}

/// Times stand in two forms, as they do in the real register.
fn contact(card: &Card) -> Value {
    let mut contact = Map::new();
    let mut put = |name: &str, point: &Point, form: fn(&str) -> String| {
        contact.insert(name.to_owned(), json!(point.value));
        contact.insert(format!("{name}_oppdatert"), json!(form(&point.updated)));
        if let Some(verified) = &point.verified {
            contact.insert(format!("{name}_sist_verifisert"), json!(form(verified)));
        }
        let shared = if point.is_shared { "JA" } else { "NEI" };
        contact.insert(format!("{name}_duplisert"), json!(shared));
    };
    if let Some(email) = &card.email {
        put("epostadresse", email, |day| format!("{day}T13:42:34+02"));
    }
    if let Some(mobile) = &card.mobile {
        put("mobiltelefonnummer", mobile, |day| format!("{day}T11:42:34.768Z"));
    }
    Value::Object(contact)
}
