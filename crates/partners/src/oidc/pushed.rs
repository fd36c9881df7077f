//! The request for sign-in, sent by us and not by the browser (RFC 9126).

use serde::Deserialize;
use url::Url;

use super::Prompt;
use super::pending::Pending;
use super::pkce::challenge;

/// What a sign-in asks of a partner.
#[derive(Clone, Copy)]
pub(crate) struct Wanted<'a> {
    pub(crate) scope: &'static str,
    pub(crate) redirect_uri: &'a Url,
    /// What only this partner takes.
    pub(crate) more: &'a [(&'static str, &'static str)],
}

/// The form's fields, without those that show who we are.
pub(crate) fn fields(
    wanted: Wanted<'_>,
    prompt: Prompt,
    pending: &Pending,
) -> Vec<(&'static str, String)> {
    let mut fields = vec![
        ("response_type", "code".to_owned()),
        ("scope", wanted.scope.to_owned()),
        ("redirect_uri", wanted.redirect_uri.to_string()),
        ("state", pending.state.clone()),
        ("nonce", pending.nonce.clone()),
        ("code_challenge", challenge(&pending.verifier)),
        ("code_challenge_method", "S256".to_owned()),
    ];
    fields.extend(wanted.more.iter().map(|(name, value)| (*name, (*value).to_owned())));
    if prompt == Prompt::Again {
        fields.push(("prompt", "login".to_owned()));
    }
    fields
}

/// Longest reference that is sent on.
const REFERENCE_MAX: usize = 512;

#[derive(Deserialize)]
struct Accepted {
    request_uri: String,
}

/// The address of the sign-in page for a request that was accepted.
pub(crate) fn authorize_url(authorize: &Url, client_id: &str, body: &[u8]) -> Option<Url> {
    let accepted: Accepted = serde_json::from_slice(body).ok()?;
    let reference = accepted.request_uri;
    if !reference.starts_with("urn:") || reference.len() > REFERENCE_MAX {
        return None;
    }
    let mut url = authorize.clone();
    url.query_pairs_mut()
        .append_pair("client_id", client_id)
        .append_pair("request_uri", &reference);
    Some(url)
}
