//! The folder of a run, and what lies in it.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use helsebro_domain::ids::Dice as _;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::dice::SystemDice;

/// The folder of a run.
#[derive(Debug, Clone)]
pub(in crate::bench) struct Place(PathBuf);

impl Place {
    /// A new folder: the one that was asked for, which must be empty, or a temporary one.
    pub(in crate::bench) fn new(asked: Option<&PathBuf>) -> anyhow::Result<Self> {
        let folder = asked.cloned().unwrap_or_else(|| {
            let mut name = [0; 8];
            SystemDice.fill(&mut name);
            let name = format!("helsebro-trial-{:016x}", u64::from_be_bytes(name));
            std::env::temp_dir().join(name)
        });
        std::fs::create_dir_all(&folder).context("no folder for the run")?;
        let is_empty = std::fs::read_dir(&folder)?.next().is_none();
        anyhow::ensure!(is_empty, "{} is not empty", folder.display());
        Ok(Self(folder.canonicalize()?))
    }

    /// The folder of a run that has begun.
    pub(in crate::bench) const fn of(folder: PathBuf) -> Self {
        Self(folder)
    }

    pub(in crate::bench) fn path(&self) -> &Path {
        &self.0
    }

    /// The database, when it is SQLite.
    pub(in crate::bench) fn database(&self) -> PathBuf {
        self.0.join("town.db")
    }

    /// What wraps the database's keys.
    pub(in crate::bench) fn master_key(&self) -> PathBuf {
        self.0.join("master.key")
    }

    /// Where sealed audit blocks are noted.
    pub(in crate::bench) fn chain(&self) -> PathBuf {
        self.0.join("audit.chain")
    }

    /// What the killed processes logged.
    pub(in crate::bench) fn log(&self) -> PathBuf {
        self.0.join("parts.log")
    }

    /// The server's own folder, when it is PostgreSQL.
    pub(in crate::bench) fn server(&self) -> PathBuf {
        self.0.join("postgres")
    }

    /// Notes what there is, the same for the whole run.
    pub(in crate::bench) fn write_plan(&self, plan: &impl Serialize) -> anyhow::Result<()> {
        let text = serde_json::to_string(plan)?;
        std::fs::write(self.plan(), text).context("the plan could not be written")
    }

    pub(in crate::bench) fn read_plan<P: DeserializeOwned>(&self) -> anyhow::Result<P> {
        let text = std::fs::read_to_string(self.plan()).context("there is no plan")?;
        serde_json::from_str(&text).context("the plan cannot be read")
    }

    /// Removes it with everything in it.
    pub(in crate::bench) fn gone(self) -> anyhow::Result<()> {
        std::fs::remove_dir_all(self.0).context("the run's folder is still there")
    }

    fn plan(&self) -> PathBuf {
        self.0.join("plan.json")
    }
}
