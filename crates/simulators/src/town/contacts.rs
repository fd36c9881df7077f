//! What the municipalities have listed for their citizens.

use helsebro_domain::dialog::{ListedService, ServiceId};
use helsebro_domain::ids::{PersonId, UnitId};
use helsebro_domain::time::Date;

use super::Listed;
use super::ids::{
    ARNE, BJORG, EMIL, GERD, HEALTHY_LIFE, HOME_NURSING, INGRID, KARI, LISE, OLA, SARA, SOLVIK,
};

/// Every list; who stands in none has no one to write to.
pub(super) fn contacts() -> Vec<Listed> {
    let mut lists = vec![
        listed(KARI, vec![home_nursing(), healthy_life()]),
        listed(LISE, vec![healthy_life()]),
        listed(EMIL, vec![healthy_life()]),
    ];
    let with_home_nursing = [OLA, SARA, GERD, BJORG, ARNE, INGRID];
    lists.extend(with_home_nursing.map(|person| listed(person, vec![home_nursing()])));
    lists
}

fn listed(person: PersonId, services: Vec<Option<ListedService>>) -> Listed {
    Listed { person, municipality: SOLVIK, services: services.into_iter().flatten().collect() }
}

fn home_nursing() -> Option<ListedService> {
    let from = Date::constant(2026, 9, 1);
    service("HJSP-OST", "Hjemmesykepleien Solvik øst", HOME_NURSING, from, None)
}

fn healthy_life() -> Option<ListedService> {
    let (from, last_day) = (Date::constant(2027, 1, 11), Date::constant(2027, 6, 30));
    service("FRISK", "Frisklivssentralen Solvik", HEALTHY_LIFE, from, Some(last_day))
}

fn service(
    id: &str,
    name: &str,
    unit: UnitId,
    from: Date,
    last_day: Option<Date>,
) -> Option<ListedService> {
    Some(ListedService {
        service: ServiceId::parse(id)?,
        name: name.to_owned(),
        unit,
        phone: None,
        link: None,
        from,
        last_day,
    })
}
