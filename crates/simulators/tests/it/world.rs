//! A fixed clock, fixed dice, keys, and both stand-ins started on loopback.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use aws_lc_rs::digest;
use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use helsebro_domain::ids::Dice;
use helsebro_domain::time::{Clock, Instant};
use helsebro_simulators::helseid::{
    HelseidClient, HelseidSettings, MachineClient, MachineScope, Organisation, SigningAlgorithm,
    StaffPerson,
};
use helsebro_simulators::idporten::{IdportenSettings, Person};
use helsebro_simulators::{Client, Handle, Jwk, helseid, idporten};
use jsonwebtoken::{Algorithm, EncodingKey};
use tokio::net::TcpListener;

/// Tuesday 2027-02-02 09:00 in Oslo.
pub(crate) const START_SECONDS: i64 = 1_801_555_200;
pub(crate) const CLIENT_ID: &str = "solvik";
pub(crate) const OTHER_CLIENT_ID: &str = "granli";
pub(crate) const MACHINE_ID: &str = "fjellheim";
pub(crate) const KARI: &str = "12864812359";
pub(crate) const SIRI: &str = "04917123050";

/// A clock that moves when told.
pub(crate) struct TestClock(AtomicI64);

impl TestClock {
    pub(crate) fn new() -> Self {
        Self(AtomicI64::new(START_SECONDS))
    }

    pub(crate) fn pass(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }

    pub(crate) fn seconds(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

impl Clock for TestClock {
    fn now(&self) -> Instant {
        Instant::from_micros(self.seconds() * 1_000_000)
    }
}

/// Dice that fall the same way every time, never twice alike.
pub(crate) struct TestDice(AtomicU64);

impl TestDice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed << 32))
    }

    pub(crate) fn text(&self) -> String {
        let mut bytes = [0; 32];
        self.fill(&mut bytes);
        base64url(&bytes)
    }
}

impl Dice for TestDice {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let count = self.0.fetch_add(1, Ordering::SeqCst);
            let hash = digest::digest(&digest::SHA256, &count.to_be_bytes());
            chunk.copy_from_slice(&hash.as_ref()[..chunk.len()]);
        }
    }
}

pub(crate) fn base64url(bytes: &[u8]) -> String {
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}

/// A client's key pair.
#[derive(Clone)]
pub(crate) struct Key {
    pub(crate) algorithm: Algorithm,
    pub(crate) private: EncodingKey,
    pub(crate) public: Jwk,
}

impl Key {
    pub(crate) fn rsa(algorithm: Algorithm, kid: &str) -> Self {
        let der: Pkcs8V1Der<'_> = KeyPair::generate(KeySize::Rsa2048).unwrap().as_der().unwrap();
        let pem = format!(
            "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
            STANDARD.encode(der.as_ref())
        );
        Self::named(algorithm, EncodingKey::from_rsa_pem(pem.as_bytes()).unwrap(), kid)
    }

    pub(crate) fn p256(kid: &str) -> Self {
        let random = aws_lc_rs::rand::SystemRandom::new();
        let der = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
        Self::named(Algorithm::ES256, EncodingKey::from_ec_der(der.as_ref()), kid)
    }

    fn named(algorithm: Algorithm, private: EncodingKey, kid: &str) -> Self {
        let mut public = Jwk::from_encoding_key(&private, algorithm).unwrap();
        public.common.key_id = Some(kid.to_owned());
        Self { algorithm, private, public }
    }
}

/// A stand-in at work, with all that is needed to be its client.
pub(crate) struct World {
    pub(crate) clock: Arc<TestClock>,
    pub(crate) handle: Handle,
    pub(crate) issuer: String,
    pub(crate) key: Key,
}

pub(crate) fn client(client_id: &str, app: &str, key: &Key) -> Client {
    Client {
        client_id: client_id.to_owned(),
        keys: vec![key.public.clone()],
        redirect_uris: vec![format!("{app}/{client_id}/callback")],
        post_logout_redirect_uris: vec![format!("{app}/{client_id}/out")],
        frontchannel_logout_uri: Some(format!("{app}/{client_id}/front")),
        backchannel_logout_uri: Some(format!("{app}/{client_id}/back")),
    }
}

/// ID-porten with two clients at `app`, changed as wanted before it starts.
pub(crate) async fn idporten_with(app: &str, change: impl FnOnce(&mut IdportenSettings)) -> World {
    let (clock, listener, issuer) = ground("/idporten").await;
    let key = Key::rsa(Algorithm::RS256, "client-key");
    let person = |key: &str, pid: Option<&str>, name: &str| Person {
        key: key.into(),
        pid: pid.map(str::to_owned),
        name: name.into(),
        description: "Innbygger".into(),
    };
    let mut settings = IdportenSettings {
        issuer: issuer.clone(),
        clients: vec![client(CLIENT_ID, app, &key), client(OTHER_CLIENT_ID, app, &key)],
        persons: vec![
            person("kari", Some(KARI), "Kari Nilsen"),
            person("ola", Some("20906012398"), "Ola Moen"),
            person("foreign", None, "John <Doe>"),
        ],
    };
    change(&mut settings);
    let dice = Arc::new(TestDice::new(1));
    let handle = idporten::serve(listener, settings, clock.clone(), dice).await.unwrap();
    World { clock, handle, issuer, key }
}

pub(crate) async fn idporten(app: &str) -> World {
    idporten_with(app, |_| {}).await
}

pub(crate) fn scope(scope: &str, audience: &str) -> MachineScope {
    MachineScope { scope: scope.into(), audience: audience.into() }
}

/// A nurse, and somebody from another organisation.
pub(crate) fn staff() -> Vec<StaffPerson> {
    vec![
        StaffPerson {
            key: "siri".into(),
            pid: SIRI.into(),
            hpr_number: Some("9144889".into()),
            given_name: "Siri".into(),
            family_name: "Dahl".into(),
            description: "Sykepleier".into(),
            organisation: None,
        },
        StaffPerson {
            key: "mona".into(),
            pid: "07873910660".into(),
            hpr_number: None,
            given_name: "Mona".into(),
            family_name: "Lie".into(),
            description: "Helsefagarbeider".into(),
            organisation: Some(Organisation {
                orgnr_parent: "310000035".into(),
                orgnr_child: None,
            }),
        },
    ]
}

/// A journal system with two things it may ask for.
fn machine(key: &Key) -> MachineClient {
    MachineClient {
        client_id: MACHINE_ID.to_owned(),
        keys: vec![key.public.clone()],
        organisation: Organisation { orgnr_parent: "310000019".into(), orgnr_child: None },
        scopes: vec![scope("nhn:msh/api", "nhn:msh"), scope("nhn:cppa/access", "nhn:cppa")],
    }
}

/// HelseID with two clients of sign-in at `app`, and one that acts for itself.
pub(crate) async fn helseid_signing(app: &str, signing: SigningAlgorithm) -> World {
    let (clock, listener, issuer) = ground("").await;
    let key = Key::p256("client-key");
    let organisation =
        Organisation { orgnr_parent: "310000019".into(), orgnr_child: Some("310000027".into()) };
    let registered = |client_id: &str| HelseidClient {
        client: client(client_id, app, &key),
        organisation: organisation.clone(),
    };
    let settings = HelseidSettings {
        issuer: issuer.clone(),
        signing,
        clients: vec![registered(CLIENT_ID), registered(OTHER_CLIENT_ID)],
        machines: vec![machine(&key)],
        staff: staff(),
    };
    let dice = Arc::new(TestDice::new(2));
    let handle = helseid::serve(listener, settings, clock.clone(), dice).await.unwrap();
    World { clock, handle, issuer, key }
}

pub(crate) async fn helseid(app: &str) -> World {
    helseid_signing(app, SigningAlgorithm::Ps256).await
}

async fn ground(path: &str) -> (Arc<TestClock>, TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let issuer = format!("http://{}{path}", listener.local_addr().unwrap());
    (Arc::new(TestClock::new()), listener, issuer)
}
