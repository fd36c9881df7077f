//! `[database]`: which database.

use std::path::PathBuf;

use helsebro_storage::StorageSettings;
use serde::Deserialize;

use super::Problems;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Database {
    url: String,
    connections: i64,
    root_certificates: String,
}

impl Database {
    pub(super) fn settings(&self, problems: &mut Problems) -> Option<StorageSettings> {
        let known = ["sqlite:", "postgres://", "postgresql://"];
        let url = Some(&self.url).filter(|url| known.iter().any(|scheme| url.starts_with(scheme)));
        if url.is_none() {
            problems.add("database.url", "must begin with sqlite: or postgres://");
        }
        let connections = problems.within("database.connections", self.connections, 1..=500);
        let root = Some(&self.root_certificates).filter(|path| !path.is_empty());
        let root = root.map(PathBuf::from);
        if root.as_ref().is_some_and(|path| !path.is_file()) {
            problems.add("database.root_certificates", "there is no such file");
        }
        let settings = StorageSettings::new(url?.clone());
        Some(StorageSettings {
            connections: connections? as usize,
            root_certificates: root,
            ..settings
        })
    }
}
