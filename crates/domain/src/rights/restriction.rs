//! What is kept and not used while something is contested (RR-10, L-GDPR-18).

use core::time::Duration;

use crate::ids::{MunicipalityId, UnitId};
use crate::time::Instant;

use super::Spot;

/// How long before it is used again she is told so (GDPR art. 18 no. 3; our decision, as the
/// article says "before" and no more).
pub const TOLD_BEFORE_USE: Duration = Duration::from_secs(24 * 60 * 60);

/// That what was written of somebody at a place until an instant is kept and not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Restriction {
    /// Where; without a unit the whole service.
    pub spot: Spot,
    /// Since when: what is written later is not contested.
    pub since: Instant,
    /// Until when, once it is settled; she has been told of it by then.
    pub until: Option<Instant>,
}

impl Restriction {
    /// Whether what was last written at a unit at an instant is kept and not used. Where she
    /// has written herself since, she wants an answer, and it is used (GDPR art. 18 no. 2).
    pub fn covers(&self, (municipality, unit): (MunicipalityId, UnitId), last_at: Instant) -> bool {
        let is_there =
            self.spot.municipality == municipality && self.spot.unit.is_none_or(|own| own == unit);
        is_there && last_at <= self.since
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::parties::CareArea;

    /// L-GDPR-18: what was there is not used, at that unit and no other; what she writes
    /// afterwards is.
    #[test]
    fn l_gdpr_18_what_was_there_is_not_used_and_what_she_writes_later_is() {
        let home = MunicipalityId::from_uuid(Uuid::from_u128(1));
        let unit = |n| UnitId::from_uuid(Uuid::from_u128(n));
        let spot = |unit| Spot { municipality: home, care_area: CareArea::HomeServices, unit };
        let since = Instant::from_micros(1_000);
        let here = Restriction { spot: spot(Some(unit(7))), since, until: None };
        assert!(here.covers((home, unit(7)), since));
        assert!(!here.covers((home, unit(7)), Instant::from_micros(1_001)));
        assert!(!here.covers((home, unit(8)), since));
        let everywhere = Restriction { spot: spot(None), since, until: None };
        assert!(everywhere.covers((home, unit(8)), since));
        let other = MunicipalityId::from_uuid(Uuid::from_u128(2));
        assert!(!everywhere.covers((other, unit(8)), since));
    }
}
