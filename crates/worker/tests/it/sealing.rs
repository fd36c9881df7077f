//! Audit lines are sealed while the worker runs, and once more when it ends.

use helsebro_storage::audit::{self, ChainFile};
use helsebro_storage::{Scope, SystemReason};
use helsebro_testkit::in_town;
use helsebro_worker::keep_sealing;
use tokio_util::sync::CancellationToken;

#[tokio::test]
async fn what_the_acts_left_is_sealed_noted_and_found_to_be_well() {
    in_town(async |town| {
        let folder = tempfile::tempdir().unwrap();
        let file = ChainFile::at(folder.path().join("audit.chain"));
        let (db, stop) = (&town.base.db, CancellationToken::new());
        let scope = Scope::System(SystemReason::Audit);
        let waiting = async || {
            db.read(scope, "test", async |mut tx| audit::unsealed(&mut tx).await).await.unwrap()
        };
        assert!(waiting().await.lines > 0);
        let story = async {
            while waiting().await.lines > 0 {
                tokio::task::yield_now().await;
            }
            // What is written last is sealed on the way out.
            town.kari_writes().await;
            stop.cancel();
        };
        tokio::join!(keep_sealing(db, Some(&file), stop.clone()), story);
        assert_eq!(waiting().await.lines, 0);
        let found = audit::verify(db, Some(&file)).await.unwrap();
        assert!(found.is_well() && found.lines > 0, "{:?}", found.findings);
    })
    .await;
}
