//! The demo town, founded in a test's own database.

use std::sync::Arc;

use helsebro_actions::dialog::desk::{start as desk_start, take};
use helsebro_actions::dialog::start::{self, NewThread, Receipt};
use helsebro_actions::dialog::{contacts, inbox};
use helsebro_actions::setup::{self, Founding};
use helsebro_actions::{
    ActError, Acts, ActsSettings, Files, controllership, joining, parties, rights,
};
use helsebro_domain::dialog::{Desk, EpjAccess, FileLimits, Thread};
use helsebro_domain::ids::{
    ContactId, Dice, DraftId, MunicipalityId, PersonId, StaffId, ThreadId, UnitId, uuid_v7,
};
use helsebro_domain::joining::{Deployment, OperatorAccess};
use helsebro_domain::parties::{Authorisation, CareArea, ConsoleAccess, NumberPolicy, Service};
use helsebro_domain::representation::{CitizenAccess, EidLevel};
use helsebro_domain::text::{Body, Topic};
use helsebro_domain::time::{Clock, Date, Instant, Time};
use helsebro_partners::scanner::FakeScanner;
use helsebro_simulators::town::{self, ids};
use helsebro_storage::audit::{self, StoredLine};
use helsebro_storage::joining as stored_joining;
use helsebro_storage::sealing::{MasterKey, Vault};
use helsebro_storage::{Scope, SystemReason, Tx, parties as stored_parties};

use crate::databases::{TestDatabase, both};

/// The town, founded.
pub struct Town {
    /// The acts over its database.
    pub acts: Acts,
    /// Its database, clock and dice.
    pub base: TestDatabase,
    /// Its keys.
    pub vault: Vault,
    /// Who looks through files.
    pub scanner: Arc<FakeScanner>,
    /// Who and what there is.
    pub plan: town::Town,
}

/// A wall-clock time in Oslo.
pub fn oslo(date: Date, hour: i8, minute: i8) -> Instant {
    Instant::from_oslo(date, Time::new(hour, minute, 0, 0).expect("a time of day"))
}

/// Runs a story in a fresh town on both databases.
pub async fn in_town<F, Fut>(story: F)
where
    F: Fn(Town) -> Fut,
    Fut: Future<Output = ()>,
{
    let told = |base| async { story(Town::found(base).await).await };
    both(told).await;
}

impl Town {
    /// Founds the town in a database.
    pub async fn found(base: TestDatabase) -> Self {
        let master = MasterKey::from_bytes([7; 32]);
        let vault = Vault::unlock(&base.db, Some(&master)).await.expect("a vault");
        let settings = ActsSettings {
            db: base.db.clone(),
            vault: vault.clone(),
            clock: base.clock.clone() as Arc<dyn Clock>,
            dice: base.dice.clone() as Arc<dyn Dice>,
            numbers: NumberPolicy::synthetic(),
            platform: Deployment::Operator.into(),
        };
        let scanner = Arc::new(FakeScanner::default());
        let files = Files::through(scanner.clone(), FileLimits::default());
        let acts = Acts::with_files(settings, files);
        let plan = town::demo();
        let staff: Vec<_> =
            plan.staff.iter().map(|one| (one.staff.clone(), one.number.clone())).collect();
        let founding = Founding {
            municipalities: &plan.municipalities,
            units: &plan.units,
            people: &plan.people,
            parents: &plan.parents,
            staff: &staff,
            authorisations: &plan.authorisations,
            newcomers: &[],
        };
        setup::found(&acts, founding).await.expect("a town");
        joining::make_operators(&acts, &plan.operators).await.expect("an operator");
        setup::give_roles(&acts, &plan.roles).await.expect("roles");
        rights::appoint_providers(&acts, &plan.providers).await.expect("providers");
        let town = Self { acts, base, vault, scanner, plan };
        for listed in &town.plan.contacts {
            let unit = listed.services.first().map_or(ids::HOME_NURSING, |one| one.unit);
            contacts::replace(&town.acts, town.epj_access(unit), listed.person, &listed.services)
                .await
                .expect("a list");
        }
        town
    }

    /// The acts over the same town, as when a municipality runs it for itself.
    pub fn acts_of_one_municipality(&self) -> Acts {
        Acts::new(ActsSettings {
            db: self.base.db.clone(),
            vault: self.vault.clone(),
            clock: self.base.clock.clone() as Arc<dyn Clock>,
            dice: self.base.dice.clone() as Arc<dyn Dice>,
            numbers: NumberPolicy::synthetic(),
            platform: Deployment::Municipality.into(),
        })
    }

    /// Sets the clock.
    pub fn at(&self, date: Date, hour: i8, minute: i8) {
        self.base.clock.set(oslo(date, hour, minute));
    }

    /// What time it is.
    pub fn now(&self) -> Instant {
        self.base.clock.now()
    }

    /// A citizen, signed in.
    pub fn citizen(&self, person: PersonId) -> CitizenAccess {
        CitizenAccess::signed_in(person, EidLevel::High).expect("level high")
    }

    /// A member of staff at a unit's desk, now.
    ///
    /// # Errors
    /// As the act.
    pub async fn desk(&self, staff: StaffId, unit: UnitId) -> Result<Desk, ActError> {
        parties::staff::desk(&self.acts, staff, unit).await
    }

    /// Per at home nursing.
    pub async fn per(&self) -> Desk {
        self.desk(ids::PER, ids::HOME_NURSING).await.expect("Per is authorised")
    }

    /// Siri at home nursing.
    pub async fn siri(&self) -> Desk {
        self.desk(ids::SIRI, ids::HOME_NURSING).await.expect("Siri is authorised")
    }

    /// Lets a member of staff work at one more of Solvik's units.
    ///
    /// # Panics
    /// When the database fails.
    pub async fn works_also_at(&self, staff: StaffId, unit: UnitId) {
        let (from, last_day) = (Date::constant(2020, 1, 1), Date::constant(2029, 12, 31));
        let also = Authorisation { staff, unit, municipality: ids::SOLVIK, from, last_day };
        let adds = async |mut tx: Tx| stored_parties::add_authorisation(&mut tx, &also).await;
        let scope = Scope::System(SystemReason::Operation);
        self.base.db.write(scope, "test.works_also_at", adds).await.expect("a fresh authorisation");
    }

    /// Somebody at the console of a municipality.
    pub async fn console(&self, staff: StaffId, municipality: MunicipalityId) -> ConsoleAccess {
        controllership::console::access(&self.acts, staff, municipality).await.expect("a role")
    }

    /// What a municipality has of dialogue for a care area, whatever its activation says.
    pub async fn set_service(&self, place: (MunicipalityId, CareArea), service: Service) {
        let scope = Scope::System(SystemReason::Seed);
        let set = async |mut tx| stored_joining::set_service(&mut tx, place, (service, None)).await;
        self.base.db.write(scope, "testkit.set_service", set).await.expect("a service");
    }

    /// Nina at the operator.
    pub async fn nina(&self) -> OperatorAccess {
        joining::operator(&self.acts, ids::NINA).await.expect("an operator")
    }

    /// A unit's journal system.
    pub fn epj(&self, unit: UnitId) -> Desk {
        Desk::Epj(self.epj_access(unit))
    }

    /// What a unit's journal system may do.
    pub fn epj_access(&self, unit: UnitId) -> EpjAccess {
        EpjAccess::of(self.plan.unit(unit).expect("a unit of the town"))
    }

    /// A citizen's contact with a unit.
    pub async fn contact(&self, person: PersonId, unit: UnitId) -> ContactId {
        let list = contacts::list(&self.acts, &self.citizen(person)).await.expect("a list");
        let found = list.iter().find(|one| one.unit.id == unit).expect("a contact with the unit");
        found.contact.id
    }

    /// A new id, as a form would carry it.
    pub fn new_uuid(&self) -> uuid::Uuid {
        uuid_v7(self.now(), self.acts.dice())
    }

    /// What a citizen sends.
    pub fn message(&self, contact: ContactId, topic: &str, body: &str) -> NewThread {
        NewThread {
            contact,
            draft: DraftId::from_uuid(self.new_uuid()),
            topic: Topic::parse(topic).expect("a topic"),
            body: Body::parse(body).expect("a body"),
            to_staff: None,
        }
    }

    /// A citizen writes to a unit.
    ///
    /// # Errors
    /// As the act.
    pub async fn writes(
        &self,
        person: PersonId,
        unit: UnitId,
        (topic, body): (&str, &str),
    ) -> Result<Receipt, ActError> {
        let contact = self.contact(person, unit).await;
        let new = self.message(contact, topic, body);
        start::send(&self.acts, &self.citizen(person), &new).await
    }

    /// Kari writes to home nursing about her leg.
    pub async fn kari_writes(&self) -> Receipt {
        let words = ("Såret på leggen", "Såret på leggen væsker litt mer enn før.");
        self.writes(ids::KARI, ids::HOME_NURSING, words).await.expect("a receipt")
    }

    /// Somebody takes a conversation.
    ///
    /// # Errors
    /// As the act.
    pub async fn takes(&self, desk: &Desk, thread: ThreadId) -> Result<Thread, ActError> {
        take::claim(&self.acts, desk, thread).await
    }

    /// The people a desk can write to.
    pub async fn recipients(&self, desk: &Desk) -> Vec<PersonId> {
        let list = desk_start::recipients(&self.acts, desk).await.expect("a list");
        list.into_iter().map(|one| one.person).collect()
    }

    /// How many conversations of a citizen hold something unread.
    pub async fn unread(&self, person: PersonId) -> u32 {
        inbox::unread(&self.acts, &self.citizen(person)).await.expect("a number")
    }

    /// The newest audit lines, newest first.
    pub async fn lines(&self, count: u32) -> Vec<StoredLine> {
        let scope = Scope::System(SystemReason::Operation);
        self.base
            .db
            .read(scope, "test.lines", async |mut tx| audit::latest_lines(&mut tx, count).await)
            .await
            .expect("lines")
    }

    /// The municipality of the home nurses.
    pub const fn solvik(&self) -> MunicipalityId {
        ids::SOLVIK
    }
}
