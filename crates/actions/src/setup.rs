//! Bringing municipalities, units, people and staff into the platform.
//!
//! Used when a town is founded for the demo or a test, and by the operator's
//! commands. The order matters: who is referred to comes first.

use helsebro_domain::audit::{Actor, AuditLine, Event, Reviewer};
use helsebro_domain::consent::{Level, TERMS, WhoAgrees};
use helsebro_domain::controllership::{self, Controller, Delivery, Mode, Validity};
use helsebro_domain::ids::{AuditId, DeliveryId, PersonId};
use helsebro_domain::parties::{
    Authorisation, IdentityNumber, Municipality, Person, RoleHeld, Staff, Unit,
};
use helsebro_domain::representation::RegisteredParent;
use helsebro_domain::time::{Date, Instant};
use helsebro_storage::consent::{self, NewConsent};
use helsebro_storage::controllership as stored;
use helsebro_storage::parties::SealedPerson;
use helsebro_storage::{Scope, SystemReason, Tx, audit, parties, representation};

use crate::{ActError, Acts, content};

const SCOPE: Scope = Scope::System(SystemReason::Seed);

/// Since when a municipality that is founded has delivered all its services itself: there
/// is no day on which nobody answers (S2-0-c). What is delivered in another way is entered.
const OWN_SINCE: Date = Date::constant(2020, 1, 1);

/// What is founded in one go.
#[derive(Debug, Clone, Copy)]
pub struct Founding<'a> {
    /// Municipalities.
    pub municipalities: &'a [Municipality],
    /// Their units.
    pub units: &'a [Unit],
    /// Citizens.
    pub people: &'a [Person],
    /// Staff with their identity numbers.
    pub staff: &'a [(Staff, IdentityNumber)],
    /// Who has parental responsibility for whom, and whether she lives with the child.
    pub parents: &'a [RegisteredParent],
    /// Where staff are authorised.
    pub authorisations: &'a [Authorisation],
    /// Those who have not said yes to using the platform yet; everybody else who is old
    /// enough has.
    pub newcomers: &'a [PersonId],
}

/// Whether a town was founded or stood there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Founded {
    /// It is new.
    Now,
    /// There are municipalities already; nothing was changed.
    Before,
}

/// Founds a town in an empty database.
///
/// # Errors
/// When the database fails; nothing is there then.
pub async fn found(acts: &Acts, town: Founding<'_>) -> Result<Founded, ActError> {
    let mut people = Vec::with_capacity(town.people.len());
    for person in town.people {
        people.push(sealed(acts, person, Some(acts.now())).await?);
    }
    let mut staff_macs = Vec::with_capacity(town.staff.len());
    for (_, number) in town.staff {
        staff_macs.push(number_mac(acts, number).await?);
    }
    acts.db()
        .write(SCOPE, "setup.found", async |mut tx| {
            if !parties::municipalities(&mut tx).await?.is_empty() {
                return Ok(Founded::Before);
            }
            let now = acts.now();
            add_all(acts, &mut tx, town, (&people, &staff_macs), now).await?;
            let id = AuditId::from_uuid(acts.fresh(now));
            let line = AuditLine::accepted(id, now, Event::TownFounded, Actor::System);
            audit::append(&mut tx, &line).await?;
            Ok(Founded::Now)
        })
        .await
}

async fn add_all(
    acts: &Acts,
    tx: &mut Tx,
    town: Founding<'_>,
    (people, staff_macs): (&[SealedPerson], &[[u8; 32]]),
    now: Instant,
) -> Result<(), ActError> {
    for municipality in town.municipalities {
        parties::add_municipality(tx, municipality).await?;
    }
    for unit in town.units {
        parties::add_unit(tx, unit).await?;
    }
    for municipality in town.municipalities {
        let validity = Validity::starting(Instant::start_of(OWN_SINCE));
        let own = Delivery {
            id: DeliveryId::from_uuid(acts.fresh(now)),
            scope: controllership::Scope::whole(municipality.id),
            validity,
            mode: Mode::Own,
        };
        stored::add_delivery(tx, &own).await?;
    }
    for person in people {
        parties::add_person(tx, person).await?;
    }
    agree_all(acts, tx, town, now).await?;
    for person in town.people {
        let of_child = town.parents.iter().filter(|found| found.child == person.id);
        let parents: Vec<_> = of_child.map(|found| (found.parent, found.shares_address)).collect();
        representation::replace_parents(tx, person.id, &parents, now).await?;
    }
    for ((staff, _), mac) in town.staff.iter().zip(staff_macs) {
        parties::add_staff(tx, staff, mac).await?;
    }
    for authorisation in town.authorisations {
        parties::add_authorisation(tx, authorisation).await?;
    }
    Ok(())
}

/// Everybody who is old enough and no newcomer has said yes to everything.
async fn agree_all(
    acts: &Acts,
    tx: &mut Tx,
    town: Founding<'_>,
    at: Instant,
) -> Result<(), ActError> {
    let today = at.in_oslo().date;
    for person in town.people {
        let is_old_enough = WhoAgrees::on(person.born, today) == WhoAgrees::Herself;
        if is_old_enough && !town.newcomers.contains(&person.id) {
            let new = NewConsent {
                id: acts.fresh(at),
                person: person.id,
                level: Some(Level::Everything),
                terms: TERMS,
                language: "nb",
                given_by: person.id,
                at,
            };
            consent::add_consent(tx, &new).await?;
        }
    }
    Ok(())
}

/// Says who holds which role in a municipality's console (S2-0-k).
///
/// # Errors
/// When somebody holds one from that day already, or the database fails; nobody is
/// given any then.
pub async fn give_roles(acts: &Acts, roles: &[RoleHeld]) -> Result<(), ActError> {
    acts.db()
        .write(SCOPE, "setup.give_roles", async |mut tx| {
            for role in roles {
                parties::add_role(&mut tx, role).await?;
            }
            Ok(())
        })
        .await
}

/// Says who judges emergency look-ups: the leader of a unit, or with no unit the
/// municipality's data protection officer (L-PJL-16-E).
///
/// # Errors
/// When one of them is one already, or the database fails; nobody is appointed then.
pub async fn appoint(acts: &Acts, reviewers: &[Reviewer]) -> Result<(), ActError> {
    acts.db()
        .write(SCOPE, "setup.appoint", async |mut tx| {
            for reviewer in reviewers {
                audit::add_reviewer(&mut tx, reviewer).await?;
            }
            Ok(())
        })
        .await
}

/// The keyed hash by which a person is found.
pub(crate) async fn number_mac(acts: &Acts, number: &IdentityNumber) -> Result<[u8; 32], ActError> {
    Ok(acts.vault().hmac(Controller::Platform, number.digits().as_bytes()).await?)
}

/// `as_of`: when the population register said what stands there.
pub(crate) async fn sealed(
    acts: &Acts,
    person: &Person,
    as_of: Option<Instant>,
) -> Result<SealedPerson, ActError> {
    let place = ("people", person.id.uuid(), "number");
    Ok(SealedPerson {
        id: person.id,
        number_mac: number_mac(acts, &person.number).await?,
        number_sealed: content::seal_own(acts, place, person.number.digits()).await?,
        name: person.name.clone(),
        born: person.born,
        protection: person.protection,
        as_of,
    })
}
