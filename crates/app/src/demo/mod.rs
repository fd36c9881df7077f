//! `demo`: a made-up town to look at, on this machine only.
//!
//! Everything is in one folder, made anew at each start unless it is to be kept.
//! The parties outside are the stand-ins, on loopback. The town has a clock of its
//! own, which can be moved. It reads no configuration, so it cannot touch real
//! data, and it takes synthetic identity numbers only.

mod folder;
mod founding;
mod joining;
mod journal;
mod outside;
mod people;
mod seals;
mod stand_ins;
mod story;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use clap::Args;
use core::time::Duration;
use helsebro_actions::parties::sessions::SessionLimits;
use helsebro_actions::setup::Founded;
use helsebro_domain::joining::Platform;
use helsebro_domain::parties::NumberPolicy;
use helsebro_partners::scanner::{ClamdAddress, ClamdSettings};
use helsebro_simulators::town::{self, START};
use helsebro_storage::StorageSettings;
use helsebro_storage::audit::ChainFile;
use helsebro_web::{ClientAddress, DemoControl, LimitSettings, MovableClock, WebSettings};
use tokio::net::TcpListener;
use tracing::Level;
use url::Url;

use crate::clock::TownClock;
use crate::config::{FilesSettings, LogFormat, LogSettings};
use crate::wiring::{Base, BaseParts, Doors, Outside};
use crate::{logging, say, stopping};
use folder::Folder;
use stand_ins::StandIns;

/// Where the town is kept unless told otherwise.
pub(crate) const FOLDER: &str = "data/demo";

/// Where the town is found.
const PORT: u16 = 8080;

/// Connections open at once; a town is not a city.
const CONNECTIONS: usize = 512;

/// How long one stays signed in: as long as by default.
const SESSION: SessionLimits =
    SessionLimits { idle: Duration::from_secs(30 * 60), absolute: Duration::from_secs(120 * 60) };

/// How long the scanner may take with one file.
const SCAN_PATIENCE: Duration = Duration::from_secs(15);

/// How the town is started.
#[derive(Args)]
pub(crate) struct DemoArgs {
    /// Where to listen on this machine; the stand-ins take the five ports after it.
    /// With 0 the system chooses all six.
    #[arg(long, default_value_t = PORT)]
    port: u16,
    /// Where the town is kept.
    #[arg(long, value_name = "FOLDER", default_value = FOLDER)]
    data: PathBuf,
    /// Go on with the town that is in the folder, instead of a new one.
    #[arg(long)]
    keep: bool,
    /// Let each municipality be controller for the platform's own part too, as where one
    /// runs it for itself.
    #[arg(long, conflicts_with = "keep")]
    one_municipality: bool,
    /// Tell more of what happens.
    #[arg(long)]
    verbose: bool,
}

/// Starts the town, tells where it is, and runs it until asked to end.
pub(crate) async fn run(args: DemoArgs) -> anyhow::Result<()> {
    let level = if args.verbose { Level::INFO } else { Level::WARN };
    logging::start(LogSettings { format: LogFormat::Text, level });
    let folder = Folder::at(&args.data);
    if args.keep {
        folder.make()?;
    } else {
        folder.make_anew()?;
        if args.one_municipality {
            folder.is_of_one_municipality()?;
        }
    }
    let listener = listen(args.port).await?;
    let address = listener.local_addr().context("the port could not be told")?;
    let base_url = Url::parse(&format!("http://localhost:{}/", address.port()))?;

    let clock = Arc::new(match TownClock::left_in(&folder.clock()) {
        Some(clock) => clock,
        None => TownClock::starting_at(START, &folder.clock()),
    });
    let scanner = listen(0).await?;
    let files = FilesSettings {
        scanner: Some(ClamdSettings {
            address: ClamdAddress::Tcp(scanner.local_addr()?),
            patience: SCAN_PATIENCE,
        }),
        ..FilesSettings::default()
    };
    let parts = BaseParts { files, ..parts(&folder, clock.clone())? };
    let base = Base::migrated(parts).await?;
    let plan = town::demo();
    if founding::found(&base.acts, &plan, &clock).await? == Founded::Now {
        story::play(&base.acts, &plan, &clock).await?;
        clock.set(START);
    }
    journal::connect(&base.acts).await?;
    let stand_ins =
        StandIns::start(&base, &plan, (&base_url, scanner), following(args.port)).await?;
    let demo = DemoControl {
        clock: clock.clone(),
        who: people::who(&plan)?,
        journal: Some(stand_ins.journal.clone()),
        sent: Some(stand_ins.sent.clone()),
    };
    let outside = Outside::made(&stand_ins.outside, &base_url, &base.clock, &base.dice)?;
    let doors = Doors {
        listener,
        settings: settings(base_url.clone(), &stand_ins, demo),
        sign_in: stand_ins.sign_in,
        outside: outside.clone(),
        connections: CONNECTIONS,
    };
    let stop = stopping::when_asked()?;
    let parties = stand_ins.handles.outside();
    say::line(&format!("The parties outside, which can be told to fail: http://{parties}/"));
    tell(&plan, &base_url, &folder);
    let worker = base.worker(&stand_ins.epj, &outside);
    let chain = folder.chain();
    let (served, ()) = tokio::join!(
        async {
            let served = doors.serve(&base, stop.clone()).await;
            stop.cancel();
            served
        },
        helsebro_worker::work_and_seal(&worker, Some(&chain), stop.clone())
    );
    stand_ins.handles.stop().await;
    served
}

/// Where the town in a folder notes its sealed audit blocks.
pub(crate) fn chain_of(path: &Path) -> ChainFile {
    Folder::at(path).chain()
}

/// The town in a folder, opened beside the process that runs it: for message files
/// and for looking at its audit trail.
pub(crate) async fn reopened(path: &Path) -> anyhow::Result<Base> {
    logging::start(LogSettings { format: LogFormat::Text, level: Level::WARN });
    let folder = Folder::at(path);
    let clock = TownClock::left_in(&folder.clock())
        .with_context(|| format!("there is no demo town in {}", path.display()))?;
    Base::over(parts(&folder, Arc::new(clock))?).await
}

fn parts(folder: &Folder, clock: Arc<TownClock>) -> anyhow::Result<BaseParts> {
    Ok(BaseParts {
        storage: StorageSettings::new(format!("sqlite:{}", folder.database().display())),
        master_keys: folder.master_key()?.into(),
        numbers: NumberPolicy::synthetic(),
        clock,
        files: FilesSettings::default(),
        platform: Platform {
            deployment: folder.deployment(),
            sub_processors: joining::sub_processors(),
        },
    })
}

fn settings(base_url: Url, stand_ins: &StandIns, demo: DemoControl) -> WebSettings {
    WebSettings {
        base_url,
        citizen_issuer: stand_ins.sign_in.citizens.issuer.clone(),
        staff_issuer: stand_ins.sign_in.staff.issuer.clone(),
        our_her_id: stand_ins.epj.our_her_id(),
        epj_audience: stand_ins.epj.audience.clone(),
        session: SESSION,
        limits: LimitSettings::default(),
        client_address: ClientAddress::Peer,
        reports: stand_ins.outside.reports.clone(),
        mail_reports: stand_ins.outside.mail_reports.clone(),
        contact_page: stand_ins.outside.contact_page.clone(),
        seals: stand_ins.seals.clone(),
        demo: Some(demo),
    }
}

/// A listener on loopback.
async fn listen(port: u16) -> anyhow::Result<TcpListener> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    TcpListener::bind(address)
        .await
        .with_context(|| format!("port {port} cannot be used; choose another with --port"))
}

/// The five ports after this one.
fn following(port: u16) -> [u16; 5] {
    if port == 0 { [0; 5] } else { [1, 2, 3, 4, 5].map(|next| port.saturating_add(next)) }
}

/// Tells where the town is and who one can be there.
fn tell(plan: &town::Town, base_url: &Url, folder: &Folder) {
    say::line("The demo town is open. Everybody and everything in it is made up.");
    say::line("");
    for persona in &plan.who {
        let role = match persona.role {
            town::Role::Citizen(_) => "citizen",
            town::Role::Staff(_) => "staff",
        };
        let what = persona.situation.as_str();
        say::line(&format!("  {:<14} {role:<8} {what}", persona.name.full()));
    }
    say::line("");
    say::line(&format!("Start at {base_url}demo and choose who to be."));
    say::line(&format!(
        "Take a message file in with: helsebro message import --demo {} FILE",
        folder.path().display()
    ));
    say::line("End with Ctrl-C.");
}
