//! Forms that are sent in: each field becomes a field of an order.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use super::super::office::Office;
use super::super::order::{Order, OrderRefused, Posted, Told};
use crate::oidc::answers::redirect;

const FIELD_COUNT_LIMIT: usize = 60;
/// Fields that are lists also when there is one.
const LISTS: [&str; 2] = ["services", "patients"];
/// Fields that are numbers.
const NUMBERS: [&str; 1] = ["entry"];

pub(super) async fn take(
    State(office): State<Arc<Office>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if !is_own(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let (order, back) = read(&body);
    let word = match order {
        Some(order) => {
            let quiet = quiet_word(&order);
            said(office.tell(order).await, quiet)
        }
        None => "Feil: skjemaet mangler noe. Fyll ut feltene og prøv igjen.".to_owned(),
    };
    office.writing(|journal| journal.last_word = Some(word));
    redirect(&back)
}

/// Whether the form was on a page of ours; browsers say so, scripts need not.
fn is_own(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").and_then(|site| site.to_str().ok());
    matches!(site, None | Some("same-origin" | "none"))
}

fn read(body: &[u8]) -> (Option<Order>, String) {
    let mut fields = Map::new();
    let mut back = "/".to_owned();
    for (name, value) in url::form_urlencoded::parse(body).take(FIELD_COUNT_LIMIT) {
        // A text area sends line ends as a form does; an envelope has its own.
        let value = value.replace("\r\n", "\n");
        if name == "tilbake" {
            back = if is_own_page(&value) { value } else { back };
        } else if LISTS.contains(&name.as_ref()) {
            let list = fields.entry(name.into_owned()).or_insert_with(|| json!([]));
            if let Value::Array(list) = list {
                list.push(json!(value));
            }
        } else if NUMBERS.contains(&name.as_ref()) {
            fields.insert(name.into_owned(), json!(value.parse::<u64>().ok()));
        } else if !value.trim().is_empty() {
            fields.insert(name.into_owned(), json!(value));
        }
    }
    (serde_json::from_value(Value::Object(fields)).ok(), back)
}

fn is_own_page(address: &str) -> bool {
    let number = |prefix: &str| {
        let rest = address.strip_prefix(prefix);
        rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
    };
    matches!(address, "/" | "/kvitteringer" | "/leverandor")
        || number("/traad/")
        || number("/leverandor/")
}

fn quiet_word(order: &Order) -> &'static str {
    match order {
        Order::Leave => "Systemet er borte.",
        Order::ComeBack => "Systemet er tilbake.",
        Order::Receipts { .. } | Order::ReceiptsAs { .. } => "Valget gjelder fra nå.",
        Order::ReleaseReceipts => "Kvitteringene er sluppet.",
        _ => "Kvitteringen er gitt.",
    }
}

fn said(told: Result<Told, OrderRefused>, quiet: &str) -> String {
    let told = match told {
        Ok(told) => told,
        Err(refused) => return format!("Feil: {}", refused_words(refused)),
    };
    match told.posted {
        None => quiet.to_owned(),
        Some(Posted::Taken { .. }) => "Sendt. Plattformen har tatt imot.".to_owned(),
        Some(Posted::Refused { status, error }) => {
            format!("Feil: Plattformen svarte {status}. {error}").trim_end().to_owned()
        }
        Some(Posted::Unreachable) => "Feil: Plattformen svarte ikke.".to_owned(),
    }
}

fn refused_words(refused: OrderRefused) -> &'static str {
    match refused {
        OrderRefused::Away => "systemet er borte. Kom tilbake først.",
        OrderRefused::NoSuchThread => "samtalen finnes ikke her.",
        OrderRefused::NoSuchPatient => "pasienten finnes ikke her.",
        OrderRefused::NoSuchService => "tjenesten finnes ikke her.",
        OrderRefused::NoSuchEntry => "meldingen finnes ikke her.",
        OrderRefused::NoSuchCode => "koden er ukjent.",
        OrderRefused::Missing => "et felt mangler.",
        OrderRefused::TooLong => "teksten er for lang.",
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::order::{Order, Repeat};
    use super::read;

    #[test]
    fn a_form_becomes_an_order_and_a_way_back() {
        let body = b"act=list_contacts&tilbake=%2Ftraad%2F3&patient=kari&services=A&services=B";
        let order = Order::ListContacts {
            patient: "kari".to_owned(),
            services: vec!["A".to_owned(), "B".to_owned()],
        };
        assert_eq!(read(body), (Some(order), "/traad/3".to_owned()));
        let body = b"act=repeat&entry=4&how=same_bytes";
        let order = Order::Repeat { entry: 4, how: Repeat::SameBytes };
        assert_eq!(read(body), (Some(order), "/".to_owned()));
    }

    #[test]
    fn an_empty_field_is_no_field_and_a_way_out_is_no_way_back() {
        let body = b"act=answer&thread=t&text=en%0D%0Ato&author=&tilbake=https%3A%2F%2Fx.invalid";
        let order = Order::Answer {
            thread: "t".to_owned(),
            text: "en\nto".to_owned(),
            author: None,
            attachment: None,
        };
        assert_eq!(read(body), (Some(order), "/".to_owned()));
        assert_eq!(read(b"act=answer&thread=t&text=+").0, None);
        assert_eq!(read(b"act=ukjent").0, None);
    }
}
