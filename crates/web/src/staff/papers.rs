//! `/ansatt/enheten/fullmakter`: powers of attorney on paper (S1-2.1-a).

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::ActError;
use helsebro_actions::dialog::desk::start;
use helsebro_actions::representation::paper::{self, NewPaper, Paper, Verdict};
use helsebro_domain::ids::PersonId;
use helsebro_domain::parties::IdentityNumber;
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::representation::Terms;
use helsebro_domain::time::Date;
use helsebro_views::pages::citizen::AskForm;
use helsebro_views::pages::staff::{
    DateTyped, Eyes, Faults, PaperRow, PapersDone, PapersPage, Wrong,
};
use serde::Deserialize;

use super::{new_thread, set_up};
use crate::citizen::{ask_form, last_day_of};
use crate::error::WebError;
use crate::extract::{AtDesk, CheckedForm};
use crate::page::{Shell, see_with};
use crate::routes::{Route, staff};
use crate::web::Web;

/// What was done just now, as the address says it.
#[derive(Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    gjort: String,
}

/// What stands on the paper; or which paper is answered, or ended.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct PaperForm {
    act: String,
    paper: String,
    grant: String,
    person: String,
    number: String,
    messages: String,
    rights: String,
    sensitive: String,
    how_long: String,
    signed_day: String,
    signed_month: String,
    signed_year: String,
}

/// Shows the unit's papers.
#[tracing::instrument(name = "web.staff.papers", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let done = PapersDone::ALL.into_iter().find(|done| done.as_str() == asked.gjort);
    shell.page(&PapersPage { done, ..context(&web, &at).await? })
}

/// Registers, confirms, puts away or ends one.
#[tracing::instrument(name = "web.staff.papers", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    CheckedForm(form): CheckedForm<PaperForm>,
) -> Result<Response, WebError> {
    let done = match form.act.as_str() {
        "confirm" | "reject" => {
            let id = form.paper.parse().map_err(|_| WebError::NotFound)?;
            let (verdict, done) = match form.act == "confirm" {
                true => (Verdict::Confirm, PapersDone::Confirmed),
                false => (Verdict::Reject, PapersDone::Rejected),
            };
            paper::answer(web.acts(), &at.desk, id, verdict).await?;
            done
        }
        "withdraw" => {
            let id = form.grant.parse().map_err(|_| WebError::NotFound)?;
            paper::withdraw(web.acts(), &at.desk, id).await?;
            PapersDone::Withdrawn
        }
        _ => return register(&web, &at, &shell, form).await,
    };
    Ok(see_with(&staff::Papers, &format!("gjort={}", done.as_str())))
}

async fn register(
    web: &Web,
    at: &AtDesk,
    shell: &Shell,
    form: PaperForm,
) -> Result<Response, WebError> {
    let ticked = [form.messages.as_str(), &form.rights, &form.sensitive];
    let typed = ask_form(&form.number, ticked, &form.how_long);
    let signed =
        DateTyped { day: form.signed_day, month: form.signed_month, year: form.signed_year };
    let today = shell.now().in_oslo().date;
    let faults = match read(web, (&form.person, &typed, &signed), today) {
        Err(faults) => faults,
        Ok(new) => match paper::register(web.acts(), &at.desk, &new).await {
            Ok(_) => {
                let done = format!("gjort={}", PapersDone::Registered.as_str());
                return Ok(see_with(&staff::Papers, &done));
            }
            Err(error) => Faults(vec![wrong(error)?]),
        },
    };
    let page = context(web, at).await?;
    let page = PapersPage { chosen: form.person, form: typed, signed, faults, ..page };
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn read(
    web: &Web,
    (person, typed, signed): (&str, &AskForm, &DateTyped),
    today: Date,
) -> Result<NewPaper, Faults> {
    let giver = person.parse::<PersonId>();
    let number = IdentityNumber::parse(&typed.number, web.acts().numbers());
    let signed_on = set_up::date(signed);
    let faults = [
        ("person", giver.is_err(), Wrong::NotChosen),
        ("number", number.is_err(), Wrong::NoNumber),
        ("covers", typed.coverage.is_empty(), Wrong::NothingCovered),
        ("signed", signed_on.is_none(), Wrong::NoDate),
        ("signed", signed_on.is_some_and(|day| day > today), Wrong::NotSigned),
    ];
    let there = faults.into_iter().filter(|(_, is_wrong, _)| *is_wrong);
    let faults: Vec<_> = there.map(|(field, _, wrong)| (field, wrong)).collect();
    match (giver, number, signed_on) {
        (Ok(giver), Ok(receiver), Some(signed_on)) if faults.is_empty() => {
            let last_day = last_day_of(typed.how_long, today);
            let terms = Terms { coverage: typed.coverage, last_day };
            Ok(NewPaper { giver, receiver, terms, signed_on })
        }
        _ => Err(Faults(faults)),
    }
}

/// What is wrong; one answer for everything that would tell something of the receiver.
fn wrong(error: ActError) -> Result<(&'static str, Wrong), WebError> {
    match error {
        ActError::NotFound => Ok(("number", Wrong::PaperImpossible)),
        ActError::Refused(refusal) => match refusal.code() {
            ReasonCode::ProxyAge => Ok(("number", Wrong::ProxyAge)),
            ReasonCode::TooManyRequests => Ok(("person", Wrong::TooManyPapers)),
            ReasonCode::NoRepresentationBasis => Ok(("number", Wrong::PaperImpossible)),
            _ => Err(WebError::Refused(refusal)),
        },
        error @ ActError::Storage(_) => Err(error.into()),
    }
}

async fn context(web: &Web, at: &AtDesk) -> Result<PapersPage, WebError> {
    let papers = paper::list(web.acts(), &at.desk).await?;
    let people = start::recipients(web.acts(), &at.desk).await?;
    let waiting = |paper: Paper| row(paper.paper.id.to_string(), paper);
    let held = |paper: Paper| paper.granted.map(|grant| row(grant.to_string(), paper));
    Ok(PapersPage {
        back: staff::Unit.path(),
        action: staff::Papers.path(),
        waiting: papers.waiting.into_iter().map(waiting).collect(),
        held: papers.held.into_iter().filter_map(held).collect(),
        people: new_thread::choices(people),
        chosen: String::new(),
        form: AskForm::default(),
        signed: DateTyped::default(),
        done: None,
        faults: Faults::default(),
    })
}

fn row(value: String, paper: Paper) -> PaperRow {
    PaperRow {
        value,
        giver: paper.giver,
        receiver: paper.receiver,
        coverage: paper.paper.terms.coverage,
        last_day: paper.paper.terms.last_day,
        signed_on: paper.paper.signed_on,
        by: paper.by,
        eyes: if paper.is_own { Eyes::Own } else { Eyes::Colleagues },
    }
}
