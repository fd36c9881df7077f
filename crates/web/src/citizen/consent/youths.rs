//! A parent says yes for a youth of 13 to 15, and takes it back (L-GDPR-8).

use axum::extract::{Query, State};
use axum::response::Response;
use helsebro_actions::consent::youth;
use helsebro_domain::consent::ParentSays;
use helsebro_domain::ids::PersonId;
use helsebro_views::pages::citizen::{YouthRow, Youths, YouthsDone};
use serde::Deserialize;

use crate::error::WebError;
use crate::extract::{CheckedForm, Citizen};
use crate::page::{Shell, see_with};
use crate::routes::citizen as routes;
use crate::web::Web;

/// What was done just now, as the address says it.
#[derive(Default, Deserialize)]
pub(in crate::citizen) struct Asked {
    #[serde(default)]
    gjort: String,
}

/// For whom, and what.
#[derive(Deserialize)]
pub(in crate::citizen) struct Said {
    #[serde(default)]
    person: String,
    #[serde(default)]
    act: String,
}

/// `GET /meg/samtykke/barn`.
#[tracing::instrument(name = "web.citizen.consent.youths", skip_all)]
pub(in crate::citizen) async fn get(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
    citizen: Citizen,
    shell: Shell,
) -> Result<Response, WebError> {
    let row = |youth: youth::Youth| YouthRow {
        value: youth.person.to_string(),
        name: youth.name,
        given: youth.given,
        says: youth.says,
        last_day: youth.last_day,
    };
    let youths = youth::list(web.acts(), &citizen.access).await?;
    let done = YouthsDone::from_value(&asked.gjort);
    shell.page(&Youths { youths: youths.into_iter().map(row).collect(), done })
}

/// `POST /meg/samtykke/barn`. Doing it twice does it once.
#[tracing::instrument(name = "web.citizen.consent.youths.post", skip_all)]
pub(in crate::citizen) async fn post(
    State(web): State<Web>,
    citizen: Citizen,
    shell: Shell,
    CheckedForm(said): CheckedForm<Said>,
) -> Result<Response, WebError> {
    let person: PersonId = said.person.parse().map_err(|_| WebError::NotFound)?;
    let (says, done) = match said.act.as_str() {
        "give" => (ParentSays::Yes, YouthsDone::Given),
        "withdraw" => (ParentSays::Nothing, YouthsDone::Withdrawn),
        _ => return Err(WebError::NotFound),
    };
    let youths = youth::list(web.acts(), &citizen.access).await?;
    let is_said = youths.iter().any(|youth| youth.person == person && youth.says == says);
    if !is_said {
        let language = shell.language().tag();
        youth::say(web.acts(), &citizen.access, person, says, language).await?;
    }
    Ok(see_with(&routes::YouthConsents, &format!("gjort={}", done.as_str())))
}
