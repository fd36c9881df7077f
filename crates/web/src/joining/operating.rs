//! `/drift/virksomhet`: who operates the platform, and what is agreed with the association
//! (S1-0-d, S1-5.3-a).

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::{controllership, joining};
use helsebro_domain::controllership::Party;
use helsebro_domain::joining::{AssociationAgreement, OperatingBody, operated_on, operated_until};
use helsebro_domain::parties::OrgNumber;
use helsebro_views::pages::joining::{
    BodyView, OperatingForm, OperatingPage, ProvidersView, Wrong,
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
    number: String,
    from: String,
    document: String,
    agreed: String,
    first: String,
    last: String,
    org: String,
    until: String,
    signed: String,
}

/// Shows them.
#[tracing::instrument(name = "web.joining.operating", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtOperator,
    Query(done): Query<Done>,
    shell: Shell,
) -> Result<Response, WebError> {
    let mut page = page(&web, &at, Wrong::default()).await?;
    page.is_saved = done.gjort == "lagret";
    shell.page(&page)
}

/// Enters one.
#[tracing::instrument(name = "web.joining.operating", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtOperator,
    shell: Shell,
    CheckedForm(posted): CheckedForm<Posted>,
) -> Result<Response, WebError> {
    let entered = match posted.act.as_str() {
        "body" => body(&web, &at, &posted).await,
        "agreement" => agreement(&web, &at, &posted).await,
        "provider" => provider(&web, &at, &posted).await,
        _ => return Err(WebError::NotUnderstood(StatusCode::UNPROCESSABLE_ENTITY)),
    };
    match told::parted(entered)? {
        Ok(()) => Ok(see_with(&routes::Operating, "gjort=lagret")),
        Err(wrong) => {
            let mut page = page(&web, &at, wrong).await?;
            let Posted { name, number, from, document, agreed, first, last, .. } = posted;
            let Posted { org, until, signed, .. } = posted;
            page.form = OperatingForm {
                name,
                number,
                from,
                document,
                agreed,
                first,
                last,
                org,
                until,
                signed,
            };
            shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

async fn body(web: &Web, at: &AtOperator, posted: &Posted) -> Result<(), NotDone> {
    let number = OrgNumber::parse(posted.number.trim());
    let org_number = number.ok_or_else(|| Wrong::no_number("number"))?;
    let from = told::day_at("from", &posted.from)?;
    let said = |text: &String| text.trim().to_owned();
    let (name, document) = (said(&posted.name), said(&posted.document));
    let field = if name.is_empty() { "name" } else { "document" };
    let new = OperatingBody { name, org_number, from, document };
    let entered = joining::enter_operating_body(web.acts(), &at.access, &new).await;
    entered.map_err(told::at(field))
}

async fn agreement(web: &Web, at: &AtOperator, posted: &Posted) -> Result<(), NotDone> {
    let from = told::day_at("first", &posted.first)?;
    let last_day = match posted.last.trim() {
        "" => None,
        typed => Some(told::day_at("last", typed)?),
    };
    let document = posted.agreed.trim().to_owned();
    let new = AssociationAgreement { document, from, last_day };
    let entered = joining::enter_association_agreement(web.acts(), &at.access, &new).await;
    entered.map_err(told::at("agreed"))
}

async fn provider(web: &Web, at: &AtOperator, posted: &Posted) -> Result<(), NotDone> {
    let org = posted.org.parse().map_err(|_| WebError::NotFound)?;
    let until = told::day_at("until", &posted.until)?;
    let new = (org, until, posted.signed.as_str());
    let entered = joining::enter_providers_agreement(web.acts(), &at.access, new).await;
    let field = if posted.signed.trim().is_empty() { "signed" } else { "until" };
    entered.map_err(told::at(field))
}

async fn page(web: &Web, at: &AtOperator, wrong: Wrong) -> Result<OperatingPage, WebError> {
    let today = web.now().in_oslo().date;
    let (bodies, agreements) = joining::operating(web.acts()).await?;
    let signed = joining::providers_agreements(web.acts(), &at.access).await?;
    let names = controllership::names(web.acts()).await?;
    let providers = signed.into_iter().map(|one| ProvidersView {
        name: names.party(Party::Org(one.org)).name.unwrap_or_default(),
        days: (one.agreement.from, one.agreement.last_day.unwrap_or(one.agreement.from)),
        document: one.document,
    });
    let orgs = names.organisations.iter().map(|one| (one.id.to_string(), one.name.clone()));
    let current = operated_on(&bodies, today);
    let view = |body: &OperatingBody| BodyView {
        name: (body.name.clone(), body.org_number.as_str().to_owned()),
        from: body.from,
        last_day: operated_until(&bodies, body),
        document: body.document.clone(),
        is_current: current == Some(body),
    };
    Ok(OperatingPage {
        back: routes::Homes.path(),
        action: routes::Operating.path(),
        bodies: bodies.iter().map(view).collect(),
        agreements: agreements
            .into_iter()
            .map(|one| (one.document, one.from, one.last_day))
            .collect(),
        providers: providers.collect(),
        orgs: orgs.collect(),
        form: OperatingForm::default(),
        wrong,
        is_saved: false,
    })
}
