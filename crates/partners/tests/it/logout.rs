//! Signing out, here and elsewhere.

use std::time::Duration;

use helsebro_domain::time::Instant;
use helsebro_partners::PartnerFault;
use helsebro_partners::helseid::StaffSignIn;
use helsebro_partners::idporten::CitizenSignIn;
use helsebro_partners::oidc::{LogoutFailed, TokenFlaw};
use secrecy::SecretString;
use serde_json::{Map, Value, json};

use super::partner::{CLIENT, Mood, NINE, Partner, clock, signed_with_the_public_key, unsigned};

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

fn logout_token(partner: &Partner, typ: &str, name: &str, value: Value) -> String {
    let usual = json!({
        "iss": partner.issuer, "aud": CLIENT, "sub": "pairwise-1", "iat": NINE,
        "exp": NINE + 300, "jti": "logout-1", "sid": "sid-1", "events": {EVENT: {}},
    });
    partner.token(typ, usual, &Map::from_iter([(name.to_owned(), value)]))
}

fn good(partner: &Partner) -> String {
    logout_token(partner, "logout+jwt", "sub", json!("pairwise-1"))
}

#[tokio::test]
async fn the_partners_word_ends_a_session_for_citizens_and_for_staff() {
    let partner = Partner::start().await;
    let token = good(&partner);
    let citizens = partner.citizens(clock()).logout_token(&token).await.unwrap();
    let staff = partner.staff(clock()).logout_token(&token).await.unwrap();
    assert_eq!(citizens, staff);
    assert_eq!((citizens.sid.as_str(), citizens.jti.as_str()), ("sid-1", "logout-1"));
    assert_eq!(citizens.expires, Instant::from_micros((NINE + 330) * 1_000_000));
}

#[tokio::test]
async fn a_logout_token_that_is_wrong_in_any_way_is_refused() {
    let partner = Partner::start().await;
    let door = partner.citizens(clock());
    for (typ, name, value, expected) in [
        ("JWT", "x", json!(1), TokenFlaw::Type),
        ("at+jwt", "x", json!(1), TokenFlaw::Type),
        ("logout+jwt", "iss", json!("https://other"), TokenFlaw::Issuer),
        ("logout+jwt", "aud", json!("someone-else"), TokenFlaw::Audience),
        ("logout+jwt", "exp", json!(NINE - 60), TokenFlaw::Expired),
        ("logout+jwt", "exp", Value::Null, TokenFlaw::Malformed),
        ("logout+jwt", "iat", json!(NINE + 60), TokenFlaw::NotYet),
        ("logout+jwt", "events", json!({"other": {}}), TokenFlaw::Event),
        ("logout+jwt", "events", Value::Null, TokenFlaw::Event),
        ("logout+jwt", "nonce", json!("n"), TokenFlaw::Nonce),
        ("logout+jwt", "sid", Value::Null, TokenFlaw::Session),
        ("logout+jwt", "jti", Value::Null, TokenFlaw::Malformed),
    ] {
        let token = logout_token(&partner, typ, name, value);
        match door.logout_token(&token).await {
            Err(LogoutFailed::Refused(flaw)) => assert_eq!(flaw, expected, "{typ} {name}"),
            other => panic!("{typ} {name}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_logout_token_that_the_partner_did_not_sign_is_refused() {
    let partner = Partner::start().await;
    let door = partner.citizens(clock());
    let token = good(&partner);
    let changed = {
        let (head, _) = token.rsplit_once('.').unwrap();
        let other = logout_token(&partner, "logout+jwt", "sid", json!("sid-2"));
        format!("{head}.{}", other.rsplit_once('.').unwrap().1)
    };
    partner.sign_with_a_key_nobody_knows();
    for (token, expected) in [
        (changed, TokenFlaw::Signature),
        (unsigned(&token), TokenFlaw::Algorithm),
        (signed_with_the_public_key(&token), TokenFlaw::Algorithm),
        (good(&partner), TokenFlaw::UnknownKey),
        ("rubbish".to_owned(), TokenFlaw::Malformed),
        (format!("{token}{}", "A".repeat(20_000)), TokenFlaw::Malformed),
    ] {
        match door.logout_token(&token).await {
            Err(LogoutFailed::Refused(flaw)) => assert_eq!(flaw, expected),
            other => panic!("{expected:?}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_replayed_logout_token_shows_the_same_id_until_it_runs_out() {
    let partner = Partner::start().await;
    let clock = clock();
    let door = partner.citizens(clock.clone());
    let token = good(&partner);
    let first = door.logout_token(&token).await.unwrap();
    clock.step(Duration::from_secs(329));
    assert_eq!(door.logout_token(&token).await.unwrap().jti, first.jti);
    clock.step(Duration::from_secs(1));
    let late = door.logout_token(&token).await;
    assert!(matches!(late, Err(LogoutFailed::Refused(TokenFlaw::Expired))));
}

#[tokio::test]
async fn without_the_partners_keys_nobody_knows_whether_a_logout_token_is_true() {
    let partner = Partner::start().await;
    partner.mood("/jwks", Mood::Says(503, String::new()));
    let found = partner.citizens(clock()).logout_token(&good(&partner)).await;
    assert!(
        matches!(found, Err(LogoutFailed::Fault(PartnerFault::Failing { status: 503, .. }))),
        "{found:?}"
    );
}

#[tokio::test]
async fn a_browser_sent_to_end_a_session_is_believed_only_from_the_right_issuer() {
    let partner = Partner::start().await;
    let door = partner.citizens(clock());
    assert_eq!(door.front_channel(&partner.issuer, "sid-1"), Ok("sid-1".to_owned()));
    let slash = format!("{}/", partner.issuer);
    assert_eq!(door.front_channel(&slash, "sid-1"), Err(TokenFlaw::Issuer));
    assert_eq!(door.front_channel(&partner.issuer, ""), Err(TokenFlaw::Session));
    let long = "s".repeat(256);
    assert_eq!(door.front_channel(&partner.issuer, &long), Err(TokenFlaw::Session));
}

#[tokio::test]
async fn the_way_out_brings_the_token_back_and_does_not_print_it() {
    let partner = Partner::start().await;
    let token = SecretString::from("id-token-1");
    let door = partner.citizens(clock());
    let way_out = door.end_session(&token, "state-1").await.unwrap();
    assert_eq!(way_out.action.as_str(), format!("{}/logout", partner.issuer));
    let fields: Vec<_> = way_out.fields().collect();
    assert_eq!(
        fields,
        [
            ("id_token_hint", "id-token-1"),
            ("post_logout_redirect_uri", "http://localhost:8080/utlogget"),
            ("state", "state-1"),
            ("client_id", CLIENT),
        ]
    );
    assert!(way_out.url().as_str().contains("id_token_hint=id-token-1"));
    let without = way_out.url_without_token();
    assert!(!without.as_str().contains("id-token-1"));
    assert!(without.as_str().ends_with("utlogget&state=state-1&client_id=helsebro-test"));
    assert!(!format!("{way_out:?}").contains("id-token-1"));
    let staff = partner.staff(clock()).end_session(&token, "state-1").await.unwrap();
    assert_eq!(staff.action, way_out.action);
}
