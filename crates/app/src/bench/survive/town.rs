//! The town of a run: citizens who may write to a unit that works in a journal system,
//! and the worker who posts to it.

use std::sync::Arc;

use anyhow::Context as _;
use helsebro_actions::Acts;
use helsebro_actions::dialog::contacts;
use helsebro_actions::epj::{moving, setup as connecting};
use helsebro_actions::setup;
use helsebro_domain::dialog::EpjAccess;
use helsebro_domain::epj::{EpjClient, EpjSystem, Handover};
use helsebro_domain::ids::EpjId;
use helsebro_domain::notices::PortalHost;
use helsebro_domain::parties::{HerId, Person, Unit};
use helsebro_messaging::{Address, AddressLevel};
use helsebro_partners::email::NoMail;
use helsebro_partners::epj::EpjOverHttp;
use helsebro_partners::krr::FakeKrr;
use helsebro_partners::population::NoPopulationRegister;
use helsebro_partners::sms::NoSms;
use helsebro_simulators::town::{self, ids};
use helsebro_worker::{Notifying, Worker};

use super::letters::{US_HOME, US_UNIT};
use super::words::{Plan, PlannedCitizen};
use crate::bench::town::{founding, home_nursing, people, signed_in};
use crate::bench::trial::clock::MovedClock;
use crate::bench::trial::place::Place;
use crate::bench::trial::platform::Platform;

/// How the journal system is known.
const CLIENT_ID: &str = "epj-bench";

/// The municipality's number, which the client is registered for.
const ORG: &str = "310000019";

/// The worker, posting for real.
pub(super) fn worker(platform: &Platform) -> anyhow::Result<Worker> {
    Ok(Worker {
        db: platform.db.clone(),
        acts: platform.acts.clone(),
        epj: Arc::new(EpjOverHttp::new(platform.clock.clone())),
        population: Arc::new(NoPopulationRegister),
        notices: nobody_is_told()?,
        us: Some(Arc::new(us()?)),
    })
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
    url: String,
    clock: Arc<MovedClock>,
    (seed, senders, residents): (u64, u64, usize),
    post_to: String,
) -> anyhow::Result<Plan> {
    let platform = Platform::new(place, &url, clock).await?;
    let acts = &platform.acts;
    let people = people(residents)?;
    let plan = town::demo();
    setup::found(acts, founding(&plan, &people)).await?;
    let unit = plan.unit(ids::HOME_NURSING).context("the town has no home nursing")?;
    let mut citizens = Vec::with_capacity(people.len());
    for person in &people {
        citizens.push(listed(acts, unit, person).await?);
    }
    let id = EpjId::new(acts.now(), acts.dice());
    let system = system(id, post_to.clone());
    connecting::connect(acts, &system).await?;
    moving::move_unit(acts, ids::SOLVIK, unit.id, Some(id)).await?;
    Ok(Plan { url, seed, senders, epj: id.to_string(), post_to, citizens })
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

async fn listed(acts: &Acts, unit: &Unit, person: &Person) -> anyhow::Result<PlannedCitizen> {
    contacts::replace(acts, EpjAccess::of(unit), person.id, &[home_nursing(unit)?]).await?;
    let contacts = contacts::list(acts, &signed_in(person.id)?).await?;
    let contact = contacts.first().context("the citizen has no contact")?.contact.id;
    Ok(PlannedCitizen {
        person: person.id.to_string(),
        contact: contact.to_string(),
        number: person.number.digits().to_owned(),
    })
}
