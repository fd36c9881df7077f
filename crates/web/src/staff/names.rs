//! How staff are shown: to all citizens of a unit (`/ansatt/enheten/navn`), and to the
//! citizen of one conversation (`…/navn`).

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::ActError;
use helsebro_actions::dialog::desk::names::{self, NewNames};
use helsebro_actions::dialog::desk::thread::{self, DeskView};
use helsebro_actions::parties::unit::{self, UnitChange};
use helsebro_domain::ids::ThreadId;
use helsebro_domain::parties::{MAX_NAME_REASON, NameReason, StaffNames};
use helsebro_views::pages::staff::{Faults, NamesFor, NamesPage, Saved, Wrong};
use serde::Deserialize;

use super::set_up::{self, Asked, SAVED};
use crate::error::WebError;
use crate::extract::{AtDesk, CheckedForm, PathId};
use crate::page::{Shell, see_with};
use crate::routes::{Route, staff};
use crate::web::Web;

/// Which way is chosen, and why.
#[derive(Deserialize)]
pub(super) struct NamesForm {
    #[serde(default)]
    names: String,
    #[serde(default)]
    reason: String,
}

/// Shows how staff are shown to the citizen of a conversation.
#[tracing::instrument(name = "web.staff.names", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(id): PathId<ThreadId>,
) -> Result<Response, WebError> {
    let view = thread::open(web.acts(), &at.desk, id).await?;
    let chosen = view.names_chosen.as_ref();
    let typed = chosen.map_or((None, String::new()), |it| (Some(it.names), it.reason.clone()));
    shell.page(&patients(&view, typed, Faults::default()))
}

/// Chooses it.
#[tracing::instrument(name = "web.staff.names", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(id): PathId<ThreadId>,
    CheckedForm(form): CheckedForm<NamesForm>,
) -> Result<Response, WebError> {
    let chosen = StaffNames::from_stored(&form.names);
    let new = match (chosen, NameReason::parse(&form.reason)) {
        (None, _) => NewNames::AsTheUnit,
        (Some(names), Some(reason)) => NewNames::Chosen(names, reason),
        (Some(_), None) => {
            let over = form.reason.trim().chars().count().saturating_sub(MAX_NAME_REASON);
            let wrong = if over > 0 { Wrong::TextTooLong(over) } else { Wrong::TextMissing };
            let view = thread::open(web.acts(), &at.desk, id).await?;
            let page = patients(&view, (chosen, form.reason), Faults(vec![("reason", wrong)]));
            return shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    match names::choose(web.acts(), &at.desk, id, &new).await {
        Ok(()) => Ok(see_with(&staff::Thread(id), "gjort=navn")),
        Err(error) => super::thread::meanwhile(&web, &at, &shell, id, error).await,
    }
}

fn patients(
    view: &DeskView,
    (chosen, reason): (Option<StaffNames>, String),
    faults: Faults,
) -> NamesPage {
    let id = view.thread.id;
    NamesPage {
        back: staff::Thread(id).path(),
        action: staff::Names(id).path(),
        about: NamesFor::Patient {
            given: view.given.clone(),
            units: view.unit.staff_names,
            reason,
            limit: MAX_NAME_REASON,
        },
        chosen,
        saved: Saved::No,
        locked: None,
        faults,
    }
}

/// Shows how staff are shown to the unit's citizens.
#[tracing::instrument(name = "web.staff.unit_names", skip_all)]
pub(super) async fn of_unit(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let page = units(&web, &at).await?;
    shell.page(&NamesPage { saved: asked.saved(), ..page })
}

/// Chooses it.
#[tracing::instrument(name = "web.staff.unit_names", skip_all)]
pub(super) async fn set_of_unit(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    CheckedForm(form): CheckedForm<NamesForm>,
) -> Result<Response, WebError> {
    let Some(chosen) = StaffNames::from_stored(&form.names) else {
        let page = units(&web, &at).await?;
        let faults = Faults(vec![("names", Wrong::NotChosen)]);
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return shell.page_with(status, &NamesPage { faults, ..page });
    };
    match unit::change(web.acts(), &at.desk, &UnitChange::Names(chosen)).await {
        Ok(_) => Ok(see_with(&staff::UnitNames, SAVED)),
        Err(ActError::Refused(_)) => {
            shell.page_with(StatusCode::FORBIDDEN, &units(&web, &at).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn units(web: &Web, at: &AtDesk) -> Result<NamesPage, WebError> {
    let found = unit::set_up(web.acts(), &at.desk).await?;
    Ok(NamesPage {
        back: staff::Unit.path(),
        action: staff::UnitNames.path(),
        chosen: Some(found.unit.staff_names),
        saved: Saved::No,
        locked: set_up::locked(&found),
        about: NamesFor::Unit(found.unit.name),
        faults: Faults::default(),
    })
}
