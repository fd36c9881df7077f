//! Audit lines are sealed into blocks as long as the worker runs.
//!
//! Not by the queue: a job every few seconds would leave thousands of done rows a
//! day, and one that takes its time would hold the sealing up. Here every worker
//! process looks each second, and seals. No lease is needed: a line leaves the
//! side table in the transaction that puts it into a block, so of two who seal at
//! once one makes the block and the other finds nothing.

use core::time::Duration;

use helsebro_storage::audit::{self, ChainFile};
use helsebro_storage::{Db, StorageError};
use tokio_util::sync::CancellationToken;

use crate::looping::{Worker, work};

/// How often it is looked whether a full block waits.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// After how many looks what waits is sealed, however little it is. A line is
/// sealed within ten seconds.
const LOOKS_A_SEAL: u32 = 8;

/// How many times in a row it is sealed before it is looked whether to stop.
const MAX_ROUNDS: u32 = 100;

/// Seals until it is told to stop, and once more then. What a crash kept out of
/// the file is written first.
pub async fn keep_sealing(db: &Db, file: Option<&ChainFile>, stop: CancellationToken) {
    let mut ahead = 0;
    let mut looks = LOOKS_A_SEAL;
    while !stop.is_cancelled() {
        if looks >= LOOKS_A_SEAL || is_full(db).await {
            looks = 0;
            seal(db).await;
            note(db, file, &mut ahead).await;
        }
        looks += 1;
        // Being told to stop and having waited are the same: the loop looks.
        let _either = tokio::time::timeout(LOOK_EVERY, stop.cancelled()).await;
    }
    seal(db).await;
    note(db, file, &mut ahead).await;
}

/// Does jobs and seals until it is told to stop. The jobs end first, so that their lines
/// are sealed too.
pub async fn work_and_seal(worker: &Worker, file: Option<&ChainFile>, stop: CancellationToken) {
    let jobs_done = CancellationToken::new();
    let jobs = async {
        work(worker, stop).await;
        jobs_done.cancel();
    };
    tokio::join!(jobs, keep_sealing(&worker.db, file, jobs_done.clone()));
}

async fn is_full(db: &Db) -> bool {
    audit::waiting(db).await.is_ok_and(|waiting| waiting >= audit::MAX_BLOCK_LINES)
}

async fn seal(db: &Db) {
    for _ in 0..MAX_ROUNDS {
        match audit::seal(db).await {
            Ok(sealed) if sealed.more => {}
            Ok(_) => return,
            Err(error) => return warn("audit lines could not be sealed", &error),
        }
    }
}

/// Writes new blocks to the file, also those that another process sealed.
async fn note(db: &Db, file: Option<&ChainFile>, ahead: &mut u64) {
    let Some(file) = file else { return };
    match file.catch_up(db).await {
        Ok(done) => {
            if done.ahead > *ahead {
                let blocks = done.ahead;
                tracing::error!(blocks, "the chain file knows blocks that the database has not");
            }
            *ahead = done.ahead;
        }
        Err(error) => {
            let error = &error as &dyn std::error::Error;
            tracing::error!(error, "sealed blocks could not be noted in the chain file");
        }
    }
}

fn warn(what: &'static str, error: &StorageError) {
    tracing::warn!(error = error as &dyn std::error::Error, "{what}");
}
