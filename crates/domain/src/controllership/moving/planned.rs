//! A plan for records that change hands, drawn from the register.

use crate::controllership::register::{Delivering, Ground, Spot};
use crate::controllership::resolve::resolve_undecided;
use crate::controllership::{
    Category, CustodyCase, Delivery, ExitPlan, Mode, Party, Question, Register, Scope, Validity,
    resolve,
};
use crate::ids::{CustodyId, UnitId};
use crate::parties::CareArea;
use crate::refusals::{ReasonCode, Refusal};
use crate::time::Instant;

const RULES: &[&str] = &["S2-2-b3", "pjl § 24"];

/// What somebody wants planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Our own id.
    pub id: CustodyId,
    /// Why records change hands.
    pub case: CustodyCase,
    /// Whose: the services that they are from; a care area or a unit.
    pub scope: Scope,
    /// When they go.
    pub at: Instant,
    /// Who gets them; none when they stay, or when an agreement says it.
    pub to: Option<Party>,
    /// Whom the agreement of a task community names for its archives (KO-10).
    pub archives: Option<String>,
}

/// Records that are to change hands, or to stay, and what the register says about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Our own id.
    pub id: CustodyId,
    /// Why.
    pub case: CustodyCase,
    /// Which services.
    pub scope: Scope,
    /// When the entries were written.
    pub written: Validity,
    /// Whoever has them.
    pub from: Vec<Party>,
    /// Who gets them; none when they stay.
    pub to: Option<Party>,
    /// What the joint journal says happens (case III).
    pub exit: Option<ExitPlan>,
    /// When they go.
    pub at: Instant,
}

/// What has ended, or ends, and so lets records go.
struct Ending {
    written: Validity,
    from: Vec<Party>,
    to: Option<Party>,
    exit: Option<ExitPlan>,
}

/// Draws a plan from the register.
///
/// # Errors
/// `INVALID_TRANSITION` when nothing like it ends there, or whoever shall get the records
/// has them or is nobody; `KO_ARCHIVE_RESPONSIBLE_MISSING` when the agreement of a task
/// community names nobody.
pub fn planned(register: &Register, wanted: &Wanted) -> Result<Plan, Refusal> {
    let refused = || Refusal::told(ReasonCode::InvalidTransition, RULES);
    let (area, unit) = place(wanted.scope).ok_or_else(refused)?;
    let spot = Spot { municipality: wanted.scope.municipality, area, unit };
    let ground = register.ground(spot);
    let before = Instant::from_micros(wanted.at.micros() - 1);
    let question = Question::new(Category::EpjRecord, spot.municipality, area, unit, before);
    let ending = match wanted.case {
        CustodyCase::JointRecordEnds => joint(ground, wanted.at, &question),
        CustodyCase::OverrideExpires => decided(register, wanted.at, &question),
        _ => delivered(register, (ground, wanted), &question)?,
    };
    let Ending { written, from, to, exit } = ending.ok_or_else(refused)?;
    let goes_nowhere = to.is_some_and(|to| from.as_slice() == [to]);
    if from.is_empty() || goes_nowhere || (must_go(wanted.case) && to.is_none()) {
        return Err(refused());
    }
    let Wanted { id, case, scope, at, .. } = *wanted;
    Ok(Plan { id, case, scope, written, from, to, exit, at })
}

/// Whether somebody must get the records.
const fn must_go(case: CustodyCase) -> bool {
    matches!(case, CustodyCase::BusinessTransferred | CustodyCase::CommunityDissolved)
}

fn place(scope: Scope) -> Option<(CareArea, Option<UnitId>)> {
    use crate::controllership::Place;
    match scope.place {
        Place::Whole => None,
        Place::Area(area) => Some((area, None)),
        Place::Unit(area, unit) => Some((area, Some(unit))),
    }
}

/// A joint journal that has ended by then: it says itself what happens (JJ-3).
fn joint(ground: Ground<'_>, at: Instant, question: &Question) -> Option<Ending> {
    let (ended, provider) = deliveries_until(ground, at).find_map(|delivery| {
        let Mode::Outsourced(outsourcing) = &delivery.mode else { return None };
        let ended = ground.ended_joint_record(outsourcing.provider, at)?;
        Some((ended, outsourcing.provider))
    })?;
    let municipality = Party::Municipality(question.municipality);
    let to = match ended.exit {
        ExitPlan::MunicipalityHolds => Some(municipality),
        ExitPlan::ProviderHolds => Some(provider),
        ExitPlan::EachOwn => None,
    };
    let from = ended.parties.clone();
    Some(Ending { written: ended.validity, from, to, exit: Some(ended.exit) })
}

/// A decision that has expired by then: nothing moves by itself.
fn decided(register: &Register, at: Instant, question: &Question) -> Option<Ending> {
    let answer = resolve(register, question);
    let decision = answer.decision?;
    let facts = &register.facts().overrides;
    let decision = facts.iter().find(|one| one.id == decision)?;
    let ends = decision.validity.to().is_some_and(|to| to <= at);
    ends.then(|| Ending {
        written: decision.validity,
        from: answer.controllers.parties().to_vec(),
        to: None,
        exit: None,
    })
}

/// A delivery that has ended by then, or whose deliverer gives its business away.
fn delivered(
    register: &Register,
    (ground, wanted): (Ground<'_>, &Wanted),
    question: &Question,
) -> Result<Option<Ending>, Refusal> {
    let fits = |delivery: &&Delivery| match (wanted.case, &delivery.mode) {
        (CustodyCase::BusinessTransferred, Mode::Outsourced(_)) => true,
        (CustodyCase::ContractEnds, Mode::Outsourced(_))
        | (CustodyCase::ParticipantLeaves, Mode::Host { .. })
        | (CustodyCase::CommunityDissolved, Mode::TaskCommunity { .. }) => {
            delivery.validity.ended_by(wanted.at)
        }
        _ => false,
    };
    let Some(delivery) = deliveries_until(ground, wanted.at).find(fits) else {
        return Ok(None);
    };
    let own = Party::Municipality(ground.spot.municipality);
    let may_get = match wanted.case {
        CustodyCase::ContractEnds => wanted.to.is_none_or(|to| to == own),
        CustodyCase::ParticipantLeaves => wanted.to.is_none(),
        _ => true,
    };
    let is_named = wanted.archives.as_deref().is_some_and(|named| !named.trim().is_empty());
    if wanted.case == CustodyCase::CommunityDissolved && !is_named {
        return Err(Refusal::told(ReasonCode::KoArchiveResponsibleMissing, &["S2-4-b1"]));
    }
    let Some(written) = delivery.validity.until(wanted.at).filter(|_| may_get) else {
        return Ok(None);
    };
    // Who had them on the last day, whatever a decision said in the meantime.
    let last = written.to().unwrap_or(wanted.at);
    let last = question.at(Instant::from_micros(last.micros() - 1));
    let from = resolve_undecided(register, &last).controllers.parties().to_vec();
    Ok(Some(Ending { written, from, to: wanted.to, exit: None }))
}

/// The delivery just before an instant, and the last one that had ended by then.
fn deliveries_until(ground: Ground<'_>, at: Instant) -> impl Iterator<Item = &Delivery> {
    let before = Instant::from_micros(at.micros() - 1);
    let one = match ground.delivering(before) {
        Delivering::One(one) => Some(one),
        Delivering::Nobody | Delivering::Several(_) => None,
    };
    one.into_iter().chain(ground.last_ended(at).map(|(_, delivery)| delivery))
}
