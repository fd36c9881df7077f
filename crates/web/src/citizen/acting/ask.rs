//! Asking for a power of attorney, and answering. An offer is asked for in the same way.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::representation::asking::{self, Decision};
use helsebro_domain::ids::RequestId;
use helsebro_domain::parties::IdentityNumber;
use helsebro_domain::representation::{Coverage, Covers, Deed, Direction, Terms};
use helsebro_domain::time::{Date, add_months};
use helsebro_views::pages::citizen::{
    AnswerRequest, AskFault, AskForGrant, AskForm, Begun, CheckAsk, GrantAsked, HowLong,
};
use serde::Deserialize;

use crate::error::WebError;
use crate::extract::{CheckedForm, Citizen, PathId};
use crate::page::{Shell, see, see_with};
use crate::routes::{Route, citizen as routes};
use crate::web::Web;

/// The most letters of a number that are looked at; with blanks in it.
const MAX_NUMBER: usize = 20;

/// What was typed.
#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    number: String,
    #[serde(default)]
    messages: String,
    #[serde(default)]
    rights: String,
    #[serde(default)]
    sensitive: String,
    #[serde(default)]
    how_long: String,
    #[serde(default)]
    act: String,
}

/// How she answers.
#[derive(Deserialize)]
pub(super) struct Answer {
    #[serde(default)]
    act: String,
}

/// `GET /meg/fullmakter/be-om`.
#[tracing::instrument(name = "web.citizen.ask", skip_all)]
pub(super) async fn get(citizen: Citizen, shell: Shell) -> Result<Response, WebError> {
    blank(&citizen, &shell, Begun::Asked)
}

/// The form before anything is typed.
pub(super) fn blank(citizen: &Citizen, shell: &Shell, begun: Begun) -> Result<Response, WebError> {
    citizen.access.may(Deed::ManageHelpers).map_err(WebError::Refused)?;
    let coverage = Coverage::of(&[Covers::Messages]);
    let form = AskForm { coverage, ..AskForm::default() };
    shell.page(&AskForGrant { begun, form, faults: vec![] })
}

/// `POST /meg/fullmakter/be-om`. Whoever's number it is, the answer is the same.
#[tracing::instrument(name = "web.citizen.ask.post", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    citizen: Citizen,
    shell: Shell,
    CheckedForm(typed): CheckedForm<Typed>,
) -> Result<Response, WebError> {
    match looked_over(&web, &shell, &typed, Begun::Asked)? {
        Over::Page(page) => Ok(page),
        Over::Sent(number, terms) => {
            asking::ask(web.acts(), &citizen.access, &number, terms).await?;
            Ok(see(&routes::GrantAsked))
        }
    }
}

/// What becomes of what was typed.
pub(super) enum Over {
    /// A page: the form again, or what it says to look over.
    Page(Response),
    /// It was looked over, and is sent.
    Sent(IdentityNumber, Terms),
}

/// Looks at what was typed.
pub(super) fn looked_over(
    web: &Web,
    shell: &Shell,
    typed: &Typed,
    begun: Begun,
) -> Result<Over, WebError> {
    let form = form(typed);
    if typed.act == "change" {
        return shell.page(&AskForGrant { begun, form, faults: vec![] }).map(Over::Page);
    }
    let number = IdentityNumber::parse(&form.number, web.acts().numbers());
    let mut faults = Vec::new();
    if number.is_err() {
        faults.push(AskFault::Number);
    }
    if form.coverage.is_empty() {
        faults.push(AskFault::Nothing);
    }
    let (Ok(number), true) = (number, faults.is_empty()) else {
        let page = AskForGrant { begun, form, faults };
        return shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page).map(Over::Page);
    };
    let last_day = last_day_of(form.how_long, shell.now().in_oslo().date);
    if typed.act != "send" {
        return shell.page(&CheckAsk { begun, form, last_day }).map(Over::Page);
    }
    Ok(Over::Sent(number, Terms { coverage: form.coverage, last_day }))
}

fn form(typed: &Typed) -> AskForm {
    let ticked = [typed.messages.as_str(), &typed.rights, &typed.sensitive];
    ask_form(&typed.number, ticked, &typed.how_long)
}

/// What a power of attorney is to be, as it was typed: a number, what is ticked of
/// messages, rights and sensitive units, and how long.
pub(crate) fn ask_form(number: &str, ticked: [&str; 3], how_long: &str) -> AskForm {
    let offered = [Covers::Messages, Covers::RightsRequests, Covers::SensitiveUnits];
    let ticked = offered.into_iter().zip(ticked).filter(|(_, value)| !value.is_empty());
    let things: Vec<Covers> = ticked.map(|(thing, _)| thing).collect();
    let digits = number.chars().filter(|c| !c.is_whitespace()).take(MAX_NUMBER);
    AskForm {
        number: digits.collect(),
        coverage: Coverage::of(&things),
        how_long: HowLong::from_value(how_long).unwrap_or_default(),
    }
}

/// The last day: the one before the same day of the month later on.
pub(crate) fn last_day_of(how_long: HowLong, today: Date) -> Option<Date> {
    let months = match how_long {
        HowLong::ThreeMonths => 3,
        HowLong::OneYear => 12,
        HowLong::Open => return None,
    };
    add_months(today, months).yesterday().ok()
}

/// `GET /meg/fullmakter/spurt`.
#[tracing::instrument(name = "web.citizen.asked", skip_all)]
pub(super) async fn asked(_citizen: Citizen, shell: Shell) -> Result<Response, WebError> {
    shell.page(&GrantAsked { begun: Begun::Asked })
}

/// `GET /meg/fullmakter/sporsmal/{request}`.
#[tracing::instrument(name = "web.citizen.request", skip_all)]
pub(super) async fn request(
    State(web): State<Web>,
    citizen: Citizen,
    PathId(id): PathId<RequestId>,
    shell: Shell,
) -> Result<Response, WebError> {
    let found = waits(&web, &citizen, (id, Direction::Asked)).await?;
    shell.page(&answer_page(found, Begun::Asked, routes::GrantRequest(id).path()))
}

/// What waits for her answer.
pub(super) async fn waits(
    web: &Web,
    citizen: &Citizen,
    which: (RequestId, Direction),
) -> Result<asking::Waiting, WebError> {
    let waiting = asking::waiting(web.acts(), &citizen.access).await?;
    let mut waiting = waiting.into_iter();
    let found = waiting.find(|found| (found.request.id, found.request.direction) == which);
    found.ok_or(WebError::NotFound)
}

/// The page where she answers.
pub(super) fn answer_page(found: asking::Waiting, begun: Begun, action: String) -> AnswerRequest {
    AnswerRequest {
        begun,
        asker: found.asker,
        given: found.given,
        coverage: found.request.terms.coverage,
        last_day: found.request.terms.last_day,
        action,
    }
}

/// `POST /meg/fullmakter/sporsmal/{request}`.
#[tracing::instrument(name = "web.citizen.request.answer", skip_all)]
pub(super) async fn answer(
    State(web): State<Web>,
    citizen: Citizen,
    PathId(id): PathId<RequestId>,
    CheckedForm(answer): CheckedForm<Answer>,
) -> Result<Response, WebError> {
    let decision = answer.decision();
    asking::answer(web.acts(), &citizen.access, id, decision).await?;
    let done = if decision == Decision::Grant { "gjort=gitt" } else { "gjort=nei" };
    Ok(see_with(&routes::Helpers, done))
}

impl Answer {
    /// What was pressed.
    pub(super) fn decision(&self) -> Decision {
        match self.act.as_str() {
            "grant" => Decision::Grant,
            "block" => Decision::DeclineAndBlock,
            _ => Decision::Decline,
        }
    }
}

#[cfg(test)]
mod tests {
    use helsebro_views::pages::citizen::covers_value;

    use super::*;

    #[test]
    fn a_year_ends_the_day_before_its_anniversary() {
        let today = Date::constant(2027, 2, 1);
        assert_eq!(last_day_of(HowLong::OneYear, today), Some(Date::constant(2028, 1, 31)));
        assert_eq!(last_day_of(HowLong::ThreeMonths, today), Some(Date::constant(2027, 4, 30)));
        assert_eq!(last_day_of(HowLong::Open, today), None);
    }

    #[test]
    fn what_is_ticked_has_the_name_that_the_page_gives_it() {
        let typed = Typed {
            number: "128648 00015".to_owned(),
            messages: "yes".to_owned(),
            rights: String::new(),
            sensitive: "yes".to_owned(),
            how_long: "nonsense".to_owned(),
            act: String::new(),
        };
        let form = form(&typed);
        assert_eq!(form.number, "12864800015");
        let ticked: Vec<_> = form.ticked().collect();
        assert_eq!(ticked, [Covers::Messages, Covers::SensitiveUnits].map(covers_value));
        assert_eq!(form.how_long, HowLong::OneYear);
    }
}
