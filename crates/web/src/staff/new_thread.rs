//! `/ansatt/samtaler/ny`: the unit starts a conversation, with or without reply allowed.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::ActError;
use helsebro_actions::dialog::attachments;
use helsebro_actions::dialog::desk::begun::{self, Begun, Saved};
use helsebro_actions::dialog::desk::start::{self, NewByDesk, Recipient, StartedByDesk};
use helsebro_actions::parties;
use helsebro_domain::dialog::Reply;
use helsebro_domain::ids::{DraftId, PersonId};
use helsebro_domain::notices::Weight;
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::text::{Body, MAX_BODY, MAX_TOPIC, Topic};
use helsebro_views::pages::staff::{
    BegunLine, Choice, Decision, NewThread, NewThreadFaults, PersonFault, ReplyChoice, TooManyBegun,
};
use serde::Deserialize;

use super::answer::{nature_of, weight_of};
use super::other_unit::{self, BACK, Written};
use super::thread::{nature, shown_as};
use crate::error::WebError;
use crate::extract::{AtDesk, CheckedForm, PathId};
use crate::files;
use crate::page::{Shell, see, see_with};
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
    /// There when it needs an answer (N-07).
    #[serde(default)]
    asks: String,
    /// The unit that it was written at.
    #[serde(default)]
    unit: String,
    /// What was pressed.
    #[serde(default)]
    act: String,
}

/// What is said on the page of a new one.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    gjort: String,
}

/// That one was thrown away.
const DISCARDED: &str = "kastet";

/// Shows the empty form.
#[tracing::instrument(name = "web.staff.new_thread", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let form = NewForm::default();
    let desk = Filling { web: &web, at: &at, begun: None };
    let page = context(&desk, form, NewThreadFaults::default(), Asks::No).await?;
    shell.page(&NewThread { is_discarded: asked.gjort == DISCARDED, ..page })
}

/// `GET /ansatt/samtaler/ny/{draft}`: what is begun, as it was saved.
#[tracing::instrument(name = "web.staff.begun_thread", skip_all)]
pub(super) async fn show_begun(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(id): PathId<DraftId>,
) -> Result<Response, WebError> {
    let found = begun::load(web.acts(), &at.desk, id).await?;
    let form = NewForm {
        person: found.person.to_string(),
        topic: found.topic,
        body: found.body,
        reply: if found.reply == Reply::Allowed { "allowed" } else { "not_allowed" }.to_owned(),
        asks: if found.weight == Weight::Plain { "" } else { "yes" }.to_owned(),
        ..NewForm::default()
    };
    let desk = Filling { web: &web, at: &at, begun: Some(id) };
    shell.page(&context(&desk, form, NewThreadFaults::default(), Asks::No).await?)
}

/// Sends it, or shows the form again as it was filled.
#[tracing::instrument(name = "web.staff.new_thread", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    CheckedForm(form): CheckedForm<NewForm>,
) -> Result<Response, WebError> {
    sends(&Filling { web: &web, at: &at, begun: None }, &shell, form).await
}

/// The same for what is begun, with its files.
#[tracing::instrument(name = "web.staff.begun_thread.send", skip_all)]
pub(super) async fn send_begun(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(id): PathId<DraftId>,
    CheckedForm(form): CheckedForm<NewForm>,
) -> Result<Response, WebError> {
    sends(&Filling { web: &web, at: &at, begun: Some(id) }, &shell, form).await
}

/// Why what is typed is not saved.
enum NotSaved {
    Person(PersonFault),
    TooMany,
    Error(ActError),
}

impl NotSaved {
    fn faults(self) -> Result<NewThreadFaults, WebError> {
        let none = NewThreadFaults::default();
        match self {
            Self::Person(fault) => Ok(NewThreadFaults { person: Some(fault), ..none }),
            Self::TooMany => Ok(NewThreadFaults { begun: Some(TooManyBegun), ..none }),
            Self::Error(error) => Err(error.into()),
        }
    }
}

/// Who fills in the form, and what she has begun.
struct Filling<'a> {
    web: &'a Web,
    at: &'a AtDesk,
    begun: Option<DraftId>,
}

impl Filling<'_> {
    async fn send(&self, new: &NewByDesk, weight: Weight) -> Result<StartedByDesk, ActError> {
        let (acts, desk) = (self.web.acts(), &self.at.desk);
        match self.begun {
            Some(id) => start::start_begun(acts, desk, (new, weight), id).await,
            None => start::start_with(acts, desk, new, weight).await,
        }
    }

    /// Keeps what is typed so far, to whoever is chosen.
    async fn save(&self, form: &NewForm) -> Result<DraftId, NotSaved> {
        let person = form.person.parse();
        let person = person.map_err(|_| NotSaved::Person(PersonFault::NobodyChosen))?;
        let typed = Begun {
            person,
            topic: form.topic.clone(),
            body: form.body.clone(),
            reply: replies(&form.reply),
            weight: weight_of(&form.asks),
        };
        match begun::save(self.web.acts(), &self.at.desk, self.begun, &typed).await {
            Ok(Saved::Under(id)) => Ok(id),
            Ok(Saved::TooMany) => Err(NotSaved::TooMany),
            Err(ActError::Refused(no)) if no.code() == ReasonCode::NotARecipientOfService => {
                Err(NotSaved::Person(PersonFault::NotARecipient))
            }
            Err(error) => Err(NotSaved::Error(error)),
        }
    }

    fn path(&self) -> String {
        self.begun.map_or_else(|| staff::NewThread.path(), |id| staff::BegunThread(id).path())
    }

    /// The answer when it was written at another unit than she works at now.
    async fn elsewhere(&self, shell: &Shell, form: &NewForm) -> Result<Option<Response>, WebError> {
        let fields = [
            ("person", &form.person),
            ("topic", &form.topic),
            ("body", &form.body),
            ("reply", &form.reply),
            ("nature", &form.nature),
            ("asks", &form.asks),
            ("unit", &form.unit),
        ];
        let written = Written {
            unit: &form.unit,
            act: &form.act,
            action: self.path(),
            fields: fields.into_iter().map(|(name, value)| (name, value.clone())).collect(),
            message: &form.body,
        };
        other_unit::answer(self.web, self.at, shell, written).await
    }
}

/// Keeps what is typed, and goes to the files for it.
async fn attach(desk: &Filling<'_>, shell: &Shell, form: NewForm) -> Result<Response, WebError> {
    match desk.save(&form).await {
        Ok(id) => Ok(see(&staff::BegunFiles(id))),
        Err(not_saved) => again(desk, shell, form, not_saved.faults()?, Asks::No).await,
    }
}

async fn sends(desk: &Filling<'_>, shell: &Shell, form: NewForm) -> Result<Response, WebError> {
    if let Some(answer) = desk.elsewhere(shell, &form).await? {
        return Ok(answer);
    }
    match (form.act.as_str(), desk.begun) {
        ("attach", _) => return attach(desk, shell, form).await,
        (BACK, _) => return again(desk, shell, form, NewThreadFaults::default(), Asks::No).await,
        ("discard", Some(id)) => {
            begun::discard(desk.web.acts(), &desk.at.desk, id).await?;
            return Ok(see_with(&staff::NewThread, &format!("gjort={DISCARDED}")));
        }
        _ => {}
    }
    let new = match read(&form) {
        Ok(new) => new,
        Err(faults) => return again(desk, shell, form, faults, Asks::No).await,
    };
    let mut faults = NewThreadFaults::default();
    match desk.send(&new, weight_of(&form.asks)).await {
        Ok(StartedByDesk::Sent(thread)) => {
            let told = format!("gjort=startet&til={}", thread.id);
            Ok(see_with(&staff::WorkList, &told))
        }
        Ok(StartedByDesk::AskNature) => again(desk, shell, form, faults, Asks::Yes).await,
        Err(ActError::Refused(refusal)) => match refusal.code() {
            ReasonCode::VedtakNotAllowedInDialog => {
                faults.decision = Some(Decision);
                again(desk, shell, form, faults, Asks::Yes).await
            }
            ReasonCode::NotARecipientOfService => {
                faults.person = Some(PersonFault::NotARecipient);
                again(desk, shell, form, faults, Asks::No).await
            }
            code => not_sent(desk, shell, form, (code, refusal)).await,
        },
        // It was sent a moment ago.
        Err(ActError::NotFound) if desk.begun.is_some() => Ok(see(&staff::WorkList)),
        Err(error) => Err(error.into()),
    }
}

/// When it was because of its files, what is typed is kept and they are shown.
async fn not_sent(
    desk: &Filling<'_>,
    shell: &Shell,
    form: NewForm,
    (code, refusal): (ReasonCode, Refusal),
) -> Result<Response, WebError> {
    match (files::not_sent(code), desk.begun) {
        (Some(query), Some(id)) => match desk.save(&form).await {
            Ok(_) => Ok(see_with(&staff::BegunFiles(id), query)),
            Err(_) => attach(desk, shell, form).await,
        },
        _ => Err(WebError::Refused(refusal)),
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
    let reply = replies(&form.reply);
    Ok(NewByDesk { person, topic, body, reply, nature: nature_of(&form.nature) })
}

fn replies(text: &str) -> Reply {
    match reply_of(text) {
        ReplyChoice::Allowed => Reply::Allowed,
        ReplyChoice::NotAllowed => Reply::NotAllowed,
    }
}

fn reply_of(text: &str) -> ReplyChoice {
    if text == "not_allowed" { ReplyChoice::NotAllowed } else { ReplyChoice::Allowed }
}

async fn again(
    desk: &Filling<'_>,
    shell: &Shell,
    form: NewForm,
    faults: NewThreadFaults,
    asks: Asks,
) -> Result<Response, WebError> {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    shell.page_with(status, &context(desk, form, faults, asks).await?)
}

async fn context(
    desk: &Filling<'_>,
    form: NewForm,
    faults: NewThreadFaults,
    asks: Asks,
) -> Result<NewThread, WebError> {
    let Filling { web, at, begun } = *desk;
    let ready = match begun {
        Some(id) if web.acts().files().are_taken => {
            let ready = attachments::of_desk_draft(web.acts(), &at.desk, id).await?;
            files::ready_list(&ready.files)
        }
        _ => Vec::new(),
    };
    let people = choices(start::recipients(web.acts(), &at.desk).await?);
    Ok(NewThread {
        back: staff::WorkList.path(),
        action: desk.path(),
        unit: at.unit.id.to_string(),
        begun: match begun {
            Some(_) => Vec::new(),
            None => lines(begun::list(web.acts(), &at.desk).await?, &people),
        },
        is_discarded: false,
        files: web.acts().files().are_taken.then_some(ready),
        people,
        chosen: (!form.person.is_empty()).then_some(form.person),
        topic: form.topic,
        topic_limit: MAX_TOPIC,
        body: form.body,
        body_limit: MAX_BODY,
        reply: reply_of(&form.reply),
        shown_as: shown_as(at, parties::staff::shown_as(web.acts(), &at.desk).await?),
        nature: nature(asks == Asks::Yes),
        weight: weight_of(&form.asks),
        faults,
    })
}

/// What she has begun, each with the name of whom it is to.
fn lines(begun: Vec<begun::Listed>, people: &[Choice]) -> Vec<BegunLine> {
    let name = |found: &Choice| match &found.detail {
        Some(detail) => format!("{} ({detail})", found.name),
        None => found.name.clone(),
    };
    let line = |one: begun::Listed| {
        let person = one.person.to_string();
        BegunLine {
            href: staff::BegunThread(one.id).path(),
            topic: (!one.topic.is_empty()).then_some(one.topic),
            to: people.iter().find(|choice| choice.value == person).map(name),
            saved_at: one.saved_at,
            files: one.files,
        }
    };
    begun.into_iter().map(line).collect()
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
