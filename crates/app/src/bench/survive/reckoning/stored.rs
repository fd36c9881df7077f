//! What is read from the database to be counted.

use helsebro_storage::epj::reckoning::{self, Came, Conversation, Sent};
use helsebro_storage::{Db, StorageError};

use super::SCOPE;

/// The most pages of a thousand rows that are read of one kind.
const MAX_PAGES: usize = 5_000;

/// Everything that is in the database, of the kinds that are counted.
pub(super) struct Stored {
    pub(super) threads: Vec<Conversation>,
    pub(super) sent: Vec<Sent>,
    pub(super) came: Vec<Came>,
}

impl Stored {
    pub(super) async fn read(db: &Db) -> anyhow::Result<Self> {
        let (mut threads, mut sent, mut came) =
            (Vec::<Conversation>::new(), Vec::<Sent>::new(), Vec::<Came>::new());
        for _ in 0..MAX_PAGES {
            let (after, row, arrival) = (
                threads.last().map(|found| found.thread),
                sent.last().map(|found| found.id),
                came.last().map(|found| found.id),
            );
            let page = db
                .read(SCOPE, "bench.reckoning", async |mut tx| {
                    Ok::<_, StorageError>((
                        reckoning::conversations(&mut tx, after).await?,
                        reckoning::sent(&mut tx, row).await?,
                        reckoning::came(&mut tx, arrival).await?,
                    ))
                })
                .await?;
            if page.0.is_empty() && page.1.is_empty() && page.2.is_empty() {
                return Ok(Self { threads, sent, came });
            }
            threads.extend(page.0);
            sent.extend(page.1);
            came.extend(page.2);
        }
        anyhow::bail!("there is more than can be counted")
    }
}
