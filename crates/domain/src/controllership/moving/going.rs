//! Who must be told, who may choose, and when records go.

use core::time::Duration;

use crate::controllership::{
    CustodyCase, CustodyEvent, ExitPlan, Notice, Party, Whose, goes_to, may_go,
};
use crate::ids::{CustodyId, PersonId};
use crate::refusals::{ReasonCode, Refusal};
use crate::time::Instant;

use super::Plan;

/// How long those concerned have from when they are told until the records go.
pub const CHOICE_DAYS: u8 = 28;

/// The fewest characters in which somebody says why nobody could be told.
const MIN_WHY: usize = 20;

const RULES: &[&str] = &["S2-3-e", "pjl § 24"];

/// That those concerned were told, or why they were not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// On their own pages, then.
    At(Instant),
    /// It was not practicable; why is written down.
    NotPracticable(String),
}

impl Told {
    const fn notice(&self) -> Notice {
        match self {
            Self::At(at) => Notice::SentAt(*at),
            Self::NotPracticable(_) => Notice::NotPracticable,
        }
    }
}

/// What one person has chosen for her own record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// Who.
    pub person: PersonId,
    /// Who shall have it; none when it shall stay where it is.
    pub named: Option<Party>,
}

impl Plan {
    /// Whether those concerned have a say: when the business that has their records goes
    /// over or ceases (case II), and when a community is dissolved and they are handed
    /// over (case V).
    pub const fn asks_those_concerned(&self) -> bool {
        let may_ask =
            matches!(self.case, CustodyCase::BusinessTransferred | CustodyCase::CommunityDissolved);
        may_ask && self.to.is_some()
    }
}

/// Whether those concerned can be told now, or be left untold for this reason.
///
/// # Errors
/// `INVALID_TRANSITION` when they have no say, or were told; `REASON_TOO_SHORT` for a
/// reason with too few words.
pub fn may_tell(plan: &Plan, before: Option<&Told>, told: &Told) -> Result<(), Refusal> {
    if !plan.asks_those_concerned() || before.is_some() {
        return Err(Refusal::told(ReasonCode::InvalidTransition, RULES));
    }
    match told {
        Told::NotPracticable(why) if why.trim().chars().count() < MIN_WHY => {
            Err(Refusal::told(ReasonCode::ReasonTooShort, RULES))
        }
        _ => Ok(()),
    }
}

/// Whether a plan may be carried out now.
///
/// # Errors
/// `INVALID_TRANSITION` before its day; `PJL24_NOTICE_MISSING` when nobody was told;
/// `NOTICE_TOO_SHORT` when they were told too late to choose.
pub fn may_carry_out(plan: &Plan, told: Option<&Told>, now: Instant) -> Result<(), Refusal> {
    if now < plan.at || plan.case == CustodyCase::PlatformLeft {
        return Err(Refusal::told(ReasonCode::InvalidTransition, RULES));
    }
    if !plan.asks_those_concerned() {
        return Ok(());
    }
    may_go(plan.at, told.map(Told::notice))
        .map_err(|_| Refusal::told(ReasonCode::Pjl24NoticeMissing, RULES))?;
    let enough = Duration::from_secs(u64::from(CHOICE_DAYS) * 24 * 60 * 60);
    match told {
        Some(Told::At(at)) if at.plus(enough) > plan.at => {
            Err(Refusal::told(ReasonCode::NoticeTooShort, RULES))
        }
        _ => Ok(()),
    }
}

/// Whether somebody may say for a receiver that the records are there: a municipality
/// here says so itself, for others whoever has carried it out says on what paper.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for another's; `DOCUMENT_MISSING` without a paper.
pub fn may_receive(
    (receiver, by): (Party, Party),
    (planner, paper): (Party, &str),
) -> Result<(), Refusal> {
    match receiver {
        Party::Municipality(_) if receiver != by => {
            Err(Refusal::told(ReasonCode::StaffNotAuthorised, RULES))
        }
        Party::Municipality(_) => Ok(()),
        _ if by != planner => Err(Refusal::told(ReasonCode::StaffNotAuthorised, RULES)),
        _ if paper.trim().is_empty() => Err(Refusal::told(ReasonCode::DocumentMissing, RULES)),
        _ => Ok(()),
    }
}

/// The records that change hands when a plan is carried out: everybody's, and those of
/// each who has chosen for herself.
pub fn events(
    plan: &Plan,
    choices: &[Choice],
    mut fresh: impl FnMut() -> CustodyId,
) -> Vec<CustodyEvent> {
    let mut event = |whose, author, to| CustodyEvent {
        id: fresh(),
        case: plan.case,
        whose,
        scope: plan.scope,
        written: plan.written,
        author,
        from: plan.from.clone(),
        to,
        at: plan.at,
        received_at: None,
    };
    if plan.exit == Some(ExitPlan::EachOwn) {
        let each = plan.from.iter();
        return each.map(|party| event(Whose::Everyone, Some(*party), *party)).collect();
    }
    let Some(to) = plan.to else { return Vec::new() };
    let mut found = vec![event(Whose::Everyone, None, to)];
    for choice in choices.iter().filter(|_| plan.asks_those_concerned()) {
        let stays = plan.from.first().copied().unwrap_or(to);
        let hers = goes_to(stays, choice.named);
        found.push(event(Whose::Person(choice.person), None, hers));
    }
    found
}
