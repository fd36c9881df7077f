//! The citizen's health contacts (S1-2.1.1-b).

use axum::extract::State;
use axum::response::Response;
use helsebro_actions::dialog::contacts;
use helsebro_domain::dialog::HealthContact;
use helsebro_domain::ids::ContactId;
use helsebro_domain::time::Date;
use helsebro_views::pages::citizen::{Contacts, OneContact, Term};
use helsebro_views::pages::public::closed_days_ahead;

use super::super::shown;
use crate::error::WebError;
use crate::extract::{Citizen, PathId};
use crate::municipality::told::controller;
use crate::page::Shell;
use crate::web::Web;

/// `GET /helsekontakter`.
#[tracing::instrument(name = "web.citizen.dialog.contacts", skip_all)]
pub(super) async fn list(
    State(web): State<Web>,
    citizen: Citizen,
    shell: Shell,
) -> Result<Response, WebError> {
    let found = contacts::list(web.acts(), &citizen.access).await?;
    shell.page(&Contacts {
        contacts: shown::cards(&citizen, &found, shell.now()),
        switchboards: shell.switchboards(&web).await,
    })
}

/// `GET /helsekontakter/{contact}`: also of an ended contact, which says so.
#[tracing::instrument(name = "web.citizen.dialog.contact", skip_all)]
pub(super) async fn one(
    State(web): State<Web>,
    citizen: Citizen,
    PathId(id): PathId<ContactId>,
    shell: Shell,
) -> Result<Response, WebError> {
    let found = contacts::one(web.acts(), &citizen.access, id).await?;
    let now = shell.now();
    let today = now.in_oslo().date;
    let term = term(&found.contact, today);
    shell.page(&OneContact {
        name: found.contact.listed.name.clone(),
        unit: shown::reach(&found.unit, Some(&shown::phone(&found)), now),
        care_area: found.unit.care_area,
        closed_days: closed_days_ahead(&found.unit.hours, today),
        link: found.contact.listed.link.clone(),
        controller: controller(&web, &shell, &found.unit).await?,
        municipality: found.municipality.legal_name(),
        ends_on: shown::ends_on(&found.unit),
        copies_until: shown::copies_until(&web, &found.unit),
        term,
        write: shown::write(&citizen, &found, now),
        switchboard: matches!(term, Term::Ended(_))
            .then(|| shown::switchboard(&found.municipality)),
    })
}

fn term(contact: &HealthContact, today: Date) -> Term {
    match contact.listed.last_day {
        Some(last_day) if contact.has_ended_on(today) => Term::Ended(last_day),
        _ if !contact.has_begun_on(today) => Term::Begins(contact.listed.from),
        last_day => Term::Holds(last_day),
    }
}
