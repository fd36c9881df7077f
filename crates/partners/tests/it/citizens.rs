//! Citizens sign in at ID-porten.

use std::sync::Arc;
use std::time::Duration;

use helsebro_domain::time::Instant;
use helsebro_partners::idporten::{CitizenSignIn, CitizenSignedIn, IdPorten};
use helsebro_partners::oidc::{
    Callback, ClientSettings, Pending, Prompt, SIGN_IN_WITHIN, SignInFailed, SignInRefused,
    SignInRequest, TokenFlaw, UiLocale,
};
use helsebro_partners::{BadSettings, PartnerFault, Step};
use jsonwebtoken::Algorithm;
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use super::partner::{
    ASK, CLIENT, CountingDice, KARI, Mood, NINE, OURS, Partner, citizens, clock, opened, ours_rsa,
    ours_rsa_pem, returned, signed_with_the_public_key, unsigned,
};

async fn signs_in(partner: &Partner, door: &IdPorten) -> Result<CitizenSignedIn, SignInFailed> {
    let pending = door.begin(ASK).await?.pending;
    door.finish(&pending, &returned(partner, &pending.state)).await
}

async fn refused(partner: &Partner, door: &IdPorten) -> SignInRefused {
    match signs_in(partner, door).await {
        Err(SignInFailed::Refused(refused)) => refused,
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn a_citizen_signs_in_and_we_learn_who_she_is() {
    let partner = Partner::start().await;
    let door = partner.citizens(clock());
    let signed_in = signs_in(&partner, &door).await.unwrap();
    assert_eq!(signed_in.pid, KARI);
    assert_eq!(signed_in.acr, "idporten-loa-high");
    assert_eq!(signed_in.sid.as_deref(), Some("sid-1"));
    assert_eq!(signed_in.locale.as_deref(), Some("nb"));
    assert_eq!(signed_in.auth_time, Some(Instant::from_micros((NINE - 60) * 1_000_000)));
    assert_eq!(signed_in.id_token.expose_secret().split('.').count(), 3);
}

#[tokio::test]
async fn the_request_is_pushed_and_the_address_holds_only_a_reference_to_it() {
    let partner = Partner::start().await;
    let door = partner.citizens(clock());
    let again = SignInRequest { ui_locale: UiLocale::En, prompt: Prompt::Again };
    let begun = door.begin(again).await.unwrap();

    let reference = "request_uri=urn%3Atest%3Arequest%3A1";
    let address = format!("{}/authorize?client_id={CLIENT}&{reference}", partner.issuer);
    assert_eq!(begun.url.as_str(), address);

    let form = partner.calls("/par").remove(0).form;
    let mut names: Vec<_> = form.keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "acr_values",
            "client_assertion",
            "client_assertion_type",
            "client_id",
            "code_challenge",
            "code_challenge_method",
            "nonce",
            "prompt",
            "redirect_uri",
            "response_mode",
            "response_type",
            "scope",
            "state",
            "ui_locales",
        ]
    );
    for (name, value) in [
        ("acr_values", "idporten-loa-high"),
        ("client_id", CLIENT),
        ("code_challenge_method", "S256"),
        ("nonce", &begun.pending.nonce),
        ("prompt", "login"),
        ("redirect_uri", "http://localhost:8080/logg-inn/retur"),
        ("response_mode", "query"),
        ("response_type", "code"),
        ("scope", "openid profile"),
        ("state", &begun.pending.state),
        ("ui_locales", "en"),
    ] {
        assert_eq!(form[name], value, "{name}");
    }
    assert!(!form.values().any(|value| *value == begun.pending.verifier));
}

#[tokio::test]
async fn each_call_carries_a_new_assertion_for_the_issuer_byte_for_byte() {
    let partner = Partner::start().await;
    let door = partner.citizens(clock());
    signs_in(&partner, &door).await.unwrap();
    let mut seen = Vec::new();
    for path in ["/par", "/token"] {
        let form = partner.calls(path).remove(0).form;
        let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        assert_eq!(form["client_assertion_type"], kind);
        let (header, claims) = opened(&form["client_assertion"], &OURS.public_jwk());
        assert_eq!(header.kid.as_deref(), Some("ours"));
        assert_eq!(claims["aud"], json!(partner.issuer));
        assert_eq!((&claims["iss"], &claims["sub"]), (&json!(CLIENT), &json!(CLIENT)));
        assert_eq!((&claims["iat"], &claims["exp"]), (&json!(NINE), &json!(NINE + 60)));
        seen.push(claims["jti"].clone());
    }
    assert_ne!(seen[0], seen[1]);
}

#[tokio::test]
async fn the_code_is_exchanged_with_the_verifier_of_the_same_sign_in() {
    let partner = Partner::start().await;
    let door = partner.citizens(clock());
    let begun = door.begin(ASK).await.unwrap();
    let (state, rest) = begun.pending.to_stored();
    let pending = Pending::from_stored(&state, &rest).unwrap();
    door.finish(&pending, &returned(&partner, &state)).await.unwrap();
    let form = partner.calls("/token").remove(0).form;
    assert_eq!(form["grant_type"], "authorization_code");
    assert_eq!(form["code"], "code-1");
    assert_eq!(form["code_verifier"], begun.pending.verifier);
    assert_eq!(form["redirect_uri"], "http://localhost:8080/logg-inn/retur");
}

#[tokio::test]
async fn an_answer_that_is_not_to_this_sign_in_is_refused_before_anything_is_asked() {
    let partner = Partner::start().await;
    let clock = clock();
    let door = partner.citizens(clock.clone());
    let pending = door.begin(ASK).await.unwrap().pending;
    let good = returned(&partner, &pending.state);
    let other = Some("other".to_owned());
    for (callback, expected) in [
        (Callback { state: other.clone(), ..good.clone() }, SignInRefused::WrongState),
        (Callback { iss: other.clone(), ..good.clone() }, SignInRefused::WrongIssuer),
        (Callback { iss: None, ..good.clone() }, SignInRefused::WrongIssuer),
        (Callback { code: None, ..good.clone() }, SignInRefused::NoCode),
        (
            Callback { error: Some("access_denied".to_owned()), code: None, ..good.clone() },
            SignInRefused::Cancelled,
        ),
    ] {
        match door.finish(&pending, &callback).await {
            Err(SignInFailed::Refused(refused)) => assert_eq!(refused, expected),
            found => panic!("{expected:?}: {found:?}"),
        }
    }
    clock.step(SIGN_IN_WITHIN + Duration::from_secs(1));
    let late = door.finish(&pending, &good).await;
    assert!(matches!(late, Err(SignInFailed::Refused(SignInRefused::TooLate))), "{late:?}");
    assert_eq!(partner.calls("/token").len(), 0);
}

#[tokio::test]
async fn another_error_in_the_answer_is_a_fault_of_the_partner() {
    let partner = Partner::start().await;
    let door = partner.citizens(clock());
    let pending = door.begin(ASK).await.unwrap().pending;
    let error = Some("temporarily_unavailable".to_owned());
    let callback = Callback { error, code: None, ..returned(&partner, &pending.state) };
    match door.finish(&pending, &callback).await {
        Err(SignInFailed::Fault(PartnerFault::TurnedAway {
            step: Step::Authorize, code, ..
        })) => {
            assert_eq!(code.code(), Some("temporarily_unavailable"));
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_token_with_a_wrong_claim_is_not_believed() {
    let partner = Partner::start().await;
    let door = partner.citizens(clock());
    for (name, wrong, expected) in [
        ("iss", json!(format!("{}/", partner.issuer)), TokenFlaw::Issuer),
        ("iss", Value::Null, TokenFlaw::Issuer),
        ("aud", json!("someone-else"), TokenFlaw::Audience),
        ("aud", json!([CLIENT, "someone-else"]), TokenFlaw::Audience),
        ("aud", Value::Null, TokenFlaw::Audience),
        ("nonce", json!("of-another-sign-in"), TokenFlaw::Nonce),
        ("nonce", Value::Null, TokenFlaw::Nonce),
        ("exp", json!(NINE - 3600), TokenFlaw::Expired),
        ("exp", Value::Null, TokenFlaw::Malformed),
        ("iat", json!(NINE + 3600), TokenFlaw::NotYet),
    ] {
        partner.script(|script| script.claims.clear());
        partner.claim(name, wrong);
        assert_eq!(refused(&partner, &door).await, SignInRefused::Untrusted(expected), "{name}");
    }
}

#[tokio::test]
async fn time_is_the_clock_we_were_given_and_not_the_machines() {
    let partner = Partner::start().await;
    let clock = clock();
    let door = partner.citizens(clock.clone());
    clock.step(Duration::from_secs(149));
    assert!(signs_in(&partner, &door).await.is_ok());
    clock.step(Duration::from_secs(1));
    let expired = SignInRefused::Untrusted(TokenFlaw::Expired);
    assert_eq!(refused(&partner, &door).await, expired);
}

#[tokio::test]
async fn a_sign_in_at_a_lower_level_is_refused() {
    let partner = Partner::start().await;
    let door = partner.citizens(clock());
    for acr in [json!("idporten-loa-substantial"), json!("idporten-loa-low"), Value::Null] {
        partner.claim("acr", acr);
        assert_eq!(refused(&partner, &door).await, SignInRefused::LevelTooLow);
    }
}

#[tokio::test]
async fn an_electronic_identity_without_an_identity_number_is_refused() {
    let partner = Partner::start().await;
    let door = partner.citizens(clock());
    partner.claim("pid", Value::Null);
    assert_eq!(refused(&partner, &door).await, SignInRefused::NoPid);
}

#[tokio::test]
async fn a_token_that_is_unsigned_or_signed_with_a_shared_secret_is_not_believed() {
    let partner = Partner::start().await;
    let door = partner.citizens(clock());
    for forge in [unsigned as fn(&str) -> String, signed_with_the_public_key] {
        let forged = forge(&partner.id_token());
        partner.script(|script| script.id_token = Some(forged));
        let refused = refused(&partner, &door).await;
        assert_eq!(refused, SignInRefused::Untrusted(TokenFlaw::Algorithm));
    }
}

#[tokio::test]
async fn tokens_signed_with_rsa_are_believed_and_our_rsa_key_signs_as_id_porten_takes_it() {
    let partner = Partner::start().await;
    let mut settings = partner.settings();
    (settings.signing_key, settings.key_id) = (ours_rsa_pem(), None);
    for algorithm in [Algorithm::RS256, Algorithm::PS256] {
        partner.sign_with_rsa(algorithm);
        assert!(signs_in(&partner, &citizens(&settings, clock())).await.is_ok());
    }
    let form = partner.calls("/par").remove(0).form;
    let (header, _) = opened(&form["client_assertion"], &ours_rsa());
    assert_eq!(header.alg, Algorithm::RS256);
    assert_eq!(header.kid.as_deref(), ours_rsa()["kid"].as_str());
}

#[tokio::test]
async fn a_token_that_was_changed_after_signing_is_not_believed() {
    let partner = Partner::start().await;
    let door = partner.citizens(clock());
    let pending = door.begin(ASK).await.unwrap().pending;
    let signed = partner.id_token();
    partner.claim("pid", json!("03837500000"));
    let other = partner.id_token();
    let parts: Vec<_> = signed.split('.').collect();
    let forged = [parts[0], other.split('.').nth(1).unwrap(), parts[2]].join(".");
    partner.script(|script| script.id_token = Some(forged));
    let found = door.finish(&pending, &returned(&partner, &pending.state)).await;
    let bad = SignInRefused::Untrusted(TokenFlaw::Signature);
    assert!(matches!(found, Err(SignInFailed::Refused(refused)) if refused == bad));
}

#[tokio::test]
async fn a_token_signed_with_a_new_key_is_believed_after_the_keys_are_asked_for_again() {
    let partner = Partner::start().await;
    let door = partner.citizens(clock());
    signs_in(&partner, &door).await.unwrap();
    partner.rotate();
    signs_in(&partner, &door).await.unwrap();
    signs_in(&partner, &door).await.unwrap();
    assert_eq!(partner.calls("/jwks").len(), 2);
}

#[tokio::test]
async fn a_key_that_is_not_published_is_not_believed_and_does_not_make_us_ask_for_ever() {
    let partner = Partner::start().await;
    let clock = clock();
    let door = partner.citizens(clock.clone());
    signs_in(&partner, &door).await.unwrap();
    partner.sign_with_a_key_nobody_knows();
    let unknown = SignInRefused::Untrusted(TokenFlaw::UnknownKey);
    for _ in 0..8 {
        assert_eq!(refused(&partner, &door).await, unknown);
    }
    assert_eq!(partner.calls("/jwks").len(), 1 + 5);
    clock.step(Duration::from_secs(60));
    assert_eq!(refused(&partner, &door).await, unknown);
    assert_eq!(partner.calls("/jwks").len(), 1 + 6);
}

#[tokio::test]
async fn a_code_that_is_spent_is_refused_and_a_registration_that_is_wrong_is_a_fault() {
    let partner = Partner::start().await;
    let door = partner.citizens(clock());
    let error = |code: &str| Mood::Says(400, json!({"error": code}).to_string());
    partner.mood("/token", error("invalid_grant"));
    assert_eq!(refused(&partner, &door).await, SignInRefused::CodeSpent);
    partner.mood("/token", error("invalid_client"));
    match signs_in(&partner, &door).await {
        Err(SignInFailed::Fault(PartnerFault::TurnedAway { step: Step::Token, code, .. })) => {
            assert_eq!(code.code(), Some("invalid_client"));
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_description_is_asked_for_once_a_day_and_the_keys_once_an_hour() {
    let partner = Partner::start().await;
    let clock = clock();
    let door = partner.citizens(clock.clone());
    let seen = || {
        let discovery = partner.calls("/.well-known/openid-configuration").len();
        (discovery, partner.calls("/jwks").len())
    };
    let expired = SignInRefused::Untrusted(TokenFlaw::Expired);
    signs_in(&partner, &door).await.unwrap();
    signs_in(&partner, &door).await.unwrap();
    assert_eq!(seen(), (1, 1));
    clock.step(Duration::from_secs(60 * 60));
    assert_eq!(refused(&partner, &door).await, expired);
    assert_eq!(seen(), (1, 2));
    clock.step(Duration::from_secs(23 * 60 * 60));
    assert_eq!(refused(&partner, &door).await, expired);
    assert_eq!(seen(), (2, 3));
    door.check().await.unwrap();
    assert_eq!(seen(), (3, 4));
}

#[test]
fn settings_that_cannot_work_are_refused_at_start() {
    let good = {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(Partner::start()).settings()
    };
    type Bend = fn(&mut ClientSettings);
    let bends: [(Bend, BadSettings); 4] = [
        (|s| "idporten.no".clone_into(&mut s.issuer), BadSettings::Issuer),
        (|s| "http://idporten.no".clone_into(&mut s.issuer), BadSettings::NotEncrypted),
        (|s| s.client_id.clear(), BadSettings::ClientId),
        (|s| s.signing_key = "no key".into(), BadSettings::Key),
    ];
    for (bend, expected) in bends {
        let mut settings = good.clone();
        bend(&mut settings);
        let found = IdPorten::new(&settings, clock(), Arc::new(CountingDice::default()));
        assert_eq!(found.err(), Some(expected));
    }
}
