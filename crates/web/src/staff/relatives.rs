//! `…/parorende`: those around the patient of a conversation (L-PBRL-3-4, L-PBRL-4-3,
//! L-PBRL-AGE).

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::ActError;
use helsebro_actions::representation::clinical::{self, Around, Decides, Ends, Held, Relative};
use helsebro_domain::ids::{PersonId, ThreadId};
use helsebro_domain::parties::IdentityNumber;
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::representation::{Assessment, BlockClass, BlockReach, YouthTold};
use helsebro_domain::time::Date;
use helsebro_views::pages::staff::{
    Choice, DateTyped, Faults, RelativeRow, RelativesDone, RelativesPage, RelativesTyped, Wrong,
};
use serde::Deserialize;

use super::set_up;
use crate::error::WebError;
use crate::extract::{AtDesk, CheckedForm, PathId};
use crate::page::{Shell, see_with};
use crate::routes::{Route, staff};
use crate::web::Web;

/// What was done just now, as the address says it.
#[derive(Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    gjort: String,
}

/// What is decided, or ended.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct RelativesForm {
    act: String,
    what: String,
    number: String,
    last_day: String,
    last_month: String,
    last_year: String,
    parent: String,
    reach: String,
    class: String,
    told: String,
    why: String,
}

/// Shows what holds.
#[tracing::instrument(name = "web.staff.relatives", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(id): PathId<ThreadId>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let done = RelativesDone::from_value(&asked.gjort);
    shell.page(&RelativesPage { done, ..context(&web, &at, id).await? })
}

/// Decides something, or ends it.
#[tracing::instrument(name = "web.staff.relatives", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(id): PathId<ThreadId>,
    CheckedForm(form): CheckedForm<RelativesForm>,
) -> Result<Response, WebError> {
    if let Some(ends) = ends(&form)? {
        clinical::end(web.acts(), &at.desk, id, ends).await?;
        return Ok(done(id, RelativesDone::Ended));
    }
    let typed = typed(form);
    let faults = match read(&web, &typed) {
        Err(faults) => faults,
        Ok(decides) => {
            let why = (&decides, typed.why.as_str());
            match clinical::decide(web.acts(), &at.desk, id, why).await {
                Ok(()) => return Ok(done(id, RelativesDone::Decided)),
                Err(error) => Faults(vec![wrong(&decides, error)?]),
            }
        }
    };
    let page = RelativesPage { typed, faults, ..context(&web, &at, id).await? };
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn done(id: ThreadId, done: RelativesDone) -> Response {
    see_with(&staff::Relatives(id), &format!("gjort={}", done.as_str()))
}

fn ends(form: &RelativesForm) -> Result<Option<Ends>, WebError> {
    let not_there = |_| WebError::NotFound;
    Ok(Some(match form.act.as_str() {
        "end-decision" => Ends::Competence(form.what.parse().map_err(|_| WebError::NotFound)?),
        "end-block" => Ends::Block(form.what.parse().map_err(not_there)?),
        "end-opening" => Ends::Opening(form.what.parse().map_err(not_there)?),
        _ => return Ok(None),
    }))
}

fn typed(form: RelativesForm) -> RelativesTyped {
    RelativesTyped {
        act: form.act,
        number: form.number,
        last_day: DateTyped { day: form.last_day, month: form.last_month, year: form.last_year },
        parent: form.parent,
        reach: form.reach,
        class: form.class,
        told: form.told,
        why: form.why,
    }
}

fn read(web: &Web, typed: &RelativesTyped) -> Result<Decides, Faults> {
    let has_words = Assessment::parse(&typed.why).is_ok();
    match typed.act.as_str() {
        "decide" => competence(web, typed, has_words),
        "open" => opening(typed, has_words),
        _ => block(typed, has_words),
    }
}

fn competence(web: &Web, typed: &RelativesTyped, has_words: bool) -> Result<Decides, Faults> {
    let named = IdentityNumber::parse(&typed.number, web.acts().numbers());
    let last_day: Option<Date> = set_up::date(&typed.last_day);
    match (named, last_day) {
        (Ok(named), Some(last_day)) if has_words => Ok(Decides::Competence { named, last_day }),
        (named, last_day) => Err(those([
            ("number", named.is_err(), Wrong::NoNumber),
            ("last", last_day.is_none(), Wrong::NoDate),
            ("why-decide", !has_words, Wrong::Assessment),
        ])),
    }
}

fn opening(typed: &RelativesTyped, has_words: bool) -> Result<Decides, Faults> {
    let told = if typed.told.is_empty() { YouthTold::No } else { YouthTold::Yes };
    match typed.parent.parse::<PersonId>() {
        Ok(parent) if has_words && told == YouthTold::Yes => Ok(Decides::Open { parent, told }),
        parent => Err(those([
            ("open-parent", parent.is_err(), Wrong::NotChosen),
            ("why-open", !has_words, Wrong::Assessment),
            ("told", told == YouthTold::No, Wrong::NotTold),
        ])),
    }
}

fn block(typed: &RelativesTyped, has_words: bool) -> Result<Decides, Faults> {
    let parent = match typed.parent.as_str() {
        "all" => Some(None),
        one => one.parse::<PersonId>().ok().map(Some),
    };
    let reach = match typed.reach.as_str() {
        "thread" => Some(BlockReach::Thread),
        "all" => Some(BlockReach::Everything),
        _ => None,
    };
    match (parent, reach, BlockClass::from_stored(&typed.class)) {
        (Some(parent), Some(reach), Some(class)) if has_words => {
            Ok(Decides::Block { parent, class, reach })
        }
        (parent, reach, class) => Err(those([
            ("block-parent", parent.is_none(), Wrong::NotChosen),
            ("reach", reach.is_none(), Wrong::NotChosen),
            ("class", class.is_none(), Wrong::NotChosen),
            ("why-block", !has_words, Wrong::Assessment),
        ])),
    }
}

fn those<const N: usize>(faults: [(&'static str, bool, Wrong); N]) -> Faults {
    let there = faults.into_iter().filter(|(_, is_wrong, _)| *is_wrong);
    Faults(there.map(|(field, _, wrong)| (field, wrong)).collect())
}

/// What is wrong; one answer for everything that would tell something of whoever is named.
fn wrong(decides: &Decides, error: ActError) -> Result<(&'static str, Wrong), WebError> {
    let field = match decides {
        Decides::Competence { .. } => "number",
        Decides::Open { .. } => "open-parent",
        Decides::Block { .. } => "block-parent",
    };
    match error {
        ActError::NotFound => Ok((field, Wrong::NotPossible)),
        ActError::Refused(refusal) => match refusal.code() {
            ReasonCode::StaffNotAuthorised => Ok((field, Wrong::NoClinician)),
            ReasonCode::ProxyAge => Ok((field, Wrong::ProxyAge)),
            ReasonCode::NoRepresentationBasis => Ok((field, Wrong::NotPossible)),
            _ => Err(WebError::Refused(refusal)),
        },
        error @ ActError::Storage(_) => Err(error.into()),
    }
}

async fn context(web: &Web, at: &AtDesk, id: ThreadId) -> Result<RelativesPage, WebError> {
    let Around { given, age, parents, decisions, blocks, openings } =
        clinical::around(web.acts(), &at.desk, id).await?;
    let parent =
        |one: Relative| Choice { value: one.person.to_string(), name: one.name, detail: None };
    Ok(RelativesPage {
        back: staff::Thread(id).path(),
        action: staff::Relatives(id).path(),
        given,
        age,
        parents: parents.into_iter().map(parent).collect(),
        decisions: decisions
            .into_iter()
            .map(|held| row(held, |(id, last)| (id.to_string(), last)))
            .collect(),
        blocks: blocks
            .into_iter()
            .map(|held| row(held, |(id, reach, _)| (id.to_string(), reach)))
            .collect(),
        openings: openings
            .into_iter()
            .map(|held| row(held, |(id, _)| (id.to_string(), ())))
            .collect(),
        typed: RelativesTyped::default(),
        done: None,
        faults: Faults::default(),
    })
}

fn row<T, W>(held: Held<T>, of: impl Fn(T) -> (String, W)) -> RelativeRow<W> {
    let (value, what) = of(held.what);
    RelativeRow { value, what, name: held.name, by: held.by, reason: held.reason }
}
