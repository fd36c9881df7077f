//! Asking another unit for data about a patient (§ 10.2).

use helsebro_domain::audit::Event;
use helsebro_domain::controllership::{Party, Place, Scope as Record};
use helsebro_domain::dialog::Desk;
use helsebro_domain::disclosure::{
    Application, Asker, Assessment, Checked, Compelling, Consent, MAX_DAYS, MAX_WHAT, Opposed,
    Patients, Period, Purpose, Standing, assess,
};
use helsebro_domain::ids::{DisclosureId, PersonId, ThreadId, UnitId};
use helsebro_domain::parties::{IdentityNumber, StaffAccess};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::rights::{self as rights_rule, Covering};
use helsebro_domain::time::{Date, Instant};
use helsebro_storage::disclosure::StoredDisclosure;
use helsebro_storage::{Scope, SystemReason, Tx, audit, dialog, disclosure, parties, rights};

use super::words::{self, AskedWords};
use super::{RULES, Sides, line, nobody, person_at, refused, sides};
use crate::{ActError, Acts, Sight, setup, trail};

const SYSTEM: Scope = Scope::System(SystemReason::Controllership);

/// Whose data are asked for, as it was typed.
#[derive(Clone)]
pub enum Whose {
    /// One patient's, by her identity number.
    Number(String),
    /// Several, or all.
    Everybody,
}

/// What is asked for.
#[derive(Clone)]
pub struct NewDisclosure {
    /// Whose.
    pub whose: Whose,
    /// The unit that has it.
    pub source: UnitId,
    /// What for.
    pub purpose: Purpose,
    /// Whether the patient has said yes.
    pub consent: Consent,
    /// From which day.
    pub from: Date,
    /// To which day, included.
    pub to: Date,
    /// For how many days.
    pub days: u8,
    /// What and why, in words.
    pub words: AskedWords,
}

/// Asks. The first five checks are made at once; what passes them waits for the unit that
/// has the data.
///
/// # Errors
/// As [`assess`]; `SCOPE_TOO_WIDE` for too long a time; [`ActError::NotFound`] for whom
/// the asker's unit gives no service, who looks as if she did not exist. All leave a line.
pub async fn ask(acts: &Acts, desk: &Desk, new: &NewDisclosure) -> Result<DisclosureId, ActError> {
    let access = person_at(acts, desk, Event::DisclosureAsked).await?;
    let now = acts.now();
    let id = DisclosureId::from_uuid(acts.fresh(now));
    let line = line(acts, desk, (Event::DisclosureAsked, Some(id)), now);
    if new.source == access.unit() {
        return Err(refused(acts, desk, line, nobody()).await?);
    }
    let sides = match sides(acts, (access.unit(), new.source), now).await {
        Err(ActError::NotFound) => return Err(refused(acts, desk, line, nobody()).await?),
        found => found?,
    };
    let mac = match &new.whose {
        Whose::Everybody => None,
        Whose::Number(typed) => match IdentityNumber::parse(typed, acts.numbers()) {
            Ok(number) => Some(setup::number_mac(acts, &number).await?),
            Err(_) => return Err(refused(acts, desk, line, nobody()).await?),
        },
    };
    let homes = (access.municipality(), sides.source.municipality);
    let sealed = words::seal(acts, (id, "words"), homes, &new.words.to_text()).await?;
    let asked = acts
        .db()
        .write(Scope::Municipality(access.municipality()), "disclosure.ask", async |mut tx| {
            let mut line = line.clone();
            let patients = match &mac {
                None => Some(Patients::Everybody),
                Some(mac) => {
                    let found = parties::person_by_mac_in(&mut tx, mac).await?;
                    found.map(|person| Patients::One(person.id))
                }
            };
            let Some(patients) = patients else {
                audit::append(&mut tx, &line.refused(nobody())).await?;
                return Ok::<_, ActError>(Err(nobody()));
            };
            let application = application(id, (&access, &sides), new, patients);
            line.subject = application.person();
            // What is deleted of hers at the same time is deleted before or not at all.
            if let Some(person) = application.person() {
                parties::take_turn(&mut tx, person).await?;
            }
            let facts = (&access, &sides);
            let decided = decide(&mut tx, &application, facts, &new.words, now).await?;
            let checked = match trail::settle(&mut tx, line, decided).await? {
                Ok(checked) => checked,
                Err(refusal) => return Ok(Err(refusal)),
            };
            let stored = StoredDisclosure {
                application,
                relation: sides.relation,
                asked_at: now,
                words: sealed.clone(),
                is_overridden: checked.is_overridden(),
                standing: Standing::Asked,
                basis: None,
                given: None,
            };
            disclosure::add_disclosure(&mut tx, &stored).await?;
            Ok(Ok(application))
        })
        .await??;
    if let Some(person) = asked.person() {
        acts.news().tell(Sight::Citizen(person));
    }
    Ok(asked.id)
}

/// The units that can be asked, everywhere but the desk's own: id, name, municipality.
///
/// # Errors
/// When the database fails.
pub async fn sources(acts: &Acts, desk: &Desk) -> Result<Vec<(UnitId, String, String)>, ActError> {
    let mut found = acts
        .db()
        .read(SYSTEM, "disclosure.sources", async |mut tx| {
            let mut found = Vec::new();
            for home in parties::municipalities(&mut tx).await? {
                for unit in parties::units_of(&mut tx, home.id).await? {
                    found.push((unit.id, unit.name, home.name.clone()));
                }
            }
            Ok::<_, ActError>(found)
        })
        .await?;
    found.retain(|(id, ..)| *id != desk.unit());
    Ok(found)
}

const fn application(
    id: DisclosureId,
    (access, sides): (&StaffAccess, &Sides),
    new: &NewDisclosure,
    patients: Patients,
) -> Application {
    Application {
        id,
        asker: access.staff(),
        unit: access.unit(),
        municipality: access.municipality(),
        source: sides.source.id,
        source_municipality: sides.source.municipality,
        patients,
        purpose: new.purpose,
        consent: new.consent,
        period: Period { from: new.from, to: new.to },
        days: new.days,
    }
}

async fn decide(
    tx: &mut Tx,
    application: &Application,
    (access, sides): (&StaffAccess, &Sides),
    words: &AskedWords,
    now: Instant,
) -> Result<Result<Checked, Refusal>, ActError> {
    let staff = parties::staff(tx, access.staff()).await?.ok_or(ActError::NotFound)?;
    let (treats, is_known) = match application.person() {
        Some(person) => at_askers(tx, (person, access.unit()), now).await?,
        None => (false, true),
    };
    if !is_known {
        return Ok(Err(Refusal::neutral(ReasonCode::NoServiceNeed, RULES)));
    }
    let asker = Asker { is_authorised: true, is_clinician: staff.hpr.is_some(), treats };
    let opposed = opposed(tx, application, sides, (&[], now)).await?;
    let why = Assessment::new(&words.why);
    let compelling = Compelling::new(&words.compelling).ok();
    let facts = (asker, sides.relation, opposed);
    let reasons = (why.as_ref().map_err(|refusal| *refusal), compelling.as_ref());
    Ok(assess(application, facts, reasons, now).and_then(|checked| {
        Period::new(application.period.from, application.period.to)?;
        let what = words.what.trim().chars().count();
        if !(1..=MAX_DAYS).contains(&application.days) || !(1..=MAX_WHAT).contains(&what) {
            return Err(Refusal::told(ReasonCode::ScopeTooWide, RULES));
        }
        Ok(checked)
    }))
}

/// Whether the asker's unit gives a person a service now, and whether its municipality
/// has anything to do with her at all.
pub(super) async fn at_askers(
    tx: &mut Tx,
    (person, unit): (PersonId, UnitId),
    now: Instant,
) -> Result<(bool, bool), ActError> {
    let today = now.in_oslo().date;
    let contacts = dialog::desk_contacts_of(tx, person).await?;
    let treats = contacts.iter().any(|one| one.listed.unit == unit && one.is_active_on(today));
    let is_known = !contacts.is_empty() || !dialog::desk_threads_of(tx, person).await?.is_empty();
    Ok((treats, is_known))
}

/// Whether the patient opposes it, or there is reason to believe so. What she has said in
/// her own words stops it too: only a person can read whether it is meant (L-PJL-17).
pub(super) async fn opposed(
    tx: &mut Tx,
    application: &Application,
    sides: &Sides,
    (documents, now): (&[ThreadId], Instant),
) -> Result<Opposed, ActError> {
    let Some(person) = application.person() else { return Ok(Opposed::No) };
    let said: Vec<_> = rights::oppositions_of(tx, person).await?;
    let said: Vec<_> = said.into_iter().map(|row| row.opposition).collect();
    let place = Place::Unit(sides.source.care_area, sides.source.id);
    let record = Record { municipality: sides.source.municipality, place };
    let own = [Party::Municipality(application.municipality)];
    let named = sides.to.controllers.parties();
    let is_said =
        |to: &Party| rights_rule::Opposition::all_cover(&said, record, *to, now) != Covering::No;
    if named.iter().chain(&own).any(is_said) {
        return Ok(Opposed::Yes);
    }
    let noted = disclosure::oppositions_of(tx, person, application.source).await?;
    let from = sides.from.controllers.parties();
    Ok(Opposed::by(&noted, from, (application.asker, named), documents))
}
