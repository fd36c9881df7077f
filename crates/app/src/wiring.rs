//! Putting the rooms together.

use std::sync::Arc;

use anyhow::{Context, bail};
use helsebro_actions::{Acts, ActsSettings, Files};
use helsebro_domain::ids::Dice;
use helsebro_domain::joining::{Deployment, Platform};
use helsebro_domain::notices::PortalHost;
use helsebro_domain::parties::NumberPolicy;
use helsebro_domain::time::Clock;
use helsebro_partners::email::{MailSender, NoMail, SmtpMail};
use helsebro_partners::epj::EpjOverHttp;
use helsebro_partners::helseid::{HelseId, HelseIdMachine};
use helsebro_partners::idporten::IdPorten;
use helsebro_partners::krr::{ContactRegister, Krr, NoContactRegister};
use helsebro_partners::maskinporten::Maskinporten;
use helsebro_partners::oidc::ClientSettings;
use helsebro_partners::population::{NoPopulationRegister, PersonApi, PopulationRegister};
use helsebro_partners::scanner::Clamd;
use helsebro_partners::sms::{NoSms, SmsGateway, SmsOverHttp};
use helsebro_storage::sealing::{MasterInForce, Vault};
use helsebro_storage::{Db, Scope, StorageError, StorageSettings, SystemReason, parties};
use helsebro_web::{Web, WebParts, WebSettings};
use helsebro_worker::{Notifying, Worker};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::clock::SystemClock;
use crate::config::{Config, EpjSettings, FilesSettings, MasterKeys, OutsideSettings};
use crate::dice::SystemDice;
use crate::serving;

/// What everything else stands on.
pub(crate) struct Base {
    /// The database.
    pub(crate) db: Db,
    /// What can be done.
    pub(crate) acts: Acts,
    /// The clock.
    pub(crate) clock: Arc<dyn Clock>,
    /// The dice.
    pub(crate) dice: Arc<dyn Dice>,
}

/// What a base is made from.
pub(crate) struct BaseParts {
    /// Which database.
    pub(crate) storage: StorageSettings,
    /// What wraps its keys.
    pub(crate) master_keys: MasterKeys,
    /// Which identity numbers are taken.
    pub(crate) numbers: NumberPolicy,
    /// The clock.
    pub(crate) clock: Arc<dyn Clock>,
    /// How files are taken.
    pub(crate) files: FilesSettings,
    /// Who runs the platform, and with whom.
    pub(crate) platform: Platform,
}

/// Opens a database, whatever its schema.
pub(crate) async fn database(
    storage: &StorageSettings,
    clock: &Arc<dyn Clock>,
) -> anyhow::Result<Db> {
    Db::open(storage, clock.clone(), Arc::new(SystemDice))
        .await
        .context("the database could not be opened")
}

impl Base {
    /// Over a database whose schema is the right one.
    pub(crate) async fn over(parts: BaseParts) -> anyhow::Result<Self> {
        let db = database(&parts.storage, &parts.clock).await?;
        db.check_schema().await.context("the database is not ready; run `helsebro migrate`")?;
        Self::unlocked(db, parts).await
    }

    /// Over a database whose schema has been brought forward.
    pub(crate) async fn migrated(parts: BaseParts) -> anyhow::Result<Self> {
        let db = database(&parts.storage, &parts.clock).await?;
        db.migrate().await.context("the schema could not be brought forward")?;
        Self::unlocked(db, parts).await
    }

    /// Goes on unless a platform that one municipality runs for itself has several: then
    /// nobody could say who is controller for its own part (§ 5.1).
    pub(crate) async fn need_one_municipality(&self) -> anyhow::Result<()> {
        if self.acts.deployment() == Deployment::Operator {
            return Ok(());
        }
        let scope = Scope::System(SystemReason::Operation);
        let read = self.db.read(scope, "app.municipalities", async |mut tx| {
            Ok::<_, StorageError>(parties::municipalities(&mut tx).await?.len())
        });
        match read.await? {
            0 | 1 => Ok(()),
            many => bail!("platform.run_by is \"municipality\", and there are {many} of them"),
        }
    }

    /// As the configuration says, on the system's clock.
    pub(crate) async fn configured(config: &Config) -> anyhow::Result<Self> {
        Self::over(BaseParts {
            storage: config.database()?,
            master_keys: config.master_keys()?,
            numbers: config.numbers()?.policy,
            clock: Arc::new(SystemClock),
            files: config.files()?,
            platform: config.platform()?,
        })
        .await
    }

    async fn unlocked(db: Db, parts: BaseParts) -> anyhow::Result<Self> {
        let MasterKeys { current, next } = &parts.master_keys;
        let vault = Vault::unlock_with_next(&db, Some(current), next.as_ref())
            .await
            .context("the keys could not be unlocked")?;
        if vault.in_force() == MasterInForce::Next {
            tracing::warn!("the next master key is in force: make it keys.master_key_file");
        }
        let (clock, dice) = (parts.clock, Arc::new(SystemDice));
        let settings = ActsSettings {
            db: db.clone(),
            vault,
            clock: clock.clone(),
            dice: dice.clone(),
            numbers: parts.numbers,
            platform: parts.platform,
        };
        let acts = Acts::with_files(settings, taken(parts.files, &clock));
        Ok(Self { db, acts, clock, dice })
    }

    /// The worker over it.
    pub(crate) fn worker(&self, epj: &EpjSettings, outside: &Outside) -> Worker {
        Worker {
            db: self.db.clone(),
            acts: self.acts.clone(),
            epj: Arc::new(EpjOverHttp::new(self.clock.clone())),
            population: outside.population.clone(),
            notices: Notifying {
                contacts: outside.contacts.clone(),
                sms: outside.sms.clone(),
                mail: outside.mail.clone(),
                portal: outside.portal.clone(),
            },
            us: epj.us.clone().map(Arc::new),
        }
    }
}

/// How files are taken: looked through by the scanner, or not at all.
fn taken(settings: FilesSettings, clock: &Arc<dyn Clock>) -> Files {
    match settings.scanner {
        Some(scanner) => {
            Files::through(Arc::new(Clamd::new(scanner, clock.clone())), settings.limits)
        }
        None => Files { limits: settings.limits, ..Files::default() },
    }
}

/// The registers and gateways outside, each as it is set up; where one is not, a
/// stand-in for none, which says so.
#[derive(Clone)]
pub(crate) struct Outside {
    /// The contact register.
    pub(crate) contacts: Arc<dyn ContactRegister>,
    /// The population register.
    pub(crate) population: Arc<dyn PopulationRegister>,
    /// The SMS gateway.
    pub(crate) sms: Arc<dyn SmsGateway>,
    /// The mail server.
    pub(crate) mail: Arc<dyn MailSender>,
    /// Our own front address, as it stands in texts.
    pub(crate) portal: PortalHost,
}

impl Outside {
    /// As the settings say; they are not called yet.
    pub(crate) fn made(
        settings: &OutsideSettings,
        base_url: &Url,
        clock: &Arc<dyn Clock>,
        dice: &Arc<dyn Dice>,
    ) -> anyhow::Result<Self> {
        let contacts: Arc<dyn ContactRegister> = match &settings.contacts {
            None => Arc::new(NoContactRegister),
            Some((us, register)) => {
                let tokens = Maskinporten::new(us, clock.clone(), dice.clone())
                    .context("[maskinporten] cannot be used")?;
                let register = Krr::new(register, Arc::new(tokens), clock.clone());
                Arc::new(register.context("[krr] cannot be used")?)
            }
        };
        let population: Arc<dyn PopulationRegister> = match &settings.population {
            None => Arc::new(NoPopulationRegister),
            Some((us, register)) => {
                let tokens = HelseIdMachine::new(us, clock.clone(), dice.clone())
                    .context("[population] cannot be used")?;
                let tokens = Arc::new(tokens);
                let register = PersonApi::new(register, tokens, clock.clone(), dice.as_ref());
                Arc::new(register.context("[population] cannot be used")?)
            }
        };
        let sms: Arc<dyn SmsGateway> = match &settings.sms {
            None => Arc::new(NoSms),
            Some(gateway) => {
                Arc::new(SmsOverHttp::new(gateway, clock.clone()).context("[sms] cannot be used")?)
            }
        };
        let mail: Arc<dyn MailSender> = match &settings.email {
            None => Arc::new(NoMail),
            Some(server) => {
                Arc::new(SmtpMail::new(server, clock.clone()).context("[email] cannot be used")?)
            }
        };
        let portal = portal(base_url)
            .context("http.base_url is too long, or no name, to stand in an SMS")?;
        Ok(Self { contacts, population, sms, mail, portal })
    }
}

/// Our own front address as it stands in texts: the host, and a port that is not usual.
fn portal(base_url: &Url) -> Option<PortalHost> {
    let host = base_url.host_str()?;
    match base_url.port() {
        Some(port) => PortalHost::parse(&format!("{host}:{port}")),
        None => PortalHost::parse(host),
    }
}

/// The two places where people sign in, as we are registered there.
pub(crate) struct SignIn {
    /// ID-porten.
    pub(crate) citizens: ClientSettings,
    /// HelseID.
    pub(crate) staff: ClientSettings,
}

/// The doors on a listener.
pub(crate) struct Doors {
    /// Where they listen.
    pub(crate) listener: TcpListener,
    /// Where people sign in.
    pub(crate) sign_in: SignIn,
    /// The registers and gateways outside.
    pub(crate) outside: Outside,
    /// How they are set up.
    pub(crate) settings: WebSettings,
    /// Connections open at once.
    pub(crate) connections: usize,
}

impl Doors {
    /// Opens the doors until `stop`; streams end then, and requests come to theirs.
    pub(crate) async fn serve(self, base: &Base, stop: CancellationToken) -> anyhow::Result<()> {
        let helse_id =
            Arc::new(helse_id(&self.sign_in.staff, base).context("[helseid] cannot be used")?);
        let parts = WebParts {
            acts: base.acts.clone(),
            citizen_sign_in: Arc::new(
                id_porten(&self.sign_in.citizens, base).context("[idporten] cannot be used")?,
            ),
            staff_sign_in: helse_id.clone(),
            machine_sign_in: helse_id,
            population: self.outside.population.clone(),
            contacts: self.outside.contacts.clone(),
            settings: self.settings,
            shutdown: stop.clone(),
        };
        let router = helsebro_web::router(Web::new(parts));
        serving::serve(self.listener, router, self.connections, stop).await;
        Ok(())
    }
}

/// ID-porten, as we are registered there.
pub(crate) fn id_porten(
    settings: &ClientSettings,
    base: &Base,
) -> Result<IdPorten, helsebro_partners::BadSettings> {
    IdPorten::new(settings, base.clock.clone(), base.dice.clone())
}

/// HelseID, as we are registered there.
pub(crate) fn helse_id(
    settings: &ClientSettings,
    base: &Base,
) -> Result<HelseId, helsebro_partners::BadSettings> {
    HelseId::new(settings, base.clock.clone(), base.dice.clone())
}
