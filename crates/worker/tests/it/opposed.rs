//! What a patient does not want to be shared, on its way to her journal system.

use helsebro_actions::rights::{self, NewRights};
use helsebro_domain::epj::{Handover, ReceiptStatus};
use helsebro_domain::ids::RightsRequestId;
use helsebro_domain::rights::{Kind, Target, Wish};
use helsebro_messaging::Meaning;
use helsebro_testkit::{ids, in_town};

use crate::epj::Journal;

/// RR-07, L-PJL-17: what Kari does not want to be shared goes to the journal system that her
/// unit works in at once, as an inquiry that it reads and receipts; and again, as it holds
/// then, when she takes it back. A unit without one gets nothing.
#[tokio::test]
async fn rr_07_the_journal_system_is_told_what_is_not_shared() {
    in_town(async |town| {
        let journal = Journal::of(&town, Handover::Fetched).await;
        let kari = town.citizen(ids::KARI);
        let opposes = |unit, target, words: &str| NewRights {
            id: RightsRequestId::from_uuid(town.new_uuid()),
            kind: Kind::OpposeDisclosure,
            wish: Wish::Plain,
            unit: Some(unit),
            written: None,
            youth: None,
            to_municipality: false,
            may_send_on: true,
            target: Some(target),
            transfer_to: None,
            words: words.to_owned(),
        };
        let elsewhere = opposes(ids::NURSING_HOME, Target::Everybody, "");
        rights::send(&town.acts, &kari, &elsewhere).await.unwrap();
        assert_eq!(journal.waiting().await.len(), 0);
        let here = opposes(ids::HOME_NURSING, Target::InHerWords, "Ikke til legen på hjørnet.");
        let id = rights::send(&town.acts, &kari, &here).await.unwrap();
        let (one, meaning) = journal.one().await;
        let Meaning::CitizenWrites { text, .. } = meaning else { panic!("{meaning:?}") };
        assert!(text.contains("Ikke til legen på hjørnet.") && text.contains("§ 17"), "{text}");
        let shown = rights::one(&town.acts, &kari, id).await.unwrap();
        assert!(shown.happened.iter().any(|one| one.what == rights::What::JournalTold));
        journal.fetches(&one).await;
        journal.receipts(&one, ReceiptStatus::Ok, &[]).await;
        rights::lift(&town.acts, &kari, id).await.unwrap();
        let (_, meaning) = journal.one().await;
        let Meaning::CitizenWrites { text, .. } = meaning else { panic!("{meaning:?}") };
        assert!(text.contains("kan deles igjen"));
    })
    .await;
}
