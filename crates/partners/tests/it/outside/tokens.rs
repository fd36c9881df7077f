use std::time::Duration;

use helsebro_partners::maskinporten::{MachineTokens, Wanted};
use helsebro_partners::{BadSettings, PartnerFault};
use helsebro_simulators::outside::{Party, Weather};
use secrecy::ExposeSecret;

use super::world::Outside;
use crate::partner::OURS;

fn contacts() -> Wanted {
    Wanted::scopes(&["krr:global/kontaktinformasjon.read"])
}

#[tokio::test]
async fn a_token_is_asked_for_once_and_kept_until_it_is_nearly_spent() {
    let outside = Outside::registered().await;
    let tokens = outside.maskinporten();
    let wanted = contacts();
    let first = tokens.token(&wanted).await.unwrap();
    outside.clock.step(Duration::from_secs(588));
    assert_eq!(tokens.token(&wanted).await.unwrap().expose_secret(), first.expose_secret());
    assert_eq!(outside.handle.control().seen().tokens, 1);
    outside.clock.step(Duration::from_secs(1));
    let second = tokens.token(&wanted).await.unwrap();
    assert_ne!(second.expose_secret(), first.expose_secret());
    assert_eq!(outside.handle.control().seen().tokens, 2);
    tokens.forget(&wanted);
    tokens.token(&wanted).await.unwrap();
    assert_eq!(outside.handle.control().seen().tokens, 3);
}

#[tokio::test]
async fn many_who_want_the_same_token_at_once_make_one_grant() {
    let outside = Outside::registered().await;
    outside.weather(Party::Maskinporten, Weather::Slow(50));
    let tokens = outside.maskinporten();
    let all: Vec<_> = (0..20)
        .map(|_| {
            let tokens = tokens.clone();
            tokio::spawn(async move { tokens.token(&contacts()).await.is_ok() })
        })
        .collect();
    for one in all {
        assert!(one.await.unwrap());
    }
    assert_eq!(outside.handle.control().seen().tokens, 1);
}

#[tokio::test]
async fn each_try_has_a_grant_of_its_own_so_a_retry_is_not_refused_as_used() {
    let outside = Outside::registered().await;
    let tokens = outside.maskinporten();
    // In trouble, it is asked once more; nothing but a fresh grant is taken afterwards.
    outside.weather(Party::Maskinporten, Weather::Down);
    let fault = tokens.token(&contacts()).await.unwrap_err();
    assert!(matches!(fault, PartnerFault::Failing { status: 503, .. }), "{fault:?}");
    outside.weather(Party::Maskinporten, Weather::Fine);
    for _ in 0..3 {
        tokens.check(&contacts()).await.unwrap();
    }
}

#[tokio::test]
async fn a_scope_we_do_not_have_is_a_fault_of_the_settings_and_not_tried_again() {
    let outside = Outside::registered().await;
    let tokens = outside.maskinporten();
    let fault = tokens.token(&Wanted::scopes(&["krr:global/digitalpost.read"])).await.unwrap_err();
    assert_eq!(fault.to_string(), "Maskinporten turned us away (token): invalid_scope");
    let stranger = outside.maskinporten_with(|settings| settings.client_id = "other".to_owned());
    let fault = stranger.token(&contacts()).await.unwrap_err();
    assert!(matches!(fault, PartnerFault::TurnedAway { .. }), "{fault:?}");
}

#[tokio::test]
async fn an_issuer_without_its_last_slash_is_turned_away() {
    let outside = Outside::registered().await;
    let bare = outside.handle.maskinporten().trim_end_matches('/').to_owned();
    let tokens = outside.maskinporten_with(|settings| settings.issuer = bare);
    let fault = tokens.token(&contacts()).await.unwrap_err();
    assert!(matches!(fault, PartnerFault::TurnedAway { .. }), "{fault:?}");
}

#[tokio::test]
async fn a_partner_that_lies_or_is_busy_gives_no_token() {
    let outside = Outside::registered().await;
    let tokens = outside.maskinporten();
    outside.weather(Party::Maskinporten, Weather::Lying);
    let fault = tokens.token(&contacts()).await.unwrap_err();
    assert!(matches!(fault, PartnerFault::BadAnswer { .. }), "{fault:?}");
    outside.weather(Party::Maskinporten, Weather::Busy(7));
    let fault = tokens.token(&contacts()).await.unwrap_err();
    assert_eq!(fault.retry_after(), Some(Duration::from_secs(7)), "{fault:?}");
}

#[tokio::test]
async fn a_key_that_is_not_rsa_is_told_at_start() {
    let outside = Outside::registered().await;
    let settings = helsebro_partners::maskinporten::MaskinportenSettings {
        issuer: outside.handle.maskinporten(),
        client_id: "helsebro-test".to_owned(),
        signing_key: OURS.to_pem(),
        key_id: None,
        limits: helsebro_partners::http::Limits::GATEWAY,
    };
    let dice = std::sync::Arc::new(crate::partner::CountingDice::default());
    let made =
        helsebro_partners::maskinporten::Maskinporten::new(&settings, outside.clock.clone(), dice);
    assert_eq!(made.err(), Some(BadSettings::Key));
}
