//! Taking it back; what happens is told before it is done (L-GDPR-7).

use axum::extract::State;
use axum::response::Response;
use helsebro_actions::consent;
use helsebro_domain::consent::Portal;
use helsebro_views::pages::citizen::WithdrawConsent;

use super::responsible;
use crate::error::WebError;
use crate::extract::{CheckedForm, Citizen, NoFields};
use crate::page::{Shell, see, see_with};
use crate::routes::citizen as routes;
use crate::web::Web;

/// `GET /meg/samtykke/trekk-tilbake`.
#[tracing::instrument(name = "web.citizen.consent.withdraw", skip_all)]
pub(in crate::citizen) async fn get(
    State(web): State<Web>,
    citizen: Citizen,
    shell: Shell,
) -> Result<Response, WebError> {
    let standing = consent::standing(web.acts(), &citizen.access).await?;
    if !matches!(standing.portal, Portal::Active(_)) {
        return Ok(see(&routes::Consent));
    }
    let responsible = responsible(&standing);
    shell.page(&WithdrawConsent { grants: standing.grants, responsible })
}

/// `POST /meg/samtykke/trekk-tilbake`. Doing it twice does it once.
#[tracing::instrument(name = "web.citizen.consent.withdraw.post", skip_all)]
pub(in crate::citizen) async fn post(
    State(web): State<Web>,
    citizen: Citizen,
    shell: Shell,
    CheckedForm(_): CheckedForm<NoFields>,
) -> Result<Response, WebError> {
    let standing = consent::standing(web.acts(), &citizen.access).await?;
    if matches!(standing.portal, Portal::Active(_)) {
        consent::withdraw(web.acts(), &citizen.access, shell.language().tag()).await?;
    }
    Ok(see_with(&routes::Consent, "gjort=trukket"))
}
