//! Sessions, sign-ins on their way, and logout tokens.

use std::time::Duration;

use helsebro_domain::ids::{MunicipalityId, PersonId, SessionId, StaffId};
use helsebro_storage::sessions::{
    self, Door, EndedWhy, LogoutKey, NewAttempt, NewSession, Over, Session, SessionToken,
    TOUCH_INTERVAL, TokenUse, Who,
};
use helsebro_storage::{Scope, StorageError, SystemReason, Tx};
use uuid::Uuid;

use crate::harness::{Town, both};

const SIGN_IN: Scope = Scope::System(SystemReason::SignIn);
const IDLE: Duration = Duration::from_secs(30 * 60);
const ABSOLUTE: Duration = Duration::from_secs(8 * 3600);

fn kari() -> Who {
    Who::Citizen(PersonId::from_uuid(Uuid::from_u128(1)))
}

fn per_in(municipality: u128) -> Who {
    let id = MunicipalityId::from_uuid(Uuid::from_u128(municipality));
    Who::Staff(StaffId::from_uuid(Uuid::from_u128(2)), id)
}

async fn sign_in(town: &Town, who: Who, sid: &str) -> SessionToken {
    let token = SessionToken::generate(&*town.dice);
    let new = NewSession {
        id: SessionId::new(town.now(), &*town.dice),
        token: &token,
        who,
        logout_key: Some(LogoutKey::of("https://idporten.example", sid)),
        acr: "idporten-loa-high",
        id_token_hint: Some(b"sealed"),
        now: town.now(),
        idle: IDLE,
        absolute: ABSOLUTE,
    };
    run(town, async |tx| sessions::create(tx, &new).await).await;
    token
}

async fn run<T>(town: &Town, act: impl AsyncFn(&mut Tx) -> Result<T, StorageError>) -> T {
    let act = &act;
    town.db.write(SIGN_IN, "test.sessions", async move |mut tx| act(&mut tx).await).await.unwrap()
}

async fn find(town: &Town, token: &SessionToken) -> Option<Session> {
    let now = town.now();
    run(town, async |tx| sessions::find(tx, token, now).await).await
}

#[tokio::test]
async fn a_session_is_found_by_its_token_alone() {
    both(async |town| {
        let token = sign_in(&town, kari(), "s1").await;
        let staff = sign_in(&town, per_in(7), "s2").await;
        let session = find(&town, &token).await.unwrap();
        assert_eq!(session.who, kari());
        assert_eq!(session.acr, "idporten-loa-high");
        assert_eq!(session.id_token_hint.as_deref(), Some(&b"sealed"[..]));
        assert_eq!(session.idle_until, town.now().plus(IDLE));
        assert_eq!(session.absolute_until, town.now().plus(ABSOLUTE));
        assert_eq!(find(&town, &staff).await.unwrap().who, per_in(7));
        let unknown = SessionToken::generate(&*town.dice);
        assert_eq!(find(&town, &unknown).await, None);
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_when_it_is_not_used_and_use_keeps_it_alive() {
    both(async |town| {
        let token = sign_in(&town, kari(), "s1").await;
        town.clock.move_on(IDLE - Duration::from_secs(1));
        let session = find(&town, &token).await.unwrap();
        let now = town.now();
        run(&town, async |tx| sessions::touch(tx, &session, now, IDLE).await).await;
        town.clock.move_on(IDLE - Duration::from_secs(1));
        assert!(find(&town, &token).await.is_some());
        town.clock.move_on(Duration::from_secs(1));
        assert_eq!(find(&town, &token).await, None);
    })
    .await;
}

#[tokio::test]
async fn use_is_noted_at_most_once_in_the_interval() {
    both(async |town| {
        let token = sign_in(&town, kari(), "s1").await;
        let session = find(&town, &token).await.unwrap();
        let almost = TOUCH_INTERVAL - Duration::from_secs(1);
        assert!(!session.needs_touch(town.now().plus(almost)));
        assert!(session.needs_touch(town.now().plus(TOUCH_INTERVAL)));
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_at_its_absolute_limit_however_much_it_is_used() {
    both(async |town| {
        let token = sign_in(&town, kari(), "s1").await;
        let step = IDLE / 2;
        let mut lived = Duration::ZERO;
        while lived + step < ABSOLUTE {
            town.clock.move_on(step);
            lived += step;
            let session = find(&town, &token).await.unwrap();
            assert!(session.idle_until <= session.absolute_until);
            let now = town.now();
            run(&town, async |tx| sessions::touch(tx, &session, now, IDLE).await).await;
        }
        town.clock.move_on(step);
        assert_eq!(find(&town, &token).await, None);
    })
    .await;
}

#[tokio::test]
async fn an_ended_session_is_gone_and_cannot_be_touched_back() {
    both(async |town| {
        let token = sign_in(&town, kari(), "s1").await;
        let session = find(&town, &token).await.unwrap();
        let now = town.now();
        run(&town, async |tx| {
            sessions::end(tx, session.id, EndedWhy::SignedOut, now).await?;
            sessions::touch(tx, &session, now, IDLE).await
        })
        .await;
        assert_eq!(find(&town, &token).await, None);
    })
    .await;
}

#[tokio::test]
async fn a_logout_from_elsewhere_ends_the_sessions_of_that_sid_alone() {
    both(async |town| {
        let here = sign_in(&town, kari(), "s1").await;
        let same = sign_in(&town, kari(), "s1").await;
        let other = sign_in(&town, per_in(7), "s2").await;
        let (key, now) = (LogoutKey::of("https://idporten.example", "s1"), town.now());
        let ended = run(&town, async |tx| sessions::end_by_logout_key(tx, key, now).await).await;
        assert_eq!(ended.iter().map(|(_, who)| *who).collect::<Vec<_>>(), [kari(), kari()]);
        assert_eq!((find(&town, &here).await, find(&town, &same).await), (None, None));
        assert!(find(&town, &other).await.is_some());
        let wrong = LogoutKey::of("https://other.example", "s2");
        let none = run(&town, async |tx| sessions::end_by_logout_key(tx, wrong, now).await).await;
        assert_eq!(none, []);
    })
    .await;
}

#[tokio::test]
async fn all_sessions_of_a_person_can_be_ended() {
    both(async |town| {
        let citizen = sign_in(&town, kari(), "s1").await;
        let in_solvik = sign_in(&town, per_in(7), "s2").await;
        let in_granli = sign_in(&town, per_in(8), "s3").await;
        let now = town.now();
        let ended = run(&town, async |tx| sessions::end_all_of(tx, per_in(7), now).await).await;
        assert_eq!(ended.len(), 2);
        assert!(find(&town, &citizen).await.is_some());
        assert_eq!((find(&town, &in_solvik).await, find(&town, &in_granli).await), (None, None));
    })
    .await;
}

/// Whoever holds the token of a session that is over can be told why.
#[tokio::test]
async fn why_a_session_is_over_is_known_by_its_token() {
    both(async |town| {
        let over = async |token: &SessionToken| {
            let now = town.now();
            run(&town, async |tx| sessions::over(tx, token, now).await).await
        };
        let token = sign_in(&town, kari(), "s1").await;
        assert_eq!(over(&token).await, None);
        town.clock.move_on(IDLE);
        assert_eq!(over(&token).await, Some(Over::Idle));
        town.clock.move_on(ABSOLUTE);
        assert_eq!(over(&token).await, Some(Over::Idle));
        assert_eq!(over(&SessionToken::generate(&*town.dice)).await, None);

        let used = sign_in(&town, kari(), "s2").await;
        town.clock.move_on(IDLE - Duration::from_secs(1));
        let session = find(&town, &used).await.unwrap();
        let (now, ages) = (town.now(), ABSOLUTE);
        run(&town, async |tx| sessions::touch(tx, &session, now, ages).await).await;
        town.clock.move_on(ABSOLUTE);
        assert_eq!(over(&used).await, Some(Over::TooLong));

        for why in [
            EndedWhy::SignedOut,
            EndedWhy::SignedOutElsewhere,
            EndedWhy::Replaced,
            EndedWhy::AllEnded,
        ] {
            let token = sign_in(&town, kari(), "s3").await;
            let (session, now) = (find(&town, &token).await.unwrap(), town.now());
            run(&town, async |tx| sessions::end(tx, session.id, why, now).await).await;
            assert_eq!(over(&token).await, Some(Over::Ended(why)));
        }
    })
    .await;
}

#[tokio::test]
async fn a_sign_in_is_taken_once_by_its_own_door_and_in_time() {
    both(async |town| {
        let begin = async |state| {
            let new = NewAttempt {
                state,
                door: Door::Citizen,
                pending: b"sealed",
                now: town.now(),
                lifetime: Duration::from_secs(600),
            };
            run(&town, async |tx| sessions::begin_attempt(tx, &new).await).await;
        };
        let take = async |state, door| {
            let now = town.now();
            run(&town, async |tx| sessions::take_attempt(tx, state, door, now).await).await
        };
        begin("one").await;
        assert_eq!(take("two", Door::Citizen).await, None);
        assert_eq!(take("one", Door::Staff).await, None);
        assert_eq!(take("one", Door::Citizen).await.as_deref(), Some(&b"sealed"[..]));
        assert_eq!(take("one", Door::Citizen).await, None, "it is good for one use");
        begin("late").await;
        town.clock.move_on(Duration::from_secs(600));
        assert_eq!(take("late", Door::Citizen).await, None);
    })
    .await;
}

#[tokio::test]
async fn a_logout_token_is_good_for_one_use() {
    both(async |town| {
        let until = town.now().plus(Duration::from_secs(120));
        let note = async |issuer, jti| {
            run(&town, async |tx| sessions::note_logout_token(tx, issuer, jti, until).await).await
        };
        assert_eq!(note("a", "1").await, TokenUse::First);
        assert_eq!(note("a", "1").await, TokenUse::Replay);
        assert_eq!(note("b", "1").await, TokenUse::First);
        town.clock.move_on(Duration::from_secs(3600));
        let now = town.now();
        run(&town, async |tx| sessions::sweep(tx, now).await).await;
        assert_eq!(note("a", "1").await, TokenUse::First, "swept when it was too old anyway");
    })
    .await;
}

#[tokio::test]
async fn sessions_whose_time_is_over_are_swept() {
    both(async |town| {
        let old = sign_in(&town, kari(), "s1").await;
        town.clock.move_on(ABSOLUTE + Duration::from_secs(1));
        let fresh = sign_in(&town, kari(), "s2").await;
        let now = town.now();
        assert_eq!(run(&town, async |tx| sessions::sweep(tx, now).await).await, 1);
        assert_eq!(find(&town, &old).await, None);
        assert!(find(&town, &fresh).await.is_some());
    })
    .await;
}
