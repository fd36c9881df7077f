//! How messages that come are receipted.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::super::office::Office;
use super::super::order::{ReceiptAnswer, ReceiptForm};
use super::super::seen::{Presence, ReceiptSeen};
use super::forms::{self, Need};
use super::layout::{self, Here, Page};
use super::{answer, words};

const HERE: &str = "/kvitteringer";

/// The answers with their names in orders.
pub(super) const ANSWERS: [(&str, ReceiptAnswer); 6] = [
    ("ok", ReceiptAnswer::Ok),
    ("held", ReceiptAnswer::Held),
    ("rejected", ReceiptAnswer::Rejected),
    ("error_in_part", ReceiptAnswer::ErrorInPart),
    ("withheld", ReceiptAnswer::Withheld),
    ("twice", ReceiptAnswer::Twice),
];

/// The fields that choose an answer.
pub(super) fn choose(prefix: &str) -> String {
    let options: Vec<(&str, &str)> =
        ANSWERS.iter().map(|(name, held)| (*name, words::answer(*held))).collect();
    let label = "Kode når noe avvises, som E35 eller T02";
    [
        forms::choice(&format!("{prefix}-svar"), "answer", "Kvittering", &options),
        forms::line(&format!("{prefix}-kode"), "code", label, "", Need::Optional),
    ]
    .concat()
}

pub(super) async fn show(State(office): State<Arc<Office>>) -> Response {
    let seen = office.seen();
    let next = seen.next_receipt.map_or_else(
        || "som de andre".to_owned(),
        |next| format!("<strong>{}</strong>", words::answer(next)),
    );
    let (form, other, change) = match seen.receipts_as {
        ReceiptForm::Xml => ("XML", "json", "Send dem som JSON"),
        ReceiptForm::Json => ("JSON", "xml", "Send dem som XML"),
    };
    let held = seen.entries.iter().filter(|entry| entry.receipt == ReceiptSeen::Held).count();
    let release = match (held, seen.presence) {
        (0, _) => "<p>Ingen kvitteringer holdes tilbake.</p>".to_owned(),
        (_, Presence::Away) => {
            "<p>Kvitteringer holdes tilbake. Kom tilbake for å slippe dem.</p>".to_owned()
        }
        (held, _) => forms::button(
            "release_receipts",
            HERE,
            &[],
            &format!("Slipp {held} som holdes tilbake"),
        ),
    };
    let lasting = [("next", "Bare neste melding"), ("all", "Alle meldinger fra nå")];
    let fields =
        [choose("regel"), forms::choice("regel-hvor", "lasting", "Gjelder", &lasting)].concat();
    let body = format!(
        "<h1>Kvitteringer</h1>\n{}\n<section><h2>Slik kvitteres det nå</h2>\n\
         <dl><dt>Alle meldinger</dt><dd><strong>{}</strong></dd><dt>Neste melding</dt>\
         <dd>{next}</dd><dt>Sendes som</dt><dd>{form}</dd></dl>\n<div class=\"row\">{}{release}\
         </div></section>\n<section><h2>Velg noe annet</h2>\n{}</section>",
        layout::bar(&office, HERE),
        words::answer(seen.receipts),
        forms::button("receipts_as", HERE, &[("form", other)], change),
        forms::form("receipts", HERE, &fields, "Bruk dette"),
    );
    let page = Page { title: "Kvitteringer", here: Here::Receipts, body };
    answer(StatusCode::OK, page.html(&office))
}
