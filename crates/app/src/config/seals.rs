//! `[seals]`: the certificates that answers are sealed with, one for each organisation.

use std::path::Path;

use helsebro_partners::seal::{Seal, Seals};
use serde::Deserialize;

use super::Problems;
use super::oidc::from_file;

/// What a certificate's file is called, after the organisation's number.
const CERTIFICATE: &str = ".crt.pem";

/// What its key's file is called.
const KEY: &str = ".key.pem";

/// The most files in the folder that are looked at.
const MAX_FILES: usize = 4_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SealsSection {
    folder: String,
}

impl SealsSection {
    /// The seals in the folder; none when no folder is given.
    pub(super) fn settings(&self, problems: &mut Problems) -> Option<Seals> {
        if self.folder.is_empty() {
            return Some(Seals::default());
        }
        match read(Path::new(&self.folder)) {
            Ok(seals) => Some(Seals::of(seals)),
            Err(why) => {
                problems.add("seals.folder", why);
                None
            }
        }
    }
}

fn read(folder: &Path) -> Result<Vec<(String, Seal)>, String> {
    let unreadable = |_| format!("the folder {} cannot be read", folder.display());
    let mut seals = Vec::new();
    for (count, file) in std::fs::read_dir(folder).map_err(unreadable)?.enumerate() {
        if count >= MAX_FILES {
            return Err(format!("the folder {} has more than {MAX_FILES} files", folder.display()));
        }
        let name = file.map_err(unreadable)?.file_name();
        let Some(number) = name.to_str().and_then(|name| name.strip_suffix(CERTIFICATE)) else {
            continue;
        };
        let text = |ending: &str| {
            from_file(&folder.join(format!("{number}{ending}")).display().to_string())
        };
        let (certificate, key) = (text(CERTIFICATE)?, text(KEY)?);
        let certificate = secrecy::ExposeSecret::expose_secret(&certificate);
        let seal = Seal::from_pem(certificate, &key)
            .and_then(|seal| seal.of_organisation(number))
            .map_err(|why| format!("the seal of {number} cannot be used: {why}"))?;
        seals.push((number.to_owned(), seal));
    }
    Ok(seals)
}

#[cfg(test)]
mod tests {
    use helsebro_simulators::seals::issue;

    use super::*;

    #[test]
    fn a_seal_is_two_files_named_by_the_organisations_number() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        let seal = issue("Solvik kommune", "310000019").unwrap();
        file("310000019.crt.pem", &seal.certificate);
        assert!(read(folder.path()).is_err_and(|why| why.contains("310000019.key.pem")));
        file("310000019.key.pem", &seal.certificate);
        assert!(read(folder.path()).is_err_and(|why| why.contains("310000019")));
        file("310000019.key.pem", &seal.key);
        file("310000027.crt.pem", &seal.certificate);
        file("310000027.key.pem", &seal.key);
        assert!(read(folder.path()).is_err_and(|why| why.contains("not this organisation's")));
        for ending in [CERTIFICATE, KEY] {
            std::fs::remove_file(folder.path().join(format!("310000027{ending}"))).unwrap();
        }
        file("readme.txt", "nothing");
        let seals = Seals::of(read(folder.path()).unwrap_or_default());
        let now = helsebro_domain::time::Instant::from_micros(1_800_000_000_000_000);
        assert!(seals.of_org("310000019", now).is_some());
        assert_eq!(seals.count(), 1);
    }
}
