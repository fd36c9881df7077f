//! Putting the rooms together.

use std::sync::Arc;

use anyhow::Context;
use helsebro_actions::{Acts, ActsSettings};
use helsebro_domain::ids::Dice;
use helsebro_domain::parties::NumberPolicy;
use helsebro_domain::time::Clock;
use helsebro_partners::epj::EpjOverHttp;
use helsebro_partners::helseid::HelseId;
use helsebro_partners::idporten::IdPorten;
use helsebro_partners::oidc::ClientSettings;
use helsebro_storage::sealing::{MasterInForce, Vault};
use helsebro_storage::{Db, StorageSettings};
use helsebro_web::{Web, WebParts, WebSettings};
use helsebro_worker::Worker;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::clock::SystemClock;
use crate::config::{Config, EpjSettings, MasterKeys};
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

    /// As the configuration says, on the system's clock.
    pub(crate) async fn configured(config: &Config) -> anyhow::Result<Self> {
        Self::over(BaseParts {
            storage: config.database()?,
            master_keys: config.master_keys()?,
            numbers: config.numbers()?.policy,
            clock: Arc::new(SystemClock),
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
        let acts = Acts::new(ActsSettings {
            db: db.clone(),
            vault,
            clock: clock.clone(),
            dice: dice.clone(),
            numbers: parts.numbers,
        });
        Ok(Self { db, acts, clock, dice })
    }

    /// The worker over it.
    pub(crate) fn worker(&self, epj: &EpjSettings) -> Worker {
        Worker {
            db: self.db.clone(),
            acts: self.acts.clone(),
            epj: Arc::new(EpjOverHttp::new(self.clock.clone())),
            us: epj.us.clone().map(Arc::new),
        }
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
