//! Checkpoints, on a thread and a connection of their own.
//!
//! A checkpoint carries pages from the log into the file and waits for the disk.
//! Run by whoever happens to commit, it would decide the slowest answers; here
//! it goes in small steps beside the writer, which only says how long the log is.

use std::path::Path;
use std::sync::Weak;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::wal::CheckpointMode;

use super::writer::Writer;
use crate::error::{self, StorageError};

/// While COMMITs are small the log is carried over when it has become this many pages
/// longer (16 MiB): so seldom that fewer than one in a hundred waits for it, and pages
/// that were written several times meanwhile are carried once.
const STEP_PAGES: i32 = 4_096;

/// After a COMMIT of this many pages it is carried over at once. Many shared it, and as
/// many would wait for a long step; a short one is lost in what they wait anyhow.
const BIG_COMMIT_PAGES: i32 = 48;

/// From this many pages (48 MiB) the log is begun anew. While the writer is busy a
/// step never sees the log's end, so the writer pauses for the few pages that came
/// meanwhile.
const RESTART_PAGES: i32 = 12_288;

/// How long a new beginning waits for readers to let go of the old one. The
/// writer waits with it; what did not succeed is tried after the next step.
const READERS_WAIT: Duration = Duration::from_millis(250);

/// How the writer tells how long the log is.
pub(super) struct LogLength {
    tell: SyncSender<()>,
    /// How long it is.
    pages: i32,
    /// How long it was when the last step was asked for.
    asked_at: i32,
}

/// What hears it.
pub(super) struct Checkpoints {
    connection: Connection,
    told: Receiver<()>,
}

impl LogLength {
    /// Tells it; when a step is already asked for, that is enough.
    pub(super) fn tell(&mut self, pages: i32) {
        if pages < self.pages {
            // The log was begun anew; its old pages are carried over.
            (self.pages, self.asked_at) = (0, 0);
        }
        let commit = pages.saturating_sub(self.pages);
        self.pages = pages;
        if commit >= BIG_COMMIT_PAGES || pages.saturating_sub(self.asked_at) >= STEP_PAGES {
            self.asked_at = pages;
            let _already_asked = self.tell.try_send(());
        }
    }
}

impl Checkpoints {
    pub(super) fn open(path: &Path) -> Result<(LogLength, Self), StorageError> {
        let connection = super::connect(path)?;
        connection.busy_timeout(READERS_WAIT).map_err(error::sqlite("opening the checkpoints"))?;
        let (tell, told) = sync_channel(1);
        Ok((LogLength { tell, pages: 0, asked_at: 0 }, Self { connection, told }))
    }

    /// Starts the thread. It ends when the writer does.
    pub(super) fn start(self, writer: Weak<Writer>) -> Result<(), StorageError> {
        std::thread::Builder::new()
            .name("checkpoints".to_owned())
            .spawn(move || self.run(&writer))
            .map(drop)
            .map_err(|e| error::other("starting the checkpoints", &e))
    }

    fn run(&self, writer: &Weak<Writer>) {
        while self.told.recv() == Ok(()) {
            let pages = self.step(CheckpointMode::PASSIVE);
            if pages >= RESTART_PAGES
                && let Some(writer) = writer.upgrade()
            {
                writer.paused(|| self.step(CheckpointMode::RESTART));
            }
        }
    }

    /// Carries pages over and says how long the log is.
    fn step(&self, mode: CheckpointMode) -> i32 {
        match self.connection.wal_checkpoint_v2(Some(rusqlite::MAIN_DB), mode) {
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
}
