//! `/meg/ansvar`: who is responsible for what is known of her (RR-12, § 5.4 no. 7, 8).

use axum::extract::State;
use axum::response::Response;
use helsebro_actions::controllership::custody::concerning;
use helsebro_actions::controllership::{Area, Directory, held_elsewhere, history_of, services};
use helsebro_domain::controllership::Party;
use helsebro_domain::controllership::Validity;
use helsebro_domain::representation::CitizenAccess;
use helsebro_domain::time::{Date, Instant};
use helsebro_views::pages::citizen::{Responsible, ServiceCard};
use helsebro_views::pages::municipality::Line;

use crate::error::WebError;
use crate::extract::Citizen;
use crate::municipality::told::{Reader, covers, lines, told};
use crate::page::Shell;
use crate::routes::{Route, citizen as routes, public};
use crate::web::Web;

/// How far back her page tells.
const SINCE: Date = Date::constant(2020, 1, 1);

/// `GET /meg/ansvar`.
#[tracing::instrument(name = "web.citizen.responsible", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    citizen: Citizen,
    shell: Shell,
) -> Result<Response, WebError> {
    let mut cards = Vec::new();
    for (place, (area, directory)) in
        services(web.acts(), &citizen.access).await?.iter().enumerate()
    {
        cards.extend(card((&web, &citizen.access), place + 1, (area, directory)).await?);
    }
    let moving = concerning(web.acts(), &citizen.access).await?;
    let moving = moving.into_iter().filter(|one| one.row.carried_out.is_none()).map(|one| {
        let plan = &one.row.plan;
        let (area, unit) = covers(plan.scope.place, &one.directory);
        let place = match (unit, area) {
            (Some(unit), _) => unit,
            (None, Some(area)) => shell.words(&format!("citizen-care-area-{area}")),
            (None, None) => shell.words("responsible-place-whole"),
        };
        (place, plan.at.in_oslo().date, routes::Moving(plan.id).path())
    });
    let moving = moving.collect();
    shell.page(&Responsible { services: cards, moving })
}

async fn card(
    (web, citizen): (&Web, &CitizenAccess),
    place: usize,
    (area, directory): (&Area, &Directory),
) -> Result<Option<ServiceCard>, WebError> {
    let Some(unit) = &area.unit else { return Ok(None) };
    let (now, since) = (web.now(), Instant::start_of(SINCE));
    let asked = (area.municipality, area.area, Some(unit.id));
    let history = history_of(web.acts(), asked, Validity::starting(since)).await?;
    let lines = lines(&history, (directory, Reader::Anybody), (since, now));
    let held = held_elsewhere(web.acts(), asked, (&history, citizen)).await?;
    let today = now.in_oslo().date;
    let is_past = |line: &Line| line.last.is_some_and(|last| last < today);
    let contact = area.resolution.contact().and_then(|party| {
        let listed = directory.party(party);
        Some((listed.name?, listed.contact, listed.phone))
    });
    let others = area.resolution.controllers.parties();
    let home = Party::Municipality(area.municipality);
    let sound = area.resolution.responsible.first().copied().map(Party::Municipality);
    let sound = sound.filter(|sound| others != [*sound] || *sound != home);
    let essence =
        area.resolution.agreements.iter().find_map(|id| {
            directory.agreement(*id)?.draft.answer("26-6.essence").map(str::to_owned)
        });
    let before = history.iter().zip(&lines).filter(|(_, line)| is_past(line)).rev();
    let before = before.map(|(stretch, line)| {
        let held = held.iter().find(|(from, _)| *from == stretch.validity.from());
        let names = held.map(|(_, parties)| {
            let names = parties.iter().filter_map(|party| directory.party(*party).name);
            names.collect::<Vec<_>>().join(", ")
        });
        (line.clone(), names.filter(|names| !names.is_empty()))
    });
    Ok(Some(ServiceCard {
        place,
        unit: unit.name.clone(),
        told: told(&area.resolution, directory, Reader::Anybody),
        now: lines.iter().find(|line| line.is_now()).cloned(),
        contact,
        sound: sound.and_then(|party| directory.party(party).name),
        essence,
        before: before.collect(),
        notice: public::UnitPrivacy(unit.id).path(),
    }))
}
