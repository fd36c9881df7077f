//! Where something holds.

use crate::ids::{MunicipalityId, UnitId};
use crate::parties::CareArea;

/// Which part of a municipality's services.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// All of them.
    Whole,
    /// One care area.
    Area(CareArea),
    /// One unit of a care area.
    Unit(CareArea, UnitId),
}

/// Which part of which municipality's services.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scope {
    /// The municipality.
    pub municipality: MunicipalityId,
    /// The part of its services.
    pub place: Place,
}

impl Scope {
    /// All services of a municipality.
    pub const fn whole(municipality: MunicipalityId) -> Self {
        Self { municipality, place: Place::Whole }
    }

    /// One care area of a municipality.
    pub const fn area(municipality: MunicipalityId, area: CareArea) -> Self {
        Self { municipality, place: Place::Area(area) }
    }

    /// One unit of a municipality.
    pub const fn unit(municipality: MunicipalityId, area: CareArea, unit: UnitId) -> Self {
        Self { municipality, place: Place::Unit(area, unit) }
    }

    /// Whether everything in the other is in this one.
    pub fn covers(self, other: Self) -> bool {
        self.municipality == other.municipality && self.place.covers(other.place)
    }
}

impl Place {
    /// Whether everything in the other is in this one.
    pub fn covers(self, other: Self) -> bool {
        match (self, other) {
            (Self::Whole, _) => true,
            (Self::Area(own), Self::Area(area) | Self::Unit(area, _)) => own == area,
            _ => self == other,
        }
    }

    /// How narrow it is: a narrower record carves out of a wider one (§ 5.4 no. 5).
    pub const fn narrowness(self) -> u8 {
        match self {
            Self::Whole => 0,
            Self::Area(_) => 1,
            Self::Unit(..) => 2,
        }
    }

    /// The care area; none when it is all of them.
    pub const fn care_area(self) -> Option<CareArea> {
        match self {
            Self::Whole => None,
            Self::Area(area) | Self::Unit(area, _) => Some(area),
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_wider_place_covers_a_narrower_one_and_never_the_other_way() {
        let unit = UnitId::from_uuid(Uuid::from_u128(1));
        let rows = [
            Place::Whole,
            Place::Area(CareArea::NursingHome),
            Place::Unit(CareArea::NursingHome, unit),
        ];
        for (wide, one) in rows.iter().enumerate() {
            for (narrow, other) in rows.iter().enumerate() {
                assert_eq!(one.covers(*other), wide <= narrow, "{one:?} {other:?}");
            }
            assert_eq!(usize::from(one.narrowness()), wide);
        }
        assert!(!Place::Area(CareArea::HomeServices).covers(rows[2]));
        assert!(
            !rows[2].covers(Place::Unit(CareArea::NursingHome, UnitId::from_uuid(Uuid::nil())))
        );
    }

    #[test]
    fn a_place_of_one_municipality_covers_nothing_of_another() {
        let (solvik, granli) = (1, 2);
        let id = |number| MunicipalityId::from_uuid(Uuid::from_u128(number));
        assert!(!Scope::whole(id(solvik)).covers(Scope::whole(id(granli))));
        assert!(Scope::whole(id(solvik)).covers(Scope::area(id(solvik), CareArea::Midwife)));
    }
}
