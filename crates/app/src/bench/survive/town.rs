//! The town of a run: citizens who may write to a unit that works in a journal
//! system, and the platform over its database.

use core::time::Duration;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use anyhow::Context as _;
use helsebro_actions::dialog::contacts;
use helsebro_actions::epj::{moving, setup as connecting};
use helsebro_actions::setup::{self, Founding};
use helsebro_actions::{Acts, ActsSettings};
use helsebro_domain::dialog::{EpjAccess, ListedService, ServiceId};
use helsebro_domain::epj::{EpjClient, EpjSystem, Handover};
use helsebro_domain::ids::{Dice, EpjId};
use helsebro_domain::notices::PortalHost;
use helsebro_domain::parties::{HerId, NumberPolicy, Person, Unit};
use helsebro_domain::representation::{CitizenAccess, EidLevel};
use helsebro_domain::time::{Clock, Date, Instant};
use helsebro_messaging::{Address, AddressLevel};
use helsebro_partners::email::NoMail;
use helsebro_partners::epj::EpjOverHttp;
use helsebro_partners::krr::FakeKrr;
use helsebro_partners::population::NoPopulationRegister;
use helsebro_partners::sms::NoSms;
use helsebro_simulators::town::{self, ids};
use helsebro_storage::audit::ChainFile;
use helsebro_storage::sealing::{MasterKey, Vault};
use helsebro_storage::{Db, StorageSettings};
use helsebro_worker::{Notifying, Worker};

use super::letters::{US_HOME, US_UNIT};
use super::words::{Place, Plan, PlannedCitizen};
use crate::bench::town::people;
use crate::clock::SystemClock;
use crate::dice::SystemDice;

/// How the journal system is known.
const CLIENT_ID: &str = "epj-bench";

/// The municipality's number, which the client is registered for.
const ORG: &str = "310000019";

/// The town's clock: the system's, moved by so much.
pub(in crate::bench) struct MovedClock(AtomicI64);

impl MovedClock {
    /// How far the clock must be moved to show this now.
    pub(in crate::bench) fn showing(now: Instant) -> i64 {
        now.micros().saturating_sub(SystemClock.now().micros())
    }

    pub(in crate::bench) fn moved_by(micros: i64) -> Self {
        Self(AtomicI64::new(micros))
    }

    /// Moves it on by so much more.
    pub(in crate::bench) fn move_on(&self, by: Duration) {
        let micros = i64::try_from(by.as_micros()).unwrap_or(0);
        self.0.fetch_add(micros, Ordering::SeqCst);
    }
}

impl Clock for MovedClock {
    fn now(&self) -> Instant {
        let moved = self.0.load(Ordering::SeqCst);
        Instant::from_micros(SystemClock.now().micros().saturating_add(moved))
    }
}

/// The platform over the run's database, as `serve` has it but for the doors.
pub(super) struct Platform {
    pub(super) db: Db,
    pub(super) acts: Acts,
    pub(super) clock: Arc<MovedClock>,
}

impl Platform {
    pub(super) async fn open(
        place: &Place,
        url: &str,
        clock: Arc<MovedClock>,
    ) -> anyhow::Result<Self> {
        let dice: Arc<dyn Dice> = Arc::new(SystemDice);
        let settings = StorageSettings::new(url);
        let db = Db::open(&settings, clock.clone(), Arc::clone(&dice)).await?;
        let key = std::fs::read_to_string(place.master_key()).context("there is no key")?;
        db.migrate().await?;
        let vault = Vault::unlock(&db, Some(&MasterKey::from_text(&key)?)).await?;
        let numbers = NumberPolicy::synthetic();
        let acts =
            Acts::new(ActsSettings { db: db.clone(), vault, clock: clock.clone(), dice, numbers });
        Ok(Self { db, acts, clock })
    }

    /// The worker, posting for real.
    pub(super) fn worker(&self) -> anyhow::Result<Worker> {
        Ok(Worker {
            db: self.db.clone(),
            acts: self.acts.clone(),
            epj: Arc::new(EpjOverHttp::new(self.clock.clone())),
            population: Arc::new(NoPopulationRegister),
            notices: nobody_is_told()?,
            us: Some(Arc::new(us()?)),
        })
    }

    pub(super) fn chain(place: &Place) -> ChainFile {
        ChainFile::at(place.chain())
    }
}

/// A contact register that knows nobody: notices are tried by a command of their own.
fn nobody_is_told() -> anyhow::Result<Notifying> {
    Ok(Notifying {
        contacts: Arc::new(FakeKrr::default()),
        sms: Arc::new(NoSms),
        mail: Arc::new(NoMail),
        portal: PortalHost::parse("localhost").context("a portal")?,
    })
}

fn us() -> anyhow::Result<Address> {
    let level = |(her_id, name): (&str, &str)| {
        let her_id = HerId::parse(her_id).context("a HER-id")?;
        anyhow::Ok(AddressLevel { her_id, name: name.to_owned() })
    };
    Ok(Address { organisation: level(US_HOME)?, unit: level(US_UNIT)? })
}

/// Makes the key and the town, and says what is in it.
pub(super) async fn found(
    place: &Place,
    (url, residents): (&str, usize),
    (seed, senders): (u64, u64),
    (moved_micros, post_to): (i64, String),
) -> anyhow::Result<Plan> {
    let key = MasterKey::generate(&SystemDice);
    std::fs::write(place.master_key(), key.to_text().as_bytes())?;
    let clock = Arc::new(MovedClock::moved_by(moved_micros));
    let platform = Platform::open(place, url, clock).await?;
    let acts = &platform.acts;
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
    setup::found(acts, founding).await?;
    let unit = plan.unit(ids::HOME_NURSING).context("the town has no home nursing")?;
    let mut citizens = Vec::with_capacity(people.len());
    for person in &people {
        citizens.push(listed(acts, unit, person).await?);
    }
    let id = EpjId::new(acts.now(), acts.dice());
    let system = system(id, post_to.clone());
    connecting::connect(acts, &system).await?;
    moving::move_unit(acts, ids::SOLVIK, unit.id, Some(id)).await?;
    Ok(Plan { url: url.to_owned(), seed, senders, epj: id.to_string(), post_to, citizens })
}

fn system(id: EpjId, post_to: String) -> EpjSystem {
    EpjSystem {
        id,
        municipality: ids::SOLVIK,
        name: "Journal".to_owned(),
        client_id: CLIENT_ID.to_owned(),
        handover: Handover::Posted(post_to),
    }
}

/// The journal system at its door.
pub(super) fn client(plan: &Plan) -> anyhow::Result<EpjClient> {
    let system = system(plan.epj.parse()?, plan.post_to.clone());
    EpjClient::of(&system, ORG, CLIENT_ID, Some(ORG))
        .map_err(|refusal| anyhow::anyhow!("refused: {}", refusal.code()))
}

/// A citizen who has signed in.
pub(super) fn signed_in(citizen: &PlannedCitizen) -> anyhow::Result<CitizenAccess> {
    CitizenAccess::signed_in(citizen.person.parse()?, EidLevel::High)
        .map_err(|refusal| anyhow::anyhow!("refused: {}", refusal.code()))
}

async fn listed(acts: &Acts, unit: &Unit, person: &Person) -> anyhow::Result<PlannedCitizen> {
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
    let number = person.number.digits().to_owned();
    let found = PlannedCitizen { person: person.id.to_string(), contact: String::new(), number };
    let contacts = contacts::list(acts, &signed_in(&found)?).await?;
    let contact = contacts.first().context("the citizen has no contact")?.contact.id;
    Ok(PlannedCitizen { contact: contact.to_string(), ..found })
}
