//! What an answer gives to whoever asks for somebody else: what she sees on the day of the
//! answer, and nothing more; on both databases.

use helsebro_actions::ActError;
use helsebro_actions::rights::{self, NewRights};
use helsebro_domain::ids::RightsRequestId;
use helsebro_domain::parties::Revealing;
use helsebro_domain::representation::{CitizenAccess, Covers, Sight};
use helsebro_domain::rights::Kind;
use helsebro_storage::{Scope, Viewer, rights as stored};
use helsebro_testkit::{Town, ids, in_town};

use crate::representation::acting;
use crate::rights::{desk, new, yes};
use crate::rights_rows::acting_for;

fn about_home_nursing(town: &Town) -> NewRights {
    NewRights { unit: Some(ids::HOME_NURSING), ..new(town, Kind::AccessRecord) }
}

/// How many messages go out with the answer to a request.
async fn given(town: &Town, who: &CitizenAccess, new: &NewRights) -> usize {
    let id = rights::send(&town.acts, who, new).await.unwrap();
    let part = rights::one(&town.acts, who, id).await.unwrap().parts[0].id;
    let hilde = desk(&town.acts, ids::HILDE).await;
    rights::answer_part(&town.acts, &hilde, part, &yes()).await.unwrap();
    rights::one(&town.acts, who, id).await.unwrap().parts[0].entries.len()
}

/// S1-2.1.1-b, RR-01: what a power of attorney hides is not given out by a request about
/// rights.
#[tokio::test(flavor = "multi_thread")]
async fn rr_01_a_helper_gets_what_her_power_of_attorney_lets_her_see() {
    in_town(|town| async move {
        town.kari_writes().await;
        town.set_up(ids::HOME_NURSING, |unit| unit.revealing = Revealing::Yes).await;
        let anne = acting(&town, &[Covers::RightsRequests]).await;
        assert_eq!(given(&town, &anne, &about_home_nursing(&town)).await, 0);
        let whole = acting(&town, &[Covers::RightsRequests, Covers::SensitiveUnits]).await;
        assert_eq!(given(&town, &whole, &about_home_nursing(&town)).await, 1);
        // Which services are Kari's is told by neither the list nor the preview to who may
        // not see her contacts, and nothing to who may not ask.
        let places = rights::places(&town.acts, &anne).await.unwrap();
        assert!(places.iter().all(|place| !place.is_hers));
        let messages = acting(&town, &[Covers::Messages]).await;
        let opposes = NewRights { unit: None, ..new(&town, Kind::OpposeDisclosure) };
        assert!(rights::places(&town.acts, &messages).await.is_err());
        let previewed = rights::preview(&town.acts, &messages, &opposes).await;
        assert!(matches!(previewed, Err(ActError::Refused(_))));
    })
    .await;
}

/// L-PBRL-AGE, RRX-5: what a parent got in full while the child was under 12 is not hers to
/// read from the day when she sees only what is opened to her.
#[tokio::test(flavor = "multi_thread")]
async fn l_pbrl_age_an_answer_in_full_ends_with_the_twelfth_birthday() {
    in_town(|town| async move {
        let lise = acting_for(&town, ids::EMIL).await;
        let id = RightsRequestId::from_uuid(town.new_uuid());
        let asked = NewRights { id, ..about_home_nursing(&town) };
        given(&town, &lise, &asked).await;
        let seen = async |sight| {
            let viewer = Viewer { person: ids::EMIL, actor: ids::LISE, sight };
            let read = town.base.db.read(Scope::Acting(viewer), "test.rights", async |mut tx| {
                let one = stored::request_here(&mut tx, id).await?;
                Ok::<_, helsebro_storage::StorageError>((
                    one.is_some(),
                    stored::requests_by(&mut tx).await?.len(),
                ))
            });
            read.await.unwrap()
        };
        assert_eq!(seen(Sight::NotBlocked).await, (true, 1));
        assert_eq!(seen(Sight::OpenedOnly).await, (false, 0));
    })
    .await;
}
