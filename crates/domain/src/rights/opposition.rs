//! What somebody has said no to sharing (RR-07, pjl § 17, hpl § 29).

use crate::controllership::{Party, Scope};
use crate::ids::MunicipalityId;
use crate::time::Instant;

/// With whom something is not shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// With nobody outside.
    Everybody,
    /// Not with this enterprise.
    Enterprise(Party),
    /// Not with a person, or not a document, as she has put it in her own words. Whoever
    /// decides reads them.
    InHerWords,
}

/// An opposition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opposition {
    /// The record it is about; none for all of them.
    pub record: Option<Scope>,
    /// With whom it is not shared.
    pub target: Target,
    /// Since when.
    pub since: Instant,
    /// Until when, if she has taken it back.
    pub lifted_at: Option<Instant>,
}

/// Whether an opposition is in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Covering {
    /// Nothing is in the way.
    No,
    /// She has said something in her own words that may be: a person reads them first.
    Ask,
    /// She has said no.
    Yes,
}

impl Opposition {
    /// Whether it holds then.
    pub fn holds_at(&self, at: Instant) -> bool {
        self.since <= at && self.lifted_at.is_none_or(|lifted| at < lifted)
    }

    /// Whether it is in the way of a record's going to somebody at an instant.
    pub fn covers(&self, record: Scope, to: Party, at: Instant) -> Covering {
        let is_about = self.record.is_none_or(|own| own.covers(record) || record.covers(own));
        if !is_about || !self.holds_at(at) {
            return Covering::No;
        }
        match self.target {
            Target::Everybody => Covering::Yes,
            Target::Enterprise(party) if party == to => Covering::Yes,
            Target::Enterprise(_) => Covering::No,
            Target::InHerWords => Covering::Ask,
        }
    }

    /// What all of somebody's oppositions say together: the strictest.
    pub fn all_cover(all: &[Self], record: Scope, to: Party, at: Instant) -> Covering {
        all.iter().map(|one| one.covers(record, to, at)).max().unwrap_or(Covering::No)
    }

    /// Whether any of these is in the way of those who work in a municipality and do not
    /// treat her, at an instant; what she has said in her own words is (L-PJL-16-E).
    pub fn any_within(all: &[Self], municipality: MunicipalityId, at: Instant) -> bool {
        let own = Party::Municipality(municipality);
        all.iter().any(|one| {
            let is_about = one.record.is_none_or(|record| record.municipality == municipality);
            let is_to = match one.target {
                Target::Everybody | Target::InHerWords => true,
                Target::Enterprise(party) => party == own,
            };
            is_about && is_to && one.holds_at(at)
        })
    }
}

impl Target {
    /// The target as it is stored.
    pub fn to_stored(&self) -> String {
        match self {
            Self::Everybody => "ALL".to_owned(),
            Self::Enterprise(party) => party.to_stored(),
            Self::InHerWords => "WORDS".to_owned(),
        }
    }

    /// The target that is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        match text {
            "ALL" => Some(Self::Everybody),
            "WORDS" => Some(Self::InHerWords),
            party => Party::from_stored(party).map(Self::Enterprise),
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::ids::{MunicipalityId, OrgId, UnitId};
    use crate::parties::CareArea;

    fn municipality(n: u128) -> MunicipalityId {
        MunicipalityId::from_uuid(Uuid::from_u128(n))
    }

    fn nursing_home() -> Scope {
        let unit = UnitId::from_uuid(Uuid::from_u128(7));
        Scope::unit(municipality(1), CareArea::NursingHome, unit)
    }

    const EARLY: Instant = Instant::from_micros(1_000);
    const NOW: Instant = Instant::from_micros(2_000);
    const LATER: Instant = Instant::from_micros(3_000);

    fn opposed(record: Option<Scope>, target: Target) -> Opposition {
        Opposition { record, target, since: NOW, lifted_at: Some(LATER) }
    }

    /// RRX-6: nothing goes from Fjordro's record to Solvik while she opposes it.
    #[test]
    fn rrx_6_what_she_opposes_is_in_the_way_from_that_instant_until_she_takes_it_back() {
        let (solvik, granli) =
            (Party::Municipality(municipality(1)), Party::Municipality(municipality(2)));
        let to_solvik = opposed(Some(nursing_home()), Target::Enterprise(solvik));
        for (at, to, expected) in [
            (EARLY, solvik, Covering::No),
            (NOW, solvik, Covering::Yes),
            (NOW, granli, Covering::No),
            (LATER, solvik, Covering::No),
        ] {
            assert_eq!(to_solvik.covers(nursing_home(), to, at), expected, "{at} {to:?}");
        }
        let all = opposed(None, Target::Everybody);
        assert_eq!(all.covers(nursing_home(), granli, NOW), Covering::Yes);
    }

    /// RR-07: a part of a service and the whole of it meet; another service does not.
    #[test]
    fn an_opposition_is_about_the_record_and_its_parts() {
        let to = Party::Municipality(municipality(2));
        let area = Scope::area(municipality(1), CareArea::NursingHome);
        for (record, expected) in [
            (Some(area), Covering::Yes),
            (Some(nursing_home()), Covering::Yes),
            (Some(Scope::whole(municipality(1))), Covering::Yes),
            (Some(Scope::area(municipality(1), CareArea::HomeServices)), Covering::No),
            (Some(Scope::whole(municipality(2))), Covering::No),
        ] {
            let found = opposed(record, Target::Everybody).covers(nursing_home(), to, NOW);
            assert_eq!(found, expected, "{record:?}");
        }
    }

    /// The strictest counts, and her own words are read by a person.
    #[test]
    fn of_several_oppositions_the_strictest_counts() {
        let to = Party::Org(OrgId::from_uuid(Uuid::from_u128(3)));
        let words = opposed(None, Target::InHerWords);
        let other = opposed(None, Target::Enterprise(Party::Municipality(municipality(2))));
        let all = |all: &[Opposition]| Opposition::all_cover(all, nursing_home(), to, NOW);
        assert_eq!(all(&[]), Covering::No);
        assert_eq!(all(&[words.clone(), other.clone()]), Covering::Ask);
        let everybody = opposed(None, Target::Everybody);
        assert_eq!(all(&[words, other, everybody]), Covering::Yes);
    }

    #[test]
    fn a_target_comes_back_as_it_was_stored() {
        let party = Target::Enterprise(Party::Municipality(municipality(1)));
        for target in [Target::Everybody, Target::InHerWords, party] {
            assert_eq!(Target::from_stored(&target.to_stored()), Some(target));
        }
        assert_eq!(Target::from_stored("?"), None);
    }
}
