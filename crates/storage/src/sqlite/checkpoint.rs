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

/// The log must not grow past this many pages (64 MiB): then the writer waits
/// until the readers have let go of its beginning.
const LIMIT_PAGES: i32 = 16_384;

/// How the writer tells how long the log is.
pub(super) struct LogLength(SyncSender<i32>);

impl LogLength {
    /// Tells it; when a checkpoint is already asked for, that is enough.
    pub(super) fn tell(&self, pages: i32) {
        if pages >= STEP_PAGES {
            let _already_asked = self.0.try_send(pages);
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

fn run(connection: &Connection, told: &Receiver<i32>) {
    while let Ok(pages) = told.recv() {
        let mode =
            if pages < LIMIT_PAGES { CheckpointMode::PASSIVE } else { CheckpointMode::RESTART };
        match connection.wal_checkpoint_v2(Some(rusqlite::MAIN_DB), mode) {
            Ok((log, carried)) => tracing::debug!(log, carried, "checkpoint"),
            Err(error) => tracing::warn!(%error, "a checkpoint did not succeed"),
        }
    }
}
