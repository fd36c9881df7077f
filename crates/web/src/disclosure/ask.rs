//! `/ansatt/utleveringer/ny`: asks another unit for data about a patient (§ 10.2).

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::ActError;
use helsebro_actions::disclosure::AskedWords;
use helsebro_actions::disclosure::asking::{self, NewDisclosure, Whose};
use helsebro_domain::disclosure::{Consent, DEFAULT_DAYS, MAX_REASON, Purpose};
use helsebro_domain::ids::UnitId;
use helsebro_domain::refusals::ReasonCode;
use helsebro_views::pages::disclosure::{AskPage, DisclosureDone};
use helsebro_views::pages::municipality::{Wrong, Wrongs};
use serde::Deserialize;

use crate::error::WebError;
use crate::extract::{AtDesk, CheckedForm};
use crate::municipality::typed::day;
use crate::page::{Shell, see_with};
use crate::routes::{Route, staff};
use crate::web::Web;

/// What was filled in.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct AskForm {
    whose: String,
    number: String,
    source: String,
    purpose: String,
    consent: String,
    what: String,
    from: String,
    to: String,
    days: String,
    why: String,
    compelling: String,
}

/// Shows the empty form.
#[tracing::instrument(name = "web.disclosure.ask", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
) -> Result<Response, WebError> {
    let days = DEFAULT_DAYS.to_string();
    let form = AskForm { whose: "one".to_owned(), days, ..AskForm::default() };
    shell.page(&context(&web, &at, form, Vec::new()).await?)
}

/// Asks, or shows the form again as it was filled.
#[tracing::instrument(name = "web.disclosure.ask", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    CheckedForm(form): CheckedForm<AskForm>,
) -> Result<Response, WebError> {
    let wrongs = match read(&form) {
        Err(wrongs) => wrongs,
        Ok(new) => match asking::ask(web.acts(), &at.desk, &new).await {
            Ok(id) => {
                let done = format!("gjort={}", DisclosureDone::Asked.as_str());
                return Ok(see_with(&staff::Disclosure(id), &done));
            }
            Err(error) => vec![wrong(error)?],
        },
    };
    let page = context(&web, &at, form, wrongs).await?;
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

type Found = Vec<(String, Wrong)>;

fn read(form: &AskForm) -> Result<NewDisclosure, Found> {
    let source = form.source.parse::<UnitId>();
    let purpose = Purpose::from_stored(&form.purpose);
    let (from, to) = (day(&form.from), day(&form.to));
    let days = form.days.trim().parse::<u8>();
    let faults = [
        ("source", source.is_err(), Wrong::NotChosen),
        ("purpose", purpose.is_none(), Wrong::NotChosen),
        ("what", form.what.trim().is_empty(), Wrong::Missing),
        ("from", from.is_none(), Wrong::NoDate),
        ("to", to.is_none(), Wrong::NoDate),
        ("to", from.zip(to).is_some_and(|(from, to)| to < from), Wrong::EndsBefore),
        ("days", days.is_err(), Wrong::Refused(ReasonCode::ScopeTooWide.as_str().to_owned())),
    ];
    let there = faults.into_iter().filter(|(_, is_wrong, _)| *is_wrong);
    let faults: Found = there.map(|(field, _, wrong)| (field.to_owned(), wrong)).collect();
    match (source, purpose, from, to, days) {
        (Ok(source), Some(purpose), Some(from), Some(to), Ok(days)) if faults.is_empty() => {
            let number: String = form.number.split_whitespace().collect();
            Ok(NewDisclosure {
                whose: match form.whose.as_str() {
                    "everybody" => Whose::Everybody,
                    _ => Whose::Number(number),
                },
                source,
                purpose,
                consent: if form.consent == "yes" { Consent::Given } else { Consent::None },
                from,
                to,
                days,
                words: AskedWords {
                    what: form.what.clone(),
                    why: form.why.clone(),
                    compelling: form.compelling.clone(),
                },
            })
        }
        _ => Err(faults),
    }
}

/// What the rules say no to, at its field.
fn wrong(error: ActError) -> Result<(String, Wrong), WebError> {
    let refusal = match error {
        ActError::NotFound => return Ok(("number".to_owned(), Wrong::NoNumber)),
        ActError::Refused(refusal) => refusal,
        error @ ActError::Storage(_) => return Err(error.into()),
    };
    let field = match refusal.code() {
        ReasonCode::BulkDisclosureNotAllowed => "whose",
        ReasonCode::DisclosureNoBasis => "purpose",
        ReasonCode::AssessmentMissing => "why",
        ReasonCode::PatientOpposed => "compelling",
        ReasonCode::ScopeTooWide => "to",
        _ => return Err(WebError::Refused(refusal)),
    };
    Ok((field.to_owned(), Wrong::Refused(refusal.code().as_str().to_owned())))
}

async fn context(
    web: &Web,
    at: &AtDesk,
    form: AskForm,
    wrongs: Found,
) -> Result<AskPage, WebError> {
    let sources = asking::sources(web.acts(), &at.desk).await?;
    let source =
        |(id, name, home): (UnitId, String, String)| (id.to_string(), format!("{name} ({home})"));
    let is_opposed =
        !form.compelling.is_empty() || wrongs.iter().any(|(field, _)| field == "compelling");
    Ok(AskPage {
        back: staff::Disclosures.path(),
        action: staff::NewDisclosure.path(),
        sources: sources.into_iter().map(source).collect(),
        purpose: Purpose::from_stored(&form.purpose),
        has_consent: form.consent == "yes",
        is_opposed,
        limit: MAX_REASON,
        wrongs: Wrongs(wrongs),
        whose: form.whose,
        number: form.number,
        source: form.source,
        what: form.what,
        from: form.from,
        to: form.to,
        days: form.days,
        why: form.why,
        compelling: form.compelling,
    })
}
