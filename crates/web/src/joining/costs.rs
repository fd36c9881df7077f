//! `/kommune/oppkobling/kostnader`: what the municipality is charged, and why (S1-4-a).

use axum::extract::State;
use axum::response::Response;
use helsebro_actions::joining::{self, ChargeLine};
use helsebro_actions::parties::staff;
use helsebro_domain::ids::StaffId;
use helsebro_views::pages::joining::{ChargeView, CostsPage};

use crate::error::WebError;
use crate::extract::AtConsole;
use crate::page::Shell;
use crate::routes::{Route, municipality as routes};
use crate::web::Web;

/// Shows it.
#[tracing::instrument(name = "web.joining.costs", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
) -> Result<Response, WebError> {
    let home = staff::municipality(web.acts(), at.access.municipality()).await?;
    let lines = joining::charges(web.acts(), &at.access).await?;
    shell.page(&CostsPage {
        back: routes::Joining.path(),
        home: home.legal_name(),
        rows: lines.iter().map(|line| view(line, None)).collect(),
    })
}

/// A line, as its pages show it.
pub(super) fn view(line: &ChargeLine, reader: Option<StaffId>) -> ChargeView {
    let row = &line.row;
    let charge = &row.charge;
    let clause = charge.line.clause.as_ref().map(|found| found.clause.clone());
    let approved = row.approved.map(|(_, on, due)| (on, due));
    ChargeView {
        value: row.id.to_string(),
        kind: charge.line.kind.as_str(),
        what: charge.what.clone(),
        ore: charge.line.amount.ore(),
        payee: charge.payee.as_str(),
        share: row.share,
        clause: clause.zip(row.clause_version.clone()),
        entered_by: line.entered_by.clone(),
        approved: line.approved_by.clone().zip(approved).map(|(name, (on, due))| (name, on, due)),
        is_own: reader == Some(row.entered.0),
    }
}
