//! Who answers for what, asked by service.

use std::collections::BTreeSet;
use std::sync::Arc;

use helsebro_domain::controllership::registering::{Stretch, history};
use helsebro_domain::controllership::{
    Category, Entry, Mode, Party, Question, Resolution, Validity, Whose, current_controller,
    deliverer, resolve,
};
use helsebro_domain::ids::{MunicipalityId, OrgId, UnitId};
use helsebro_domain::parties::{CareArea, Unit};
use helsebro_domain::representation::CitizenAccess;
use helsebro_domain::time::Instant;

use super::{Directory, copy, directory, register, under};
use crate::dialog::contacts;
use crate::{ActError, Acts};

/// A service and who answers for its record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// The municipality.
    pub municipality: MunicipalityId,
    /// The service.
    pub area: CareArea,
    /// The unit, when one is meant.
    pub unit: Option<Unit>,
    /// The answer.
    pub resolution: Resolution,
}

/// Who answers for the records of each service of a municipality: the care areas that it
/// has units in, each with its units.
///
/// # Errors
/// When the database fails.
pub async fn areas(
    acts: &Acts,
    municipality: MunicipalityId,
    at: Instant,
) -> Result<(Vec<Area>, Directory), ActError> {
    let register = register(acts).await?;
    let directory = directory(acts, municipality).await?;
    let mut found: Vec<Area> = directory
        .units
        .iter()
        .map(|unit| {
            let area = unit.care_area;
            let question =
                Question::new(Category::EpjRecord, municipality, area, Some(unit.id), at);
            let resolution = resolve(&register, &question);
            Area { municipality, area, unit: Some(unit.clone()), resolution }
        })
        .collect();
    found.sort_by_key(|one| one.area);
    Ok((found, directory))
}

/// Who was controller for the records of a service, through a time.
///
/// # Errors
/// When the database fails.
pub async fn history_of(
    acts: &Acts,
    (municipality, area, unit): (MunicipalityId, CareArea, Option<UnitId>),
    during: Validity,
) -> Result<Vec<Stretch>, ActError> {
    let register = register(acts).await?;
    let from = during.from();
    let question = Question::new(Category::EpjRecord, municipality, area, unit, from);
    Ok(history(&register, &question, during))
}

/// Who answers for the record of a citizen, by each service that she gets.
///
/// # Errors
/// As for the list of her contacts.
pub async fn services(
    acts: &Acts,
    citizen: &CitizenAccess,
) -> Result<Vec<(Area, Directory)>, ActError> {
    let now = acts.now();
    let register = register(acts).await?;
    let mut found: Vec<(Area, Directory)> = Vec::new();
    for one in contacts::list(acts, citizen).await? {
        let (municipality, unit) = (one.unit.municipality, one.unit);
        let area = unit.care_area;
        let question = Question::new(Category::EpjRecord, municipality, area, Some(unit.id), now);
        let resolution = resolve(&register, &question);
        let known = found.iter().find(|(area, _)| area.municipality == municipality);
        let names = match known {
            Some((_, names)) => names.clone(),
            None => directory(acts, municipality).await?,
        };
        found.push((Area { municipality, area, unit: Some(unit), resolution }, names));
    }
    Ok(found)
}

/// Who answers for what is written at a unit now, with the names: what a screen that shows
/// its record says (S1-3.1-a). It costs no statement within a second of the last one.
///
/// # Errors
/// When the database fails.
pub async fn at_unit(acts: &Acts, unit: &Unit) -> Result<(Resolution, Arc<Directory>), ActError> {
    let held = copy::at_hand(acts).await?;
    Ok((under(&held.register, unit, acts.now()), held.names))
}

/// A processing, as the records of it tell (GDPR art. 30).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Processing {
    /// The unit; none for what is the platform's own.
    pub unit: Option<Unit>,
    /// What kind of data.
    pub category: Category,
    /// Who answers for it.
    pub resolution: Resolution,
}

/// Every processing of a municipality's units, and of the citizens' own pages here.
///
/// # Errors
/// When the database fails.
pub async fn processings(
    acts: &Acts,
    municipality: MunicipalityId,
    at: Instant,
) -> Result<(Vec<Processing>, Directory), ActError> {
    let register = register(acts).await?;
    let directory = directory(acts, municipality).await?;
    let mut found = Vec::new();
    let answer = |category, area, unit: Option<&Unit>| {
        let question = Question::new(category, municipality, area, unit.map(|unit| unit.id), at);
        Processing { unit: unit.cloned(), category, resolution: resolve(&register, &question) }
    };
    for unit in &directory.units {
        for category in [Category::EpjRecord, Category::CaseFile, Category::Dissemination] {
            found.push(answer(category, unit.care_area, Some(unit)));
        }
    }
    // Who answers for the platform part is the same in every area.
    found.push(answer(Category::Platform, CareArea::HomeServices, None));
    Ok((found, directory))
}

/// Every processing that an organisation is controller of now, in each municipality that it
/// delivers to, with the names there (S2-3-b).
///
/// # Errors
/// When the database fails.
pub async fn processings_of(
    acts: &Acts,
    org: OrgId,
    at: Instant,
) -> Result<Vec<(Vec<Processing>, Directory)>, ActError> {
    let register = register(acts).await?;
    let delivered = register.facts().deliveries.iter();
    let outsourced = delivered.filter(|one| matches!(one.mode, Mode::Outsourced(_)));
    let homes: BTreeSet<MunicipalityId> = outsourced.map(|one| one.scope.municipality).collect();
    let mut found = Vec::new();
    for home in homes {
        let (mut all, directory) = processings(acts, home, at).await?;
        all.retain(|one| one.resolution.controllers.parties().contains(&Party::Org(org)));
        if !all.is_empty() {
            found.push((all, directory));
        }
    }
    Ok(found)
}

/// Who answers for the record of a unit today, and since when; public.
///
/// # Errors
/// [`ActError::NotFound`] when there is no such unit.
pub async fn unit_notice(
    acts: &Acts,
    unit: UnitId,
) -> Result<(Stretch, Unit, Directory), ActError> {
    let unit = crate::epj::setup::unit(acts, unit).await?.ok_or(ActError::NotFound)?;
    let asked = (unit.municipality, unit.care_area, Some(unit.id));
    let since = Validity::starting(Instant::from_micros(0));
    let history = history_of(acts, asked, since).await?;
    let now = acts.now();
    let held = history.into_iter().find(|stretch| stretch.validity.holds_at(now));
    let stretch = held.ok_or(ActError::NotFound)?;
    let names = directory(acts, unit.municipality).await?;
    Ok((stretch, unit, names))
}

/// Who answers now for what was written about a citizen through earlier times, where that is
/// another than then: the beginning of each such time, and who.
///
/// # Errors
/// When the database fails.
pub async fn held_elsewhere(
    acts: &Acts,
    (municipality, area, unit): (MunicipalityId, CareArea, Option<UnitId>),
    (history, citizen): (&[Stretch], &CitizenAccess),
) -> Result<Vec<(Instant, Vec<Party>)>, ActError> {
    let register = register(acts).await?;
    let now = acts.now();
    let whose = Whose::Person(citizen.person());
    let asked = Question::new(Category::EpjRecord, municipality, area, unit, now);
    let past = history.iter().filter(|stretch| stretch.validity.ended_by(now));
    let each = past.filter_map(|stretch| {
        let from = stretch.validity.from();
        let author = deliverer(&register, &asked.at(from));
        let entry = Entry { created_at: Some(from), author, ..Entry::default() };
        let held = current_controller(&register, &asked.with(entry), whose);
        held.moved_by.map(|_| (from, held.controllers.parties().to_vec()))
    });
    Ok(each.collect())
}
