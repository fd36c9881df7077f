//! A citizen signs in with ID-porten (S1-2.1-c).

use axum::extract::{Query, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::Cookie;
use helsebro_actions::ActError;
use helsebro_actions::parties::profile;
use helsebro_actions::parties::register::{self, NotAsked};
use helsebro_actions::parties::sessions::{self, Door as GateDoor, LiveWho};
use helsebro_actions::parties::sign_in::{self, SignedIn};
use helsebro_domain::parties::IdentityNumber;
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::representation::{EidLevel, Reach};
use helsebro_partners::RegisterFault;
use helsebro_partners::idporten::CitizenSignedIn;
use helsebro_partners::oidc::{Callback, Prompt, SignInFailed, SignInRefused, SignInRequest};
use helsebro_views::pages::public::{NotIn, SignInRefused as SignInRefusedPage};
use secrecy::ExposeSecret;

use super::attempt::Attempt;
use super::back::local_path;
use super::kept::Kept;
use super::{Asked, Returned, ui_locale};
use crate::error::WebError;
use crate::extract::{CheckedForm, Chosen};
use crate::limits::address;
use crate::page::{self, Shell, support_code};
use crate::routes::{Door, Route, citizen, public};
use crate::session::{self, Crumb};
use crate::web::Web;

/// `GET /logg-inn`.
#[tracing::instrument(name = "web.sign_in.citizen.begin", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
    parts: Parts,
) -> Result<Response, WebError> {
    let back = local_path(&asked.tilbake, Door::Citizen).unwrap_or_default();
    let prompt = if asked.igjen.is_some() { Prompt::Again } else { Prompt::Once };
    begin(&web, parts, prompt, (&back, None)).await
}

/// `POST /logg-inn`: with a text that was written when the session was over.
#[tracing::instrument(name = "web.sign_in.citizen.begin_with_text", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    parts: Parts,
    CheckedForm(kept): CheckedForm<Kept>,
) -> Result<Response, WebError> {
    let back = local_path(&kept.path, Door::Citizen).unwrap_or_default();
    let kept = Some(kept).filter(Kept::fits);
    begin(&web, parts, Prompt::Once, (&back, kept.as_ref())).await
}

async fn begin(
    web: &Web,
    parts: Parts,
    prompt: Prompt,
    (back, kept): (&str, Option<&Kept>),
) -> Result<Response, WebError> {
    web.limits().sign_in(address(web, &parts))?;
    let language = Chosen::by(web, &parts.headers).language;
    let request = SignInRequest { ui_locale: ui_locale(language), prompt };
    let begun = match web.citizen_sign_in().begin(request).await {
        Ok(begun) => begun,
        Err(fault) => {
            let code = support_code(web.acts().dice());
            tracing::warn!(name: "web.sign_in.fault", code, %fault, "ID-porten failed");
            return refused(web, &parts, NotIn::Away, &code).await;
        }
    };
    let browser = Crumb::Browser.read(web, &parts.headers);
    let browser = browser.unwrap_or_else(|| session::new_browser(web));
    Attempt::remember(web, GateDoor::Citizen, &begun, (&browser, back, kept)).await?;
    let mut response = Redirect::to(begun.url.as_str()).into_response();
    add(&mut response, &Crumb::Browser.holding(web, browser));
    Ok(response)
}

/// `GET /logg-inn/tilbake`.
#[tracing::instrument(name = "web.sign_in.citizen.return", skip_all)]
pub(super) async fn back(
    State(web): State<Web>,
    Query(returned): Query<Returned>,
    parts: Parts,
) -> Result<Response, WebError> {
    web.limits().sign_in(address(&web, &parts))?;
    let callback = Callback::from(returned);
    let browser = Crumb::Browser.read(&web, &parts.headers);
    let attempt = Attempt::recall(&web, GateDoor::Citizen, &callback, browser.as_deref()).await?;
    let code = support_code(web.acts().dice());
    let Some(attempt) = attempt else {
        tracing::info!(name: "web.sign_in.no_attempt", code, "no such sign-in from this browser");
        return refused(&web, &parts, NotIn::Failed, &code).await;
    };
    match web.citizen_sign_in().finish(&attempt.pending, &callback).await {
        Ok(who) => enter(&web, &parts, &who, &attempt, &code).await,
        Err(failed) => {
            tracing::warn!(name: "web.sign_in.failed", code, %failed, "a citizen was not signed in");
            refused(&web, &parts, why(&failed), &code).await
        }
    }
}

async fn enter(
    web: &Web,
    parts: &Parts,
    who: &CitizenSignedIn,
    attempt: &Attempt,
    code: &str,
) -> Result<Response, WebError> {
    let settings = web.settings();
    let signed_in = SignedIn {
        pid: &who.pid,
        issuer: &settings.citizen_issuer,
        sid: who.sid.as_deref(),
        acr: &who.acr,
        level: EidLevel::High,
        id_token: who.id_token.expose_secret(),
    };
    comes_in(web, &signed_in, code).await?;
    let begun = match sign_in::citizen(web.acts(), &signed_in, settings.session).await {
        Ok(begun) => begun,
        Err(ActError::NotFound) => return refused(web, parts, NotIn::Failed, code).await,
        Err(ActError::Refused(refusal)) if refusal.code() == ReasonCode::EidLevelTooLow => {
            return refused(web, parts, NotIn::LevelTooLow, code).await;
        }
        Err(error) => return Err(error.into()),
    };
    // Whoever was signed in here before is not any more.
    if let Some(old) = session::token(web, &parts.headers) {
        sessions::end(web.acts(), &old).await?;
    }
    let mut place =
        if attempt.back.is_empty() { citizen::Home.path() } else { attempt.back.clone() };
    let mut cookies = vec![Crumb::Session.holding(web, begun.token.to_text())];
    if let Some(live) = sessions::resume(web.acts(), &begun.token, settings.session).await?
        && let LiveWho::Citizen { access, .. } = live.who
    {
        let chosen = profile::citizens(web.acts(), &access).await?;
        cookies.extend(chosen_cookies(web, chosen));
        if access.reach() == Reach::Everything
            && let Some(kept) = &attempt.kept
            && let Some(restored) = kept.restore(web, &access).await?
        {
            place = restored;
        }
    }
    let mut response = Redirect::to(&place).into_response();
    for cookie in &cookies {
        add(&mut response, cookie);
    }
    Ok(response)
}

/// Whoever signs in for the first time is not known here yet: the population register
/// says who she is. That it does not answer keeps nobody out who is known.
async fn comes_in(web: &Web, who: &SignedIn<'_>, code: &str) -> Result<(), WebError> {
    let Ok(number) = IdentityNumber::parse(who.pid, web.acts().numbers()) else { return Ok(()) };
    match register::come_in(web.acts(), web.population(), &number).await {
        Ok(_) | Err(NotAsked::Register(RegisterFault::NotConfigured)) => Ok(()),
        Err(NotAsked::Register(fault)) => {
            tracing::warn!(name: "web.sign_in.register", code, %fault, "the register is away");
            Ok(())
        }
        Err(NotAsked::Act(error)) => Err(error.into()),
    }
}

/// The cookies that keep a profile's choices at hand.
pub(crate) fn chosen_cookies(
    web: &Web,
    chosen: helsebro_actions::parties::Profile,
) -> Vec<Cookie<'static>> {
    let language = page::language(chosen.language)
        .map(|language| Crumb::Language.holding(web, language.tag()));
    let theme = Crumb::Theme.holding(web, page::theme(chosen.theme).as_str());
    language.into_iter().chain([theme]).collect()
}

const fn why(failed: &SignInFailed) -> NotIn {
    match failed {
        SignInFailed::Refused(SignInRefused::LevelTooLow) => NotIn::LevelTooLow,
        SignInFailed::Refused(SignInRefused::NoPid) => NotIn::NoIdentity,
        SignInFailed::Refused(SignInRefused::Cancelled) => NotIn::Cancelled,
        SignInFailed::Refused(_) => NotIn::Failed,
        SignInFailed::Fault(_) => NotIn::Away,
    }
}

async fn refused(web: &Web, parts: &Parts, why: NotIn, code: &str) -> Result<Response, WebError> {
    let shell = Shell::bare(web, parts);
    let (status, again) = match why {
        NotIn::Away => (StatusCode::SERVICE_UNAVAILABLE, ""),
        NotIn::LevelTooLow | NotIn::NoIdentity => (StatusCode::FORBIDDEN, "?igjen=1"),
        NotIn::Cancelled => (StatusCode::OK, ""),
        NotIn::Failed => (StatusCode::BAD_REQUEST, ""),
    };
    let page = SignInRefusedPage {
        why,
        sign_in_href: format!("{}{again}", public::SignIn.path()),
        support_code: Some(code.to_owned()),
        switchboards: shell.switchboards(web).await,
    };
    shell.page_with(status, &page)
}

/// Puts a cookie on an answer.
pub(crate) fn add(response: &mut Response, cookie: &Cookie<'static>) {
    if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}
