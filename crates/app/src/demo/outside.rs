//! The registers and gateways outside the town: the stand-in, and how we are
//! registered at it.

use anyhow::Context;
use core::time::Duration;
use helsebro_domain::ids::uuid_v7;
use helsebro_domain::parties::NumberPolicy;
use helsebro_partners::email::{SmtpSecurity, SmtpSettings};
use helsebro_partners::http::Limits;
use helsebro_partners::keys::{ClientKey, KeyKind};
use helsebro_partners::krr::KrrSettings;
use helsebro_partners::maskinporten::MaskinportenSettings;
use helsebro_partners::oidc::ClientSettings;
use helsebro_partners::population::PersonApiSettings;
use helsebro_partners::sms::{LinkAccount, SmsAccount, SmsContract, SmsSettings};
use helsebro_simulators::helseid::{MachineClient, MachineScope, Organisation};
use helsebro_simulators::outside::{
    self, GrantClient, OutsideHandle, PersonGuard, SmsUser, residents,
};
use helsebro_simulators::town::{Town, ids};
use helsebro_web::routes::{Route, gateway};
use helsebro_web::{MailReportDoor, ReportDoor};
use tokio::net::TcpListener;
use url::Url;

use crate::config::OutsideSettings;
use crate::wiring::Base;

/// What we are called at all of them.
const CLIENT_ID: &str = "helsebro-demo-machine";

const AUDIENCE: &str = "nhn:hgd-persontjenesten-api";
const RESTRICTED: &str = "nhn:hgd-persontjenesten-api/restricted-access";
const FULL: &str = "nhn:hgd-persontjenesten-api/full-access";
const CONTACTS: &str = "krr:global/kontaktinformasjon.read";

/// The gateway in the town knows one user; it is on this machine alone.
const SMS_USER: &str = "helsebro";
const SMS_PASSWORD: &str = "demo";

/// How long each step with the town's mail server may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Our registration at HelseID's stand-in, for calls without a person.
pub(super) fn machine(key: &ClientKey, plan: &Town) -> anyhow::Result<MachineClient> {
    let home = plan.municipalities.iter().find(|home| home.id == ids::SOLVIK);
    let home = home.context("the town has no Solvik")?;
    let scope =
        |scope: &str| MachineScope { scope: scope.to_owned(), audience: AUDIENCE.to_owned() };
    Ok(MachineClient {
        client_id: CLIENT_ID.to_owned(),
        keys: vec![serde_json::from_value(key.public_jwk())?],
        organisation: Organisation {
            orgnr_parent: home.org_number.as_str().to_owned(),
            orgnr_child: None,
        },
        scopes: vec![scope(RESTRICTED), scope(FULL)],
    })
}

/// Starts the parties, and tells how we are registered at them.
pub(super) async fn start(
    base: &Base,
    plan: &Town,
    (issuer, machine_key): (&str, &ClientKey),
    listeners: [TcpListener; 2],
    base_url: &Url,
) -> anyhow::Result<(OutsideHandle, OutsideSettings)> {
    let key = ClientKey::generate(KeyKind::Rsa3072)?;
    let door = gateway::SmsReport(uuid_v7(base.clock.now(), base.dice.as_ref()));
    let reports_to = base_url.join(&door.path())?;
    let mail_door = gateway::MailReport(uuid_v7(base.clock.now(), base.dice.as_ref()));
    let bounces_to = base_url.join(&mail_door.path())?;
    let settings = outside::OutsideSettings {
        clients: vec![GrantClient {
            client_id: CLIENT_ID.to_owned(),
            keys: vec![serde_json::from_value(key.public_jwk())?],
            scopes: vec![CONTACTS.to_owned()],
        }],
        guard: PersonGuard {
            issuer: issuer.to_owned(),
            jwks_url: format!("{issuer}/.well-known/openid-configuration/jwks"),
            audience: AUDIENCE.to_owned(),
            full_scope: FULL.to_owned(),
            restricted_scope: RESTRICTED.to_owned(),
        },
        sms: SmsUser { user: SMS_USER.to_owned(), password: SMS_PASSWORD.to_owned() },
        reports_to: Some(reports_to.to_string()),
        bounces_to: Some(bounces_to.to_string()),
        residents: residents(plan),
    };
    let handle = outside::serve(listeners, settings, base.clock.clone(), base.dice.clone())
        .await
        .context("the registers' stand-in could not start")?;
    let settings = OutsideSettings {
        reports: Some(ReportDoor { secret: door.0.to_string(), contract: SmsContract::Link }),
        mail_reports: Some(MailReportDoor { secret: mail_door.0.to_string() }),
        contact_page: Some(screens(&handle)?.join("personer")?),
        ..registered(&handle, &key, (issuer, machine_key))?
    };
    Ok((handle, settings))
}

/// Where what was sent, and whom the registers know, is shown.
pub(super) fn screens(handle: &OutsideHandle) -> anyhow::Result<Url> {
    Ok(Url::parse(&format!("http://{}/", handle.http()))?)
}

fn registered(
    handle: &OutsideHandle,
    key: &ClientKey,
    (issuer, machine_key): (&str, &ClientKey),
) -> anyhow::Result<OutsideSettings> {
    let tokens = MaskinportenSettings {
        issuer: handle.maskinporten(),
        client_id: CLIENT_ID.to_owned(),
        signing_key: key.to_pem(),
        key_id: Some(key.kid().to_owned()),
        limits: Limits::GATEWAY,
    };
    // Nobody is sent anywhere with these: they only fill a place.
    let nowhere = Url::parse("http://localhost/")?;
    let machine = ClientSettings {
        issuer: issuer.to_owned(),
        client_id: CLIENT_ID.to_owned(),
        signing_key: machine_key.to_pem(),
        key_id: Some(machine_key.kid().to_owned()),
        redirect_uri: nowhere.clone(),
        post_logout_redirect_uri: nowhere,
        limits: Limits::GATEWAY,
    };
    let register = PersonApiSettings {
        address: handle.population(),
        scope: RESTRICTED.to_owned(),
        numbers: NumberPolicy::synthetic(),
        limits: Limits::REGISTER,
    };
    Ok(OutsideSettings {
        contacts: Some((tokens, KrrSettings { address: handle.krr(), limits: Limits::REGISTER })),
        population: Some((machine, register)),
        sms: Some(SmsSettings {
            address: handle.link(),
            sender: "Helsebro".to_owned(),
            account: SmsAccount::Link(LinkAccount {
                user: SMS_USER.to_owned(),
                password: SMS_PASSWORD.into(),
                platform_id: "COMMON_API".to_owned(),
                platform_partner_id: "4711".to_owned(),
                gate_id: None,
            }),
            limits: Limits::GATEWAY,
        }),
        email: Some(SmtpSettings {
            host: handle.mail().ip().to_string(),
            port: handle.mail().port(),
            security: SmtpSecurity::LoopbackPlain,
            login: None,
            from_name: "Helsebro".to_owned(),
            from_address: "varsel@helsebro.example".to_owned(),
            patience: PATIENCE,
        }),
        reports: None,
        mail_reports: None,
        contact_page: None,
    })
}
