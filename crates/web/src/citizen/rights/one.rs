//! `/meg/krav/{request}`: one request with all its parts.

use axum::extract::{Query, State};
use axum::response::Response;
use helsebro_actions::rights::{self, PartShown, RequestShown};
use helsebro_domain::ids::RightsRequestId;
use helsebro_domain::rights::AnswerAs;
use helsebro_views::pages::rights::{HappenedLine, MineDone, PartCard, PartState, RightsRequest};
use serde::Deserialize;

use crate::error::WebError;
use crate::extract::{CheckedForm, Citizen, PathId};
use crate::page::{Shell, see_with};
use crate::rights::{days, erasure_of, key_of, names, used_from};
use crate::routes::{Route, citizen as routes};
use crate::web::Web;

/// What the page is asked with.
#[derive(Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    gjort: String,
}

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    act: String,
    part: String,
}

/// Shows it.
#[tracing::instrument(name = "web.citizen.rights.one", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
    citizen: Citizen,
    shell: Shell,
    PathId(id): PathId<RightsRequestId>,
) -> Result<Response, WebError> {
    let shown = rights::one(web.acts(), &citizen.access, id).await?;
    let done = match asked.gjort.as_str() {
        "sendt" => MineDone::Sent,
        "videre" => MineDone::SentOn,
        "trukket" => MineDone::Withdrawn,
        "opphevet" => MineDone::Lifted,
        _ => MineDone::Nothing,
    };
    shell.page(&page(&shown, done))
}

/// Takes it back, lets be shared again, or sends a part on.
#[tracing::instrument(name = "web.citizen.rights.change", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    citizen: Citizen,
    PathId(id): PathId<RightsRequestId>,
    CheckedForm(posted): CheckedForm<Posted>,
) -> Result<Response, WebError> {
    let (acts, access) = (web.acts(), &citizen.access);
    let done = match posted.act.as_str() {
        "send-on" => {
            let part = posted.part.parse().map_err(|_| WebError::NotFound)?;
            rights::send_on(acts, access, (id, part)).await?;
            "gjort=videre"
        }
        "lift" => {
            rights::lift(acts, access, id).await?;
            "gjort=opphevet"
        }
        _ => {
            rights::withdraw(acts, access, id).await?;
            "gjort=trukket"
        }
    };
    Ok(see_with(&routes::RightsRequest(id), done))
}

fn page(shown: &RequestShown, done: MineDone) -> RightsRequest {
    RightsRequest {
        action: routes::RightsRequest(shown.id).path(),
        kind: shown.kind,
        wish: shown.wish,
        place: shown.place.clone(),
        sent_at: shown.sent_at,
        reference: shown.reference.clone(),
        words: shown.words.clone(),
        parts: shown.parts.iter().enumerate().map(|(at, part)| card(shown, part, at + 1)).collect(),
        happened: shown
            .happened
            .iter()
            .map(|one| HappenedLine {
                at: one.at,
                key: key_of(one.what, one.by.is_some()),
                by: one.by.and_then(|party| shown.directory.party(party).name),
            })
            .collect(),
        done,
        is_opposed: shown.is_opposed,
        is_restricted: !shown.restricted.is_empty(),
        used_from: used_from(&shown.restricted),
        receiver: shown.transfer_to.and_then(|party| shown.directory.party(party).name),
    }
}

fn card(shown: &RequestShown, part: &PartShown, number: usize) -> PartCard {
    let in_full = shown.answer_as == AnswerAs::InFull;
    let answer = routes::RightsAnswer(shown.id, part.id).path();
    let is_answered = part.answered_at.is_some();
    PartCard {
        value: part.id.to_string(),
        number,
        days: days(&part.written, shown.sent_at),
        names: names(&part.part.holders, &shown.directory),
        state: PartState(part.part.state),
        due_on: part.part.clock.map(|clock| clock.due_on()),
        // To a parent of a youth nothing is told but the day (RRX-5).
        reason: part.reason.clone().filter(|_| in_full),
        responsible: names(part.responsible(), &shown.directory),
        outcome: part.outcome().filter(|_| in_full),
        answered_at: part.answered_at,
        entries: (in_full && shown.kind.gives_a_copy() && is_answered)
            .then_some(part.entries.len()),
        file: is_answered.then(|| format!("{answer}?som=zip")),
        answer: is_answered.then_some(answer),
        erasure: erasure_of(shown, part.id).filter(|_| in_full),
    }
}
