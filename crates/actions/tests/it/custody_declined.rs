//! RR-08, S2-3-e: a receiver that somebody has named says no, on both databases.

use helsebro_actions::controllership::custody::{self, Concerned};
use helsebro_actions::rights::{self, NewRights};
use helsebro_domain::audit::Event;
use helsebro_domain::controllership::moving::Decline;
use helsebro_domain::controllership::{Controllers, CustodyCase, Party};
use helsebro_domain::ids::{CustodyId, PersonId};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::rights::{Kind, Wish};
use helsebro_domain::time::Instant;
use helsebro_testkit::{Town, ids, in_town};

use crate::controllership::{at, code, day, gro, hilde};
use crate::custody::{answers_for, notified, organisation, outsourced, planned};

const SOLVIK: Party = Party::Municipality(ids::SOLVIK);

/// Beta gets the records of home nursing on 30 June; Kari has named Gamma for hers.
struct Told {
    id: CustodyId,
    gamma: Party,
    archive: Party,
    written: Instant,
}

async fn told(town: &Town) -> Told {
    outsourced(town, day(2027, 12, 31)).await;
    let beta = Party::Org(organisation(town, "Beta Omsorg").await);
    let gamma = Party::Org(organisation(town, "Gamma Omsorg").await);
    let archive = Party::Org(organisation(town, "Nasjonalarkivet").await);
    town.at(day(2027, 2, 10), 9, 0);
    let written = town.acts.now();
    town.kari_writes().await;
    let words = ("Medisin", "Når kommer dere med medisinen?");
    town.writes(ids::GERD, ids::HOME_NURSING, words).await.unwrap();
    let id = planned(town, CustodyCase::BusinessTransferred, day(2027, 6, 30), Some(beta)).await;
    town.at(day(2027, 5, 20), 9, 0);
    custody::tell(&town.acts, &gro(town).await, (id, None)).await.unwrap();
    custody::tell_concerned(&town.acts, id).await.unwrap();
    custody::choose(&town.acts, &town.citizen(ids::KARI), (id, Some(gamma))).await.unwrap();
    Told { id, gamma, archive, written }
}

fn no(told: &Told) -> Decline {
    let paper = "Brev 10.6.2027".to_owned();
    Decline { receiver: told.gamma, instead: told.archive, paper }
}

async fn concerning(town: &Town, whose: PersonId) -> Concerned {
    custody::concerning(&town.acts, &town.citizen(whose)).await.unwrap().remove(0)
}

/// RR-08, S2-3-e: before the records go. Kari is told, and nobody else; she does not choose
/// anew, and hers goes to the archive.
#[tokio::test(flavor = "multi_thread")]
async fn s2_3_e_who_named_one_that_says_no_is_told_and_hers_goes_to_the_archive() {
    in_town(|town| async move {
        let told = told(&town).await;
        let id = told.id;
        assert_eq!(notified(&town).await, 2);
        let report = custody::report(&town.acts, &gro(&town).await, id).await.unwrap();
        assert_eq!(report.named, [told.gamma]);
        town.at(day(2027, 6, 10), 9, 0);
        let access = gro(&town).await;
        let decline =
            async |access, decline| code(custody::decline(&town.acts, access, (id, decline)).await);
        let (officer, ragna) = (hilde(&town).await, at(&town, ids::RAGNA, ids::GRANLI).await);
        assert_eq!(decline(&officer, no(&told)).await, Some(ReasonCode::StaffNotAuthorised));
        assert!(custody::decline(&town.acts, &ragna, (id, no(&told))).await.is_err());
        let bare = Decline { paper: " ".to_owned(), ..no(&told) };
        assert_eq!(decline(&access, bare).await, Some(ReasonCode::DocumentMissing));
        let nobodys = Decline { receiver: SOLVIK, ..no(&told) };
        assert_eq!(decline(&access, nobodys).await, Some(ReasonCode::InvalidTransition));
        assert_eq!(decline(&access, no(&told)).await, None);
        assert_eq!(town.lines(1).await[0].event, Event::CustodyDeclined);
        assert_eq!(decline(&access, no(&told)).await, Some(ReasonCode::InvalidTransition));
        for _ in 0..2 {
            assert!(!custody::tell_concerned(&town.acts, id).await.unwrap());
            assert_eq!(notified(&town).await, 3);
        }
        assert_eq!(concerning(&town, ids::GERD).await.declined, None);
        let hers = concerning(&town, ids::KARI).await;
        assert_eq!((hers.declined, hers.unwilling), (Some(told.gamma), vec![told.gamma]));
        let kari = town.citizen(ids::KARI);
        let again = custody::choose(&town.acts, &kari, (id, Some(told.gamma))).await;
        assert_eq!(code(again), Some(ReasonCode::InvalidTransition));
        town.at(day(2027, 6, 30), 9, 0);
        custody::carry_out(&town.acts, &gro(&town).await, id).await.unwrap();
        let receives = (id, told.archive);
        custody::receive(&town.acts, &gro(&town).await, receives, "Brev 2.7.").await.unwrap();
        let kept = Controllers::One(told.archive);
        assert_eq!(answers_for(&town, ids::KARI, told.written).await, kept);
        assert_eq!(concerning(&town, ids::KARI).await.declined, None);
        let late = custody::choose(&town.acts, &kari, (id, Some(SOLVIK))).await;
        assert_eq!(code(late), Some(ReasonCode::InvalidTransition));
    })
    .await;
}

/// RR-08, S2-3-e: after they have gone, before the receiver has said that it has hers: whoever
/// had it answers, she chooses anew, and hers goes there.
#[tokio::test(flavor = "multi_thread")]
async fn s2_3_e_one_that_says_no_when_it_comes_is_chosen_away_from() {
    in_town(|town| async move {
        let told = told(&town).await;
        let id = told.id;
        let before = answers_for(&town, ids::KARI, told.written).await;
        town.at(day(2027, 6, 30), 9, 0);
        custody::carry_out(&town.acts, &gro(&town).await, id).await.unwrap();
        let kari = town.citizen(ids::KARI);
        let early = custody::choose(&town.acts, &kari, (id, Some(SOLVIK))).await;
        assert_eq!(code(early), Some(ReasonCode::InvalidTransition));
        custody::decline(&town.acts, &gro(&town).await, (id, no(&told))).await.unwrap();
        assert_eq!(answers_for(&town, ids::KARI, told.written).await, before);
        let stays = custody::choose(&town.acts, &kari, (id, None)).await;
        assert_eq!(code(stays), Some(ReasonCode::InvalidTransition));
        custody::choose(&town.acts, &kari, (id, Some(SOLVIK))).await.unwrap();
        let gone = custody::report(&town.acts, &gro(&town).await, id).await.unwrap().gone;
        assert!(gone.iter().all(|one| one.receiver != told.gamma && one.receiver != told.archive));
        custody::receive(&town.acts, &gro(&town).await, (id, SOLVIK), "").await.unwrap();
        let hers = Controllers::One(SOLVIK);
        assert_eq!(answers_for(&town, ids::KARI, told.written).await, hers);
    })
    .await;
}

/// RR-08: whoever names one that has said no, by a request, is asked anew at once.
#[tokio::test(flavor = "multi_thread")]
async fn rr_08_who_names_one_that_has_said_no_by_a_request_is_asked_anew() {
    in_town(|town| async move {
        let told = told(&town).await;
        custody::decline(&town.acts, &gro(&town).await, (told.id, no(&told))).await.unwrap();
        let kari = town.citizen(ids::KARI);
        custody::choose(&town.acts, &kari, (told.id, Some(SOLVIK))).await.unwrap();
        assert_eq!(concerning(&town, ids::KARI).await.declined, None);
        let wish = NewRights {
            wish: Wish::GoToNamed,
            unit: Some(ids::HOME_NURSING),
            transfer_to: Some(told.gamma),
            ..crate::rights::new(&town, Kind::Transfer)
        };
        rights::send(&town.acts, &kari, &wish).await.unwrap();
        let hers = concerning(&town, ids::KARI).await;
        assert_eq!(hers.declined, Some(told.gamma));
        assert_eq!(hers.choice.and_then(|choice| choice.named), Some(told.archive));
    })
    .await;
}
