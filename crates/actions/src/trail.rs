//! Audit lines, built the same way by every act (§ 1.4).

use helsebro_domain::audit::{Actor, AuditLine, Event, Object, Why};
use helsebro_domain::dialog::{Desk, Route, Thread};
use helsebro_domain::ids::AuditId;
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::representation::{CitizenAccess, Deed};
use helsebro_domain::time::Instant;
use helsebro_storage::{Scope, StorageError, Tx, audit, dialog};

use crate::{ActError, Acts};

/// A line about something a citizen did with her own, or a helper for her, unless
/// another rule is named. Who acted, for whom and on what all stand in it (L-EFV-10).
pub(crate) fn by_citizen(
    acts: &Acts,
    citizen: &CitizenAccess,
    event: Event,
    now: Instant,
) -> AuditLine {
    let id = AuditId::from_uuid(acts.fresh(now));
    let mut line = AuditLine::accepted(id, now, event, Actor::Citizen(citizen.actor()));
    line.subject = Some(citizen.person());
    line.on_behalf_of = (!citizen.is_own()).then_some(citizen.person());
    line.basis = citizen.basis().id();
    line.why = Why::of(citizen.basis());
    line.rules = &["S1-2.1-a"];
    line
}

/// A line about something done at a desk, unless another rule is named.
pub(crate) fn at_desk(acts: &Acts, desk: &Desk, event: Event, now: Instant) -> AuditLine {
    let (actor, why) = match desk {
        Desk::Staff(access) => (Actor::Staff(access.staff()), Why::Service),
        Desk::Epj(_) => (Actor::Epj(desk.municipality()), Why::Exchange),
    };
    let id = AuditId::from_uuid(acts.fresh(now));
    let mut line = AuditLine::accepted(id, now, event, actor);
    line.org = Some(desk.municipality());
    line.unit = Some(desk.unit());
    line.why = Some(why);
    line.rules = &["S1-2.1-b"];
    line
}

/// A line about something that happens by itself.
pub(crate) fn by_itself(acts: &Acts, event: Event, now: Instant) -> AuditLine {
    let id = AuditId::from_uuid(acts.fresh(now));
    let mut line = AuditLine::accepted(id, now, event, Actor::System);
    line.rules = &["S1-2.1.1-a"];
    line
}

/// The same line, about a conversation.
pub(crate) fn about(mut line: AuditLine, thread: &Thread) -> AuditLine {
    line.org = Some(thread.municipality);
    line.subject = Some(thread.person);
    line.object = Object::Thread(thread.id.uuid());
    if line.why == Some(Why::Service) {
        line.why = Some(match thread.route {
            Route::ByContact => Why::Service,
            Route::Forwarded => Why::Forwarded,
            Route::AboutLog => Why::Question,
        });
    }
    line
}

/// Stores that somebody who acts for a citizen has seen something of hers. What she
/// looks at herself is told to nobody, and leaves no line (L-PJL-22a).
pub(crate) async fn seen_by_helper(
    acts: &Acts,
    citizen: &CitizenAccess,
    (event, thing): (Event, Object),
) -> Result<(), ActError> {
    if citizen.is_own() {
        return Ok(());
    }
    let mut line = by_citizen(acts, citizen, event, acts.now());
    line.object = thing;
    acts.db()
        .write(Scope::from(citizen), "audit.seen_by_helper", async |mut tx| {
            Ok(audit::append(&mut tx, &line).await?)
        })
        .await
}

/// Stores the line as refused when the rules said no, and gives the answer on.
pub(crate) async fn settle<T>(
    tx: &mut Tx,
    line: AuditLine,
    decided: Result<T, Refusal>,
) -> Result<Result<T, Refusal>, StorageError> {
    let line = match &decided {
        Ok(_) => line,
        Err(refusal) => line.refused(*refusal),
    };
    audit::append(tx, &line).await?;
    Ok(decided)
}

/// The neutral refusal of a thing that is not in the scope. The asker is told
/// the same of what is somebody else's and of what does not exist; the line says
/// which (§ 1.4).
pub(crate) async fn hidden(
    tx: &mut Tx,
    thing: Object,
    (theirs, rules): (ReasonCode, &'static [&'static str]),
) -> Result<Refusal, StorageError> {
    let code = if dialog::is_there(tx, thing).await? { theirs } else { ReasonCode::NotAvailable };
    Ok(Refusal::neutral(code, rules))
}

/// The answer to a citizen who asks for what is not hers, after its line is stored.
pub(crate) async fn not_hers(
    acts: &Acts,
    citizen: &CitizenAccess,
    event: Event,
    thing: Object,
) -> Result<ActError, StorageError> {
    let mut line = by_citizen(acts, citizen, event, acts.now());
    line.object = thing;
    acts.db()
        .write(Scope::from(citizen), "audit.not_hers", async |mut tx| {
            let theirs = (ReasonCode::NoRepresentationBasis, &["S1-2.1-a"][..]);
            let refusal = hidden(&mut tx, thing, theirs).await?;
            audit::append(&mut tx, &line.clone().refused(refusal)).await
        })
        .await?;
    Ok(ActError::NotFound)
}

/// Lets a citizen's door be used for this, or stores that it was refused.
pub(crate) async fn allowed(
    acts: &Acts,
    citizen: &CitizenAccess,
    deed: Deed,
    (event, thing): (Event, Object),
) -> Result<(), ActError> {
    let Err(refusal) = citizen.may(deed) else { return Ok(()) };
    let mut line = by_citizen(acts, citizen, event, acts.now());
    line.object = thing;
    acts.db()
        .write(Scope::from(citizen), "audit.not_allowed", async |mut tx| {
            audit::append(&mut tx, &line.clone().refused(refusal)).await
        })
        .await?;
    Err(refusal.into())
}
