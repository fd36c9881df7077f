//! `serve` and `work`: the platform for real people.

use anyhow::{Context, bail};
use helsebro_storage::EngineKind;
use helsebro_storage::audit::ChainFile;
use helsebro_web::{LimitSettings, WebSettings};
use tokio::net::TcpListener;

use crate::config::{Config, Environment};
use crate::stopping;
use crate::wiring::{Base, Doors, Outside, SignIn};

/// Whether the jobs are done in the same process as the doors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Jobs {
    /// They are.
    Here,
    /// Another process does them.
    Elsewhere,
}

/// Opens the doors, and does the jobs unless another process does.
pub(crate) async fn serve(config: &Config, jobs: Jobs) -> anyhow::Result<()> {
    let problems = config.check();
    if !problems.is_empty() {
        return Err(problems.into());
    }
    refuse_synthetic(config)?;
    let (listener, settings) = doors(config).await?;
    let epj = config.epj()?;
    let chain = chain_file(config)?;
    let base = Base::configured(config).await?;
    base.need_one_municipality().await?;
    let outside = outside(config, &base)?;
    let doors = Doors {
        listener,
        sign_in: sign_in(config)?,
        outside: outside.clone(),
        settings,
        connections: config.http()?.connections,
    };
    if jobs == Jobs::Elsewhere {
        need_postgres(&base, "serve --no-worker")?;
    }
    let stop = stopping::when_asked()?;
    tracing::info!("the doors are open");
    match jobs {
        Jobs::Elsewhere => doors.serve(&base, stop).await,
        Jobs::Here => {
            let worker = base.worker(&epj, &outside);
            let (served, ()) = tokio::join!(
                async {
                    let served = doors.serve(&base, stop.clone()).await;
                    // Doors that cannot open end the worker too.
                    stop.cancel();
                    served
                },
                helsebro_worker::work_and_seal(&worker, chain.as_ref(), stop.clone())
            );
            served
        }
    }
}

/// Does the jobs alone.
pub(crate) async fn work(config: &Config) -> anyhow::Result<()> {
    refuse_synthetic(config)?;
    let base = Base::configured(config).await?;
    base.need_one_municipality().await?;
    let outside = outside(config, &base)?;
    need_postgres(&base, "work")?;
    let (chain, stop) = (chain_file(config)?, stopping::when_asked()?);
    let worker = base.worker(&config.epj()?, &outside);
    helsebro_worker::work_and_seal(&worker, chain.as_ref(), stop).await;
    Ok(())
}

fn sign_in(config: &Config) -> anyhow::Result<SignIn> {
    Ok(SignIn { citizens: config.idporten()?.client, staff: config.helseid()?.client })
}

async fn doors(config: &Config) -> anyhow::Result<(TcpListener, WebSettings)> {
    let (http, limits, epj) = (config.http()?, config.limits()?, config.epj()?);
    let sign_in = sign_in(config)?;
    let outside = config.outside()?;
    let listener = TcpListener::bind(http.address)
        .await
        .with_context(|| format!("cannot listen on {} (http.address)", http.address))?;
    let settings = WebSettings {
        base_url: http.base_url,
        citizen_issuer: sign_in.citizens.issuer.clone(),
        staff_issuer: sign_in.staff.issuer.clone(),
        our_her_id: epj.our_her_id(),
        epj_audience: epj.audience,
        session: config.sessions()?,
        limits: LimitSettings {
            forms_a_minute: limits.forms_a_minute,
            sign_ins_a_minute: limits.sign_ins_a_minute,
            requests_at_once: http.requests_at_once,
            ..LimitSettings::default()
        },
        client_address: http.client_address,
        reports: outside.reports,
        mail_reports: outside.mail_reports,
        contact_page: outside.contact_page,
        seals: config.seals()?,
        demo: None,
    };
    Ok((listener, settings))
}

/// The registers and gateways outside. Which are connected is told once, at start.
fn outside(config: &Config, base: &Base) -> anyhow::Result<Outside> {
    let settings = config.outside()?;
    tracing::info!(
        krr = settings.contacts.is_some(),
        population = settings.population.is_some(),
        sms = settings.sms.is_some(),
        email = settings.email.is_some(),
        "registers and senders; what needs one that is not connected waits"
    );
    if config.files()?.scanner.is_none() {
        tracing::info!("files.scanner is not set: no files go along with messages");
    }
    Outside::made(&settings, &config.http()?.base_url, &base.clock, &base.dice)
}

/// Where sealed audit blocks are noted. Without a file it goes on, and says so.
fn chain_file(config: &Config) -> anyhow::Result<Option<ChainFile>> {
    let file = config.chain_file()?;
    if file.is_none() {
        tracing::warn!("audit.chain_file is not set: a cut audit trail could not be noticed");
    }
    Ok(file)
}

/// Made-up persons have no place among real ones.
fn refuse_synthetic(config: &Config) -> anyhow::Result<()> {
    if config.numbers()?.environment != Environment::Production {
        bail!(
            "numbers.policy is \"synthetic\": this command is for real people and takes \
             \"production\" only; use `helsebro demo` to look at a made-up town"
        );
    }
    Ok(())
}

fn need_postgres(base: &Base, command: &str) -> anyhow::Result<()> {
    if base.db.kind() == EngineKind::Sqlite {
        bail!(
            "`helsebro {command}` needs PostgreSQL: SQLite belongs to one process, and \
             `helsebro serve` does both there; set database.url to a postgres:// address"
        );
    }
    Ok(())
}
