//! `[keys]`: the master key, from a file or the environment, and the next one.

use std::path::Path;

use helsebro_storage::sealing::MasterKey;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use super::Problems;
use super::oidc::{from_file, secret};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Keys {
    master_key_file: String,
    master_key: String,
    next_master_key_file: String,
    next_master_key: String,
}

/// How a key is made, for whoever has none yet.
const HOW: &str = "make one with: head -c 32 /dev/urandom | base64 > master.key";

const MALFORMED: &str = "must hold 32 bytes as 64 hexadecimal digits or as base64";

/// The master key, and while it is being rotated the one that comes after it.
pub(crate) struct MasterKeys {
    /// The one that has been in use.
    pub(crate) current: MasterKey,
    /// The one that is to be used, or is already.
    pub(crate) next: Option<MasterKey>,
}

impl From<MasterKey> for MasterKeys {
    fn from(current: MasterKey) -> Self {
        Self { current, next: None }
    }
}

impl Keys {
    pub(super) fn settings(&self, problems: &mut Problems) -> Option<MasterKeys> {
        let names = ("keys.master_key_file", "keys.master_key");
        let current = key(names, (&self.master_key_file, &self.master_key), problems);
        let next = (&*self.next_master_key_file, &*self.next_master_key);
        if next == ("", "") {
            return Some(MasterKeys { current: current?, next: None });
        }
        let names = ("keys.next_master_key_file", "keys.next_master_key");
        let next = key(names, next, problems);
        Some(MasterKeys { current: current?, next: Some(next?) })
    }
}

fn key(
    names: (&str, &str),
    (file, value): (&str, &str),
    problems: &mut Problems,
) -> Option<MasterKey> {
    let text = secret(names, (file, value), HOW, problems)?;
    let key = parsed(&text);
    if key.is_none() {
        problems.add(if value.is_empty() { names.0 } else { names.1 }, MALFORMED);
    }
    key
}

fn parsed(text: &SecretString) -> Option<MasterKey> {
    MasterKey::from_text(text.expose_secret()).ok()
}

/// The master key in a file that is named on the command line.
pub(crate) fn master_key_in(file: &Path) -> anyhow::Result<MasterKey> {
    let text = from_file(&file.to_string_lossy()).map_err(anyhow::Error::msg)?;
    parsed(&text).ok_or_else(|| anyhow::anyhow!("{} {MALFORMED}", file.display()))
}
