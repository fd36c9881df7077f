//! Who has parental responsibility for whom in the town.

use helsebro_domain::ids::PersonId;
use helsebro_domain::representation::RegisteredParent;

use super::ids::{EMIL, JONAS, LISE, other};

/// Every line of the register that the town has.
pub(super) fn parents() -> Vec<RegisteredParent> {
    let (mother, father) = (other(8), other(9));
    let mut lines = vec![with(LISE, EMIL), with(LISE, JONAS)];
    for child in [10, 11, 12].map(other) {
        lines.extend([with(mother, child), apart(father, child)]);
    }
    lines
}

const fn with(parent: PersonId, child: PersonId) -> RegisteredParent {
    RegisteredParent { child, parent, shares_address: true }
}

const fn apart(parent: PersonId, child: PersonId) -> RegisteredParent {
    RegisteredParent { child, parent, shares_address: false }
}
