//! Checkpoints, on a thread and a connection of their own.
//!
//! A checkpoint carries pages from the log into the file and waits for the disk.
//! Run by whoever happens to commit, it would decide the slowest answers; here
//! it goes in small steps beside the writer, which only says how long the log is.

use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use rusqlite::Connection;
use rusqlite::wal::CheckpointMode;

use crate::error::{self, StorageError};

/// The log is carried over when it is this many pages long (8 MiB).
const STEP_PAGES: i32 = 2_048;

/// From this many pages (32 MiB) the log is begun anew. While the writer is busy a
/// passive step never sees its end, so the writer waits for the few pages that
/// came during the step, and the readers let go of the beginning.
const RESTART_PAGES: i32 = 8_192;

/// How the writer tells how long the log is.
pub(super) struct LogLength(SyncSender<()>);

impl LogLength {
    /// Tells it; when a step is already asked for, that is enough.
    pub(super) fn tell(&self, pages: i32) {
        if pages >= STEP_PAGES {
            let _already_asked = self.0.try_send(());
        }
    }
}

/// Starts the thread. It ends when the writer does.
pub(super) fn start(path: &Path) -> Result<LogLength, StorageError> {
    let connection = super::connect(path)?;
    let (tell, told) = sync_channel(1);
    std::thread::Builder::new()
        .name("checkpoints".to_owned())
        .spawn(move || run(&connection, &told))
        .map_err(|e| error::other("starting the checkpoints", &e))?;
    Ok(LogLength(tell))
}

fn run(connection: &Connection, told: &Receiver<()>) {
    while told.recv() == Ok(()) {
        let pages = step(connection, CheckpointMode::PASSIVE);
        if pages >= RESTART_PAGES {
            step(connection, CheckpointMode::RESTART);
        }
    }
}

/// Carries pages over and says how long the log is.
fn step(connection: &Connection, mode: CheckpointMode) -> i32 {
    match connection.wal_checkpoint_v2(Some(rusqlite::MAIN_DB), mode) {
        Ok((pages, carried)) => {
            tracing::debug!(pages, carried, "checkpoint");
            pages
        }
        Err(error) => {
            tracing::warn!(%error, "a checkpoint did not succeed");
            0
        }
    }
}
