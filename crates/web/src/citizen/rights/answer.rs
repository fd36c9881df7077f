//! `/meg/krav/{request}/svar/{part}`: the answer to a part, read or taken out.

use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use helsebro_actions::rights::{self, PartShown, RequestShown};
use helsebro_domain::ids::{RightsPartId, RightsRequestId};
use helsebro_domain::rights::AnswerAs;
use helsebro_views::pages::rights::{AnswerEntry, RightsAnswer};
use serde::Deserialize;

use crate::error::WebError;
use crate::extract::{Citizen, PathIds};
use crate::page::Shell;
use crate::rights::{AnswerFile, days, zip};
use crate::routes::{Route, citizen as routes};
use crate::web::Web;

/// In which form it is asked for.
#[derive(Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    som: String,
}

/// Shows it, or gives it out.
#[tracing::instrument(name = "web.citizen.rights.answer", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
    citizen: Citizen,
    shell: Shell,
    PathIds(request, part): PathIds<RightsRequestId, RightsPartId>,
) -> Result<Response, WebError> {
    let (shown, part) = rights::answer(web.acts(), &citizen.access, (request, part)).await?;
    match asked.som.as_str() {
        "json" => {
            let to_parent = shell.words("rights-to-parent");
            let json = AnswerFile::of(&shown, &part, &to_parent).json()?;
            Ok(file("application/json; charset=utf-8", "svar.json", json.into_bytes()))
        }
        "zip" => {
            let (page, frame) = (page(&shown, &part), shell.frame().clone());
            let zip = zip(&web, (&shown, &part), page, frame).await?;
            Ok(file("application/zip", "svar.zip", zip))
        }
        _ => shell.page(&page(&shown, &part)),
    }
}

fn file(kind: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers =
        [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    (headers, bytes).into_response()
}

fn page(shown: &RequestShown, part: &PartShown) -> RightsAnswer {
    let in_full = shown.answer_as == AnswerAs::InFull;
    let complaints = shown.kind.complaints();
    let answered_at = part.answered_at.unwrap_or(shown.sent_at);
    let here = routes::RightsAnswer(shown.id, part.id).path();
    let entries = part.entries.iter().map(|entry| AnswerEntry {
        at: entry.at,
        by_citizen: entry.by_citizen,
        words: entry.words.clone(),
        event: entry.event,
    });
    RightsAnswer {
        back: routes::RightsRequest(shown.id).path(),
        kind: shown.kind,
        wish: shown.wish,
        place: shown.place.clone(),
        by: part.answered_by.and_then(|party| shown.directory.party(party).name),
        reference: shown.reference.clone(),
        sent_at: shown.sent_at,
        days: if in_full { days(&part.written, shown.sent_at) } else { Vec::new() },
        answered_at,
        outcome: part.outcome().filter(|_| in_full),
        words: part.answer.clone().filter(|_| in_full).unwrap_or_default(),
        legal_reference: part.legal_reference.clone().filter(|_| in_full),
        entries: entries.filter(|_| in_full).collect(),
        complaints: complaints.to.to_vec(),
        complain_by: complaints.expires_on(answered_at, part.told_at),
        complain_weeks: complaints.weeks,
        zip: format!("{here}?som=zip"),
        json: format!("{here}?som=json"),
    }
}
