//! A citizen who is signed in (S1-2.1-c).

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use helsebro_actions::parties::sessions::{ActingFor, Live, LiveWho};
use helsebro_domain::representation::{CitizenAccess, Reach};

use crate::error::WebError;
use crate::routes::Route;
use crate::routes::citizen::{Consent, SignOutEverywhere};
use crate::session::{self, Held};
use crate::web::Web;

/// The citizen who asks. There is none without a session at level high.
pub struct Citizen {
    /// The right that the session gives; acts ask for it.
    pub access: CitizenAccess,
    /// Full name.
    pub name: String,
    /// Given name, for what is said to herself.
    pub given: String,
    /// Whom she acts for now, when not for herself.
    pub acting_for: Option<ActingFor>,
    pub(crate) held: Arc<Held>,
}

impl Citizen {
    /// The session.
    pub fn live(&self) -> &Live {
        &self.held.live
    }
}

/// Whether a page is for those too who have not said yes to anything.
fn is_before_consent(path: &str) -> bool {
    let consent = Consent.path();
    path == consent || path.starts_with(&format!("{consent}/")) || path == SignOutEverywhere.path()
}

impl FromRequestParts<Web> for Citizen {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, WebError> {
        let held = session::of(parts, web).await?.ok_or(WebError::LoginRequired)?;
        match &held.live.who {
            LiveWho::Citizen { lost: Some(lost), .. } => Err(WebError::RightLost(lost.clone())),
            LiveWho::Citizen { access, .. }
                if access.reach() == Reach::Nothing && !is_before_consent(parts.uri.path()) =>
            {
                Err(WebError::ConsentMissing)
            }
            LiveWho::Citizen { access, name, given, acting_for, .. } => {
                let (access, acting_for) = (*access, acting_for.clone());
                let (name, given) = (name.clone(), given.clone());
                Ok(Self { access, name, given, acting_for, held })
            }
            LiveWho::Staff { .. } | LiveWho::Operator { .. } => Err(WebError::LoginRequired),
        }
    }
}
