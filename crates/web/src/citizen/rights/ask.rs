//! `/meg/krav/ny`: a new request, looked over before it is sent.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::ActError;
use helsebro_actions::rights::{self, MAX_WORDS, NewRights};
use helsebro_domain::controllership::{Party, Validity};
use helsebro_domain::ids::{RightsRequestId, UnitId};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::rights::{Kind, Standing, Target, Wish};
use helsebro_domain::time::Date;
use helsebro_views::pages::municipality::{Wrong, Wrongs};
use helsebro_views::pages::rights::{
    AskRights, CheckRights, Goes, PlaceChoice, RightsForm, YouthChoice,
};
use serde::Deserialize;

use crate::error::WebError;
use crate::extract::{CheckedForm, Citizen};
use crate::municipality::typed;
use crate::page::{Shell, see_with};
use crate::routes::citizen as routes;
use crate::web::Web;

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    act: String,
    id: String,
    kind: String,
    unit: String,
    first: String,
    last: String,
    youth: String,
    to: String,
    on: String,
    target: String,
    receiver: String,
    body: String,
}

impl Posted {
    fn form(&self) -> RightsForm {
        RightsForm {
            id: self.id.clone(),
            kind: self.kind.clone(),
            unit: self.unit.clone(),
            first: self.first.clone(),
            last: self.last.clone(),
            youth: self.youth.clone(),
            to: self.to.clone(),
            on: self.on.clone(),
            target: self.target.clone(),
            receiver: self.receiver.clone(),
            body: self.body.clone(),
        }
    }
}

/// What was understood.
struct Read {
    new: NewRights,
    kind: (Kind, Wish),
    days: Option<(Date, Option<Date>)>,
}

/// The empty form.
#[tracing::instrument(name = "web.citizen.rights.ask", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    citizen: Citizen,
    shell: Shell,
) -> Result<Response, WebError> {
    let id = RightsRequestId::new(web.now(), web.acts().dice()).to_string();
    let form = RightsForm { id, ..RightsForm::default() };
    shell.page(&page(&web, &citizen, form, Wrongs::default()).await?)
}

/// Looks it over, changes it, or sends it.
#[tracing::instrument(name = "web.citizen.rights.send", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    citizen: Citizen,
    shell: Shell,
    CheckedForm(posted): CheckedForm<Posted>,
) -> Result<Response, WebError> {
    let form = posted.form();
    let is_chosen = AskRights::from_value(&posted.kind).is_some();
    if ["change", "kinds"].contains(&posted.act.as_str()) || (posted.act == "kind" && is_chosen) {
        let page = page(&web, &citizen, form, Wrongs::default()).await?;
        return shell.page(&AskRights { chooses: posted.act == "kinds", ..page });
    }
    let read = match read(&web, &posted) {
        Ok(read) => read,
        Err(wrongs) => {
            let page = page(&web, &citizen, form, wrongs).await?;
            return shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    if needs_a_place(&web, &citizen, &read).await? {
        let wrongs = Wrongs(vec![("unit".to_owned(), Wrong::NotChosen)]);
        let page = page(&web, &citizen, form, wrongs).await?;
        return shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    if posted.act != "send" {
        return shell.page(&check(&web, &citizen, form, &read).await?);
    }
    match rights::send(web.acts(), &citizen.access, &read.new).await {
        Ok(id) => Ok(see_with(&routes::RightsRequest(id), "gjort=sendt")),
        Err(ActError::Refused(refusal)) if refusal.shown() == ReasonCode::TooManyRightsRequests => {
            let wrong = Wrong::Refused(refusal.code().as_str().to_owned());
            let wrongs = Wrongs(vec![("kind".to_owned(), wrong)]);
            let page = page(&web, &citizen, form, wrongs).await?;
            shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(error.into()),
    }
}

/// Whether it is about all of her services, and she gets none.
async fn needs_a_place(web: &Web, citizen: &Citizen, read: &Read) -> Result<bool, WebError> {
    let is_about_none = read.kind.0 == Kind::AccessPlatform || !citizen.access.is_own();
    if read.new.unit.is_some() || is_about_none {
        return Ok(false);
    }
    let places = rights::places(web.acts(), &citizen.access).await?;
    Ok(!places.iter().any(|place| place.is_hers))
}

fn read(web: &Web, posted: &Posted) -> Result<Read, Wrongs> {
    let mut wrongs = Vec::new();
    let mut wrong = |field: &str, found: Wrong| wrongs.push((field.to_owned(), found));
    let kind = AskRights::from_value(&posted.kind);
    if kind.is_none() {
        // The rest is asked when it is known what for.
        wrong("kind", Wrong::NotChosen);
        return Err(Wrongs(wrongs));
    }
    let unit: Option<UnitId> = posted.unit.parse().ok();
    let is_about_none = |kind| matches!(kind, Kind::OpposeDisclosure | Kind::AccessPlatform);
    let needs_unit = kind.is_none_or(|(kind, _)| !is_about_none(kind));
    if unit.is_none() && needs_unit {
        wrong("unit", Wrong::NotChosen);
    }
    let receiver = Party::from_stored(&posted.receiver);
    let receiver = receiver.filter(|_| kind.is_some_and(|(_, wish)| wish == Wish::GoToNamed));
    if receiver.is_none() && kind.is_some_and(|(_, wish)| wish == Wish::GoToNamed) {
        wrong("receiver", Wrong::NotChosen);
    }
    let day = |text: &str| match text.trim() {
        "" => Ok(None),
        text => typed::day(text).map(Some).ok_or(()),
    };
    let (first, last) = (day(&posted.first), day(&posted.last));
    if first.is_err() {
        wrong("first", Wrong::NoDate);
    }
    if last.is_err() {
        wrong("last", Wrong::NoDate);
    }
    let (first, last) = (first.ok().flatten(), last.ok().flatten());
    let written = match (first, last) {
        (Some(first), last) => Validity::days(first, last),
        (None, Some(last)) => Validity::days(Date::constant(1990, 1, 1), Some(last)),
        (None, None) => None,
    };
    if (first.is_some() || last.is_some()) && written.is_none() {
        wrong("last", Wrong::EndsBefore);
    }
    if posted.body.chars().count() > MAX_WORDS {
        wrong("body", Wrong::Missing);
    }
    let says_which = posted.target == "words"
        || kind.is_some_and(|(kind, _)| {
            matches!(
                kind,
                Kind::RectifyRecord | Kind::EraseEntry | Kind::WrongPerson | Kind::Deceased
            )
        });
    if says_which && posted.body.trim().is_empty() {
        wrong("body", Wrong::Missing);
    }
    let Some(kind) = kind.filter(|_| wrongs.is_empty()) else { return Err(Wrongs(wrongs)) };
    let fresh = || RightsRequestId::new(web.now(), web.acts().dice());
    let new = NewRights {
        id: posted.id.parse().unwrap_or_else(|_| fresh()),
        kind: kind.0,
        wish: kind.1,
        unit,
        written,
        youth: posted.youth.parse().ok(),
        to_municipality: posted.to == "municipality",
        may_send_on: posted.on != "ask",
        target: (kind.0 == Kind::OpposeDisclosure).then(|| target(posted)),
        transfer_to: receiver,
        words: posted.body.clone(),
    };
    Ok(Read { new, kind, days: first.map(|first| (first, last)) })
}

/// With whom something is not shared. «The municipality» is found when it is sent.
fn target(posted: &Posted) -> Target {
    match posted.target.as_str() {
        "words" => Target::InHerWords,
        "municipality" => Target::Enterprise(Party::Operator),
        _ => Target::Everybody,
    }
}

async fn page(
    web: &Web,
    citizen: &Citizen,
    form: RightsForm,
    wrongs: Wrongs,
) -> Result<AskRights, WebError> {
    let places = rights::places(web.acts(), &citizen.access).await?;
    let youths = rights::youths(web.acts(), &citizen.access).await?;
    Ok(AskRights {
        form,
        places: places
            .into_iter()
            .map(|place| PlaceChoice {
                value: place.unit.to_string(),
                name: place.name,
                home: place.home,
            })
            .collect(),
        youths: youths
            .into_iter()
            .map(|youth| YouthChoice { value: youth.person.to_string(), name: youth.name })
            .collect(),
        receivers: rights::receivers(web.acts())
            .await?
            .into_iter()
            .map(|(party, name)| (party.to_stored(), name))
            .collect(),
        chooses: false,
        wrongs,
    })
}

async fn check(
    web: &Web,
    citizen: &Citizen,
    form: RightsForm,
    read: &Read,
) -> Result<CheckRights, WebError> {
    let (plan, directory) = rights::preview(web.acts(), &citizen.access, &read.new).await?;
    let name = |party: &Party| directory.party(*party).name;
    let goes = plan.iter().map(|one| Goes {
        names: one.part.holders.iter().map(name).collect(),
        due_on: one.part.clock.map(|clock| clock.due_on()),
        responsible: match &one.part.standing {
            Standing::Misdirected(right) => right.iter().map(name).collect(),
            _ => Vec::new(),
        },
    });
    let youths = rights::youths(web.acts(), &citizen.access).await?;
    let youth = youths.into_iter().find(|youth| Some(youth.person) == read.new.youth);
    let places = rights::places(web.acts(), &citizen.access).await?;
    let place = places.into_iter().find(|place| Some(place.unit) == read.new.unit);
    Ok(CheckRights {
        kind: read.kind.0,
        wish: read.kind.1,
        place: place.map(|place| place.name),
        days: read.days,
        youth: youth.map(|youth| youth.name),
        receiver: read.new.transfer_to.and_then(|party| directory.party(party).name),
        goes: goes.collect(),
        form,
    })
}
