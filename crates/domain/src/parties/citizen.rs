//! A citizen who is signed in.

use crate::ids::PersonId;
use crate::refusals::{ReasonCode, Refusal};

/// How sure the sign-in is, as ID-porten ranks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EidLevel {
    /// Low.
    Low,
    /// Substantial.
    Substantial,
    /// High: the only level that opens anything here.
    High,
}

/// The right of a signed-in citizen to see and do what is her own (S1-2.1-c).
///
/// Only [`CitizenAccess::signed_in`] makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CitizenAccess {
    person: PersonId,
}

impl CitizenAccess {
    /// The access of a person who signed in at this level.
    ///
    /// # Errors
    /// `EID_LEVEL_TOO_LOW` under level high.
    pub fn signed_in(person: PersonId, level: EidLevel) -> Result<Self, Refusal> {
        if level < EidLevel::High {
            return Err(Refusal::told(ReasonCode::EidLevelTooLow, &["S1-2.1-c"]));
        }
        Ok(Self { person })
    }

    /// Who.
    pub const fn person(&self) -> PersonId {
        self.person
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    /// S1-2.1-c: no function without a session at level high.
    #[test]
    fn s1_2_1_c_only_level_high_opens_anything() {
        let kari = PersonId::from_uuid(Uuid::from_u128(1));
        for level in [EidLevel::Low, EidLevel::Substantial] {
            let refused = CitizenAccess::signed_in(kari, level).unwrap_err();
            assert_eq!(refused.code(), ReasonCode::EidLevelTooLow);
        }
        assert_eq!(CitizenAccess::signed_in(kari, EidLevel::High).unwrap().person(), kari);
    }
}
