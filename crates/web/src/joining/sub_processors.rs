//! `/drift/underleverandorer`: new sub-processors, announced to the municipalities (§ 6.6).

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::joining::{self, ChangeRow};
use helsebro_domain::joining::{Objection, SubProcessor, earliest_use};
use helsebro_domain::time::Date;
use helsebro_views::pages::joining::{
    ChangeView, ObjectionView, SubProcessorForm, SubProcessorsPage, Wrong,
};
use serde::Deserialize;

use super::told::{self, Done, NotDone};
use crate::error::WebError;
use crate::extract::{AtOperator, CheckedForm};
use crate::page::{Shell, see_with};
use crate::routes::{Route, operator as routes};
use crate::web::Web;

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    act: String,
    name: String,
    place: String,
    task: String,
    from: String,
    change: String,
}

/// Shows them.
#[tracing::instrument(name = "web.joining.sub_processors", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtOperator,
    Query(done): Query<Done>,
    shell: Shell,
) -> Result<Response, WebError> {
    let mut page = page(&web, &at, Wrong::default()).await?;
    page.done = match done.gjort.as_str() {
        "varslet" => Some("joining-sub-announced-done"),
        "trukket" => Some("joining-sub-withdrawn-done"),
        _ => None,
    };
    shell.page(&page)
}

/// Announces one, or takes one back.
#[tracing::instrument(name = "web.joining.sub_processors", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtOperator,
    shell: Shell,
    CheckedForm(posted): CheckedForm<Posted>,
) -> Result<Response, WebError> {
    match told::parted(act(&web, &at, &posted).await)? {
        Ok(done) => Ok(see_with(&routes::SubProcessors, &format!("gjort={done}"))),
        Err(wrong) => {
            let mut page = page(&web, &at, wrong).await?;
            let Posted { name, place, task, from, .. } = posted;
            page.form = SubProcessorForm { name, place, task, from };
            shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

/// Does it, and says what was done.
async fn act(web: &Web, at: &AtOperator, posted: &Posted) -> Result<&'static str, NotDone> {
    let (acts, who) = (web.acts(), &at.access);
    match posted.act.as_str() {
        "announce" => {
            let from = told::day_at("from", &posted.from)?;
            let said = |text: &String| text.trim().to_owned();
            let new = SubProcessor {
                name: said(&posted.name),
                place: said(&posted.place),
                task: said(&posted.task),
            };
            let is_said = [&new.name, &new.place, &new.task].iter().all(|text| !text.is_empty());
            let field = if is_said { "from" } else { "name" };
            let announced = joining::announce_sub_processor(acts, who, (new, from)).await;
            announced.map_err(told::at(field))?;
            Ok("varslet")
        }
        "withdraw" => {
            let id = posted.change.parse().map_err(|_| WebError::NotFound)?;
            let withdrawn = joining::withdraw_sub_processor(acts, who, id).await;
            withdrawn.map_err(told::at("varslet"))?;
            Ok("trukket")
        }
        _ => Err(WebError::NotUnderstood(StatusCode::UNPROCESSABLE_ENTITY).into()),
    }
}

async fn page(web: &Web, at: &AtOperator, wrong: Wrong) -> Result<SubProcessorsPage, WebError> {
    let today = web.now().in_oslo().date;
    let announced = joining::announced_sub_processors(web.acts(), &at.access).await?;
    let row = |(row, held): &joining::AnnouncedSub| {
        let held = held.iter().map(|(home, one)| (home.legal_name(), objection(one)));
        (change(row, None, today), held.collect())
    };
    Ok(SubProcessorsPage {
        back: routes::Homes.path(),
        action: routes::SubProcessors.path(),
        rows: announced.iter().map(row).collect(),
        earliest: earliest_use(today),
        form: SubProcessorForm::default(),
        wrong,
        done: None,
    })
}

/// An announced sub-processor, as its pages show it, with what the reader's municipality
/// objects.
pub(super) fn change(row: &ChangeRow, held: Option<&Objection>, today: Date) -> ChangeView {
    let change = &row.change;
    let SubProcessor { name, place, task } = &change.new;
    let is_open = !change.is_withdrawn && today < change.from;
    ChangeView {
        value: row.id.to_string(),
        new: (name.clone(), place.clone(), task.clone()),
        announced_on: change.announced_on,
        from: change.from,
        state_key: match (change.is_withdrawn, is_open) {
            (true, _) => "joining-sub-withdrawn",
            (_, true) => "joining-sub-coming",
            _ => "joining-sub-in-use",
        },
        may_be_withdrawn: !change.is_withdrawn,
        may_object: is_open && !held.is_some_and(Objection::stands),
    }
}

/// What is objected, as its pages show it.
pub(super) fn objection(held: &Objection) -> ObjectionView {
    ObjectionView {
        made_on: held.made_on,
        reason: held.reason.clone(),
        withdrawn_on: held.withdrawn_on,
    }
}
