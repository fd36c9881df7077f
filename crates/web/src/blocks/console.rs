//! `/kommune/stenginger`: those who decide.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::ActError;
use helsebro_actions::blocks::{self, Shown};
use helsebro_domain::blocks::{MAX_BLOCK_WORDS, Outcome};
use helsebro_domain::ids::BlockId;
use helsebro_domain::parties::ConsoleRole;
use helsebro_domain::refusals::ReasonCode;
use helsebro_views::pages::blocks::{BlockPage, BlockRow, BlocksPage, DecideForm};
use helsebro_views::pages::municipality::{Wrong, Wrongs};
use serde::Deserialize;

use super::{Saved, facts, stands};
use crate::error::WebError;
use crate::extract::{AtConsole, CheckedForm, PathId};
use crate::municipality::typed::{day, refused};
use crate::page::{Shell, see_with};
use crate::routes::{Route, municipality as routes};
use crate::web::Web;

/// What was filled in.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct DecisionForm {
    act: String,
    outcome: String,
    day: String,
    words: String,
}

/// Shows all.
#[tracing::instrument(name = "web.blocks", skip_all)]
pub(super) async fn list(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
) -> Result<Response, WebError> {
    let found = blocks::list(web.acts(), &at.access).await?;
    let row = |shown: Shown| BlockRow {
        href: routes::Block(shown.block.id).path(),
        unit: shown.unit.0.clone(),
        noticed_at: shown.block.noticed_at,
        stands: stands(&shown),
        person: Some(shown.person),
    };
    shell.page(&BlocksPage { rows: found.into_iter().map(row).collect() })
}

/// Shows one.
#[tracing::instrument(name = "web.block", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    PathId(id): PathId<BlockId>,
    Query(saved): Query<Saved>,
) -> Result<Response, WebError> {
    let page = context(&web, &at, id, DecisionForm::default()).await?;
    shell.page(&BlockPage { is_saved: saved.is_saved(), ..page })
}

/// Decides it, or lifts it.
#[tracing::instrument(name = "web.block.decide", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    PathId(id): PathId<BlockId>,
    CheckedForm(form): CheckedForm<DecisionForm>,
) -> Result<Response, WebError> {
    let done = if form.act == "lift" {
        blocks::lift(web.acts(), &at.access, id).await.map_err(|error| wrong("lift", error))
    } else {
        match outcome(&form) {
            Ok(outcome) => {
                let decision = (outcome, form.words.as_str());
                blocks::decide(web.acts(), &at.access, id, decision)
                    .await
                    .map_err(|error| wrong("decide", error))
            }
            Err(found) => Err(Ok(found)),
        }
    };
    let (field, wrong) = match done {
        Ok(()) => return Ok(see_with(&routes::Block(id), "gjort=lagret")),
        Err(wrong) => wrong?,
    };
    let page = context(&web, &at, id, form).await?;
    let is_shown = if field == "lift" { page.can_lift } else { page.form.is_some() };
    let page = BlockPage { wrongs: Wrongs::one(&field, is_shown, wrong), ..page };
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

type Found = (String, Wrong);

fn outcome(form: &DecisionForm) -> Result<Outcome, Found> {
    match form.outcome.as_str() {
        "blocked" => match day(&form.day) {
            Some(last_day) => Ok(Outcome::Blocked { last_day }),
            None => Err(("day".to_owned(), Wrong::NoDate)),
        },
        "not-blocked" => Ok(Outcome::NotBlocked),
        _ => Err(("outcome".to_owned(), Wrong::NotChosen)),
    }
}

/// What the rules say no to, at its field.
fn wrong(act: &str, error: ActError) -> Result<Found, WebError> {
    let code = match &error {
        ActError::Refused(refusal) => Some(refusal.code()),
        _ => None,
    };
    let field = match (act, code) {
        ("lift", _) => "lift",
        (_, Some(ReasonCode::ReasonTooShort | ReasonCode::ReasonTooLong)) => "words",
        (_, Some(ReasonCode::InvalidTransition)) => "day",
        _ => "outcome",
    };
    Ok((field.to_owned(), refused(error)?))
}

async fn context(
    web: &Web,
    at: &AtConsole,
    id: BlockId,
    form: DecisionForm,
) -> Result<BlockPage, WebError> {
    let shown = blocks::one(web.acts(), &at.access, id).await?;
    let may = at.access.is(ConsoleRole::Administrator);
    let is_open = shown.block.decided.is_none() && shown.block.lifted_at.is_none();
    let DecisionForm { outcome, day, words, .. } = form;
    Ok(BlockPage {
        back: routes::Blocks.path(),
        action: routes::Block(id).path(),
        facts: facts(&shown),
        form: (may && is_open).then_some(DecideForm {
            outcome,
            day,
            words,
            limit: MAX_BLOCK_WORDS,
        }),
        can_lift: may && shown.holds,
        person: shown.person,
        is_saved: false,
        wrongs: Wrongs::default(),
    })
}
