//! The town of a run: citizens whom a nurse writes to and looks up, each with a phone
//! of her own, and the worker who sends to it.

use std::sync::Arc;

use anyhow::Context as _;
use helsebro_actions::dialog::contacts;
use helsebro_actions::setup::{self, Founding};
use helsebro_domain::dialog::EpjAccess;
use helsebro_domain::notices::{
    Channel, ContactCard, ContactLanguage, Listing, Notifiable, PhoneNumber, PortalHost,
    Reservation, SharedWith,
};
use helsebro_domain::parties::{IdentityNumber, NumberPolicy};
use helsebro_domain::time::{Clock, Date, Instant};
use helsebro_partners::email::NoMail;
use helsebro_partners::epj::EpjOverHttp;
use helsebro_partners::http::Limits;
use helsebro_partners::krr::FakeKrr;
use helsebro_partners::population::NoPopulationRegister;
use helsebro_partners::sms::{LinkAccount, SmsAccount, SmsOverHttp, SmsSettings};
use helsebro_simulators::town::{self, ids};
use helsebro_worker::{Notifying, Worker};
use serde::{Deserialize, Serialize};

use crate::bench::town::{founding, home_nursing, people};
use crate::bench::trial::clock::MovedClock;
use crate::bench::trial::place::Place;
use crate::bench::trial::platform::Platform;

/// The gateway knows one user; it is on this machine alone.
pub(super) const SMS_USER: &str = "bench";
pub(super) const SMS_PASSWORD: &str = "bench";

/// When everybody's phone was last confirmed.
const CONFIRMED: Date = Date::constant(2026, 12, 1);

/// What there is, the same for the whole run. The numbers in it are synthetic.
#[derive(Serialize, Deserialize)]
pub(super) struct Plan {
    pub(super) url: String,
    pub(super) seed: u64,
    /// Where texts are posted.
    pub(super) gateway: String,
    /// Ids and numbers.
    pub(super) citizens: Vec<(String, String)>,
}

/// The worker, sending over HTTP.
pub(super) fn worker(platform: &Platform, plan: &Plan) -> anyhow::Result<Worker> {
    let clock: Arc<dyn Clock> = platform.clock.clone();
    let gateway = SmsSettings {
        address: plan.gateway.clone(),
        sender: "Helsebro".to_owned(),
        account: SmsAccount::Link(LinkAccount {
            user: SMS_USER.to_owned(),
            password: SMS_PASSWORD.into(),
            platform_id: "COMMON_API".to_owned(),
            platform_partner_id: "1".to_owned(),
            gate_id: None,
        }),
        limits: Limits::GATEWAY,
    };
    Ok(Worker {
        db: platform.db.clone(),
        acts: platform.acts.clone(),
        epj: Arc::new(EpjOverHttp::new(clock.clone())),
        population: Arc::new(NoPopulationRegister),
        notices: Notifying {
            contacts: Arc::new(register(plan)?),
            sms: Arc::new(SmsOverHttp::new(&gateway, clock)?),
            mail: Arc::new(NoMail),
            portal: PortalHost::parse("localhost").context("a portal")?,
        },
        us: None,
    })
}

/// Everybody has a phone of her own.
fn register(plan: &Plan) -> anyhow::Result<FakeKrr> {
    let register = FakeKrr::default();
    for ((_, digits), place) in plan.citizens.iter().zip(0_u32..) {
        let number = IdentityNumber::parse(digits, &NumberPolicy::synthetic())?;
        let value = PhoneNumber::parse(&format!("9{place:07}")).context("a phone number")?;
        let updated = Some(Instant::start_of(CONFIRMED));
        let card = ContactCard {
            reservation: Reservation::NotReserved,
            listing: Listing::Active,
            notifiable: Notifiable::Yes,
            mobile: Some(Channel { value, updated, verified: None, shared: SharedWith::Nobody }),
            email: None,
            language: Some(ContactLanguage::Nb),
        };
        register.says(number, card);
    }
    Ok(register)
}

/// Makes the key and the town, and says what is in it.
pub(super) async fn found(
    place: &Place,
    url: String,
    clock: Arc<MovedClock>,
    (seed, residents): (u64, usize),
    gateway: String,
) -> anyhow::Result<Plan> {
    let platform = Platform::new(place, &url, clock).await?;
    let (people, town) = (people(residents)?, town::demo());
    let staff: Vec<_> =
        town.staff.iter().map(|member| (member.staff.clone(), member.number.clone())).collect();
    let nobody_at_work = founding(&town, &people);
    let founding =
        Founding { staff: &staff, authorisations: &town.authorisations, ..nobody_at_work };
    setup::found(&platform.acts, founding).await?;
    let unit = town.unit(ids::HOME_NURSING).context("the town has no home nursing")?;
    let service = home_nursing(unit)?;
    let mut citizens = Vec::with_capacity(people.len());
    for person in &people {
        let services = std::slice::from_ref(&service);
        contacts::replace(&platform.acts, EpjAccess::of(unit), person.id, services).await?;
        citizens.push((person.id.to_string(), person.number.digits().to_owned()));
    }
    Ok(Plan { url, seed, gateway, citizens })
}
