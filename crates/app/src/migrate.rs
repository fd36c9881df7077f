//! `migrate`: brings the schema forward.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use helsebro_domain::time::Clock;

use crate::clock::SystemClock;
use crate::config::Config;
use crate::{say, wiring};

/// Brings the schema to the version that this binary knows.
pub(crate) async fn run(config: &Config) -> anyhow::Result<()> {
    let storage = config.database()?;
    if let Some(path) = storage.url.strip_prefix("sqlite:") {
        make_folder_of(Path::new(path.strip_prefix("//").unwrap_or(path)))?;
    }
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let db = wiring::database(&storage, &clock).await?;
    let done = db.migrate().await.context("the schema could not be brought forward")?;
    if done.from == done.to {
        say::line(&format!("The schema is at version {} already.", done.to));
    } else {
        say::line(&format!("The schema went from version {} to {}.", done.from, done.to));
    }
    Ok(())
}

fn make_folder_of(file: &Path) -> anyhow::Result<()> {
    let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) else {
        return Ok(());
    };
    std::fs::create_dir_all(folder)
        .with_context(|| format!("the folder {} could not be made", folder.display()))
}
