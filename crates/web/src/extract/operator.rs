//! An administrator at the operator, in its console (S1-5.1-e).

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use helsebro_actions::joining;
use helsebro_actions::parties::sessions::LiveWho;
use helsebro_domain::joining::OperatorAccess;

use crate::error::WebError;
use crate::session;
use crate::web::Web;

/// Whoever asks, as an administrator at the operator today.
#[derive(Clone, Copy)]
pub struct AtOperator {
    /// Her access; acts ask for it.
    pub access: OperatorAccess,
}

impl FromRequestParts<Web> for AtOperator {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, WebError> {
        let held = session::of(parts, web).await?.ok_or(WebError::LoginRequired)?;
        let LiveWho::Operator { staff, .. } = &held.live.who else {
            return Err(WebError::LoginRequired);
        };
        Ok(Self { access: joining::operator(web.acts(), *staff).await? })
    }
}
