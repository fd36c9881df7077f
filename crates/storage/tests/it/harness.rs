//! What the tests here write and read again, over the databases of the town.

use helsebro_storage::{Db, Scope, StorageError, SystemReason, Tx, values};

pub(crate) use helsebro_testkit::{TestDatabase as Town, both, on_sqlite, postgres_server};

pub(crate) const SYSTEM: Scope = Scope::System(SystemReason::Operation);

const PUT: &str = "INSERT INTO settings (name, value) VALUES ($1, $2)";
const NAMES: &str = "SELECT name FROM settings ORDER BY name";

/// Something to write: a setting with this name.
pub(crate) async fn put(tx: &mut Tx, name: &str) -> Result<(), StorageError> {
    tx.ensure_one(PUT, values![name, &b"x"[..]]).await
}

/// What has been written.
pub(crate) async fn names(db: &Db) -> Vec<String> {
    let rows: Vec<(String,)> =
        db.read(SYSTEM, "test.names", async |mut tx| tx.all(NAMES, values![]).await).await.unwrap();
    rows.into_iter().map(|(name,)| name).collect()
}

/// One more poll of a future, which is then as far as it gets by itself.
pub(crate) async fn poll_once<T>(
    future: &mut std::pin::Pin<Box<impl Future<Output = T> + ?Sized>>,
) -> Option<T> {
    let poll = std::future::poll_fn(|context| {
        std::task::Poll::Ready(match future.as_mut().poll(context) {
            std::task::Poll::Ready(value) => Some(value),
            std::task::Poll::Pending => None,
        })
    });
    // Many futures polled in one task would use up what the runtime grants it.
    tokio::task::unconstrained(poll).await
}
