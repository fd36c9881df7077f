//! The client at the other end: signs assertions and proofs, drives the browser,
//! reads tokens, and listens for logout tokens.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_lc_rs::digest;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Header, Validation};
use reqwest::header::{COOKIE, HeaderMap, LOCATION, SET_COOKIE};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use url::Url;

use crate::world::{CLIENT_ID, Key, TestClock, TestDice, World, base64url};

pub(crate) type Fields = Vec<(String, String)>;
pub(crate) const APP: &str = "http://127.0.0.1:1";

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }

    /// The OAuth error code of a 400.
    pub(crate) fn refusal(&self) -> String {
        assert_eq!(self.status, 400, "{}", self.text);
        self.json()["error"].as_str().unwrap().to_owned()
    }

    pub(crate) fn location(&self) -> Url {
        assert_eq!(self.status, 303, "{}", self.text);
        Url::parse(self.headers[LOCATION].to_str().unwrap()).unwrap()
    }
}

/// One query parameter of an address.
pub(crate) fn query(address: &Url, name: &str) -> Option<String> {
    address.query_pairs().find(|(held, _)| held == name).map(|(_, value)| value.into_owned())
}

/// Which contract the client follows.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Contract {
    Idporten,
    Helseid,
}

pub(crate) struct Party {
    pub(crate) contract: Contract,
    pub(crate) client_id: String,
    pub(crate) app: String,
    pub(crate) issuer: String,
    pub(crate) key: Key,
    pub(crate) proof_key: Key,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) dice: TestDice,
    pub(crate) verifier: String,
    http: reqwest::Client,
    cookie: Mutex<Option<String>>,
}

impl Party {
    pub(crate) fn new(contract: Contract, world: &World, app: &str) -> Self {
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(Duration::from_secs(10))
            .no_proxy()
            .build()
            .unwrap();
        let dice = TestDice::new(9);
        Self {
            contract,
            client_id: CLIENT_ID.into(),
            app: app.into(),
            issuer: world.issuer.clone(),
            key: world.key.clone(),
            proof_key: Key::p256("proof"),
            clock: world.clock.clone(),
            verifier: dice.text(),
            dice,
            http,
            cookie: Mutex::new(None),
        }
    }

    pub(crate) fn address(&self, what: &str) -> String {
        let path = match (self.contract, what) {
            (Contract::Idporten, "login") => "/login",
            (Contract::Idporten, "endsession") => "/logout",
            (Contract::Idporten, what) => return format!("{}/{what}", self.issuer),
            (Contract::Helseid, "login") => "/account/login",
            (Contract::Helseid, what) => return format!("{}/connect/{what}", self.issuer),
        };
        format!("{}{path}", self.issuer)
    }

    pub(crate) fn redirect_uri(&self) -> String {
        format!("{}/{}/callback", self.app, self.client_id)
    }

    /// An assertion by the contract, changed before it is signed.
    pub(crate) fn assertion(&self, change: impl FnOnce(&mut Header, &mut Value)) -> String {
        let now = self.clock.seconds();
        let (typ, life) = match self.contract {
            Contract::Idporten => ("JWT", 120),
            Contract::Helseid => ("client-authentication+jwt", 60),
        };
        let mut header = Header::new(self.key.algorithm);
        header.typ = Some(typ.into());
        header.kid = self.key.public.common.key_id.clone();
        let mut claims = json!({
            "iss": self.client_id, "sub": self.client_id, "aud": self.issuer,
            "iat": now, "nbf": now, "exp": now + life, "jti": self.dice.text(),
        });
        change(&mut header, &mut claims);
        jsonwebtoken::encode(&header, &claims, &self.key.private).unwrap()
    }

    fn authentication(&self) -> Fields {
        fields(&[
            ("client_id", &self.client_id),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", &self.assertion(|_, _| {})),
        ])
    }

    /// A pushed request by the contract, changed before it is sent.
    pub(crate) async fn par(&self, change: impl FnOnce(&mut Fields)) -> Answer {
        let mut form = self.authentication();
        let challenge = base64url(digest_of(&self.verifier).as_ref());
        let scope = match self.contract {
            Contract::Idporten => "openid profile",
            Contract::Helseid => {
                "openid profile helseid://scopes/identity/pid \
                 helseid://scopes/identity/security_level helseid://scopes/hpr/hpr_number"
            }
        };
        form.extend(fields(&[
            ("response_type", "code"),
            ("redirect_uri", &self.redirect_uri()),
            ("scope", scope),
            ("state", "the-state"),
            ("nonce", "the-nonce"),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ]));
        if self.contract == Contract::Idporten {
            form.extend(fields(&[("acr_values", "idporten-loa-high"), ("ui_locales", "nn")]));
        }
        change(&mut form);
        self.post(&self.address("par"), &form, &[]).await
    }

    /// Pushes, and goes to the authorization endpoint with the result.
    pub(crate) async fn authorize(&self, change: impl FnOnce(&mut Fields)) -> Answer {
        let pushed = self.par(change).await;
        assert_eq!(pushed.status, 201, "{}", pushed.text);
        let request_uri = pushed.json()["request_uri"].as_str().unwrap().to_owned();
        self.get(&self.authorize_address(&request_uri)).await
    }

    pub(crate) fn authorize_address(&self, request_uri: &str) -> String {
        let query = [("client_id", self.client_id.as_str()), ("request_uri", request_uri)];
        Url::parse_with_params(&self.address("authorize"), query).unwrap().into()
    }

    /// Chooses a person at the login page that `at` leads to.
    pub(crate) async fn choose(&self, at: &Url, person: &str) -> Answer {
        let mut form = fields(&[
            ("transaction", &query(at, "transaction").expect("a login page")),
            ("person", person),
        ]);
        if self.contract == Contract::Idporten {
            form.extend(fields(&[("level", "idporten-loa-high")]));
        }
        self.post(&self.address("login"), &form, &[]).await
    }

    /// From nothing to the way back to the client.
    pub(crate) async fn sign_in(&self, person: &str) -> Url {
        let login = self.authorize(|_| {}).await.location();
        self.choose(&login, person).await.location()
    }

    pub(crate) async fn sign_in_for_code(&self, person: &str) -> String {
        query(&self.sign_in(person).await, "code").expect("a code")
    }

    /// A token request, changed before it is sent; with a proof at HelseID.
    pub(crate) async fn token(&self, code: &str, change: impl FnOnce(&mut Fields)) -> Answer {
        let nonce = match self.contract {
            Contract::Idporten => None,
            Contract::Helseid => Some(self.nonce().await),
        };
        self.token_with(code, nonce.as_deref(), change).await
    }

    pub(crate) async fn token_with(
        &self,
        code: &str,
        nonce: Option<&str>,
        change: impl FnOnce(&mut Fields),
    ) -> Answer {
        let mut headers = Vec::new();
        if self.contract == Contract::Helseid {
            let proof = self.proof("POST", &self.address("token"), |_, claims| {
                if let Some(nonce) = nonce {
                    claims["nonce"] = json!(nonce);
                }
            });
            headers.push(("DPoP", proof));
        }
        let mut form = self.token_form(code);
        change(&mut form);
        self.post(&self.address("token"), &form, &headers).await
    }

    pub(crate) fn token_form(&self, code: &str) -> Fields {
        let mut form = self.authentication();
        form.extend(fields(&[
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &self.redirect_uri()),
            ("code_verifier", &self.verifier),
        ]));
        form
    }

    /// Asks for a nonce as the contract has it: by being refused.
    pub(crate) async fn nonce(&self) -> String {
        let refused = self.token_with("no-code", None, |_| {}).await;
        assert_eq!(refused.refusal(), "use_dpop_nonce");
        refused.headers["dpop-nonce"].to_str().unwrap().to_owned()
    }

    /// A DPoP proof, changed before it is signed.
    pub(crate) fn proof(
        &self,
        method: &str,
        address: &str,
        change: impl FnOnce(&mut Header, &mut Value),
    ) -> String {
        let mut header = Header::new(self.proof_key.algorithm);
        header.typ = Some("dpop+jwt".into());
        let mut jwk = self.proof_key.public.clone();
        jwk.common = Default::default();
        header.jwk = Some(jwk);
        let mut claims = json!({
            "jti": self.dice.text(), "htm": method, "htu": address, "iat": self.clock.seconds(),
        });
        change(&mut header, &mut claims);
        jsonwebtoken::encode(&header, &claims, &self.proof_key.private).unwrap()
    }

    /// Signs in, redeems the code and gives the whole token answer.
    pub(crate) async fn tokens(&self, person: &str) -> Value {
        let code = self.sign_in_for_code(person).await;
        let answer = self.token(&code, |_| {}).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json()
    }

    pub(crate) async fn jwks(&self) -> JwkSet {
        let discovery =
            self.get(&format!("{}/.well-known/openid-configuration", self.issuer)).await.json();
        let jwks = self.get(discovery["jwks_uri"].as_str().unwrap()).await;
        serde_json::from_str(&jwks.text).unwrap()
    }

    /// The header and claims of a token whose signature holds under the
    /// published keys.
    pub(crate) async fn verified(&self, token: &str) -> Option<(Header, Value)> {
        let header = jsonwebtoken::decode_header(token).ok()?;
        let jwks = self.jwks().await;
        let key = DecodingKey::from_jwk(jwks.find(header.kid.as_deref()?)?).unwrap();
        let mut validation = Validation::new(header.alg);
        validation.required_spec_claims.clear();
        validation.validate_exp = false;
        validation.validate_aud = false;
        let data = jsonwebtoken::decode(token, &key, &validation).ok()?;
        Some((data.header, data.claims))
    }

    pub(crate) async fn get(&self, address: &str) -> Answer {
        self.get_with(address, &[]).await
    }

    pub(crate) async fn get_with(&self, address: &str, headers: &[(&str, String)]) -> Answer {
        self.send(self.http.get(address), headers).await
    }

    pub(crate) async fn post(
        &self,
        address: &str,
        form: &Fields,
        headers: &[(&str, String)],
    ) -> Answer {
        self.send(self.http.post(address).form(form), headers).await
    }

    pub(crate) async fn post_json(&self, address: &str, body: &Value) -> Answer {
        self.send(self.http.post(address).json(body), &[]).await
    }

    pub(crate) async fn delete(&self, address: &str) -> Answer {
        self.send(self.http.delete(address), &[]).await
    }

    pub(crate) fn forget_cookie(&self) {
        *self.cookie.lock().unwrap() = None;
    }

    async fn send(
        &self,
        mut request: reqwest::RequestBuilder,
        headers: &[(&str, String)],
    ) -> Answer {
        if let Some(cookie) = self.cookie.lock().unwrap().clone() {
            request = request.header(COOKIE, cookie);
        }
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        let response = request.send().await.unwrap();
        if let Some(set) = response.headers().get(SET_COOKIE) {
            let pair = set.to_str().unwrap().split(';').next().unwrap().to_owned();
            *self.cookie.lock().unwrap() = Some(pair);
        }
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Answer { status, headers, text: response.text().await.unwrap() }
    }
}

pub(crate) fn digest_of(text: &str) -> digest::Digest {
    digest::digest(&digest::SHA256, text.as_bytes())
}

pub(crate) fn fields(pairs: &[(&str, &str)]) -> Fields {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// Sets, adds or (with no value) removes a field.
pub(crate) fn set(form: &mut Fields, name: &str, value: Option<&str>) {
    form.retain(|(held, _)| held != name);
    form.extend(value.map(|value| (name.to_owned(), value.to_owned())));
}

/// The claims of a token, whether or not its signature holds.
pub(crate) fn unverified(token: &str) -> Value {
    let payload = token.split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap()
}

pub(crate) fn header_alg(token: &str) -> Algorithm {
    jsonwebtoken::decode_header(token).unwrap().alg
}

/// A client's back-channel address: keeps what is posted and answers 200.
pub(crate) struct Listening {
    pub(crate) app: String,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Listening {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let app = format!("http://{}", listener.local_addr().unwrap());
        let heard = Arc::new(Mutex::new(Vec::new()));
        let router = Router::new().route("/{client}/back", post(hear)).with_state(heard.clone());
        tokio::spawn(axum::serve(listener, router).into_future());
        Self { app, heard }
    }

    /// The logout tokens heard since last asked.
    pub(crate) fn tokens(&self) -> Vec<String> {
        self.heard
            .lock()
            .unwrap()
            .drain(..)
            .map(|body| body.strip_prefix("logout_token=").unwrap().to_owned())
            .collect()
    }
}

async fn hear(State(heard): State<Arc<Mutex<Vec<String>>>>, body: String) -> StatusCode {
    heard.lock().unwrap().push(body);
    StatusCode::OK
}
