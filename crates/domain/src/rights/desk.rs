//! Who answers for a controller.

use crate::controllership::Party;
use crate::ids::{OrgId, StaffId};
use crate::joining::OperatorAccess;
use crate::parties::{ConsoleRole, RoleHeld};
use crate::refusals::{ReasonCode, Refusal};
use crate::time::Date;

const RULES: &[&str] = &["S2-3-b"];

/// That somebody answers requests for an organisation that is no municipality, by its
/// number in the register of entities. The organisation itself says so, and no
/// municipality (S2-3-b).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProviderHeld {
    /// Who.
    pub staff: StaffId,
    /// The organisation's number.
    pub org_number: String,
    /// The first day.
    pub from: Date,
    /// The last day, inclusive.
    pub last_day: Date,
}

impl ProviderHeld {
    /// Whether it holds on a day.
    pub fn holds_on(&self, today: Date) -> bool {
        self.from <= today && today <= self.last_day
    }
}

/// The right to answer requests for one or more controllers now.
///
/// Only [`RightsDesk::at`] and [`RightsDesk::at_operator`] make one. It opens the parts that these hold and no other's: a
/// municipality sees nothing of its provider's (S2-3-b).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RightsDesk {
    staff: StaffId,
    parties: Vec<Party>,
}

impl RightsDesk {
    /// Whom somebody answers for today: the municipalities where she is data protection
    /// officer, and the organisations that say so themselves.
    ///
    /// # Errors
    /// `STAFF_NOT_AUTHORISED` when there are none.
    pub fn at(
        staff: StaffId,
        (roles, providers): (&[RoleHeld], &[(ProviderHeld, OrgId)]),
        today: Date,
    ) -> Result<Self, Refusal> {
        let homes = roles.iter().filter(|held| {
            held.staff == staff && held.role == ConsoleRole::Dpo && held.holds_on(today)
        });
        let orgs = providers
            .iter()
            .filter(|(held, _)| held.staff == staff && held.holds_on(today))
            .map(|(_, org)| Party::Org(*org));
        let mut parties: Vec<Party> =
            homes.map(|held| Party::Municipality(held.municipality)).chain(orgs).collect();
        parties.sort_unstable();
        parties.dedup();
        if parties.is_empty() {
            return Err(Refusal::told(ReasonCode::StaffNotAuthorised, RULES));
        }
        Ok(Self { staff, parties })
    }

    /// Somebody at the operator answers for what the operator is controller of (S1-3.1-b).
    pub fn at_operator(access: &OperatorAccess) -> Self {
        Self { staff: access.staff(), parties: vec![Party::Operator] }
    }

    /// Who.
    pub const fn staff(&self) -> StaffId {
        self.staff
    }

    /// For whom.
    pub fn parties(&self) -> &[Party] {
        &self.parties
    }

    /// For which of these she answers; none when it is nobody of hers.
    pub fn of(&self, holders: &[Party]) -> Option<Party> {
        holders.iter().copied().find(|holder| self.parties.contains(holder))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;
    use crate::ids::MunicipalityId;

    const TODAY: Date = Date::constant(2027, 2, 2);

    fn staff(n: u128) -> StaffId {
        StaffId::from_uuid(Uuid::from_u128(n))
    }

    fn role(who: StaffId, role: ConsoleRole, last_day: Date) -> RoleHeld {
        let municipality = MunicipalityId::from_uuid(Uuid::from_u128(9));
        RoleHeld { staff: who, municipality, role, from: date(2026, 1, 1), last_day }
    }

    fn provider(who: StaffId, last_day: Date) -> (ProviderHeld, OrgId) {
        let org_number = "310000043".to_owned();
        let held = ProviderHeld { staff: who, org_number, from: date(2026, 1, 1), last_day };
        (held, OrgId::from_uuid(Uuid::from_u128(8)))
    }

    /// S2-3-b: the officer for the municipality, somebody of its own for the provider, and
    /// neither for the other.
    #[test]
    fn s2_3_b_a_municipality_has_no_right_to_its_providers_requests() {
        let (hilde, mona) = (staff(1), staff(2));
        let (solvik, fjordro) = (
            Party::Municipality(MunicipalityId::from_uuid(Uuid::from_u128(9))),
            Party::Org(OrgId::from_uuid(Uuid::from_u128(8))),
        );
        let roles = [role(hilde, ConsoleRole::Dpo, date(2027, 12, 31))];
        let providers = [provider(mona, date(2027, 12, 31))];
        let at = |who| RightsDesk::at(who, (&roles, &providers), TODAY);
        assert_eq!(at(hilde).unwrap().parties(), [solvik]);
        assert_eq!(at(mona).unwrap().parties(), [fjordro]);
        assert_eq!(at(hilde).unwrap().of(&[fjordro]), None);
        assert_eq!(at(mona).unwrap().of(&[solvik, fjordro]), Some(fjordro));
        let refused = at(staff(3)).unwrap_err();
        assert_eq!(refused.code(), ReasonCode::StaffNotAuthorised);
    }

    #[test]
    fn other_roles_and_roles_that_have_ended_answer_for_nobody() {
        let hilde = staff(1);
        for (roles, providers) in [
            (vec![role(hilde, ConsoleRole::Administrator, date(2027, 12, 31))], vec![]),
            (vec![role(hilde, ConsoleRole::Signatory, date(2027, 12, 31))], vec![]),
            (vec![role(hilde, ConsoleRole::Dpo, date(2027, 2, 1))], vec![]),
            (vec![], vec![provider(hilde, date(2027, 2, 1))]),
        ] {
            assert!(RightsDesk::at(hilde, (&roles, &providers), TODAY).is_err());
        }
        let last = [role(hilde, ConsoleRole::Dpo, TODAY)];
        assert!(RightsDesk::at(hilde, (&last, &[]), TODAY).is_ok());
    }
}
