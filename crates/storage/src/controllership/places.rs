//! The columns of a place, a validity and a kind of organisation.

use helsebro_domain::controllership::{LegalPerson, OrgKind, Party, Place, Scope, Validity};
use helsebro_domain::ids::{MunicipalityId, UnitId};
use helsebro_domain::parties::CareArea;
use helsebro_domain::time::Instant;

use crate::{Row, StorageError};

pub(super) fn area_of(place: Place) -> Option<i64> {
    place.care_area().map(|area| i64::from(area.code()))
}

pub(super) const fn unit_of(place: Place) -> Option<UnitId> {
    match place {
        Place::Unit(_, unit) => Some(unit),
        Place::Whole | Place::Area(_) => None,
    }
}

/// The scope in three columns from `first`: municipality, care area, unit.
pub(super) fn scope(row: &Row<'_>, first: usize) -> Result<Scope, StorageError> {
    let municipality: MunicipalityId = row.get(first)?;
    let area: Option<i64> = row.get(first + 1)?;
    let unit: Option<UnitId> = row.get(first + 2)?;
    let wrong = StorageError::Column { column: first + 1, wanted: "a care area" };
    let place = match (area, unit) {
        (None, _) => Place::Whole,
        (Some(code), unit) => {
            let area = CareArea::from_code(code).ok_or(wrong)?;
            unit.map_or(Place::Area(area), |unit| Place::Unit(area, unit))
        }
    };
    Ok(Scope { municipality, place })
}

/// The validity in two columns from `first`.
pub(super) fn validity(row: &Row<'_>, first: usize) -> Result<Validity, StorageError> {
    let (from, to): (Instant, Option<Instant>) = (row.get(first)?, row.get(first + 1)?);
    Validity::new(from, to).ok_or(StorageError::Column { column: first, wanted: "a validity" })
}

/// A party in a column.
pub(super) fn party(row: &Row<'_>, column: usize) -> Result<Option<Party>, StorageError> {
    let text: Option<String> = row.get(column)?;
    match text {
        None => Ok(None),
        Some(text) => Party::from_stored(&text)
            .map(Some)
            .ok_or(StorageError::Column { column, wanted: "a party" }),
    }
}

pub(super) const fn stored_kind(kind: OrgKind) -> &'static str {
    match kind {
        OrgKind::PrivateNonprofit => "PRIVATE_NONPROFIT",
        OrgKind::PrivateCommercial => "PRIVATE_COMMERCIAL",
        OrgKind::Iks => "IKS",
        OrgKind::TaskCommunity(LegalPerson::Yes) => "KO",
        OrgKind::TaskCommunity(LegalPerson::No) => "KO_NO_PERSON",
        OrgKind::Vendor => "VENDOR",
        OrgKind::Archive => "ARCHIVE",
    }
}

pub(super) fn kind(text: &str) -> Option<OrgKind> {
    Some(match text {
        "PRIVATE_NONPROFIT" => OrgKind::PrivateNonprofit,
        "PRIVATE_COMMERCIAL" => OrgKind::PrivateCommercial,
        "IKS" => OrgKind::Iks,
        "KO" => OrgKind::TaskCommunity(LegalPerson::Yes),
        "KO_NO_PERSON" => OrgKind::TaskCommunity(LegalPerson::No),
        "VENDOR" => OrgKind::Vendor,
        "ARCHIVE" => OrgKind::Archive,
        _ => return None,
    })
}
