//! A worker at work in a town.

use std::sync::Arc;

use helsebro_domain::ids::JobId;
use helsebro_domain::notices::PortalHost;
use helsebro_domain::parties::HerId;
use helsebro_domain::time::Date;
use helsebro_messaging::{Address, AddressLevel};
use helsebro_partners::email::FakeMail;
use helsebro_partners::epj::FakeEpj;
use helsebro_partners::krr::FakeKrr;
use helsebro_partners::population::{NoPopulationRegister, PopulationRegister};
use helsebro_partners::sms::FakeSms;
use helsebro_storage::jobs::{self, Claim};
use helsebro_storage::{Db, Scope, StorageError, SystemReason, values};
use helsebro_testkit::Town;
use helsebro_worker::{Job, Notifying, Worker, work};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

const SCOPE: Scope = Scope::System(SystemReason::Operation);

/// A civil date.
pub(crate) const fn date(year: i16, month: i8, day: i8) -> Date {
    Date::constant(year, month, day)
}

/// Who we are on the wire.
pub(crate) fn us() -> Address {
    let level = |her_id, name: &str| AddressLevel {
        her_id: HerId::parse(her_id).unwrap(),
        name: name.to_owned(),
    };
    Address {
        organisation: level("8140900", "Helsebro"),
        unit: level("8140901", "Digitale innbyggertjenester"),
    }
}

/// The gateways of SMS and of e-mail. Both know everything in the town that is about somebody.
pub(crate) fn senders(town: &Town) -> (Arc<FakeSms>, Arc<FakeMail>) {
    let known = known(town);
    (Arc::new(FakeSms::that_knows(known.clone())), Arc::new(FakeMail::that_knows(known)))
}

fn known(town: &Town) -> Vec<String> {
    let people = town.plan.people.iter().flat_map(|person| {
        [person.number.digits().to_owned(), person.name.full(), person.name.family().to_owned()]
    });
    let staff = town.plan.staff.iter().map(|member| member.staff.name.full());
    let units = town.plan.units.iter().map(|unit| unit.name.clone());
    let homes = town.plan.municipalities.iter().map(|home| home.name.clone());
    let words = ["leggen", "kommer i dag", "besøk", "torsdag"].map(str::to_owned);
    people.chain(staff).chain(units).chain(homes).chain(words).collect()
}

pub(crate) fn worker(town: &Town) -> Worker {
    worker_posting_to(town, Arc::new(FakeEpj::default()))
}

pub(crate) fn worker_posting_to(town: &Town, epj: Arc<FakeEpj>) -> Worker {
    let (sms, mail) = senders(town);
    Worker {
        db: town.base.db.clone(),
        acts: town.acts.clone(),
        epj,
        population: Arc::new(NoPopulationRegister),
        notices: Notifying {
            contacts: Arc::new(FakeKrr::default()),
            sms,
            mail,
            portal: PortalHost::parse("helsebro.example").unwrap(),
        },
        us: Some(Arc::new(us())),
    }
}

/// A worker that asks this population register.
pub(crate) fn worker_asking(town: &Town, population: Arc<dyn PopulationRegister>) -> Worker {
    Worker { population, ..worker(town) }
}

/// A job of this kind in a worker's hands, with the payload that recurring ones have.
pub(crate) fn claim(job: Job) -> Claim {
    Claim {
        id: JobId::from_uuid(Uuid::nil()),
        kind: job.kind().to_owned(),
        idempotency_key: String::new(),
        payload: job.payload().to_owned(),
        attempt: 1,
        fence: 1,
    }
}

pub(crate) async fn counts(db: &Db) -> jobs::JobCounts {
    let now = db.now();
    db.read(SCOPE, "test.counts", async |mut tx| jobs::counts(&mut tx, now).await).await.unwrap()
}

/// Works until nothing is due any more.
pub(crate) async fn work_through(town: &Town) {
    work_with(&worker(town), town).await;
}

/// Whether the worker has put what is done every five minutes into the queue: before that,
/// that nothing is due says nothing.
async fn has_begun(town: &Town) -> bool {
    const KEYED: &str = "SELECT COUNT(*) FROM jobs WHERE idempotency_key = $1";
    let turn = town.now().micros().div_euclid(5 * 60 * 1_000_000);
    let key = format!("{}:{turn}", Job::FollowRegister.kind());
    let counted = town.base.db.read(SCOPE, "test.begun", async |mut tx| {
        let (count,): (i64,) = tx.one(KEYED, values![key]).await?;
        Ok::<_, StorageError>(count)
    });
    counted.await.unwrap() > 0
}

/// The same with a worker of its own.
pub(crate) async fn work_with(worker: &Worker, town: &Town) {
    let stop = CancellationToken::new();
    let watched = async {
        while !has_begun(town).await {
            tokio::task::yield_now().await;
        }
        while counts(&town.base.db).await.due_since.is_some() {
            tokio::task::yield_now().await;
        }
        stop.cancel();
    };
    tokio::join!(work(worker, stop.clone()), watched);
}
