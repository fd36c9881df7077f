//! A transaction is opened for somebody, and functions look only there.

use helsebro_domain::ids::{MunicipalityId, PersonId};
use helsebro_storage::{Scope, StorageError, SystemReason};
use uuid::Uuid;

use crate::harness::both;

#[tokio::test]
async fn a_function_called_in_another_scope_is_told_so() {
    let solvik = MunicipalityId::from_uuid(Uuid::from_u128(1));
    let kari = PersonId::from_uuid(Uuid::from_u128(2));
    both(async |town| {
        for (scope, allowed) in [
            (Scope::Municipality(solvik), [true, false, false]),
            (Scope::Citizen(kari), [false, true, false]),
            (Scope::System(SystemReason::Job), [false, false, true]),
        ] {
            let found = town
                .db
                .read(scope, "test.scope", async |tx| {
                    assert_eq!(tx.scope()?, scope);
                    Ok::<_, StorageError>([
                        tx.municipality().is_ok_and(|id| id == solvik),
                        tx.citizen().is_ok_and(|id| id == kari),
                        tx.system().is_ok_and(|reason| reason == SystemReason::Job),
                    ])
                })
                .await
                .unwrap();
            assert_eq!(found, allowed, "{scope:?}");
        }
    })
    .await;
}
