//! Who takes part: municipalities, units, people, staff and their authorisations.
//!
//! Identity numbers are found by a keyed hash and kept sealed; nothing here can
//! be searched by name.

mod absences;
mod duty;
mod hours;
mod municipalities;
mod name_displays;
mod people;
mod register;
mod roles;
mod staff;
mod units;

pub use absences::{
    AbsenceRow, absence, absences_at, absences_here, add_absence, count_returned, end_absence,
};
pub use duty::{duty_lead, set_duty_lead};
pub(crate) use municipalities::MunicipalityRow;
pub use municipalities::{
    add_municipality, lease_references, municipalities, municipality, municipality_by_her,
};
pub use name_displays::{
    NameDisplayRow, clear_name_display, name_display, names_for_citizen, set_name_display,
};
pub use people::{
    Language, PersonRow, Profile, SealedPerson, Theme, add_person, has_number, number_mac_of,
    person, person_by_mac, person_by_mac_in, profile, set_profile, take_turn, units_persons,
};
pub(crate) use people::{last_known, stored_protection};
pub use register::{
    ASKED_AT_ONCE, RegisterAnswer, RegisterFeed, count_not_asked_since, never_answered,
    not_asked_since, note_asked, person_by_register_id, register_feed, set_answer, set_number,
    set_register_feed,
};
pub use roles::{add_role, roles_here, roles_of};
pub use staff::{
    Shortcuts, StaffProfile, add_authorisation, add_staff, authorisations, authorisations_at,
    authorisations_here, colleagues, set_staff_profile, staff, staff_by_mac, staff_here,
    staff_profile,
};
pub use units::{
    add_unit, answering_unit, set_youth_door, unit, unit_by_her, units_of, update_unit, youth_door,
};

/// Every statement here, for the test that prepares each on both databases.
pub(crate) const STATEMENTS: &[&[&str]] = &[
    absences::STATEMENTS,
    duty::STATEMENTS,
    municipalities::STATEMENTS,
    name_displays::STATEMENTS,
    people::STATEMENTS,
    register::STATEMENTS,
    roles::STATEMENTS,
    staff::STATEMENTS,
    units::STATEMENTS,
];
