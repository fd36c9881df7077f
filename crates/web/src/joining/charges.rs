//! `/drift/kommuner/{municipality}/fakturagrunnlag`: what a municipality is charged, line by
//! line (S1-4-a, S1-5.2-e).

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::joining::{self, TypedCharge, TypedCost};
use helsebro_domain::ids::MunicipalityId;
use helsebro_domain::joining::{Amount, CostKind, Payee};
use helsebro_views::pages::joining::{ChargeForm, ChargesPage, Wrong};
use serde::Deserialize;

use super::costs::view;
use super::told::{self, Done, NotDone};
use crate::error::WebError;
use crate::extract::{AtOperator, CheckedForm, PathId};
use crate::page::{Shell, see_with};
use crate::routes::{Route, operator as routes};
use crate::web::Web;

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    act: String,
    kind: String,
    payee: String,
    what: String,
    amount: String,
    clause: String,
    key: String,
    quarter: String,
    charge: String,
}

/// Shows them.
#[tracing::instrument(name = "web.joining.charges", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtOperator,
    PathId(id): PathId<MunicipalityId>,
    Query(done): Query<Done>,
    shell: Shell,
) -> Result<Response, WebError> {
    let mut page = page(&web, &at, id, Wrong::default()).await?;
    page.done = match done.gjort.as_str() {
        "fort" => Some("joining-charge-entered-done"),
        "godkjent" => Some("joining-charge-approved-done"),
        "kastet" => Some("joining-charge-discarded-done"),
        _ => None,
    };
    shell.page(&page)
}

/// Enters, approves or discards one.
#[tracing::instrument(name = "web.joining.charges", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtOperator,
    PathId(id): PathId<MunicipalityId>,
    shell: Shell,
    CheckedForm(posted): CheckedForm<Posted>,
) -> Result<Response, WebError> {
    match told::parted(act(&web, &at, id, &posted).await)? {
        Ok(done) => Ok(see_with(&routes::Charges(id), &format!("gjort={done}"))),
        Err(wrong) => {
            let mut page = page(&web, &at, id, wrong).await?;
            let Posted { kind, payee, what, amount, clause, key, quarter, .. } = posted;
            page.form = ChargeForm { kind, payee, what, amount, clause, key, quarter };
            shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

/// Does it, and says what was done.
async fn act(
    web: &Web,
    at: &AtOperator,
    id: MunicipalityId,
    posted: &Posted,
) -> Result<&'static str, NotDone> {
    match posted.act.as_str() {
        "enter" => {
            enter(web, at, id, posted).await?;
            Ok("fort")
        }
        "approve" => {
            let charge = posted.charge.parse().map_err(|_| WebError::NotFound)?;
            let approved = joining::approve_charge(web.acts(), &at.access, (id, charge)).await;
            approved.map_err(told::at("linjer"))?;
            Ok("godkjent")
        }
        "discard" => {
            let charge = posted.charge.parse().map_err(|_| WebError::NotFound)?;
            let discarded = joining::discard_charge(web.acts(), &at.access, (id, charge)).await;
            discarded.map_err(told::at("linjer"))?;
            Ok("kastet")
        }
        _ => Err(WebError::NotUnderstood(StatusCode::UNPROCESSABLE_ENTITY).into()),
    }
}

async fn enter(
    web: &Web,
    at: &AtOperator,
    id: MunicipalityId,
    posted: &Posted,
) -> Result<(), NotDone> {
    let kind = CostKind::from_stored(&posted.kind);
    let Some((kind, payee)) = kind.zip(Payee::from_stored(&posted.payee)) else {
        return Err(WebError::NotUnderstood(StatusCode::UNPROCESSABLE_ENTITY).into());
    };
    let cost = if kind == CostKind::StatutoryShare {
        let key = told::key(&posted.key).ok_or_else(|| Wrong::no_amount("key"))?;
        TypedCost::Share { key, day: told::day_at("quarter", &posted.quarter)? }
    } else {
        let ore = told::amount(&posted.amount).ok_or_else(|| Wrong::no_amount("amount"))?;
        TypedCost::Other(kind, Amount::from_ore(ore))
    };
    let typed = TypedCharge { cost, payee, what: &posted.what, clause: &posted.clause };
    let entered = joining::enter_charge(web.acts(), &at.access, (id, typed)).await;
    entered.map(|_| ()).map_err(told::at("kind"))
}

async fn page(
    web: &Web,
    at: &AtOperator,
    id: MunicipalityId,
    wrong: Wrong,
) -> Result<ChargesPage, WebError> {
    let (home, lines) = joining::charges_of(web.acts(), &at.access, id).await?;
    let own = at.access.staff();
    Ok(ChargesPage {
        back: routes::Home(id).path(),
        action: routes::Charges(id).path(),
        home: home.legal_name(),
        rows: lines.iter().map(|line| view(line, Some(own))).collect(),
        kinds: CostKind::ALL.map(CostKind::as_str).to_vec(),
        payees: [Payee::Operator, Payee::Association].map(Payee::as_str).to_vec(),
        form: ChargeForm::default(),
        wrong,
        done: None,
    })
}
