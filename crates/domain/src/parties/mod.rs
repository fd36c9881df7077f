//! Who takes part: persons, municipalities, units and staff.
//!
//! Identity numbers are read here and printed nowhere. What each party may do
//! is for the slices below; here stands only who they are and, for staff, where
//! they are authorised.

mod absence;
mod duty;
mod municipality;
mod names;
mod numbers;
mod person;
mod register;
mod roles;
mod staff;
mod unit;

pub use absence::{
    Absence, AbsenceFault, GoesTo, MAX_ABSENCE_DAYS, MAX_ABSENCES, MAX_STAND_INS, StandIn, goes_to,
    stands_in_for,
};
pub use duty::{DutyLead, SetUpPermit};
pub use municipality::{Municipality, ReferenceCode};
pub use names::{MAX_NAME, MAX_NAME_REASON, NameReason, PersonName};
pub use numbers::{
    HerId, HprNumber, IdentityNumber, NumberFault, NumberKind, NumberPolicy, OrgNumber,
};
pub use person::{Person, Protection, age};
pub use register::{
    GuardianScope, Guardianship, GuardianshipKind, Home, MAX_RELATIONS, ParentalResponsibility,
    RegisterPerson, RegistryStatus, ResponsibilityKind, TaskCode, protection_without_answer,
};
pub use roles::{ConsoleAccess, ConsoleRole, MAX_ROLES, RoleHeld};
pub use staff::{Authorisation, Staff, StaffAccess};
pub use unit::{
    CareArea, DialogSetting, MAX_PROMISE_DAYS, NamedStaff, Revealing, Service, StaffNames, Unit,
    YouthDoor,
};
