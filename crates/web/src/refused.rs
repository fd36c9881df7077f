//! The page for a refusal that the asker may know the reason of.
//!
//! Where a handler knows more (what was written, which unit), it draws the page
//! itself; this is for the rest.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Response;
use helsebro_actions::parties::staff::workplaces;
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_views::pages::staff::RefusedWhat;
use helsebro_views::pages::{citizen, staff};

use crate::error::WebError;
use crate::extract::StaffMember;
use crate::page::Shell;
use crate::routes::{self, Route};
use crate::web::Web;

pub(crate) async fn page(
    web: &Web,
    shell: &Shell,
    parts: &mut Parts,
    (refusal, code): (Refusal, &str),
) -> Result<Response, WebError> {
    let path = parts.uri.path();
    if path.starts_with("/ansatt") || path.starts_with("/kommune") || path.starts_with("/drift") {
        let what = what(web, parts, refusal).await?;
        let back = routes::staff::WorkList.path();
        let (trace, code) = (Some(code.to_owned()), refusal.shown().to_string());
        return shell.page(&staff::Refused { what, code, trace, back });
    }
    shell.page(&citizen::Refused {
        code: refusal.shown(),
        rules: refusal.rules().iter().map(|rule| (*rule).to_owned()).collect(),
        support_code: Some(code.to_owned()),
        written: None,
        unit: None,
        open_contacts: Vec::new(),
        switchboard: None,
    })
}

async fn what(web: &Web, parts: &mut Parts, refusal: Refusal) -> Result<RefusedWhat, WebError> {
    Ok(match refusal.shown() {
        ReasonCode::StaffNotAuthorised => not_authorised(web, parts).await?,
        ReasonCode::NoServiceNeed | ReasonCode::EmergencyNotAllowed => RefusedWhat::NoServiceNeed,
        ReasonCode::VedtakNotAllowedInDialog => RefusedWhat::Decision,
        ReasonCode::NotARecipientOfService => RefusedWhat::NotARecipient,
        ReasonCode::ContentDestroyed => RefusedWhat::Destroyed,
        _ => RefusedWhat::ChangedMeanwhile { open: routes::staff::WorkList.path() },
    })
}

/// Which authorisation has ended, and whether there is another to work under.
async fn not_authorised(web: &Web, parts: &mut Parts) -> Result<RefusedWhat, WebError> {
    let member = StaffMember::from_request_parts(parts, web).await?;
    let places = workplaces(web.acts(), member.staff).await?;
    let today = web.now().in_oslo().date;
    let past = places.iter().filter(|place| place.authorisation.last_day < today);
    let ended = past.max_by_key(|place| place.authorisation.last_day);
    let another = places.iter().any(|place| place.holds);
    Ok(RefusedWhat::NotAuthorised {
        unit: ended.map(|place| place.unit.name.clone()),
        ended: ended.map(|place| place.authorisation.last_day),
        choose_unit: another.then(|| routes::staff::ChooseUnit.path()),
    })
}
