//! `/kommune/ansvar/ny`: a new record of who delivers a service (S2-0-f).

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::controllership::deliveries::{self, How, NewDelivery};
use helsebro_actions::controllership::{Directory, directory};
use helsebro_domain::controllership::registering::{AgreementState, Kind};
use helsebro_domain::controllership::{Party, Place, RecordOperator};
use helsebro_domain::parties::{CareArea, ConsoleRole};
use helsebro_views::pages::municipality::{
    AgreementChoice, DeliveryForm, DeliveryPage, PlaceChoice, Wrong, Wrongs,
};
use serde::Deserialize;

use super::custodies::organisations;
use super::typed;
use crate::error::WebError;
use crate::extract::{AtConsole, CheckedForm};
use crate::page::{Shell, see_with};
use crate::routes::{Route, municipality as routes};
use crate::web::Web;

/// What is typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    place: String,
    how: String,
    basis: String,
    runs: String,
    under: String,
    first: String,
    last: String,
}

/// Shows the form.
#[tracing::instrument(name = "web.municipality.new_delivery", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
) -> Result<Response, WebError> {
    at.access.as_one(ConsoleRole::Administrator).map_err(WebError::Refused)?;
    shell.page(&page(&web, &at, (Typed::default(), Wrongs::default())).await?)
}

/// Enters it.
#[tracing::instrument(name = "web.municipality.new_delivery", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    CheckedForm(typed): CheckedForm<Typed>,
) -> Result<Response, WebError> {
    let wrongs = match read(&typed) {
        Err(wrongs) => wrongs,
        Ok(new) => match deliveries::enter(web.acts(), &at.access, new).await {
            Ok(_) => return Ok(see_with(&routes::Responsibility, "gjort=lagret")),
            Err(error) => {
                let wrong = typed::refused(error)?;
                let field = match &wrong {
                    Wrong::Refused(code) if code == "DELIVERY_OVERLAP" => "first",
                    Wrong::Refused(code) if code == "AGREEMENT_MISSING" => "basis",
                    Wrong::NotNow => "under",
                    _ => "how",
                };
                Wrongs(vec![(field.to_owned(), wrong)])
            }
        },
    };
    let page = page(&web, &at, (typed, wrongs)).await?;
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn read(typed: &Typed) -> Result<NewDelivery, Wrongs> {
    let place = typed::place(&typed.place);
    let agreement = typed.basis.parse().ok();
    let how = match (typed.how.as_str(), agreement) {
        ("OWN", _) => Ok(How::Own),
        ("OUTSOURCED", Some(agreement)) => Ok(How::Outsourced(agreement)),
        ("HOST", Some(agreement)) => Ok(How::Host(agreement)),
        ("TASK_COMMUNITY", Some(agreement)) => Ok(How::TaskCommunity(agreement)),
        ("OUTSOURCED" | "HOST" | "TASK_COMMUNITY", None) => {
            Err(("basis", Wrong::Refused("AGREEMENT_MISSING".to_owned())))
        }
        _ => Err(("how", Wrong::NotChosen)),
    };
    let days = typed::days((&typed.first, &typed.last));
    match (place, how, days) {
        (Some(place), Ok(how), Ok((first, last))) => Ok(NewDelivery {
            place,
            first,
            last,
            how,
            runs: runs(&typed.runs),
            under: Party::from_stored(&typed.under),
        }),
        (place, how, days) => {
            let place = place.is_none().then_some(("place", Wrong::NotChosen));
            let found = place.into_iter().chain(how.err()).chain(days.err());
            Err(Wrongs(found.map(|(field, wrong)| (field.to_owned(), wrong)).collect()))
        }
    }
}

/// Who runs the journal system.
fn runs(typed: &str) -> Option<RecordOperator> {
    match typed {
        "PROVIDER" => Some(RecordOperator::Provider),
        "MUNICIPALITY" => Some(RecordOperator::Municipality),
        other => Party::from_stored(other).map(RecordOperator::ThirdParty),
    }
}

async fn page(
    web: &Web,
    at: &AtConsole,
    (typed, wrongs): (Typed, Wrongs),
) -> Result<DeliveryPage, WebError> {
    let directory = directory(web.acts(), at.access.municipality()).await?;
    let agreements = directory
        .agreements
        .iter()
        .filter(|found| found.state == AgreementState::InForce)
        .filter_map(|found| {
            let how = match found.draft.kind {
                Kind::Service => "OUTSOURCED",
                Kind::Host => "HOST",
                Kind::TaskCommunity => "TASK_COMMUNITY",
                Kind::JointRecord => return None,
            };
            let names = found.draft.others.iter().filter_map(|party| directory.party(*party).name);
            Some(AgreementChoice {
                value: found.draft.id.to_string(),
                title: found.draft.title.clone(),
                parties: names.collect::<Vec<_>>().join(", "),
                how,
            })
        })
        .collect();
    Ok(DeliveryPage {
        back: routes::Responsibility.path(),
        action: routes::NewDelivery.path(),
        places: places(&directory),
        agreements,
        parties: organisations(&directory),
        begin: routes::Agreements.path(),
        form: DeliveryForm {
            place: typed.place,
            how: typed.how,
            agreement: typed.basis,
            runs: typed.runs,
            under: typed.under,
            first: typed.first,
            last: typed.last,
        },
        wrongs,
    })
}

/// Every part of the services that can be delivered in a way of its own.
pub(super) fn places(directory: &Directory) -> Vec<PlaceChoice> {
    let choice = |place: Place, unit: Option<&str>| PlaceChoice {
        value: typed::value_of(place),
        area: place.care_area().map(CareArea::code),
        unit: unit.map(str::to_owned),
    };
    let mut places = vec![choice(Place::Whole, None)];
    for area in CareArea::ALL {
        places.push(choice(Place::Area(area), None));
        let units = directory.units.iter().filter(|unit| unit.care_area == area);
        places.extend(units.map(|unit| choice(Place::Unit(area, unit.id), Some(&unit.name))));
    }
    places
}
