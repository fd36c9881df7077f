//! Who calls: a journal system with a token, and a proof made for this call.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use helsebro_actions::ActError;
use helsebro_actions::epj::door::{self, LetIn, Shown};
use helsebro_domain::epj::EpjClient;
use helsebro_partners::oidc::{NotShown, ShownCall};

use super::fault::Fault;
use crate::headers::origin;
use crate::web::Web;

/// A journal system that has been let in.
pub(super) struct Caller(pub(super) EpjClient);

const NO_TOKEN: &str = "DPoP algs=\"ES256 PS256 RS256\"";
const BAD_TOKEN: &str = "DPoP error=\"invalid_token\", algs=\"ES256 PS256 RS256\"";
const BAD_PROOF: &str = "DPoP error=\"invalid_dpop_proof\", algs=\"ES256 PS256 RS256\"";

/// The interface's version that is spoken here.
const API_VERSION: &str = "2";

/// The longest name that a calling system gives itself.
const MAX_SOURCE: usize = 200;

impl FromRequestParts<Web> for Caller {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Fault> {
        let (token, proof) = shown(web, parts)?;
        let address = format!("{}{}", origin(web.settings().base_url.as_str()), parts.uri.path());
        let method = parts.method.as_str();
        let call = ShownCall { token, proof, method, address: &address };
        let audience = &web.settings().epj_audience;
        let machine = match web.machine_sign_in().machine(audience, call).await {
            Ok(machine) => machine,
            Err(NotShown::Token(flaw)) => {
                return Err(Fault::stranger(web, BAD_TOKEN, format!("The token: {flaw}")));
            }
            Err(NotShown::Proof(why)) => {
                return Err(Fault::stranger(web, BAD_PROOF, format!("The proof: {why}")));
            }
            Err(NotShown::Fault(fault)) => {
                let fault = &fault as &dyn std::error::Error;
                tracing::warn!(error = fault, "a journal system's token could not be checked");
                let error = "The token cannot be checked now; try again";
                return Err(Fault::new(web, StatusCode::SERVICE_UNAVAILABLE, error));
            }
        };
        let shown = Shown {
            client_id: &machine.client_id,
            org: machine.orgnr_parent.as_deref(),
            proof_id: &machine.proof_id,
            proof_ends: machine.proof_ends,
        };
        match door::let_in(web.acts(), shown).await {
            Ok(LetIn::Yes(client)) => {
                version(web, parts)?;
                Ok(Self(client))
            }
            Ok(LetIn::Replay) => {
                Err(Fault::stranger(web, BAD_PROOF, "The proof: it was used before"))
            }
            Err(ActError::NotFound) => {
                let error = "The client is not registered here for its organisation";
                Err(Fault::new(web, StatusCode::FORBIDDEN, error))
            }
            Err(error) => Err(Fault::of(web, error)),
        }
    }
}

/// The token and the proof, one of each.
fn shown<'p>(web: &Web, parts: &'p Parts) -> Result<(&'p str, &'p str), Fault> {
    let one = |name: &str| {
        let mut all = parts.headers.get_all(name).iter();
        let first = all.next().and_then(|value| value.to_str().ok());
        first.filter(|_| all.next().is_none())
    };
    let token = one(header::AUTHORIZATION.as_str())
        .and_then(|line| line.strip_prefix("DPoP "))
        .ok_or_else(|| Fault::stranger(web, NO_TOKEN, "A token under the DPoP scheme is wanted"))?;
    let proof =
        one("dpop").ok_or_else(|| Fault::stranger(web, BAD_PROOF, "One DPoP header is wanted"))?;
    Ok((token, proof))
}

/// The headers that the interface asks of every call.
fn version(web: &Web, parts: &Parts) -> Result<(), Fault> {
    let named = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
    if named("api-version").is_some_and(|version| version != API_VERSION) {
        return Err(Fault::bad(web, "api-version: 2 is spoken here"));
    }
    match named("nhn-source-system") {
        Some(source) if !source.is_empty() && source.len() <= MAX_SOURCE => Ok(()),
        _ => Err(Fault::bad(web, "nhn-source-system: the calling system's name is wanted")),
    }
}
