//! A partner that fails, in every way we have thought of.

use std::error::Error;
use std::time::Duration;

use helsebro_partners::idporten::CitizenSignIn;
use helsebro_partners::oidc::SignInFailed;
use helsebro_partners::{PartnerFault, Step};
use serde_json::json;

use super::partner::{ASK, HURRIED, Mood, Partner, citizens, clock, returned};

const PATHS: [(&str, Step); 4] = [
    ("/.well-known/openid-configuration", Step::Discovery),
    ("/par", Step::PushedRequest),
    ("/token", Step::Token),
    ("/jwks", Step::Keys),
];

/// The fault that ends a sign-in when the partner is in this mood on this path.
async fn fault(path: &'static str, mood: Mood) -> PartnerFault {
    let partner = Partner::start().await;
    partner.mood(path, mood);
    let mut settings = partner.settings();
    if matches!(partner.script(|script| script.moods[path].clone()), Mood::Silent) {
        settings.limits = HURRIED;
    }
    let door = citizens(&settings, clock());
    let pending = match door.begin(ASK).await {
        Ok(begun) => begun.pending,
        Err(fault) => return fault,
    };
    match door.finish(&pending, &returned(&partner, &pending.state)).await {
        Err(SignInFailed::Fault(fault)) => fault,
        other => panic!("{path}: {other:?}"),
    }
}

#[tokio::test]
async fn a_partner_that_does_not_answer_is_given_up_in_time() {
    let faults = PATHS.map(|(path, at)| (tokio::spawn(fault(path, Mood::Silent)), at));
    for (fault, at) in faults {
        let fault = fault.await.unwrap();
        assert!(matches!(fault, PartnerFault::TooSlow { step, .. } if step == at), "{fault:?}");
    }
}

#[tokio::test]
async fn garbage_is_a_bad_answer() {
    for (path, at) in PATHS {
        for body in ["", "<html>", "{}", "null", "{\"keys\":[]}", "\u{0}"] {
            let fault = fault(path, Mood::Says(200, body.to_owned())).await;
            let bad = matches!(fault, PartnerFault::BadAnswer { step, .. } if step == at);
            assert!(bad, "{path} {body}: {fault:?}");
        }
    }
}

#[tokio::test]
async fn an_answer_larger_than_the_limit_is_not_read() {
    for (path, at) in PATHS {
        let large = json!({"padding": "x".repeat(65 * 1024)}).to_string();
        match fault(path, Mood::Says(200, large)).await {
            PartnerFault::BadAnswer { step, what, .. } => {
                assert_eq!((step, what), (at, "larger than the limit"));
            }
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    for (path, at) in PATHS {
        let fault = fault(path, Mood::Redirects).await;
        let bad = matches!(fault, PartnerFault::BadAnswer { step, .. } if step == at);
        assert!(bad, "{path}: {fault:?}");
    }
}

#[tokio::test]
async fn a_partner_in_trouble_is_failing() {
    for (path, at) in PATHS {
        let fault = fault(path, Mood::Says(502, "trouble".to_owned())).await;
        assert!(
            matches!(fault, PartnerFault::Failing { step, status: 502, .. } if step == at),
            "{fault:?}"
        );
    }
}

#[tokio::test]
async fn a_partner_that_is_gone_is_unreachable_and_its_address_is_not_in_the_fault() {
    let partner = Partner::start().await;
    let mut settings = partner.settings();
    // Port 9 of loopback: nobody listens there.
    "http://127.0.0.1:9".clone_into(&mut settings.issuer);
    let door = citizens(&settings, clock());
    let fault = door.begin(ASK).await.unwrap_err();
    assert!(matches!(fault, PartnerFault::Unreachable { .. }), "{fault:?}");
    assert_eq!(fault.to_string(), "ID-porten could not be reached (discovery)");
    assert!(!fault.source().unwrap().to_string().contains("http://"), "{fault:?}");
}

#[tokio::test]
async fn what_a_partner_calls_its_error_is_kept_only_when_it_is_a_code() {
    let body = json!({"error": "12864800000 Kari Nilsen"}).to_string();
    let fault = fault("/par", Mood::Says(400, body)).await;
    assert_eq!(fault.to_string(), "ID-porten turned us away (pushed request): no usable code");
    assert!(!format!("{fault:?}").contains("Kari"));
}

#[tokio::test]
async fn after_repeated_faults_the_partner_is_left_alone_and_then_tried_again() {
    let partner = Partner::start().await;
    let clock = clock();
    let door = partner.citizens(clock.clone());
    partner.mood("/par", Mood::Says(503, String::new()));
    for _ in 0..5 {
        let fault = door.begin(ASK).await.unwrap_err();
        assert!(matches!(fault, PartnerFault::Failing { .. }), "{fault:?}");
    }
    let fault = door.begin(ASK).await.unwrap_err();
    assert!(matches!(fault, PartnerFault::LeftAlone { .. }), "{fault:?}");
    assert_eq!(partner.calls("/par").len(), 5);

    partner.script(|script| script.moods.clear());
    let fault = door.begin(ASK).await.unwrap_err();
    assert!(matches!(fault, PartnerFault::LeftAlone { .. }), "{fault:?}");
    clock.step(Duration::from_secs(30));
    assert!(door.begin(ASK).await.is_ok());
    assert!(door.begin(ASK).await.is_ok());
}
