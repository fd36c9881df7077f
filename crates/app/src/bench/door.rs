//! Our doors with citizens signed in at them, asked in the process.

use core::time::Duration;
use std::sync::Arc;

use anyhow::Context as _;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use helsebro_actions::parties::sessions::SessionLimits;
use helsebro_domain::ids::SessionId;
use helsebro_partners::http::Limits;
use helsebro_partners::keys::{ClientKey, KeyKind};
use helsebro_partners::krr::NoContactRegister;
use helsebro_partners::oidc::ClientSettings;
use helsebro_partners::population::NoPopulationRegister;
use helsebro_partners::seal::Seals;
use helsebro_storage::sessions::{NewSession, SessionToken, Who};
use helsebro_storage::{Scope, SystemReason, sessions};
use helsebro_web::{ClientAddress, LimitSettings, Web, WebParts, WebSettings};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;
use url::Url;

use super::town::BenchTown;
use crate::dice::SystemDice;
use crate::wiring::{self, Base};

/// Where the doors say that they are.
const BASE_URL: &str = "http://127.0.0.1:1/";

/// Where nobody is ever sent.
const ISSUER: &str = "http://127.0.0.1:2";

/// How long a session lives.
const SESSION: SessionLimits =
    SessionLimits { idle: Duration::from_hours(12), absolute: Duration::from_hours(24) };

/// The most bytes that a page may have.
const MAX_PAGE_BYTES: usize = 1024 * 1024;

/// The doors over a town. Nobody signs in, so the partners are never called.
pub(super) fn router(town: &BenchTown) -> anyhow::Result<Router> {
    let base = Base {
        db: town.db.clone(),
        acts: town.acts.clone(),
        clock: town.clock.clone(),
        dice: Arc::new(SystemDice),
    };
    let helse_id = Arc::new(wiring::helse_id(&registered()?, &base)?);
    let settings = WebSettings {
        base_url: Url::parse(BASE_URL)?,
        citizen_issuer: ISSUER.to_owned(),
        staff_issuer: ISSUER.to_owned(),
        epj_audience: String::new(),
        our_her_id: String::new(),
        session: SESSION,
        limits: LimitSettings::default(),
        client_address: ClientAddress::Peer,
        reports: None,
        mail_reports: None,
        contact_page: None,
        seals: Seals::default(),
        demo: None,
    };
    Ok(helsebro_web::router(Web::new(WebParts {
        acts: town.acts.clone(),
        citizen_sign_in: Arc::new(wiring::id_porten(&registered()?, &base)?),
        staff_sign_in: helse_id.clone(),
        machine_sign_in: helse_id,
        population: Arc::new(NoPopulationRegister),
        contacts: Arc::new(NoContactRegister),
        settings,
        shutdown: CancellationToken::new(),
    })))
}

fn registered() -> anyhow::Result<ClientSettings> {
    let key = ClientKey::generate(KeyKind::P256)?;
    Ok(ClientSettings {
        issuer: ISSUER.to_owned(),
        client_id: "bench".to_owned(),
        signing_key: key.to_pem(),
        key_id: None,
        redirect_uri: Url::parse(BASE_URL)?,
        post_logout_redirect_uri: Url::parse(BASE_URL)?,
        limits: Limits::SIGN_IN,
    })
}

/// A session for each resident, as the cookie that her browser sends.
pub(super) async fn cookies(town: &BenchTown) -> anyhow::Result<Vec<String>> {
    let mut cookies = Vec::with_capacity(town.residents.len());
    for resident in &town.residents {
        let (now, dice) = (town.acts.now(), town.acts.dice());
        let token = SessionToken::generate(dice);
        let new = NewSession {
            id: SessionId::new(now, dice),
            token: &token,
            who: Who::Citizen(resident.access.person()),
            logout_key: None,
            acr: "idporten-loa-high",
            id_token_hint: None,
            now,
            idle: SESSION.idle,
            absolute: SESSION.absolute,
        };
        let scope = Scope::System(SystemReason::Bench);
        town.db
            .write(scope, "bench.session", async |mut tx| sessions::create(&mut tx, &new).await)
            .await?;
        cookies.push(format!("helsebro={}", token.to_text()));
    }
    Ok(cookies)
}

/// Asks for a page and reads it whole; how many bytes it has.
pub(super) async fn asked(router: &Router, path: &str, cookie: &str) -> anyhow::Result<usize> {
    let request = Request::get(path).header(header::COOKIE, cookie).body(Body::empty())?;
    let response = router.clone().oneshot(request).await?;
    let status = response.status();
    anyhow::ensure!(status == StatusCode::OK, "the page is answered with {status}");
    let page = to_bytes(response.into_body(), MAX_PAGE_BYTES).await.context("a page")?;
    Ok(page.len())
}
