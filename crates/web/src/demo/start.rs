//! `/demo`: whom one can be.

use core::time::Duration;

use axum::extract::State;
use axum::response::Response;
use helsebro_actions::epj::{moving, setup};
use helsebro_views::pages::demo::{
    Cast, CitizenCard, JournalCard, SentCard, StaffCard, Start, WorksIn,
};
use serde::Deserialize;

use crate::error::WebError;
use crate::extract::CheckedForm;
use crate::page::{Shell, see};
use crate::routes::{Route, demo, public};
use crate::web::{DemoControl, DemoRole, Web};

/// Whom one wants to be, or how far the clock is moved.
#[derive(Debug, Deserialize)]
pub(super) struct StartForm {
    #[serde(default)]
    person: String,
    #[serde(default)]
    step: String,
    #[serde(default)]
    works: String,
}

/// Shows the people of the town.
#[tracing::instrument(name = "web.demo.start", skip_all)]
pub(super) async fn get(State(web): State<Web>, shell: Shell) -> Result<Response, WebError> {
    let demo = web.demo().ok_or(WebError::NotFound)?;
    let journal = journal(&web, demo).await?;
    shell.page(&context(demo, journal))
}

/// Goes to the sign-in of that person's door, or moves the clock.
#[tracing::instrument(name = "web.demo.start", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    CheckedForm(form): CheckedForm<StartForm>,
) -> Result<Response, WebError> {
    let demo = web.demo().ok_or(WebError::NotFound)?;
    match form.step.as_str() {
        "hour" => demo.clock.advance(Duration::from_secs(60 * 60)),
        "day" => demo.clock.advance(Duration::from_secs(24 * 60 * 60)),
        _ if !form.works.is_empty() => move_unit(&web, demo, &form.works).await?,
        _ => return sign_in(demo, &form.person),
    }
    Ok(see(&demo::Start))
}

fn sign_in(demo: &DemoControl, key: &str) -> Result<Response, WebError> {
    let person = demo.who.iter().find(|person| person.key == key).ok_or(WebError::NotFound)?;
    Ok(match person.role {
        DemoRole::Citizen { .. } => see(&public::SignIn),
        DemoRole::Staff { .. } => see(&public::StaffSignIn),
    })
}

/// Moves the unit to the journal system, or back to the console.
async fn move_unit(web: &Web, demo: &DemoControl, works: &str) -> Result<(), WebError> {
    let journal = demo.journal.as_ref().ok_or(WebError::NotFound)?;
    let to = match works {
        "epj" => Some(journal.epj),
        "console" => None,
        _ => return Err(WebError::NotFound),
    };
    moving::move_unit(web.acts(), journal.municipality, journal.unit, to).await?;
    Ok(())
}

async fn journal(web: &Web, demo: &DemoControl) -> Result<Option<JournalCard>, WebError> {
    let Some(journal) = &demo.journal else { return Ok(None) };
    let unit = setup::unit(web.acts(), journal.unit).await?;
    Ok(unit.map(|unit| JournalCard {
        name: journal.name.clone(),
        screen: journal.screen.to_string(),
        works_in: if unit.epj.is_some() { WorksIn::Journal } else { WorksIn::Console },
        unit: unit.name,
    }))
}

fn context(demo: &DemoControl, journal: Option<JournalCard>) -> Start {
    let mut citizens = Vec::new();
    let mut staff = Vec::new();
    for person in &demo.who {
        let Some(who) = Cast::from_id(&person.key) else { continue };
        let (name, given) = (person.name.clone(), person.given.clone());
        match person.role.clone() {
            DemoRole::Citizen { age, place } => {
                citizens.push(CitizenCard { who, name, given, age, place });
            }
            DemoRole::Staff { title, unit } => {
                staff.push(StaffCard { who, name, given, title, unit });
            }
        }
    }
    Start {
        sign_in: demo::Start.path(),
        citizens,
        staff,
        now: demo.clock.now(),
        step: demo::Start.path(),
        set_clock: demo::Clock.path(),
        journal,
        sent: demo.sent.as_ref().map(|at| SentCard {
            sms: at.to_string(),
            email: format!("{at}epost"),
            registers: format!("{at}personer"),
        }),
    }
}
