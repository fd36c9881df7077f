//! What `[idporten]` and `[helseid]` have in common: how we are registered.

use helsebro_partners::http::Limits;
use helsebro_partners::keys::ClientKey;
use helsebro_partners::oidc::{ClientSettings, Issuer};
use secrecy::SecretString;
use url::Url;

use super::Problems;

/// The largest key file that is read.
const MAX_KEY_FILE_BYTES: u64 = 64 * 1024;

/// How we are registered at an identity provider.
pub(crate) struct Registered {
    /// What the adapter needs.
    pub(crate) client: ClientSettings,
}

/// The values of a section about an identity provider.
pub(super) struct Given<'a> {
    pub(super) section: &'static str,
    pub(super) issuer: &'a str,
    pub(super) client_id: &'a str,
    pub(super) signing_key_file: &'a str,
    pub(super) signing_key: &'a str,
    pub(super) key_id: &'a str,
}

impl Given<'_> {
    /// The registration of a client whose people come back to `redirect_path`.
    pub(super) fn registered(
        &self,
        base_url: &Url,
        redirect_path: &str,
        problems: &mut Problems,
    ) -> Option<Registered> {
        let key = |key: &str| format!("{}.{key}", self.section);
        let issuer = problems.given(&key("issuer"), self.issuer);
        if let Some(Err(why)) = issuer.map(Issuer::new) {
            problems.add(&key("issuer"), why.to_string());
        }
        let client_id = problems.given(&key("client_id"), self.client_id);
        let names = (&*key("signing_key_file"), &*key("signing_key"));
        let how = "it is the private half of the key that is registered with the party";
        let text = secret(names, (self.signing_key_file, self.signing_key), how, problems);
        if let Some(Err(why)) = text.as_ref().map(ClientKey::from_pem) {
            let name = if self.signing_key.is_empty() { names.0 } else { names.1 };
            problems.add(name, why.to_string());
        }
        Some(Registered {
            client: ClientSettings {
                issuer: issuer?.to_owned(),
                client_id: client_id?.to_owned(),
                signing_key: text?,
                key_id: Some(self.key_id).filter(|id| !id.is_empty()).map(str::to_owned),
                redirect_uri: base_url.join(redirect_path).ok()?,
                post_logout_redirect_uri: base_url.join("/utlogget").ok()?,
                limits: Limits::SIGN_IN,
            },
        })
    }
}

/// A private key from its file or itself, when it is one.
pub(super) fn signing_key(
    section: &str,
    (file, value): (&str, &str),
    problems: &mut Problems,
) -> Option<SecretString> {
    let (file_key, key) = (format!("{section}.signing_key_file"), format!("{section}.signing_key"));
    let how = "it is the private half of the key that is registered with the party";
    let text = secret((&file_key, &key), (file, value), how, problems)?;
    if let Err(why) = ClientKey::from_pem(&text) {
        problems.add(if value.is_empty() { &file_key } else { &key }, why.to_string());
        return None;
    }
    Some(text)
}

/// A secret from its file or itself; exactly one must be given.
pub(super) fn secret(
    (file_key, key): (&str, &str),
    (file, value): (&str, &str),
    how: &str,
    problems: &mut Problems,
) -> Option<SecretString> {
    match (file.is_empty(), value.is_empty()) {
        (true, true) => {
            problems.add(file_key, format!("must be given, or else {key}; {how}"));
            None
        }
        (false, false) => {
            problems.add(key, format!("is given together with {file_key}; give only one"));
            None
        }
        (true, false) => Some(value.into()),
        (false, true) => match from_file(file) {
            Ok(text) => Some(text),
            Err(why) => {
                problems.add(file_key, why);
                None
            }
        },
    }
}

/// The secret in a file.
pub(super) fn from_file(path: &str) -> Result<SecretString, String> {
    let unreadable = |error: std::io::Error| format!("the file {path} cannot be read: {error}");
    if std::fs::metadata(path).map_err(unreadable)?.len() > MAX_KEY_FILE_BYTES {
        return Err(format!("the file {path} is too large to be a key"));
    }
    std::fs::read_to_string(path).map(SecretString::from).map_err(unreadable)
}
