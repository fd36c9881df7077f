//! The fixed ids of the town, the same in every start.
//!
//! They are version 7 UUIDs from the town's first instant, so they lie before
//! everything that happens later; the last digits are a kind and a small number.

use helsebro_domain::ids::{MunicipalityId, PersonId, StaffId, UnitId};
use uuid::Uuid;

use super::START;

macro_rules! fixed {
    ($kind:ident, $place:literal: $($(#[$doc:meta])* $name:ident = $number:literal;)*) => {$(
        $(#[$doc])*
        pub const $name: $kind = $kind::from_uuid(uuid($place, $number));
    )*};
}

fixed! { MunicipalityId, 1:
    /// Solvik.
    SOLVIK = 1;
    /// Granli.
    GRANLI = 2;
    /// Nordfjell.
    NORDFJELL = 3;
}

fixed! { UnitId, 2:
    /// Hjemmesykepleien Solvik øst.
    HOME_NURSING = 1;
    /// Frisklivssentralen Solvik.
    HEALTHY_LIFE = 2;
    /// Tildelingskontoret in Solvik.
    ALLOCATION = 3;
    /// Solvik legevakt.
    EMERGENCY = 4;
    /// Solbakken sykehjem in Solvik.
    NURSING_HOME = 5;
    /// Hjemmetjenesten Granli.
    GRANLI_HOME_CARE = 6;
    /// Helsestasjonen Nordfjell.
    NORDFJELL_CHILD_HEALTH = 7;
    /// The emergency clinic in Granli.
    GRANLI_EMERGENCY = 8;
    /// The emergency clinic in Nordfjell.
    NORDFJELL_EMERGENCY = 9;
}

fixed! { PersonId, 3:
    /// Kari Nilsen, who gets home nursing in Solvik.
    KARI = 1;
    /// Anne Nilsen, Kari's daughter in Granli.
    ANNE = 2;
    /// Ola Moen.
    OLA = 3;
    /// Lise Berg.
    LISE = 4;
    /// Jonas Berg, Lise's elder son.
    JONAS = 5;
    /// Emil Berg, Lise's younger son.
    EMIL = 6;
    /// Sara Lund, whose address is strictly confidential.
    SARA = 7;
    /// Gerd Aas.
    GERD = 8;
    /// Bjørg Lien.
    BJORG = 9;
    /// Arne Vold.
    ARNE = 10;
    /// Ingrid Foss.
    INGRID = 11;
}

fixed! { StaffId, 4:
    /// Per Haug, nurse at Hjemmesykepleien Solvik øst.
    PER = 1;
    /// Siri Dahl, nurse at Hjemmesykepleien Solvik øst.
    SIRI = 2;
    /// Jon Lunde, whose authorisation at Hjemmesykepleien Solvik øst has ended.
    JON = 3;
    /// Liv Moe, at Frisklivssentralen Solvik.
    LIV = 4;
    /// Mona Lie, nurse at Solbakken sykehjem.
    MONA = 5;
    /// Hege Ås, nurse at Hjemmetjenesten Granli.
    HEGE = 6;
    /// Berit Sand, who may bind Solvik.
    BERIT = 7;
    /// Gro Hagen, administrator in Solvik.
    GRO = 8;
    /// Hilde Bø, data protection officer in Solvik.
    HILDE = 9;
    /// Ragna Tveit, administrator in Granli.
    RAGNA = 10;
    /// Eli Strand, administrator in Nordfjell.
    ELI = 11;
    /// Rolf Nes, who may bind Nordfjell.
    ROLF = 12;
    /// Nina Ek, administrator at the operator, outside the municipalities.
    NINA = 13;
    /// Lars Vik, who may bind Granli.
    LARS = 14;
    /// Odd Rein, administrator at the operator beside Nina.
    ODD = 15;
}

/// The first of the ids of the persons in `others`.
const OTHERS_FROM: u64 = 101;

/// The id of the person at a place among the others.
pub(super) const fn other(place: u64) -> PersonId {
    PersonId::from_uuid(uuid(3, OTHERS_FROM + place))
}

/// A version 7 UUID: the milliseconds of the town's start, a kind, a number.
const fn uuid(kind: u128, number: u64) -> Uuid {
    const MILLIS: u128 = START.micros().unsigned_abs() as u128 / 1_000;
    const VERSION: u128 = 7 << 76;
    const VARIANT: u128 = 2 << 62;
    Uuid::from_u128((MILLIS << 80) | VERSION | (kind << 64) | VARIANT | number as u128)
}
