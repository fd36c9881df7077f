//! How we are registered at an issuer.

use secrecy::SecretString;
use url::Url;

use super::issuer::Issuer;
use crate::faults::BadSettings;
use crate::http::Limits;
use crate::keys::ClientKey;

/// How we are registered at a partner where people sign in.
#[derive(Debug, Clone)]
pub struct ClientSettings {
    /// The issuer byte for byte, with its last slash or without, as it names itself.
    pub issuer: String,
    /// Our client id.
    pub client_id: String,
    /// Our private key, PKCS#8 PEM: RSA or P-256.
    pub signing_key: SecretString,
    /// The id that the key is registered with; its thumbprint when none is given.
    pub key_id: Option<String>,
    /// Where the person comes back, as registered.
    pub redirect_uri: Url,
    /// Where she comes after signing out, as registered.
    pub post_logout_redirect_uri: Url,
    /// How long we wait for the partner; [`Limits::SIGN_IN`] unless there is a reason.
    pub limits: Limits,
}

/// Settings that have been read and can work.
pub(crate) struct Registration {
    pub(crate) issuer: Issuer,
    pub(crate) client_id: String,
    pub(crate) key: ClientKey,
    pub(crate) redirect_uri: Url,
    pub(crate) post_logout_redirect_uri: Url,
}

impl Registration {
    pub(crate) fn new(settings: &ClientSettings) -> Result<Self, BadSettings> {
        let issuer = Issuer::new(&settings.issuer)?;
        let client_id = settings.client_id.clone();
        if client_id.is_empty() || !client_id.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(BadSettings::ClientId);
        }
        let mut key = ClientKey::from_pem(&settings.signing_key).map_err(|_| BadSettings::Key)?;
        if let Some(kid) = &settings.key_id {
            key = key.with_kid(kid);
        }
        let redirect_uri = settings.redirect_uri.clone();
        let post_logout_redirect_uri = settings.post_logout_redirect_uri.clone();
        Ok(Self { issuer, client_id, key, redirect_uri, post_logout_redirect_uri })
    }
}
