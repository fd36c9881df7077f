//! A town of any size in a folder of its own, from a seed.

use core::time::Duration;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::Context as _;
use helsebro_actions::dialog::contacts;
use helsebro_actions::dialog::start::{self, NewThread};
use helsebro_actions::setup::{self, Founding};
use helsebro_actions::{Acts, ActsSettings};
use helsebro_domain::dialog::{EpjAccess, ListedService, ServiceId};
use helsebro_domain::ids::{Dice, DraftId, PersonId, ThreadId};
use helsebro_domain::parties::{
    IdentityNumber, NumberPolicy, Person, PersonName, Protection, Unit,
};
use helsebro_domain::representation::{CitizenAccess, EidLevel};
use helsebro_domain::text::{Body, Topic};
use helsebro_domain::time::{Clock, Date, Instant};
use helsebro_simulators::town::{self, START, ids};
use helsebro_storage::sealing::{MasterKey, Vault};
use helsebro_storage::{Db, StorageSettings};

/// How long a message is.
pub(super) const MESSAGE_LETTERS: usize = 500;

/// Where the databases of a run lie; the folder goes away with it.
pub(super) struct Where {
    folder: PathBuf,
    url: String,
}

impl Where {
    pub(super) fn of(database: &str) -> anyhow::Result<Self> {
        let mut name = [0; 8];
        SystemDice.fill(&mut name);
        let folder =
            std::env::temp_dir().join(format!("helsebro-bench-{:016x}", u64::from_be_bytes(name)));
        std::fs::create_dir_all(&folder).context("no folder for the benchmark")?;
        let url = match database {
            "sqlite" => format!("sqlite:{}", folder.join("ours.db").display()),
            address => address.to_owned(),
        };
        Ok(Self { folder, url })
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Where {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            tracing::warn!(%error, "the benchmark's folder is still there");
        }
    }
}

/// A town with so many citizens, each with one conversation at home nursing.
pub(super) struct BenchTown {
    pub(super) acts: Acts,
    pub(super) db: Db,
    pub(super) citizens: Vec<(CitizenAccess, ThreadId)>,
}

impl BenchTown {
    pub(super) async fn found(place: &Where, residents: usize) -> anyhow::Result<Self> {
        let clock: Arc<dyn Clock> = Arc::new(BenchClock(AtomicU64::new(0)));
        let dice: Arc<dyn Dice> = Arc::new(SystemDice);
        let settings = StorageSettings::new(place.url.clone());
        let db = Db::open(&settings, Arc::clone(&clock), Arc::clone(&dice)).await?;
        db.migrate().await?;
        let vault = Vault::unlock(&db, Some(&MasterKey::generate(&*dice))).await?;
        let numbers = NumberPolicy::synthetic();
        let acts = Acts::new(ActsSettings { db: db.clone(), vault, clock, dice, numbers });
        let people = people(residents)?;
        let plan = town::demo();
        let founding = Founding {
            municipalities: &plan.municipalities,
            units: &plan.units,
            people: &people,
            staff: &[],
            parents: &[],
            authorisations: &[],
            newcomers: &[],
        };
        setup::found(&acts, founding).await?;
        let unit = plan.unit(ids::HOME_NURSING).context("the town has no home nursing")?;
        let mut citizens = Vec::with_capacity(people.len());
        for person in &people {
            citizens.push(settled(&acts, unit, person).await?);
        }
        Ok(Self { acts, db, citizens })
    }
}

async fn settled(
    acts: &Acts,
    unit: &Unit,
    person: &Person,
) -> anyhow::Result<(CitizenAccess, ThreadId)> {
    let service = ListedService {
        service: ServiceId::parse("HJSP").context("a service id")?,
        name: "Hjemmesykepleien".to_owned(),
        unit: unit.id,
        phone: None,
        link: None,
        from: Date::constant(2026, 9, 1),
        last_day: None,
    };
    contacts::replace(acts, EpjAccess::of(unit), person.id, &[service]).await?;
    let citizen = CitizenAccess::signed_in(person.id, EidLevel::High)
        .map_err(|refusal| anyhow::anyhow!("refused: {}", refusal.code()))?;
    let contact = contacts::list(acts, &citizen).await?;
    let contact = contact.first().context("the citizen has no contact")?.contact.id;
    let new = NewThread {
        contact,
        draft: DraftId::new(acts.now(), acts.dice()),
        topic: Topic::parse("Bench")?,
        body: body()?,
        to_staff: None,
    };
    Ok((citizen, start::send(acts, &citizen, &new).await?.thread))
}

/// A message of the usual length.
pub(super) fn body() -> anyhow::Result<Body> {
    Ok(Body::parse(&"x".repeat(MESSAGE_LETTERS))?)
}

/// So many people with valid synthetic numbers.
pub(super) fn people(residents: usize) -> anyhow::Result<Vec<Person>> {
    let policy = NumberPolicy::synthetic();
    let start = Date::constant(1930, 1, 1);
    let mut people = Vec::with_capacity(residents);
    let mut born = start;
    while people.len() < residents {
        born = born.tomorrow()?;
        let stem = format!("{:02}{:02}{:02}", born.day(), born.month() + 80, born.year() % 100);
        let tries = (0..1_000_u32).map(|end| format!("{stem}{:05}", end * 7));
        if let Some(number) =
            tries.into_iter().find_map(|tried| IdentityNumber::parse(&tried, &policy).ok())
        {
            people.push(Person {
                id: PersonId::new(START, &SystemDice),
                number,
                name: PersonName::new("Bench", "Person"),
                born: Some(born),
                protection: Protection::None,
            });
        }
    }
    Ok(people)
}

/// Bytes that do not compress.
pub(super) fn chance(length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    SystemDice.fill(&mut bytes);
    bytes
}

/// The system's own chance.
struct SystemDice;

impl Dice for SystemDice {
    fn fill(&self, bytes: &mut [u8]) {
        if aws_lc_rs::rand::fill(bytes).is_err() {
            // Without chance there is no safe way on; the caller gets zeros,
            // which every check of ours refuses.
            bytes.fill(0);
        }
    }
}

/// A clock that goes a little forward each time it is asked.
struct BenchClock(AtomicU64);

impl Clock for BenchClock {
    fn now(&self) -> Instant {
        START.plus(Duration::from_micros(self.0.fetch_add(50, Ordering::Relaxed)))
    }
}
