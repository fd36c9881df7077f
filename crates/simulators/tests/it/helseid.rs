use helsebro_simulators::helseid::SigningAlgorithm;
use jsonwebtoken::Algorithm;
use jsonwebtoken::jwk::ThumbprintHash;
use serde_json::{Value, json};

use crate::party::{APP, Contract, Party, digest_of, fields, header_alg, query, set};
use crate::world::{
    CLIENT_ID, Key, SIRI, START_SECONDS, World, base64url, helseid, helseid_signing,
};

async fn start() -> (World, Party) {
    let world = helseid(APP).await;
    let party = Party::new(Contract::Helseid, &world, APP);
    (world, party)
}

#[tokio::test]
async fn a_nurse_signs_in_and_the_tokens_say_who_and_where() {
    let (world, party) = start().await;
    let login = party.authorize(|_| {}).await.location();
    let page = party.get(login.as_str()).await;
    assert!(page.text.contains("DEMO simulator av HelseID"));
    assert!(page.text.contains("Logg inn som Siri Dahl"));
    assert!(!page.text.contains(SIRI));
    let back = party.choose(&login, "siri").await.location();
    assert_eq!(query(&back, "iss"), Some(world.issuer.clone()));
    assert_eq!(query(&back, "state").as_deref(), Some("the-state"));
    assert!(query(&back, "session_state").is_some());

    let answer = party.token(&query(&back, "code").unwrap(), |_| {}).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let tokens = answer.json();
    assert_eq!(tokens["token_type"], "DPoP");
    assert_eq!(tokens["expires_in"], 60);

    let (header, mut claims) = party.verified(tokens["id_token"].as_str().unwrap()).await.unwrap();
    assert_eq!(header.alg, Algorithm::PS256);
    for random in ["sub", "jti", "sid"] {
        assert!(claims.as_object_mut().unwrap().remove(random).is_some());
    }
    assert_eq!(
        claims,
        json!({
            "iss": world.issuer, "aud": CLIENT_ID, "auth_time": START_SECONDS,
            "iat": START_SECONDS, "exp": START_SECONDS + 120, "nonce": "the-nonce",
            "name": "Siri Dahl", "given_name": "Siri", "family_name": "Dahl",
            "idp": "simulator", "amr": ["external"], "client_amr": "private_key_jwt",
            "helseid://claims/client/amr": "private_key_jwt",
            "helseid://claims/identity/pid": SIRI,
            "helseid://claims/identity/security_level": "4",
            "helseid://claims/hpr/hpr_number": "9144889",
            "helseid://claims/client/claims/orgnr_parent": "310000019",
            "helseid://claims/client/claims/orgnr_child": "310000027",
        })
    );

    let access = tokens["access_token"].as_str().unwrap();
    let (header, claims) = party.verified(access).await.unwrap();
    assert_eq!(header.typ.as_deref(), Some("at+jwt"));
    let thumbprint = party.proof_key.public.thumbprint(ThumbprintHash::SHA256).unwrap();
    assert_eq!(claims["cnf"]["jkt"], thumbprint);
    assert_eq!(claims["exp"], START_SECONDS + 60);
}

#[tokio::test]
async fn userinfo_wants_a_proof_bound_to_the_token() {
    let (world, party) = start().await;
    let tokens = party.tokens("siri").await;
    let access = tokens["access_token"].as_str().unwrap().to_owned();
    let address = party.address("userinfo");
    let bound =
        |hash: String| party.proof("GET", &address, move |_, claims| claims["ath"] = json!(hash));
    let ath = base64url(digest_of(&access).as_ref());
    let dpop = format!("DPoP {access}");
    let ask = async |authorization: &str, proof: String| {
        let headers = [("Authorization", authorization.to_owned()), ("DPoP", proof)];
        party.get_with(&address, &headers).await
    };
    let told = ask(&dpop, bound(ath.clone())).await;
    assert_eq!(told.status, 200, "{}", told.text);
    assert_eq!(told.json()["helseid://claims/identity/pid"], SIRI);
    assert_eq!(told.json()["name"], "Siri Dahl");

    assert_eq!(ask(&format!("Bearer {access}"), bound(ath.clone())).await.status, 401);
    assert_eq!(ask(&dpop, bound("x".into())).await.status, 401);
    assert_eq!(ask(&dpop, party.proof("GET", &address, |_, _| {})).await.status, 401);
    let id_token = tokens["id_token"].as_str().unwrap();
    let id_hash = base64url(digest_of(id_token).as_ref());
    assert_eq!(ask(&format!("DPoP {id_token}"), bound(id_hash)).await.status, 401);
    let mut thief = Party::new(Contract::Helseid, &world, APP);
    thief.proof_key = Key::p256("thief");
    let stolen = thief.proof("GET", &address, |_, claims| {
        claims["ath"] = json!(ath.clone());
        claims["jti"] = json!("thief");
    });
    assert_eq!(ask(&dpop, stolen).await.status, 401);
    world.clock.pass(60);
    assert_eq!(ask(&dpop, bound(ath.clone())).await.status, 401);
}

#[tokio::test]
async fn scopes_decide_what_is_told() {
    let (_world, party) = start().await;
    let bare = |form: &mut _| set(form, "scope", Some("openid"));
    let login = party.authorize(bare).await.location();
    let back = party.choose(&login, "siri").await.location();
    let tokens = party.token(&query(&back, "code").unwrap(), |_| {}).await.json();
    let (_, claims) = party.verified(tokens["id_token"].as_str().unwrap()).await.unwrap();
    let told = |name: &str| claims.get(name).is_some();
    assert!(!told("helseid://claims/identity/pid"));
    assert!(!told("helseid://claims/hpr/hpr_number"));
    assert!(!told("name"));
    assert!(told("helseid://claims/client/claims/orgnr_parent"));
}

#[tokio::test]
async fn a_member_of_staff_may_bring_another_organisation_and_no_hpr_number() {
    let (_world, party) = start().await;
    let tokens = party.tokens("mona").await;
    let (_, claims) = party.verified(tokens["id_token"].as_str().unwrap()).await.unwrap();
    assert_eq!(claims["helseid://claims/client/claims/orgnr_parent"], "310000035");
    assert_eq!(claims.get("helseid://claims/client/claims/orgnr_child"), None);
    assert_eq!(claims.get("helseid://claims/hpr/hpr_number"), None);
}

#[tokio::test]
async fn a_plain_authorization_request_is_refused() {
    let (_world, party) = start().await;
    let plain = format!(
        "{}?client_id=solvik&response_type=code&scope=openid&state=s&redirect_uri=http://127.0.0.1:1/solvik/callback",
        party.address("authorize")
    );
    assert_eq!(party.get(&plain).await.status, 400);
}

#[tokio::test]
async fn a_pushed_request_that_deviates_is_refused() {
    let (_world, party) = start().await;
    let cases: &[(&str, Option<&str>, &str)] = &[
        ("response_type", Some("id_token"), "unsupported_response_type"),
        ("redirect_uri", Some("http://127.0.0.1:1/other"), "invalid_request"),
        ("scope", Some("openid offline_access"), "invalid_scope"),
        ("code_challenge_method", Some("plain"), "invalid_request"),
        ("code_challenge", None, "invalid_request"),
        ("request", Some("x"), "invalid_request"),
        ("ui_locales", Some("nb"), "invalid_request"),
    ];
    for (name, value, error) in cases {
        let answer = party.par(|form| set(form, name, *value)).await;
        assert_eq!(answer.refusal(), *error, "{name} {value:?}");
    }
    let optional = party
        .par(|form| {
            set(form, "state", None);
            set(form, "nonce", None);
            form.extend(fields(&[("resource", "nhn:a"), ("resource", "nhn:b")]));
        })
        .await;
    assert_eq!(optional.status, 201, "{}", optional.text);
}

#[tokio::test]
async fn the_first_token_request_is_asked_for_a_nonce_and_its_assertion_is_spent() {
    let (world, party) = start().await;
    let code = party.sign_in_for_code("siri").await;
    let assertion = party.assertion(|_, _| {});
    let with_assertion = |form: &mut _| set(form, "client_assertion", Some(&assertion));
    let asked = party.token_with(&code, None, with_assertion).await;
    assert_eq!(asked.refusal(), "use_dpop_nonce");
    let nonce = asked.headers["dpop-nonce"].to_str().unwrap().to_owned();
    let again = party.token_with(&code, Some(&nonce), with_assertion).await;
    assert_eq!(again.refusal(), "invalid_client");
    let made_up = party.token_with(&code, Some("made-up"), |_| {}).await;
    assert_eq!(made_up.refusal(), "use_dpop_nonce");
    let taken = party.token_with(&code, Some(&nonce), |_| {}).await;
    assert_eq!(taken.status, 200, "the code was not spent: {}", taken.text);

    party.forget_cookie();
    let code = party.sign_in_for_code("siri").await;
    world.clock.pass(60);
    let stale = party.token_with(&code, Some(&nonce), |_| {}).await;
    assert_eq!(stale.refusal(), "use_dpop_nonce");
}

#[tokio::test]
async fn a_proof_that_deviates_is_refused() {
    let (world, party) = start().await;
    let now = world.clock.seconds();
    let nonce = party.nonce().await;
    let address = party.address("token");
    type Change<'a> = Box<dyn FnOnce(&mut jsonwebtoken::Header, &mut Value) + 'a>;
    let cases: Vec<(&str, Change<'_>)> = vec![
        ("typ", Box::new(|header, _| header.typ = Some("JWT".into()))),
        ("jwk", Box::new(|header, _| header.jwk = None)),
        ("other jwk", Box::new(|header, _| header.jwk = Some(Key::p256("x").public))),
        ("htm", Box::new(|_, claims| claims["htm"] = json!("GET"))),
        ("htu", Box::new(|_, claims| claims["htu"] = json!("http://127.0.0.1:1/connect/token"))),
        ("query", Box::new(|_, claims| claims["htu"] = json!(format!("{address}?a=b")))),
        ("fragment", Box::new(|_, claims| claims["htu"] = json!(format!("{address}#")))),
        ("old", Box::new(move |_, claims| claims["iat"] = json!(now - 7))),
        ("early", Box::new(move |_, claims| claims["iat"] = json!(now + 6))),
        ("no iat", Box::new(|_, claims| claims["iat"] = Value::Null)),
        ("no jti", Box::new(|_, claims| claims["jti"] = Value::Null)),
    ];
    for (name, change) in cases {
        let proof = party.proof("POST", &address, |header, claims| {
            claims["nonce"] = json!(nonce);
            change(header, claims);
        });
        let form = party.token_form("any");
        let answer = party.post(&address, &form, &[("DPoP", proof)]).await;
        assert_eq!(answer.refusal(), "invalid_dpop_proof", "{name}");
    }
    let none = party.post(&address, &party.token_form("any"), &[]).await;
    assert_eq!(none.refusal(), "invalid_dpop_proof");
    let proof = || party.proof("POST", &address, |_, claims| claims["nonce"] = json!(nonce));
    let two = [("DPoP", proof()), ("DPoP", proof())];
    let two = party.post(&address, &party.token_form("any"), &two).await;
    assert_eq!(two.refusal(), "invalid_dpop_proof");
    let once = proof();
    let first = party.post(&address, &party.token_form("any"), &[("DPoP", once.clone())]).await;
    assert_eq!(first.refusal(), "invalid_grant");
    let replayed = party.post(&address, &party.token_form("any"), &[("DPoP", once)]).await;
    assert_eq!(replayed.refusal(), "invalid_dpop_proof");
}

#[tokio::test]
async fn a_proof_that_gives_the_private_key_away_is_refused() {
    let (_world, party) = start().await;
    let address = party.address("token");
    let mut header = json!({"typ": "dpop+jwt", "alg": "ES256"});
    header["jwk"] = serde_json::to_value(&party.proof_key.public).unwrap();
    header["jwk"]["d"] = json!("secret");
    let claims = json!({
        "jti": "one", "htm": "POST", "htu": address, "iat": party.clock.seconds(),
    });
    let part = |value: &Value| base64url(value.to_string().as_bytes());
    let message = format!("{}.{}", part(&header), part(&claims));
    let signature =
        jsonwebtoken::crypto::sign(message.as_bytes(), &party.proof_key.private, Algorithm::ES256);
    let proof = format!("{message}.{}", signature.unwrap());
    let answer = party.post(&address, &party.token_form("any"), &[("DPoP", proof)]).await;
    assert_eq!(answer.refusal(), "invalid_dpop_proof");
    assert!(answer.text.contains("public key only"));
}

#[tokio::test]
async fn the_signing_algorithm_is_a_setting() {
    for (signing, algorithm) in
        [(SigningAlgorithm::Es256, Algorithm::ES256), (SigningAlgorithm::Rs256, Algorithm::RS256)]
    {
        let world = helseid_signing(APP, signing).await;
        let party = Party::new(Contract::Helseid, &world, APP);
        let tokens = party.tokens("siri").await;
        let id_token = tokens["id_token"].as_str().unwrap();
        assert_eq!(header_alg(id_token), algorithm);
        assert!(party.verified(id_token).await.is_some());
    }
}
