//! A member of staff who is signed in, and the desk where she works (S1-2.1-b).

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use helsebro_actions::parties::sessions::{Live, LiveWho};
use helsebro_actions::parties::staff::{self, Workplace};
use helsebro_domain::dialog::Desk;
use helsebro_domain::ids::{MunicipalityId, StaffId};
use helsebro_domain::parties::Unit;
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_views::MoreUnits;

use crate::error::WebError;
use crate::session::{self, Crumb, Held};
use crate::web::Web;

/// The member of staff who asks, wherever she works.
#[derive(Clone)]
pub struct StaffMember {
    /// Who.
    pub staff: StaffId,
    /// For which municipality she signed in.
    pub municipality: MunicipalityId,
    /// Full name.
    pub name: String,
    /// Title, as in «sykepleier».
    pub title: String,
    held: Arc<Held>,
}

impl StaffMember {
    /// The session.
    pub fn live(&self) -> &Live {
        &self.held.live
    }
}

impl FromRequestParts<Web> for StaffMember {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, WebError> {
        let held = session::of(parts, web).await?.ok_or(WebError::LoginRequired)?;
        match &held.live.who {
            LiveWho::Staff { staff, municipality, name, title } => Ok(Self {
                staff: *staff,
                municipality: *municipality,
                name: name.clone(),
                title: title.clone(),
                held,
            }),
            LiveWho::Citizen { .. } | LiveWho::Operator { .. } => Err(WebError::LoginRequired),
        }
    }
}

/// The desk of the unit that a member of staff works at now.
///
/// The unit is the one she chose last, if she is authorised there today; else the
/// first where she is.
#[derive(Clone)]
pub struct AtDesk {
    /// The desk; acts ask for it.
    pub desk: Desk,
    /// Its unit.
    pub unit: Unit,
    /// Who.
    pub member: StaffMember,
    /// Whether she is authorised at more units today.
    pub more_units: MoreUnits,
}

impl FromRequestParts<Web> for AtDesk {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, WebError> {
        // A page asks twice: its handler, and the header of the page.
        if let Some(found) = parts.extensions.get::<Self>() {
            return Ok(found.clone());
        }
        let member = StaffMember::from_request_parts(parts, web).await?;
        let places = staff::workplaces(web.acts(), member.staff).await?;
        let chosen = Crumb::Unit.read(web, &parts.headers);
        let place = pick(&places, chosen.as_deref()).ok_or_else(nowhere)?;
        let at = Self {
            desk: staff::desk(web.acts(), member.staff, place.unit.id).await?,
            unit: place.unit.clone(),
            more_units: match places.iter().filter(|place| place.holds).count() {
                0 | 1 => MoreUnits::No,
                _ => MoreUnits::Yes,
            },
            member,
        };
        parts.extensions.insert(at.clone());
        Ok(at)
    }
}

/// The place chosen when it holds, else the first that holds. When none does, the
/// first of all: the act that is asked for its desk then refuses and logs it.
fn pick<'a>(places: &'a [Workplace], chosen: Option<&str>) -> Option<&'a Workplace> {
    let holds = || places.iter().filter(|place| place.holds);
    holds()
        .find(|place| chosen.is_some_and(|chosen| place.unit.id.to_string() == chosen))
        .or_else(|| holds().next())
        .or_else(|| places.first())
}

const fn nowhere() -> WebError {
    WebError::Refused(Refusal::told(ReasonCode::StaffNotAuthorised, &["S1-2.1-b"]))
}
