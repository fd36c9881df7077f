//! The municipalities and their units.

use helsebro_domain::ids::{MunicipalityId, UnitId};
use helsebro_domain::parties::{
    CareArea, DialogSetting, HerId, Municipality, NamedStaff, OrgNumber, ReferenceCode, Revealing,
    Service, StaffNames, Unit,
};
use helsebro_domain::time::{DayHours, OpeningHours, Period, Time};

use super::ids::{
    ALLOCATION, EMERGENCY, GRANLI, GRANLI_EMERGENCY, GRANLI_HOME_CARE, HEALTHY_LIFE, HOME_NURSING,
    NORDFJELL, NORDFJELL_CHILD_HEALTH, NORDFJELL_EMERGENCY, NURSING_HOME, SOLVIK,
};

/// On which open day after the day of sending an answer is promised.
const PROMISE_DAYS: u8 = 1;

const HALF_PAST_THREE: Time = Time::constant(15, 30, 0, 0);

/// The three municipalities.
pub(super) fn municipalities() -> Vec<Municipality> {
    [
        (SOLVIK, "Solvik", "310000019", "8140001", "75 00 01 00"),
        (GRANLI, "Granli", "310000027", "8140002", "75 00 02 00"),
        (NORDFJELL, "Nordfjell", "310000035", "8140003", "75 00 03 00"),
    ]
    .into_iter()
    .filter_map(|(id, name, org_number, her_id, switchboard)| {
        Some(Municipality {
            id,
            name: name.to_owned(),
            org_number: OrgNumber::parse(org_number)?,
            her_id: HerId::parse(her_id),
            switchboard: switchboard.to_owned(),
            reference_code: ReferenceCode::from_name(name),
        })
    })
    .collect()
}

/// Every unit of the three.
pub(super) fn units() -> Vec<Unit> {
    let mut units = solvik();
    units.extend([
        Unit {
            her_id: HerId::parse("8140201"),
            ..unit(GRANLI_HOME_CARE, GRANLI, "Hjemmetjenesten Granli", "75 00 02 20")
        },
        Unit {
            care_area: CareArea::ChildHealthCentre,
            her_id: HerId::parse("8140301"),
            service: Service::None,
            service_last_day: None,
            ..unit(NORDFJELL_CHILD_HEALTH, NORDFJELL, "Helsestasjonen Nordfjell", "75 00 03 30")
        },
        clinic(GRANLI_EMERGENCY, GRANLI, "Granli legevakt"),
        clinic(NORDFJELL_EMERGENCY, NORDFJELL, "Nordfjell legevakt"),
    ]);
    units
}

fn solvik() -> Vec<Unit> {
    vec![
        Unit {
            her_id: HerId::parse("8140101"),
            ..unit(HOME_NURSING, SOLVIK, "Hjemmesykepleien Solvik øst", "75 00 01 20")
        },
        Unit {
            care_area: CareArea::HealthyLifeCentre,
            her_id: HerId::parse("8140102"),
            hours: closed_on_tuesdays(),
            named_staff: NamedStaff::On,
            ..unit(HEALTHY_LIFE, SOLVIK, "Frisklivssentralen Solvik", "75 00 01 80")
        },
        Unit {
            dialog: DialogSetting::NotActive,
            ..unit(ALLOCATION, SOLVIK, "Tildelingskontoret", "75 00 01 10")
        },
        clinic(EMERGENCY, SOLVIK, "Solvik legevakt"),
        Unit {
            care_area: CareArea::NursingHome,
            her_id: HerId::parse("8140105"),
            ..unit(NURSING_HOME, SOLVIK, "Solbakken sykehjem", "75 00 01 60")
        },
    ]
}

/// An emergency clinic: one rings there, and does not write.
fn clinic(id: UnitId, municipality: MunicipalityId, name: &str) -> Unit {
    Unit {
        care_area: CareArea::EmergencyClinic,
        hours: round_the_clock(),
        dialog: DialogSetting::NotActive,
        service: Service::None,
        service_last_day: None,
        ..unit(id, municipality, name, "116 117")
    }
}

/// A home service that takes messages, open Monday to Friday from 8 to 15.30.
fn unit(id: UnitId, municipality: MunicipalityId, name: &str, phone: &str) -> Unit {
    let office = || day(Time::constant(8, 0, 0, 0), HALF_PAST_THREE);
    Unit {
        id,
        municipality,
        name: name.to_owned(),
        care_area: CareArea::HomeServices,
        her_id: None,
        phone: phone.to_owned(),
        hours: OpeningHours::weekly(weekdays(office)),
        promise_days: PROMISE_DAYS,
        dialog: DialogSetting::Active,
        service: Service::Open,
        service_last_day: None,
        named_staff: NamedStaff::Off,
        staff_names: StaffNames::Shown,
        revealing: Revealing::No,
        successor: None,
        epj: None,
    }
}

/// From 9 to 15, but not on Tuesdays: closed when the town begins.
fn closed_on_tuesdays() -> OpeningHours {
    let mut week = weekdays(|| day(Time::constant(9, 0, 0, 0), Time::constant(15, 0, 0, 0)));
    week[1] = DayHours::closed();
    OpeningHours::weekly(week)
}

/// Every day, weekends and holidays too, until the last minute of the day.
fn round_the_clock() -> OpeningHours {
    let whole = || day(Time::midnight(), Time::constant(23, 59, 0, 0));
    OpeningHours::weekly(std::array::from_fn(|_| whole())).open_on_days_off()
}

fn weekdays(hours: impl Fn() -> DayHours) -> [DayHours; 7] {
    std::array::from_fn(|place| if place < 5 { hours() } else { DayHours::closed() })
}

fn day(from: Time, to: Time) -> DayHours {
    DayHours::new(vec![Period { from, to }]).unwrap_or_default()
}
