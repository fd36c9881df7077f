//! The stand-ins for ID-porten, HelseID, a journal system, and the registers and
//! gateways outside, with the town's people, on loopback.

use std::net::SocketAddr;

use anyhow::Context;
use helsebro_partners::http::Limits;
use helsebro_partners::keys::{ClientKey, KeyKind};
use helsebro_partners::oidc::ClientSettings;
use helsebro_partners::seal::Seals;
use helsebro_simulators::epj::{EpjHandle, EpjKey};
use helsebro_simulators::helseid::{
    HelseidClient, HelseidSettings, Organisation, SigningAlgorithm,
};
use helsebro_simulators::idporten::IdportenSettings;
use helsebro_simulators::outside::OutsideHandle;
use helsebro_simulators::town::Town;
use helsebro_simulators::{Client, Handle, helseid, idporten};
use helsebro_web::DemoJournal;
use tokio::net::TcpListener;
use url::Url;

use super::{journal, outside, people};
use crate::config::{EpjSettings, OutsideSettings};
use crate::wiring::{Base, SignIn};

/// What we are called at both.
const CLIENT_ID: &str = "helsebro-demo";

/// The stand-ins, and how we are registered at them.
pub(super) struct StandIns {
    /// The seals of those who answer.
    pub(super) seals: Seals,
    /// How journal systems reach us.
    pub(super) epj: EpjSettings,
    /// The journal system, as the demo's page shows it.
    pub(super) journal: DemoJournal,
    /// How we are registered.
    pub(super) sign_in: SignIn,
    /// How we are registered at the registers and gateways.
    pub(super) outside: OutsideSettings,
    /// Where what was sent by SMS and e-mail is shown.
    pub(super) sent: Url,
    /// The hands on them; when these are gone, so are they.
    pub(super) handles: Handles,
}

/// The hands on the running stand-ins.
pub(super) struct Handles {
    idporten: Handle,
    helseid: Handle,
    epj: EpjHandle,
    outside: OutsideHandle,
}

impl Handles {
    /// Where the registers and gateways are.
    pub(super) fn outside(&self) -> SocketAddr {
        self.outside.http()
    }

    /// Stops them.
    pub(super) async fn stop(self) {
        if let Err(error) = self.epj.stop().await {
            tracing::warn!(error = &error as &dyn std::error::Error, "a stand-in broke");
        }
        if let Err(error) = self.outside.stop().await {
            tracing::warn!(error = &error as &dyn std::error::Error, "a stand-in broke");
        }
        for handle in [self.idporten, self.helseid] {
            if let Err(error) = handle.stop().await {
                tracing::warn!(error = &error as &dyn std::error::Error, "a stand-in broke");
            }
        }
    }
}

/// Where a browser comes back to us, by door.
struct Paths {
    redirect: &'static str,
    front: Option<&'static str>,
    back: &'static str,
}

const CITIZENS: Paths = Paths {
    redirect: "/logg-inn/tilbake",
    front: Some("/logg-ut/frontkanal"),
    back: "/logg-ut/bakkanal",
};

const STAFF: Paths =
    Paths { redirect: "/ansatt/logg-inn/tilbake", front: None, back: "/ansatt/logg-ut/bakkanal" };

const SIGNED_OUT: &str = "/utlogget";

impl StandIns {
    /// Starts them with keys that are made now.
    pub(super) async fn start(
        base: &Base,
        plan: &Town,
        (base_url, scanner): (&Url, TcpListener),
        [idporten_port, helseid_port, epj_port, outside_port, mail_port]: [u16; 5],
    ) -> anyhow::Result<Self> {
        let (key, listener) =
            (ClientKey::generate(KeyKind::Rsa3072)?, super::listen(idporten_port).await?);
        let issuer = format!("http://{}", listener.local_addr()?);
        let settings = IdportenSettings {
            issuer: issuer.clone(),
            clients: vec![client(&key, base_url, &CITIZENS)?],
            persons: people::citizens(plan)?,
        };
        let citizens = registered(issuer, &key, base_url, &CITIZENS)?;
        let idporten = idporten::serve(listener, settings, base.clock.clone(), base.dice.clone())
            .await
            .context("ID-porten's stand-in could not start")?;

        let (key, listener) =
            (ClientKey::generate(KeyKind::P256)?, super::listen(helseid_port).await?);
        let issuer = format!("http://{}", listener.local_addr()?);
        let client = client(&key, base_url, &STAFF)?;
        let journal_key = EpjKey::generate("fjellheim-1")?;
        let machine_key = ClientKey::generate(KeyKind::P256)?;
        let settings = HelseidSettings {
            issuer: issuer.clone(),
            signing: SigningAlgorithm::default(),
            clients: vec![HelseidClient { client, organisation: operator(plan)? }],
            machines: vec![
                journal::machine(&journal_key, plan)?,
                outside::machine(&machine_key, plan)?,
            ],
            staff: people::staff(plan)?,
        };
        let staff = registered(issuer.clone(), &key, base_url, &STAFF)?;
        let helseid = helseid::serve(listener, settings, base.clock.clone(), base.dice.clone())
            .await
            .context("HelseID's stand-in could not start")?;
        let listener = super::listen(epj_port).await?;
        let beside = (base_url, issuer.as_str());
        let (epj_handle, journal) =
            journal::start(base, plan, beside, listener, journal_key).await?;
        let listeners = [super::listen(outside_port).await?, super::listen(mail_port).await?];
        let us = (issuer.as_str(), &machine_key);
        let (outside_handle, outside) = outside::start(base, plan, us, listeners, base_url).await?;
        let outside_handle = outside_handle
            .with_scanner(scanner)
            .context("the scanner's stand-in could not start")?;
        let sent = outside::screens(&outside_handle)?;
        let epj = EpjSettings { us: journal::us(), audience: journal::AUDIENCE.to_owned() };
        Ok(Self {
            seals: super::seals::of(plan)?,
            epj,
            journal,
            sign_in: SignIn { citizens, staff },
            outside,
            sent,
            handles: Handles { idporten, helseid, epj: epj_handle, outside: outside_handle },
        })
    }
}

/// Whom the client is registered for; staff each name their own municipality.
fn operator(plan: &Town) -> anyhow::Result<Organisation> {
    let first = plan.municipalities.first().context("the town has no municipality")?;
    Ok(Organisation { orgnr_parent: first.org_number.as_str().to_owned(), orgnr_child: None })
}

fn client(key: &ClientKey, base_url: &Url, paths: &Paths) -> anyhow::Result<Client> {
    let address = |path: &str| base_url.join(path).map(String::from);
    Ok(Client {
        client_id: CLIENT_ID.to_owned(),
        keys: vec![serde_json::from_value(key.public_jwk())?],
        redirect_uris: vec![address(paths.redirect)?],
        post_logout_redirect_uris: vec![address(SIGNED_OUT)?],
        frontchannel_logout_uri: paths.front.map(address).transpose()?,
        backchannel_logout_uri: Some(address(paths.back)?),
    })
}

fn registered(
    issuer: String,
    key: &ClientKey,
    base_url: &Url,
    paths: &Paths,
) -> anyhow::Result<ClientSettings> {
    Ok(ClientSettings {
        issuer,
        client_id: CLIENT_ID.to_owned(),
        signing_key: key.to_pem(),
        key_id: Some(key.kid().to_owned()),
        redirect_uri: base_url.join(paths.redirect)?,
        post_logout_redirect_uri: base_url.join(SIGNED_OUT)?,
        limits: Limits::SIGN_IN,
    })
}
