//! Who is told that a request about rights is answered, and from when the time to complain runs.

use helsebro_actions::notices;
use helsebro_actions::rights::{self, NewRights, PartShown};
use helsebro_domain::ids::{PersonId, RightsPartId, RightsRequestId};
use helsebro_domain::notices::Reported;
use helsebro_domain::rights::{Answer, Kind, Outcome, Wish};
use helsebro_testkit::{Town, ids, in_town};

use crate::at_work::date;
use crate::outside::{KARIS, Outside};

fn request(town: &Town, kind: Kind, wish: Wish) -> NewRights {
    NewRights {
        id: RightsRequestId::from_uuid(town.new_uuid()),
        kind,
        wish,
        unit: Some(ids::HOME_NURSING),
        written: None,
        youth: None,
        to_municipality: false,
        may_send_on: true,
        target: None,
        transfer_to: None,
        words: "Det står feil om medisinene mine.".to_owned(),
    }
}

fn granted() -> Answer {
    Answer {
        outcome: Outcome::Granted,
        words: "Her er det du ba om.".to_owned(),
        legal_reference: String::new(),
        journal_note: "Notat 12".to_owned(),
    }
}

async fn first_part(town: &Town, person: PersonId, id: RightsRequestId) -> PartShown {
    let mut shown = rights::one(&town.acts, &town.citizen(person), id).await.unwrap();
    shown.parts.remove(0)
}

/// Kari asks, and Hilde answers for Solvik.
async fn answered(town: &Town, new: &NewRights) -> RightsPartId {
    rights::send(&town.acts, &town.citizen(ids::KARI), new).await.unwrap();
    let part = first_part(town, ids::KARI, new.id).await.id;
    let hilde = rights::access(&town.acts, ids::HILDE).await.unwrap();
    rights::answer_part(&town.acts, &hilde, part, &granted()).await.unwrap();
    part
}

/// L-EFV-11: she is told of an answer by the text that says nothing, and the time to complain
/// runs from then; what is reported failed has told nobody.
#[tokio::test(flavor = "multi_thread")]
async fn l_efv_11_she_is_told_of_an_answer_and_the_time_to_complain_runs_from_then() {
    in_town(async |town| {
        let outside = Outside::of(&town);
        town.at(date(2027, 2, 1), 9, 0);
        let new = request(&town, Kind::AccessRecord, Wish::Plain);
        answered(&town, &new).await;
        let before = first_part(&town, ids::KARI, new.id).await;
        assert_eq!(before.told_at, None);
        let last = |part: &PartShown| {
            new.kind.complaints().expires_on(part.answered_at.unwrap(), part.told_at)
        };
        assert_eq!(last(&before), None);

        town.at(date(2027, 2, 3), 12, 0);
        outside.works(&town).await;
        let text = "Du har fått en ny melding. Logg inn på helsebro.example.".to_owned();
        assert_eq!(outside.sent(), [(KARIS.to_owned(), text)]);
        let told = first_part(&town, ids::KARI, new.id).await;
        assert_eq!(told.told_at.map(|at| at.in_oslo().date), Some(date(2027, 2, 3)));
        assert_eq!(last(&told), Some(date(2027, 3, 3)));

        let ours = outside.sms.sent()[0].reference.as_str().to_owned();
        assert!(notices::report(&town.acts, &ours, Reported::Failed, None).await.unwrap());
        let failed = first_part(&town, ids::KARI, new.id).await;
        assert_eq!((failed.told_at, last(&failed)), (None, None));
    })
    .await;
}

/// L-EFV-11: what went together with another notice is told when that one is; when that one is
/// reported failed, neither is.
#[tokio::test(flavor = "multi_thread")]
async fn l_efv_11_what_went_together_with_another_is_told_when_that_one_is() {
    in_town(async |town| {
        let outside = Outside::of(&town);
        town.at(date(2027, 2, 1), 22, 0);
        let both = [(); 2].map(|()| request(&town, Kind::AccessRecord, Wish::Plain).id);
        for id in both {
            answered(&town, &NewRights { id, ..request(&town, Kind::AccessRecord, Wish::Plain) })
                .await;
        }
        outside.works(&town).await;
        assert_eq!(outside.sent(), []);
        town.at(date(2027, 2, 2), 9, 0);
        outside.works(&town).await;
        assert_eq!(outside.places(), [KARIS]);
        for id in both {
            assert!(first_part(&town, ids::KARI, id).await.told_at.is_some());
        }
        let ours = outside.sms.sent()[0].reference.as_str().to_owned();
        assert!(notices::report(&town.acts, &ours, Reported::Failed, None).await.unwrap());
        for id in both {
            assert_eq!(first_part(&town, ids::KARI, id).await.told_at, None);
        }
    })
    .await;
}

/// L-GDPR-12: she is told when there is more time, and why stands where she reads it; the time
/// to complain does not run from that.
#[tokio::test(flavor = "multi_thread")]
async fn l_gdpr_12_she_is_told_when_more_time_is_taken() {
    in_town(async |town| {
        let outside = Outside::of(&town);
        town.at(date(2027, 2, 1), 9, 0);
        let new = request(&town, Kind::AccessRecord, Wish::Plain);
        let citizen = town.citizen(ids::KARI);
        rights::send(&town.acts, &citizen, &new).await.unwrap();
        let part = first_part(&town, ids::KARI, new.id).await.id;
        outside.works(&town).await;
        let before = outside.places().len();
        let hilde = rights::access(&town.acts, ids::HILDE).await.unwrap();
        rights::extend(&town.acts, &hilde, part, "Det er mye å gå gjennom.").await.unwrap();
        outside.works(&town).await;
        assert_eq!(outside.places()[before..], [KARIS]);
        assert_eq!(first_part(&town, ids::KARI, new.id).await.told_at, None);
    })
    .await;
}

/// L-GDPR-18: she is told too when what was kept and not used is used again.
#[tokio::test(flavor = "multi_thread")]
async fn l_gdpr_18_she_is_told_when_what_was_restricted_is_used_again() {
    in_town(async |town| {
        let outside = Outside::of(&town);
        town.at(date(2027, 2, 1), 9, 0);
        let new = request(&town, Kind::RestrictOrObject, Wish::Restrict);
        let part = answered(&town, &new).await;
        outside.works(&town).await;
        town.at(date(2027, 2, 8), 9, 0);
        let hilde = rights::access(&town.acts, ids::HILDE).await.unwrap();
        rights::use_again(&town.acts, &hilde, part).await.unwrap();
        outside.works(&town).await;
        assert_eq!(outside.places(), [KARIS, KARIS]);
    })
    .await;
}
