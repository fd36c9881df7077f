//! Somebody with a role in a municipality, in its console (S2-0-k).

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use helsebro_actions::controllership::console;
use helsebro_domain::parties::ConsoleAccess;

use super::StaffMember;
use crate::error::WebError;
use crate::web::Web;

/// Whoever asks, with the roles that she holds today in the municipality that she
/// signed in for.
#[derive(Clone)]
pub struct AtConsole {
    /// Her access; acts ask for it.
    pub access: ConsoleAccess,
    /// Who.
    pub member: StaffMember,
}

impl FromRequestParts<Web> for AtConsole {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, WebError> {
        let member = StaffMember::from_request_parts(parts, web).await?;
        let access = console::access(web.acts(), member.staff, member.municipality).await?;
        Ok(Self { access, member })
    }
}
