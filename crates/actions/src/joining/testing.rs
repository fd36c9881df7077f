//! The test message of an order, which is answered before a service is activated (ON-08).
//!
//! Where messages are answered in a journal system it goes there like any other message, as
//! a test of the link, and the system's own answer settles it. At a console, which is no
//! journal system, it waits there for whoever keeps the municipality's registers.

use helsebro_domain::audit::{Actor, AuditLine, Event as Audited, Object};
use helsebro_domain::epj::OutgoingKind;
use helsebro_domain::ids::{ActivationId, EnvelopeId, EpjId, MunicipalityId};
use helsebro_domain::joining::{Acting, By, OperatorAccess, Proof, State, TestMessage};
use helsebro_domain::parties::{ConsoleAccess, Unit};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::Instant;
use helsebro_storage::joining::ActivationRow;
use helsebro_storage::{Scope, Tx, epj, joining, parties};

use super::moving::{Asker, not_authorised};
use super::{OPERATOR, line};
use crate::epj::queueing;
use crate::{ActError, Acts, trail};

/// What became of a journal system's answer to a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TestAnswer {
    /// It answers the test of an order.
    Noted,
    /// The order has its answer already, or waits for none.
    Superfluous,
    /// It answers nothing that was sent to this journal system.
    Unknown,
}

/// Sends the test message of an order; again when it was sent before.
///
/// # Errors
/// `INVALID_TRANSITION` unless it is ordered and not answered; `EPJ_NOT_CONNECTED` and
/// `ADDRESS_NOT_REGISTERED` where it is answered in a journal system that no unit of the
/// service can be reached in.
pub async fn send_test(
    acts: &Acts,
    who: &OperatorAccess,
    id: ActivationId,
) -> Result<(), ActError> {
    let now = acts.now();
    acts.db()
        .write(OPERATOR, "joining.send_test", async |mut tx| {
            let mut row = joining::activation(&mut tx, id).await?.ok_or(ActError::NotFound)?;
            let receiver = receiver(&mut tx, &row).await?;
            let may = waits(&row, row.test != TestMessage::Answered);
            let decided = may.and(receiver);
            let by = Asker::operator(who).acting.staff();
            let home = row.activation.placed.municipality;
            let event = (Audited::TestMessageMoved, Object::Activation(id.uuid()));
            let mut line = line(acts, (by, Some(home)), event, now);
            line.rules = &["ON-08"];
            let receiver = match trail::settle(&mut tx, line, decided).await? {
                Ok(receiver) => receiver,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            row.test_envelope = match &receiver {
                Some((system, unit)) => {
                    queueing::link_test_in(acts, &mut tx, (*system, unit), now).await?
                }
                None => None,
            };
            moved(&mut tx, row, (TestMessage::Sent, now)).await?;
            Ok(Ok(()))
        })
        .await??;
    Ok(())
}

/// Answers the test message at the console.
///
/// # Errors
/// `INVALID_TRANSITION` unless one was sent, and where a journal system answers it.
pub async fn answer_test(
    acts: &Acts,
    who: &ConsoleAccess,
    id: ActivationId,
) -> Result<(), ActError> {
    let now = acts.now();
    let asker = Asker::console(who, By::Administrator);
    acts.db()
        .write(asker.scope, "joining.answer_test", async |mut tx| {
            let row = joining::activation(&mut tx, id).await?.ok_or(ActError::NotFound)?;
            let is_here = !matches!(row.answered_in, Some(Proof::Journal { .. }));
            let decided = match asker.acting {
                Acting::Unregistered { .. } => Err(not_authorised()),
                _ => waits(&row, is_here && row.test == TestMessage::Sent),
            };
            let home = row.activation.placed.municipality;
            let event = (Audited::TestMessageMoved, Object::Activation(id.uuid()));
            let mut line = line(acts, (asker.acting.staff(), Some(home)), event, now);
            line.rules = &["ON-08"];
            if let Err(refusal) = trail::settle(&mut tx, line, decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            moved(&mut tx, row, (TestMessage::Answered, now)).await?;
            Ok(Ok(()))
        })
        .await??;
    Ok(())
}

/// A journal system has answered a test of the link. What answers another message than the
/// order's newest test changes nothing, and neither does the answer of another system.
///
/// # Errors
/// When the database fails.
pub async fn test_answered(
    acts: &Acts,
    (municipality, system): (MunicipalityId, EpjId),
    test: EnvelopeId,
) -> Result<TestAnswer, ActError> {
    let now = acts.now();
    acts.db()
        .write(Scope::Municipality(municipality), "joining.test_answered", async |mut tx| {
            let sent = epj::outgoing_by_id(&mut tx, test).await?;
            let is_ours = |row: &epj::OutboxRow| {
                row.outgoing.kind == OutgoingKind::LinkTest && row.epj == system
            };
            if !sent.as_ref().is_some_and(is_ours) {
                return Ok::<_, ActError>(TestAnswer::Unknown);
            }
            let Some(row) = joining::activation_tested_by(&mut tx, test).await? else {
                return Ok(TestAnswer::Superfluous);
            };
            let decided = waits(&row, row.test == TestMessage::Sent);
            let id = helsebro_domain::ids::AuditId::from_uuid(acts.fresh(now));
            let actor = Actor::Epj(municipality);
            let mut line = AuditLine::accepted(id, now, Audited::TestMessageMoved, actor);
            line.org = Some(municipality);
            line.object = Object::Activation(row.activation.id.uuid());
            line.rules = &["ON-08"];
            if trail::settle(&mut tx, line, decided).await?.is_err() {
                return Ok(TestAnswer::Superfluous);
            }
            moved(&mut tx, row, (TestMessage::Answered, now)).await?;
            Ok(TestAnswer::Noted)
        })
        .await
}

/// Notes a test that was answered before there were records of it here, as where a town is
/// founded with services that are in use. No door leads here.
///
/// # Errors
/// `INVALID_TRANSITION` unless it is ordered and not answered.
pub async fn note_tested(
    acts: &Acts,
    who: &OperatorAccess,
    id: ActivationId,
) -> Result<(), ActError> {
    let now = acts.now();
    acts.db()
        .write(OPERATOR, "joining.note_tested", async |mut tx| {
            let row = joining::activation(&mut tx, id).await?.ok_or(ActError::NotFound)?;
            let decided = waits(&row, row.test != TestMessage::Answered);
            let home = row.activation.placed.municipality;
            let event = (Audited::TestMessageMoved, Object::Activation(id.uuid()));
            let mut line = line(acts, (Some(who.staff()), Some(home)), event, now);
            line.rules = &["ON-08"];
            if let Err(refusal) = trail::settle(&mut tx, line, decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            moved(&mut tx, row, (TestMessage::Answered, now)).await?;
            Ok(Ok(()))
        })
        .await??;
    Ok(())
}

/// Where the test goes: to the journal system of a unit that gives the service; nowhere when
/// it is answered at a console.
async fn receiver(
    tx: &mut Tx,
    row: &ActivationRow,
) -> Result<Result<Option<(EpjId, Unit)>, Refusal>, ActError> {
    if !matches!(row.answered_in, Some(Proof::Journal { .. })) {
        return Ok(Ok(None));
    }
    let placed = row.activation.placed;
    let mut units = parties::units_of(tx, placed.municipality).await?;
    units.retain(|unit| unit.care_area == placed.care_area && unit.epj.is_some());
    if units.is_empty() {
        return Ok(Err(Refusal::told(ReasonCode::EpjNotConnected, &["ON-08", "S1-5.1-d"])));
    }
    let reached = units.into_iter().find(|unit| unit.her_id.is_some());
    let found = reached.and_then(|unit| unit.epj.map(|system| (system, unit)));
    Ok(match found {
        Some(found) => Ok(Some(found)),
        None => Err(Refusal::told(ReasonCode::AddressNotRegistered, &["ON-08"])),
    })
}

/// Whether the order waits for a test, and what is asked for comes in its turn.
fn waits(row: &ActivationRow, is_in_turn: bool) -> Result<(), Refusal> {
    if row.activation.state == State::Ordered && is_in_turn {
        return Ok(());
    }
    Err(Refusal::told(ReasonCode::InvalidTransition, &["ON-08"]))
}

async fn moved(
    tx: &mut Tx,
    row: ActivationRow,
    (test, now): (TestMessage, Instant),
) -> Result<(), ActError> {
    let row = ActivationRow { test, tested_at: Some(now), ..row };
    Ok(joining::update_activation(tx, &row).await?)
}
