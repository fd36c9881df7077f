//! A text that could not be sent: never a wall (S1-2.1.1-a).

use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::dialog::{WaysOn, contacts, ways_on};
use helsebro_domain::ids::{ContactId, MunicipalityId, UnitId};
use helsebro_domain::refusals::Refusal;
use helsebro_views::pages::citizen::{Refused, Written};

use super::super::shown;
use crate::error::WebError;
use crate::extract::Citizen;
use crate::page::{Shell, support_code};
use crate::web::Web;

/// Refused to write to a contact: its phone and hours, others that can be written
/// to with the text taken along, and the switchboard.
pub(super) async fn to_contact(
    web: &Web,
    citizen: &Citizen,
    shell: &Shell,
    (contact, refusal): (ContactId, Refusal),
    written: Option<Written>,
) -> Result<Response, WebError> {
    let found = contacts::one(web.acts(), &citizen.access, contact).await?;
    let unit = (found.unit.id, found.contact.municipality);
    let ways = ways(web, citizen, unit).await?;
    let page = page(web, citizen, shell, (refusal, &ways), written);
    let but = Some(contact.to_string());
    let open_contacts = shown::open_cards(citizen, &ways, but.as_deref(), shell.now());
    shell.page_with(StatusCode::CONFLICT, &Refused { open_contacts, ..page })
}

/// Refused to write more in a conversation with a unit.
pub(super) async fn in_thread(
    web: &Web,
    citizen: &Citizen,
    shell: &Shell,
    (unit, refusal): ((UnitId, MunicipalityId), Refusal),
    written: Option<Written>,
) -> Result<Response, WebError> {
    let ways = ways(web, citizen, unit).await?;
    let page = page(web, citizen, shell, (refusal, &ways), written);
    shell.page_with(StatusCode::CONFLICT, &page)
}

async fn ways(
    web: &Web,
    citizen: &Citizen,
    (unit, municipality): (UnitId, MunicipalityId),
) -> Result<WaysOn, WebError> {
    Ok(ways_on(web.acts(), &citizen.access, Some(unit), Some(municipality)).await?)
}

fn page(
    web: &Web,
    citizen: &Citizen,
    shell: &Shell,
    (refusal, ways): (Refusal, &WaysOn),
    written: Option<Written>,
) -> Refused {
    let code = support_code(web.acts().dice());
    tracing::info!(name: "web.refused", code, reason = refusal.shown().as_str(), "refused");
    Refused {
        code: refusal.shown(),
        rules: refusal.rules().iter().map(|rule| (*rule).to_owned()).collect(),
        support_code: Some(code),
        written,
        unit: ways.unit.as_ref().map(|unit| shown::reach(unit, None, shell.now())),
        open_contacts: shown::open_cards(citizen, ways, None, shell.now()),
        switchboard: ways.municipality.as_ref().map(shown::switchboard),
    }
}
