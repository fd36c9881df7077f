//! The parts that a request is made into when it is sent, and when it is sent on.
//!
//! Pure, so that what must never happen can be tried a hundred thousand times: that
//! somebody responsible gets no part, or somebody else does.

use crate::controllership::{Party, Register, Row, Validity};

use super::{Addressed, Ask, Part, Standing, addressees};

/// A part to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The part.
    pub part: Part,
    /// About what was written when; empty when it does not matter.
    pub written: Vec<Validity>,
    /// The row of the table behind it.
    pub row: Row,
}

/// The parts of a request that is sent now: to those responsible, or to one whom she has
/// named herself. What the one named is not responsible for stays there until it is sent on
/// or she is told, and no clock runs with it.
pub fn sent(register: &Register, ask: &Ask, named: Option<Party>) -> Vec<Planned> {
    let all = addressees(register, ask);
    let Some(named) = named else {
        return all.into_iter().map(|one| received(ask, one)).collect();
    };
    let (own, others): (Vec<Addressed>, Vec<Addressed>) =
        all.into_iter().partition(|one| one.holders.contains(&named));
    let wrong = misdirected(ask, named, others);
    own.into_iter().map(|one| received(ask, one)).chain(wrong).collect()
}

/// The parts that come of sending one on now: one for each who is responsible and has none
/// of this request yet. `have` are those who have one.
pub fn handed_over(register: &Register, ask: &Ask, have: &[Vec<Party>]) -> Vec<Planned> {
    addressees(register, ask)
        .into_iter()
        .filter(|one| !have.contains(&one.holders))
        .map(|one| received(ask, one))
        .collect()
}

fn received(ask: &Ask, one: Addressed) -> Planned {
    let Addressed { holders, standing, written, row } = one;
    Planned { part: Part::received(ask.kind, holders, standing, ask.at), written, row }
}

fn misdirected(ask: &Ask, named: Party, others: Vec<Addressed>) -> Option<Planned> {
    let row = others.first()?.row;
    let written = others.iter().flat_map(|one| one.written.clone()).collect();
    let mut right: Vec<Party> = others.into_iter().flat_map(|one| one.holders).collect();
    right.sort_unstable();
    right.dedup();
    let standing = Standing::Misdirected(right);
    Some(Planned { part: Part::received(ask.kind, vec![named], standing, ask.at), written, row })
}
