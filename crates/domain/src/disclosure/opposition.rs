//! That a patient does not want data to be given out (L-HPL-29, L-PJL-17, L-PBRL-5-3).

use crate::controllership::Party;
use crate::ids::{StaffId, ThreadId};

/// To whom, or of what, she says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OpposedTo {
    /// Everybody.
    Anybody,
    /// An enterprise.
    Party(Party),
    /// One person.
    Staff(StaffId),
    /// One document, whoever asks.
    Thread(ThreadId),
}

/// An opposition: the patient's own, or that there is reason to believe she would.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Opposition {
    /// Whose data: one enterprise's, or none for all.
    pub from: Option<Party>,
    /// To whom.
    pub to: OpposedTo,
}

/// Whether something is opposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opposed {
    /// It is.
    Yes,
    /// It is not.
    No,
}

impl Opposed {
    /// Whether any of these covers giving data from some to this person at these parties.
    pub fn by(
        all: &[Opposition],
        from: &[Party],
        (staff, to): (StaffId, &[Party]),
        documents: &[ThreadId],
    ) -> Self {
        let covers = |found: &Opposition| {
            let is_theirs = found.from.is_none_or(|party| from.contains(&party));
            let is_to = match found.to {
                OpposedTo::Anybody => true,
                OpposedTo::Party(party) => to.contains(&party),
                OpposedTo::Staff(one) => one == staff,
                OpposedTo::Thread(thread) => documents.contains(&thread),
            };
            is_theirs && is_to
        };
        if all.iter().any(covers) { Self::Yes } else { Self::No }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::ids::{MunicipalityId, OrgId};

    /// L-PJL-17: everybody, an enterprise, a person, a document; and of one enterprise alone.
    #[test]
    fn l_pjl_17_an_opposition_covers_what_it_names() {
        let solvik = Party::Municipality(MunicipalityId::from_uuid(Uuid::from_u128(1)));
        let granli = Party::Municipality(MunicipalityId::from_uuid(Uuid::from_u128(2)));
        let fjordro = Party::Org(OrgId::from_uuid(Uuid::from_u128(3)));
        let (per, siri) =
            (StaffId::from_uuid(Uuid::from_u128(4)), StaffId::from_uuid(Uuid::from_u128(5)));
        let thread = ThreadId::from_uuid(Uuid::from_u128(6));
        let to_per =
            |found| Opposed::by(&[found], &[fjordro], (per, &[solvik]), &[thread]) == Opposed::Yes;
        for (from, to, expected) in [
            (None, OpposedTo::Anybody, true),
            (Some(fjordro), OpposedTo::Anybody, true),
            (Some(granli), OpposedTo::Anybody, false),
            (None, OpposedTo::Party(solvik), true),
            (None, OpposedTo::Party(granli), false),
            (None, OpposedTo::Staff(per), true),
            (None, OpposedTo::Staff(siri), false),
            (None, OpposedTo::Thread(thread), true),
            (None, OpposedTo::Thread(ThreadId::from_uuid(Uuid::from_u128(7))), false),
        ] {
            assert_eq!(to_per(Opposition { from, to }), expected, "{from:?} {to:?}");
        }
        assert_eq!(Opposed::by(&[], &[fjordro], (per, &[solvik]), &[thread]), Opposed::No);
    }
}
