//! Under whose key a copy of a message is kept.
//!
//! A message is kept as two copies: the citizen's own, for which the platform's
//! controller answers, and the unit's, which belongs to the record
//! (S1-2.1.1-a, S1-3.1-a, S1-3.1-b).

use crate::ids::MunicipalityId;

use super::Category;

/// Who is controller for something stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Controller {
    /// The controller of the platform part.
    Platform,
    /// A municipality.
    Municipality(MunicipalityId),
}

/// The two labels of a message: the citizen's copy and the unit's.
pub const fn labels(municipality: MunicipalityId) -> [(Controller, Category); 2] {
    [
        (Controller::Platform, Category::Platform),
        (Controller::Municipality(municipality), Category::EpjRecord),
    ]
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    /// S1-2.1.1-a: a stored message carries two labels.
    #[test]
    fn s1_2_1_1_a_the_citizens_copy_is_the_platforms_and_the_units_copy_belongs_to_the_record() {
        let solvik = MunicipalityId::from_uuid(Uuid::from_u128(1));
        let [citizens, units] = labels(solvik);
        assert_eq!(citizens, (Controller::Platform, Category::Platform));
        assert_eq!(units, (Controller::Municipality(solvik), Category::EpjRecord));
        assert_eq!((citizens.1.as_str(), units.1.as_str()), ("PLATFORM", "EPJ_RECORD"));
    }
}
