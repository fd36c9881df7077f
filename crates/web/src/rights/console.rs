//! `/kommune/krav`: what waits for those who answer, and one part of it.

use std::collections::BTreeMap;

use axum::extract::{FromRequestParts, Query, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use helsebro_actions::ActError;
use helsebro_actions::controllership;
use helsebro_actions::rights::{self, Erasable, Given, PartShown, RequestShown};
use helsebro_domain::controllership::Party;
use helsebro_domain::ids::RightsPartId;
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::rights::{AnswerAs, Outcome, RightsDesk, Standing};
use helsebro_views::pages::municipality::{Wrong, Wrongs};
use helsebro_views::pages::rights::{
    ErasableRow, PartState, RightsDone, RightsPartPage, RightsPartRow, RightsWorkList, Typed,
};
use serde::Deserialize;

use super::{days, erasure_of, names, used_from};
use crate::error::WebError;
use crate::extract::{CheckedForm, PathId, StaffMember};
use crate::page::{Shell, see_with};
use crate::routes::{Route, municipality as routes};
use crate::web::Web;

/// Somebody who answers requests for a controller today.
pub(crate) struct Answering {
    pub(crate) desk: RightsDesk,
}

impl FromRequestParts<Web> for Answering {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, WebError> {
        let member = StaffMember::from_request_parts(parts, web).await?;
        Ok(Self { desk: rights::access(web.acts(), member.staff).await? })
    }
}

/// Whoever answers, and where her pages are.
pub(super) struct At<'a> {
    pub(super) desk: &'a RightsDesk,
    pub(super) list: String,
    pub(super) part: fn(RightsPartId) -> String,
}

impl Answering {
    fn at(&self) -> At<'_> {
        let part = |id| routes::RightsPart(id).path();
        At { desk: &self.desk, list: routes::RightsList.path(), part }
    }
}

/// What the page is asked with.
#[derive(Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    gjort: String,
}

impl Asked {
    pub(super) fn done(&self) -> RightsDone {
        if self.gjort == "lagret" { RightsDone::Saved } else { RightsDone::Nothing }
    }
}

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    act: String,
    outcome: String,
    body: String,
    legal: String,
    note: String,
    reason: String,
    /// The conversations that are named, each as `erase.{id}`.
    #[serde(flatten)]
    named: BTreeMap<String, String>,
}

impl Posted {
    fn erased(&self) -> Vec<String> {
        self.named.keys().filter_map(|key| key.strip_prefix("erase.")).map(str::to_owned).collect()
    }
}

/// `GET /kommune/krav`.
#[tracing::instrument(name = "web.rights.list", skip_all)]
pub(super) async fn list(
    State(web): State<Web>,
    at: Answering,
    shell: Shell,
) -> Result<Response, WebError> {
    listed(&web, &at.at(), &shell).await
}

/// The work list of whoever answers.
pub(super) async fn listed(web: &Web, at: &At<'_>, shell: &Shell) -> Result<Response, WebError> {
    let found = rights::list(web.acts(), at.desk).await?;
    let directory = controllership::names(web.acts()).await?;
    let name = |party: Party| directory.party(party).name;
    let row = |row: rights::Row| RightsPartRow {
        href: (at.part)(row.part.id),
        kind: row.part.part.kind,
        person: row.person,
        born: row.born,
        holder: name(row.party),
        due_on: row.due_on,
        timing: row.timing.filter(|_| row.part.part.state.is_open()),
        responsible: match &row.part.part.standing {
            Standing::Misdirected(right) => right.iter().map(|party| name(*party)).collect(),
            _ => Vec::new(),
        },
        state: PartState(row.part.part.state),
        taken_by: row.taken_by,
    };
    let is_provider = at.desk.parties().iter().any(|party| matches!(party, Party::Org(_)));
    shell.page(&RightsWorkList {
        provider: is_provider
            .then(|| (routes::ProvidersRecords.path(), routes::ProvidersBreaches.path())),
        homes: at
            .desk
            .parties()
            .iter()
            .map(|party| name(*party).unwrap_or_else(|| "Helsebro".to_owned()))
            .collect(),
        open: found.open.into_iter().map(row).collect(),
        done: found.done.into_iter().map(row).collect(),
        today: web.now().in_oslo().date,
    })
}

/// `GET /kommune/krav/{part}`.
#[tracing::instrument(name = "web.rights.part", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
    at: Answering,
    shell: Shell,
    PathId(id): PathId<RightsPartId>,
) -> Result<Response, WebError> {
    let page = page(&web, &at.at(), id).await?;
    shell.page(&RightsPartPage { done: asked.done(), ..page })
}

/// `POST /kommune/krav/{part}`.
#[tracing::instrument(name = "web.rights.step", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: Answering,
    shell: Shell,
    PathId(id): PathId<RightsPartId>,
    CheckedForm(posted): CheckedForm<Posted>,
) -> Result<Response, WebError> {
    match step(&web, &at.at(), id, &posted).await? {
        None => Ok(see_with(&routes::RightsPart(id), "gjort=lagret")),
        Some(wrongs) => wrong((&web, &shell), &at.at(), (id, posted), wrongs).await,
    }
}

/// The page with what was typed, and what is wrong with it.
pub(super) async fn wrong(
    (web, shell): (&Web, &Shell),
    at: &At<'_>,
    (id, posted): (RightsPartId, Posted),
    wrongs: Wrongs,
) -> Result<Response, WebError> {
    let page = page(web, at, id).await?;
    let erased = posted.erased();
    let Posted { outcome, body, legal, note, reason, .. } = posted;
    let typed = Typed { outcome, body, legal, note, reason, erased };
    let page = RightsPartPage { typed, wrongs, ..page };
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// Does what was asked for; what is wrong, when it was not done.
pub(super) async fn step(
    web: &Web,
    at: &At<'_>,
    id: RightsPartId,
    posted: &Posted,
) -> Result<Option<Wrongs>, WebError> {
    let acts = web.acts();
    let done = match posted.act.as_str() {
        "take" => rights::take(acts, at.desk, id).await,
        "hand-over" => rights::hand_over(acts, at.desk, id).await,
        "guide" => rights::guide(acts, at.desk, id).await,
        "use-again" => rights::use_again(acts, at.desk, id).await,
        "erase" => rights::erase(acts, at.desk, id).await,
        "extend" => rights::extend(acts, at.desk, id, &posted.reason).await,
        _ => {
            let Some(outcome) = Outcome::from_stored(&posted.outcome) else {
                return Ok(Some(Wrongs(vec![("outcome".to_owned(), Wrong::NotChosen)])));
            };
            let given = Given {
                outcome,
                words: posted.body.clone(),
                legal_reference: posted.legal.clone(),
                journal_note: posted.note.clone(),
            };
            let named = posted.erased().iter().map(|id| id.parse()).collect::<Result<Vec<_>, _>>();
            let named = named.map_err(|_| WebError::NotFound)?;
            rights::answer_erasing(acts, at.desk, id, (&given, &named)).await
        }
    };
    match done {
        Ok(()) => Ok(None),
        Err(ActError::Refused(refusal)) => {
            let field = match (refusal.code(), posted.act.as_str()) {
                (_, "erase") => "erase-do",
                (ReasonCode::MustBePreserved | ReasonCode::ErasureHeldBack, _) => "erase",
                (ReasonCode::RefusalReferenceRequired, _) => "legal",
                (ReasonCode::JournalNoteRequired | ReasonCode::AssessmentMissing, _) => "note",
                (ReasonCode::ExtensionTooLate, _) | (_, "extend") => "reason",
                (ReasonCode::ReasonTooShort, _) => "body",
                (ReasonCode::ContestedNoDelete, _) => "outcome",
                _ => return Err(ActError::Refused(refusal).into()),
            };
            let wrong = Wrong::Refused(refusal.code().as_str().to_owned());
            Ok(Some(Wrongs(vec![(field.to_owned(), wrong)])))
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn page(
    web: &Web,
    at: &At<'_>,
    id: RightsPartId,
) -> Result<RightsPartPage, WebError> {
    let (shown, _, person) = rights::read(web.acts(), at.desk, id).await?;
    let part = shown.parts.iter().find(|part| part.id == id).ok_or(WebError::NotFound)?;
    let erasable = rights::erasable(web.acts(), at.desk, id).await?;
    let page = shaped(web, &shown, part, person);
    let row = |one: Erasable| ErasableRow {
        value: one.thread.to_string(),
        opened_at: one.opened_at,
        last_at: one.last_at,
        finding: one.finding,
    };
    Ok(RightsPartPage {
        back: at.list.clone(),
        action: (at.part)(id),
        erasables: erasable.all.into_iter().map(row).collect(),
        has_older: erasable.has_more,
        ..page
    })
}

fn shaped(web: &Web, shown: &RequestShown, part: &PartShown, person: String) -> RightsPartPage {
    let today = web.now().in_oslo().date;
    let (clock, is_open) = (part.part.clock, part.part.state.is_open());
    let directory = &shown.directory;
    let answer = part.outcome().zip(part.answer.clone());
    let held = shown.restricted.iter().copied().filter(|one| one.part == part.id);
    let held: Vec<_> = held.collect();
    RightsPartPage {
        back: routes::RightsList.path(),
        action: routes::RightsPart(part.id).path(),
        kind: shown.kind,
        wish: shown.wish,
        place: shown.place.clone(),
        person,
        reference: shown.reference.clone(),
        sent_at: shown.sent_at,
        words: shown.words.clone(),
        holders: names(&part.part.holders, directory),
        days: days(&part.written, shown.sent_at),
        state: PartState(part.part.state),
        due_on: part.part.owed_on(shown.sent_at),
        timing: is_open.then(|| part.part.timing(shown.sent_at, today)).flatten(),
        can_extend: clock.is_some_and(|clock| clock.extend(today).is_ok()),
        to_parent: shown.answer_as == AnswerAs::ToParentOfYouth,
        responsible: names(part.responsible(), directory),
        may_send_on: shown.may_send_on,
        receiver: shown.transfer_to.and_then(|party| directory.party(party).name),
        is_restricted: !held.is_empty(),
        used_from: used_from(&held),
        answer,
        deletes: shown.kind.deletes(shown.wish),
        erasables: Vec::new(),
        has_older: false,
        erasure: erasure_of(shown, part.id),
        // A municipality's is carried out among its plans.
        can_erase: matches!(part.answered_by, Some(Party::Org(_))),
        typed: Typed::default(),
        wrongs: Wrongs::default(),
        done: RightsDone::Nothing,
    }
}
