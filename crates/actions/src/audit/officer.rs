//! The data protection officer's part of it: look-ups in an emergency are judged by her too, in
//! the municipality's console (L-PJL-16-E). She sees who looked, whom, when and why, and opens
//! nobody (S2-0-k).

use helsebro_domain::audit::{Actor, AuditLine, Event, Object, Reviewer, Verdict};
use helsebro_domain::ids::{AuditId, EmergencyId};
use helsebro_domain::parties::{ConsoleAccess, ConsoleRole};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_storage::{Scope, audit};

use super::emergency::{RULES, ToJudge, waiting};
use super::judging::{Judge, judged};
use crate::{ActError, Acts};

/// The look-ups of the municipality that wait to be judged, oldest first.
///
/// # Errors
/// `EMERGENCY_NOT_ALLOWED` for whoever is no data protection officer, with its line.
pub async fn to_judge(acts: &Acts, who: &ConsoleAccess) -> Result<Vec<ToJudge>, ActError> {
    let home = who.municipality();
    let Some(role) = officer(who) else {
        let refusal = Refusal::told(ReasonCode::EmergencyNotAllowed, RULES);
        let line = line(acts, who, None).refused(refusal);
        acts.db()
            .write(Scope::Municipality(home), "audit.emergency_not", async |mut tx| {
                audit::append(&mut tx, &line).await
            })
            .await?;
        return Err(refusal.into());
    };
    waiting(acts, home, &[role]).await
}

/// Judges one. One without a need is told to the person in her list.
///
/// # Errors
/// `EMERGENCY_NOT_ALLOWED` for whoever is no data protection officer, and for her own;
/// `INVALID_TRANSITION` when it is judged; [`ActError::NotFound`] in another municipality.
pub async fn judge(
    acts: &Acts,
    who: &ConsoleAccess,
    (id, verdict): (EmergencyId, Verdict),
) -> Result<(), ActError> {
    let judge = Judge { home: who.municipality(), staff: who.staff(), officer: officer(who) };
    judged(acts, &judge, (id, verdict), line(acts, who, Some(id))).await
}

/// What the data protection officer judges: every look-up of the municipality but her own.
fn officer(who: &ConsoleAccess) -> Option<Reviewer> {
    let role = Reviewer { staff: who.staff(), municipality: who.municipality(), unit: None };
    who.is(ConsoleRole::Dpo).then_some(role)
}

fn line(acts: &Acts, who: &ConsoleAccess, id: Option<EmergencyId>) -> AuditLine {
    let now = acts.now();
    let audit = AuditId::from_uuid(acts.fresh(now));
    let actor = Actor::Staff(who.staff());
    let mut line = AuditLine::accepted(audit, now, Event::EmergencyJudged, actor);
    line.org = Some(who.municipality());
    line.object = id.map_or(Object::None, |id| Object::Emergency(id.uuid()));
    line.rules = RULES;
    line
}
