//! Where the two providers differ, as data.

use jsonwebtoken::Algorithm;

/// Whether a client assertion must carry issue times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IssueTimes {
    /// `iat` and `nbf` must be there.
    Required,
    /// They may be left out.
    Optional,
}

/// Which addresses a client assertion may be meant for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Audience {
    /// The issuer, letter by letter.
    IssuerOnly,
    /// The issuer or the token endpoint.
    IssuerOrTokenEndpoint,
}

/// What `acr_values` means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AcrMeaning {
    /// The wanted level.
    Level,
    /// The choice of identity provider; this stand-in has one and does not ask.
    IdentityProvider,
}

/// Whether the way back carries `session_state`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SessionState {
    /// It does.
    Sent,
    /// The contract does not name it.
    NotSent,
}

/// What a client assertion must look like.
pub(crate) struct AssertionRules {
    pub(crate) typ: Option<&'static str>,
    pub(crate) algorithms: &'static [Algorithm],
    pub(crate) audience: Audience,
    pub(crate) lifetime_seconds: i64,
    pub(crate) issue_times: IssueTimes,
}

/// Paths under the issuer.
pub(crate) struct Paths {
    pub(crate) par: &'static str,
    pub(crate) authorize: &'static str,
    pub(crate) login: &'static str,
    pub(crate) token: &'static str,
    pub(crate) userinfo: &'static str,
    pub(crate) end_session: &'static str,
    pub(crate) jwks: &'static str,
}

/// One provider's contract.
pub(crate) struct Rules {
    pub(crate) provider: &'static str,
    pub(crate) paths: Paths,
    pub(crate) cookie: &'static str,
    pub(crate) request_uri_prefix: &'static str,
    pub(crate) pushed_seconds: i64,
    /// Parameters of a pushed request that must be there, besides client
    /// authentication.
    pub(crate) required: &'static [&'static str],
    /// Parameters of a pushed request that may be there.
    pub(crate) optional: &'static [&'static str],
    /// Parameters of a logout.
    pub(crate) logout: &'static [&'static str],
    pub(crate) scopes: &'static [&'static str],
    /// Levels, lowest first.
    pub(crate) levels: &'static [&'static str],
    pub(crate) acr: AcrMeaning,
    pub(crate) session_state: SessionState,
    pub(crate) assertion: AssertionRules,
}

impl Rules {
    /// The place of a level among the levels, lowest first.
    pub(crate) fn rank(&self, level: &str) -> Option<usize> {
        self.levels.iter().position(|held| *held == level)
    }
}
