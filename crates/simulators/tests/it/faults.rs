use helsebro_simulators::{Fault, Lasting};
use serde_json::{Value, json};

use crate::party::{APP, Contract, Party, query, unverified};
use crate::world::{START_SECONDS, World, helseid, idporten};

async fn start() -> (World, Party) {
    let world = idporten(APP).await;
    let party = Party::new(Contract::Idporten, &world, APP);
    (world, party)
}

impl World {
    fn once(&self, fault: Fault) {
        self.handle.control().faults().turn_on(fault, Lasting::Once);
    }
}

/// The id token of a login with this fault struck once.
async fn id_token_with(world: &World, party: &Party, fault: Fault) -> String {
    party.forget_cookie();
    world.once(fault);
    let tokens = party.tokens(if party.contract == Contract::Idporten { "kari" } else { "siri" });
    let token = tokens.await["id_token"].as_str().unwrap().to_owned();
    assert!(world.handle.control().faults().on().is_empty(), "{fault:?} struck");
    token
}

#[tokio::test]
async fn an_id_token_can_be_wrong_in_each_claim() {
    let (world, party) = start().await;
    let cases: &[(Fault, &str, Value)] = &[
        (Fault::LowerLevel, "acr", json!("idporten-loa-substantial")),
        (Fault::MissingPid, "pid", Value::Null),
        (Fault::IdTokenWrongIss, "iss", json!("https://issuer.invalid")),
        (Fault::IdTokenWrongAud, "aud", json!("another-client")),
        (Fault::IdTokenExpired, "exp", json!(START_SECONDS - 600)),
        (Fault::ClockAhead, "iat", json!(START_SECONDS + 600)),
        (Fault::ClockBehind, "iat", json!(START_SECONDS - 600)),
    ];
    for (fault, claim, told) in cases {
        let token = id_token_with(&world, &party, *fault).await;
        let (_, claims) = party.verified(&token).await.expect("a signature that holds");
        assert_eq!(claims[claim], *told, "{fault:?}");
    }
    let token = id_token_with(&world, &party, Fault::IdTokenWrongNonce).await;
    assert_ne!(unverified(&token)["nonce"], "the-nonce");
}

#[tokio::test]
async fn the_signature_can_be_wrong_missing_or_by_a_new_key() {
    let (world, party) = start().await;
    let broken = id_token_with(&world, &party, Fault::IdTokenWrongSignature).await;
    assert!(party.verified(&broken).await.is_none());
    let unsigned = id_token_with(&world, &party, Fault::IdTokenUnsigned).await;
    assert!(unsigned.ends_with('.'));
    let before = party.jwks().await;
    let token = id_token_with(&world, &party, Fault::RotatedKeys).await;
    let (header, _) = party.verified(&token).await.expect("a key in the new set");
    assert!(before.find(&header.kid.unwrap()).is_none());
}

#[tokio::test]
async fn the_way_back_can_be_wrong() {
    let (world, party) = start().await;
    let back = async |fault: Fault| {
        party.forget_cookie();
        world.once(fault);
        party.sign_in("kari").await
    };
    let wrong = back(Fault::WrongIssInResponse).await;
    assert_eq!(query(&wrong, "iss").as_deref(), Some("https://issuer.invalid"));
    assert_eq!(query(&back(Fault::MissingIssInResponse).await, "iss"), None);
    let state = query(&back(Fault::WrongStateInResponse).await, "state");
    assert!(state.is_some_and(|state| state != "the-state"));
    let denied = back(Fault::AccessDenied).await;
    assert_eq!(query(&denied, "error").as_deref(), Some("access_denied"));
    for fault in [Fault::SpentCode, Fault::ExpiredCode] {
        let code = query(&back(fault).await, "code").unwrap();
        assert_eq!(party.token(&code, |_| {}).await.refusal(), "invalid_grant");
    }
}

#[tokio::test]
async fn helseid_can_lower_the_level_and_leave_things_out() {
    let world = helseid(APP).await;
    let party = Party::new(Contract::Helseid, &world, APP);
    let lower = unverified(&id_token_with(&world, &party, Fault::LowerLevel).await);
    assert_eq!(lower["helseid://claims/identity/security_level"], "3");
    let nobody = unverified(&id_token_with(&world, &party, Fault::MissingPid).await);
    assert_eq!(nobody.get("helseid://claims/identity/pid"), None);
    let layman = unverified(&id_token_with(&world, &party, Fault::MissingHprNumber).await);
    assert_eq!(layman.get("helseid://claims/hpr/hpr_number"), None);
    party.forget_cookie();
    world.once(Fault::WrongTokenType);
    assert_eq!(party.tokens("siri").await["token_type"], "Bearer");
}

#[tokio::test]
async fn down_means_down_but_the_control_door_stays_open() {
    let (world, party) = start().await;
    let control = format!("{}/_control", world.issuer);
    let discovery = format!("{}/.well-known/openid-configuration", world.issuer);
    let on = json!({"fault": "down", "lasting": "until_cleared"});
    assert_eq!(party.post_json(&format!("{control}/faults"), &on).await.status, 204);
    assert_eq!(party.get(&discovery).await.status, 503);
    assert_eq!(party.get(&discovery).await.status, 503);
    assert_eq!(party.get(&control).await.json()["faults"], json!({"down": "until_cleared"}));
    assert_eq!(party.delete(&format!("{control}/faults/down")).await.status, 204);
    assert_eq!(party.get(&discovery).await.status, 200);
    let unknown = json!({"fault": "flood", "lasting": "once"});
    assert_eq!(party.post_json(&format!("{control}/faults"), &unknown).await.status, 422);
}

#[tokio::test]
async fn a_slow_answer_comes_when_the_fault_is_cleared() {
    let (world, party) = start().await;
    let discovery = format!("{}/.well-known/openid-configuration", world.issuer);
    world.handle.control().faults().turn_on(Fault::Slow, Lasting::Once);
    let mut slow = Box::pin(party.get(&discovery));
    // The fault is spent the moment the request is held back.
    loop {
        tokio::select! {
            biased;
            _ = &mut slow => panic!("it was not held back"),
            () = tokio::task::yield_now() => {}
        }
        if world.handle.control().faults().on().is_empty() {
            break;
        }
    }
    world.handle.control().faults().clear();
    assert_eq!(slow.await.status, 200);
}

#[tokio::test]
async fn keys_are_replaced_and_faults_cleared_over_http() {
    let (world, party) = start().await;
    let before = party.jwks().await;
    assert_eq!(
        party.post_json(&format!("{}/_control/keys", world.issuer), &json!({})).await.status,
        204
    );
    assert_ne!(party.jwks().await, before);
    world.once(Fault::MissingPid);
    assert_eq!(party.delete(&format!("{}/_control/faults", world.issuer)).await.status, 204);
    assert!(world.handle.control().faults().on().is_empty());
}
