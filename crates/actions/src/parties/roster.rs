//! Who works at a unit today, and who is away.

use helsebro_domain::ids::StaffId;
use helsebro_domain::parties::{Absence, DutyLead, GoesTo, Staff, Unit, goes_to, stands_in_for};
use helsebro_domain::time::Date;
use helsebro_storage::{StorageError, Tx, parties};

/// Who works at a unit on a day, and who is away from it.
pub(crate) struct Roster {
    pub(crate) staff: Vec<Staff>,
    pub(crate) absences: Vec<Absence>,
    at_work: Vec<StaffId>,
    today: Date,
}

impl Roster {
    /// The roster of a unit, for whoever gives something to its staff.
    pub(crate) async fn here(tx: &mut Tx, unit: &Unit, today: Date) -> Result<Self, StorageError> {
        let staff = parties::staff_here(tx, unit, today).await?;
        let rows = parties::absences_here(tx, unit, today).await?;
        Ok(Self {
            at_work: staff.iter().map(|one| one.id).collect(),
            absences: rows.into_iter().map(|row| row.absence).collect(),
            staff,
            today,
        })
    }

    /// To whom goes what is given to somebody.
    pub(crate) fn goes_to(&self, staff: StaffId) -> GoesTo {
        goes_to(staff, &self.absences, &self.at_work, self.today)
    }

    /// Those for whom somebody stands in.
    pub(crate) fn stands_in_for(&self, me: StaffId) -> Vec<StaffId> {
        stands_in_for(me, &self.absences, &self.at_work, self.today)
    }

    /// Who leads the duty, when this one is named.
    pub(crate) fn lead(&self, named: Option<StaffId>) -> DutyLead {
        DutyLead::today(named, &self.absences, &self.at_work, self.today)
    }

    /// Those who are authorised at the unit.
    pub(crate) fn at_work(&self) -> &[StaffId] {
        &self.at_work
    }

    /// The full name of somebody who works here.
    pub(crate) fn name(&self, id: StaffId) -> Option<String> {
        self.staff.iter().find(|one| one.id == id).map(|one| one.name.full())
    }

    /// The absence of somebody who is away on this day.
    pub(crate) fn away(&self, id: StaffId) -> Option<&Absence> {
        self.absences.iter().find(|away| away.staff == id && away.covers(self.today))
    }
}

/// Who leads the duty at a unit of the scope's municipality.
pub(crate) async fn duty_lead(
    tx: &mut Tx,
    unit: &Unit,
    today: Date,
) -> Result<DutyLead, StorageError> {
    let named = parties::duty_lead(tx, unit.id).await?;
    Ok(Roster::here(tx, unit, today).await?.lead(named))
}
