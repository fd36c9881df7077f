//! Staff sign in with HelseID (S1-2.1-b).

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use helsebro_actions::ActError;
use helsebro_actions::parties::sessions::{self, Door as GateDoor, LiveWho};
use helsebro_actions::parties::sign_in::{self, SignedIn};
use helsebro_actions::parties::{self, profile};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::representation::EidLevel;
use helsebro_partners::helseid::StaffSignedIn;
use helsebro_partners::oidc::{Callback, Prompt, SignInFailed, SignInRefused, SignInRequest};
use helsebro_views::pages::public::{StaffNotIn, StaffSignInRefused};
use secrecy::ExposeSecret;

use super::attempt::Attempt;
use super::back::local_path;
use super::citizen::{add, chosen_cookies};
use super::kept::Kept;
use super::{Asked, Returned, ui_locale};
use crate::error::WebError;
use crate::extract::{CheckedForm, Chosen};
use crate::limits::address;
use crate::page::{Shell, support_code};
use crate::routes::{Door, Route, municipality, operator, public, staff};
use crate::session::{self, Crumb};
use crate::web::Web;

/// The level that the adapter has made sure of, in the provider's word.
const LEVEL: &str = "4";

/// `GET /ansatt/logg-inn`.
#[tracing::instrument(name = "web.sign_in.staff.begin", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
    parts: Parts,
) -> Result<Response, WebError> {
    let back = local_path(&asked.tilbake, Door::Staff).unwrap_or_default();
    let prompt = if asked.igjen.is_some() { Prompt::Again } else { Prompt::Once };
    begin(&web, &parts, prompt, &back).await
}

/// `POST /ansatt/logg-inn`: from the page that shows what was written when the
/// session was over. Staff copy it; a draft of theirs is nowhere kept.
#[tracing::instrument(name = "web.sign_in.staff.begin_again", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    parts: Parts,
    CheckedForm(kept): CheckedForm<Kept>,
) -> Result<Response, WebError> {
    let back = local_path(&kept.path, Door::Staff).unwrap_or_default();
    begin(&web, &parts, Prompt::Once, &back).await
}

async fn begin(web: &Web, parts: &Parts, prompt: Prompt, back: &str) -> Result<Response, WebError> {
    web.limits().sign_in(address(web, parts))?;
    let language = Chosen::by(web, &parts.headers).language;
    let request = SignInRequest { ui_locale: ui_locale(language), prompt };
    let begun = match web.staff_sign_in().begin(request).await {
        Ok(begun) => begun,
        Err(fault) => {
            let code = support_code(web.acts().dice());
            tracing::warn!(name: "web.sign_in.fault", code, %fault, "HelseID failed");
            return refused(web, parts, StaffNotIn::Away, &code);
        }
    };
    let browser = Crumb::Browser.read(web, &parts.headers);
    let browser = browser.unwrap_or_else(|| session::new_browser(web));
    Attempt::remember(web, GateDoor::Staff, &begun, (&browser, back, None)).await?;
    let mut response = Redirect::to(begun.url.as_str()).into_response();
    add(&mut response, &Crumb::Browser.holding(web, browser));
    Ok(response)
}

/// `GET /ansatt/logg-inn/tilbake`.
#[tracing::instrument(name = "web.sign_in.staff.return", skip_all)]
pub(super) async fn back(
    State(web): State<Web>,
    Query(returned): Query<Returned>,
    parts: Parts,
) -> Result<Response, WebError> {
    web.limits().sign_in(address(&web, &parts))?;
    let callback = Callback::from(returned);
    let browser = Crumb::Browser.read(&web, &parts.headers);
    let attempt = Attempt::recall(&web, GateDoor::Staff, &callback, browser.as_deref()).await?;
    let code = support_code(web.acts().dice());
    let Some(attempt) = attempt else {
        tracing::info!(name: "web.sign_in.no_attempt", code, "no such sign-in from this browser");
        return refused(&web, &parts, StaffNotIn::Failed, &code);
    };
    match web.staff_sign_in().finish(&attempt.pending, &callback).await {
        Ok(who) => enter(&web, &parts, &who, &attempt, &code).await,
        Err(failed) => {
            tracing::warn!(name: "web.sign_in.failed", code, %failed, "staff were not signed in");
            refused(&web, &parts, why(&failed), &code)
        }
    }
}

async fn enter(
    web: &Web,
    parts: &Parts,
    who: &StaffSignedIn,
    attempt: &Attempt,
    code: &str,
) -> Result<Response, WebError> {
    let settings = web.settings();
    let signed_in = SignedIn {
        pid: &who.pid,
        issuer: &settings.staff_issuer,
        sid: who.sid.as_deref(),
        acr: LEVEL,
        level: EidLevel::High,
        id_token: who.id_token.expose_secret(),
    };
    let begun = match sign_in::staff(web.acts(), &signed_in, settings.session).await {
        Ok(begun) => begun,
        Err(ActError::Refused(refusal)) if refusal.code() == ReasonCode::StaffNotAuthorised => {
            let last = parties::staff::ended(web.acts(), &who.pid).await?;
            let why = StaffNotIn::NotAuthorised {
                ended: last.as_ref().map(|place| place.authorisation.last_day),
                unit: last.map(|place| place.unit.name),
            };
            return refused(web, parts, why, code);
        }
        Err(ActError::Refused(_)) => return refused(web, parts, StaffNotIn::LevelTooLow, code),
        Err(error) => return Err(error.into()),
    };
    if let Some(old) = session::token(web, &parts.headers) {
        sessions::end(web.acts(), &old).await?;
    }
    let live = sessions::resume(web.acts(), &begun.token, settings.session).await?;
    let place = match (&live, attempt.back.is_empty()) {
        (_, false) => attempt.back.clone(),
        (Some(live), true) => first_page(web, live).await?,
        (None, true) => staff::WorkList.path(),
    };
    let mut response = Redirect::to(&place).into_response();
    add(&mut response, &Crumb::Session.holding(web, begun.token.to_text()));
    if let Some(live) = live
        && let LiveWho::Staff { staff, municipality, .. } = live.who
    {
        let chosen = profile::staffs(web.acts(), (staff, municipality)).await?;
        let (language, theme) = (chosen.language, chosen.theme);
        for cookie in chosen_cookies(web, helsebro_actions::parties::Profile { language, theme }) {
            add(&mut response, &cookie);
        }
    }
    Ok(response)
}

/// The work list; for who works at no desk today, the municipality's console.
async fn first_page(web: &Web, live: &sessions::Live) -> Result<String, WebError> {
    let LiveWho::Staff { staff, .. } = &live.who else { return Ok(operator::Orders.path()) };
    let places = parties::staff::workplaces(web.acts(), *staff).await?;
    Ok(match places.iter().any(|place| place.holds) {
        true => staff::WorkList.path(),
        false => municipality::Responsibility.path(),
    })
}

const fn why(failed: &SignInFailed) -> StaffNotIn {
    match failed {
        SignInFailed::Refused(SignInRefused::LevelTooLow) => StaffNotIn::LevelTooLow,
        SignInFailed::Refused(SignInRefused::Cancelled) => StaffNotIn::Cancelled,
        SignInFailed::Refused(SignInRefused::NoPid) => StaffNotIn::Unknown,
        SignInFailed::Refused(_) => StaffNotIn::Failed,
        SignInFailed::Fault(_) => StaffNotIn::Away,
    }
}

fn refused(web: &Web, parts: &Parts, why: StaffNotIn, code: &str) -> Result<Response, WebError> {
    let status = match why {
        StaffNotIn::Away => StatusCode::SERVICE_UNAVAILABLE,
        StaffNotIn::Cancelled => StatusCode::OK,
        StaffNotIn::Failed => StatusCode::BAD_REQUEST,
        _ => StatusCode::FORBIDDEN,
    };
    let again = if why == StaffNotIn::LevelTooLow { "?igjen=1" } else { "" };
    let page = StaffSignInRefused {
        why,
        sign_in_href: format!("{}{again}", public::StaffSignIn.path()),
        support_code: Some(code.to_owned()),
    };
    Shell::bare(web, parts).page_with(status, &page)
}
