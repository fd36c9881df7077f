//! What is new, and whom to write to.

use axum::extract::{Query, State};
use axum::response::Response;
use helsebro_actions::consent;
use helsebro_actions::dialog::{contacts, inbox};
use helsebro_actions::representation::switching;
use helsebro_domain::representation::Deed;
use helsebro_views::pages::citizen::{ActingHome, HelpedNews, Home, News, On};
use serde::Deserialize;

use super::acting::{helpers, waiting};
use super::shown;
use crate::error::WebError;
use crate::extract::Citizen;
use crate::page::Shell;
use crate::routes::{Route, citizen::Thread};
use crate::web::Web;

/// What the page is asked with.
#[derive(Deserialize)]
pub(super) struct Asked {
    /// There when she just went back to acting for herself.
    tilbake: Option<String>,
}

/// `GET /hjem`.
#[tracing::instrument(name = "web.citizen.home", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
    citizen: Citizen,
    shell: Shell,
) -> Result<Response, WebError> {
    let (acts, access) = (web.acts(), &citizen.access);
    let lines = match access.may(Deed::ReadThreads) {
        Ok(()) => inbox::list(acts, access, None).await?.lines,
        Err(_) => Vec::new(),
    };
    let unread = lines.into_iter().filter(|line| line.unread > 0);
    let contacts = match access.may(Deed::SeeContacts) {
        Ok(()) => contacts::list(acts, access).await?,
        Err(_) => Vec::new(),
    };
    let acting = acting(&web, &citizen).await?;
    shell.page(&Home {
        first_name: match &citizen.acting_for {
            Some(other) => other.given.clone(),
            None => citizen.given.clone(),
        },
        asks_anew: consent::asks_anew(acts, access).await?,
        is_back: asked.tilbake.is_some() && acting.is_none(),
        acting,
        asked: waiting(&web, &citizen).await?,
        helpers: helpers(&web, &citizen, shell.now().in_oslo().date).await?,
        helped: helped(&web, &citizen).await?,
        today: shell.now().in_oslo().date,
        news: unread
            .map(|line| News {
                href: Thread(line.thread).path(),
                unit: line.unit_name,
                topic: line.topic,
                at: line.last_at,
            })
            .collect(),
        contacts: shown::cards(&citizen, &contacts, shell.now()),
        switchboards: shell.switchboards(&web).await,
    })
}

/// What the page says of whom she acts for.
async fn acting(web: &Web, citizen: &Citizen) -> Result<Option<ActingHome>, WebError> {
    let Some(other) = &citizen.acting_for else { return Ok(None) };
    let Some(on) = On::of(citizen.access.basis()) else { return Ok(None) };
    let choices = switching::choices(web.acts(), &citizen.access).await?;
    let choice = choices.now.into_iter().find(|choice| choice.person == other.person);
    let last_day = choice.and_then(|choice| choice.last_day);
    Ok(Some(ActingHome { name: other.name.clone(), on, last_day }))
}

/// Those whom she helps, where there is something that she has not read.
async fn helped(web: &Web, citizen: &Citizen) -> Result<Vec<HelpedNews>, WebError> {
    if !citizen.access.is_own() {
        return Ok(Vec::new());
    }
    let news = switching::news(web.acts(), &citizen.access).await?;
    let row = |(choice, count): (switching::Choice, u32)| HelpedNews {
        value: choice.person.to_string(),
        name: choice.name,
        given: choice.given,
        count,
    };
    Ok(news.into_iter().map(row).collect())
}
