//! `/meg/ansvar/flytting/{custody}`: her record goes to somebody else; she says no, or says
//! to whom (S2-3-e, pjl § 24).

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::ActError;
use helsebro_actions::controllership::custody::{self, Concerned};
use helsebro_domain::controllership::Party;
use helsebro_domain::ids::CustodyId;
use helsebro_domain::refusals::ReasonCode;
use helsebro_views::pages::citizen::Moving;
use serde::Deserialize;

use crate::error::WebError;
use crate::extract::{CheckedForm, Citizen, PathId};
use crate::municipality::told::covers;
use crate::page::{Shell, see_with};
use crate::routes::{Route, citizen as routes};
use crate::web::Web;

/// What was done just now, as the address says it.
#[derive(Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    gjort: String,
}

/// What she chose.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    choice: String,
}

/// Shows it.
#[tracing::instrument(name = "web.citizen.moving", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    citizen: Citizen,
    shell: Shell,
    PathId(id): PathId<CustodyId>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let page = page(&web, &citizen, id).await?;
    shell.page(&Moving { saved: asked.gjort == "lagret", ..page })
}

/// Stores what she chose.
#[tracing::instrument(name = "web.citizen.moving", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    citizen: Citizen,
    shell: Shell,
    PathId(id): PathId<CustodyId>,
    CheckedForm(typed): CheckedForm<Typed>,
) -> Result<Response, WebError> {
    let [not_chosen, not_now] = Moving::FAULTS;
    let named = match typed.choice.as_str() {
        "stay" => Some(None),
        text => Party::from_stored(text).map(Some),
    };
    let fault = match named {
        None => not_chosen,
        Some(named) => match custody::choose(web.acts(), &citizen.access, (id, named)).await {
            Ok(()) => return Ok(see_with(&routes::Moving(id), "gjort=lagret")),
            Err(ActError::Refused(refusal)) if refusal.code() == ReasonCode::InvalidTransition => {
                not_now
            }
            Err(error) => return Err(error.into()),
        },
    };
    let page = page(&web, &citizen, id).await?;
    let fault = shell.words(fault);
    let page = Moving { fault: Some(fault), chosen: typed.choice, ..page };
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn page(web: &Web, citizen: &Citizen, id: CustodyId) -> Result<Moving, WebError> {
    let all = custody::concerning(web.acts(), &citizen.access).await?;
    let found = all.into_iter().find(|one| one.row.plan.id == id).ok_or(WebError::NotFound)?;
    let Concerned { row, choice, declined, unwilling, directory } = found;
    let plan = &row.plan;
    let name = |party: Party| directory.party(party).name.unwrap_or_default();
    let is_over = declined.is_none() && (row.carried_out.is_some() || web.now() >= plan.at);
    let municipalities = directory.municipalities.iter().map(|one| Party::Municipality(one.id));
    let organisations = directory.organisations.iter().map(|one| Party::Org(one.id));
    let parties = municipalities
        .chain(organisations)
        .filter(|party| !is_over && !plan.from.contains(party) && !unwilling.contains(party))
        // Where the others' go is a choice only for her who had said no to it.
        .filter(|party| declined.is_some() || Some(*party) != plan.to)
        .map(|party| (party.to_stored(), name(party)));
    let from = plan.from.iter().map(|party| name(*party)).collect::<Vec<_>>().join(", ");
    let chosen = choice.filter(|_| declined.is_none()).map(|choice| match choice.named {
        Some(party) => party.to_stored(),
        None => "stay".to_owned(),
    });
    let hers = choice.and_then(|choice| choice.named).or(plan.to);
    Ok(Moving {
        back: routes::Responsible.path(),
        action: routes::Moving(id).path(),
        covers: covers(plan.scope.place, &directory),
        from,
        to: plan.to.map(name).unwrap_or_default(),
        day: plan.at.in_oslo().date,
        parties: parties.collect(),
        chosen: chosen.unwrap_or_default(),
        hers: row.carried_out.and(hers).map(name),
        declined: declined.map(name).zip(hers.map(name)),
        can_stay: row.carried_out.is_none(),
        saved: false,
        fault: None,
    })
}
