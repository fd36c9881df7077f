//! A town of any size in a database of its own.

use std::sync::Arc;

use anyhow::Context as _;
use helsebro_actions::dialog::contacts;
use helsebro_actions::dialog::start::{self, NewThread};
use helsebro_actions::epj::{moving, setup as connecting};
use helsebro_actions::setup::{self, Founding};
use helsebro_actions::{Acts, ActsSettings};
use helsebro_domain::dialog::{EpjAccess, ListedService, ServiceId};
use helsebro_domain::epj::{EpjSystem, Handover};
use helsebro_domain::ids::{ContactId, Dice, DraftId, EpjId, PersonId, ThreadId};
use helsebro_domain::joining::Deployment;
use helsebro_domain::parties::{
    IdentityNumber, NumberPolicy, Person, PersonName, Protection, Unit,
};
use helsebro_domain::representation::{CitizenAccess, EidLevel};
use helsebro_domain::text::{Body, Topic};
use helsebro_domain::time::{Clock, Date, Instant};
use helsebro_simulators::town::{self, START, Town, ids};
use helsebro_storage::sealing::{MasterKey, Vault};
use helsebro_storage::{Db, StorageSettings};
use tokio::task::JoinSet;

use crate::clock::SystemClock;
use crate::dice::SystemDice;

/// How long a message is.
pub(super) const MESSAGE_LETTERS: usize = 500;

/// What every conversation of the town is about.
pub(super) const TOPIC: &str = "Besøket på torsdag";

/// Where the unit that is written to works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WorksIn {
    /// The console.
    Console,
    /// A journal system, so that every message is queued for it.
    Journal,
}

impl WorksIn {
    /// As it stands in the line.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Console => "console",
            Self::Journal => "journal",
        }
    }
}

/// What a town is made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct TownPlan {
    /// How many citizens there are.
    pub(super) residents: usize,
    /// How many conversations each has with home nursing.
    pub(super) threads: usize,
    /// Where home nursing works.
    pub(super) works_in: WorksIn,
}

/// A citizen, and her conversations.
pub(super) struct Resident {
    pub(super) access: CitizenAccess,
    pub(super) threads: Vec<ThreadId>,
}

/// The town, over its database.
pub(super) struct BenchTown {
    pub(super) acts: Acts,
    pub(super) db: Db,
    pub(super) clock: Arc<dyn Clock>,
    /// What is written; a door has looked at it before.
    pub(super) body: Body,
    pub(super) residents: Vec<Resident>,
}

impl BenchTown {
    pub(super) async fn found(url: &str, plan: TownPlan) -> anyhow::Result<Self> {
        let clock: Arc<dyn Clock> = Arc::new(BenchClock { began: SystemClock.now() });
        let (db, acts) = opened(url, clock.clone(), &MasterKey::generate(&SystemDice)).await?;
        let people = people(plan.residents)?;
        let demo = town::demo();
        setup::found(&acts, founding(&demo, &people)).await?;
        let mut unit = demo.unit(ids::HOME_NURSING).context("no home nursing")?.clone();
        if plan.works_in == WorksIn::Journal {
            unit.epj = Some(moved_to_journal(&acts, &unit).await?);
        }
        let residents = settled(&acts, &unit, &people, plan.threads).await?;
        Ok(Self { acts, db, clock, body: body()?, residents })
    }
}

async fn moved_to_journal(acts: &Acts, unit: &Unit) -> anyhow::Result<EpjId> {
    let id = EpjId::new(acts.now(), acts.dice());
    let system = EpjSystem {
        id,
        municipality: unit.municipality,
        name: "Journal".to_owned(),
        client_id: "epj-bench".to_owned(),
        handover: Handover::Fetched,
    };
    connecting::connect(acts, &system).await?;
    moving::move_unit(acts, unit.municipality, unit.id, Some(id)).await?;
    Ok(id)
}

/// How many settle at a time.
const AT_ONCE: usize = 32;

/// Everybody with her conversations, in the order of the people.
async fn settled(
    acts: &Acts,
    unit: &Unit,
    people: &[Person],
    threads: usize,
) -> anyhow::Result<Vec<Resident>> {
    let mut residents = Vec::with_capacity(people.len());
    for some in people.chunks(AT_ONCE) {
        let mut settling = JoinSet::new();
        for (place, person) in some.iter().enumerate() {
            let (acts, unit, person) = (acts.clone(), unit.clone(), person.id);
            settling.spawn(async move {
                one_settled(&acts, &unit, person, threads).await.map(|done| (place, done))
            });
        }
        let mut done = Vec::with_capacity(some.len());
        while let Some(one) = settling.join_next().await {
            done.push(one??);
        }
        done.sort_by_key(|(place, _)| *place);
        residents.extend(done.into_iter().map(|(_, resident)| resident));
    }
    Ok(residents)
}

async fn one_settled(
    acts: &Acts,
    unit: &Unit,
    person: PersonId,
    threads: usize,
) -> anyhow::Result<Resident> {
    contacts::replace(acts, EpjAccess::of(unit), person, &[home_nursing(unit)?]).await?;
    let access = signed_in(person)?;
    let contact = contacts::list(acts, &access).await?;
    let contact = contact.first().context("the citizen has no contact")?.contact.id;
    let mut resident = Resident { access, threads: Vec::with_capacity(threads) };
    for _ in 0..threads {
        let new = new_thread(acts, contact)?;
        resident.threads.push(start::send(acts, &resident.access, &new).await?.thread);
    }
    Ok(resident)
}

fn new_thread(acts: &Acts, contact: ContactId) -> anyhow::Result<NewThread> {
    Ok(NewThread {
        contact,
        draft: DraftId::new(acts.now(), acts.dice()),
        topic: Topic::parse(TOPIC)?,
        body: body()?,
        to_staff: None,
    })
}

/// The database at this address made ready, and the acts over it.
pub(super) async fn opened(
    url: &str,
    clock: Arc<dyn Clock>,
    key: &MasterKey,
) -> anyhow::Result<(Db, Acts)> {
    let dice: Arc<dyn Dice> = Arc::new(SystemDice);
    let db = Db::open(&StorageSettings::new(url), clock.clone(), Arc::clone(&dice)).await?;
    db.migrate().await?;
    let vault = Vault::unlock(&db, Some(key)).await?;
    let numbers = NumberPolicy::synthetic();
    let acts = Acts::new(ActsSettings {
        db: db.clone(),
        vault,
        clock,
        dice,
        numbers,
        platform: Deployment::Operator.into(),
    });
    Ok((db, acts))
}

/// The demo town's municipalities and units with these people, and nobody at work.
pub(super) fn founding<'a>(town: &'a Town, people: &'a [Person]) -> Founding<'a> {
    Founding {
        municipalities: &town.municipalities,
        units: &town.units,
        people,
        staff: &[],
        parents: &[],
        authorisations: &[],
        newcomers: &[],
    }
}

/// The service that lets a citizen write to home nursing.
pub(super) fn home_nursing(unit: &Unit) -> anyhow::Result<ListedService> {
    Ok(ListedService {
        service: ServiceId::parse("HJSP").context("a service id")?,
        name: "Hjemmesykepleien".to_owned(),
        unit: unit.id,
        phone: None,
        link: None,
        from: Date::constant(2026, 9, 1),
        last_day: None,
    })
}

/// A citizen who has signed in.
pub(super) fn signed_in(person: PersonId) -> anyhow::Result<CitizenAccess> {
    CitizenAccess::signed_in(person, EidLevel::High)
        .map_err(|refusal| anyhow::anyhow!("refused: {}", refusal.code()))
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

/// The system's clock, as if the town had begun when the run did.
struct BenchClock {
    began: Instant,
}

impl Clock for BenchClock {
    fn now(&self) -> Instant {
        START.plus(SystemClock.now().since(self.began))
    }
}
