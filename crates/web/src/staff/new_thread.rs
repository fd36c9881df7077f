//! `/ansatt/samtaler/ny`: the unit starts a conversation, with or without reply allowed.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::ActError;
use helsebro_actions::dialog::desk::start::{self, NewByDesk, Recipient, StartedByDesk};
use helsebro_actions::parties;
use helsebro_domain::dialog::Reply;
use helsebro_domain::ids::PersonId;
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::text::{Body, MAX_BODY, MAX_TOPIC, Topic};
use helsebro_views::pages::staff::{
    Choice, Decision, NewThread, NewThreadFaults, PersonFault, ReplyChoice,
};
use serde::Deserialize;

use super::answer::nature_of;
use super::thread::{nature, shown_as};
use crate::error::WebError;
use crate::extract::{AtDesk, CheckedForm};
use crate::page::{Shell, see_with};
use crate::routes::{Route, staff};
use crate::web::Web;

/// What was filled in.
#[derive(Default, Deserialize)]
pub(super) struct NewForm {
    #[serde(default)]
    person: String,
    #[serde(default)]
    topic: String,
    #[serde(default)]
    body: String,
    #[serde(default)]
    reply: String,
    #[serde(default)]
    nature: String,
}

/// Shows the empty form.
#[tracing::instrument(name = "web.staff.new_thread", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
) -> Result<Response, WebError> {
    let form = NewForm::default();
    shell.page(&context(&web, &at, form, NewThreadFaults::default(), Asks::No).await?)
}

/// Sends it, or shows the form again as it was filled.
#[tracing::instrument(name = "web.staff.new_thread", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    CheckedForm(form): CheckedForm<NewForm>,
) -> Result<Response, WebError> {
    let new = match read(&form) {
        Ok(new) => new,
        Err(faults) => return again(&web, &at, &shell, form, faults, Asks::No).await,
    };
    let mut faults = NewThreadFaults::default();
    match start::start(web.acts(), &at.desk, &new).await {
        Ok(StartedByDesk::Sent(thread)) => {
            let told = format!("gjort=startet&til={}", thread.id);
            Ok(see_with(&staff::WorkList, &told))
        }
        Ok(StartedByDesk::AskNature) => again(&web, &at, &shell, form, faults, Asks::Yes).await,
        Err(ActError::Refused(refusal)) => match refusal.code() {
            ReasonCode::VedtakNotAllowedInDialog => {
                faults.decision = Some(Decision);
                again(&web, &at, &shell, form, faults, Asks::Yes).await
            }
            ReasonCode::NotARecipientOfService => {
                faults.person = Some(PersonFault::NotARecipient);
                again(&web, &at, &shell, form, faults, Asks::No).await
            }
            _ => Err(WebError::Refused(refusal)),
        },
        Err(error) => Err(error.into()),
    }
}

/// Whether staff are asked what kind of message it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asks {
    Yes,
    No,
}

fn read(form: &NewForm) -> Result<NewByDesk, NewThreadFaults> {
    let mut faults = NewThreadFaults::default();
    let person = form.person.parse::<PersonId>();
    if person.is_err() {
        faults.person = Some(PersonFault::NobodyChosen);
    }
    let topic = Topic::parse(&form.topic).map_err(|fault| faults.topic = Some(fault));
    let body = Body::parse(&form.body).map_err(|fault| faults.body = Some(fault));
    let (Ok(person), Ok(topic), Ok(body)) = (person, topic, body) else { return Err(faults) };
    let reply = match reply_of(&form.reply) {
        ReplyChoice::Allowed => Reply::Allowed,
        ReplyChoice::NotAllowed => Reply::NotAllowed,
    };
    Ok(NewByDesk { person, topic, body, reply, nature: nature_of(&form.nature) })
}

fn reply_of(text: &str) -> ReplyChoice {
    if text == "not_allowed" { ReplyChoice::NotAllowed } else { ReplyChoice::Allowed }
}

async fn again(
    web: &Web,
    at: &AtDesk,
    shell: &Shell,
    form: NewForm,
    faults: NewThreadFaults,
    asks: Asks,
) -> Result<Response, WebError> {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    shell.page_with(status, &context(web, at, form, faults, asks).await?)
}

async fn context(
    web: &Web,
    at: &AtDesk,
    form: NewForm,
    faults: NewThreadFaults,
    asks: Asks,
) -> Result<NewThread, WebError> {
    let people = start::recipients(web.acts(), &at.desk).await?;
    Ok(NewThread {
        back: staff::WorkList.path(),
        action: staff::NewThread.path(),
        people: choices(people),
        chosen: (!form.person.is_empty()).then_some(form.person),
        topic: form.topic,
        topic_limit: MAX_TOPIC,
        body: form.body,
        body_limit: MAX_BODY,
        reply: reply_of(&form.reply),
        shown_as: shown_as(at, parties::staff::shown_as(web.acts(), &at.desk).await?),
        nature: nature(asks == Asks::Yes),
        faults,
    })
}

/// Two of the same name are told apart by the year of birth (§ 5.9).
pub(super) fn choices(people: Vec<Recipient>) -> Vec<Choice> {
    let names: Vec<String> = people.iter().map(|person| person.name.clone()).collect();
    let choice = |person: Recipient| {
        let twice = names.iter().filter(|name| **name == person.name).count() > 1;
        Choice {
            value: person.person.to_string(),
            detail: person.born_year.filter(|_| twice).map(|year| year.to_string()),
            name: person.name,
        }
    };
    people.into_iter().map(choice).collect()
}
