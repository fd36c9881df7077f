//! Staff sign in at HelseID.

use helsebro_partners::helseid::{HelseId, StaffSignIn, StaffSignedIn};
use helsebro_partners::oidc::{SignInFailed, SignInRefused, TokenFlaw};
use helsebro_partners::{PartnerFault, Step};
use jsonwebtoken::Algorithm;
use serde_json::{Value, json};

use super::partner::{
    ASK, Call, NINE, OURS, Partner, clock, opened, ours_rsa, ours_rsa_pem, returned, staff,
};

/// Synthetic: month + 80.
const PER: &str = "04857900000";

const PID: &str = "helseid://claims/identity/pid";
const LEVEL: &str = "helseid://claims/identity/security_level";
const HPR: &str = "helseid://claims/hpr/hpr_number";

async fn start() -> Partner {
    let partner = Partner::start().await;
    partner.script(|script| {
        script.user_info = json!({
            "sub": "pairwise-1", "name": "Per Haug", PID: PER, LEVEL: "4", HPR: "7654321",
            "helseid://claims/client/claims/orgnr_parent": "310000019",
            "helseid://claims/client/claims/orgnr_child": "310000027",
        });
    });
    partner
}

async fn signs_in(partner: &Partner, door: &HelseId) -> Result<StaffSignedIn, SignInFailed> {
    let pending = door.begin(ASK).await?.pending;
    door.finish(&pending, &returned(partner, &pending.state)).await
}

fn proof(call: &Call) -> (Value, Value) {
    let proof = call.headers["DPoP"].to_str().unwrap();
    let header = jsonwebtoken::decode_header(proof).unwrap();
    assert_eq!(header.typ.as_deref(), Some("dpop+jwt"));
    assert_eq!(header.alg, Algorithm::ES256);
    let jwk = serde_json::to_value(header.jwk.unwrap()).unwrap();
    assert_eq!(jwk.get("d"), None);
    (jwk.clone(), opened(proof, &jwk).1)
}

#[tokio::test]
async fn a_nurse_signs_in_and_we_learn_who_she_is_and_where_she_works() {
    let partner = start().await;
    let signed_in = signs_in(&partner, &partner.staff(clock())).await.unwrap();
    assert_eq!(signed_in.pid, PER);
    assert_eq!(signed_in.hpr.as_deref(), Some("7654321"));
    assert_eq!(signed_in.name.as_deref(), Some("Per Haug"));
    assert_eq!(signed_in.orgnr_parent.as_deref(), Some("310000019"));
    assert_eq!(signed_in.orgnr_child.as_deref(), Some("310000027"));
    assert_eq!(signed_in.sid.as_deref(), Some("sid-1"));
}

#[tokio::test]
async fn the_request_asks_for_what_we_need_and_the_assertion_is_as_helseid_wants_it() {
    let partner = start().await;
    let mut settings = partner.settings();
    (settings.signing_key, settings.key_id) = (ours_rsa_pem(), None);
    staff(&settings, clock()).begin(ASK).await.unwrap();
    let form = partner.calls("/par").remove(0).form;
    assert_eq!(
        form["scope"],
        "openid profile helseid://scopes/identity/pid \
         helseid://scopes/identity/security_level helseid://scopes/hpr/hpr_number"
    );
    for name in ["acr_values", "response_mode", "ui_locales", "prompt"] {
        assert!(!form.contains_key(name), "{name}");
    }
    let (header, claims) = opened(&form["client_assertion"], &ours_rsa());
    assert_eq!(header.typ.as_deref(), Some("client-authentication+jwt"));
    assert_eq!(header.alg, Algorithm::PS256);
    assert_eq!(header.kid.as_deref(), ours_rsa()["kid"].as_str());
    assert_eq!(claims["aud"], json!(partner.issuer));
    for (name, seconds) in [("iat", NINE), ("nbf", NINE), ("exp", NINE + 30)] {
        assert_eq!(claims[name], json!(seconds), "{name}");
    }
}

#[tokio::test]
async fn when_the_server_wants_its_nonce_the_second_try_has_it_and_a_new_assertion() {
    let partner = start().await;
    partner.script(|script| script.nonces_wanted = vec![("/token", "n-1")]);
    signs_in(&partner, &partner.staff(clock())).await.unwrap();

    let calls = partner.calls("/token");
    assert_eq!(calls.len(), 2);
    let assertions = calls
        .iter()
        .map(|call| opened(&call.form["client_assertion"], &OURS.public_jwk()).1["jti"].clone());
    let assertions: Vec<_> = assertions.collect();
    assert_ne!(assertions[0], assertions[1]);

    let ((key, first), (same_key, second)) = (proof(&calls[0]), proof(&calls[1]));
    assert_eq!(key, same_key);
    assert_ne!(first["jti"], second["jti"]);
    assert_eq!((first.get("nonce"), &second["nonce"]), (None, &json!("n-1")));
    assert_eq!(second["htm"], "POST");
    assert_eq!(second["htu"], json!(format!("{}/token", partner.issuer)));
    assert_eq!(second["iat"], json!(NINE));
    assert_eq!(second.get("ath"), None);
}

#[tokio::test]
async fn the_token_is_used_with_a_proof_that_is_bound_to_it() {
    let partner = start().await;
    signs_in(&partner, &partner.staff(clock())).await.unwrap();
    let (key, _) = proof(&partner.calls("/token")[0]);
    let call = partner.calls("/userinfo").remove(0);
    assert_eq!(call.headers["Authorization"], "DPoP access-1");
    let (same_key, claims) = proof(&call);
    assert_eq!(key, same_key);
    assert_eq!(claims["htm"], "GET");
    // SHA-256 of "access-1", unpadded base64url.
    assert_eq!(claims["ath"], "9MKET0Y7WpOlF96BtnoJyLnXlpe9Pn5RReIOHKIBPAY");
}

#[tokio::test]
async fn the_server_may_want_its_nonce_where_the_token_is_used_too() {
    let partner = start().await;
    partner.script(|script| script.nonces_wanted = vec![("/token", "n-1"), ("/userinfo", "n-2")]);
    signs_in(&partner, &partner.staff(clock())).await.unwrap();
    let nonces: Vec<_> =
        partner.calls("/userinfo").iter().map(|call| proof(call).1["nonce"].clone()).collect();
    assert_eq!(nonces, [Value::Null, json!("n-2")]);
}

#[tokio::test]
async fn each_sign_in_has_a_key_of_its_own() {
    let partner = start().await;
    let door = partner.staff(clock());
    signs_in(&partner, &door).await.unwrap();
    signs_in(&partner, &door).await.unwrap();
    let calls = partner.calls("/token");
    assert_ne!(proof(&calls[0]).0, proof(&calls[1]).0);
}

#[tokio::test]
async fn a_server_that_is_never_content_with_a_nonce_is_asked_twice_and_no_more() {
    let partner = start().await;
    partner.script(|script| {
        script.nonces_wanted = vec![("/token", "n-1"), ("/token", "n-2"), ("/token", "n-3")]
    });
    match signs_in(&partner, &partner.staff(clock())).await {
        Err(SignInFailed::Fault(PartnerFault::TurnedAway { step: Step::Token, code, .. })) => {
            assert_eq!(code.code(), Some("use_dpop_nonce"));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(partner.calls("/token").len(), 2);
}

#[tokio::test]
async fn a_token_that_is_not_bound_to_our_key_is_not_taken() {
    let partner = start().await;
    partner.script(|script| script.token_type = "Bearer");
    let found = signs_in(&partner, &partner.staff(clock())).await;
    let expected = Step::Token;
    assert!(
        matches!(found, Err(SignInFailed::Fault(PartnerFault::BadAnswer { step, .. })) if step == expected)
    );
    assert_eq!(partner.calls("/userinfo").len(), 0);
}

#[tokio::test]
async fn staff_at_a_lower_level_or_without_a_number_are_refused() {
    let partner = start().await;
    let door = partner.staff(clock());
    for (name, value, expected) in [
        (LEVEL, json!("3"), SignInRefused::LevelTooLow),
        (LEVEL, Value::Null, SignInRefused::LevelTooLow),
        (PID, Value::Null, SignInRefused::NoPid),
        ("sub", json!("someone-else"), SignInRefused::Untrusted(TokenFlaw::Subject)),
        ("sub", Value::Null, SignInRefused::Untrusted(TokenFlaw::Subject)),
    ] {
        let usual = partner.script(|script| {
            let usual = script.user_info.clone();
            script.user_info[name] = value;
            usual
        });
        let found = signs_in(&partner, &door).await;
        assert!(
            matches!(found, Err(SignInFailed::Refused(refused)) if refused == expected),
            "{name}"
        );
        partner.script(|script| script.user_info = usual);
    }
}

#[tokio::test]
async fn a_token_of_another_sign_in_is_not_believed_for_staff_either() {
    let partner = start().await;
    partner.claim("nonce", json!("of-another-sign-in"));
    let found = signs_in(&partner, &partner.staff(clock())).await;
    let expected = SignInRefused::Untrusted(TokenFlaw::Nonce);
    assert!(matches!(found, Err(SignInFailed::Refused(refused)) if refused == expected));
}
