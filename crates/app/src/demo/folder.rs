//! The folder that the town is kept in.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Context;
use helsebro_domain::joining::Deployment;
use helsebro_storage::audit::ChainFile;
use helsebro_storage::sealing::MasterKey;

use crate::dice::SystemDice;

const DATABASE: &str = "helsebro.db";
const MASTER_KEY: &str = "master.key";
const CLOCK: &str = "clock";
const CHAIN: &str = "audit.chain";
/// There when the municipality runs the town's platform for itself.
const ONE_MUNICIPALITY: &str = "one-municipality";

/// Every file that the town makes. Nothing else in the folder is ever removed.
const FILES: [&str; 7] =
    [DATABASE, "helsebro.db-wal", "helsebro.db-shm", MASTER_KEY, CLOCK, CHAIN, ONE_MUNICIPALITY];

/// The folder.
pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// Makes it unless it is there.
    pub(super) fn make(&self) -> anyhow::Result<()> {
        std::fs::create_dir_all(&self.0)
            .with_context(|| format!("the folder {} could not be made", self.0.display()))
    }

    /// Makes it, without the town that was in it.
    pub(super) fn make_anew(&self) -> anyhow::Result<()> {
        for file in FILES {
            let path = self.0.join(file);
            match std::fs::remove_file(&path) {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    return Err(error)
                        .with_context(|| format!("{} could not be removed", path.display()));
                }
                _ => {}
            }
        }
        self.make()
    }

    pub(super) fn database(&self) -> PathBuf {
        self.0.join(DATABASE)
    }

    /// Where sealed audit blocks are noted.
    pub(super) fn chain(&self) -> ChainFile {
        ChainFile::at(self.0.join(CHAIN))
    }

    pub(super) fn clock(&self) -> PathBuf {
        self.0.join(CLOCK)
    }

    /// Who runs the town's platform: what was said when the town was made.
    pub(super) fn deployment(&self) -> Deployment {
        match self.0.join(ONE_MUNICIPALITY).exists() {
            true => Deployment::Municipality,
            false => Deployment::Operator,
        }
    }

    /// Notes that the municipality runs it for itself.
    pub(super) fn is_of_one_municipality(&self) -> anyhow::Result<()> {
        let path = self.0.join(ONE_MUNICIPALITY);
        std::fs::write(&path, "")
            .with_context(|| format!("{} could not be written", path.display()))
    }

    /// The town's master key, made when there is none.
    pub(super) fn master_key(&self) -> anyhow::Result<MasterKey> {
        let path = self.0.join(MASTER_KEY);
        match std::fs::read_to_string(&path) {
            Ok(text) => MasterKey::from_text(&text).context("the town's key cannot be used"),
            Err(_) => {
                let key = MasterKey::generate(&SystemDice);
                std::fs::write(&path, key.to_text().as_bytes())
                    .with_context(|| format!("{} could not be written", path.display()))?;
                Ok(key)
            }
        }
    }
}
