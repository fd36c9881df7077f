//! What was written at a unit is not sent from another that she went to meanwhile, in another
//! window: nothing is done, what was typed is kept, and one button leads back (S1-2.1-b).

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use helsebro_actions::parties::staff::workplaces;
use helsebro_domain::ids::UnitId;
use helsebro_views::pages::staff::{OtherUnit, WayBack};

use crate::error::WebError;
use crate::extract::AtDesk;
use crate::page::Shell;
use crate::routes::{Route, staff};
use crate::session::Crumb;
use crate::web::Web;

/// What is pressed to go back to where it was written.
pub(super) const BACK: &str = "back";

/// A form that names its unit.
pub(super) struct Written<'a> {
    /// The unit that the form was shown at.
    pub(super) unit: &'a str,
    /// What was pressed.
    pub(super) act: &'a str,
    /// Where it was sent to.
    pub(super) action: String,
    /// All that was typed, by field.
    pub(super) fields: Vec<(&'static str, String)>,
    /// The message.
    pub(super) message: &'a str,
}

/// The answer when it was written at another unit than she works at now; none when it was not.
///
/// # Errors
/// When she never worked there, or the database fails.
pub(super) async fn answer(
    web: &Web,
    at: &AtDesk,
    shell: &Shell,
    written: Written<'_>,
) -> Result<Option<Response>, WebError> {
    let there = match written.unit.parse::<UnitId>() {
        Ok(unit) if unit != at.unit.id => unit,
        _ => return Ok(None),
    };
    let places = workplaces(web.acts(), at.member.staff).await?;
    let Some(place) = places.into_iter().find(|place| place.unit.id == there) else {
        return Err(WebError::NotUnderstood(StatusCode::UNPROCESSABLE_ENTITY));
    };
    if written.act == BACK && place.holds {
        // The browser sends the same form once more, now at the unit where it belongs.
        let cookie = Crumb::Unit.holding(web, there.to_string()).to_string();
        let again = Redirect::temporary(&written.action);
        return Ok(Some(([(header::SET_COOKIE, cookie)], again).into_response()));
    }
    let page = OtherUnit {
        back: staff::WorkList.path(),
        action: written.action,
        fields: written.fields,
        written: (!written.message.is_empty()).then(|| written.message.to_owned()),
        here: at.unit.name.clone(),
        there: place.unit.name,
        way: if place.holds { WayBack::Open } else { WayBack::Ended },
    };
    shell.page_with(StatusCode::CONFLICT, &page).map(Some)
}
