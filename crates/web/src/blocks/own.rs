//! `/meg/stenginger`: what she is told, and what she says to it.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::blocks::{self, Shown};
use helsebro_domain::blocks::{BlockState, MAX_BLOCK_WORDS};
use helsebro_domain::ids::BlockId;
use helsebro_views::pages::blocks::{BlockRow, OwnBlockPage, OwnBlocksPage};
use helsebro_views::pages::municipality::Wrongs;
use serde::Deserialize;

use super::{Saved, facts, stands};
use crate::error::WebError;
use crate::extract::{CheckedForm, Citizen, PathId};
use crate::municipality::typed::refused;
use crate::page::{Shell, see_with};
use crate::routes::{Route, citizen as routes};
use crate::web::Web;

/// What she wrote.
#[derive(Deserialize)]
pub(super) struct CommentForm {
    #[serde(default)]
    comment: String,
}

/// Shows them, to herself alone.
#[tracing::instrument(name = "web.citizen.blocks", skip_all)]
pub(super) async fn list(
    State(web): State<Web>,
    citizen: Citizen,
    shell: Shell,
) -> Result<Response, WebError> {
    let found = blocks::own(web.acts(), &citizen.access).await?;
    let row = |shown: &Shown| BlockRow {
        href: routes::Block(shown.block.id).path(),
        person: None,
        unit: shown.unit.0.clone(),
        noticed_at: shown.block.noticed_at,
        stands: stands(shown),
    };
    let rows = found.iter().map(row).collect();
    shell.page(&OwnBlocksPage { back: routes::Profile.path(), rows })
}

/// Shows one.
#[tracing::instrument(name = "web.citizen.block", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    citizen: Citizen,
    shell: Shell,
    PathId(id): PathId<BlockId>,
    Query(saved): Query<Saved>,
) -> Result<Response, WebError> {
    let page = context(&web, &citizen, id, String::new()).await?;
    shell.page(&OwnBlockPage { is_saved: saved.is_saved(), ..page })
}

/// Sends what she says to it.
#[tracing::instrument(name = "web.citizen.block.comment", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    citizen: Citizen,
    shell: Shell,
    PathId(id): PathId<BlockId>,
    CheckedForm(form): CheckedForm<CommentForm>,
) -> Result<Response, WebError> {
    let wrong = match blocks::comment(web.acts(), &citizen.access, (id, &form.comment)).await {
        Ok(()) => return Ok(see_with(&routes::Block(id), "gjort=lagret")),
        Err(error) => refused(error)?,
    };
    let page = context(&web, &citizen, id, form.comment).await?;
    let wrongs = Wrongs::one("comment", page.form.is_some(), wrong);
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &OwnBlockPage { wrongs, ..page })
}

async fn context(
    web: &Web,
    citizen: &Citizen,
    id: BlockId,
    typed: String,
) -> Result<OwnBlockPage, WebError> {
    let shown = blocks::own_one(web.acts(), &citizen.access, id).await?;
    let can_comment = shown.state == BlockState::Noticed && shown.comment.is_none();
    Ok(OwnBlockPage {
        back: routes::Blocks.path(),
        action: routes::Block(id).path(),
        facts: facts(&shown),
        form: can_comment.then_some(typed),
        limit: MAX_BLOCK_WORDS,
        is_saved: false,
        wrongs: Wrongs::default(),
    })
}
