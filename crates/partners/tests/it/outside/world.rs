//! The parties outside, and us as their client.

use std::net::SocketAddr;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use helsebro_domain::parties::{IdentityNumber, NumberPolicy};
use helsebro_partners::Later;
use helsebro_partners::PartnerFault;
use helsebro_partners::email::{SmtpMail, SmtpSecurity, SmtpSettings};
use helsebro_partners::helseid::HelseIdMachine;
use helsebro_partners::http::Limits;
use helsebro_partners::keys::{ClientKey, KeyKind};
use helsebro_partners::krr::{Krr, KrrSettings};
use helsebro_partners::maskinporten::{MachineTokens, Maskinporten, MaskinportenSettings, Wanted};
use helsebro_partners::oidc::ClientSettings;
use helsebro_partners::population::{PersonApi, PersonApiSettings};
use helsebro_partners::sms::{
    LinkAccount, PuzzelAccount, SmsAccount, SmsContract, SmsOverHttp, SmsSettings,
};
use helsebro_simulators::helseid::{
    HelseidSettings, MachineClient, MachineScope, Organisation, SigningAlgorithm, StaffPerson,
};
use helsebro_simulators::outside::{
    GrantClient, OutsideHandle, OutsideOrder, OutsideSettings, Party, PersonGuard, SmsUser,
    Weather, residents, serve,
};
use helsebro_simulators::{Handle, helseid, town};
use secrecy::SecretString;
use serde_json::from_value;
use tokio::net::TcpListener;

use crate::partner::{CountingDice, HandClock, OURS, clock};

pub(crate) const KARI: &str = "12864800015";
pub(crate) const ANNE: &str = "03837500035";
pub(crate) const OLA: &str = "20906000106";
pub(crate) const LISE: &str = "15818400001";
pub(crate) const EMIL: &str = "02851750153";
pub(crate) const SARA: &str = "08889000032";

const FULL: &str = "nhn:hgd-persontjenesten-api/full-access";
const RESTRICTED: &str = "nhn:hgd-persontjenesten-api/restricted-access";

/// Maskinporten takes RSA alone.
static RSA: LazyLock<ClientKey> =
    LazyLock::new(|| ClientKey::generate(KeyKind::Rsa3072).unwrap().with_kid("rsa"));

/// Time limits for a partner that is slow on purpose.
pub(crate) const SHORT: Limits = Limits {
    connect: Duration::from_secs(1),
    total: Duration::from_millis(400),
    answer_bytes: 256 * 1024,
};

pub(crate) struct Outside {
    pub(crate) clock: Arc<HandClock>,
    pub(crate) handle: OutsideHandle,
    pub(crate) helseid: Handle,
    dice: Arc<CountingDice>,
}

impl Outside {
    /// With nobody registered at Maskinporten: its key is slow to draw.
    pub(crate) async fn start() -> Self {
        Self::with(Vec::new()).await
    }

    /// With us registered at Maskinporten.
    pub(crate) async fn registered() -> Self {
        let client = GrantClient {
            client_id: "helsebro-test".to_owned(),
            keys: vec![from_value(RSA.public_jwk()).unwrap()],
            scopes: vec!["krr:global/kontaktinformasjon.read".to_owned()],
        };
        Self::with(vec![client]).await
    }

    async fn with(clients: Vec<GrantClient>) -> Self {
        let (clock, dice) = (clock(), Arc::new(CountingDice::default()));
        let listener = free_port().await;
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let scope = |scope: &str| MachineScope {
            scope: scope.to_owned(),
            audience: "nhn:hgd-persontjenesten-api".to_owned(),
        };
        let machine = MachineClient {
            client_id: "helsebro-machine".to_owned(),
            keys: vec![from_value(OURS.public_jwk()).unwrap()],
            organisation: Organisation { orgnr_parent: "310000019".to_owned(), orgnr_child: None },
            scopes: vec![scope(FULL), scope(RESTRICTED)],
        };
        let nurse = StaffPerson {
            key: "per".to_owned(),
            pid: "27858600133".to_owned(),
            hpr_number: None,
            given_name: "Per".to_owned(),
            family_name: "Haug".to_owned(),
            description: String::new(),
            organisation: None,
        };
        let settings = HelseidSettings {
            issuer: issuer.clone(),
            signing: SigningAlgorithm::Es256,
            clients: Vec::new(),
            machines: vec![machine],
            staff: vec![nurse],
        };
        let helseid = helseid::serve(listener, settings, clock.clone(), dice.clone());
        let helseid = helseid.await.unwrap();
        let settings = OutsideSettings {
            clients,
            guard: PersonGuard {
                jwks_url: format!("{issuer}/.well-known/openid-configuration/jwks"),
                issuer,
                audience: "nhn:hgd-persontjenesten-api".to_owned(),
                full_scope: FULL.to_owned(),
                restricted_scope: RESTRICTED.to_owned(),
            },
            sms: SmsUser { user: "helsebro".to_owned(), password: "hemmelig".to_owned() },
            reports_to: None,
            bounces_to: None,
            residents: residents(&town::demo()),
        };
        let listeners = [free_port().await, free_port().await];
        let handle = serve(listeners, settings, clock.clone(), dice.clone()).await.unwrap();
        Self { clock, handle, helseid, dice }
    }

    /// The same with a scanner, and where it is.
    pub(crate) async fn with_scanner(mut self) -> (Self, SocketAddr) {
        let listener = free_port().await;
        let at = listener.local_addr().unwrap();
        self.handle = self.handle.with_scanner(listener).unwrap();
        (self, at)
    }

    pub(crate) fn tell(&self, order: OutsideOrder) {
        self.handle.control().tell(order).unwrap();
    }

    pub(crate) fn weather(&self, party: Party, weather: Weather) {
        self.tell(OutsideOrder::Weather { party, weather });
    }

    pub(crate) fn maskinporten(&self) -> Arc<Maskinporten> {
        self.maskinporten_with(|_| {})
    }

    pub(crate) fn maskinporten_with(
        &self,
        change: impl FnOnce(&mut MaskinportenSettings),
    ) -> Arc<Maskinporten> {
        let mut settings = MaskinportenSettings {
            issuer: self.handle.maskinporten(),
            client_id: "helsebro-test".to_owned(),
            signing_key: RSA.to_pem(),
            key_id: Some("rsa".to_owned()),
            limits: Limits::GATEWAY,
        };
        change(&mut settings);
        let made = Maskinporten::new(&settings, self.clock.clone(), self.dice.clone());
        Arc::new(made.unwrap())
    }

    /// The contact register, with a token that is handed to us.
    pub(crate) fn krr(&self, limits: Limits) -> Krr {
        let token = self.handle.control().token(&["krr:global/kontaktinformasjon.read"]);
        self.krr_with(Arc::new(Handed(Arc::new(token.into()))), limits)
    }

    /// The contact register, with tokens from Maskinporten.
    pub(crate) fn krr_by_maskinporten(&self) -> Krr {
        self.krr_with(self.maskinporten(), Limits::REGISTER)
    }

    fn krr_with(&self, tokens: Arc<dyn MachineTokens>, limits: Limits) -> Krr {
        let settings = KrrSettings { address: self.handle.krr(), limits };
        Krr::new(&settings, tokens, self.clock.clone()).unwrap()
    }

    pub(crate) fn people(&self, limits: Limits) -> PersonApi {
        self.people_as(RESTRICTED, limits)
    }

    pub(crate) fn people_seeing_all(&self) -> PersonApi {
        self.people_as(FULL, Limits::REGISTER)
    }

    fn people_as(&self, scope: &str, limits: Limits) -> PersonApi {
        let us = ClientSettings {
            issuer: self.helseid.issuer().to_owned(),
            client_id: "helsebro-machine".to_owned(),
            signing_key: OURS.to_pem(),
            key_id: Some("ours".to_owned()),
            redirect_uri: "http://127.0.0.1/".parse().unwrap(),
            post_logout_redirect_uri: "http://127.0.0.1/".parse().unwrap(),
            limits: Limits::GATEWAY,
        };
        let tokens = HelseIdMachine::new(&us, self.clock.clone(), self.dice.clone()).unwrap();
        let settings = PersonApiSettings {
            address: self.handle.population(),
            scope: scope.to_owned(),
            numbers: NumberPolicy::synthetic(),
            limits,
        };
        let dice = self.dice.as_ref();
        PersonApi::new(&settings, Arc::new(tokens), self.clock.clone(), dice).unwrap()
    }

    pub(crate) fn sms(&self, contract: SmsContract, limits: Limits) -> SmsOverHttp {
        let (address, account) = match contract {
            SmsContract::Link => (self.handle.link(), SmsAccount::Link(link("hemmelig"))),
            SmsContract::Puzzel => (self.handle.puzzel(), SmsAccount::Puzzel(puzzel("hemmelig"))),
        };
        let settings = SmsSettings { address, sender: "Helsebro".to_owned(), account, limits };
        SmsOverHttp::new(&settings, self.clock.clone()).unwrap()
    }

    pub(crate) fn mail(&self, patience: Duration) -> SmtpMail {
        let settings = SmtpSettings {
            host: "127.0.0.1".to_owned(),
            port: self.handle.mail().port(),
            security: SmtpSecurity::LoopbackPlain,
            login: None,
            from_name: "Solvik kommune".to_owned(),
            from_address: "varsel@solvik.example".to_owned(),
            patience,
        };
        SmtpMail::new(&settings, self.clock.clone()).unwrap()
    }
}

pub(crate) fn link(password: &str) -> LinkAccount {
    LinkAccount {
        user: "helsebro".to_owned(),
        password: password.into(),
        platform_id: "COMMON_API".to_owned(),
        platform_partner_id: "4711".to_owned(),
        gate_id: None,
    }
}

pub(crate) fn puzzel(password: &str) -> PuzzelAccount {
    PuzzelAccount { service_id: 42, user: "helsebro".to_owned(), password: password.into() }
}

async fn free_port() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").await.unwrap()
}

pub(crate) fn number(digits: &str) -> IdentityNumber {
    IdentityNumber::parse(digits, &NumberPolicy::synthetic()).unwrap()
}

/// One token for whoever asks.
struct Handed(Arc<SecretString>);

impl MachineTokens for Handed {
    fn token<'a>(&'a self, _wanted: &'a Wanted) -> Later<'a, Arc<SecretString>, PartnerFault> {
        Box::pin(core::future::ready(Ok(self.0.clone())))
    }

    fn forget(&self, _wanted: &Wanted) {}

    fn check<'a>(&'a self, _wanted: &'a Wanted) -> Later<'a, (), PartnerFault> {
        Box::pin(core::future::ready(Ok(())))
    }
}
