//! The exchange of a code for tokens.

use secrecy::SecretString;
use serde::Deserialize;

/// What a partner gives for a code.
pub(crate) struct TokenAnswer {
    pub(crate) id_token: SecretString,
    pub(crate) access_token: SecretString,
    pub(crate) kind: String,
}

#[derive(Deserialize)]
struct Body {
    id_token: String,
    access_token: String,
    token_type: String,
}

impl TokenAnswer {
    pub(crate) fn read(body: &[u8]) -> Option<Self> {
        let body: Body = serde_json::from_slice(body).ok()?;
        Some(Self {
            id_token: body.id_token.into(),
            access_token: body.access_token.into(),
            kind: body.token_type,
        })
    }
}

#[derive(Deserialize)]
struct ErrorBody {
    error: String,
}

/// The error that an OAuth answer names, or nothing that can be used.
pub(crate) fn error_code(body: &[u8]) -> String {
    serde_json::from_slice::<ErrorBody>(body).map(|body| body.error).unwrap_or_default()
}
