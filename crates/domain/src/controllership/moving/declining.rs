//! A receiver that somebody has named says no: she is told and chooses anew, and when she does
//! not, her record goes to whoever takes what nobody else does (RR-08, S2-3-e).

use crate::controllership::Party;
use crate::refusals::{ReasonCode, Refusal};

use super::{Plan, Told};
use crate::time::Instant;

const RULES: &[&str] = &["RR-08", "S2-3-e"];

/// A receiver that says no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decline {
    /// Who says it.
    pub receiver: Party,
    /// Who gets what was named for it when nobody is named anew: the national archive, when no
    /// other takes it (§ 5.6 case II D).
    pub instead: Party,
    /// Where it says so.
    pub paper: String,
}

/// Whether somebody notes that a receiver has said no: whoever plans, since it is the planner's to
/// say where else it goes.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for anybody but the planner; `DOCUMENT_MISSING` without a paper;
/// `INVALID_TRANSITION` when nobody has a say, for whoever gets the others' records, and when what
/// was named for it would go to a party that has them, that gets the others', or that is no
/// organisation.
pub fn may_decline(
    plan: &Plan,
    decline: &Decline,
    (by, planner): (Party, Party),
) -> Result<(), Refusal> {
    let Decline { receiver, instead, paper } = decline;
    if by != planner {
        return Err(Refusal::told(ReasonCode::StaffNotAuthorised, RULES));
    }
    if paper.trim().is_empty() {
        return Err(Refusal::told(ReasonCode::DocumentMissing, RULES));
    }
    let takes_it = matches!(instead, Party::Org(_))
        && instead != receiver
        && Some(*instead) != plan.to
        && !plan.from.contains(instead);
    match plan.asks_those_concerned() && Some(*receiver) != plan.to && takes_it {
        true => Ok(()),
        false => Err(Refusal::told(ReasonCode::InvalidTransition, RULES)),
    }
}

/// How far a plan has come when somebody chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choosing<'a> {
    /// That those concerned were told, or why not.
    pub told: Option<&'a Told>,
    /// Whether it is carried out.
    pub is_carried_out: bool,
    /// Whether whom she named has said no, and hers is not received elsewhere.
    pub is_open_again: bool,
    /// Those who have said no.
    pub declined: &'a [Party],
}

/// Whether somebody may choose for her own record now, and this party (S2-3-e). Whoever named one
/// that said no may choose anew until somebody has her record.
///
/// # Errors
/// `INVALID_TRANSITION` before she was told, when the records have gone, when she has no
/// say, and for somebody who has them already or has said no.
pub fn may_choose(
    plan: &Plan,
    at: Choosing<'_>,
    (named, now): (Option<Party>, Instant),
) -> Result<(), Refusal> {
    let is_told = at.told.is_some_and(|told| match told {
        Told::At(at) => *at <= now,
        Told::NotPracticable(_) => true,
    });
    let is_in_time = at.is_open_again || (now < plan.at && !at.is_carried_out);
    let is_possible = match named {
        Some(named) => !plan.from.contains(&named) && !at.declined.contains(&named),
        // What has gone does not stay.
        None => !at.is_carried_out,
    };
    match plan.asks_those_concerned() && is_told && is_in_time && is_possible {
        true => Ok(()),
        false => Err(Refusal::told(ReasonCode::InvalidTransition, RULES)),
    }
}
