//! What is known of a conversation when it is looked at.

use helsebro_domain::controllership::registering::cuts;
use helsebro_domain::controllership::{Controllers, Party, Register, Validity};
use helsebro_domain::ids::{MunicipalityId, RightsRequestId};
use helsebro_domain::retention::{Class, Facts};
use helsebro_domain::time::Instant;
use helsebro_storage::retention::{self, MAX_PLACES, PlaceRow, SeenRow};
use helsebro_storage::{StorageError, Tx};

use crate::controllership::made;

/// What is the same for all conversations of a municipality.
pub(crate) struct Around<'a> {
    register: &'a Register,
    home: MunicipalityId,
    own: Vec<Party>,
    granted: Option<RightsRequestId>,
    is_leaving: bool,
    now: Instant,
}

impl<'a> Around<'a> {
    pub(super) async fn of(
        tx: &mut Tx,
        (register, home): (&'a Register, MunicipalityId),
        now: Instant,
    ) -> Result<Self, StorageError> {
        let is_leaving = retention::is_leaving(tx, home).await?;
        let own = vec![Party::Municipality(home)];
        Ok(Self { register, home, own, granted: None, is_leaving, now })
    }

    /// The same where these have granted a request: it holds nothing back itself, and theirs is
    /// what is looked at.
    pub(crate) async fn of_granted(
        tx: &mut Tx,
        (register, home): (&'a Register, MunicipalityId),
        (request, holders): (RightsRequestId, &[Party]),
        now: Instant,
    ) -> Result<Self, StorageError> {
        let around = Self::of(tx, (register, home), now).await?;
        Ok(Self { own: holders.to_vec(), granted: Some(request), ..around })
    }

    /// What the rule asks about one.
    pub(crate) async fn facts(&self, tx: &mut Tx, row: &SeenRow) -> Result<Facts, StorageError> {
        let (has_rights_request, is_restricted, has_disclosure) =
            retention::waits(tx, (self.home, row.person), (self.granted, self.now)).await?;
        let places = retention::places_of(tx, (self.home, row.thread)).await?;
        // What nobody has looked at may be contested.
        let is_seen_whole = places.len() <= MAX_PLACES;
        let is_contested =
            !is_seen_whole || places.iter().any(|place| self.is_contested(row, *place));
        Ok(Facts {
            class: Class::of_conversation_in(places.iter().map(|place| place.area)),
            is_open: row.is_open,
            last_on: row.last_at.in_oslo().date,
            is_contested,
            is_anothers: places.iter().any(|place| self.is_anothers(row, *place)),
            has_rights_request,
            is_restricted,
            has_disclosure,
            in_custody: retention::is_on_the_way(tx, (self.home, row.thread)).await?,
            is_leaving: self.is_leaving,
        })
    }

    /// Whether another answers now for what was written at a unit first or last.
    fn is_anothers(&self, row: &SeenRow, place: PlaceRow) -> bool {
        let unit = (self.home, place.area, place.unit);
        let is_so =
            |at| made::is_anothers(self.register, unit, (row.person, at), (&self.own, self.now));
        [row.opened_at, row.last_at].into_iter().any(is_so)
    }

    /// Whether it is contested who is controller at a unit that has had it: now, or at any
    /// time while it was written in. The answer changes only where some record begins or ends.
    fn is_contested(&self, row: &SeenRow, place: PlaceRow) -> bool {
        let unit = (self.home, place.area, place.unit);
        let changes = Validity::new(row.opened_at, Some(row.last_at))
            .map(|while_open| cuts(self.register, self.home, while_open))
            .unwrap_or_default();
        changes.into_iter().chain([row.opened_at, row.last_at, self.now]).any(|at| {
            let answer = made::at_unit(self.register, unit, at);
            matches!(answer.controllers, Controllers::Contested(_))
        })
    }
}
