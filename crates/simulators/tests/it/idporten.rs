use helsebro_simulators::SimulatorError;
use helsebro_simulators::idporten::{Idporten, IdportenSettings, Person, serve};
use jsonwebtoken::Algorithm;
use serde_json::json;
use std::sync::Arc;
use tokio::net::TcpListener;

use crate::party::{APP, Contract, Party, fields, query, set};
use crate::world::{
    CLIENT_ID, KARI, Key, START_SECONDS, TestClock, TestDice, World, client, idporten,
    idporten_with,
};

async fn start() -> (World, Party) {
    let world = idporten(APP).await;
    let party = Party::new(Contract::Idporten, &world, APP);
    (world, party)
}

#[tokio::test]
async fn a_citizen_signs_in_and_the_id_token_says_who() {
    let (world, party) = start().await;
    let login = party.authorize(|_| {}).await.location();
    let page = party.get(login.as_str()).await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("DEMO simulator av ID-porten"));
    assert!(page.text.contains("<html lang=\"nb\">"));
    assert!(page.text.contains("John &lt;Doe&gt;"));
    assert!(!page.text.contains(KARI));
    assert!(!page.text.contains("idporten-loa-low"));

    let back = party.choose(&login, "kari").await.location();
    assert_eq!(back.path(), "/solvik/callback");
    assert_eq!(query(&back, "state").as_deref(), Some("the-state"));
    assert_eq!(query(&back, "iss"), Some(world.issuer.clone()));
    assert_eq!(back.query_pairs().count(), 3);

    let answer = party.token(&query(&back, "code").unwrap(), |_| {}).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(answer.headers["cache-control"], "no-store");
    let tokens = answer.json();
    assert_eq!(tokens["token_type"], "Bearer");
    assert_eq!(tokens["expires_in"], 120);
    assert_eq!(tokens["scope"], "openid profile");

    let id_token = tokens["id_token"].as_str().unwrap();
    let (header, mut claims) = party.verified(id_token).await.unwrap();
    assert_eq!(header.alg, Algorithm::RS256);
    let own = claims.as_object_mut().unwrap();
    for random in ["sub", "jti", "sid"] {
        assert!(own.remove(random).unwrap().as_str().unwrap().len() > 20);
    }
    assert_eq!(
        claims,
        json!({
            "iss": world.issuer, "aud": CLIENT_ID, "pid": KARI, "acr": "idporten-loa-high",
            "amr": ["TestID"], "auth_time": START_SECONDS, "iat": START_SECONDS,
            "exp": START_SECONDS + 120, "nonce": "the-nonce", "locale": "nn",
        })
    );

    let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    let info = party
        .get_with(&party.address("userinfo"), &[("Authorization", bearer.clone())])
        .await
        .json();
    assert_eq!((&info["pid"], &info["locale"]), (&json!(KARI), &json!("nn")));
    world.clock.pass(120);
    let late = party.get_with(&party.address("userinfo"), &[("Authorization", bearer)]).await;
    assert_eq!(late.status, 401);
    world.handle.stop().await.unwrap();
}

#[tokio::test]
async fn discovery_names_the_issuer_without_a_slash_and_every_endpoint() {
    let (world, party) = start().await;
    let document = party.get(&format!("{}/.well-known/openid-configuration", world.issuer)).await;
    let document = document.json();
    assert_eq!(document["issuer"], world.issuer);
    for (name, path) in [
        ("pushed_authorization_request_endpoint", "par"),
        ("authorization_endpoint", "authorize"),
        ("token_endpoint", "token"),
        ("userinfo_endpoint", "userinfo"),
        ("end_session_endpoint", "logout"),
        ("jwks_uri", "jwks.json"),
    ] {
        assert_eq!(document[name], format!("{}/{path}", world.issuer), "{name}");
    }
    assert_eq!(document["backchannel_logout_supported"], true);
    let published = serde_json::to_string(&party.jwks().await).unwrap();
    assert!(!published.contains("\"d\""));
}

#[tokio::test]
async fn a_pushed_request_that_deviates_is_refused() {
    let (_world, party) = start().await;
    let long = "x".repeat(513);
    let cases: &[(&str, Option<&str>, &str)] = &[
        ("response_type", Some("token"), "unsupported_response_type"),
        ("response_type", None, "invalid_request"),
        ("redirect_uri", None, "invalid_request"),
        ("redirect_uri", Some("http://127.0.0.1:1/solvik/callback/"), "invalid_request"),
        ("scope", None, "invalid_request"),
        ("scope", Some("profile"), "invalid_scope"),
        ("scope", Some("openid krr:read"), "invalid_scope"),
        ("state", None, "invalid_request"),
        ("state", Some(""), "invalid_request"),
        ("state", Some(&long), "invalid_request"),
        ("nonce", None, "invalid_request"),
        ("code_challenge", None, "invalid_request"),
        ("code_challenge", Some("short"), "invalid_request"),
        ("code_challenge_method", None, "invalid_request"),
        ("code_challenge_method", Some("plain"), "invalid_request"),
        ("acr_values", Some("Level4"), "invalid_request"),
        ("prompt", Some("none"), "invalid_request"),
        ("ui_locales", Some("de"), "invalid_request"),
        ("response_mode", Some("fragment"), "invalid_request"),
        ("request", Some("x"), "invalid_request"),
        ("onbehalfof", Some("x"), "invalid_request"),
        ("client_id", None, "invalid_request"),
        ("client_id", Some("nobody"), "invalid_client"),
        ("client_assertion", None, "invalid_request"),
        ("client_assertion", Some("x.y.z"), "invalid_client"),
        ("client_assertion_type", Some("jwt-bearer"), "invalid_client"),
        ("client_secret", Some("x"), "invalid_request"),
    ];
    for (name, value, error) in cases {
        let answer = party.par(|form| set(form, name, *value)).await;
        assert_eq!(answer.refusal(), *error, "{name} {value:?}");
    }
    let twice = party.par(|form| form.extend(fields(&[("state", "b")]))).await;
    assert_eq!(twice.refusal(), "invalid_request");
    let body = json!({"client_id": CLIENT_ID});
    assert_eq!(party.post_json(&party.address("par"), &body).await.refusal(), "invalid_request");
}

#[tokio::test]
async fn a_request_uri_is_good_once_and_for_two_minutes() {
    let (world, party) = start().await;
    let answer = party.par(|_| {}).await;
    assert_eq!(answer.status, 201);
    assert_eq!(answer.json()["expires_in"], 120);
    let request_uri = answer.json()["request_uri"].as_str().unwrap().to_owned();
    assert!(request_uri.starts_with("urn:idporten:"));
    let address = party.authorize_address(&request_uri);
    world.clock.pass(119);
    assert_eq!(party.get(&address).await.status, 303);
    assert_eq!(party.get(&address).await.status, 400);

    let late = party.par(|_| {}).await.json()["request_uri"].as_str().unwrap().to_owned();
    world.clock.pass(120);
    let refused = party.get(&party.authorize_address(&late)).await;
    assert_eq!(refused.status, 400);
    assert!(refused.text.contains("<h1>Innloggingen stoppet</h1>"));
}

#[tokio::test]
async fn the_authorization_endpoint_takes_nothing_but_client_and_request_uri() {
    let (_world, party) = start().await;
    let pushed = party.par(|_| {}).await.json()["request_uri"].as_str().unwrap().to_owned();
    let with_more = format!("{}&state=x", party.authorize_address(&pushed));
    assert_eq!(party.get(&with_more).await.status, 400);
    let plain = format!("{}?client_id=solvik&response_type=code", party.address("authorize"));
    assert_eq!(party.get(&plain).await.status, 400);
    let mut other = Party::new(Contract::Idporten, &_world, APP);
    other.client_id = "granli".into();
    assert_eq!(other.get(&other.authorize_address(&pushed)).await.status, 400);
}

#[tokio::test]
async fn a_token_request_that_deviates_is_refused() {
    let (_world, party) = start().await;
    let cases: &[(&str, Option<&str>, &str)] = &[
        ("grant_type", Some("client_credentials"), "unsupported_grant_type"),
        ("grant_type", None, "invalid_request"),
        ("code", None, "invalid_request"),
        ("code", Some("unknown"), "invalid_grant"),
        ("redirect_uri", None, "invalid_request"),
        ("redirect_uri", Some("http://127.0.0.1:1/solvik/callback?"), "invalid_grant"),
        ("code_verifier", None, "invalid_request"),
        ("code_verifier", Some("too-short"), "invalid_grant"),
        ("client_id", None, "invalid_request"),
        ("client_assertion", None, "invalid_request"),
        ("resource", Some("x"), "invalid_request"),
    ];
    for (name, value, error) in cases {
        party.forget_cookie();
        let code = party.sign_in_for_code("kari").await;
        let answer = party.token(&code, |form| set(form, name, *value)).await;
        assert_eq!(answer.refusal(), *error, "{name} {value:?}");
    }
    let wrong_verifier = "a".repeat(43);
    party.forget_cookie();
    let code = party.sign_in_for_code("kari").await;
    let answer = party.token(&code, |form| set(form, "code_verifier", Some(&wrong_verifier))).await;
    assert_eq!(answer.refusal(), "invalid_grant");
    assert_eq!(party.token(&code, |_| {}).await.refusal(), "invalid_grant", "a try spends it");
}

#[tokio::test]
async fn a_code_is_good_once_for_its_own_client_and_soon() {
    let (world, party) = start().await;
    let code = party.sign_in_for_code("kari").await;
    assert_eq!(party.token(&code, |_| {}).await.status, 200);
    assert_eq!(party.token(&code, |_| {}).await.refusal(), "invalid_grant");

    party.forget_cookie();
    let late = party.sign_in_for_code("kari").await;
    world.clock.pass(60);
    assert_eq!(party.token(&late, |_| {}).await.refusal(), "invalid_grant");

    party.forget_cookie();
    let stolen = party.sign_in_for_code("kari").await;
    let mut other = Party::new(Contract::Idporten, &world, APP);
    other.client_id = "granli".into();
    other.dice = TestDice::new(10);
    let answer = other.token(&stolen, |_| {}).await;
    assert_eq!(answer.refusal(), "invalid_grant");
}

#[tokio::test]
async fn a_session_lets_the_person_straight_through_until_it_runs_out() {
    let (world, party) = start().await;
    party.sign_in("kari").await;
    world.clock.pass(29 * 60);
    let through = party.authorize(|_| {}).await.location();
    assert!(query(&through, "code").is_some());
    let anew = party.authorize(|form| set(form, "prompt", Some("login"))).await.location();
    assert!(query(&anew, "transaction").is_some());
    world.clock.pass(30 * 60);
    let idle = party.authorize(|_| {}).await.location();
    assert!(query(&idle, "transaction").is_some());

    party.choose(&idle, "kari").await;
    for _ in 0..5 {
        world.clock.pass(20 * 60);
        assert!(query(&party.authorize(|_| {}).await.location(), "code").is_some());
    }
    world.clock.pass(20 * 60);
    let old = party.authorize(|_| {}).await.location();
    assert!(query(&old, "transaction").is_some(), "two hours is the most");
}

#[tokio::test]
async fn a_session_below_the_level_asked_for_leads_to_the_login_page() {
    let (world, party) = start().await;
    let substantial = |form: &mut _| set(form, "acr_values", Some("idporten-loa-substantial"));
    let login = party.authorize(substantial).await.location();
    let transaction = query(&login, "transaction").unwrap();
    let choice = |level: &str| {
        fields(&[("transaction", &transaction), ("person", "kari"), ("level", level)])
    };
    let low = party.post(&party.address("login"), &choice("idporten-loa-low"), &[]).await;
    assert_eq!(low.status, 400);
    assert!(low.text.contains("<title>Feil: "));
    let back = party.post(&party.address("login"), &choice("idporten-loa-substantial"), &[]).await;
    let first = party.token(&query(&back.location(), "code").unwrap(), |_| {}).await.json();
    let (_, first) = party.verified(first["id_token"].as_str().unwrap()).await.unwrap();
    assert_eq!(first["acr"], "idporten-loa-substantial");

    let step_up = party.authorize(|_| {}).await.location();
    let back = party.choose(&step_up, "kari").await.location();
    let second = party.token(&query(&back, "code").unwrap(), |_| {}).await.json();
    let (_, second) = party.verified(second["id_token"].as_str().unwrap()).await.unwrap();
    assert_eq!(second["acr"], "idporten-loa-high");
    assert_eq!(second["sid"], first["sid"]);
    assert_eq!(world.handle.control().sessions().len(), 1);
}

#[tokio::test]
async fn cancelling_sends_the_person_back_with_access_denied() {
    let (world, party) = start().await;
    let login = party.authorize(|_| {}).await.location();
    let transaction = query(&login, "transaction").unwrap();
    let cancel = fields(&[("transaction", &transaction), ("action", "cancel")]);
    let back = party.post(&party.address("login"), &cancel, &[]).await.location();
    assert_eq!(query(&back, "error").as_deref(), Some("access_denied"));
    assert_eq!(query(&back, "state").as_deref(), Some("the-state"));
    assert_eq!(query(&back, "iss"), Some(world.issuer.clone()));
    assert_eq!(query(&back, "code"), None);
    let again = party.post(&party.address("login"), &cancel, &[]).await;
    assert_eq!(again.status, 400);
}

#[tokio::test]
async fn a_person_without_identity_number_has_no_pid() {
    let (_world, party) = start().await;
    let tokens = party.tokens("foreign").await;
    let (_, claims) = party.verified(tokens["id_token"].as_str().unwrap()).await.unwrap();
    assert_eq!(claims.get("pid"), None);
}

#[tokio::test]
async fn sid_is_told_only_to_clients_with_a_logout_address() {
    let world = idporten_with(APP, |settings| {
        settings.clients[0].frontchannel_logout_uri = None;
        settings.clients[0].backchannel_logout_uri = None;
    })
    .await;
    let party = Party::new(Contract::Idporten, &world, APP);
    let tokens = party.tokens("kari").await;
    let (_, claims) = party.verified(tokens["id_token"].as_str().unwrap()).await.unwrap();
    assert_eq!(claims.get("sid"), None);
}

#[tokio::test]
async fn sub_is_pairwise_and_stable() {
    let (world, party) = start().await;
    let sub = async |party: &Party| {
        let tokens = party.tokens("kari").await;
        let (_, claims) = party.verified(tokens["id_token"].as_str().unwrap()).await.unwrap();
        claims["sub"].clone()
    };
    let first = sub(&party).await;
    party.forget_cookie();
    assert_eq!(sub(&party).await, first);
    let mut other = Party::new(Contract::Idporten, &world, APP);
    other.client_id = "granli".into();
    other.dice = TestDice::new(10);
    assert_ne!(sub(&other).await, first);
}

/// Settings with one person, and a client whose key was quick to make.
fn small_settings(issuer: &str) -> IdportenSettings {
    IdportenSettings {
        issuer: issuer.into(),
        clients: vec![client(CLIENT_ID, APP, &Key::p256("client-key"))],
        persons: vec![Person {
            key: "kari".into(),
            pid: Some(KARI.into()),
            name: "Kari Nilsen".into(),
            description: "Innbygger".into(),
        }],
    }
}

#[test]
fn settings_do_not_print_whom_they_know() {
    let printed = format!("{:?}", small_settings("http://localhost:1"));
    assert!(!printed.contains(KARI) && !printed.contains("Kari"));
}

#[test]
fn settings_that_contradict_the_contract_are_refused() {
    fn refusal(change: impl FnOnce(&mut IdportenSettings)) -> SimulatorError {
        let mut settings = small_settings("http://localhost:1");
        change(&mut settings);
        let clock = Arc::new(TestClock::new());
        Idporten::new(settings, clock, Arc::new(TestDice::new(3))).err().expect("a refusal")
    }
    let slash = refusal(|settings| settings.issuer.push('/'));
    assert!(matches!(slash, SimulatorError::Settings(_)));
    let abroad = refusal(|settings| settings.issuer = "http://idporten.example".into());
    assert!(matches!(abroad, SimulatorError::NotLoopback));
    let elsewhere = refusal(|settings| {
        settings.clients[0].backchannel_logout_uri = Some("http://localhost:1/x".into());
    });
    assert!(matches!(elsewhere, SimulatorError::Settings(_)));
    let keyless = refusal(|settings| settings.clients[0].keys.clear());
    assert!(matches!(keyless, SimulatorError::Settings(_)));
    let twins = refusal(|settings| settings.persons.push(settings.persons[0].clone()));
    assert!(matches!(twins, SimulatorError::Settings(_)));
    let short = refusal(|settings| settings.persons[0].pid = Some("123".into()));
    assert!(matches!(short, SimulatorError::Settings(_)));
}

#[tokio::test]
async fn a_listener_that_others_can_reach_is_refused() {
    let open = TcpListener::bind("0.0.0.0:0").await.unwrap();
    let (clock, dice) = (Arc::new(TestClock::new()), Arc::new(TestDice::new(3)));
    let refused = serve(open, small_settings("http://localhost:1"), clock, dice).await;
    assert!(matches!(refused.err(), Some(SimulatorError::NotLoopback)));
}
