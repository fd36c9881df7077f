//! What is known of a conversation when it is looked at.

use helsebro_domain::controllership::{Controllers, Register};
use helsebro_domain::ids::MunicipalityId;
use helsebro_domain::retention::Facts;
use helsebro_domain::time::Instant;
use helsebro_storage::retention::{self, OnTheWay, SeenRow};
use helsebro_storage::{StorageError, Tx};

use crate::controllership::made;

/// What is the same for all conversations of a municipality.
pub(super) struct Around<'a> {
    register: &'a Register,
    home: MunicipalityId,
    on_the_way: Vec<OnTheWay>,
    is_leaving: bool,
    now: Instant,
}

impl<'a> Around<'a> {
    pub(super) async fn of(
        tx: &mut Tx,
        (register, home): (&'a Register, MunicipalityId),
        now: Instant,
    ) -> Result<Self, StorageError> {
        Ok(Self {
            register,
            home,
            on_the_way: retention::on_the_way(tx).await?,
            is_leaving: retention::is_leaving(tx).await?,
            now,
        })
    }

    /// What the rule asks about one.
    pub(super) async fn facts(&self, tx: &mut Tx, row: &SeenRow) -> Result<Facts, StorageError> {
        let (has_rights_request, is_restricted, has_disclosure) =
            retention::waits(tx, row.person, self.now).await?;
        let goes = |part: &OnTheWay| {
            part.area == row.area && part.unit.is_none_or(|unit| unit == row.unit)
        };
        Ok(Facts {
            area: row.area,
            is_open: row.is_open,
            last_on: row.last_at.in_oslo().date,
            is_contested: self.is_contested(row),
            has_rights_request,
            is_restricted,
            has_disclosure,
            in_custody: self.on_the_way.iter().any(goes),
            is_leaving: self.is_leaving,
        })
    }

    /// Whether it is contested who is controller: now, or when something in it was written.
    fn is_contested(&self, row: &SeenRow) -> bool {
        let unit = (self.home, row.area, row.unit);
        [row.opened_at, row.last_at, self.now].into_iter().any(|at| {
            let answer = made::at_unit(self.register, unit, at);
            matches!(answer.controllers, Controllers::Contested(_))
        })
    }
}
