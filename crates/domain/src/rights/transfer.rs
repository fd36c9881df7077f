//! What somebody has chosen before her record changes hands (RR-08, pjl § 24, § 5.6).

use crate::controllership::{CustodyCase, Party, Place, Register, Scope, Whose};
use crate::ids::{CustodyId, PersonId};
use crate::time::Instant;

use super::Spot;

/// What her choice means now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transfer {
    /// Records are about to go, and hers goes as she says.
    Ahead {
        /// Which transfer.
        event: CustodyId,
        /// Where the others' go.
        others_to: Party,
        /// When.
        at: Instant,
    },
    /// Nothing is about to go: whom she names gets a copy, as consent to sharing, and the
    /// record stays.
    CopyOnly,
}

/// Whether the record at a spot is about to change hands because a business is transferred
/// or ceases, or a community is dissolved (cases II and V); the next time.
pub fn transfer_of(register: &Register, spot: Spot, person: PersonId, now: Instant) -> Transfer {
    let place =
        spot.unit.map_or(Place::Area(spot.care_area), |unit| Place::Unit(spot.care_area, unit));
    let record = Scope { municipality: spot.municipality, place };
    let ahead = register.facts().custody.iter().filter(|event| {
        matches!(event.case, CustodyCase::BusinessTransferred | CustodyCase::CommunityDissolved)
            && event.at > now
            && event.scope.covers(record)
            && [Whose::Everyone, Whose::Person(person)].contains(&event.whose)
    });
    match ahead.min_by_key(|event| (event.at, event.id)) {
        Some(event) => Transfer::Ahead { event: event.id, others_to: event.to, at: event.at },
        None => Transfer::CopyOnly,
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::controllership::{CustodyEvent, Facts, Validity};
    use crate::ids::{MunicipalityId, OrgId};
    use crate::parties::CareArea;

    /// CTX-8, S2-3-e: before the business goes her choice changes where hers goes; at any
    /// other time whom she names gets a copy.
    #[test]
    fn ctx_8_a_choice_counts_while_the_transfer_lies_ahead() {
        let solvik = MunicipalityId::from_uuid(Uuid::from_u128(1));
        let org = |n| Party::Org(OrgId::from_uuid(Uuid::from_u128(n)));
        let at = Instant::from_micros(5_000);
        let event = CustodyEvent {
            id: CustodyId::from_uuid(Uuid::from_u128(4)),
            case: CustodyCase::BusinessTransferred,
            whose: Whose::Everyone,
            scope: Scope::area(solvik, CareArea::NursingHome),
            written: Validity::starting(Instant::from_micros(0)),
            author: None,
            from: vec![org(2)],
            to: org(3),
            at,
            received_at: None,
        };
        let register = Register::new(Facts { custody: vec![event], ..Facts::default() });
        let kari = PersonId::from_uuid(Uuid::from_u128(9));
        let spot = |care_area| Spot { municipality: solvik, care_area, unit: None };
        let ask =
            |area, micros| transfer_of(&register, spot(area), kari, Instant::from_micros(micros));
        let event = CustodyId::from_uuid(Uuid::from_u128(4));
        let ahead = Transfer::Ahead { event, others_to: org(3), at };
        assert_eq!(ask(CareArea::NursingHome, 4_999), ahead);
        assert_eq!(ask(CareArea::NursingHome, 5_000), Transfer::CopyOnly);
        assert_eq!(ask(CareArea::HomeServices, 1_000), Transfer::CopyOnly);
    }
}
