//! Who may do what for a municipality in its console, besides those at a unit's desk.
//!
//! The roles see agreements and who answers for what, and never anything about a
//! citizen (S2-0-k).

use crate::ids::{MunicipalityId, StaffId};
use crate::refusals::{ReasonCode, Refusal};
use crate::time::Date;

const RULES: &[&str] = &["S2-0-k"];

/// How many roles somebody may hold in one municipality at a time.
pub const MAX_ROLES: usize = 8;

/// A role in a municipality's console (§ 1.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConsoleRole {
    /// `MUNI_ADMIN`: keeps the registers.
    Administrator,
    /// `MUNI_SIGNATORY`: may bind the municipality.
    Signatory,
    /// `DPO`: the data protection officer.
    Dpo,
    /// `SUPPLIER_CONTACT`: of whoever supplies a system; only reads.
    Supplier,
    /// `IT_RESPONSIBLE`: only reads.
    ItResponsible,
    /// `PROJECT_LEAD`: only reads.
    ProjectLead,
    /// `SECURITY_LEAD`: only reads.
    SecurityLead,
    /// `MANAGEMENT`: only reads.
    Management,
    /// `PROCESSOR_CONTACT`: of a data processor; only reads.
    Processor,
}

impl ConsoleRole {
    /// Every role.
    pub const ALL: [Self; 9] = [
        Self::Administrator,
        Self::Signatory,
        Self::Dpo,
        Self::Supplier,
        Self::ItResponsible,
        Self::ProjectLead,
        Self::SecurityLead,
        Self::Management,
        Self::Processor,
    ];

    /// The role as it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Administrator => "ADMINISTRATOR",
            Self::Signatory => "SIGNATORY",
            Self::Dpo => "DPO",
            Self::Supplier => "SUPPLIER_CONTACT",
            Self::ItResponsible => "IT_RESPONSIBLE",
            Self::ProjectLead => "PROJECT_LEAD",
            Self::SecurityLead => "SECURITY_LEAD",
            Self::Management => "MANAGEMENT",
            Self::Processor => "PROCESSOR_CONTACT",
        }
    }

    /// The role that is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }

    /// Whether it only reads agreements and who answers for what.
    pub const fn only_reads(self) -> bool {
        !matches!(self, Self::Administrator | Self::Signatory | Self::Dpo)
    }
}

/// That somebody holds a role in a municipality for a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoleHeld {
    /// Who.
    pub staff: StaffId,
    /// In which municipality.
    pub municipality: MunicipalityId,
    /// Which.
    pub role: ConsoleRole,
    /// The first day.
    pub from: Date,
    /// The last day, inclusive.
    pub last_day: Date,
}

impl RoleHeld {
    /// Whether it is held on a day.
    pub fn holds_on(&self, today: Date) -> bool {
        self.from <= today && today <= self.last_day
    }
}

/// The right of one person to use a municipality's console now.
///
/// Only [`ConsoleAccess::at`] makes one, so an act that demands it cannot be reached
/// without a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConsoleAccess {
    staff: StaffId,
    municipality: MunicipalityId,
    held: [bool; ConsoleRole::ALL.len()],
}

impl ConsoleAccess {
    /// The access that roles give today.
    ///
    /// # Errors
    /// `STAFF_NOT_AUTHORISED` when she holds no role in the municipality today.
    pub fn at(
        staff: StaffId,
        municipality: MunicipalityId,
        roles: &[RoleHeld],
        today: Date,
    ) -> Result<Self, Refusal> {
        let mine = |role: ConsoleRole| {
            roles.iter().any(|held| {
                held.role == role
                    && held.staff == staff
                    && held.municipality == municipality
                    && held.holds_on(today)
            })
        };
        let held = ConsoleRole::ALL.map(mine);
        if !held.contains(&true) {
            return Err(Refusal::told(ReasonCode::StaffNotAuthorised, RULES));
        }
        Ok(Self { staff, municipality, held })
    }

    /// Who.
    pub const fn staff(&self) -> StaffId {
        self.staff
    }

    /// In which municipality.
    pub const fn municipality(&self) -> MunicipalityId {
        self.municipality
    }

    /// Whether she holds a role.
    pub fn is(&self, role: ConsoleRole) -> bool {
        ConsoleRole::ALL.iter().zip(self.held).any(|(found, held)| *found == role && held)
    }

    /// The same access, when one of her roles does more than read.
    ///
    /// # Errors
    /// `STAFF_NOT_AUTHORISED` when each of them only reads.
    pub fn with_a_duty(&self) -> Result<&Self, Refusal> {
        let has = |role: &ConsoleRole| !role.only_reads() && self.is(*role);
        if ConsoleRole::ALL.iter().any(has) {
            Ok(self)
        } else {
            Err(Refusal::told(ReasonCode::StaffNotAuthorised, RULES))
        }
    }

    /// The same access, when she holds a role.
    ///
    /// # Errors
    /// `STAFF_NOT_AUTHORISED` when she does not.
    pub fn as_one(&self, role: ConsoleRole) -> Result<&Self, Refusal> {
        if self.is(role) {
            Ok(self)
        } else {
            Err(Refusal::told(ReasonCode::StaffNotAuthorised, RULES))
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    fn held(role: ConsoleRole) -> RoleHeld {
        RoleHeld {
            staff: StaffId::from_uuid(Uuid::from_u128(1)),
            municipality: MunicipalityId::from_uuid(Uuid::from_u128(2)),
            role,
            from: date(2027, 1, 1),
            last_day: date(2027, 6, 30),
        }
    }

    /// S2-0-k: a role holds on its days, for its holder, in its municipality.
    #[test]
    fn s2_0_k_a_role_opens_the_console_of_its_own_municipality_on_its_days() {
        let roles = [held(ConsoleRole::Dpo)];
        let (staff, home) = (roles[0].staff, roles[0].municipality);
        for (day, opens) in [
            (date(2026, 12, 31), false),
            (date(2027, 1, 1), true),
            (date(2027, 6, 30), true),
            (date(2027, 7, 1), false),
        ] {
            assert_eq!(ConsoleAccess::at(staff, home, &roles, day).is_ok(), opens, "{day}");
        }
        let today = date(2027, 2, 2);
        let elsewhere = MunicipalityId::from_uuid(Uuid::from_u128(9));
        assert!(ConsoleAccess::at(staff, elsewhere, &roles, today).is_err());
        let another = StaffId::from_uuid(Uuid::from_u128(9));
        assert!(ConsoleAccess::at(another, home, &roles, today).is_err());
        assert!(ConsoleAccess::at(staff, home, &[], today).is_err());
    }

    #[test]
    fn a_role_is_not_another_role() {
        let roles = [held(ConsoleRole::Dpo), held(ConsoleRole::Signatory)];
        let (staff, home) = (roles[0].staff, roles[0].municipality);
        let access = ConsoleAccess::at(staff, home, &roles, date(2027, 2, 2)).unwrap();
        assert_eq!((access.staff(), access.municipality()), (staff, home));
        let is = ConsoleRole::ALL.map(|role| access.is(role));
        assert_eq!(is, [false, true, true, false, false, false, false, false, false]);
        assert!(access.as_one(ConsoleRole::Dpo).is_ok());
        let refused = access.as_one(ConsoleRole::Administrator).unwrap_err();
        assert_eq!(refused.code(), ReasonCode::StaffNotAuthorised);
    }

    /// S2-0-k: supplier, project, security, management and processor open the console and
    /// have no duty in it.
    #[test]
    fn s2_0_k_whoever_only_reads_opens_the_console_and_does_nothing() {
        for role in ConsoleRole::ALL {
            let held = [held(role)];
            let (staff, home) = (held[0].staff, held[0].municipality);
            let access = ConsoleAccess::at(staff, home, &held, date(2027, 2, 2)).unwrap();
            assert_eq!(access.with_a_duty().is_err(), role.only_reads(), "{role:?}");
            for other in ConsoleRole::ALL.into_iter().filter(|other| *other != role) {
                assert!(access.as_one(other).is_err(), "{role:?} is no {other:?}");
            }
        }
        assert_eq!(ConsoleRole::ALL.iter().filter(|role| role.only_reads()).count(), 6);
    }

    #[test]
    fn a_role_is_read_back_as_it_is_stored() {
        for role in ConsoleRole::ALL {
            assert_eq!(ConsoleRole::from_stored(role.as_str()), Some(role));
        }
        assert_eq!(ConsoleRole::from_stored("CASEWORKER"), None);
    }
}
