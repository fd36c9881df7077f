//! The fakes keep the same rules as the real ones where a caller would notice.

use std::sync::Arc;

use helsebro_domain::notices::PhoneNumber;
use helsebro_domain::time::Instant;
use helsebro_partners::PartnerFault;
use helsebro_partners::helseid::{FakeHelseId, StaffSignIn, StaffSignedIn};
use helsebro_partners::idporten::{CitizenSignIn, CitizenSignedIn, FakeIdPorten};
use helsebro_partners::oidc::{
    Callback, LoggedOutElsewhere, LogoutFailed, SignInFailed, SignInRefused, TokenFlaw,
};
use helsebro_partners::sending::Reference;
use helsebro_partners::sms::{FakeSms, Sms, SmsGateway};

use super::partner::{ASK, CountingDice, KARI, NINE, clock};

const ISSUER: &str = "https://id.test/";

fn fake() -> FakeIdPorten {
    FakeIdPorten::new(ISSUER.parse().unwrap(), clock(), Arc::new(CountingDice::default()))
}

fn back(code: &str, state: &str) -> Callback {
    Callback {
        code: Some(code.to_owned()),
        state: Some(state.to_owned()),
        iss: Some(ISSUER.to_owned()),
        error: None,
    }
}

fn kari() -> CitizenSignedIn {
    CitizenSignedIn {
        pid: KARI.to_owned(),
        acr: "idporten-loa-high".to_owned(),
        sid: Some("sid-1".to_owned()),
        id_token: "id-token-1".into(),
        auth_time: None,
        locale: None,
    }
}

#[tokio::test]
async fn a_code_signs_in_whom_it_was_said_to_and_only_once() {
    let fake = fake();
    let door: &dyn CitizenSignIn = &fake;
    fake.code_gives("kari", Ok(kari()));
    fake.code_gives("low", Err(SignInRefused::LevelTooLow));
    let pending = door.begin(ASK).await.unwrap().pending;
    let finish = |code: &str| {
        let (pending, callback) = (pending.clone(), back(code, &pending.state));
        async move { door.finish(&pending, &callback).await }
    };
    assert_eq!(finish("kari").await.unwrap().pid, KARI);
    for (code, expected) in
        [("kari", SignInRefused::CodeSpent), ("low", SignInRefused::LevelTooLow)]
    {
        let found = finish(code).await;
        assert!(matches!(found, Err(SignInFailed::Refused(refused)) if refused == expected));
    }
    let stolen = door.finish(&pending, &back("kari", "other")).await;
    assert!(matches!(stolen, Err(SignInFailed::Refused(SignInRefused::WrongState))));
}

#[tokio::test]
async fn a_fake_that_is_away_fails_as_the_real_one_does() {
    let fake = fake();
    fake.go_away();
    assert!(matches!(fake.begin(ASK).await, Err(PartnerFault::LeftAlone { .. })));
    assert!(fake.check().await.is_err());
    fake.come_back();
    assert!(fake.begin(ASK).await.is_ok());
}

#[tokio::test]
async fn a_fake_knows_the_logout_tokens_it_was_told() {
    let dice = Arc::new(CountingDice::default());
    let fake = FakeHelseId::new(ISSUER.parse().unwrap(), clock(), dice);
    let told = LoggedOutElsewhere {
        sid: "sid-1".to_owned(),
        jti: "j-1".to_owned(),
        expires: Instant::from_micros(NINE * 1_000_000),
    };
    fake.token_logs_out("token", told.clone());
    assert_eq!(fake.logout_token("token").await.unwrap(), told);
    let unknown = fake.logout_token("other").await;
    assert!(matches!(unknown, Err(LogoutFailed::Refused(TokenFlaw::Signature))));
    let per = StaffSignedIn {
        pid: "04857900000".to_owned(),
        hpr: Some("7654321".to_owned()),
        name: Some("Per Haug".to_owned()),
        orgnr_parent: None,
        orgnr_child: None,
        sid: None,
        id_token: "id-token-1".into(),
        auth_time: None,
    };
    fake.code_gives("per", Ok(per));
    let pending = fake.begin(ASK).await.unwrap().pending;
    let signed_in = fake.finish(&pending, &back("per", &pending.state)).await.unwrap();
    assert_eq!(signed_in.hpr.as_deref(), Some("7654321"));
}

/// SM-3: a name that a text holds stops the test that sends it.
#[tokio::test]
#[should_panic(expected = "a text says too much")]
async fn sm_3_a_name_planted_in_a_text_stops_the_test_that_sends_it() {
    let knowing = FakeSms::that_knows(vec!["Kari Nilsen".to_owned()]);
    let to = PhoneNumber::parse("90000001").unwrap();
    let sms = |text: &str| Sms {
        to: to.clone(),
        text: text.to_owned(),
        reference: Reference::new("n-1.sms").unwrap(),
    };
    knowing.send(&sms("Du har fått en ny melding.")).await.unwrap();
    assert_eq!(knowing.sent().len(), 1);
    drop(knowing.send(&sms("Kari Nilsen har fått en ny melding.")).await);
}
