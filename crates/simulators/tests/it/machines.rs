use helsebro_simulators::helseid::{HelseidSettings, MachineClient, Organisation};
use helsebro_simulators::{SimulatorError, helseid};
use jsonwebtoken::jwk::ThumbprintHash;
use serde_json::json;

use crate::party::{APP, Answer, Contract, Fields, Party, set};
use crate::world::{CLIENT_ID, MACHINE_ID, START_SECONDS, TestClock, TestDice, World, helseid};

async fn start() -> (World, Party) {
    let world = helseid(APP).await;
    let mut party = Party::new(Contract::Helseid, &world, APP);
    party.client_id = MACHINE_ID.into();
    (world, party)
}

/// Asks for a machine token, the form changed before it is sent.
async fn ask(party: &Party, change: impl FnOnce(&mut Fields)) -> Answer {
    party
        .token("none", |form| {
            for name in ["code", "redirect_uri", "code_verifier"] {
                set(form, name, None);
            }
            set(form, "grant_type", Some("client_credentials"));
            set(form, "scope", Some("nhn:msh/api"));
            change(form);
        })
        .await
}

#[tokio::test]
async fn a_machine_gets_a_token_that_says_what_it_is_and_for_whom() {
    let (world, party) = start().await;
    let answer = ask(&party, |_| {}).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let told = answer.json();
    assert_eq!(told["token_type"], "DPoP");
    assert_eq!(told["expires_in"], 600);
    assert_eq!(told["scope"], "nhn:msh/api");
    assert_eq!(told.get("id_token"), None);
    assert_eq!(told.get("refresh_token"), None);

    let token = told["access_token"].as_str().unwrap();
    let (header, mut claims) = party.verified(token).await.unwrap();
    assert_eq!(header.typ.as_deref(), Some("at+jwt"));
    assert!(claims.as_object_mut().unwrap().remove("jti").is_some());
    let thumbprint = party.proof_key.public.thumbprint(ThumbprintHash::SHA256).unwrap();
    assert_eq!(
        claims,
        json!({
            "iss": world.issuer, "aud": "nhn:msh", "client_id": MACHINE_ID,
            "scope": ["nhn:msh/api"], "cnf": {"jkt": thumbprint},
            "iat": START_SECONDS, "nbf": START_SECONDS, "exp": START_SECONDS + 600,
            "client_amr": "private_key_jwt", "helseid://claims/client/amr": "private_key_jwt",
            "helseid://claims/client/claims/orgnr_parent": "310000019",
        })
    );
}

#[tokio::test]
async fn the_life_of_a_machines_token_is_counted_on_the_towns_clock() {
    let (world, party) = start().await;
    world.clock.pass(3_600);
    let told = ask(&party, |_| {}).await.json();
    let (_, claims) = party.verified(told["access_token"].as_str().unwrap()).await.unwrap();
    assert_eq!(claims["exp"], START_SECONDS + 3_600 + 600);
}

#[tokio::test]
async fn two_scopes_name_two_audiences() {
    let (_world, party) = start().await;
    let both = "nhn:msh/api nhn:cppa/access";
    let told = ask(&party, |form| set(form, "scope", Some(both))).await.json();
    assert_eq!(told["scope"], both);
    let (_, claims) = party.verified(told["access_token"].as_str().unwrap()).await.unwrap();
    assert_eq!(claims["aud"], json!(["nhn:cppa", "nhn:msh"]));
}

#[tokio::test]
async fn a_machine_that_deviates_is_refused() {
    let (_world, party) = start().await;
    let cases: &[(&str, Option<&str>, &str)] = &[
        ("scope", Some("nhn:other/api"), "invalid_scope"),
        ("scope", Some("nhn:msh/api openid"), "invalid_scope"),
        ("scope", Some("nhn:msh/api  nhn:cppa/access"), "invalid_scope"),
        ("scope", None, "invalid_request"),
        ("grant_type", Some("refresh_token"), "invalid_request"),
        ("grant_type", Some("password"), "invalid_request"),
        ("grant_type", None, "invalid_request"),
        ("code", Some("x"), "invalid_request"),
        ("client_secret", Some("x"), "invalid_request"),
        ("client_id", Some("nobody"), "invalid_client"),
    ];
    for (name, value, error) in cases {
        let answer = ask(&party, |form| set(form, name, *value)).await;
        assert_eq!(answer.refusal(), *error, "{name} {value:?}");
    }
    let foreign = ask(&party, |form| {
        set(form, "scope", None);
        set(form, "grant_type", Some("password"));
        set(form, "code", Some("x"));
        set(form, "redirect_uri", Some("http://127.0.0.1:1/x"));
        set(form, "code_verifier", Some("x"));
    });
    assert_eq!(foreign.await.refusal(), "unsupported_grant_type");
}

#[tokio::test]
async fn a_machine_is_asked_for_a_proof_with_a_nonce_like_anyone() {
    let (_world, party) = start().await;
    let address = party.address("token");
    let mut form = party.token_form("none");
    form.retain(|(name, _)| !["code", "redirect_uri", "code_verifier"].contains(&name.as_str()));
    set(&mut form, "grant_type", Some("client_credentials"));
    set(&mut form, "scope", Some("nhn:msh/api"));
    let bare = party.post(&address, &form, &[]).await;
    assert_eq!(bare.refusal(), "invalid_dpop_proof");

    set(&mut form, "client_assertion", Some(&party.assertion(|_, _| {})));
    let unasked = [("DPoP", party.proof("POST", &address, |_, _| {}))];
    let asked = party.post(&address, &form, &unasked).await;
    assert_eq!(asked.refusal(), "use_dpop_nonce");

    let nonce = asked.headers["dpop-nonce"].to_str().unwrap().to_owned();
    let proof = || party.proof("POST", &address, |_, claims| claims["nonce"] = json!(nonce));
    let spent = party.post(&address, &form, &[("DPoP", proof())]).await;
    assert_eq!(spent.refusal(), "invalid_client", "the assertion was spent by the first try");
    set(&mut form, "client_assertion", Some(&party.assertion(|_, _| {})));
    let taken = party.post(&address, &form, &[("DPoP", proof())]).await;
    assert_eq!(taken.status, 200, "{}", taken.text);
}

#[tokio::test]
async fn a_client_of_sign_in_cannot_act_for_itself() {
    let (_world, mut party) = start().await;
    party.client_id = CLIENT_ID.into();
    assert_eq!(ask(&party, |_| {}).await.refusal(), "unauthorized_client");
}

#[tokio::test]
async fn a_machine_can_sign_nobody_in() {
    let (_world, party) = start().await;
    let pushed = party.par(|_| {}).await;
    assert_eq!(pushed.refusal(), "unauthorized_client");
    assert_eq!(party.token("any", |_| {}).await.refusal(), "invalid_grant");
}

#[tokio::test]
async fn a_machine_that_no_one_could_register_stops_the_start() {
    let world = helseid(APP).await;
    let fine = || MachineClient {
        client_id: MACHINE_ID.into(),
        keys: vec![world.key.public.clone()],
        organisation: Organisation { orgnr_parent: "310000019".into(), orgnr_child: None },
        scopes: vec![crate::world::scope("nhn:msh/api", "nhn:msh")],
    };
    assert!(begins(vec![fine()]).is_ok());
    let odd: [fn(&mut MachineClient); 4] = [
        |machine| machine.keys.clear(),
        |machine| machine.scopes.clear(),
        |machine| machine.scopes[0].audience.clear(),
        |machine| machine.scopes[0].scope = "a b".into(),
    ];
    for change in odd {
        let mut machine = fine();
        change(&mut machine);
        assert!(matches!(begins(vec![machine]), Err(SimulatorError::Settings(_))));
    }
    assert!(matches!(begins(vec![fine(), fine()]), Err(SimulatorError::Settings(_))));
}

fn begins(machines: Vec<MachineClient>) -> Result<helseid::Helseid, SimulatorError> {
    let settings = HelseidSettings {
        issuer: "http://127.0.0.1:1".into(),
        signing: helseid::SigningAlgorithm::Es256,
        clients: Vec::new(),
        machines,
        staff: crate::world::staff(),
    };
    let (clock, dice) = (TestClock::new(), TestDice::new(3));
    helseid::Helseid::new(settings, std::sync::Arc::new(clock), std::sync::Arc::new(dice))
}
