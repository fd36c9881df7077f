//! The verdict on a look-up: one without a need is entered as a breach, and she is told
//! (L-PJL-16-E).

use helsebro_domain::audit::{Actor, AuditLine, Event, Object, Reviewer, Verdict, Why};
use helsebro_domain::breaches::{Breach, Holder};
use helsebro_domain::ids::{AuditId, BreachId, EmergencyId, MunicipalityId, StaffId};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::Instant;
use helsebro_storage::breaches::{BreachWords, StoredBreach};
use helsebro_storage::jobs::NoticeFact;
use helsebro_storage::{Scope, audit, breaches};

use super::emergency::{RULES, nobody};
use crate::{ActError, Acts, Sight, content, notices, trail};

/// Who judges.
pub(super) struct Judge {
    /// In which municipality.
    pub(super) home: MunicipalityId,
    /// Who.
    pub(super) staff: StaffId,
    /// What she judges besides what is registered of her.
    pub(super) officer: Option<Reviewer>,
}

/// A look-up without a need may be a breach: it is entered in the municipality's register with
/// the reason that was given, and its clock runs from the verdict (L-PJL-16-E, L-GDPR-33).
async fn as_breach(
    acts: &Acts,
    home: MunicipalityId,
    id: EmergencyId,
    now: Instant,
) -> Result<Option<StoredBreach>, ActError> {
    let found = acts
        .db()
        .read(Scope::Municipality(home), "audit.as_breach", async |mut tx| {
            audit::desk_emergency(&mut tx, id).await
        })
        .await?;
    let Some(found) = found else { return Ok(None) };
    let place = ("emergencies", id.uuid(), "reason");
    let reason = content::open_units(acts, home, place, &found.reason.unit).await;
    let nature = format!("{}: {}", RULES[0], content::in_list(reason)?);
    let (breach, holder) = (BreachId::from_uuid(acts.fresh(now)), Holder::Municipality(home));
    let nature = crate::breaches::seal(acts, holder, (breach, "nature"), &nature).await?;
    let breach = Breach::registered((breach, holder), None, (now, now))?;
    let words = BreachWords { nature, ..BreachWords::default() };
    Ok(Some(StoredBreach { breach, registered_at: now, words }))
}

/// Judges a look-up, with its line. One without a need is entered as a breach, and she is told.
pub(super) async fn judged(
    acts: &Acts,
    judge: &Judge,
    (id, verdict): (EmergencyId, Verdict),
    line: AuditLine,
) -> Result<(), ActError> {
    let now = acts.now();
    let breach = match verdict {
        Verdict::Unlawful => as_breach(acts, judge.home, id, now).await?,
        Verdict::Lawful => None,
    };
    let judged = acts
        .db()
        .write(Scope::Municipality(judge.home), "audit.judge", async |mut tx| {
            let mut line = line.clone();
            line.why = Some(Why::Review);
            let Some(stored) = audit::desk_emergency(&mut tx, id).await? else {
                audit::append(&mut tx, &line.refused(nobody())).await?;
                return Ok::<_, ActError>(Err(nobody()));
            };
            line.subject = Some(stored.access.person);
            let mut roles = audit::reviews_of(&mut tx, judge.staff).await?;
            roles.extend(judge.officer);
            let role = roles.iter().find(|role| role.reviews(&stored.access)).copied();
            let decided = role
                .ok_or(Refusal::told(ReasonCode::EmergencyNotAllowed, RULES))
                .and_then(|role| stored.access.judged(&role, verdict));
            let judged = match trail::settle(&mut tx, line, decided).await? {
                Ok(judged) => judged,
                Err(refusal) => return Ok(Err(refusal)),
            };
            audit::judge_emergency(&mut tx, (id, verdict), (judge.staff, now)).await?;
            if let Some(breach) = &breach {
                let audit = AuditId::from_uuid(acts.fresh(now));
                let actor = Actor::Staff(judge.staff);
                let mut entered = AuditLine::accepted(audit, now, Event::BreachRegistered, actor);
                entered.org = Some(judge.home);
                entered.object = Object::Breach(breach.breach.id.uuid());
                entered.rules = &["L-PJL-16-E", "L-GDPR-33"];
                audit::append(&mut tx, &entered).await?;
                breaches::add_breach(&mut tx, breach, judge.staff).await?;
                let (told, person) = (acts.fresh(now), judged.person);
                let fact = NoticeFact::Breach { told, person };
                notices::queue_in(acts, &mut tx, fact, now).await?;
            }
            Ok(Ok(judged))
        })
        .await??;
    acts.news().tell(Sight::Citizen(judged.person));
    Ok(())
}
