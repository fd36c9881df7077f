//! What a child's parents are told in its stead (SM-6), whatever they have chosen.

use helsebro_actions::ActError;
use helsebro_actions::breaches::{self, Keeper, Step};
use helsebro_actions::representation::clinical::{self, Decides};
use helsebro_domain::breaches::{Contents, Persons, Risk};
use helsebro_domain::ids::PersonId;
use helsebro_domain::notices::{Level, NoticeChoices, Wish};
use helsebro_domain::parties::Protection;
use helsebro_domain::representation::{
    BlockClass, BlockReach, CitizenAccess, Found, InRegister, Parenthood, Party, acting_for,
};
use helsebro_testkit::{Town, ids, in_town};

use crate::at_work::date;
use crate::outside::{Outside, chooses};

const STORY: &str = "En liste med navnet lå på bussen i en time.";
const LISES: &str = "90000004";

/// Hilde enters a breach that concerns some, and they are told.
async fn breach_of(town: &Town, people: &[PersonId]) {
    let access = town.console(ids::HILDE, ids::SOLVIK).await;
    let hilde = Keeper::Home(&access);
    let nature = (town.now(), "En arbeidsliste ble lagt igjen på bussen.");
    let id = breaches::register(&town.acts, hilde, nature).await.unwrap();
    let words = Contents {
        kinds: "Pasienter i hjemmesykepleien: navn og adresse.".to_owned(),
        consequences: "Andre kan ha sett hvem som får hjelp hjemme.".to_owned(),
        measures: "Listen er funnet igjen, og rutinen er endret.".to_owned(),
    };
    let assess = Step::Assess { risk: Risk::High, words, concerned: 2, records: 2 };
    breaches::take(&town.acts, hilde, id, &assess).await.unwrap();
    let number = |person: &PersonId| town.plan.person(*person).unwrap().number.digits().to_owned();
    let tell = Step::Persons {
        persons: Persons::Told,
        story: STORY.to_owned(),
        numbers: people.iter().map(number).collect(),
        unit: None,
    };
    breaches::take(&town.acts, hilde, id, &tell).await.unwrap();
}

/// Lise, as she acts for Emil.
fn lise_for_emil(town: &Town) -> CitizenAccess {
    let party = |id| {
        let born = town.plan.person(id).unwrap().born;
        Party { id, born, protection: Protection::None, register: InRegister::Active }
    };
    let parenthood =
        Parenthood { is_blocked: false, one_lives_with_child: true, has_opened: false };
    let found = Found { parenthood: Some(parenthood), ..Found::default() };
    acting_for(&party(ids::LISE), &party(ids::EMIL), &found, town.now()).unwrap()
}

/// SM-6, L-GDPR-34: Emil is nine: his mother is told of a breach that concerns him, whatever she
/// has chosen, and reads of it as she acts for him; Jonas is fourteen and told himself.
#[tokio::test]
async fn sm_6_a_childs_mother_is_told_of_a_breach_and_reads_of_it() {
    in_town(async |town| {
        let outside = Outside::of(&town);
        let never = NoticeChoices {
            level: Level::Limited,
            messages: Wish::Never,
            helped: Wish::Never,
            grants: Wish::Never,
            ..NoticeChoices::default()
        };
        chooses(&town, ids::LISE, never).await;
        breach_of(&town, &[ids::EMIL]).await;
        outside.works(&town).await;
        assert_eq!(outside.places(), [LISES]);
        let read = breaches::told(&town.acts, &lise_for_emil(&town)).await.unwrap();
        assert_eq!(read[0].story, STORY);
        breach_of(&town, &[ids::JONAS]).await;
        outside.works(&town).await;
        assert_eq!(outside.places(), [LISES, "90000006"]);
        let hers = breaches::told(&town.acts, &town.citizen(ids::LISE)).await.unwrap();
        assert!(hers.is_empty());
    })
    .await;
}

/// SM-6, L-PBRL-3-4: a mother to whom one conversation is closed is told nothing of the kind, since
/// nobody can know whether it is about that; nor does she read of it.
#[tokio::test]
async fn sm_6_l_pbrl_3_4_a_mother_to_whom_something_is_closed_is_not_told() {
    in_town(async |town| {
        let outside = Outside::of(&town);
        let service = helsebro_testkit::service("HJSP", ids::HOME_NURSING, None);
        town.lists(ids::HOME_NURSING, ids::EMIL, std::slice::from_ref(&service)).await;
        let words = ("Såret på leggen", "Såret på leggen væsker litt mer enn før.");
        let thread = town.writes(ids::EMIL, ids::HOME_NURSING, words).await.unwrap().thread;
        let (parent, class) = (Some(ids::LISE), BlockClass::Compelling);
        let closes = Decides::Block { parent, class, reach: BlockReach::Thread };
        let why = "Vurdert i dag sammen med fastlegen.";
        let per = town.per().await;
        clinical::decide(&town.acts, &per, thread, (&closes, why)).await.unwrap();
        breach_of(&town, &[ids::EMIL]).await;
        outside.works(&town).await;
        assert_eq!(outside.places(), [""; 0]);
        let read = breaches::told(&town.acts, &lise_for_emil(&town)).await.unwrap();
        assert!(read.is_empty());
    })
    .await;
}

/// SM-6, L-PBRL-AGE: when the child has turned twelve by the time the notice is sent, its mother
/// is not told.
#[tokio::test]
async fn sm_6_on_the_twelfth_birthday_the_mother_is_no_longer_told() {
    in_town(async |town| {
        let outside = Outside::of(&town);
        town.at(date(2027, 2, 2), 22, 0);
        breach_of(&town, &[ids::EMIL]).await;
        outside.works(&town).await;
        assert_eq!(outside.places(), [""; 0]);
        let born = town.plan.person(ids::EMIL).unwrap().born.unwrap();
        town.at(date(born.year() + 12, born.month(), born.day()), 10, 0);
        outside.works(&town).await;
        assert_eq!(outside.places(), [""; 0]);
        let refused = breaches::told(&town.acts, &town.citizen(ids::ANNE)).await;
        assert!(refused.is_ok_and(|read| read.is_empty()));
    })
    .await;
}

/// L-GDPR-34: a helper is not told, and does not read of it.
#[tokio::test]
async fn l_gdpr_34_a_helper_does_not_read_of_a_breach() {
    in_town(async |town| {
        let outside = Outside::of(&town);
        let covers = [helsebro_domain::representation::Covers::Messages];
        let grant = crate::outside::anne_helps_kari(&town, &covers).await;
        outside.works(&town).await;
        let before = outside.places().len();
        breach_of(&town, &[ids::KARI]).await;
        outside.works(&town).await;
        assert_eq!(outside.places()[before..], [crate::outside::KARIS]);
        let anne = crate::notices::anne_at_work(&town, grant).await;
        let refused = breaches::told(&town.acts, &anne).await;
        assert!(matches!(refused, Err(ActError::NotFound)));
    })
    .await;
}
