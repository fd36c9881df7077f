//! `[audit]`: the file that sealed audit blocks are noted in.

use std::path::Path;

use helsebro_storage::audit::ChainFile;
use serde::Deserialize;

use super::Problems;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Audit {
    chain_file: String,
}

impl Audit {
    /// The file, when one is given.
    pub(super) fn settings(&self, problems: &mut Problems) -> Option<Option<ChainFile>> {
        if self.chain_file.is_empty() {
            return Some(None);
        }
        let folder = Path::new(&self.chain_file).parent();
        let folder = folder.filter(|folder| !folder.as_os_str().is_empty());
        if folder.is_some_and(|folder| !folder.is_dir()) {
            problems.add("audit.chain_file", "the folder it lies in does not exist");
            return None;
        }
        Some(Some(ChainFile::at(&self.chain_file)))
    }
}
