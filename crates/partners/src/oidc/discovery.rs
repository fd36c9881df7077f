//! What an issuer says about itself, and for how long we believe it.

use core::time::Duration;

use serde::Deserialize;
use url::Url;

use super::issuer::{Issuer, is_safe};

/// How long a description is used before it is asked for again.
pub(crate) const DISCOVERY_KEPT: Duration = Duration::from_secs(24 * 60 * 60);

/// Where an issuer answers what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Metadata {
    pub(crate) authorize: Url,
    pub(crate) pushed: Url,
    pub(crate) token: Url,
    pub(crate) keys: Url,
    pub(crate) user_info: Option<Url>,
    pub(crate) end_session: Option<Url>,
}

#[derive(Deserialize)]
struct Document {
    issuer: String,
    authorization_endpoint: String,
    pushed_authorization_request_endpoint: Option<String>,
    token_endpoint: String,
    jwks_uri: String,
    userinfo_endpoint: Option<String>,
    end_session_endpoint: Option<String>,
}

impl Metadata {
    /// Reads a description; it must name the issuer exactly as we do.
    pub(crate) fn read(issuer: &Issuer, body: &[u8]) -> Result<Self, &'static str> {
        let document: Document =
            serde_json::from_slice(body).map_err(|_| "not a description of an issuer")?;
        if document.issuer != issuer.as_str() {
            return Err("describes another issuer");
        }
        let pushed = document
            .pushed_authorization_request_endpoint
            .ok_or("has no endpoint for pushed requests")?;
        Ok(Self {
            authorize: address(&document.authorization_endpoint)?,
            pushed: address(&pushed)?,
            token: address(&document.token_endpoint)?,
            keys: address(&document.jwks_uri)?,
            user_info: document.userinfo_endpoint.as_deref().map(address).transpose()?,
            end_session: document.end_session_endpoint.as_deref().map(address).transpose()?,
        })
    }
}

fn address(text: &str) -> Result<Url, &'static str> {
    let address = Url::parse(text).map_err(|_| "has something that is no address")?;
    if is_safe(&address) { Ok(address) } else { Err("has an open http address") }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn document() -> Value {
        json!({
            "issuer": "https://id.test",
            "authorization_endpoint": "https://login.id.test/authorize",
            "pushed_authorization_request_endpoint": "https://id.test/par",
            "token_endpoint": "https://id.test/token",
            "jwks_uri": "https://id.test/jwks",
            "end_session_endpoint": "https://login.id.test/logout",
        })
    }

    fn read(document: &Value) -> Result<Metadata, &'static str> {
        let issuer = Issuer::new("https://id.test").unwrap();
        Metadata::read(&issuer, document.to_string().as_bytes())
    }

    #[test]
    fn a_description_gives_the_addresses() {
        let metadata = read(&document()).unwrap();
        assert_eq!(metadata.authorize.as_str(), "https://login.id.test/authorize");
        assert_eq!(metadata.user_info, None);
    }

    #[test]
    fn a_description_of_an_issuer_that_differs_by_a_slash_is_refused() {
        let mut other = document();
        other["issuer"] = json!("https://id.test/");
        assert_eq!(read(&other), Err("describes another issuer"));
    }

    #[test]
    fn a_description_with_an_open_address_or_without_pushed_requests_is_refused() {
        for name in ["token_endpoint", "jwks_uri", "end_session_endpoint"] {
            let mut open = document();
            open[name] = json!("http://id.test/x");
            assert_eq!(read(&open), Err("has an open http address"), "{name}");
        }
        let mut without = document();
        without.as_object_mut().unwrap().remove("pushed_authorization_request_endpoint");
        assert_eq!(read(&without), Err("has no endpoint for pushed requests"));
    }
}
