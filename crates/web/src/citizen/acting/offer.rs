//! Offering a power of attorney, taking the offer back, and answering one.

use axum::extract::State;
use axum::response::Response;
use helsebro_actions::representation::asking::{self, Decision};
use helsebro_domain::ids::RequestId;
use helsebro_domain::representation::Direction;
use helsebro_views::pages::citizen::{Begun, GrantAsked};

use super::ask::{Answer, Over, Typed, answer_page, blank, looked_over, waits};
use crate::error::WebError;
use crate::extract::{CheckedForm, Citizen, NoFields, PathId};
use crate::page::{Shell, see, see_with};
use crate::routes::{Route, citizen as routes};
use crate::web::Web;

/// `GET /meg/fullmakter/gi`.
#[tracing::instrument(name = "web.citizen.offer", skip_all)]
pub(super) async fn get(citizen: Citizen, shell: Shell) -> Result<Response, WebError> {
    blank(&citizen, &shell, Begun::Offered)
}

/// `POST /meg/fullmakter/gi`. Whoever's number it is, the answer is the same.
#[tracing::instrument(name = "web.citizen.offer.post", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    citizen: Citizen,
    shell: Shell,
    CheckedForm(typed): CheckedForm<Typed>,
) -> Result<Response, WebError> {
    match looked_over(&web, &shell, &typed, Begun::Offered)? {
        Over::Page(page) => Ok(page),
        Over::Sent(number, terms) => {
            asking::offer(web.acts(), &citizen.access, &number, terms).await?;
            Ok(see(&routes::GrantOffered))
        }
    }
}

/// `GET /meg/fullmakter/tilbudt`.
#[tracing::instrument(name = "web.citizen.offered", skip_all)]
pub(super) async fn offered(_citizen: Citizen, shell: Shell) -> Result<Response, WebError> {
    shell.page(&GrantAsked { begun: Begun::Offered })
}

/// `GET /meg/fullmakter/tilbud/{request}`.
#[tracing::instrument(name = "web.citizen.grant_offer", skip_all)]
pub(super) async fn one(
    State(web): State<Web>,
    citizen: Citizen,
    PathId(id): PathId<RequestId>,
    shell: Shell,
) -> Result<Response, WebError> {
    let found = waits(&web, &citizen, (id, Direction::Offered)).await?;
    shell.page(&answer_page(found, Begun::Offered, routes::GrantOffer(id).path()))
}

/// `POST /meg/fullmakter/tilbud/{request}`.
#[tracing::instrument(name = "web.citizen.grant_offer.answer", skip_all)]
pub(super) async fn answer(
    State(web): State<Web>,
    citizen: Citizen,
    PathId(id): PathId<RequestId>,
    CheckedForm(answer): CheckedForm<Answer>,
) -> Result<Response, WebError> {
    let decision = answer.decision();
    asking::answer_offer(web.acts(), &citizen.access, id, decision).await?;
    let done = if decision == Decision::Grant { "gjort=mottatt" } else { "gjort=nei" };
    Ok(see_with(&routes::Helpers, done))
}

/// `POST /meg/fullmakter/tilbud/{request}/trekk`.
#[tracing::instrument(name = "web.citizen.grant_offer.take_back", skip_all)]
pub(super) async fn take_back(
    State(web): State<Web>,
    citizen: Citizen,
    PathId(id): PathId<RequestId>,
    CheckedForm(_): CheckedForm<NoFields>,
) -> Result<Response, WebError> {
    asking::take_back(web.acts(), &citizen.access, id).await?;
    Ok(see_with(&routes::Helpers, "gjort=trukket"))
}
