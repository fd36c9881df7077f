//! The town of a run: citizens whom a nurse writes to and looks up, each with a phone
//! of her own, and the platform over its database.

use std::sync::Arc;

use anyhow::Context as _;
use helsebro_actions::dialog::contacts;
use helsebro_actions::setup::{self, Founding};
use helsebro_actions::{Acts, ActsSettings};
use helsebro_domain::dialog::{EpjAccess, ListedService, ServiceId};
use helsebro_domain::ids::Dice;
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
use helsebro_partners::sms::{LinkAccount, SmsAccount, SmsOverHttp, SmsSettings};
use helsebro_simulators::town::{self, ids};
use helsebro_storage::sealing::{MasterKey, Vault};
use helsebro_storage::{Db, StorageSettings};
use helsebro_worker::{Notifying, Worker};
use serde::{Deserialize, Serialize};

use super::super::survive::town::MovedClock;
use super::super::survive::words::Place;
use crate::bench::town::people;
use crate::dice::SystemDice;

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

impl Plan {
    pub(super) fn write(&self, place: &Place) -> anyhow::Result<()> {
        std::fs::write(place.path().join("plan.json"), serde_json::to_string(self)?)
            .context("the plan could not be written")
    }

    pub(super) fn read(place: &Place) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(place.path().join("plan.json"))?;
        serde_json::from_str(&text).context("the plan cannot be read")
    }
}

/// The platform over the run's database.
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
        let db = Db::open(&StorageSettings::new(url), clock.clone(), Arc::clone(&dice)).await?;
        let key = std::fs::read_to_string(place.master_key()).context("there is no key")?;
        db.migrate().await?;
        let vault = Vault::unlock(&db, Some(&MasterKey::from_text(&key)?)).await?;
        let numbers = NumberPolicy::synthetic();
        let settings = ActsSettings { db: db.clone(), vault, clock: clock.clone(), dice, numbers };
        Ok(Self { db, acts: Acts::new(settings), clock })
    }

    /// The worker, sending over HTTP.
    pub(super) fn worker(&self, plan: &Plan) -> anyhow::Result<Worker> {
        let clock: Arc<dyn Clock> = self.clock.clone();
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
            db: self.db.clone(),
            acts: self.acts.clone(),
            epj: Arc::new(EpjOverHttp::new(clock.clone())),
            notices: Notifying {
                contacts: Arc::new(register(plan)?),
                sms: Arc::new(SmsOverHttp::new(&gateway, clock)?),
                mail: Arc::new(NoMail),
                portal: PortalHost::parse("localhost").context("a portal")?,
            },
            us: None,
        })
    }
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
    (residents, seed): (usize, u64),
    clock: &Arc<MovedClock>,
    gateway: String,
) -> anyhow::Result<Plan> {
    let key = MasterKey::generate(&SystemDice);
    std::fs::write(place.master_key(), key.to_text().as_bytes())?;
    let platform = Platform::open(place, &url, clock.clone()).await?;
    let (people, town) = (people(residents)?, town::demo());
    let staff: Vec<_> =
        town.staff.iter().map(|member| (member.staff.clone(), member.number.clone())).collect();
    let founding = Founding {
        municipalities: &town.municipalities,
        units: &town.units,
        people: &people,
        staff: &staff,
        parents: &[],
        authorisations: &town.authorisations,
    };
    setup::found(&platform.acts, founding).await?;
    let unit = town.unit(ids::HOME_NURSING).context("the town has no home nursing")?;
    let service = ListedService {
        service: ServiceId::parse("HJSP").context("a service id")?,
        name: "Hjemmesykepleien".to_owned(),
        unit: unit.id,
        phone: None,
        link: None,
        from: Date::constant(2026, 9, 1),
        last_day: None,
    };
    let mut citizens = Vec::with_capacity(people.len());
    for person in &people {
        let services = std::slice::from_ref(&service);
        contacts::replace(&platform.acts, EpjAccess::of(unit), person.id, services).await?;
        citizens.push((person.id.to_string(), person.number.digits().to_owned()));
    }
    Ok(Plan { url, seed, gateway, citizens })
}
