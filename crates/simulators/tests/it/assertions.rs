use jsonwebtoken::{Algorithm, Header};
use serde_json::{Value, json};

use crate::party::{APP, Contract, Party, set};
use crate::world::{Key, helseid, idporten};

/// Pushes with an assertion changed so; gives the status or the refusal.
async fn pushed(party: &Party, change: impl FnOnce(&mut Header, &mut Value)) -> String {
    let assertion = party.assertion(change);
    let answer = party.par(|form| set(form, "client_assertion", Some(&assertion))).await;
    if answer.status == 201 { "taken".into() } else { answer.refusal() }
}

/// A change of the claims that every provider refuses.
type Change = fn(&mut Value, i64);

const REFUSED_BY_BOTH: &[(&str, Change)] = &[
    ("iss", |claims, _| claims["iss"] = json!("another")),
    ("sub", |claims, _| claims["sub"] = json!("another")),
    ("aud another", |claims, _| claims["aud"] = json!("https://idporten.example")),
    ("aud slash", |claims, _| {
        claims["aud"] = json!(format!("{}/", claims["aud"].as_str().unwrap()));
    }),
    ("aud list", |claims, _| claims["aud"] = json!([claims["aud"]])),
    ("exp missing", |claims, _| claims["exp"] = Value::Null),
    ("exp now", |claims, now| claims["exp"] = json!(now)),
    ("exp far", |claims, now| claims["exp"] = json!(now + 121)),
    ("exp text", |claims, now| claims["exp"] = json!((now + 30).to_string())),
    ("iat future", |claims, now| claims["iat"] = json!(now + 6)),
    ("jti missing", |claims, _| claims["jti"] = Value::Null),
    ("jti empty", |claims, _| claims["jti"] = json!("")),
];

#[tokio::test]
async fn an_assertion_that_deviates_is_refused_by_both() {
    for contract in [Contract::Idporten, Contract::Helseid] {
        let world = match contract {
            Contract::Idporten => idporten(APP).await,
            Contract::Helseid => helseid(APP).await,
        };
        let party = Party::new(contract, &world, APP);
        for (name, change) in REFUSED_BY_BOTH {
            let now = world.clock.seconds();
            let answer = pushed(&party, |_, claims| change(claims, now)).await;
            assert_eq!(answer, "invalid_client", "{name}");
        }
        let unnamed = pushed(&party, |header, _| header.kid = None).await;
        assert_eq!(unnamed, "invalid_client");
        let unknown = pushed(&party, |header, _| header.kid = Some("other".into())).await;
        assert_eq!(unknown, "invalid_client");
        assert_eq!(pushed(&party, |_, _| {}).await, "taken");
    }
}

#[tokio::test]
async fn an_assertion_is_good_once_at_every_endpoint_together() {
    let world = idporten(APP).await;
    let party = Party::new(Contract::Idporten, &world, APP);
    let code = party.sign_in_for_code("kari").await;
    let assertion = party.assertion(|_, _| {});
    let first = party.par(|form| set(form, "client_assertion", Some(&assertion))).await;
    assert_eq!(first.status, 201);
    let replayed = party.par(|form| set(form, "client_assertion", Some(&assertion))).await;
    assert_eq!(replayed.refusal(), "invalid_client");
    let elsewhere =
        party.token(&code, |form| set(form, "client_assertion", Some(&assertion))).await;
    assert_eq!(elsewhere.refusal(), "invalid_client");
}

#[tokio::test]
async fn an_assertion_signed_with_another_key_is_refused() {
    let world = idporten(APP).await;
    let mut party = Party::new(Contract::Idporten, &world, APP);
    party.key = Key::rsa(Algorithm::RS256, "client-key");
    assert_eq!(party.par(|_| {}).await.refusal(), "invalid_client");
}

#[tokio::test]
async fn idporten_takes_the_token_endpoint_as_audience_and_needs_no_issue_time() {
    let world = idporten(APP).await;
    let mut party = Party::new(Contract::Idporten, &world, APP);
    let endpoint = party.address("token");
    let answer = pushed(&party, |_, claims| claims["aud"] = json!(endpoint)).await;
    assert_eq!(answer, "taken");
    let answer = pushed(&party, |_, claims| {
        claims["iat"] = Value::Null;
        claims["nbf"] = Value::Null;
    })
    .await;
    assert_eq!(answer, "taken");
    party.key.algorithm = Algorithm::RS512;
    assert_eq!(party.par(|_| {}).await.status, 201);
    party.key.algorithm = Algorithm::PS256;
    assert_eq!(party.par(|_| {}).await.refusal(), "invalid_client");
}

#[tokio::test]
async fn basic_authentication_is_refused() {
    let world = idporten(APP).await;
    let party = Party::new(Contract::Idporten, &world, APP);
    let code = party.sign_in_for_code("kari").await;
    let basic = [("Authorization", "Basic c29sdmlrOng=".to_owned())];
    let answer = party.post(&party.address("token"), &party.token_form(&code), &basic).await;
    assert_eq!(answer.refusal(), "invalid_client");
}

#[tokio::test]
async fn helseid_wants_its_own_typ_audience_times_and_algorithms() {
    let world = helseid(APP).await;
    let mut party = Party::new(Contract::Helseid, &world, APP);
    let now = world.clock.seconds();
    let endpoint = party.address("token");
    type Deviation = Box<dyn FnOnce(&mut Header, &mut Value)>;
    let cases: Vec<(&str, Deviation)> = vec![
        ("typ", Box::new(|header, _| header.typ = Some("JWT".into()))),
        ("no typ", Box::new(|header, _| header.typ = None)),
        ("aud", Box::new(move |_, claims| claims["aud"] = json!(endpoint))),
        ("exp", Box::new(move |_, claims| claims["exp"] = json!(now + 61))),
        ("life", Box::new(move |_, claims| claims["iat"] = json!(now - 1))),
        ("iat", Box::new(|_, claims| claims["iat"] = Value::Null)),
        ("nbf", Box::new(|_, claims| claims["nbf"] = Value::Null)),
        ("nbf future", Box::new(move |_, claims| claims["nbf"] = json!(now + 6))),
    ];
    for (name, change) in cases {
        assert_eq!(pushed(&party, change).await, "invalid_client", "{name}");
    }
    assert_eq!(pushed(&party, |_, _| {}).await, "taken");
    party.key = Key::rsa(Algorithm::RS256, "client-key");
    assert_eq!(party.par(|_| {}).await.refusal(), "invalid_client");
}
