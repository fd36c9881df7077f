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

/// The parts that come of sending one on now: for each who is responsible, about what of it was
/// written when nobody of the same has a part yet. `have` are the parts that are being answered:
/// with whom, and about what was written when.
pub fn handed_over(
    register: &Register,
    ask: &Ask,
    have: &[(Vec<Party>, Vec<Validity>)],
) -> Vec<Planned> {
    let left = |mut one: Addressed| {
        for (_, taken) in have.iter().filter(|(holders, _)| *holders == one.holders) {
            // A part that is not about any time is about everything.
            if taken.is_empty() || one.written.is_empty() {
                return None;
            }
            one.written = one.written.iter().flat_map(|stretch| outside(*stretch, taken)).collect();
        }
        let is_whole = have.iter().all(|(holders, _)| *holders != one.holders);
        (is_whole || !one.written.is_empty()).then_some(one)
    };
    addressees(register, ask).into_iter().filter_map(left).map(|one| received(ask, one)).collect()
}

/// What of a time is in none of others.
fn outside(stretch: Validity, taken: &[Validity]) -> Vec<Validity> {
    let mut left = vec![stretch];
    for cut in taken {
        left = left.into_iter().flat_map(|one| before_and_after(one, *cut)).collect();
    }
    left
}

/// What of a time lies before another, and what after.
fn before_and_after(one: Validity, cut: Validity) -> impl Iterator<Item = Validity> {
    let until = one.to().map_or(cut.from(), |to| to.min(cut.from()));
    let before = Validity::new(one.from(), Some(until));
    let after = cut.to().and_then(|to| Validity::new(one.from().max(to), one.to()));
    before.into_iter().chain(after)
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
