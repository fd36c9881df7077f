//! Signing in and out, and how long a session lives.

use core::time::Duration;

use helsebro_actions::ActError;
use helsebro_actions::parties::profile;
use helsebro_actions::parties::sessions::{self, Door, LiveWho, SessionLimits};
use helsebro_actions::parties::sign_in::{self, Begun, SignedIn};
use helsebro_domain::audit::{Actor, Decision, Event, Object};
use helsebro_domain::ids::PersonId;
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::representation::EidLevel;
use helsebro_storage::parties::{Language, Profile, Shortcuts, StaffProfile, Theme};
use helsebro_testkit::{Town, ids, in_town, told};

const MINUTE: Duration = Duration::from_secs(60);
const LIMITS: SessionLimits = SessionLimits {
    idle: Duration::from_secs(30 * 60),
    absolute: Duration::from_secs(2 * 60 * 60),
};

const ISSUER: &str = "https://id.test";

fn at_level<'a>(pid: &'a str, sid: &'a str, level: EidLevel) -> SignedIn<'a> {
    SignedIn { pid, issuer: ISSUER, sid: Some(sid), acr: "high", level, id_token: "a.b.c" }
}

fn pid(town: &Town, person: PersonId) -> String {
    town.plan.person(person).unwrap().number.digits().to_owned()
}

async fn signs_in(town: &Town, person: PersonId, sid: &str) -> Begun {
    let pid = pid(town, person);
    sign_in::citizen(&town.acts, &at_level(&pid, sid, EidLevel::High), LIMITS).await.unwrap()
}

async fn is_live(town: &Town, begun: &Begun) -> bool {
    sessions::resume(&town.acts, &begun.token, LIMITS).await.unwrap().is_some()
}

/// S1-2.1-c: level high opens a session, which is told in the log; lower levels
/// and numbers that are not known do not.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_c_only_level_high_and_a_known_number_begin_a_session() {
    in_town(|town| async move {
        let begun = signs_in(&town, ids::KARI, "s1").await;
        let live = sessions::resume(&town.acts, &begun.token, LIMITS).await.unwrap().unwrap();
        let LiveWho::Citizen { access, name, given, .. } = live.who else { panic!("no citizen") };
        assert_eq!(
            (access.person(), name.as_str(), given.as_str()),
            (ids::KARI, "Kari Nilsen", "Kari")
        );
        let line = &town.lines(1).await[0];
        assert_eq!((line.event, line.decision), (Event::SignedIn, Decision::Accepted));
        assert_eq!((line.subject, line.object), (Some(ids::KARI), Object::Session(live.id.uuid())));

        let karis = pid(&town, ids::KARI);
        let low = at_level(&karis, "s2", EidLevel::Substantial);
        let refused = sign_in::citizen(&town.acts, &low, LIMITS).await.err().unwrap();
        assert_eq!(told(&refused), Some(ReasonCode::EidLevelTooLow));
        let line = &town.lines(1).await[0];
        assert_eq!(line.decision, Decision::Refused(ReasonCode::EidLevelTooLow));
        assert_eq!(line.actor, Actor::Citizen(ids::KARI));

        // Not a number at all, a real one by its form, and a nurse's, who is no citizen here.
        for number in ["12345678901", "", "27858600133"] {
            let nobody = at_level(number, "s3", EidLevel::High);
            let refused = sign_in::citizen(&town.acts, &nobody, LIMITS).await.err().unwrap();
            assert!(matches!(refused, ActError::NotFound));
            let line = &town.lines(1).await[0];
            assert_eq!(line.decision, Decision::Refused(ReasonCode::NotAvailable));
            assert_eq!((line.actor, line.subject), (Actor::Nobody, None));
        }
    })
    .await;
}

/// S1-2.1-b: staff sign in where they are authorised today; Jon's ended 2027-01-31.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_b_staff_sign_in_only_when_authorised_today() {
    in_town(|town| async move {
        let number = |id| {
            let found = town.plan.staff.iter().find(|one| one.staff.id == id).unwrap();
            found.number.digits().to_owned()
        };
        let per = number(ids::PER);
        let begun = sign_in::staff(&town.acts, &at_level(&per, "p", EidLevel::High), LIMITS).await;
        let live = sessions::resume(&town.acts, &begun.unwrap().token, LIMITS).await.unwrap();
        let LiveWho::Staff { staff, municipality, name, .. } = live.unwrap().who else {
            panic!("no staff")
        };
        assert_eq!((staff, municipality, name.as_str()), (ids::PER, ids::SOLVIK, "Per Haug"));
        let karis = pid(&town, ids::KARI);
        for (who, level, code) in [
            (number(ids::JON), EidLevel::High, ReasonCode::StaffNotAuthorised),
            (karis, EidLevel::High, ReasonCode::StaffNotAuthorised),
            (number(ids::PER), EidLevel::Substantial, ReasonCode::EidLevelTooLow),
        ] {
            let refused = sign_in::staff(&town.acts, &at_level(&who, "j", level), LIMITS).await;
            assert_eq!(told(&refused.err().unwrap()), Some(code));
            let line = &town.lines(1).await[0];
            assert_eq!((line.event, line.decision), (Event::SignedIn, Decision::Refused(code)));
        }
    })
    .await;
}

/// S1-2.1-c: a session ends when it is not used, and in any case at its last time.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_c_a_session_ends_unused_and_at_its_last_time() {
    in_town(|town| async move {
        let unused = signs_in(&town, ids::KARI, "s1").await;
        let used = signs_in(&town, ids::KARI, "s2").await;
        town.base.clock.move_on(29 * MINUTE);
        assert!(is_live(&town, &used).await);
        town.base.clock.move_on(MINUTE);
        assert!(!is_live(&town, &unused).await);
        for _ in 0..4 {
            assert!(is_live(&town, &used).await);
            town.base.clock.move_on(20 * MINUTE);
        }
        // 1 hour and 50 minutes since it began; ten minutes more is the last time.
        assert!(is_live(&town, &used).await);
        town.base.clock.move_on(9 * MINUTE);
        assert!(is_live(&town, &used).await);
        town.base.clock.move_on(MINUTE);
        assert!(!is_live(&town, &used).await);
    })
    .await;
}

/// S1-2.1-c: signing out ends one session and gives the id token back once;
/// signing out everywhere ends all of them and nobody else's.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_c_signing_out_here_and_everywhere() {
    in_town(|town| async move {
        let (one, two) =
            (signs_in(&town, ids::KARI, "s1").await, signs_in(&town, ids::KARI, "s2").await);
        let olas = signs_in(&town, ids::OLA, "s3").await;
        let hint = sessions::end(&town.acts, &one.token).await.unwrap();
        assert_eq!(hint.as_deref(), Some("a.b.c"));
        assert_eq!(sessions::end(&town.acts, &one.token).await.unwrap(), None);
        assert!(!is_live(&town, &one).await && is_live(&town, &two).await);
        let line = &town.lines(1).await[0];
        assert_eq!((line.event, line.subject), (Event::SignedOut, Some(ids::KARI)));
        let three = signs_in(&town, ids::KARI, "s4").await;
        sessions::end_all(&town.acts, ids::KARI).await.unwrap();
        assert!(!is_live(&town, &two).await && !is_live(&town, &three).await);
        assert!(is_live(&town, &olas).await);
        let ended = town.lines(2).await;
        assert!(ended.iter().all(|line| line.event == Event::SignedOut));
    })
    .await;
}

/// S1-2.1-c: the provider ends a session by its name for it, and only that one;
/// the same logout token counts once.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_c_a_session_is_ended_from_elsewhere_by_its_sid() {
    in_town(|town| async move {
        let (karis, other) =
            (signs_in(&town, ids::KARI, "s1").await, signs_in(&town, ids::KARI, "s2").await);
        for (issuer, sid) in [("https://other.test", "s1"), (ISSUER, "s9")] {
            sessions::end_elsewhere(&town.acts, issuer, sid).await.unwrap();
            assert!(is_live(&town, &karis).await);
        }
        sessions::end_elsewhere(&town.acts, ISSUER, "s1").await.unwrap();
        assert!(!is_live(&town, &karis).await && is_live(&town, &other).await);
        assert_eq!(town.lines(1).await[0].event, Event::SignedOut);
        let expires = town.now().plus(MINUTE);
        let (named, token) = ((ISSUER, "s2"), ("j1", expires));
        sessions::end_by_token(&town.acts, named, token).await.unwrap();
        assert!(!is_live(&town, &other).await);
        let newer = signs_in(&town, ids::KARI, "s2").await;
        sessions::end_by_token(&town.acts, named, token).await.unwrap();
        assert!(is_live(&town, &newer).await);
    })
    .await;
}

/// What is remembered of a sign-in on its way is given back once, at its own
/// door, and not after its time.
#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_on_its_way_is_taken_once_at_its_own_door_in_time() {
    in_town(|town| async move {
        let remember = async |state| {
            sessions::remember(&town.acts, Door::Citizen, state, "nonce and verifier")
                .await
                .unwrap();
        };
        let recall = async |door, state| sessions::recall(&town.acts, door, state).await.unwrap();
        remember("one").await;
        assert_eq!(recall(Door::Citizen, "two").await, None);
        assert_eq!(recall(Door::Citizen, "one").await.as_deref(), Some("nonce and verifier"));
        assert_eq!(recall(Door::Citizen, "one").await, None);
        remember("three").await;
        assert_eq!(recall(Door::Staff, "three").await, None);
        remember("four").await;
        town.base.clock.move_on(20 * MINUTE + Duration::from_secs(1));
        assert_eq!(recall(Door::Citizen, "four").await, None);
    })
    .await;
}

/// What was chosen is there again at the next sign-in, each for herself.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_chosen_is_kept_for_each() {
    in_town(|town| async move {
        let (kari, ola) = (town.citizen(ids::KARI), town.citizen(ids::OLA));
        let before = profile::citizens(&town.acts, &ola).await.unwrap();
        let chosen = Profile { language: Language::Nn, theme: Theme::Dark };
        profile::set_citizens(&town.acts, &kari, chosen).await.unwrap();
        assert_eq!(profile::citizens(&town.acts, &kari).await.unwrap(), chosen);
        assert_eq!(profile::citizens(&town.acts, &ola).await.unwrap(), before);
        assert_eq!(town.lines(1).await[0].event, Event::ProfileChanged);

        let (per, siri) = ((ids::PER, ids::SOLVIK), (ids::SIRI, ids::SOLVIK));
        let chosen =
            StaffProfile { language: Language::En, theme: Theme::Light, shortcuts: Shortcuts::Off };
        profile::set_staffs(&town.acts, per, chosen).await.unwrap();
        assert_eq!(profile::staffs(&town.acts, per).await.unwrap(), chosen);
        assert_ne!(profile::staffs(&town.acts, siri).await.unwrap(), chosen);
        let line = &town.lines(1).await[0];
        assert_eq!((line.event, line.org), (Event::ProfileChanged, Some(ids::SOLVIK)));
    })
    .await;
}
