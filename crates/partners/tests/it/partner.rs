//! A partner on loopback that answers as a test tells it to, and remembers what it was asked.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use helsebro_domain::ids::Dice;
use helsebro_domain::time::{Clock, Instant};
use helsebro_partners::helseid::HelseId;
use helsebro_partners::http::Limits;
use helsebro_partners::idporten::IdPorten;
use helsebro_partners::keys::{ClientKey, KeyKind};
use helsebro_partners::oidc::{Callback, ClientSettings, Prompt, SignInRequest, UiLocale};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value, json};

/// Tuesday 2027-02-02 09:00 in Oslo.
pub(crate) const NINE: i64 = 1_801_555_200;

pub(crate) const CLIENT: &str = "helsebro-test";

/// Synthetic: month + 80.
pub(crate) const KARI: &str = "12864800000";

pub(crate) const ASK: SignInRequest =
    SignInRequest { ui_locale: UiLocale::Nn, prompt: Prompt::Once };

/// A clock that a test moves by hand.
pub(crate) struct HandClock(AtomicI64);

impl HandClock {
    pub(crate) fn step(&self, by: Duration) {
        self.0.fetch_add(i64::try_from(by.as_micros()).unwrap(), Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Instant {
        Instant::from_micros(self.0.load(Ordering::SeqCst))
    }
}

pub(crate) fn clock() -> Arc<HandClock> {
    Arc::new(HandClock(AtomicI64::new(NINE * 1_000_000)))
}

/// Dice that never throw the same twice.
#[derive(Default)]
pub(crate) struct CountingDice(AtomicU64);

impl Dice for CountingDice {
    fn fill(&self, bytes: &mut [u8]) {
        let throw = self.0.fetch_add(1, Ordering::SeqCst).to_be_bytes();
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = throw[at % throw.len()];
        }
    }
}

/// Our own key and two of the partner's. Drawn once; drawing is slow.
pub(crate) static OURS: LazyLock<ClientKey> =
    LazyLock::new(|| ClientKey::generate(KeyKind::P256).unwrap().with_kid("ours"));
static OURS_RSA: LazyLock<ClientKey> =
    LazyLock::new(|| ClientKey::generate(KeyKind::Rsa3072).unwrap());
static FIRST: LazyLock<ClientKey> =
    LazyLock::new(|| ClientKey::generate(KeyKind::P256).unwrap().with_kid("first"));
static SECOND: LazyLock<ClientKey> =
    LazyLock::new(|| ClientKey::generate(KeyKind::P256).unwrap().with_kid("second"));

/// How the partner answers on one path.
#[derive(Clone)]
pub(crate) enum Mood {
    Silent,
    Says(u16, String),
    Redirects,
}

/// One call that the partner got.
#[derive(Clone)]
pub(crate) struct Call {
    pub(crate) path: String,
    pub(crate) form: HashMap<String, String>,
    pub(crate) headers: HeaderMap,
}

/// What the partner will do and what it has seen.
pub(crate) struct Script {
    pub(crate) moods: HashMap<&'static str, Mood>,
    pub(crate) claims: Map<String, Value>,
    pub(crate) rsa: Option<Algorithm>,
    pub(crate) signs_with: &'static LazyLock<ClientKey>,
    pub(crate) publishes: Vec<&'static LazyLock<ClientKey>>,
    pub(crate) id_token: Option<String>,
    pub(crate) token_type: &'static str,
    pub(crate) nonces_wanted: Vec<(&'static str, &'static str)>,
    pub(crate) user_info: Value,
    pub(crate) calls: Vec<Call>,
}

#[derive(Clone)]
pub(crate) struct Partner {
    pub(crate) issuer: String,
    script: Arc<Mutex<Script>>,
}

impl Partner {
    /// Starts one on a free port of loopback; it ends with the test.
    pub(crate) async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let script = Script {
            moods: HashMap::new(),
            claims: Map::new(),
            rsa: None,
            signs_with: &FIRST,
            publishes: vec![&FIRST],
            id_token: None,
            token_type: "DPoP",
            nonces_wanted: Vec::new(),
            user_info: json!({"sub": "pairwise-1"}),
            calls: Vec::new(),
        };
        let partner = Self { issuer, script: Arc::new(Mutex::new(script)) };
        let app = Router::new().fallback(answer).with_state(partner.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        partner
    }

    pub(crate) fn script<T>(&self, change: impl FnOnce(&mut Script) -> T) -> T {
        change(&mut self.script.lock().unwrap())
    }

    pub(crate) fn mood(&self, path: &'static str, mood: Mood) {
        self.script(|script| script.moods.insert(path, mood));
    }

    /// The next id token carries this claim; null takes it away.
    pub(crate) fn claim(&self, name: &str, value: Value) {
        self.script(|script| script.claims.insert(name.to_owned(), value));
    }

    pub(crate) fn calls(&self, path: &str) -> Vec<Call> {
        self.script(|script| script.calls.iter().filter(|c| c.path == path).cloned().collect())
    }

    /// Another key from now on, published or not.
    pub(crate) fn rotate(&self) {
        self.script(|script| {
            script.signs_with = &SECOND;
            script.publishes = vec![&FIRST, &SECOND];
        });
    }

    pub(crate) fn sign_with_a_key_nobody_knows(&self) {
        self.script(|script| script.signs_with = &SECOND);
    }

    /// An RSA key from now on, published.
    pub(crate) fn sign_with_rsa(&self, algorithm: Algorithm) {
        self.script(|script| {
            script.rsa = Some(algorithm);
            script.signs_with = &OURS_RSA;
            script.publishes = vec![&OURS_RSA];
        });
    }

    pub(crate) fn settings(&self) -> ClientSettings {
        ClientSettings {
            issuer: self.issuer.clone(),
            client_id: CLIENT.to_owned(),
            signing_key: OURS.to_pem(),
            key_id: Some("ours".to_owned()),
            redirect_uri: "http://localhost:8080/logg-inn/retur".parse().unwrap(),
            post_logout_redirect_uri: "http://localhost:8080/utlogget".parse().unwrap(),
            limits: PATIENT,
        }
    }

    pub(crate) fn citizens(&self, clock: Arc<HandClock>) -> IdPorten {
        citizens(&self.settings(), clock)
    }

    pub(crate) fn staff(&self, clock: Arc<HandClock>) -> HelseId {
        staff(&self.settings(), clock)
    }

    /// A token of this issuer with these claims over the usual ones.
    pub(crate) fn token(&self, typ: &str, usual: Value, with: &Map<String, Value>) -> String {
        let Value::Object(mut claims) = usual else { panic!("claims are an object") };
        for (name, value) in with {
            claims.insert(name.clone(), value.clone());
        }
        claims.retain(|_, value| !value.is_null());
        let key = self.script(|script| script.signs_with);
        let (algorithm, signing) = self.script(|script| script.rsa).map_or_else(
            || (Algorithm::ES256, EncodingKey::from_ec_pem(&pem(key)).unwrap()),
            |algorithm| (algorithm, EncodingKey::from_rsa_pem(&pem(key)).unwrap()),
        );
        let mut header = Header::new(algorithm);
        header.typ = Some(typ.to_owned());
        header.kid = Some(key.kid().to_owned());
        encode(&header, &claims, &signing).unwrap()
    }

    /// The id token for the last request that was pushed.
    pub(crate) fn id_token(&self) -> String {
        let nonce = self.calls("/par").last().map(|call| call.form["nonce"].clone());
        let usual = json!({
            "iss": self.issuer, "aud": CLIENT, "sub": "pairwise-1", "pid": KARI,
            "acr": "idporten-loa-high", "auth_time": NINE - 60, "iat": NINE, "exp": NINE + 120,
            "jti": "t-1", "nonce": nonce, "locale": "nb", "sid": "sid-1",
        });
        self.token("JWT", usual, &self.script(|script| script.claims.clone()))
    }
}

/// Far longer than loopback needs, however busy the machine.
const PATIENT: Limits =
    Limits { answer_bytes: 64 * 1024, total: Duration::from_secs(30), ..Limits::SIGN_IN };

/// Short enough that a silent partner does not hold the tests up.
pub(crate) const HURRIED: Limits = Limits { total: Duration::from_secs(1), ..PATIENT };

fn pem(key: &ClientKey) -> Vec<u8> {
    key.to_pem().expose_secret().as_bytes().to_vec()
}

pub(crate) fn citizens(settings: &ClientSettings, clock: Arc<HandClock>) -> IdPorten {
    IdPorten::new(settings, clock, Arc::new(CountingDice::default())).unwrap()
}

pub(crate) fn staff(settings: &ClientSettings, clock: Arc<HandClock>) -> HelseId {
    HelseId::new(settings, clock, Arc::new(CountingDice::default())).unwrap()
}

/// What a person brings back who went through the sign-in page.
pub(crate) fn returned(partner: &Partner, state: &str) -> Callback {
    Callback {
        code: Some("code-1".to_owned()),
        state: Some(state.to_owned()),
        iss: Some(partner.issuer.clone()),
        error: None,
    }
}

/// Header and claims of a token of ours, once its signature is checked with our published key.
pub(crate) fn opened(token: &str, jwk: &Value) -> (Header, Value) {
    let jwk = serde_json::from_value(jwk.clone()).unwrap();
    let header = jsonwebtoken::decode_header(token).unwrap();
    let mut rules = Validation::new(header.alg);
    rules.required_spec_claims.clear();
    (rules.validate_exp, rules.validate_aud) = (false, false);
    let token = decode(token, &DecodingKey::from_jwk(&jwk).unwrap(), &rules).unwrap();
    (token.header, token.claims)
}

pub(crate) fn ours_rsa() -> Value {
    OURS_RSA.public_jwk()
}

pub(crate) fn ours_rsa_pem() -> SecretString {
    OURS_RSA.to_pem()
}

/// A token that nobody signed.
pub(crate) fn unsigned(token: &str) -> String {
    let payload = token.split('.').nth(1).unwrap();
    let header = URL_SAFE_NO_PAD.encode(json!({"alg": "none", "kid": "first"}).to_string());
    format!("{header}.{payload}.")
}

/// A token signed with the partner's public key as if it were a shared secret.
pub(crate) fn signed_with_the_public_key(token: &str) -> String {
    let payload = token.split('.').nth(1).unwrap();
    let claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap();
    let mut header = Header::new(Algorithm::HS256);
    header.kid = Some("first".to_owned());
    let secret = FIRST.public_jwk().to_string();
    encode(&header, &claims, &EncodingKey::from_secret(secret.as_bytes())).unwrap()
}

async fn answer(State(partner): State<Partner>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, 64 * 1024).await.unwrap();
    let form = url::form_urlencoded::parse(&body).into_owned().collect();
    let call = Call { path: parts.uri.path().to_owned(), form, headers: parts.headers };
    let mood = partner.script(|script| {
        script.calls.push(call.clone());
        script.moods.get(call.path.as_str()).cloned()
    });
    match mood {
        Some(Mood::Silent) => std::future::pending().await,
        Some(Mood::Says(status, body)) => {
            (StatusCode::from_u16(status).unwrap(), body).into_response()
        }
        Some(Mood::Redirects) => (StatusCode::FOUND, [("Location", "/elsewhere")]).into_response(),
        None => usual(&partner, &call),
    }
}

fn usual(partner: &Partner, call: &Call) -> Response {
    let issuer = &partner.issuer;
    match call.path.as_str() {
        "/.well-known/openid-configuration" => said(&json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{issuer}/authorize"),
            "pushed_authorization_request_endpoint": format!("{issuer}/par"),
            "token_endpoint": format!("{issuer}/token"),
            "jwks_uri": format!("{issuer}/jwks"),
            "userinfo_endpoint": format!("{issuer}/userinfo"),
            "end_session_endpoint": format!("{issuer}/logout"),
        })),
        "/jwks" => {
            let keys = partner.script(|script| script.publishes.clone());
            said(&json!({"keys": keys.iter().map(|key| key.public_jwk()).collect::<Vec<_>>()}))
        }
        "/par" => {
            let reference = json!({"request_uri": "urn:test:request:1", "expires_in": 120});
            (StatusCode::CREATED, reference.to_string()).into_response()
        }
        "/token" => wanted_nonce(partner, call).unwrap_or_else(|| {
            let id_token = partner.script(|script| script.id_token.clone());
            let id_token = id_token.unwrap_or_else(|| partner.id_token());
            let kind = partner.script(|script| script.token_type);
            said(&json!({
                "access_token": "access-1", "id_token": id_token, "token_type": kind,
                "expires_in": 120, "scope": "openid profile",
            }))
        }),
        "/userinfo" => wanted_nonce(partner, call)
            .unwrap_or_else(|| said(&partner.script(|script| script.user_info.clone()))),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Asks for the next nonce of the script for this path, if there is one.
fn wanted_nonce(partner: &Partner, call: &Call) -> Option<Response> {
    call.headers.get("DPoP")?;
    let nonce = partner.script(|script| {
        let next = script.nonces_wanted.iter().position(|(path, _)| *path == call.path)?;
        Some(script.nonces_wanted.remove(next).1)
    })?;
    let body = json!({"error": "use_dpop_nonce"}).to_string();
    Some((StatusCode::BAD_REQUEST, [("DPoP-Nonce", nonce)], body).into_response())
}

fn said(body: &Value) -> Response {
    body.to_string().into_response()
}
