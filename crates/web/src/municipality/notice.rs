//! `/personvern/{unit}`: what a unit tells whoever comes to it, from who is controller
//! today (GDPR 13, § 5.4 no. 7).

use axum::extract::State;
use axum::response::Response;
use helsebro_actions::controllership::unit_notice;
use helsebro_domain::controllership::Party;
use helsebro_domain::ids::UnitId;
use helsebro_views::pages::municipality::UnitNotice;

use super::told::{Reader, told};
use crate::error::WebError;
use crate::extract::PathId;
use crate::page::Shell;
use crate::web::Web;

/// Shows it to anybody.
#[tracing::instrument(name = "web.public.unit_privacy", skip_all)]
pub(crate) async fn get(
    State(web): State<Web>,
    shell: Shell,
    PathId(unit): PathId<UnitId>,
) -> Result<Response, WebError> {
    let (stretch, unit, directory) = unit_notice(web.acts(), unit).await?;
    let resolution = &stretch.resolution;
    let contact = resolution.contact().and_then(|party| {
        let listed = directory.party(party);
        Some((listed.name?, listed.contact, listed.phone))
    });
    let sound = resolution.responsible.first().copied().map(Party::Municipality);
    let sound = sound.filter(|sound| resolution.controllers.parties() != [*sound]);
    let essence = resolution
        .agreements
        .iter()
        .find_map(|id| directory.agreement(*id)?.draft.answer("26-6.essence").map(str::to_owned));
    shell.page(&UnitNotice {
        area: unit.care_area.code(),
        told: told(resolution, &directory, Reader::Anybody),
        since: Some(stretch.validity.from().in_oslo().date),
        contact,
        essence,
        sound: sound.and_then(|party| directory.party(party).name),
        unit: unit.name,
    })
}
