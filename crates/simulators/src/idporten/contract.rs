//! ID-porten's contract as data, and its discovery document.

use jsonwebtoken::Algorithm;
use serde_json::{Value, json};

use crate::oidc::Desk;
use crate::oidc::rules::{
    AcrMeaning, AssertionRules, Audience, IssueTimes, Paths, Rules, SessionState,
};

/// Levels, lowest first.
pub(super) const LEVELS: [&str; 3] =
    ["idporten-loa-low", "idporten-loa-substantial", "idporten-loa-high"];

pub(super) fn rules() -> Rules {
    Rules {
        provider: "ID-porten",
        paths: Paths {
            par: "/par",
            authorize: "/authorize",
            login: "/login",
            token: "/token",
            userinfo: "/userinfo",
            end_session: "/logout",
            jwks: "/jwks.json",
        },
        cookie: "idporten_simulator",
        request_uri_prefix: "urn:idporten:",
        pushed_seconds: 120,
        required: &[
            "response_type",
            "redirect_uri",
            "scope",
            "state",
            "nonce",
            "code_challenge",
            "code_challenge_method",
        ],
        optional: &["acr_values", "prompt", "ui_locales", "response_mode"],
        logout: &["id_token_hint", "client_id", "post_logout_redirect_uri", "state"],
        scopes: &["openid", "profile"],
        levels: &LEVELS,
        acr: AcrMeaning::Level,
        session_state: SessionState::NotSent,
        assertion: AssertionRules {
            typ: None,
            algorithms: &[Algorithm::RS256, Algorithm::RS384, Algorithm::RS512],
            audience: Audience::IssuerOrTokenEndpoint,
            lifetime_seconds: 120,
            issue_times: IssueTimes::Optional,
        },
    }
}

pub(super) fn discovery(desk: &Desk) -> Value {
    let paths = &desk.rules.paths;
    json!({
        "issuer": desk.issuer,
        "pushed_authorization_request_endpoint": desk.address(paths.par),
        "authorization_endpoint": desk.address(paths.authorize),
        "token_endpoint": desk.address(paths.token),
        "userinfo_endpoint": desk.address(paths.userinfo),
        "end_session_endpoint": desk.address(paths.end_session),
        "jwks_uri": desk.address(paths.jwks),
        "require_pushed_authorization_requests": true,
        "authorization_response_iss_parameter_supported": true,
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "code_challenge_methods_supported": ["S256"],
        "scopes_supported": desk.rules.scopes,
        "acr_values_supported": LEVELS,
        "prompt_values_supported": ["login"],
        "ui_locales_supported": ["nb", "nn", "en", "se"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["RS256", "RS384", "RS512"],
        "frontchannel_logout_supported": true,
        "frontchannel_logout_session_supported": true,
        "backchannel_logout_supported": true,
        "backchannel_logout_session_supported": true,
    })
}
