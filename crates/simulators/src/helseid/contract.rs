//! HelseID's contract as data, and its discovery document.

use jsonwebtoken::Algorithm;
use serde_json::{Value, json};

use super::machines::CLIENT_CREDENTIALS;
use crate::oidc::Desk;
use crate::oidc::rules::{
    AcrMeaning, AssertionRules, Audience, IssueTimes, Paths, Rules, SessionState,
};

/// Security levels, lowest first; a login here gives the last.
pub(super) const LEVELS: [&str; 2] = ["3", "4"];
pub(super) const HIGHEST_LEVEL: &str = "4";

pub(super) fn rules() -> Rules {
    Rules {
        provider: "HelseID",
        paths: Paths {
            par: "/connect/par",
            authorize: "/connect/authorize",
            login: "/account/login",
            token: "/connect/token",
            userinfo: "/connect/userinfo",
            end_session: "/connect/endsession",
            jwks: "/.well-known/openid-configuration/jwks",
        },
        cookie: "helseid_simulator",
        request_uri_prefix: "urn:ietf:params:oauth:request_uri:",
        pushed_seconds: 60,
        required: &[
            "response_type",
            "redirect_uri",
            "scope",
            "code_challenge",
            "code_challenge_method",
        ],
        optional: &["state", "nonce", "resource", "acr_values", "prompt"],
        logout: &["id_token_hint", "post_logout_redirect_uri", "state"],
        scopes: &[
            "openid",
            "profile",
            "helseid://scopes/identity/pid",
            "helseid://scopes/identity/security_level",
            "helseid://scopes/identity/network",
            "helseid://scopes/hpr/hpr_number",
        ],
        levels: &LEVELS,
        acr: AcrMeaning::IdentityProvider,
        session_state: SessionState::Sent,
        assertion: AssertionRules {
            typ: Some("client-authentication+jwt"),
            algorithms: &[
                Algorithm::PS256,
                Algorithm::PS384,
                Algorithm::PS512,
                Algorithm::ES256,
                Algorithm::ES384,
            ],
            audience: Audience::IssuerOnly,
            lifetime_seconds: 60,
            issue_times: IssueTimes::Required,
        },
    }
}

pub(super) fn discovery(desk: &Desk) -> Value {
    let paths = &desk.rules.paths;
    let signing: Vec<String> =
        desk.rules.assertion.algorithms.iter().map(|alg| format!("{alg:?}")).collect();
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
        "grant_types_supported": ["authorization_code", CLIENT_CREDENTIALS],
        "code_challenge_methods_supported": ["S256"],
        "scopes_supported": desk.rules.scopes,
        "prompt_values_supported": ["login"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": [desk.algorithm_name()],
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": signing,
        "dpop_signing_alg_values_supported": super::dpop::algorithm_names(),
        "frontchannel_logout_supported": true,
        "frontchannel_logout_session_supported": true,
        "backchannel_logout_supported": true,
        "backchannel_logout_session_supported": true,
    })
}
