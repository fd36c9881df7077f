//! `[keys]`: the master key, from a file or the environment.

use helsebro_storage::sealing::MasterKey;
use secrecy::ExposeSecret;
use serde::Deserialize;

use super::Problems;
use super::oidc::secret;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Keys {
    master_key_file: String,
    master_key: String,
}

/// How a key is made, for whoever has none yet.
const HOW: &str = "make one with: head -c 32 /dev/urandom | base64 > master.key";

impl Keys {
    pub(super) fn settings(&self, problems: &mut Problems) -> Option<MasterKey> {
        let names = ("keys.master_key_file", "keys.master_key");
        let text = secret(names, (&self.master_key_file, &self.master_key), HOW, problems)?;
        let key = MasterKey::from_text(text.expose_secret());
        if key.is_err() {
            let name = if self.master_key.is_empty() { names.0 } else { names.1 };
            problems.add(name, "must hold 32 bytes as 64 hexadecimal digits or as base64");
        }
        key.ok()
    }
}
