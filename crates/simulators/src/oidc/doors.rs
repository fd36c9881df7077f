//! The doors both providers have alike. Login page, token and userinfo are their
//! own.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use serde_json::Value;

use super::answers::{Refusal, json_answer, redirect};
use super::authorize::NextStep;
use super::desk::Desk;
use super::form::Form;

#[derive(Clone)]
struct Doors {
    desk: Arc<Desk>,
    discovery: fn(&Desk) -> Value,
}

/// Discovery, keys, pushed requests, authorization and logout.
pub(crate) fn common_routes(desk: &Arc<Desk>, discovery: fn(&Desk) -> Value) -> Router {
    let paths = &desk.rules.paths;
    Router::new()
        .route("/.well-known/openid-configuration", get(discover))
        .route(paths.jwks, get(jwks))
        .route(paths.par, post(par))
        .route(paths.authorize, get(authorize))
        .route(paths.end_session, get(logout_by_query).post(logout_by_form))
        .with_state(Doors { desk: desk.clone(), discovery })
}

async fn discover(State(doors): State<Doors>) -> Response {
    json_answer(StatusCode::OK, (doors.discovery)(&doors.desk))
}

async fn jwks(State(doors): State<Doors>) -> Response {
    json_answer(StatusCode::OK, doors.desk.with_keys(|keys| keys.published()))
}

async fn par(
    State(doors): State<Doors>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refusal> {
    let form = Form::from_body(&headers, &body)?;
    doors.desk.check_pushed_names(&form)?;
    let client = doors.desk.authenticate(&headers, &form)?;
    doors.desk.push(client, &form)
}

async fn authorize(
    State(doors): State<Doors>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let desk = &doors.desk;
    let step = Form::from_query(query.as_deref()).and_then(|form| desk.authorize(&form, &headers));
    match step {
        Ok(NextStep::LoginPage(to) | NextStep::Client(to)) => redirect(&to),
        Err(refusal) => refusal.into_page(desk.rules.provider),
    }
}

async fn logout_by_query(
    State(doors): State<Doors>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    logout(&doors.desk, Form::from_query(query.as_deref()), &headers).await
}

async fn logout_by_form(State(doors): State<Doors>, headers: HeaderMap, body: Bytes) -> Response {
    logout(&doors.desk, Form::from_body(&headers, &body), &headers).await
}

async fn logout(desk: &Desk, form: Result<Form, Refusal>, headers: &HeaderMap) -> Response {
    let left = match form {
        Ok(form) => desk.leave(&form, headers).await,
        Err(refusal) => Err(refusal),
    };
    left.unwrap_or_else(|refusal| refusal.into_page(desk.rules.provider))
}
